//! A file of words, rules or wishes that cannot be used, and where in it.

use std::ops::Range;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

/// What a file is that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A rule.
    Rule,
    /// A lexicon.
    Lexicon,
    /// How findings write values.
    Wording,
    /// The words of reports.
    Words,
    /// A desk's configuration.
    Config,
}

impl FileKind {
    /// Its name, and the code of its error.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Rule => ("rule file", "addsup::rule"),
            Self::Lexicon => ("lexicon", "addsup::lexicon"),
            Self::Wording => ("wording", "addsup::wording"),
            Self::Words => ("words of reports", "addsup::words"),
            Self::Config => ("configuration", "addsup::config"),
        }
    }
}

/// A file that cannot be used: what is wrong, where, and what to do about it.
#[derive(Debug, Error)]
#[error("cannot use the {} `{name}`", kind.names().0)]
pub struct FileError {
    kind: FileKind,
    name: String,
    file: NamedSource<String>,
    at: SourceSpan,
    reason: String,
    help: Option<String>,
}

impl FileError {
    /// What is wrong with a file, at some bytes of it.
    pub fn new(kind: FileKind, name: &str, file: &str, at: Range<usize>, reason: impl Into<String>) -> Self {
        let file = NamedSource::new(name, file.to_owned());
        Self { kind, name: name.to_owned(), file, at: at.into(), reason: reason.into(), help: None }
    }

    /// What keeps a file from being read as TOML of its form.
    pub fn toml(kind: FileKind, name: &str, file: &str, error: &toml::de::Error) -> Self {
        Self::new(kind, name, file, error.span().unwrap_or(0..0), error.message())
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

impl Diagnostic for FileError {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new(self.kind.names().1))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn std::fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.file)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        let label = miette::LabeledSpan::new_with_span(Some(self.reason.clone()), self.at);
        Some(Box::new(std::iter::once(label)))
    }
}
