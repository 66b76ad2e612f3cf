//! What a number counts: the head noun of the phrase it opens, and its qualifiers.

use std::num::NonZeroU32;

use rustc_hash::FxHashMap;

use crate::{
    lexicon::{Set, fold},
    parse::{Before, Kind, Mention, Passage, TokenKind},
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

    /// How many there are.
    pub fn count(&self) -> usize {
        self.lemmas.len()
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
    let words = candidates(passage, mention);
    let head =
        if passage.lexicon.marks.head_last { last(passage, mention, &words)? } else { *words.first()? };
    let place = words.iter().position(|&at| at == head)?;
    let other = if passage.lexicon.marks.head_last { place.checked_sub(1) } else { Some(place + 1) };
    let qualifier = other.and_then(|at| words.get(at)).map(|&at| nouns.intern(&lemma(passage, at)));
    let person = is_person(passage, head);
    let span = passage.tokens[head].span;
    Some(Phrase { head: nouns.intern(&lemma(passage, head)), qualifier, person, end: head as u32 + 1, span })
}

/// The head where it stands last: the first word in the plural (of several in a row the last one:
/// "police officers"); after a one or a share, the last word.
fn last(passage: &Passage<'_>, mention: &Mention, words: &[usize]) -> Option<usize> {
    let ends = |place: &usize| ends_plural(passage, words[*place]);
    let plural = |place: &usize| {
        ends(place) || passage.lexicon.terms.starts(passage.tokens[words[*place]].word).has(Set::PLURAL)
    };
    if let Some(first) = (0..words.len()).find(plural) {
        let more = (first + 1..words.len()).take_while(ends).count();
        return words.get(first + more).copied();
    }
    let one = mention.quantity.is_none_or(|quantity| quantity.high.value <= 1.into());
    (one || mention.kind != Kind::Number).then(|| words.last().copied())?
}

/// The content words that follow a number, up to the end of its noun phrase.
fn candidates(passage: &Passage<'_>, mention: &Mention) -> Vec<usize> {
    let Some(from) = whole(passage, mention) else { return Vec::new() };
    let starts = |at: usize| passage.lexicon.terms.starts(passage.tokens[at].word);
    let mut words = Vec::new();
    let mut at = from;
    while at < passage.tokens.len() && words.len() < REACH {
        let token = &passage.tokens[at];
        let text = passage.word(at);
        match token.kind {
            TokenKind::Word if words.is_empty() && starts(at).has(Set::BEFORE_NOUN) => {}
            TokenKind::Word if starts(at).has(Set::FUNCTION) || starts(at).has(Set::CARDINAL) => break,
            TokenKind::Word if words.is_empty() && starts(at).has(Set::REMAINING) => break,
            TokenKind::Word if text == "s" && passage.tokens[at].before == Before::Glued => {}
            TokenKind::Word => words.push(at),
            TokenKind::Mark if words.is_empty() && matches!(text, "«" | "\"" | "“") => {}
            // "17,5 millions d'abonnés"
            TokenKind::Mark if words.is_empty() && at > from && matches!(text, "'" | "’") => {}
            TokenKind::Mark if matches!(text, "-" | "'" | "’") && !words.is_empty() => {}
            _ => break,
        }
        at += 1;
    }
    words
}

/// Where the noun of a share begins, past the article of its whole: `des` in "60 % des trains",
/// `of the` in "12 percent of the teachers"; nowhere in "29 percent chose schools".
fn whole(passage: &Passage<'_>, mention: &Mention) -> Option<usize> {
    let end = mention.end as usize;
    let has = |at: usize, set| {
        passage.tokens.get(at).is_some_and(|token| passage.lexicon.terms.starts(token.word).has(set))
    };
    if !matches!(mention.kind, Kind::Percent | Kind::Ratio) {
        return Some(end);
    }
    if !has(end, Set::BEFORE_NOUN) {
        return None;
    }
    (end + 1..passage.tokens.len())
        .find(|&at| !(has(at, Set::THE) || has(at, Set::THESE) || has(at, Set::LIGHT)))
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
    word.ends_with('s') && !word.ends_with("ss") && word.len() > 2
}

/// A noun without its plural ending, by the endings of the lexicon: the longest that fits.
pub fn lemma(passage: &Passage<'_>, at: usize) -> String {
    let word = fold(passage.word(at)).into_owned();
    let endings = passage.lexicon.plurals.iter();
    let fits = endings.filter(|(ending, _)| {
        *word == **ending || word.len() > ending.len() + 2 && word.ends_with(&**ending)
    });
    match fits.max_by_key(|(ending, _)| ending.len()) {
        Some((ending, instead)) => format!("{}{instead}", &word[..word.len() - ending.len()]),
        None => word,
    }
}
