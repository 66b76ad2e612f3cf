//! `coverage`: what share of the digits of drafts and document records was read.

use std::path::Path;

use rayon::prelude::*;

use super::{
    Ended,
    args::{Documents, Measured},
    config::Configs,
    draft,
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
pub(super) fn run(
    measured: &Measured,
    setup: &Setup,
    configs: &mut Configs,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let mut ended = Ended::Well;
    let mut digits = Digits::default();
    for path in &measured.paths {
        for counted in counted(path, measured, (setup, &mut *configs))? {
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
    measured: &Measured,
    (setup, configs): (&Setup, &mut Configs),
) -> Result<Vec<Result<Digits, Box<Problem>>>, Box<Problem>> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    if ending.is_some_and(|ending| RECORDS.contains(&ending)) {
        let lang = measured.lang.as_deref().map(|tag| setup.lang(tag)).transpose()?;
        return Ok(records(path, lang.as_deref(), setup));
    }
    let plain = Documents::plain(vec![path.to_owned()], measured.reading.clone(), measured.wishes.clone());
    let documents = Documents { lang: measured.lang.clone(), ..plain };
    let options = draft::options(&documents, setup, false)?;
    let drafts = draft::drafts(&documents, configs, setup);
    let digits = |draft: draft::Found| {
        let draft = draft?;
        let source = draft.input.read()?;
        let prose = draft.prose(&source, setup);
        let options = draft.options(&options, &prose, setup);
        Ok(draft.setup(setup).engine.digits(&prose, &options))
    };
    Ok(drafts.into_par_iter().map(digits).collect())
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
