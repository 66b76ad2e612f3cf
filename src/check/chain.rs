//! Events tied to one another across sentences, as a temporal network.
//!
//! "Les frappes ont débuté le 8 août. Trois semaines plus tard, la ville fut reprise. Une
//! trêve fut ensuite signée le 23 août": no two of these dates contradict each other, but
//! 8 August and three weeks are 29 August, after the 23rd. Every date and every "three weeks
//! later" is a point; the contradiction is a cycle of the network, and its own explanation.

use std::collections::BTreeMap;

use super::{
    Found,
    compose::{Desk, Told, told},
    judge::Bindings,
    stn::{Network, Point},
    time,
};
use crate::{
    claim::Claim,
    diagnostic::Severity,
    parse::Kind,
    relate::Relation,
    rule::{Expr, Rule, Sentence, Sign},
    value::{Bound, Rational},
};

/// The most statements that a chain worth showing has.
const LONGEST: usize = 12;

/// What a text says of the times of its events; claims by their places in the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Statement {
    /// The event is on the date of its claim.
    Dated(usize),
    /// One comes before another.
    Before(usize, usize),
    /// One comes so long after another: the claim of the length stands for its event.
    Later(usize, usize),
}

/// Ties the relations of a rule in one scene together and finds what contradicts itself.
///
/// `spoken_for` are claims that a finding speaks of already; `on` holds every claim of the relations.
pub(super) fn chains(
    rule: &Rule,
    relations: &[Relation],
    spoken_for: &[usize],
    on: &Bindings<'_>,
    desk: Desk<'_>,
) -> Found {
    let mut statements: Vec<Statement> = relations
        .iter()
        .filter_map(|relation| statement(&rule.patterns[relation.worded].expect, relation))
        .collect();
    let mut found = Found::default();
    if !statements.iter().any(|statement| matches!(statement, Statement::Later(..))) {
        return found;
    }
    let dated = |place: &usize| on.claims[*place].mention.kind == Kind::Date;
    let mut places: Vec<usize> =
        statements.iter().flat_map(|statement| events(*statement)).filter(dated).collect();
    places.sort_unstable();
    places.dedup();
    statements.splice(0..0, places.into_iter().map(Statement::Dated));
    let mut tied = Tied { network: Network::default(), points: BTreeMap::new(), on };
    for (number, &statement) in statements.iter().enumerate() {
        let Some(Err(cycle)) = tied.add(number as u32, statement) else { continue };
        let cycle: Vec<Statement> = cycle.into_iter().map(|number| statements[number as usize]).collect();
        let mut claims: Vec<usize> = cycle.iter().flat_map(|statement| events(*statement)).collect();
        claims.sort_unstable();
        claims.dedup();
        let named: Vec<&Claim> = claims.iter().map(|&place| &on.claims[place]).collect();
        let known = claims.iter().any(|place| spoken_for.contains(place));
        if let Some(chain) = spelled(&cycle, on, desk).filter(|_| !known && time::one_year(&named)) {
            let labels = named.iter().map(|&claim| (claim, "event")).collect();
            let finding = told(
                desk,
                rule,
                Told {
                    say: "chain",
                    severity: Severity::Error,
                    labels,
                    computation: chain.clone(),
                    given: vec![("chain", chain)],
                    repairs: Vec::new(),
                    text: on.scene.passage.text,
                },
            );
            found.findings.push((finding, claims));
        }
    }
    found
}

/// The events that a statement is about.
fn events(statement: Statement) -> Vec<usize> {
    match statement {
        Statement::Dated(place) => vec![place],
        Statement::Before(a, b) | Statement::Later(a, b) => vec![a, b],
    }
}

/// What the sentence of a pattern states of two claims, if it is about the order of events.
fn statement(expect: &Sentence, relation: &Relation) -> Option<Statement> {
    let (name, first, second) = match expect {
        Sentence::Compare { left: Expr::Role(a), sign: Sign::AtMost, right: Expr::Role(b) } => {
            ("before", *a, *b)
        }
        Sentence::Holds { name, roles, not: false } => match roles[..] {
            [a, b] => (name.as_str(), a, b),
            _ => return None,
        },
        Sentence::Holds { .. } | Sentence::Compare { .. } => return None,
    };
    let (first, second) = (relation.of(first).next()?, relation.of(second).next()?);
    match name {
        "before" => Some(Statement::Before(first, second)),
        "later" => Some(Statement::Later(first, second)),
        _ => None,
    }
}

/// The network of a scene, and the points of its claims.
struct Tied<'a> {
    network: Network,
    points: BTreeMap<usize, Point>,
    on: &'a Bindings<'a>,
}

impl Tied<'_> {
    fn point(&mut self, place: usize) -> Point {
        let network = &mut self.network;
        *self.points.entry(place).or_insert_with(|| network.point())
    }

    /// Adds a statement; the numbers of those that contradict one another with it, or nothing where it says none.
    fn add(&mut self, why: u32, statement: Statement) -> Option<Result<(), Vec<u32>>> {
        match statement {
            Statement::Dated(place) => {
                let (first, last) = (
                    time::begins(&self.on.claims[place], self.on)?,
                    time::ends(&self.on.claims[place], self.on)?,
                );
                let within = (Some(i64::from(first.from)), Some(i64::from(last.to) - 1));
                let point = self.point(place);
                Some(self.network.between(Point::ORIGIN, point, within, why))
            }
            Statement::Before(a, b) => {
                let (a, b) = (self.point(a), self.point(b));
                Some(self.network.between(a, b, (Some(0), None), why))
            }
            Statement::Later(base, event) => {
                let length = time::length(&self.on.claims[event])?;
                let days = |bound: Option<Bound>, up: bool| {
                    let at = bound?.at;
                    i64::try_from(if up { at.ceil() } else { at.floor() }.to_integer()).ok()
                };
                let within = (days(length.lower, false), days(length.upper, true));
                let (base, event) = (self.point(base), self.point(event));
                Some(self.network.between(base, event, within, why))
            }
        }
    }
}

/// The chain of a cycle: `8 August + three weeks = 29 August > 23 August`.
fn spelled(cycle: &[Statement], on: &Bindings<'_>, desk: Desk<'_>) -> Option<String> {
    if cycle.len() > LONGEST {
        return None;
    }
    let dates = cycle.iter().filter_map(|statement| match statement {
        Statement::Dated(place) => Some(*place),
        _ => None,
    });
    let [one, other] = dates.collect::<Vec<_>>()[..] else { return None };
    let sum = |place: usize| {
        let mut day = time::begins(&on.claims[place], on)?.from;
        let (mut event, mut terms) = (place, time::shown(&on.claims[place], desk.wording));
        let next = |event: usize| {
            cycle.iter().find_map(|statement| match statement {
                Statement::Later(base, later) if *base == event => Some(*later),
                _ => None,
            })
        };
        // A chain is no longer than its cycle.
        for _ in 0..cycle.len() {
            let Some(later) = next(event) else { break };
            let days: Rational = time::said_days(&on.claims[later])?;
            day = day.checked_add(i32::try_from(days.round().to_integer()).ok()?)?;
            terms.push_str(" + ");
            terms.push_str(&on.scene.text_of(later).to_lowercase());
            event = later;
        }
        let year = on.claims[place]
            .mention
            .timex
            .as_ref()?
            .date()
            .is_some_and(|date| super::dates::written_year(date).is_some());
        let shown = if event == place { terms } else { format!("{terms} = {}", desk.wording.day(day, year)) };
        Some((day, shown))
    };
    let mut sides = [sum(one)?, sum(other)?];
    sides.sort_by_key(|side| std::cmp::Reverse(side.0));
    (sides[0].0 > sides[1].0).then(|| format!("{} > {}", sides[0].1, sides[1].1))
}
