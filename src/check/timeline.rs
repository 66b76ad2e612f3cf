//! The order of events: periods that run backwards.

use super::{
    Found,
    chronicle::Desks,
    compose::{Told, told},
    mend, time,
};
use crate::{
    claim::Claim,
    diagnostic::{Diagnostic, Severity},
    rule::Rule,
    value::{Timex, timex::Date},
};

/// The last day of a month that is hardly said of the month before: "du 28 au 3 mars" is.
const EARLY: u8 = 20;

/// Judges the periods written as one: "2004-2006", "du 3 au 7 mai".
pub(super) fn periods(rule: &Rule, desks: &Desks<'_>) -> Found {
    let mut found = Found::default();
    for (place, claim) in desks.ledger.claims.iter().enumerate() {
        let Some(Timex::Date(date)) = &claim.mention.timex else { continue };
        let Some(end) = &date.end else { continue };
        let start = Date { end: None, ..(**date).clone() }.settled();
        let (Some(from), Some(to)) = (start.days, end.days) else { continue };
        if from.from < to.to {
            found.tie(desks.desk, rule, [(claim, "")]);
            found.held.push(place);
        } else if start.month.is_none() {
            found.findings.push((backwards(rule, desks, claim, (&start, end), Severity::Error), vec![place]));
        } else if within_month(&start, end) {
            found
                .findings
                .push((backwards(rule, desks, claim, (&start, end), Severity::Warning), vec![place]));
        }
    }
    found
}

/// Whether two days are of one month, the first too early in it to be one of the month before: "du 12 au 8 mars".
fn within_month(start: &Date, end: &Date) -> bool {
    let days = start.day.zip(end.day);
    start.month == end.month && days.is_some_and(|(from, to)| to < from && from <= EARLY)
}

fn backwards(
    rule: &Rule,
    desks: &Desks<'_>,
    claim: &Claim,
    (start, end): (&Date, &Date),
    severity: Severity,
) -> Diagnostic {
    let wording = desks.desk.wording;
    let (start, end) = (time::one(start, wording), time::one(end, wording));
    told(
        desks.desk,
        rule,
        Told {
            say: "period",
            severity,
            labels: vec![(claim, "period")],
            computation: format!("{start} > {end}"),
            repairs: mend::turned(desks, claim, (&start, &end)).into_iter().collect(),
            given: vec![("earlier", start), ("later", end)],
            text: desks.text,
        },
    )
}
