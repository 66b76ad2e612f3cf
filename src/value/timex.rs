//! Temporal expressions and their TIMEX3 values.
//!
//! A [`Timex`] is what the words say, partial where they are partial; the days it
//! denotes come from resolving it against the document's date.

use chrono::Weekday;

use super::{Number, calendar::Days};

/// The unit of the calendar that an expression is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Grain {
    Second,
    Minute,
    Hour,
    DayPart,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A part of a period: "début novembre", "mid-May", "late 1990s".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Part {
    #[default]
    Whole,
    Start,
    Middle,
    End,
}

/// A date, full or partial, or a span of two dates written as one.
///
/// "lundi 8 décembre 2014" has every field; "le 8 août" has no year until it is
/// resolved, and is `yearless` ever after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year as written or filled in; 0 is 1 BC.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31, even where it does not exist (31 June).
    pub day: Option<u8>,
    /// The weekday as written.
    pub weekday: Option<Weekday>,
    /// The finest unit written.
    pub grain: Grain,
    /// Which part of it.
    pub part: Part,
    /// Whether the year (and, for a bare weekday, all) was filled in, not written.
    pub yearless: bool,
    /// The days it denotes, once resolved.
    pub days: Option<Days>,
    /// The TIMEX3 value as far as known: `XXXX-08-08`, and `2014-08-08` once resolved.
    pub value: Box<str>,
}

/// A length of time: "trois ans", "2 h 15", "quinze jours".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// How many of the unit.
    pub number: Number,
    /// The unit it is counted in.
    pub grain: Grain,
    /// The least and the most whole days (or, below a day, seconds) that the idiom admits:
    /// "quinze jours" is 14 or 15 days. `None` where it is what it says.
    pub idiom: Option<(i32, i32)>,
    /// The TIMEX3 value: `P3Y`, `PT2H15M`.
    pub value: Box<str>,
}

/// What a temporal expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timex {
    /// A day or a longer stretch of the calendar.
    Date(Box<Date>),
    /// A time of day, with its date where known: the date, minutes after midnight, and the value.
    Time {
        /// Minutes after midnight, where a clock time is named.
        minutes: Option<u16>,
        /// The days in question, where known.
        days: Option<Days>,
        /// The TIMEX3 value: `T14:30`, `2014-08-08TNI`.
        value: Box<str>,
    },
    /// A length of time.
    Duration(Box<Duration>),
    /// A recurring time: "tous les lundis", `XXXX-WXX-1`.
    Set(Box<str>),
}

impl Timex {
    /// The TIMEX3 value.
    pub fn value(&self) -> &str {
        match self {
            Self::Date(date) => &date.value,
            Self::Time { value, .. } | Self::Set(value) => value,
            Self::Duration(length) => &length.value,
        }
    }

    /// The days it denotes, where it can be resolved.
    pub fn days(&self) -> Option<Days> {
        match self {
            Self::Date(date) => date.days,
            Self::Time { days, .. } => *days,
            Self::Duration(_) | Self::Set(_) => None,
        }
    }
}
