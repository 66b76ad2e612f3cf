//! Cells of a table: `|a |b`, over one line or several, `2+|` over two columns.

use crate::text::{BlockKind, Span};

/// How many columns the attributes of a table give it: `cols="1,2*,a"`.
pub(super) fn columns(attributes: &str) -> Option<usize> {
    let after = attributes.split_once("cols=")?.1;
    let quoted = after.strip_prefix('"').and_then(|rest| rest.split_once('"')).map(|found| found.0);
    let value = quoted.unwrap_or_else(|| after.split(',').next().unwrap_or_default());
    let count = |one: &str| {
        let times = one.trim().split_once('*').and_then(|found| found.0.parse().ok());
        times.unwrap_or(1_usize).min(100)
    };
    Some(value.split([',', ';']).map(count).sum::<usize>()).filter(|&columns| columns > 0)
}

/// The cells of a table, in order, each with its row and column.
pub(super) fn cells(file: &str, table: Span, columns: Option<usize>) -> Vec<(BlockKind, Span)> {
    let text = &file[table.range()];
    let bars: Vec<usize> = bars(text).collect();
    let first = text.lines().find(|line| line.contains('|')).map_or(1, |line| self::bars(line).count());
    let columns = columns.unwrap_or(first).max(1);
    let (mut row, mut column) = (0_usize, 0_usize);
    let mut cells = Vec::with_capacity(bars.len());
    let mut before = 0;
    for (at, &bar) in bars.iter().enumerate() {
        let (own, _) = specification(&text[before..bar]);
        let end = bars.get(at + 1).copied().unwrap_or(text.len());
        let words = &text[bar + 1..end];
        let (_, length) = if end < text.len() { specification(words) } else { (1, 0) };
        let words = &words[..words.len() - length];
        if column >= columns {
            (row, column) = (row + 1, 0);
        }
        let start = table.start + (bar + 1 + words.len() - words.trim_start().len()) as u32;
        let span = Span::new(start, start + words.trim().len() as u32);
        cells.push((BlockKind::Cell(row.min(60_000) as u16, column as u16), span));
        column += own;
        before = bar + 1;
    }
    cells
}

fn bars(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('|').map(|found| found.0).filter(|&at| !text[..at].ends_with('\\'))
}

/// What stands right before a bar and is no text: how many columns the cell takes, and its length in bytes.
fn specification(before: &str) -> (usize, usize) {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let signs = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let span = word.strip_suffix(signs).unwrap_or_default();
    let rest = signs.trim_start_matches(['+', '*']).trim_start_matches(['<', '^', '>', '.']);
    let spans = signs.starts_with(['+', '*']);
    let style = rest.is_empty() || matches!(rest, "a" | "d" | "e" | "h" | "l" | "m" | "s" | "v");
    if word.is_empty() || !style || (!span.is_empty() && !spans) {
        return (1, 0);
    }
    let wide = span.split('.').next().and_then(|wide| wide.parse().ok()).filter(|_| signs.starts_with('+'));
    (wide.unwrap_or(1_usize).clamp(1, 100), word.len())
}
