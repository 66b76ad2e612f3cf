//! The date that a draft opens with: `date 2021-12`, `Date: 8 décembre 2014`, `PARIS, 8 déc 2014 (AFP) -`.
//!
//! It dates the document and is no claim of its text, so it is taken out of the blocks.

use super::date::{iso_date, written_date};
use crate::{
    lexicon::{Lexicon, Set, fold},
    text::{Prose, Span},
};

/// The set of the lexicons that holds the words before a date: `date`, `publié le`.
const DATE: &str = "header-date";

/// How far into a block a header may reach, in bytes.
const REACH: usize = 200;

/// A date at the head of a block: in ISO 8601, where it stands, and where the text goes on.
struct Found {
    date: String,
    start: usize,
    end: usize,
    rest: usize,
}

/// Takes the date header or dateline out of the first blocks (a headline may come before it).
pub(super) fn take_date(prose: &mut Prose<'_>, lexicons: &[Lexicon]) {
    for at in 0..prose.blocks.len().min(3) {
        let span = prose.blocks[at].span;
        let end = prose.text.floor_char_boundary((span.end as usize).min(span.start as usize + REACH));
        let head = &prose.text[span.start as usize..end];
        let Some(found) = labelled(head, lexicons).or_else(|| dateline(head, lexicons)) else { continue };
        let place = |byte: usize| span.start + byte as u32;
        if prose.header.date.is_none() {
            let source = prose.source(Span::new(place(found.start), place(found.end)));
            prose.header.date = Some((found.date, source));
        }
        prose.blocks[at].span.start = place(found.rest);
        if prose.text[prose.blocks[at].span.range()].trim().is_empty() {
            prose.blocks.remove(at);
        }
        return;
    }
}

/// `date 2021-12`, and on a line of its own `Date: 8 décembre 2014` or `date 2014`.
fn labelled(head: &str, lexicons: &[Lexicon]) -> Option<Found> {
    let begin = head.find(|c: char| !c.is_whitespace())?;
    let word = begin + label(&head[begin..], lexicons)?;
    let start = word + head[word..].find(|c: char| !c.is_whitespace() && c != ':')?;
    if start == word {
        return None;
    }
    let (date, length) = iso_date(&head[start..]).or_else(|| written_date(&head[start..], lexicons))?;
    let end = start + length;
    let line = head[end..].find('\n').map_or(head.len(), |at| end + at);
    let alone = head[end..line].trim().is_empty();
    let dated = head[start..end].contains('-') && head[end..].starts_with(char::is_whitespace);
    (alone || dated).then_some(Found { date, start, end, rest: if alone { line } else { end } })
}

/// How many bytes the word that announces a date takes.
fn label(text: &str, lexicons: &[Lexicon]) -> Option<usize> {
    let spans = text.split_inclusive(char::is_whitespace).take(3).scan(0, |at, piece| {
        let start = *at;
        *at += piece.len();
        Some((start, piece.trim_end().trim_end_matches(':')))
    });
    let words: Vec<(usize, &str)> = spans.collect();
    lexicons.iter().find_map(|lexicon| {
        let set = lexicon.sets.get(DATE)?;
        let keys = words.iter().map(|(_, word)| lexicon.terms.word(&fold(word)));
        let last = words.get(lexicon.terms.longest(set, keys)?.length - 1)?;
        Some(last.0 + last.1.len())
    })
}

/// `BAGHDAD, Dec 8, 2014 (Reuters) - `: a place in capitals, a date with its year, perhaps an agency, a dash.
fn dateline(head: &str, lexicons: &[Lexicon]) -> Option<Found> {
    let begin = head.find(|c: char| !c.is_whitespace())?;
    let line = head[begin..].find('\n').map_or(head.len(), |at| begin + at);
    let comma = head[begin..line].match_indices(',').map(|(at, _)| begin + at).find_map(|comma| {
        let start = comma + 1 + head[comma + 1..line].find(|c: char| !c.is_whitespace())?;
        let (date, length) =
            iso_date(&head[start..line]).or_else(|| written_date(&head[start..line], lexicons))?;
        Some((comma, date, start, start + length))
    });
    let (comma, date, start, end) = comma?;
    let place = &head[begin..comma];
    let capitals =
        place.chars().filter(|c| c.is_alphabetic()).count() > 1 && !place.contains(char::is_lowercase);
    let rest = end + dash(&head[end..line])?;
    // A weekday is a claim about the date, and stays to be checked.
    let rest = if weekday(&head[start..end], lexicons) { begin } else { rest };
    capitals.then_some(Found { date, start, end, rest })
}

/// Whether a date begins with a weekday.
fn weekday(date: &str, lexicons: &[Lexicon]) -> bool {
    let word = date.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    lexicons.iter().any(|lexicon| {
        let word = lexicon.terms.word(&fold(word));
        lexicon.terms.starts(word).has(Set::WEEKDAY)
    })
}

/// How many bytes an agency in brackets and the dash of a dateline take.
fn dash(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches([' ', ',', '\u{a0}']);
    let after = match bare.strip_prefix('(') {
        Some(agency) => agency.split_once(')')?.1,
        None => bare,
    };
    let body = after.trim_start().strip_prefix(['-', '–', '—'])?;
    Some(text.len() - body.trim_start().len())
}
