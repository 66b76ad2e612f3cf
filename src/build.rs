//! Lists the files of `rules/` so that the program carries them: a new rule is found by itself.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed={}", root.join("rules").display());
    let mut files = Vec::new();
    collect(&root.join("rules"), &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name =
            file.strip_prefix(root.join("rules")).expect("inside").to_string_lossy().replace('\\', "/");
        list += &format!("    ({name:?}, include_str!({:?})),\n", file.to_string_lossy());
    }
    list += "]\n";
    fs::write(PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("rules.rs"), list)
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
