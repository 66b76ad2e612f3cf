//! `check` and `claims`: drafts to reports.

use std::sync::Arc;

use rayon::prelude::*;
use serde_json::Value;

use super::{
    Ended,
    args::Documents,
    config::{Config, Configs},
    draft::{self, Draft, Found},
    output::Output,
    problem::{Problem, Remark},
    setup::Setup,
    sink::{self, Sink},
};
use crate::{
    diagnostic::{Coverage, Report, Severity, Voucher},
    engine::Options,
    report::{self, Format, Gathered, Issue, Sheet, clean},
};

/// How much text is read at a time, so that memory is bounded by it and not by the folder.
const CHUNK: u64 = 4 * 1024 * 1024;

/// How many drafts are read at a time.
const DRAFTS: usize = 256;

/// What a whole run looks like.
struct Run<'a> {
    setup: &'a Setup,
    /// What the flags ask of every draft.
    options: Options,
    /// The formats that each draft is written in, and whether each goes to standard output.
    streamed: Vec<(&'static Format, bool)>,
    /// Whether some report wants the whole run.
    gathers: bool,
    ledger: bool,
    /// Colours and width of standard output.
    look: (bool, usize),
}

/// One draft, done.
struct Done {
    name: String,
    texts: Vec<String>,
    issues: Vec<Issue>,
    excused: Vec<Issue>,
    /// How many findings are let stand.
    let_stand: usize,
    lang: String,
    coverage: Coverage,
    /// Whether a finding is at or above the fail level.
    failed: bool,
}

/// Checks all drafts (or lists their claims) and writes a report of each, in order.
pub(super) fn run(
    documents: &Documents,
    setup: &Setup,
    configs: &mut Configs,
    ledger: bool,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let options = draft::options(documents, setup, ledger)?;
    let mut sinks = sink::sinks(documents, ledger)?;
    let streamed = sinks.iter().filter_map(|sink| Some((sink.streamed()?, sink.is_standard())));
    let streamed: Vec<_> = streamed.collect();
    let (gathers, look) = (streamed.len() < sinks.len(), (output.colour, output.width));
    let run = Run { setup, options, streamed, gathers, ledger, look };
    let mut tally = Tally::default();
    for sink in &mut sinks {
        sink.open(output)?;
    }
    // Nobody may listen any more to standard output; a report in a file is finished all the same.
    let (mut heard, filed) = (true, sinks.iter().any(|sink| !sink.is_standard()));
    for chunk in chunks(draft::drafts(documents, configs, setup)) {
        if !heard && !filed {
            return Ok(tally.ended);
        }
        let done: Vec<_> = if chunk.len() == 1 {
            chunk.into_iter().map(|input| run.draft(input)).collect()
        } else {
            chunk.into_par_iter().map(|input| run.draft(input)).collect()
        };
        for done in done {
            match done {
                Ok(done) => heard &= tally.add(done, &mut sinks, output)?,
                Err(problem) => {
                    output.problem(&*problem);
                    tally.ended = Ended::Badly;
                }
            }
        }
    }
    run.close(&tally, &mut sinks, output)?;
    say_idle(documents, configs, output);
    Ok(tally.ended)
}

/// Notes which entries of a configuration let findings of a draft stand.
fn note_allowed(config: Option<&Config>, report: &Report) {
    let Some(config) = config else { return };
    for excused in &report.excused {
        if let Voucher::Configuration(number) = excused.by {
            config.allows(number);
        }
    }
}

/// Says which entries of a configuration let nothing stand any more, where all their drafts were checked.
fn say_idle(documents: &Documents, configs: &Configs, output: &mut Output) {
    if !(documents.wishes.select.is_empty() && documents.wishes.ignore.is_empty()) {
        return;
    }
    let whole = |config: &&Arc<Config>| documents.paths.iter().any(|path| config.is_within(path));
    let entries: Vec<String> = configs.used().iter().filter(whole).flat_map(|config| config.idle()).collect();
    if !entries.is_empty() {
        output.problem(&Remark::Idle { entries });
    }
}

/// The inputs in stretches of bounded size.
fn chunks(inputs: Vec<Found>) -> impl Iterator<Item = Vec<Found>> {
    let mut rest = inputs.into_iter();
    std::iter::from_fn(move || {
        let (mut chunk, mut size) = (Vec::new(), 0);
        while chunk.len() < DRAFTS && size < CHUNK {
            let Some(input) = rest.next() else { break };
            size += input.as_ref().map_or(0, |draft| draft.input.size);
            chunk.push(input);
        }
        (!chunk.is_empty()).then_some(chunk)
    })
}

impl Run<'_> {
    fn draft(&self, input: Found) -> Result<Done, Box<Problem>> {
        let draft = input?;
        let source = draft.input.read()?;
        let prose = draft.prose(&source, self.setup);
        let report = self.setup.engine.check(&prose, &draft.options(&self.options, &prose, self.setup));
        drop(prose);
        let Draft { input, wanted, config } = draft;
        note_allowed(config.as_deref(), &report);
        let id = Value::String(input.name.clone());
        let sheet = Sheet {
            id: &id,
            name: &input.name,
            path: input.shown(),
            text: &source.text,
            origin: source.origin(),
            report: &report,
            ledger: self.ledger,
        };
        let words = self.setup.words(&report.lang);
        let texts = self.streamed.iter().map(|(format, standard)| {
            let write = if self.ledger { format.claims } else { format.findings };
            write(&sheet, &sink::style(*standard, words, self.look))
        });
        Ok(Done {
            texts: texts.collect(),
            issues: if self.gathers { report::issues(&sheet) } else { Vec::new() },
            excused: if self.gathers { report::excused(&sheet) } else { Vec::new() },
            let_stand: report.excused.len(),
            failed: report.findings.iter().map(|found| found.severity).max()
                >= Some(wanted.fail_level.unwrap_or(Severity::Warning)),
            coverage: report.coverage,
            lang: report.lang,
            name: input.name,
        })
    }

    /// Writes what comes after the last draft into every report.
    fn close(&self, tally: &Tally, sinks: &mut [Sink], output: &mut Output) -> Result<(), Box<Problem>> {
        let words = self.setup.words(&tally.lang);
        let rules = if self.gathers { self.setup.engine.pages() } else { Vec::new() };
        let (issues, excused) = (&tally.issues, &tally.excused);
        let gathered = Gathered { issues, excused, files: &tally.files, rules: &rules, words };
        for sink in sinks.iter_mut() {
            let style = sink::style(sink.is_standard(), words, self.look);
            let summary = |format: &Format| {
                let sum = format.summary.filter(|_| !tally.files.is_empty())?;
                Some(sum((tally.coverage, tally.let_stand), &style))
            };
            sink.close(&gathered, summary, output)?;
        }
        Ok(())
    }
}

/// What a run has come to so far.
struct Tally {
    files: Vec<String>,
    issues: Vec<Issue>,
    excused: Vec<Issue>,
    let_stand: usize,
    lang: String,
    coverage: Coverage,
    ended: Ended,
}

impl Default for Tally {
    fn default() -> Self {
        let (files, issues, excused) = (Vec::new(), Vec::new(), Vec::new());
        let (lang, coverage) = (String::new(), Coverage::default());
        Self { files, issues, excused, let_stand: 0, lang, coverage, ended: Ended::Well }
    }
}

impl Tally {
    /// Writes a draft into the reports and counts it. Whether somebody still listens.
    fn add(&mut self, done: Done, sinks: &mut [Sink], output: &mut Output) -> Result<bool, Box<Problem>> {
        if self.files.is_empty() {
            self.lang = done.lang;
        }
        self.files.push(clean(&done.name.replace('\\', "/")).into_owned());
        self.issues.extend(done.issues);
        self.excused.extend(done.excused);
        self.let_stand += done.let_stand;
        self.coverage.claims += done.coverage.claims;
        self.coverage.consistent += done.coverage.consistent;
        self.coverage.contradicted += done.coverage.contradicted;
        self.coverage.unchecked += done.coverage.unchecked;
        if done.failed {
            self.ended = self.ended.max(Ended::Found);
        }
        let streamed = sinks.iter_mut().filter(|sink| sink.streamed().is_some());
        let mut heard = true;
        for (sink, text) in streamed.zip(&done.texts) {
            heard &= sink.document(text, output)?;
        }
        Ok(heard)
    }
}
