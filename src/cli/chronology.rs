//! `timeline`: the events of drafts in order.

use serde_json::Value;

use super::{
    Ended,
    args::{Documents, Events, Timeline},
    config::Configs,
    draft::{self, Draft},
    output::Output,
    problem::Problem,
    setup::Setup,
};
use crate::{
    engine::Options,
    read::Source,
    report::{Sheet, Style, chronology_drawing, chronology_page, chronology_record},
};

/// Writes the events of each draft.
pub(super) fn run(
    events: &Events,
    setup: &Setup,
    configs: &mut Configs,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let plain = Documents::plain(vec![events.path.clone()], events.reading.clone(), events.wishes.clone());
    let documents = Documents { lang: events.lang.clone(), date: events.date.clone(), ..plain };
    let options = draft::options(&documents, setup, true)?;
    let drafts = draft::drafts(&documents, configs, setup);
    if events.format == Timeline::Svg && drafts.len() > 1 {
        return Err(Problem::Drawing { path: events.path.to_string_lossy().into_owned() }.into());
    }
    let mut ended = Ended::Well;
    for draft in drafts {
        match draft.and_then(|draft| draft.input.read().map(|source| (draft, source))) {
            Ok((draft, source)) => {
                if !output.write(&written(&draft, &source, (events, setup, &options), output)) {
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
    draft: &Draft,
    source: &Source,
    (events, setup, options): (&Events, &Setup, &Options),
    output: &Output,
) -> String {
    let prose = draft.prose(source, setup);
    let options = draft.options(options, &prose, setup);
    let (input, setup) = (&draft.input, draft.setup(setup));
    let report = setup.engine.check(&prose, &options);
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
