//! Dates reckoned from the document's own: "hier", "la semaine dernière", "last year", "the end of the month".

use nom::{
    Parser,
    branch::alt,
    combinator::opt,
    sequence::{pair, preceded},
};

use super::{date, dated, word, word::of};
use crate::{
    lexicon::Set,
    parse::{
        Parsed, Reading, Stream,
        stream::{nothing, term},
    },
    value::timex::{Date, Grain, Part, Reckoning},
};

/// A date that is only known from the document's date.
pub(super) fn relative(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, date) =
        alt((part_of, day, weekday_of_week, unit, season, weekend, super::year::fiscal)).parse(input)?;
    Ok((rest, dated(date)))
}

/// "last", "this", "next", before what they reckon.
pub(super) fn shift(input: Stream<'_>) -> Parsed<'_, i64> {
    term(Set::SHIFT_BEFORE)(input)
}

/// "dernier", "prochain" after it; "this year", "de cette année" after a day.
pub(super) fn after(input: Stream<'_>) -> Parsed<'_, i64> {
    term(Set::SHIFT_AFTER)(input)
}

/// "hier", "aujourd'hui", "tomorrow".
pub(super) fn day(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, days) = term(Set::RELATIVE_DAY)(input)?;
    let demonstrative = word::next(rest) == "-"
        && rest.first().is_some_and(|token| token.before == crate::parse::Before::Glued);
    if demonstrative {
        return nothing();
    }
    Ok((rest, Date { reckoning: Reckoning::Shift(days as i32, Grain::Day), ..Date::of(Grain::Day) }))
}

/// "last week", "cette année", "le mois prochain", "the coming decade".
pub(super) fn unit(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, (by, grain)) = alt((pair(shift, period), pair(period, after).map(swap))).parse(input)?;
    Ok((rest, Date { reckoning: Reckoning::Shift(by as i32, grain), ..Date::of(grain) }))
}

fn swap((grain, by): (Grain, i64)) -> (i64, Grain) {
    (by, grain)
}

/// A unit of the calendar, from the week on, one of it.
pub(super) fn period(input: Stream<'_>) -> Parsed<'_, Grain> {
    let (rest, place) = term(Set::TIME_UNIT)(input)?;
    match Grain::at(place) {
        Some(grain) if grain >= Grain::Weekend && !matches!(grain, Grain::Season) && singular(input) => {
            Ok((rest, grain))
        }
        _ => nothing(),
    }
}

/// Whether a unit is written in the singular (or, as "mois", alike in both).
fn singular(input: Stream<'_>) -> bool {
    let unit = word::next(input).to_lowercase();
    !unit.ends_with('s')
        || input.passage.lexicon.sets.get("time-unit-invariant").is_some_and(|set| input.term(set).is_some())
}

/// "this summer", "l'été dernier", "cet hiver".
fn season(input: Stream<'_>) -> Parsed<'_, Date> {
    let season = term(Set::SEASON);
    let (rest, (by, index)) =
        alt((pair(shift, &season), pair(&season, after).map(|(index, by)| (by, index)))).parse(input)?;
    let reckoning = match by {
        ..0 => Reckoning::Last,
        0 => Reckoning::This,
        _ => Reckoning::Next,
    };
    Ok((rest, Date { reckoning, index: index as u8, ..Date::of(Grain::Season) }))
}

/// "the weekend", "le week-end".
fn weekend(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, grain) = period(input)?;
    if grain != Grain::Weekend || !word::follows(input, Set::DATE_OF) {
        return nothing();
    }
    Ok((rest, Date::of(Grain::Weekend)))
}

/// "next week Monday", "Monday of next week", "mardi de la semaine prochaine".
fn weekday_of_week(input: Stream<'_>) -> Parsed<'_, Date> {
    let weekday = word::weekday(true);
    let on = opt(term(Set::SLASH_BEFORE));
    let week = |input| -> Parsed<'_, Date> {
        let (rest, date) = unit(input)?;
        if date.grain == Grain::Week { Ok((rest, date)) } else { nothing() }
    };
    let (rest, (week, weekday)) = alt((
        pair(week, preceded((of, on), &weekday)),
        pair(&weekday, preceded(of, week)).map(|(weekday, week)| (week, weekday)),
    ))
    .parse(input)?;
    Ok((rest, Date { weekday: Some(weekday), reckoning: week.reckoning, ..Date::of(Grain::Day) }))
}

/// "fin du mois", "the end of the month", "début novembre", "mid-May", "late 1990s", "beginning of 2000".
pub(super) fn part_of(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, place) = term(Set::PART)(input)?;
    let part = match place {
        1 => Part::Start,
        2 => Part::Middle,
        _ => Part::End,
    };
    if rest.term(Set::PART_NOT).is_some() {
        return nothing();
    }
    let (rest, date) = alt((whole_of, unit_of)).parse(rest)?;
    Ok((rest, date.part(part)))
}

/// "novembre", "the 1990s", "du mois de mars", "next year".
fn whole_of(input: Stream<'_>) -> Parsed<'_, Date> {
    let word = alt((term(Set::MONTH_WORD), term(Set::YEAR_WORD)));
    let month = opt(pair(word, opt(word::apostrophe)));
    preceded((of, month), alt((unit, super::period::bare, months_and_years))).parse(input)
}

/// "du mois", "of the year": the document's own.
fn unit_of(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, grain) = preceded(word::of_some, period).parse(input)?;
    Ok((rest, Date { reckoning: Reckoning::Shift(0, grain), ..Date::of(grain) }))
}

/// What a part may be of: a month, a year.
fn months_and_years(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, date) = date::bare(input)?;
    if matches!(date.grain, Grain::Month | Grain::Year) { Ok((rest, date)) } else { nothing() }
}

/// "March 11 this year", "14 juillet de cette année": the year that a day is reckoned in.
pub(super) fn this_year(input: Stream<'_>) -> Parsed<'_, i32> {
    let (rest, (_, date)) = pair(opt(of), unit).parse(input)?;
    match date.reckoning {
        Reckoning::Shift(by, Grain::Year) => Ok((rest, by)),
        _ => nothing(),
    }
}
