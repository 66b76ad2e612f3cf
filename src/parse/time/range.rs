//! Spans of dates written as one, and days that share what follows them.
//!
//! "du 3 au 7 mai", "3-7 May 2014", "2004-2006", "1914-18", "juin-juillet 2014" are one
//! date each; "les 2 et 3 décembre" are two, of which the first takes its month from the second.

use nom::{
    Parser,
    branch::alt,
    combinator::{opt, value},
    sequence::{pair, preceded, terminated},
};

use super::{
    date, dated, numeric, word,
    word::{day, follows, month, of, weekday},
    year,
};
use crate::{
    lexicon::Set,
    parse::{
        Parsed, Reading, Stream,
        stream::{nothing, term},
    },
    value::timex::{Date, Grain},
};

/// How many days may share one month: "les 2, 3, 4 et 5 décembre".
const SHARED: usize = 6;

/// A span of dates, or a day that shares its month with the next.
pub(super) fn range(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, date) =
        alt((years, numeric::span, days_of_month, month_days, months, numeric::named_span, day_of_several))
            .parse(input)?;
    Ok((rest, dated(date)))
}

/// What joins the ends of a span: "au", "to", "-".
pub(super) fn joint(input: Stream<'_>) -> Parsed<'_, ()> {
    value((), term(Set::RANGE_TO)).parse(input)
}

/// What joins the ends of "entre 3 et 7".
pub(super) fn and(input: Stream<'_>) -> Parsed<'_, ()> {
    value((), term(Set::RANGE_AND)).parse(input)
}

fn dash(input: Stream<'_>) -> Parsed<'_, ()> {
    value((), term(Set::RANGE_DASH)).parse(input)
}

/// "au", "to", a dash; and "et", where "entre" came before.
pub(super) fn joint_of<'a>(first: Stream<'a>) -> impl Fn(Stream<'a>) -> Parsed<'a, ()> {
    move |input| match joint(input) {
        Err(_) if between(first) => and(input),
        found => found,
    }
}

/// Skips the little words before the other end: "to the".
pub(super) fn little(input: Stream<'_>) -> Parsed<'_, ()> {
    of(input)
}

fn between(first: Stream<'_>) -> bool {
    (0..=2).any(|back| word::back(first, back).is_some_and(|place| follows(place, Set::RANGE_BETWEEN)))
}

/// "2004-2006", "1914-18", "1909 – 1910", "2016/17".
fn years(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, first) = word::figures(4, 4)(input)?;
    if !word::YEARS.contains(&first) {
        return nothing();
    }
    let (rest, ()) = alt((dash, value((), crate::parse::stream::mark('/')))).parse(rest)?;
    let later = |input| -> Parsed<'_, i32> {
        let (rest, last) = word::year(input)?;
        if last >= first && last - first <= 300 { Ok((rest, last)) } else { nothing() }
    };
    // "(1961-1865)" is a slip for a period, not a name.
    let enclosed = |input| -> Parsed<'_, i32> {
        let (rest, last) = word::year(input)?;
        if word::next(rest) == ")" { Ok((rest, last)) } else { nothing() }
    };
    let opened = word::before(input) == "(";
    let (rest, last) = match alt((later, |input| year::short_end(input, first))).parse(rest) {
        Err(_) if opened => enclosed(rest)?,
        found => found?,
    };
    if word::noun_next(rest)
        && !follows(input, Set::YEAR_SURE)
        && !(is_recent(first) && word::one_thing_next(rest))
    {
        return nothing();
    }
    let end = Date { year: Some(last), ..Date::of(Grain::Year) };
    Ok((rest, Date { year: Some(first), end: Some(Box::new(end)), ..Date::of(Grain::Year) }))
}

/// Whether a span from a year may stand before its noun: "the 2012-13 season".
fn is_recent(first: i32) -> bool {
    (1800..=2100).contains(&first)
}

/// "3 au 7 mai 2014", "lundi 3 au vendredi 7 novembre", "9 to 12 of June", "3–7 May".
fn days_of_month(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, (weekday, first)) = named_day(input)?;
    let (rest, _) = (joint_of(input), of).parse(rest)?;
    let (rest, end) = date::bare(rest)?;
    if end.grain != Grain::Day || end.day.is_none() || end.month.is_none() {
        return nothing();
    }
    Ok((rest, spanning(weekday, first, end)))
}

/// "3", "lundi 3", "Monday the 3rd".
fn named_day(input: Stream<'_>) -> Parsed<'_, (Option<chrono::Weekday>, u8)> {
    pair(opt(terminated(weekday(true), date::weekday_gap)), day).parse(input)
}

/// The first day of a span of days: of "1er au 2 janvier", or of two whole dates.
pub(super) fn span_of_days(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, span) = days_of_month(input)?;
    let year = span.end.as_ref().and_then(|end| end.year);
    Ok((rest, Date { year, end: None, ..span }))
}

/// The span from a day to a later one whose month and year it shares.
fn spanning(weekday: Option<chrono::Weekday>, first: u8, end: Date) -> Date {
    Date {
        year: end.year,
        month: end.month,
        day: Some(first),
        weekday,
        end: Some(Box::new(end)),
        ..Date::of(Grain::Day)
    }
}

/// "November 19-20", "May 3 to 7, 2014", "April 9th through 17th".
fn month_days(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, (month, first)) = pair(month(true), preceded(of, day)).parse(input)?;
    let (rest, _) = (joint_of(input), of).parse(rest)?;
    let (rest, last) = day(rest)?;
    if word::month(true)(rest).is_ok() || (last <= first) {
        return nothing();
    }
    let (rest, year) = opt(year::written_year).parse(rest)?;
    let end = Date { year, month: Some(month), day: Some(last), ..Date::of(Grain::Day) };
    Ok((rest, spanning(None, first, end)))
}

/// "juin-juillet 2014", "Jan-Feb 2017", "June–August".
fn months(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, (first, _)) = pair(month(true), dash).parse(input)?;
    let (rest, last) = month(true)(rest)?;
    if day(rest).is_ok() {
        return nothing();
    }
    let (rest, year) = opt(year::written_year).parse(rest)?;
    let begins = year.map(|year| if first > last { year - 1 } else { year });
    let end = Date { year, month: Some(last), ..Date::of(Grain::Month) };
    Ok((rest, Date { year: begins, month: Some(first), end: Some(Box::new(end)), ..Date::of(Grain::Month) }))
}

/// The first day of "2 et 3 décembre", "9, 10 and 11 June", "14 juillet et 19 décembre derniers":
/// what it shares is read ahead.
fn day_of_several(input: Stream<'_>) -> Parsed<'_, Date> {
    let (end, (weekday, first)) = named_day(input)?;
    let mut rest = end;
    for _ in 0..SHARED {
        let (next, _) = (term(Set::ALSO), of).parse(rest)?;
        if let Ok((_, date)) = date::date(next)
            && date.grain == Grain::Day
            && date.day.is_some()
            && date.month.is_some()
            && date.end.is_none()
        {
            let shared = Date { weekday, day: Some(first), end: None, days: None, ..date };
            return Ok((end, shared));
        }
        let (next, _) = pair(opt(|input| weekday_word(input)), day).parse(next)?;
        rest = next;
    }
    nothing()
}

fn weekday_word(input: Stream<'_>) -> Parsed<'_, ()> {
    value((), |input| weekday(true)(input)).parse(input)
}
