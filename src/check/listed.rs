//! Figures that stand in a list: "200 in Italy and 300 in Spain" is no value to compare by its last item.

use num_traits::CheckedDiv;

use super::{
    condition::{alike, same_unit},
    judge::{Bindings, written},
};
use crate::{claim::Claim, lexicon::Set, value::Rational};

/// Within how many tokens before a figure the "and" stands that joins it to others.
const JOINED: usize = 3;

/// How many claims back the other items of a list are looked for.
const BACK: usize = 6;

/// From how many times as much on two figures are of two scales.
const SCALE: i128 = 1000;

/// Whether a figure is not the last of several that may be meant together: their sum, or the total before them.
pub(super) fn alone(claim: &Claim, on: &Bindings<'_>) -> bool {
    let first = claim.mention.first as usize;
    let and: Option<Set> = on.scene.passage.lexicon.sets.get("and");
    let joined =
        (first.saturating_sub(JOINED)..first).any(|at| and.is_some_and(|set| on.scene.has_cue(at, set)));
    if !joined {
        return true;
    }
    // Right after "and" the noun is no matter: "30 players and 20 coaches".
    let next = first > 0 && and.is_some_and(|set| on.scene.has_cue(first - 1, set));
    let to = on.claims.partition_point(|other| other.mention.first < claim.mention.first);
    let bound = |other: &Claim| {
        on.relation.bound.iter().any(|bound| on.claims[bound.1].mention.first == other.mention.first)
    };
    let before = on.claims[to.saturating_sub(BACK)..to].iter().rev();
    let item = before
        .take_while(|other| other.sentence == claim.sentence)
        .find(|other| other.mention.quantity.is_some());
    !item.is_some_and(|item| !bound(item) && (alike(item, claim) || next && same_unit(item, claim)))
}

/// Whether none of some figures is a thousand times another: "20" and "28 million" lack a word between them.
pub(super) fn one_scale(claims: &[&Claim]) -> bool {
    let values = || claims.iter().filter_map(|claim| written(claim));
    let (Some(least), Some(most)) = (values().min(), values().max()) else { return true };
    most.checked_div(&least).is_none_or(|times| times < Rational::from_integer(SCALE))
}

/// Whether a total opens its sentence after "of": the parts that follow do something, and may leave others out.
pub(super) fn opened(claim: &Claim, on: &Bindings<'_>) -> bool {
    let first = claim.mention.first as usize;
    let (start, _) = on.scene.sentence(first);
    let of: Option<Set> = on.scene.passage.lexicon.sets.get("out-of");
    first <= start + JOINED && (start..first).any(|at| of.is_some_and(|set| on.scene.has_cue(at, set)))
}
