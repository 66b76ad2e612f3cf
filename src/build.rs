//! Lists the files of `rules/` so that the program carries them: a new rule is found by itself.
//!
//! Two more lists make the command start fast: rule files without their examples, and
//! lexicons as JSON, which is read several times faster than TOML.

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
    let (mut whole, mut lean, mut forms) = (String::new(), String::new(), String::new());
    for file in &files {
        let name = file.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(file)?;
        let path = file.to_string_lossy();
        writeln!(whole, "    ({name:?}, include_str!({path:?})),").expect(STRING);
        if name.starts_with("lexicon/") {
            writeln!(forms, "    ({name:?}, {:?}),", json(&name, &text)).expect(STRING);
        } else if text.lines().any(|line| line.starts_with("id = ")) {
            writeln!(lean, "    ({name:?}, {:?}),", without_examples(&text)).expect(STRING);
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    for (name, list) in [("rules.rs", whole), ("lean.rs", lean), ("forms.rs", forms)] {
        fs::write(out.join(name), format!("&[\n{list}]\n"))?;
    }
    Ok(())
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

/// A rule file without its `[[bad]]` and `[[good]]` tables, which only prove it.
fn without_examples(text: &str) -> String {
    let mut proof = false;
    let kept = text.lines().filter(|line| {
        if line.starts_with('[') {
            proof = line.starts_with("[[bad]]") || line.starts_with("[[good]]");
        }
        !proof && !line.starts_with('#')
    });
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// A lexicon as JSON. What is wrong with its TOML stops the build here.
fn json(name: &str, text: &str) -> String {
    let form: toml::Table = toml::from_str(text).unwrap_or_else(|error| panic!("rules/{name}: {error}"));
    serde_json::to_string(&form).expect("TOML without dates is JSON")
}
