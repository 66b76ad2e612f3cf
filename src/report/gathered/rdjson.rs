//! `rdjson`, the diagnostic format of reviewdog: columns in bytes.

use serde_json::{Value, json};

use super::{Gathered, Issue, Place};
use crate::{diagnostic::Severity, report::record::written};

/// The run as one result.
pub(super) fn rdjson(run: &Gathered<'_>) -> String {
    let diagnostics: Vec<Value> = run.issues.iter().map(diagnostic).collect();
    let source = json!({ "name": env!("CARGO_PKG_NAME") });
    written(&json!({ "source": source, "diagnostics": diagnostics })) + "\n"
}

fn diagnostic(issue: &Issue) -> Value {
    let related: Vec<Value> = issue
        .marks
        .iter()
        .skip(1)
        .map(|mark| json!({ "message": mark.note, "location": { "path": issue.path, "range": range(mark.place) } }))
        .collect();
    let single = issue.mendings.iter().filter_map(|mending| match mending.edits.as_slice() {
        [(place, text)] => Some(json!({ "range": range(*place), "text": text })),
        _ => None,
    });
    let suggestions: Vec<Value> = single.collect();
    json!({
        "message": issue.told(),
        "location": { "path": issue.path, "range": range(issue.place()) },
        "severity": severity(issue.severity),
        "code": { "value": issue.rule },
        "suggestions": suggestions,
        "relatedLocations": related,
    })
}

fn range(place: Place) -> Value {
    json!({
        "start": { "line": place.start.0, "column": place.bytes.0 },
        "end": { "line": place.end.0, "column": place.bytes.1 },
    })
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    }
}
