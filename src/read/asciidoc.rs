//! `AsciiDoc`: its prose without listings, comments, macros and attribute entries. Nothing is included from
//! other files, and attributes are not resolved: they stand as objects.

mod inline;
mod table;

use super::{date::iso_date, header::take_date, remark};
use crate::{
    lexicon::Lexicon,
    text::{BlockKind, Header, Prose, ProseBuilder, Span},
};

/// What opens and closes a block that is no prose.
const UNREAD: &[&str] = &["----", "....", "++++", "////", "```", ",===", ":===", "!==="];

/// What opens and closes a block of prose.
const HOLDERS: &[&str] = &["====", "****", "--"];

/// What stands before a paragraph that is set off.
const LABELS: &[&str] = &["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "];

/// Attributes of the head that give the publication date.
const DATES: &[&str] = &["revdate", "date", "docdate", "page-date"];

/// Styles of a block that make it no prose.
const STYLES: &[&str] =
    &["source", "listing", "literal", "stem", "latexmath", "asciimath", "pass", "comment"];

/// Reads `AsciiDoc`.
pub(super) fn read<'a>(file: &'a str, lexicons: &[Lexicon]) -> Prose<'a> {
    let mut reader = Reader { file, in_head: true, ..Reader::default() };
    let mut at = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while at < file.len() {
        let end = memchr::memchr(b'\n', &file.as_bytes()[at..]).map_or(file.len(), |line| at + line);
        reader.line(Span::new(at as u32, end as u32));
        at = end + 1;
    }
    reader.end_table(file.len() as u32);
    reader.end_block();
    let mut prose = reader.prose.finish(reader.header);
    take_date(&mut prose, lexicons);
    prose
}

/// A block being gathered, line by line.
struct Open {
    kind: BlockKind,
    group: u32,
    span: Span,
}

#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of the line above")]
struct Reader<'a> {
    file: &'a str,
    prose: ProseBuilder,
    header: Header,
    open: Option<Open>,
    groups: u32,
    /// Whether only the title, its author and attributes were met so far.
    in_head: bool,
    titled: bool,
    /// The delimiter of the block at hand that is not read.
    unread: Option<&'a str>,
    /// Whether the paragraph at hand is not read.
    literal: bool,
    in_quote: bool,
    /// Where the cells of the table at hand begin, and its `cols`.
    table: Option<(u32, Option<usize>)>,
    /// The open lists: their marks and groups.
    lists: Vec<(&'a str, u32)>,
    /// What the block attributes just above say.
    style: Option<&'a str>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, span: Span) {
        let line = self.file[span.range()].trim_end();
        if let Some(delimiter) = self.unread {
            if line == delimiter {
                self.unread = None;
            }
            return;
        }
        if self.table.is_some() {
            if line == "|===" {
                self.end_table(span.start);
            }
            return;
        }
        if let Some(said) = remark::line(line).filter(|_| line.starts_with("//")) {
            self.prose.remark(said.to_owned(), Span::new(span.start, span.start + line.len() as u32));
        }
        if line.is_empty() {
            self.end_block();
            self.in_head &= !self.titled;
            self.literal = false;
        } else if (self.open.is_none() && self.opens(line, span)) || self.literal {
            // It is done, or no prose.
        } else if Self::is_delimiter(line) {
            self.end_block();
            self.opens(line, span);
        } else if line.starts_with("//") {
            // A comment.
        } else if let Some((mark, text)) = item(line) {
            self.item(
                mark,
                Span::new(span.start + (line.len() - text.len()) as u32, span.start + line.len() as u32),
            );
        } else if line == "+" {
            self.end_block();
        } else {
            self.go_on(line, span);
        }
    }

    fn is_delimiter(line: &str) -> bool {
        let known = |delimiters: &[&str]| delimiters.iter().any(|delimiter| is_fence(line, delimiter));
        line == "|===" || known(UNREAD) || known(HOLDERS) || is_fence(line, "____")
    }

    /// Whether a line at the start of a block is more than its text, and what it then does.
    fn opens(&mut self, line: &'a str, span: Span) -> bool {
        if self.in_head && self.head(line, span) {
            return true;
        }
        self.in_head = false;
        if line == "|===" {
            let style = self.style.take();
            self.table = Some(((span.end + 1).min(self.file.len() as u32), style.and_then(table::columns)));
        } else if UNREAD.iter().any(|delimiter| is_fence(line, delimiter)) {
            self.style = None;
            self.unread = Some(if line.starts_with("```") { "```" } else { line });
        } else if is_fence(line, "____") {
            self.style = None;
            self.in_quote = !self.in_quote;
        } else if HOLDERS.iter().any(|delimiter| is_fence(line, delimiter)) {
            if self.style.take().is_some_and(is_unread) {
                self.unread = Some(line);
            }
        } else if line.starts_with('[') && line.ends_with(']') && !line.starts_with("[[") {
            self.style = Some(&line[1..line.len() - 1]);
        } else if is_nothing(line) {
        } else if let Some(title) = heading(line) {
            self.lists.clear();
            let start = span.start + (line.len() - title.len()) as u32;
            self.begin(BlockKind::Headline, Span::new(start, span.start + line.len() as u32));
            self.end_block();
        } else if line.starts_with('.') && line[1..].starts_with(|c: char| !c.is_whitespace() && c != '.') {
            self.begin(BlockKind::Caption, Span::new(span.start + 1, span.start + line.len() as u32));
            self.end_block();
        } else if line.starts_with([' ', '\t']) && item(line).is_none() && self.lists.is_empty() {
            self.literal = true;
        } else if self.style.is_some_and(is_unread) {
            (self.style, self.literal) = (None, true);
        } else {
            return false;
        }
        true
    }

    /// The title, attributes, author and revision at the head of a document.
    fn head(&mut self, line: &'a str, span: Span) -> bool {
        if let Some(title) = line.strip_prefix("= ").filter(|_| !self.titled) {
            self.titled = true;
            self.begin(BlockKind::Headline, Span::new(span.start + 2, span.start + 2 + title.len() as u32));
            self.end_block();
            return true;
        }
        let attribute = line.strip_prefix(':').and_then(|rest| rest.split_once(':'));
        if let Some((key, value)) = attribute {
            let value = value.trim();
            if DATES.contains(&key) {
                self.header.date = iso_date(value).map(|date| (date.0, span)).or(self.header.date.take());
            } else if key == "lang" && !value.is_empty() {
                self.header.lang = Some((value.to_owned(), span));
            }
            return true;
        }
        if self.titled {
            // The author's line, or the revision's: `v1.0, 2014-12-08`.
            let dated = line.rsplit(", ").find_map(|part| iso_date(part.trim().trim_end_matches(':')));
            self.header.date = self.header.date.take().or_else(|| dated.map(|date| (date.0, span)));
        }
        self.titled || line.starts_with("//")
    }

    fn item(&mut self, mark: &'a str, text: Span) {
        self.end_block();
        let group = if let Some(at) = self.lists.iter().position(|open| open.0 == mark) {
            self.lists.truncate(at + 1);
            self.lists[at].1
        } else {
            self.groups += 1;
            self.lists.push((mark, self.groups));
            self.groups
        };
        self.style = None;
        self.open = Some(Open { kind: BlockKind::Item, group, span: text });
    }

    fn begin(&mut self, kind: BlockKind, span: Span) {
        self.groups += 1;
        self.open = Some(Open { kind, group: self.groups, span });
    }

    /// Adds a line to the block at hand, or begins a paragraph with it.
    fn go_on(&mut self, line: &str, span: Span) {
        let end = span.start + line.len() as u32;
        if let Some(open) = &mut self.open {
            open.span.end = end;
            return;
        }
        let label = LABELS.iter().find(|label| line.starts_with(**label)).map_or(0, |label| label.len());
        let quoted = self.in_quote || self.style.take().is_some_and(|style| style.starts_with("quote"));
        self.lists.clear();
        let kind = if quoted { BlockKind::Quote } else { BlockKind::Paragraph };
        self.begin(kind, Span::new(span.start + label as u32, end));
    }

    fn end_block(&mut self) {
        let Some(Open { kind, group, span }) = self.open.take() else { return };
        self.prose.open(kind, group);
        let notes = inline::push(&mut self.prose, self.file, span);
        self.prose.close();
        for note in notes {
            self.groups += 1;
            self.prose.open(BlockKind::Paragraph, self.groups);
            inline::push(&mut self.prose, self.file, note);
            self.prose.close();
        }
    }

    fn end_table(&mut self, end: u32) {
        let Some((start, columns)) = self.table.take() else { return };
        self.groups += 1;
        self.lists.clear();
        for (kind, span) in table::cells(self.file, Span::new(start.min(end), end), columns) {
            self.prose.open(kind, self.groups);
            inline::push(&mut self.prose, self.file, span);
            self.prose.close();
        }
    }
}

/// Whether a line is a delimiter: the one given, or a longer one of the same character.
fn is_fence(line: &str, delimiter: &str) -> bool {
    line.starts_with(delimiter)
        && (line.len() == delimiter.len()
            || delimiter == "```"
            || (delimiter.len() == 4 && line.bytes().all(|byte| byte == delimiter.as_bytes()[0])))
}

/// Whether the attributes of a block make it no prose.
fn is_unread(style: &str) -> bool {
    let name = style.split([',', '.', '#', '%']).next().unwrap_or_default();
    STYLES.contains(&name)
}

/// Lines that say nothing: anchors, rules, page breaks, block macros, attribute entries.
fn is_nothing(line: &str) -> bool {
    let word = line.split("::").next().unwrap_or_default();
    let block_macro = line.contains("::") && line.ends_with(']') && !word.contains(char::is_whitespace);
    line.starts_with("[[")
        || matches!(line, "'''" | "<<<" | "---" | "***")
        || block_macro
        || (line.starts_with(':') && line[1..].contains(':') && !line.starts_with(": "))
}

/// The text of a heading.
fn heading(line: &str) -> Option<&str> {
    let marks = line.bytes().take_while(|&byte| byte == b'=').count();
    let marks = if marks == 0 { line.bytes().take_while(|&byte| byte == b'#').count() } else { marks };
    let text = line.get(marks..)?.strip_prefix(' ')?;
    (1..=6).contains(&marks).then_some(text.trim_start())
}

/// The mark of a list's item, and its text: `* un`, `.. deux`, `1. trois`, `mot:: quatre`.
fn item(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let (mark, text) = line.split_once(' ').unwrap_or((line, ""));
    let all = |byte: u8| !mark.is_empty() && mark.len() <= 5 && mark.bytes().all(|other| other == byte);
    let number = mark.strip_suffix('.').is_some_and(|number| {
        !number.is_empty() && number.len() < 4 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let callout = mark.len() < 6 && mark.starts_with('<') && mark.ends_with('>');
    if text.trim().is_empty() {
        return None;
    }
    if all(b'*') || all(b'.') || mark == "-" || mark == "•" {
        return Some((mark, text.trim_start()));
    }
    if number || callout {
        return Some(("1.", text.trim_start()));
    }
    let (_, text) = line.split_once(":: ")?;
    Some(("::", text.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(file: &str) -> Vec<String> {
        let prose = read(file, &[]);
        let blocks = prose.blocks.iter().map(|block| {
            format!("{:?} {}: {}", block.kind, block.group, prose.text[block.span.range()].trim())
        });
        blocks.collect()
    }

    #[test]
    fn only_prose_is_read() {
        let file = "= Un titre\nAnne Beau <a@b.fr>\nv1.2, 2014-12-08\n:lang: fr\n:toc:\n\n// 3\nDes *1.400* `600` {nb} mots\net https://a.b/2014[un lien] <<s,ici>>.footnote:[Une note.]\n\n.Une légende\nimage::a.png[4]\n\n[source,rust]\n----\n5\n----\n\n== Partie\n\nNOTE: Attention.\n\n[quote, A. B.]\nCité.\n\n____\nCité aussi.\n____\n\n 6 littéral\n\n* un\n** deux\nsuite\n* trois\n\nFin 2 * 3 m^2^.\n";
        assert_eq!(
            told(file),
            [
                "Headline 1: Un titre",
                "Paragraph 2: Des 1.400 \u{fffc} \u{fffc} mots\net un lien ici.",
                "Paragraph 3: Une note.",
                "Caption 4: Une légende",
                "Headline 5: Partie",
                "Paragraph 6: Attention.",
                "Quote 7: Cité.",
                "Quote 8: Cité aussi.",
                "Item 9: un",
                "Item 10: deux\nsuite",
                "Item 9: trois",
                "Paragraph 11: Fin 2 * 3 m.",
            ]
        );
        let header = read(file, &[]).header;
        assert_eq!(header.date.map(|date| date.0).as_deref(), Some("2014-12-08"));
        assert_eq!(header.lang.map(|lang| lang.0).as_deref(), Some("fr"));
    }

    #[test]
    fn tables_keep_their_shape() {
        let file = "[cols=\"2,1*\",options=header]\n|===\n|Ville |Morts\n\n|Paris\n|10\n2+|Total *10*\n|===\n\nFin.\n";
        assert_eq!(
            told(file),
            [
                "Cell(0, 0) 1: Ville",
                "Cell(0, 1) 1: Morts",
                "Cell(1, 0) 1: Paris",
                "Cell(1, 1) 1: 10",
                "Cell(2, 0) 1: Total 10",
                "Paragraph 2: Fin.",
            ]
        );
    }

    #[test]
    fn places_are_those_of_the_file() {
        let file = "\u{feff}Des **1.400** soldats";
        let prose = read(file, &[]);
        let at = prose.text.find("1.400").expect("there") as u32;
        assert_eq!(&file[prose.source(Span::new(at, at + 5)).range()], "1.400");
    }
}
