//! Files below a folder, and files that a glob matches: by name, without hidden and ignored ones.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use super::problem::Problem;

/// A file that was met, or what kept its folder from being searched.
type Met = Result<PathBuf, Box<Problem>>;

/// The files below a folder whose names end so, by name; hidden and ignored ones are left out.
pub(super) fn walk(folder: &Path, extensions: &[&str]) -> impl Iterator<Item = Met> {
    files(folder).filter(move |file| file.as_ref().map_or(true, |path| ends(path, extensions)))
}

/// The files below a folder, by name.
pub(super) fn files(folder: &Path) -> impl Iterator<Item = Met> + use<> {
    let folder = folder.to_owned();
    WalkBuilder::new(&folder).sort_by_file_path(Path::cmp).build().filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => Some(Ok(entry.into_path())),
        Ok(_) => None,
        Err(error) => {
            let path = folder.to_string_lossy().into_owned();
            Some(Err(Problem::Unreadable { path, reason: error.to_string() }.into()))
        }
    })
}

/// Whether the name of a file has one of some extensions.
pub(super) fn ends(path: &Path, extensions: &[&str]) -> bool {
    extension(path).is_some_and(|ending| extensions.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// What stands after the last dot of a file's name.
pub(super) fn extension(path: &Path) -> Option<&str> {
    path.extension().and_then(|extension| extension.to_str())
}

/// Whether a path has the signs of a glob.
pub(super) fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The files that a glob matches; where it leaves their endings open, those whose names end so.
pub(super) fn matching(pattern: &Path, extensions: &[&str]) -> Result<impl Iterator<Item = Met>, String> {
    let (base, glob) = (base(pattern), matcher(pattern)?);
    let open = extension(pattern).is_none_or(|ending| ending.contains(['*', '?', '[', '{', ']', '}']));
    let folder = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
    let wanted = move |path: &Path| {
        let plain = path.strip_prefix(".").unwrap_or(path);
        glob.is_match(plain) && (!open || ends(path, extensions))
    };
    Ok(files(&folder).filter(move |file| file.as_ref().map_or(true, |path| wanted(path))))
}

fn matcher(glob: &Path) -> Result<GlobMatcher, String> {
    let pattern = glob.strip_prefix(".").unwrap_or(glob).to_string_lossy();
    let glob = GlobBuilder::new(&pattern).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| error.kind().to_string())
}

/// The folder that all files are in that a glob can match.
fn base(glob: &Path) -> PathBuf {
    let plain = |component: &Component<'_>| !is_glob(Path::new(component.as_os_str()));
    let base: PathBuf = glob.components().take_while(plain).collect();
    base
}
