//! `rules new`: a commented rule to fill in.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::Path,
};

use crate::cli::{Ended, output::Output, problem::Problem};

/// What is written: the words of the languages are in it, and so it is kept with the rules.
const SKELETON: &str = include_str!("../../../rules/skeleton.txt");

/// Writes a rule to fill in, where there is none of its name.
pub(in crate::cli) fn new(id: &str, folder: &Path, output: &mut Output) -> Result<Ended, Box<Problem>> {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.is_empty() || !id.bytes().all(letters) || id.starts_with('-') {
        return Err(Problem::RuleName { id: id.into() }.into());
    }
    let path = folder.join(format!("{id}.toml"));
    let shown = path.to_string_lossy();
    let text = SKELETON.replace("{id}", id);
    fs::create_dir_all(folder).map_err(|error| Problem::unwritable(&folder.to_string_lossy(), &error))?;
    match File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => {
            output.write(&format!("{shown}\n"));
            Ok(Ended::Well)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(Problem::RuleThere { path: shown.into_owned() }.into())
        }
        Err(error) => Err(Problem::unwritable(&shown, &error).into()),
    }
}
