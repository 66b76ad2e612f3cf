//! The totals of columns and rows.

use num_traits::{CheckedSub, Signed, Zero};

use super::{
    grid::{Grid, Line, Value},
    report::{Said, Writer},
    shares::Related,
};
use crate::value::{
    Rational,
    number::{ten_to, total},
};

/// How many rows or columns must add up before another is said not to.
const BORNE: (usize, usize) = (1, 2);

/// The longest lone column whose parts are looked through for a hierarchy.
const LONE: usize = 100;

/// What a sum of shares may be at all for a total of 100 to be said of it.
const HUNDRED: (i128, i128) = (85, 115);

/// A table seen along its rows, or along its columns.
#[derive(Clone, Copy)]
struct Axis<'a> {
    grid: &'a Grid,
    by_row: bool,
}

impl<'a> Axis<'a> {
    fn lines(self) -> &'a [Line] {
        if self.by_row { &self.grid.rows } else { &self.grid.columns }
    }

    fn place(self, line: usize, cross: usize) -> (usize, usize) {
        if self.by_row { (line, cross) } else { (cross, line) }
    }

    fn value(self, line: usize, cross: usize) -> Option<&'a Value> {
        let (row, column) = self.place(line, cross);
        self.grid.value(row, column)
    }

    fn is_void(self, line: usize, cross: usize) -> bool {
        let (row, column) = self.place(line, cross);
        self.grid.is_void(row, column)
    }

    /// The columns, or rows, across which a total is asked for.
    fn crosses(self) -> Vec<usize> {
        if self.by_row {
            (0..self.grid.width)
                .filter(|&column| self.grid.is_amount(column) && self.grid.columns[column] != Line::Other)
                .collect()
        } else {
            (0..self.grid.rows.len()).filter(|&row| self.grid.rows[row] != Line::Other).collect()
        }
    }
}

/// How a total stands to its parts.
enum Sum<'a> {
    Holds(bool),
    Fails(Failure<'a>),
    Unknown,
}

/// A total that its parts do not make.
struct Failure<'a> {
    total: &'a Value,
    parts: Vec<&'a Value>,
    sum: Rational,
}

/// A figure that is wrong by its row, and by how much too large.
type Slip = (usize, Rational);

impl Failure<'_> {
    /// How much the parts are more than the total.
    fn excess(&self) -> Option<Rational> {
        self.sum.checked_sub(&self.total.at)
    }
}

/// Holds the totals at the end of rows to the figures beside them.
pub fn rows(grid: &Grid, writer: &mut Writer<'_>) -> Vec<Slip> {
    judge(Axis { grid, by_row: false }, &[], writer)
}

/// Holds the totals at the foot or head of columns to the figures above or below; what a total wrong by its row
/// explains is said once.
pub fn columns(grid: &Grid, slips: &[Slip], writer: &mut Writer<'_>) {
    judge(Axis { grid, by_row: true }, slips, writer);
}

fn judge(axis: Axis<'_>, slips: &[Slip], writer: &mut Writer<'_>) -> Vec<Slip> {
    let mut found = Vec::new();
    let crosses = axis.crosses();
    let needed = if axis.by_row { BORNE.0 } else { BORNE.1 };
    let lines = axis.lines();
    for at in (0..lines.len()).filter(|&at| lines[at] == Line::Total) {
        let choices = choices(axis, at);
        let sums =
            |parts: &Vec<usize>| crosses.iter().map(|&cross| sum(axis, at, parts, cross)).collect::<Vec<_>>();
        let all: Vec<Vec<Sum<'_>>> = choices.iter().map(sums).collect();
        let score = |sums: &[Sum<'_>]| {
            let holds = sums.iter().filter(|sum| matches!(sum, Sum::Holds(true))).count();
            let fails = sums.iter().filter(|sum| matches!(sum, Sum::Fails(_))).count();
            (holds, fails)
        };
        let Some(best) = (0..all.len()).max_by_key(|&choice| {
            let (holds, fails) = score(&all[choice]);
            (holds, std::cmp::Reverse(fails), std::cmp::Reverse(choice))
        }) else {
            continue;
        };
        let (holds, fails) = score(&all[best]);
        let known = all[best].iter().filter(|sum| !matches!(sum, Sum::Unknown)).count();
        let outer = at + 1 == lines.len() || lines[..at].iter().all(|line| *line == Line::Other);
        let lone = axis.by_row && holds == 0 && known == 1 && crosses.len() == 1 && outer;
        let acquitted = |cross: usize| all.iter().any(|sums| matches!(sums[cross], Sum::Holds(_)));
        for (cross, sum) in all[best].iter().enumerate() {
            match sum {
                Sum::Holds(_) if holds >= needed || lone => {
                    let parts = choices[best].iter().filter_map(|&line| axis.value(line, crosses[cross]));
                    let (parts, total) = (parts.collect::<Vec<_>>(), axis.value(at, crosses[cross]));
                    let roles = parts.iter().map(|part| (*part, "part"));
                    writer.tie("breakdown-sum", total.map(|total| (total, "total")).into_iter().chain(roles));
                    writer.held(parts.into_iter().chain(total));
                }
                Sum::Fails(failure) if !acquitted(cross) => {
                    let borne = holds >= needed && fails * 2 <= holds + 1;
                    let explained = |slip: &Slip| {
                        failure.parts.iter().any(|part| part.claim == slip.0)
                            && failure.excess() == Some(slip.1)
                    };
                    let meant = borne || lone && stands_alone(axis.grid, failure);
                    if meant && !slips.iter().any(explained) {
                        say(axis, failure, writer);
                        let over = failure.excess().map(|excess| (failure.total.claim, -excess));
                        found.extend(over);
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The lines that a total may be of: those before it or after it, with or without sub-totals and parts.
fn choices(axis: Axis<'_>, at: usize) -> Vec<Vec<usize>> {
    let lines = axis.lines();
    let is_total = |line: &usize| lines[*line] == Line::Total;
    let before = (0..at).rev().take_while(|line| !is_total(line)).collect::<Vec<_>>();
    let after = (at + 1..lines.len()).take_while(|line| !is_total(line)).collect();
    let all = (0..at).filter(|line| !is_total(line)).rev().collect();
    let mut choices: Vec<Vec<usize>> = Vec::new();
    for mut range in [before, after, all] {
        range.sort_unstable();
        let kept = |kinds: &[Line]| {
            range.iter().copied().filter(|&line| kinds.contains(&lines[line])).collect::<Vec<_>>()
        };
        let plain = kept(&[Line::Plain]);
        let without_first = if axis.by_row { Vec::new() } else { plain.iter().skip(1).copied().collect() };
        for choice in [
            plain,
            kept(&[Line::Plain, Line::Part]),
            kept(&[Line::Subtotal]),
            kept(&[Line::Plain, Line::Subtotal]),
            without_first,
        ] {
            if choice.len() > 1 && !choices.contains(&choice) {
                choices.push(choice);
            }
        }
    }
    choices
}

fn sum<'a>(axis: Axis<'a>, at: usize, parts: &[usize], cross: usize) -> Sum<'a> {
    let Some(stated) = axis.value(at, cross) else { return Sum::Unknown };
    let values: Vec<&Value> = parts.iter().filter_map(|&line| axis.value(line, cross)).collect();
    let voids = parts.iter().filter(|&&line| axis.is_void(line, cross)).count();
    let like = values.iter().all(|value| value.is_like(stated));
    if values.len() < 2 || values.len() + voids < parts.len() || !like || stated.percent {
        return Sum::Unknown;
    }
    compared(stated, values, voids > 0)
}

fn compared<'a>(stated: &'a Value, parts: Vec<&'a Value>, voids: bool) -> Sum<'a> {
    let Some(sum) = total(parts.iter().map(|part| Some(part.at))) else { return Sum::Unknown };
    let Some(off) = sum.checked_sub(&stated.at).map(|off| off.abs()) else { return Sum::Unknown };
    let unit = ten_to(parts.iter().map(|part| part.digit).fold(stated.digit, i8::max));
    let slack = unit * Rational::new(parts.len() as i128 + 1, 2);
    let most = parts.iter().map(|part| part.at).max().unwrap_or_default();
    let positive = parts.iter().all(|part| !part.at.is_negative());
    let telling = parts.iter().filter(|part| !part.at.is_zero()).count() > 1;
    if off <= slack {
        Sum::Holds(telling && off <= unit)
    } else if voids || !positive || stated.at <= most {
        Sum::Unknown
    } else {
        Sum::Fails(Failure { total: stated, parts, sum })
    }
}

/// Whether a lone total that fails was meant to be one: it is one slip of the pen off, or what is listed is complete
/// and no line among it is a sum of others.
fn stands_alone(grid: &Grid, failure: &Failure<'_>) -> bool {
    let Failure { total: stated, parts, sum } = failure;
    if one_slip(*sum, stated) {
        return true;
    }
    let complete = grid.rest || *sum > stated.at;
    complete && !has_hierarchy(parts, *sum, stated.at)
}

/// Whether a sum and a total differ in one digit, or in two that changed places.
fn one_slip(sum: Rational, stated: &Value) -> bool {
    let unit = ten_to(stated.digit);
    let digits = |at: Rational| (at / unit).round().to_integer().unsigned_abs().to_string().into_bytes();
    let (one, other) = (digits(sum), digits(stated.at));
    if one.len() != other.len() || one.len() < 2 {
        return false;
    }
    let apart: Vec<usize> = (0..one.len()).filter(|&at| one[at] != other[at]).collect();
    match apart[..] {
        [_] => true,
        [a, b] => b == a + 1 && one[a] == other[b] && one[b] == other[a],
        _ => false,
    }
}

/// Whether some lines in a row add up to the excess, or to another line: then one is the sum of others.
fn has_hierarchy(parts: &[&Value], sum: Rational, stated: Rational) -> bool {
    if parts.len() > LONE {
        return true;
    }
    let Some(excess) = sum.checked_sub(&stated) else { return true };
    let unit = ten_to(parts.iter().map(|part| part.digit).max().unwrap_or_default());
    let near =
        |at: Rational, other: Rational| at.checked_sub(&other).is_none_or(|off| off.abs() <= unit + unit);
    (0..parts.len()).any(|from| {
        let mut run = Rational::zero();
        parts[from..].iter().enumerate().any(|(length, part)| {
            let Some(next) = total([Some(run), Some(part.at)]) else { return true };
            run = next;
            let another = || parts.iter().any(|other| near(other.at, run));
            near(run, excess) || length > 0 && another()
        })
    })
}

fn say(axis: Axis<'_>, failure: &Failure<'_>, writer: &mut Writer<'_>) {
    let Failure { total: stated, parts, sum } = failure;
    let digit = parts.iter().map(|part| part.digit).fold(stated.digit, i8::min);
    let shown = writer.number(sum, digit);
    let computation =
        format!("{} = {shown} ≠ {}", writer.terms(parts), writer.number(&stated.at, stated.digit));
    let given = vec![("sum", shown), ("total", writer.own(stated))];
    let roles = std::iter::once((*stated, "total")).chain(parts.iter().map(|part| (*part, "part"))).collect();
    let say = if axis.by_row { "table-column" } else { "table-row" };
    writer.say(Said { rule: "breakdown-sum", say, roles, given, computation });
}

/// Holds the columns of shares whose total is 100 to it, but for those whose shares were already found wrong.
pub fn hundreds(grid: &Grid, related: &Related, writer: &mut Writer<'_>) {
    let axis = Axis { grid, by_row: true };
    for column in (0..grid.width).filter(|column| grid.is_share(*column) && !related.wrong.contains(column)) {
        for at in (0..grid.rows.len()).filter(|&at| grid.rows[at] == Line::Total) {
            let Some(stated) = grid.value(at, column).filter(|value| value.at == Rational::from_integer(100))
            else {
                continue;
            };
            let sums: Vec<Sum<'_>> = choices(axis, at)
                .iter()
                .filter_map(|lines| {
                    let values: Vec<&Value> =
                        lines.iter().filter_map(|&row| grid.value(row, column)).collect();
                    (values.len() == lines.len()).then(|| compared(stated, values, false))
                })
                .collect();
            if sums.iter().any(|sum| !matches!(sum, Sum::Fails(_))) {
                continue;
            }
            if let Some(Sum::Fails(failure)) = sums.into_iter().next() {
                let near = failure.sum > Rational::from_integer(HUNDRED.0)
                    && failure.sum < Rational::from_integer(HUNDRED.1);
                if near && !has_hierarchy(&failure.parts, failure.sum, stated.at) {
                    say_hundred(&failure, writer);
                }
            }
        }
    }
}

fn say_hundred(failure: &Failure<'_>, writer: &mut Writer<'_>) {
    let Failure { total: stated, parts, sum } = failure;
    let digit = parts.iter().map(|part| part.digit).fold(0, i8::min);
    let share = sum / Rational::from_integer(100);
    let shown = writer.wording().percent(&share, digit.unsigned_abs());
    let computation = format!("{} = {} ≠ 100", writer.terms(parts), writer.number(sum, digit));
    let roles = parts.iter().map(|part| (*part, "share")).chain([(*stated, "total")]).collect();
    writer.say(Said {
        rule: "percentages-sum",
        say: "table-column",
        roles,
        given: vec![("sum", shown)],
        computation,
    });
}
