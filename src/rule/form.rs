//! The form that a rule file fills in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Texts;
use crate::diagnostic::Severity;

/// Severities as rule files name them.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are those of `Severity`")]
pub enum Severities {
    Note,
    Warning,
    Error,
}

impl From<Severities> for Severity {
    fn from(form: Severities) -> Self {
        match form {
            Severities::Note => Self::Note,
            Severities::Warning => Self::Warning,
            Severities::Error => Self::Error,
        }
    }
}

/// One name or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name.clone()],
            Self::More(names) => names.clone(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PatternForm {
    pub(super) lang: OneOrMore,
    #[serde(rename = "match")]
    pub(super) pattern: Spanned<String>,
    #[serde(rename = "where", default)]
    pub(super) conditions: Vec<Spanned<String>>,
    pub(super) expect: Spanned<String>,
    #[serde(default)]
    pub(super) when: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) unless: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) unless_text: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) say: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) any_reading: bool,
    #[serde(default)]
    pub(super) search: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) tied: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) severity: Option<Severities>,
}

/// A text that a rule must find fault with, or leave alone.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Its language.
    pub lang: String,
    /// Its text; in a bad one, braces stand round the claims that must be labelled.
    pub text: String,
    /// Its publication date, where the verdict depends on it.
    #[serde(default)]
    pub date: Option<String>,
    /// The trap it is about.
    #[serde(default)]
    pub note: Option<String>,
    /// Whether the rule must find fault with it.
    #[serde(skip)]
    pub bad: bool,
    /// Where it stands in the rule's file.
    #[serde(skip)]
    pub at: std::ops::Range<usize>,
}

/// A whole rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    pub(super) id: Spanned<String>,
    pub(super) severity: Severities,
    #[serde(default)]
    pub(super) check: Option<Spanned<String>>,
    pub(super) summary: Texts,
    pub(super) why: Texts,
    /// Cue sets of this rule's own, by language.
    #[serde(default)]
    pub(super) sets: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    pub(super) labels: BTreeMap<String, BTreeMap<String, Spanned<String>>>,
    #[serde(default)]
    pub(super) message: BTreeMap<String, BTreeMap<String, Spanned<String>>>,
    #[serde(default)]
    pub(super) pattern: Vec<PatternForm>,
    #[serde(default)]
    pub(super) bad: Vec<Spanned<Example>>,
    #[serde(default)]
    pub(super) good: Vec<Spanned<Example>>,
}
