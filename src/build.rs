//! Lists the files of `rules/` so that the program carries them: a new rule is found by itself.
//!
//! The lexicons and rules among them are read here, with the program's own loader, and carried as
//! they were read: what is wrong with one stops the build, and the command starts fast.
//!
//! It also hashes the style and the script of a report's pages, which run by their hash alone.

#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "the lower floors of the program, not all of them used here"
)]

mod lexicon;
mod rule;
mod text;
mod value;

mod diagnostic {
    mod severity;
    pub use severity::Severity;
}

mod parse {
    mod cut;
    mod kind;
    pub use cut::cut;
    pub use kind::Kind;
}

use std::{
    env,
    error::Error,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("rules");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut paths = Vec::new();
    collect(&root, &mut paths)?;
    paths.sort();
    let mut files = Vec::new();
    let mut list = String::new();
    for path in &paths {
        let name = path.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
        writeln!(list, "    ({name:?}, include_str!({:?})),", path.to_string_lossy())?;
        files.push((name, fs::read_to_string(path)?));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut house = rule::House::read(&files)?;
    // The examples only prove the rules.
    house.rules.iter_mut().for_each(|rule| rule.examples.clear());
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("rules.rs"), format!("&[\n{list}]\n"))?;
    fs::write(out.join("house.postcard"), postcard::to_stdvec(&house)?)?;
    fs::write(out.join("page.rs"), format!("[{}, {}]\n", part("style.css")?, part("script.js")?))?;
    Ok(())
}

/// The style or the script of a report's pages: its text, and the hash by which a page lets it run.
fn part(name: &str) -> io::Result<String> {
    let path = format!("src/report/html/{name}");
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path)?.replace("\r\n", "\n"); // browsers hash it so
    let hash = Sha256::digest(&text);
    Ok(format!("({text:?}, \"sha256-{}\")", STANDARD.encode(hash)))
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
