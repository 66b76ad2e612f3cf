//! A document that is open in the editor, and what addsup says of it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
};

use super::{
    desk::Desk,
    place,
    text::{Encoding, Text},
};
use crate::{
    cli::{config::Wanted, setup::Setup},
    diagnostic::{Diagnostic, Entry, Label, Report},
    engine::{Document, Watch},
    read::{self, Format, Kind, Memory},
    text::{Prose, Span},
};

/// An open document.
pub(super) struct Page {
    /// Its name for the editor.
    pub(super) uri: String,
    /// Where it is, where it is a file.
    pub(super) path: Option<PathBuf>,
    /// Its version, as the editor counts.
    pub(super) version: i64,
    pub(super) text: Text,
    pub(super) format: &'static Format,
    /// What its configuration wants.
    pub(super) wanted: Wanted,
    /// The rules and words for it, where its configuration asks for others than those of the session.
    pub(super) other: Option<&'static Setup>,
    /// What was found when it was last checked.
    pub(super) report: Report,
    /// Whether it changed since.
    pub(super) stale: bool,
    /// Whether a change of it could not be understood: then it is not checked until all of it comes anew.
    pub(super) lost: bool,
    /// What is remembered of it.
    document: Document,
    memory: Memory,
}

/// How a check ended.
pub(super) enum Checked {
    /// It came to its end.
    Done,
    /// Something else came first.
    BrokenOff,
    /// It failed: a fault of addsup's.
    Failed,
}

impl Page {
    /// A document as the editor opens it.
    pub(super) fn new(uri: String, language: &str, version: i64, text: String, encoding: Encoding) -> Self {
        let path = place::path(&uri);
        let named = match language {
            "markdown" | "quarto" | "rmd" => Some("markdown"),
            "html" | "xhtml" => Some("html"),
            "asciidoc" => Some("asciidoc"),
            _ => None,
        };
        let extension = uri.rsplit_once('.').map_or("", |(_, extension)| extension);
        let told = || read::of_extension(extension).filter(|format| is_text(format));
        let format = named.and_then(read::named).or_else(told).unwrap_or(&read::FORMATS[0]);
        Self {
            uri,
            path,
            version,
            text: Text::new(text, encoding),
            format,
            wanted: Wanted::default(),
            other: None,
            report: Report::default(),
            stale: true,
            lost: false,
            document: Document::default(),
            memory: Memory::default(),
        }
    }

    /// Forgets what was read of it: the rules or what is wanted changed.
    pub(super) fn forget(&mut self) {
        (self.document, self.memory, self.stale) = (Document::default(), Memory::default(), true);
    }

    /// The rules and words for it.
    pub(super) fn setup<'d>(&self, desk: &'d Desk<'_>) -> &'d Setup {
        self.other.unwrap_or(&desk.setup)
    }

    /// Its prose, without the parts that are not wanted.
    pub(super) fn prose(&self, desk: &Desk<'_>) -> Prose<'_> {
        let mut prose = read::read(self.text.as_str(), self.format, self.setup(desk).engine.lexicons());
        self.wanted.strip(&mut prose, self.setup(desk).engine.lexicons());
        prose
    }

    /// Checks it, where it changed.
    pub(super) fn check(&mut self, desk: &Desk<'_>, watch: Watch<'_>) -> Checked {
        if !self.stale || self.lost {
            return Checked::Done;
        }
        let mut document = std::mem::take(&mut self.document);
        let mut memory = std::mem::take(&mut self.memory);
        let checked = catch_unwind(AssertUnwindSafe(|| {
            if let Kind::Strict(is, _) = self.format.kind
                && is(self.text.as_str()).is_err()
            {
                return (document, memory, Some(Report::default()));
            }
            let lexicons = self.setup(desk).engine.lexicons();
            let mut prose = read::read_again(self.text.as_str(), self.format, lexicons, &mut memory);
            self.wanted.strip(&mut prose, self.setup(desk).engine.lexicons());
            let options = self.wanted.options(self.path.as_deref(), &desk.flags, &prose, self.setup(desk));
            let report = self.setup(desk).engine.recheck_while(&mut document, &prose, &options, watch);
            (document, memory, report)
        }));
        let Ok((document, memory, report)) = checked else {
            (self.report, self.stale) = (Report::default(), false);
            return Checked::Failed;
        };
        (self.document, self.memory) = (document, memory);
        let Some(report) = report else { return Checked::BrokenOff };
        (self.report, self.stale) = (report, false);
        Checked::Done
    }

    /// Its claims.
    pub(super) fn claims(&self, desk: &Desk<'_>) -> Vec<Entry> {
        self.document.claims(&self.setup(desk).engine)
    }

    /// What ties claims to one another.
    pub(super) fn relations(&self) -> impl Iterator<Item = Held<'_>> {
        let found = self.report.findings.iter().map(Held::of);
        let excused = self.report.excused.iter().map(|excused| Held::of(&excused.finding));
        let ties = self.report.ties.iter().map(|tie| Held {
            rule: &tie.rule,
            labels: &tie.labels,
            sum: &tie.computation,
        });
        found.chain(excused).chain(ties)
    }
}

/// Claims that are held to one another.
#[derive(Clone, Copy)]
pub(super) struct Held<'a> {
    /// The rule that does so.
    pub(super) rule: &'a str,
    /// The claims; the first is the one that the others bear out, or contradict.
    pub(super) labels: &'a [Label],
    /// The sum that shows it, or in words what is wrong.
    pub(super) sum: &'a str,
}

impl<'a> Held<'a> {
    fn of(finding: &'a Diagnostic) -> Self {
        let sum = Some(&finding.computation).filter(|sum| !sum.is_empty());
        Self { rule: &finding.rule, labels: &finding.labels, sum: sum.unwrap_or(&finding.message) }
    }
}

/// Whether a format is one that editors show as text.
fn is_text(format: &Format) -> bool {
    !matches!(format.kind, Kind::Package(_))
}

/// Whether two stretches share a byte, or one is a caret at the edge of the other.
pub(super) fn touches(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}
