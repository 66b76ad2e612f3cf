//! How a stretch of a document was read, as plain data: what one looks at to understand a miss.

use super::Entry;
use crate::text::Span;

/// How one word was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordReading {
    /// Where it stands.
    pub span: Span,
    /// The sets of the grammar that some term beginning with it is in: `approx`, `month`.
    pub sets: Vec<String>,
    /// The readings that begin with it.
    pub attempts: Vec<Attempt>,
    /// The productions of the grammar that gave none.
    pub silent: Vec<&'static str>,
}

/// A reading that was taken or rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The production of the grammar: `clock`.
    pub production: &'static str,
    /// What became of it: `taken`, `shorter`, `second`, `within`, `barred`.
    pub outcome: &'static str,
    /// What it reads, as it would stand in the ledger.
    pub entry: Entry,
}

/// How a stretch of a document was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// The language it was read in.
    pub lang: String,
    /// The stretch in the file.
    pub span: Span,
    /// Its words and marks, by place.
    pub words: Vec<WordReading>,
    /// The claims that it shares words with, as the ledger has them.
    pub claims: Vec<Entry>,
}
