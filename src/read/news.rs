//! NITF and NewsML-G2, as agencies send them: headline, byline, dateline and body, with the date and
//! language that their head tells.

use super::{
    Unread,
    date::iso_date,
    header::take_date,
    remark,
    xml::{Piece, Tag, pieces},
};
use crate::{
    lexicon::Lexicon,
    text::{BlockKind, Header, Prose, ProseBuilder, Span},
};

/// The roots of such documents.
const ROOTS: &[&str] = &["nitf", "newsItem", "newsMessage"];

/// Elements that hold prose: the body of NITF or XHTML, and what `NewsML` says of its content or holds of it.
const READ: &[&str] = &["body", "headline", "inlineXML", "inlineData"];

/// Elements within those that hold none.
const UNREAD: &[&str] = &[
    "head",
    "body.end",
    "media-metadata",
    "media-producer",
    "script",
    "style",
    "pre",
    "code",
    "del",
    "s",
    "object",
    "revision-history",
    "rights",
    "sup",
];

/// Elements that hold blocks, and what those are.
const BLOCKS: &[(&str, BlockKind)] = &[
    ("headline", BlockKind::Headline),
    ("hl1", BlockKind::Headline),
    ("hl2", BlockKind::Headline),
    ("h1", BlockKind::Headline),
    ("h2", BlockKind::Headline),
    ("h3", BlockKind::Headline),
    ("h4", BlockKind::Headline),
    ("p", BlockKind::Paragraph),
    ("abstract", BlockKind::Paragraph),
    ("byline", BlockKind::Paragraph),
    ("dateline", BlockKind::Paragraph),
    ("note", BlockKind::Paragraph),
    ("inlineData", BlockKind::Paragraph),
    ("bq", BlockKind::Quote),
    ("blockquote", BlockKind::Quote),
    ("li", BlockKind::Item),
    ("dt", BlockKind::Item),
    ("dd", BlockKind::Item),
    ("td", BlockKind::Cell(0, 0)),
    ("th", BlockKind::Cell(0, 0)),
    ("media-caption", BlockKind::Caption),
    ("figcaption", BlockKind::Caption),
    ("caption", BlockKind::Caption),
];

/// Elements whose blocks belong together.
const GROUPS: &[&str] = &["ul", "ol", "dl", "table"];

/// Where the publication date stands, the best first: in an attribute of NITF or the text of `NewsML`.
const DATES: &[(&str, Option<&str>)] = &[
    ("date.issue", Some("norm")),
    ("story.date", Some("norm")),
    ("date.release", Some("norm")),
    ("contentCreated", None),
    ("firstCreated", None),
    ("versionCreated", None),
];

/// Whether a text is such a document, and whole.
pub(super) fn sound(file: &str) -> Result<(), Unread> {
    let mut known = None;
    pieces(file.trim_start_matches('\u{feff}'), &[], |piece| {
        if let (Piece::Start(tag), None) = (&piece, known) {
            known = Some(ROOTS.contains(&local(&tag.name)));
        }
        if known == Some(false) {
            Err(Unread::Foreign("XML of another kind than NITF or NewsML-G2"))
        } else {
            Ok(())
        }
    })?;
    if known.is_some() { Ok(()) } else { Err(Unread::Foreign("no XML")) }
}

/// Reads a document.
pub(super) fn read<'a>(file: &'a str, lexicons: &[Lexicon]) -> Prose<'a> {
    let body = file.trim_start_matches('\u{feff}');
    let mut reader =
        Reader { skipped: (file.len() - body.len()) as u32, best: DATES.len(), ..Reader::default() };
    // A text that is not whole was refused before; from batch, what comes before the fault is read.
    let _ = pieces(body, &[], |piece| {
        match piece {
            Piece::Start(tag) => reader.start(&tag),
            Piece::End(name) => reader.end(local(&name)),
            Piece::Text(text, span) => reader.text(&text, span),
            Piece::Comment(span) => {
                for (said, span) in remark::comments(&body[span.range()], reader.place(span).start) {
                    reader.prose.remark(said, span);
                }
            }
        }
        Ok(())
    });
    let mut prose = reader.prose.finish(reader.header);
    take_date(&mut prose, lexicons);
    prose
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |name| name.1)
}

#[derive(Default)]
struct Reader {
    prose: ProseBuilder,
    header: Header,
    /// How many bytes of the file come before the first tag's text.
    skipped: u32,
    /// How many of the elements that hold prose are open.
    reading: u32,
    /// How deep in an element that holds none.
    unread: u32,
    /// The open elements that matter, with what their blocks are.
    within: Vec<(&'static str, BlockKind, u32)>,
    groups: u32,
    row: u16,
    column: u16,
    /// The place among [`DATES`] of the date taken so far, and of the one whose text comes.
    best: usize,
    dating: Option<usize>,
}

impl Reader {
    fn start(&mut self, tag: &Tag<'_>) {
        let name = local(&tag.name);
        if self.unread > 0 {
            self.unread += 1;
            return;
        }
        self.head(name, tag);
        self.reading += u32::from(READ.contains(&name));
        if self.reading == 0 {
            return;
        }
        if UNREAD.contains(&name) && (name != "sup" || self.prose.ends_in_digit()) {
            self.unread = 1;
        } else if name == "br" && self.prose.is_open() {
            self.prose.push("\n", self.place(tag.span));
        } else if name == "tr" {
            (self.row, self.column) = (self.row.wrapping_add(1), 0);
        } else if let Some(&group) = GROUPS.iter().find(|&&group| group == name) {
            self.prose.close();
            self.groups += 1;
            self.row = u16::MAX;
            self.within.push((group, BlockKind::Paragraph, self.groups));
        } else if let Some(&(block, kind)) = BLOCKS.iter().find(|block| block.0 == name) {
            self.prose.close();
            let kind = self.kind(kind, tag);
            let group = self.group();
            self.within.push((block, kind, group));
        }
    }

    /// What the head of the document says of it.
    fn head(&mut self, name: &str, tag: &Tag<'_>) {
        let lang = match name {
            "nitf" | "newsItem" | "body" | "body.content" => tag.value("lang"),
            "language" => tag.value("tag"),
            _ => None,
        };
        let place = self.place(tag.span);
        self.header.lang =
            lang.filter(|lang| !lang.is_empty()).map(|lang| (lang, place)).or(self.header.lang.take());
        if let Some(at) = DATES.iter().position(|date| date.0 == name).filter(|&at| at < self.best) {
            match DATES[at].1 {
                Some(attribute) => self.date(at, &tag.value(attribute).unwrap_or_default(), place),
                None => self.dating = Some(at),
            }
        }
    }

    fn date(&mut self, at: usize, text: &str, place: Span) {
        if let Some((date, _)) = iso_date(&extended(text.trim())) {
            (self.header.date, self.best) = (Some((date, place)), at);
        }
    }

    /// What a block is: a cell knows its place; a paragraph is of what it stands in.
    fn kind(&mut self, kind: BlockKind, tag: &Tag<'_>) -> BlockKind {
        let around = self.within.last().map(|open| open.1).filter(|_| kind == BlockKind::Paragraph);
        let BlockKind::Cell(..) = kind else { return around.unwrap_or(kind) };
        let (row, column) = (if self.row == u16::MAX { 0 } else { self.row }, self.column);
        self.column = column.saturating_add(tag.number("colspan").unwrap_or(1).clamp(1, 100) as u16);
        BlockKind::Cell(row, column)
    }

    fn group(&mut self) -> u32 {
        let around = self.within.iter().rev().take(64).find(|open| GROUPS.contains(&open.0));
        if let Some(group) = around {
            return group.2;
        }
        self.groups += 1;
        self.groups
    }

    fn end(&mut self, name: &str) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        self.dating = None;
        if self.reading > 0 && self.within.pop_if(|open| open.0 == name).is_some() {
            self.prose.close();
        }
        self.reading -= u32::from(READ.contains(&name) && self.reading > 0);
    }

    fn text(&mut self, text: &str, span: Span) {
        let place = self.place(span);
        if let Some(at) = self.dating {
            self.date(at, text, place);
        }
        if self.reading == 0 || self.unread > 0 || self.within.is_empty() {
            return;
        }
        let plain = self.within.last().is_some_and(|open| open.0 == "inlineData")
            && text.len() == span.len() as usize;
        if !plain {
            return self.push(text, place);
        }
        let mut at = place.start;
        for paragraph in text.split_inclusive("\n\n") {
            let end = at + paragraph.len() as u32;
            self.push(paragraph, Span::new(at, end));
            if paragraph.ends_with("\n\n") {
                self.prose.close();
            }
            at = end;
        }
    }

    fn push(&mut self, text: &str, place: Span) {
        if !self.prose.is_open() {
            if text.trim().is_empty() {
                return;
            }
            let (kind, group) = self.within.last().map_or((BlockKind::Paragraph, 0), |open| (open.1, open.2));
            self.prose.open(kind, group);
        }
        self.prose.push(text, place);
    }

    const fn place(&self, span: Span) -> Span {
        Span::new(span.start + self.skipped, span.end + self.skipped)
    }
}

/// A date of the basic form of ISO 8601 in the extended one: `20141208T103000Z` as `2014-12-08`.
fn extended(date: &str) -> String {
    match (date.get(..4), date.get(4..6), date.get(6..8)) {
        (Some(year), Some(month), Some(day)) if date.bytes().take(8).all(|byte| byte.is_ascii_digit()) => {
            format!("{year}-{month}-{day}")
        }
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(file: &str) -> Vec<String> {
        let prose = read(file, &[]);
        let Header { date, lang, .. } = &prose.header;
        let head = [date, lang].map(|told| told.as_ref().map_or("", |told| &told.0).to_owned()).join(" ");
        let blocks = prose.blocks.iter().map(|block| {
            assert!(file.is_char_boundary(prose.source(block.span).start as usize));
            format!("{:?}: {}", block.kind, prose.text[block.span.range()].trim())
        });
        std::iter::once(head).chain(blocks).collect()
    }

    #[test]
    fn nitf_is_read() {
        let file = r#"<?xml version="1.0"?><nitf xml:lang="fr"><head><title>Répété</title><docdata>
<date.issue norm="20141208T103000Z"/></docdata></head><body><body.head><hedline><hl1>Un titre</hl1></hedline>
<byline>Par A. B.</byline><dateline><location>PARIS</location>, <story.date norm="20141207">7 d&#233;c</story.date></dateline></body.head>
<body.content><p>Les <num>1&nbsp;400</num> soldats &amp; autres.</p><media><media-metadata value="3"/><media-caption><p>Une photo.</p></media-caption></media>
<ul><li>un</li></ul><table><tr><td colspan="2">a</td><td>4</td></tr></table></body.content><body.end><tagline>5</tagline></body.end></body></nitf>"#;
        sound(file).expect("sound");
        assert_eq!(
            told(file),
            [
                "2014-12-08 fr",
                "Headline: Un titre",
                "Paragraph: Par A. B.",
                "Paragraph: PARIS, 7 déc",
                "Paragraph: Les 1\u{a0}400 soldats & autres.",
                "Caption: Une photo.",
                "Item: un",
                "Cell(0, 0): a",
                "Cell(0, 2): 4",
            ]
        );
    }

    #[test]
    fn newsml_is_read() {
        let file = r#"<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem xml:lang="en-GB"><itemMeta>
<versionCreated>2014-12-09T08:00:00Z</versionCreated></itemMeta><contentMeta><contentCreated>2014-12-08T10:30:00Z</contentCreated>
<headline>A title</headline><by>A. B.</by><subject><name>war 7</name></subject></contentMeta><contentSet>
<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Again</title></head><body><p>The 1,400 men<br/>left.</p></body></html></inlineXML>
<inlineData>One line.

Another.</inlineData></contentSet></newsItem></itemSet></newsMessage>"#;
        sound(file).expect("sound");
        assert_eq!(
            told(file),
            [
                "2014-12-08 en-GB",
                "Headline: A title",
                "Paragraph: The 1,400 men\nleft.",
                "Paragraph: One line.",
                "Paragraph: Another.",
            ]
        );
    }

    #[test]
    fn other_xml_and_torn_xml_are_refused() {
        let refused = |file: &str| sound(file).map_err(|unread| unread.to_string());
        assert_eq!(refused("<rss/>"), Err("it is XML of another kind than NITF or NewsML-G2".into()));
        assert_eq!(refused("Des mots."), Err("it is no XML".into()));
        assert_eq!(
            refused("<nitf>\n<body>"),
            Err("it is no sound XML: line 2: it ends within an element".into())
        );
        assert!(refused("<nitf>\n<body></p></nitf>").is_err_and(|told| told.contains("line 2")));
        assert_eq!(
            refused(&format!("<nitf>{}{}</nitf>", "<p>".repeat(100_000), "</p>".repeat(100_000))),
            Ok(())
        );
    }
}
