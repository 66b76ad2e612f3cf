//! A block of prose as patterns see it: claims, cues, sentence ends, words between.

use super::Matcher;
use crate::{
    claim::Claim,
    lexicon::{Set, SetBits, Term},
    parse::{Kind, Mention, Passage, TokenKind},
    text::Span,
};

/// A cue at its first token.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    at: u32,
    /// The set.
    pub set: Set,
    /// How many tokens it takes.
    pub length: u32,
    /// What its term carries.
    pub payload: i64,
}

/// The claims and cues of one block.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The words.
    pub passage: &'a Passage<'a>,
    /// The token after the last of each sentence.
    pub sentences: &'a [u32],
    /// The claims of the block.
    pub claims: &'a [Claim],
    cues: Vec<Cue>,
    /// By token, and one more: how many cues begin before it.
    cues_before: Vec<u32>,
    /// By token: the place in `claims` of the claim that covers it, plus one.
    covered: Vec<u32>,
}

/// What a gap did to move on by one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) to: usize,
    pub(super) words: u8,
}

/// How many tokens a parenthesis that is skipped whole may hold.
const ASIDE: usize = 60;

impl<'a> Scene<'a> {
    /// Finds the cues that a matcher asks for in a block.
    pub fn new(
        passage: &'a Passage<'a>,
        sentences: &'a [u32],
        claims: &'a [Claim],
        matcher: &Matcher,
    ) -> Self {
        let mut covered = vec![0; passage.tokens.len()];
        for (place, claim) in claims.iter().enumerate() {
            covered[claim.mention.first as usize..claim.mention.end as usize].fill(place as u32 + 1);
        }
        let mut scene =
            Self { passage, sentences, claims, cues: Vec::new(), cues_before: Vec::new(), covered };
        scene.find_cues(matcher);
        scene
    }

    fn find_cues(&mut self, Matcher { cues: wanted, leads, .. }: &Matcher) {
        let terms = &self.passage.lexicon.terms;
        self.cues_before.reserve(self.passage.tokens.len() + 1);
        self.cues.reserve(2 * self.passage.tokens.len());
        for at in 0..self.passage.tokens.len() {
            self.cues_before.push(self.cues.len() as u32);
            let tokens = &self.passage.tokens[at..];
            if leads.get(tokens[0].word.0 as usize) == Some(&true) {
                terms.each(tokens.iter().map(|token| token.word), |set, Term { length, payload }| {
                    if wanted.has(set) {
                        self.cues.push(Cue { at: at as u32, set, length: length as u32, payload });
                    }
                });
            }
        }
        self.cues_before.push(self.cues.len() as u32);
    }

    /// The text of some bytes of the prose.
    pub fn text(&self, span: Span) -> &'a str {
        &self.passage.text[span.range()]
    }

    /// The words of a claim.
    pub fn text_of(&self, place: usize) -> &'a str {
        self.text(self.claims[place].mention.span)
    }

    /// The bytes in the user's file of a part of a claim.
    pub fn source(&self, claim: &Claim, part: Span) -> Span {
        let (prose, file) = (claim.mention.span, claim.source);
        if prose.len() != file.len() {
            return file;
        }
        Span::new(file.start + (part.start - prose.start), file.start + (part.end - prose.start))
    }

    /// The cues that begin at a token.
    pub fn cues_at(&self, at: usize) -> &[Cue] {
        match (self.cues_before.get(at), self.cues_before.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.cues[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The places among some tokens where a cue begins, with its set.
    pub fn cues_within(&self, from: usize, to: usize) -> impl Iterator<Item = (usize, Set)> {
        let end = |at: usize| self.cues_before.get(at).map_or(self.cues.len(), |&before| before as usize);
        self.cues[end(from)..end(to).max(end(from))].iter().map(|cue| (cue.at as usize, cue.set))
    }

    /// The first tokens of the claims among some tokens.
    pub fn claims_within(&self, from: usize, to: usize) -> Vec<usize> {
        let first = self.claims.partition_point(|claim| (claim.mention.first as usize) < from);
        self.claims[first..]
            .iter()
            .map(|claim| claim.mention.first as usize)
            .take_while(|&at| at < to)
            .collect()
    }

    /// The sets with a cue among some tokens.
    pub fn sets_within(&self, from: usize, to: usize) -> SetBits {
        let mut sets = SetBits::default();
        self.cues_within(from, to).for_each(|cue| sets.insert(cue.1));
        sets
    }

    /// The place of the claim that covers a token.
    pub fn claim_over(&self, at: usize) -> Option<usize> {
        self.covered.get(at).and_then(|&place| (place as usize).checked_sub(1))
    }

    /// The place of the claim that begins at a token.
    pub fn claim_at(&self, at: usize) -> Option<usize> {
        self.claim_over(at).filter(|&place| self.claims[place].mention.first as usize == at)
    }

    /// The first token of the sentence that holds a token, and the token after it.
    pub fn sentence(&self, at: usize) -> (usize, usize) {
        let number = self.sentences.partition_point(|&end| end as usize <= at);
        let start = number.checked_sub(1).map_or(0, |before| self.sentences[before]);
        let end = self.sentences.get(number).map_or(self.passage.tokens.len(), |&end| end as usize);
        (start as usize, end)
    }

    /// Whether a cue of a set begins at a token.
    pub fn has_cue(&self, at: usize, set: Set) -> bool {
        self.cues_at(at).iter().any(|cue| cue.set == set)
    }

    /// Whether a claim says nothing of quantities, so that its words may be a cue ("a year earlier").
    pub(super) fn is_transparent(&self, place: usize) -> bool {
        transparent(self.claims[place].mention.kind)
    }

    /// One unit of a gap: a word, a mark, a parenthesis, or a claim that nothing bound so far could be compared with.
    ///
    /// `last` is the claim bound last, and `nominal` says whether the gap stays in its noun phrase.
    pub(super) fn step(&self, at: usize, last: Option<usize>, nominal: bool) -> Option<Step> {
        let token = self.passage.tokens.get(at)?;
        if self.has_cue(at, Set::OPAQUE) {
            return None;
        }
        if let Some(place) = self.claim_over(at) {
            let mention = &self.claims[place].mention;
            let placed = nominal && at > 0 && self.has_cue(at - 1, Set::PLACING);
            let apart = last.is_some_and(|last| !comparable(&self.claims[last].mention, mention));
            let said = self.is_pair(place) || self.is_base(place);
            return (transparent(mention.kind) || placed || apart || said)
                .then_some(Step { to: mention.end as usize, words: 1 });
        }
        match (token.kind, self.passage.word(at)) {
            (TokenKind::Mark, ";" | ":" | ")") => None,
            (TokenKind::Mark, "(") => Some(Step { to: self.aside(at)?, words: 1 }),
            (TokenKind::Mark, _) => Some(Step { to: at + 1, words: 0 }),
            _ => Some(Step { to: at + 1, words: 1 }),
        }
    }

    /// Whether a claim only names two that are known: "les deux listes".
    pub fn is_pair(&self, place: usize) -> bool {
        let mention = &self.claims[place].mention;
        let two = |number: crate::value::Number| number.value == 2.into();
        let before = (mention.first as usize).checked_sub(1);
        mention.kind == Kind::Count
            && mention.quantity.is_some_and(|quantity| two(quantity.low) && two(quantity.high))
            && before.is_some_and(|before| self.has_cue(before, Set::THE))
    }

    /// Whether a claim is what a rate is counted on: "54 deaths per 1,000 births".
    pub fn is_base(&self, place: usize) -> bool {
        let mention = &self.claims[place].mention;
        let round = |number: crate::value::Number| number.roundness() >= 2;
        let before = (mention.first as usize).checked_sub(1);
        mention.quantity.is_some_and(|quantity| round(quantity.low))
            && before.is_some_and(|before| self.has_cue(before, Set::RATE_BASE))
    }

    /// The token after the parenthesis that opens here, if it closes in the same sentence.
    fn aside(&self, at: usize) -> Option<usize> {
        let mut depth = 0;
        for to in at..self.passage.tokens.len().min(at + ASIDE) {
            match self.passage.word(to) {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(to + 1);
            }
        }
        None
    }

    /// Whether the clause that goes on at a token ends without a finite verb of its own.
    pub(super) fn clause_ends(&self, at: usize, limit: usize) -> bool {
        let mut relative = false;
        for here in at..limit {
            if self.claim_over(here).is_some() {
                continue;
            }
            let ends = matches!(self.passage.word(here), "," | ";" | ":" | ")" | "." | "—" | "–");
            if ends {
                return true;
            }
            relative |= self.has_cue(here, Set::RELATIVE);
            if self.has_cue(here, Set::FINITE) && !relative {
                return false;
            }
        }
        true
    }
}

/// Whether two quantities could stand in one sum: both plain counts, or of one kind and unit.
fn comparable(one: &Mention, other: &Mention) -> bool {
    let class = |kind| match kind {
        Kind::Number | Kind::Count => Kind::Count,
        Kind::Ratio | Kind::Percent => Kind::Percent,
        kind => kind,
    };
    let temporal = |kind| matches!(kind, Kind::Date | Kind::Time | Kind::Duration | Kind::Set);
    if temporal(one.kind) != temporal(other.kind) {
        return false;
    }
    let bare = one.kind == Kind::Number || other.kind == Kind::Number;
    bare || class(one.kind) == class(other.kind) && one.unit == other.unit
}

/// Whether a gap may pass over a claim of this kind.
const fn transparent(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Date
            | Kind::Time
            | Kind::Duration
            | Kind::Age
            | Kind::Ordinal
            | Kind::Name
            | Kind::Set
            | Kind::Score
            | Kind::List
    )
}
