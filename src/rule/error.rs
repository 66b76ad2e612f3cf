//! A rule file that cannot be used, and where in it.

use std::ops::Range;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

/// A rule file that cannot be used.
#[derive(Debug, Error, Diagnostic)]
#[error("cannot use the rule file `{name}`")]
#[diagnostic(code(addsup::rule))]
pub struct RuleError {
    name: String,
    #[source_code]
    file: NamedSource<String>,
    #[label("{reason}")]
    at: SourceSpan,
    reason: String,
    #[help]
    help: Option<String>,
}

impl RuleError {
    /// What is wrong with a file, at some bytes of it.
    pub fn new(name: &str, file: &str, at: Range<usize>, reason: impl Into<String>) -> Self {
        let file = NamedSource::new(name, file.to_owned());
        Self { name: name.to_owned(), file, at: at.into(), reason: reason.into(), help: None }
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What is wrong.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}
