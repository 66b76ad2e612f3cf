//! Times of day, and what passes between two of them.
//!
//! | function | is worth |
//! | --- | --- |
//! | `passed(a, b)`, `passed(a)` | the minutes from one clock time to the next, over midnight if need be |
//! | `lasting(a)` | the minutes of a length, as loosely as people give it |

use num_traits::CheckedMul;

use super::{judge::Bindings, wording::Wording};
use crate::{
    claim::Claim,
    lexicon::Set,
    parse::Kind,
    rule::Expr,
    value::{
        Interval, Rational, Sense, Timex,
        timex::{Grain, Time},
    },
};

/// The minutes of a day and of an hour.
const DAY: i64 = 1440;
const HOUR: i64 = 60;

/// How many claims to each side another clock time is looked for.
const BESIDE: usize = 12;

/// How many tokens beside the times their weekdays may stand.
const NAMED: usize = 5;

/// Whether claims are clock times by one clock, of no two time zones, and within one day or the night after it.
pub fn one_clock(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let times: Vec<&Time> = claims.iter().filter_map(|claim| time(claim)).collect();
    times.len() == claims.len()
        && times.iter().all(|time| time.seconds.is_some() && time.until.is_none())
        && times.windows(2).all(|pair| pair[0].zone == pair[1].zone)
        && within_a_day(claims, &times, on)
}

/// Whether the weekdays named beside two times are one, or one and the next with less than a day between them.
fn within_a_day(claims: &[&Claim], times: &[&Time], on: &Bindings<'_>) -> bool {
    let (Some(from), Some(to)) = (
        claims.iter().map(|claim| claim.mention.first as usize).min(),
        claims.iter().map(|claim| claim.mention.end as usize).max(),
    ) else {
        return true;
    };
    let passage = on.scene.passage;
    let stretch = from.saturating_sub(NAMED)..passage.tokens.len().min(to + NAMED);
    let days: Vec<i64> =
        stretch.filter_map(|at| passage.from(at).term(Set::WEEKDAY)).map(|term| term.payload).collect();
    match (days.as_slice(), times) {
        ([] | [_], _) => true,
        ([first, .., last], [start, end]) => {
            let apart = (last - first).rem_euclid(7);
            apart == 0 || apart == 1 && end.seconds < start.seconds
        }
        _ => false,
    }
}

/// Whether no other clock time stands in their sentence.
pub fn alone(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let Some(one) = claims.first() else { return true };
    let at = on.claims.partition_point(|claim| claim.mention.first < one.mention.first);
    let near = &on.claims[at.saturating_sub(BESIDE)..on.claims.len().min(at + BESIDE)];
    let hours = |claim: &Claim| {
        claim.mention.kind == Kind::Time && time(claim).is_some_and(|time| time.seconds.is_some())
    };
    !near.iter().any(|claim| claim.sentence == one.sentence && !bound(claims, claim) && hours(claim))
}

/// Whether no other clock time stands between them.
pub fn nearest(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let places = claims.iter().map(|claim| claim.mention.first);
    let (Some(first), Some(last)) = (places.clone().min(), places.max()) else { return false };
    let from = on.claims.partition_point(|claim| claim.mention.first <= first);
    let mut between = on.claims[from..].iter().take_while(|claim| claim.mention.first < last);
    !between.any(|claim| claim.mention.kind == Kind::Time && !bound(claims, claim))
}

fn bound(claims: &[&Claim], claim: &Claim) -> bool {
    claims.iter().any(|one| one.mention.first == claim.mention.first)
}

/// Whether claims are lengths of hours or minutes; "une réunion de cinq heures" is read as a time and is one too.
pub fn is_length(claim: &Claim) -> bool {
    minutes(claim).is_some()
}

/// The functions of sentences that are about the clock.
pub fn function(name: &str, arguments: &[Expr], on: &Bindings<'_>) -> Option<Interval> {
    let claim = |at: usize| match arguments.get(at) {
        Some(Expr::Role(role)) => on.claim(*role),
        _ => None,
    };
    match name {
        "passed" => {
            let first = time(claim(0)?)?;
            if let Some(end) = claim(1) { passed(first, time(end)?) } else { through(first) }
        }
        "lasting" => lasting(claim(0)?),
        _ => None,
    }
}

fn time(claim: &Claim) -> Option<&Time> {
    match claim.mention.timex.as_ref()? {
        Timex::Time(time) => Some(time),
        _ => None,
    }
}

/// The minutes between two clock times: of two known days, or within a day and a night.
fn passed(from: &Time, to: &Time) -> Option<Interval> {
    let day = |time: &Time| time.date.as_ref().and_then(|date| date.only_day());
    let seconds = i64::from(to.seconds?) - i64::from(from.seconds?);
    match (day(from), day(to)) {
        (Some(first), Some(last)) if first < last => {
            let days = i64::from(last) - i64::from(first);
            let minutes = seconds.div_euclid(60).checked_add(days.checked_mul(DAY)?)?;
            Some(whole(minutes))
        }
        _ => Some(turned(seconds)),
    }
}

/// The minutes of a stretch written as one: "08:00 - 20:00".
fn through(stretch: &Time) -> Option<Interval> {
    Some(turned(i64::from(stretch.until?) - i64::from(stretch.seconds?)))
}

fn turned(seconds: i64) -> Interval {
    whole(seconds.div_euclid(60).rem_euclid(DAY))
}

fn whole(minutes: i64) -> Interval {
    Interval::point(Rational::from_integer(i128::from(minutes)))
}

/// The minutes that a length says, and whether it is counted in hours.
fn minutes(claim: &Claim) -> Option<(Rational, bool)> {
    let minute = |number: Rational, each: i64| number.checked_mul(&Rational::from_integer(i128::from(each)));
    match claim.mention.timex.as_ref()? {
        Timex::Duration(length) => {
            let number = claim.mention.quantity?.low.rational();
            match length.grain {
                Grain::Hour => Some((minute(number, HOUR)?, true)),
                Grain::Minute => Some((number, false)),
                _ => None,
            }
        }
        Timex::Time(time) if time.zone.is_empty() && time.until.is_none() => {
            let seconds = i64::from(time.seconds?);
            let hours = time.grain == Grain::Hour;
            (seconds > 0).then(|| (Rational::from_integer(i128::from(seconds / 60)), hours))
        }
        _ => None,
    }
}

/// Hours are rounded to the half, minutes to five where they end so; a hedge doubles that.
fn lasting(claim: &Claim) -> Option<Interval> {
    let (stated, hours) = minutes(claim)?;
    let whole = |minutes: i128| Rational::from_integer(minutes);
    let round = (stated / whole(5)).is_integer();
    let slack = match (hours, (stated / whole(i128::from(HOUR))).is_integer()) {
        (true, true) => whole(30),
        (true, false) => whole(15),
        (false, _) if round => whole(5),
        (false, _) => whole(1),
    };
    let slack = slack.min(stated / whole(2));
    let sense = claim.mention.quantity.map_or(Sense::Exact, |quantity| quantity.approx.sense);
    let half = |less: bool| if less { slack * whole(2) } else { slack };
    let hedged = sense != Sense::Exact;
    let (least, most) = (stated - half(hedged), stated + half(hedged));
    Some(Interval::closed(least, most))
}

/// A number of minutes in words: `2 hours`, `45 minutes`, `3 hours 20 minutes`.
pub fn worded(name: &str, value: &Interval, wording: &Wording) -> Option<String> {
    let minutes = match name {
        "passed" => value.lower?.at,
        // The middle of what it may be is what was written.
        "lasting" => (value.lower?.at + value.upper?.at) / Rational::from_integer(2),
        _ => return None,
    };
    let minutes = minutes.round().to_integer();
    let length = |unit: &str, count: i128| wording.length(unit, &Rational::from_integer(count));
    let (hours, rest) = (minutes / i128::from(HOUR), minutes % i128::from(HOUR));
    Some(match (hours, rest) {
        (0, rest) => length("minute", rest),
        (hours, 0) => length("hour", hours),
        (hours, rest) => format!("{} {}", length("hour", hours), length("minute", rest)),
    })
}
