//! `short`: a line a finding, as compilers write them, for editors and `grep`.

use super::{Sheet, Style, clean, record::slice};
use crate::text::Lines;

/// `file:line:column: severity rule: message`, a line a finding.
pub(super) fn findings(sheet: &Sheet<'_>, _: &Style<'_>) -> String {
    let findings = &sheet.report.findings;
    if findings.is_empty() {
        return String::new();
    }
    let lines = Lines::new(sheet.text);
    let each = findings.iter().map(|found| {
        let place = sheet.origin.place(found.labels.first().map_or(0, |label| label.span.start), &lines);
        let (severity, rule, message) = (found.severity.name(), clean(&found.rule), clean(&found.message));
        format!("{}:{place}: {severity} {rule}: {message}\n", clean(sheet.name))
    });
    each.collect()
}

/// `file:line:column: status kind: text`, a line a claim.
pub(super) fn claims(sheet: &Sheet<'_>, _: &Style<'_>) -> String {
    let lines = Lines::new(sheet.text);
    let each = sheet.report.claims.iter().map(|entry| {
        let place = sheet.origin.place(entry.span.start, &lines);
        let text = clean(slice(sheet.text, entry.span));
        let (name, status) = (clean(sheet.name), entry.status.name());
        format!("{name}:{place}: {status} {}: {text}\n", entry.kind)
    });
    each.collect()
}
