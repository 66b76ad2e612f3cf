//! Whether figures that do not make their whole make another one that is told nearby.

use num_traits::{Signed, Zero};

use super::{condition::same_unit, judge::Bindings};
use crate::{
    check::judge::written,
    claim::Claim,
    value::{Rational, number::total},
};

/// How many figures nearby are tried with one another.
const TRIED: usize = 9;

/// How many sentences before the total its rivals are looked for.
const BACK: u32 = 3;

/// Whether no figures of the passage make one of them together with the last claim: the rest of something
/// that the text told is what it says, whatever the others are of.
///
/// "Of 31 hurt, 12 stayed in hospital, four of them in danger, and the other 19 went home" is explained by
/// 12 and 19, though four stands between them.
pub fn unexplained(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let last = claims.iter().max_by_key(|claim| claim.mention.first);
    let (Some(first), Some(last)) = (claims.first(), last) else { return false };
    let near = nearby(first.sentence, last, on);
    let Some(rest) = written(last) else { return false };
    !(1_u32..1 << near.len()).any(|chosen| makes(&near, chosen, rest))
}

/// Whether no shares told nearby make a whole together with the last of some.
pub fn unfilled(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let Some((last, rest)) = claims.last().and_then(|last| Some((last, written(last)?))) else {
        return false;
    };
    let first = claims.first().map_or(last.sentence, |first| first.sentence);
    let mut near = nearby(first, last, on);
    near.push(Rational::from_integer(1));
    !(1_u32..1 << (near.len() - 1)).any(|chosen| makes(&near, chosen, rest))
}

/// The figures like a claim that were told before it, from some sentences before another on, the nearest first.
fn nearby(from: u32, last: &Claim, on: &Bindings<'_>) -> Vec<Rational> {
    let from = on.claims.partition_point(|claim| claim.sentence + BACK < from);
    let to = on.claims.partition_point(|claim| claim.mention.first < last.mention.first);
    let like = on.claims[from.min(to)..to].iter().rev().filter(|claim| same_unit(claim, last));
    like.filter_map(written).take(TRIED).collect()
}

/// Whether some of the figures and the rest make one of the others.
fn makes(near: &[Rational], chosen: u32, rest: Rational) -> bool {
    let (parts, others): (Vec<_>, Vec<_>) = (0..near.len()).partition(|at| chosen >> at & 1 == 1);
    let Some(sum) = total(parts.iter().map(|&at| Some(near[at])).chain([Some(rest)])) else { return false };
    let close = |whole: &Rational| (sum - whole).abs() * Rational::from_integer(SLACK) < *whole;
    others.iter().map(|&at| &near[at]).any(|whole| !whole.is_zero() && close(whole))
}

/// One part in so many is rounding.
const SLACK: i128 = 300;
