//! Dates in words: "lundi 8 décembre 2014", "December 8, 2014", "le 8 août", "Saturday, the 8th".

use nom::{
    Parser,
    branch::alt,
    combinator::{opt, value},
    sequence::preceded,
};

use super::{
    numeric, relative, word,
    word::{capital, comma, day, follows, month, noun_next, of, pause, weekday},
    year::{self, written_year},
};
use crate::{
    lexicon::Set,
    parse::{
        Parsed, Stream, Token, TokenKind,
        stream::{mark, nothing},
    },
    value::timex::{Date, Grain, Reckoning},
};

/// A date in words or figures, with what reckons it: "ce mardi", "lundi dernier", "March 11 this year".
pub(super) fn date(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, before) = opt(relative::shift).parse(input)?;
    let (rest, mut date) = if before.is_some() { alone(rest)? } else { bare(rest)? };
    let complete = date.year.is_some() && date.grain <= Grain::Month;
    let (rest, after) = if complete { (rest, None) } else { opt(relative::after).parse(rest)? };
    let Some(shift) = before.or(after) else { return Ok((rest, date)) };
    if date.grain == Grain::Year {
        return nothing();
    }
    let bare_weekday = date.weekday.is_some() && date.month.is_none() && date.day.is_none();
    date.reckoning = match shift {
        // "next Friday", said of a Tuesday, is no "this Friday".
        1 if bare_weekday && input.term(Set::OF_NEXT).is_some() => Reckoning::Shift(1, Grain::Week),
        ..0 => Reckoning::Last,
        0 => Reckoning::This,
        _ => Reckoning::Next,
    };
    Ok((rest, date))
}

/// A date without what reckons it.
pub(super) fn bare(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, found) = alone(input)?;
    Ok((rest, shared(rest, found)))
}

/// A date by its own words.
fn alone(input: Stream<'_>) -> Parsed<'_, Date> {
    alt((with_weekday, numeric::numeric, calendar, year::year, year::about, about, day_alone)).parse(input)
}

/// A weekday and what follows of its date: "lundi 8 décembre", "Friday, March 14, 2012", "samedi 17", "mardi".
fn with_weekday(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, name) = weekday(true)(input)?;
    let dated = preceded(weekday_gap, alt((numeric::numeric, calendar)));
    if let Ok((end, date)) = { dated }.parse(rest)
        && date.grain == Grain::Day
    {
        return Ok((end, Date { weekday: Some(name), ..date }));
    }
    if let Ok((end, number)) = preceded(weekday_gap, day).parse(rest)
        && (!counts(end) || ranked(rest, end))
    {
        return Ok((end, Date { weekday: Some(name), day: Some(number), ..Date::of(Grain::Day) }));
    }
    if weekday(false)(input).is_err() || in_a_name(input, rest) {
        return nothing();
    }
    Ok((rest, Date { weekday: Some(name), ..Date::of(Grain::Day) }))
}

/// Whether a day ends as an ordinal, so that a time may follow: "Tuesday the 4th 7pm".
fn ranked(input: Stream<'_>, end: Stream<'_>) -> bool {
    let time = super::clock::moment(end).is_ok();
    time && (input.at..end.at).any(|at| end.passage.from(at).term(Set::ORDINAL_END).is_some())
}

/// What may stand between a weekday and its date: a comma, "the", "le".
pub(super) fn weekday_gap(input: Stream<'_>) -> Parsed<'_, ()> {
    preceded(comma, article).parse(input)
}

/// The article of a day, if it has one.
fn article(input: Stream<'_>) -> Parsed<'_, ()> {
    value((), opt(crate::parse::stream::term(Set::DAY_ARTICLE))).parse(input)
}

/// "around 8 August", "about Q1 2019": more than a bare year, which may be a count.
fn about(input: Stream<'_>) -> Parsed<'_, Date> {
    let whole = alt((super::period::bare, numeric::numeric, day_month, month_day, month_year));
    preceded((crate::parse::stream::term(Set::TIME_ABOUT), article), whole).parse(input)
}

/// "1st", "8th": figures with an ordinal's end.
fn ranked_day(input: Stream<'_>) -> Parsed<'_, u8> {
    let (rest, number) = word::day_figures(input)?;
    if rest.at > input.at + 1 { Ok((rest, number)) } else { nothing() }
}

/// Whether a weekday is part of a name: "Sunday Times", "France Dimanche".
fn in_a_name(input: Stream<'_>, rest: Stream<'_>) -> bool {
    let capitalized = capital(input);
    let small = !input.passage.lexicon.marks.capital_dates;
    capitalized
        && (rest.term(Set::WEEKDAY_NO).is_some() && capital(rest) || small && word::after_capital(input))
}

/// Whether a count's noun follows, so that the figures before are no day: "mardi 12 personnes".
fn counts(rest: Stream<'_>) -> bool {
    noun_next(rest)
        || rest.first().is_some_and(|token| token.kind == TokenKind::Digits)
        || matches!(word::next(rest), ":" | "-" | "–")
        || [Set::MERIDIEM, Set::HOUR_WORD].iter().any(|&set| rest.term(set).is_some())
}

/// A day of a month, a month of a year, a month.
pub(super) fn calendar(input: Stream<'_>) -> Parsed<'_, Date> {
    alt((day_month, month_day, month_year, year_month, month_alone)).parse(input)
}

/// "8 décembre 2014", "1er mars", "8 December", "the fourth of July 1995", "quatre octobre".
fn day_month(input: Stream<'_>) -> Parsed<'_, Date> {
    // "dix sept" is no tenth of September: only figures go with a short month.
    let figures = day(input);
    let short = figures.is_ok();
    let (rest, day) = figures.or_else(|_| small_day(input))?;
    let (name, _) = opt(word::of).parse(rest)?;
    let (rest, month) = month(short)(name)?;
    // "One may ask": the verb.
    if !short && is_verb(name) {
        return nothing();
    }
    let (rest, year) = opt(written_year).parse(rest)?;
    Ok((rest, Date { year, month: Some(month), day: Some(day), ..Date::of(Grain::Day) }))
}

/// Whether a month's name that is a function word too stands in small letters where months take a capital.
fn is_verb(name: Stream<'_>) -> bool {
    name.passage.lexicon.marks.capital_dates && !capital(name) && name.term(Set::FUNCTION).is_some()
}

/// "December 8, 2014", "Dec. 8", "May twenty-nine", "novembre 23 de 1987".
fn month_day(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, month) = month(true)(input)?;
    let number = alt((day, small_day));
    let (rest, day) = alt((preceded(article, number), preceded(mark(','), ranked_day))).parse(rest)?;
    if word::thing_next(rest) {
        return nothing();
    }
    if rest.first().is_some_and(|token| matches!(rest.text(token), ":" | "%")) {
        return nothing();
    }
    let (rest, year) = opt(written_year).parse(rest)?;
    Ok((rest, Date { year, month: Some(month), day: Some(day), ..Date::of(Grain::Day) }))
}

/// "décembre 2014", "December, 2014", "juin de 1992".
fn month_year(input: Stream<'_>) -> Parsed<'_, Date> {
    let (after, month) = month(true)(input)?;
    let (rest, year) = written_year(after)?;
    if beyond(after) {
        return nothing();
    }
    Ok((rest, Date { year: Some(year), month: Some(month), ..Date::of(Grain::Month) }))
}

/// Whether two figures after a month are a slip of its day where the day stands there: "March 32" is not of 1932.
fn beyond(after: Stream<'_>) -> bool {
    let near = |token: &Token| matches!(after.text(token).parse(), Ok(32..40_u32));
    after.passage.lexicon.marks.month_first && after.first().is_some_and(near)
}

/// "2017 april".
fn year_month(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, (year, month)) = (word::year, month(true)).parse(input)?;
    if day(rest).is_ok() {
        return nothing();
    }
    Ok((rest, Date { year: Some(year), month: Some(month), ..Date::of(Grain::Month) }))
}

/// "en mars", "in December": names that are other words too need a word before them.
fn month_alone(input: Stream<'_>) -> Parsed<'_, Date> {
    let short = month(false)(input).is_err();
    let (rest, number) = month(true)(input)?;
    let listed = capital(input)
        && follows(input, Set::MONTH_BEFORE)
        && (pause(rest) || rest.term(Set::FUNCTION).is_some());
    if short && !listed {
        return nothing();
    }
    let unsure = input.term(Set::MONTH_UNSURE).is_some();
    let introduced = follows(input, Set::PART)
        || follows(input, Set::MONTH_BEFORE) && (!is_verb(input) || follows(input, Set::YEAR_SURE));
    let name = !introduced && (unsure || word::after_capital(input));
    if name || (unsure && capital(rest)) {
        return nothing();
    }
    Ok((rest, Date { month: Some(number), ..Date::of(Grain::Month) }))
}

/// "le 17", "the 8th": a day of a month that is not named.
fn day_alone(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, number) = word::day_figures(input)?;
    let ordinal = rest.at > input.at + 1 || rest.term(Set::CLOCK_BEFORE).is_some();
    let before = input.passage.lexicon.terms.starts(word_before(input));
    let le = before.has(Set::DATE_OF) && !before.has(Set::LINK);
    let plain = ordinal || input.passage.lexicon.code != "en";
    let timed = || {
        let led = rest.term(Set::CLOCK_BEFORE).map(|term| rest.skip(term.length));
        let lasting = rest.term(Set::LENGTH_BEFORE).map(|term| rest.skip(term.length));
        led.is_some_and(|rest| super::clock::bare(rest).is_ok())
            || lasting.is_some_and(|rest| super::length::amount(rest).is_ok())
    };
    if !le
        || !plain
        || !(pause(rest) || timed())
        || matches!(word::next(rest), "%" | "-" | "–")
        || follows_range(input)
    {
        return nothing();
    }
    Ok((rest, Date { day: Some(number), ..Date::of(Grain::Day) }))
}

fn word_before(input: Stream<'_>) -> crate::lexicon::Word {
    input.previous().map(|token| token.word).unwrap_or_default()
}

fn follows_range(input: Stream<'_>) -> bool {
    follows(input, Set::RANGE_TO)
}

/// A day of the month in small number words: "trois", "vingt-cinq".
fn small_day(input: Stream<'_>) -> Parsed<'_, u8> {
    if input.term(Set::ARTICLE_ONE).is_some() {
        return nothing();
    }
    let (rest, number) = crate::parse::stream::term(Set::SMALL)(input)?;
    match u8::try_from(number) {
        Ok(number) if number <= 31 => Ok((rest, number)),
        _ => nothing(),
    }
}

/// Gives a yearless date the year that its neighbour writes for both: "de mars à mai 2015".
fn shared(rest: Stream<'_>, mut date: Date) -> Date {
    if date.year.is_some() || date.month.is_none() {
        return date;
    }
    let joint = alt((super::range::joint, super::range::and));
    let other = preceded((joint, of), alt((with_weekday, numeric::numeric, calendar)));
    if let Ok((_, other)) = { other }.parse(rest)
        && other.grain == date.grain
        && let (Some(month), Some(other_month)) = (date.month, other.month)
    {
        date.year = other.year.map(|year| if month > other_month { year - 1 } else { year });
    }
    date
}
