//! A document of a word processor as it is put together: paragraphs of runs, notes after the body.

use super::Unread;
use crate::text::{BlockKind, Header, Prose, ProseBuilder, Runs, Span};

/// The text of a document of a word processor, one paragraph a line, and its prose.
#[derive(Clone, Debug)]
pub(super) struct Paper {
    /// Its text.
    pub(super) text: String,
    /// Its paragraphs and runs.
    pub(super) runs: Runs,
    /// Its prose.
    pub(super) prose: Prose<'static>,
}

/// How many paragraphs a document may have.
const PARAGRAPHS: usize = 500_000;

/// A line break within a paragraph.
const BREAK: char = '\u{2028}';

/// What stands for a picture or a formula, so that the words beside it do not join.
pub(super) const OBJECT: &str = "\u{fffc}";

/// Paragraphs as they come.
#[derive(Debug, Default)]
pub(super) struct PaperBuilder {
    paragraphs: Vec<Paragraph>,
    /// Those at hand, outermost first: a text box holds paragraphs within one.
    open: Vec<usize>,
    note: Option<u32>,
    notes: u32,
    groups: u32,
    /// The open lists: their own sign, their level and their group.
    lists: Vec<(String, u32, u32)>,
}

#[derive(Debug)]
struct Paragraph {
    kind: BlockKind,
    group: u32,
    note: Option<u32>,
    text: String,
    runs: Vec<(u32, u32)>,
    run: u32,
}

impl PaperBuilder {
    /// Begins a paragraph.
    pub(super) fn open(&mut self) -> Result<(), Unread> {
        if self.paragraphs.len() >= PARAGRAPHS {
            return Err(Unread::Crowd("500,000 paragraphs"));
        }
        self.open.push(self.paragraphs.len());
        self.paragraphs.push(Paragraph {
            kind: BlockKind::Paragraph,
            group: 0,
            note: self.note,
            text: String::new(),
            runs: Vec::new(),
            run: 0,
        });
        Ok(())
    }

    /// Says what the paragraph at hand is. Cells name their table; all else gets a group of its own.
    pub(super) fn is(&mut self, kind: BlockKind, table: Option<u32>) {
        let group = table.unwrap_or_else(|| self.new_group());
        if let Some(paragraph) = self.at_hand() {
            (paragraph.kind, paragraph.group) = (kind, group);
        }
    }

    /// Says that the paragraph at hand is an item of a list, told by its sign, on a level.
    pub(super) fn is_item(&mut self, list: &str, level: u32) {
        while self.lists.last().is_some_and(|(sign, at, _)| *at > level || (*at == level && sign != list)) {
            self.lists.pop();
        }
        let same = self.lists.last().filter(|open| open.1 == level).map(|open| open.2);
        let group = same.unwrap_or_else(|| {
            let group = self.new_group();
            self.lists.push((list.to_owned(), level, group));
            group
        });
        if let Some(paragraph) = self.at_hand() {
            (paragraph.kind, paragraph.group) = (BlockKind::Item, group);
        }
    }

    /// Ends all lists.
    pub(super) fn end_lists(&mut self) {
        self.lists.clear();
    }

    /// A group that no block has.
    pub(super) fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    fn at_hand(&mut self) -> Option<&mut Paragraph> {
        self.open.last().and_then(|&at| self.paragraphs.get_mut(at))
    }

    /// Begins a run of the paragraph at hand.
    pub(super) fn run(&mut self) {
        if let Some(paragraph) = self.at_hand() {
            paragraph.run += 1;
        }
    }

    /// Adds text to the run at hand.
    pub(super) fn push(&mut self, text: &str) {
        let Some(paragraph) = self.at_hand().filter(|_| !text.is_empty()) else { return };
        let (start, run) = (paragraph.text.len() as u32, paragraph.run.max(1));
        if paragraph.runs.last().is_none_or(|last| last.1 != run) {
            paragraph.runs.push((start, run));
        }
        paragraph.text.extend(text.chars().map(|c| if c == '\n' || c == '\r' { BREAK } else { c }));
    }

    /// The text of the paragraph at hand so far.
    pub(super) fn text(&self) -> &str {
        self.open.last().map_or("", |&at| &self.paragraphs[at].text)
    }

    /// Ends the paragraph at hand.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Drops the text of the paragraph at hand: what it holds is no prose. It still counts.
    pub(super) fn drop_text(&mut self) {
        if let Some(paragraph) = self.at_hand() {
            (paragraph.text, paragraph.runs) = (String::new(), Vec::new());
        }
    }

    /// Paragraphs from now on are those of the next note, or of the body again.
    pub(super) fn in_note(&mut self, within: bool) {
        self.notes += u32::from(within);
        self.note = within.then_some(self.notes);
    }

    /// The whole document.
    pub(super) fn finish(mut self) -> Paper {
        self.paragraphs.sort_by_key(|paragraph| paragraph.note);
        let (mut text, mut runs, mut prose) = (String::new(), Runs::default(), ProseBuilder::default());
        let mut note = None;
        for (line, paragraph) in (1..).zip(&self.paragraphs) {
            if let Some(number) = paragraph.note.filter(|_| paragraph.note != note) {
                runs.note(line, number);
            }
            note = paragraph.note;
            let start = text.len() as u32;
            paragraph.runs.iter().for_each(|run| runs.push(start + run.0, run.1));
            prose.open(paragraph.kind, paragraph.group);
            for piece in paragraph.text.split_inclusive(BREAK) {
                let (at, words) = ((text.len() as u32), piece.trim_end_matches(BREAK));
                let end = at + words.len() as u32;
                prose.push(words, Span::new(at, end));
                if words.len() < piece.len() {
                    prose.push("\n", Span::new(end, at + piece.len() as u32));
                }
                text.push_str(piece);
            }
            prose.close();
            text.push('\n');
        }
        Paper { text, runs, prose: prose.finish(Header::default()) }
    }
}
