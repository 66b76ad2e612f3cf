//! From mentions to the ledger: what each claim is of, when, and in whose voice.

mod clause;
mod digits;
mod entry;
mod explain;
mod measure;
mod mood;
mod noun;
mod resolve;
mod scope;
mod voice;

pub use digits::digits;
pub use entry::entries;
pub use explain::explain;
pub use mood::Mood;
pub use noun::{Noun, Nouns, Phrase, lemma};
pub use resolve::{Anchor, Moment, Reach, is_past};
pub use scope::Scope;
pub use voice::Voice;

use clause::Clause;

use crate::{
    diagnostic::Status,
    lexicon::{Lexicon, Set},
    parse::{self, Kind, Mention, Passage, Token, Unit},
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
    /// The stretch of time that it denotes in its place, for reports.
    pub reach: Option<Box<Reach>>,
    /// What became of it.
    pub status: Status,
}

impl Claim {
    /// What to underline: the claim with its noun.
    pub const fn labelled(&self) -> Span {
        self.whole
    }

    /// Goes with its block to another place: so many bytes farther on in the prose and in the file, modulo 2³².
    pub fn shift(&mut self, block: u32, prose: u32, file: u32) {
        self.block = block;
        self.mention.span = self.mention.span.moved(prose);
        if let Some(phrase) = &mut self.phrase {
            phrase.span = phrase.span.moved(prose);
        }
        (self.source, self.whole) = (self.source.moved(file), self.whole.moved(file));
    }

    /// Tells its unit and group in the terms of another lexicon than the one it was read with.
    pub fn translate(&mut self, from: &Lexicon, to: &Lexicon) {
        self.group = self.group.and_then(|group| to.sets.get(from.sets.name(group)));
        if let Unit::Code(code) = self.mention.unit {
            let place = to.codes.iter().position(|known| Some(known) == from.codes.get(usize::from(code)));
            self.mention.unit = place.map_or(Unit::None, |place| Unit::Code(place as u16));
        }
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

/// How many tokens a headline has at most.
const HEADLINE: usize = 24;

impl Sheet {
    /// Whether it is a line of a few words that no full stop ends.
    pub fn is_headline(&self, text: &str) -> bool {
        let last = self.tokens.last().map(|token| &text[token.span.range()]);
        self.tokens.len() <= HEADLINE && self.sentences.len() == 1 && last.is_some_and(|last| last != ".")
    }

    /// This block and another after it as one.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let mut both = self.clone();
        let (shift, sentences) = (self.tokens.len() as u32, self.sentences.len() as u32);
        both.tokens.extend(other.tokens.iter().copied());
        both.sentences.extend(other.sentences.iter().map(|end| end + shift));
        both.claims.extend(other.claims.iter().cloned().map(|mut claim| {
            claim.mention.first += shift;
            claim.mention.end += shift;
            claim.sentence += sentences;
            if let Some(phrase) = &mut claim.phrase {
                phrase.end += shift;
            }
            claim
        }));
        both
    }
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
        reach: None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{engine::Engine, read};

    /// The numbers of a text with what is said of them.
    fn said(lang: &str, text: &str) -> String {
        let engine = Engine::new().expect("the rules of the house load");
        let lexicon = engine.lexicons().iter().find(|lexicon| lexicon.code == lang).expect("it is known");
        let prose = read::read(text, &read::FORMATS[0], engine.lexicons());
        let mut context = Context::default();
        let sheet = sheet(&prose, 0, lexicon, &mut context);
        let flag = |has: bool, name: &str| if has { format!(" {name}") } else { String::new() };
        let one = |claim: &Claim| {
            let scopes = [
                (Scope::OTHER, "other"),
                (Scope::PART, "part"),
                (Scope::EACH, "each"),
                (Scope::STILL, "still"),
                (Scope::DEFINITE, "definite"),
                (Scope::THESE, "these"),
                (Scope::ALL, "all"),
                (Scope::WHOLE, "whole"),
            ];
            let moods = [
                (Mood::PLANNED, "planned"),
                (Mood::CONDITIONAL, "conditional"),
                (Mood::NEGATED, "negated"),
                (Mood::DISPUTED, "disputed"),
                (Mood::FORMER, "former"),
                (Mood::UPDATED, "updated"),
            ];
            let mut out = text[claim.mention.span.range()].to_owned();
            out.extend(scopes.map(|(scope, name)| flag(claim.scope.has(scope), name)));
            out.extend(moods.map(|(mood, name)| flag(claim.mood.has(mood), name)));
            out += &claim.group.map_or_else(String::new, |group| format!(" {}", lexicon.sets.name(group)));
            let source = claim.voice.source.map(|noun| context.nouns.lemma(noun));
            out + &source.map_or_else(String::new, |source| format!(" by {source}"))
        };
        let numbers = sheet.claims.iter().filter(|claim| counts(claim.mention.kind));
        numbers.map(one).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn scope_tells_which_ones() {
        assert_eq!(
            said("en", "The prison holds 640 inmates. A fifth of the 480 inmates held there are women."),
            "640 kind-jailed, A fifth, 480 definite whole kind-jailed"
        );
        assert_eq!(said("en", "Each of the thirteen lifeboats reached Funchal."), "thirteen definite all");
        assert_eq!(said("en", "The remaining nine hostages left."), "nine other still kind-held");
        assert_eq!(said("fr", "Ces 1.580 suppressions de postes coûtent."), "1.580 these kind-jobs");
        assert_eq!(said("fr", "Il y a 300 soldats, dont 40 officiers."), "300, 40 part");
        assert_eq!(said("en", "Two of the passengers slept."), "Two part kind-aboard");
    }

    #[test]
    fn mood_tells_what_stands() {
        assert_eq!(said("fr", "Le bilan est de 15 morts, contre 12 la veille."), "15 fate-dead, 12 former");
        assert_eq!(said("fr", "Un nouveau bilan fait état de 16 morts."), "16 updated fate-dead");
        assert_eq!(said("en", "The firm could cut 900 jobs."), "900 conditional kind-jobs");
    }

    #[test]
    fn voice_tells_who_says_it() {
        assert_eq!(
            said("fr", "Ils étaient 8.000 selon la police, 25.000 selon les organisateurs."),
            "8.000 by police, 25.000 by organisateur"
        );
        assert_eq!(
            said("fr", "Ils vont envoyer près de 1.900 hommes, a indiqué ce haut responsable."),
            "près de 1.900 planned fate-sent"
        );
        assert_eq!(said("en", "The ministry said 12 people died."), "12 fate-dead by ministry");
    }

    #[test]
    fn kinds_of_things_have_several_names() {
        assert_eq!(said("fr", "Quatorze personnes ont péri."), "Quatorze fate-dead");
        assert_eq!(said("en", "Mine blast kills 21, injures 8"), "21 fate-dead, 8 fate-hurt");
        assert_eq!(said("en", "All 24 miners killed were found."), "24 all fate-dead");
    }
}
