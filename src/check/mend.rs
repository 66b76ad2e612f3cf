//! Repairs of dates, in the words and figures of the text: another weekday, day, month or year.

use chrono::{Datelike, Weekday};

use super::{chronicle::Desks, dates::source_of, weekday::Named};
use crate::{
    claim::Claim,
    diagnostic::{Edit, Repair},
    value::{
        calendar::{self, Day},
        timex::Date,
    },
};

/// How many years away another year is looked for.
const YEARS: i32 = 6;

/// What would mend a weekday: its name, the day of the month, the month, the year.
pub(super) fn weekday(desks: &Desks<'_>, one: &Named, judged: Day) -> Vec<Repair> {
    let right = calendar::weekday(judged);
    let day =
        another_day(judged, one.weekday).and_then(|day| figure(desks, desks.claim(one), one.day, day, "day"));
    let month = calendar::date(judged).and_then(|date| {
        let fits = |month: u32| {
            let day = calendar::day(date.year(), month as u8, one.day)?;
            (calendar::weekday(day) == one.weekday).then_some(month)
        };
        let near = [date.month() + 1, date.month().wrapping_sub(1)];
        near.into_iter().filter(|month| (1..=12).contains(month)).find_map(fits)
    });
    let month = month.and_then(|month| month_name(desks, one, month));
    let repairs = [weekday_name(desks, one, right), day, another_year(desks, one), month];
    repairs.into_iter().flatten().collect()
}

/// Another weekday in the place of the one that is written.
pub(super) fn weekday_name(desks: &Desks<'_>, one: &Named, right: Weekday) -> Option<Repair> {
    word(desks, desks.claim(one), desks.native.weekday(one.weekday), desks.native.weekday(right), "weekday")
}

fn month_name(desks: &Desks<'_>, one: &Named, month: u32) -> Option<Repair> {
    let written = desks.native.month_name(u32::from(one.month?));
    word(desks, desks.claim(one), written, desks.native.month_name(month), "month")
}

/// The nearest day of the same month that is such a weekday.
fn another_day(judged: Day, wanted: Weekday) -> Option<u32> {
    let month = calendar::date(judged)?.month();
    let fits = |&by: &i32| calendar::weekday(judged + by) == wanted;
    let there = [-1, 1, -2, 2, -3, 3].into_iter().find(fits)?;
    calendar::date(judged + there).filter(|date| date.month() == month).map(|date| date.day())
}

/// The nearest year in which the day is such a weekday.
fn another_year(desks: &Desks<'_>, one: &Named) -> Option<Repair> {
    let year = one.year?;
    let fits = |&other: &i32| {
        calendar::day(other, one.month.unwrap_or(0), one.day)
            .is_some_and(|day| calendar::weekday(day) == one.weekday)
    };
    let other = (1..=YEARS).flat_map(|by| [year - by, year + by]).find(fits)?;
    figure(desks, desks.claim(one), year, other, "year")
}

/// What would mend a day that does not exist: the month's last day, or for 29 February a leap year.
pub(super) fn day(desks: &Desks<'_>, claim: &Claim, date: &Date, length: u8) -> Vec<Repair> {
    let last = date.day.and_then(|day| figure(desks, claim, day, length, "day"));
    let leap =
        super::dates::written_year(date).filter(|_| date.month == Some(2) && length == 28).and_then(|year| {
            let leaps = |other: &i32| calendar::month_length(*other, 2) == Some(29);
            let other = (1..8).flat_map(|by| [year - by, year + by]).find(leaps)?;
            figure(desks, claim, year, other, "year")
        });
    [last, leap].into_iter().flatten().collect()
}

/// Puts one name in the place of another, with a capital where there was one.
fn word(desks: &Desks<'_>, claim: &Claim, written: &str, instead: &str, note: &str) -> Option<Repair> {
    let text = &desks.text[claim.mention.span.range()];
    let same = |&at: &usize| {
        let there = text.get(at..at + written.len());
        there.is_some_and(|there| there.to_lowercase() == written.to_lowercase())
    };
    let at = text.char_indices().map(|(at, _)| at).find(same)?;
    let capital = text[at..].starts_with(char::is_uppercase);
    let mut letters = instead.chars();
    let first = letters.next()?;
    let replacement =
        if capital { first.to_uppercase().chain(letters).collect() } else { instead.to_owned() };
    repair(desks, claim, at, written.len(), replacement, note)
}

/// Puts one figure in the place of another; not where letters make it an ordinal, nor a first day (which some languages write apart).
fn figure(
    desks: &Desks<'_>,
    claim: &Claim,
    written: impl Into<i64>,
    instead: impl Into<i64>,
    note: &str,
) -> Option<Repair> {
    let text = &desks.text[claim.mention.span.range()];
    let (written, instead): (i64, i64) = (written.into(), instead.into());
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        let rest = &text[start..];
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let ordinal = rest[length..].starts_with(char::is_alphabetic);
        if rest[..length].parse() == Ok(written) && !ordinal && instead != 1 {
            let replacement =
                format!("{instead:0>width$}", width = if rest.starts_with('0') { length } else { 1 });
            return repair(desks, claim, start, length, replacement, note);
        }
        at = start + length;
    }
    None
}

fn repair(
    desks: &Desks<'_>,
    claim: &Claim,
    at: usize,
    length: usize,
    replacement: String,
    note: &str,
) -> Option<Repair> {
    let span = source_of(claim, at, length)?;
    let note = desks.desk.wording.repair_note(note).to_owned();
    Some(Repair { edits: vec![Edit { span, replacement }], note })
}

/// The two ends of a period in each other's place: "1939-1870".
pub(super) fn turned(desks: &Desks<'_>, claim: &Claim, (first, last): (&str, &str)) -> Option<Repair> {
    let text = &desks.text[claim.mention.span.range()];
    let (at, end) = (text.find(first)?, text.rfind(last)?);
    if at + first.len() > end {
        return None;
    }
    let edit = |at: usize, written: &str, instead: &str| {
        Some(Edit { span: source_of(claim, at, written.len())?, replacement: instead.to_owned() })
    };
    let edits = vec![edit(at, first, last)?, edit(end, last, first)?];
    Some(Repair { edits, note: desks.desk.wording.repair_note("swap").to_owned() })
}
