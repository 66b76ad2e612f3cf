//! Rule files: what must hold, how each language words it, what to say, and the proof.
//!
//! `rules/README.md` describes the form for those who write rules.

mod expect;
mod form;
mod frames;
mod house;
mod load;
mod pattern;
mod template;

pub use expect::{CONDITIONS, Expr, FUNCTIONS, Operator, Sentence, Sign};
pub use form::{Example, Severities};
pub use house::House;
pub use load::{CHECKS, rule};
pub use pattern::{Element, Kinds, Pattern, Repeat, Role};
pub use template::{Piece, Template};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Severity;

/// A text by language.
pub type Texts = BTreeMap<String, String>;

/// A rule, ready to be applied to texts of the languages it words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule {
    /// Its id, which is its file's name: `breakdown-sum`.
    pub id: String,
    /// The folder it stands in: `arithmetic`.
    pub group: String,
    /// The gravest severity that its findings take.
    pub severity: Severity,
    /// The kind of check: `pattern`, or one of those written in Rust.
    pub check: String,
    /// What it wants, in a sentence, by language.
    pub summary: Texts,
    /// Why it matters, by language.
    pub why: Texts,
    /// The names of the roles of its patterns, by number.
    pub roles: Vec<String>,
    /// What to write beside the claim of a role, by role and language.
    pub labels: BTreeMap<String, BTreeMap<String, Template>>,
    /// What to say, by key and language.
    pub messages: BTreeMap<String, BTreeMap<String, Template>>,
    /// How languages word it.
    pub patterns: Vec<Worded>,
    /// Its proof.
    pub examples: Vec<Example>,
}

/// A pattern of a rule with what must hold where it is found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Worded {
    /// The languages it is of.
    pub langs: Vec<String>,
    /// What is looked for.
    pub pattern: Pattern,
    /// What makes it a relation at all.
    pub conditions: Vec<Sentence>,
    /// What must hold.
    pub expect: Sentence,
    /// Sets of words each of which must be present in the sentence.
    pub when: Vec<String>,
    /// Sets of words whose presence in the sentence silences it.
    pub unless: Vec<String>,
    /// Sets of words whose presence in the document silences it.
    pub unless_text: Vec<String>,
    /// Which message it says.
    pub say: String,
    /// Whether another reading that holds acquits it.
    pub any_reading: bool,
    /// The roles that are looked for among the figures around.
    pub search: Vec<Element>,
    /// What ties the figures that were found so closely that a result may be found false of them.
    pub tied: Vec<Sentence>,
    /// The gravest severity of its own findings, where it is lower than the rule's.
    pub severity: Option<Severity>,
}
