//! The smallest pieces of temporal expressions: days, years, small numbers, what stands around them.

use chrono::Weekday;
use nom::{
    Parser,
    branch::alt,
    combinator::{map_opt, opt, value, verify},
    multi::fold_many_m_n,
    sequence::{preceded, terminated},
};

use crate::{
    lexicon::Set,
    parse::{
        Before, Parsed, Stream, TokenKind,
        stream::{digits, glued, mark, nothing, term},
    },
};

/// The years that bare figures are read as.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

/// How many little words may stand between the parts of a date: "du mois de l'".
const LITTLE: usize = 5;

/// Figures of a given length as a number: at most nine digits.
pub(super) fn figures<'a>(least: usize, most: usize) -> impl Fn(Stream<'a>) -> Parsed<'a, i32> {
    move |input| {
        map_opt(digits, |text: &str| {
            (least..=most.min(9)).contains(&text.len()).then(|| text.parse().ok())?
        })
        .parse(input)
    }
}

/// Figures that no letter, figure or decimal mark follows.
pub(super) fn alone<'a>(input: Stream<'a>) -> Parsed<'a, ()> {
    let Some(next) = input.first().filter(|next| next.before == Before::Glued) else {
        return Ok((input, ()));
    };
    let further = input.skip(1).first().filter(|token| token.before == Before::Glued);
    match next.kind {
        TokenKind::Mark => match input.text(next) {
            "." | "," | ":" | "/" | "-" if further.is_some_and(|token| token.kind == TokenKind::Digits) => {
                nothing()
            }
            "%" | "°" | "€" | "$" | "£" | "_" => nothing(),
            _ => Ok((input, ())),
        },
        TokenKind::Word | TokenKind::Digits => nothing(),
    }
}

/// A day of the month: `8`, `1er`, `8th`, "twenty-first".
pub(super) fn day(input: Stream<'_>) -> Parsed<'_, u8> {
    alt((day_figures, map_opt(term(Set::DAY_WORD), |day| u8::try_from(day).ok()))).parse(input)
}

/// A day of the month in figures: `8`, `08`, `1er`, `1 er`, `8th`.
pub(super) fn day_figures(input: Stream<'_>) -> Parsed<'_, u8> {
    let (rest, day) = verify(figures(1, 2), |day| (1..=31).contains(day)).parse(input)?;
    let (rest, _) = alt((ordinal_end, joined, alone)).parse(rest)?;
    Ok((rest, day as u8))
}

/// Succeeds before a dash and more figures: "19-20".
fn joined(input: Stream<'_>) -> Parsed<'_, ()> {
    match input.first() {
        Some(token) if matches!(input.text(token), "-" | "–") => Ok((input, ())),
        _ => nothing(),
    }
}

/// What makes figures an ordinal: "er", "th".
pub(super) fn ordinal_end(input: Stream<'_>) -> Parsed<'_, ()> {
    value((), term(Set::ORDINAL_END)).parse(input)
}

/// A year in four figures of the years that are read bare.
pub(super) fn year(input: Stream<'_>) -> Parsed<'_, i32> {
    terminated(verify(figures(4, 4), |year| YEARS.contains(year)), alone).parse(input)
}

/// A month: its number. Abbreviations only where `short`.
pub(super) fn month<'a>(short: bool) -> impl Fn(Stream<'a>) -> Parsed<'a, u8> {
    move |input| {
        let found = match term(Set::MONTH)(input) {
            Err(_) if short => term(Set::MONTH_SHORT)(input),
            found => found,
        };
        found.map(|(rest, month)| (rest, month as u8))
    }
}

/// A weekday. Abbreviations only where `short`.
pub(super) fn weekday<'a>(short: bool) -> impl Fn(Stream<'a>) -> Parsed<'a, Weekday> {
    move |input| {
        let found = match term(Set::WEEKDAY)(input) {
            Err(_) if short => term(Set::WEEKDAY_SHORT)(input),
            found => found,
        };
        let (rest, number) = found?;
        match u8::try_from(number - 1).ok().and_then(|number| Weekday::try_from(number).ok()) {
            Some(weekday) => Ok((rest, weekday)),
            None => nothing(),
        }
    }
}

/// Skips the little words between the parts of a date: "of the", "du mois de".
pub(super) fn of(input: Stream<'_>) -> Parsed<'_, ()> {
    let little = alt((value((), term(Set::DATE_OF)), apostrophe));
    value((), fold_many_m_n(0, LITTLE, little, || (), |(), ()| ())).parse(input)
}

/// The same, at least one of them.
pub(super) fn of_some(input: Stream<'_>) -> Parsed<'_, ()> {
    preceded(term(Set::DATE_OF), of).parse(input)
}

/// An apostrophe that closes an elided word: the second token of `d'`.
pub(super) fn apostrophe(input: Stream<'_>) -> Parsed<'_, ()> {
    preceded(glued, alt((mark('\''), mark('’')))).parse(input)
}

/// An optional comma.
pub(super) fn comma(input: Stream<'_>) -> Parsed<'_, ()> {
    value((), opt(mark(','))).parse(input)
}

/// Whether a term of a set ends right before the stream.
pub(super) fn follows(input: Stream<'_>, set: Set) -> bool {
    (1..=4).any(|back| ends_with(input, set, back))
}

/// How many tokens the longest term of a set takes that ends right before the stream.
pub(super) fn led_by(input: Stream<'_>, set: Set) -> usize {
    (1..=4).rev().find(|&back| ends_with(input, set, back)).unwrap_or(0)
}

fn ends_with(input: Stream<'_>, set: Set, back: usize) -> bool {
    input.at.checked_sub(back).is_some_and(|from| {
        let before = Stream { at: from, end: input.at, ..input };
        before.term(set).is_some_and(|term| term.length == back)
    })
}

/// The stream from the token `back` places before.
pub(super) fn back(input: Stream<'_>, back: usize) -> Option<Stream<'_>> {
    input.at.checked_sub(back).map(|at| Stream { at, ..input })
}

/// The text of the token before the stream.
pub(super) fn before(input: Stream<'_>) -> &str {
    input.previous().map_or("", |token| input.text(token))
}

/// The text of the next token.
pub(super) fn next(input: Stream<'_>) -> &str {
    input.first().map_or("", |token| input.text(token))
}

/// Whether the next token begins with a capital.
pub(super) fn capital(input: Stream<'_>) -> bool {
    next(input).chars().next().is_some_and(char::is_uppercase)
}

/// Whether the token before begins with a capital.
pub(super) fn after_capital(input: Stream<'_>) -> bool {
    before(input).chars().next().is_some_and(char::is_uppercase)
}

/// Whether a noun in small letters comes next: a word that is none of the language's function words.
pub(super) fn noun_next(input: Stream<'_>) -> bool {
    input.first().is_some_and(|token| {
        token.kind == TokenKind::Word
            && !capital(input)
            && input.term(Set::FUNCTION).is_none()
            && input.term(Set::YEAR_FOLLOWER).is_none()
            && input.term(Set::RANGE_TO).is_none()
    })
}

/// Whether a noun that is counted comes next: people, a plural that does not look it, a unit.
pub(super) fn thing_next(input: Stream<'_>) -> bool {
    [Set::PERSON, Set::PLURAL, Set::UNIT, Set::CURRENCY, Set::SCALE]
        .iter()
        .any(|&set| input.term(set).is_some())
}

/// Whether what comes next is a noun in the singular that is no person, unit or scale: "season".
pub(super) fn one_thing_next(input: Stream<'_>) -> bool {
    let noun = next(input);
    !thing_next(input) && (!noun.ends_with('s') || ["ss", "us", "is"].iter().any(|end| noun.ends_with(end)))
}

/// Whether a sentence, clause or block ends here: a mark or nothing comes next.
pub(super) fn pause(input: Stream<'_>) -> bool {
    input.first().is_none_or(|token| token.kind == TokenKind::Mark)
}
