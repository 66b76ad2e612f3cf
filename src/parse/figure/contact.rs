//! Numbers by which one is reached: telephones and houses. They count nothing.

use super::name::is_capital;
use crate::{
    lexicon::Set,
    parse::{
        Before, TokenKind,
        stream::{Stream, term},
    },
};

/// How many digits are too many for a telephone number (ITU-T E.164: at most fifteen with the country's).
const MOST: u32 = 15;

/// A telephone number: "06 12 34 56 78", "+44 20 7946 0958", "(202) 555-0143".
pub(super) fn telephone(input: Stream<'_>) -> Option<Stream<'_>> {
    let first = input.first()?;
    let [opens, next, ..] = input.tokens() else { return None };
    let national =
        first.kind == TokenKind::Digits && input.text(first).starts_with('0') && first.span.len() < 5;
    let marked = matches!(input.text(opens), "+" | "(") && next.kind == TokenKind::Digits;
    let closes = input.tokens().get(2).is_some_and(|third| input.text(third) == ")");
    let touches = input.text(opens) == "+" || next.span.len() == 3 && closes;
    if !(national || marked && touches) {
        return None;
    }
    let mut rest = if marked { input.skip(1) } else { input };
    let (mut digits, mut groups) = (0, 0);
    while let Some(group) =
        rest.first().filter(|token| token.kind == TokenKind::Digits && token.span.len() < 5)
    {
        if group.before == Before::Break && groups > 0 {
            break;
        }
        (digits, groups) = (digits + group.span.len(), groups + 1);
        if digits >= MOST {
            return None;
        }
        let after = rest.skip(1);
        let bracketed = after.mark(|c| c == ')').unwrap_or(after);
        let tied = bracketed.mark(|c| matches!(c, '-' | '.' | '‑'));
        rest = match tied.filter(|at| at.first().is_some_and(|next| next.kind == TokenKind::Digits)) {
            Some(at) => at,
            None if bracketed.first().is_some_and(|next| next.kind == TokenKind::Digits) => bracketed,
            None => {
                return (groups > 2 && (9..MOST).contains(&digits) && !after.touches_word()).then_some(after);
            }
        };
    }
    None
}

/// The number of a house: "65 rue d'Aubagne", "63 et 65 rue", "221 Baker Street".
pub(super) fn house<'a>(input: Stream<'a>) -> Option<Stream<'a>> {
    input.first().filter(|token| token.kind == TokenKind::Digits)?;
    let near = input.tokens().iter().skip(1).take(5);
    if !near.into_iter().any(|token| input.starts(token).has(Set::STREET)) {
        return None;
    }
    let number = |at: Stream<'a>| {
        let digits = at.first().filter(|token| token.kind == TokenKind::Digits && token.span.len() < 5)?;
        Some((at.skip(1), digits.span.len() < 4)).filter(|(rest, _)| !rest.touches_word())
    };
    let (rest, short) = number(input)?;
    let joined = term(Set::JOINER)(rest).ok().and_then(|(at, _)| number(at));
    let rest = joined.map_or(rest, |(rest, _)| rest);
    let comma = rest.mark(|c| c == ',' && short).unwrap_or(rest);
    let street = |at: Stream<'_>| at.term(Set::STREET).is_some();
    let named = || rest.first().is_some_and(|next| is_capital(rest, next)) && street(rest.skip(1));
    (street(comma) || named()).then_some(rest)
}

/// The number of a house after what places it: "l'immeuble situé au 67".
pub(super) fn housed(input: Stream<'_>) -> Option<Stream<'_>> {
    input.first().filter(|token| token.kind == TokenKind::Digits && token.span.len() < 5)?;
    let before = Stream { at: input.at.checked_sub(2)?, ..input };
    before.named("house-before").filter(|found| found.length == 2)?;
    let rest = input.skip(1);
    let ends = rest.first().is_none_or(|next| matches!(rest.text(next), ")" | "," | "." | ";"));
    (ends && !rest.repeats('.') && !rest.repeats(',')).then_some(rest)
}
