//! The grammar: prose to mentions, with nom, one file per kind of expression.
//!
//! Prose never fails to parse: what is not understood yields no mention. The
//! grammar is tried only where a digit stands or a word of the lexicon that can
//! begin an expression; of the readings there the longest wins.

mod article;
mod cut;
mod figure;
mod kind;
mod list;
mod mention;
mod sentence;
mod stream;
mod time;
mod token;
mod trace;

pub use cut::{Before, TokenKind, cut};
pub use kind::Kind;
pub use mention::{Mention, Reading, Unit};
pub use sentence::sentences;
pub use stream::{Parsed, Passage, Stream};
pub use token::{Token, tokens};
pub use trace::{Attempt, Outcome, Step, trace};

use crate::text::Span;

/// A production with the name that it goes by when a reading is explained.
struct Production {
    name: &'static str,
    read: for<'a> fn(Stream<'a>) -> Parsed<'a, Reading>,
}

/// The grammars that are tried at a place, the one that wins a tie first.
const GRAMMARS: &[fn(Stream<'_>) -> Parsed<'_, Reading>] =
    &[figure::names, time::time, figure::figures, figure::identifiers, article::article];

/// All mentions of a passage, in order, apart from one another.
pub fn mentions(passage: &Passage<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < passage.tokens.len() {
        at = match mention(passage, at) {
            Some(mention) => {
                let end = mention.end as usize;
                found.push(mention);
                end
            }
            None => at + 1,
        };
    }
    found
}

/// The longest reading that begins at a token.
fn mention(passage: &Passage<'_>, at: usize) -> Option<Mention> {
    if !anchored(passage, at) {
        let (rest, reading) = list::list(passage.from(at)).ok()?;
        let span = passage.tokens[at].span.join(passage.tokens[rest.at - 1].span);
        return Some(place(span, at, rest.at, reading));
    }
    let readings = GRAMMARS.iter().filter_map(|grammar| grammar(passage.from(at)).ok());
    let (rest, reading) = readings.reduce(|best, next| if next.0.at > best.0.at { next } else { best })?;
    let (first, end) = (at, rest.at);
    let span = passage.tokens[first].span.join(passage.tokens[end - 1].span);
    Some(place(span, first, end, reading))
}

/// Whether an expression can begin at a token: at digits, at what touches them, at a word of
/// the lexicon that can begin one, and at what looks like a Roman numeral.
fn anchored(passage: &Passage<'_>, at: usize) -> bool {
    let token = &passage.tokens[at];
    token.kind == TokenKind::Digits
        || passage.lexicon.terms.starts(token.word).meets(&passage.lexicon.anchors)
        || touches_digits(passage, at)
        || match token.kind {
            TokenKind::Word => is_roman(passage.word(at)),
            _ => figure::vulgar(passage.word(at)).is_some(),
        }
}

/// Whether digits follow without a blank: `A320`, `-5`, `.25`.
fn touches_digits(passage: &Passage<'_>, at: usize) -> bool {
    passage
        .tokens
        .get(at + 1)
        .is_some_and(|next| next.kind == TokenKind::Digits && next.before == Before::Glued)
}

/// Whether a word begins as a Roman numeral does that ranks: `XIXe`, `Ve`, `X`.
fn is_roman(word: &str) -> bool {
    let numeral = word.bytes().take_while(|byte| b"IVXLC".contains(byte)).count();
    numeral > 0 && word.len() <= numeral + 4 && (numeral > 1 || b"IVX".contains(&word.as_bytes()[0]))
}

fn place(span: Span, first: usize, end: usize, reading: Reading) -> Mention {
    let Reading { kind, unit, quantity, timex } = reading;
    Mention { span, first: first as u32, end: end as u32, kind, unit, quantity, timex }
}
