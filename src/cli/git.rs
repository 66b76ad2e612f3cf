//! What the repository of a draft says of it.

use std::{ffi::OsStr, path::Path, process::Command};

/// The day of the last commit of a file, `2014-12-08`; none where there is none, and none in a shallow
/// clone, where every file would seem to be of its only commit.
pub(super) fn last_commit(path: &Path) -> Option<String> {
    let (folder, name) = (path.parent()?, path.file_name()?);
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let git = |arguments: &[&OsStr]| {
        let run = Command::new("git").current_dir(folder).args(arguments).output().ok()?;
        let said = String::from_utf8(run.stdout).ok().filter(|_| run.status.success())?;
        Some(said.trim().to_owned())
    };
    let shallow = git(&["rev-parse", "--is-shallow-repository"].map(OsStr::new))?;
    let log =
        ["--literal-pathspecs", "log", "--no-show-signature", "-1", "--format=%cs", "--"].map(OsStr::new);
    let date = git(&[&log[..], &[name]].concat()).filter(|_| shallow == "false")?;
    Some(date).filter(|date| !date.is_empty())
}
