//! From the fields of a date or time to its days and its TIMEX3 value.

use chrono::{Datelike, Weekday};

use super::{
    calendar::{self, Day, Days},
    timex::{Date, Grain, Part, Time},
};

/// The months that each season is reckoned by, spring first: whole months, as ISO 8601-2 leaves them open.
const SEASONS: [(&str, u8); 4] = [("SP", 3), ("SU", 6), ("FA", 9), ("WI", 12)];

impl Date {
    /// Works out the days and the TIMEX3 value from what is known.
    pub fn settle(&mut self) {
        if let Some(end) = &mut self.end {
            end.settle();
        }
        self.find_nth();
        self.days = self.reach();
        let own = self.own_value();
        self.value = match &self.end {
            Some(end) => format!("{own}/{}", end.value).into(),
            None => own.into(),
        };
    }

    /// The same, and gives it back.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.settle();
        self
    }

    /// Finds the day of "the first Monday of May 2015".
    fn find_nth(&mut self) {
        let nth = (self.grain == Grain::Day && self.index > 0).then_some(self.weekday).flatten();
        if let (Some(weekday), Some(year), Some(month), None) = (nth, self.year, self.month, self.day)
            && let Some(day) = calendar::weekday_of_month(year, month, self.index, weekday)
        {
            self.day = calendar::date(day).map(|date| date.day() as u8);
        }
    }

    /// The days from the first of this to the last of its end.
    fn reach(&self) -> Option<Days> {
        let own = self.own_days()?;
        match &self.end {
            Some(end) => end.days.map(|end| Days { from: own.from, to: end.to.max(own.to) }),
            None => Some(own),
        }
    }

    fn own_days(&self) -> Option<Days> {
        let year = self.year.filter(|_| !self.fiscal)?;
        match self.grain {
            Grain::Day if self.feast.is_some() => one(calendar::feast(year, self.feast?)?),
            Grain::Day => one(calendar::day(year, self.month?, self.day?)?),
            Grain::Week => match (self.month, self.day) {
                (Some(month), Some(day)) => Some(calendar::week_around(calendar::day(year, month, day)?)),
                (Some(month), None) => calendar::week_of_month(year, month, self.index),
                _ => calendar::week(year, self.index),
            },
            Grain::Weekend if self.feast.is_some() || self.day.is_some() => self.weekend_around(year),
            Grain::Weekend if self.month.is_some() => {
                let day = calendar::weekday_of_month(year, self.month?, self.index, Weekday::Sat)?;
                Some(Days { from: day, to: day + 2 })
            }
            Grain::Weekend => calendar::week(year, self.index).map(|week| Days { from: week.to - 2, ..week }),
            Grain::Month => calendar::month(year, self.month?),
            Grain::Quarter => months(year, self.index.checked_sub(1)? * 3 + 1, 3),
            Grain::Half => months(year, self.index.checked_sub(1)? * 6 + 1, 6),
            Grain::Season => months(year, SEASONS.get(usize::from(self.index.checked_sub(1)?))?.1, 3),
            Grain::Year => calendar::years(year, year.checked_add(1)?),
            Grain::Decade => calendar::years(year, year.checked_add(10)?),
            // From the first year that people count in (1900) to the last (2000).
            Grain::Century => calendar::years(year, year.checked_add(101)?),
            Grain::Millennium => calendar::years(year, year.checked_add(1001)?),
            Grain::Second | Grain::Minute | Grain::Hour | Grain::DayPart => None,
        }
    }

    /// The value without its end.
    fn own_value(&self) -> String {
        let year = self.year.map_or_else(|| "XXXX".into(), written);
        let month = self.month.map_or_else(|| "XX".into(), |month| format!("{month:02}"));
        if self.fiscal {
            return format!("FY{year}");
        }
        match self.grain {
            Grain::Day => match (self.feast, self.day, self.weekday) {
                (Some(feast), ..) => self
                    .year
                    .and_then(|year| calendar::date(calendar::feast(year, feast)?))
                    .map_or_else(|| "XXXX-XX-XX".into(), |day| day.format("%Y-%m-%d").to_string()),
                (_, Some(day), _) => format!("{year}-{month}-{day:02}"),
                (_, None, Some(weekday)) => format!("XXXX-WXX-{}", weekday.number_from_monday()),
                (_, None, None) => "XXXX-XX-XX".into(),
            },
            Grain::Week => self.week_value(&year),
            Grain::Weekend => self.week_value(&year) + "-WE",
            Grain::Month => format!("{year}-{month}"),
            Grain::Quarter if self.index == 0 => format!("{year}-QX"),
            Grain::Quarter => format!("{year}-Q{}", self.index),
            Grain::Half => format!("{year}-H{}", self.index),
            Grain::Season => format!("{year}-{}", SEASONS[usize::from(self.index.clamp(1, 4)) - 1].0),
            Grain::Decade => self.year.map_or_else(|| "XXX".into(), |year| leading(year, 10)),
            Grain::Century => self.year.map_or_else(|| "XX".into(), |year| leading(year, 100)),
            Grain::Millennium => self.year.map_or_else(|| "X".into(), |year| leading(year, 1000)),
            Grain::Year | Grain::Second | Grain::Minute | Grain::Hour | Grain::DayPart => year,
        }
    }

    /// The weekend next to a day, and the day where it lengthens it: "Labor Day weekend".
    fn weekend_around(&self, year: i32) -> Option<Days> {
        let day = match self.feast {
            Some(feast) => calendar::feast(year, feast)?,
            None => calendar::day(year, self.month?, self.day?)?,
        };
        let weekday = (day - 1).rem_euclid(7);
        let saturday = if weekday < 2 { day - weekday - 2 } else { day - weekday + 5 };
        Some(Days { from: day.min(saturday), to: (day + 1).max(saturday + 2) })
    }

    /// The week as ISO counts it, where it is known: `2014-W50`.
    fn week_value(&self, year: &str) -> String {
        let found = self.days.and_then(|days| calendar::week_of(days.from));
        match (found, self.index) {
            (Some((year, week)), _) => format!("{}-W{week:02}", written(year)),
            (None, 1..=53) if self.month.is_none() => format!("{year}-W{:02}", self.index),
            _ => format!("{year}-WXX"),
        }
    }

    /// The day it names, if it names one.
    pub fn only_day(&self) -> Option<Day> {
        self.days.and_then(super::timex::only)
    }

    /// Puts a day in: its year, month and day of the month.
    pub fn put(&mut self, day: Day) -> Option<()> {
        let date = calendar::date(day)?;
        (self.year, self.month, self.day) =
            (Some(date.year()), Some(date.month() as u8), Some(date.day() as u8));
        Some(())
    }

    /// The date narrowed to a part of it, for a period.
    #[must_use]
    pub fn part(self, part: Part) -> Self {
        Self { part, ..self }
    }
}

impl Time {
    /// Works out the TIMEX3 value from what is known, its date's first.
    pub fn settle(&mut self) {
        let day = match &mut self.date {
            Some(date) => {
                date.settle();
                date.value.to_string()
            }
            None => String::new(),
        };
        let own = match (self.seconds, self.part) {
            (Some(seconds), _) => clock(seconds, self.grain) + &self.zone,
            (None, Some(part)) => format!("T{}", part.code()),
            (None, None) => "TXX".into(),
        };
        let until =
            self.until.map_or_else(String::new, |seconds| format!("/{day}{}", clock(seconds, self.grain)));
        self.value = format!("{day}{own}{until}").into();
    }
}

fn clock(seconds: u32, grain: Grain) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match grain {
        Grain::Second => format!("T{hours:02}:{minutes:02}:{:02}", seconds % 60),
        _ => format!("T{hours:02}:{minutes:02}"),
    }
}

fn one(day: Day) -> Option<Days> {
    Some(Days { from: day, to: day.checked_add(1)? })
}

/// Some months of a year; a winter reaches into the next.
fn months(year: i32, first: u8, count: u8) -> Option<Days> {
    let last = first + count - 1;
    let (end_year, end) = if last > 12 { (year.checked_add(1)?, last - 12) } else { (year, last) };
    Some(Days { from: calendar::month(year, first)?.from, to: calendar::month(end_year, end)?.to })
}

/// A year as ISO 8601 writes it: `0071`, `-0043`.
fn written(year: i32) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

/// The digits of a year that a decade (`199`) or century (`19`) has in common.
fn leading(year: i32, divisor: i32) -> String {
    let width = if divisor == 10 {
        3
    } else if divisor == 100 {
        2
    } else {
        1
    };
    let (sign, size) = if year < 0 { ("-", -year) } else { ("", year) };
    format!("{sign}{:0width$}", size / divisor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_stay_partial() {
        let value = |year, month, day, grain| {
            let date = Date { year, month, day, ..Date::of(grain) };
            date.settled().value.to_string()
        };
        assert_eq!(value(Some(2014), Some(8), Some(8), Grain::Day), "2014-08-08");
        assert_eq!(value(None, Some(8), Some(8), Grain::Day), "XXXX-08-08");
        assert_eq!(value(Some(2014), Some(12), None, Grain::Month), "2014-12");
        assert_eq!(value(Some(1990), None, None, Grain::Decade), "199");
        assert_eq!(value(Some(-43), None, None, Grain::Year), "-0043");
    }

    #[test]
    fn an_impossible_day_has_no_days() {
        let date = Date { year: Some(2014), month: Some(6), day: Some(31), ..Date::of(Grain::Day) }.settled();
        assert_eq!((date.days, &*date.value), (None, "2014-06-31"));
    }
}
