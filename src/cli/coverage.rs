//! `coverage`: what share of the digits of drafts and document records was read.

use std::path::Path;

use rayon::prelude::*;

use super::{
    Ended,
    args::{Measured, Reading},
    input,
    output::Output,
    problem::Problem,
    records::{Numbered, chunk, open, parsed},
    setup::Setup,
};
use crate::{
    diagnostic::digits::Digits,
    engine::{self, Options},
    read,
    report::{Style, digits_page, digits_record},
    text::Prose,
};

/// File name endings of document records, one a line.
const RECORDS: [&str; 2] = ["jsonl", "ndjson"];

/// Counts the digits of all inputs and writes what share was read.
pub(super) fn run(measured: &Measured, setup: &Setup, output: &mut Output) -> Result<Ended, Box<Problem>> {
    let lang = measured.lang.as_deref().map(|tag| setup.lang(tag)).transpose()?;
    let mut ended = Ended::Well;
    let mut digits = Digits::default();
    for path in &measured.paths {
        for counted in counted(path, &measured.reading, lang.as_deref(), setup) {
            match counted {
                Ok(more) => digits = digits.with(more),
                Err(problem) => {
                    output.problem(&*problem);
                    ended = Ended::Badly;
                }
            }
        }
    }
    let style = Style { words: setup.words("en"), colour: output.colour, width: output.width };
    let written = if measured.json { digits_record(&digits) } else { digits_page(&digits, &style) };
    output.write(&written);
    Ok(ended)
}

/// The digits of what a path names: a file of records, a draft, or the drafts of a folder.
fn counted(
    path: &Path,
    reading: &Reading,
    lang: Option<&str>,
    setup: &Setup,
) -> Vec<Result<Digits, Box<Problem>>> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    if ending.is_some_and(|ending| RECORDS.contains(&ending)) {
        return records(path, lang, setup);
    }
    let drafts = input::inputs(&[path.to_owned()], reading);
    let draft = |input: Result<input::Input, Box<Problem>>| {
        let input = input?;
        let source = input.read()?;
        Ok(of_prose(&source.prose(setup.engine.lexicons()), lang, setup))
    };
    drafts.into_par_iter().map(draft).collect()
}

fn records(path: &Path, lang: Option<&str>, setup: &Setup) -> Vec<Result<Digits, Box<Problem>>> {
    let name = path.to_string_lossy();
    let (mut all, mut number) = (Vec::new(), 0);
    let mut reader = match open(path) {
        Ok(reader) => reader,
        Err(error) => return vec![Err(Problem::unreadable(&name, &error).into())],
    };
    loop {
        let lines = match chunk(&mut reader, &mut number) {
            Ok(lines) if lines.is_empty() => return all,
            Ok(lines) => lines,
            Err(error) => {
                all.push(Err(Problem::unreadable(&name, &error).into()));
                return all;
            }
        };
        let read = |line: &Numbered| {
            of_record(line, lang, setup).map_err(|reason| {
                let path = format!("{name}:{}", line.number);
                Box::new(Problem::Unreadable { path, reason })
            })
        };
        let counted: Vec<_> = lines.par_iter().map(read).collect();
        let (good, bad): (Vec<_>, Vec<_>) = counted.into_iter().partition(Result::is_ok);
        all.push(Ok(good.into_iter().flatten().fold(Digits::default(), Digits::with)));
        all.extend(bad);
    }
}

fn of_record(line: &Numbered, lang: Option<&str>, setup: &Setup) -> Result<Digits, String> {
    let document = parsed(&line.bytes)?;
    let name = document.format.as_deref().unwrap_or(read::FORMATS[0].name);
    let format = read::named(name).ok_or_else(|| format!("there is no format `{name}` here"))?;
    let own = document.lang.as_deref().and_then(engine::code);
    let prose = read::read(&document.text, format, setup.engine.lexicons());
    Ok(of_prose(&prose, lang.or(own.as_deref()), setup))
}

fn of_prose(prose: &Prose<'_>, lang: Option<&str>, setup: &Setup) -> Digits {
    setup.engine.digits(prose, &Options { lang: lang.map(str::to_owned), ..Options::default() })
}
