//! Articles that count: "dont un policier", "deux simples et un double".
//!
//! Elsewhere `un` and `a` say nothing of number. They count after a cue that
//! opens a breakdown, and where a list that counts goes on.

use super::{
    Kind, Reading, TokenKind, Unit,
    stream::{Parsed, Stream, nothing},
};
use crate::{
    lexicon::{Set, SetBits},
    value::{Number, Quantity},
};

/// How many tokens back the figure may stand that makes a list a counting one.
const LIST: usize = 7;

/// An article that counts one thing.
pub fn article(input: Stream<'_>) -> Parsed<'_, Reading> {
    let terms = &input.passage.lexicon.terms;
    let starts = |at: usize| terms.starts(input.passage.tokens[at].word);
    let here = input.at;
    let before = here.saturating_sub(1);
    if here >= input.end || !starts(here).has(Set::ARTICLE) {
        return nothing();
    }
    // "a ceiling of 90 seats", "un groupe de 12": the noun holds another figure's things.
    let container =
        input.passage.tokens.get(here + 2).is_some_and(|_| starts(here + 2).has(Set::BEFORE_NOUN));
    let next_is_word = input.passage.tokens.get(here + 1).is_some_and(|next| next.kind == TokenKind::Word);
    let counted = |back: usize| {
        (before.saturating_sub(back)..before).any(|at| counts(input.passage.tokens[at].kind, starts(at)))
    };
    let opened = here > 0 && starts(before).has(Set::PART_CUE) && counted(3 * LIST);
    let listed = here > 0
        && starts(before).has(Set::LIST_MARK)
        && counted(LIST)
        && !starts(here + 1).has(Set::FUNCTION);
    // "un mort et quatre disparus"
    let goes_on = || {
        let [_, _, joiner, next, ..] = input.tokens() else { return false };
        let noun = !starts(here + 1).has(Set::FUNCTION) && !starts(here + 1).has(Set::ORDINAL);
        noun && input.starts(joiner).has(Set::JOINER) && counts(next.kind, input.starts(next))
    };
    if next_is_word && !container && (opened || listed || goes_on()) {
        let one = Quantity::exact(Number::integer(1));
        return Ok((input.skip(1), Reading::number(Kind::Number, one, Unit::None)));
    }
    nothing()
}

/// Whether a token is a number that no article is.
fn counts(kind: TokenKind, starts: &SetBits) -> bool {
    kind == TokenKind::Digits || starts.has(Set::CARDINAL) && !starts.has(Set::ARTICLE)
}
