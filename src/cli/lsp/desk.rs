//! What the server checks with: rules and words, and the configuration of each draft, loaded again when a file of theirs changes.

use std::path::{Path, PathBuf};

use miette::Diagnostic as _;

use super::super::{
    args::{Global, Served},
    config::{self, Configs, Dating, Wanted},
    draft, git,
    problem::Problem,
    setup::{self, Setup},
};
use crate::engine::Options;

/// The rules, words and configurations of a session.
pub(super) struct Desk<'a> {
    pub(super) setup: Setup,
    /// What the flags ask of every draft.
    pub(super) flags: Options,
    configs: Configs,
    args: (&'a Global, &'a Served),
    root: PathBuf,
}

impl<'a> Desk<'a> {
    /// Loads what the flags and the configuration of a folder ask for; what keeps it from doing so, if anything
    /// does, is to be said, and addsup's own rules serve.
    pub(super) fn new(
        args: (&'a Global, &'a Served),
        root: &Path,
    ) -> Result<(Self, Option<String>), Box<Problem>> {
        match Self::load(args, root) {
            Ok(desk) => Ok((desk, None)),
            Err(problem) => {
                let (setup, flags) = (Setup::new(&Global::default(), None)?, asked(None, None));
                let desk = Self { setup, flags, configs: Configs::Isolated, args, root: root.to_owned() };
                Ok((desk, Some(said(&problem))))
            }
        }
    }

    fn load((global, served): (&'a Global, &'a Served), root: &Path) -> Result<Self, Box<Problem>> {
        let wishes = &served.wishes;
        let mut configs = Configs::of(wishes)?;
        let here = configs.of_folder(root)?;
        let setup = Setup::new(global, here.as_deref())?;
        setup.known(wishes)?;
        let lang = served.lang.as_deref().map(|tag| setup.lang(tag)).transpose()?;
        let date = served.date.as_deref().map(setup::date).transpose()?;
        let flags = Options { ui_lang: setup.ui_lang.clone(), ..asked(lang, date) };
        Ok(Self { setup, flags, configs, args: (global, served), root: root.to_owned() })
    }

    /// Loads all again; what keeps it from doing so is said, and what was loaded before serves on.
    pub(super) fn reload(&mut self) -> Option<String> {
        match Self::load(self.args, &self.root) {
            Ok(desk) => {
                *self = desk;
                None
            }
            Err(problem) => Some(said(&problem)),
        }
    }

    /// Whether a file is one that all depends on.
    pub(super) fn depends_on(&self, path: &Path) -> bool {
        let wished = self.args.1.wishes.config.as_deref();
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        path.file_name().is_some_and(|name| name == config::NAME)
            || wished.is_some_and(|wished| wished.canonicalize().is_ok_and(|wished| wished == path))
            || self.folders().iter().any(|folder| path.starts_with(folder))
    }

    /// The folders of rules that are not addsup's own.
    fn folders(&self) -> Vec<PathBuf> {
        let used = self.configs.used();
        let folders = used.iter().flat_map(|config| config.rules()).chain(self.args.0.rules.iter().cloned());
        folders.map(|folder| folder.canonicalize().unwrap_or(folder)).collect()
    }

    /// What is wanted of the draft at a path, and the rules and words for it where they are others than those
    /// of the session; what keeps addsup from knowing is said besides.
    pub(super) fn wanted(&mut self, path: Option<&Path>) -> (Wanted, Option<&'static Setup>, Option<String>) {
        match self.wished(path) {
            Ok((wanted, setup)) => (wanted, setup, None),
            Err(problem) => (Wanted::default(), None, problem.map(|problem| said(&problem))),
        }
    }

    fn wished(
        &mut self,
        path: Option<&Path>,
    ) -> Result<(Wanted, Option<&'static Setup>), Option<Box<Problem>>> {
        let folder = path.and_then(Path::parent).unwrap_or(&self.root).to_owned();
        let config = self.configs.of_folder(&folder)?;
        let other = self.setup.of(config.as_deref())?;
        let setup = other.unwrap_or(&self.setup);
        if let Some(config) = &config {
            config.known(setup.engine.rules()).map_err(|error| Box::new(Problem::from(error)))?;
        }
        let mut wanted = draft::wishes(path, config.as_deref(), &self.args.1.wishes, setup)?;
        // Asked once, and not with every key that is struck.
        if wanted.date == Some(Dating::Git) {
            wanted.date = path.and_then(git::last_commit).map(Dating::On);
        }
        Ok((wanted, other))
    }
}

/// What is asked of every draft.
fn asked(lang: Option<String>, date: Option<String>) -> Options {
    Options { lang, date, ties: true, ..Options::default() }
}

/// A problem in a line or two: what it is, where the file is at fault, what to do about it.
fn said(problem: &Problem) -> String {
    let labels = problem.labels().into_iter().flatten();
    let reasons = labels.filter_map(|label| label.label().map(str::to_owned));
    let help = problem.help().map(|help| help.to_string());
    std::iter::once(problem.to_string()).chain(reasons).chain(help).collect::<Vec<_>>().join("; ")
}
