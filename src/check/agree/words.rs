//! The content words of a sentence: what two claims are said in common of.

use crate::{
    claim::Claim,
    lexicon::{Lexicon, Set, bare, fold},
    parse::{self, Token, TokenKind},
    text::Span,
};

/// How many bytes of a sentence are looked at on either side of a claim.
const REACH: u32 = 600;

/// The content words of a stretch of text, in order.
#[derive(Debug)]
pub(super) struct Words {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    /// Without case and accents.
    plain: Box<str>,
    span: Span,
    capital: bool,
}

impl Words {
    /// The words of a sentence round a claim.
    pub(super) fn around(text: &str, sentence: Span, claim: &Claim, lexicon: &Lexicon) -> Self {
        let at = claim.mention.span;
        let start = floor(text, sentence.start.max(at.start.saturating_sub(REACH)));
        let end = floor(text, sentence.end.min(at.end.saturating_add(REACH)));
        let tokens = parse::tokens(text, Span::new(start, end.max(start)), lexicon);
        let words = tokens.iter().filter(|token| is_content(text, token, lexicon));
        let word = |token: &Token| {
            let word = &text[token.span.range()];
            Word {
                plain: bare(&fold(word)).into(),
                span: token.span,
                capital: word.starts_with(char::is_uppercase),
            }
        };
        Self { words: words.map(word).collect() }
    }

    /// The same without the words of a claim and its noun.
    pub(super) fn without(mut self, claim: &Claim) -> Self {
        let whole = whole(claim);
        self.words.retain(|word| !word.span.overlaps(whole));
        self
    }

    /// How many different words there are.
    pub(super) fn count(&self) -> usize {
        self.distinct().len()
    }

    /// How many different words are also among others, in whatever inflection.
    pub(super) fn shared(&self, others: &Self) -> usize {
        let there = others.distinct();
        self.distinct().iter().filter(|one| there.iter().any(|other| are_related(one, other))).count()
    }

    fn distinct(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.words.iter().map(|word| &*word.plain).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The nearest `reach` words before a claim, and after it.
    pub(super) fn near(&self, claim: &Claim, reach: usize) -> Self {
        let whole = whole(claim);
        let before = self.words.iter().rev().filter(|word| word.span.end <= whole.start).take(reach);
        Self { words: before.chain(self.after(claim).take(reach)).cloned().collect() }
    }

    /// The nearest `reach` words after a claim.
    pub(super) fn following(&self, claim: &Claim, reach: usize) -> Self {
        Self { words: self.after(claim).take(reach).cloned().collect() }
    }

    /// The words with a capital.
    pub(super) fn names(&self) -> Self {
        Self { words: self.words.iter().filter(|word| word.capital).cloned().collect() }
    }

    fn after(&self, claim: &Claim) -> impl Iterator<Item = &Word> {
        let end = whole(claim).end;
        self.words.iter().filter(move |word| word.span.start >= end)
    }

    /// The names after a claim; none where every word has a capital, as some headlines do.
    pub(super) fn names_after(&self, claim: &Claim) -> Self {
        let titled = self.words.iter().skip(1).all(|word| word.capital);
        let names = self.after(claim).filter(|word| word.capital && !titled);
        Self { words: names.cloned().collect() }
    }
}

/// The bytes in the prose of a claim and its noun.
fn whole(claim: &Claim) -> Span {
    claim.phrase.as_ref().map_or(claim.mention.span, |phrase| claim.mention.span.join(phrase.span))
}

fn floor(text: &str, at: u32) -> u32 {
    text.floor_char_boundary(at as usize) as u32
}

fn is_content(text: &str, token: &Token, lexicon: &Lexicon) -> bool {
    let sets = lexicon.terms.starts(token.word);
    let empty = [Set::FUNCTION, Set::WEEKDAY, Set::MONTH, Set::CARDINAL, Set::SAYS, Set::APPROX];
    let idle = empty.iter().any(|&set| sets.has(set)) && !sets.meets(&lexicon.groups);
    token.kind == TokenKind::Word && !idle && text[token.span.range()].chars().count() >= 3
}

/// Whether two words are likely of one family: "saisi" and "saisissent", "kills" and "killed".
///
/// They begin with the same five letters, or with the same four where one is short.
fn are_related(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let shorter = a.chars().count().min(b.chars().count());
    a == b || common >= 5 || (common == 4 && shorter <= 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_are_related() {
        assert!(are_related("saisi", "saisissent"));
        assert!(are_related("kills", "killed"));
        assert!(are_related("suppression", "supprime"));
        assert!(!are_related("president", "present"));
        assert!(!are_related("iran", "irak"));
    }
}
