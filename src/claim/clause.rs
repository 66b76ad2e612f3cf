//! The words around a mention, and the cues among them that say what the claim is of.

use crate::{
    lexicon::Set,
    parse::{Kind, Mention, Passage},
};

/// How many tokens before a claim are looked at, and how many after it.
const BACK: usize = 16;
const AHEAD: usize = 12;

/// A cue at its tokens.
#[derive(Clone, Copy, Debug)]
struct Cue {
    set: Set,
    from: usize,
    to: usize,
}

/// The stretch of a sentence that speaks of one number: up to the numbers on either side of it,
/// a semicolon, a colon or a bracket.
#[derive(Debug)]
pub(super) struct Clause<'a> {
    /// The words.
    pub passage: &'a Passage<'a>,
    /// The claim's first token.
    pub first: usize,
    /// The token after the claim and its noun.
    pub end: usize,
    /// The token after the number itself; none for a share, which is always of something.
    number: Option<usize>,
    cues: Vec<Cue>,
}

impl<'a> Clause<'a> {
    /// The clause of a mention (with its noun, which ends at `end`) that cannot reach beyond some tokens.
    pub(super) fn new(
        passage: &'a Passage<'a>,
        mention: &Mention,
        end: usize,
        within: (usize, usize),
    ) -> Self {
        let first = mention.first as usize;
        let stops = |&at: &usize| matches!(passage.word(at), ";" | ":" | "(" | ")" | "•");
        let least = within.0.max(first.saturating_sub(BACK)).min(first);
        let from = (least..first).rev().find(stops).map_or(least, |at| at + 1);
        let most = within.1.min(end + AHEAD).max(end);
        let to = (end..most).find(stops).unwrap_or(most);
        let share = matches!(mention.kind, Kind::Percent | Kind::Ratio);
        let number = (!share).then_some(mention.end as usize);
        let mut clause = Self { passage, first, end, number, cues: Vec::new() };
        clause.find(from, to);
        clause
    }

    fn find(&mut self, from: usize, to: usize) {
        let (terms, wanted) = (&self.passage.lexicon.terms, &self.passage.lexicon.cues);
        for at in from..to {
            let tokens = &self.passage.tokens[at..];
            if terms.starts(tokens[0].word).meets(wanted) {
                let here = terms.all(tokens.iter().map(|token| token.word));
                let here = here.filter(|(set, term)| wanted.has(*set) && at + term.length <= to);
                self.cues.extend(here.map(|(set, term)| Cue { set, from: at, to: at + term.length }));
            }
        }
    }

    /// Whether a cue ends at most `reach` tokens before the claim.
    pub(super) fn before(&self, set: Set, reach: usize) -> bool {
        self.cues.iter().any(|cue| cue.set == set && cue.to <= self.first && self.first - cue.to <= reach)
    }

    /// Whether a cue begins at most `reach` tokens after the claim and its noun.
    pub(super) fn after(&self, set: Set, reach: usize) -> bool {
        self.cues.iter().any(|cue| cue.set == set && cue.from >= self.end && cue.from - self.end <= reach)
    }

    /// Whether a cue stands right after the number, before its noun.
    pub(super) fn follows(&self, set: Set) -> bool {
        self.cues.iter().any(|cue| cue.set == set && Some(cue.from) == self.number)
    }

    /// Whether a cue stands in the claim or among the words up to its noun.
    pub(super) fn inside(&self, set: Set) -> bool {
        self.cues.iter().any(|cue| cue.set == set && cue.from >= self.first && cue.to <= self.end)
    }

    /// Whether a cue stands anywhere in the clause.
    pub(super) fn has(&self, set: Set) -> bool {
        self.cues.iter().any(|cue| cue.set == set)
    }

    /// The cues of the groups of the lexicon: set, first token, token after the last.
    pub(super) fn groups(&self) -> impl Iterator<Item = (Set, usize, usize)> {
        let groups = &self.passage.lexicon.groups;
        self.cues.iter().filter(|cue| groups.has(cue.set)).map(|cue| (cue.set, cue.from, cue.to))
    }
}
