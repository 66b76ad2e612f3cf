//! A draft with what is wanted of it: the flags, its configuration, and what it says of itself.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use rustc_hash::FxHashSet;

use super::{
    args::{Documents, Reading, Wishes},
    config::{Config, Configs, Dating, Wanted},
    git,
    input::{self, Input, LeftOut},
    problem::Problem,
    setup::{self, Setup},
};
use crate::{engine::Options, read::Source, text::Prose};

/// A draft, and what is wanted of it.
pub(super) struct Draft {
    /// Where it is.
    pub(super) input: Input,
    /// What its configuration and the flags want.
    pub(super) wanted: Wanted,
    /// Its configuration.
    pub(super) config: Option<Arc<Config>>,
    /// The rules and words for it, where its configuration asks for others than those of the run.
    pub(super) setup: Option<&'static Setup>,
}

/// A draft that was found, or why there is none in its place.
pub(super) type Found = Result<Draft, Box<Problem>>;

/// What the arguments ask of each draft.
pub(super) fn options(documents: &Documents, setup: &Setup, claims: bool) -> Result<Options, Box<Problem>> {
    setup.known(&documents.wishes)?;
    Ok(Options {
        lang: documents.lang.as_deref().map(|tag| setup.lang(tag)).transpose()?,
        date: documents.date.as_deref().map(setup::date).transpose()?,
        ui_lang: setup.ui_lang.clone(),
        claims,
        ..Options::default()
    })
}

/// All drafts that the arguments name, in order, without those that a configuration leaves out.
///
/// What is wrong with a configuration is said once, however many drafts it keeps from being checked.
pub(super) fn drafts(documents: &Documents, configs: &mut Configs, setup: &Setup) -> Vec<Found> {
    drafts_and_rest(documents, configs, setup, &mut LeftOut::default())
}

/// The same, and which documents in the folders are left out for their kind.
pub(super) fn drafts_and_rest(
    documents: &Documents,
    configs: &mut Configs,
    setup: &Setup,
    left: &mut LeftOut,
) -> Vec<Found> {
    let inputs = input::inputs_and_rest(&documents.paths, &documents.reading, left).into_iter();
    let mut said = FxHashSet::default();
    let drafts = inputs.filter_map(|input| match wanted(input, documents, configs, setup) {
        Ok(draft) => draft.map(Ok),
        Err(Lack::Input(problem)) => Some(Err(problem)),
        Err(Lack::Desk(problem)) => {
            let problem = problem?;
            said.insert(format!("{problem:?}")).then_some(Err(problem))
        }
    });
    drafts.collect()
}

/// What is wanted of a text that is no file: that of the working folder's configuration.
pub(super) fn unnamed(wishes: &Wishes, configs: &mut Configs, setup: &Setup) -> Result<Draft, Box<Problem>> {
    let documents = Documents::plain(vec!["-".into()], Reading::default(), wishes.clone());
    setup.known(wishes)?;
    let draft = drafts(&documents, configs, setup).pop();
    draft.unwrap_or_else(|| Err(Problem::Nothing { path: "-".into(), extensions: String::new() }.into()))
}

/// Why there is no draft to check.
enum Lack {
    /// It cannot be read.
    Input(Box<Problem>),
    /// What its desk asks for cannot be done; nothing where that was said.
    Desk(Option<Box<Problem>>),
}

impl From<Box<Problem>> for Lack {
    fn from(problem: Box<Problem>) -> Self {
        Self::Desk(Some(problem))
    }
}

/// What is wanted of an input: the flags go before its configuration. Nothing where that leaves it out.
fn wanted(
    input: Result<Input, Box<Problem>>,
    documents: &Documents,
    configs: &mut Configs,
    setup: &Setup,
) -> Result<Option<Draft>, Lack> {
    let mut input = input.map_err(Lack::Input)?;
    let folder = input.path.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
    let config = configs.of_folder(folder)?;
    let other = setup.of(config.as_deref()).map_err(Lack::Desk)?;
    let setup = other.unwrap_or(setup);
    if let Some(config) = &config {
        config.known(setup.engine.rules()).map_err(|error| Box::new(Problem::from(error)))?;
    }
    let left_out =
        |config: &Config| input.searched && input.path.as_deref().is_some_and(|path| config.excludes(path));
    if config.as_deref().is_some_and(left_out) {
        return Ok(None);
    }
    let mut wanted = wishes(input.path.as_deref(), config.as_deref(), &documents.wishes, setup)?;
    input.encoding = documents.reading.encoding.or(wanted.encoding);
    if let Some(level) = documents.fail_level {
        (wanted.fail_level, wanted.fail_levels) = (Some(level.severity()), BTreeMap::new());
    }
    Ok(Some(Draft { input, wanted, config, setup: other }))
}

/// What a configuration wants of the draft at a path, and the flags, which go before it.
pub(super) fn wishes(
    path: Option<&Path>,
    config: Option<&Config>,
    flags: &Wishes,
    setup: &Setup,
) -> Result<Wanted, Box<Problem>> {
    let mut wanted = config.map_or_else(Wanted::default, |config| config.wanted(path));
    wanted.lang = wanted.lang.as_deref().map(|tag| setup.lang(tag)).transpose()?;
    let Wishes { select, ignore, .. } = flags;
    if !select.is_empty() {
        (wanted.select, wanted.ignore) = (Some(select.clone()), Vec::new());
    }
    wanted.ignore.extend(ignore.iter().cloned());
    Ok(wanted)
}

impl Draft {
    /// The rules and words for it.
    pub(super) fn setup<'a>(&self, run: &'a Setup) -> &'a Setup {
        self.setup.unwrap_or(run)
    }

    /// The prose of its text, without the parts that are not wanted.
    pub(super) fn prose<'a>(&self, source: &'a Source, setup: &Setup) -> Prose<'a> {
        let mut prose = source.prose(self.setup(setup).engine.lexicons());
        self.wanted.strip(&mut prose, self.setup(setup).engine.lexicons());
        prose
    }

    /// What is asked of it: the flags go first, then what it says of itself, then its configuration.
    pub(super) fn options(&self, flags: &Options, prose: &Prose<'_>, setup: &Setup) -> Options {
        self.wanted.options(self.input.path.as_deref(), flags, prose, self.setup(setup))
    }
}

impl Wanted {
    /// What is asked of the draft at a path: the flags go first, then what it says of itself, then its configuration.
    pub(super) fn options(
        &self,
        path: Option<&Path>,
        flags: &Options,
        prose: &Prose<'_>,
        setup: &Setup,
    ) -> Options {
        let rules = setup.engine.rules();
        let undated = flags.date.is_none() && prose.header.date.is_none();
        let default_date = match &self.date {
            Some(Dating::On(date)) => Some(date.clone()),
            Some(Dating::Git) => path.filter(|_| undated).and_then(git::last_commit),
            Some(Dating::Draft) | None => None,
        };
        let default_lang = self.lang.clone().filter(|_| prose.header.lang.is_none());
        let unwanted = rules.iter().filter(|rule| !self.has(rule));
        Options {
            lang: flags.lang.clone().or(default_lang),
            ui_lang: setup.ui_lang.clone(),
            default_date,
            unwanted: unwanted.map(|rule| rule.id.clone()).collect(),
            allowances: self.allow.clone(),
            severities: rules.iter().filter_map(|rule| self.severity_of(rule)).collect(),
            ..flags.clone()
        }
    }
}
