//! Headlines held to the text below them.

use std::ops::Range;

use super::{
    CLAIMS, Clash, Reading,
    same::{self, Likeness, agreement},
    words::Words,
};
use crate::{check::Verdict, text::Span};

/// How many sentences below a headline its subject is still told.
const LEAD: u32 = 5;
/// How many claims of one headline are followed.
const HEADLINE: usize = 8;

impl<'a> Reading<'a> {
    /// Holds each headline to the text below it, up to the next one.
    pub(super) fn headlines(&mut self) {
        let claims = self.claims();
        let mut at = 0;
        while at < claims.len() {
            let block = claims[at].block;
            let end = at + claims[at..].iter().take_while(|claim| claim.block == block).count();
            if self.is_heading(&claims[at]) {
                let below = end + claims[end..].iter().take_while(|claim| !self.is_heading(claim)).count();
                for place in (at..end).take(HEADLINE) {
                    self.headline((at, end), place, end..below);
                }
            }
            at = end;
        }
    }

    /// Holds one claim of a headline to the claims below it.
    fn headline(&mut self, (from, to): (usize, usize), place: usize, below: Range<usize>) {
        let (claims, names) = (self.claims(), self.names());
        let title = &claims[place];
        let alone = |other: &usize| *other == place || names.likeness(title, &claims[*other]).is_none();
        if !same::is_compared(title.mention.kind) || !(from..to).all(|other| alone(&other)) {
            return;
        }
        let lead = self.mentions.sentence(title).0 + LEAD;
        let mut clash = None;
        let mut tries = CLAIMS;
        for other in below {
            let claim = &claims[other];
            if same::reaches(claim, title) {
                return;
            }
            if names.could_be(title, claim) {
                if names.likeness(title, claim).is_some() && tries > 0 && self.tells(place, other) {
                    self.held.push([place, other]);
                    return;
                }
                return;
            }
            let near = self.mentions.sentence(claim).0 <= lead;
            if clash.is_none() && near && tries > 0 && self.is_prose(claim) {
                tries -= 1;
                clash = self.title_clash(place, other);
            }
        }
        self.clashes.extend(clash);
    }

    /// The clash of a headline's claim with one below, if they are one quantity and disagree.
    fn title_clash(&self, title: usize, other: usize) -> Option<Clash> {
        let (claims, names) = (self.claims(), self.names());
        let (a, b) = (&claims[title], &claims[other]);
        let likeness = names.likeness(a, b)?;
        let Verdict::Fails(severity) = agreement(a, b)? else { return None };
        let one_subject = !self.is_apart(a, b)
            && self.is_only(b)
            && !self.other_time(a, b)
            && (likeness != Likeness::Group || !names.may_be_part(a, b))
            && self.subject(title).is_headline_of(
                &self.subject(other),
                (&self.lead(title, other), self.is_lead(a, b)),
                likeness,
            );
        one_subject.then_some(Clash { first: title, second: other, severity, say: "headline" })
    }

    /// The words from a headline down to the sentence of a claim below it.
    fn lead(&self, title: usize, other: usize) -> Words {
        let claims = self.claims();
        let (start, end) =
            (self.mentions.sentence(&claims[title]).1.end, self.mentions.sentence(&claims[other]).1.end);
        Words::around(&self.sight.prose.text, Span::new(start, end), &claims[other], self.sight.lexicon)
    }

    /// Whether a claim below a headline that gives its value tells of the same thing.
    fn tells(&self, title: usize, other: usize) -> bool {
        let likeness = self.names().likeness(&self.claims()[title], &self.claims()[other]);
        likeness.is_some_and(|likeness| {
            !matches!(likeness, Likeness::Unit | Likeness::Gauge)
                || self.subject(title).is_near(&self.subject(other))
        })
    }
}
