//! What a sentence must hold for a pattern to be found in it: looked at before any walk.

use super::compile::Step;
use crate::{
    lexicon::{Set, SetBits},
    parse::Kind,
    rule::{Kinds, Repeat},
};

/// What a pattern cannot do without, and what silences it.
#[derive(Debug, Default)]
pub(super) struct Demand {
    /// Of each list, a cue of one of its sets.
    pub(super) cues: Vec<Vec<Set>>,
    /// So many claims of these kinds.
    claims: Vec<(Kinds, usize)>,
    /// No cue of these sets.
    pub(super) unless: Vec<Set>,
    /// The sets of the cue that it begins with; none where it begins otherwise.
    pub(super) lead: Option<Vec<Set>>,
}

/// How many claims of each kind there are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Census([u16; Kind::ALL.len()]);

impl Census {
    /// Counts a claim.
    pub(super) fn count(&mut self, kind: Kind) {
        self.0[kind as usize] = self.0[kind as usize].saturating_add(1);
    }

    /// Adds another census.
    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine = mine.saturating_add(theirs));
    }

    fn of(&self, kinds: Kinds) -> usize {
        let counted = Kind::ALL.iter().filter(|(kind, _)| kinds.has(*kind));
        counted.map(|(kind, _)| usize::from(self.0[*kind as usize])).sum()
    }
}

impl Demand {
    /// What the steps of a pattern demand, besides a cue of each set of `when`.
    pub(super) fn new(steps: &[Step], when: &[Set], unless: Vec<Set>) -> Self {
        let mut demand = Self { unless, lead: lead(steps), ..Self::default() };
        demand.cues.extend(when.iter().map(|&set| vec![set]));
        demand.take(steps);
        demand
    }

    fn take(&mut self, steps: &[Step]) {
        for step in steps {
            match step {
                Step::Cue(sets) => self.cues.push(sets.clone()),
                Step::Claim { kinds, .. } => match self.claims.iter_mut().find(|known| known.0 == *kinds) {
                    Some(known) => known.1 += 1,
                    None => self.claims.push((*kinds, 1)),
                },
                Step::Group { choices, repeat: Repeat::Once | Repeat::Some } => match choices.as_slice() {
                    [only] => self.take(only),
                    several => self
                        .cues
                        .extend(several.iter().map(|choice| some_cue(choice)).reduce(joined).flatten()),
                },
                _ => {}
            }
        }
    }

    /// Whether a sentence with these cues and claims may hold the pattern.
    pub(super) fn is_met(&self, sets: &SetBits, census: &Census) -> bool {
        self.is_possible(sets, census) && !self.unless.iter().any(|&set| sets.has(set))
    }

    /// Whether some sentence may meet it of a text with these cues and claims.
    pub(super) fn is_possible(&self, sets: &SetBits, census: &Census) -> bool {
        self.cues.iter().all(|any| any.iter().any(|&set| sets.has(set)))
            && self.claims.iter().all(|&(kinds, count)| census.of(kinds) >= count)
    }
}

/// The sets of one cue that steps cannot do without.
fn some_cue(steps: &[Step]) -> Option<Vec<Set>> {
    let mut demand = Demand::default();
    demand.take(steps);
    demand.cues.into_iter().next()
}

fn joined(one: Option<Vec<Set>>, other: Option<Vec<Set>>) -> Option<Vec<Set>> {
    one.zip(other).map(|(one, other)| [one, other].concat())
}

/// The sets of the cue that steps begin with; none when they begin otherwise.
fn lead(steps: &[Step]) -> Option<Vec<Set>> {
    match steps.first()? {
        Step::Cue(sets) => Some(sets.clone()),
        Step::Group { choices, repeat: Repeat::Once | Repeat::Some } => {
            choices.iter().map(|choice| lead(choice)).reduce(joined).flatten()
        }
        _ => None,
    }
}
