//! What the checks of dates keep of a document while its blocks go by, and what they say at its end.

use std::collections::BTreeSet;

use super::{
    Found, calendar,
    compose::Desk,
    dates::{self, Almanac, denied, disowned, parts, written_year},
    header,
    life::Lives,
    timeline,
    weekday::{self, Named},
    wording::Wording,
};
use crate::{
    claim::{Anchor, Claim, Ledger},
    relate::Scene,
    rule::Rule,
};

/// What is kept of a document for the checks of its dates.
#[derive(Debug)]
pub struct Chronicle {
    almanac: Almanac,
    /// The claims that name a weekday with a day of the month.
    weekdays: Vec<Named>,
    /// Those that may not exist.
    doubtful: Vec<Kept>,
    lives: Lives,
}

/// A date that may not exist, to be judged at the end.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Its claim's place in the ledger.
    pub place: u32,
    /// The year that words point back to: "of that year".
    pub year: Option<i32>,
}

/// What judging a document's dates takes.
#[derive(Clone, Copy, Debug)]
pub struct Desks<'a> {
    /// The text that spans of mentions point into.
    pub text: &'a str,
    /// Its claims.
    pub ledger: &'a Ledger,
    /// What it says of years.
    pub almanac: &'a Almanac,
    /// What findings are written with.
    pub desk: Desk<'a>,
    /// How the document's own language writes dates.
    pub native: &'a Wording,
}

impl Chronicle {
    /// An empty one for a document of some publication date.
    pub fn new(published: Option<&str>) -> Self {
        let almanac = Almanac { published: published.and_then(Anchor::read), named: BTreeSet::new() };
        Self { almanac, weekdays: Vec::new(), doubtful: Vec::new(), lives: Lives::default() }
    }

    /// Takes note of the dates of a block; `base` is the place of its first claim in the ledger.
    pub fn read(&mut self, scene: &Scene<'_>, base: usize) {
        self.lives.read(scene, base);
        for (place, claim) in scene.claims.iter().enumerate() {
            let Some(timex) = &claim.mention.timex else { continue };
            let Some(date) = timex.date() else { continue };
            self.almanac.named.extend(parts(date).filter_map(written_year));
            let named = weekday::named(scene, place);
            let doubtful = calendar::doubtful(date);
            if !named.is_empty() || doubtful {
                self.keep(scene, (place, base), named, doubtful);
            }
        }
    }

    /// Takes over what was noted of one block alone; `base` is the place of its first claim in the ledger.
    pub fn take(&mut self, block: &Self, base: usize) {
        let place = base as u32;
        self.almanac.named.extend(&block.almanac.named);
        self.weekdays.extend(block.weekdays.iter().map(|one| one.farther(place)));
        self.doubtful.extend(block.doubtful.iter().map(|kept| Kept { place: kept.place + place, ..*kept }));
        self.lives.take(&block.lives, place);
    }

    fn keep(&mut self, scene: &Scene<'_>, (place, base): (usize, usize), named: Vec<Named>, doubtful: bool) {
        let claim = &scene.claims[place];
        if disowned(scene, claim) {
            return;
        }
        let base = base as u32;
        self.weekdays.extend(named.into_iter().map(|one| one.farther(base)));
        if doubtful && !denied(scene, claim) {
            self.doubtful.push(Kept { place: place as u32 + base, year: dates::same_year(scene, place) });
        }
    }

    /// Judges the dates of the whole document by the rules that ask for it.
    pub fn judge(
        &self,
        rules: &[Rule],
        (text, ledger): (&str, &Ledger),
        (desk, native): (Desk<'_>, &Wording),
    ) -> Found {
        let desks = Desks { text, ledger, almanac: &self.almanac, desk, native };
        let mut found = Found::default();
        for rule in rules {
            let more = match rule.check.as_str() {
                "weekday" => weekday::weekdays(rule, &desks, &self.weekdays),
                "header" => header::contradicted(rule, &desks, &self.weekdays),
                "calendar" => calendar::days(rule, &desks, &self.doubtful),
                "life" => self.lives.obituary(rule, &desks),
                "timeline" => timeline::periods(rule, &desks),
                _ => continue,
            };
            found.add(more);
        }
        found
    }
}

impl Desks<'_> {
    /// The claim of a weekday's date.
    pub fn claim(&self, named: &Named) -> &Claim {
        &self.ledger.claims[named.place as usize]
    }

    /// The years named shortly before a claim: in its sentence or the one before it.
    pub fn years_around(&self, place: usize) -> BTreeSet<i32> {
        let claim = &self.ledger.claims[place];
        let before = self.ledger.claims[..place].iter().rev().take(dates::NEAR_CLAIMS);
        let near =
            before.take_while(|other| other.block == claim.block && other.sentence + 1 >= claim.sentence);
        near.filter_map(|other| other.mention.timex.as_ref()?.date())
            .flat_map(parts)
            .filter_map(written_year)
            .collect()
    }
}
