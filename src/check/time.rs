//! Time in sentences: dates as days, durations as lengths in days, ages.
//!
//! | function | is worth |
//! | --- | --- |
//! | `start(a)`, `end(a)` | the days on which a date or period may begin, or end |
//! | `days(a, b)`, `days(a)` | the days from one date to another, or through a period; both ways of counting are admitted |
//! | `years(a, b)` | the birthdays from one date to another: an age |
//! | `year(a)` | the year of a date |
//! | `length(a)` | a duration in days, as loosely as people give it |
//!
//! A month or a year stands for any day in it. What cannot be resolved is unknown.

use chrono::Datelike;
use num_traits::{CheckedMul, Signed};

use super::{judge::Bindings, wording::Wording};
use crate::{
    claim::Claim,
    parse::Kind,
    rule::Expr,
    value::{
        Bound, Interval, Rational, Sense, Timex,
        calendar::{self, Day, Days},
        timex::{Date, Grain},
    },
};

/// The days that a dated claim may mean: the first and the last.
pub fn days(claim: &Claim) -> Option<Interval> {
    claim.mention.timex.as_ref()?.days().map(within)
}

fn within(days: Days) -> Interval {
    Interval::closed(whole(days.from), whole(days.to - 1))
}

fn whole(number: impl Into<i128>) -> Rational {
    Rational::from_integer(number.into())
}

/// The functions of sentences that are about time.
pub fn function(name: &str, arguments: &[Expr], on: &Bindings<'_>) -> Option<Interval> {
    let claim = |at: usize| match arguments.get(at) {
        Some(Expr::Role(role)) => on.claim(*role),
        _ => None,
    };
    let first = claim(0)?;
    match name {
        "start" => Some(within(begins(first)?)),
        "end" => Some(within(ends(first)?)),
        "year" => Some(Interval::point(whole(date(first)?.year?))),
        "length" => length(first),
        "days" if arguments.len() > 1 => elapsed(ends(first)?, begins(claim(1)?)?),
        "days" => elapsed(begins(first)?, ends(first)?),
        "years" => age(begins(first)?, ends(claim(1)?)?),
        _ => None,
    }
}

fn date(claim: &Claim) -> Option<&Date> {
    claim.mention.timex.as_ref()?.date()
}

/// The days on which a date or period may begin.
pub fn begins(claim: &Claim) -> Option<Days> {
    let date = date(claim)?;
    match &date.end {
        Some(_) => Date { end: None, ..date.clone() }.settled().days,
        None => date.days,
    }
}

/// The days on which it may end.
pub fn ends(claim: &Claim) -> Option<Days> {
    let date = date(claim)?;
    date.end.as_ref().map_or(date.days, |end| end.days)
}

/// How many days may lie from one date to another, the last one counted or not.
fn elapsed(from: Days, to: Days) -> Option<Interval> {
    let least = to.from.checked_sub(from.to - 1)?;
    let most = to.to.checked_sub(from.from)?;
    Some(Interval::closed(whole(least), whole(most)))
}

/// How many birthdays may lie between a birth and another day.
fn age(birth: Days, then: Days) -> Option<Interval> {
    let least = birthdays(birth.to - 1, then.from)?;
    let most = birthdays(birth.from, then.to - 1)?;
    Some(Interval::closed(whole(least), whole(most)))
}

fn birthdays(birth: Day, then: Day) -> Option<i32> {
    let (birth, then) = (calendar::date(birth)?, calendar::date(then)?);
    let reached = (then.month(), then.day()) >= (birth.month(), birth.day());
    Some(then.year() - birth.year() - i32::from(!reached))
}

/// The days of a unit of time, as an average.
pub fn unit(grain: Grain) -> Option<Rational> {
    Some(match grain {
        Grain::Day => whole(1),
        Grain::Week => whole(7),
        Grain::Month => Rational::new(1461, 48),
        Grain::Quarter => Rational::new(1461, 16),
        Grain::Year => Rational::new(1461, 4),
        Grain::Decade => Rational::new(14_610, 4),
        Grain::Century => Rational::new(146_100, 4),
        _ => return None,
    })
}

/// The length of a duration in days, as loosely as people give it.
///
/// Days are counted, but for idioms ("quinze jours" are two weeks). Of anything longer the
/// last one need not be full, nor just begun: "three years" are two and a half to four.
/// Tens of years are round numbers.
pub fn length(claim: &Claim) -> Option<Interval> {
    let Some(Timex::Duration(duration)) = &claim.mention.timex else { return None };
    if let Some((least, most)) = duration.idiom {
        return Some(Interval::closed(whole(least), whole(most)));
    }
    let quantity = claim.mention.quantity?;
    let unit = unit(duration.grain)?;
    let said = quantity.fair(None)?;
    let exact = quantity.approx.sense == Sense::Exact;
    let (least, most) = (said.lower.map(|bound| bound.at), said.upper.map(|bound| bound.at));
    let half = Rational::new(1, 2);
    let number = quantity.low.rational();
    let round = duration.grain == Grain::Year && number >= whole(20) && (number / whole(10)).is_integer();
    let (below, above) = match (duration.grain, exact) {
        (Grain::Day, true) => (whole(0), whole(0)),
        (Grain::Day, false) => (half, half),
        _ if round => ((number / whole(10)).max(half), (number / whole(10)).max(whole(1))),
        (_, true) if number.is_integer() => (half.min(number / whole(3)), whole(1)),
        _ => (half.min(number / whole(3)), half),
    };
    let scaled = |value: Rational| value.checked_mul(&unit);
    let lower = match least {
        Some(least) => Some(Bound::closed(scaled(least - below)?)),
        None => None,
    };
    let upper = match most {
        Some(most) if duration.grain == Grain::Day => Some(Bound::closed(scaled(most + above)?)),
        Some(most) => Some(Bound::open(scaled(most + above)?)),
        None => None,
    };
    Some(Interval { lower, upper })
}

/// A temporal claim as findings write it.
pub fn shown(claim: &Claim, wording: &Wording) -> String {
    let Some(timex) = &claim.mention.timex else { return String::new() };
    let Timex::Date(date) = timex else { return timex.value().to_owned() };
    match &date.end {
        Some(end) => wording
            .range(&one(&Date { end: None, ..(**date).clone() }.settled(), wording), &one(end, wording)),
        None => one(date, wording),
    }
}

fn one(date: &Date, wording: &Wording) -> String {
    match (date.grain, date.year, date.month, date.day) {
        (Grain::Day, year, Some(month), Some(day)) => {
            wording.written(year.filter(|_| !date.yearless), u32::from(month), u32::from(day))
        }
        (Grain::Month, Some(year), Some(month), _) if !date.yearless => wording.month(year, u32::from(month)),
        (Grain::Month, _, Some(month), _) => wording.month_name(u32::from(month)).to_owned(),
        (Grain::Year, Some(year), ..) => year.to_string(),
        _ => date.value.to_string(),
    }
}

/// A computed time in words: the days of `days(…)` in the unit of the duration they are compared with, ages as numbers.
pub fn worded(name: &str, value: &Interval, stated: Option<&Claim>, wording: &Wording) -> Option<String> {
    let (least, most) = (value.lower?.at, value.upper?.at);
    let number = |value: &Rational| wording.number(value, 0);
    match name {
        "years" if least == most => Some(number(&least)),
        "years" => Some(wording.range(&number(&least), &number(&most))),
        "days" => {
            let grain = match stated.and_then(|claim| claim.mention.timex.as_ref()) {
                Some(Timex::Duration(duration)) if least.abs() >= unit(duration.grain)? => duration.grain,
                _ => Grain::Day,
            };
            let (grain, key) = match grain {
                Grain::Week => (grain, "week"),
                Grain::Month => (grain, "month"),
                Grain::Year | Grain::Decade | Grain::Century => (Grain::Year, "year"),
                _ => (Grain::Day, "day"),
            };
            let size = unit(grain)?;
            let (least, most) = ((least / size).round(), (most / size).round());
            Some(wording.lengths(key, &least, &most))
        }
        _ => None,
    }
}

/// How many of its unit a duration would count to be worth so many days.
pub fn counted(claim: &Claim, days: Rational) -> Option<Rational> {
    match &claim.mention.timex {
        Some(Timex::Duration(duration)) if claim.mention.kind == Kind::Duration => {
            Some((days / unit(duration.grain)?).round())
        }
        _ => Some(days),
    }
}
