//! Finding and reading the drafts that were named.

use std::{
    fs::{self, File},
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
};

use ignore::WalkBuilder;
use rustc_hash::FxHashSet;

use super::problem::Problem;
use crate::read;

/// A draft to read.
#[derive(Debug)]
pub(super) struct Input {
    /// How it is named to people.
    pub(super) name: String,
    /// Where it is; none is standard input.
    pub(super) path: Option<PathBuf>,
    /// Its size as far as the file system knows.
    pub(super) size: u64,
    /// Whether a folder was searched for it.
    pub(super) searched: bool,
}

/// All drafts that paths name, folders searched, in order, each once; a path that cannot be used is a problem in its place.
pub(super) fn inputs(paths: &[PathBuf]) -> Vec<Result<Input, Box<Problem>>> {
    let mut met = FxHashSet::default();
    let mut first = |input: &Result<Input, Box<Problem>>| match input {
        Ok(Input { path: Some(path), .. }) => met.insert(path.clone()),
        _ => true,
    };
    paths.iter().flat_map(|path| named(path)).filter(|input| first(input)).collect()
}

fn named(path: &Path) -> Vec<Result<Input, Box<Problem>>> {
    if path.as_os_str() == "-" {
        return vec![Ok(Input { name: "-".into(), path: None, size: 0, searched: false })];
    }
    match fs::metadata(path) {
        Err(error) => vec![Err(Problem::unreadable(&path.to_string_lossy(), &error).into())],
        Ok(meta) if meta.is_dir() => folder(path),
        Ok(meta) => vec![Ok(input(path.to_owned(), meta.len(), false))],
    }
}

fn input(path: PathBuf, size: u64, searched: bool) -> Input {
    let name = path.to_string_lossy().into_owned();
    Input { name: name.strip_prefix("./").unwrap_or(&name).to_owned(), path: Some(path), size, searched }
}

/// The files of a folder that a format claims, by name.
fn folder(path: &Path) -> Vec<Result<Input, Box<Problem>>> {
    let extensions: Vec<&str> = read::FORMATS.iter().flat_map(|format| format.extensions).copied().collect();
    let mut found: Vec<_> = walk(path, &extensions)
        .map(|file| {
            let path = file?;
            let size = fs::metadata(&path).map_or(0, |meta| meta.len());
            Ok(input(path, size, true))
        })
        .collect();
    if found.is_empty() {
        let path = path.to_string_lossy().into_owned();
        found.push(Err(Problem::Nothing { path, extensions: extensions.join(", ") }.into()));
    }
    found
}

/// The files below a folder whose names end so, by name; hidden and ignored ones are left out.
pub(super) fn walk(
    folder: &Path,
    extensions: &[&str],
) -> impl Iterator<Item = Result<PathBuf, Box<Problem>>> {
    let wanted = |path: &Path| {
        extension(path)
            .is_some_and(|ending| extensions.iter().any(|known| known.eq_ignore_ascii_case(ending)))
    };
    WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build().filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && wanted(entry.path()) => {
            Some(Ok(entry.into_path()))
        }
        Ok(_) => None,
        Err(error) => Some(Err(Problem::Unreadable {
            path: folder.to_string_lossy().into_owned(),
            reason: error.to_string(),
        }
        .into())),
    })
}

fn extension(path: &Path) -> Option<&str> {
    path.extension().and_then(|extension| extension.to_str())
}

impl Input {
    /// The format that its name tells; text when it tells none.
    pub(super) fn format(&self) -> &'static read::Format {
        self.path.as_deref().and_then(extension).and_then(read::of_extension).unwrap_or(&read::FORMATS[0])
    }

    /// Reads it. It must be UTF-8 and smaller than 4 GiB.
    pub(super) fn read(&self) -> Result<String, Box<Problem>> {
        let fail = |error: io::Error| Box::new(Problem::unreadable(&self.name, &error));
        let mut bytes = Vec::new();
        let room = u64::from(u32::MAX);
        match &self.path {
            None => {
                if io::stdin().is_terminal() {
                    eprintln!("reading from the terminal; end with Ctrl-D");
                }
                io::stdin().lock().take(room).read_to_end(&mut bytes).map_err(fail)?
            }
            Some(_) if self.size >= room => return Err(Problem::TooLarge { path: self.name.clone() }.into()),
            Some(path) => {
                bytes.reserve_exact(self.size as usize + 1);
                File::open(path).and_then(|file| file.take(room).read_to_end(&mut bytes)).map_err(fail)?
            }
        };
        if bytes.len() as u64 >= room {
            return Err(Problem::TooLarge { path: self.name.clone() }.into());
        }
        String::from_utf8(bytes).map_err(|error| {
            Box::new(Problem::NotUtf8 { path: self.name.clone(), at: error.utf8_error().valid_up_to() })
        })
    }
}
