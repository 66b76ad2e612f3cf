//! The proof of a rule: its bad examples are found, its good ones are left alone.

use std::ops::Range;

use crate::{
    diagnostic::{Diagnostic, Severity},
    engine::{Engine, Options},
    read,
    rule::{Example, Rule},
    text::Span,
    text::{FileError, FileKind},
};

/// An example that does not behave.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Where it stands in the rule's file.
    pub at: Range<usize>,
    /// Its text, without braces.
    pub text: String,
    /// What went wrong: `nothing was found`.
    pub reason: String,
}

impl Failure {
    /// The failure as an error in the rule's file.
    pub fn error(&self, name: &str, file: &str) -> FileError {
        FileError::new(FileKind::Rule, name, file, self.at.clone(), self.reason.clone())
            .with_help("a rule is refused until its examples behave: mend the pattern or the example")
    }
}

/// The examples of a rule that do not behave.
///
/// A bad one must have a finding of the rule that touches each stretch in braces;
/// a good one must have none of severity warning or error, by any rule.
pub fn failures(engine: &Engine, rule: &Rule) -> Vec<Failure> {
    rule.examples.iter().filter_map(|example| failure(engine, rule, example)).collect()
}

fn failure(engine: &Engine, rule: &Rule, example: &Example) -> Option<Failure> {
    let (text, marked) = unbraced(&example.text);
    let prose = read::read(&text, &read::FORMATS[0], engine.lexicons());
    let options = Options {
        lang: Some(example.lang.clone()),
        date: example.date.clone(),
        ui_lang: Some("en".into()),
        claims: false,
        ..Options::default()
    };
    let report = engine.check(&prose, &options);
    let grave = report.findings.iter().filter(|finding| finding.severity >= Severity::Warning);
    let said = |findings: &[&Diagnostic]| {
        let one = |finding: &&Diagnostic| {
            format!("{}: {} ({})", finding.rule, finding.message, finding.computation)
        };
        findings.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    let findings: Vec<&Diagnostic> = grave.collect();
    let reason = if example.bad {
        let own: Vec<&Diagnostic> =
            findings.iter().copied().filter(|finding| finding.rule == rule.id).collect();
        if own.is_empty() {
            format!("this bad example passes; said: [{}]", said(&findings))
        } else if !own.iter().any(|finding| touches_all(finding, &marked)) {
            format!("no finding labels all that is in braces; said: {}", said(&own))
        } else {
            return None;
        }
    } else if findings.is_empty() {
        return None;
    } else {
        format!("this good example is found fault with: {}", said(&findings))
    };
    Some(Failure { at: example.at.clone(), text, reason })
}

fn touches_all(finding: &Diagnostic, marked: &[Span]) -> bool {
    marked.iter().all(|span| finding.labels.iter().any(|label| label.span.overlaps(*span)))
}

/// A text without its braces, and what stood in them.
fn unbraced(text: &str) -> (String, Vec<Span>) {
    let (mut plain, mut spans, mut open) = (String::with_capacity(text.len()), Vec::new(), None);
    for c in text.chars() {
        match c {
            '{' => open = Some(plain.len() as u32),
            '}' => spans.extend(open.take().map(|start| Span::new(start, plain.len() as u32))),
            other => plain.push(other),
        }
    }
    (plain, spans)
}
