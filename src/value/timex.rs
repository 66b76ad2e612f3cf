//! Temporal expressions: what the words say, and what they denote once resolved.
//!
//! A [`Timex`] is what the words say, partial where they are partial. Two steps
//! give it days: the grammar *settles* what is complete in itself, the claim stage
//! fills in what the document's date or its neighbours tell, and settles again.

use chrono::Weekday;

use super::{
    Number,
    calendar::{Day, Days},
};

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

impl Grain {
    /// All grains, the finest first: a lexicon names them by their place here.
    pub const ALL: [Self; 15] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::DayPart,
        Self::Day,
        Self::Weekend,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Season,
        Self::Half,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
    ];

    /// The grain of a lexicon's number.
    pub fn at(place: i64) -> Option<Self> {
        usize::try_from(place).ok().and_then(|place| Self::ALL.get(place)).copied()
    }

    /// The UCUM code of a length counted in it: `a mo wk d h min s`.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Second => "s",
            Self::Minute => "min",
            Self::Hour => "h",
            Self::DayPart | Self::Day | Self::Weekend => "d",
            Self::Week => "wk",
            Self::Month | Self::Quarter | Self::Season | Self::Half => "mo",
            Self::Year | Self::Decade | Self::Century | Self::Millennium => "a",
        }
    }
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

/// What a date is reckoned from, where it does not stand by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reckoning {
    /// It says all: "8 août 2014". What is missing is filled in by nearness and tense: "le 8 août", "lundi".
    #[default]
    Plain,
    /// The nearest before the document's day: "lundi dernier", "décembre dernier".
    Last,
    /// The one in the document's own time, most often that very day: "ce mardi", "this summer".
    This,
    /// The nearest after it: "lundi prochain", "next Easter".
    Next,
    /// So many units from it: "hier" (-1 day), "la semaine prochaine" (+1 week), "next week Monday".
    Shift(i32, Grain),
    /// "now", "at present": no more than the moment of writing.
    Now,
}

/// A date, full or partial, or a span of two dates written as one.
///
/// "lundi 8 décembre 2014" has every field; "le 8 août" has no year until it is
/// resolved, and is `yearless` ever after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year as written or filled in; 0 is 1 BC. Of a decade or century its first year.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31, even where it does not exist (31 June).
    pub day: Option<u8>,
    /// The weekday as written.
    pub weekday: Option<Weekday>,
    /// The finest unit written.
    pub grain: Grain,
    /// Which one of its grain: quarter 1 to 4, half 1 or 2, season 1 (spring) to 4, week of the year; 0 when none.
    pub index: u8,
    /// A movable feast, in the lexicon's notation (see [`super::calendar::feast`]).
    pub feast: Option<i32>,
    /// Which part of it.
    pub part: Part,
    /// What it is reckoned from.
    pub reckoning: Reckoning,
    /// Whether the year counts in a way of its own ("fiscal year 2008"): then its days are not known.
    pub fiscal: bool,
    /// Whether the year (and, for a bare weekday, all) was filled in, not written.
    pub yearless: bool,
    /// The other end of a span written as one: "du 3 au 7 mai", "2004-2006".
    pub end: Option<Box<Date>>,
    /// The days it denotes, once resolved.
    pub days: Option<Days>,
    /// The TIMEX3 value as far as known: `XXXX-08-08`, and `2014-08-08` once resolved.
    pub value: Box<str>,
}

impl Date {
    /// A date of a grain that says nothing else yet.
    pub fn of(grain: Grain) -> Self {
        Self {
            year: None,
            month: None,
            day: None,
            weekday: None,
            grain,
            index: 0,
            feast: None,
            part: Part::Whole,
            reckoning: Reckoning::Plain,
            fiscal: false,
            yearless: false,
            end: None,
            days: None,
            value: Box::default(),
        }
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
    Midday,
}

impl DayPart {
    /// All of them with their TIMEX3 codes: a lexicon names them by their place here, from 1.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Morning, "MO"),
        (Self::Afternoon, "AF"),
        (Self::Evening, "EV"),
        (Self::Night, "NI"),
        (Self::Daytime, "DT"),
        (Self::Midday, "MI"),
    ];

    /// The part of a lexicon's number.
    pub fn at(place: i64) -> Option<Self> {
        let place = usize::try_from(place).ok()?.checked_sub(1)?;
        Self::ALL.get(place).map(|part| part.0)
    }

    /// Its TIMEX3 code: `EV`.
    pub fn code(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A time of day, with its day where that is known: "14 h 30", "mardi soir", "0410 GMT".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Seconds after midnight, where a clock time is named.
    pub seconds: Option<u32>,
    /// How finely: [`Grain::Hour`], [`Grain::Minute`] or [`Grain::Second`].
    pub grain: Grain,
    /// The part of the day, where one is named.
    pub part: Option<DayPart>,
    /// The time zone as TIMEX3 writes it (`Z`, `+01:00`); empty when it has no offset in figures.
    pub zone: Box<str>,
    /// The other end of a stretch written as one: "08:00 - 20:00".
    pub until: Option<u32>,
    /// The day, named with it or known from the text.
    pub date: Option<Box<Date>>,
    /// The TIMEX3 value: `T14:30`, `2014-08-08TNI`.
    pub value: Box<str>,
}

impl Time {
    /// Minutes after midnight, where a clock time is named.
    pub fn minutes(&self) -> Option<u16> {
        self.seconds.map(|seconds| (seconds / 60) as u16)
    }
}

/// Which of several units a length counts: "les dix *derniers* mois", "the *next* three days".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Order {
    #[default]
    Any,
    First,
    Last,
    Next,
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
    /// Which ones they are, where a word between the number and the unit tells.
    pub order: Order,
    /// The TIMEX3 value: `P3Y`, `PT2H15M`.
    pub value: Box<str>,
}

/// What a temporal expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timex {
    /// A day or a longer stretch of the calendar.
    Date(Box<Date>),
    /// A time of day.
    Time(Box<Time>),
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
            Self::Time(time) => &time.value,
            Self::Set(value) => value,
            Self::Duration(length) => &length.value,
        }
    }

    /// The days it denotes, where it can be resolved.
    pub fn days(&self) -> Option<Days> {
        match self {
            Self::Date(date) => date.days,
            Self::Time(time) => time.date.as_ref().and_then(|date| date.days),
            Self::Duration(_) | Self::Set(_) => None,
        }
    }

    /// The date of a date or of a dated time.
    pub fn date(&self) -> Option<&Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Time(time) => time.date.as_deref(),
            Self::Duration(_) | Self::Set(_) => None,
        }
    }
}

/// The single day of a stretch of days, if it is one.
pub fn only(days: Days) -> Option<Day> {
    (days.to - days.from == 1).then_some(days.from)
}
