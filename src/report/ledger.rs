//! The ledger as a table for people: what was understood, and what became of it.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Sheet, Style, Words, clean, record::slice};
use crate::diagnostic::{Entry, NumberFields};

/// The columns: their machine names, whether figures (to the right), and their greatest width; the first takes what is left.
const COLUMNS: [(&str, bool, usize); 5] = [
    ("text", false, 60),
    ("value", true, 16),
    ("unit", false, 10),
    ("timex", false, 12),
    ("status", false, 8),
];

/// How wide the first column is at least.
const LEAST: usize = 12;

/// How many lines a cell may take.
const LINES: usize = 4;

/// The kind of digits that are part of a name: they claim nothing.
const NAME: &str = "name";

/// The claims of a document, a row each, under its name.
pub(super) fn table(sheet: &Sheet<'_>, style: &Style<'_>) -> String {
    let name = clean(sheet.name);
    let claims: Vec<&Entry> = sheet.report.claims.iter().filter(|entry| entry.kind != NAME).collect();
    if claims.is_empty() {
        return format!("{name}\n  {}\n", style.words.empty);
    }
    let head = COLUMNS.map(|column| Words::name(&style.words.column, column.0).to_owned());
    let rows: Vec<_> = claims.iter().map(|entry| cells(entry, sheet.text, style.words)).collect();
    let widths = widths(std::iter::once(&head).chain(&rows), style.width);
    let lines = std::iter::once(&head).chain(&rows).map(|row| line(row, &widths));
    std::iter::once(format!("{name}\n")).chain(lines).collect()
}

pub(super) fn cells(entry: &Entry, text: &str, words: &Words) -> [String; 5] {
    [
        clean(slice(text, entry.span)).into_owned(),
        entry.number.as_ref().map_or_else(String::new, |number| value(number, entry.approx, &words.group)),
        entry.unit.as_deref().map_or_else(String::new, |unit| clean(unit).into_owned()),
        entry.time.as_ref().map_or_else(String::new, |time| time.timex.to_string()),
        Words::name(&words.status, entry.status.name()).to_owned(),
    ]
}

/// `~1,500`, `>1,400`, `600–800`: the approximator as a sign, the ends of a range; `group` stands
/// between groups of three digits.
pub fn value(number: &NumberFields, approx: Option<&str>, group: &str) -> String {
    let sign = match approx {
        Some("about") => "~",
        Some("more-than") => ">",
        Some("at-least") => "≥",
        Some("less-than") => "<",
        Some("at-most") => "≤",
        Some("nearly") => "≲",
        _ => "",
    };
    let least = grouped(&number.value, group);
    match &number.upper {
        Some(most)
            if approx == Some("exact")
                && number.lower.as_ref() == Some(&number.value)
                && *most != number.value =>
        {
            format!("{least}–{}", grouped(most, group))
        }
        _ => format!("{sign}{least}"),
    }
}

/// A plain number with a mark between its groups of three digits.
fn grouped(number: &str, mark: &str) -> String {
    let (whole, decimals) =
        number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let lead = digits.len() % 3;
    let mut groups: Vec<&str> = Vec::new();
    if lead > 0 {
        groups.push(&digits[..lead]);
    }
    groups.extend((lead..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
    let whole = groups.join(if digits.len() > 4 { mark } else { "" });
    decimals.map_or_else(|| format!("{sign}{whole}"), |decimals| format!("{sign}{whole}.{decimals}"))
}

/// How wide each column is: as its widest line within its bound, the first one what is left.
fn widths<'a>(rows: impl Iterator<Item = &'a [String; 5]>, width: usize) -> [usize; 5] {
    let mut widths = [0; 5];
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            let widest = wrapped(cell, COLUMNS[at].2).iter().map(|line| line.width()).max();
            widths[at] = widths[at].max(widest.unwrap_or(0));
        }
    }
    let others: usize = widths[1..].iter().sum::<usize>() + 2 * COLUMNS.len();
    widths[0] = widths[0].min(width.saturating_sub(others)).max(LEAST);
    widths
}

/// A row: as many lines as its longest cell takes.
fn line(row: &[String; 5], widths: &[usize; 5]) -> String {
    let cells: Vec<Vec<String>> = row.iter().zip(widths).map(|(cell, &width)| wrapped(cell, width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let lines = (0..height).map(|at| {
        let parts = cells.iter().zip(widths).zip(COLUMNS).map(|((cell, &width), column)| {
            let part = cell.get(at).map_or("", String::as_str);
            let blank = " ".repeat(width.saturating_sub(part.width()));
            if column.1 { format!("  {blank}{part}") } else { format!("  {part}{blank}") }
        });
        parts.collect::<String>().trim_end().to_owned() + "\n"
    });
    lines.collect()
}

/// A cell in lines of a width, cut at spaces and after the dash of a range; an ellipsis ends one that is too long.
fn wrapped(cell: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in cell.split_inclusive([' ', '–']) {
        let full = |line: &String| !line.is_empty() && line.width() + word.trim_end().width() > width;
        if lines.last().is_some_and(full) {
            lines.push(String::new());
        }
        for c in word.chars() {
            let wide = c.width().unwrap_or(0);
            if c != ' ' && lines.last().is_some_and(|line| line.width() + wide > width) {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
        }
        if lines.len() > LINES {
            break;
        }
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            *last =
                last.chars().take(width.saturating_sub(1)).collect::<String>().trim_end().to_owned() + "…";
        }
    }
    lines.into_iter().map(|line| line.trim_end_matches(' ').to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(grouped("2500000", ","), "2,500,000");
        assert_eq!(grouped("-12000.5", ","), "-12,000.5");
        assert_eq!(grouped("1400", ","), "1400");
    }

    #[test]
    fn a_cell_is_wrapped_at_its_width() {
        assert_eq!(wrapped("1.400 soldats là", 9), ["1.400", "soldats", "là"]);
        assert_eq!(wrapped("12,500,000–13,000,000", 16), ["12,500,000–", "13,000,000"]);
        assert_eq!(wrapped("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(wrapped(&"mot ".repeat(100), 9), ["mot mot", "mot mot", "mot mot", "mot mot…"]);
    }
}
