//! `timeline`: the events of drafts in order.

use serde_json::Value;

use super::{
    Ended,
    args::{Events, Timeline},
    input::{self, Input},
    output::Output,
    problem::Problem,
    setup::{self, Setup},
};
use crate::{
    engine::Options,
    read::Source,
    report::{Sheet, Style, chronology_drawing, chronology_page, chronology_record},
};

/// Writes the events of each draft.
pub(super) fn run(events: &Events, setup: &Setup, output: &mut Output) -> Result<Ended, Box<Problem>> {
    let options = Options {
        lang: events.lang.as_deref().map(|tag| setup.lang(tag)).transpose()?,
        date: events.date.as_deref().map(setup::date).transpose()?,
        ui_lang: setup.ui_lang.clone(),
        claims: true,
        ..Options::default()
    };
    let inputs = input::inputs(std::slice::from_ref(&events.path), &events.reading);
    if events.format == Timeline::Svg && inputs.len() > 1 {
        return Err(Problem::Drawing { path: events.path.to_string_lossy().into_owned() }.into());
    }
    let mut ended = Ended::Well;
    for input in inputs {
        match input.and_then(|input| input.read().map(|source| (input, source))) {
            Ok((input, source)) => {
                if !output.write(&written(&input, &source, (events, setup, &options), output)) {
                    return Ok(ended);
                }
            }
            Err(problem) => {
                output.problem(&*problem);
                ended = Ended::Badly;
            }
        }
    }
    Ok(ended)
}

fn written(
    input: &Input,
    source: &Source,
    (events, setup, options): (&Events, &Setup, &Options),
    output: &Output,
) -> String {
    let prose = source.prose(setup.engine.lexicons());
    let report = setup.engine.check(&prose, options);
    let id = Value::String(input.name.clone());
    let sheet = Sheet {
        id: &id,
        name: &input.name,
        path: input.shown(),
        text: &source.text,
        origin: source.origin(),
        report: &report,
        ledger: true,
    };
    let words = setup.words(&report.lang);
    let style = Style { words, colour: output.colour, width: output.width };
    match events.format {
        Timeline::Text => chronology_page(&sheet, &style),
        Timeline::Json => chronology_record(&sheet),
        Timeline::Svg => chronology_drawing(&sheet, &style),
    }
}
