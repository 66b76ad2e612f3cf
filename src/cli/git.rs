//! What the repository of a draft says of it.

use std::{path::Path, process::Command};

/// The day of the last commit of a file, `2014-12-08`; none where there is none.
pub(super) fn last_commit(path: &Path) -> Option<String> {
    let (folder, name) = (path.parent()?, path.file_name()?);
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let run = Command::new("git")
        .current_dir(folder)
        .args(["log", "-1", "--format=%cs", "--"])
        .arg(name)
        .output()
        .ok()
        .filter(|run| run.status.success())?;
    let date = String::from_utf8(run.stdout).ok()?;
    Some(date.trim().to_owned()).filter(|date| !date.is_empty())
}
