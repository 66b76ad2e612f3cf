//! All patterns as one matcher over the claims and the words between: relations.
//!
//! The patterns of all rules are compiled once per language. A pattern is tried
//! only where its first cue or claim stands, and only in sentences that hold all
//! the cues it cannot do without, so that time stays linear in the text.

mod compile;
mod demand;
mod matcher;
mod scene;

pub use compile::{Compiled, Matcher};
pub use scene::Scene;

use crate::{lexicon::Set, rule::Role};

/// Claims tied in roles by a pattern of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The rule, by its place in the engine.
    pub rule: usize,
    /// Which of its patterns.
    pub worded: usize,
    /// The claims in their roles, by their places in the scene, in the order of the text.
    pub bound: Vec<(Role, usize)>,
    /// The token where it begins.
    pub at: u32,
    /// The cues that were met, in order, each with what its term carries.
    pub cues: Vec<(Set, i64)>,
}

impl Relation {
    /// The claims of a role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = usize> {
        self.bound.iter().filter(move |bound| bound.0 == role).map(|bound| bound.1)
    }

    /// All its claims, in the order of the text.
    pub fn claims(&self) -> Vec<usize> {
        let mut claims: Vec<usize> = self.bound.iter().map(|bound| bound.1).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    }
}
