//! `human`: findings as miette draws them.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::{
    Sheet, Style, Words, clean,
    excerpt::{Excerpt, excerpt},
    record::slice,
};
use crate::{
    diagnostic::{Coverage, Diagnostic, Label, Repair, Severity},
    text::Lines,
};

/// A finding in the shape that miette draws.
#[derive(Debug)]
struct Drawn {
    code: String,
    message: String,
    severity: Severity,
    excerpt: Excerpt,
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawn {}

impl miette::Diagnostic for Drawn {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.marks.iter().map(|mark| {
            let (note, span) = (mark.note.clone(), (mark.start, mark.length));
            if mark.primary {
                LabeledSpan::new_primary_with_span(note, span)
            } else {
                LabeledSpan::new_with_span(note, span)
            }
        })))
    }
}

/// The findings of a document, each drawn.
pub(super) fn findings(sheet: &Sheet<'_>, style: &Style<'_>) -> String {
    if sheet.report.findings.is_empty() {
        return String::new();
    }
    let lines = Lines::new(sheet.text);
    sheet.report.findings.iter().map(|found| drawing(found, sheet, &lines, style)).collect()
}

fn drawing(found: &Diagnostic, sheet: &Sheet<'_>, lines: &Lines<'_>, style: &Style<'_>) -> String {
    let (labels, nested) = apart(&found.labels);
    let drawn = Drawn {
        code: format!("{} {}", Words::name(&style.words.severity, found.severity.name()), clean(&found.rule)),
        message: clean(&found.message).into_owned(),
        severity: found.severity,
        excerpt: excerpt(&clean(sheet.name), lines, sheet.text, &labels, style.width),
    };
    let mut text = String::new();
    let theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_context_lines(0)
        .without_syntax_highlighting()
        .with_footer(footer(found, &nested, sheet, style.words));
    if handler.render_report(&mut text, &drawn).is_err() {
        return super::short::findings(sheet, style);
    }
    if sheet.origin.runs.is_some() {
        text = found.labels.iter().fold(text, |text, label| placed(&text, label.span.start, sheet, lines));
    }
    text.push('\n');
    text
}

/// A drawing that tells a place as people find it, where miette has written its line and column.
fn placed(text: &str, byte: u32, sheet: &Sheet<'_>, lines: &Lines<'_>) -> String {
    let (name, place) = (clean(sheet.name), lines.position(byte));
    let drawn = format!("{name}:{}:{}", place.line, place.column);
    let ends = |at: &usize| !text[at + drawn.len()..].starts_with(|c: char| c.is_ascii_digit());
    match text.match_indices(&drawn).map(|found| found.0).find(ends) {
        Some(at) => {
            let rest = &text[at + drawn.len()..];
            format!("{}{name}:{}{rest}", &text[..at], sheet.origin.place(byte, lines))
        }
        None => text.to_owned(),
    }
}

/// The labels that can be drawn side by side, and those that lie within or across one of them.
fn apart(labels: &[Label]) -> (Vec<&Label>, Vec<&Label>) {
    let mut drawn: Vec<&Label> = Vec::new();
    let mut nested = Vec::new();
    for label in labels {
        if drawn.iter().any(|other| other.span.overlaps(label.span)) {
            nested.push(label);
        } else {
            drawn.push(label);
        }
    }
    (drawn, nested)
}

/// The lines below a drawing: the sum, claims within claims, and what would mend it.
fn footer(found: &Diagnostic, nested: &[&Label], sheet: &Sheet<'_>, words: &Words) -> String {
    let also = nested.iter().map(|label| {
        let text = words.quoted(&clean(slice(sheet.text, label.span)));
        Words::fill(&words.also, &[("text", &text), ("note", &clean(&label.note))])
    });
    let sum = Some(clean(&found.computation).into_owned()).filter(|sum| !sum.is_empty());
    let repairs = repairs(found, sheet.text, words).into_iter().map(|line| format!("{} {line}", words.help));
    let lines: Vec<String> = sum.into_iter().chain(also).chain(repairs).collect();
    lines.join("\n")
}

/// What would mend a finding of a text, a line each, best first.
pub fn repairs(found: &Diagnostic, text: &str, words: &Words) -> Vec<String> {
    found.repairs.iter().map(|repair| mended(repair, text, words)).collect()
}

/// `“1.500” instead of “1.400” if the parts are right`.
pub(super) fn mended(repair: &Repair, text: &str, words: &Words) -> String {
    let edits: Vec<String> = repair
        .edits
        .iter()
        .map(|edit| {
            let new = words.quoted(&clean(&edit.replacement));
            let old = words.quoted(&clean(slice(text, edit.span)));
            Words::fill(&words.repair, &[("new", &new), ("old", &old)])
        })
        .collect();
    format!("{} {}", edits.join(", "), clean(&repair.note)).trim().to_owned()
}

/// The line that says what was understood, checked and left alone.
pub(super) fn summary((coverage, let_stand): (Coverage, usize), style: &Style<'_>) -> String {
    let counts = [coverage.claims, coverage.consistent, coverage.contradicted, coverage.unchecked];
    let counts = counts.map(|count| count.to_string());
    let names = ["claims", "consistent", "contradicted", "unchecked"];
    let values: Vec<(&str, &str)> = names.into_iter().zip(counts.iter().map(String::as_str)).collect();
    let sum = Words::fill(&style.words.summary, &values);
    if let_stand == 0 {
        return sum + "\n";
    }
    let let_stand = let_stand.to_string();
    sum + &Words::fill(&style.words.excused, &[("excused", &let_stand)]) + "\n"
}
