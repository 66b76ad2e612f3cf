//! A rank and those named before it: "la cinquième femme à diriger la banque, après A, B et C" is the fourth.

use super::{
    Found,
    compose::{Desk, Told, told},
    items::{Items, Words, items},
};
use crate::{
    claim::Claim,
    diagnostic::{Label, Severity},
    parse::Kind,
    relate::Scene,
    rule::Rule,
    text::Prose,
};

/// How many tokens may stand between a rank and the word that names those before, and from there to the names.
const TO_CUE: usize = 16;
const TO_NAMES: usize = 8;

/// How many names a list may lack before it was never meant to be complete.
const LACKING: i64 = 2;

/// Holds the ranks of a block to the names of those before them.
pub fn successions(rules: &[Rule], scene: &Scene<'_>, prose: &Prose<'_>, desk: Desk<'_>) -> Found {
    let mut found = Found::default();
    for rule in rules.iter().filter(|rule| rule.check == "succession") {
        let Some(words) = Words::of(scene) else { continue };
        for (place, claim) in
            scene.claims.iter().enumerate().filter(|(_, claim)| claim.mention.kind == Kind::Ordinal)
        {
            let Some(rank) = claim.mention.quantity.map(|quantity| quantity.low.value.to_integer()) else {
                continue;
            };
            let Some(list) = predecessors(scene, &words, claim) else { continue };
            let (least, most) = (list.least as i64 + 1, list.most as i64 + 1);
            if (least..=most).contains(&rank) {
                found.tie(desk, rule, [(claim, "")]);
                found.held.push(place);
            } else if rank < least || rank - most <= LACKING {
                found.findings.push((finding(rule, scene, prose, desk, (claim, &list)), vec![place]));
            }
        }
    }
    found
}

/// The names after a rank of those before it: two at least, joined by a conjunction.
fn predecessors(scene: &Scene<'_>, words: &Words, claim: &Claim) -> Option<Items> {
    let set = |name: &str| scene.passage.lexicon.sets.get(name);
    let (after, those, not, open) =
        (set("sequence-after")?, set("sequence-those")?, set("sequence-not")?, set("list-open")?);
    let end = claim.mention.end as usize;
    let to = scene.sentence(end).1;
    if (end..to.min(end + 2)).any(|at| scene.has_cue(at, not)) {
        return None;
    }
    let stops = |at: &usize| matches!(scene.passage.word(*at), ";" | ":" | "(");
    let mut near = (end..to.min(end + TO_CUE)).take_while(|at| !stops(at));
    let cue = near.find_map(|at| {
        let cue = scene.cues_at(at).iter().filter(|cue| cue.set == after).max_by_key(|cue| cue.length)?;
        Some(at + cue.length as usize)
    });
    let Some(cue) = cue else { return introduced(scene, words, to) };
    let ranked =
        |at: usize| scene.claim_at(at).is_some_and(|place| scene.claims[place].mention.kind == Kind::Ordinal);
    if (end..cue).any(ranked) {
        return None;
    }
    let capital = |at: usize| scene.passage.word(at).starts_with(char::is_uppercase);
    let titled = |at: usize| scene.has_cue(at, those) || matches!(scene.passage.word(at), "'" | "’");
    let start = (cue..to.min(cue + TO_NAMES)).find(|&at| capital(at) && !titled(at))?;
    let between = (cue..start).all(|at| titled(at) || scene.has_cue(at, crate::lexicon::Set::LIGHT));
    if !between || scene.sets_within(end, start).has(open) {
        return None;
    }
    items(scene, words, start, to).filter(|list| list.named && list.joined && list.least > 1)
}

/// The names that the sentence after a rank gives: "Her predecessors were A, B and C."
fn introduced(scene: &Scene<'_>, words: &Words, from: usize) -> Option<Items> {
    let set = |name: &str| scene.passage.lexicon.sets.get(name);
    let (them, were) = (set("sequence-them")?, set("sequence-were")?);
    let longest = |at: usize, set| {
        scene.cues_at(at).iter().filter(|cue| cue.set == set).map(|cue| at + cue.length as usize).max()
    };
    if from >= scene.passage.tokens.len() {
        return None;
    }
    let start = longest(longest(from, them)?, were)?;
    let end = scene.sentence(from).1;
    items(scene, words, start, end).filter(|list| list.named && list.joined && list.least > 1)
}

fn finding(
    rule: &Rule,
    scene: &Scene<'_>,
    prose: &Prose<'_>,
    desk: Desk<'_>,
    (claim, list): (&Claim, &Items),
) -> crate::diagnostic::Diagnostic {
    let shown = |least: usize, most: usize| {
        if least == most {
            most.to_string()
        } else {
            desk.wording.range(&least.to_string(), &most.to_string())
        }
    };
    let given = shown(list.least, list.most);
    let due = shown(list.least + 1, list.most + 1);
    let rank = claim.mention.quantity.map_or(0, |quantity| quantity.low.value.to_integer()).to_string();
    let mut finding = told(
        desk,
        rule,
        Told {
            say: "after",
            severity: Severity::Error,
            labels: vec![(claim, "rank")],
            computation: format!("{given} + 1 = {due} ≠ {rank}"),
            given: vec![("given", given.clone()), ("due", due), ("rank", rank)],
            repairs: Vec::new(),
            text: scene.passage.text,
        },
    );
    finding.labels.push(Label { span: prose.source(list.span), role: "before".into(), note: given });
    finding
}
