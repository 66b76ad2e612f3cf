//! Document records: JSON objects a line, read in stretches of bounded size.

use std::{
    borrow::Cow,
    fs::{self, File},
    io::{self, BufRead, BufReader},
    path::Path,
};

use serde::Deserialize;
use serde_json::{Value, error::Category};

use super::{
    line::{Line, line},
    special::special,
};

/// How much input is read at a time.
const CHUNK: usize = 2 * 1024 * 1024;

/// How many records are read at a time.
const RECORDS: usize = 1024;

/// A document record. Fields that are not known are passed over.
#[derive(Deserialize)]
pub(super) struct Document<'a> {
    #[serde(default)]
    pub(super) id: Value,
    #[serde(borrow)]
    pub(super) text: Cow<'a, str>,
    #[serde(default)]
    pub(super) lang: Option<String>,
    #[serde(default)]
    pub(super) date: Option<String>,
    #[serde(default)]
    pub(super) format: Option<String>,
}

/// A line of input.
pub(super) struct Numbered {
    pub(super) number: u64,
    pub(super) bytes: Vec<u8>,
    pub(super) whole: bool,
}

pub(super) fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::with_capacity(256 * 1024, io::stdin())));
    }
    let meta = fs::metadata(path)?;
    if meta.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    if let Some(kind) = special(path, &meta) {
        return Err(io::Error::other(format!("it is {kind}, not a file")));
    }
    Ok(Box::new(BufReader::with_capacity(256 * 1024, File::open(path)?)))
}

/// The next lines, up to a bounded size; blank ones are passed over.
pub(super) fn chunk(reader: &mut impl BufRead, number: &mut u64) -> io::Result<Vec<Numbered>> {
    let (mut lines, mut size) = (Vec::new(), 0);
    while lines.len() < RECORDS && size < CHUNK {
        let mut bytes = Vec::new();
        let kind = line(reader, &mut bytes, u32::MAX as usize)?;
        if kind == Line::End {
            break;
        }
        *number += 1;
        size += bytes.len();
        let whole = kind == Line::Whole;
        if !whole || !bytes.trim_ascii().is_empty() {
            lines.push(Numbered { number: *number, bytes, whole });
        }
    }
    Ok(lines)
}

pub(super) fn parsed(bytes: &[u8]) -> Result<Document<'_>, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        format!("the line is not UTF-8: byte {} begins no character", error.valid_up_to())
    })?;
    let document: Document<'_> =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| flaw(text, &error))?;
    if document.id.is_null() || is_id(&document.id) {
        Ok(document)
    } else {
        Err("the id must be a string or an integer".into())
    }
}

/// What is wrong with a line that is no record, in the words of whoever wrote it.
fn flaw(text: &str, error: &serde_json::Error) -> String {
    match error.classify() {
        Category::Eof => return "the line ends before its JSON does".into(),
        Category::Syntax | Category::Io => {
            return format!("the line is no JSON from column {} on", error.column());
        }
        Category::Data => {}
    }
    let Ok(Value::Object(fields)) = serde_json::from_str(text.trim_start_matches('\u{feff}')) else {
        return r#"a record is an object: {"text": "…"}"#.into();
    };
    let wrong = |(name, value): (&str, &Value)| {
        let optional = name != "text" && value.is_null();
        (!value.is_string() && !optional).then(|| format!("the record's `{name}` must be a string"))
    };
    let named = ["text", "lang", "date", "format"].into_iter();
    match named.filter_map(|name| Some((name, fields.get(name)?))).find_map(wrong) {
        Some(reason) => reason,
        None if !fields.contains_key("text") => "the record has no `text`".into(),
        None => "the record names a field twice".into(),
    }
}

pub(super) fn is_id(id: &Value) -> bool {
    id.is_string() || id.is_i64() || id.is_u64()
}
