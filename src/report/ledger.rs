//! The ledger as a table for people: what was understood, and what became of it.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Sheet, Style, Words, clean, record::slice};
use crate::diagnostic::{Entry, NumberFields};

/// The columns: their machine names, whether figures (to the right), and their greatest width; the first takes what is left.
const COLUMNS: [(&str, bool, usize); 5] = [
    ("text", false, 60),
    ("value", true, 16),
    ("unit", false, 12),
    ("timex", false, 14),
    ("status", false, 14),
];

/// How wide the first column is at least.
const LEAST: usize = 12;

/// The claims of a document, a row each, under its name.
pub(super) fn table(sheet: &Sheet<'_>, style: &Style<'_>) -> String {
    let name = clean(sheet.name);
    if sheet.report.claims.is_empty() {
        return format!("{name}\n  {}\n", style.words.empty);
    }
    let head = COLUMNS.map(|column| Words::name(&style.words.column, column.0).to_owned());
    let rows: Vec<_> =
        sheet.report.claims.iter().map(|entry| cells(entry, sheet.text, style.words)).collect();
    let widths = widths(std::iter::once(&head).chain(&rows), style.width);
    let lines = std::iter::once(&head).chain(&rows).map(|row| line(row, &widths));
    std::iter::once(format!("{name}\n")).chain(lines).collect()
}

fn cells(entry: &Entry, text: &str, words: &Words) -> [String; 5] {
    [
        clean(slice(text, entry.span)).into_owned(),
        entry.number.as_ref().map_or_else(String::new, |number| value(number, entry.approx, words)),
        entry.unit.as_deref().map_or_else(String::new, |unit| clean(unit).into_owned()),
        entry.time.as_ref().map_or_else(String::new, |time| time.timex.clone()),
        Words::name(&words.status, entry.status.name()).to_owned(),
    ]
}

/// `~1,500`, `>1,400`, `600–800`: the approximator as a sign, the ends of a range.
fn value(number: &NumberFields, approx: Option<&str>, words: &Words) -> String {
    let sign = match approx {
        Some("about") => "~",
        Some("more-than") => ">",
        Some("at-least") => "≥",
        Some("less-than") => "<",
        Some("at-most") => "≤",
        Some("nearly") => "≲",
        _ => "",
    };
    let least = grouped(&number.value, &words.group);
    match &number.upper {
        Some(most)
            if approx == Some("exact")
                && number.lower.as_ref() == Some(&number.value)
                && *most != number.value =>
        {
            format!("{least}–{}", grouped(most, &words.group))
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

/// How wide each column is: as its widest cell within its bound, the first one what is left.
fn widths<'a>(rows: impl Iterator<Item = &'a [String; 5]>, width: usize) -> [usize; 5] {
    let mut widths = [0; 5];
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            widths[at] = widths[at].max(cell.width()).min(COLUMNS[at].2);
        }
    }
    let others: usize = widths[1..].iter().sum::<usize>() + 2 * COLUMNS.len();
    widths[0] = widths[0].min(width.saturating_sub(others)).max(LEAST);
    widths
}

fn line(row: &[String; 5], widths: &[usize; 5]) -> String {
    let cells = row.iter().zip(widths).zip(COLUMNS).map(|((cell, &width), column)| {
        let cell = clipped(cell, width);
        let blank = " ".repeat(width.saturating_sub(cell.width()));
        if column.1 { format!("  {blank}{cell}") } else { format!("  {cell}{blank}") }
    });
    cells.collect::<String>().trim_end().to_owned() + "\n"
}

/// A cell within a width, an ellipsis where it is cut.
fn clipped(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let kept = cell.chars().take_while(|c| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= room;
        room = room.saturating_sub(wide);
        fits
    });
    kept.collect::<String>() + "…"
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
    fn a_cell_is_cut_at_its_width() {
        assert_eq!(clipped("1.400 soldats", 8), "1.400 s…");
        assert_eq!(clipped("漢字漢字", 5), "漢字…");
    }
}
