//! Days that no calendar has: 31 June, 30 February, 29 February of a common year.

use super::{
    Found,
    chronicle::{Desks, Kept},
    compose::{Told, told},
    dates::{parts, written_year},
    mend,
};
use crate::{
    claim::Claim,
    diagnostic::{Diagnostic, Severity},
    rule::Rule,
    value::{calendar, timex::Date},
};

/// The first year of the Gregorian calendar: before it, 1500 was a leap year.
const GREGORIAN: i32 = 1583;

/// A leap year, to ask how long a month can be at all.
const LEAP: i32 = 2000;

/// What is wrong with a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    /// Its month never has so many days.
    Month(u8),
    /// The year is no leap year.
    Year(i32),
}

/// Judges the days of some claims of a document.
pub(super) fn days(rule: &Rule, desks: &Desks<'_>, kept: &[Kept]) -> Found {
    let mut found = Found::default();
    for kept in kept {
        let place = kept.place;
        let claim = &desks.ledger.claims[place as usize];
        let Some(date) = claim.mention.timex.as_ref().and_then(|timex| timex.date()) else { continue };
        let wrong = parts(date).filter(|part| !of_earlier_month(date, part));
        let wrong = wrong.map(|part| Some((part, wrong_with(desks, kept, part)?))).find_map(|found| found);
        if let Some((part, wrong)) = wrong {
            found.findings.push((finding(rule, desks, claim, part, wrong), vec![place as usize]));
        }
    }
    found
}

/// Whether a day could exist nowhere, or only in a leap year: worth a closer look.
pub(super) fn doubtful(date: &Date) -> bool {
    parts(date).any(|part| match (part.month, part.day) {
        (Some(2), Some(day)) => day >= 29,
        (Some(month), Some(day)) => calendar::month_length(LEAP, month).is_none_or(|length| day > length),
        _ => false,
    })
}

/// "du 31 au 2 novembre": the first day is of the month before.
fn of_earlier_month(whole: &Date, part: &Date) -> bool {
    std::ptr::eq(whole, part)
        && whole.end.as_ref().is_some_and(|end| whole.day > end.day && whole.month == end.month)
}

fn wrong_with(desks: &Desks<'_>, kept: &Kept, date: &Date) -> Option<Wrong> {
    let (month, day) = (date.month?, date.day?);
    let longest = calendar::month_length(LEAP, month)?;
    if day > longest {
        let year = written_year(date).or(kept.year);
        let length =
            year.filter(|&year| year >= GREGORIAN).and_then(|year| calendar::month_length(year, month));
        return Some(Wrong::Month(length.unwrap_or(longest)));
    }
    if (month, day) != (2, 29) {
        return None;
    }
    let leap = |&year: &i32| calendar::month_length(year, 2) == Some(29);
    if let Some(year) = written_year(date).or(kept.year) {
        return (year >= GREGORIAN && !leap(&year)).then_some(Wrong::Year(year));
    }
    let around = desks.years_around(kept.place as usize);
    let years = desks.almanac.years(month, day, &around).map(|years| (years.likely, years.all));
    let (likely, years) = years.or_else(|| {
        let filled = date.year?;
        Some((filled, vec![filled]))
    })?;
    (!years.iter().any(leap)).then_some(Wrong::Year(likely))
}

fn finding(rule: &Rule, desks: &Desks<'_>, claim: &Claim, date: &Date, wrong: Wrong) -> Diagnostic {
    let wording = desks.desk.wording;
    let (month, day) = (u32::from(date.month.unwrap_or(1)), u32::from(date.day.unwrap_or(1)));
    let (say, length, year) = match wrong {
        Wrong::Month(29) if written_year(date).is_none() => ("longest", 29, None),
        Wrong::Month(length) => ("default", length, written_year(date)),
        Wrong::Year(year) => ("common", 28, Some(year)),
    };
    // Nobody slips into 30 February: without a year it is a jest or a test, and worth a look at most.
    let severity = if say == "longest" { Severity::Note } else { Severity::Error };
    let computation = format!("{day} > {length}");
    told(
        desks.desk,
        rule,
        Told {
            say,
            severity,
            labels: vec![(claim, "date")],
            computation,
            given: vec![
                ("date", wording.written(year, month, day)),
                ("day", wording.written(None, month, day)),
                ("month", wording.month_name(month).to_owned()),
                ("length", length.to_string()),
                ("year", year.map_or_else(String::new, |year| year.to_string())),
            ],
            repairs: mend::day(desks, claim, date, length),
            text: desks.text,
        },
    )
}
