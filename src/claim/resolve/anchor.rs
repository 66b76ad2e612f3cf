//! The document's date: what every relative date is reckoned from.

use chrono::Datelike;

use crate::value::calendar::{self, Day, Days};

/// The date of a document as far as it is known: a day, a month or a year.
///
/// "2014-12-08" (or a date-time) is a day, "2021-12" a month, "2014" a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its year.
    pub year: i32,
    /// Its month, where known.
    pub month: Option<u8>,
    /// Its day, where known.
    pub day: Option<Day>,
    /// Seconds after midnight, where the time of day is known.
    pub second: Option<u32>,
}

impl Anchor {
    /// Reads an ISO 8601 date, date-time, year-month or year. Nothing for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (date, clock) = text.trim().split_once(['T', 't', ' ']).unwrap_or((text.trim(), ""));
        let mut parts = date.split('-').map(|part| (part.len(), part.parse::<u16>().ok()));
        let (width, year) = parts.next()?;
        let year = i32::from(year.filter(|_| width == 4)?);
        let Some((_, month)) = parts.next() else {
            return Some(Self { year, month: None, day: None, second: None });
        };
        let month = u8::try_from(month?).ok().filter(|month| (1..=12).contains(month))?;
        let Some((_, day)) = parts.next() else {
            return Some(Self { year, month: Some(month), day: None, second: None });
        };
        let day = calendar::day(year, month, u8::try_from(day?).ok()?)?;
        Some(Self { year, month: Some(month), day: Some(day), second: seconds(clock) })
    }

    /// Its day, or where only a month is known the middle of that.
    pub fn middle(&self) -> Option<Day> {
        self.day.or_else(|| calendar::day(self.year, self.month?, 15))
    }

    /// The days that it may be: one, a month or a year.
    pub fn days(&self) -> Option<Days> {
        match (self.day, self.month) {
            (Some(day), _) => Some(Days { from: day, to: day.checked_add(1)? }),
            (None, Some(month)) => calendar::month(self.year, month),
            (None, None) => calendar::years(self.year, self.year.checked_add(1)?),
        }
    }

    /// The anchor of another day.
    pub fn at(day: Day) -> Option<Self> {
        let date = calendar::date(day)?;
        Some(Self { year: date.year(), month: Some(date.month() as u8), day: Some(day), second: None })
    }

    /// The anchor some months later.
    pub fn months_later(&self, count: i32) -> Option<(i32, u8)> {
        let months =
            self.year.checked_mul(12)?.checked_add(i32::from(self.month?) - 1)?.checked_add(count)?;
        Some((months.div_euclid(12), months.rem_euclid(12) as u8 + 1))
    }
}

/// The seconds after midnight of `16:12` or `16:12:10`, whatever follows.
fn seconds(clock: &str) -> Option<u32> {
    let mut parts = clock.split(':').map(|part| part.get(..2)?.parse::<u32>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().flatten().unwrap_or(0);
    (hours < 24 && minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_a_day_a_month_or_a_year() {
        let read = |text| Anchor::read(text).map(|anchor| (anchor.year, anchor.month, anchor.day.is_some()));
        assert_eq!(read("2014-12-08"), Some((2014, Some(12), true)));
        assert_eq!(read("2014-12-08T10:00:00Z"), Some((2014, Some(12), true)));
        assert_eq!(read("2021-12"), Some((2021, Some(12), false)));
        assert_eq!(read("2021"), Some((2021, None, false)));
        assert_eq!(read("8 December"), None);
        assert_eq!(read("2014-13-01"), None);
        assert_eq!(read("2014-02-30"), None);
    }
}
