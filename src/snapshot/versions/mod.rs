//! Two versions of a draft: which claims appeared, vanished, changed value or verdict.

mod html;
mod json;
mod markdown;
mod text;

use std::collections::BTreeMap;

use super::Review;
use crate::report::Style;

/// One version of a draft.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// Its name for people.
    pub name: &'a str,
    /// Its bytes.
    pub text: &'a str,
}

/// Two versions, and what changed.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'a> {
    /// The old one; none where the draft is new.
    pub old: Version<'a>,
    /// The new one.
    pub new: Version<'a>,
    /// What changed.
    pub review: &'a Review,
}

/// A way to write what changed between versions of drafts.
#[derive(Clone, Copy, Debug)]
pub struct VersionsFormat {
    /// Its name on the command line: `markdown`.
    pub name: &'static str,
    /// Writes all pairs of versions.
    pub write: fn(&[Versions<'_>], &Style<'_>) -> String,
}

/// All ways; the first is the default.
pub const FORMATS: &[VersionsFormat] = &[
    VersionsFormat { name: "text", write: text::text },
    VersionsFormat { name: "json", write: json::json },
    VersionsFormat { name: "markdown", write: markdown::markdown },
    VersionsFormat { name: "html", write: html::html },
];

/// A machine name in the reader's language, itself where there is none.
pub(super) fn name<'a>(names: &'a BTreeMap<String, String>, name: &'a str) -> &'a str {
    names.get(name).map_or(name, String::as_str)
}
