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

/// Where each line of a text begins: found once, asked often.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// Reads the line starts of a text. `\n` and `\r\n` end a line.
    pub fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self { text, starts }
    }

    /// The line and column of a byte; one past the end is the end.
    pub fn position(&self, byte: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= byte) - 1;
        let before = &self.text[self.starts[line] as usize..(byte as usize).min(self.text.len())];
        Position { line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
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
}
