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
#[allow(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
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

/// The Monday to Sunday of a week of the year (ISO 8601: the week with the year's first Thursday is the first).
///
/// [`LAST`] is the 52nd or 53rd.
pub fn week(year: i32, number: u8) -> Option<Days> {
    if number == LAST {
        return week(year, 53).or_else(|| week(year, 52));
    }
    let monday = NaiveDate::from_isoywd_opt(year, u32::from(number), Weekday::Mon)?.num_days_from_ce();
    Some(Days { from: monday, to: monday + 7 })
}

/// The ISO year and week of a day.
pub fn week_of(day: Day) -> Option<(i32, u8)> {
    date(day).map(|date| (date.iso_week().year(), date.iso_week().week() as u8))
}

/// The day a number of months later; the day of the month falls back to the month's last ("31 January" and a month).
pub fn months_later(from: Day, count: i32) -> Option<Day> {
    let start = date(from)?;
    let months = start.year().checked_mul(12)?.checked_add(start.month0() as i32)?.checked_add(count)?;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8 + 1);
    day(year, month, (start.day() as u8).min(month_length(year, month)?))
}

/// The day of a movable feast in a year, from the lexicon's notation:
///
/// | number | feast |
/// | --- | --- |
/// | 10539 | 39 days after Easter (500 is Easter Sunday itself): Ascension |
/// | 21144 | the 4th Thursday (4) of November (11): Thanksgiving; 9 for the last one |
/// | 31144 | the day after that; 41144 the Monday after |
pub fn feast(year: i32, code: i32) -> Option<Day> {
    let rest = code % 10_000;
    match code / 10_000 {
        1 => Some(easter(year)? + rest - 500),
        2 => nth_weekday(year, (rest / 100) as u8, rest / 10 % 10, rest % 10),
        3 => Some(nth_weekday(year, (rest / 100) as u8, rest / 10 % 10, rest % 10)? + 1),
        4 => Some(nth_weekday(year, (rest / 100) as u8, rest / 10 % 10, rest % 10)? + 4),
        _ => None,
    }
}

/// The last of several, where others have their number.
pub const LAST: u8 = 99;

/// The nth weekday of a month, or its [`LAST`]; nothing when there are not so many.
pub fn weekday_of_month(year: i32, month: u8, nth: u8, weekday: Weekday) -> Option<Day> {
    let nth = if nth == LAST { 9 } else { i32::from(nth) };
    let day = nth_weekday(year, month, nth, weekday.number_from_monday() as i32)?;
    self::month(year, month).filter(|days| day < days.to).map(|_| day)
}

/// The Monday to Sunday of the nth week of a month, or of its [`LAST`]: the week of its first Thursday is the first.
pub fn week_of_month(year: i32, month: u8, nth: u8) -> Option<Days> {
    let thursday = weekday_of_month(year, month, nth, Weekday::Thu)?;
    Some(Days { from: thursday - 3, to: thursday + 4 })
}

/// The Monday to Sunday around a day.
pub const fn week_around(day: Day) -> Days {
    let monday = day - (day - 1).rem_euclid(7);
    Days { from: monday, to: monday + 7 }
}

/// The nth weekday (1 is Monday) of a month; the 9th is the last.
fn nth_weekday(year: i32, month: u8, nth: i32, weekday: i32) -> Option<Day> {
    let days = self::month(year, month)?;
    let wanted = |day: Day| (day - 1).rem_euclid(7) + 1 == weekday;
    if nth == 9 {
        return (days.from..days.to).rev().find(|&day| wanted(day));
    }
    (days.from..days.to).find(|&day| wanted(day)).map(|first| first + 7 * (nth - 1))
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

    #[test]
    fn feasts_hang_on_easter_or_on_a_weekday() {
        assert_eq!(feast(2014, 10_539), day(2014, 5, 29));
        assert_eq!(feast(2014, 21_144), day(2014, 11, 27));
        assert_eq!(feast(2014, 20_591), day(2014, 5, 26));
        assert_eq!(feast(2010, 31_144), day(2010, 11, 26));
    }

    #[test]
    fn a_month_later_stays_in_the_month() {
        assert_eq!(months_later(day(2015, 1, 31).expect("exists"), 1), day(2015, 2, 28));
        assert_eq!(week_of(day(2016, 1, 1).expect("exists")), Some((2015, 53)));
    }
}
