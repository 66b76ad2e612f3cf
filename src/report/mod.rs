//! From findings and ledgers to text: one file per output format, and one list of them.
//!
//! What a report may show comes in as plain data; nothing here knows the engine.
//! Texts of documents are hostile: see [`clean`] for what is kept from terminals
//! and build logs, and `record` for what JSON escapes.

mod chronology;
mod clean;
mod digits;
mod editor;
mod excerpt;
mod gathered;
mod html;
mod human;
mod json;
mod jsonl;
mod ledger;
mod page;
mod reading;
mod record;
mod short;
mod words;

pub use chronology::{Event, beside, chronology_drawing, chronology_page, chronology_record, events};
pub use clean::clean;
pub use digits::{digits_page, digits_record};
pub use editor::{allow_title, card, explain_title, markdown, progress_title, repair_title};
pub use gathered::{
    GATHERED, Gathered, GatheredFormat, Issue, escaped_markdown, excused, issues, summary as job_summary,
};
pub use html::{Document, Listed, document_page, escaped as escaped_html, index_page, shell as html_shell};
pub use human::repairs;
pub use ledger::value;
pub use page::{rule_list, rule_page};
pub use reading::{reading_page, reading_record};
pub use record::{failure, record, written as safe_json};
pub use words::{ChangeWords, PageWords, Words, words};

use crate::{
    diagnostic::{Coverage, Report},
    text::Origin,
};

/// One document with what addsup says of it.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Its id in machine output.
    pub id: &'a serde_json::Value,
    /// Its name for people: the path, or how the input is called.
    pub name: &'a str,
    /// Its path, where it came from a file.
    pub path: Option<&'a str>,
    /// Its bytes: spans point into them.
    pub text: &'a str,
    /// How they lie in its file.
    pub origin: Origin<'a>,
    /// What was found.
    pub report: &'a Report,
    /// Whether the ledger is shown.
    pub ledger: bool,
}

/// How a report looks.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// The words of the report itself, in the reader's language.
    pub words: &'a Words,
    /// Whether terminal colours are used.
    pub colour: bool,
    /// How many columns there are.
    pub width: usize,
}

/// The line that sums up documents and the findings that are let stand in them.
pub type Summary = fn((Coverage, usize), &Style<'_>) -> String;

/// An output format: what it writes before, between and after documents, and of each.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line: `human`.
    pub name: &'static str,
    /// Written before the first document.
    pub head: &'static str,
    /// Written between two documents.
    pub between: &'static str,
    /// Written after the last document.
    pub tail: &'static str,
    /// The findings of a document.
    pub findings: fn(&Sheet<'_>, &Style<'_>) -> String,
    /// The ledger of a document.
    pub claims: fn(&Sheet<'_>, &Style<'_>) -> String,
    /// The line that sums up all documents and the findings that are let stand, where the format is for people.
    pub summary: Option<Summary>,
}

/// All output formats; the first is the default.
pub const FORMATS: &[Format] = &[
    Format {
        name: "human",
        head: "",
        between: "",
        tail: "",
        findings: human::findings,
        claims: ledger::table,
        summary: Some(human::summary),
    },
    Format {
        name: "short",
        head: "",
        between: "",
        tail: "",
        findings: short::findings,
        claims: short::claims,
        summary: None,
    },
    Format {
        name: "json",
        head: "[\n",
        between: ",\n",
        tail: "\n]\n",
        findings: json::element,
        claims: json::element,
        summary: None,
    },
    Format {
        name: "jsonl",
        head: "",
        between: "",
        tail: "",
        findings: jsonl::line,
        claims: jsonl::line,
        summary: None,
    },
];

/// The format of a name that wants a whole run: `sarif`.
pub fn gathered_named(name: &str) -> Option<&'static GatheredFormat> {
    GATHERED.iter().find(|format| format.name == name)
}

/// The format of a name: `jsonl`.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The names of all formats, those of one document first.
pub fn format_names() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.name).chain(GATHERED.iter().map(|format| format.name))
}

/// Whether a name is one of a format.
pub fn is_format(name: &str) -> bool {
    format_names().any(|known| known == name)
}
