//! Lists the files of `rules/` so that the program carries them: a new rule is found by itself.
//!
//! Two more make the command start fast: the forms of the rule files, read and without their examples,
//! and the lexicons as JSON, which is read several times faster than TOML.

#[path = "rule/form.rs"]
#[allow(dead_code, reason = "only read and written here")]
mod form;
#[path = "rule/placed.rs"]
#[allow(dead_code, reason = "only read and written here")]
mod placed;

use std::{
    env,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

/// Why writing to a string cannot fail.
const STRING: &str = "a string takes all";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let (mut whole, mut lexicons, mut rules) = (String::new(), String::new(), Vec::new());
    for file in &files {
        let name = file.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(file)?;
        let path = file.to_string_lossy();
        writeln!(whole, "    ({name:?}, include_str!({path:?})),").expect(STRING);
        if name.starts_with("lexicon/") {
            writeln!(lexicons, "    ({name:?}, {:?}),", json(&name, &text)).expect(STRING);
        } else if text.lines().any(|line| line.starts_with("id = ")) {
            rules.push((name.clone(), unproven(&name, &text)));
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    for (name, list) in [("rules.rs", whole), ("forms.rs", lexicons)] {
        fs::write(out.join(name), format!("&[\n{list}]\n"))?;
    }
    let rules = postcard::to_stdvec(&rules).expect("forms are plain data");
    fs::write(out.join("rules.postcard"), rules)
}

/// All TOML files below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

/// The form of a rule file without its `[[bad]]` and `[[good]]` tables, which only prove it. What is
/// wrong with its TOML stops the build here.
fn unproven(name: &str, text: &str) -> form::Form {
    let form: form::Form = toml::from_str(text).unwrap_or_else(|error| panic!("rules/{name}: {error}"));
    form::Form { bad: Vec::new(), good: Vec::new(), ..form }
}

/// A lexicon as JSON. What is wrong with its TOML stops the build here.
fn json(name: &str, text: &str) -> String {
    let form: toml::Table = toml::from_str(text).unwrap_or_else(|error| panic!("rules/{name}: {error}"));
    serde_json::to_string(&form).expect("TOML without dates is JSON")
}
