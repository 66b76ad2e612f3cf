//! What sets a claim apart from others of its measure: part or addition, each or all, which ones.

use super::clause::Clause;
use crate::lexicon::Set;

/// The scope of a claim, as flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope(u8);

impl Scope {
    /// Some besides those spoken of: "300 soldats supplémentaires", "the remaining nine".
    pub const OTHER: Self = Self(1);
    /// Some of those spoken of: "dont 600 conseillers", "two of the passengers".
    pub const PART: Self = Self(2);
    /// For each of several: "11 players each", "par jour".
    pub const EACH: Self = Self(4);
    /// So far, or left: "déjà 14 morts", "encore 40 détenus".
    pub const STILL: Self = Self(8);
    /// Those known to the reader: "les 42 députés", "the 37".
    pub const DEFINITE: Self = Self(16);
    /// Those just named: "ces 1.580 postes", "these four".
    pub const THESE: Self = Self(32);
    /// All there are: "all 24 miners", "aucun des vingt-six otages".
    pub const ALL: Self = Self(64);
    /// What others are a share of: "a fifth of the 480 inmates", "deux des 12 passagers".
    pub const WHOLE: Self = Self(128);

    /// Whether it has some of the flags of another.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The flags of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The scope that the words round a claim give it.
    pub(super) fn of(clause: &Clause<'_>) -> Self {
        let other =
            clause.inside(Set::BESIDES) || clause.before(Set::BESIDES, 1) || clause.after(Set::BESIDES, 2);
        let part = clause.before(Set::INCLUDING, 2)
            || clause.follows(Set::PARTITIVE)
            || clause.after(Set::OF_THEM, 2);
        let all = clause.before(Set::ALL_OF, 0);
        let whole = !all && clause.before(Set::PARTITIVE, 0);
        let flags = [
            (other, Self::OTHER),
            (part && !all && !whole, Self::PART),
            (!all && clause.before(Set::APIECE, 3) || clause.after(Set::APIECE, 6), Self::EACH),
            (clause.before(Set::STILL, 2) || clause.after(Set::STILL, 1), Self::STILL),
            (clause.before(Set::THE, 0), Self::DEFINITE),
            (clause.before(Set::THESE, 0), Self::THESE),
            (all, Self::ALL),
            (whole, Self::WHOLE),
        ];
        flags.into_iter().filter(|flag| flag.0).fold(Self::default(), |scope, flag| scope.with(flag.1))
    }
}
