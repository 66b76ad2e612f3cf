//! Lines and columns of a file, for people and machines to find a span by.

use super::Span;

/// A place in a file as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in Unicode scalar values, from 1.
    pub column: u32,
}

/// How many bytes lie between two places whose characters are counted beforehand.
const STRIDE: usize = 4096;

/// Where each line of a text begins: found once, asked often.
///
/// Characters are counted beforehand every few kilobytes, so a place in a line of
/// 50 MB is found as fast as any other.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<u32>,
    /// How many characters begin before byte 0, 4096, 8192 ….
    counted: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// Reads the line starts of a text. `\n` and `\r\n` end a line; a byte order mark stands before the first.
    pub fn new(text: &'a str) -> Self {
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() as u32 } else { 0 };
        let mut starts = vec![mark];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        let mut counted = vec![0];
        for stretch in text.as_bytes().chunks(STRIDE) {
            counted.push(counted[counted.len() - 1] + begun(stretch));
        }
        Self { text, starts, counted }
    }

    /// The line and column of a byte; one past the end is the end.
    pub fn position(&self, byte: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= byte).saturating_sub(1);
        let before = self.characters(self.starts[line] as usize);
        let column = self.characters(byte as usize).saturating_sub(before);
        Position { line: line as u32 + 1, column: column + 1 }
    }

    /// How many characters begin before a byte.
    fn characters(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        let stretch = byte / STRIDE;
        self.counted[stretch] + begun(&self.text.as_bytes()[stretch * STRIDE..byte])
    }

    /// The bytes of a line (counted from 1), without its end.
    pub fn line(&self, line: u32) -> Span {
        let start = self.starts[line as usize - 1];
        let end = self.starts.get(line as usize).map_or(self.text.len() as u32, |&next| next - 1);
        Span::new(start, end)
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }
}

/// How many characters begin in some bytes of UTF-8: all bytes but `10xxxxxx`.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("Été\nle 8 août");
        assert_eq!(lines.position(5), Position { line: 1, column: 4 });
        assert_eq!(lines.position(9), Position { line: 2, column: 4 });
        assert_eq!(lines.line(2), Span::new(6, 16));
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        let lines = Lines::new("\u{feff}Été\nle");
        assert_eq!([0, 3, 8].map(|byte| lines.position(byte).column), [1, 1, 4]);
        assert_eq!((lines.line(1), lines.line(2)), (Span::new(3, 8), Span::new(9, 11)));
        assert_eq!(Lines::new("\u{feff}").position(9), Position { line: 1, column: 1 });
    }

    #[test]
    fn long_lines_are_counted_right() {
        let text = format!("é\n{}", "aé".repeat(10_000));
        let lines = Lines::new(&text);
        assert_eq!(lines.position(3 + 30_000), Position { line: 2, column: 20_001 });
        assert_eq!(lines.position(3 + 4_098), Position { line: 2, column: 2_733 });
        assert_eq!(lines.position(u32::MAX), Position { line: 2, column: 20_001 });
    }
}
