//! `addsup.toml`: what a desk wants of its drafts, found upward from each, merged with the flags.

mod form;

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{near::hinted, problem::Problem};
use crate::{
    diagnostic::{Diagnostic, Severity},
    excuse::Allowance,
    lexicon::Lexicon,
    read::{self, Encoding},
    rule::Rule,
    text::{FileError, FileKind, Lines, Prose},
};

pub(super) use form::Dating;

use form::{Allow, Form};

/// The name of the file.
pub(super) const NAME: &str = "addsup.toml";

/// What `addsup init` writes.
pub(super) const SAMPLE: &str = include_str!("addsup.toml");

/// A configuration file, read.
#[derive(Debug)]
pub(super) struct Config {
    /// The file.
    path: PathBuf,
    /// The folder it is in: its paths are relative to it.
    folder: PathBuf,
    form: Form,
    exclude: Gitignore,
    overrides: Vec<Gitignore>,
    /// The paths of each entry of `allow`.
    allowed: Vec<Gitignore>,
    /// Which of those entries were asked about a draft, and which let a finding stand.
    allowing: Mutex<BTreeMap<usize, bool>>,
}

/// What is wanted of one draft.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// The language of the draft.
    pub(super) lang: Option<String>,
    /// Where its date comes from, when it gives none.
    pub(super) date: Option<Dating>,
    /// The encoding of the draft.
    pub(super) encoding: Option<Encoding>,
    /// The least severity that fails the run.
    pub(super) fail_level: Option<Severity>,
    /// The same by rule or group, where it is another.
    pub(super) fail_levels: BTreeMap<String, Severity>,
    /// The rules, by id or group: these alone, where some are named, …
    pub(super) select: Option<Vec<String>>,
    /// … and without these.
    pub(super) ignore: Vec<String>,
    /// Other severities than the rules' own.
    pub(super) severity: BTreeMap<String, Severity>,
    /// Parts of a draft that are not checked.
    pub(super) skip: Vec<form::Section>,
    /// What may stand in it.
    pub(super) allow: Vec<Allowance>,
}

impl Config {
    /// Reads a configuration file.
    fn read(path: &Path) -> Result<Self, Box<Problem>> {
        let name = path.to_string_lossy();
        let text = fs::read_to_string(path).map_err(|error| Problem::unreadable(&name, &error))?;
        Self::of_text(path, &text).map_err(|error| Box::new(error.into()))
    }

    fn of_text(path: &Path, text: &str) -> Result<Self, FileError> {
        let (name, folder) =
            (path.to_string_lossy(), path.parent().map_or_else(PathBuf::new, Path::to_owned));
        let name = &*name;
        let form = form::form(name, text)?;
        let globs = |patterns: &[toml::Spanned<String>]| {
            let mut builder = GitignoreBuilder::new(&folder);
            for pattern in patterns {
                builder.add_line(None, pattern.get_ref()).map_err(|error| {
                    FileError::new(FileKind::Config, name, text, pattern.span(), error.to_string())
                })?;
            }
            builder
                .build()
                .map_err(|error| FileError::new(FileKind::Config, name, text, 0..0, error.to_string()))
        };
        let exclude = globs(&form.exclude)?;
        let overrides =
            form.overrides.iter().map(|one| globs(&one.get_ref().paths)).collect::<Result<_, _>>()?;
        let allowed = form.allow.iter().map(|one| globs(&one.get_ref().paths)).collect::<Result<_, _>>()?;
        let path = path.to_owned();
        Ok(Self { path, folder, exclude, overrides, allowed, allowing: Mutex::default(), form })
    }

    /// The folders of the desk's own rules.
    pub(super) fn rules(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.form.rules.iter().map(|rules| self.folder.join(rules))
    }

    /// The file of the desk's baseline.
    pub(super) fn baseline(&self) -> Option<PathBuf> {
        self.form.baseline.as_ref().map(|baseline| self.folder.join(baseline))
    }

    /// Whether dates in figures have the month first; as the language has it where nothing is said.
    pub(super) fn month_first(&self) -> Option<bool> {
        self.form.date_order.map(|order| order == form::Order::MonthFirst)
    }

    /// The language of messages.
    pub(super) fn ui_lang(&self) -> Option<&str> {
        self.form.ui_lang.as_deref()
    }

    /// Whether a file that a folder was searched for is left out.
    pub(super) fn excludes(&self, path: &Path) -> bool {
        self.within(path)
            .is_some_and(|path| self.exclude.matched_path_or_any_parents(path, false).is_ignore())
    }

    /// What is wanted of a draft: the file's wishes, and those of its overrides for the draft's path, in order.
    pub(super) fn wanted(&self, path: Option<&Path>) -> Wanted {
        let mut wanted = Wanted::default();
        wanted.take(&self.form);
        let path = path.and_then(|path| self.within(path));
        wanted.allow = self.allow(path.as_deref());
        for (globs, one) in self.overrides.iter().zip(&self.form.overrides) {
            if path.as_ref().is_some_and(|path| globs.matched_path_or_any_parents(path, false).is_ignore()) {
                wanted.take(one.get_ref());
            }
        }
        wanted
    }

    /// What may stand in the draft of a path.
    fn allow(&self, path: Option<&Path>) -> Vec<Allowance> {
        let here = |globs: &Gitignore| {
            globs.is_empty()
                || path.is_some_and(|path| globs.matched_path_or_any_parents(path, false).is_ignore())
        };
        let entries = self.allowed.iter().zip(&self.form.allow).enumerate();
        let mut allowing = self.allowing.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = entries.filter(|(_, (globs, _))| here(globs)).map(|(number, (_, one))| {
            allowing.entry(number).or_insert(false);
            let Allow { rules, fingerprint, reason, .. } = one.get_ref();
            let rules = rules.iter().map(|rule| rule.get_ref().clone()).collect();
            Allowance { rules, fingerprint: fingerprint.clone(), reason: reason.clone(), number }
        });
        entries.collect()
    }

    /// Notes that an entry of `allow` let a finding stand.
    pub(super) fn allows(&self, number: usize) {
        self.allowing.lock().unwrap_or_else(PoisonError::into_inner).insert(number, true);
    }

    /// The entries of `allow` that were asked about drafts and let nothing stand in any: where each is.
    pub(super) fn idle(&self) -> Vec<String> {
        let allowing = self.allowing.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = allowing.iter().filter(|(_, used)| !**used);
        let idle = idle.filter_map(|(number, _)| self.form.allow.get(*number));
        let text = fs::read_to_string(&self.path).unwrap_or_default();
        let lines = Lines::new(&text);
        let place = |entry: &toml::Spanned<Allow>| {
            let line = lines.position(entry.span().start as u32).line;
            format!("{}:{line}: {}", self.path.display(), entry.get_ref().reason)
        };
        idle.map(place).collect()
    }

    /// Whether a folder holds all drafts that the file is for.
    pub(super) fn is_within(&self, folder: &Path) -> bool {
        self.folder.starts_with(whole(folder))
    }

    /// A path as the globs of the file want it; none where it is not below the file's folder.
    fn within(&self, path: &Path) -> Option<PathBuf> {
        whole(path).strip_prefix(&self.folder).ok().map(Path::to_owned)
    }

    /// Whether the rules and groups that the file names are there.
    pub(super) fn known(&self, rules: &[Rule]) -> Result<(), FileError> {
        let known = |name: &str| rules.iter().any(|rule| rule.id == name || rule.group == name);
        let all = std::iter::once(&self.form).chain(self.form.overrides.iter().map(toml::Spanned::get_ref));
        let stranger = all.flat_map(Form::named).find(|named| !known(named.get_ref()));
        let Some(stranger) = stranger else { return Ok(()) };
        let (name, text) = (self.path.to_string_lossy(), fs::read_to_string(&self.path).unwrap_or_default());
        let names = rules.iter().flat_map(|rule| [rule.id.as_str(), rule.group.as_str()]);
        let reason = format!("there is no rule or group `{}`", stranger.get_ref());
        let error = FileError::new(FileKind::Config, &name, &text, stranger.span(), reason);
        Err(hinted(error, stranger.get_ref(), names))
    }
}

impl Wanted {
    /// Takes over what is wished for here.
    fn take(&mut self, form: &Form) {
        let names = |list: &[toml::Spanned<String>]| {
            list.iter().map(|name| name.get_ref().clone()).collect::<Vec<_>>()
        };
        self.lang = form.lang.clone().or(self.lang.take());
        self.date = form.date.clone().or(self.date.take());
        self.encoding = form.encoding.map(|charset| charset.0).or(self.encoding);
        self.fail_level = form.fail_level.map(Into::into).or(self.fail_level);
        self.select = form.select.as_deref().map(names).or(self.select.take());
        self.ignore.extend(names(&form.ignore));
        self.skip.extend(&form.skip);
        let severity = form.severity.iter();
        let fails = form.fail_levels.iter();
        self.fail_levels.extend(fails.map(|(rule, level)| (rule.get_ref().clone(), (*level).into())));
        self.severity.extend(severity.map(|(rule, level)| (rule.get_ref().clone(), (*level).into())));
    }

    /// Whether a rule is wanted.
    pub(super) fn has(&self, rule: &Rule) -> bool {
        let named = |list: &[String]| list.iter().any(|name| *name == rule.id || *name == rule.group);
        self.select.as_deref().is_none_or(named) && !named(&self.ignore)
    }

    /// Another severity than a rule's own: that of its id, else that of its group.
    pub(super) fn severity_of(&self, rule: &Rule) -> Option<(String, Severity)> {
        let wished = self.severity.get(&rule.id).or_else(|| self.severity.get(&rule.group))?;
        Some((rule.id.clone(), *wished))
    }

    /// Whether a finding fails the run.
    pub(super) fn fails(&self, finding: &Diagnostic, rules: &[Rule]) -> bool {
        let group =
            || rules.iter().find(|rule| rule.id == finding.rule).map_or("", |rule| rule.group.as_str());
        let own = (!self.fail_levels.is_empty())
            .then(|| self.fail_levels.get(&finding.rule).or_else(|| self.fail_levels.get(group())))
            .flatten();
        finding.severity >= own.copied().or(self.fail_level).unwrap_or(Severity::Warning)
    }

    /// Takes the parts of a draft out that are not checked.
    pub(super) fn strip(&self, prose: &mut Prose<'_>, lexicons: &[Lexicon]) {
        prose.blocks.retain(|block| !self.skip.iter().any(|section| section.is(block.kind)));
        if self.skip.contains(&form::Section::References) {
            read::leave_references(prose, lexicons);
        }
    }
}

/// The configuration files of a run: one for all, or the nearest above each draft.
#[derive(Debug)]
pub(super) enum Configs {
    /// None is looked for.
    Isolated,
    /// One that was named.
    One(Arc<Config>),
    /// The nearest above each draft, by the draft's folder, once it has been looked for.
    Nearest(HashMap<PathBuf, Option<Arc<Config>>>),
}

impl Configs {
    /// As the wishes of a run say.
    pub(super) fn of(wishes: &super::args::Wishes) -> Result<Self, Box<Problem>> {
        Self::new(wishes.config.as_deref(), wishes.isolated)
    }

    /// As the flags say.
    fn new(named: Option<&Path>, isolated: bool) -> Result<Self, Box<Problem>> {
        match named {
            _ if isolated => Ok(Self::Isolated),
            Some(path) => {
                let config = Config::read(&whole(path))?;
                Ok(Self::One(Arc::new(config)))
            }
            None => Ok(Self::Nearest(HashMap::new())),
        }
    }

    /// The file for a draft in a folder.
    pub(super) fn of_folder(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, Box<Problem>> {
        let known = match self {
            Self::Isolated => return Ok(None),
            Self::One(config) => return Ok(Some(Arc::clone(config))),
            Self::Nearest(known) => known,
        };
        let folder = whole(folder);
        if let Some(found) = known.get(&folder) {
            return Ok(found.clone());
        }
        let path = folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file());
        let found = match path {
            None => None,
            Some(path) => match known.values().flatten().find(|found| found.path == path) {
                Some(found) => Some(Arc::clone(found)),
                None => Some(Arc::new(Config::read(&path)?)),
            },
        };
        known.insert(folder, found.clone());
        Ok(found)
    }
}

impl Configs {
    /// The files that were used so far.
    pub(super) fn used(&self) -> Vec<Arc<Config>> {
        match self {
            Self::Isolated => Vec::new(),
            Self::One(config) => vec![Arc::clone(config)],
            Self::Nearest(known) => {
                let mut used: Vec<Arc<Config>> = known.values().flatten().map(Arc::clone).collect();
                used.sort_by(|one, other| one.path.cmp(&other.path));
                used.dedup_by(|one, other| one.path == other.path);
                used
            }
        }
    }
}

/// A path from the root, without `..` and links, as far as it is there.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}
