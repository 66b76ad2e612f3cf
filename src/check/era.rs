//! Centuries, decades, quarters and months as stretches of the calendar.
//!
//! | function | is worth |
//! | --- | --- |
//! | `era(a)` | the years of a century or decade, or of its beginning, middle or end |
//! | `year(a)` | the year that a date has in writing |
//! | `months(a, b)`, `months(a)` | how many months are named from one to the other, both counted |
//! | `size(a)` | the months that a quarter or half has |
//! | `part_of(a, b)` | which quarter or half, as `b` is one, the month of a date falls in |
//! | `parts_of(a, b, c)` | the same for two months, where they are in one |
//! | `index(a)` | which quarter or half it is said to be |
//! | `reign(a, b)` | the years from one to the other |
//! | `feast(a)`, `feast_today` | the day and month of a date, or of publication |
//! | `month_length(a)` | the days of a month, 28 or 29 where the year is open |

use chrono::Datelike;

use super::{dates::written_year, judge::Bindings, wording::Wording};
use crate::{
    claim::Claim,
    parse::Kind,
    rule::Expr,
    value::{
        Interval, Rational, Timex, calendar,
        timex::{Date, Grain, Part, Reckoning},
    },
};

/// A leap year and a common one, to ask how long a month can be.
const YEARS: [i32; 2] = [2000, 2001];

/// What sets the numbers of halves apart from those of quarters.
const HALF: u8 = 10;

/// More than a month has days.
const FEAST: i32 = 100;

/// The years that bare figures may be.
const FIGURES: std::ops::Range<i32> = 1000..2100;

/// How many claims to each side another year is looked for.
const BESIDE: usize = 12;

/// Whether claims are centuries or decades named as such: `XIXe siècle`, "the 1980s".
pub fn is_era(claim: &Claim) -> bool {
    date(claim).is_some_and(|date| {
        matches!(date.grain, Grain::Decade | Grain::Century)
            && date.end.is_none()
            && date.year.is_some()
            && date.reckoning == Reckoning::Plain
    })
}

/// Whether claims are quarters or halves of a year.
pub fn is_quarter(claim: &Claim) -> bool {
    date(claim).is_some_and(|date| {
        matches!(date.grain, Grain::Quarter | Grain::Half)
            && date.end.is_none()
            && date.index > 0
            && !date.fiscal
    })
}

/// Whether claims are months, or periods of months.
pub fn is_month(claim: &Claim) -> bool {
    let month = |date: &Date| date.grain == Grain::Month && date.month.is_some() && date.part == Part::Whole;
    date(claim).is_some_and(|date| month(date) && date.end.as_deref().is_none_or(month))
}

/// Whether claims are named months, or the beginning or end of one.
pub fn names_month(claim: &Claim) -> bool {
    date(claim).is_some_and(|date| date.grain == Grain::Month && date.month.is_some() && date.end.is_none())
}

/// Whether claims are lengths in months.
pub fn of_months(claim: &Claim) -> bool {
    matches!(&claim.mention.timex, Some(Timex::Duration(length)) if length.grain == Grain::Month)
}

/// Whether claims are dates with their year in writing, or four figures that can be one: "the 1944 landings".
pub fn has_year(claim: &Claim) -> bool {
    year(claim).is_some()
}

/// The year that a claim has in writing.
fn year(claim: &Claim) -> Option<i32> {
    let Some(date) = date(claim) else { return figures(claim) };
    let plain = date.end.is_none() && date.grain <= Grain::Year && !date.fiscal;
    written_year(date).filter(|_| plain)
}

/// The year that a bare number of four figures may be.
fn figures(claim: &Claim) -> Option<i32> {
    let bare = matches!(claim.mention.kind, Kind::Number | Kind::Count) && claim.mention.span.len() == 4;
    let number = claim.mention.quantity.filter(|_| bare)?.low.rational();
    let year = i32::try_from(number.to_integer()).ok()?;
    (number.is_integer() && FIGURES.contains(&year)).then_some(year)
}

/// Whether no other date of the sentence has its year in writing.
pub fn lone_year(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let Some(one) = claims.first() else { return true };
    let bound = |claim: &Claim| claims.iter().any(|one| one.mention.first == claim.mention.first);
    let at = on.claims.partition_point(|claim| claim.mention.first < one.mention.first);
    let near = &on.claims[at.saturating_sub(BESIDE)..on.claims.len().min(at + BESIDE)];
    let dated = |claim: &Claim| date(claim).is_some_and(|date| written_year(date).is_some());
    !near.iter().any(|claim| claim.sentence == one.sentence && !bound(claim) && dated(claim))
}

/// The functions of sentences that are about eras, quarters and months.
pub fn function(name: &str, arguments: &[Expr], on: &Bindings<'_>) -> Option<Interval> {
    let claim = |at: usize| match arguments.get(at) {
        Some(Expr::Role(role)) => on.claim(*role).and_then(date),
        _ => None,
    };
    if let ("year", Some(Expr::Role(role))) = (name, arguments.first()) {
        return on.claim(*role).and_then(year).map(point);
    }
    if name == "feast_today" {
        let day = calendar::date(on.published?.day?)?;
        return Some(feast(day.month() as u8, day.day() as u8));
    }
    let first = claim(0)?;
    match name {
        "era" => years_of(first),
        "reign" => {
            let [from, to] = [0, 1].map(|at| claim(at).and_then(written_year));
            let year = |year: i32| Rational::from_integer(i128::from(year));
            from.zip(to).map(|(from, to)| Interval::closed(year(from.min(to)), year(to.max(from))))
        }
        "feast" => Some(feast(first.month?, first.day?)),
        "months" => months(first, claim(1).or(first.end.as_deref())?),
        "size" => Some(point(if first.grain == Grain::Quarter { 3 } else { 6 })),
        "index" => Some(point(called(first.index, first))),
        "part_of" => Some(point(called(part(first, claim(1)?)?, claim(1)?))),
        "parts_of" => {
            let quarter = claim(2)?;
            let (from, to) = (part(first, quarter)?, part(claim(1)?, quarter)?);
            Some(point(if from == to { called(from, quarter) } else { 0 }))
        }
        "month_length" => month_length(first),
        _ => None,
    }
}

/// The quarter of the calendar year that a month is in, or the half.
fn part(date: &Date, quarter: &Date) -> Option<u8> {
    let width = if quarter.grain == Grain::Quarter { 3 } else { 6 };
    Some((date.month?.checked_sub(1)?) / width + 1)
}

/// A quarter as its number, a half as that and [`HALF`].
fn called(index: u8, quarter: &Date) -> u8 {
    if quarter.grain == Grain::Quarter { index } else { index + HALF }
}

fn date(claim: &Claim) -> Option<&Date> {
    claim.mention.timex.as_ref()?.date()
}

fn point(number: impl Into<i128>) -> Interval {
    Interval::point(Rational::from_integer(number.into()))
}

/// The years that an era may mean, as generously as people do: 1900 closes the 19th century, and its *end* begins
/// half-way through.
fn years_of(era: &Date) -> Option<Interval> {
    let first = era.year?;
    let width = if era.grain == Grain::Decade { 10 } else { 100 };
    let (from, to) = match era.part {
        Part::Whole if width == 10 => (0, 9),
        Part::Whole => (0, 100),
        Part::Start => (0, width * 11 / 20),
        Part::Middle => (width / 5, width * 4 / 5),
        Part::End => (width * 9 / 20, width),
    };
    let at = |by: i32| first.checked_add(by).map(|year| Rational::from_integer(i128::from(year)));
    Some(Interval::closed(at(from)?, at(to)?))
}

/// The months from one to another, across New Year if need be.
fn months(from: &Date, to: &Date) -> Option<Interval> {
    let (first, last) = (i32::from(from.month?), i32::from(to.month?));
    let years = written_year(from).zip(written_year(to)).map_or(0, |(from, to)| to - from);
    let count = if years > 0 {
        years.checked_mul(12)?.checked_add(last - first)?
    } else {
        (last - first).rem_euclid(12)
    };
    Some(point(count + 1))
}

/// A day of any year, as a number that orders them.
fn feast(month: u8, day: u8) -> Interval {
    point(i32::from(month) * FEAST + i32::from(day))
}

fn month_length(date: &Date) -> Option<Interval> {
    let month = date.month.filter(|_| date.grain == Grain::Month)?;
    let lengths: Vec<u8> = match written_year(date) {
        Some(year) => vec![calendar::month_length(year, month)?],
        None => YEARS.iter().filter_map(|&year| calendar::month_length(year, month)).collect(),
    };
    let whole = |days: Option<&u8>| days.map(|&days| Rational::from_integer(i128::from(days)));
    Some(Interval::closed(whole(lengths.iter().min())?, whole(lengths.iter().max())?))
}

/// A value of these functions in words: years without groups, months and days as lengths.
pub fn worded(name: &str, value: &Interval, wording: &Wording) -> Option<String> {
    let (least, most) = (value.lower?.at, value.upper?.at);
    let year = |value: Rational| {
        let year = value.to_integer();
        if year > 0 { year.to_string() } else { wording.before_our_era(1 - year) }
    };
    match name {
        "year" if least == most => Some(year(least)),
        // A century is counted from its second year here: 1900 closes the 19th.
        "era" if (most - least).to_integer() == 100 => {
            Some(wording.range(&year(least + Rational::from_integer(1)), &year(most)))
        }
        "era" | "year" => Some(wording.range(&year(least), &year(most))),
        "feast" | "feast_today" => {
            let feast = u32::try_from(least.to_integer()).ok()?;
            Some(wording.written(None, feast / FEAST as u32, feast % FEAST as u32))
        }
        "index" | "part_of" | "parts_of" => {
            let number = u8::try_from(least.to_integer()).ok()?;
            let half = number.checked_sub(HALF);
            Some(wording.part_of_year(half.unwrap_or(number), half.is_some()).to_owned())
        }
        "months" | "size" => Some(wording.lengths("month", &least, &most)),
        "month_length" => Some(wording.lengths("day", &least, &most)),
        _ => None,
    }
}
