//! Markdown, for comments and job summaries: a table of findings a file.

use std::fmt::Write as _;

use super::{Gathered, Issue};
use crate::report::Words;

/// How many findings a job summary lists.
const LISTED: usize = 200;

/// The run as a page: how many findings, and a table of each file's.
pub(super) fn markdown(run: &Gathered<'_>) -> String {
    page(run, run.issues)
}

/// The same with at most 200 findings, and how many more there are.
pub fn summary(run: &Gathered<'_>) -> String {
    let shown = &run.issues[..run.issues.len().min(LISTED)];
    let mut text = page(run, shown);
    if shown.len() < run.issues.len() {
        let (more, all) = ((run.issues.len() - shown.len()).to_string(), run.issues.len().to_string());
        text.push('\n');
        text += &Words::fill(&run.words.more, &[("more", &more), ("all", &all)]);
        text.push('\n');
    }
    text
}

fn page(run: &Gathered<'_>, issues: &[Issue]) -> String {
    let (found, files) = (run.issues.len().to_string(), run.files.len().to_string());
    let values = [("found", found.as_str()), ("files", &files)];
    let head = format!("## addsup\n\n{}\n", Words::fill(&run.words.tally, &values));
    let tables = issues.chunk_by(|one, next| one.path == next.path).map(|issues| table(run.words, issues));
    head + &tables.collect::<String>()
}

fn table(words: &Words, issues: &[Issue]) -> String {
    let rows = issues.iter().map(|issue| {
        let (line, column) = issue.place().start;
        let severity = Words::name(&words.severity, issue.severity.name());
        format!(
            "| {line}:{column} | {severity} | {} | {} | {} |\n",
            escaped(&issue.rule),
            escaped(&issue.message),
            escaped(&issue.computation)
        )
    });
    format!(
        "\n### {}\n\n| | | | | |\n| --- | --- | --- | --- | --- |\n{}",
        escaped(&issues[0].path),
        rows.collect::<String>()
    )
}

/// A text that Markdown shows as it stands: what it would act on goes as a character reference.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' | '>' | '&' | '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '!' | '~' | '@' | ':' => {
                let _ = write!(safe, "&#{};", u32::from(c)); // a string takes all
            }
            c => safe.push(c),
        }
    }
    safe
}
