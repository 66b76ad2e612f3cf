//! Lists the files of `rules/` so that the program carries them: a new rule is found by itself.
//!
//! It also hashes the style and the script of a report's pages, which run by their hash alone.
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

use sha2::{Digest, Sha256};

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
    fs::write(out.join("page.rs"), format!("[{}, {}]\n", part("style.css")?, part("script.js")?))?;
    for (name, list) in [("rules.rs", whole), ("forms.rs", lexicons)] {
        fs::write(out.join(name), format!("&[\n{list}]\n"))?;
    }
    let rules = postcard::to_stdvec(&rules).expect("forms are plain data");
    fs::write(out.join("rules.postcard"), rules)
}

/// The style or the script of a report's pages: its text, and the hash by which a page lets it run.
fn part(name: &str) -> io::Result<String> {
    let path = format!("src/report/html/{name}");
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path)?.replace("\r\n", "\n"); // browsers hash it so
    let hash = Sha256::digest(&text);
    Ok(format!("({text:?}, \"sha256-{}\")", base64(&hash)))
}

/// Bytes in base64, as a Content-Security-Policy has them.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
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
