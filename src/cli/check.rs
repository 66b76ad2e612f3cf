//! `check` and `claims`: drafts to reports.

use std::path::Path;

use rayon::prelude::*;
use serde_json::Value;

use super::{
    Ended,
    args::{Documents, Level, Wishes},
    config::{Config, Configs, Dating, Wanted},
    git,
    input::{self, Input},
    output::Output,
    problem::Problem,
    setup::{self, Setup},
    sink::{self, Sink},
};
use crate::{
    diagnostic::{Coverage, Severity},
    engine::Options,
    read,
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
    lang: String,
    coverage: Coverage,
    /// Whether a finding is at or above the fail level.
    failed: bool,
}

/// A draft, and what is wanted of it.
struct Draft {
    input: Input,
    wanted: Wanted,
}

/// Checks all drafts (or lists their claims) and writes a report of each, in order.
pub(super) fn run(
    documents: &Documents,
    setup: &Setup,
    configs: &mut Configs,
    ledger: bool,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    setup.known(&documents.wishes)?;
    let options = options(documents, setup, ledger)?;
    let mut sinks = sink::sinks(documents, ledger)?;
    let streamed = sinks.iter().filter_map(|sink| Some((sink.streamed()?, sink.is_standard())));
    let streamed: Vec<_> = streamed.collect();
    let (gathers, look) = (streamed.len() < sinks.len(), (output.colour, output.width));
    let run = Run { setup, options, streamed, gathers, ledger, look };
    let mut tally = Tally::default();
    for sink in &mut sinks {
        sink.open(output)?;
    }
    let drafts = input::inputs(&documents.paths).into_iter();
    let drafts = drafts.filter_map(|input| wanted(input, documents, configs, setup).transpose()).collect();
    // Nobody may listen any more to standard output; a report in a file is finished all the same.
    let (mut heard, filed) = (true, sinks.iter().any(|sink| !sink.is_standard()));
    for chunk in chunks(drafts) {
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
    Ok(tally.ended)
}

/// What the arguments ask of each draft.
pub(super) fn options(documents: &Documents, setup: &Setup, claims: bool) -> Result<Options, Box<Problem>> {
    Ok(Options {
        lang: documents.lang.as_deref().map(|tag| setup.lang(tag)).transpose()?,
        date: documents.date.as_deref().map(setup::date).transpose()?,
        ui_lang: setup.ui_lang.clone(),
        claims,
        ..Options::default()
    })
}

/// A draft that was found, or why there is none in its place.
type Found = Result<Draft, Box<Problem>>;

/// What is wanted of an input: the flags go before its configuration. Nothing where that leaves it out.
fn wanted(
    input: Result<Input, Box<Problem>>,
    documents: &Documents,
    configs: &mut Configs,
    setup: &Setup,
) -> Result<Option<Draft>, Box<Problem>> {
    let input = input?;
    let folder = input.path.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
    let config = configs.of_folder(folder)?;
    if let Some(config) = &config {
        config.known(setup.engine.rules()).map_err(Problem::from)?;
    }
    let left_out =
        |config: &Config| input.searched && input.path.as_deref().is_some_and(|path| config.excludes(path));
    if config.as_deref().is_some_and(left_out) {
        return Ok(None);
    }
    let mut wanted = config.map_or_else(Wanted::default, |config| config.wanted(input.path.as_deref()));
    wanted.lang = wanted.lang.as_deref().map(|tag| setup.lang(tag)).transpose()?;
    let Wishes { select, ignore, .. } = &documents.wishes;
    if !select.is_empty() {
        (wanted.select, wanted.ignore) = (Some(select.clone()), Vec::new());
    }
    wanted.ignore.extend(ignore.iter().cloned());
    wanted.fail_level = documents.fail_level.map(Level::severity).or(wanted.fail_level);
    Ok(Some(Draft { input, wanted }))
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
        let Draft { input, wanted } = input?;
        let text = input.read()?;
        let mut prose = read::read(&text, input.format(), self.setup.engine.lexicons());
        prose.blocks.retain(|block| wanted.reads(block.kind));
        let undated = self.options.date.is_none() && prose.header.date.is_none();
        let mut options = self.asked(&wanted, input.path.as_deref().filter(|_| undated));
        if self.options.lang.is_none() && prose.header.lang.is_some() {
            options.lang = None; // what the draft says of itself goes before the desk's default
        }
        let report = self.setup.engine.check(&prose, &options);
        drop(prose);
        let id = Value::String(input.name.clone());
        let path = input.path.is_some().then_some(input.name.as_str());
        let sheet =
            Sheet { id: &id, name: &input.name, path, text: &text, report: &report, ledger: self.ledger };
        let words = self.setup.words(&report.lang);
        let texts = self.streamed.iter().map(|(format, standard)| {
            let write = if self.ledger { format.claims } else { format.findings };
            write(&sheet, &sink::style(*standard, words, self.look))
        });
        Ok(Done {
            texts: texts.collect(),
            issues: if self.gathers { report::issues(&sheet) } else { Vec::new() },
            failed: report.findings.iter().map(|found| found.severity).max()
                >= Some(wanted.fail_level.unwrap_or(Severity::Warning)),
            coverage: report.coverage,
            lang: report.lang,
            name: input.name,
        })
    }

    /// What is asked of one draft; `undated` is the path of one that gives no date.
    fn asked(&self, wanted: &Wanted, undated: Option<&Path>) -> Options {
        let rules = self.setup.engine.rules().iter();
        let default_date = match &wanted.date {
            Some(Dating::On(date)) => Some(date.clone()),
            Some(Dating::Git) => undated.and_then(git::last_commit),
            None => None,
        };
        Options {
            lang: self.options.lang.clone().or_else(|| wanted.lang.clone()),
            default_date,
            unwanted: rules.filter(|rule| !wanted.has(rule)).map(|rule| rule.id.clone()).collect(),
            severities: self
                .setup
                .engine
                .rules()
                .iter()
                .filter_map(|rule| wanted.severity_of(rule))
                .collect(),
            ..self.options.clone()
        }
    }

    /// Writes what comes after the last draft into every report.
    fn close(&self, tally: &Tally, sinks: &mut [Sink], output: &mut Output) -> Result<(), Box<Problem>> {
        let words = self.setup.words(&tally.lang);
        let rules = if self.gathers { self.setup.engine.pages() } else { Vec::new() };
        let gathered = Gathered { issues: &tally.issues, files: &tally.files, rules: &rules, words };
        for sink in sinks.iter_mut() {
            let style = sink::style(sink.is_standard(), words, self.look);
            let summary = |format: &Format| {
                let sum = format.summary.filter(|_| !tally.files.is_empty())?;
                Some(sum(tally.coverage, &style))
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
    lang: String,
    coverage: Coverage,
    ended: Ended,
}

impl Default for Tally {
    fn default() -> Self {
        let (files, issues) = (Vec::new(), Vec::new());
        let (lang, coverage) = (String::new(), Coverage::default());
        Self { files, issues, lang, coverage, ended: Ended::Well }
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
