//! Temporal expressions: dates, clock times, lengths of time, ages, recurring times.
//!
//! What the words say is settled here as far as it stands by itself; what hangs on
//! the document's date or on a neighbour is left to `claim::resolve`.

mod age;
mod clock;
mod date;
mod daypart;
mod every;
mod feast;
mod length;
mod numeric;
mod period;
mod range;
mod relative;
mod word;
mod year;

use super::{Kind, Parsed, Reading, Stream, TokenKind, stream::nothing};
use crate::{
    lexicon::SetBits,
    value::timex::{Date, Time, Timex},
};
use std::sync::LazyLock;

/// The sets that a temporal expression can begin with.
static STARTS: LazyLock<SetBits> = LazyLock::new(SetBits::times);

/// A grammar rule of this folder.
type Rule = for<'a> fn(Stream<'a>) -> Parsed<'a, Reading>;

/// The rules, the one that wins a tie first.
const RULES: &[Rule] = &[
    age::age,
    range::range,
    daypart::daypart,
    clock::clock,
    feast::feast,
    period::period,
    relative::relative,
    date_reading,
    every::every,
    length::length,
];

/// A temporal expression: "lundi 8 décembre 2014", "at 5 p.m.", "trois ans", "last week".
///
/// The longest reading wins.
pub fn time(input: Stream<'_>) -> Parsed<'_, Reading> {
    let Some(first) = input.first() else { return nothing() };
    let begins = first.kind == TokenKind::Digits
        || input.passage.lexicon.terms.starts(first.word).meets(&STARTS)
        || input.text(first).starts_with(['I', 'V', 'X', 'Q', 'H']);
    if !begins || part_of_a_word(input) {
        return nothing();
    }
    let readings = RULES.iter().filter_map(|rule| rule(input).ok());
    match readings.reduce(|best, next| if next.0.at > best.0.at { next } else { best }) {
        Some(reading) => Ok(reading),
        None => nothing(),
    }
}

/// Whether two bare figures are years, so that "de 1988 à 1991" is no range of a quantity.
pub(super) fn are_years(low: Stream<'_>, high: Stream<'_>) -> bool {
    let width = |place: Stream<'_>| place.first().map_or(0, |token| token.span.len());
    width(low) == 4 && width(high) == 4 && word::year(low).is_ok() && year::is_year(high)
}

/// Whether the first token is glued to a letter or figure before it: `A320`, `1.400`, `-5`.
fn part_of_a_word(input: Stream<'_>) -> bool {
    let Some(first) = input.first() else { return true };
    if first.before != super::Before::Glued {
        return false;
    }
    let Some(before) = input.previous() else { return false };
    match before.kind {
        TokenKind::Digits => first.kind == TokenKind::Digits,
        TokenKind::Word => first.kind == TokenKind::Digits,
        TokenKind::Mark => {
            let figure = |back: usize| {
                input
                    .at
                    .checked_sub(back)
                    .is_some_and(|at| input.passage.tokens[at].kind == TokenKind::Digits)
            };
            match input.text(before) {
                "." | "," | ":" => first.kind == TokenKind::Digits && figure(2),
                "/" | "_" | "@" | "#" | "+" | "$" | "€" | "£" => first.kind == TokenKind::Digits,
                _ => false,
            }
        }
    }
}

fn date_reading(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, found) = date::date(input)?;
    Ok((rest, dated(found)))
}

/// The reading of a date, settled.
fn dated(date: Date) -> Reading {
    Reading::time(Kind::Date, Timex::Date(Box::new(date.settled())))
}

/// The reading of a time, settled.
fn timed(mut time: Time) -> Reading {
    time.settle();
    Reading::time(Kind::Time, Timex::Time(Box::new(time)))
}
