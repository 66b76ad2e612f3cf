//! Formats that want all findings of a run at once: those of build services and of tools that read them.

mod checkstyle;
mod github;
mod gitlab;
mod junit;
mod markdown;
mod rdjson;
mod sarif;
mod xml;

pub use markdown::{escaped as escaped_markdown, summary};

use super::{Sheet, Words, clean, record::slice};
use crate::{
    diagnostic::{Diagnostic, Excused, RulePage, Severity, Voucher},
    text::{Lines, Span},
};

/// Where something stands in a file: lines and columns from 1, the end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its line and column, in Unicode scalar values.
    pub start: (u32, u32),
    /// The line and column after it.
    pub end: (u32, u32),
    /// Both columns in bytes.
    pub bytes: (u32, u32),
}

/// A claim that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub place: Place,
    /// What is said beside it.
    pub note: String,
}

/// A change that would mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// What it takes to be right.
    pub note: String,
    /// What to put in which places.
    pub edits: Vec<(Place, String)>,
}

/// A finding apart from its document: all texts are safe to show on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The file, with `/` between folders.
    pub path: String,
    /// The rule's id.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// What it says.
    pub message: String,
    /// The sum that proves it.
    pub computation: String,
    /// The claims that it is about, the first the one the message names.
    pub marks: Vec<Mark>,
    /// Changes that would mend it.
    pub mendings: Vec<Mending>,
    /// What stays when the text around it moves.
    pub fingerprint: String,
    /// Who lets it stand, and why, if somebody does.
    pub excuse: Option<(Voucher, String)>,
}

impl Issue {
    /// Where the claim that the message names stands.
    fn place(&self) -> Place {
        let top = Place { start: (1, 1), end: (1, 1), bytes: (1, 1) };
        self.marks.first().map_or(top, |mark| mark.place)
    }

    /// The message and its sum.
    fn told(&self) -> String {
        if self.computation.is_empty() {
            self.message.clone()
        } else {
            format!("{} ({})", self.message, self.computation)
        }
    }
}

/// A whole run.
#[derive(Clone, Copy, Debug)]
pub struct Gathered<'a> {
    /// The findings, in the order of the files.
    pub issues: &'a [Issue],
    /// The findings that are let stand.
    pub excused: &'a [Issue],
    /// All files that were checked, in order.
    pub files: &'a [String],
    /// The rules there are.
    pub rules: &'a [RulePage],
    /// The words of the report, in the reader's language.
    pub words: &'a Words,
}

/// A format that wants a whole run.
#[derive(Clone, Copy, Debug)]
pub struct GatheredFormat {
    /// Its name on the command line: `sarif`.
    pub name: &'static str,
    /// Writes the run.
    pub write: fn(&Gathered<'_>) -> String,
}

/// All formats that want a whole run.
pub const GATHERED: &[GatheredFormat] = &[
    GatheredFormat { name: "sarif", write: sarif::sarif },
    GatheredFormat { name: "github", write: github::github },
    GatheredFormat { name: "gitlab", write: gitlab::gitlab },
    GatheredFormat { name: "junit", write: junit::junit },
    GatheredFormat { name: "checkstyle", write: checkstyle::checkstyle },
    GatheredFormat { name: "rdjson", write: rdjson::rdjson },
    GatheredFormat { name: "markdown", write: markdown::markdown },
];

/// The findings of a document, apart from it.
pub fn issues(sheet: &Sheet<'_>) -> Vec<Issue> {
    if sheet.report.findings.is_empty() {
        return Vec::new();
    }
    let lines = Lines::new(sheet.text);
    sheet.report.findings.iter().map(|found| issue(found, sheet, &lines)).collect()
}

/// Those that are let stand.
pub fn excused(sheet: &Sheet<'_>) -> Vec<Issue> {
    if sheet.report.excused.is_empty() {
        return Vec::new();
    }
    let lines = Lines::new(sheet.text);
    let issue = |excused: &Excused| {
        let excuse = Some((excused.by, clean(&excused.reason).into_owned()));
        Issue { excuse, ..issue(&excused.finding, sheet, &lines) }
    };
    sheet.report.excused.iter().map(issue).collect()
}

fn issue(found: &Diagnostic, sheet: &Sheet<'_>, lines: &Lines<'_>) -> Issue {
    let place = |span| place(span, lines);
    let marks = found.labels.iter().map(|label| {
        let text = clean(slice(sheet.text, label.span)).into_owned();
        let note = if label.note.is_empty() { text } else { clean(&label.note).into_owned() };
        Mark { place: place(label.span), note }
    });
    // No tool could apply an edit of the text to a document of a word processor.
    let repairs = if sheet.origin.runs.is_some() { &[][..] } else { &found.repairs };
    let mendings = repairs.iter().map(|repair| Mending {
        note: clean(&repair.note).into_owned(),
        edits: repair.edits.iter().map(|edit| (place(edit.span), edit.replacement.clone())).collect(),
    });
    Issue {
        path: clean(&sheet.name.replace('\\', "/")).into_owned(),
        rule: clean(&found.rule).into_owned(),
        severity: found.severity,
        message: message(found, sheet, lines),
        computation: clean(&found.computation).into_owned(),
        marks: marks.collect(),
        mendings: mendings.collect(),
        fingerprint: found.fingerprint.clone(),
        excuse: None,
    }
}

/// What a finding says; first where, in a document whose tools know no lines.
fn message(found: &Diagnostic, sheet: &Sheet<'_>, lines: &Lines<'_>) -> String {
    let said = clean(&found.message);
    let first = found.labels.first().map_or(0, |label| label.span.start);
    match sheet.origin.locus(first, lines) {
        Some(locus) => format!("{locus}: {said}"),
        None => said.into_owned(),
    }
}

fn place(span: Span, lines: &Lines<'_>) -> Place {
    let (start, end) = (lines.position(span.start), lines.position(span.end));
    let column = |byte: u32, line| byte.saturating_sub(lines.line(line).start) + 1;
    Place {
        start: (start.line, start.column),
        end: (end.line, end.column),
        bytes: (column(span.start, start.line), column(span.end, end.line)),
    }
}
