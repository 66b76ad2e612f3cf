//! Dates in figures: "17/05/2018", "12.05.2018", "2018-05-17", "5/17".
//!
//! French writes the day first, English the month; where only the other order
//! gives a month, that order is read.

use nom::{
    Parser,
    branch::alt,
    combinator::{map_opt, opt, verify},
    sequence::preceded,
};

use super::word::{self, figures};
use crate::{
    lexicon::Set,
    parse::{
        Before, Parsed, Stream, TokenKind,
        stream::{glued, mark, nothing},
    },
    value::timex::{Date, Grain},
};

/// The years that a month in figures is read with.
const RECENT: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A date in figures.
pub(super) fn numeric(input: Stream<'_>) -> Parsed<'_, Date> {
    alt((iso, written_out, spaced, compact, with_name, named_month, month_of_year, short)).parse(input)
}

/// "2018-05-17" before a time of day.
pub(super) fn iso_day(input: Stream<'_>) -> Parsed<'_, Date> {
    let two = || preceded((glued, mark('-'), glued), figures(2, 2));
    let (rest, (year, month, day)) = (figures(4, 4), two(), two()).parse(input)?;
    let (month, day) = (month as u8, day as u8);
    if crate::value::calendar::day(year, month, day).is_none() {
        return nothing();
    }
    Ok((rest, Date { year: Some(year), month: Some(month), day: Some(day), ..Date::of(Grain::Day) }))
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

/// "18 08 1978", "2016 10 16": with nothing but blanks between.
fn spaced(input: Stream<'_>) -> Parsed<'_, Date> {
    let year = || verify(figures(4, 4), |year| RECENT.contains(year));
    let day_first = (figures(1, 2), figures(1, 2), year()).map(|(day, month, year)| (year, (day, month)));
    let year_first = (year(), figures(2, 2), figures(2, 2)).map(|(year, month, day)| (year, (day, month)));
    let (rest, (year, (day, month))) = alt((day_first, year_first)).parse(input)?;
    let before = input.previous().is_some_and(|token| token.kind == TokenKind::Digits);
    let after = rest.first().is_some_and(|token| token.kind == TokenKind::Digits);
    if before || after || word::noun_next(rest) {
        return nothing();
    }
    full(rest, year, month, day)
}

/// "20161016".
fn compact(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, number) = figures(8, 8)(input)?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    if !RECENT.contains(&year) || word::noun_next(rest) || word::thing_next(rest) {
        return nothing();
    }
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

/// "Dec-2018", "déc/2018", "Oct/2": a month by name, and its year or day.
fn named_month(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, month) = word::month(true)(input)?;
    let (rest, _) = (separator, glued).parse(rest)?;
    let year = word::year.map(|year| Date { year: Some(year), ..Date::of(Grain::Month) });
    let day = map_opt((figures(1, 2), word::alone), |(day, ())| {
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        Some(Date { day: Some(day), ..Date::of(Grain::Day) })
    });
    let slash = input.passage.word(rest.at - 1) == "/";
    let (rest, date) = if slash { alt((year, day)).parse(rest)? } else { { year }.parse(rest)? };
    Ok((rest, Date { month: Some(month), ..date }))
}

/// "2015-12", "05/2016": a month and its year. "2012-13" is a span of years, "2008-09" too.
fn month_of_year(input: Stream<'_>) -> Parsed<'_, Date> {
    let year = || verify(figures(4, 4), |year| RECENT.contains(year));
    let month = |least| verify(figures(least, 2), |month| (1..=12).contains(month));
    let joint = |sign: char| (glued, mark(sign), glued);
    let year_first = (year(), joint('-'), month(2)).map(|(year, _, month)| (year, month));
    let slash = (month(1), joint('/'), year()).map(|(month, _, year)| (year, month));
    let dash = (month(2), joint('-'), year()).map(|(month, _, year)| (year, month));
    let (rest, (year, month)) = alt((year_first, slash, dash)).parse(input)?;
    let (rest, _) = word::alone(rest)?;
    let span = word::next(input).len() == 4 && month > year % 100;
    if span || word::before(input) == "-" || word::noun_next(rest) {
        return nothing();
    }
    Ok((rest, Date { year: Some(year), month: Some(month as u8), ..Date::of(Grain::Month) }))
}

/// "10/1-11/2/2017", "28/2-1/3": days in figures, joined; without a year only where nothing else stands around.
pub(super) fn span(input: Stream<'_>) -> Parsed<'_, Date> {
    if let Ok(found) = dashed_span(input) {
        return Ok(found);
    }
    let (rest, (first, year)) = slashed(input)?;
    let (rest, _) = alt((mark('-'), mark('–'))).parse(rest)?;
    let (rest, (last, end_year)) = slashed(rest)?;
    let (rest, end_year) = match end_year {
        None => opt(preceded(mark(','), word::year)).parse(rest)?,
        year => (rest, year),
    };
    let introduced = word::follows(input, Set::SLASH_BEFORE) || word::follows(input, Set::RANGE_BETWEEN);
    if end_year.is_none() && !introduced && !by_itself(input, rest) {
        return nothing();
    }
    let (rest, _) = word::alone(rest)?;
    let begins = year.or(end_year.map(|year| if first > last { year - 1 } else { year }));
    let day = |(month, day): (u8, u8), year| Date {
        year,
        month: Some(month),
        day: Some(day),
        ..Date::of(Grain::Day)
    };
    Ok((rest, Date { end: Some(Box::new(day(last, end_year))), ..day(first, begins) }))
}

/// "10-1-2018-10-7-2018": two whole dates in figures, joined.
fn dashed_span(input: Stream<'_>) -> Parsed<'_, Date> {
    let dash = || (glued, mark('-'), glued);
    let day = |input| -> Parsed<'_, (i32, i32, i32)> {
        (figures(1, 2), dash(), figures(1, 2), dash(), figures(4, 4))
            .map(|(first, _, second, _, year)| (first, second, year))
            .parse(input)
    };
    let (rest, (first, second, year)) = day(input)?;
    let (rest, last) = preceded(dash(), day).parse(rest)?;
    let ((day_of_first, month), (day_of_last, month_of_last)) =
        (order(input, first, second), order(input, last.0, last.1));
    let (rest, end) = full(rest, last.2, month_of_last, day_of_last)?;
    let (_, begins) = full(rest, year, month, day_of_first)?;
    Ok((rest, Date { end: Some(Box::new(end)), ..begins }))
}

/// "Dec/2018-May/2019": two months of their years, joined.
pub(super) fn named_span(input: Stream<'_>) -> Parsed<'_, Date> {
    let month = |input| -> Parsed<'_, Date> {
        let (rest, (month, _, year)) =
            (word::month(true), (glued, mark('/'), glued), figures(4, 4)).parse(input)?;
        let date = Date { year: Some(year), month: Some(month), ..Date::of(Grain::Month) };
        if RECENT.contains(&year) { Ok((rest, date)) } else { nothing() }
    };
    let (rest, first) = month(input)?;
    let (rest, last) = preceded(alt((mark('-'), mark('–'))), month).parse(rest)?;
    let (rest, ()) = word::alone(rest)?;
    Ok((rest, Date { end: Some(Box::new(last)), ..first }))
}

/// A day and a month in figures, and the year behind a second slash: the month first.
type Slashed = ((u8, u8), Option<i32>);

fn slashed(input: Stream<'_>) -> Parsed<'_, Slashed> {
    let slash = || (glued, mark('/'), glued);
    let year = alt((verify(figures(4, 4), |year| RECENT.contains(year)), two_figures));
    let (rest, (first, _, second, year)) =
        (figures(1, 2), slash(), figures(1, 2), opt(preceded(slash(), year))).parse(input)?;
    let (day, month) = order(input, first, second);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return nothing();
    }
    Ok((rest, ((month as u8, day as u8), year)))
}

/// Whether nothing stands around in its line.
fn by_itself(input: Stream<'_>, rest: Stream<'_>) -> bool {
    let begins = input.first().is_some_and(|token| token.before == Before::Break || input.at == 0);
    begins && rest.first().is_none_or(|token| token.before == Before::Break)
}

/// "29/2", "5/17": only with a slash, and only after a weekday or a preposition of dates, or by itself.
fn short(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, first) = figures(1, 2)(input)?;
    let (rest, (_, _, _, second)) = (glued, mark('/'), glued, figures(1, 2)).parse(rest)?;
    let (rest, _) = word::alone(rest)?;
    let introduced = word::follows(input, Set::WEEKDAY)
        || word::follows(input, Set::WEEKDAY_SHORT)
        || among_days(input)
        // "3/4" by itself is three quarters, "5/17" and "29/2" are days.
        || by_itself(input, rest) && !(first < second && second <= 12);
    let (day, month) = order(input, first, second);
    if !introduced || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return nothing();
    }
    Ok((rest, Date { month: Some(month as u8), day: Some(day as u8), ..Date::of(Grain::Day) }))
}

/// Whether a preposition of dates stands before, or before the first of several: "on 11/20, 11/22 or 11/25".
fn among_days(input: Stream<'_>) -> bool {
    const MOST: usize = 4;
    let mut place = input;
    for _ in 0..MOST {
        if word::follows(place, Set::SLASH_BEFORE) {
            return true;
        }
        let Some(first) = word::back(place, 4).filter(|_| word::follows(place, Set::ALSO)) else {
            return false;
        };
        let other = (figures(1, 2), glued, mark('/'), glued, figures(1, 2)).parse(first);
        if !other.is_ok_and(|(end, _)| end.at + 1 == place.at) {
            return false;
        }
        place = first;
    }
    false
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
