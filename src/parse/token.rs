//! The tokens of prose, with what the lexicon knows them as.

use super::cut::{Before, Cutter, TokenKind};
use crate::{
    lexicon::{Lexicon, Word, fold},
    text::Span,
};

/// A word, a run of digits or a mark of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text that was cut.
    pub span: Span,
    /// What the lexicon knows it as; of digits only short runs (`24` in a title).
    pub word: Word,
    /// What it is made of.
    pub kind: TokenKind,
    /// What stands before it.
    pub before: Before,
}

/// The tokens of a stretch of text; spans count from the start of `text`.
pub fn tokens(text: &str, stretch: Span, lexicon: &Lexicon) -> Vec<Token> {
    let mut found = Vec::with_capacity(stretch.len() as usize / 5);
    found.extend(Cutter { text, at: stretch.start as usize, end: stretch.end as usize }.map(
        |(span, kind, before)| {
            let piece = &text[span.range()];
            let word = match kind {
                TokenKind::Digits if piece.len() > 2 => Word::UNKNOWN,
                _ => lexicon.terms.word(&fold(piece)),
            };
            Token { span, word, kind, before }
        },
    ));
    found
}
