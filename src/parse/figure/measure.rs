//! Measures: `3 km`, "six-mile", `5 ft 7 in`, `1 m 80`, "3 tonnes et demie", `20 (kg)`.

use num_traits::{CheckedAdd, CheckedMul};

use super::{
    amount::{Amount, linked, runs_on, with},
    fraction,
    money::short_scale,
    numeral::{Numeral, scaled},
    words::{hyphen, is_hyphen},
};
use crate::{
    lexicon::Set,
    parse::{
        Before, Kind, Token, TokenKind, Unit,
        stream::{Stream, term},
    },
    value::{Number, unit::factor},
};

/// Measures: `3 km`, "six-mile", "2,4 milliards de gallons", `1 m 80`, "3 tonnes et demie".
pub(super) fn measure<'a>(rest: Stream<'a>, bare: Amount) -> Option<(Stream<'a>, Amount)> {
    if let Some(people) = millions(rest, bare) {
        return Some(people);
    }
    let linked = linked(rest, bare.numeral);
    let (end, code) =
        unit(hyphen(linked).unwrap_or(linked)).or_else(|| bracketed(linked)).or_else(|| inches(linked))?;
    let amount = with(bare, Kind::Measure, code)?;
    Some(parts(end, amount).or_else(|| and_half(end, amount)).unwrap_or((end, amount)))
}

/// A unit that is a preposition too, where it can be nothing else: "2 1/2 in thick", "is 2 in."
fn inches(at: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let (length, code) = at.symbol(Set::MINOR_SYMBOL)?;
    let end = at.skip(length);
    let closes = end.first().is_none_or(|next| matches!(end.text(next), "." | ")" | ";"));
    (closes || end.named("minor-sure").is_some()).then_some((end, code))
}

/// Whether a capital after digits begins a name: "800,000 F-Series pickups", "PA 23456 F Block".
fn is_initial(at: Stream<'_>, end: Stream<'_>) -> bool {
    let letter = |token: &Token| at.text(token).len() == 1 && at.text(token).starts_with(char::is_uppercase);
    let Some(first) = at.first().filter(|first| letter(first)) else { return false };
    let Some(next) = end.first() else { return false };
    let named = next.kind == TokenKind::Word && first.before != Before::Glued;
    let tied = next.before == Before::Glued && matches!(end.text(next), "-" | "/");
    tied || named && end.text(next).starts_with(char::is_uppercase)
}

/// Whether centimetres touch their metre: `1m80`.
fn divides_metre(at: Stream<'_>, end: Stream<'_>) -> bool {
    let [first, ..] = at.tokens() else { return false };
    let digits = end.first().is_some_and(|next| next.kind == TokenKind::Digits && next.span.len() == 2);
    at.text(first) == "m" && digits && !end.skip(1).touches_word() && !runs_on(end.skip(1))
}

/// A unit in brackets: `20 (kg)`.
fn bracketed(at: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let open = at.mark_apart(|c| matches!(c, '(' | '[' | '{' | '<'))?;
    let (length, code) = open.symbol(Set::UNIT_SYMBOL)?;
    let end = open.skip(length).mark(|c| matches!(c, ')' | ']' | '}' | '>'))?;
    Some((end, code))
}

/// Millions of people by one letter: `1.5m passengers`, where `100m runners` are metres.
fn millions<'a>(rest: Stream<'a>, bare: Amount) -> Option<(Stream<'a>, Amount)> {
    let first = rest.first().filter(|token| token.before == Before::Glued)?;
    let known = rest.passage.lexicon.marks.head_last && rest.text(first) == "m";
    let (end, next) = known.then(|| (rest.skip(1), rest.skip(1).first()))?;
    let next = next.filter(|next| next.kind == TokenKind::Word && next.before != Before::Glued)?;
    let starts = end.starts(next);
    let many = starts.has(Set::PLURAL) || end.text(next).ends_with('s');
    let counted = starts.has(Set::PERSON) || bare.numeral.number.digit < 0;
    if !many || !counted || starts.has(Set::FUNCTION) || starts.has(Set::UNIT) {
        return None;
    }
    let (end, numeral) = short_scale(rest, bare.numeral).filter(|(after, _)| after.at == end.at)?;
    Some((end, Amount { numeral, ..bare }))
}

/// A unit by name or as it is spelled.
fn unit(at: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let named = at.term(Set::UNIT).map(|term| (term.length, term.payload));
    let spelled = at.symbol(Set::UNIT_SYMBOL).filter(|(length, _)| {
        let end = at.skip(*length);
        let initial = *length == 1 && is_initial(at, end);
        !initial && (!end.touches_word() || divides_metre(at, end))
    });
    let (length, code) = named.max(spelled)?;
    let rest = at.skip(length);
    // "tous deux l'escalier": an article without its vowel.
    let elided = length == 1 && rest.mark(|c| matches!(c, '\'' | '’')).is_some();
    (!elided).then_some((rest, code))
}

/// The lesser part of a measure: `7 in` after `5 ft`, "vingt centimètres", `80` after `1 m`.
fn parts<'a>(end: Stream<'a>, amount: Amount) -> Option<(Stream<'a>, Amount)> {
    amount.numeral.integer()?;
    let feet = matches!(amount.unit, Unit::Code(code) if end.passage.lexicon.codes.get(usize::from(code)).is_some_and(|code| &**code == "[ft_i]"));
    let hyphened = end.mark(is_hyphen).filter(|_| feet);
    let joined = hyphened.or_else(|| term(Set::JOINER)(end).ok().map(|(rest, _)| rest)).unwrap_or(end);
    let (after, lesser) = scaled(joined, false).ok().filter(|(_, lesser)| lesser.scale == 0)?;
    let codes = &end.passage.lexicon.codes;
    let Unit::Code(code) = amount.unit else { return None };
    let major = codes.get(usize::from(code))?;
    let minor = after.symbol(Set::MINOR_SYMBOL).map(|(length, code)| (after.skip(length), code));
    let (after, share) = match unit(after).or(minor) {
        Some((after, minor)) => (after, factor(codes.get(usize::try_from(minor).ok()?)?, major)?),
        // `1m80`, `1 m 80`
        None if &**major == "m" && joined.at == end.at && (10..100).contains(&lesser.integer()?) => {
            let ends = after.first().is_none_or(|next| next.kind == TokenKind::Mark)
                || after.term(Set::LINK).is_some();
            ends.then_some((after, num_rational::Ratio::new(1, 100)))?
        }
        // "6-foot-2"
        None if &**major == "[ft_i]" && hyphened.is_some() && lesser.integer()? < 12 => {
            (after, num_rational::Ratio::new(1, 12))
        }
        None => return None,
    };
    let more = lesser.number.value.checked_mul(&share)?;
    let value = amount.numeral.number.value.checked_add(&more)?;
    let number = Number { value, digit: -2, whole: false };
    (more < 1.into() && more > 0.into())
        .then_some((after, Amount { numeral: Numeral { number, ..amount.numeral }, ..amount }))
}

/// Half a unit more: "3 tonnes et demie", "two miles and a half".
fn and_half<'a>(end: Stream<'a>, amount: Amount) -> Option<(Stream<'a>, Amount)> {
    let bare = Numeral { scale: 0, ..amount.numeral };
    let (end, numeral) = fraction::tied(end, bare).filter(|_| amount.numeral.scale == 0)?;
    let half = numeral.number.value.checked_add(&-bare.number.value)?;
    (half == num_rational::Ratio::new(1, 2)).then_some((end, Amount { numeral, ..amount }))
}
