//! What kind of thing a claim counts, under whatever name: the dead, the hurt, jobs.

use super::{Phrase, clause::Clause};
use crate::{lexicon::Set, parse::TokenKind};

/// How far before a number a word may say what it counts ("kills 21", "la mort d'au moins 62"), and
/// how far after.
const BEFORE: usize = 3;
const AFTER: usize = 9;

/// The group of things that a claim counts: a set of the lexicon whose name begins with `kind-`, or with
/// `fate-` where it is what became of them.
///
/// What became of them goes before what they are ("48 détenus ont été tués"). The noun tells ("17 morts"),
/// or the words right after it ("24 miners killed"), or, where people are counted or no noun is named,
/// the nearest verb ("Quatorze personnes ont péri").
pub(super) fn group(clause: &Clause<'_>, phrase: Option<&Phrase>) -> Option<Set> {
    let head = phrase.map(|phrase| phrase.end as usize - 1);
    let own = head.and_then(|head| clause.groups().find(|&(_, from, to)| from <= head && head < to));
    let own = own.map(|cue| cue.0);
    if phrase.is_some_and(|phrase| !phrase.person) || own.is_some_and(|set| is_fate(clause, set)) {
        return own;
    }
    let told = told(clause);
    if own.is_some() { told.filter(|&set| is_fate(clause, set)).or(own) } else { told }
}

/// The group that the words around a number tell.
fn told(clause: &Clause<'_>) -> Option<Set> {
    let before = clause.groups().filter(|cue| cue.2 <= clause.first && clause.first - cue.2 <= BEFORE).last();
    let before = before.filter(|cue| (cue.2..clause.first).all(|at| links(clause, at)));
    let after = clause.groups().find(|cue| cue.1 >= clause.end && cue.1 - clause.end <= AFTER);
    let after = after.filter(|cue| (clause.end..cue.1).all(|at| !breaks(clause, at)));
    match (before, after) {
        (Some(_), Some(cue)) if cue.1 <= clause.end + 1 => Some(cue.0),
        (Some(cue), _) | (None, Some(cue)) => Some(cue.0),
        (None, None) => None,
    }
}

fn is_fate(clause: &Clause<'_>, set: Set) -> bool {
    clause.passage.lexicon.sets.name(set).starts_with(FATE)
}

/// How the names of sets begin that tell what became of things.
const FATE: &str = "fate-";

/// Whether a word only ties a number to the word before it: an article, "of", an apostrophe.
fn links(clause: &Clause<'_>, at: usize) -> bool {
    let token = &clause.passage.tokens[at];
    match token.kind {
        TokenKind::Mark => matches!(clause.passage.word(at), "'" | "’"),
        _ => [Set::LIGHT, Set::THE, Set::THESE, Set::ALL_OF]
            .iter()
            .any(|&set| clause.passage.lexicon.terms.starts(token.word).has(set)),
    }
}

/// Whether a word parts what stands before it from what comes after.
fn breaks(clause: &Clause<'_>, at: usize) -> bool {
    clause.passage.tokens[at].kind == TokenKind::Mark && matches!(clause.passage.word(at), "," | "—" | "–")
}
