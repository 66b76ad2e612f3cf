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

mod same;
mod say;
mod subject;
mod words;

use super::{Found, Verdict, compose::Desk};
use crate::{
    claim::{Claim, Ledger, Mood, Scope},
    diagnostic::Severity,
    lexicon::Lexicon,
    parse::Kind,
    relate::Scene,
    rule::Rule,
    text::{BlockKind, Prose, Span},
};
use same::{Likeness, Names, agreement};
use words::Words;

/// How many sentences below a headline its subject is still told.
const LEAD: u32 = 5;
/// How many sentences back a mention may take up another, and how many claims.
const BACK: u32 = 6;
const CLAIMS: usize = 40;
/// How many claims of one headline are followed.
const HEADLINE: usize = 8;

/// The sentences of a document that hold claims, as its blocks go by.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Block, sentence of the block, sentence of the document, bytes in the prose.
    sentences: Vec<(u32, u32, u32, Span)>,
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

    /// Holds the repeated mentions of the whole document to one another.
    pub fn judge(&self, rules: &[Rule], sight: &Sight<'_>) -> Found {
        let mut found = Found::default();
        for rule in rules.iter().filter(|rule| rule.check == "repetition") {
            let mut reading = Reading { mentions: self, sight, held: Vec::new(), clashes: Vec::new() };
            reading.headlines();
            reading.returns();
            let Reading { held, mut clashes, .. } = reading;
            found.held.extend(held);
            clashes.sort_by_key(|clash| (clash.second, clash.first));
            clashes.dedup_by_key(|clash| clash.second);
            let finding = |clash: Clash| (say::finding(rule, sight, &clash), vec![clash.first, clash.second]);
            found.findings.extend(clashes.into_iter().map(finding));
        }
        found
    }

    /// The number of a claim's sentence in the document, and its bytes.
    fn sentence(&self, claim: &Claim) -> (u32, Span) {
        let key = (claim.block, claim.sentence);
        let place = self.sentences.binary_search_by_key(&key, |sentence| (sentence.0, sentence.1));
        place.map_or((0, claim.mention.span), |place| (self.sentences[place].2, self.sentences[place].3))
    }
}

/// One reading of a ledger for its repeated mentions.
struct Reading<'a> {
    mentions: &'a Mentions,
    sight: &'a Sight<'a>,
    held: Vec<usize>,
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

    /// Holds each headline to the text below it, up to the next one.
    fn headlines(&mut self) {
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
    fn headline(&mut self, (from, to): (usize, usize), place: usize, below: std::ops::Range<usize>) {
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
                    self.held.extend([place, other]);
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

    /// Holds mentions that take up a claim to the claim that they take up.
    fn returns(&mut self) {
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
        let said = claim.scope.has(back) || claim.group.is_some() || self.names().is_framed(claim);
        kind && said && !claim.scope.has(none) && !claim.mood.has(moods) && self.is_prose(claim)
    }

    /// Finds the claim that another takes up, and holds them together.
    fn taken_up(&mut self, place: usize) {
        let (claims, names) = (self.claims(), self.names());
        let claim = &claims[place];
        let number = self.mentions.sentence(claim).0;
        let near = |&other: &usize| {
            let apart = number.saturating_sub(self.mentions.sentence(&claims[other]).0);
            same::is_compared(claims[other].mention.kind) && apart <= BACK
        };
        let before: Vec<usize> = (place.saturating_sub(CLAIMS)..place)
            .rev()
            .take_while(|other| near(other) || !same::is_compared(claims[*other].mention.kind))
            .filter(near)
            .collect();
        if let Some(&same) = before.iter().find(|&&other| names.could_be(&claims[other], claim)) {
            if names.likeness(&claims[same], claim).is_some() {
                self.held.extend([same, place]);
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
