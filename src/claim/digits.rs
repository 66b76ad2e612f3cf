//! Which digits of a block were read.

use super::Sheet;
use crate::{
    diagnostic::digits::Digits,
    parse::{Before, Kind, Mention, Token, TokenKind},
};

/// How many tokens around unread digits an example shows, and how many characters a form has at most.
const AROUND: usize = 6;
const FORM: usize = 24;

/// The runs of digits of a block, by whether a claim or name holds them.
pub fn digits(text: &str, sheet: &Sheet) -> Digits {
    let mut digits = Digits::default();
    let mut claims = sheet.claims.iter().map(|claim| &claim.mention).peekable();
    for (at, token) in sheet.tokens.iter().enumerate() {
        if token.kind != TokenKind::Digits {
            continue;
        }
        while claims.next_if(|mention| mention.end as usize <= at).is_some() {}
        digits.runs += 1;
        let holds =
            |mention: &&&Mention| mention.first as usize <= at && !is_bare(text, &sheet.tokens, mention);
        if claims.peek().as_ref().is_some_and(holds) {
            digits.read += 1;
            continue;
        }
        let unread = digits.unread.entry(form(text, sheet, at)).or_default();
        unread.count += 1;
        if unread.example.is_empty() {
            let (first, last) = (at.saturating_sub(AROUND), (at + AROUND).min(sheet.tokens.len() - 1));
            let span = sheet.tokens[first].span.join(sheet.tokens[last].span);
            unread.example = text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    digits
}

/// Whether figures are left alone as a name though nothing makes them one: no letter, no bracket, no colon, no
/// word glued to them (`CF-18`), no proper name before (`Europe 1`). They were not understood.
fn is_bare(text: &str, tokens: &[Token], mention: &Mention) -> bool {
    let shown = &text[mention.span.range()];
    if mention.kind != Kind::Name || shown.starts_with(['[', ':']) || shown.contains(char::is_alphabetic) {
        return false;
    }
    let before = &text[..mention.span.start as usize];
    let spaced = tokens[mention.first as usize].before != Before::Glued;
    let word =
        before.trim_end_matches([' ', '\u{a0}', '\u{202f}', '-', '.']).rsplit(char::is_whitespace).next();
    let named = |word: &str| word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric);
    let glued = !spaced && before.ends_with(|c: char| c.is_alphanumeric() || c == '-');
    !(glued || word.is_some_and(named))
}

/// What stands between two spaces around a token: each digit as `9`, letters as `a` and `A`.
fn form(text: &str, sheet: &Sheet, at: usize) -> String {
    let glued = |at: &usize| sheet.tokens[*at].before == Before::Glued;
    let first = (at.saturating_sub(FORM)..=at).rev().find(|at| !glued(at)).unwrap_or(at);
    let last = (at + 1..sheet.tokens.len()).take(FORM).take_while(glued).last().unwrap_or(at);
    let shape = |c: char| match c {
        c if c.is_ascii_digit() => '9',
        c if c.is_uppercase() => 'A',
        c if c.is_alphabetic() => 'a',
        c => c,
    };
    let mut shown: Vec<char> = Vec::new();
    for c in text[sheet.tokens[first].span.join(sheet.tokens[last].span).range()].chars().map(shape) {
        if c == '9' || shown.last() != Some(&c) {
            shown.push(c);
        }
        if shown.len() == FORM {
            shown.push('…');
            break;
        }
    }
    shown.into_iter().collect()
}
