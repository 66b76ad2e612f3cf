//! Lengths of time laid out from a moment: months and years by the calendar, the rest by the clock.

use super::{
    anchor::Anchor,
    reach::{Moment, Reach},
};
use crate::value::{
    calendar::{self, Day},
    timex::Grain,
};

/// The seconds of a day.
const DAY: i64 = 86_400;

/// One count of a TIMEX3 duration: in months, or in seconds.
enum Step {
    Months(i64),
    Seconds(i64),
}

/// The moment a length of time after (`sign` 1) or before (-1) another; the length is a TIMEX3 value.
///
/// `P2Y1M` a year after 31 January is 28 February; `P1.5Y` is 18 months.
pub(super) fn later(from: Moment, value: &str, sign: i64) -> Option<Moment> {
    let mut at = from;
    for step in steps(value)? {
        at = match step {
            Step::Months(months) => {
                let months = i32::try_from(months.checked_mul(sign)?).ok()?;
                Moment { day: calendar::months_later(at.day, months)?, ..at }
            }
            Step::Seconds(seconds) => tick(at, seconds.checked_mul(sign)?)?,
        };
    }
    calendar::date(at.day).map(|_| at)
}

fn tick(at: Moment, seconds: i64) -> Option<Moment> {
    if at.second.is_none() && seconds % DAY != 0 {
        return None;
    }
    let total = i64::from(at.second.unwrap_or(0)).checked_add(seconds)?;
    let days = Day::try_from(total.div_euclid(DAY)).ok()?;
    let second = total.rem_euclid(DAY) as u32;
    Some(Moment { day: at.day.checked_add(days)?, second: at.second.map(|_| second) })
}

/// The counts of a TIMEX3 duration: `P2W3D`, `PT1H30M`. Nothing for one that is not known (`PXM`).
fn steps(value: &str) -> Option<Vec<Step>> {
    let (days, clock) = value.strip_prefix('P')?.split_once('T').unwrap_or((value.strip_prefix('P')?, ""));
    let (mut steps, mut digits) = (Vec::new(), String::new());
    for (part, timed) in [(days, false), (clock, true)] {
        for letter in part.chars() {
            if letter.is_ascii_digit() || letter == '.' {
                digits.push(letter);
                continue;
            }
            let step = match (letter, timed) {
                ('Y', false) => Step::Months(times(&digits, 12)?),
                ('Q', false) => Step::Months(times(&digits, 3)?),
                ('M', false) => Step::Months(times(&digits, 1)?),
                ('W', false) => Step::Seconds(times(&digits, 7 * DAY)?),
                ('D', false) => Step::Seconds(times(&digits, DAY)?),
                ('H', true) => Step::Seconds(times(&digits, 3600)?),
                ('M', true) => Step::Seconds(times(&digits, 60)?),
                ('S', true) => Step::Seconds(times(&digits, 1)?),
                _ => return None,
            };
            steps.push(step);
            digits.clear();
        }
    }
    (!steps.is_empty()).then_some(steps)
}

/// So many times a size, where that is whole: 1.5 times 12.
fn times(digits: &str, size: i64) -> Option<i64> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let power = 10_i64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let number = format!("{whole}{fraction}").parse::<i64>().ok()?.checked_mul(size)?;
    (number % power == 0).then_some(number / power)
}

/// The finest unit that a TIMEX3 duration counts in, as far as it decides between days and the clock.
pub(super) fn finest(value: &str) -> Option<Grain> {
    steps(value).map(|_| if value.contains('T') { Grain::Minute } else { Grain::Day })
}

/// The beginning of the quarter or decade that a moment is in.
pub(super) fn floor(now: Moment, grain: Grain) -> Option<Moment> {
    let Anchor { year, month, .. } = Anchor::at(now.day)?;
    let day = match grain {
        Grain::Quarter => calendar::day(year, (month? - 1) / 3 * 3 + 1, 1),
        _ => calendar::day(year - year.rem_euclid(10), 1, 1),
    };
    day.map(Moment::of)
}

/// The day of a moment, or by the clock its minute.
pub(super) fn point(at: Moment) -> Reach {
    let to = match at.second {
        None => at.day.checked_add(1).map(Moment::of),
        Some(_) => tick(at, 60),
    };
    Reach { from: Some(at), to }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Moment {
        Moment::of(calendar::day(year, month, day).expect("it exists"))
    }

    #[test]
    fn lengths_follow_the_calendar() {
        assert_eq!(later(day(2016, 11, 7), "P2Y", -1), Some(day(2014, 11, 7)));
        assert_eq!(later(day(2015, 1, 31), "P1M", 1), Some(day(2015, 2, 28)));
        assert_eq!(later(day(2017, 11, 23), "P2Y1M21D", 1), Some(day(2020, 1, 13)));
        assert_eq!(later(day(2016, 11, 7), "P1.5Y", 1), Some(day(2018, 5, 7)));
        assert_eq!(later(day(2016, 11, 7), "PXM", 1), None);
        assert_eq!(later(day(2016, 11, 7), "P999999999999Y", 1), None);
    }

    #[test]
    fn hours_need_the_time_of_day() {
        let now = Moment { second: Some(18 * 3600 + 55 * 60), ..day(2022, 1, 7) };
        let then = Moment { second: Some(19 * 3600 + 25 * 60), ..day(2022, 1, 7) };
        assert_eq!(later(now, "PT0.5H", 1), Some(then));
        assert_eq!(later(day(2022, 1, 7), "PT2H", 1), None);
        assert_eq!(later(day(2022, 1, 7), "PT48H", 1), Some(day(2022, 1, 9)));
    }
}
