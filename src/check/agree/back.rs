//! Mentions that take up what was said before: "ces 1.580 suppressions de postes".

use super::{
    CLAIMS, Clash, Reading,
    same::{self, Likeness, agreement},
};
use crate::{
    check::Verdict,
    claim::{Claim, Mood, Scope},
    parse::Kind,
    text::BlockKind,
};

/// How many sentences back a mention may take up another; in one frame, any.
const BACK: u32 = 6;

impl<'a> Reading<'a> {
    /// Holds mentions that take up a claim to the claim that they take up.
    pub(super) fn returns(&mut self) {
        for place in 0..self.claims().len() {
            if self.takes_up(&self.claims()[place]) {
                self.taken_up(place);
            }
        }
    }

    /// Whether a claim stands in the first sentence of the text, or the first below a headline.
    fn opens(&self, claim: &Claim) -> bool {
        let blocks = &self.sight.prose.blocks[..claim.block as usize];
        claim.sentence == 0 && blocks.last().is_none_or(|block| block.kind == BlockKind::Headline)
    }

    /// Whether words say that a claim was spoken of before.
    fn takes_up(&self, claim: &Claim) -> bool {
        let back = Scope::THESE.with(Scope::ALL).with(Scope::DEFINITE);
        let none = Scope::OTHER.with(Scope::PART).with(Scope::EACH);
        let moods = Mood::FORMER.with(Mood::NEGATED).with(Mood::DISPUTED);
        let kind = matches!(claim.mention.kind, Kind::Count | Kind::Number | Kind::Money | Kind::Measure);
        let may = kind && !claim.scope.has(none) && !claim.mood.has(moods) && self.is_prose(claim);
        may && (claim.scope.has(back) || claim.group.is_some() || self.names().is_framed(claim))
    }

    /// Finds the claim that another takes up, and holds them together.
    fn taken_up(&mut self, place: usize) {
        let (claims, names) = (self.claims(), self.names());
        let claim = &claims[place];
        let number = self.mentions.sentence(claim).0;
        let back = if names.is_framed(claim) { u32::MAX } else { BACK };
        let near = |&other: &usize| {
            let apart = number.saturating_sub(self.mentions.sentence(&claims[other]).0);
            same::is_compared(claims[other].mention.kind) && apart <= back
        };
        let before: Vec<usize> = (place.saturating_sub(CLAIMS)..place)
            .rev()
            .take_while(|other| near(other) || !same::is_compared(claims[*other].mention.kind))
            .filter(near)
            .collect();
        if let Some(&same) = before.iter().find(|&&other| names.could_be(&claims[other], claim)) {
            if names.likeness(&claims[same], claim).is_some() {
                self.held.push([same, place]);
            }
            return;
        }
        let like: Vec<usize> =
            before.into_iter().filter(|&other| names.likeness(&claims[other], claim).is_some()).collect();
        let [only] = like[..] else { return };
        self.clashes.extend(self.return_clash(only, place));
    }

    /// The clash of a claim with a mention that takes it up.
    fn return_clash(&self, first: usize, second: usize) -> Option<Clash> {
        let (a, b) = (&self.claims()[first], &self.claims()[second]);
        let likeness = self.names().likeness(a, b)?;
        let Verdict::Fails(severity) = agreement(a, b)? else { return None };
        if (a.block, a.sentence) == (b.block, b.sentence) || self.is_apart(a, b) || !self.is_prose(a) {
            return None;
        }
        let apart = self.mentions.sentence(b).0 - self.mentions.sentence(a).0;
        let taken = self.subject(second).takes_up(&self.subject(first), likeness, apart);
        let told_again = || {
            let opens = !self.is_heading(a) && self.opens(a);
            let alike = opens && likeness == Likeness::Noun && self.is_only(a) && self.is_only(b);
            alike && !self.other_time(a, b) && self.subject(second).tells_again(&self.subject(first), apart)
        };
        let framed = || likeness == Likeness::Noun && self.names().are_framed(a, b) && !self.other_time(a, b);
        (taken || told_again() || framed()).then_some(Clash { first, second, severity, say: "again" })
    }
}
