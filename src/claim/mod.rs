//! From mentions to the ledger: what each claim is of, when, and in whose voice.

mod detect;
mod entry;

pub use detect::detect;
pub use entry::entries;

use crate::{
    diagnostic::Status,
    lexicon::Lexicon,
    parse::{self, Mention, Passage},
    text::{Prose, Span},
};

/// A mention with what the text says it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What was read; its span is in the prose.
    pub mention: Mention,
    /// Its bytes in the user's file.
    pub source: Span,
    /// Which block of the prose it stands in.
    pub block: u32,
    /// Which sentence of the block.
    pub sentence: u32,
    /// What became of it.
    pub status: Status,
}

/// All claims of a document, by place.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The claims.
    pub claims: Vec<Claim>,
}

/// Reads the claims of a document. `date` is its publication date as far as known.
pub fn ledger(prose: &Prose<'_>, lexicon: &Lexicon, _date: Option<&str>) -> Ledger {
    let mut ledger = Ledger::default();
    for (number, block) in prose.blocks.iter().enumerate() {
        let tokens = parse::tokens(&prose.text, block.span, lexicon);
        let passage = Passage { text: &prose.text, tokens: &tokens, lexicon };
        let sentences = parse::sentences(&passage);
        for mention in parse::mentions(&passage) {
            let sentence = sentences.partition_point(|&end| end <= mention.first) as u32;
            let source = prose.source(mention.span);
            ledger.claims.push(Claim {
                mention,
                source,
                block: number as u32,
                sentence,
                status: Status::Unchecked,
            });
        }
    }
    ledger
}
