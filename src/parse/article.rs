//! Articles that count: "dont un policier", "deux simples et un double".
//!
//! Elsewhere `un` and `a` say nothing of number. They count after a cue that
//! opens a breakdown, and where a list that counts goes on.

use super::{
    Kind, Reading, TokenKind, Unit,
    stream::{Parsed, Stream, nothing},
};
use crate::{
    lexicon::Set,
    value::{Number, Quantity},
};

/// How many tokens back the figure may stand that makes a list a counting one.
const LIST: usize = 7;

/// An article that counts one thing.
pub fn article(input: Stream<'_>) -> Parsed<'_, Reading> {
    let terms = &input.passage.lexicon.terms;
    let starts = |at: usize| terms.starts(input.passage.tokens[at].word);
    let here = input.at;
    let Some(before) = here.checked_sub(1) else { return nothing() };
    if here >= input.end || !starts(here).has(Set::ARTICLE) {
        return nothing();
    }
    // "a ceiling of 90 seats", "un groupe de 12": the noun holds another figure's things.
    let container =
        input.passage.tokens.get(here + 2).is_some_and(|_| starts(here + 2).has(Set::BEFORE_NOUN));
    let next_is_word = input.passage.tokens.get(here + 1).is_some_and(|next| next.kind == TokenKind::Word);
    let counted = |back: usize| {
        (before.saturating_sub(back)..before)
            .any(|at| input.passage.tokens[at].kind == TokenKind::Digits || starts(at).has(Set::CARDINAL))
    };
    let opened = starts(before).has(Set::PART_CUE) && counted(3 * LIST);
    let listed = starts(before).has(Set::LIST_MARK) && counted(LIST) && !starts(here + 1).has(Set::FUNCTION);
    if next_is_word && !container && (opened || listed) {
        let one = Quantity::exact(Number::integer(1));
        return Ok((input.skip(1), Reading::number(Kind::Number, one, Unit::None)));
    }
    nothing()
}
