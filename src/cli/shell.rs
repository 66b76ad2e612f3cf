//! What shells, manuals and editors want of the command: completions, pages, schemas.

use std::{fs, path::Path};

use clap::CommandFactory as _;

use super::{
    Ended,
    args::{Args, Schema},
    output::Output,
    problem::Problem,
};

/// The schema of `addsup.toml`.
const CONFIG: &str = include_str!("schema/config.json");

/// The schema of a rule file.
const RULE: &str = include_str!("schema/rule.json");

/// Writes the JSON Schema of a file.
pub(super) fn schema(of: Schema, output: &mut Output) -> Ended {
    output.write(match of {
        Schema::Config => CONFIG,
        Schema::Rule => RULE,
    });
    Ended::Well
}

/// Writes the completions of a shell.
pub(super) fn completions(shell: clap_complete::Shell, output: &mut Output) -> Ended {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), env!("CARGO_PKG_NAME"), &mut text);
    output.write(&String::from_utf8_lossy(&text));
    Ended::Well
}

/// Writes the page of the command, or the pages of all its commands into a folder.
pub(super) fn manual(folder: Option<&Path>, output: &mut Output) -> Result<Ended, Box<Problem>> {
    let command = Args::command();
    let fail = |path: &Path, error: &std::io::Error| Problem::unwritable(&path.to_string_lossy(), error);
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(|error| fail(folder, &error))?;
        clap_mangen::generate_to(command, folder).map_err(|error| fail(folder, &error))?;
    } else {
        let mut page = Vec::new();
        let rendered = clap_mangen::Man::new(command).render(&mut page);
        rendered.map_err(|error| fail(Path::new("-"), &error))?;
        output.write(&String::from_utf8_lossy(&page));
    }
    Ok(Ended::Well)
}
