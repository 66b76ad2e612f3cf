//! Blocks of bounded size, so that a line of 50 MB costs no more than its share.

use crate::text::{Block, Prose, Span};

/// How long a block may be, in bytes.
const LONGEST: u32 = 64 * 1024;

/// Cuts every block that is too long at a white space.
pub(super) fn bound(prose: &mut Prose<'_>) {
    if prose.blocks.iter().all(|block| block.span.len() <= LONGEST) {
        return;
    }
    let blocks = std::mem::take(&mut prose.blocks);
    prose.blocks = blocks.into_iter().flat_map(|block| pieces(&prose.text, block)).collect();
}

fn pieces(text: &str, block: Block) -> impl Iterator<Item = Block> {
    let mut at = block.span.start;
    std::iter::from_fn(move || {
        (at < block.span.end).then(|| {
            let span = Span::new(at, cut(text, at, block.span.end));
            at = span.end;
            Block { span, ..block }
        })
    })
}

/// Where the piece that begins at `start` ends: after its last white space, if it has one.
fn cut(text: &str, start: u32, end: u32) -> u32 {
    if end - start <= LONGEST {
        return end;
    }
    let most = text.floor_char_boundary((start + LONGEST) as usize);
    let window = &text[start as usize..most];
    let blank = window.char_indices().rev().find(|(_, c)| c.is_whitespace());
    blank.map_or(most as u32, |(at, c)| start + (at + c.len_utf8()) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, Header};

    #[test]
    fn a_long_line_is_cut_at_white_space() {
        let text = "mot 12 ".repeat(40_000);
        let whole = Block {
            kind: BlockKind::Paragraph,
            span: Span::new(0, text.len() as u32),
            group: 0,
            tongue: None,
        };
        let mut prose = Prose::verbatim(&text, vec![whole], Header::default());
        bound(&mut prose);
        assert!(prose.blocks.len() > 4);
        assert!(prose.blocks.iter().all(|block| block.span.len() <= LONGEST));
        assert!(prose.blocks.windows(2).all(|pair| pair[0].span.end == pair[1].span.start));
        assert!(prose.blocks[1..].iter().all(|block| text[block.span.range()].starts_with(['m', '1'])));
    }

    #[test]
    fn without_white_space_it_is_cut_between_characters() {
        let text = "é".repeat(100_000);
        let whole = Block {
            kind: BlockKind::Paragraph,
            span: Span::new(0, text.len() as u32),
            group: 0,
            tongue: None,
        };
        let mut prose = Prose::verbatim(&text, vec![whole], Header::default());
        bound(&mut prose);
        assert!(prose.blocks.iter().all(|block| text.is_char_boundary(block.span.end as usize)));
    }
}
