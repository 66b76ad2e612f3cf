//! A document that is checked, and checked again while it is written: only the blocks that changed are read again.
//!
//! What is found in a block depends on its words and markup, on what is asked about the document
//! ([`Setting`]), and on the cues before it that silence a pattern. So a block that keeps these keeps its claims
//! and findings, which move with it. What ties blocks together is judged each time, over the whole ledger.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    Engine, Finding, Options, coverage,
    leaf::{Headed, Key, Leaf, Notes, Start, key},
    without_time,
};
use crate::{
    check::{self, Found, Sight, compose::Desk},
    claim::{self, Claim, Ledger},
    diagnostic::{Entry, Report, Status, Tie},
    excuse,
    lexicon::{Lexicon, SetBits},
    relate::{Matcher, Scene},
    rule::Rule,
    text::Prose,
};

/// How many nouns a document may have met that it no longer holds, before all is read anew.
const STALE: usize = 20_000;

/// What is kept of a document from one check to the next.
#[derive(Debug, Default)]
pub struct Document {
    setting: Option<Setting>,
    leaves: Vec<Leaf>,
    head: Option<Headed>,
    ledger: Ledger,
    /// What was read when a reading was broken off, and is in no place yet.
    spare: FxHashMap<Key, Vec<Read>>,
    /// How many nouns it had when all of it was read.
    nouns: usize,
    /// What the blocks of a document that is checked but once keep for the checks of the whole.
    once: Option<Box<Notes>>,
}

/// What the reading of every block depends on.
#[derive(Debug, PartialEq, Eq)]
struct Setting {
    place: usize,
    date: Option<String>,
    options: Options,
}

/// Told of each block that is read the how manieth it is, of how many; whether to go on.
pub type Watch<'w> = &'w mut dyn FnMut(usize, usize) -> bool;

/// A block that was read, with its claims.
type Read = (Leaf, Vec<Claim>);

/// One check of a document.
#[derive(Clone, Debug)]
pub(super) struct Round<'a> {
    pub(super) engine: &'a Engine,
    pub(super) prose: &'a Prose<'a>,
    pub(super) options: &'a Options,
    pub(super) lexicon: &'a Lexicon,
    pub(super) date: Option<String>,
    pub(super) desk: Desk<'a>,
    place: usize,
}

impl Engine {
    /// Checks a document again: what changed since its last check by this engine is read, the rest is remembered.
    ///
    /// The report is that of [`Engine::check`], whatever the document held before.
    pub fn recheck(&self, document: &mut Document, prose: &Prose<'_>, options: &Options) -> Report {
        self.recheck_while(document, prose, options, &mut |_, _| true).unwrap_or_default()
    }

    /// The same as long as `watch` wants it: it is told of each block that is read the how manieth it is of how many.
    ///
    /// Nothing once it wants no more; what was read by then is remembered.
    pub fn recheck_while(
        &self,
        document: &mut Document,
        prose: &Prose<'_>,
        options: &Options,
        watch: Watch<'_>,
    ) -> Option<Report> {
        let place = match self.language(prose, options) {
            Ok(place) => place,
            Err(lang) => {
                *document = Document::default();
                return Some(Self::unread(&lang, prose, options));
            }
        };
        let lexicon = &self.lexicons[place];
        let date = options.date(prose);
        let desk = self.desk(options.ui_lang.as_deref().unwrap_or(&lexicon.code), date.as_deref());
        let desk = Desk { ties: options.ties, ..desk };
        let round = Round { engine: self, prose, options, lexicon, date, desk, place };
        if !document.read(&round, watch) {
            return None;
        }
        let mut findings = document.findings();
        let mut ties: Vec<Tie> = document.leaves.iter().flat_map(|leaf| &leaf.ties).cloned().collect();
        for found in document.judge(&round) {
            ties.extend(found.ties);
            findings.extend(found.findings.into_iter().map(|(finding, _)| finding));
        }
        findings.sort_by_key(|finding| finding.labels.first().map(|label| label.span));
        let wanted = |rule: &Rule| !options.unwanted.contains(&rule.id);
        let rules = (self.rules.as_slice(), &wanted as &dyn Fn(&Rule) -> bool);
        let (mut findings, excused) =
            excuse::sift(findings, &prose.remarks, &options.allowances, rules, desk);
        // What is said of comments has a severity of the desk's choice, too.
        findings = findings.into_iter().filter_map(|finding| options.wanted(finding)).collect();
        findings.sort_by_key(|finding| finding.labels.first().map(|label| label.span));
        ties.retain(|tie| !options.unwanted.contains(&tie.rule));
        ties.sort_by_cached_key(|tie| (tie.labels.first().map(|label| label.span), tie.rule.clone()));
        ties.dedup();
        let claims = if options.claims { document.claims(self) } else { Vec::new() };
        let (lang, date) = (lexicon.code.clone(), round.date.map(without_time));
        let coverage = coverage(&document.ledger);
        Some(Report { lang, date, findings, ties, excused, claims, coverage })
    }
}

impl<'a> Round<'a> {
    /// Whether a block is a quotation in another language.
    pub(super) fn is_foreign(&self, number: usize) -> bool {
        self.other(number).is_some()
    }

    /// The lexicon and the patterns to read a block with.
    pub(super) fn tongue(&self, number: usize) -> (&'a Lexicon, &'a Matcher) {
        let place = self.other(number).unwrap_or(self.place);
        (&self.engine.lexicons[place], &self.engine.matchers[place])
    }

    fn other(&self, number: usize) -> Option<usize> {
        self.engine.tongue(self.prose, number).filter(|&other| other != self.place)
    }

    /// What the patterns and lists of a block say.
    pub(super) fn found(&self, scene: &Scene<'_>, matcher: &Matcher, before: &SetBits) -> Found {
        let (rules, desk) = (&self.engine.rules, self.desk);
        let own = self.engine.desk(&scene.passage.lexicon.code, None).wording;
        let mut found = check::patterns(rules, matcher, scene, before, desk);
        found.add(check::lists(rules, scene, self.prose, (desk, own)));
        found.add(check::successions(rules, scene, self.prose, desk));
        found
    }
}

impl Document {
    /// A document that is checked but once: less is kept of its blocks.
    pub(super) fn once(date: Option<&str>) -> Self {
        Self { once: Some(Box::new(Notes::new(date))), ..Self::default() }
    }

    /// Its claims as reports show them, as of its last check by this engine.
    pub fn claims(&self, engine: &Engine) -> Vec<Entry> {
        let lexicon = self.setting.as_ref().map(|setting| &engine.lexicons[setting.place]);
        lexicon.map_or_else(Vec::new, |lexicon| claim::entries(&self.ledger, lexicon))
    }

    /// Reads the blocks that are not as they were. Whether it came to the end.
    fn read(&mut self, round: &Round<'_>, watch: Watch<'_>) -> bool {
        let setting =
            Setting { place: round.place, date: round.date.clone(), options: round.options.clone() };
        let stale = self.ledger.nouns.count() > 2 * self.nouns + STALE;
        if stale || self.setting.as_ref() != Some(&setting) {
            *self = Self { setting: Some(setting), once: self.once.take(), ..Self::default() };
        }
        let keys: Vec<(Key, Start)> =
            (0..round.prose.blocks.len()).map(|number| key(round.prose, number)).collect();
        let all = self.leaves.is_empty();
        if !self.settle(round, &keys, watch) {
            return false;
        }
        self.spare.clear();
        self.shift(&keys);
        self.silence(round);
        self.behead(round);
        if all {
            self.nouns = self.ledger.nouns.count();
        }
        true
    }

    /// Brings the leaves and the ledger in line with the blocks: those at the head and the tail that
    /// stayed are left where they are, of those between the ones that are still there are taken over.
    /// Whether it came to the end.
    fn settle(&mut self, round: &Round<'_>, keys: &[(Key, Start)], watch: Watch<'_>) -> bool {
        let same = |(leaf, key): &(&Leaf, &(Key, Start))| leaf.key == key.0;
        let front = self.leaves.iter().zip(keys).take_while(same).count();
        let (old, new) = (&self.leaves[front..], &keys[front..]);
        let back = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
        let new = &new[..new.len() - back];
        let gone = front..self.leaves.len() - back;
        let first = self.leaves[..front].iter().map(|leaf| leaf.claims).sum::<usize>();
        let mut known = std::mem::take(&mut self.spare);
        for (leaf, own) in self.take_out(gone, first) {
            known.entry(leaf.key).or_default().push((leaf, own));
        }
        let (mut leaves, mut claims) = (Vec::with_capacity(new.len()), Vec::new());
        let mut met = SetBits::default();
        self.leaves[..front].iter().for_each(|leaf| leaf.extend(&mut met));
        for (done, &key) in new.iter().enumerate() {
            let kept = known.get_mut(&key.0).and_then(Vec::pop);
            let (mut leaf, own) = match kept {
                Some(kept) => kept,
                None if watch(done, new.len()) => {
                    Leaf::new(round, front + done, key, &met, &mut self.ledger.nouns)
                }
                None => {
                    self.spare = known;
                    self.lay_by(leaves, claims);
                    return false;
                }
            };
            leaf.extend(&mut met);
            if let Some(once) = &mut self.once
                && let Some(notes) = leaf.notes.take()
            {
                once.take(&notes, (front + done) as u32, first + claims.len());
            }
            claims.extend(own);
            leaves.push(leaf);
        }
        if self.leaves.is_empty() {
            (self.leaves, self.ledger.claims) = (leaves, claims);
        } else {
            self.ledger.claims.splice(first..first, claims);
            self.leaves.splice(front..front, leaves);
        }
        true
    }

    /// Takes out some leaves with their claims, the first of which has a place in the ledger.
    fn take_out(&mut self, leaves: Range<usize>, first: usize) -> Vec<Read> {
        let leaves: Vec<Leaf> = self.leaves.splice(leaves, []).collect();
        let count = leaves.iter().map(|leaf| leaf.claims).sum::<usize>();
        let mut claims = self.ledger.claims.splice(first..first + count, []);
        let with = |leaf: Leaf| {
            let own = claims.by_ref().take(leaf.claims).collect();
            (leaf, own)
        };
        leaves.into_iter().map(with).collect()
    }

    /// Keeps what was read, for the next time.
    fn lay_by(&mut self, leaves: Vec<Leaf>, claims: Vec<Claim>) {
        let mut claims = claims.into_iter();
        for leaf in leaves {
            let own = claims.by_ref().take(leaf.claims).collect();
            self.spare.entry(leaf.key).or_default().push((leaf, own));
        }
    }

    /// Moves what stands elsewhere than before.
    fn shift(&mut self, keys: &[(Key, Start)]) {
        let mut claims = self.ledger.claims.as_mut_slice();
        for (number, (leaf, &(_, start))) in self.leaves.iter_mut().zip(keys).enumerate() {
            let (own, rest) = claims.split_at_mut(leaf.claims);
            claims = rest;
            if start != leaf.start || own.first().is_some_and(|claim| claim.block != number as u32) {
                leaf.shift(start, number, own);
            }
        }
    }

    /// Holds blocks to the patterns again where cues before them silence others than they did.
    fn silence(&mut self, round: &Round<'_>) {
        let mut met = SetBits::default();
        for number in 0..self.leaves.len() {
            if !self.leaves[number].stands(&met) {
                let key = (self.leaves[number].key, self.leaves[number].start);
                self.leaves[number] = Leaf::new(round, number, key, &met, &mut self.ledger.nouns).0;
            }
            self.leaves[number].extend(&mut met);
        }
    }

    /// Holds the headline to the paragraph below it, where one of them changed.
    fn behead(&mut self, round: &Round<'_>) {
        let of = match self.leaves.as_slice() {
            [first, second, ..] => [(first.key, first.start), (second.key, second.start)],
            _ => return self.head = None,
        };
        if self.head.as_ref().is_none_or(|head| head.of != of) {
            self.head = Some(Headed::new(round, of, &mut self.ledger.nouns));
        }
    }

    /// What was found in each block, in order; says of the claims what became of them.
    fn findings(&mut self) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.ledger.claims.iter_mut().for_each(|claim| claim.status = Status::Unchecked);
        let mut base = 0;
        for (number, leaf) in self.leaves.iter().enumerate() {
            for (finding, about) in self.head.iter().filter(|_| number == 1).flat_map(|head| &head.findings) {
                about.iter().for_each(|&place| self.ledger.claims[place].status = Status::Contradicted);
                findings.push(finding.clone());
            }
            leaf.mark(&mut self.ledger.claims[base..base + leaf.claims]);
            findings.extend(leaf.findings.iter().map(|(finding, _)| finding.clone()));
            base += leaf.claims;
        }
        findings
    }

    /// What is found by holding blocks to one another.
    fn judge(&mut self, round: &Round<'_>) -> [Found; 5] {
        let Notes { chronicle, mentions, rates } = self.notes(round);
        let Round { engine, prose, lexicon, desk, .. } = *round;
        let native = engine.desk(&lexicon.code, None).wording;
        let rules = engine.wanted(round.options);
        let ledger = &self.ledger;
        let told = chronicle.judge(&rules, (&prose.text, ledger), (desk, native));
        let sight = Sight { prose, lexicon, ledger, desk };
        let slips = check::slips(&rules, &sight);
        let mut repeated = mentions.judge(&rules, &sight);
        repeated.findings.retain(|(_, claims)| {
            !slips.findings.iter().any(|(_, slipped)| claims.iter().all(|claim| slipped.contains(claim)))
        });
        let tables = check::tables(&rules, &sight);
        let found = [told, repeated, rates.judge(&rules, &sight), slips, tables];
        self.conclude(found, round)
    }

    /// What the checks of the whole document keep of its blocks.
    fn notes(&mut self, round: &Round<'_>) -> Notes {
        if let Some(once) = self.once.take() {
            return *once;
        }
        let mut all = Notes::new(round.date.as_deref());
        let mut base = 0;
        for (number, leaf) in self.leaves.iter().enumerate() {
            if let Some(notes) = &leaf.notes {
                all.take(notes, number as u32, base);
            }
            base += leaf.claims;
        }
        all
    }

    /// Drops the findings that are not wanted; says of the claims of the others, and of those that held, what
    /// became of them.
    fn conclude(&mut self, mut found: [Found; 5], round: &Round<'_>) -> [Found; 5] {
        let claims = &mut self.ledger.claims;
        for &place in found.iter().flat_map(|found| &found.held) {
            let status = &mut claims[place].status;
            if *status == Status::Unchecked {
                *status = Status::Consistent;
            }
        }
        for found in &mut found {
            let all = std::mem::take(&mut found.findings).into_iter();
            let wanted = all.filter_map(|(finding, at)| Some((round.options.wanted(finding)?, at)));
            found.findings = wanted.collect();
            let about = found.findings.iter().flat_map(|(_, about)| about);
            about.for_each(|&place| claims[place].status = Status::Contradicted);
        }
        found
    }
}
