//! Repeated mentions: one quantity given twice, with two values.
//!
//! Two claims are held to each other only where the text itself says that they are one quantity:
//!
//! | first | second |
//! | --- | --- |
//! | in a headline | among the first sentences below it, on the same subject |
//! | anywhere | soon after, taken up by "ces", "tous les", "aucun des", "the … spent on the sketch" |
//! | anywhere | in the same frame: "la coalition, qui compte 60 pays" |
//!
//! Whatever explains the difference acquits it: rounding, bounds, a part, an addition, a value given up
//! or renewed, another source, another day, another place; and so does a third claim of the first value.

mod back;
mod headline;
mod same;
mod say;
mod subject;
mod words;

use super::{Found, compose::Desk};
use crate::{
    claim::{Claim, Ledger, Mood, Scope},
    diagnostic::Severity,
    lexicon::Lexicon,
    parse::Kind,
    relate::Scene,
    rule::Rule,
    text::{BlockKind, Prose, Span},
};
use same::Names;

/// How many claims are looked through for one that is like another.
const CLAIMS: usize = 40;

/// The sentences of a document that hold claims, as its blocks go by.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Block, sentence of the block, sentence of the document, bytes in the prose.
    sentences: Vec<(u32, u32, u32, Span)>,
    /// By block: the place of its first sentence among them.
    firsts: Vec<u32>,
    count: u32,
}

/// What judging a document's repeated mentions takes.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The document.
    pub prose: &'a Prose<'a>,
    /// Its language.
    pub lexicon: &'a Lexicon,
    /// Its claims.
    pub ledger: &'a Ledger,
    /// What findings are written with.
    pub desk: Desk<'a>,
}

/// Two claims that disagree: places in the ledger, and how grave it is.
#[derive(Clone, Copy, Debug)]
struct Clash {
    first: usize,
    second: usize,
    severity: Severity,
    /// Which message says it.
    say: &'static str,
}

impl Mentions {
    /// Takes note of the sentences of a block.
    pub fn read(&mut self, scene: &Scene<'_>) {
        let mut last = None;
        for claim in scene.claims {
            if last != Some(claim.sentence) && same::is_compared(claim.mention.kind) {
                last = Some(claim.sentence);
                let (from, to) = scene.sentence(claim.mention.first as usize);
                let tokens = &scene.passage.tokens[from..to];
                let span = tokens
                    .first()
                    .zip(tokens.last())
                    .map_or(claim.mention.span, |ends| ends.0.span.join(ends.1.span));
                self.sentences.push((claim.block, claim.sentence, self.count + claim.sentence, span));
            }
        }
        self.count += scene.sentences.len() as u32;
    }

    /// Takes over the sentences of one block alone, of this number in the document.
    pub fn take(&mut self, part: &Self, block: u32) {
        self.firsts.resize(block as usize + 1, self.sentences.len() as u32);
        let sentences = part.sentences.iter();
        self.sentences.extend(sentences.map(|one| (block, one.1, self.count + one.2, one.3)));
        self.count += part.count;
    }

    /// Goes with its block so many bytes farther on in the prose, modulo 2³².
    pub fn shift(&mut self, by: u32) {
        self.sentences.iter_mut().for_each(|sentence| sentence.3 = sentence.3.moved(by));
    }

    /// Holds the repeated mentions of the whole document to one another.
    pub fn judge(&self, rules: &[Rule], sight: &Sight<'_>) -> Found {
        let mut found = Found::default();
        for rule in rules.iter().filter(|rule| rule.check == "repetition") {
            let mut reading = Reading { mentions: self, sight, held: Vec::new(), clashes: Vec::new() };
            reading.headlines();
            reading.returns();
            let Reading { held, mut clashes, .. } = reading;
            for pair in held {
                found.tie(sight.desk, rule, pair.map(|place| (&sight.ledger.claims[place], "")));
                found.held.extend(pair);
            }
            clashes.sort_by_key(|clash| (clash.second, clash.first));
            clashes.dedup_by_key(|clash| clash.second);
            let finding = |clash: Clash| (say::finding(rule, sight, &clash), vec![clash.first, clash.second]);
            found.findings.extend(clashes.into_iter().map(finding));
        }
        found
    }

    /// The number of a claim's sentence in the document, and its bytes.
    fn sentence(&self, claim: &Claim) -> (u32, Span) {
        let first =
            |block: u32| self.firsts.get(block as usize).map_or(self.sentences.len(), |&at| at as usize);
        let own = &self.sentences[first(claim.block)..first(claim.block + 1)];
        let place = own.binary_search_by_key(&claim.sentence, |sentence| sentence.1);
        place.map_or((0, claim.mention.span), |place| (own[place].2, own[place].3))
    }
}

/// One reading of a ledger for its repeated mentions.
struct Reading<'a> {
    mentions: &'a Mentions,
    sight: &'a Sight<'a>,
    /// The pairs that agree.
    held: Vec<[usize; 2]>,
    clashes: Vec<Clash>,
}

impl<'a> Reading<'a> {
    fn claims(&self) -> &'a [Claim] {
        &self.sight.ledger.claims
    }

    fn names(&self) -> Names<'a> {
        Names { text: &self.sight.prose.text, lexicon: self.sight.lexicon }
    }

    fn kind(&self, claim: &Claim) -> BlockKind {
        self.sight.prose.blocks[claim.block as usize].kind
    }

    fn is_heading(&self, claim: &Claim) -> bool {
        self.kind(claim) == BlockKind::Headline
    }

    fn is_prose(&self, claim: &Claim) -> bool {
        !matches!(self.kind(claim), BlockKind::Cell(..) | BlockKind::Caption)
    }

    /// Whether a claim is set apart from another by its scope or mood.
    fn is_apart(&self, a: &Claim, b: &'a Claim) -> bool {
        let scopes = Scope::OTHER.with(Scope::PART).with(Scope::EACH);
        let moods = Mood::FORMER.with(Mood::NEGATED).with(Mood::DISPUTED);
        let sources = matches!((a.voice.source, b.voice.source), (Some(one), Some(other)) if one != other);
        let still = b.scope.has(Scope::STILL) && !a.scope.has(Scope::STILL);
        a.scope.has(scopes)
            || still
            || b.scope.has(scopes)
            || a.mood.has(moods)
            || b.mood.has(moods)
            || (b.mood.has(Mood::UPDATED) && !a.mood.has(Mood::UPDATED) && !self.tells_both(b))
            || (a.mood.has(Mood::UPDATED) && !b.mood.has(Mood::UPDATED) && !self.is_lead(a, b))
            || sources
            || a.voice.quoted && b.voice.quoted
    }

    /// The other claims of a claim's sentence that are like it.
    fn rivals(&self, claim: &'a Claim) -> impl Iterator<Item = &'a Claim> {
        let (claims, names) = (self.claims(), self.names());
        let key = (claim.block, claim.sentence);
        let start = claims.partition_point(|other| (other.block, other.sentence) < key);
        let here = claims[start..].iter().take_while(move |other| (other.block, other.sentence) == key);
        let others = here.filter(|other| other.mention.span != claim.mention.span);
        others.take(CLAIMS).filter(move |other| names.likeness(claim, other).is_some())
    }

    /// Whether a claim stands in the first sentence below a headline's, or after its dateline.
    fn is_lead(&self, title: &Claim, claim: &Claim) -> bool {
        self.is_heading(title) && self.mentions.sentence(claim).0 <= self.mentions.sentence(title).0 + 2
    }

    /// Whether no other claim of its sentence is like a claim, but for values given up.
    fn is_only(&self, claim: &'a Claim) -> bool {
        self.rivals(claim).all(|other| other.mood.has(Mood::FORMER))
    }

    /// Whether a sentence gives the value given up besides the new one: then it is up to date.
    fn tells_both(&self, claim: &'a Claim) -> bool {
        self.rivals(claim).any(|other| other.mood.has(Mood::FORMER))
    }

    /// Whether the sentences of two claims name different days or years.
    fn other_time(&self, a: &Claim, b: &Claim) -> bool {
        let times = |claim: &Claim| {
            let here = |other: &&Claim| (other.block, other.sentence) == (claim.block, claim.sentence);
            let at = self
                .claims()
                .partition_point(|other| (other.block, other.sentence) < (claim.block, claim.sentence));
            let dates = self.claims()[at..].iter().take_while(here).take(CLAIMS);
            dates
                .filter(|other| other.mention.kind == Kind::Date && other.mention.span != claim.mention.span)
                .filter_map(|other| other.mention.timex.as_ref()?.days())
                .collect::<Vec<_>>()
        };
        let (one, other) = (times(a), times(b));
        let meet = |x: &crate::value::calendar::Days| other.iter().any(|y| x.from < y.to && y.from < x.to);
        !one.is_empty() && !other.is_empty() && !one.iter().any(meet)
    }
}
