//! `init`: a commented configuration to start from.

use std::{
    fs::File,
    io::{ErrorKind, Write},
    path::Path,
};

use super::{
    Ended,
    config::{NAME, SAMPLE},
    output::Output,
    problem::Problem,
};

/// Writes `addsup.toml` into a folder that has none.
pub(super) fn run(folder: &Path, output: &mut Output) -> Result<Ended, Box<Problem>> {
    let path = folder.join(NAME);
    let shown = path.to_string_lossy();
    match File::create_new(&path).and_then(|mut file| file.write_all(SAMPLE.as_bytes())) {
        Ok(()) => {
            output.write(&format!("{shown}\n"));
            Ok(Ended::Well)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(Problem::Configured { path: shown.into_owned() }.into())
        }
        Err(error) => Err(Problem::unwritable(&shown, &error).into()),
    }
}
