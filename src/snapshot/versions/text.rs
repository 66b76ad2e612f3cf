//! `text`: each change with its sentence, for people at a terminal.

use super::Versions;
use crate::{
    report::{Style, clean},
    snapshot::told,
    text::Lines,
};

/// The changes of each pair, under the names of its versions.
pub(super) fn text(pairs: &[Versions<'_>], style: &Style<'_>) -> String {
    pairs.iter().map(|versions| one(versions, style)).collect::<Vec<_>>().join("\n")
}

fn one(versions: &Versions<'_>, style: &Style<'_>) -> String {
    let words = &style.words.change;
    let (old, new) = (clean(versions.old.name), clean(versions.new.name));
    let title = words.title.replace("{old}", &old).replace("{new}", &new);
    if versions.review.changes.is_empty() {
        return format!("{title}\n{}\n", words.none);
    }
    let lines = Lines::new(versions.new.text);
    let changes = versions.review.changes.iter().map(|change| {
        let place = change.claims.iter().find_map(|pair| pair.new.as_ref()?.span);
        let place = place.map(|span| lines.position(span.start));
        let place = place.map_or_else(String::new, |at| format!("{new}:{}:{}: ", at.line, at.column));
        format!("\n{place}{}", told(change, versions.new.text, style))
    });
    let tally = words.tally.replace("{changes}", &versions.review.changes.len().to_string());
    format!("{title}\n{}\n{tally}\n", changes.collect::<String>())
}
