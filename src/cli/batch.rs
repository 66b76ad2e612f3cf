//! `batch`: document records in, report records out, in order and in bounded memory.

use std::{collections::BTreeMap, io, path::Path};

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::{
    Ended,
    args::Records,
    config::Configs,
    draft::{self, Draft},
    output::Output,
    problem::Problem,
    records::{Document, Numbered, chunk, is_id, open, parsed},
    setup::{self, Setup},
};
use crate::{
    engine::{self, Options},
    read,
    report::{Sheet, failure, record},
    text::Origin,
};

/// A report record, and what it means for the exit code.
struct Answer {
    record: String,
    /// Whether a finding is at or above the fail level.
    found: bool,
    failed: bool,
}

/// Answers every record of every file.
pub(super) fn run(
    records: &Records,
    setup: &Setup,
    configs: &mut Configs,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let mut desk = draft::unnamed(&records.wishes, configs, setup)?;
    if let Some(level) = records.fail_level {
        (desk.wanted.fail_level, desk.wanted.fail_levels) = (Some(level.severity()), BTreeMap::new());
    }
    let mut ended = Ended::Well;
    for file in &records.files {
        match answer_file(file, records, (setup, &desk), output) {
            Ok(end) => ended = ended.max(end),
            Err(problem) => {
                output.problem(&*problem);
                ended = Ended::Badly;
            }
        }
    }
    Ok(ended)
}

fn answer_file(
    path: &Path,
    records: &Records,
    desk: (&Setup, &Draft),
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let fail = |error: io::Error| Box::new(Problem::unreadable(&path.to_string_lossy(), &error));
    let mut reader = open(path).map_err(fail)?;
    let (mut ended, mut number) = (Ended::Well, 0);
    loop {
        let chunk = chunk(&mut reader, &mut number).map_err(fail)?;
        if chunk.is_empty() {
            return Ok(ended);
        }
        let answers: Vec<Answer> = match chunk.as_slice() {
            [one] => vec![answer(one, records.claims, desk)],
            many => many.par_iter().map(|line| answer(line, records.claims, desk)).collect(),
        };
        drop(chunk);
        for answer in answers {
            ended = ended.max(match answer {
                Answer { failed: true, .. } => Ended::Badly,
                Answer { found: true, .. } => Ended::Found,
                _ => Ended::Well,
            });
            if !(output.write(&answer.record) && output.write("\n")) {
                return Ok(ended);
            }
        }
        output.finish();
    }
}

/// The report record of a line, or the record of what is wrong with it.
fn answer(line: &Numbered, claims: bool, desk: (&Setup, &Draft)) -> Answer {
    let own = Value::from(line.number);
    let failed =
        |id: &Value, reason: &str| Answer { record: failure(id, reason), found: false, failed: true };
    if !line.whole {
        return failed(&own, "the line is longer than 4 GiB");
    }
    let document = match parsed(&line.bytes) {
        Ok(document) => document,
        Err(reason) => return failed(&id_of(&line.bytes).unwrap_or(own), &reason),
    };
    let id = if document.id.is_null() { &own } else { &document.id };
    match checked(&document, id, claims, desk) {
        Ok(answer) => answer,
        Err(reason) => failed(id, &reason),
    }
}

/// The id of a record that is otherwise of no use.
fn id_of(bytes: &[u8]) -> Option<Value> {
    #[derive(Deserialize)]
    struct Id {
        id: Value,
    }
    serde_json::from_slice::<Id>(bytes).ok().map(|record| record.id).filter(is_id)
}

/// A language as a record declares it; one that is not read here is answered with no findings.
fn declared(tag: &str) -> Result<String, String> {
    engine::code(tag).ok_or_else(|| format!("`{tag}` is no language tag"))
}

fn checked(
    document: &Document<'_>,
    id: &Value,
    claims: bool,
    (setup, desk): (&Setup, &Draft),
) -> Result<Answer, String> {
    let wrong = |problem: Box<Problem>| problem.to_string();
    let options = Options {
        lang: document.lang.as_deref().map(declared).transpose()?,
        date: document.date.as_deref().map(setup::date).transpose().map_err(wrong)?,
        ui_lang: setup.ui_lang.clone(),
        claims,
        ..Options::default()
    };
    let name = document.format.as_deref().unwrap_or(read::FORMATS[0].name);
    let format = read::named(name).ok_or_else(|| format!("there is no format `{name}` here"))?;
    let mut prose = read::read(&document.text, format, setup.engine.lexicons());
    desk.wanted.strip(&mut prose, setup.engine.lexicons());
    let report = setup.engine.check(&prose, &desk.options(&options, &prose, setup));
    drop(prose);
    let sheet = Sheet {
        id,
        name: "",
        path: None,
        text: &document.text,
        origin: Origin::default(),
        report: &report,
        ledger: claims,
    };
    let found = report.findings.iter().any(|found| desk.wanted.fails(found, setup.engine.rules()));
    Ok(Answer { record: record(&sheet), found, failed: false })
}
