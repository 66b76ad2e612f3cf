//! From mentions to the ledger: what each claim is of, when, and in whose voice.

mod detect;
mod entry;
mod noun;
mod resolve;

pub use detect::detect;
pub use entry::entries;
pub use noun::{Noun, Nouns, Phrase};
pub use resolve::Anchor;

use crate::{
    diagnostic::Status,
    lexicon::Lexicon,
    parse::{self, Kind, Mention, Passage, Token},
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
    /// The noun phrase that it counts.
    pub phrase: Option<Phrase>,
    /// Its bytes with the noun it counts, in the user's file.
    pub whole: Span,
    /// What became of it.
    pub status: Status,
}

impl Claim {
    /// What to underline: the claim with its noun.
    pub const fn labelled(&self) -> Span {
        self.whole
    }
}

/// All claims of a document, by place.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The claims.
    pub claims: Vec<Claim>,
    /// The nouns they count.
    pub nouns: Nouns,
}

/// What is known of a document while its blocks are read in order.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Its publication date as far as known, ISO 8601: `2014-12-08`, `2021-12`. Partial and
    /// relative dates are resolved against it ([`Anchor::read`]).
    pub date: Option<String>,
    /// The nouns met so far.
    pub nouns: Nouns,
}

/// One block of prose, read: its tokens, where its sentences end, its claims.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The tokens.
    pub tokens: Vec<Token>,
    /// The token after the last of each sentence.
    pub sentences: Vec<u32>,
    /// The claims, by place.
    pub claims: Vec<Claim>,
}

/// Reads the claims of one block of a document.
pub fn sheet(prose: &Prose<'_>, number: usize, lexicon: &Lexicon, context: &mut Context) -> Sheet {
    let tokens = parse::tokens(&prose.text, prose.blocks[number].span, lexicon);
    let passage = Passage { text: &prose.text, tokens: &tokens, lexicon };
    let sentences = parse::sentences(&passage);
    let mentions = parse::mentions(&passage);
    let mut claims = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let sentence = sentences.partition_point(|&end| end <= mention.first) as u32;
        claims.push(claim(prose, &passage, mention, (number as u32, sentence), &mut context.nouns));
    }
    let anchor = context.date.as_deref().and_then(Anchor::read);
    resolve::resolve(&mut claims, &passage, &sentences, anchor);
    Sheet { tokens, sentences, claims }
}

/// A mention with the noun it counts; a number of things is a count.
fn claim(
    prose: &Prose<'_>,
    passage: &Passage<'_>,
    mut mention: Mention,
    (block, sentence): (u32, u32),
    nouns: &mut Nouns,
) -> Claim {
    let phrase = match mention.kind {
        Kind::Number | Kind::Percent | Kind::Ratio => noun::phrase(passage, &mention, nouns),
        _ => None,
    };
    if mention.kind == Kind::Number && phrase.is_some() {
        mention.kind = Kind::Count;
    }
    let source = prose.source(mention.span);
    let whole = phrase.as_ref().map_or(source, |phrase| prose.source(mention.span.join(phrase.span)));
    Claim { mention, source, block, sentence, phrase, whole, status: Status::Unchecked }
}
