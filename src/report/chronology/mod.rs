//! The events of a document in order: as text, as data, as a drawing.
//!
//! An event is a claim of a date whose days are known. What stands here comes from the
//! ledger alone: the days, the words that give them, and whether a check contradicts them.

mod drawing;
mod events;

use std::fmt::Write;

use serde_json::json;

pub use drawing::chronology_drawing;
pub use events::{Event, beside, events};

use super::{Sheet, Style, Words, clean};

/// Whether a document has events.
pub(super) fn has_events(sheet: &Sheet<'_>) -> bool {
    !events(sheet).is_empty()
}

/// The events of a document as lines: days, words, the text around, and what lies between.
pub fn chronology_page(sheet: &Sheet<'_>, style: &Style<'_>) -> String {
    let events = events(sheet);
    let words = &style.words.chronology;
    let mut page = format!("{}\n", clean(sheet.name));
    if events.is_empty() {
        return page + &words.empty + "\n";
    }
    let width = events.iter().map(|event| event.days().len()).max().unwrap_or(0);
    for (at, event) in events.iter().enumerate() {
        if let Some(gap) = at.checked_sub(1).map(|before| gap(&events[before], event, style.words)) {
            let _ = writeln!(page, "  {:>width$}  {gap}", "");
        }
        let mark = if event.contradicted { "×" } else { "·" };
        let place = format!("{}:{}", event.line, event.column);
        let around = style.words.quoted(&event.around);
        let _ = writeln!(page, "  {:<width$}  {mark} {}  {around}  ({place})", event.days(), event.words);
    }
    page
}

/// The events of a document as one JSON object on a line.
pub fn chronology_record(sheet: &Sheet<'_>) -> String {
    let events = events(sheet);
    let record = |(at, event): (usize, &Event)| {
        let gap = at.checked_sub(1).map(|before| event.after(&events[before]));
        json!({
            "from": event.from.to_string(), "to": event.to.to_string(), "text": event.words, "context": event.around,
            "start": event.start, "end": event.end, "line": event.line, "column": event.column,
            "status": event.status, "gap_days": gap,
        })
    };
    let events: Vec<_> = events.iter().enumerate().map(record).collect();
    json!({ "id": sheet.id, "path": sheet.path, "lang": sheet.report.lang, "date": sheet.report.date, "events": events })
        .to_string()
        + "\n"
}

/// What lies between two events, in words: "60 days", "2 years".
fn gap(before: &Event, event: &Event, words: &Words) -> String {
    let days = event.after(before);
    let (count, unit) = match days {
        0 => return words.chronology.same.clone(),
        1..60 => (days, "day"),
        60..730 => ((days * 2 + 30) / 61, "month"),
        _ => ((days * 4 + 730) / 1461, "year"),
    };
    let forms = words.chronology.gap.get(unit);
    let form = forms.map_or("{}", |(one, more)| if count == 1 { one } else { more });
    form.replace("{}", &count.to_string())
}
