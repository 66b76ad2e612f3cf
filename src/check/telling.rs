//! What a date near a cue is the date of: of what happened, or of something promised, compared or bounded.

use super::{dates::written_year, judge::Bindings};
use crate::{
    claim::{Claim, is_past},
    lexicon::Set,
    parse::Kind,
    relate::Scene,
    value::{
        Timex, calendar,
        timex::{Date, Grain},
    },
};

/// How many tokens before a date the words that make it of something else are looked for.
const BEFORE: usize = 10;

/// How many claims to each side of a period another one is looked for.
const BESIDE: usize = 6;

/// A leap year, to place days that have none.
const COMMON: i32 = 2000;

/// Whether claims date what happened: not what was promised or decided ("the plan to close it by
/// 2018"), a deadline ("jusqu'au 30 juin"), nor something in a year told apart ("of last year").
pub fn happened(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let sets = &on.scene.passage.lexicon.sets;
    let [ahead, until, other] = ["order-ahead", "order-until", "order-other-year"].map(|name| sets.get(name));
    !claims.iter().any(|claim| {
        let first = claim.mention.first as usize;
        other.is_some_and(|set| on.scene.has_cue(claim.mention.end as usize, set))
            || until.is_some_and(|set| ends_at(on.scene, set, first))
            || ahead.is_some_and(|set| follows(on, claim, set))
    })
}

/// Whether the verb nearest to each claim tells what was.
pub fn past(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    claims.iter().all(|claim| {
        let (from, to) = on.scene.sentence(claim.mention.first as usize);
        let bounds = (from as u32, to as u32);
        is_past(on.scene.passage, bounds, claim.mention.first, claim.mention.end)
    })
}

/// Whether a cue of a set ends where a token begins.
fn ends_at(scene: &Scene<'_>, set: Set, at: usize) -> bool {
    let ends = |from: usize| {
        scene.cues_at(from).iter().any(|cue| cue.set == set && from + cue.length as usize == at)
    };
    (at.saturating_sub(4)..at).any(ends)
}

/// Whether a date follows a cue of a set in its sentence, with a word between and no other date.
fn follows(on: &Bindings<'_>, claim: &Claim, set: Set) -> bool {
    let first = claim.mention.first as usize;
    let from = on.scene.sentence(first).0.max(first.saturating_sub(BEFORE));
    let dated = |at: &usize| {
        on.scene.claim_over(*at).is_some_and(|place| on.scene.claims[place].mention.kind == Kind::Date)
    };
    let mut near = (from..first).rev().take_while(|at| !dated(at) && on.scene.passage.word(*at) != ";");
    near.any(|at| {
        on.scene.cues_at(at).iter().any(|cue| cue.set == set && at + cue.length as usize + 1 < first)
    })
}

/// Whether no other period is told beside one in its sentence: "from 1990 to 1994 and from 2002 to 2008" are two.
pub fn alone(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let Some(one) = claims.iter().find(|claim| claim.mention.kind == Kind::Date) else { return true };
    let at = on.claims.partition_point(|claim| claim.mention.first < one.mention.first);
    let beside = &on.claims[at.saturating_sub(BESIDE)..on.claims.len().min(at + BESIDE)];
    let bound = |claim: &Claim| claims.iter().any(|one| one.mention.first == claim.mention.first);
    let others: Vec<&Claim> = beside
        .iter()
        .filter(|claim| claim.mention.kind == Kind::Date && claim.sentence == one.sentence && !bound(claim))
        .collect();
    let spans = |claim: &&Claim| dated(claim).is_some_and(|date| date.end.is_some());
    let tied = |pair: &[&Claim]| pair[1].mention.first <= pair[0].mention.end + 2;
    !others.iter().any(spans) && !others.windows(2).any(tied)
}

/// Whether a period without years goes round the year: "du 1er novembre au 31 octobre", "from June to May",
/// or a season's, told as yearly.
pub fn round(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let [start, end] = claims else { return false };
    let (Some(from), Some(to)) = (dated(start), dated(end)) else { return false };
    if [from, to].iter().any(|date| written_year(date).is_some() || date.grain > Grain::Month) {
        return false;
    }
    let day = |date: &Date| calendar::day(COMMON, date.month?, date.day?);
    let eve = matches!((day(from), day(to)), (Some(from), Some(to)) if from - to == 1);
    let first = start.mention.first as usize;
    let (begin, stop) = on.scene.sentence(first);
    let near = (begin.max(first.saturating_sub(40)), stop.min(first + 40));
    let yearly = on.scene.passage.lexicon.sets.get("order-yearly");
    from.grain == Grain::Month
        || eve
        || yearly.is_some_and(|set| on.scene.sets_within(near.0, near.1).has(set))
}

fn dated(claim: &Claim) -> Option<&Date> {
    claim.mention.timex.as_ref().and_then(Timex::date)
}
