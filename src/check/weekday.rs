//! Weekdays against the calendar: "lundi 12 mars 2013" was a Tuesday.
//!
//! | written | wrong when |
//! | --- | --- |
//! | with its year | the calendar says so; before 1900 a note, before 1583 never |
//! | near the publication date | neither the nearest year nor that of publication fits |
//! | farther away | no year beside it and none that the text names fits |
//! | two days of one month | they cannot share a month, whatever the year |

use std::collections::BTreeSet;

use chrono::Weekday;

use super::{
    Found,
    chronicle::Desks,
    compose::{Told, told},
    dates::{self, parts, written_year},
    header, mend,
};
use crate::{
    claim::Claim,
    diagnostic::Severity,
    lexicon::Set,
    parse::{Token, TokenKind},
    relate::Scene,
    rule::Rule,
    value::{
        Timex,
        calendar::{self, Day},
        timex::Date,
    },
};

/// The first year of the Gregorian calendar, and the first whose weekdays are judged without reserve.
const GREGORIAN: i32 = 1583;
const MODERN: i32 = 1900;

/// How many sentences apart two days may stand that are taken to be of one month.
const APART: u32 = 3;

/// How many days back another one of the same month is looked for.
const PAIRED: usize = 12;

/// How many tokens before a weekday another one is joined to it.
const JOINED: usize = 3;

/// A weekday with a day of the month, as a text has it.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The claim's place.
    pub(super) place: u32,
    /// The place of the claim that names the weekday, where it is another.
    pub(super) other: Option<u32>,
    /// The weekday.
    pub(super) weekday: Weekday,
    /// The day of the month.
    pub(super) day: u8,
    /// The month, where it is written.
    pub(super) month: Option<u8>,
    /// The year, where it is written or pointed back to.
    pub(super) year: Option<i32>,
}

/// The weekdays with a day of the month in one claim of a scene.
///
/// "du lundi 3 au vendredi 7 novembre" names two; the weekday may stand beside the date.
pub(super) fn named(scene: &Scene<'_>, place: usize) -> Vec<Named> {
    let Some(timex) = &scene.claims[place].mention.timex else { return Vec::new() };
    let read = match timex {
        Timex::Date(date) => of_date(scene, place, date),
        Timex::Time(time) if time.date.as_ref().is_some_and(|date| date.weekday.is_some()) => {
            of_time(scene, place)
        }
        _ => return Vec::new(),
    };
    if read.is_empty() {
        return read;
    }
    let year = dates::same_year(scene, place);
    read.into_iter().map(|one| Named { year: one.year.or(year), ..one }).collect()
}

fn of_date(scene: &Scene<'_>, place: usize, date: &Date) -> Vec<Named> {
    let claim = &scene.claims[place];
    if !scene.text(claim.mention.span).contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let beside = dates::weekday_beside(scene, place);
    if several(scene, place, beside.map(|beside| beside.1), date) {
        return Vec::new();
    }
    let month = date.end.is_some() || month_written(scene, claim);
    let one = |date: &Date| {
        Some(Named {
            place: place as u32,
            other: beside.map(|beside| beside.1 as u32),
            weekday: date.weekday.or(beside.map(|beside| beside.0))?,
            day: date.day?,
            month: date.month.filter(|_| month),
            year: written_year(date),
        })
    };
    parts(date).filter_map(one).collect()
}

/// Whether several weekdays stand before several dates, each of its own: "Friday-Sunday, March 15-17".
fn several(scene: &Scene<'_>, place: usize, beside: Option<usize>, date: &Date) -> bool {
    let tokens = &scene.passage.tokens;
    let term = |at: usize, set| scene.passage.from(at).term(set).is_some();
    let weekday = |at: usize| term(at, Set::WEEKDAY) || term(at, Set::WEEKDAY_SHORT);
    let digits = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Digits);
    let mention = &scene.claims[beside.unwrap_or(place)].mention;
    let Some(own) = (mention.first as usize..mention.end as usize).find(|&at| weekday(at)) else {
        return false;
    };
    let mut before = (own.saturating_sub(JOINED)..own).rev().take_while(|&at| !digits(at));
    let end = scene.claims[place].mention.end as usize;
    let more = digits(end + 1) && tokens[end + 1].span.len() < 3;
    let month = end + 1 < tokens.len() && term(end + 1, Set::MONTH);
    (date.end.is_some() || more || month) && before.any(weekday)
}

/// The weekdays in a time of day: "dans la nuit de lundi 3 à mardi 4 décembre".
fn of_time(scene: &Scene<'_>, place: usize) -> Vec<Named> {
    let mention = &scene.claims[place].mention;
    let tokens = mention.first as usize..mention.end as usize;
    let term = |at: usize, set| scene.passage.from(at).term(set).map(|term| term.payload);
    let month = tokens.clone().find_map(|at| term(at, Set::MONTH)).and_then(|month| u8::try_from(month).ok());
    let one = |at: usize| {
        let weekday = u8::try_from(term(at, Set::WEEKDAY)? - 1).ok()?;
        let figures = &scene.passage.tokens[at + 1..mention.end as usize];
        let day = figures.first().filter(|token| token.kind == TokenKind::Digits)?;
        let day = scene.text(day.span).parse().ok().filter(|day| (1..=31).contains(day))?;
        let weekday = Weekday::try_from(weekday).ok()?;
        Some(Named { place: place as u32, other: None, weekday, day, month: Some(month?), year: None })
    };
    tokens.filter_map(one).collect()
}

/// Whether a claim names its month, by name or in figures.
fn month_written(scene: &Scene<'_>, claim: &Claim) -> bool {
    let tokens = &scene.passage.tokens[claim.mention.first as usize..claim.mention.end as usize];
    let month = |token: &Token| {
        let starts = scene.passage.lexicon.terms.starts(token.word);
        starts.has(Set::MONTH) || starts.has(Set::MONTH_SHORT)
    };
    tokens.iter().any(month) || tokens.iter().filter(|token| token.kind == TokenKind::Digits).count() > 2
}

impl Named {
    /// The same so many claims farther on in the ledger.
    pub(super) fn farther(self, by: u32) -> Self {
        Self { place: self.place + by, other: self.other.map(|other| other + by), ..self }
    }

    /// The places of the claims that it is made of.
    fn claims(&self) -> impl Iterator<Item = usize> + use<> {
        std::iter::once(self.place).chain(self.other).map(|place| place as usize)
    }
}

/// What the calendar says of one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    Holds,
    /// It is another weekday on the day it most likely is; these years were tried.
    Fails {
        judged: Day,
        tried: Vec<i32>,
        severity: Severity,
    },
    Unknown,
}

/// Judges the weekdays of some claims of a document.
pub(super) fn weekdays(rule: &Rule, desks: &Desks<'_>, named: &[Named]) -> Found {
    let mut verdicts: Vec<Verdict> = named.iter().map(|one| judged(desks, one)).collect();
    if header::other_year(desks, named).is_some() {
        // One wrong date at the head explains them all.
        let open = |one: &Named| one.year.is_none() && one.month.is_some();
        let explained = named.iter().zip(&mut verdicts).filter(|(one, _)| open(one));
        explained.for_each(|(_, verdict)| *verdict = Verdict::Unknown);
    }
    let mut found = Found::default();
    for (one, verdict) in named.iter().zip(&verdicts) {
        match verdict {
            Verdict::Holds => {
                found.tie(desks.desk, rule, one.claims().map(|place| (&desks.ledger.claims[place], "")));
                found.held.extend(one.claims());
            }
            Verdict::Fails { judged, tried, severity } => {
                found
                    .findings
                    .push((finding(rule, desks, one, *judged, tried, *severity), one.claims().collect()));
            }
            Verdict::Unknown => {}
        }
    }
    pairs(rule, desks, named, &mut verdicts, &mut found);
    found
}

fn judged(desks: &Desks<'_>, one: &Named) -> Verdict {
    let Some(month) = one.month else { return monthless(desks, one) };
    let there = |year| calendar::day(year, month, one.day);
    let fits = |year: i32| there(year).is_some_and(|day| calendar::weekday(day) == one.weekday);
    if let Some(year) = one.year {
        let severity = if year < MODERN { Severity::Note } else { Severity::Error };
        return match there(year).filter(|_| year >= GREGORIAN) {
            Some(_) if fits(year) => Verdict::Holds,
            Some(judged) => Verdict::Fails { judged, tried: vec![year], severity },
            None => Verdict::Unknown,
        };
    }
    let around = desks.years_around(one.place as usize);
    let Some(years) = desks.almanac.years(month, one.day, &around) else { return Verdict::Unknown };
    if years.all.iter().any(|&year| fits(year)) {
        return Verdict::Holds;
    }
    let severity = if years.near { Severity::Error } else { Severity::Warning };
    let tried = if years.near { vec![years.likely] } else { years.all };
    there(years.likely).map_or(Verdict::Unknown, |judged| Verdict::Fails { judged, tried, severity })
}

/// "vendredi 7" near the publication date holds; otherwise its month cannot be told.
fn monthless(desks: &Desks<'_>, one: &Named) -> Verdict {
    let days = desks.claim(one).mention.timex.as_ref().and_then(Timex::days);
    let holds = days.is_some_and(|days| calendar::weekday(days.from) == one.weekday);
    if holds { Verdict::Holds } else { Verdict::Unknown }
}

/// Days of one month against one another: if the 8th is a Saturday, the 13th is a Thursday.
fn pairs(rule: &Rule, desks: &Desks<'_>, named: &[Named], verdicts: &mut [Verdict], found: &mut Found) {
    let mut held = BTreeSet::new();
    for second in 1..named.len() {
        let before = (second.saturating_sub(PAIRED)..second)
            .rev()
            .take_while(|&first| near(desks, &named[first], &named[second]));
        let others: Vec<usize> =
            before.filter(|&first| share_a_month(&named[first], &named[second])).collect();
        let undecided = |at: usize, verdicts: &[Verdict]| verdicts[at] == Verdict::Unknown;
        for first in others {
            if !undecided(first, verdicts) && !undecided(second, verdicts) {
                continue;
            }
            let (a, b) = (&named[first], &named[second]);
            let later = i64::from(b.day) - i64::from(a.day);
            let right = turned(a.weekday, later);
            if right == b.weekday {
                found.tie(desks.desk, rule, [(desks.claim(a), ""), (desks.claim(b), "")]);
                held.extend([a.place as usize, b.place as usize]);
                continue;
            }
            if verdicts.get(second).is_some_and(|verdict| !matches!(verdict, Verdict::Fails { .. }))
                && !matches!(verdicts[first], Verdict::Fails { .. })
            {
                found
                    .findings
                    .push((pair_finding(rule, desks, a, b, right), vec![a.place as usize, b.place as usize]));
                let judged = 0;
                verdicts[second] = Verdict::Fails { judged, tried: Vec::new(), severity: Severity::Error };
            }
        }
    }
    found.held.extend(held);
}

fn near(desks: &Desks<'_>, a: &Named, b: &Named) -> bool {
    let (a, b) = (desks.claim(a), desks.claim(b));
    a.block == b.block && a.sentence + APART >= b.sentence
}

/// Whether two days are told to be of one month: of the same one, or the later one without a month of its own.
fn share_a_month(a: &Named, b: &Named) -> bool {
    let years = [a.year, b.year];
    let one_year = matches!(years, [Some(one), Some(other)] if one == other) || years.contains(&None);
    match (a.month, b.month) {
        (Some(one), Some(other)) => one == other && one_year,
        _ => a.day < b.day,
    }
}

/// The weekday so many days later.
fn turned(weekday: Weekday, days: i64) -> Weekday {
    let number = (i64::from(weekday.num_days_from_monday()) + days).rem_euclid(7);
    (0..number).fold(Weekday::Mon, |weekday, _| weekday.succ())
}

fn finding(
    rule: &Rule,
    desks: &Desks<'_>,
    one: &Named,
    judged: Day,
    tried: &[i32],
    severity: Severity,
) -> crate::diagnostic::Diagnostic {
    let wording = desks.desk.wording;
    let right = wording.weekday(calendar::weekday(judged));
    let stated = wording.weekday(one.weekday);
    let sure = tried.len() == 1;
    let date = wording.day(judged, sure);
    let years = tried.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    told(
        desks.desk,
        rule,
        Told {
            say: if sure { "default" } else { "never" },
            severity,
            labels: one.claims().map(|place| (&desks.ledger.claims[place], "date")).collect(),
            computation: format!("{} = {right} ≠ {stated}", wording.day(judged, true)),
            given: vec![
                ("date", date),
                ("right", right.to_owned()),
                ("stated", stated.to_owned()),
                ("years", years),
            ],
            repairs: mend::weekday(desks, one, judged),
            text: desks.text,
        },
    )
}

fn pair_finding(
    rule: &Rule,
    desks: &Desks<'_>,
    a: &Named,
    b: &Named,
    right: Weekday,
) -> crate::diagnostic::Diagnostic {
    let wording = desks.desk.wording;
    let name = |weekday| wording.weekday(weekday).to_owned();
    let labels = if a.place == b.place {
        vec![(desks.claim(b), "date")]
    } else {
        vec![(desks.claim(b), "date"), (desks.claim(a), "other")]
    };
    told(
        desks.desk,
        rule,
        Told {
            say: "pair",
            severity: Severity::Error,
            labels,
            computation: format!(
                "{} {} + {} = {} {} ≠ {}",
                name(a.weekday),
                a.day,
                i64::from(b.day) - i64::from(a.day),
                name(right),
                b.day,
                name(b.weekday)
            ),
            given: vec![
                ("first", name(a.weekday)),
                ("first_day", a.day.to_string()),
                ("day", b.day.to_string()),
                ("right", name(right)),
                ("stated", name(b.weekday)),
            ],
            repairs: mend::weekday_name(desks, b, right).into_iter().collect(),
            text: desks.text,
        },
    )
}
