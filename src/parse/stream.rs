//! The tokens of a passage as an input of nom, and the smallest parsers over it.
//!
//! A [`Stream`] carries the passage it reads, so that every grammar rule is a
//! plain function `fn(Stream) -> Parsed<T>` and combines with nom's own. Errors
//! are empty: most of a text is no number, and failing must cost nothing.

use nom::{IResult, Parser, combinator::verify};

use super::{
    cut::{Before, TokenKind},
    token::Token,
};
use crate::lexicon::{Lexicon, Set, SetBits, Term};

/// A parse: what is left and what was read.
pub type Parsed<'a, T> = IResult<Stream<'a>, T, ()>;

/// What a grammar rule may look at.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The text that the tokens' spans point into.
    pub text: &'a str,
    /// All tokens of the block.
    pub tokens: &'a [Token],
    /// The language.
    pub lexicon: &'a Lexicon,
}

impl<'a> Passage<'a> {
    /// The passage from its `at`th token on.
    pub const fn from(&'a self, at: usize) -> Stream<'a> {
        Stream { passage: self, at, end: self.tokens.len() }
    }

    /// The sets of all terms that begin with a token.
    pub fn starts(&self, at: usize) -> &'a SetBits {
        self.lexicon.terms.starts(self.tokens[at].word)
    }

    /// The text of one token.
    pub fn word(&self, at: usize) -> &'a str {
        &self.text[self.tokens[at].span.range()]
    }
}

/// A place in a passage, and where reading must stop.
#[derive(Clone, Copy, Debug)]
pub struct Stream<'a> {
    /// What is read.
    pub passage: &'a Passage<'a>,
    /// The next token.
    pub at: usize,
    /// The token to stop before.
    pub end: usize,
}

impl PartialEq for Stream<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.passage, other.passage)
    }
}

impl<'a> Stream<'a> {
    /// The tokens left.
    pub fn tokens(self) -> &'a [Token] {
        &self.passage.tokens[self.at.min(self.end)..self.end]
    }

    /// The next token.
    pub fn first(self) -> Option<&'a Token> {
        self.tokens().first()
    }

    /// The text of a token of this passage.
    pub fn text(self, token: &Token) -> &'a str {
        &self.passage.text[token.span.range()]
    }

    /// The token before the next one, whether or not it was read.
    pub fn previous(self) -> Option<&'a Token> {
        self.at.checked_sub(1).and_then(|before| self.passage.tokens.get(before))
    }

    /// The stream after `count` more tokens.
    #[must_use]
    pub fn skip(self, count: usize) -> Self {
        Self { at: (self.at + count).min(self.end), ..self }
    }

    /// The longest term of a set that begins here.
    pub fn term(self, set: Set) -> Option<Term> {
        let terms = &self.passage.lexicon.terms;
        let first = self.first()?;
        terms
            .starts(first.word)
            .has(set)
            .then(|| terms.longest(set, self.tokens().iter().map(|token| token.word)))?
    }

    /// The sets of all terms that begin with a token.
    pub fn starts(self, token: &Token) -> &'a SetBits {
        self.passage.lexicon.terms.starts(token.word)
    }

    /// The longest symbol of a set that stands here as it is spelled: its length and value.
    pub fn symbol(self, set: Set) -> Option<(usize, i64)> {
        let first = self.first()?;
        if !self.starts(first).has(set) {
            return None;
        }
        let lexicon = self.passage.lexicon;
        let terms = lexicon.terms.all(self.tokens().iter().map(|token| token.word));
        let spelled = terms.filter(|(kind, _)| *kind == set).filter_map(|(_, term)| {
            let symbol = lexicon.symbols.get(usize::try_from(term.payload).ok()?)?;
            let tokens = &self.tokens()[..term.length];
            let apart = |token: &Token| token.kind == TokenKind::Digits && token.before != Before::Glued;
            let text = tokens.iter().flat_map(|token| self.text(token).chars());
            (!tokens.iter().any(apart) && text.eq(symbol.spelling.chars()))
                .then_some((term.length, symbol.value))
        });
        spelled.last()
    }

    /// Whether what stands before touches letters or digits here: the `-1` of `A-1`, the `320` of `A320`.
    pub fn previous_touches(self) -> bool {
        let Some(first) = self.first().filter(|first| first.before == Before::Glued) else { return false };
        let Some(before) = self.previous() else { return false };
        let hyphen = |token: &Token| matches!(self.text(token), "-" | "\u{2010}" | "\u{2011}");
        match before.kind {
            TokenKind::Word | TokenKind::Digits => first.kind != TokenKind::Mark || hyphen(first),
            TokenKind::Mark if hyphen(before) && before.before == Before::Glued => {
                let inner = self.at.checked_sub(2).and_then(|at| self.passage.tokens.get(at));
                inner.is_some_and(|token| token.kind != TokenKind::Mark)
            }
            TokenKind::Mark => false,
        }
    }

    /// Whether a token is one of the little words that tell the language.
    pub fn is_telling(self, token: &Token) -> bool {
        self.passage.lexicon.is_telling(self.text(token))
    }

    /// Whether letters or digits follow without a blank.
    pub fn touches_word(self) -> bool {
        self.first().is_some_and(|next| next.before == Before::Glued && next.kind != TokenKind::Mark)
    }

    /// Whether a mark and digits follow without a blank: `.05` after `12`.
    pub fn repeats(self, mark: char) -> bool {
        let [first, second, ..] = self.tokens() else { return false };
        let glued = [first, second].iter().all(|token| token.before == Before::Glued);
        glued && self.text(first).starts_with(mark) && second.kind == TokenKind::Digits
    }

    /// The stream after a mark that touches what stands before it.
    pub fn mark(self, wanted: impl Fn(char) -> bool) -> Option<Self> {
        let token = self.first().filter(|token| token.kind == TokenKind::Mark)?;
        let fits = token.before == Before::Glued && self.text(token).chars().next().is_some_and(wanted);
        fits.then(|| self.skip(1))
    }

    /// The stream after a mark, whether or not it touches what stands before it.
    pub fn mark_apart(self, wanted: impl Fn(char) -> bool) -> Option<Self> {
        let token = self.first().filter(|token| token.kind == TokenKind::Mark)?;
        self.text(token).chars().next().is_some_and(wanted).then(|| self.skip(1))
    }

    /// The longest term of the set of a name (for sets that only the lexicon names).
    pub fn named(self, set: &str) -> Option<Term> {
        self.term(self.passage.lexicon.sets.get(set)?)
    }
}

/// Nom asks for this to see whether a repeated parser moved on.
impl<'a> nom::Input for Stream<'a> {
    type Item = &'a Token;
    type Iter = std::slice::Iter<'a, Token>;
    type IterIndices = std::iter::Enumerate<std::slice::Iter<'a, Token>>;

    fn input_len(&self) -> usize {
        self.end.saturating_sub(self.at)
    }

    fn take(&self, index: usize) -> Self {
        Self { end: self.at + index, ..*self }
    }

    fn take_from(&self, index: usize) -> Self {
        self.skip(index)
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.tokens().iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.tokens().iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.tokens().iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, nom::Needed> {
        if self.input_len() >= count { Ok(count) } else { Err(nom::Needed::new(count - self.input_len())) }
    }
}

/// Nothing was read.
pub const fn nothing<'a, T>() -> Parsed<'a, T> {
    Err(nom::Err::Error(()))
}

/// The next token, whatever it is.
pub fn any(input: Stream<'_>) -> Parsed<'_, &Token> {
    match input.first() {
        Some(token) => Ok((input.skip(1), token)),
        None => nothing(),
    }
}

/// A run of digits: its text.
pub fn digits(input: Stream<'_>) -> Parsed<'_, &str> {
    verify(any, |token: &Token| token.kind == TokenKind::Digits).map(|token| input.text(token)).parse(input)
}

/// One mark: `mark('%')`.
pub fn mark<'a>(wanted: char) -> impl Fn(Stream<'a>) -> Parsed<'a, ()> {
    move |input| match input.first() {
        Some(token) if token.kind == TokenKind::Mark && input.text(token).starts_with(wanted) => {
            Ok((input.skip(1), ()))
        }
        _ => nothing(),
    }
}

/// A term of a set of the grammar: its payload.
pub fn term<'a>(set: Set) -> impl Fn(Stream<'a>) -> Parsed<'a, i64> {
    move |input| match input.term(set) {
        Some(term) => Ok((input.skip(term.length), term.payload)),
        None => nothing(),
    }
}

/// Succeeds where the next token touches the one before it.
pub fn glued(input: Stream<'_>) -> Parsed<'_, ()> {
    match input.first() {
        Some(token) if token.before == Before::Glued => Ok((input, ())),
        _ => nothing(),
    }
}
