//! Births and deaths told paragraphs apart: "est mort vendredi à l'âge de 76 ans … Né le 14 février 1954".
//!
//! The patterns of the rule compare what stands in neighbouring sentences. Farther apart
//! a birth and a death are taken to be of one person only in an obituary: the text
//! opens with one death at one age, and has one birth after it.

use super::{
    Found,
    chronicle::Desks,
    compose::{Told, told},
    dates::written_year,
    time,
};
use crate::{
    diagnostic::Severity,
    lexicon::Set,
    parse::Kind,
    relate::Scene,
    rule::Rule,
    value::{Rational, calendar::Days, timex::Grain},
};

/// How long before the text a death that it reports may be, in days.
const FRESH: i32 = 14;

/// How many tokens may stand between a word of birth or death and its date or age.
const REACH: usize = 12;

/// How many blocks a text may have before the one that reports a death: a headline, a standfirst.
const LEAD: u32 = 3;

/// How many tokens of a sentence may stand before its word of birth: "Il est né", "Marsh was born".
const SUBJECT: usize = 4;

/// How many tokens of a sentence are looked at on either side.
const AROUND: usize = 60;

/// The births and the deaths of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Lives {
    /// The dates of birth, by place in the ledger.
    births: Vec<u32>,
    /// The ages at death.
    deaths: Vec<u32>,
}

impl Lives {
    /// Takes note of the births and deaths of a block.
    pub(super) fn read(&mut self, scene: &Scene<'_>, base: usize) {
        let set = |name| scene.passage.lexicon.sets.get(name);
        let (Some(born), Some(dead)) = (set("age-born"), set("age-dead")) else { return };
        let doubt = |from, to| {
            let sets = scene.sets_within(from, to);
            ["age-doubt", "age-kin"].into_iter().filter_map(set).any(|set| sets.has(set))
        };
        for (at, cue) in scene.cues_within(0, scene.passage.tokens.len()) {
            let (from, to) = if cue == born || cue == dead { scene.sentence(at) } else { continue };
            let (near, to) = (from.max(at.saturating_sub(AROUND)), to.min(at + AROUND));
            if doubt(near, if cue == dead { at } else { to }) {
                continue;
            }
            if cue == born && at - from <= SUBJECT {
                self.births.extend(birth(scene, at, to).map(|place| (base + place) as u32));
            } else if cue == dead {
                self.deaths.extend(death(scene, (near, at, to)).map(|place| (base + place) as u32));
            }
        }
        self.births.dedup();
        self.deaths.dedup();
    }

    /// Takes over those of one block alone, whose first claim is at a place of the ledger.
    pub(super) fn take(&mut self, block: &Self, base: u32) {
        self.births.extend(block.births.iter().map(|place| place + base));
        self.deaths.extend(block.deaths.iter().map(|place| place + base));
    }

    /// Compares the one birth of a text with the one death that it reports.
    pub(super) fn obituary(&self, rule: &Rule, desks: &Desks<'_>) -> Found {
        let mut found = Found::default();
        let claims = &desks.ledger.claims;
        let (&[birth], Some(&death)) = (&self.births[..], self.deaths.first()) else { return found };
        let (born, age) = (&claims[birth as usize], &claims[death as usize]);
        let stated =
            |place: &u32| claims[*place as usize].mention.quantity.map(|quantity| quantity.low.value);
        let one_age = self.deaths.iter().all(|other| stated(other) == stated(&death));
        if !one_age || born.block <= age.block || age.block >= LEAD {
            return found;
        }
        let Some(reached) = reached(desks, birth as usize) else { return found };
        let Some(said) = age.mention.quantity.and_then(|quantity| quantity.fair(None)) else { return found };
        if said.intersects(&reached) {
            found.tie(desks.desk, rule, [(age, "age"), (born, "birth")]);
            found.held.extend([birth as usize, death as usize]);
            return found;
        }
        let wording = desks.desk.wording;
        let born_on = time::shown(born, wording);
        let number = |value: Rational| wording.number(&value, 0);
        let written =
            age.mention.quantity.map_or_else(String::new, |quantity| number(quantity.low.rational()));
        let shown = time::worded("years", &reached, None, wording).unwrap_or_default();
        let finding = told(
            desks.desk,
            rule,
            Told {
                say: "obituary",
                severity: Severity::Error,
                labels: vec![(age, "age"), (born, "birth")],
                computation: format!("{shown} ≠ {written}"),
                given: vec![("born", born_on), ("reached", shown), ("stated", written)],
                repairs: Vec::new(),
                text: desks.text,
            },
        );
        found.findings.push((finding, vec![death as usize, birth as usize]));
        found
    }
}

/// The ages that somebody born then had when the text reported the death.
fn reached(desks: &Desks<'_>, birth: usize) -> Option<crate::value::Interval> {
    let published = desks.almanac.published?.day?;
    let born = desks.ledger.claims[birth].mention.timex.as_ref()?.days()?;
    time::age(born, Days { from: published - FRESH, to: published + 1 })
}

/// The date with its year that follows a word of birth.
fn birth(scene: &Scene<'_>, at: usize, to: usize) -> Option<usize> {
    let dates = (at..to.min(at + REACH)).filter_map(|here| scene.claim_at(here));
    dates.into_iter().find(|&place| {
        let date = scene.claims[place].mention.timex.as_ref().and_then(|timex| timex.date());
        date.is_some_and(|date| {
            written_year(date).is_some() && date.grain <= Grain::Year && date.end.is_none()
        })
    })
}

/// The age that follows a word of death, in a sentence that names no year.
fn death(scene: &Scene<'_>, (from, at, to): (usize, usize, usize)) -> Option<usize> {
    let dated = (from..to).filter_map(|here| scene.claim_at(here)).any(|place| {
        let date = scene.claims[place].mention.timex.as_ref().and_then(|timex| timex.date());
        date.is_some_and(|date| written_year(date).is_some())
    });
    let past = scene.passage.lexicon.sets.get("order-back").is_some_and(|set| has(scene, set, from, to));
    let ages = (at..to.min(at + REACH)).filter_map(|here| scene.claim_at(here));
    let age = |&place: &usize| {
        let claim = &scene.claims[place];
        claim.mention.kind == Kind::Age && time::in_years(claim)
    };
    ages.into_iter().find(age).filter(|_| !dated && !past)
}

fn has(scene: &Scene<'_>, set: Set, from: usize, to: usize) -> bool {
    scene.sets_within(from, to).has(set)
}
