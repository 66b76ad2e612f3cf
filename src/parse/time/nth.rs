//! One of several in a longer stretch: "the first week of January", "le premier mardi de novembre",
//! "the third month of 2021", "the 15th day of next month"; and the week of a day.

use nom::{
    Parser,
    branch::alt,
    combinator::{map_opt, opt},
    sequence::{pair, preceded},
};

use super::{date, relative, word, word::figures};
use crate::{
    lexicon::Set,
    parse::{
        Parsed, Stream,
        stream::{nothing, term},
    },
    value::{
        calendar::LAST,
        timex::{Date, Grain, Reckoning},
    },
};

/// One of several weekdays, weeks, months or days of a longer stretch.
pub(super) fn nth(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, index) = alt((ordinal, term(Set::LAST_ONE).map(|_| LAST))).parse(input)?;
    alt((|rest| nth_weekday(rest, index), |rest| nth_unit(rest, index))).parse(rest)
}

/// "first", "3rd", "deuxième", "31st".
fn ordinal(input: Stream<'_>) -> Parsed<'_, u8> {
    let figure = pair(figures(1, 2), term(Set::ORDINAL_END)).map(|found| i64::from(found.0));
    map_opt(alt((term(Set::NTH), figure)), |index| u8::try_from(index).ok().filter(|index| *index > 0))
        .parse(input)
}

/// "Monday of May 2015", "mardi de novembre", "Friday of next month".
fn nth_weekday(input: Stream<'_>, index: u8) -> Parsed<'_, Date> {
    let (rest, weekday) = word::weekday(false)(input)?;
    let (rest, month) = preceded(word::of_some, alt((relative::unit, date::calendar))).parse(rest)?;
    if (month.grain, month.end.is_some()) != (Grain::Month, false) || (index > 5 && index != LAST) {
        return nothing();
    }
    Ok((rest, Date { weekday: Some(weekday), index, grain: Grain::Day, ..month }))
}

/// "week of January", "week-end de juin 2016", "month of 2021", "day of the month".
fn nth_unit(input: Stream<'_>, index: u8) -> Parsed<'_, Date> {
    let (rest, grain) = map_opt(term(Set::TIME_UNIT), Grain::at).parse(input)?;
    let (rest, (_, whole)) =
        pair(word::of_some, alt((relative::unit, months_and_years, own_month))).parse(rest)?;
    let last = index == LAST;
    let date = match (grain, whole.grain) {
        (Grain::Week | Grain::Weekend, Grain::Month) if last || index <= 5 => Date { grain, index, ..whole },
        (Grain::Week, Grain::Year) if last || index <= 53 => Date { grain, index, ..whole },
        (Grain::Month, Grain::Year) if index <= 12 => Date { grain, month: Some(index), ..whole },
        (Grain::Day, Grain::Month) if !last && index <= 31 => Date { grain, day: Some(index), ..whole },
        _ => return nothing(),
    };
    Ok((rest, date))
}

fn months_and_years(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, date) = date::bare(input)?;
    let plain = matches!(date.grain, Grain::Month | Grain::Year) && date.end.is_none();
    if plain { Ok((rest, date)) } else { nothing() }
}

/// "of the month": the document's own.
fn own_month(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, grain) = relative::period(input)?;
    if !matches!(grain, Grain::Month | Grain::Year) {
        return nothing();
    }
    Ok((rest, Date { reckoning: Reckoning::Shift(0, grain), ..Date::of(grain) }))
}

/// "the week of April 10th", "week beginning 4 February", "la semaine du 10 avril".
pub(super) fn week_of_day(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, grain) = map_opt(term(Set::TIME_UNIT), Grain::at).parse(input)?;
    if grain != Grain::Week {
        return nothing();
    }
    let on = opt(alt((term(Set::DAY_ARTICLE), term(Set::SLASH_BEFORE))));
    let (rest, day) = preceded((term(Set::WEEK_OF), on), date::bare).parse(rest)?;
    if day.grain != Grain::Day || day.day.is_none() || day.end.is_some() {
        return nothing();
    }
    Ok((rest, Date { grain: Grain::Week, ..day }))
}
