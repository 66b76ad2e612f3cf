//! From mentions to the ledger: what each claim is of, when, and in whose voice.

mod clause;
mod detect;
mod entry;
mod measure;
mod mood;
mod noun;
mod resolve;
mod scope;
mod voice;

pub use detect::detect;
pub use entry::entries;
pub use mood::Mood;
pub use noun::{Noun, Nouns, Phrase};
pub use resolve::Anchor;
pub use scope::Scope;
pub use voice::Voice;

use clause::Clause;

use crate::{
    diagnostic::Status,
    lexicon::{Lexicon, Set},
    parse::{self, Kind, Mention, Passage, Token},
    text::{Prose, Span},
};

/// A mention with what the text says it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What was read; its span is in the prose.
    pub mention: Mention,
    /// Its bytes in the user's file.
    pub source: Span,
    /// Which block of the prose it stands in.
    pub block: u32,
    /// Which sentence of the block.
    pub sentence: u32,
    /// The noun phrase that it counts.
    pub phrase: Option<Phrase>,
    /// The group of things that it counts under this or another noun: the dead, jobs.
    pub group: Option<Set>,
    /// What sets it apart from others of its measure.
    pub scope: Scope,
    /// How it is put.
    pub mood: Mood,
    /// Who says it.
    pub voice: Voice,
    /// Its bytes with the noun it counts, in the user's file.
    pub whole: Span,
    /// What became of it.
    pub status: Status,
}

impl Claim {
    /// What to underline: the claim with its noun.
    pub const fn labelled(&self) -> Span {
        self.whole
    }
}

/// All claims of a document, by place.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The claims.
    pub claims: Vec<Claim>,
    /// The nouns they count.
    pub nouns: Nouns,
}

/// What is known of a document while its blocks are read in order.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Its publication date as far as known, ISO 8601: `2014-12-08`, `2021-12`. Partial and
    /// relative dates are resolved against it ([`Anchor::read`]).
    pub date: Option<String>,
    /// The nouns met so far.
    pub nouns: Nouns,
}

/// One block of prose, read: its tokens, where its sentences end, its claims.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The tokens.
    pub tokens: Vec<Token>,
    /// The token after the last of each sentence.
    pub sentences: Vec<u32>,
    /// The claims, by place.
    pub claims: Vec<Claim>,
}

/// Reads the claims of one block of a document.
pub fn sheet(prose: &Prose<'_>, number: usize, lexicon: &Lexicon, context: &mut Context) -> Sheet {
    let tokens = parse::tokens(&prose.text, prose.blocks[number].span, lexicon);
    let passage = Passage { text: &prose.text, tokens: &tokens, lexicon };
    let sentences = parse::sentences(&passage);
    let mentions = parse::mentions(&passage);
    let mut claims: Vec<Claim> = Vec::with_capacity(mentions.len());
    let mut mentions = mentions.into_iter().peekable();
    let mut before = 0;
    while let Some(mention) = mentions.next() {
        let sentence = sentences.partition_point(|&end| end <= mention.first);
        let start = sentence.checked_sub(1).map_or(0, |before| sentences[before] as usize);
        let next = mentions.peek().map_or(tokens.len(), |next| next.first as usize);
        let end = sentences.get(sentence).map_or(tokens.len(), |&end| end as usize);
        let place = Place { block: number as u32, sentence: sentence as u32, start, end, before, next };
        before = if counts(mention.kind) { mention.end as usize } else { before };
        claims.push(claim(prose, &passage, mention, &place, &mut context.nouns));
    }
    let anchor = context.date.as_deref().and_then(Anchor::read);
    resolve::resolve(&mut claims, &passage, &sentences, anchor);
    Sheet { tokens, sentences, claims }
}

/// Where a mention stands.
struct Place {
    block: u32,
    sentence: u32,
    /// The first token of the sentence, and the token after its last.
    start: usize,
    end: usize,
    /// The token after the number before, and the first token of the mention after.
    before: usize,
    next: usize,
}

/// Whether a mention of this kind gives a quantity of something.
const fn counts(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Number
            | Kind::Count
            | Kind::Percent
            | Kind::Points
            | Kind::Money
            | Kind::Measure
            | Kind::Ratio
            | Kind::Duration
    )
}

/// A mention with the noun it counts; a number of things is a count.
fn claim(
    prose: &Prose<'_>,
    passage: &Passage<'_>,
    mut mention: Mention,
    place: &Place,
    nouns: &mut Nouns,
) -> Claim {
    let phrase = match mention.kind {
        Kind::Number | Kind::Percent | Kind::Ratio => noun::phrase(passage, &mention, nouns),
        _ => None,
    };
    if mention.kind == Kind::Number && phrase.is_some() {
        mention.kind = Kind::Count;
    }
    let source = prose.source(mention.span);
    let whole = phrase.as_ref().map_or(source, |phrase| prose.source(mention.span.join(phrase.span)));
    let mut claim = Claim {
        mention,
        source,
        block: place.block,
        sentence: place.sentence,
        phrase,
        group: None,
        scope: Scope::default(),
        mood: Mood::default(),
        voice: Voice::default(),
        whole,
        status: Status::Unchecked,
    };
    if counts(claim.mention.kind) {
        describe(&mut claim, passage, place, nouns);
    }
    claim
}

/// Fills in what the words round a claim say of it.
fn describe(claim: &mut Claim, passage: &Passage<'_>, place: &Place, nouns: &mut Nouns) {
    let end = claim.phrase.as_ref().map_or(claim.mention.end, |phrase| phrase.end) as usize;
    let within = (place.start.max(place.before), place.end.min(place.next.max(end)));
    let clause = Clause::new(passage, &claim.mention, end, within);
    claim.group = measure::group(&clause, claim.phrase.as_ref());
    claim.scope = Scope::of(&clause);
    claim.mood = Mood::of(&clause);
    claim.voice = Voice::of(passage, (clause.first, end), (place.start, place.end), place.next, nouns);
}
