//! Recurring times: "tous les lundis", "every two weeks", "chaque jour", "par mois", "daily".

use nom::{
    Parser,
    branch::alt,
    combinator::{map_opt, opt},
    sequence::{pair, preceded},
};

use super::{clock, count, gate, length, spoken, word};
use crate::{
    lexicon::Set,
    parse::{
        Kind, Parsed, Reading, Stream, TokenKind,
        stream::{nothing, term},
    },
    value::{
        number::plain,
        timex::{DayPart, Grain, Timex},
    },
};

/// A recurring time.
pub(super) fn every(input: Stream<'_>) -> Parsed<'_, Reading> {
    let figures = input.first().is_some_and(|token| token.kind == TokenKind::Digits);
    if figures && !gate::soon(input, Set::EACH) {
        return nothing();
    }
    let (rest, value) = alt((day_of_each, clock_of_each, each, per, often, plural)).parse(input)?;
    let (rest, value) = at_clock(rest, value);
    Ok((rest, Reading::time(Kind::Set, Timex::Set(value.into()))))
}

/// "le 15 de chaque mois", "the 19th of every month".
fn day_of_each(input: Stream<'_>) -> Parsed<'_, String> {
    let (rest, day) = word::day_figures(input)?;
    let (rest, (_, _, unit)) = (opt(word::of_some), term(Set::EACH), term(Set::TIME_UNIT)).parse(rest)?;
    match Grain::at(unit) {
        Some(Grain::Month) => Ok((rest, format!("XXXX-XX-{day:02}"))),
        _ => nothing(),
    }
}

/// "9 a.m. every Tuesday", "16 heures tous les lundis".
fn clock_of_each(input: Stream<'_>) -> Parsed<'_, String> {
    let (rest, time) = clock::moment(input)?;
    let (rest, value) = each(rest)?;
    let Some(seconds) = time.seconds else { return nothing() };
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match value.as_str() {
        "P1D" => Ok((rest, format!("T{hours:02}:{minutes:02}"))),
        day if day.starts_with("XXXX-WXX-") && !day.contains('T') => {
            Ok((rest, format!("{day}T{hours:02}:{minutes:02}")))
        }
        _ => nothing(),
    }
}

/// The time of day of what recurs on days: "every Monday at 4pm", "tous les jours à 15 heures".
fn at_clock(rest: Stream<'_>, value: String) -> (Stream<'_>, String) {
    let daily = value == "P1D";
    let clock = preceded(opt(term(Set::CLOCK_BEFORE)), clock::moment).map(|time| time.seconds);
    let bare = spoken::bare_hour.map(|minutes| u32::try_from(minutes * 60).ok());
    let Ok((end, Some(seconds))) = alt((clock, bare)).parse(rest) else {
        return (rest, value);
    };
    let stretch = end.term(Set::RANGE_TO).is_some();
    if stretch || !(daily || value.starts_with("XXXX-WXX-")) || value.contains('T') {
        return (rest, value);
    }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let day = if daily { "" } else { value.as_str() };
    (end, format!("{day}T{hours:02}:{minutes:02}"))
}

/// "chaque jour", "every two weeks", "tous les lundis", "every other Friday", "each morning".
fn each(input: Stream<'_>) -> Parsed<'_, String> {
    let (rest, _) = term(Set::EACH)(input)?;
    alt((each_number, each_weekday, each_part, each_unit)).parse(rest)
}

fn each_unit(input: Stream<'_>) -> Parsed<'_, String> {
    let (rest, other) = opt(term(Set::OTHER)).parse(input)?;
    let (rest, unit) = term(Set::TIME_UNIT)(rest)?;
    let count = if other.is_some() { 2 } else { 1 } * (unit / 100).max(1);
    of_unit(rest, &count.to_string(), unit)
}

fn each_number(input: Stream<'_>) -> Parsed<'_, String> {
    let (rest, (number, unit)) = pair(count::number, term(Set::TIME_UNIT)).parse(input)?;
    of_unit(rest, &plain(&number.rational()), unit)
}

fn of_unit<'a>(rest: Stream<'a>, count: &str, unit: i64) -> Parsed<'a, String> {
    match Grain::at(unit % 100) {
        Some(Grain::Quarter) if count == "1" => Ok((rest, "P3M".into())),
        Some(grain) => Ok((rest, length::timex(count, grain))),
        None => nothing(),
    }
}

fn each_weekday(input: Stream<'_>) -> Parsed<'_, String> {
    let singular = word::weekday(false).map(|weekday| i64::from(weekday.number_from_monday()));
    let (rest, number) =
        preceded(opt(term(Set::OTHER)), alt((singular, term(Set::WEEKDAYS)))).parse(input)?;
    let (rest, part) =
        opt(map_opt(alt((term(Set::DAY_PART), term(Set::DAY_PARTS))), DayPart::at)).parse(rest)?;
    Ok((rest, weekday_value(number, part)))
}

fn each_part(input: Stream<'_>) -> Parsed<'_, String> {
    let (rest, part) = map_opt(alt((term(Set::DAY_PART), term(Set::DAY_PARTS))), DayPart::at).parse(input)?;
    Ok((rest, format!("T{}", part.code())))
}

fn weekday_value(number: i64, part: Option<DayPart>) -> String {
    if number == 8 && part.is_none() {
        return "P1WE".into();
    }
    let day = if number == 8 { "WE".into() } else { number.to_string() };
    part.map_or_else(|| format!("XXXX-WXX-{day}"), |part| format!("XXXX-WXX-{day}T{}", part.code()))
}

/// "par mois", "per hour"; "a year" after an amount.
fn per(input: Stream<'_>) -> Parsed<'_, String> {
    let article = |input| -> Parsed<'_, i64> {
        if after_amount(input) { term(Set::ARTICLE_ONE)(input) } else { nothing() }
    };
    let (rest, unit) = preceded(alt((term(Set::PER), article)), term(Set::TIME_UNIT)).parse(input)?;
    of_unit(rest, "1", unit)
}

/// Whether an amount stands before an article: "30 dollars a day", "twice a week".
fn after_amount(input: Stream<'_>) -> bool {
    input.passage.lexicon.marks.article_per
        && (input.previous().is_some_and(|token| token.kind == TokenKind::Digits)
            || word::follows(input, Set::CURRENCY)
            || word::follows(input, Set::UNIT)
            || input.passage.lexicon.sets.get("time-times").is_some_and(|set| word::follows(input, set)))
}

/// "daily", "hebdomadaire", "annual".
fn often(input: Stream<'_>) -> Parsed<'_, String> {
    let (rest, unit) = term(Set::EVERY)(input)?;
    let count = (unit / 100).max(1).to_string();
    of_unit(rest, &count, unit)
}

/// "Saturday mornings", "Mondays", "le lundi" is not: it may be one day.
fn plural(input: Stream<'_>) -> Parsed<'_, String> {
    let singular = word::weekday(false).map(|weekday| i64::from(weekday.number_from_monday()));
    let parts = || map_opt(term(Set::DAY_PARTS), DayPart::at);
    let one = pair(singular, parts()).map(|(number, part)| (number, Some(part)));
    let many = pair(term(Set::WEEKDAYS), opt(alt((map_opt(term(Set::DAY_PART), DayPart::at), parts()))));
    let (rest, (number, part)) = alt((one, many)).parse(input)?;
    Ok((rest, weekday_value(number, part)))
}
