//! Tables: totals of columns and rows, shares of a total, changes between two columns.
//!
//! A table says what its figures are of only by where they stand. So a relation is held to the table itself: the other
//! columns must add up before one is said not to, most rows must be the share or the change that one is not.
//!
//! | finding | the table must show |
//! | --- | --- |
//! | a total (`breakdown-sum`) | another column, or two other rows, that add up |
//! | a sum of shares (`percentages-sum`) | that its total is 100 |
//! | a share (`percentage-of-total`) | two rows at least that are that share, and hardly another that is not |
//! | a change (`change-percent`) | the same |

mod grid;
mod report;
mod shares;
mod totals;

use super::{Found, agree::Sight};
use crate::rule::Rule;
use report::Writer;

/// Holds the tables of a document to what their heads say.
pub fn tables(rules: &[Rule], sight: &Sight<'_>) -> Found {
    let mut writer = Writer { rules, sight, found: Found::default() };
    for grid in grid::grids(sight) {
        let slips = totals::rows(&grid, &mut writer);
        totals::columns(&grid, &slips, &mut writer);
        let related = shares::relations(&grid, &mut writer);
        totals::hundreds(&grid, &related, &mut writer);
    }
    writer.found
}
