//! Feasts, fixed and movable: "Noël 2014", "Good Friday", "Thanksgiving".

use nom::{
    Parser,
    branch::alt,
    combinator::{opt, value, verify},
    sequence::preceded,
};

use super::{dated, relative, word};
use crate::{
    lexicon::Set,
    parse::{
        Parsed, Reading, Stream,
        stream::{nothing, term},
    },
    value::timex::{Date, Grain, Reckoning},
};

/// A feast, with its year or what reckons it; or the weekend around it.
pub(super) fn feast(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, date) = alt((weekend_of, then_weekend, one)).parse(input)?;
    Ok((rest, dated(date)))
}

/// "the weekend of Halloween", "le week-end de Pâques".
fn weekend_of(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, date) = preceded((weekend, word::of_some), one).parse(input)?;
    Ok((rest, Date { grain: Grain::Weekend, ..date }))
}

/// "Labor Day weekend", "Thanksgiving weekend 2014".
fn then_weekend(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, code) = term(Set::FEAST)(input)?;
    let (rest, year) = opt(word::year).parse(rest)?;
    let (rest, ()) = weekend(rest)?;
    let (rest, later) = opt(preceded(opt(word::of), word::year)).parse(rest)?;
    let date = Date { year: year.or(later), ..Date::of(Grain::Weekend) };
    Ok((rest, coded(date, code as i32)))
}

fn weekend(input: Stream<'_>) -> Parsed<'_, ()> {
    value((), verify(term(Set::TIME_UNIT), |unit| Grain::at(*unit) == Some(Grain::Weekend))).parse(input)
}

fn one(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, before) = opt(relative::shift).parse(input)?;
    let begins = rest;
    let (rest, code) = term(Set::FEAST)(rest)?;
    let (rest, year) = opt(preceded(opt(word::of), verify(word::year, |year| *year >= 1500))).parse(rest)?;
    let led = [Set::DATE_OF, Set::TIME_BEFORE, Set::TIME_AFTER, Set::SLASH_BEFORE];
    let introduced = || led.iter().any(|&set| word::follows(begins, set));
    if before.is_none() && year.is_none() && !word::capital(begins) && !introduced() {
        return nothing();
    }
    if year.is_none() && (word::capital(rest) || word::noun_next(rest)) {
        return nothing();
    }
    let (rest, after) = opt(relative::after).parse(rest)?;
    let reckoning = match before.or(after) {
        Some(..0) => Reckoning::Last,
        Some(0) => Reckoning::This,
        Some(_) => Reckoning::Next,
        None => Reckoning::Plain,
    };
    Ok((rest, coded(Date { year, reckoning, ..Date::of(Grain::Day) }, code as i32)))
}

/// The feast of a code of the lexicon.
fn coded(date: Date, code: i32) -> Date {
    if code < 10_000 {
        Date { month: Some((code / 100) as u8), day: Some((code % 100) as u8), ..date }
    } else {
        Date { feast: Some(code), ..date }
    }
}
