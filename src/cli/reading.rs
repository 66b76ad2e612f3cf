//! `claims --explain`: how a stretch of a draft was read.

use super::{
    Ended,
    args::{Documents, Place},
    config::Configs,
    draft::{self, Draft},
    output::Output,
    problem::Problem,
    setup::Setup,
};
use crate::{
    engine::Options,
    read::Source,
    report::{Style, reading_page, reading_record},
    text::{Lines, Span},
};

/// How many stretches of one draft are shown where its words stand several times.
const SHOWN: usize = 20;

/// Shows how the place was read in each draft that has it.
pub(super) fn run(
    documents: &Documents,
    place: &Place,
    setup: &Setup,
    configs: &mut Configs,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let options = draft::options(documents, setup, true)?;
    let mut ended = Ended::Well;
    let mut found = false;
    for draft in draft::drafts(documents, configs, setup) {
        match draft.and_then(|draft| draft.input.read().map(|source| (draft, source))) {
            Ok((draft, source)) => {
                let spans = spans(place, &source.text);
                found |= !spans.is_empty();
                for span in spans {
                    show(&draft, &source, span, (documents, setup, &options), output);
                }
            }
            Err(problem) => {
                output.problem(&*problem);
                ended = Ended::Badly;
            }
        }
    }
    if !found && ended == Ended::Well {
        return Err(Problem::Place { place: place.to_string() }.into());
    }
    Ok(ended)
}

fn show(
    draft: &Draft,
    source: &Source,
    span: Span,
    (documents, setup, options): (&Documents, &Setup, &Options),
    output: &mut Output,
) {
    let (input, prose, text) = (&draft.input, draft.prose(source, setup), &source.text);
    let readings = draft.setup(setup).engine.explain(&prose, &draft.options(options, &prose, setup), span);
    let written = if documents.format.starts_with("json") {
        reading_record(input.shown(), text, &readings) + "\n"
    } else {
        let words = setup.words(&readings.lang);
        let style = Style { words, colour: output.colour, width: output.width };
        reading_page(&input.name, text, &readings, &style) + "\n"
    };
    output.write(&written);
}

/// The stretches of a text that a place names.
fn spans(place: &Place, text: &str) -> Vec<Span> {
    match place {
        Place::Words(words) => {
            let found = text.match_indices(words.as_str()).take(SHOWN);
            found.map(|(at, _)| Span::new(at as u32, (at + words.len()) as u32)).collect()
        }
        Place::Columns { line, first, last } => {
            let lines = Lines::new(text);
            if *line > lines.count() {
                return Vec::new();
            }
            let line = lines.line(*line);
            let byte = |column: u32| {
                let within = text[line.range()].char_indices().nth(column as usize - 1);
                within.map(|(at, c)| (line.start + at as u32, c.len_utf8() as u32))
            };
            let ends = byte(*first).zip(byte(*last));
            ends.map(|((start, _), (end, width))| Span::new(start, end + width)).into_iter().collect()
        }
    }
}
