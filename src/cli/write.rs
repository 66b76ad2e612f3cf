//! Files written whole or not at all.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::problem::Problem;

/// Writes a file whole: another process finds it as it was or as it is, and nothing between. What stands
/// at the end of links is written, and keeps its permissions.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Box<Problem>> {
    replace(path, bytes).map_err(|error| Box::new(Problem::unwritable(&path.to_string_lossy(), &error)))
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = NamedTempFile::new_in(folder.map_or_else(|| PathBuf::from("."), Path::to_owned))?;
    file.write_all(bytes)?;
    match fs::metadata(&path) {
        Ok(meta) => file.as_file().set_permissions(meta.permissions())?,
        Err(_) => ordinary(file.as_file())?,
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// The permissions that a new file has, where a temporary one has fewer.
#[cfg(unix)]
fn ordinary(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn ordinary(_: &fs::File) -> io::Result<()> {
    Ok(())
}
