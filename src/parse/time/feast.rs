//! Feasts, fixed and movable: "Noël 2014", "Good Friday", "Thanksgiving".

use nom::{
    Parser,
    combinator::{opt, verify},
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

/// A feast, with its year or what reckons it.
pub(super) fn feast(input: Stream<'_>) -> Parsed<'_, Reading> {
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
        Some(-1) => Reckoning::Last,
        Some(0) => Reckoning::This,
        Some(_) => Reckoning::Next,
        None => Reckoning::Plain,
    };
    let code = code as i32;
    let date = Date { year, reckoning, ..Date::of(Grain::Day) };
    let date = if code < 10_000 {
        Date { month: Some((code / 100) as u8), day: Some((code % 100) as u8), ..date }
    } else {
        Date { feast: Some(code), ..date }
    };
    Ok((rest, dated(date)))
}
