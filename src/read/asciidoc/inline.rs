//! Marks within a text: emphasis goes, code and attributes become objects, links leave their words.

use crate::text::{ProseBuilder, Span};

/// What stands for code, attributes and pictures.
const OBJECT: &str = "\u{fffc}";

/// Macros whose words in brackets are read, by what stands before their target.
const LINKS: &[&str] = &["https://", "http://", "link:", "xref:", "mailto:", "ftp://"];

/// Macros that are objects.
const OBJECTS: &[&str] =
    &["image:", "kbd:", "btn:", "menu:", "icon:", "stem:", "latexmath:", "pass:", "anchor:"];

/// How far a short mark reaches at most, in bytes.
const REACH: usize = 200;

/// Adds a text without its marks; the footnotes in it are given back.
pub(super) fn push(prose: &mut ProseBuilder, file: &str, span: Span) -> Vec<Span> {
    let mut pass =
        Scan { prose, text: &file[span.range()], start: span.start, at: 0, plain: 0, links: 0, crosses: 0 };
    let mut notes = Vec::new();
    while pass.at < pass.text.len() {
        match pass.next() {
            Mark::Plain(length) => pass.at += length,
            Mark::Gone(length) => pass.take(length, ""),
            Mark::Object(length) => pass.take(length, OBJECT),
            Mark::Note(head, length) => {
                let start = span.start + (pass.at + head) as u32;
                notes.push(Span::new(start, start + (length - head - 1) as u32));
                pass.take(length, "");
            }
        }
    }
    pass.flush();
    notes
}

/// What comes next, and how many bytes of it.
enum Mark {
    Plain(usize),
    Gone(usize),
    Object(usize),
    /// A footnote: how long its head is, and all of it.
    Note(usize, usize),
}

struct Scan<'s, 'f> {
    prose: &'s mut ProseBuilder,
    text: &'f str,
    start: u32,
    at: usize,
    /// Where the text begins that is not pushed yet.
    plain: usize,
    /// How many brackets and cross references are open whose end goes.
    links: u32,
    crosses: u32,
}

impl Scan<'_, '_> {
    fn flush(&mut self) {
        if self.plain < self.at {
            let span = Span::new(self.start + self.plain as u32, self.start + self.at as u32);
            self.prose.push(&self.text[self.plain..self.at], span);
        }
    }

    fn take(&mut self, length: usize, shown: &str) {
        self.flush();
        if !shown.is_empty() {
            let start = self.start + self.at as u32;
            self.prose.push(shown, Span::new(start, start + length as u32));
        }
        self.at += length;
        self.plain = self.at;
    }

    fn next(&mut self) -> Mark {
        let rest = &self.text[self.at..];
        let step = rest.chars().next().map_or(1, char::len_utf8);
        match rest.as_bytes()[0] {
            b'`' => close(rest, 1, '`', usize::MAX).map_or(Mark::Gone(1), |end| Mark::Object(end + 1)),
            b'*' | b'_' => self.emphasis(rest),
            b'^' => close(rest, 1, '^', 20).map_or(Mark::Plain(1), |end| Mark::Gone(end + 1)),
            b'{' => attribute(rest).map_or(Mark::Plain(1), Mark::Object),
            b']' if self.links > 0 => {
                self.links -= 1;
                Mark::Gone(1)
            }
            b'<' if rest.starts_with("<<") => {
                match close(rest, 2, ',', REACH).filter(|&end| !rest[..end].contains(">>")) {
                    Some(comma) => {
                        self.crosses += 1;
                        Mark::Gone(comma + 1)
                    }
                    None => rest[..floor(rest, REACH)]
                        .find(">>")
                        .map_or(Mark::Plain(1), |end| Mark::Object(end + 2)),
                }
            }
            b'>' if self.crosses > 0 && rest.starts_with(">>") => {
                self.crosses -= 1;
                Mark::Gone(2)
            }
            b'[' => role(rest).map_or(Mark::Plain(1), Mark::Gone),
            b'f' if rest.starts_with("footnote:") => note(rest).unwrap_or(Mark::Plain(step)),
            b'h' | b'l' | b'x' | b'm' | b'f' | b'i' | b'k' | b'b' | b's' | b'p' | b'a' => {
                self.inline_macro(rest)
            }
            b' ' if rest.starts_with(" +\n") => Mark::Gone(2),
            // A line of comment within the paragraph.
            b'/' if rest.starts_with("//") && self.text[..self.at].ends_with('\n') => {
                Mark::Gone(rest.find('\n').map_or(rest.len(), |end| end + 1))
            }
            _ => Mark::Plain(step),
        }
    }

    /// A `*` or `_` that opens or closes emphasis: doubled, or at the edge of a word.
    fn emphasis(&self, rest: &str) -> Mark {
        let mark = rest.as_bytes()[0];
        if rest.as_bytes().get(1) == Some(&mark) {
            return Mark::Gone(2);
        }
        let before = self.text[..self.at].chars().next_back().unwrap_or(' ');
        let after = rest[1..].chars().next().unwrap_or(' ');
        let opens = !before.is_alphanumeric() && !after.is_whitespace();
        let closes = !before.is_whitespace() && !after.is_alphanumeric();
        if opens || closes { Mark::Gone(1) } else { Mark::Plain(1) }
    }

    /// A link, whose words are read, or a macro that is an object.
    fn inline_macro(&mut self, rest: &str) -> Mark {
        let before = self.text[..self.at].chars().next_back();
        if before.is_some_and(char::is_alphanumeric) {
            return Mark::Plain(1);
        }
        let starts = |heads: &[&str]| heads.iter().any(|head| rest.starts_with(head));
        let link = starts(LINKS);
        if !link && !starts(OBJECTS) {
            return Mark::Plain(1);
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '<' | '>'))
            .unwrap_or(rest.len());
        let words = rest[end..].starts_with('[');
        match (link, words) {
            (true, true) => {
                self.links += 1;
                Mark::Gone(end + 1)
            }
            (true, false) => Mark::Object(end),
            (false, true) => close(rest, end, ']', REACH).map_or(Mark::Plain(1), |end| Mark::Object(end + 1)),
            (false, false) => Mark::Plain(1),
        }
    }
}

fn floor(text: &str, most: usize) -> usize {
    text.floor_char_boundary(most.min(text.len()))
}

/// Where a mark stands next, from a byte on and not too far.
fn close(text: &str, from: usize, mark: char, most: usize) -> Option<usize> {
    let end = floor(text, most.saturating_add(from));
    text.get(from..end)?.find(mark).map(|at| from + at)
}

/// How long a reference to an attribute is: `{docdate}`.
fn attribute(text: &str) -> Option<usize> {
    let end = close(text, 1, '}', 60)?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
    (end > 1 && text[1..end].bytes().all(plain)).then_some(end + 1)
}

/// How long a role with its mark is: `[.lead]#`; with its words where they are struck.
fn role(text: &str) -> Option<usize> {
    let end = close(text, 1, ']', 60)?;
    let marked = text[end + 1..].starts_with('#');
    let struck = text[..end].contains("line-through");
    let whole = || close(text, end + 2, '#', REACH).map(|end| end + 1);
    if !marked {
        None
    } else if struck {
        whole()
    } else {
        Some(end + 2)
    }
}

fn note(text: &str) -> Option<Mark> {
    let head = close(text, 9, '[', 60)? + 1;
    let end = close(text, head, ']', usize::MAX)?;
    let plain =
        text[9..head - 1].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    plain.then_some(Mark::Note(head, end + 1))
}
