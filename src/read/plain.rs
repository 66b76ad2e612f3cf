//! Plain text: paragraphs between blank lines, nothing copied.

use memchr::memchr;

use super::{header::take_date, remark};
use crate::{
    lexicon::Lexicon,
    text::{Block, BlockKind, Header, Prose, ProseBuilder, Span},
};

/// How long a first paragraph may be to count as a headline, in bytes.
const HEADLINE: u32 = 160;

/// Reads plain text. Hard-wrapped lines belong to one paragraph; a first short paragraph without a
/// final stop is the headline, where a longer one or one with a final stop comes after it.
pub(super) fn read<'a>(file: &'a str, lexicons: &[Lexicon]) -> Prose<'a> {
    let mut prose = match memchr::memmem::find(file.as_bytes(), b"addsup") {
        Some(_) => remarked(file),
        None => Prose::verbatim(file, paragraphs(file), Header::default()),
    };
    take_date(&mut prose, lexicons);
    if is_headline(&prose) {
        prose.blocks[0].kind = BlockKind::Headline;
    }
    prose
}

/// A text with lines that speak to addsup: those are left out of its paragraphs.
fn remarked(file: &str) -> Prose<'_> {
    let mut prose = ProseBuilder::default();
    for (group, block) in paragraphs(file).into_iter().enumerate() {
        let mut at = block.span.start;
        let lines = file[block.span.range()].split_inclusive('\n').map(|line| {
            let start = at;
            at += line.len() as u32;
            (start, line, remark::line(line))
        });
        let lines: Vec<_> = lines.collect();
        let last = lines.iter().rposition(|line| line.2.is_none());
        for (place, (start, line, said)) in lines.into_iter().enumerate() {
            let bare = line.trim_end();
            let span = |line: &str| Span::new(start, start + line.len() as u32);
            if let Some(said) = said {
                prose.remark(said.to_owned(), span(bare));
                continue;
            }
            if !prose.is_open() {
                prose.open(BlockKind::Paragraph, group as u32);
            }
            let line = if last == Some(place) { bare } else { line };
            prose.push(line, span(line));
        }
        prose.close();
    }
    prose.finish(Header::default())
}

fn paragraphs(file: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while at < file.len() {
        let end = memchr(b'\n', &file.as_bytes()[at..]).map_or(file.len(), |line| at + line);
        let line = &file[at..end];
        if line.trim_ascii().is_empty() || line.trim().is_empty() {
            close(&mut blocks, &mut open);
        } else {
            let span = Span::new(at as u32, (at + line.trim_end().len()) as u32);
            open = Some(open.map_or(span, |begun| begun.join(span)));
        }
        at = end + 1;
    }
    close(&mut blocks, &mut open);
    blocks
}

fn close(blocks: &mut Vec<Block>, open: &mut Option<Span>) {
    let group = blocks.len() as u32;
    blocks.extend(open.take().map(|span| Block { kind: BlockKind::Paragraph, span, group, tongue: None }));
}

/// Whether a first paragraph is the headline, by its look.
pub(super) fn is_headline(prose: &Prose<'_>) -> bool {
    let [first, second, ..] = prose.blocks.as_slice() else { return false };
    let words = prose.text[first.span.range()].trim();
    let stopped = words.ends_with(['.', '!', '?', '…', ':', ';', '»', '"', '”', ',']);
    let below = prose.text[second.span.range()].trim();
    let told = second.span.len() > first.span.len() || below.ends_with(['.', '!', '?', '…', '»', '"', '”']);
    first.span.len() <= HEADLINE && !stopped && told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(file: &str) -> Vec<(BlockKind, &str)> {
        let prose = read(file, &[]);
        prose.blocks.iter().map(|block| (block.kind, &file[block.span.range()])).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        let (title, body) = (BlockKind::Headline, BlockKind::Paragraph);
        assert_eq!(
            blocks("\u{feff}Un titre\r\n\r\nUn corps\r\nplus long.\r\n \r\nFin.\n"),
            [(title, "Un titre"), (body, "Un corps\r\nplus long."), (body, "Fin.")]
        );
        assert_eq!(
            blocks("Une phrase.\n\nUne autre, plus longue."),
            [(body, "Une phrase."), (body, "Une autre, plus longue.")]
        );
        assert_eq!(blocks(" \n\n"), []);
    }

    #[test]
    fn lines_to_addsup_are_no_prose() {
        let file = "# addsup: allow age: x\nUne phrase,\n// addsup: allow age: y\nsa fin.\n\n[addsup: z]\n\nUn autre.";
        let prose = read(file, &[]);
        let blocks: Vec<&str> = prose.blocks.iter().map(|block| &prose.text[block.span.range()]).collect();
        assert_eq!(blocks, ["Une phrase,\nsa fin.", "Un autre."]);
        let scopes: Vec<_> =
            prose.remarks.iter().map(|remark| (remark.text.as_str(), &file[remark.scope.range()])).collect();
        let first = "Une phrase,\n// addsup: allow age: y\nsa fin.";
        assert_eq!(
            scopes,
            [("addsup: allow age: x", first), ("addsup: allow age: y", first), ("addsup: z", "Un autre.")]
        );
    }
}
