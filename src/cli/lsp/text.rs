//! The text of a document as an editor has it: lines, columns in its encoding, changes.

use std::cell::Cell;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::text::Span;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16: what counts where nothing else is agreed on.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

/// A place: line and column, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub(super) struct Position {
    #[serde(deserialize_with = "clamped")]
    pub(super) line: u32,
    #[serde(deserialize_with = "clamped")]
    pub(super) character: u32,
}

/// A stretch, its end excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Range {
    pub(super) start: Position,
    pub(super) end: Position,
}

/// A change: of a stretch, or of all.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    pub(super) range: Option<Range>,
    pub(super) text: String,
}

/// A number that may be larger or smaller than any line: as near to it as can be.
fn clamped<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let number = Value::deserialize(deserializer)?;
    let large = number.as_f64().is_some_and(|number| number > 0.0);
    let nearest = if large { u32::MAX } else { 0 };
    Ok(number.as_u64().map_or(nearest, |number| u32::try_from(number).unwrap_or(u32::MAX)))
}

impl Encoding {
    /// Its name in the protocol.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    /// How many columns some text takes.
    fn width(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf32 => text.chars().count(),
        }
    }

    /// The bytes before a column of a line; of one beyond its end all, within a character those before it.
    fn bytes(self, line: &str, column: usize) -> usize {
        if self == Self::Utf8 || line.is_ascii() {
            return line.floor_char_boundary(column.min(line.len()));
        }
        let mut left = column;
        for (at, c) in line.char_indices() {
            let width = if self == Self::Utf16 { c.len_utf16() } else { 1 };
            if left < width {
                return at;
            }
            left -= width;
        }
        line.len()
    }
}

/// A document's text with where its lines begin.
#[derive(Debug)]
pub(super) struct Text {
    whole: String,
    encoding: Encoding,
    /// Where each line begins.
    starts: Vec<u32>,
    /// The place asked for last: the byte, and its column. What comes after it in a long line is counted from there.
    last: Cell<(u32, usize)>,
}

impl Text {
    /// A text whose columns count in an encoding.
    pub(super) fn new(text: String, encoding: Encoding) -> Self {
        let mut whole = Self { whole: text, encoding, starts: Vec::new(), last: Cell::default() };
        whole.lines(0);
        whole
    }

    /// All of it.
    pub(super) fn as_str(&self) -> &str {
        &self.whole
    }

    /// Makes a change. One beyond the end is made there.
    pub(super) fn change(&mut self, change: Change) {
        let Some(Range { start, end }) = change.range else {
            self.whole = change.text;
            return self.lines(0);
        };
        let (one, other) = (self.byte(start), self.byte(end));
        let (from, to) = (one.min(other), one.max(other));
        self.whole.replace_range(from..to, &change.text);
        self.lines(from);
    }

    /// Finds the lines anew from a byte on.
    fn lines(&mut self, from: usize) {
        // A carriage return before it may have become half of an end.
        let from = self.whole.floor_char_boundary(from.saturating_sub(1));
        self.starts.retain(|&start| start as usize <= from);
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let bytes = self.whole.as_bytes();
        let begun = self.starts.last().copied().unwrap_or(0);
        let ends = memchr::memchr2_iter(b'\n', b'\r', &bytes[from..]).map(|at| from + at);
        let ends = ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        self.starts.extend(ends.map(|at| at as u32 + 1).filter(|&start| start > begun));
        self.last.set((0, 0));
    }

    /// The byte of a place; one beyond the end of its line is that end.
    pub(super) fn byte(&self, place: Position) -> usize {
        let Some(&start) = self.starts.get(place.line as usize) else { return self.whole.len() };
        let end = self.starts.get(place.line as usize + 1).map_or(self.whole.len(), |&next| next as usize);
        let line = self.whole[start as usize..end].trim_end_matches(['\n', '\r']);
        start as usize + self.encoding.bytes(line, place.character as usize)
    }

    /// The place of a byte.
    pub(super) fn place(&self, byte: u32) -> Position {
        let byte = self.whole.floor_char_boundary((byte as usize).min(self.whole.len())) as u32;
        let line = self.starts.partition_point(|&start| start <= byte).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let (known, column) = self.last.get();
        let (from, before) = if known >= start && known <= byte { (known, column) } else { (start, 0) };
        let column = before + self.encoding.width(&self.whole[from as usize..byte as usize]);
        self.last.set((byte, column));
        Position { line: line as u32, character: column as u32 }
    }

    /// The places of a stretch of bytes.
    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.place(span.start), end: self.place(span.end) }
    }

    /// The bytes of a stretch.
    pub(super) fn span(&self, range: Range) -> Span {
        Span::new(self.byte(range.start) as u32, self.byte(range.end) as u32)
    }

    /// Where the line of a byte begins.
    pub(super) fn line_start(&self, byte: u32) -> u32 {
        self.starts[self.starts.partition_point(|&start| start <= byte).saturating_sub(1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_count_as_agreed() {
        let text = "a\r\né😀b\rc\n";
        let columns = |encoding| {
            let text = Text::new(text.into(), encoding);
            let byte = text.whole.find('b').expect("there") as u32;
            assert_eq!(text.byte(text.place(byte)), byte as usize);
            (text.place(byte).character, text.place(byte + 2))
        };
        assert_eq!(columns(Encoding::Utf8), (6, place(2, 0)));
        assert_eq!(columns(Encoding::Utf16), (3, place(2, 0)));
        assert_eq!(columns(Encoding::Utf32), (2, place(2, 0)));
    }

    #[test]
    fn changes_out_of_range_are_made_at_the_end() {
        let mut text = Text::new("é\nb".into(), Encoding::Utf16);
        let mut change = |from, to, new: &str| {
            text.change(Change { range: Some(Range { start: from, end: to }), text: new.into() });
            (text.whole.clone(), text.starts.clone())
        };
        assert_eq!(change(place(9, 9), place(u32::MAX, 0), "\rc"), ("é\nb\rc".into(), vec![0, 3, 5]));
        assert_eq!(change(place(1, 99), place(0, 99), "\n"), ("é\n\rc".into(), vec![0, 3, 4]));
        assert_eq!(change(place(2, 0), place(2, 0), "\n"), ("é\n\r\nc".into(), vec![0, 3, 5]));
    }

    #[test]
    fn lines_are_those_of_the_whole_text_after_any_change() {
        let pieces = ["\r", "\n", "\r\n", "é", "x\ny", "\r\r", ""];
        let mut text = Text::new("a\r\nb\rc\nd".into(), Encoding::Utf8);
        for round in 0_u32..400 {
            let at = place(round * 7 % 5, round * 3 % 4);
            let to = place(round * 11 % 6, round * 5 % 3);
            let range = Some(Range { start: at.min(to), end: at.max(to) });
            text.change(Change { range, text: pieces[round as usize % pieces.len()].into() });
            assert_eq!(text.starts, Text::new(text.whole.clone(), Encoding::Utf8).starts, "{:?}", text.whole);
        }
    }
}
