//! What a stated result is the result of: the figures nearby that it can be reckoned from.
//!
//! A cue says that something has tripled, is 140 more, comes to 30 a head; the figures that it is reckoned from stand
//! somewhere in its sentence or the ones beside it. All choices of them are tried:
//!
//! | among the choices that the rule's conditions admit | verdict |
//! | --- | --- |
//! | one makes the result true | holds |
//! | none does, and the words tie one and no other | fails |
//! | otherwise | nothing is said |

use std::cmp::Reverse;

use super::{
    Desk, bindings,
    condition::{self, dated_apart},
    judge::{self, Bindings, Verdict},
};
use crate::{
    claim::{Claim, Scope},
    diagnostic::Severity,
    lexicon::Set,
    parse::Kind,
    relate::{Relation, Scene},
    rule::{Element, Kinds, Role, Sentence, Worded},
};

/// How many sentences before and after that of the cue are looked at.
const AROUND: (u32, u32) = (1, 2);

/// How many figures are tried.
const FIGURES: usize = 10;

/// Binds the roles that a pattern leaves to the search.
pub(super) fn searched(
    worded: &Worded,
    relation: &Relation,
    scene: &Scene<'_>,
    desk: Desk<'_>,
) -> Option<(Relation, Verdict)> {
    let roles: Vec<Wanted> = worded.search.iter().filter_map(wanted).collect();
    let sentence = scene.sentences.partition_point(|&end| end <= relation.at) as u32;
    let figures = figures(scene, relation, sentence, &roles)?;
    let mut failing: Vec<(u32, Vec<usize>, Relation, Severity)> = Vec::new();
    for choice in choices(scene, &roles, &figures) {
        let mut bound = relation.bound.clone();
        let last = roles.len().saturating_sub(1);
        let bind = |(at, &place): (usize, &usize)| Some((roles.get(at.min(last))?.role, place));
        bound.extend(choice.iter().enumerate().filter_map(bind));
        bound.sort_by_key(|bound| bound.1);
        let tried = Relation { bound, ..relation.clone() };
        let on = bindings(&tried, scene, desk);
        if !met(&worded.conditions, &on) {
            continue;
        }
        match judge::judge(&worded.expect, &on) {
            Verdict::Holds => return Some((tried, Verdict::Holds)),
            Verdict::Fails(severity) if sole(scene, &tried, &choice, &figures) && met(&worded.tied, &on) => {
                let far = choice.iter().map(|&place| tier(scene.claims[place].sentence, sentence)).max();
                let mut claims = choice;
                claims.sort_unstable();
                failing.push((far.unwrap_or_default(), claims, tried, severity));
            }
            _ => {}
        }
    }
    failing.sort_by_key(|one| (one.0, Reverse(one.1.len())));
    let (far, claims) = failing.first().map(|one| (one.0, one.1.clone()))?;
    let rivals = |one: &&(u32, Vec<usize>, Relation, Severity)| one.0 == far && one.1.len() == claims.len();
    if failing.iter().filter(rivals).any(|one| one.1 != claims) {
        return None;
    }
    failing.into_iter().next().map(|one| (one.2, Verdict::Fails(one.3)))
}

/// A role that is searched.
#[derive(Clone, Copy)]
struct Wanted {
    role: Role,
    kinds: Kinds,
    /// Whether several figures may have it.
    several: bool,
}

/// What an element of a search asks for.
fn wanted(element: &Element) -> Option<Wanted> {
    match element {
        Element::Claim { role, kinds, .. } => Some(Wanted { role: *role, kinds: *kinds, several: false }),
        Element::Group { choices, .. } => {
            let one = choices.first()?.first().and_then(wanted)?;
            Some(Wanted { several: true, ..one })
        }
        _ => None,
    }
}

/// Whether no other figure that could stand for one of a choice is told in the sentences that it reaches over.
fn sole(scene: &Scene<'_>, relation: &Relation, choice: &[usize], figures: &[usize]) -> bool {
    let cue = scene.sentences.partition_point(|&end| end <= relation.at) as u32;
    let told = || choice.iter().map(|&place| scene.claims[place].sentence).chain([cue]);
    let (from, to) = (told().min().unwrap_or(cue), told().max().unwrap_or(cue));
    let chosen = |place: &usize| choice.contains(place);
    figures.iter().filter(|place| !chosen(place)).all(|&place| {
        let claim = &scene.claims[place];
        let rival = |&own: &usize| {
            scene.claims[own].mention.kind != Kind::Duration && condition::alike(claim, &scene.claims[own])
        };
        claim.sentence < from || claim.sentence > to || !choice.iter().all(rival)
    })
}

fn met(conditions: &[Sentence], on: &Bindings<'_>) -> bool {
    conditions.iter().all(|condition| match condition {
        Sentence::Holds { name, roles, not } => condition::holds(name, roles, on) != *not,
        Sentence::Compare { .. } => judge::judge(condition, on) == Verdict::Holds,
    })
}

/// How far from the sentence of the cue another is: its own, the one before, the one after, the next.
const fn tier(sentence: u32, cue: u32) -> u32 {
    if sentence < cue { 1 } else { (sentence - cue) * 2 }
}

/// The figures around a cue, by place; nothing where two ends are told in one.
fn figures(scene: &Scene<'_>, relation: &Relation, sentence: u32, roles: &[Wanted]) -> Option<Vec<usize>> {
    let (from, to) = (sentence.saturating_sub(AROUND.0), sentence + AROUND.1);
    let first = scene.claims.partition_point(|claim| claim.sentence < from);
    let wanted = |claim: &Claim| roles.iter().any(|role| role.kinds.has(claim.mention.kind));
    let mut found = Vec::new();
    for (place, claim) in scene.claims.iter().enumerate().skip(first) {
        if claim.sentence > to {
            break;
        }
        let bound = relation.bound.iter().any(|bound| bound.1 == place);
        if bound || !wanted(claim) || scene.is_base(place) || scene.is_pair(place) {
            continue;
        }
        if claim.mention.quantity.is_some_and(|quantity| quantity.is_range()) && claim.sentence == sentence {
            return None;
        }
        found.push(place);
    }
    let far = |place: &usize| scene.claims[*place].mention.first.abs_diff(relation.at);
    found.sort_by_key(|place| far(place));
    found.truncate(FIGURES);
    found.sort_unstable();
    Some(found)
}

/// All ways to give two roles figures of their kinds, in the order of the text.
fn choices(scene: &Scene<'_>, roles: &[Wanted], figures: &[usize]) -> Vec<Vec<usize>> {
    let fits = |role: &Wanted, place: usize| role.kinds.has(scene.claims[place].mention.kind);
    let mut choices: Vec<Vec<usize>> = vec![Vec::new()];
    for role in roles.iter().take(2) {
        let longer = choices.iter().flat_map(|choice| {
            let free = figures.iter().filter(|&&place| fits(role, place) && !choice.contains(&place));
            free.map(|&place| choice.iter().copied().chain([place]).collect())
        });
        choices = longer.collect();
    }
    if let Some(last) = roles.iter().take(2).next_back().filter(|last| last.several) {
        for from in [2, 3] {
            let more: Vec<Vec<usize>> = choices
                .iter()
                .filter(|choice| choice.len() == from)
                .flat_map(|choice| {
                    let after = choice.last().copied().unwrap_or_default();
                    let next =
                        figures.iter().filter(move |&&place| place > after && !choice.contains(&place));
                    let fits = |place: &&usize| fits(last, **place);
                    next.filter(fits).map(|&place| choice.iter().copied().chain([place]).collect())
                })
                .collect();
            choices.extend(more);
        }
    }
    choices
}

/// Whether the words set an old and a new figure against one another: "against", "than", "from … to", each with a time of its own.
pub(super) fn contrasted(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let [one, other] = claims else { return false };
    let (first, second) = if one.mention.first < other.mention.first { (one, other) } else { (other, one) };
    let sets = &on.scene.passage.lexicon.sets;
    let led = |claim: &Claim, name: &str, within: usize| {
        let end = claim.mention.first as usize;
        let from = end.saturating_sub(within);
        sets.get(name).is_some_and(|set: Set| (from..=end).any(|at| on.scene.has_cue(at, set)))
    };
    let close = (second.mention.first - first.mention.first) as usize;
    let one_sentence = first.sentence == second.sentence;
    let against = one_sentence && (led(second, "against", 3) && close > 3 || led(second, "search-versus", 1));
    let cue = on.scene.sentence(on.relation.at as usize) == on.scene.sentence(first.mention.first as usize);
    let path = cue && one_sentence && led(first, "value-from", 2) && led(second, "value-to", 1);
    // Sentences that go from one value to another by a verb of their own say nothing of the result.
    let told = one_sentence && !cue && led(first, "value-from", 2);
    // "1.200, contre 1.100" tells the new one first, "from 280 to 210" the old one.
    let old_first = one.mention.first < other.mention.first;
    let turned = against && old_first || path && !old_first;
    if told || turned || coordinated(first, on) {
        return false;
    }
    against || path || dated_apart(claims, on)
}

/// Whether a coordination stands between the cue and a figure after it in the same sentence: "doubled its seats and kept four of 23".
fn coordinated(first: &Claim, on: &Bindings<'_>) -> bool {
    let (at, end) = (on.relation.at as usize, first.mention.first as usize);
    let and = on.scene.passage.lexicon.sets.get("and");
    on.scene.sentence(at) == on.scene.sentence(end)
        && (at..end).any(|at| and.is_some_and(|set| on.scene.has_cue(at, set)))
}

/// Whether a figure without a noun may stand in the unit of another.
pub(super) fn of_unit(claims: &[&Claim]) -> bool {
    let [total, mean] = claims else { return false };
    let bare = mean.mention.kind == Kind::Number && mean.phrase.is_none();
    bare || condition::same_unit(total, mean)
}

/// Whether some claims stand in this order.
pub(super) fn in_order(claims: &[&Claim]) -> bool {
    claims.is_sorted_by_key(|claim| claim.mention.first)
}

/// Whether a figure follows a "than" that follows the cue: "2.340 de plus qu'en 2005, où ils étaient 61.870".
pub(super) fn after_than(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let Some(than) = on.scene.passage.lexicon.sets.get("than") else { return false };
    let at = on.relation.at as usize;
    let told = |claim: &&Claim| {
        let first = claim.mention.first as usize;
        on.scene.sentence(at) == on.scene.sentence(first) && (at..=first).any(|at| on.scene.has_cue(at, than))
    };
    claims.iter().all(told)
}

/// Whether a stated result takes up what was said: it opens its sentence, is "this" or "the", or its figures follow it.
pub(super) fn resumes(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let [stated, figures @ ..] = claims else { return false };
    let after = |claim: &&Claim| claim.mention.first > stated.mention.first;
    if figures.iter().any(&after) {
        let money = |claim: &Claim| claim.mention.kind == Kind::Money && claim.sentence != stated.sentence;
        let elsewhere = figures.iter().any(|claim| claim.sentence != stated.sentence);
        return figures.iter().all(|claim| after(claim) && !money(claim))
            && (!elsewhere || condition::leading(stated, on));
    }
    let first = (stated.mention.first as usize).min(on.relation.at as usize);
    let start = on.scene.sentence(first).0;
    let this = on.scene.passage.lexicon.sets.get("search-this");
    let said = |at: usize| this.is_some_and(|set| on.scene.has_cue(at, set));
    let known = stated.scope.has(Scope::DEFINITE.with(Scope::THESE));
    let takes_up = known || (first.saturating_sub(2)..=first).any(said);
    let apart = figures.iter().all(|claim| (claim.mention.first as usize) < start);
    takes_up || apart && first <= start + OPENING
}

/// Within how many tokens of its beginning a figure opens a sentence.
const OPENING: usize = 3;
