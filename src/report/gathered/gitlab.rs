//! GitLab's code quality report: an array of findings with fingerprints of their own.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_128;

use super::{Gathered, Issue};
use crate::{diagnostic::Severity, report::record::written};

/// The run as one array.
pub(super) fn gitlab(run: &Gathered<'_>) -> String {
    let mut met: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    let entries = run.issues.iter().map(|issue| {
        let nth = met.entry((&issue.path, &issue.fingerprint)).or_default();
        *nth += 1;
        entry(issue, *nth)
    });
    written(&entries.collect::<Vec<_>>()) + "\n"
}

/// A finding; `nth` tells it from others of the same fingerprint in its file.
fn entry(issue: &Issue, nth: usize) -> Value {
    let key = format!("{}\0{}\0{nth}", issue.path, issue.fingerprint);
    let place = issue.place();
    json!({
        "description": issue.told(),
        "check_name": issue.rule,
        "fingerprint": format!("{:032x}", xxh3_128(key.as_bytes())),
        "severity": severity(issue.severity),
        "location": { "path": issue.path, "lines": { "begin": place.start.0, "end": place.end.0 } },
    })
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
