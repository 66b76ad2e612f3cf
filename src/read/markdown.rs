//! Markdown: its prose without code, link targets, raw HTML and front matter.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{allowed, front, header::take_date, remark};
use crate::{
    lexicon::Lexicon,
    text::{BlockKind, Header, Prose, ProseBuilder, Span},
};

/// What stands for code and pictures inside a sentence, so that words beside them do not join.
const OBJECT: &str = "\u{fffc}";

/// Reads Markdown (GFM tables, footnotes, task lists; front matter in YAML or TOML).
pub(super) fn read<'a>(file: &'a str, lexicons: &[Lexicon]) -> Prose<'a> {
    let mut reader = Reader { file, lexicons, ..Reader::default() };
    let skip = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for (event, range) in Parser::new_ext(&file[skip..], options()).into_offset_iter() {
        reader.event(event, Span::new((range.start + skip) as u32, (range.end + skip) as u32));
    }
    let mut prose = reader.prose.finish(reader.header);
    take_date(&mut prose, lexicons);
    prose
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

#[derive(Default)]
struct Reader<'a> {
    file: &'a str,
    lexicons: &'a [Lexicon],
    prose: ProseBuilder,
    header: Header,
    /// What the text at hand is in, outermost first: its kind and group.
    within: Vec<(BlockKind, u32)>,
    groups: u32,
    /// How deep in things that are no prose.
    unread: u32,
    /// The front matter at hand, as far as it is read.
    front: Option<Span>,
    row: u16,
    column: u16,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.front.is_some() => {
                self.front = self.front.map(|front| Span::new(front.start.min(span.start), span.end));
            }
            Event::Text(text) => self.push(&text, span),
            Event::SoftBreak | Event::HardBreak => self.push("\n", span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.push(OBJECT, span),
            Event::InlineHtml(tag) if breaks_line(&tag) => self.push("\n", span),
            Event::InlineHtml(_) => self.remarks(span),
            Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::Rule => {}
        }
    }

    /// Takes what front matter says; its title is the headline of the text.
    fn front_matter(&mut self, span: Span) {
        let front = &self.file[span.range()];
        self.header = front::header(front, span.start, self.lexicons);
        for (text, span) in allowed::remarks(front, span.start) {
            self.prose.head_remark(text, span);
        }
        if let Some((title, place)) = self.header.title.clone() {
            self.enter(BlockKind::Headline);
            self.prose.push(&title, place);
            self.prose.close();
            self.within.pop();
        }
    }

    /// Takes the comments to addsup in a stretch of raw HTML.
    fn remarks(&mut self, span: Span) {
        for (text, span) in remark::comments(&self.file[span.range()], span.start) {
            self.prose.remark(text, span);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { .. } => self.enter(BlockKind::Headline),
            Tag::Paragraph | Tag::Item => self.open(),
            Tag::BlockQuote(_) => self.enter(BlockKind::Quote),
            Tag::List(_) | Tag::Table(_) => {
                self.prose.close();
                self.groups += 1;
                self.row = 0;
                self.within.push((BlockKind::Item, self.groups));
            }
            Tag::TableHead | Tag::TableRow => self.column = 0,
            Tag::TableCell => {
                let group = self.group();
                self.prose.open(BlockKind::Cell(self.row, self.column), group);
            }
            Tag::MetadataBlock(_) => self.front = Some(Span::new(u32::MAX, u32::MAX)),
            Tag::Image { .. } => {
                self.push(OBJECT, span);
                self.unread += 1;
            }
            Tag::HtmlBlock => {
                self.remarks(span);
                self.unread += 1;
            }
            Tag::CodeBlock(_) | Tag::Strikethrough => self.unread += 1,
            Tag::FootnoteDefinition(_) => self.enter(BlockKind::Paragraph),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Table
            | TagEnd::FootnoteDefinition => {
                self.prose.close();
                self.within.pop();
            }
            TagEnd::Paragraph | TagEnd::Item => self.prose.close(),
            TagEnd::TableHead | TagEnd::TableRow => self.row = self.row.saturating_add(1),
            TagEnd::TableCell => {
                self.prose.close();
                self.column = self.column.saturating_add(1);
            }
            TagEnd::MetadataBlock(_) => {
                if let Some(span) = self.front.take().filter(|span| span.start < span.end) {
                    self.front_matter(span);
                }
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Strikethrough | TagEnd::Image => {
                self.unread = self.unread.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// Goes into something whose blocks are of a kind.
    fn enter(&mut self, kind: BlockKind) {
        self.groups += 1;
        self.within.push((kind, self.groups));
        self.open();
    }

    /// Opens a block of the kind that is at hand.
    fn open(&mut self) {
        let group = self.group();
        let kind = self.within.last().map_or(BlockKind::Paragraph, |within| within.0);
        self.prose.open(kind, group);
    }

    /// The group of what is at hand; a paragraph of its own has a new one.
    fn group(&mut self) -> u32 {
        if let Some(within) = self.within.last() {
            return within.1;
        }
        self.groups += 1;
        self.groups
    }

    fn push(&mut self, text: &str, span: Span) {
        if self.unread > 0 {
            return;
        }
        if !self.prose.is_open() {
            self.open();
        }
        self.prose.push(text, span);
    }
}

/// Whether a piece of raw HTML is a line break.
fn breaks_line(tag: &str) -> bool {
    tag.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("<br"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(file: &str) -> Vec<(BlockKind, String)> {
        let prose = read(file, &[]);
        prose.blocks.iter().map(|block| (block.kind, prose.text[block.span.range()].into())).collect()
    }

    #[test]
    fn only_prose_is_read() {
        let file = "# Un titre\n\nDes [mots](https://a.b/2014) et `600`\nautres <!-- 3 -->.\n\n```\n4\n```\n\n> cité\n\n<div>5</div>\n";
        assert_eq!(
            blocks(file),
            [
                (BlockKind::Headline, "Un titre".into()),
                (BlockKind::Paragraph, "Des mots et \u{fffc}\nautres .".into()),
                (BlockKind::Quote, "cité".into()),
            ]
        );
    }

    #[test]
    fn lists_and_tables_keep_their_shape() {
        let file = "- un\n  - deux\n- trois\n\n| a | b |\n|---|--:|\n| c | 4 |\n";
        let prose = read(file, &[]);
        let shape: Vec<_> = prose
            .blocks
            .iter()
            .map(|block| (block.kind, block.group, &prose.text[block.span.range()]))
            .collect();
        assert_eq!(
            shape,
            [
                (BlockKind::Item, 1, "un"),
                (BlockKind::Item, 2, "deux"),
                (BlockKind::Item, 1, "trois"),
                (BlockKind::Cell(0, 0), 3, "a"),
                (BlockKind::Cell(0, 1), 3, "b"),
                (BlockKind::Cell(1, 0), 3, "c"),
                (BlockKind::Cell(1, 1), 3, "4"),
            ]
        );
    }

    #[test]
    fn front_matter_reads_whole_whatever_ends_its_lines() {
        let engine = crate::engine::Engine::with_rules(&[]).expect("the rules of the house load");
        let file = "---\ntitle: Un titre\ndate: 2014-12-08\nlang: fr\nauthor: X\n---\n\nDu texte.\n";
        for file in [file.to_owned(), file.replace('\n', "\r\n")] {
            let prose = read(&file, engine.lexicons());
            let Header { date, lang, title } = &prose.header;
            let read = [date, lang, title].map(|read| read.as_ref().map_or("", |read| &read.0));
            assert_eq!(read, ["2014-12-08", "fr", "Un titre"], "{file:?}");
        }
    }

    #[test]
    fn an_entity_maps_to_its_bytes() {
        let file = "Les 1&nbsp;400 soldats";
        let prose = read(file, &[]);
        let at = prose.text.find("400").expect("there") as u32;
        assert_eq!(&file[prose.source(Span::new(at - 3, at + 3)).range()], "1&nbsp;400");
    }
}
