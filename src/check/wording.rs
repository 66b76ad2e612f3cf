//! How a language writes the values in a finding, from `rules/wording/<lang>.toml`.

use std::collections::BTreeMap;

use num_traits::{CheckedMul, CheckedSub, Signed, Zero};
use serde::Deserialize;

use crate::text::{FileError, FileKind};
use crate::value::{
    Rational, Sense,
    calendar::{self, Day},
    number::{plain, tame, ten_to},
};

/// The words and marks with which a language writes values.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Wording {
    decimal: String,
    group: String,
    percent: String,
    points: String,
    range: String,
    date: String,
    yearless: String,
    month_year: String,
    before_era: String,
    /// What is astride several of them, then the quarters of a year; the same of halves.
    quarters: Vec<String>,
    halves: Vec<String>,
    /// How the first of a month is written, where it is not as the others: `1er`.
    #[serde(default)]
    first: Option<String>,
    /// How a day stands among words, where it takes an article: `le {}`.
    #[serde(default)]
    the_day: Option<String>,
    /// What runs together where a value follows words: "de le 3 mai" is "du 3 mai".
    #[serde(default)]
    contractions: Vec<(String, String)>,
    months: Vec<String>,
    weekdays: Vec<String>,
    approx: BTreeMap<String, String>,
    scales: BTreeMap<String, (String, String)>,
    lengths: BTreeMap<String, (String, String)>,
    repair: BTreeMap<String, String>,
    /// Numbers in words, from two.
    #[serde(default)]
    numerals: Vec<String>,
}

impl Wording {
    /// Reads a wording file.
    ///
    /// # Errors
    /// When it is not TOML or lacks a key.
    pub fn read(name: &str, file: &str) -> Result<Self, FileError> {
        toml::from_str(file).map_err(|error| FileError::toml(FileKind::Wording, name, file, &error))
    }

    /// A number with its groups: `1,500`, `33.1`, `1.2 billion`; at most `decimals` decimals.
    pub fn number(&self, value: &Rational, decimals: u8) -> String {
        let Some(tamed) = tame(*value) else { return self.grouped(value) };
        let size = tamed.abs();
        for (power, forms) in self.scales.iter().rev() {
            let Ok(power) = power.parse::<i8>() else { continue };
            let scaled = tamed / ten_to(power);
            let short = (scaled * ten_to(3)).is_integer();
            if size >= ten_to(power) && short {
                let form = if scaled.abs() < Rational::from_integer(2) { &forms.0 } else { &forms.1 };
                return form.replace("{}", &self.digits(&scaled, 3));
            }
        }
        self.digits(value, decimals)
    }

    fn digits(&self, value: &Rational, decimals: u8) -> String {
        let places = ten_to(decimals.min(12) as i8);
        let rounded = tame(*value).map(|value| (value * places).round() / places);
        self.grouped(&rounded.unwrap_or(*value))
    }

    /// All digits of a number, in groups.
    fn grouped(&self, value: &Rational) -> String {
        let text = plain(value);
        let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push_str(&self.group);
            }
            grouped.push(digit);
        }
        if rest.is_empty() {
            format!("{sign}{grouped}")
        } else {
            format!("{sign}{grouped}{}{rest}", self.decimal)
        }
    }

    /// A share as a percentage: 0.25 is `25%`.
    pub fn percent(&self, value: &Rational, decimals: u8) -> String {
        self.percent.replace("{}", &self.digits(&hundredfold(value), decimals))
    }

    /// Percentage points.
    pub fn points(&self, value: &Rational, decimals: u8) -> String {
        self.points.replace("{}", &self.digits(&hundredfold(value), decimals))
    }

    /// A range of two written values.
    pub fn range(&self, low: &str, high: &str) -> String {
        self.range.replacen("{}", low, 1).replacen("{}", high, 1)
    }

    /// A value with its approximator.
    pub fn approximately(&self, sense: Sense, value: &str) -> String {
        self.approx.get(sense.name()).map_or_else(|| value.to_owned(), |form| form.replace("{}", value))
    }

    /// A day: `8 August 2014`; without its year where that is not known.
    pub fn day(&self, day: Day, with_year: bool) -> String {
        use chrono::Datelike;
        let Some(date) = calendar::date(day) else { return String::new() };
        let form = if with_year { &self.date } else { &self.yearless };
        self.filled(form, date.year(), date.month(), date.day())
    }

    /// A month of a year: `August 2014`.
    pub fn month(&self, year: i32, month: u32) -> String {
        self.filled(&self.month_year, year, month, 0)
    }

    /// A day as written, even where no calendar has it: `31 June 2014`.
    pub fn written(&self, year: Option<i32>, month: u32, day: u32) -> String {
        let form = if year.is_some() { &self.date } else { &self.yearless };
        self.filled(form, year.unwrap_or(0), month, day)
    }

    /// A day among words, with its article if the language has one: `le 3 mai`.
    pub fn the_day(&self, day: String) -> String {
        match &self.the_day {
            Some(form) if day.starts_with(|letter: char| letter.is_ascii_digit()) => form.replace("{}", &day),
            _ => day,
        }
    }

    /// Words and what follows them, contracted where the language does.
    pub fn joined(&self, mut before: String, after: &str) -> String {
        let apart = |rest: &str| !rest.ends_with(char::is_alphanumeric);
        let meets = |full: &str| {
            let places = full.char_indices().map(|place| place.0).skip(1);
            let mut cuts = places.map(|at| full.split_at(at));
            cuts.find(|(left, right)| {
                before.strip_suffix(*left).is_some_and(apart) && after.starts_with(*right)
            })
            .map(|(left, right)| (left.len(), right.len()))
        };
        let found = self.contractions.iter().find_map(|(full, short)| Some((meets(full)?, short)));
        let Some(((left, right), short)) = found else { return before + after };
        before.truncate(before.len() - left);
        before + short + &after[right..]
    }

    /// The name of a month, from 1.
    pub fn month_name(&self, month: u32) -> &str {
        self.months.get((month as usize).wrapping_sub(1)).map_or("", String::as_str)
    }

    fn filled(&self, form: &str, year: i32, month: u32, day: u32) -> String {
        let name = self.month_name(month);
        let number = match &self.first {
            Some(first) if day == 1 => first.clone(),
            _ => day.to_string(),
        };
        form.replace("{day}", &number).replace("{month}", name).replace("{year}", &year.to_string())
    }

    /// A year before our era: `44 BC`.
    pub fn before_our_era(&self, year: i128) -> String {
        self.before_era.replace("{}", &year.to_string())
    }

    /// The name of a quarter of the year, from 1, or of a half; of 0, what is astride several.
    pub fn part_of_year(&self, number: u8, half: bool) -> &str {
        let names = if half { &self.halves } else { &self.quarters };
        names.get(usize::from(number)).map_or("", String::as_str)
    }

    /// The name of a weekday.
    pub fn weekday(&self, weekday: chrono::Weekday) -> &str {
        self.weekdays.get(weekday.num_days_from_monday() as usize).map_or("", String::as_str)
    }

    /// A length of time in a unit: `length("day", 14)` is `14 days`.
    pub fn length(&self, unit: &str, value: &Rational) -> String {
        let Some((one, more)) = self.lengths.get(unit) else { return self.digits(value, 1) };
        let form = if value.abs() < Rational::from_integer(2) { one } else { more };
        form.replace("{}", &self.digits(value, 1))
    }

    /// Lengths from one to another: `3 to 5 weeks`.
    pub fn lengths(&self, unit: &str, least: &Rational, most: &Rational) -> String {
        if least == most {
            return self.length(unit, most);
        }
        let range = self.range(&self.digits(least, 1), &self.digits(most, 1));
        self.lengths.get(unit).map_or_else(|| range.clone(), |forms| forms.1.replace("{}", &range))
    }

    /// A small number in words, from two.
    pub fn numeral(&self, number: usize) -> Option<&str> {
        self.numerals.get(number.checked_sub(2)?).map(String::as_str)
    }

    /// When a repair is the right one.
    pub fn repair_note(&self, key: &str) -> &str {
        self.repair.get(key).or_else(|| self.repair.get("one")).map_or("", String::as_str)
    }

    /// How many decimals tell a computed value from a stated one.
    pub fn telling_decimals(left: &Rational, right: &Rational) -> u8 {
        let Some(gap) = left.checked_sub(right).map(|gap| gap.abs()) else { return 0 };
        if gap.is_zero() || gap >= Rational::from_integer(1) {
            return u8::from(!left.is_integer() && left.abs() < Rational::from_integer(1000));
        }
        // Comparing cannot overflow, as multiplying might.
        let telling = |places: &u8| gap >= ten_to(-(*places as i8));
        (1..6).find(telling).unwrap_or(6)
    }
}

/// A share in hundredths.
fn hundredfold(value: &Rational) -> Rational {
    value.checked_mul(&Rational::from_integer(100)).unwrap_or(*value)
}
