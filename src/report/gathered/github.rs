//! Annotations of GitHub Actions, within what one step may show: ten of a level.

use std::fmt::Write as _;

use super::{Gathered, Issue};
use crate::{diagnostic::Severity, report::Words};

/// How many annotations of each level one step may show; the last notice is kept to say how many more there are.
const MOST: [(Severity, &str, usize); 3] =
    [(Severity::Error, "error", 10), (Severity::Warning, "warning", 10), (Severity::Note, "notice", 9)];

/// A command a finding, the gravest first; then how many were left out.
pub(super) fn github(run: &Gathered<'_>) -> String {
    let mut out = String::new();
    for (severity, command, most) in MOST {
        let issues = run.issues.iter().filter(|issue| issue.severity == severity);
        issues.take(most).for_each(|issue| annotation(&mut out, command, issue));
    }
    let shown = out.lines().count();
    let more = run.issues.len() - shown;
    if more > 0 {
        let (more, all) = (more.to_string(), run.issues.len().to_string());
        let text = Words::fill(&run.words.more, &[("more", &more), ("all", &all)]);
        let _ = writeln!(out, "::notice title=addsup::{}", data(&text));
    }
    out
}

fn annotation(out: &mut String, command: &str, issue: &Issue) {
    let place = issue.place();
    let columns = if place.start.0 == place.end.0 {
        format!(",col={},endColumn={}", place.start.1, place.end.1)
    } else {
        String::new()
    };
    let _ = writeln!(
        out,
        "::{command} file={},line={},endLine={}{columns},title={}::{}",
        property(&issue.path),
        place.start.0,
        place.end.0,
        property(&format!("addsup {}", issue.rule)),
        data(&issue.told()),
    );
}

/// A message as the workflow commands want it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property as the workflow commands want it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::property;

    #[test]
    fn properties_are_escaped() {
        assert_eq!(property("a,b: 12 %\n"), "a%2Cb%3A 12 %25%0A");
    }
}
