//! The date that a document is given, against its weekdays: all of them fit another year.

use std::collections::BTreeSet;

use super::{
    Found,
    chronicle::Desks,
    compose::{Told, told},
    weekday::Named,
};
use crate::{diagnostic::Severity, rule::Rule, value::calendar};

/// How many years before the given date another one is looked for.
const BACK: i32 = 15;

/// How many days in how many sentences must agree against the given date.
const WITNESSES: usize = 2;

/// The year that all weekdays of a text fit, where those about the given date do not.
///
/// Days with their year in writing are no witnesses: they do not hang on the given date.
pub(super) fn other_year(desks: &Desks<'_>, named: &[Named]) -> Option<i32> {
    let own = desks.almanac.published?.year;
    let witnesses: Vec<&Named> = named.iter().filter(|one| witness(one)).collect();
    let days: BTreeSet<_> = witnesses.iter().map(|one| (one.month, one.day)).collect();
    let sentences: BTreeSet<_> =
        witnesses.iter().map(|one| (desks.claim(one).block, desks.claim(one).sentence)).collect();
    if days.len() < WITNESSES || sentences.len() < WITNESSES {
        return None;
    }
    let fits = |year: i32| witnesses.iter().all(|one| fits(one, year));
    let never = |year: i32| !witnesses.iter().any(|one| self::fits(one, year));
    let beside = (own - 1..=own + 1).all(never);
    let years = desks.almanac.named.iter().copied().chain((own - BACK..own - 1).rev());
    years
        .into_iter()
        .filter(|year| (own - BACK..own - 1).contains(year))
        .find(|&year| fits(year))
        .filter(|_| beside)
}

fn witness(one: &Named) -> bool {
    one.year.is_none() && one.month.is_some()
}

fn fits(one: &Named, year: i32) -> bool {
    let day = one.month.and_then(|month| calendar::day(year, month, one.day));
    day.is_some_and(|day| calendar::weekday(day) == one.weekday)
}

/// Finds fault with the date of a document whose weekdays all fit another year.
pub(super) fn contradicted(rule: &Rule, desks: &Desks<'_>, named: &[Named]) -> Found {
    let mut found = Found::default();
    let (Some(year), Some(published)) = (other_year(desks, named), desks.almanac.published) else {
        return found;
    };
    let witnesses: Vec<&Named> = named.iter().filter(|one| witness(one)).collect();
    let wording = desks.desk.wording;
    let written = |one: &&Named| {
        let day = wording.written(None, u32::from(one.month.unwrap_or(1)), u32::from(one.day));
        format!("{} {day}", wording.weekday(one.weekday))
    };
    let mut days: Vec<String> = witnesses.iter().map(written).collect();
    days.dedup();
    let places: BTreeSet<usize> = witnesses.iter().map(|one| one.place as usize).collect();
    let finding = told(
        desks.desk,
        rule,
        Told {
            say: "default",
            severity: Severity::Warning,
            labels: places.iter().map(|&place| (&desks.ledger.claims[place], "date")).collect(),
            computation: format!("{} = {year} ≠ {}", days.join(", "), published.year),
            given: vec![("year", year.to_string()), ("published", published.year.to_string())],
            repairs: Vec::new(),
            text: desks.text,
        },
    );
    found.findings.push((finding, places.into_iter().collect()));
    found
}
