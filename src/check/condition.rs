//! The conditions that make a match a relation at all: same unit, same kind of thing.

use super::judge::Bindings;
use crate::{
    claim::Claim,
    parse::{Kind, Unit},
    rule::Role,
};

/// Whether a condition of a rule holds of the claims in some roles.
pub fn holds(name: &str, roles: &[Role], on: &Bindings<'_>) -> bool {
    let claims: Vec<&Claim> = roles.iter().flat_map(|&role| on.claims(role)).collect();
    let all_pairs = |same: fn(&Claim, &Claim) -> bool| {
        claims.iter().enumerate().all(|(at, a)| claims[at + 1..].iter().all(|b| same(a, b)))
    };
    match name {
        "alike" => all_pairs(alike),
        "same_unit" => all_pairs(same_unit),
        "parallel" => {
            let named = claims.iter().filter(|claim| claim.phrase.is_some()).count();
            named == 0 || named == claims.len()
        }
        "whole" => {
            claims.iter().all(|claim| claim.mention.quantity.is_some_and(|quantity| quantity.low.whole))
        }
        "positive" => claims.iter().all(|claim| {
            claim.mention.quantity.is_some_and(|quantity| quantity.ends().0.value > num_traits::Zero::zero())
        }),
        "person" => claims.iter().all(|claim| claim.phrase.as_ref().is_some_and(|phrase| phrase.person)),
        "named" => claims.iter().all(|claim| claim.phrase.is_some()),
        "range" => {
            claims.iter().all(|claim| claim.mention.quantity.is_some_and(|quantity| quantity.is_range()))
        }
        "plain" => claims.iter().all(|claim| {
            claim.mention.quantity.is_some_and(|quantity| quantity.approx.sense.name() == "exact")
        }),
        "bounded" => claims.iter().all(|claim| {
            claim.mention.quantity.is_some_and(|quantity| quantity.approx.sense.name() != "exact")
        }),
        "dated" => claims
            .iter()
            .all(|claim| claim.mention.timex.as_ref().is_some_and(|timex| timex.days().is_some())),
        _ => false,
    }
}

/// Whether two claims count in one unit: the same currency or measure, or both plain counts.
///
/// A bare number after an amount takes its unit over ("from 4.2 billion euros to 4.6 billion").
pub fn same_unit(a: &Claim, b: &Claim) -> bool {
    let (one, other) = (&a.mention, &b.mention);
    let counted = |kind| matches!(kind, Kind::Number | Kind::Count);
    match (one.kind, other.kind) {
        (x, y) if counted(x) && counted(y) => true,
        (x, y) if x == y && matches!(x, Kind::Money | Kind::Measure) => one.unit == other.unit,
        (Kind::Duration | Kind::Age, Kind::Duration | Kind::Age) => one.unit == other.unit,
        (x, y) if x == y => true,
        (Kind::Money | Kind::Measure, Kind::Number) => other.unit == Unit::None && b.phrase.is_none(),
        (Kind::Number, Kind::Money | Kind::Measure) => one.unit == Unit::None && a.phrase.is_none(),
        (Kind::Percent, Kind::Ratio) | (Kind::Ratio, Kind::Percent) => true,
        _ => false,
    }
}

/// Whether two claims may count the same kind of thing: one unit, and nouns that do not part them.
///
/// People are counted under many names (soldiers, advisers); other nouns must be the same, or missing.
pub fn alike(a: &Claim, b: &Claim) -> bool {
    let nouns = match (&a.phrase, &b.phrase) {
        (Some(one), Some(other)) => one.head == other.head || (one.person && other.person),
        _ => true,
    };
    nouns && same_unit(a, b)
}
