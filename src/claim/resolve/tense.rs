//! Whether the words around a date speak of what was or of what is to come.

use crate::{
    lexicon::{Set, fold},
    parse::{Passage, TokenKind},
};

/// The time that a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// What was; and where nothing tells, for newspapers report.
    Past,
    /// What is to come.
    Future,
}

/// How many tokens away a verb is still listened to.
const REACH: usize = 40;

/// How many tokens before a participle its auxiliary may stand.
const PARTICIPLE: usize = 3;

/// The tense at a mention: that of the nearest verb (auxiliary, ending) of its sentence, on either side.
///
/// Marks between count as some words more, so that "said on Friday, and will" is past.
pub(super) fn tense(passage: &Passage<'_>, bounds: (u32, u32), first: u32, end: u32) -> Tense {
    told_by(passage, bounds, first, end).unwrap_or(Tense::Past)
}

/// Whether the verb nearest to a mention tells what was.
pub fn is_past(passage: &Passage<'_>, bounds: (u32, u32), first: u32, end: u32) -> bool {
    told_by(passage, bounds, first, end) == Some(Tense::Past)
}

/// The same, nothing where no verb tells.
pub(super) fn told_by(passage: &Passage<'_>, bounds: (u32, u32), first: u32, end: u32) -> Option<Tense> {
    let (start, stop) = (bounds.0 as usize, (bounds.1 as usize).min(passage.tokens.len()));
    let before = (start..first as usize).rev().take(REACH);
    let after = (end as usize..stop).take(REACH);
    let found = [nearest(passage, before), nearest(passage, after)];
    let best = found.into_iter().flatten().min_by_key(|&(distance, _)| distance);
    best.map(|(_, tense)| tense)
}

/// The first word that tells a tense, and how far it is.
fn nearest(passage: &Passage<'_>, mut places: impl Iterator<Item = usize>) -> Option<(u32, Tense)> {
    let mut distance = 0;
    places.find_map(|at| {
        distance += if passage.tokens[at].kind == TokenKind::Mark { 3 } else { 1 };
        told(passage, at).map(|tense| (distance, tense))
    })
}

/// What one word tells, by the lexicon's words and endings.
fn told(passage: &Passage<'_>, at: usize) -> Option<Tense> {
    let token = passage.tokens[at];
    if token.kind != TokenKind::Word {
        return None;
    }
    let here = passage.from(at);
    if here.term(Set::FUTURE).is_some() {
        return Some(Tense::Future);
    }
    if here.term(Set::PAST).is_some() {
        return Some(if told_before(passage, at) { Tense::Future } else { Tense::Past });
    }
    let word = passage.word(at);
    let endings = &passage.lexicon.endings;
    let ends = |list: &[String]| {
        word.len() > 5
            && list.iter().any(|end| word.ends_with(end.as_str()) || fold(word).ends_with(end.as_str()))
    };
    if ends(&endings.future) {
        return Some(Tense::Future);
    }
    if !ends(&endings.past) {
        return None;
    }
    Some(if told_before(passage, at) { Tense::Future } else { Tense::Past })
}

/// Whether a word of the future stands right before a participle: "will be held".
fn told_before(passage: &Passage<'_>, at: usize) -> bool {
    (1..=PARTICIPLE)
        .any(|back| at.checked_sub(back).is_some_and(|at| passage.from(at).term(Set::FUTURE).is_some()))
}
