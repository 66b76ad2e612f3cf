//! SARIF 2.1.0 (OASIS), as code scanning services read it: columns in Unicode scalar values.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Gathered, Issue, Mark, Mending, Place};
use crate::{
    diagnostic::{RulePage, Severity, Voucher},
    report::record::written,
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The run as a SARIF log with one run.
pub(super) fn sarif(run: &Gathered<'_>) -> String {
    let rules: Vec<Value> = run.rules.iter().map(rule).collect();
    let issues = run.issues.iter().chain(run.excused);
    let results: Vec<Value> = issues.map(|issue| result(issue, run.rules)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    written(&log) + "\n"
}

fn rule(page: &RulePage) -> Value {
    let text = |texts: &[(String, String)]| {
        let english = texts.iter().find(|text| text.0 == "en").or(texts.first());
        english.map_or_else(String::new, |text| text.1.trim().to_owned())
    };
    json!({
        "id": page.id,
        "shortDescription": { "text": text(&page.summary) },
        "fullDescription": { "text": text(&page.why) },
        "defaultConfiguration": { "level": level(page.severity) },
        "properties": { "group": page.group },
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(issue: &Issue, rules: &[RulePage]) -> Value {
    let related: Vec<Value> = issue.marks.iter().skip(1).map(|mark| related(&issue.path, mark)).collect();
    let fixes: Vec<Value> = issue.mendings.iter().map(|mending| fix(&issue.path, mending)).collect();
    let mut result = json!({
        "ruleId": issue.rule,
        "level": level(issue.severity),
        "message": { "text": issue.told() },
        "locations": [{ "physicalLocation": location(&issue.path, issue.place()) }],
        "relatedLocations": related,
        "partialFingerprints": { "addsup/v1": issue.fingerprint },
    });
    if let Some(place) = rules.iter().position(|rule| rule.id == issue.rule) {
        result["ruleIndex"] = place.into();
    }
    if let Some((by, reason)) = &issue.excuse {
        let kind = if *by == Voucher::Draft { "inSource" } else { "external" };
        result["suppressions"] = json!([{ "kind": kind, "status": "accepted", "justification": reason }]);
    }
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

fn related(path: &str, mark: &Mark) -> Value {
    json!({ "physicalLocation": location(path, mark.place), "message": { "text": mark.note } })
}

fn location(path: &str, place: Place) -> Value {
    json!({ "artifactLocation": { "uri": uri(path) }, "region": region(place) })
}

fn region(place: Place) -> Value {
    json!({
        "startLine": place.start.0,
        "startColumn": place.start.1,
        "endLine": place.end.0,
        "endColumn": place.end.1,
    })
}

fn fix(path: &str, mending: &Mending) -> Value {
    let edits = mending
        .edits
        .iter()
        .map(|(place, text)| json!({ "deletedRegion": region(*place), "insertedContent": { "text": text } }));
    let edits: Vec<Value> = edits.collect();
    let change = json!({ "artifactLocation": { "uri": uri(path) }, "replacements": edits });
    json!({ "description": { "text": mending.note }, "artifactChanges": [change] })
}

/// A path as the relative reference that RFC 3986 wants: what is no path character goes as `%XX`.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
        if plain {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}"); // a string takes all
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_relative_references() {
        assert_eq!(uri("dossiers/été 2014.md"), "dossiers/%C3%A9t%C3%A9%202014.md");
        assert_eq!(uri("a:b%c"), "a%3Ab%25c");
    }
}
