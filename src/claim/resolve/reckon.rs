//! Filling in what a date leaves open.

use super::{anchor::Anchor, tense::Tense};
use crate::value::{
    calendar::{self, Day},
    timex::{Date, Grain, Reckoning},
};

/// How many days from the document's date an occurrence is certain, whatever the tense.
const NEAR: i32 = 60;

/// What is known at the place of a date.
pub(super) struct Surroundings<'s> {
    /// The document's date.
    pub(super) anchor: Option<Anchor>,
    /// The last date with a year that was named before it.
    pub(super) named: Option<&'s Date>,
    /// The tense there, asked only when it matters.
    pub(super) tense: &'s dyn Fn() -> Tense,
}

/// Fills in what a date leaves open, as far as its surroundings tell.
pub(super) fn fill(date: &mut Date, around: &Surroundings<'_>) {
    if let Some(mut end) = date.end.take() {
        fill_span(date, &mut end, around);
        date.end = Some(end);
        return;
    }
    let filled = match date.reckoning {
        Reckoning::Shift(by, grain) => shifted(date, by, grain, around),
        _ if date.year.is_some() || date.fiscal => None,
        _ => match date.grain {
            Grain::Day => day(date, around),
            Grain::Week | Grain::Weekend if date.feast.is_some() || date.day.is_some() => day(date, around),
            Grain::Week | Grain::Weekend if date.month.is_some() => month(date, around),
            Grain::Month => month(date, around),
            Grain::Weekend => weekend(date, around),
            Grain::Season | Grain::Quarter | Grain::Half => index(date, around),
            _ => None,
        },
    };
    if filled.is_some() {
        date.yearless = true;
    }
}

/// A span takes its year by its end; its start is the last such day before that.
fn fill_span(start: &mut Date, end: &mut Date, around: &Surroundings<'_>) {
    if start.year.is_some() || end.month.is_none() {
        return;
    }
    fill(end, around);
    let Some(year) = end.year else { return };
    let wraps = (start.month, start.day) > (end.month, end.day);
    (start.year, start.yearless) = (Some(if wraps { year - 1 } else { year }), end.yearless);
}

/// So many units from the document's date, narrowed by what else is written.
fn shifted(date: &mut Date, by: i32, grain: Grain, around: &Surroundings<'_>) -> Option<()> {
    let anchor = around.anchor?;
    match grain {
        Grain::Day => date.put(anchor.day?.checked_add(by)?),
        Grain::Weekend if by == 0 => weekend(date, around),
        Grain::Week | Grain::Weekend => week(date, anchor.day?.checked_add(by.checked_mul(7)?)?),
        Grain::Month => {
            let (year, month) = anchor.months_later(by)?;
            (date.year, date.month) = (Some(year), Some(month));
            Some(())
        }
        Grain::Quarter => part_of_year(date, anchor.months_later(by.checked_mul(3)?), 3),
        Grain::Half => part_of_year(date, anchor.months_later(by.checked_mul(6)?), 6),
        Grain::Year => {
            date.year = Some(anchor.year.checked_add(by)?);
            Some(())
        }
        Grain::Decade => era(date, anchor.year, by, 10),
        Grain::Century => era(date, anchor.year, by, 100),
        _ => None,
    }
}

/// The week of a day, its weekend, or one weekday of it.
fn week(date: &mut Date, day: Day) -> Option<()> {
    if let Some(weekday) = date.weekday {
        let monday = day - (day - 1).rem_euclid(7);
        return date.put(monday + weekday.num_days_from_monday() as i32);
    }
    let (year, week) = calendar::week_of(day)?;
    (date.year, date.index) = (Some(year), week);
    Some(())
}

/// "le week-end": the one going on, or on the side that the tense tells.
fn weekend(date: &mut Date, around: &Surroundings<'_>) -> Option<()> {
    let own = around.anchor?.day?;
    let going_on = (own - 1).rem_euclid(7) >= 5;
    let last = !going_on && (around.tense)() == Tense::Past;
    week(date, if last { own - 7 } else { own })
}

fn part_of_year(date: &mut Date, start: Option<(i32, u8)>, months: u8) -> Option<()> {
    let (year, month) = start?;
    (date.year, date.index) = (Some(year), (month - 1) / months + 1);
    Some(())
}

fn era(date: &mut Date, year: i32, by: i32, width: i32) -> Option<()> {
    date.year = Some((year.div_euclid(width).checked_add(by)?).checked_mul(width)?);
    Some(())
}

/// A day without its year.
fn day(date: &mut Date, around: &Surroundings<'_>) -> Option<()> {
    match (date.feast, date.month, date.day, date.weekday) {
        (Some(_), ..) | (None, Some(_), Some(_), _) => yearless(date, around),
        (None, Some(_), None, Some(_)) if date.index > 0 => yearless(date, around),
        (None, None, Some(_), _) => monthless(date, around),
        (None, None, None, Some(_)) => weekday(date, around),
        _ => None,
    }
}

/// The day of a date in some year.
fn in_year(date: &Date, year: i32) -> Option<Day> {
    match date.feast {
        Some(feast) => calendar::feast(year, feast),
        None if date.day.is_none() => {
            calendar::weekday_of_month(year, date.month?, date.index, date.weekday?)
        }
        None => calendar::day(year, date.month?, date.day?),
    }
}

/// "le 8 août": the year that makes it near, or the one that the text or the tense tells.
fn yearless(date: &mut Date, around: &Surroundings<'_>) -> Option<()> {
    let year = match around.anchor {
        Some(anchor) => near_anchor(date, anchor, around),
        None => near_named(date, around.named?),
    };
    date.year = Some(year?);
    Some(())
}

fn near_anchor(date: &Date, anchor: Anchor, around: &Surroundings<'_>) -> Option<i32> {
    let Some(own) = anchor.middle() else { return Some(anchor.year) };
    let years = anchor.year - 1..=anchor.year + 1;
    let all: Vec<(i32, Day)> = years.filter_map(|year| Some((year, in_year(date, year)?))).collect();
    if all.is_empty() && date.feast.is_none() && (date.month, date.day) != (Some(2), Some(29)) {
        return None;
    }
    let sure = match date.reckoning {
        Reckoning::Last => all.iter().rev().find(|found| found.1 < own),
        Reckoning::Next => all.iter().find(|found| found.1 > own),
        _ => near(&all, own).or_else(|| fitting(date, &all)),
    };
    if let Some(found) = sure {
        return Some(found.0);
    }
    if let Some(named) = around.named {
        // A day far from publication in a text that looks back: open, unless a year opens the sentence.
        let looks_back = named.grain < Grain::Year && named.year < Some(anchor.year - 1);
        return if looks_back { None } else { near_named(date, named) };
    }
    // Of a month, the days of which it is not known: its own days are neither past nor to come.
    let slack = if anchor.day.is_some() { 0 } else { 16 };
    let last = all.iter().rev().find(|found| found.1 <= own + slack);
    let next = all.iter().find(|found| found.1 >= own - slack);
    let told = if (around.tense)() == Tense::Future { next.or(last) } else { last.or(next) };
    Some(told.map_or(anchor.year, |found| found.0))
}

/// The occurrence that is certain because it is near.
fn near(all: &[(i32, Day)], own: Day) -> Option<&(i32, Day)> {
    all.iter().filter(|found| (found.1 - own).abs() <= NEAR).min_by_key(|found| (found.1 - own).abs())
}

/// The latest occurrence on the weekday that is written with the date.
fn fitting<'d>(date: &Date, all: &'d [(i32, Day)]) -> Option<&'d (i32, Day)> {
    let weekday = date.weekday?;
    all.iter().rev().find(|found| calendar::weekday(found.1) == weekday)
}

/// The occurrence nearest to a date with a year; in a bare year the one of that year.
fn near_named(date: &Date, named: &Date) -> Option<i32> {
    let year = named.year?;
    let Some(own) = named.days.filter(|_| named.grain <= Grain::Month).map(|days| days.from) else {
        return Some(year);
    };
    let candidates = (year - 1..=year + 1).filter_map(|year| Some((year, in_year(date, year)?)));
    candidates.min_by_key(|found| (found.1 - own).abs()).map(|found| found.0).or(Some(year))
}

/// "le 17", "ce jeudi 26": the month that makes it near, on the side that the tense tells.
fn monthless(date: &mut Date, around: &Surroundings<'_>) -> Option<()> {
    let anchor = around.anchor?;
    let own = anchor.day?;
    let number = date.day?;
    let months = (-6..=6).filter_map(|later| anchor.months_later(later));
    let mut days: Vec<Day> = months.filter_map(|(year, month)| calendar::day(year, month, number)).collect();
    if let Some(weekday) = date.weekday {
        let fitting: Vec<Day> =
            days.iter().copied().filter(|&day| calendar::weekday(day) == weekday).collect();
        if fitting.iter().any(|day| (day - own).abs() <= NEAR) {
            days = fitting;
            days.sort_by_key(|day| (day - own).abs());
            return date.put(*days.first()?);
        }
    }
    let future = date.reckoning == Reckoning::Next || (around.tense)() == Tense::Future;
    let found = if future {
        days.iter().find(|&&day| day >= own)
    } else {
        days.iter().rev().find(|&&day| day <= own)
    };
    date.put(*found?)
}

/// "lundi": the last one up to the document's own day, or in the future tense the next.
fn weekday(date: &mut Date, around: &Surroundings<'_>) -> Option<()> {
    let own = around.anchor?.day?;
    let wanted = date.weekday?.num_days_from_monday() as i32;
    let back = (own - 1 - wanted).rem_euclid(7);
    let day = match date.reckoning {
        Reckoning::Last => own - if back == 0 { 7 } else { back },
        Reckoning::Next => own + 7 - back,
        Reckoning::This if back == 0 => own,
        _ if (around.tense)() == Tense::Future => own + 7 - back,
        _ => own - back,
    };
    date.put(day)
}

/// "en avril", "décembre dernier".
fn month(date: &mut Date, around: &Surroundings<'_>) -> Option<()> {
    let wanted = date.month?;
    let Some(anchor) = around.anchor else {
        let named = around.named.filter(|named| named.grain == Grain::Year)?;
        date.year = named.year;
        return Some(());
    };
    let own = anchor.month.unwrap_or(12);
    let year = match date.reckoning {
        Reckoning::Last => anchor.year - i32::from(wanted >= own),
        Reckoning::Next => anchor.year + i32::from(wanted <= own),
        Reckoning::This => anchor.year,
        _ if (around.tense)() == Tense::Future => anchor.year + i32::from(wanted < own),
        _ => anchor.year - i32::from(wanted > own),
    };
    date.year = Some(year);
    Some(())
}

/// "this summer", "le deuxième trimestre": the season, quarter or half that is told.
fn index(date: &mut Date, around: &Surroundings<'_>) -> Option<()> {
    let anchor = around.anchor?;
    let own = anchor.month?;
    let first = match date.grain {
        Grain::Season => date.index.checked_mul(3)?,
        Grain::Quarter => date.index.checked_mul(3)?.checked_sub(2)?,
        _ => date.index.checked_mul(6)?.checked_sub(5)?,
    };
    let year = match date.reckoning {
        Reckoning::Last => anchor.year - i32::from(first + 2 >= own),
        Reckoning::Next => anchor.year + i32::from(first <= own),
        Reckoning::This => anchor.year - i32::from(first == 12 && own < 6),
        _ if (around.tense)() == Tense::Future => anchor.year + i32::from(first + 2 < own),
        _ => anchor.year - i32::from(first > own),
    };
    date.year = Some(year);
    Some(())
}
