//! How many times: "doublé", "plus que triplé", "multiplié par 2,5", "three times".
//!
//! | in a sentence | is worth |
//! | --- | --- |
//! | `factor` | what the last cue of the set `times` carries, in thousandths, as widely as its hedge says |
//! | `fold(a)` | a stated number of times |
//! | `rounds(a)` | how often a period holds the one that the last cue of `per` carries, in seconds |
//! | `hours(a)` | a duration in hours |

use num_traits::{CheckedDiv, CheckedMul};

use super::judge::{Bindings, Reading};
use crate::{
    claim::Claim,
    lexicon::Set,
    parse::Kind,
    value::{Bound, Interval, Rational, Timex, number::ten_to, timex::Grain},
};

/// Names of sets: what carries a factor, and what stands before it.
const TIMES: [&str; 3] = ["times", "times-of", "times-down"];
const OVER: &str = "times-over";
const NEAR: &str = "times-near";
const PER: &str = "per";

/// How far a factor in words may be off, in hundredths, as an editor reads it and at all: "doubled" is 1.7 to 2.3 times.
const PLAIN: (i128, i128) = (15, 20);

/// How far above "more than doubled" may go: half as much again, and twice.
const ABOVE: (i128, i128) = (150, 200);

/// How far a stated number of times may be off at least, in hundredths ("multiplié par 6" of 5.6).
const NUMBER: i128 = 8;

/// The factor that a cue carries.
pub(super) fn factor(on: &Bindings<'_>, reading: Reading) -> Option<Interval> {
    let number = Rational::new(i128::from(carried(on, &TIMES)?), 1000);
    let by = |hundredths: i128| number.checked_mul(&Rational::new(hundredths, 100));
    let pick = |(fair, wide): (i128, i128)| if reading == Reading::Fair { fair } else { wide };
    let (below, above) = if met(on, OVER) {
        (98, pick(ABOVE))
    } else if met(on, NEAR) {
        (100 - pick(PLAIN), 102)
    } else {
        (100 - pick(PLAIN), 100 + pick(PLAIN))
    };
    Some(Interval::closed(by(below)?, by(above)?))
}

/// The factor as its cue says it, without any hedge.
pub(super) fn nominal(on: &Bindings<'_>) -> Option<Rational> {
    Some(Rational::new(i128::from(carried(on, &TIMES)?), 1000))
}

/// A stated number of times: whole ones are rounded, others written to their last digit.
pub(super) fn fold(claim: &Claim, reading: Reading) -> Option<Interval> {
    let quantity = claim.mention.quantity?;
    let said = if reading == Reading::Fair { quantity.fair(None)? } else { quantity.widest(None)? };
    let number = quantity.low.rational();
    let share = |hundredths: i128| number.checked_mul(&Rational::new(hundredths, 100));
    let least = share(NUMBER)?;
    let slack = if number.is_integer() {
        least.max(Rational::new(1, 2).min(share(PLAIN.0)?))
    } else {
        least.max(ten_to(quantity.low.digit.max(-3)))
    };
    said.widened(slack)
}

/// How often a period holds another: 30 days hold 30 times a day.
pub(super) fn turns(claim: &Claim, on: &Bindings<'_>) -> Option<Interval> {
    let per = Rational::new(i128::from(carried(on, &[PER])?), SECONDS);
    let hours = length(claim)?;
    let part = |bound: Bound| Some(Bound { at: bound.at.checked_div(&per)?, open: bound.open });
    let lower = part(hours.lower?)?;
    let upper = hours.upper.and_then(part);
    Some(Interval { lower: Some(lower), upper })
}

/// The hours of a duration as written, two hundredths more or less where months or years are counted.
pub(super) fn length(claim: &Claim) -> Option<Interval> {
    if let Some(Timex::Date(date)) = &claim.mention.timex {
        let days = date.days.filter(|_| date.grain == Grain::Year)?;
        let day = Rational::from_integer(24);
        return Some(Interval::point(
            day.checked_mul(&Rational::from_integer(i128::from(days.to - days.from)))?,
        ));
    }
    let Some(Timex::Duration(duration)) = &claim.mention.timex else { return None };
    let unit = hours(duration.grain)?;
    let said = claim.mention.quantity?.fair(None)?;
    let loose = if duration.grain > Grain::Week { Rational::new(2, 100) } else { Rational::from_integer(0) };
    let one = Rational::from_integer(1);
    let scaled = |bound: Bound, share: Rational| {
        Some(Bound { at: bound.at.checked_mul(&unit)?.checked_mul(&share)?, open: bound.open })
    };
    let lower = said.lower.and_then(|bound| scaled(bound, one - loose))?;
    let upper = said.upper.and_then(|bound| scaled(bound, one + loose));
    Some(Interval { lower: Some(lower), upper })
}

fn hours(grain: Grain) -> Option<Rational> {
    Some(match grain {
        Grain::Second => Rational::new(1, 3600),
        Grain::Minute => Rational::new(1, 60),
        Grain::Hour => Rational::from_integer(1),
        Grain::Day | Grain::DayPart => Rational::from_integer(24),
        Grain::Weekend => Rational::from_integer(48),
        Grain::Week => Rational::from_integer(168),
        Grain::Month => Rational::new(1461, 2),
        Grain::Quarter => Rational::new(4383, 2),
        Grain::Half => Rational::from_integer(4383),
        Grain::Year => Rational::from_integer(8766),
        Grain::Decade => Rational::from_integer(87_660),
        _ => return None,
    })
}

/// A duration in hours as its words say it, without any slack.
pub(super) fn said(claim: &Claim) -> Option<Rational> {
    if let Some(Timex::Date(_)) = &claim.mention.timex {
        return length(claim)?.lower.map(|bound| bound.at);
    }
    let Some(Timex::Duration(duration)) = &claim.mention.timex else { return None };
    claim.mention.quantity?.low.rational().checked_mul(&hours(duration.grain)?)
}

/// How often a period holds another, without any slack.
pub(super) fn said_turns(claim: &Claim, on: &Bindings<'_>) -> Option<Rational> {
    said(claim)?.checked_div(&Rational::new(i128::from(carried(on, &[PER])?), SECONDS))
}

/// How many seconds an hour has.
const SECONDS: i128 = 3600;

/// What the last cue of some sets that was met carries.
fn carried(on: &Bindings<'_>, names: &[&str]) -> Option<i64> {
    let sets = &on.scene.passage.lexicon.sets;
    let among = |set| names.iter().any(|name| sets.get(name) == Some(set));
    on.relation.cues.iter().rev().find(|cue| among(cue.0)).map(|cue| cue.1)
}

fn met(on: &Bindings<'_>, name: &str) -> bool {
    let set: Option<Set> = on.scene.passage.lexicon.sets.get(name);
    on.relation.cues.iter().any(|cue| Some(cue.0) == set)
}

/// Whether a distance and a speed are of one make: kilometres and kilometres an hour.
pub(super) fn speeds(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let codes = &on.scene.passage.lexicon.codes;
    let code = |claim: &Claim| match claim.mention.unit {
        crate::parse::Unit::Code(code) if claim.mention.kind == Kind::Measure => {
            codes.get(usize::from(code)).map(|code| &**code)
        }
        _ => None,
    };
    let [distance, speed] = claims else { return false };
    SPEEDS.contains(&(code(distance).unwrap_or_default(), code(speed).unwrap_or_default()))
}

/// UCUM codes of distances and of the speeds that count them by the hour.
const SPEEDS: [(&str, &str); 3] = [("km", "km/h"), ("[mi_i]", "[mi_i]/h"), ("[nmi_i]", "[kn_i]")];
