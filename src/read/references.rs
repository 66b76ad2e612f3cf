//! References: what stands below a headline that names it so.

use crate::{
    lexicon::{Lexicon, fold},
    text::{BlockKind, Prose},
};

/// The set of the lexicons that holds such headlines: `bibliography`.
const REFERENCES: &str = "header-references";

/// Takes out the blocks below each headline that names references, up to the next headline.
pub fn leave_references(prose: &mut Prose<'_>, lexicons: &[Lexicon]) {
    let mut within = false;
    let text = &prose.text;
    prose.blocks.retain(|block| {
        if block.kind == BlockKind::Headline {
            within = lexicons.iter().any(|lexicon| names(&text[block.span.range()], lexicon));
        }
        !within
    });
}

/// Whether a headline is one of references.
fn names(headline: &str, lexicon: &Lexicon) -> bool {
    let letters = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = headline.trim_matches(letters).split_whitespace().collect();
    let keys = words.iter().map(|word| lexicon.terms.word(&fold(word)));
    let Some(set) = lexicon.sets.get(REFERENCES) else { return false };
    lexicon.terms.longest(set, keys).is_some_and(|found| found.length == words.len())
}
