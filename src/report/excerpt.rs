//! The part of a document that a finding shows: short rows of safe text round its labels.
//!
//! miette is given these rows and not the file. It then never sees a long line
//! (it panics on a column past 65,535), a control character, or a label that
//! crosses a line end or another label; and its columns count characters.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use super::{clean, clean::shown};
use crate::{
    diagnostic::Label,
    text::{Lines, Position, Span},
};

/// How many columns of a label are shown, at most and at least, before its middle is left out.
const LABEL: [usize; 2] = [48, 12];

/// Stands for text that is left out.
const GAP: char = '…';

/// The rows of a finding.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    rows: Vec<Row>,
    /// What is underlined, in the text of the rows, with what to write beside it.
    pub(super) marks: Vec<Mark>,
}

#[derive(Debug)]
struct Row {
    start: usize,
    line: u32,
}

/// Something underlined.
#[derive(Debug)]
pub(super) struct Mark {
    /// Where it begins in the text of the rows.
    pub(super) start: usize,
    /// How many bytes it takes there.
    pub(super) length: usize,
    /// What to write beside it.
    pub(super) note: Option<String>,
    /// Whether the message is about it.
    pub(super) primary: bool,
    column: u32,
}

/// A label, or the part of one that stands on one line.
struct Piece {
    place: Position,
    span: Span,
    note: Option<String>,
    primary: bool,
}

/// The rows for some labels (the first is the one the message is about), `width` columns wide.
///
/// Labels must be apart from one another.
pub(super) fn excerpt(name: &str, lines: &Lines<'_>, text: &str, labels: &[&Label], width: usize) -> Excerpt {
    let mut pieces: Vec<Piece> =
        labels.iter().enumerate().flat_map(|(at, label)| pieces(label, at == 0, lines)).collect();
    pieces.sort_by_key(|piece| piece.span);
    let gutter = pieces.last().map_or(0, |piece| piece.place.line.to_string().len()) + 5;
    let mut excerpt = Excerpt { name: name.into(), text: String::new(), rows: Vec::new(), marks: Vec::new() };
    for row in pieces.chunk_by(|left, right| left.place.line == right.place.line) {
        let line = lines.line(row[0].place.line);
        excerpt.rows.push(Row { start: excerpt.text.len(), line: row[0].place.line });
        excerpt.row(text, line, row, width.saturating_sub(gutter).max(20));
        excerpt.text.truncate(excerpt.text.trim_end_matches(' ').len());
        excerpt.text.push('\n');
    }
    excerpt
}

/// The parts of a label, one a line; the first carries its note.
fn pieces(label: &Label, primary: bool, lines: &Lines<'_>) -> Vec<Piece> {
    let (first, last) = (lines.position(label.span.start), lines.position(label.span.end));
    let each = (first.line..=last.line).map(|number| {
        let line = lines.line(number);
        let span = Span::new(label.span.start.max(line.start), label.span.end.min(line.end));
        let place = if number == first.line { first } else { Position { line: number, column: 1 } };
        let note =
            (number == first.line).then(|| clean(&label.note).into_owned()).filter(|note| !note.is_empty());
        Piece { place, span, note, primary: primary && number == first.line }
    });
    each.filter(|piece| !piece.span.is_empty()).take(8).collect()
}

impl Excerpt {
    /// Adds a line, or what of it stands round its labels.
    fn row(&mut self, text: &str, line: Span, row: &[Piece], width: usize) {
        let most = most(text, row, width);
        let windows = windows(text, line, row, (width, most));
        let mut done = line.start;
        for window in &windows {
            if window.start > done {
                self.gap();
            }
            done = window.start;
            for piece in row.iter().filter(|piece| window.contains(piece.span)) {
                self.copy(text, Span::new(done, piece.span.start));
                let start = self.text.len();
                self.label(text, piece.span, most);
                self.marks.push(Mark {
                    start,
                    length: self.text.len() - start,
                    note: piece.note.clone(),
                    primary: piece.primary,
                    column: piece.place.column,
                });
                done = piece.span.end;
            }
            self.copy(text, Span::new(done, window.end));
            done = window.end;
        }
        if !text[Span::new(done, line.end).range()].trim().is_empty() {
            self.gap();
        }
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
        self.text.push(GAP);
        self.text.push(' ');
    }

    fn copy(&mut self, text: &str, span: Span) {
        text[span.range()].chars().filter_map(shown).for_each(|c| self.push(c));
    }

    /// A label's own text, without its middle where it is longer than `most`.
    fn label(&mut self, text: &str, span: Span, most: usize) {
        let label = text[span.range()].chars();
        let head: Vec<char> = label.clone().filter_map(shown).take(most + 1).collect();
        if head.len() <= most {
            head.into_iter().for_each(|c| self.push(c));
            return;
        }
        let tail: Vec<char> = label.rev().filter_map(shown).take((most - 1) / 2).collect();
        head.into_iter().take(most / 2).for_each(|c| self.push(c));
        self.push(GAP);
        tail.into_iter().rev().for_each(|c| self.push(c));
    }

    /// Adds a character; a second `#` stands apart, so that no build service sees a command in it.
    fn push(&mut self, c: char) {
        if c == '#' && self.text.ends_with('#') {
            self.text.push(' ');
        }
        self.text.push(c);
    }
}

/// The stretches of a line to show: all of it where it fits, else the labels with as much round them as fits.
fn windows(text: &str, line: Span, row: &[Piece], (width, most): (usize, usize)) -> Vec<Span> {
    let trimmed = text[line.range()].trim_end().len() as u32;
    let line = Span::new(line.start, line.start + trimmed);
    if line.len() as usize <= 4 * width && columns(&text[line.range()]) <= width {
        return vec![line];
    }
    let labels: usize = row.iter().map(|piece| label_columns(text, piece.span, most)).sum();
    let each = (width.saturating_sub(labels + gaps(row)) / (2 * row.len().max(1))).max(4);
    let mut windows: Vec<Span> = Vec::new();
    for piece in row {
        let window = Span::new(
            before(text, line.start, piece.span.start, each),
            after(text, piece.span.end, line.end, each),
        );
        match windows.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            _ => windows.push(window),
        }
    }
    windows
}

fn columns(text: &str) -> usize {
    text.chars().filter_map(shown).map(|c| c.width().unwrap_or(0)).sum()
}

fn label_columns(text: &str, span: Span, most: usize) -> usize {
    text[span.range()].chars().take(most).map(|c| c.width().unwrap_or(0)).sum()
}

/// How many columns the ellipses between labels take.
fn gaps(row: &[Piece]) -> usize {
    3 * (row.len() + 1)
}

/// How many columns of each label are shown so that all of a row fit.
fn most(text: &str, row: &[Piece], width: usize) -> usize {
    let [most, least] = LABEL;
    let room = width.saturating_sub(gaps(row));
    let wide: usize = row.iter().map(|piece| label_columns(text, piece.span, most)).sum();
    if wide <= room { most } else { (room / row.len().max(1)).clamp(least, most) }
}

/// Where to begin so that at most `room` characters stand before a label, at the start of a word.
fn before(text: &str, start: u32, label: u32, room: usize) -> u32 {
    let stretch = &text[start as usize..label as usize];
    let Some((far, _)) = stretch.char_indices().rev().take(room).last() else { return label };
    if far == 0 {
        return start;
    }
    let space = stretch[far..].find(char::is_whitespace);
    space.map_or(label, |at| {
        let word = &stretch[far + at..];
        label - word.trim_start().len() as u32
    })
}

/// Where to end so that at most `room` characters stand after a label, at the end of a word.
fn after(text: &str, label: u32, end: u32, room: usize) -> u32 {
    let stretch = &text[label as usize..end as usize];
    let Some((far, c)) = stretch.char_indices().take(room).last() else { return label };
    let far = far + c.len_utf8();
    if far == stretch.len() {
        return end;
    }
    let space = stretch[..far].rfind(char::is_whitespace).unwrap_or(0);
    label + stretch[..space].trim_end().len() as u32
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len().max(1) - 1;
        let row = |byte: usize| self.rows.partition_point(|row| row.start <= byte).checked_sub(1);
        let (Some(first), Some(last)) = (row(span.offset()), row(end)) else {
            return Err(MietteError::OutOfBounds);
        };
        let start = self.rows[first].start;
        let stop = self.rows.get(last + 1).map_or(self.text.len(), |row| row.start);
        let column =
            self.marks.iter().find(|mark| mark.start == span.offset()).map_or(0, |mark| mark.column - 1);
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            &self.text.as_bytes()[start..stop],
            (start, stop - start).into(),
            self.rows[first].line as usize - 1,
            column as usize,
            last - first + 1,
        )))
    }
}
