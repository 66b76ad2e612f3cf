//! What the repository of a draft says of it.

use std::{
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    process::Command,
};

/// Why Git did not answer.
#[derive(Debug)]
pub(super) enum Silence {
    /// It could not be run.
    Missing(io::Error),
    /// It said no, and why.
    Refused(String),
}

/// What Git answers in a folder.
pub(super) fn git(folder: &Path, arguments: &[&OsStr]) -> Result<Vec<u8>, Silence> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let run = Command::new("git").current_dir(folder).args(arguments).output().map_err(Silence::Missing)?;
    if run.status.success() {
        return Ok(run.stdout);
    }
    Err(Silence::Refused(String::from_utf8_lossy(&run.stderr).trim().to_owned()))
}

/// One line that Git answers.
pub(super) fn line(folder: &Path, arguments: &[&str]) -> Result<String, Silence> {
    let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
    Ok(String::from_utf8_lossy(&git(folder, &arguments)?).trim_end_matches(['\n', '\r']).to_owned())
}

/// Whether a repository holds only the newest part of its history.
pub(super) fn is_shallow(folder: &Path) -> bool {
    line(folder, &["rev-parse", "--is-shallow-repository"]).is_ok_and(|said| said == "true")
}

/// The paths of an answer with zero bytes between them.
pub(super) fn paths(answer: &[u8]) -> Vec<PathBuf> {
    answer.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(path).collect()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec()).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    OsString::from(String::from_utf8_lossy(bytes).into_owned()).into()
}

/// The day of the last commit of a file, `2014-12-08`; none where there is none, and none in a shallow
/// clone, where every file would seem to be of its only commit.
pub(super) fn last_commit(file: &Path) -> Option<String> {
    let (folder, name) = (file.parent()?, file.file_name()?);
    let shallow = line(folder, &["rev-parse", "--is-shallow-repository"]).ok()?;
    let log =
        ["--literal-pathspecs", "log", "--no-show-signature", "-1", "--format=%cs", "--"].map(OsStr::new);
    let date = git(folder, &[&log[..], &[name]].concat()).ok().filter(|_| shallow == "false")?;
    String::from_utf8(date).ok().map(|date| date.trim().to_owned()).filter(|date| !date.is_empty())
}
