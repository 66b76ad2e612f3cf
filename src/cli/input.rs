//! Finding and reading the drafts that were named.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
};

use rustc_hash::FxHashSet;

use super::{args::Reading, problem::Problem, special::special, walk};
use crate::read::{self, Encoding, Source};

/// A draft to read.
#[derive(Debug)]
pub(super) struct Input {
    /// How it is named to people.
    pub(super) name: String,
    /// Where it is, or would be; none is standard input without a name.
    pub(super) path: Option<PathBuf>,
    /// Whether it comes on standard input.
    pub(super) piped: bool,
    /// Its size as far as the file system knows.
    pub(super) size: u64,
    /// Whether a folder was searched for it.
    pub(super) searched: bool,
    /// Its encoding, where one is wanted.
    pub(super) encoding: Option<Encoding>,
}

/// An input that was found, or why there is none in its place.
type Found = Result<Input, Box<Problem>>;

/// All drafts that paths name, folders searched, in order, each once; a path that cannot be used is a problem in its place.
pub(super) fn inputs(paths: &[PathBuf], reading: &Reading) -> Vec<Found> {
    inputs_and_rest(paths, reading, &mut LeftOut::default())
}

/// The same, and which documents in the folders are left out for their kind.
pub(super) fn inputs_and_rest(paths: &[PathBuf], reading: &Reading, left: &mut LeftOut) -> Vec<Found> {
    let mut met = FxHashSet::default();
    let mut first = |input: &Found| match input {
        Ok(Input { path: Some(path), piped: false, .. }) => met.insert(path.clone()),
        _ => true,
    };
    let named = paths.iter().flat_map(|path| named(path, reading, left)).filter(|input| first(input));
    named.map(|input| input.map(|input| Input { encoding: reading.encoding, ..input })).collect()
}

fn named(path: &Path, reading: &Reading, left: &mut LeftOut) -> Vec<Found> {
    if path.as_os_str() == "-" {
        return vec![Ok(standard(reading.stdin_filename.as_deref()))];
    }
    let shown = path.to_string_lossy();
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => folder(path, left),
        Ok(meta) => vec![special(path, &meta).map_or_else(
            || Ok(input(path.to_owned(), meta.len(), false)),
            |kind| Err(Problem::Special { path: shown.into_owned(), kind }.into()),
        )],
        Err(error) if error.kind() == io::ErrorKind::NotFound && walk::is_glob(path) => glob(path),
        Err(error) => vec![Err(Problem::unreadable(&shown, &error).into())],
    }
}

fn standard(name: Option<&Path>) -> Input {
    let shown = name.map_or("-".into(), |name| name.to_string_lossy().into_owned());
    let path = name.map(Path::to_owned);
    Input { name: shown, path, piped: true, size: 0, searched: false, encoding: None }
}

fn input(path: PathBuf, size: u64, searched: bool) -> Input {
    let name = path.to_string_lossy().into_owned();
    let name = name.strip_prefix("./").unwrap_or(&name).to_owned();
    Input { name, path: Some(path), piped: false, size, searched, encoding: None }
}

/// Extensions of documents that might well be drafts and are not read.
const UNREAD: &[&str] = &["doc", "epub", "org", "pages", "pdf", "rst", "rtf", "tex", "wpd"];

/// How many documents in folders are left out for their kind, by extension.
#[derive(Debug, Default)]
pub(super) struct LeftOut(BTreeMap<&'static str, usize>);

impl LeftOut {
    /// Whether a file is one of those that are read; counts it where it is a document of another kind.
    fn passes(&mut self, path: &Path, extensions: &[&str]) -> bool {
        if walk::ends(path, extensions) {
            return true;
        }
        if let Some(unread) = UNREAD.iter().find(|unread| walk::ends(path, &[unread])) {
            *self.0.entry(unread).or_default() += 1;
        }
        false
    }

    /// What is left out, if anything is: `2 .doc, 1 .pdf`.
    pub(super) fn kinds(&self) -> Option<String> {
        let kinds: Vec<String> = self.0.iter().map(|(kind, count)| format!("{count} .{kind}")).collect();
        (!kinds.is_empty()).then(|| kinds.join(", "))
    }
}

/// The extensions that a format claims.
fn extensions() -> Vec<&'static str> {
    read::FORMATS.iter().flat_map(|format| format.extensions).copied().collect()
}

fn searched(path: Result<PathBuf, Box<Problem>>) -> Found {
    let path = path?;
    let size = fs::metadata(&path).map_or(0, |meta| meta.len());
    Ok(input(path, size, true))
}

/// The files of a folder that a format claims, by name.
fn folder(path: &Path, left: &mut LeftOut) -> Vec<Found> {
    let extensions = extensions();
    let files =
        walk::files(path).filter(|file| file.as_ref().map_or(true, |path| left.passes(path, &extensions)));
    let mut found: Vec<_> = files.map(searched).collect();
    if found.is_empty() {
        let path = path.to_string_lossy().into_owned();
        found.push(Err(Problem::Nothing { path, extensions: extensions.join(", ") }.into()));
    }
    found
}

/// The files that a glob matches, by name.
fn glob(path: &Path) -> Vec<Found> {
    let pattern = path.to_string_lossy().into_owned();
    let mut found: Vec<_> = match walk::matching(path, &extensions()) {
        Ok(paths) => paths.map(searched).collect(),
        Err(reason) => return vec![Err(Problem::Glob { path: pattern, reason }.into())],
    };
    if found.is_empty() {
        found.push(Err(Problem::NoMatch { path: pattern }.into()));
    }
    found
}

impl Input {
    /// The format that its name tells; text when it tells none.
    pub(super) fn format(&self) -> &'static read::Format {
        let extension = self.path.as_deref().and_then(walk::extension);
        extension.and_then(read::of_extension).unwrap_or(&read::FORMATS[0])
    }

    /// Its path in reports, where it has one.
    pub(super) fn shown(&self) -> Option<&str> {
        self.path.is_some().then_some(self.name.as_str())
    }

    /// Reads it. It must be smaller than 4 GiB, and its text too.
    pub(super) fn read(&self) -> Result<Source, Box<Problem>> {
        let too_large = || Box::new(Problem::TooLarge { path: self.name.clone() });
        let bytes = self.bytes()?;
        if bytes.len() as u64 >= ROOM {
            return Err(too_large());
        }
        let source = Source::new(bytes, self.format(), self.encoding)
            .map_err(|reason| Problem::Unread { path: self.name.clone(), reason })?;
        if source.text.len() as u64 >= ROOM { Err(too_large()) } else { Ok(source) }
    }

    fn bytes(&self) -> Result<Vec<u8>, Box<Problem>> {
        let fail = |error: io::Error| Box::new(Problem::unreadable(&self.name, &error));
        let mut bytes = Vec::new();
        match &self.path {
            Some(path) if !self.piped => {
                if self.size >= ROOM {
                    return Err(Problem::TooLarge { path: self.name.clone() }.into());
                }
                bytes.reserve_exact(self.size as usize + 1);
                File::open(path).and_then(|file| file.take(ROOM).read_to_end(&mut bytes)).map_err(fail)?
            }
            _ => {
                if io::stdin().is_terminal() {
                    eprintln!("reading from the terminal; end with Ctrl-D");
                }
                io::stdin().lock().take(ROOM).read_to_end(&mut bytes).map_err(fail)?
            }
        };
        Ok(bytes)
    }
}

/// How large a file may be: spans are 32 bits.
const ROOM: u64 = u32::MAX as u64;
