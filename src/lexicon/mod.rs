//! What a language knows: its words, their sets and values, and how it writes figures.
//!
//! A lexicon file (`rules/lexicon/<lang>.toml`) is flattened into *terms*: a
//! word or phrase, the [`Set`] it belongs to, and a payload whose meaning the set
//! gives (the number of a month, the power of ten of a scale word, the place of a
//! unit in the table of codes). The grammar and the rules ask one question of it:
//! "does a term of this set begin here, how long is it, what does it carry?"

mod fold;
mod form;
mod grammar;
mod load;
mod set;
mod terms;

pub use fold::{bare, fold};
pub use form::{Marks, TenseEndings};
pub use load::lexicon;
pub use set::{LIMIT, Set, SetBits, Sets};
pub use terms::{Key, Term, Terms, Word};

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::value::Approx;

/// A symbol that is read only as it is spelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Symbol {
    /// Its spelling, without blanks: `km/h`.
    pub spelling: Box<str>,
    /// The place of its code in [`Lexicon::codes`], or its power of ten.
    pub value: i64,
}

/// All that one language knows.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// Its ISO 639-1 code: `fr`.
    pub code: String,
    /// How it writes figures and quotations.
    pub marks: Marks,
    /// Its words and phrases.
    pub terms: Terms,
    /// The names of the sets, those of the grammar and those of the rules.
    pub sets: Sets,
    /// The sets whose terms can begin an expression of the grammar.
    pub anchors: SetBits,
    /// The sets that gather what is one kind of thing under several names: `kind-jobs`, `fate-dead`.
    pub groups: SetBits,
    /// The sets whose terms tell what a claim is of: groups, scopes, moods.
    pub cues: SetBits,
    /// The approximators, by payload of [`Set::APPROX`].
    pub approximators: Vec<Approx>,
    /// Endings that make nouns for people: `eurs`, `istes`.
    pub person_endings: Vec<Box<str>>,
    /// Plural endings and what stands in their place in the singular: `("aux", "al")`.
    pub plurals: Vec<(Box<str>, Box<str>)>,
    /// Codes of units and currencies, by payload of [`Set::UNIT`] and [`Set::CURRENCY`].
    pub codes: Vec<Box<str>>,
    /// What is read only as it is spelled, by payload of the sets of symbols.
    pub symbols: Vec<Symbol>,
    /// Counts of days that may mean fewer: 15 and 14 ("quinze jours").
    pub idioms: Vec<(i32, i32)>,
    /// How its verbs end in a tense.
    pub endings: TenseEndings,
    /// The words that tell this language from another.
    pub telling: FxHashSet<Box<str>>,
}

impl Lexicon {
    /// Whether a word, folded, is one of the little words that tell this language.
    pub fn is_telling(&self, folded: &str) -> bool {
        self.telling.contains(folded)
    }
}
