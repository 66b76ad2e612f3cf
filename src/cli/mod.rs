//! The command: arguments, files, terminals and exit codes. Only here are files read and reports written.

mod args;
mod batch;
mod check;
mod chronology;
mod config;
mod coverage;
mod draft;
mod git;
mod init;
mod input;
mod line;
mod near;
mod output;
mod pages;
mod problem;
mod reading;
mod records;
mod rules;
mod setup;
mod sheets;
mod sink;
mod special;
mod versions;
mod walk;

use std::{path::Path, process::ExitCode};

use clap::Parser as _;

use args::{Args, Command, Reviewed, Snapshots};
use config::Configs;
use output::Output;
use problem::Problem;
use setup::Setup;

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
    let args = Args::parse();
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
    let mut configs = match &args.command {
        Command::Check(documents) | Command::Claims { documents, .. } => Configs::of(&documents.wishes)?,
        Command::Snapshot(Snapshots { sources, .. }) | Command::Review(Reviewed { sources, .. }) => {
            Configs::of(&sources.manner.wishes)?
        }
        Command::Report(pages) => Configs::of(&pages.sources.manner.wishes)?,
        Command::Diff(compared) => Configs::of(&compared.manner.wishes)?,
        Command::Init { folder } => return init::run(folder, output),
        _ => Configs::Isolated,
    };
    let here = configs.of_folder(Path::new("."))?;
    // Never freed: the process ends with it, and freeing a lexicon word by word takes longer than checking a draft.
    let setup: &Setup = Box::leak(Box::new(Setup::new(&args.global, here.as_deref())?));
    match &args.command {
        Command::Check(documents) => check::run(documents, setup, &mut configs, false, output),
        Command::Claims { documents, explain: Some(place) } => {
            reading::run(documents, place, setup, &mut configs, output)
        }
        Command::Claims { documents, explain: None } => {
            check::run(documents, setup, &mut configs, true, output)
        }
        Command::Batch(records) => Ok(batch::run(records, setup, output)),
        Command::Snapshot(snapshots) => sheets::snapshot(snapshots, setup, &mut configs, output),
        Command::Review(reviewed) => sheets::review(reviewed, setup, &mut configs, output),
        Command::Report(pages) => pages::run(pages, setup, &mut configs, output),
        Command::Diff(compared) => versions::run(compared, setup, &mut configs, output),
        Command::Timeline(events) => chronology::run(events, setup, output),
        Command::Coverage(measured) => coverage::run(measured, setup, output),
        Command::Explain { rule } => rules::explain(rule, setup, output),
        Command::Rules => Ok(rules::list(setup, output)),
        Command::Init { .. } => Ok(Ended::Well),
    }
}
