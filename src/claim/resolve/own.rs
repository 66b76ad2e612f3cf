//! The stretch of time that a date or time denotes by itself.

use super::reach::{Moment, Reach};
use crate::value::{
    calendar::{self, Days},
    timex::{Date, Grain, Part, Time, Timex},
};

/// The days of a date, narrowed to the part of them that is named, or the moments of a time.
pub fn own(timex: &Timex) -> Option<Reach> {
    match timex {
        Timex::Time(time) if time.seconds.is_some() => moments(time),
        Timex::Date(date) => date.days.map(|days| whole(narrowed(date, days))),
        _ => timex.days().map(whole),
    }
}

const fn whole(days: Days) -> Reach {
    Reach { from: Some(Moment::of(days.from)), to: Some(Moment::of(days.to)) }
}

/// The part of a period that is named, generously: "early May" is its first half, "mid-May" the 10th to
/// the 20th, "late May" its second half; of longer periods a third; of a week Monday to Wednesday, or
/// from Thursday on.
fn narrowed(date: &Date, days: Days) -> Days {
    let length = days.to - days.from;
    if date.part == Part::Whole || date.end.is_some() || length < 7 {
        return days;
    }
    let (first, middle, last) = match date.grain {
        Grain::Month => (15, (9, 20), 15),
        Grain::Week => (3, (2, 5), 3),
        Grain::Year => thirds(days).unwrap_or((length / 3, (length / 3, length * 2 / 3), length * 2 / 3)),
        _ => (length / 3, (length / 3, length * 2 / 3), length * 2 / 3),
    };
    let (from, to) = match date.part {
        Part::Start => (0, first),
        Part::Middle => middle,
        _ => (last, length),
    };
    Days { from: days.from + from, to: days.from + to }
}

/// The thirds of a year: up to May, up to September.
fn thirds(year: Days) -> Option<(i32, (i32, i32), i32)> {
    let month = |months| calendar::months_later(year.from, months).map(|day| day - year.from);
    let (may, september) = (month(4)?, month(8)?);
    Some((may, (may, september), september))
}

/// The stretch that a clock time takes on its day: from 14:30 to 14:31, at 5 p.m. from 17:00 to 18:00.
fn moments(time: &Time) -> Option<Reach> {
    let (day, start) = time.date.as_ref().and_then(|date| date.only_day()).zip(time.seconds)?;
    let length = match time.grain {
        Grain::Second => 1,
        Grain::Minute => 60,
        _ => 3600,
    };
    let clock = |seconds: u32| {
        let later = i32::try_from(seconds / 86_400).ok()?;
        Some(Moment { day: day.checked_add(later)?, second: Some(seconds % 86_400) })
    };
    Some(Reach { from: clock(start), to: clock(time.until.unwrap_or(start + length)) })
}
