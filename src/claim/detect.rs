//! Which language a text is in.

use crate::{
    lexicon::{Lexicon, fold},
    text::Prose,
};

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 20_000;

/// The place of the lexicon with the most telling words in the text; the first one when none has any.
pub fn detect(prose: &Prose<'_>, lexicons: &[Lexicon]) -> usize {
    let end = prose.text.floor_char_boundary(SAMPLE);
    let words = || prose.text[..end].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let score = |lexicon: &Lexicon| words().filter(|word| lexicon.telling.contains(&*fold(word))).count();
    (0..lexicons.len()).rev().max_by_key(|&place| score(&lexicons[place])).unwrap_or(0)
}
