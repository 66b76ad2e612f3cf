//! Plain text: paragraphs between blank lines, nothing copied.

use memchr::memchr;

use super::header::take_date;
use crate::{
    lexicon::Lexicon,
    text::{Block, BlockKind, Header, Prose, Span},
};

/// How long a first paragraph may be to count as a headline, in bytes.
const HEADLINE: u32 = 160;

/// Reads plain text. Hard-wrapped lines belong to one paragraph; a first short paragraph without a
/// final stop is the headline, where a longer one or one with a final stop comes after it.
pub(super) fn read<'a>(file: &'a str, lexicons: &[Lexicon]) -> Prose<'a> {
    let mut prose = Prose::verbatim(file, paragraphs(file), Header::default());
    take_date(&mut prose, lexicons);
    if is_headline(&prose) {
        prose.blocks[0].kind = BlockKind::Headline;
    }
    prose
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

fn is_headline(prose: &Prose<'_>) -> bool {
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
}
