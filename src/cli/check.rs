//! `check` and `claims`: drafts to reports.

use std::{collections::BTreeSet, sync::Arc};

use rayon::prelude::*;
use serde_json::Value;

use super::{
    Ended,
    args::Documents,
    baseline::{Held, Loaded},
    config::{Config, Configs},
    draft::{self, Draft, Found},
    input::LeftOut,
    output::Output,
    problem::{Problem, Remark},
    setup::Setup,
    since::Since,
    sink::{self, Sink},
};
use crate::{
    diagnostic::{Coverage, Report, RulePage, Voucher},
    engine::Options,
    read::Source,
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
    /// What is left of what is found.
    narrow: &'a Narrow,
}

/// What narrows the findings of a run, and what is asked of it besides.
#[derive(Debug, Default)]
pub(super) struct Narrow {
    /// The findings that may stand.
    pub(super) baseline: Option<Loaded>,
    /// Only what changed.
    pub(super) since: Option<Since>,
    /// Whether rules of the user's that tie nothing together are named.
    pub(super) dead_rules: bool,
    /// Whether entries of the baseline that apply no more fail the run.
    pub(super) strict: bool,
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
    /// What it came to against the baseline.
    held: Option<Held>,
    /// The rules that tied claims together in it.
    alive: Vec<String>,
}

/// Checks all drafts (or lists their claims) and writes a report of each, in order.
pub(super) fn run(
    documents: &Documents,
    setup: &Setup,
    configs: &mut Configs,
    (ledger, narrow): (bool, &mut Narrow),
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let options = Options { ties: narrow.dead_rules, ..draft::options(documents, setup, ledger)? };
    let mut sinks = sink::sinks(documents, ledger)?;
    let streamed = sinks.iter().filter_map(|sink| Some((sink.streamed()?, sink.is_standard())));
    let streamed: Vec<_> = streamed.collect();
    let (gathers, look) = (streamed.len() < sinks.len(), (output.colour, output.width));
    let mut left = LeftOut::default();
    let drafts = changed(draft::drafts_and_rest(documents, configs, setup, &mut left), narrow);
    if let Some(kinds) = left.kinds() {
        output.problem(&Remark::LeftOut { kinds });
    }
    let run = Run { setup, options, streamed, gathers, ledger, look, narrow };
    let mut tally = Tally::default();
    for sink in &mut sinks {
        sink.open(output)?;
    }
    // Nobody may listen any more to standard output; a report in a file is finished all the same.
    let (mut heard, filed) = (true, sinks.iter().any(|sink| !sink.is_standard()));
    let (mut checked, all) = (0, drafts.len());
    for chunk in chunks(drafts) {
        output.progress(checked, all);
        checked += chunk.len();
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
    // Drafts that did not change are not read: what lets nothing stand in the others may do so in them.
    let all = narrow.since.is_none();
    if all {
        say_idle(documents, configs, output);
    }
    let stale = narrow.baseline.as_ref().and_then(|baseline| baseline.verdict(&tally.held));
    if let Some(stale) = stale {
        output.problem(&stale);
        tally.ended = tally.ended.max(if narrow.strict { Ended::Found } else { Ended::Well });
    }
    if narrow.dead_rules && all {
        say_dead(setup, &tally.alive, output);
    }
    Ok(tally.ended)
}

/// What drafts come to, held against a baseline, and whether all of them could be read.
pub(super) fn held(
    documents: &Documents,
    setup: &Setup,
    configs: &mut Configs,
    narrow: &Narrow,
    output: &mut Output,
) -> Result<(Held, Ended), Box<Problem>> {
    let options = draft::options(documents, setup, false)?;
    let run =
        Run { setup, options, streamed: Vec::new(), gathers: false, ledger: false, look: (false, 0), narrow };
    let (mut held, mut ended) = (Held::default(), Ended::Well);
    for chunk in chunks(draft::drafts(documents, configs, setup)) {
        let done: Vec<_> = chunk.into_par_iter().map(|input| run.draft(input)).collect();
        for done in done {
            match done {
                Ok(done) => done.held.into_iter().for_each(|more| held.add(more)),
                Err(problem) => {
                    output.problem(&*problem);
                    ended = Ended::Badly;
                }
            }
        }
    }
    Ok((held, ended))
}

/// The drafts that changed, where only those are wanted.
fn changed(drafts: Vec<Found>, narrow: &mut Narrow) -> Vec<Found> {
    let Some(since) = &mut narrow.since else { return drafts };
    let mut failed = false;
    let mut kept = Vec::new();
    for draft in drafts {
        let has =
            draft.as_ref().ok().and_then(|draft| draft.input.path.as_deref()).map(|path| since.has(path));
        match has {
            Some(Err(problem)) if !failed => {
                failed = true;
                kept.push(Err(problem));
            }
            Some(Err(_) | Ok(false)) => {}
            Some(Ok(true)) | None => kept.push(draft),
        }
    }
    kept
}

/// Names the user's rules that tied nothing together.
fn say_dead(setup: &Setup, alive: &BTreeSet<String>, output: &mut Output) {
    let own = setup.all().into_iter().flat_map(|setup| &setup.own);
    let mut rules: Vec<String> = own.filter(|rule| !alive.contains(*rule)).cloned().collect();
    rules.sort();
    rules.dedup();
    if !rules.is_empty() {
        output.problem(&Remark::Dead { rules });
    }
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
    fn report(&self, draft: &Draft, source: &Source) -> Report {
        let prose = draft.prose(source, self.setup);
        let options = draft.options(&self.options, &prose, self.setup);
        draft.setup(self.setup).engine.check(&prose, &options)
    }

    fn draft(&self, input: Found) -> Result<Done, Box<Problem>> {
        let draft = input?;
        let source = draft.input.read()?;
        let mut report = self.report(&draft, &source);
        let alive = if self.narrow.dead_rules { tied(&report) } else { Vec::new() };
        note_allowed(draft.config.as_deref(), &report);
        let baseline = self.narrow.baseline.as_ref();
        let path = draft.input.path.as_deref();
        let held = baseline.map(|baseline| baseline.hold(path, &source.text, &mut report));
        let change = self.narrow.since.as_ref().zip(path).and_then(|(since, path)| since.change(path));
        if let Some(change) = change {
            change.narrow(&source.text, &mut report, || {
                let old = change.old.clone()?;
                let old = Source::new(old, draft.input.format(), draft.input.encoding).ok()?;
                Some(self.report(&draft, &old))
            });
        }
        let setup = draft.setup(self.setup);
        let Draft { input, wanted, .. } = draft;
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
        let words = setup.words(&report.lang);
        let texts = self.streamed.iter().map(|(format, standard)| {
            let write = if self.ledger { format.claims } else { format.findings };
            write(&sheet, &sink::style(*standard, words, self.look))
        });
        Ok(Done {
            texts: texts.collect(),
            issues: if self.gathers { report::issues(&sheet) } else { Vec::new() },
            excused: if self.gathers { report::excused(&sheet) } else { Vec::new() },
            let_stand: report.excused.len(),
            failed: report.findings.iter().any(|found| wanted.fails(found, setup.engine.rules())),
            held,
            alive,
            coverage: report.coverage,
            lang: report.lang,
            name: input.name,
        })
    }

    /// Writes what comes after the last draft into every report.
    fn close(&self, tally: &Tally, sinks: &mut [Sink], output: &mut Output) -> Result<(), Box<Problem>> {
        let words = self.setup.words(&tally.lang);
        let rules = if self.gathers { pages(self.setup) } else { Vec::new() };
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

/// The pages of all rules of a run.
fn pages(setup: &Setup) -> Vec<RulePage> {
    let mut pages: Vec<RulePage> = Vec::new();
    for page in setup.all().into_iter().flat_map(|setup| setup.engine.pages()) {
        if !pages.iter().any(|known| known.id == page.id) {
            pages.push(page);
        }
    }
    pages
}

/// The rules that tied claims of a draft together.
fn tied(report: &Report) -> Vec<String> {
    let found = report.findings.iter().map(|found| &found.rule);
    let excused = report.excused.iter().map(|excused| &excused.finding.rule);
    let tied = report.ties.iter().map(|tie| &tie.rule);
    found.chain(excused).chain(tied).cloned().collect()
}

/// What a run has come to so far.
struct Tally {
    files: Vec<String>,
    issues: Vec<Issue>,
    excused: Vec<Issue>,
    let_stand: usize,
    lang: String,
    coverage: Coverage,
    held: Held,
    alive: BTreeSet<String>,
    ended: Ended,
}

impl Default for Tally {
    fn default() -> Self {
        let (files, issues, excused) = (Vec::new(), Vec::new(), Vec::new());
        let (lang, coverage) = (String::new(), Coverage::default());
        let (held, alive) = (Held::default(), BTreeSet::new());
        Self { files, issues, excused, let_stand: 0, lang, coverage, held, alive, ended: Ended::Well }
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
        self.alive.extend(done.alive);
        done.held.into_iter().for_each(|held| self.held.add(held));
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
