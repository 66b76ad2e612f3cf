//! How a claim is put: asserted, or planned, conditional, negated, disputed, superseded, renewed.

use super::clause::Clause;
use crate::lexicon::Set;

/// The mood of a claim, as flags; none is a plain assertion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mood(u8);

impl Mood {
    /// Meant to be: "va supprimer 300 emplois".
    pub const PLANNED: Self = Self(1);
    /// Said to be possible: "ferait 300 morts", "could cost".
    pub const CONDITIONAL: Self = Self(2);
    /// Denied by a word of negation: "not 40".
    pub const NEGATED: Self = Self(4);
    /// Put in doubt or called wrong.
    pub const DISPUTED: Self = Self(8);
    /// Held before: "passé de 12", "contre 11 la veille", "from the 1,200 it had given".
    pub const FORMER: Self = Self(16);
    /// New in place of another: "un nouveau bilan", "s'alourdit à 86".
    pub const UPDATED: Self = Self(32);

    /// Whether it has some of the flags of another.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The flags of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The mood that the words round a claim put it in.
    pub(super) fn of(clause: &Clause<'_>) -> Self {
        let flags = [
            (clause.before(Set::PLANNED, 8), Self::PLANNED),
            (clause.before(Set::CONDITIONAL, 8), Self::CONDITIONAL),
            (clause.before(Set::NOT, 4), Self::NEGATED),
            (clause.has(Set::DISPUTED), Self::DISPUTED),
            (clause.before(Set::INSTEAD_OF, 2) || clause.has(Set::FORMER), Self::FORMER),
            (clause.has(Set::UPDATED) || clause.before(Set::BROUGHT_TO, 2), Self::UPDATED),
        ];
        flags.into_iter().filter(|flag| flag.0).fold(Self::default(), |mood, flag| mood.with(flag.1))
    }
}
