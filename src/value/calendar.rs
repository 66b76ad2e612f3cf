//! Days as numbers, and what the calendar says of them. Proleptic Gregorian, as ISO 8601.

use chrono::{Datelike, NaiveDate, Weekday};

/// A day as the number of days since 1 January of year 1 (that day is 1).
pub type Day = i32;

/// A half-open stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Days {
    /// The first day.
    pub from: Day,
    /// The day after the last one.
    pub to: Day,
}

/// The day of a date, if the date exists.
pub fn day(year: i32, month: u8, day: u8) -> Option<Day> {
    NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)).map(|date| date.num_days_from_ce())
}

/// The date of a day.
pub fn date(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day)
}

/// The weekday of a day.
pub fn weekday(day: Day) -> Weekday {
    // Day 1 (1 January of year 1) was a Monday.
    match (day - 1).rem_euclid(7) {
        0 => Weekday::Mon,
        1 => Weekday::Tue,
        2 => Weekday::Wed,
        3 => Weekday::Thu,
        4 => Weekday::Fri,
        5 => Weekday::Sat,
        _ => Weekday::Sun,
    }
}

/// How many days a month has.
pub fn month_length(year: i32, month: u8) -> Option<u8> {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    Some((day(next_year, next, 1)? - day(year, month, 1)?) as u8)
}

/// All days of a month.
pub fn month(year: i32, month: u8) -> Option<Days> {
    let from = day(year, month, 1)?;
    Some(Days { from, to: from + i32::from(month_length(year, month)?) })
}

/// All days of the years from `first` up to, but without, `end`.
pub fn years(first: i32, end: i32) -> Option<Days> {
    Some(Days { from: day(first, 1, 1)?, to: day(end, 1, 1)? })
}

/// Easter Sunday of a Gregorian year (the anonymous algorithm; Meeus, *Astronomical Algorithms*, chapter 8).
pub fn easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    day(year, (sum / 31) as u8, (sum % 31 + 1) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_agree_with_chrono() {
        for offset in [0, 1, 59, 735_000, 735_581] {
            assert_eq!(weekday(1 + offset), date(1 + offset).expect("in range").weekday());
        }
    }

    #[test]
    fn easter_falls_where_it_fell() {
        assert_eq!(easter(2014), day(2014, 4, 20));
        assert_eq!(easter(2000), day(2000, 4, 23));
        assert_eq!(easter(1961), day(1961, 4, 2));
    }
}
