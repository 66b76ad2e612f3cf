//! `json`: one array of report records.

use super::{Sheet, Style, record};

/// An element of the array.
pub(super) fn element(sheet: &Sheet<'_>, _: &Style<'_>) -> String {
    record(sheet)
}
