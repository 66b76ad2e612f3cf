//! Readable text with a map back to the file it came from.

use std::borrow::Cow;

use super::Span;

/// What a stretch of prose is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A title or heading.
    Headline,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table: row and column from 0.
    Cell(u16, u16),
    /// A passage set off as quoted.
    Quote,
    /// The words under a picture.
    Caption,
}

/// One stretch of prose that is read as a unit: a paragraph, a heading, a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in [`Prose::text`].
    pub span: Span,
    /// Blocks of one table or list share a number; others have their own.
    pub group: u32,
    /// The place of its language among the lexicons it was read with, where it is a quotation in
    /// another language than the text.
    pub tongue: Option<u8>,
}

/// What the head of a file says of the whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The date as written (`2021-12`, `2014-12-08`), with its place in the file.
    pub date: Option<(String, Span)>,
    /// The language as written (`fr`, `en-GB`).
    pub lang: Option<(String, Span)>,
    /// The title as written.
    pub title: Option<(String, Span)>,
}

/// A comment of a draft that speaks to addsup: `<!-- addsup: allow age: born in January -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it says, without the signs of the comment.
    pub text: String,
    /// Where it stands in the file.
    pub span: Span,
    /// The stretch of the file that it is about: the block it stands in, else the one that comes
    /// next, a list or table as a whole.
    pub scope: Span,
}

/// The readable text of a document: blocks of prose, and a map back to the file.
///
/// Plain text is borrowed and maps to itself. A format with markup copies its
/// text out in pieces, each of which remembers where it came from.
#[derive(Clone, Debug, Default)]
pub struct Prose<'a> {
    /// All readable text.
    pub text: Cow<'a, str>,
    /// The blocks, in order, apart from one another.
    pub blocks: Vec<Block>,
    /// What the document says of itself.
    pub header: Header,
    /// Its comments that speak to addsup, in order.
    pub remarks: Vec<Remark>,
    /// The place of its language among the lexicons it was read with, as its words tell it.
    pub host: Option<u8>,
    /// Pieces of `text`: (start in text, start in file, length in text, length in file), in
    /// order; empty where text and file are the same.
    map: Vec<Piece>,
}

/// A stretch of readable text and the stretch of file it stands for.
#[derive(Clone, Copy, Debug)]
struct Piece {
    text: Span,
    file: Span,
}

impl<'a> Prose<'a> {
    /// Prose that is the file itself, every byte in its place.
    pub fn verbatim(text: &'a str, blocks: Vec<Block>, header: Header) -> Self {
        Self { text: Cow::Borrowed(text), blocks, header, ..Self::default() }
    }

    /// The span in the user's file of a span of the readable text.
    pub fn source(&self, span: Span) -> Span {
        if self.map.is_empty() {
            return span;
        }
        let (start, end) = (self.file_byte(span.start, false), self.file_byte(span.end, true));
        Span::new(start, end.max(start))
    }

    /// Where a stretch of the readable text begins in the file, and how it maps to it, told from there: the
    /// same words with the same markup give the same, wherever they stand.
    pub fn layout(&self, span: Span) -> (u32, impl Iterator<Item = [u32; 4]>) {
        let first = self.map.partition_point(|piece| piece.text.start <= span.start).saturating_sub(1);
        let pieces = self.map.get(first..).unwrap_or_default();
        let file = pieces.first().map_or(span.start, |piece| piece.file_byte(span.start));
        let within = pieces.iter().take_while(move |piece| piece.text.start < span.end);
        let told = within.map(move |piece| {
            let (mut text, mut stands) = (piece.text, piece.file);
            if text.len() == stands.len() {
                let (cut, rest) = (span.start.saturating_sub(text.start), text.end.saturating_sub(span.end));
                text = Span::new(text.start + cut.min(text.len()), text.end - rest.min(text.len()));
                stands = Span::new(stands.start + cut.min(stands.len()), stands.end - rest.min(stands.len()));
            }
            let (text, stands) = (text.moved(span.start.wrapping_neg()), stands.moved(file.wrapping_neg()));
            [text.start, text.end, stands.start, stands.end]
        });
        (file, told)
    }

    /// The span in the readable text of a span of the user's file; none where the text does not show it.
    pub fn readable(&self, file: Span) -> Option<Span> {
        if self.map.is_empty() {
            return Some(file);
        }
        let within = |byte: u32, closing: bool| {
            let after = self.map.partition_point(|piece| {
                if closing { piece.file.start < byte } else { piece.file.start <= byte }
            });
            let piece = self.map.get(after.checked_sub(1)?)?;
            let into = byte - piece.file.start;
            let same = piece.text.len() == piece.file.len() && into <= piece.text.len();
            let edge = if closing { piece.text.end } else { piece.text.start };
            Some(if same { piece.text.start + into } else { edge })
        };
        let span = Span::new(within(file.start, false)?, within(file.end, true)?);
        let shown = self.text.get(span.range()).is_some_and(|text| !text.is_empty());
        (shown && self.source(span).overlaps(file)).then_some(span)
    }

    /// The place in the file of one byte of text; at a seam, `closing` takes the piece before it.
    fn file_byte(&self, byte: u32, closing: bool) -> u32 {
        let after = self.map.partition_point(|piece| {
            if closing { piece.text.start < byte } else { piece.text.start <= byte }
        });
        match after.checked_sub(1).and_then(|at| self.map.get(at)) {
            Some(piece) => piece.file_byte(byte),
            None => self.map.first().map_or(byte, |piece| piece.file.start),
        }
    }
}

impl Piece {
    /// The place in the file of a byte of the text; its own beginning for one before it.
    fn file_byte(self, byte: u32) -> u32 {
        let into = byte.saturating_sub(self.text.start);
        if self.text.len() == self.file.len() && into <= self.text.len() {
            self.file.start + into
        } else if into == 0 {
            self.file.start
        } else {
            self.file.end
        }
    }
}

/// Builds the prose of a format with markup, piece by piece.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    text: String,
    map: Vec<Piece>,
    blocks: Vec<Block>,
    open: Option<(BlockKind, u32, u32)>,
    /// The remarks met so far, and where in the text.
    remarks: Vec<(Remark, Place)>,
}

/// Where a remark stands among the blocks.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// It is about the whole file.
    Head,
    /// In the block that holds this byte of the text, or begins there.
    Within(u32),
    /// Before the block that begins at this byte or after it.
    Before(u32),
}

impl ProseBuilder {
    /// Opens a block; what is pushed now belongs to it.
    pub fn open(&mut self, kind: BlockKind, group: u32) {
        self.close();
        self.open = Some((kind, self.text.len() as u32, group));
    }

    /// Whether a block is open.
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the block that is open ends in a digit so far: a number raised after it is the mark of a note.
    pub fn ends_in_digit(&self) -> bool {
        self.is_open() && self.text.ends_with(|c: char| c.is_ascii_digit())
    }

    /// Adds readable text that stands for `file`; decoded text may differ in length.
    pub fn push(&mut self, text: &str, file: Span) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.map.push(Piece { text: Span::new(start, self.text.len() as u32), file });
    }

    /// Takes a remark, which is no prose. Its scope is found when all is read.
    pub fn remark(&mut self, text: String, span: Span) {
        let at = self.text.len() as u32;
        let place = if self.is_open() { Place::Within(at) } else { Place::Before(at) };
        self.remarks.push((Remark { text, span, scope: span }, place));
    }

    /// Takes a remark on the whole file, as its head gives it.
    pub fn head_remark(&mut self, text: String, span: Span) {
        self.remarks.push((Remark { text, span, scope: span }, Place::Head));
    }

    /// Ends the open block; one without words is dropped.
    pub fn close(&mut self) {
        let Some((kind, start, group)) = self.open.take() else { return };
        if self.text[start as usize..].trim().is_empty() {
            return;
        }
        let span = Span::new(start, self.text.len() as u32);
        self.blocks.push(Block { kind, span, group, tongue: None });
        self.text.push('\n');
    }

    /// The prose built so far.
    pub fn finish(mut self, header: Header) -> Prose<'static> {
        self.close();
        let (text, blocks) = (Cow::Owned(self.text), self.blocks);
        let mut prose = Prose { text, blocks, header, map: self.map, ..Prose::default() };
        let remarks = self.remarks.into_iter().map(|(remark, place)| {
            let scope = prose.scope(place).unwrap_or(remark.span);
            Remark { scope, ..remark }
        });
        prose.remarks = remarks.collect();
        prose
    }
}

impl Prose<'_> {
    /// The stretch of the file that a remark is about; none where no block follows it.
    fn scope(&self, place: Place) -> Option<Span> {
        let (at, within) = match place {
            Place::Head => return Some(Span::new(0, u32::MAX)),
            Place::Within(at) => (at, true),
            Place::Before(at) => (at, false),
        };
        let first = self.blocks.partition_point(|block| block.span.end < at);
        let block = self.blocks.get(first)?;
        let whole = !within && matches!(block.kind, BlockKind::Item | BlockKind::Cell(..));
        let group = self.blocks[first..].iter().take_while(|other| whole && other.group == block.group);
        let last = group.last().unwrap_or(block);
        Some(self.source(block.span.join(last.span)))
    }
}
