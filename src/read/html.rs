//! HTML: its prose, with entities decoded in place; scripts, code, forms and navigation are left out.

use html5gum::{DefaultEmitter, EndTag, HtmlString, StartTag, Token, Tokenizer};

use super::{date::iso_date, header::take_date, remark};
use crate::{
    lexicon::Lexicon,
    text::{BlockKind, Header, Prose, ProseBuilder, Span},
};

/// Elements that hold blocks of prose, and what those are.
const BLOCKS: &[(&str, BlockKind)] = &[
    ("title", BlockKind::Headline),
    ("h1", BlockKind::Headline),
    ("h2", BlockKind::Headline),
    ("h3", BlockKind::Headline),
    ("h4", BlockKind::Headline),
    ("h5", BlockKind::Headline),
    ("h6", BlockKind::Headline),
    ("li", BlockKind::Item),
    ("dt", BlockKind::Item),
    ("dd", BlockKind::Item),
    ("td", BlockKind::Cell(0, 0)),
    ("th", BlockKind::Cell(0, 0)),
    ("blockquote", BlockKind::Quote),
    ("figcaption", BlockKind::Caption),
    ("caption", BlockKind::Caption),
];

/// Elements whose blocks belong together.
const GROUPS: &[&str] = &["ul", "ol", "dl", "table"];

/// Elements that begin a new block without saying what it is.
const BREAKS: &[&str] = &[
    "address", "article", "aside", "body", "div", "figure", "footer", "form", "head", "header", "hr", "html",
    "main", "p", "section", "summary", "details", "tbody", "thead", "tfoot", "tr",
];

/// Elements that hold no prose.
const UNREAD: &[&str] = &[
    "button", "canvas", "code", "del", "kbd", "math", "nav", "noscript", "object", "pre", "s", "samp",
    "script", "select", "strike", "style", "svg", "template", "textarea", "var",
];

/// Properties of `<meta>` that hold the publication date.
const DATES: &[&str] = &["article:published_time", "date", "datepublished", "dc.date", "pubdate"];

/// What stands for an element that is not read, so that the words beside it do not join.
const OBJECT: &str = "\u{fffc}";

/// How far out an end tag is looked for: deeper nesting is no prose.
const DEPTH: usize = 64;

/// How many open elements are remembered.
const DEEPEST: usize = 10_000;

/// Reads HTML, well-formed or not.
pub(super) fn read<'a>(file: &'a str, lexicons: &[Lexicon]) -> Prose<'a> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader { file, ..Reader::default() };
    for Ok(token) in Tokenizer::new_with_emitter(file, emitter) {
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&tag),
            Token::String(text) => reader.text(Span::new(text.span.start as u32, text.span.end as u32)),
            Token::Comment(comment) => {
                reader.comment(Span::new(comment.span.start as u32, comment.span.end as u32));
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    let mut prose = reader.prose.finish(reader.header);
    take_date(&mut prose, lexicons);
    prose
}

#[derive(Default)]
struct Reader<'a> {
    file: &'a str,
    prose: ProseBuilder,
    header: Header,
    /// The open elements that matter: name, kind of their blocks, group.
    within: Vec<(&'static str, BlockKind, u32)>,
    groups: u32,
    /// The element at hand that is not read, and how often it is open.
    unread: Option<(&'static str, u32)>,
    row: u16,
    column: u16,
    /// By column: how many rows more a cell above reaches down.
    taken: Vec<u16>,
}

/// How many columns or rows a cell may span at most.
const SPANNED: u16 = 100;

impl Reader<'_> {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name = name(&tag.name);
        if let Some((unread, depth)) = &mut self.unread {
            *depth += u32::from(*unread == name);
            return;
        }
        match name {
            "html" => self.header.lang = self.header.lang.take().or_else(|| attribute(tag, "lang")),
            "meta" => self.meta(tag),
            "br" if self.prose.is_open() => {
                self.prose.push("\n", Span::new(tag.span.start as u32, tag.span.end as u32));
            }
            "tr" => self.next_row(),
            _ => {}
        }
        if name == "sup" && self.prose.ends_in_digit() {
            self.leave_out("sup", tag);
        } else if let Some(&unread) = UNREAD.iter().find(|&&unread| unread == name) {
            self.leave_out(unread, tag);
        } else if let Some(&group) = GROUPS.iter().find(|&&group| group == name) {
            self.prose.close();
            self.groups += 1;
            self.row = u16::MAX;
            self.taken.clear();
            if self.within.len() < DEEPEST {
                self.within.push((group, BlockKind::Paragraph, self.groups));
            }
        } else if let Some(&(block, kind)) = BLOCKS.iter().find(|block| block.0 == name) {
            self.prose.close();
            let kind = if matches!(kind, BlockKind::Cell(..)) { self.cell(tag) } else { kind };
            let group = self.group();
            self.within.pop_if(|open| open.0 == block);
            if self.within.len() < DEEPEST {
                self.within.push((block, kind, group));
            }
        } else if BREAKS.contains(&name) {
            self.prose.close();
        }
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = name(&tag.name);
        if let Some((unread, depth)) = &mut self.unread {
            *depth -= u32::from(*unread == name);
            if *depth == 0 {
                self.unread = None;
            }
            return;
        }
        if let Some(at) = self.within.iter().rev().take(DEPTH).position(|open| open.0 == name) {
            self.prose.close();
            self.within.truncate(self.within.len() - 1 - at);
        } else if BREAKS.contains(&name) {
            self.prose.close();
        }
    }

    /// Takes a comment to addsup.
    fn comment(&mut self, span: Span) {
        let raw = self.file.get(span.range()).unwrap_or_default();
        for (text, span) in remark::comments(raw, span.start) {
            self.prose.remark(text, span);
        }
    }

    fn leave_out(&mut self, name: &'static str, tag: &StartTag<usize>) {
        if self.prose.is_open() {
            self.prose.push(OBJECT, Span::new(tag.span.start as u32, tag.span.end as u32));
        }
        if !tag.self_closing {
            self.unread = Some((name, 1));
        }
    }

    /// Goes to the next row; cells that reach down past the end of this one were not met yet.
    fn next_row(&mut self) {
        let met = usize::from(self.column).min(self.taken.len());
        self.taken[met..].iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        (self.row, self.column) = (self.row.wrapping_add(1), 0);
    }

    /// The next cell of the row; the first row of a table is row 0.
    fn cell(&mut self, tag: &StartTag<usize>) -> BlockKind {
        let reach = |name: &str| {
            let reach = attribute(tag, name).and_then(|value| value.0.trim().parse().ok());
            reach.unwrap_or(1_u16).clamp(1, SPANNED)
        };
        while self.taken.get(usize::from(self.column)).is_some_and(|&rows| rows > 0) {
            self.taken[usize::from(self.column)] -= 1;
            self.column = self.column.saturating_add(1);
        }
        let row = if self.row == u16::MAX { 0 } else { self.row };
        let cell = BlockKind::Cell(row, self.column);
        let (from, to) =
            (usize::from(self.column), usize::from(self.column.saturating_add(reach("colspan"))));
        let down = reach("rowspan") - 1;
        if down > 0 || self.taken.len() > from {
            self.taken.resize(self.taken.len().max(to), 0);
            self.taken[from..to].fill(down);
        }
        self.column = to as u16;
        cell
    }

    fn group(&mut self) -> u32 {
        let grouped = self.within.iter().rev().take(DEPTH).find(|open| GROUPS.contains(&open.0));
        if let Some(group) = grouped {
            return group.2;
        }
        self.groups += 1;
        self.groups
    }

    fn meta(&mut self, tag: &StartTag<usize>) {
        let property = attribute(tag, "property").or_else(|| attribute(tag, "name"));
        let dated = property.is_some_and(|(property, _)| DATES.contains(&property.to_lowercase().as_str()));
        if let Some((content, place)) =
            attribute(tag, "content").filter(|_| dated && self.header.date.is_none())
        {
            self.header.date = iso_date(content.trim()).map(|(date, _)| (date, place));
        }
    }

    /// A stretch of text between tags, piece by piece: as it stands, and entity by entity.
    fn text(&mut self, span: Span) {
        let Some(raw) = self.file.get(span.range()).filter(|_| self.unread.is_none()) else { return };
        if !self.prose.is_open() {
            if raw.trim().is_empty() {
                return;
            }
            let kind = self.within.last().map_or(BlockKind::Paragraph, |open| open.1);
            let group = self.group();
            self.prose.open(kind, group);
        }
        let mut at = 0;
        while at < raw.len() {
            let length = if raw[at..].starts_with('&') {
                entity_length(&raw[at..])
            } else {
                raw[at..].find('&').unwrap_or(raw.len() - at)
            };
            let place = Span::new(span.start + at as u32, span.start + (at + length) as u32);
            let piece = &raw[at..at + length];
            self.prose.push(&if piece.starts_with('&') { decoded(piece) } else { piece.into() }, place);
            at += length;
        }
    }
}

/// The name of a tag; nothing for one that is not ASCII.
fn name(name: &HtmlString) -> &str {
    std::str::from_utf8(name).unwrap_or_default()
}

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<(String, Span)> {
    let value = tag.attributes.get(name.as_bytes())?;
    let text = std::str::from_utf8(value).ok().filter(|text| !text.is_empty())?;
    Some((text.to_owned(), Span::new(tag.span.start as u32, tag.span.end as u32)))
}

/// How many bytes an entity takes at most, with its semicolon: the longest name has 33.
fn entity_length(text: &str) -> usize {
    let named = |c: &char| c.is_ascii_alphanumeric() || *c == '#';
    let name = 1 + text[1..].chars().take(40).take_while(named).count();
    if text[name..].starts_with(';') { name + 1 } else { name }
}

/// What an entity stands for; itself when it is none.
pub(super) fn decoded(entity: &str) -> std::borrow::Cow<'_, str> {
    let mut text = Vec::new();
    for Ok(token) in Tokenizer::new(entity) {
        if let Token::String(piece) = token {
            text.extend_from_slice(&piece);
        }
    }
    String::from_utf8(text).map_or(entity.into(), Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(file: &str) -> Vec<(BlockKind, String)> {
        let prose = read(file, &[]);
        prose.blocks.iter().map(|block| (block.kind, prose.text[block.span.range()].into())).collect()
    }

    #[test]
    fn entities_are_decoded_and_mapped() {
        let file = "<p>1&nbsp;400&#160;soldats &amp; 600&euro;</p>";
        let prose = read(file, &[]);
        assert_eq!(prose.text.trim_end(), "1\u{a0}400\u{a0}soldats & 600€");
        let euro = prose.text.find('€').expect("there") as u32;
        let place = prose.source(Span::new(euro, euro + 3));
        assert_eq!(&file[place.range()], "&euro;");
    }

    #[test]
    fn only_prose_is_read() {
        assert_eq!(
            blocks(
                "<title>Un</title><script>3 < 4</script><ul><li>deux<li>trois</ul><p>qu<b>atre</b><br>cinq<code>6</code>"
            ),
            [
                (BlockKind::Headline, "Un".into()),
                (BlockKind::Item, "deux".into()),
                (BlockKind::Item, "trois".into()),
                (BlockKind::Paragraph, "quatre\ncinq\u{fffc}".into()),
            ]
        );
    }

    #[test]
    fn cells_know_their_row_and_column() {
        let kinds: Vec<BlockKind> =
            blocks("<table><tr><th>a<th>b<tr><td>1<td>2</table>").into_iter().map(|block| block.0).collect();
        assert_eq!(
            kinds,
            [BlockKind::Cell(0, 0), BlockKind::Cell(0, 1), BlockKind::Cell(1, 0), BlockKind::Cell(1, 1)]
        );
    }
}
