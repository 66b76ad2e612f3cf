//! What the words around two claims say of their being one quantity.

use super::{Reading, same::Likeness, words::Words};
use crate::{
    claim::{Claim, Scope},
    lexicon::Lexicon,
    parse::Kind,
};

/// How many words on either side of a claim are near it.
const NEAR: usize = 2;
/// How many words two sentences share that tell the same.
const AGAIN: usize = 4;

/// A claim with the words of its sentence.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    claim: &'a Claim,
    words: Words,
}

impl<'a> Reading<'a> {
    /// The claim at a place with the words of its sentence.
    pub(super) fn subject(&self, place: usize) -> Subject<'a> {
        let claim = &self.claims()[place];
        let lexicon: &Lexicon = self.sight.lexicon;
        let words = Words::around(&self.sight.prose.text, self.mentions.sentence(claim).1, claim, lexicon);
        Subject { claim, words: words.without(claim) }
    }
}

impl Subject<'_> {
    /// Whether a headline's claim is taken up by one below it; `lead` is all between,
    /// `first` whether it stands in the first sentence.
    ///
    /// The two must share their subject, and the names that narrow the headline's claim must return.
    pub(super) fn is_headline_of(
        &self,
        other: &Self,
        (lead, first): (&Words, bool),
        likeness: Likeness,
    ) -> bool {
        let (all, shared) = (self.words.count(), self.words.shared(&other.words));
        let (names, below) = (self.words.names_after(self.claim), self.words.shared(lead));
        let enough = match likeness {
            Likeness::Unit if self.claim.mention.kind == Kind::Age => shared >= 2 && shared * 2 >= all,
            Likeness::Unit => shared >= 2 && shared * 2 >= all && self.is_near(other),
            Likeness::Gauge => shared >= 2 && self.is_near(other),
            _ if self.is_grouped(other) => below >= 1 && below * 3 >= all,
            _ => shared >= 1 && shared * 3 >= all && (first || below * 2 >= all),
        };
        enough && (names.shared(lead) == names.count() || first && self.is_told_whole(other, &names, lead))
    }

    /// Whether a claim below a headline is narrowed by no name, though the headline's is by one that does not
    /// return: "destroys 14 homes in Oregon", "destroyed 23 homes overnight".
    fn is_told_whole(&self, other: &Self, names: &Words, lead: &Words) -> bool {
        let bare = other.words.following(other.claim, AGAIN).names().count() == 0;
        bare && names.shared(lead) == 0 && self.is_near(other)
    }

    /// Whether the words right around two claims have one in common.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        self.words.near(self.claim, NEAR).shared(&other.words.near(other.claim, NEAR + 1)) > 0
    }

    /// Whether both count the same kind of thing, and it is known which.
    fn is_grouped(&self, other: &Self) -> bool {
        self.claim.group.is_some() && self.claim.group == other.claim.group
    }

    /// Whether a claim takes up another, so many sentences before.
    pub(super) fn takes_up(&self, first: &Self, likeness: Likeness, apart: u32) -> bool {
        let scope = self.claim.scope;
        let after = self.words.following(self.claim, NEAR + 1);
        let both_all = scope.has(Scope::ALL) && first.claim.scope.has(Scope::ALL);
        let described = || after.shared(&first.words) > 0;
        match likeness {
            Likeness::Unit if scope.has(Scope::THESE) => {
                apart <= 2 && matches!(self.claim.mention.kind, Kind::Money | Kind::Measure)
            }
            Likeness::Unit => self.is_grouped(first) && scope.has(Scope::DEFINITE) && described(),
            Likeness::Gauge => false,
            _ if scope.has(Scope::THESE) => apart <= 3,
            Likeness::Group => scope.has(Scope::ALL) && self.is_grouped(first),
            Likeness::Noun => both_all,
        }
    }

    /// Whether a claim tells what another told in the sentence before: of one group, in largely the same
    /// words, and of no other place.
    pub(super) fn tells_again(&self, first: &Self, apart: u32) -> bool {
        let names = self.words.following(self.claim, AGAIN).names();
        let placed = names.shared(&first.words) == names.count();
        self.is_grouped(first) && apart == 1 && placed && self.words.shared(&first.words) >= AGAIN
    }
}
