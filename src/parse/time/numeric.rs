//! Dates in figures: "17/05/2018", "12.05.2018", "2018-05-17", "5/17".
//!
//! French writes the day first, English the month; where only the other order
//! gives a month, that order is read.

use nom::{Parser, branch::alt, sequence::preceded};

use super::word::{self, figures};
use crate::{
    lexicon::Set,
    parse::{
        Before, Parsed, Stream, TokenKind,
        stream::{glued, mark, nothing},
    },
    value::timex::{Date, Grain},
};

/// A date in figures.
pub(super) fn numeric(input: Stream<'_>) -> Parsed<'_, Date> {
    alt((iso, written_out, with_name, short)).parse(input)
}

/// "2018-05-17", "2018/5/17".
fn iso(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, year) = figures(4, 4)(input)?;
    let (rest, sign) = separator(rest)?;
    let (rest, month) = preceded(glued, figures(1, 2)).parse(rest)?;
    let (rest, (again, _, day)) = (separator, glued, figures(1, 2)).parse(rest)?;
    if sign != again || sign == "." {
        return nothing();
    }
    full(rest, year, month, day)
}

/// "17/05/2018", "12.05.2018", "5/17/18".
fn written_out(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, first) = figures(1, 2)(input)?;
    let (rest, sign) = separator(rest)?;
    let (rest, second) = preceded(glued, figures(1, 2)).parse(rest)?;
    let (rest, (again, _)) = (separator, glued).parse(rest)?;
    if sign != again {
        return nothing();
    }
    let (rest, year) = alt((figures(4, 4), two_figures)).parse(rest)?;
    let (day, month) = order(input, first, second);
    full(rest, year, month, day)
}

/// A year in two figures: up to 30 of this century, from 31 of the last.
fn two_figures(input: Stream<'_>) -> Parsed<'_, i32> {
    let (rest, year) = figures(2, 2)(input)?;
    Ok((rest, if year <= 30 { 2000 + year } else { 1900 + year }))
}

/// "23/Sep/2020", "05-Aug-2016", "Sep-23-2020", "2020/Sep/23".
fn with_name(input: Stream<'_>) -> Parsed<'_, Date> {
    let piece = |input| -> Parsed<'_, Piece> {
        alt((
            word::month(true).map(Piece::Month),
            figures(4, 4).map(Piece::Year),
            figures(1, 2).map(Piece::Day),
        ))
        .parse(input)
    };
    let (rest, a) = piece(input)?;
    let (rest, b) = preceded((separator, glued), piece).parse(rest)?;
    let (rest, c) = preceded((separator, glued), piece).parse(rest)?;
    let pieces = [a, b, c];
    let day = pieces.iter().find_map(|piece| if let Piece::Day(day) = piece { Some(*day) } else { None });
    let month =
        pieces.iter().find_map(|piece| if let Piece::Month(month) = piece { Some(*month) } else { None });
    let year = pieces.iter().find_map(|piece| if let Piece::Year(year) = piece { Some(*year) } else { None });
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => full(rest, year, i32::from(month), day),
        _ => nothing(),
    }
}

#[derive(Clone, Copy)]
enum Piece {
    Year(i32),
    Month(u8),
    Day(i32),
}

/// "29/2", "5/17": only with a slash, and only after a weekday or a preposition of dates.
fn short(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, first) = figures(1, 2)(input)?;
    let (rest, (_, _, _, second)) = (glued, mark('/'), glued, figures(1, 2)).parse(rest)?;
    let (rest, _) = word::alone(rest)?;
    let introduced = word::follows(input, Set::WEEKDAY)
        || word::follows(input, Set::WEEKDAY_SHORT)
        || word::follows(input, Set::SLASH_BEFORE);
    let (day, month) = order(input, first, second);
    if !introduced || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return nothing();
    }
    Ok((rest, Date { month: Some(month as u8), day: Some(day as u8), ..Date::of(Grain::Day) }))
}

/// Which of two figures is the day: the first in French, the second in English, unless only the other gives a month.
fn order(input: Stream<'_>, first: i32, second: i32) -> (i32, i32) {
    let month_first = input.passage.lexicon.marks.month_first;
    match (first > 12, second > 12) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ if month_first => (second, first),
        _ => (first, second),
    }
}

fn full(rest: Stream<'_>, year: i32, month: i32, day: i32) -> Parsed<'_, Date> {
    let plausible = (1..=12).contains(&month) && (1..=31).contains(&day) && (1..=2200).contains(&year);
    let (rest, _) = word::alone(rest)?;
    if !plausible {
        return nothing();
    }
    let date =
        Date { year: Some(year), month: Some(month as u8), day: Some(day as u8), ..Date::of(Grain::Day) };
    Ok((rest, date))
}

/// One of the signs between the figures of a date, glued: `/`, `-`, `.`.
fn separator(input: Stream<'_>) -> Parsed<'_, &str> {
    match input.first() {
        Some(token)
            if token.kind == TokenKind::Mark
                && token.before == Before::Glued
                && matches!(input.text(token), "/" | "-" | "." | "‑" | "–") =>
        {
            Ok((input.skip(1), input.text(token)))
        }
        _ => nothing(),
    }
}
