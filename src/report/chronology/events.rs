//! The dated claims of a ledger, in the order of their days.

use chrono::{Datelike, NaiveDate};

use super::super::{Sheet, clean};
use crate::{diagnostic::Status, text::Lines};

/// How many characters of the text around a date are shown on either side.
const AROUND: usize = 48;

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its first day.
    pub from: NaiveDate,
    /// The first day after it.
    pub to: NaiveDate,
    /// The words that date it.
    pub words: String,
    /// The text around, with them.
    pub around: String,
    /// The first byte of those words.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// Their line, from 1.
    pub line: u32,
    /// Their column in characters, from 1.
    pub column: u32,
    /// What became of the claim.
    pub status: &'static str,
    /// Whether a check contradicts it.
    pub contradicted: bool,
}

/// The events of a document, the first first.
pub fn events(sheet: &Sheet<'_>) -> Vec<Event> {
    let lines = Lines::new(sheet.text);
    let dated = sheet.report.claims.iter().filter(|claim| claim.kind == "date");
    let event = |claim: &crate::diagnostic::Entry| {
        let time = claim.time.as_ref()?;
        let (start, end) = (claim.span.start, claim.span.end);
        let place = lines.position(start);
        let (status, contradicted) = match claim.status {
            Status::Consistent => ("consistent", false),
            Status::Contradicted => ("contradicted", true),
            Status::Unchecked => ("unchecked", false),
        };
        let words = sheet.text.get(claim.span.range())?;
        Some(Event {
            from: day(time.from.as_deref()?)?,
            to: day(time.to.as_deref()?)?,
            words: squeezed(words),
            around: around(sheet.text, start as usize, end as usize),
            start,
            end,
            line: place.line,
            column: place.column,
            status,
            contradicted,
        })
    };
    let mut events: Vec<Event> = dated.filter_map(event).filter(|event| event.from < event.to).collect();
    events.sort_by_key(|event| (event.from, event.to, event.start));
    events
}

/// The day of an ISO date or date-time.
fn day(text: &str) -> Option<NaiveDate> {
    text.split('T').next()?.parse().ok()
}

impl Event {
    /// Its days as far as they are known: `2014-08-08`, `2014-08`, `2014`, `2014-06-09/2014-06-12`.
    pub fn days(&self) -> String {
        let (from, to) = (self.from, self.to);
        let first = |date: NaiveDate| date.day() == 1;
        let last = to.pred_opt().unwrap_or(to);
        if last == from {
            from.to_string()
        } else if first(from)
            && first(to)
            && from.month() == 1
            && to.month() == 1
            && to.year() == from.year() + 1
        {
            from.year().to_string()
        } else if first(from) && first(to) && last.month() == from.month() && last.year() == from.year() {
            from.format("%Y-%m").to_string()
        } else {
            format!("{from}/{last}")
        }
    }

    /// Whether it is one day.
    pub(super) fn is_day(&self) -> bool {
        self.to.signed_duration_since(self.from).num_days() == 1
    }

    /// The days from the beginning of another event to that of this one.
    pub(super) fn after(&self, before: &Self) -> i64 {
        self.from.signed_duration_since(before.from).num_days()
    }
}

/// The words of a sentence around a date, as far as they fit.
fn around(text: &str, start: usize, end: usize) -> String {
    let (before, after) = beside(text, start, end);
    squeezed(&format!("{before}{}{after}", &text[start..end]))
}

/// What a sentence says before and after some bytes of a text, as far as it fits; an ellipsis stands
/// for what does not. All is on one line and safe to show.
pub fn beside(text: &str, start: usize, end: usize) -> (String, String) {
    let from = text[..start].char_indices().rev().take(AROUND).last().map_or(start, |(at, _)| at);
    let to = text[end..].char_indices().take(AROUND).last().map_or(end, |(at, c)| end + at + c.len_utf8());
    let before = &text[from..start];
    let after = &text[end..to];
    let opens = stops(before).last().map(|at| at + 1);
    let closes = stops(after).next();
    let (before, cut) = match opens {
        Some(at) => (&before[at..], false),
        None => (whole_words(before, from > 0), from > 0),
    };
    let (after, more) = match closes {
        Some(at) => (&after[..at], false),
        None => (after.rsplit_once(' ').map_or(after, |(whole, _)| whole), to < text.len()),
    };
    let blank = |there: bool| if there { " " } else { "" };
    let (opening, closing) = (before.ends_with(char::is_whitespace), after.starts_with(char::is_whitespace));
    let (before, after) = (squeezed(before), squeezed(after));
    let (said, follows) = (!before.is_empty(), !after.is_empty());
    (
        format!("{}{before}{}", if cut { "… " } else { "" }, blank(opening && said)),
        format!("{}{after}{}", blank(closing && follows), if more { " …" } else { "" }),
    )
}

/// Where sentences of a text end: at a line's end, or a stop before a blank (`1.500` has none).
fn stops(text: &str) -> impl Iterator<Item = usize> {
    let blank = |at: usize| text[at..].chars().nth(1).is_none_or(char::is_whitespace);
    text.match_indices(['.', '!', '?', '\n'])
        .map(|found| found.0)
        .filter(move |&at| text[at..].starts_with('\n') || blank(at))
}

/// Some text from its first whole word on, where it was cut.
fn whole_words(text: &str, cut: bool) -> &str {
    if cut { text.split_once(' ').map_or(text, |(_, rest)| rest) } else { text }
}

/// A text of the document on one line, safe to show.
fn squeezed(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
