//! `baseline`, and `check --baseline`: findings that may stand until their claims change.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{
    problem::{Problem, Remark},
    write::write,
};
use crate::{
    diagnostic::Report,
    excuse::{Baseline, Fate, Known, fates},
};

/// The file where none is named.
pub(super) const NAME: &str = "addsup-baseline.json";

/// A baseline, read from its file.
#[derive(Debug)]
pub(super) struct Loaded {
    path: PathBuf,
    /// The folder that its paths are relative to.
    folder: PathBuf,
    baseline: Baseline,
}

/// What a run came to, held against a baseline.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// The files that were checked.
    files: BTreeSet<String>,
    /// The entries that fitted a finding, each with the file it is in.
    fitted: BTreeMap<usize, String>,
    /// The findings that fitted no entry.
    fresh: Vec<Known>,
}

impl Loaded {
    /// Reads a baseline.
    pub(super) fn read(path: &Path) -> Result<Self, Box<Problem>> {
        let shown = path.display().to_string();
        let text = fs::read_to_string(path)
            .map_err(|error| Problem::NoBaseline { path: shown.clone(), reason: error.to_string() })?;
        let baseline = Baseline::read(&text).map_err(|reason| Problem::Baseline { path: shown, reason })?;
        Ok(Self { baseline, ..Self::empty(path) })
    }

    /// The baseline of a file that may not be there yet.
    pub(super) fn read_or_new(path: &Path) -> Result<Self, Box<Problem>> {
        if path.exists() { Self::read(path) } else { Ok(Self::empty(path)) }
    }

    fn empty(path: &Path) -> Self {
        let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
        let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
        let folder = folder.canonicalize().unwrap_or(folder);
        Self { path: path.to_owned(), folder, baseline: Baseline::default() }
    }

    /// A draft as entries name it.
    fn name(&self, draft: &Path) -> String {
        let whole = draft.canonicalize().unwrap_or_else(|_| draft.to_owned());
        let name = whole.strip_prefix(&self.folder).unwrap_or(&whole);
        name.to_string_lossy().replace('\\', "/")
    }

    /// Takes the findings of a draft that may stand out of its report.
    pub(super) fn hold(&self, draft: Option<&Path>, text: &str, report: &mut Report) -> Held {
        let name = draft.map_or_else(|| "-".to_owned(), |draft| self.name(draft));
        let fitted = self.baseline.sift(&name, report, |path| !self.folder.join(path).exists());
        let fresh = report.findings.iter().map(|finding| Known::new(finding, &name, text)).collect();
        let fitted = fitted.into_iter().map(|at| (at, name.clone())).collect();
        Held { files: BTreeSet::from([name]), fitted, fresh }
    }

    /// The entries that apply no more: of files that were checked, or are there no more.
    fn stale(&self, held: &Held) -> BTreeMap<usize, &Known> {
        let asked =
            |known: &Known| held.files.contains(&known.path) || !self.folder.join(&known.path).exists();
        let entries = self.baseline.known.iter().enumerate();
        entries.filter(|(at, known)| !held.fitted.contains_key(at) && asked(known)).collect()
    }

    /// What is to be said of the entries that apply no more, if there are any.
    pub(super) fn verdict(&self, held: &Held) -> Option<Remark> {
        let stale: Vec<&Known> = self.stale(held).into_values().collect();
        let lines: Vec<String> = fates(&stale, &held.fresh).iter().map(told).collect();
        (!lines.is_empty()).then(|| Remark::Stale { path: self.path.display().to_string(), lines })
    }

    /// Writes the baseline of what a run came to; entries of files that it did not check stay.
    /// Gives how many findings it holds.
    pub(super) fn write(&self, held: Held, reason: Option<&str>) -> Result<usize, Box<Problem>> {
        let stale = self.stale(&held);
        let entries = self.baseline.known.iter().enumerate().filter(|(at, _)| !stale.contains_key(at));
        let here = |(at, known): (usize, &Known)| {
            let path = held.fitted.get(&at).unwrap_or(&known.path).clone();
            Known { path, ..known.clone() }
        };
        let mut known: Vec<Known> = entries.map(here).collect();
        let fresh = held.fresh.into_iter().filter(|known| known.rule != "suppression");
        known.extend(fresh.map(|known| Known { reason: reason.unwrap_or_default().to_owned(), ..known }));
        let count = known.len();
        write(&self.path, Baseline { known }.written().as_bytes())?;
        Ok(count)
    }
}

impl Held {
    /// Adds what another draft came to.
    pub(super) fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.fitted.extend(other.fitted);
        self.fresh.extend(other.fresh);
    }
}

/// What became of an entry, on a line.
fn told(fate: &Fate<'_>) -> String {
    let claims = |known: &Known| known.claims.join(" · ");
    match fate {
        Fate::Changed(old, new) => format!(
            "{}: {} changed since it was excused: {} is now {}",
            old.path,
            old.rule,
            claims(old),
            claims(new)
        ),
        Fate::Gone(old) => format!("{}: {} is there no more: {}", old.path, old.rule, claims(old)),
    }
}
