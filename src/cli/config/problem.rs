//! A configuration file that cannot be used, and where in it.

use std::ops::Range;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

/// How alike two names must be to suggest one for the other (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.75;

/// A configuration file that cannot be used.
#[derive(Debug, Error, Diagnostic)]
#[error("cannot use the configuration `{name}`")]
#[diagnostic(code(addsup::config))]
pub(crate) struct ConfigError {
    name: String,
    #[source_code]
    file: NamedSource<String>,
    #[label("{reason}")]
    at: SourceSpan,
    reason: String,
    #[help]
    help: Option<String>,
}

impl ConfigError {
    /// What is wrong with a file, at some bytes of it.
    pub(super) fn new(name: &str, file: &str, at: Range<usize>, reason: impl Into<String>) -> Self {
        let file = NamedSource::new(name, file.to_owned());
        Self { name: name.to_owned(), file, at: at.into(), reason: reason.into(), help: None }
    }

    /// The same, with what to do about it.
    pub(super) fn with_help(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }
}

/// What to say of the name most like another.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let scored = known.map(|known| (strsim::jaro_winkler(name, known), known));
    let best = scored.max_by(|left, right| left.0.total_cmp(&right.0))?;
    (best.0 > ALIKE).then(|| format!("did you mean `{}`?", best.1))
}
