//! The text of a part of a document, element by element.

use super::{
    Unread,
    styles::{Role, Styles},
};
use crate::{
    read::{
        paper::{OBJECT, PaperBuilder},
        xml::Tag,
    },
    text::BlockKind,
};

/// Elements that hold no prose: what was deleted or moved away, how things looked before, field codes, other
/// forms of what is read already, the readings above characters.
const UNREAD: &[&str] = &[
    "w:del",
    "w:moveFrom",
    "w:delText",
    "w:instrText",
    "w:delInstrText",
    "w:rPrChange",
    "w:pPrChange",
    "w:tblPrChange",
    "w:trPrChange",
    "w:tcPrChange",
    "w:sectPrChange",
    "w:numberingChange",
    "w:sdtPr",
    "mc:Fallback",
    "w:rt",
];

/// A table at hand.
struct Table {
    group: u32,
    /// The row, from 0; the first `w:tr` makes it so.
    row: u16,
    column: u16,
    /// How many columns the cell at hand takes.
    span: u16,
}

/// What stands around the text at hand.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of the element at hand")]
struct State {
    in_properties: bool,
    in_run: bool,
    in_text: bool,
    /// Whether the run at hand is not read.
    hidden: bool,
    raised: bool,
}

/// What the properties of the paragraph at hand say of it.
#[derive(Clone, Default)]
struct Told {
    style: Option<String>,
    list: Option<String>,
    level: u32,
    heading: bool,
}

/// A part being read.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    paper: &'a mut PaperBuilder,
    /// How deep in what is not read.
    unread: u32,
    state: State,
    told: Told,
    /// What was at hand where a text box begins.
    outside: Vec<(State, Told)>,
    /// The open tables; none is a text box, which is in no cell.
    tables: Vec<Option<Table>>,
}

impl<'a> Body<'a> {
    /// Nothing read so far.
    pub(super) fn new(styles: &'a Styles, paper: &'a mut PaperBuilder) -> Self {
        let (state, told) = (State::default(), Told::default());
        Self { styles, paper, unread: 0, state, told, outside: Vec::new(), tables: Vec::new() }
    }

    /// Goes into an element.
    pub(super) fn start(&mut self, tag: &Tag<'_>) -> Result<(), Unread> {
        let name = &*tag.name;
        if self.unread > 0 || UNREAD.contains(&name) {
            self.unread += 1;
            return Ok(());
        }
        match name {
            "w:p" => {
                self.told = Told::default();
                self.paper.open()?;
            }
            "w:pPr" => self.state.in_properties = true,
            "w:r" => {
                self.paper.run();
                self.state = State { in_run: true, ..State::default() };
            }
            "w:t" => self.state.in_text = self.state.in_run,
            "w:txbxContent" => {
                self.outside.push((std::mem::take(&mut self.state), self.told.clone()));
                self.tables.push(None);
            }
            "w:footnote" | "w:endnote" if tag.value("type").is_some_and(|kind| kind != "normal") => {
                self.unread = 1;
            }
            "w:footnote" | "w:endnote" => self.paper.in_note(true),
            "m:oMath" | "m:oMathPara" => {
                self.paper.push(OBJECT);
                self.unread = 1;
            }
            _ if self.state.in_properties => self.paragraph_property(tag),
            _ if self.state.in_run => self.in_run(tag),
            _ => self.table(tag),
        }
        Ok(())
    }

    fn paragraph_property(&mut self, tag: &Tag<'_>) {
        match &*tag.name {
            "w:pStyle" => self.told.style = tag.value("val"),
            "w:numId" => self.told.list = tag.value("val"),
            "w:ilvl" => self.told.level = tag.number("val").unwrap_or(0),
            "w:outlineLvl" => self.told.heading = tag.number("val").is_some_and(|level| level < 9),
            _ => {}
        }
    }

    fn in_run(&mut self, tag: &Tag<'_>) {
        match &*tag.name {
            "w:vanish" | "w:strike" | "w:dstrike" => self.state.hidden |= tag.is_on(),
            "w:rStyle" => {
                self.state.hidden |= tag.value("val").is_some_and(|style| self.styles.hides(&style));
            }
            "w:vertAlign" => self.state.raised = tag.value("val").is_some_and(|to| to == "superscript"),
            "w:tab" | "w:ptab" => self.push("\t"),
            "w:br" | "w:cr" => self.push("\n"),
            "w:noBreakHyphen" => self.push("\u{2011}"),
            "w:sym" | "w:drawing" | "w:pict" | "w:object" => self.push(OBJECT),
            _ => {}
        }
    }

    fn table(&mut self, tag: &Tag<'_>) {
        let number = tag.number("val").unwrap_or(1).min(100) as u16;
        match (&*tag.name, self.tables.last_mut().and_then(Option::as_mut)) {
            ("w:tbl", _) => {
                self.paper.end_lists();
                let group = self.paper.new_group();
                self.tables.push(Some(Table { group, row: u16::MAX, column: 0, span: 1 }));
            }
            ("w:tr", Some(table)) => (table.row, table.column) = (table.row.wrapping_add(1), 0),
            ("w:gridBefore", Some(table)) => table.column = table.column.saturating_add(number),
            ("w:tc", Some(table)) => table.span = 1,
            ("w:gridSpan", Some(table)) => table.span = number.max(1),
            _ => {}
        }
    }

    /// Adds text to the run at hand, unless it is hidden or the mark of a note.
    fn push(&mut self, text: &str) {
        let mark = self.state.raised && self.paper.text().ends_with(|c: char| c.is_ascii_digit());
        if !self.state.hidden && !mark {
            self.paper.push(text);
        }
    }

    /// Takes the text between two tags.
    pub(super) fn text(&mut self, text: &str) {
        if self.unread == 0 && self.state.in_text {
            self.push(text);
        }
    }

    /// Leaves an element.
    pub(super) fn end(&mut self, name: &str) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        match name {
            "w:p" => self.close(),
            "w:pPr" => self.state.in_properties = false,
            "w:r" => self.state = State::default(),
            "w:t" => self.state.in_text = false,
            "w:txbxContent" => {
                (self.state, self.told) = self.outside.pop().unwrap_or_default();
                self.tables.pop();
            }
            "w:tbl" => drop(self.tables.pop()),
            "w:tc" => {
                if let Some(table) = self.tables.last_mut().and_then(Option::as_mut) {
                    table.column = table.column.saturating_add(table.span);
                }
            }
            "w:footnote" | "w:endnote" => self.paper.in_note(false),
            _ => {}
        }
    }

    /// Ends a paragraph: what it is, its properties and its style have said.
    fn close(&mut self) {
        let told = std::mem::take(&mut self.told);
        let style = told.style.as_deref().unwrap_or_default();
        let role = self.styles.role(style);
        let list = told.list.or_else(|| self.styles.list(style)).filter(|list| list != "0");
        if role == Some(Role::Unread) || self.styles.hides(style) {
            self.paper.drop_text();
        } else if let Some(Some(table)) = self.tables.last() {
            let row = if table.row == u16::MAX { 0 } else { table.row };
            self.paper.is(BlockKind::Cell(row, table.column), Some(table.group));
        } else if told.heading || role.is_some() {
            let kind = if let Some(Role::Is(kind)) = role { kind } else { BlockKind::Headline };
            self.paper.end_lists();
            self.paper.is(kind, None);
        } else if let Some(list) = list {
            self.paper.is_item(&list, told.level);
        } else {
            if !self.paper.text().trim().is_empty() {
                self.paper.end_lists();
            }
            self.paper.is(BlockKind::Paragraph, None);
        }
        self.paper.close();
    }
}
