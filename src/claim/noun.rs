//! What a number counts: the head noun of the phrase it opens, and its qualifiers.

use std::num::NonZeroU32;

use rustc_hash::FxHashMap;

use crate::{
    lexicon::{Set, fold},
    parse::{Kind, Mention, Passage, TokenKind},
    text::Span,
};

/// A noun or qualifier of a document, by number from 1; see [`Nouns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Noun(NonZeroU32);

/// The lemmas met in a document.
#[derive(Clone, Debug, Default)]
pub struct Nouns {
    lemmas: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, Noun>,
}

impl Nouns {
    /// The number of a lemma.
    pub fn intern(&mut self, lemma: &str) -> Noun {
        if let Some(&noun) = self.numbers.get(lemma) {
            return noun;
        }
        self.lemmas.push(lemma.into());
        let noun = Noun(NonZeroU32::new(self.lemmas.len() as u32).unwrap_or(NonZeroU32::MAX));
        self.numbers.insert(lemma.into(), noun);
        noun
    }

    /// The lemma of a number.
    pub fn lemma(&self, noun: Noun) -> &str {
        &self.lemmas[noun.0.get() as usize - 1]
    }
}

/// The noun phrase after a number: `soldats` (with `américains`), at its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The head's lemma: `soldat`.
    pub head: Noun,
    /// The word before (English) or after (French) the head that narrows it: `américain`.
    pub qualifier: Option<Noun>,
    /// Whether it is a noun for people.
    pub person: bool,
    /// The token after the head.
    pub end: u32,
    /// The head's bytes in the prose.
    pub span: Span,
}

/// How many words after the number the head may stand.
const REACH: usize = 5;

/// The noun phrase that a mention counts, if one follows it.
///
/// In French the head follows the number, but for *de* and a few adjectives that
/// go before (`1.400 jeunes soldats américains`); in English it is the first word
/// in the plural, or the last of the phrase (`1,400 young American soldiers`).
pub fn phrase(passage: &Passage<'_>, mention: &Mention, nouns: &mut Nouns) -> Option<Phrase> {
    let words =
        candidates(passage, mention.end as usize, matches!(mention.kind, Kind::Percent | Kind::Ratio));
    let plural = |at: &usize| {
        passage.lexicon.terms.starts(passage.tokens[*at].word).has(Set::PLURAL) || ends_plural(passage, *at)
    };
    let head = if passage.lexicon.marks.head_last {
        let one = mention.quantity.is_some_and(|quantity| quantity.high.value == 1.into());
        words.iter().copied().find(plural).or_else(|| words.last().copied().filter(|_| one))?
    } else {
        words.first().copied()?
    };
    let place = words.iter().position(|&at| at == head)?;
    let other = if passage.lexicon.marks.head_last { place.checked_sub(1) } else { Some(place + 1) };
    let qualifier = other.and_then(|at| words.get(at)).map(|&at| nouns.intern(&lemma(passage, at)));
    let person = is_person(passage, head);
    let span = passage.tokens[head].span;
    Some(Phrase { head: nouns.intern(&lemma(passage, head)), qualifier, person, end: head as u32 + 1, span })
}

/// The content words that follow a number, up to the end of its noun phrase.
fn candidates(passage: &Passage<'_>, from: usize, share: bool) -> Vec<usize> {
    let starts = |at: usize| passage.lexicon.terms.starts(passage.tokens[at].word);
    let mut words = Vec::new();
    let mut at = from;
    while at < passage.tokens.len() && words.len() < REACH {
        let token = &passage.tokens[at];
        let text = passage.word(at);
        match token.kind {
            TokenKind::Word if words.is_empty() && starts(at).has(Set::BEFORE_NOUN) => {}
            TokenKind::Word if share && at == from + 1 && starts(at).has(Set::LIGHT) => {}
            TokenKind::Word if starts(at).has(Set::FUNCTION) || starts(at).has(Set::CARDINAL) => break,
            TokenKind::Word => words.push(at),
            TokenKind::Mark if words.is_empty() && matches!(text, "«" | "\"" | "“") => {}
            TokenKind::Mark if matches!(text, "-" | "'" | "’") && !words.is_empty() => {}
            _ => break,
        }
        at += 1;
    }
    words
}

/// Whether a noun is one for people: by the lexicon's list, an ending that makes such nouns, or,
/// where nouns are not capitalised for any other reason, as the name of a people ("780 Norvégiens").
fn is_person(passage: &Passage<'_>, at: usize) -> bool {
    let word = fold(passage.word(at));
    let people = !passage.lexicon.marks.head_last
        && word.ends_with('s')
        && passage.word(at).starts_with(char::is_uppercase);
    let ends = || {
        passage
            .lexicon
            .person_endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(&**ending))
    };
    passage.lexicon.terms.starts(passage.tokens[at].word).has(Set::PERSON) || people || ends()
}

fn ends_plural(passage: &Passage<'_>, at: usize) -> bool {
    let word = passage.word(at);
    word.ends_with('s') && !word.ends_with("ss") && word.len() > 3
}

/// A noun without its plural ending, by the endings of the lexicon: the longest that fits.
pub fn lemma(passage: &Passage<'_>, at: usize) -> String {
    let word = fold(passage.word(at)).into_owned();
    let endings = passage.lexicon.plurals.iter();
    let fits = endings.filter(|(ending, _)| word.len() > ending.len() + 2 && word.ends_with(&**ending));
    match fits.max_by_key(|(ending, _)| ending.len()) {
        Some((ending, instead)) => format!("{}{instead}", &word[..word.len() - ending.len()]),
        None => word,
    }
}
