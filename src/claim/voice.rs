//! Who says it: the narrator, a named source, someone quoted.

use super::{Noun, Nouns, noun};
use crate::{
    lexicon::Set,
    parse::{Passage, TokenKind},
};

/// The voice of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// The source that is named for it: `police` in "selon la police routière".
    pub source: Option<Noun>,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// How far from a claim its source is looked for, and how far from its cue the source's name.
const REACH: usize = 40;
const NAME: usize = 6;

impl Voice {
    /// The voice of the claim at some tokens of a sentence; `next` is where the next number stands.
    pub(super) fn of(
        passage: &Passage<'_>,
        (first, end): (usize, usize),
        (from, to): (usize, usize),
        next: usize,
        nouns: &mut Nouns,
    ) -> Self {
        let (from, to) = (from.max(first.saturating_sub(REACH)), to.min(end + REACH));
        let source = named(passage, end..next.min(to), to)
            .or_else(|| last_named(passage, from..first))
            .filter(|&at| !is_known(passage, at))
            .map(|at| nouns.intern(&noun::lemma(passage, at)));
        Self { source, quoted: quoted(passage, from, first) }
    }
}

/// The first source named after a claim.
fn named(passage: &Passage<'_>, mut places: std::ops::Range<usize>, to: usize) -> Option<usize> {
    places.find_map(|at| source(passage, at, to))
}

/// The last source named before a claim.
fn last_named(passage: &Passage<'_>, places: std::ops::Range<usize>) -> Option<usize> {
    let to = places.end;
    places.rev().find_map(|at| source(passage, at, to))
}

/// The noun of the source whose cue begins at a token: after "selon", before or after "a annoncé".
fn source(passage: &Passage<'_>, at: usize, to: usize) -> Option<usize> {
    let starts = passage.lexicon.terms.starts(passage.tokens[at].word);
    let cue = |set| starts.has(set).then(|| passage.from(at).term(set)).flatten();
    let names = |at: &usize| is_name(passage, *at);
    let named_after = |after: usize| (after..to.min(after + NAME)).take_while(|&at| passage.word(at) != ",");
    if let Some(cue) = cue(Set::SOURCE) {
        let after = at + cue.length;
        return named_after(after).find(names);
    }
    let cue = cue(Set::SAYS)?;
    let after = at + cue.length;
    let before = (at.saturating_sub(3)..at).rev().take_while(|&at| passage.word(at) != ",").find(names);
    before.or_else(|| named_after(after).find(names))
}

/// Whether a source is one just named: "a indiqué ce haut responsable".
fn is_known(passage: &Passage<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| passage.tokens[before].word);
    before.is_some_and(|word| passage.lexicon.terms.starts(word).has(Set::THIS))
}

/// Whether a word can name a source: no function word, no weekday or month, no abbreviated title.
fn is_name(passage: &Passage<'_>, at: usize) -> bool {
    let token = &passage.tokens[at];
    let sets = passage.lexicon.terms.starts(token.word);
    let none = [Set::FUNCTION, Set::WEEKDAY, Set::MONTH, Set::ABBREVIATION, Set::SAYS, Set::CARDINAL];
    token.kind == TokenKind::Word && !none.into_iter().any(|set| sets.has(set))
}

/// Whether a quotation is open at a token.
fn quoted(passage: &Passage<'_>, from: usize, first: usize) -> bool {
    let mut open = false;
    for at in from..first {
        if passage.tokens[at].kind == TokenKind::Mark {
            let mark = passage.word(at).chars().next().unwrap_or_default();
            for &(opening, closing) in &passage.lexicon.marks.quotes {
                open = if opening == closing && mark == opening {
                    !open
                } else {
                    (open || mark == opening) && mark != closing
                };
            }
        }
    }
    open
}
