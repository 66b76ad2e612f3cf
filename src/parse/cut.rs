//! Cutting prose into words, runs of digits and marks.

use crate::text::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters: `soldats`, `l`, `aujourd`.
    Word,
    /// ASCII digits: `400`.
    Digits,
    /// One character of anything else: `.`, `%`, `«`.
    Mark,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing: they touch.
    Glued,
    /// A plain space or more.
    Space,
    /// A no-break space, wide or narrow.
    Hard,
    /// The end of a line.
    Break,
}

/// How a phrase of a lexicon is cut: the spans of its tokens.
pub fn cut(phrase: &str) -> Vec<Span> {
    Cutter { text: phrase, at: 0, end: phrase.len() }.map(|(span, ..)| span).collect()
}

/// A stretch of text as it is cut: the pieces, what they are made of, and what stands before each.
pub(super) struct Cutter<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) end: usize,
}

impl Iterator for Cutter<'_> {
    type Item = (Span, TokenKind, Before);

    fn next(&mut self) -> Option<Self::Item> {
        let before = self.blank();
        let start = self.at;
        let first = self.text[start..self.end].chars().next()?;
        let kind = kind(first);
        self.at += match kind {
            TokenKind::Mark => first.len_utf8(),
            kind => self.run(kind),
        };
        Some((Span::new(start as u32, self.at as u32), kind, before))
    }
}

impl Cutter<'_> {
    /// Skips white space and says what it was.
    fn blank(&mut self) -> Before {
        match self.text.as_bytes()[self.at..self.end] {
            [b'!'..=b'~', ..] => return Before::Glued,
            [b' ', b'!'..=b'~', ..] => {
                self.at += 1;
                return Before::Space;
            }
            _ => {}
        }
        let mut before = Before::Glued;
        for c in self.text[self.at..self.end].chars() {
            before = match c {
                '\n' => Before::Break,
                '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' if before == Before::Glued => Before::Hard,
                c if c.is_whitespace() || is_invisible(c) => match before {
                    Before::Break => Before::Break,
                    Before::Glued if is_invisible(c) => Before::Glued,
                    _ => Before::Space,
                },
                _ => break,
            };
            self.at += c.len_utf8();
        }
        before
    }

    /// How many bytes from here are of one kind.
    fn run(&self, wanted: TokenKind) -> usize {
        let bytes = &self.text.as_bytes()[self.at..self.end];
        let ascii = bytes.iter().take_while(|&&byte| match wanted {
            TokenKind::Digits => byte.is_ascii_digit(),
            _ => byte.is_ascii_alphabetic(),
        });
        let length = ascii.count();
        if bytes.get(length).is_none_or(u8::is_ascii) {
            return length;
        }
        let rest = self.text[self.at + length..self.end].chars().take_while(|&c| kind(c) == wanted);
        length + rest.map(char::len_utf8).sum::<usize>()
    }
}

fn kind(c: char) -> TokenKind {
    let latin = matches!(c, 'a'..='z' | 'A'..='Z' | 'à'..='ö' | 'À'..='Ö');
    if c.is_ascii_digit() {
        TokenKind::Digits
    } else if latin || c.is_alphabetic() && !matches!(c, 'ª' | 'º') || is_combining(c) {
        TokenKind::Word
    } else {
        TokenKind::Mark
    }
}

/// Combining accents: a decomposed `é` is one letter of a word.
fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Characters that take no room: soft hyphens, zero-width spaces, byte order marks, direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        cut(text).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn words_digits_and_marks_stand_alone() {
        assert_eq!(pieces("d'un A320, 1.400 €"), ["d", "'", "un", "A", "320", ",", "1", ".", "400", "€"]);
        assert_eq!(pieces("quatre-vingt-douze"), ["quatre", "-", "vingt", "-", "douze"]);
        assert_eq!(pieces("Été\u{a0}2014"), ["Été", "2014"]);
    }

    #[test]
    fn blanks_are_told_apart() {
        let before: Vec<Before> =
            Cutter { text: "1\u{a0}400 000\n5", at: 0, end: 12 }.map(|token| token.2).collect();
        assert_eq!(before, [Before::Glued, Before::Hard, Before::Space, Before::Break]);
    }
}
