//! Columns of percentages: each the share of a total, or the change between two columns.

use num_traits::{CheckedDiv, CheckedSub, Signed, Zero};

use super::{
    grid::{Grid, Line},
    report::{Said, Writer},
};
use crate::value::{
    Rational,
    number::{tame, ten_to, total},
};

/// How many columns of amounts, at most, a column of percentages is held to.
const COLUMNS: usize = 12;

/// How many rows must agree at least, and how many to each that does not.
const AGREEING: (usize, usize) = (2, 2);

/// What the columns of percentages turned out to be.
#[derive(Debug, Default)]
pub struct Related {
    /// The columns in which a figure was found wrong.
    pub wrong: Vec<usize>,
}

/// What the figures of a column are of.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// Shares of the total of a column.
    Share { base: usize, whole: Rational, of: Option<usize> },
    /// Changes from a column to another.
    Change { old: usize, new: usize },
}

/// Holds the columns of percentages to what they are of.
pub fn relations(grid: &Grid, writer: &mut Writer<'_>) -> Related {
    let mut related = Related::default();
    let amounts: Vec<usize> =
        (0..grid.width).filter(|&column| grid.is_amount(column)).take(COLUMNS).collect();
    for column in (0..grid.width).filter(|&column| grid.is_share(column)) {
        let shares = amounts.iter().flat_map(|&base| shares(grid, base));
        let pairs = amounts.iter().flat_map(|&old| amounts.iter().map(move |&new| (old, new)));
        let changes = pairs.filter(|(old, new)| old != new).map(|(old, new)| Of::Change { old, new });
        let all: Vec<Of> = shares.chain(changes).collect();
        let counts = |of: &Of| {
            let fits = (0..grid.rows.len()).filter_map(|row| fit(grid, row, column, of));
            fits.fold((0, 0), |(good, bad), fit| match fit {
                Fit::Agrees => (good + 1, bad),
                Fit::Fails(_) => (good, bad + 1),
                Fit::Near => (good, bad),
            })
        };
        let Some((of, (good, bad))) = all
            .iter()
            .map(|of| (of, counts(of)))
            .min_by_key(|(_, (good, bad))| (std::cmp::Reverse(*good), *bad))
        else {
            continue;
        };
        if good < AGREEING.0 || bad > 1 && bad * AGREEING.1 > good || bad >= good {
            continue;
        }
        for row in 0..grid.rows.len() {
            match fit(grid, row, column, of) {
                Some(Fit::Fails(due)) => {
                    let other = |of: &Of| matches!(fit(grid, row, column, of), Some(Fit::Agrees));
                    if !all.iter().any(other) {
                        related.wrong.push(column);
                        say(grid, (row, column), of, due, writer);
                    }
                }
                Some(Fit::Agrees) => {
                    tie(grid, (row, column), of, writer);
                    writer.held(grid.value(row, column));
                }
                _ => {}
            }
        }
    }
    related
}

/// The shares of a column's total: of the one stated, and of what its figures add up to.
fn shares(grid: &Grid, base: usize) -> Vec<Of> {
    let rows = |line: Line| (0..grid.rows.len()).filter(move |&row| grid.rows[row] == line);
    let stated: Vec<usize> = rows(Line::Total).filter(|&row| grid.value(row, base).is_some()).collect();
    let stated = match stated[..] {
        [row] => grid.value(row, base).map(|value| (value.at, Some(row))),
        _ => None,
    };
    let parts = rows(Line::Plain).filter_map(|row| grid.value(row, base)).map(|value| Some(value.at));
    let wholes = [stated, total(parts).map(|whole| (whole, None))];
    let positive = wholes.into_iter().flatten().filter(|whole| whole.0.is_positive());
    positive.map(|(whole, of)| Of::Share { base, whole, of }).collect()
}

/// How a figure fits what its column is of.
enum Fit {
    Agrees,
    /// Rounding may explain it.
    Near,
    /// It does not, and what it should be.
    Fails(Rational),
}

fn fit(grid: &Grid, row: usize, column: usize, of: &Of) -> Option<Fit> {
    let stated = grid.value(row, column)?;
    let hundred = Rational::from_integer(100);
    let (above, below, due) = match *of {
        Of::Share { base, whole, .. } => {
            let part = grid.value(row, base).filter(|_| grid.rows[row] == Line::Plain)?;
            (part, (whole, part.digit), part.at.checked_div(&whole)?)
        }
        Of::Change { old, new } => {
            let (old, new) = (grid.value(row, old)?, grid.value(row, new)?);
            if !old.at.is_positive() || !new.at.is_positive() || !old.is_like(new) {
                return None;
            }
            (new, (old.at, old.digit), new.at.checked_div(&old.at)?.checked_sub(&Rational::from_integer(1))?)
        }
    };
    let due = tame(due * hundred)?;
    let unit = ten_to(stated.digit.min(0));
    let unsigned = matches!(of, Of::Change { .. }) && !signs(grid, column);
    let off = |at: Rational| {
        let plain = (at - stated.at).abs();
        if unsigned { plain.min((at + stated.at).abs()) } else { plain }
    };
    if off(due) <= unit {
        return (!due.is_zero()).then_some(Fit::Agrees);
    }
    let half = |digit: i8| ten_to(digit) / Rational::from_integer(2);
    let (top, bottom) = ((above.at, half(above.digit)), (below.0, half(below.1)));
    if bottom.0 <= bottom.1 {
        return Some(Fit::Near);
    }
    let ends = [(top.0 - top.1) / (bottom.0 + bottom.1), (top.0 + top.1) / (bottom.0 - bottom.1)];
    let shift = if matches!(of, Of::Change { .. }) { Rational::from_integer(1) } else { Rational::zero() };
    let [low, high] = ends.map(|end| (end - shift) * hundred);
    let within = |at: Rational| low - unit <= at && at <= high + unit;
    let near = within(stated.at) || unsigned && within(-stated.at);
    Some(if near { Fit::Near } else { Fit::Fails(due) })
}

/// Whether a column writes signs before its figures: then a fall has one.
fn signs(grid: &Grid, column: usize) -> bool {
    (0..grid.rows.len()).filter_map(|row| grid.value(row, column)).any(|value| value.signed)
}

/// Takes note of a percentage that fits.
fn tie(grid: &Grid, (row, column): (usize, usize), of: &Of, writer: &mut Writer<'_>) {
    let at = |row, column, role| grid.value(row, column).map(|value| (value, role));
    let (rule, roles) = match *of {
        Of::Share { base, of, .. } => (
            "percentage-of-total",
            [at(row, column, "share"), at(row, base, "part"), of.and_then(|row| at(row, base, "total"))],
        ),
        Of::Change { old, new } => {
            ("change-percent", [at(row, column, "change"), at(row, old, "old"), at(row, new, "new")])
        }
    };
    writer.tie(rule, roles.into_iter().flatten());
}

fn say(grid: &Grid, (row, column): (usize, usize), of: &Of, due: Rational, writer: &mut Writer<'_>) {
    let Some(stated) = grid.value(row, column) else { return };
    let decimals = stated.digit.min(0).unsigned_abs().max(1);
    let computed = writer.wording().percent(&(due / Rational::from_integer(100)), decimals);
    let own = writer.own(stated);
    match *of {
        Of::Share { base, whole, of } => {
            let Some(part) = grid.value(row, base) else { return };
            let total = of.and_then(|row| grid.value(row, base));
            let shown = total.map_or_else(|| writer.number(&whole, part.digit), |total| writer.own(total));
            let computation = format!("{} / {shown} = {computed} ≠ {own}", writer.own(part));
            let given =
                vec![("part", writer.own(part)), ("total", shown), ("computed", computed), ("share", own)];
            let roles =
                [(stated, "share"), (part, "part")].into_iter().chain(total.map(|total| (total, "total")));
            let roles = roles.collect();
            writer.say(Said { rule: "percentage-of-total", say: "table-share", roles, given, computation });
        }
        Of::Change { old, new } => {
            let (Some(old), Some(new)) = (grid.value(row, old), grid.value(row, new)) else { return };
            let (from, to) = (writer.own(old), writer.own(new));
            let computation = format!("{to} / {from} - 1 = {computed} ≠ {own}");
            let given = vec![("old", from), ("new", to), ("computed", computed), ("change", own)];
            let roles = vec![(stated, "change"), (old, "old"), (new, "new")];
            writer.say(Said { rule: "change-percent", say: "table-change", roles, given, computation });
        }
    }
}
