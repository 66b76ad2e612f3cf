//! Which language a text is in.

use crate::{
    lexicon::{Lexicon, fold},
    text::Prose,
};

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 20_000;

/// The lexicon with the most telling words in the text; the first one when none has any.
pub fn detect<'l>(prose: &Prose<'_>, lexicons: &'l [Lexicon]) -> &'l Lexicon {
    let end = prose.text.floor_char_boundary(SAMPLE);
    let words = || prose.text[..end].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let score = |lexicon: &Lexicon| words().filter(|word| lexicon.telling.contains_key(&*fold(word))).count();
    let best = lexicons.iter().rev().max_by_key(|lexicon| score(lexicon));
    best.expect("addsup carries at least one lexicon")
}
