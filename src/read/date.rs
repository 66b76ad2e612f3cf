//! Publication dates: ISO 8601 as far as known, and dates in words as headers and datelines have them.

use crate::{
    lexicon::{Lexicon, Set, fold},
    value::calendar,
};

/// The sets that hold months and weekdays, in full and short.
const MONTHS: [Set; 2] = [Set::MONTH, Set::MONTH_SHORT];
const WEEKDAYS: [Set; 2] = [Set::WEEKDAY, Set::WEEKDAY_SHORT];

/// The date at the head of a text in ISO 8601, and how many bytes it takes.
///
/// `2014-12-08`, a date-time (`2014-12-08T10:30:00Z`: its date counts), a year-month
/// `2014-12` or a year `2014`. Nothing when there is no such day or month, or when more
/// letters or digits follow without a break.
///
/// ```
/// # use addsup::read::iso_date;
/// assert_eq!(iso_date("2021-12 Des pays"), Some(("2021-12".into(), 7)));
/// assert_eq!(iso_date("2014-12-08T10:30:00+01:00"), Some(("2014-12-08".into(), 25)));
/// assert_eq!(iso_date("2014-13"), None);
/// assert_eq!(iso_date("31 juin"), None);
/// ```
pub fn iso_date(text: &str) -> Option<(String, usize)> {
    let year: i32 = figures(text, 4)?;
    let month = text[4..].strip_prefix('-').and_then(|rest| figures(rest, 2));
    let day = month.and_then(|_| text[7..].strip_prefix('-')).and_then(|rest| figures(rest, 2));
    let (date, length) = match (month, day) {
        (Some(month), Some(day)) => {
            calendar::day(year, month, day)?;
            (format!("{year:04}-{month:02}-{day:02}"), 10 + time_of_day(&text[10..]))
        }
        (Some(month), None) => {
            calendar::month(year, month)?;
            (format!("{year:04}-{month:02}"), 7)
        }
        _ => (format!("{year:04}"), 4),
    };
    let ends = !text[length..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    ends.then_some((date, length))
}

/// A number of exactly so many digits at the head of a text.
fn figures<T: std::str::FromStr>(text: &str, count: usize) -> Option<T> {
    let digits = text.get(..count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let more = text[count..].starts_with(|c: char| c.is_ascii_digit());
    if more { None } else { digits.parse().ok() }
}

/// How many bytes of a time of day follow a date: `T10:30:00.5+01:00`, ` 10:30`.
fn time_of_day(rest: &str) -> usize {
    let timed = rest.strip_prefix(['T', 't', ' ']).is_some_and(|time| {
        figures::<u8>(time, 2).is_some()
            && time[2..].starts_with(':')
            && figures::<u8>(&time[3..], 2).is_some()
    });
    if !timed {
        return 0;
    }
    let in_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-');
    let end = rest[1..].find(|c| !in_time(c)).map_or(rest.len(), |at| at + 1);
    if rest[end..].starts_with(['Z', 'z']) { end + 1 } else { end }
}

/// A date in words at the head of a text, in ISO 8601, and how many bytes it takes.
///
/// `Dec 8, 2014`, `lundi 8 décembre 2014`, `8 déc. 2014`, `décembre 2014`. Without a year it is
/// left to the text.
pub(super) fn written_date(text: &str, lexicons: &[Lexicon]) -> Option<(String, usize)> {
    let mut words = words(text);
    let (mut day, mut month) = (None, None);
    for _ in 0..5 {
        let (start, end) = words.next()?;
        let word = &text[start..end];
        if let Some(year) = figures::<i32>(word, 4).filter(|_| month.is_some()) {
            return Some((assemble(year, month?, day)?, end));
        } else if word.len() <= 2 && day.is_none() && word.bytes().all(|byte| byte.is_ascii_digit()) {
            day = Some(word.parse().ok()?);
        } else if let Some(named) = of_sets(word, &MONTHS, lexicons).filter(|_| month.is_none()) {
            month = Some(u8::try_from(named).ok()?);
        } else if of_sets(word, &WEEKDAYS, lexicons).is_none() || start > 0 {
            return None;
        }
    }
    None
}

fn assemble(year: i32, month: u8, day: Option<u8>) -> Option<String> {
    let Some(day) = day else {
        return calendar::month(year, month).map(|_| format!("{year:04}-{month:02}"));
    };
    calendar::day(year, month, day).map(|_| format!("{year:04}-{month:02}-{day:02}"))
}

/// What a word carries as a term of one of some sets, in the first lexicon that has it there.
fn of_sets(word: &str, sets: &[Set], lexicons: &[Lexicon]) -> Option<i64> {
    let folded = fold(word);
    lexicons.iter().find_map(|lexicon| {
        let key = lexicon.terms.word(&folded);
        sets.iter().find_map(|&set| Some(lexicon.terms.longest(set, std::iter::once(key))?.payload))
    })
}

/// The words and numbers at the head of a text that only spaces, commas and stops part.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | ',' | '.'))?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        at = start + length;
        (length > 0).then_some((start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_are_taken_as_far_as_known() {
        let date = |text| iso_date(text).map(|found| found.0);
        assert_eq!(date("2014").as_deref(), Some("2014"));
        assert_eq!(date("2014-12-08 10:30").as_deref(), Some("2014-12-08"));
        assert_eq!(date("2014-12-08 Des pays").as_deref(), Some("2014-12-08"));
        assert_eq!(date("2014-02-30"), None);
        assert_eq!(date("2014-2015"), None);
        assert_eq!(date("20145"), None);
        assert_eq!(date("2014-12-08x"), None);
        assert_eq!(date("é014"), None);
    }
}
