//! The text of a document, element by element.

use super::{Unread, styles::Styles};
use crate::{
    read::{
        paper::{OBJECT, PaperBuilder},
        xml::Tag,
    },
    text::BlockKind,
};

/// Elements that hold no prose: deleted text, comments, indexes, hidden text, pictures and what is said of them.
const UNREAD: &[&str] = &[
    "text:tracked-changes",
    "office:annotation",
    "office:forms",
    "office:scripts",
    "text:note-citation",
    "text:table-of-content",
    "text:illustration-index",
    "text:table-index",
    "text:object-index",
    "text:user-index",
    "text:alphabetical-index",
    "text:bibliography",
    "text:hidden-text",
    "text:ruby-text",
    "draw:image",
    "draw:object",
    "draw:object-ole",
    "svg:title",
    "svg:desc",
];

/// How many cells one tag may stand for.
const REPEATED: u32 = 100;

/// A table at hand.
struct Table {
    group: u32,
    row: u16,
    column: u16,
    /// How many columns the cell at hand takes.
    span: u16,
}

/// What stands around the text at hand.
#[derive(Default)]
struct State {
    /// How deep in spans, and whether each hides its text or raises it above the line.
    spans: Vec<(bool, bool)>,
    style: String,
    heading: bool,
    /// Whether the text that comes begins a run.
    fresh: bool,
    in_paragraph: bool,
}

/// A document being read.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    paper: &'a mut PaperBuilder,
    unread: u32,
    state: State,
    /// What was at hand where a note or a text box begins.
    outside: Vec<State>,
    tables: Vec<Option<Table>>,
    /// The open lists, each with a sign of its own.
    lists: Vec<u32>,
    listed: u32,
}

impl<'a> Body<'a> {
    /// Nothing read so far.
    pub(super) fn new(styles: &'a Styles, paper: &'a mut PaperBuilder) -> Self {
        let state = State::default();
        let (outside, tables, lists) = (Vec::new(), Vec::new(), Vec::new());
        Self { styles, paper, unread: 0, state, outside, tables, lists, listed: 0 }
    }

    /// Goes into an element.
    pub(super) fn start(&mut self, tag: &Tag<'_>) -> Result<(), Unread> {
        let name = &*tag.name;
        let hidden = name == "text:section" && tag.value("display").is_some_and(|display| display == "none");
        if self.unread > 0 || hidden || UNREAD.contains(&name) {
            self.unread += 1;
            return Ok(());
        }
        match name {
            "text:p" | "text:h" => {
                let style = tag.value("style-name").unwrap_or_default();
                self.state =
                    State { style, heading: name == "text:h", in_paragraph: true, ..State::default() };
                self.state.fresh = true;
                self.paper.open()?;
            }
            "text:note-body" | "draw:text-box" => {
                self.outside.push(std::mem::take(&mut self.state));
                self.tables.push(None);
                if name == "text:note-body" {
                    self.paper.in_note(true);
                }
            }
            "text:list" => {
                self.listed += 1;
                self.lists.push(self.listed);
            }
            _ if self.state.in_paragraph => self.in_paragraph(tag),
            _ => self.table(tag),
        }
        Ok(())
    }

    fn in_paragraph(&mut self, tag: &Tag<'_>) {
        match &*tag.name {
            "text:span" => {
                let style = tag.value("style-name").unwrap_or_default();
                let within = self.state.spans.last().copied().unwrap_or_default();
                let hidden = within.0 || self.styles.hides("text", &style);
                self.state.spans.push((hidden, within.1 || self.styles.raises(&style)));
                self.state.fresh = true;
            }
            "text:s" => self.push(&" ".repeat(tag.number("c").unwrap_or(1).min(REPEATED) as usize)),
            "text:tab" => self.push("\t"),
            "text:line-break" => self.push("\n"),
            "draw:frame" => self.push(OBJECT),
            _ => {}
        }
    }

    fn table(&mut self, tag: &Tag<'_>) {
        let number = |name| tag.number(name).unwrap_or(1).clamp(1, REPEATED) as u16;
        match (&*tag.name, self.tables.last_mut().and_then(Option::as_mut)) {
            ("table:table", _) => {
                let group = self.paper.new_group();
                self.tables.push(Some(Table { group, row: u16::MAX, column: 0, span: 1 }));
            }
            ("table:table-row", Some(table)) => (table.row, table.column) = (table.row.wrapping_add(1), 0),
            // What a cell to the left or above spans has a tag of its own.
            ("table:table-cell" | "table:covered-table-cell", Some(table)) => {
                table.span = number("number-columns-repeated");
            }
            _ => {}
        }
    }

    /// Adds text to the paragraph at hand, unless it is hidden or the mark of a note.
    fn push(&mut self, text: &str) {
        let (hidden, raised) = self.state.spans.last().copied().unwrap_or_default();
        if hidden || (raised && self.paper.text().ends_with(|c: char| c.is_ascii_digit())) {
            return;
        }
        if std::mem::take(&mut self.state.fresh) {
            self.paper.run();
        }
        self.paper.push(text);
    }

    /// Takes the text between two tags; any white space is one space, as the format has it.
    pub(super) fn text(&mut self, text: &str) {
        if self.unread > 0 || !self.state.in_paragraph || text.is_empty() {
            return;
        }
        let mut blank = self.paper.text().is_empty() || self.paper.text().ends_with(' ');
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !(space && blank) {
                words.push(if space { ' ' } else { c });
            }
            blank = space;
        }
        if !words.is_empty() {
            self.push(&words);
        }
    }

    /// Leaves an element.
    pub(super) fn end(&mut self, name: &str) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        match name {
            "text:p" | "text:h" => self.close(),
            "text:span" => {
                self.state.spans.pop();
                self.state.fresh = true;
            }
            "text:note-body" | "draw:text-box" => {
                self.state = self.outside.pop().unwrap_or_default();
                self.state.fresh = true;
                self.tables.pop();
                if name == "text:note-body" {
                    self.paper.in_note(false);
                }
            }
            "text:list" => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.paper.end_lists();
                }
            }
            "table:table" => drop(self.tables.pop()),
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(table) = self.tables.last_mut().and_then(Option::as_mut) {
                    table.column = table.column.saturating_add(table.span);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        let state = std::mem::take(&mut self.state);
        let kind = self.styles.kind(&state.style);
        if self.styles.hides("paragraph", &state.style) {
            self.paper.drop_text();
        } else if let Some(Some(table)) = self.tables.last() {
            let row = if table.row == u16::MAX { 0 } else { table.row };
            self.paper.is(BlockKind::Cell(row, table.column), Some(table.group));
        } else if state.heading || kind.is_some() {
            self.paper.is(kind.filter(|_| !state.heading).unwrap_or(BlockKind::Headline), None);
        } else if let Some(list) = self.lists.last() {
            self.paper.is_item(&list.to_string(), self.lists.len() as u32);
        } else {
            self.paper.is(BlockKind::Paragraph, None);
        }
        self.paper.close();
    }
}
