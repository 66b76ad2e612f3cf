//! The floor plan of `src/lib.rs` holds: a module uses only those above it.

use std::{fs, path::Path};

/// The modules in the order of the list.
fn plan() -> Vec<String> {
    let list = include_str!("../src/lib.rs");
    let names = list.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// All source files of a module.
fn files(module: &str) -> Vec<(String, String)> {
    fn walk(path: &Path, found: &mut Vec<(String, String)>) {
        if path.is_dir() {
            let mut entries: Vec<_> =
                fs::read_dir(path).expect("readable").map(|entry| entry.expect("entry").path()).collect();
            entries.sort();
            entries.iter().for_each(|entry| walk(entry, found));
        } else if path.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(path).expect("UTF-8")));
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root.join(module), &mut found);
    walk(&root.join(format!("{module}.rs")), &mut found);
    found
}

/// The modules that a source names after `crate::`, alone or in a list in braces.
fn used(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        let Some(list) = rest.strip_prefix('{') else {
            names.push(word(rest));
            continue;
        };
        let (mut depth, mut begins) = (0, true);
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                c if begins && c.is_alphabetic() => {
                    names.push(word(&list[at..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect()
}

#[test]
fn a_module_uses_only_those_above_it() {
    let plan = plan();
    assert!(plan.len() > 10, "the list was read: {plan:?}");
    for (floor, module) in plan.iter().enumerate() {
        let files = files(module);
        assert!(!files.is_empty(), "`{module}` has no file");
        for (path, source) in files {
            // A module's own tests come in by the front door.
            let built = source.split("#[cfg(test)]").next().unwrap_or_default();
            for name in used(built) {
                let other = plan.iter().position(|other| *other == name);
                assert!(
                    other.is_none_or(|other| other <= floor),
                    "{path} uses `{name}`, which is above `{module}`"
                );
            }
        }
    }
}

#[test]
fn every_module_is_on_the_plan() {
    let plan = plan();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(root).expect("readable") {
        let name = entry.expect("entry").file_name().to_string_lossy().replace(".rs", "");
        let known = ["lib", "main", "build"].contains(&name.as_str()) || plan.contains(&name);
        assert!(known, "`{name}` is not in the list of src/lib.rs");
    }
}

#[test]
fn lists_in_braces_are_read() {
    assert_eq!(
        used("use crate::{\n    claim::{self, Ledger},\n    text::Span,\n};\ncrate::parse::cut"),
        ["claim", "text", "parse"]
    );
}
