//! `--since`: only drafts that changed since a revision, and of those only what the change touches.

use std::{
    collections::{BTreeMap, HashMap},
    ffi::OsStr,
    path::{Path, PathBuf},
};

use super::{
    git::{self, Silence, git},
    problem::Problem,
};
use crate::{
    diagnostic::{Diagnostic, Report},
    text::Lines,
};

/// What changed in the repositories of a run.
#[derive(Debug)]
pub(super) struct Since {
    revision: String,
    /// By folder of a draft: its repository.
    roots: HashMap<PathBuf, PathBuf>,
    /// By repository: its changes.
    changes: HashMap<PathBuf, Changes>,
}

/// What changed in a repository.
#[derive(Debug)]
struct Changes {
    /// The commit that the change began with.
    base: String,
    /// By file: the name it had, where it was there.
    files: BTreeMap<PathBuf, Option<PathBuf>>,
}

/// What changed in a draft.
#[derive(Debug)]
pub(super) struct Change {
    /// The lines that are new or other, from 1; all where the draft is new.
    lines: Option<Vec<(u32, u32)>>,
    /// The file as it was.
    pub(super) old: Option<Vec<u8>>,
}

impl Since {
    /// What changed since a revision, or since the branch at hand left it.
    pub(super) fn new(revision: &str) -> Self {
        Self { revision: revision.to_owned(), roots: HashMap::new(), changes: HashMap::new() }
    }

    /// Whether a draft changed, once its repository has been asked.
    pub(super) fn has(&mut self, draft: &Path) -> Result<bool, Box<Problem>> {
        let draft = whole(draft)?;
        let folder = draft.parent().unwrap_or(Path::new("."));
        if !self.roots.contains_key(folder) {
            let root = git::line(folder, &["rev-parse", "--show-toplevel"])
                .map_err(|silence| no_repository(folder, silence))?;
            self.roots.insert(folder.to_owned(), whole(Path::new(&root))?);
        }
        let root = &self.roots[folder];
        if !self.changes.contains_key(root) {
            self.changes.insert(root.clone(), Changes::since(&self.revision, root)?);
        }
        let name = draft.strip_prefix(root).unwrap_or(&draft);
        Ok(self.changes[root].files.contains_key(name))
    }

    /// What changed in a draft that [`Since::has`].
    pub(super) fn change(&self, draft: &Path) -> Option<Change> {
        let draft = whole(draft).ok()?;
        let root = self.roots.get(draft.parent()?)?;
        let changes = self.changes.get(root)?;
        let name = draft.strip_prefix(root).ok()?;
        let Some(old) = changes.files.get(name)? else { return Some(Change { lines: None, old: None }) };
        let diff = ["diff", "-U0", "-M", "--no-color", "--no-ext-diff", "--no-textconv", &changes.base, "--"];
        let mut arguments: Vec<&OsStr> =
            std::iter::once("--literal-pathspecs").chain(diff).map(OsStr::new).collect();
        arguments.extend([old.as_os_str(), name.as_os_str()]);
        let lines = git(root, &arguments).map(|diff| new_lines(&diff)).unwrap_or_default();
        let mut object = std::ffi::OsString::from(format!("{}:", changes.base));
        object.push(old);
        let old = git(
            root,
            &["cat-file", "blob"].map(OsStr::new).into_iter().chain([object.as_os_str()]).collect::<Vec<_>>(),
        );
        Some(Change { lines: Some(lines), old: old.ok() })
    }
}

impl Changes {
    fn since(revision: &str, root: &Path) -> Result<Self, Box<Problem>> {
        let both = || (revision.to_owned(), root.display().to_string());
        let missing = |far: fn(String, String) -> Problem| {
            let (revision, root_name) = both();
            let shallow = git::is_shallow(root);
            Box::new(if shallow {
                Problem::Shallow { revision, root: root_name }
            } else {
                far(revision, root_name)
            })
        };
        let unknown = || missing(|revision, root| Problem::Revision { revision, root });
        let unrelated = || missing(|revision, root| Problem::Unrelated { revision, root });
        let commit = git::line(
            root,
            &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")],
        )
        .map_err(|_| unknown())?;
        let base = git::line(root, &["merge-base", &commit, "HEAD"]).map_err(|_| unrelated())?;
        let failed = |silence| no_repository(root, silence);
        let status = ["diff", "--name-status", "-z", "-M", "--no-ext-diff", "--diff-filter=d", &base, "--"]
            .map(OsStr::new);
        let mut files = named(&git(root, &status).map_err(failed)?);
        let others = ["ls-files", "--others", "--exclude-standard", "-z"].map(OsStr::new);
        let others = git::paths(&git(root, &others).map_err(failed)?);
        files.extend(others.into_iter().map(|path| (path, None)));
        Ok(Self { base, files })
    }
}

/// The files of `--name-status -z`: by name, the name it had before.
fn named(answer: &[u8]) -> BTreeMap<PathBuf, Option<PathBuf>> {
    let mut files = BTreeMap::new();
    let mut fields = git::paths(answer).into_iter();
    while let Some(status) = fields.next() {
        let status = status.to_string_lossy().into_owned();
        let Some(first) = fields.next() else { break };
        match status.chars().next() {
            Some('R' | 'C') => {
                if let Some(second) = fields.next() {
                    files.insert(second, Some(first));
                }
            }
            Some('A') => {
                files.insert(first, None);
            }
            _ => {
                files.insert(first.clone(), Some(first));
            }
        }
    }
    files
}

/// The lines that a diff without context adds, from 1, the last included.
fn new_lines(diff: &[u8]) -> Vec<(u32, u32)> {
    let heads = diff.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"@@ "));
    let stretch = |line: &[u8]| {
        let line = std::str::from_utf8(&line[..line.len().min(80)]).unwrap_or_default();
        let added = line.split(' ').find_map(|word| word.strip_prefix('+'))?;
        let (start, count) = added.split_once(',').unwrap_or((added, "1"));
        let (start, count): (u32, u32) = (start.parse().ok()?, count.parse().ok()?);
        (count > 0).then(|| (start, start.saturating_add(count - 1)))
    };
    heads.filter_map(stretch).collect()
}

impl Change {
    /// Leaves in a report the findings that touch what changed: a line, or a claim that was not so before.
    pub(super) fn narrow(&self, text: &str, report: &mut Report, before: impl FnOnce() -> Option<Report>) {
        let Some(changed) = &self.lines else { return };
        let lines = Lines::new(text);
        let touched = |finding: &Diagnostic| {
            finding.labels.iter().any(|label| {
                let first = lines.position(label.span.start).line;
                let last = lines.position(label.span.end.saturating_sub(1).max(label.span.start)).line;
                changed.iter().any(|&(from, to)| from <= last && first <= to)
            })
        };
        if report.findings.iter().all(touched) {
            return;
        }
        let mut old: Vec<String> = before()
            .map(|report| {
                let excused = report.excused.into_iter().map(|excused| excused.finding);
                report.findings.into_iter().chain(excused).map(|finding| finding.fingerprint).collect()
            })
            .unwrap_or_default();
        report.findings.retain(|finding| {
            let before = old.iter().position(|print| *print == finding.fingerprint);
            if let Some(at) = before {
                old.swap_remove(at);
            }
            before.is_none() || touched(finding)
        });
    }
}

fn no_repository(folder: &Path, silence: Silence) -> Box<Problem> {
    let path = folder.display().to_string();
    Box::new(match silence {
        Silence::Missing(error) => Problem::NoGit { reason: error.to_string() },
        Silence::Refused(said) if said.contains("not a git repository") => Problem::NoRepository { path },
        Silence::Refused(said) => Problem::GitSays { path, said },
    })
}

fn whole(path: &Path) -> Result<PathBuf, Box<Problem>> {
    path.canonicalize().map_err(|error| Box::new(Problem::unreadable(&path.to_string_lossy(), &error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn added_lines_are_read_off_the_heads_of_hunks() {
        let diff = b"+++ b/a\n@@ -1,2 +3 @@ x\n+@@ -1 +9 @@\n@@ -5,0 +7,3 @@\n@@ -9,2 +8,0 @@\n";
        assert_eq!(new_lines(diff), [(3, 3), (7, 9)]);
    }

    #[test]
    fn renamed_files_keep_their_old_name() {
        let files = named(b"M\0a.md\0R090\0b.md\0c d.md\0A\0e.md\0");
        let names = |name: &str| files.get(Path::new(name)).cloned();
        assert_eq!(names("c d.md"), Some(Some("b.md".into())));
        assert_eq!((names("a.md"), names("e.md")), (Some(Some("a.md".into())), Some(None)));
    }
}
