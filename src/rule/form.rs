//! The form that a rule file fills in; the build script reads the house's rules with it too.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::placed::Placed;

/// A text by language.
pub type Texts = BTreeMap<String, String>;

/// Severities as rule files name them.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are those of `Severity`")]
pub enum Severities {
    Note,
    Warning,
    Error,
}

/// One name or several, as a list.
fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMore {
        One(String),
        More(Vec<String>),
    }

    if !deserializer.is_human_readable() {
        return Vec::deserialize(deserializer);
    }
    Ok(match OneOrMore::deserialize(deserializer)? {
        OneOrMore::One(name) => vec![name],
        OneOrMore::More(names) => names,
    })
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PatternForm {
    #[serde(deserialize_with = "names")]
    pub(super) lang: Vec<String>,
    #[serde(rename = "match")]
    pub(super) pattern: Placed<String>,
    #[serde(rename = "where", default)]
    pub(super) conditions: Vec<Placed<String>>,
    pub(super) expect: Placed<String>,
    #[serde(default)]
    pub(super) when: Vec<Placed<String>>,
    #[serde(default)]
    pub(super) unless: Vec<Placed<String>>,
    #[serde(default)]
    pub(super) unless_text: Vec<Placed<String>>,
    #[serde(default)]
    pub(super) say: Option<Placed<String>>,
    #[serde(default)]
    pub(super) any_reading: bool,
    #[serde(default)]
    pub(super) search: Option<Placed<String>>,
    #[serde(default)]
    pub(super) tied: Vec<Placed<String>>,
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
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    pub(super) id: Placed<String>,
    pub(super) severity: Severities,
    #[serde(default)]
    pub(super) check: Option<Placed<String>>,
    pub(super) summary: Texts,
    pub(super) why: Texts,
    /// Cue sets of this rule's own, by language.
    #[serde(default)]
    pub(super) sets: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    pub(super) labels: BTreeMap<String, BTreeMap<String, Placed<String>>>,
    #[serde(default)]
    pub(super) message: BTreeMap<String, BTreeMap<String, Placed<String>>>,
    #[serde(default)]
    pub(super) pattern: Vec<PatternForm>,
    #[serde(default)]
    pub(super) bad: Vec<Placed<Example>>,
    #[serde(default)]
    pub(super) good: Vec<Placed<Example>>,
}
