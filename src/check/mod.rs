//! Verdicts: relations held to their rules, dates to the calendar, mentions to one another.

mod agree;
mod apiece;
mod calendar;
mod chain;
mod chronicle;
mod clock;
pub mod compose;
mod condition;
mod convert;
mod dates;
mod enumeration;
mod era;
mod factor;
mod header;
mod items;
mod judge;
mod life;
mod listed;
mod mend;
mod parts;
mod rates;
mod reckoned;
mod repair;
mod result;
mod scale;
mod search;
mod stn;
mod succession;
mod table;
mod telling;
mod time;
mod timeline;
mod weekday;
mod whole;
mod wording;

pub use agree::{Mentions, Sight};
pub use chronicle::Chronicle;
pub use enumeration::lists;
pub use judge::{Bindings, Reading, Verdict};
pub use rates::Rates;
pub use scale::slips;
pub use succession::successions;
pub use table::tables;
pub use wording::Wording;

use compose::Desk;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    claim::Claim,
    diagnostic::{Diagnostic, Label, Tie},
    lexicon::{Lexicon, Set, SetBits},
    relate::{Matcher, Relation, Scene},
    rule::{Rule, Sentence, Worded},
};

/// What a check of a scene found: the claims that held, and the findings with the claims they are about.
#[derive(Debug, Default)]
pub struct Found {
    /// The places in the scene of claims that took part in a check and held.
    pub held: Vec<usize>,
    /// The findings, with the places of their claims.
    pub findings: Vec<(Diagnostic, Vec<usize>)>,
    /// The claims that held together, where the desk wants to be told of them.
    pub ties: Vec<Tie>,
}

impl Found {
    /// Takes in what another check found.
    pub fn add(&mut self, more: Self) {
        self.held.extend(more.held);
        self.findings.extend(more.findings);
        self.ties.extend(more.ties);
    }

    /// Takes note of claims that agree, where the desk wants it.
    pub fn tie<'c>(
        &mut self,
        desk: Desk<'_>,
        rule: &Rule,
        claims: impl IntoIterator<Item = (&'c Claim, &'c str)>,
    ) {
        if desk.ties {
            let label = |(claim, role): (&Claim, &str)| Label {
                span: claim.labelled(),
                role: role.to_owned(),
                note: String::new(),
            };
            let labels = claims.into_iter().map(label).collect();
            self.ties.push(Tie { rule: rule.id.clone(), labels, computation: String::new() });
        }
    }
}

/// Holds all relations that the patterns find in a scene to their rules.
///
/// From each place a pattern gives its nearest reading; a rule that asks for any
/// reading is acquitted by one that holds. Of two relations of one rule, one
/// within the other, the larger counts.
pub fn patterns(
    rules: &[Rule],
    matcher: &Matcher,
    scene: &Scene<'_>,
    text: &SetBits,
    desk: Desk<'_>,
) -> Found {
    let mut judged: Vec<Judged> = Vec::new();
    matcher.readings(scene, text, |pattern, relation| {
        let worded = &rules[pattern.rule].patterns[pattern.worded];
        let read = if worded.search.is_empty() {
            verdict(worded, &relation, scene, desk).map(|verdict| (relation, verdict))
        } else {
            search::searched(worded, &relation, scene, desk)
        };
        let Some((relation, verdict)) = read else { return false };
        let accepted = !worded.any_reading || verdict == Verdict::Holds;
        judged.push(Judged { relation, verdict });
        accepted
    });
    keep_acquitted(rules, &mut judged);
    keep_largest(&mut judged);
    let mut found = Found::default();
    let ties: Vec<Relation> = judged
        .iter()
        .filter(|one| {
            rules[one.relation.rule].check == "timeline" && !matches!(one.verdict, Verdict::Fails(_))
        })
        .map(|one| one.relation.clone())
        .collect();
    for Judged { relation, verdict } in judged {
        let rule = &rules[relation.rule];
        let claims = relation.claims();
        match verdict {
            Verdict::Holds => {
                if desk.ties {
                    let on = bindings(&relation, scene, desk);
                    found.ties.push(compose::tie(desk, scene, rule, &rule.patterns[relation.worded], &on));
                }
                found.held.extend(claims);
            }
            Verdict::Fails(severity) => {
                let on = bindings(&relation, scene, desk);
                let finding =
                    compose::finding(desk, scene, rule, &rule.patterns[relation.worded], &on, severity);
                found.findings.push((finding, claims));
            }
            Verdict::Unknown => {}
        }
    }
    tied(rules, &ties, scene, desk, &mut found);
    found
}

/// Holds what a headline states as a result to the figures of the paragraph below it.
///
/// The scene is of both, and `head` the first token of the paragraph.
pub fn headed(rules: &[Rule], matcher: &Matcher, scene: &Scene<'_>, head: usize, desk: Desk<'_>) -> Found {
    let mut judged: Vec<Judged> = Vec::new();
    matcher.readings(scene, &SetBits::default(), |pattern, relation| {
        let worded = &rules[pattern.rule].patterns[pattern.worded];
        if worded.search.is_empty() || relation.at as usize >= head {
            return false;
        }
        let read = search::searched(worded, &relation, scene, desk);
        judged.extend(read.map(|(relation, verdict)| Judged { relation, verdict }));
        false
    });
    keep_largest(&mut judged);
    let mut found = Found::default();
    for Judged { relation, verdict } in judged {
        let Verdict::Fails(severity) = verdict else { continue };
        let (rule, claims) = (&rules[relation.rule], relation.claims());
        let on = bindings(&relation, scene, desk);
        let worded = &rule.patterns[relation.worded];
        found.findings.push((compose::finding(desk, scene, rule, worded, &on, severity), claims));
    }
    found
}

/// Adds what contradicts itself only once the relations of a rule are tied together.
fn tied(rules: &[Rule], ties: &[Relation], scene: &Scene<'_>, desk: Desk<'_>, found: &mut Found) {
    let spoken_for: Vec<usize> = found.findings.iter().flat_map(|finding| finding.1.clone()).collect();
    for relations in ties.chunk_by(|a, b| a.rule == b.rule) {
        let Some(first) = relations.first() else { continue };
        let bound = relations.iter().flat_map(|relation| relation.bound.clone()).collect();
        let all = Relation { bound, ..first.clone() };
        let on = bindings(&all, scene, desk);
        let more = chain::chains(&rules[first.rule], relations, &spoken_for, &on, desk);
        found.findings.extend(more.findings);
    }
}

struct Judged {
    relation: Relation,
    verdict: Verdict,
}

/// The verdict on a relation; nothing where its conditions make it none.
fn verdict(worded: &Worded, relation: &Relation, scene: &Scene<'_>, desk: Desk<'_>) -> Option<Verdict> {
    let on = bindings(relation, scene, desk);
    let met = |condition: &Sentence| match condition {
        Sentence::Holds { name, roles, not } => condition::holds(name, roles, &on) != *not,
        Sentence::Compare { .. } => judge::judge(condition, &on) == Verdict::Holds,
    };
    worded.conditions.iter().all(met).then(|| judge::judge(&worded.expect, &on))
}

fn bindings<'a>(relation: &'a Relation, scene: &'a Scene<'_>, desk: Desk<'_>) -> Bindings<'a> {
    let precision = Bindings::finest(scene.claims, relation);
    Bindings {
        scene,
        claims: scene.claims,
        relation,
        direction: direction(relation, scene.passage.lexicon),
        published: desk.published,
        precision,
    }
}

/// +1 where the last cue of a movement or comparison says more, -1 where it says less.
fn direction(relation: &Relation, lexicon: &Lexicon) -> Option<i8> {
    let sets = [("rise", 1), ("fall", -1), ("more", 1), ("fewer", -1)]
        .map(|(name, sign)| (lexicon.sets.get(name), sign));
    let said = |cue: &(Set, i64)| sets.iter().find(|set| set.0 == Some(cue.0)).map(|set| set.1);
    relation.cues.iter().rev().find_map(said)
}

/// Where another reading of the same pattern from the same first claim holds, the failing ones are dropped.
fn keep_acquitted(rules: &[Rule], judged: &mut Vec<Judged>) {
    let key = |one: &Judged| (one.relation.rule, one.relation.worded, one.relation.bound.first().copied());
    let any = |one: &Judged| rules[one.relation.rule].patterns[one.relation.worded].any_reading;
    let held: FxHashSet<_> = judged.iter().filter(|one| one.verdict == Verdict::Holds).map(key).collect();
    judged.retain(|one| !any(one) || one.verdict == Verdict::Holds || !held.contains(&key(one)));
}

/// Of relations of one rule, those whose claims are all among another's are dropped, and of two
/// over the same claims the one that fails: a reading that holds acquits. One that cannot be told
/// drops none that can.
///
/// Only relations that share the first claim can be larger, so the time is linear in the text.
fn keep_largest(judged: &mut Vec<Judged>) {
    judged.sort_by_cached_key(|one| {
        let (unknown, fails) = (one.verdict == Verdict::Unknown, one.verdict != Verdict::Holds);
        let large = std::cmp::Reverse(one.relation.bound.len());
        (one.relation.rule, unknown, large, one.relation.claims(), fails)
    });
    let mut kept: Vec<Judged> = Vec::new();
    let mut holding: FxHashMap<(usize, usize), Vec<usize>> = FxHashMap::default();
    for one in judged.drain(..) {
        let (rule, claims) = (one.relation.rule, one.relation.claims());
        let sharing = claims.first().and_then(|&first| holding.get(&(rule, first)));
        let within = |&larger: &usize| {
            let held = kept[larger].relation.claims();
            claims.iter().all(|claim| held.contains(claim))
        };
        if !sharing.is_some_and(|sharing| sharing.iter().any(within)) {
            claims.iter().for_each(|&claim| holding.entry((rule, claim)).or_default().push(kept.len()));
            kept.push(one);
        }
    }
    *judged = kept;
}
