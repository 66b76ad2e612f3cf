//! Time in sentences: dates as days, durations as lengths in days, ages.
//!
//! | function | is worth |
//! | --- | --- |
//! | `start(a)`, `end(a)` | the days on which a date or period may begin, or end |
//! | `days(a, b)`, `days(a)` | the days from one date to another, or through a period; both ways of counting are admitted |
//! | `since(a)` | the days from a date to the publication |
//! | `years(a, b)` | the birthdays from one date to another: an age |
//! | `age(a)`, `aged(a)` | a stated age; that of somebody born then at the publication |
//! | `grown(a, b)` | by how much an age may differ between two dates |
//! | `length(a)` | a duration in days, as loosely as people give it |
//!
//! A month or a year stands for any day in it. What cannot be resolved is unknown.

use chrono::Datelike;
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Signed};

use super::{
    dates::{parts, written_year},
    judge::Bindings,
    wording::Wording,
};
use crate::{
    claim::Claim,
    parse::Kind,
    rule::Expr,
    value::{
        Bound, Interval, Rational, Sense, Timex,
        calendar::{self, Day, Days},
        timex::{Date, Grain, Reckoning},
    },
};

/// Whether a duration is counted in days.
pub fn counts_days(claim: &Claim) -> bool {
    matches!(&claim.mention.timex, Some(Timex::Duration(duration)) if duration.grain == Grain::Day)
}

/// Whether a claim is a period written as one: "du 3 au 7 mai".
pub fn spans(claim: &Claim) -> bool {
    date(claim).is_some_and(|date| date.end.is_some())
}

/// Whether a claim is a day of the calendar.
pub fn is_day(claim: &Claim) -> bool {
    date(claim).is_some_and(|date| date.grain == Grain::Day && date.day.is_some() && date.month.is_some())
}

/// The days that a dated claim of a relation may mean: the first and the last.
pub fn days(claim: &Claim, on: &Bindings<'_>) -> Option<Interval> {
    let (first, last) = (begins(claim, on)?, ends(claim, on)?);
    Some(within(Days { from: first.from, to: last.to }))
}

/// A date in the year that the relation's other dates give it, where it has none in writing.
fn in_year(date: &Date, on: &Bindings<'_>) -> Option<Days> {
    if date.year.is_some() && !date.yearless || date.grain > Grain::Month {
        return date.days;
    }
    let mut dates = on.relation.bound.iter().take(YEAR_FROM).filter_map(|bound| dated(on, bound.1));
    let year = year_in_writing(on).or_else(|| dates.find_map(|date| date.year)).unwrap_or(COMMON);
    of_year(date, year)
}

fn dated<'a>(on: &Bindings<'a>, place: usize) -> Option<&'a Date> {
    on.claims[place].mention.timex.as_ref()?.date()
}

/// The first year that a date of the relation has in writing.
fn year_in_writing(on: &Bindings<'_>) -> Option<i32> {
    let dates = on.relation.bound.iter().take(YEAR_FROM).filter_map(|bound| dated(on, bound.1));
    dates.flat_map(parts).find_map(written_year)
}

/// The days of a date in another year.
fn of_year(date: &Date, year: i32) -> Option<Days> {
    Date { year: Some(year), end: None, ..date.clone() }.settled().days
}

/// How many claims of a relation are asked for the year of another.
const YEAR_FROM: usize = 40;

/// The year that dates without any are compared in: a leap year, which has every day.
const COMMON: i32 = 2000;

/// How far apart two days without their years may be that are surely of one year.
const ONE_YEAR: i32 = 60;

/// Whether claims are dated in full, or are so near in the calendar that they are of one year:
/// "le 12 avril, puis le 9" are, "le 28 décembre, puis le 11 janvier" need not be.
pub fn one_year(claims: &[&Claim]) -> bool {
    if claims.iter().any(|claim| relative(claim)) {
        return false;
    }
    let dates: Vec<&Date> = claims.iter().filter_map(|claim| date(claim)).flat_map(parts).collect();
    let open = |date: &&Date| written_year(date).is_none();
    if !dates.iter().any(open) {
        return true;
    }
    let years: Vec<i32> = dates.iter().filter_map(|date| date.year).collect();
    let placed = dates.iter().map(|date| of_year(date, COMMON));
    let Some(placed) = placed.collect::<Option<Vec<Days>>>() else { return false };
    let far = |a: &Days, b: &Days| (a.from - b.from).abs() > ONE_YEAR;
    years.windows(2).all(|pair| pair[0] == pair[1])
        && dates.iter().all(|date| date.grain <= Grain::Month)
        && placed.windows(2).all(|pair| !far(&pair[0], &pair[1]))
}

/// Whether a date is a bare weekday, or reckoned from another: "mardi", "next week".
fn relative(claim: &Claim) -> bool {
    let mention = &claim.mention;
    date(claim).is_some_and(|date| {
        date.reckoning != Reckoning::Plain || date.weekday.is_some() && mention.end == mention.first + 1
    })
}

/// Whether no other date stands between the first and the last of some claims (bare weekdays aside).
pub fn nearest(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let places = claims.iter().map(|claim| claim.mention.first);
    let (Some(first), Some(last)) = (places.clone().min(), places.max()) else { return false };
    let bound = |claim: &Claim| claims.iter().any(|one| one.mention.first == claim.mention.first);
    let from = on.claims.partition_point(|claim| claim.mention.first <= first);
    let between = on.claims[from..].iter().take_while(|claim| claim.mention.first < last);
    !between.into_iter().any(|claim| claim.mention.kind == Kind::Date && !bound(claim) && !relative(claim))
}

fn within(days: Days) -> Interval {
    Interval::closed(whole(days.from), whole(days.to - 1))
}

fn whole(number: impl Into<i128>) -> Rational {
    Rational::from_integer(number.into())
}

/// The functions of sentences that are about time.
pub fn function(name: &str, arguments: &[Expr], on: &Bindings<'_>) -> Option<Interval> {
    let claim = |at: usize| match arguments.get(at) {
        Some(Expr::Role(role)) => on.claim(*role),
        _ => None,
    };
    let first = claim(0)?;
    match name {
        "start" => Some(within(begins(first, on)?)),
        "end" => Some(within(ends(first, on)?)),
        "length" => length(first),
        "days" if arguments.len() > 1 => passed(closing(first)?, &opening(claim(1)?)?, on),
        "days" => passed(&opening(first)?, closing(first)?, on),
        "since" if closing(first)?.year.is_none() => None,
        "since" => elapsed(ends(first, on)?, on.published?.days()?),
        "years" if arguments.len() > 1 => age(begins(first, on)?, ends(claim(1)?, on)?),
        "years" => age(begins(first, on)?, ends(first, on)?),
        "aged" => age(begins(first, on)?, on.published?.days()?),
        "grown" if arguments.len() < 2 => grown(begins(first, on)?, on.published?.days()?),
        "grown" => grown(begins(first, on)?, ends(claim(1)?, on)?),
        "age" => first.mention.quantity?.fair(None),
        _ => None,
    }
}

fn date(claim: &Claim) -> Option<&Date> {
    claim.mention.timex.as_ref()?.date()
}

/// The days on which a date or period may begin.
pub fn begins(claim: &Claim, on: &Bindings<'_>) -> Option<Days> {
    in_year(&opening(claim)?, on)
}

/// The days on which it may end.
pub fn ends(claim: &Claim, on: &Bindings<'_>) -> Option<Days> {
    in_year(closing(claim)?, on)
}

/// A date, or the first one of a period.
fn opening(claim: &Claim) -> Option<Date> {
    Some(Date { end: None, ..date(claim)?.clone() }.settled())
}

/// A date, or the last one of a period.
fn closing(claim: &Claim) -> Option<&Date> {
    let date = date(claim)?;
    Some(date.end.as_deref().unwrap_or(date))
}

/// How many days may lie from one date to another, whatever year dates without one are of.
fn passed(from: &Date, to: &Date, on: &Bindings<'_>) -> Option<Interval> {
    let spans = laid(from, to, on).into_iter().filter_map(|(from, to)| elapsed(from, to));
    spans.reduce(|one, other| {
        let lower = one.lower.zip(other.lower).map(|(a, b)| if a.at <= b.at { a } else { b });
        let upper = one.upper.zip(other.upper).map(|(a, b)| if a.at >= b.at { a } else { b });
        Interval { lower, upper }
    })
}

/// Three years, the second a leap year: dates without any year lie in one like these.
const ANY: [i32; 3] = [COMMON - 1, COMMON, COMMON + 1];

/// Where two dates may lie in time. Of two, the one without a year in writing is in that of the
/// other, or just across New Year from it; two without are where resolution puts the first one.
fn laid(from: &Date, to: &Date, on: &Bindings<'_>) -> Vec<(Days, Days)> {
    let open = |date: &Date| {
        written_year(date).is_none() && date.grain <= Grain::Month && date.reckoning == Reckoning::Plain
    };
    let placed = |date: &Date, year: i32| if open(date) { of_year(date, year) } else { date.days };
    let pair = |first: i32, second: i32| Some((placed(from, first)?, placed(to, second)?));
    let ordered = |pair: &(Days, Days)| pair.0.from <= pair.1.from;
    let year = |date: &Date| date.year.or_else(|| Some(calendar::date(date.days?.from)?.year()));
    let after = |year: i32| [year, year + 1].into_iter().filter_map(|next| pair(year, next)).find(ordered);
    let before = |year: i32| [year, year - 1].into_iter().filter_map(|last| pair(last, year)).find(ordered);
    match (open(from), open(to)) {
        (false, false) => pair(0, 0).into_iter().collect(),
        (true, false) => year(to).and_then(before).into_iter().collect(),
        (false, true) => year(from).and_then(after).into_iter().collect(),
        (true, true) => match (year_in_writing(on).or(from.year), to.year) {
            (Some(year), _) => after(year).into_iter().collect(),
            (None, Some(year)) => before(year).into_iter().collect(),
            (None, None) => ANY.into_iter().filter_map(after).collect(),
        },
    }
}

/// How many days may lie from one date to another, the last one counted or not.
fn elapsed(from: Days, to: Days) -> Option<Interval> {
    let least = to.from.checked_sub(from.to - 1)?;
    let most = to.to.checked_sub(from.from)?;
    Some(Interval::closed(whole(least), whole(most)))
}

/// How many birthdays may lie between a birth and another day.
pub fn age(birth: Days, then: Days) -> Option<Interval> {
    let least = birthdays(birth.to - 1, then.from)?;
    let most = birthdays(birth.from, then.to - 1)?;
    Some(Interval::closed(whole(least), whole(most)))
}

/// By how many years somebody's age may differ between two dates.
fn grown(from: Days, to: Days) -> Option<Interval> {
    let least = birthdays(from.to - 1, to.from)?;
    let most = birthdays(from.from, to.to - 1)?.checked_add(1)?;
    Some(Interval::closed(whole(least), whole(most)))
}

/// Whether a number may be an age in years: an age or a length in years, or a bare number that people reach.
pub fn in_years(claim: &Claim) -> bool {
    match &claim.mention.timex {
        Some(Timex::Duration(duration)) => duration.grain == Grain::Year,
        Some(_) => false,
        None => claim.mention.quantity.is_some_and(|quantity| {
            quantity.low.whole && (whole(1)..whole(123)).contains(&quantity.low.rational())
        }),
    }
}

fn birthdays(birth: Day, then: Day) -> Option<i32> {
    let (birth, then) = (calendar::date(birth)?, calendar::date(then)?);
    let reached = (then.month(), then.day()) >= (birth.month(), birth.day());
    Some(then.year() - birth.year() - i32::from(!reached))
}

/// The days of a unit of time, as an average.
pub fn unit(grain: Grain) -> Option<Rational> {
    Some(match grain {
        Grain::Day => whole(1),
        Grain::Week => whole(7),
        Grain::Month => Rational::new(1461, 48),
        Grain::Quarter => Rational::new(1461, 16),
        Grain::Year => Rational::new(1461, 4),
        Grain::Decade => Rational::new(14_610, 4),
        Grain::Century => Rational::new(146_100, 4),
        _ => return None,
    })
}

/// The length of a duration in days, as loosely as people give it.
///
/// Days are counted, but for idioms ("quinze jours" are two weeks). Of anything longer the
/// last one need not be full, nor just begun: "three years" are two and a half to four.
/// Tens of years are round numbers.
pub fn length(claim: &Claim) -> Option<Interval> {
    let Some(Timex::Duration(duration)) = &claim.mention.timex else { return None };
    if let Some((least, most)) = duration.idiom {
        return Some(Interval::closed(whole(least), whole(most)));
    }
    let quantity = claim.mention.quantity?;
    let unit = unit(duration.grain)?;
    let said = quantity.fair(None)?;
    let exact = quantity.approx.sense == Sense::Exact;
    let (least, most) = (said.lower.map(|bound| bound.at), said.upper.map(|bound| bound.at));
    let half = Rational::new(1, 2);
    let number = quantity.low.rational();
    let round = duration.grain == Grain::Year && number >= whole(20) && (number / whole(10)).is_integer();
    let (below, above) = match (duration.grain, exact) {
        (Grain::Day, true) => (whole(0), whole(0)),
        (Grain::Day, false) => (half, half),
        _ if round => ((number / whole(10)).max(half), (number / whole(10)).max(whole(1))),
        (_, true) if number.is_integer() => (half.min(number / whole(3)), whole(1)),
        _ => (half.min(number / whole(3)), half),
    };
    let scaled = |value: Rational| value.checked_mul(&unit);
    let lower = match least {
        Some(least) => Some(Bound::closed(scaled(least.checked_sub(&below)?)?)),
        None => None,
    };
    let upper = match most {
        Some(most) if duration.grain == Grain::Day => Some(Bound::closed(scaled(most.checked_add(&above)?)?)),
        Some(most) => Some(Bound::open(scaled(most.checked_add(&above)?)?)),
        None => None,
    };
    Some(Interval { lower, upper })
}

/// A temporal claim as findings write it.
pub fn shown(claim: &Claim, wording: &Wording) -> String {
    let Some(timex) = &claim.mention.timex else { return String::new() };
    let Timex::Date(date) = timex else { return timex.value().to_owned() };
    match &date.end {
        Some(end) => wording
            .range(&one(&Date { end: None, ..(**date).clone() }.settled(), wording), &one(end, wording)),
        None => one(date, wording),
    }
}

pub fn one(date: &Date, wording: &Wording) -> String {
    match (date.grain, date.year, date.month, date.day) {
        (Grain::Day, year, Some(month), Some(day)) => {
            wording.written(year.filter(|_| !date.yearless), u32::from(month), u32::from(day))
        }
        (Grain::Month, Some(year), Some(month), _) if !date.yearless => wording.month(year, u32::from(month)),
        (Grain::Month, _, Some(month), _) => wording.month_name(u32::from(month)).to_owned(),
        (Grain::Year, Some(year), ..) => year.to_string(),
        _ => date.value.to_string(),
    }
}

/// A computed time in words: the days of `days(…)` in the unit of the duration they are compared with, ages as numbers.
pub fn worded(name: &str, value: &Interval, stated: Option<&Claim>, wording: &Wording) -> Option<String> {
    let (least, most) = (value.lower?.at, value.upper?.at);
    let number = |value: &Rational| wording.number(value, 0);
    match name {
        "years" | "aged" | "grown" | "age" if least == most => Some(number(&least)),
        "years" | "aged" | "grown" | "age" => Some(wording.range(&number(&least), &number(&most))),
        "days" | "since" => {
            let grain = match stated.and_then(|claim| claim.mention.timex.as_ref()) {
                Some(Timex::Duration(duration)) if least.abs() >= unit(duration.grain)? => duration.grain,
                _ => Grain::Day,
            };
            let (grain, key) = match grain {
                Grain::Week => (grain, "week"),
                Grain::Month => (grain, "month"),
                Grain::Year | Grain::Decade | Grain::Century => (Grain::Year, "year"),
                _ => (Grain::Day, "day"),
            };
            let size = unit(grain)?;
            let (least, most) = if most - least > whole(1) {
                let middle = ((least + most) / whole(2) / size).round();
                (middle, middle)
            } else {
                ((least / size).round(), (most / size).round())
            };
            Some(wording.lengths(key, &least, &most))
        }
        _ => None,
    }
}

/// A length that is written as part of a word ("ten-day"), by itself: `10 days`.
pub fn compounded(claim: &Claim, text: &str, wording: &Wording) -> Option<String> {
    let Some(Timex::Duration(duration)) = &claim.mention.timex else { return None };
    let key = match duration.grain {
        Grain::Day => "day",
        Grain::Week => "week",
        Grain::Month => "month",
        Grain::Year => "year",
        _ => return None,
    };
    text.contains(['-', '‑']).then(|| wording.length(key, &duration.number.rational()))
}

/// The one number that a function of dates is said to be: both ends counted, or the middle where days are not known.
pub fn nominal(name: &str, value: &Interval) -> Option<Rational> {
    let (least, most) = (value.lower?.at, value.upper?.at);
    match name {
        "days" | "since" if most - least > whole(1) => Some(((least + most) / whole(2)).round()),
        "days" => Some(most),
        _ => Some(least),
    }
}

/// The days that a duration says, as an average.
pub fn said_days(claim: &Claim) -> Option<Rational> {
    let Some(Timex::Duration(duration)) = &claim.mention.timex else { return None };
    claim.mention.quantity?.low.rational().checked_mul(&unit(duration.grain)?)
}

/// How many of its unit a duration would count to be worth so many days.
pub fn counted(claim: &Claim, days: Rational) -> Option<Rational> {
    match &claim.mention.timex {
        Some(Timex::Duration(duration)) if claim.mention.kind == Kind::Duration => {
            Some((days / unit(duration.grain)?).round())
        }
        _ => Some(days),
    }
}
