//! The form that a lexicon file fills in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::value::Sense;

/// How a language writes figures and quotations.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of a language, as its file gives it")]
pub struct Marks {
    /// The marks before decimals, the usual one first: `,` and `.` in French.
    pub decimal: Vec<char>,
    /// The marks between groups of three digits, the usual one first.
    pub group: Vec<char>,
    /// Whether a date in figures has its month before its day: `5/17/2018`.
    pub month_first: bool,
    /// Whether weekdays and months begin with a capital: then one after a name is no part of it.
    pub capital_dates: bool,
    /// Pairs of quotation marks.
    pub quotes: Vec<(char, char)>,
    /// Whether the head of a noun phrase stands last ("American soldiers") or first.
    pub head_last: bool,
    /// Whether an article stands for "each" after an amount: "30 dollars a day".
    pub article_per: bool,
}

/// An approximator's phrases and its band.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApproxForm {
    pub(super) sense: Sense,
    /// How far below the number it reaches, in thousandths.
    #[serde(default)]
    pub(super) below: u16,
    /// How far above.
    #[serde(default)]
    pub(super) above: u16,
    /// Phrases before the number: `plus de`.
    #[serde(default)]
    pub(super) words: Vec<String>,
    /// Phrases after it: `ou plus`.
    #[serde(default)]
    pub(super) after: Vec<String>,
}

/// Verbs of one meaning: every inflected form is a term of the set.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct VerbForm {
    /// Forms as they stand.
    pub(super) forms: Vec<String>,
    /// Stems by conjugation: each takes all endings of it.
    pub(super) stems: BTreeMap<String, Vec<String>>,
}

/// How verbs end in a tense, where the ending tells it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct TenseEndings {
    /// What is to come: `era`, `eront` in French.
    pub future: Vec<String>,
    /// What was: `ed` in English.
    pub past: Vec<String>,
}

/// A whole lexicon file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    pub(super) code: String,
    pub(super) marks: Marks,
    /// Words that tell the language.
    pub(super) telling: Vec<String>,
    /// Counts of days that may mean fewer.
    #[serde(default)]
    pub(super) idioms: Vec<(i32, i32)>,
    /// How verbs end in a tense.
    #[serde(default)]
    pub(super) tense: TenseEndings,
    #[serde(default)]
    pub(super) approximators: Vec<ApproxForm>,
    /// Endings by conjugation.
    #[serde(default)]
    pub(super) endings: BTreeMap<String, Vec<String>>,
    /// Verb classes, by the name of their set.
    #[serde(default)]
    pub(super) verbs: BTreeMap<String, VerbForm>,
    /// Cue sets: phrases that mean the same to a rule.
    #[serde(default)]
    pub(super) sets: BTreeMap<String, Vec<String>>,
    /// Terms that carry a number, by set: `month.janvier = 1`.
    #[serde(default)]
    pub(super) values: BTreeMap<String, BTreeMap<String, i64>>,
    /// Endings that make nouns for people.
    #[serde(default, rename = "person-endings")]
    pub(super) person_endings: Vec<String>,
    /// Plural endings, each with the singular's.
    #[serde(default)]
    pub(super) plurals: BTreeMap<String, String>,
    /// Units by UCUM code.
    #[serde(default)]
    pub(super) units: BTreeMap<String, Vec<String>>,
    /// Currencies by ISO 4217 code.
    #[serde(default)]
    pub(super) currencies: BTreeMap<String, Vec<String>>,
    /// Hundredths of currencies.
    #[serde(default)]
    pub(super) cents: BTreeMap<String, Vec<String>>,
    /// What is read only as it is spelled: `MW` is no `mW`.
    #[serde(default)]
    pub(super) symbols: SymbolForm,
}

/// Symbols by what they stand for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SymbolForm {
    /// By UCUM code.
    pub(super) units: BTreeMap<String, Vec<String>>,
    /// By UCUM code: units that only follow a greater one.
    pub(super) minor: BTreeMap<String, Vec<String>>,
    /// By ISO 4217 code.
    pub(super) currencies: BTreeMap<String, Vec<String>>,
    /// By power of ten.
    pub(super) scales: BTreeMap<String, Vec<String>>,
}
