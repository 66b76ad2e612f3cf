//! One block of a document, read and held to the patterns: what is kept of it while nothing in it changes.

use xxhash_rust::xxh3::xxh3_128;

use super::{Finding, document::Round};
use crate::{
    check::{self, Chronicle, Found, Mentions, Rates},
    claim::{self, Claim, Context, Nouns, Sheet},
    diagnostic::{Status, Tie},
    lexicon::SetBits,
    parse::Passage,
    relate::Scene,
    text::Prose,
};

/// What tells a block from others of the same document: its words, their markup, its language.
pub(super) type Key = u128;

/// Where a block begins: in the prose, and in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    prose: u32,
    file: u32,
}

/// Sets of a leaf, of which most have none.
type Sets = Option<Box<SetBits>>;

fn kept(sets: SetBits) -> Sets {
    (sets != SetBits::default()).then(|| Box::new(sets))
}

/// A block as it was read.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) key: Key,
    pub(super) start: Start,
    /// How many claims it has.
    pub(super) claims: usize,
    /// The sets met up to here that silence some pattern.
    before: Sets,
    /// Those of its own that it adds for the blocks after it.
    adds: Sets,
    /// The places among its claims of those that held.
    held: Vec<usize>,
    /// What was found, with the places of the claims.
    pub(super) findings: Vec<(Finding, Vec<usize>)>,
    /// The claims that agree, where one is to be told.
    pub(super) ties: Vec<Tie>,
    /// What the checks of the whole document keep of it; nothing of a quotation in another language.
    pub(super) notes: Option<Box<Notes>>,
}

/// What the checks of a whole document keep of a block.
#[derive(Debug)]
pub(super) struct Notes {
    pub(super) chronicle: Chronicle,
    pub(super) mentions: Mentions,
    pub(super) rates: Rates,
}

/// The key of a block, and where it begins.
pub(super) fn key(prose: &Prose<'_>, number: usize) -> (Key, Start) {
    let block = &prose.blocks[number];
    let (file, pieces) = prose.layout(block.span);
    let mut layout = vec![block.tongue.unwrap_or(u8::MAX)];
    for piece in pieces {
        piece.iter().for_each(|at| layout.extend(at.to_le_bytes()));
    }
    let key = xxh3_128(prose.text[block.span.range()].as_bytes()) ^ xxh3_128(&layout).rotate_left(1);
    (key, Start { prose: block.span.start, file })
}

/// Reads one block, its claims and the words between.
pub(super) fn sheet(round: &Round<'_>, number: usize, nouns: &mut Nouns) -> Sheet {
    let (lexicon, _) = round.tongue(number);
    let mut context = Context { date: round.date.clone(), nouns: std::mem::take(nouns) };
    let sheet = claim::sheet(round.prose, number, lexicon, &mut context);
    *nouns = context.nouns;
    sheet
}

impl Leaf {
    /// Reads a block and holds it to the patterns; `met` are the silencing sets of those before it.
    pub(super) fn new(
        round: &Round<'_>,
        number: usize,
        (key, start): (Key, Start),
        met: &SetBits,
        nouns: &mut Nouns,
    ) -> (Self, Vec<Claim>) {
        let mut sheet = sheet(round, number, nouns);
        let (lexicon, matcher) = round.tongue(number);
        let foreign = round.is_foreign(number);
        let passage = Passage { text: &round.prose.text, tokens: &sheet.tokens, lexicon };
        let scene = Scene::new(&passage, &sheet.sentences, &sheet.claims, matcher);
        let here = scene.sets_within(0, sheet.tokens.len()).shared(&matcher.silencers);
        let mut before = here;
        if !foreign {
            before.extend(met);
        }
        let found = round.found(&scene, matcher, &before);
        let notes = (!foreign).then(|| Box::new(Notes::of(&scene)));
        let findings = found.findings.into_iter();
        let findings = findings.filter_map(|(finding, at)| Some((round.options.wanted(finding)?, at)));
        let leaf = Self {
            key,
            start,
            claims: sheet.claims.len(),
            before: kept(before),
            adds: kept(here).filter(|_| !foreign),
            held: found.held,
            findings: findings.collect(),
            ties: found.ties,
            notes,
        };
        if foreign {
            sheet.claims.iter_mut().for_each(|claim| claim.translate(lexicon, round.lexicon));
        }
        (leaf, sheet.claims)
    }

    /// Whether what was found still stands after blocks with these silencing sets.
    pub(super) fn stands(&self, met: &SetBits) -> bool {
        self.notes.is_none() || {
            let mut before = *met;
            self.extend(&mut before);
            kept(before) == self.before
        }
    }

    /// Adds its silencing sets to those met before.
    pub(super) fn extend(&self, met: &mut SetBits) {
        if let Some(adds) = &self.adds {
            met.extend(adds);
        }
    }

    /// Goes to another place with its claims, as a block of this number.
    pub(super) fn shift(&mut self, to: Start, number: usize, claims: &mut [Claim]) {
        let by = |to: u32, from: u32| to.wrapping_sub(from);
        let (prose, file) = (by(to.prose, self.start.prose), by(to.file, self.start.file));
        claims.iter_mut().for_each(|claim| claim.shift(number as u32, prose, file));
        self.findings.iter_mut().for_each(|(finding, _)| finding.shift(file));
        self.ties.iter_mut().for_each(|tie| tie.shift(file));
        if let Some(notes) = &mut self.notes {
            notes.mentions.shift(prose);
        }
        self.start = to;
    }

    /// Says of its claims what became of them.
    pub(super) fn mark(&self, claims: &mut [Claim]) {
        self.held.iter().for_each(|&place| claims[place].status = Status::Consistent);
        let about = self.findings.iter().flat_map(|(_, claims)| claims);
        about.for_each(|&place| claims[place].status = Status::Contradicted);
    }
}

impl Notes {
    /// No notes, of a document of a date.
    pub(super) fn new(date: Option<&str>) -> Self {
        let (chronicle, mentions, rates) = (Chronicle::new(date), Mentions::default(), Rates::default());
        Self { chronicle, mentions, rates }
    }

    /// Takes in those of a block of this number, whose first claim has a place in the ledger.
    pub(super) fn take(&mut self, notes: &Self, number: u32, base: usize) {
        self.chronicle.take(&notes.chronicle, base);
        self.mentions.take(&notes.mentions, number);
        self.rates.take(&notes.rates, base);
    }

    fn of(scene: &Scene<'_>) -> Self {
        let (mut chronicle, mut mentions, mut rates) =
            (Chronicle::new(None), Mentions::default(), Rates::default());
        chronicle.read(scene, 0);
        mentions.read(scene);
        rates.read(scene, 0);
        Self { chronicle, mentions, rates }
    }
}

/// A headline held to the paragraph below it.
#[derive(Debug)]
pub(super) struct Headed {
    /// The two blocks, and where they stood.
    pub(super) of: [(Key, Start); 2],
    /// What was found, with the places of the claims in the ledger.
    pub(super) findings: Vec<(Finding, Vec<usize>)>,
}

impl Headed {
    /// Holds the first block, if it is a headline, to the second.
    pub(super) fn new(round: &Round<'_>, of: [(Key, Start); 2], nouns: &mut Nouns) -> Self {
        let mut headed = Self { of, findings: Vec::new() };
        if round.is_foreign(0) || round.is_foreign(1) {
            return headed;
        }
        let head = sheet(round, 0, nouns);
        if !head.is_headline(&round.prose.text) {
            return headed;
        }
        let both = head.joined(&sheet(round, 1, nouns));
        let (lexicon, matcher) = round.tongue(1);
        let passage = Passage { text: &round.prose.text, tokens: &both.tokens, lexicon };
        let scene = Scene::new(&passage, &both.sentences, &both.claims, matcher);
        let Found { findings, .. } =
            check::headed(&round.engine.rules, matcher, &scene, head.tokens.len(), round.desk);
        let wanted = findings.into_iter();
        headed.findings =
            wanted.filter_map(|(finding, at)| Some((round.options.wanted(finding)?, at))).collect();
        headed
    }
}
