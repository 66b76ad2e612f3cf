//! Front matter: `date`, `lang` and `title` in simple `key: value` or `key = value` lines.

use super::date::{iso_date, written_date};
use crate::{
    lexicon::{Lexicon, fold},
    text::{Header, Span},
};

/// What front matter says of its document. `at` is where its text begins in the file.
///
/// Which keys mean what is data: the sets `header-date`, `header-lang` and
/// `header-title` of the lexicons.
pub(super) fn header(front: &str, at: u32, lexicons: &[Lexicon]) -> Header {
    let mut header = Header::default();
    let mut start = at;
    for line in front.split_inclusive('\n') {
        if let Some((key, value, offset)) = pair(line) {
            let span = Span::new(start + offset, start + offset + value.len() as u32);
            fill(&mut header, key, value, span, lexicons);
        }
        start += line.len() as u32;
    }
    header
}

fn fill(header: &mut Header, key: &str, value: &str, span: Span, lexicons: &[Lexicon]) {
    let of = |set: &str| lexicons.iter().any(|lexicon| is_key(key, set, lexicon));
    if of("header-date") {
        let date = iso_date(value).or_else(|| written_date(value, lexicons));
        header.date = header.date.take().or_else(|| date.map(|date| (date.0, span)));
    } else if of("header-lang") {
        header.lang = header.lang.take().or_else(|| Some((value.to_owned(), span)));
    } else if of("header-title") {
        header.title = header.title.take().or_else(|| Some((value.to_owned(), span)));
    }
}

fn is_key(key: &str, set: &str, lexicon: &Lexicon) -> bool {
    let word = lexicon.terms.word(&fold(key));
    lexicon.sets.get(set).is_some_and(|set| lexicon.terms.longest(set, std::iter::once(word)).is_some())
}

/// The key and value of a line, and where in it the value stands.
fn pair(line: &str) -> Option<(&str, &str, u32)> {
    let (key, rest) = line.split_once([':', '='])?;
    let value = rest.trim().trim_matches(['"', '\'']);
    let offset = value.as_ptr().addr() - line.as_ptr().addr();
    let plain = !key.starts_with([' ', '\t', '-', '#']) && !value.is_empty();
    plain.then_some((key.trim().trim_matches('"'), value, offset as u32))
}
