//! Time in sentences: dates as days, durations as lengths in days.

use super::{judge::Bindings, wording::Wording};
use crate::{
    claim::Claim,
    rule::Expr,
    value::{Interval, Rational, Timex},
};

/// The days that a dated claim may mean: the first and the last.
pub fn days(claim: &Claim) -> Option<Interval> {
    let days = claim.mention.timex.as_ref()?.days()?;
    let at = |day: i32| Rational::from_integer(i128::from(day));
    Some(Interval::closed(at(days.from), at(days.to - 1)))
}

/// The length of a duration in days.
pub fn length(claim: &Claim) -> Option<Interval> {
    let Some(Timex::Duration(_)) = &claim.mention.timex else { return None };
    None
}

/// The functions of sentences that are about time.
pub fn function(_name: &str, _arguments: &[Expr], _on: &Bindings<'_>) -> Option<Interval> {
    None
}

/// A temporal claim as findings write it.
pub fn shown(claim: &Claim, wording: &Wording) -> String {
    match (&claim.mention.timex, claim.mention.timex.as_ref().and_then(Timex::days)) {
        (Some(Timex::Date(_)), Some(days)) if days.to == days.from + 1 => wording.day(days.from, true),
        (Some(timex), _) => timex.value().to_owned(),
        (None, _) => String::new(),
    }
}
