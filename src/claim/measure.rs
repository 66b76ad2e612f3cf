//! What kind of thing a claim counts, under whatever name: the dead, the hurt, jobs.

use super::{Phrase, clause::Clause};
use crate::{lexicon::Set, parse::TokenKind};

/// How far before a number a verb may say what it counts ("kills 21"), and how far after.
const BEFORE: usize = 1;
const AFTER: usize = 9;

/// The group of things that a claim counts: a set of the lexicon whose name begins with `kind-`.
///
/// The noun tells ("17 morts"), or the words right after it ("24 miners killed"), or, where
/// people are counted or no noun is named, the nearest verb ("Quatorze personnes ont péri").
pub(super) fn group(clause: &Clause<'_>, phrase: Option<&Phrase>) -> Option<Set> {
    let own = phrase.and_then(|phrase| {
        let head = phrase.end as usize - 1;
        clause.groups().find(|&(_, from, to)| from <= head && head < to).map(|cue| cue.0)
    });
    if own.is_some() || phrase.is_some_and(|phrase| !phrase.person) {
        return own;
    }
    let before = clause.groups().filter(|cue| cue.2 <= clause.first && clause.first - cue.2 <= BEFORE).last();
    let before = before.filter(|cue| (cue.2..clause.first).all(|at| !breaks(clause, at)));
    let after = clause.groups().find(|cue| cue.1 >= clause.end && cue.1 - clause.end <= AFTER);
    let after = after.filter(|cue| (clause.end..cue.1).all(|at| !breaks(clause, at)));
    match (before, after) {
        (Some(_), Some(cue)) if cue.1 <= clause.end + 1 => Some(cue.0),
        (Some(cue), _) | (None, Some(cue)) => Some(cue.0),
        (None, None) => None,
    }
}

/// Whether a word parts what stands before it from what comes after.
fn breaks(clause: &Clause<'_>, at: usize) -> bool {
    clause.passage.tokens[at].kind == TokenKind::Mark && matches!(clause.passage.word(at), "," | "—" | "–")
}
