//! The report record of the machine interface: one JSON object a document.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use super::{Sheet, clean::reorders};
use crate::{
    diagnostic::{Coverage, Diagnostic, Entry, NumberFields},
    text::{Lines, Locus, Origin, Span},
};

#[derive(Serialize)]
struct Record<'a> {
    id: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'a str>,
    lang: &'a str,
    date: Option<&'a str>,
    coverage: Counts,
    findings: Vec<Finding<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressed: Vec<Suppressed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Claims<'a>>,
}

#[derive(Serialize)]
struct Counts {
    claims: usize,
    consistent: usize,
    contradicted: usize,
    unchecked: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    labels: Vec<LabelFields<'a>>,
    computation: &'a str,
    repairs: Vec<RepairFields<'a>>,
    fingerprint: &'a str,
}

/// A finding that is let stand, by whom and why.
#[derive(Serialize)]
struct Suppressed<'a> {
    #[serde(flatten)]
    finding: Finding<'a>,
    suppression: SuppressionFields<'a>,
}

#[derive(Serialize)]
struct SuppressionFields<'a> {
    by: &'static str,
    reason: &'a str,
}

#[derive(Serialize)]
struct LabelFields<'a> {
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    #[serde(flatten)]
    locus: Option<LocusFields>,
    text: &'a str,
    role: &'a str,
    note: &'a str,
}

/// The place of a claim in a document of a word processor.
#[derive(Serialize)]
struct LocusFields {
    #[serde(rename = "in_note", skip_serializing_if = "Option::is_none")]
    note: Option<u32>,
    paragraph: u32,
    run: u32,
}

#[derive(Serialize)]
struct RepairFields<'a> {
    edits: Vec<EditFields<'a>>,
    note: &'a str,
}

#[derive(Serialize)]
struct EditFields<'a> {
    start: u32,
    end: u32,
    replacement: &'a str,
}

/// The ledger, written claim by claim.
struct Claims<'a> {
    text: &'a str,
    origin: Origin<'a>,
    entries: &'a [Entry],
}

#[derive(Serialize)]
pub(super) struct ClaimFields<'a> {
    start: u32,
    end: u32,
    #[serde(flatten)]
    locus: Option<LocusFields>,
    text: &'a str,
    kind: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<NumberJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approx: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timex: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    yearless: Option<bool>,
}

#[derive(Serialize)]
struct NumberJson<'a> {
    value: &'a str,
    lower: Option<&'a str>,
    upper: Option<&'a str>,
    lower_open: bool,
    upper_open: bool,
}

impl Serialize for Claims<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let lines = self.origin.runs.map(|_| Lines::new(self.text));
        let place = |entry: &Entry| locus(&self.origin, entry.span.start, lines.as_ref()?);
        serializer.collect_seq(
            self.entries.iter().map(|entry| ClaimFields { locus: place(entry), ..claim(entry, self.text) }),
        )
    }
}

/// The report record of a document, without a line end.
pub fn record(sheet: &Sheet<'_>) -> String {
    let report = sheet.report;
    let some = !(report.findings.is_empty() && report.excused.is_empty());
    let lines = some.then(|| Lines::new(sheet.text));
    let findings =
        lines.iter().flat_map(|lines| report.findings.iter().map(|found| finding(found, sheet, lines)));
    let suppressed = lines.iter().flat_map(|lines| {
        report.excused.iter().map(|excused| Suppressed {
            finding: finding(&excused.finding, sheet, lines),
            suppression: SuppressionFields { by: excused.by.name(), reason: &excused.reason },
        })
    });
    written(&Record {
        id: sheet.id,
        path: sheet.path,
        encoding: sheet.origin.encoding,
        lang: &report.lang,
        date: report.date.as_deref(),
        coverage: counts(report.coverage),
        findings: findings.collect(),
        suppressed: suppressed.collect(),
        claims: sheet.ledger.then_some(Claims {
            text: sheet.text,
            origin: sheet.origin,
            entries: &report.claims,
        }),
    })
}

/// The record that stands in the place of a document that could not be read.
pub fn failure(id: &Value, error: &str) -> String {
    #[derive(Serialize)]
    struct Failure<'a> {
        id: &'a Value,
        error: &'a str,
    }
    written(&Failure { id, error })
}

fn counts(coverage: Coverage) -> Counts {
    let Coverage { claims, consistent, contradicted, unchecked } = coverage;
    Counts { claims, consistent, contradicted, unchecked }
}

fn locus(origin: &Origin<'_>, byte: u32, lines: &Lines<'_>) -> Option<LocusFields> {
    let Locus { note, paragraph, run } = origin.locus(byte, lines)?;
    Some(LocusFields { note, paragraph, run })
}

fn finding<'a>(found: &'a Diagnostic, sheet: &Sheet<'a>, lines: &Lines<'_>) -> Finding<'a> {
    let labels = found.labels.iter().map(|label| {
        let place = lines.position(label.span.start);
        LabelFields {
            start: label.span.start,
            end: label.span.end,
            line: place.line,
            column: place.column,
            locus: locus(&sheet.origin, label.span.start, lines),
            text: slice(sheet.text, label.span),
            role: &label.role,
            note: &label.note,
        }
    });
    let repairs = found.repairs.iter().map(|repair| RepairFields {
        edits: repair
            .edits
            .iter()
            .map(|edit| EditFields {
                start: edit.span.start,
                end: edit.span.end,
                replacement: &edit.replacement,
            })
            .collect(),
        note: &repair.note,
    });
    Finding {
        rule: &found.rule,
        severity: found.severity.name(),
        message: &found.message,
        labels: labels.collect(),
        computation: &found.computation,
        repairs: repairs.collect(),
        fingerprint: &found.fingerprint,
    }
}

pub(super) fn claim<'a>(entry: &'a Entry, text: &'a str) -> ClaimFields<'a> {
    let time = entry.time.as_ref();
    ClaimFields {
        start: entry.span.start,
        end: entry.span.end,
        locus: None,
        text: slice(text, entry.span),
        kind: entry.kind,
        status: entry.status.name(),
        number: entry.number.as_deref().map(number),
        unit: entry.unit.as_deref(),
        approx: entry.approx,
        timex: time.map(|time| time.timex.as_str()),
        from: time.and_then(|time| time.from.as_deref()),
        to: time.and_then(|time| time.to.as_deref()),
        yearless: time.map(|time| time.yearless),
    }
}

fn number(number: &NumberFields) -> NumberJson<'_> {
    NumberJson {
        value: &number.value,
        lower: number.lower.as_deref(),
        upper: number.upper.as_deref(),
        lower_open: number.lower_open,
        upper_open: number.upper_open,
    }
}

/// The text of a span; nothing when it is not one of this text.
pub(super) fn slice(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or_default()
}

/// A value as JSON that is safe to show: what serde leaves as it is but a terminal or the log of a
/// build service would act on (C1 controls, direction overrides, `##[`) is escaped, so the value is the same.
pub fn written(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    let suspect = |c: char| c.is_control() || reorders(c);
    let unsafe_bytes = json.bytes().any(|byte| matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3));
    let suspected = json.contains("##") || (unsafe_bytes && json.chars().any(suspect));
    if !suspected {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if suspect(c) || c == '#' {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(safe, "\\u{unit:04x}"); // a string takes all
            }
        } else {
            safe.push(c);
        }
    }
    safe
}
