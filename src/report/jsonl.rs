//! `jsonl`: one report record a line.

use super::{Sheet, Style, record};

/// A record on its line.
pub(super) fn line(sheet: &Sheet<'_>, _: &Style<'_>) -> String {
    let mut line = record(sheet);
    line.push('\n');
    line
}
