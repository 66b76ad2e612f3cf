//! How a stretch of a document was read: for people as a page, for machines as one object a line.

use serde::Serialize;

use super::{
    Style, Words, clean,
    ledger::cells,
    page::wrapped,
    record::{ClaimFields, claim, slice, written},
};
use crate::{
    diagnostic::{
        Entry,
        reading::{Attempt, Readings, WordReading},
    },
    text::{Lines, Span},
};

/// The readings of a stretch as a page: each word with the sets that it begins and the readings that
/// begin with it, then the claims.
pub fn reading_page(name: &str, text: &str, readings: &Readings, style: &Style<'_>) -> String {
    let place = Lines::new(text).position(readings.span.start);
    let quoted = style.words.quoted(&clean(slice(text, readings.span)));
    let head = format!("{}:{}:{}: {quoted}\n", clean(name), place.line, place.column);
    let claimed = |span: Span| {
        readings.claims.iter().any(|claim| claim.span.start <= span.start && span.end <= claim.span.end)
    };
    let words = readings.words.iter().map(|word| word_lines(word, claimed(word.span), text, style));
    let title = format!("\n{}\n", style.words.reading.claims);
    let claims = readings.claims.iter().map(|entry| {
        let status = Words::name(&style.words.status, entry.status.name());
        format!("  {} {status}\n", said(entry, text, style.words))
    });
    let claims: Vec<String> = claims.collect();
    let none = || vec![format!("  {}\n", style.words.empty)];
    let claims = if claims.is_empty() { none() } else { claims };
    [head, words.collect(), title, claims.concat()].concat()
}

/// A word with its sets and readings; where no claim holds it, also the productions that gave none.
fn word_lines(word: &WordReading, claimed: bool, text: &str, style: &Style<'_>) -> String {
    let texts = &style.words.reading;
    let shown = |span| clean(slice(text, span)).into_owned();
    let head = if word.sets.is_empty() {
        format!("{}\n", shown(word.span))
    } else {
        wrapped(&word.sets.join(", "), style.width, &format!("{}  ", shown(word.span)))
    };
    let attempts = word.attempts.iter().map(|attempt| attempt_lines(attempt, text, style));
    let silent = if word.silent.is_empty() || claimed {
        String::new()
    } else {
        wrapped(&format!("{}: {}", texts.silent, word.silent.join(", ")), style.width, "    ")
    };
    head + &attempts.collect::<String>() + &silent
}

fn attempt_lines(attempt: &Attempt, text: &str, style: &Style<'_>) -> String {
    let taken = attempt.outcome == "taken";
    let outcome = Words::name(&style.words.reading.outcome, attempt.outcome);
    let line = format!("{}: {} · {outcome}", attempt.production, said(&attempt.entry, text, style.words));
    wrapped(&line, style.width, if taken { "  → " } else { "  · " })
}

/// What a claim says, in a line: its words, kind, value, unit and time.
fn said(entry: &Entry, text: &str, words: &Words) -> String {
    let [shown, value, unit, timex, _] = cells(entry, text, words);
    let parts = [words.quoted(&shown), entry.kind.to_owned(), value, unit, timex];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[derive(Serialize)]
struct Record<'a> {
    path: Option<&'a str>,
    lang: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
    words: Vec<WordFields<'a>>,
    claims: Vec<ClaimFields<'a>>,
}

#[derive(Serialize)]
struct WordFields<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    sets: &'a [String],
    readings: Vec<AttemptFields<'a>>,
    silent: &'a [&'static str],
}

#[derive(Serialize)]
struct AttemptFields<'a> {
    production: &'static str,
    outcome: &'static str,
    #[serde(flatten)]
    claim: ClaimFields<'a>,
}

/// The readings of a stretch as one JSON object, without a line end.
pub fn reading_record(path: Option<&str>, text: &str, readings: &Readings) -> String {
    let Span { start, end } = readings.span;
    let words = readings.words.iter().map(|word| WordFields {
        start: word.span.start,
        end: word.span.end,
        text: slice(text, word.span),
        sets: &word.sets,
        readings: word
            .attempts
            .iter()
            .map(|attempt| AttemptFields {
                production: attempt.production,
                outcome: attempt.outcome,
                claim: claim(&attempt.entry, text),
            })
            .collect(),
        silent: &word.silent,
    });
    let claims = readings.claims.iter().map(|entry| claim(entry, text)).collect();
    let text = slice(text, readings.span);
    written(&Record { path, lang: &readings.lang, start, end, text, words: words.collect(), claims })
}
