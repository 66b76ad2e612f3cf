//! Results and votes: how many sets a match had, who won them, what a ballot adds up to.

use super::judge::{Bindings, Reading, worth};
use crate::{
    claim::Claim,
    parse::Kind,
    rule::Role,
    value::{Interval, Number, Rational, number::total},
};

/// How many tokens before a figure, and after it, the word stands that makes it a vote.
const BEFORE: usize = 2;
const AFTER: usize = 8;

/// A function of the results in a role: "6-4, 3-6, 6-3" are three, of which the first side won two.
///
/// | function | of "6-4, 3-6, 6-3" |
/// | --- | --- |
/// | `results` | 3, how many there are |
/// | `won`, `lost` | 15 and 13, what either side scored in all |
/// | `taken`, `ceded` | 2 and 1, how many either side won |
/// | `top` | 6, the least that won one of them |
///
/// `exact` adds numbers up as they are written, to the unit; `usual_margin` is that of a poll of so many people; `rank` the rank of an ordinal, also where it may be a day ("the 16th").
pub fn function(name: &str, role: Role, on: &Bindings<'_>) -> Option<Interval> {
    if name == "rank" {
        return Some(whole(rank(on.claim(role)?)?));
    }
    if name == "usual_margin" {
        let usual = usual_margin(on.claim(role)?)?;
        let two = Rational::from_integer(2);
        return Some(Interval::closed(usual / two, usual * two));
    }
    if name == "stated_margin" {
        return stated_margin(on.claim(role)?);
    }
    if name == "exact" {
        let exact = |claim: &Claim| claim.mention.quantity.filter(|quantity| quantity.low.whole);
        return total(on.claims(role).map(|claim| Some(exact(claim)?.low.rational()))).map(Interval::point);
    }
    if !matches!(name, "results" | "won" | "lost" | "taken" | "ceded" | "top") {
        return None;
    }
    let mut pairs: Vec<(i64, i64)> = Vec::new();
    for claim in on.claims(role) {
        match claim.mention.quantity {
            Some(range) => pairs.push((number(range.low)?, number(range.high).filter(|_| range.is_range())?)),
            None => pairs.extend(pairs_of(on.scene.text(claim.mention.span))?),
        }
    }
    let count = |wins: fn(&(i64, i64)) -> bool| pairs.iter().filter(|pair| wins(pair)).count() as i64;
    Some(whole(match name {
        "results" => pairs.len() as i64,
        "won" => pairs.iter().map(|pair| pair.0).sum(),
        "lost" => pairs.iter().map(|pair| pair.1).sum(),
        "taken" => count(|pair| pair.0 > pair.1),
        "ceded" => count(|pair| pair.0 < pair.1),
        _ => pairs.iter().map(|pair| pair.0.max(pair.1)).min()?,
    }))
}

/// The values of a stated margin of error, as a share and without its sign.
fn stated_margin(margin: &Claim) -> Option<Interval> {
    let values = worth(margin, None, Reading::Fair, false)?;
    let below = values.upper.is_some_and(|upper| upper.at <= Rational::from_integer(0));
    if below { values.negated() } else { Some(values) }
}

/// The margin of error of a poll at 95 %, as a share: 0.98 divided by the square root of how many were asked.
///
/// Half of it and double are granted: to other levels of confidence, to weighting.
pub fn usual_margin(asked: &Claim) -> Option<Rational> {
    let asked = asked.mention.quantity?.low.rational();
    let asked = u64::try_from(asked.to_integer()).ok().filter(|&asked| asked > 0)?;
    let tenths = (960_400_000_000_u64 / asked).isqrt();
    Some(Rational::new(i128::from(tenths), 1_000_000))
}

fn number(number: Number) -> Option<i64> {
    number.value.is_integer().then(|| number.value.to_integer()).filter(|value| (0..10_000).contains(value))
}

fn whole(value: i64) -> Interval {
    Interval::point(Rational::from_integer(i128::from(value)))
}

/// The pairs of numbers in a result: "6-4, 3-6" are two. Nothing where a number is left over.
fn pairs_of(text: &str) -> Option<Vec<(i64, i64)>> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let numbers: Vec<i64> =
        runs.map(|run| run.parse().ok().filter(|number| *number < 10_000)).collect::<Option<_>>()?;
    let (pairs, rest) = numbers.as_chunks::<2>();
    (rest.is_empty() && !pairs.is_empty()).then(|| pairs.iter().map(|pair| (pair[0], pair[1])).collect())
}

/// The rank of an ordinal, or of what was read as the day of a month that is not named.
fn rank(claim: &Claim) -> Option<i64> {
    if claim.mention.kind == Kind::Date {
        let date = claim.mention.timex.as_ref()?.date()?;
        return date.day.filter(|_| date.end.is_none() && date.month.is_none()).map(i64::from);
    }
    let quantity = claim.mention.quantity.filter(|quantity| !quantity.is_range())?;
    quantity.low.rational().is_integer().then(|| *quantity.low.value.numer())
}

/// Whether a figure is a vote: a word of voting stands before it, or after it and before the next figure.
pub fn is_cast(claim: &Claim, on: &Bindings<'_>) -> bool {
    let Some(set) = on.scene.passage.lexicon.sets.get("tally-cast") else { return false };
    let (first, end) = (claim.mention.first as usize, claim.mention.end as usize);
    let (from, to) = on.scene.sentence(first);
    let counts = |at: usize| {
        on.scene.claim_over(at).is_some_and(|place| on.scene.claims[place].mention.quantity.is_some())
    };
    let stops = |at: &usize| counts(*at) || matches!(on.scene.passage.word(*at), ";" | ":" | ")");
    let before = (from.max(first.saturating_sub(BEFORE))..first).rev().take_while(|at| !counts(*at));
    let after = (end..to.min(end + AFTER)).take_while(|at| !stops(at));
    before.chain(after).any(|at| on.scene.has_cue(at, set))
}
