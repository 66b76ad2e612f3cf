//! Files of sheets: read whole, written at once or not at all, by one run at a time.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

use super::super::problem::Problem;
use crate::snapshot::{self, ClaimSheet};

/// Tells the files of one run apart while they are written.
static WRITTEN: AtomicU32 = AtomicU32::new(0);

/// A file as it is; none where there is none.
pub(super) fn load(path: &Path) -> Result<Option<String>, Box<Problem>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Problem::unreadable(&path.to_string_lossy(), &error).into()),
    }
}

/// The sheet of a file; none where there is no file.
pub(super) fn sheet(path: &Path) -> Result<Option<ClaimSheet>, Box<Problem>> {
    let Some(text) = load(path)? else { return Ok(None) };
    let refused = || Box::new(Problem::NoSheet { path: path.to_string_lossy().into_owned() });
    snapshot::read(&text).map(Some).ok_or_else(refused)
}

/// Puts a text in the place of a file: whoever reads it meets the old or the new one, whole.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Box<Problem>> {
    let fail = |error: &io::Error| Box::new(Problem::unwritable(&path.to_string_lossy(), error));
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| fail(&error))?;
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let draft = folder.join(format!(".addsup-{}-{number}.tmp", std::process::id()));
    let write = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&draft)?;
        file.write_all(text.as_bytes())?;
        if path.exists() {
            file.sync_all()?; // what is replaced must not be lost with the power
        }
        drop(file);
        fs::rename(&draft, path)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&draft);
        fail(&error)
    })
}

/// Takes a file away that may be gone already.
pub(super) fn remove(path: &Path) -> Result<(), Box<Problem>> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Problem::unwritable(&path.to_string_lossy(), &error).into())
        }
        _ => Ok(()),
    }
}

/// Does something while no other run writes into the folder of a file. Where a folder cannot be locked
/// (some file systems), two runs may still undo each other, and never leave half a file.
pub(super) fn alone<T>(path: &Path, work: impl FnOnce() -> T) -> T {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let lock = folder.and_then(|folder| {
        fs::create_dir_all(folder).ok()?;
        let handle = File::open(folder).ok()?;
        handle.lock().ok()?;
        Some(handle)
    });
    let done = work();
    drop(lock);
    done
}
