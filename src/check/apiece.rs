//! Whether a figure is said to be for each of some things: "30 euros par élève", "three a game", "$300 each".

use super::judge::Bindings;
use crate::{
    claim::{Claim, lemma},
    lexicon::Set,
    parse::{Kind, TokenKind},
};

/// Names of sets: what says "each" by itself, what says it of people, what a noun must follow.
const EACH: &str = "average-each";
const HEAD: &str = "average-head";
const PER: &str = "average-per";
const GAME: &str = "average-game";

/// What joins two counts of which one is within the other, and within how many tokens.
const OF: &str = "difference-by";
const TEAMED: u32 = 3;

/// Within how many tokens of a figure what it is for is said.
const REACH: usize = 6;

/// The length of a word from which its beginning tells it: `soir` and `soirée`.
const STEM: usize = 4;

/// Whether the words right after the first claim say that it is for each of what the second counts.
pub(super) fn apiece(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let [mean, number] = claims else { return false };
    if teamed(number, on) {
        return false;
    }
    let from = mean.mention.end as usize;
    let sets = &on.scene.passage.lexicon.sets;
    let has = |at: usize, name: &str| sets.get(name).is_some_and(|set| on.scene.has_cue(at, set));
    let after = (from..from + REACH).take_while(|&at| !ends(on, at, from));
    after
        .into_iter()
        .any(|at| has(at, EACH) || has(at, HEAD) || has(at, PER) && named(number, past(on, at, PER), on))
}

/// Whether another count stands right beside a number: of "12 teams of five players" neither is the one divided by.
fn teamed(number: &Claim, on: &Bindings<'_>) -> bool {
    let count =
        |claim: &&Claim| claim.mention.kind == Kind::Count && claim.mention.first != number.mention.first;
    let of = |from: u32, to: u32| {
        let of = on.scene.passage.lexicon.sets.get(OF);
        to > from
            && to - from <= TEAMED
            && (from..to).any(|at| of.is_some_and(|set| on.scene.has_cue(at as usize, set)))
    };
    let (start, end) = (number.mention.first, number.mention.end);
    let near = on.claims.partition_point(|claim| claim.mention.end + TEAMED < start);
    let around = on.claims[near..].iter().take_while(|claim| claim.mention.first <= end + TEAMED);
    around.filter(count).any(|claim| of(claim.mention.end, start) || of(end, claim.mention.first))
}

/// Whether the clause of a figure that ends at `from` ends at a token.
fn ends(on: &Bindings<'_>, at: usize, from: usize) -> bool {
    let claim =
        on.scene.claim_over(at).is_some_and(|place| on.scene.claims[place].mention.quantity.is_some());
    let passage = on.scene.passage;
    at >= passage.tokens.len()
        || claim
        || at > from && matches!(passage.word(at), "," | ";" | ":" | "." | "(")
}

/// The token after the longest cue of a set.
fn past(on: &Bindings<'_>, at: usize, name: &str) -> usize {
    let set: Option<Set> = on.scene.passage.lexicon.sets.get(name);
    let cues = on.scene.cues_at(at).iter().filter(|cue| Some(cue.set) == set);
    at + cues.map(|cue| cue.length as usize).max().unwrap_or(1)
}

/// Whether a word is the noun that a claim counts, in whatever number.
fn named(number: &Claim, at: usize, on: &Bindings<'_>) -> bool {
    let passage = on.scene.passage;
    let Some(phrase) = &number.phrase else { return false };
    if passage.tokens.get(at).is_none_or(|token| token.kind != TokenKind::Word) {
        return false;
    }
    let (one, other) = (lemma(passage, phrase.end as usize - 1), lemma(passage, at));
    let begins = |a: &str, b: &str| a.chars().count() >= STEM && b.starts_with(a);
    let person = phrase.person && passage.lexicon.terms.starts(passage.tokens[at].word).has(Set::PERSON);
    let game = on.scene.passage.lexicon.sets.get(GAME);
    let games = |at: usize| game.is_some_and(|set| on.scene.has_cue(at, set));
    person
        || games(phrase.end as usize - 1) && games(at)
        || one == other
        || begins(&one, &other)
        || begins(&other, &one)
}
