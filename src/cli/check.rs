//! `check` and `claims`: drafts to reports.

use rayon::prelude::*;
use serde_json::Value;

use super::{
    Ended, args::Documents, input, input::Input, output::Output, problem::Problem, setup, setup::Setup,
};
use crate::{
    diagnostic::{Coverage, Report, Severity},
    engine::Options,
    read,
    report::{self, Format, Sheet, Style},
};

/// How much text is read at a time, so that memory is bounded by it and not by the folder.
const CHUNK: u64 = 4 * 1024 * 1024;

/// How many drafts are read at a time.
const DRAFTS: usize = 256;

/// What a whole run looks like.
struct Run<'a> {
    setup: &'a Setup,
    options: Options,
    format: &'static Format,
    ledger: bool,
    colour: bool,
    width: usize,
}

/// One draft, done.
struct Done {
    text: String,
    lang: String,
    coverage: Coverage,
    worst: Option<Severity>,
}

/// Checks all drafts (or lists their claims) and writes a report of each, in order.
pub(super) fn run(
    documents: &Documents,
    setup: &Setup,
    ledger: bool,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let options = options(documents, setup, ledger)?;
    let format = report::named(&documents.format).unwrap_or(&report::FORMATS[0]);
    let run = Run { setup, options, format, ledger, colour: output.colour, width: output.width };
    let mut tally = Tally { fail: documents.fail_level.severity(), ..Tally::default() };
    output.write(format.head);
    let inputs = input::inputs(&documents.paths);
    for chunk in chunks(inputs) {
        let done: Vec<_> = if chunk.len() == 1 {
            chunk.into_iter().map(|input| run.draft(input)).collect()
        } else {
            chunk.into_par_iter().map(|input| run.draft(input)).collect()
        };
        if !done.into_iter().all(|done| tally.add(done, format, output)) {
            return Ok(tally.ended());
        }
    }
    output.write(format.tail);
    if let (Some(summary), true) = (format.summary, tally.drafts > 0) {
        output.write(&summary(tally.coverage, &run.style(&tally.lang)));
    }
    Ok(tally.ended())
}

/// What the arguments ask of each draft.
pub(super) fn options(documents: &Documents, setup: &Setup, claims: bool) -> Result<Options, Box<Problem>> {
    Ok(Options {
        lang: documents.lang.as_deref().map(|tag| setup.lang(tag)).transpose()?,
        date: documents.date.as_deref().map(setup::date).transpose()?,
        ui_lang: setup.ui_lang.clone(),
        claims,
    })
}

/// A draft that was found, or why there is none in its place.
type Found = Result<Input, Box<Problem>>;

/// The inputs in stretches of bounded size.
fn chunks(inputs: Vec<Found>) -> impl Iterator<Item = Vec<Found>> {
    let mut rest = inputs.into_iter();
    std::iter::from_fn(move || {
        let (mut chunk, mut size) = (Vec::new(), 0);
        while chunk.len() < DRAFTS && size < CHUNK {
            let Some(input) = rest.next() else { break };
            size += input.as_ref().map_or(0, |input| input.size);
            chunk.push(input);
        }
        (!chunk.is_empty()).then_some(chunk)
    })
}

impl Run<'_> {
    fn draft(&self, input: Found) -> Result<Done, Box<Problem>> {
        let input = input?;
        let text = input.read()?;
        let prose = read::read(&text, input.format(), self.setup.engine.lexicons());
        let report = self.setup.engine.check(&prose, &self.options);
        drop(prose);
        Ok(Done {
            text: self.written(&input, &text, &report),
            lang: report.lang,
            coverage: report.coverage,
            worst: report.findings.iter().map(|found| found.severity).max(),
        })
    }

    fn written(&self, input: &Input, text: &str, report: &Report) -> String {
        let id = Value::String(input.name.clone());
        let path = input.path.is_some().then_some(input.name.as_str());
        let sheet = Sheet { id: &id, name: &input.name, path, text, report, ledger: self.ledger };
        let write = if self.ledger { self.format.claims } else { self.format.findings };
        write(&sheet, &self.style(&report.lang))
    }

    fn style(&self, lang: &str) -> Style<'_> {
        Style { words: self.setup.words(lang), colour: self.colour, width: self.width }
    }
}

/// What a run has come to so far.
struct Tally {
    drafts: usize,
    lang: String,
    coverage: Coverage,
    ended: Ended,
    fail: Severity,
}

impl Default for Tally {
    fn default() -> Self {
        let (lang, coverage) = (String::new(), Coverage::default());
        Self { drafts: 0, lang, coverage, ended: Ended::Well, fail: Severity::Warning }
    }
}

impl Tally {
    /// Writes a draft's report and counts it. Whether somebody still listens.
    fn add(&mut self, done: Result<Done, Box<Problem>>, format: &Format, output: &mut Output) -> bool {
        let done = match done {
            Ok(done) => done,
            Err(problem) => {
                output.problem(&*problem);
                self.ended = Ended::Badly;
                return true;
            }
        };
        if self.drafts == 0 {
            self.lang = done.lang;
        }
        let between = if self.drafts > 0 { format.between } else { "" };
        self.drafts += 1;
        self.coverage.claims += done.coverage.claims;
        self.coverage.consistent += done.coverage.consistent;
        self.coverage.contradicted += done.coverage.contradicted;
        self.coverage.unchecked += done.coverage.unchecked;
        if done.worst >= Some(self.fail) {
            self.ended = self.ended.max(Ended::Found);
        }
        output.write(between) && output.write(&done.text)
    }

    const fn ended(&self) -> Ended {
        self.ended
    }
}
