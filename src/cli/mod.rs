//! The command: arguments, files, terminals and exit codes. Only here are files read and reports written.

mod args;
mod baseline;
mod batch;
mod check;
mod chronology;
mod config;
mod coverage;
mod draft;
mod fix;
mod git;
mod init;
mod input;
mod line;
mod lsp;
mod near;
mod output;
mod pages;
mod problem;
mod progress;
mod reading;
mod records;
mod rules;
mod setup;
mod sheets;
mod shell;
mod since;
mod sink;
mod special;
mod versions;
mod walk;
mod watch;
mod write;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser as _;

use args::{Args, Baselined, Baselining, Checked, Command, Global, Reviewed, Ruling, Snapshots};
use baseline::Loaded;
use check::Narrow;
use config::{Config, Configs};
use output::Output;
use problem::Problem;
use setup::Setup;
use since::Since;

/// How a run ended, the gravest first in order: also its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ended {
    /// Nothing at or above the fail level.
    Well = 0,
    /// Something is.
    Found = 1,
    /// Bad usage, or an input that could not be read.
    Badly = 2,
}

/// Runs the command with the arguments of the process; the exit code is 0, 1 or 2 as the contract says.
pub fn run() -> ExitCode {
    let args = Args::parse().settled();
    let mut output = Output::new(args.global.color);
    let ended = command(&args, &mut output).unwrap_or_else(|problem| {
        output.problem(&*problem);
        Ended::Badly
    });
    output.finish();
    if output.has_failed() {
        output.problem(&Problem::Unwritable {
            path: "-".into(),
            reason: "standard output takes no more".into(),
        });
        return ExitCode::from(Ended::Badly as u8);
    }
    ExitCode::from(ended as u8)
}

fn command(args: &Args, output: &mut Output) -> Result<Ended, Box<Problem>> {
    let watched = match &args.command {
        Command::Check(Checked { documents, baseline, watch: true, .. }) => {
            Some((documents, baseline.as_deref()))
        }
        Command::Claims { documents, explain: None, watch: true } => Some((documents, None)),
        _ => None,
    };
    match watched {
        Some(watched) => watch::run(watched, &args.global, |setup, output| once(args, setup, output), output),
        None => once(args, &mut None, output),
    }
}

/// Does what was asked once, with the rules and words at hand or new ones.
fn once(args: &Args, ready: &mut Option<&'static Setup>, output: &mut Output) -> Result<Ended, Box<Problem>> {
    let mut configs = match &args.command {
        Command::Check(Checked { documents, .. }) | Command::Claims { documents, .. } => {
            Configs::of(&documents.wishes)?
        }
        Command::Baseline { action: Baselining::Check(baselined) | Baselining::Write { baselined, .. } } => {
            Configs::of(&baselined.documents.wishes)?
        }
        Command::Fix(fixed) => Configs::of(&fixed.manner.wishes)?,
        Command::Snapshot(Snapshots { sources, .. }) | Command::Review(Reviewed { sources, .. }) => {
            Configs::of(&sources.manner.wishes)?
        }
        Command::Report(pages) => Configs::of(&pages.sources.manner.wishes)?,
        Command::Diff(compared) => Configs::of(&compared.manner.wishes)?,
        Command::Timeline(events) => Configs::of(&events.wishes)?,
        Command::Coverage(measured) => Configs::of(&measured.wishes)?,
        Command::Batch(records) => Configs::of(&records.wishes)?,
        Command::Rules { action: Some(Ruling::New { id, folder }) } => return rules::new(id, folder, output),
        Command::Rules { action: Some(Ruling::Test { folders }) } => {
            return rules::test(&folders_of(folders, &args.global)?, output);
        }
        Command::Rules { .. } | Command::Explain { .. } => Configs::Nearest(HashMap::new()),
        Command::Schema { of } => return Ok(shell::schema(*of, output)),
        Command::Completions { shell } => return Ok(shell::completions(*shell, output)),
        Command::Man { folder } => return shell::manual(folder.as_deref(), output),
        Command::Init { folder } => return init::run(folder, output),
        Command::Lsp(served) => return Ok(lsp::run(&args.global, served)),
    };
    let here = configs.of_folder(Path::new("."))?;
    // Never freed: the process ends with it, and freeing a lexicon word by word takes longer than checking a draft.
    let setup = match *ready {
        Some(setup) => setup,
        None => ready.insert(Box::leak(Box::new(Setup::new(&args.global, here.as_deref())?))),
    };
    match &args.command {
        Command::Check(Checked { documents, baseline, since, dead_rules, .. }) => {
            let baseline = baseline.clone().or_else(|| here.as_deref().and_then(Config::baseline));
            let mut narrow = Narrow {
                baseline: baseline.map(|path| Loaded::read(&path)).transpose()?,
                since: since.as_deref().map(Since::new),
                dead_rules: *dead_rules,
                strict: false,
            };
            check::run(documents, setup, &mut configs, (false, &mut narrow), output)
        }
        Command::Baseline { action: Baselining::Check(baselined) } => {
            let baseline = Some(Loaded::read(&baseline_of(baselined, here.as_deref()))?);
            let mut narrow = Narrow { baseline, strict: true, ..Narrow::default() };
            check::run(&baselined.documents, setup, &mut configs, (false, &mut narrow), output)
        }
        Command::Baseline { action: Baselining::Write { baselined, reason } } => {
            let path = baseline_of(baselined, here.as_deref());
            let narrow = Narrow { baseline: Some(Loaded::read_or_new(&path)?), ..Narrow::default() };
            let (held, ended) = check::held(&baselined.documents, setup, &mut configs, &narrow, output)?;
            let count = narrow.baseline.map_or(Ok(0), |baseline| baseline.write(held, reason.as_deref()))?;
            output.write(&format!("{}: {count} findings\n", path.display()));
            Ok(ended)
        }
        Command::Fix(fixed) => fix::run(fixed, setup, &mut configs, output),
        Command::Claims { documents, explain: Some(place), .. } => {
            reading::run(documents, place, setup, &mut configs, output)
        }
        Command::Claims { documents, explain: None, .. } => {
            check::run(documents, setup, &mut configs, (true, &mut Narrow::default()), output)
        }
        Command::Batch(records) => batch::run(records, setup, &mut configs, output),
        Command::Snapshot(snapshots) => sheets::snapshot(snapshots, setup, &mut configs, output),
        Command::Review(reviewed) => sheets::review(reviewed, setup, &mut configs, output),
        Command::Report(pages) => pages::run(pages, setup, &mut configs, output),
        Command::Diff(compared) => versions::run(compared, setup, &mut configs, output),
        Command::Timeline(events) => chronology::run(events, setup, &mut configs, output),
        Command::Coverage(measured) => coverage::run(measured, setup, &mut configs, output),
        Command::Explain { rule } => rules::explain(rule, setup, output),
        Command::Rules { action: Some(Ruling::Show { rule }) } => rules::show(rule, setup, output),
        Command::Rules { .. } => Ok(rules::list(setup, output)),
        Command::Init { .. }
        | Command::Lsp(_)
        | Command::Schema { .. }
        | Command::Completions { .. }
        | Command::Man { .. } => Ok(Ended::Well),
    }
}

/// The file of a baseline: the one that is named, else the desk's, else the usual one here.
fn baseline_of(baselined: &Baselined, config: Option<&Config>) -> PathBuf {
    let desk = || config.and_then(Config::baseline);
    baselined.baseline.clone().or_else(desk).unwrap_or_else(|| PathBuf::from(baseline::NAME))
}

/// The folders of rules to test: those that are named, else those of the flags and the configuration here.
fn folders_of(named: &[PathBuf], global: &Global) -> Result<Vec<PathBuf>, Box<Problem>> {
    if !named.is_empty() {
        return Ok(named.to_vec());
    }
    let config = Configs::Nearest(HashMap::new()).of_folder(Path::new("."))?;
    let own = config.as_deref().into_iter().flat_map(Config::rules);
    Ok(own.chain(global.rules.iter().cloned()).collect())
}
