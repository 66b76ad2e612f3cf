//! What days are judged by: the publication date, the years that a text names, the words that disown a date.

use std::collections::BTreeSet;

use chrono::Weekday;

use crate::{
    claim::{Anchor, Claim},
    lexicon::Set,
    parse::TokenKind,
    relate::Scene,
    text::Span,
    value::{Timex, calendar, timex::Date},
};

/// How near the publication date a day without its year is taken to be of the nearest year, in days.
const NEAR: i32 = 60;

/// How many claims back a year is looked for.
pub(super) const NEAR_CLAIMS: usize = 40;

/// How many tokens around a date the words that disown it are looked for.
const AROUND: usize = 60;

/// The years in which a day without a year may lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    /// The likeliest.
    pub likely: i32,
    /// All of them.
    pub all: Vec<i32>,
    /// Whether the publication date leaves little doubt.
    pub near: bool,
}

/// What a document says of years.
#[derive(Clone, Debug, Default)]
pub struct Almanac {
    /// The publication date.
    pub published: Option<Anchor>,
    /// The years named anywhere in the text.
    pub named: BTreeSet<i32>,
}

impl Almanac {
    /// The years that a day and month without a year may be of; `around` are those named in its paragraph.
    ///
    /// Within about 60 days of publication it is the nearest one; farther away the
    /// year of publication, those beside it, and any that the text names will do.
    pub fn years(&self, month: u8, day: u8, around: &BTreeSet<i32>) -> Option<Years> {
        let Anchor { year, day: published, .. } = self.published?;
        let distance = |year: i32| {
            let there = calendar::day(year, month, day).or_else(|| calendar::day(year, month, 28))?;
            Some((there - published?).abs())
        };
        let nearest = (year - 1..=year + 1).filter_map(|year| Some((distance(year)?, year))).min();
        if let Some((_, likely)) = nearest.filter(|nearest| nearest.0 <= NEAR) {
            let all: BTreeSet<i32> = around.iter().copied().chain([likely, year]).collect();
            return Some(Years { likely, all: all.into_iter().collect(), near: true });
        }
        let likely = nearest.map_or(year, |nearest| nearest.1);
        let all: BTreeSet<i32> = self.named.iter().copied().chain(year - 1..=year + 1).collect();
        Some(Years { likely, all: all.into_iter().collect(), near: false })
    }
}

/// The year that a date has in writing.
pub fn written_year(date: &Date) -> Option<i32> {
    date.year.filter(|_| !date.yearless)
}

/// A date and the other end of a span written with it.
pub fn parts(date: &Date) -> impl Iterator<Item = &Date> {
    std::iter::once(date).chain(date.end.as_deref())
}

/// Whether the words around a claim say that it is no date in earnest: it is a title in
/// quotation marks of its own, or the sentence has a word that disowns it.
pub fn disowned(scene: &Scene<'_>, claim: &Claim) -> bool {
    let (first, end) = (claim.mention.first as usize, claim.mention.end as usize);
    let (from, to) = scene.sentence(first);
    let (from, to) = (from.max(first.saturating_sub(AROUND)), to.min(end + AROUND));
    let lexicon = scene.passage.lexicon;
    let doubted = lexicon.sets.get("date-disowned").is_some_and(|set| scene.sets_within(from, to).has(set));
    doubted
        || quoted(scene, first, end)
        || named(scene, first, end)
        || labelled(scene, first)
        || counting(scene, claim)
}

/// Whether the words right before a claim deny it or tell it as an oddity: "there is no November 31", "un 30 février".
pub fn denied(scene: &Scene<'_>, claim: &Claim) -> bool {
    let first = claim.mention.first as usize;
    let Some(set) = scene.passage.lexicon.sets.get("date-denied") else { return false };
    let ends_here =
        |at: usize| scene.cues_at(at).iter().any(|cue| cue.set == set && at + cue.length as usize == first);
    (first.saturating_sub(4)..first).any(ends_here) || forged(scene, first)
}

/// Whether the sentence of a token or one beside it tells of a forgery, a hoax or a day that no calendar has.
fn forged(scene: &Scene<'_>, first: usize) -> bool {
    let Some(set) = scene.passage.lexicon.sets.get("date-forged") else { return false };
    let (from, to) = scene.sentence(first);
    let from = from.checked_sub(1).map_or(from, |before| scene.sentence(before).0);
    let to = scene.sentence(to.min(scene.passage.tokens.len().saturating_sub(1))).1;
    let (from, to) = (from.max(first.saturating_sub(AROUND)), to.min(first + AROUND));
    scene.sets_within(from, to).has(set)
}

/// Whether the figures after a month count what follows: "In April 31 households", "en juin, 31 communes".
fn counting(scene: &Scene<'_>, claim: &Claim) -> bool {
    let (first, end) = (claim.mention.first as usize, claim.mention.end as usize);
    let tokens = &scene.passage.tokens;
    let Some(next) = tokens.get(end).filter(|next| next.kind == TokenKind::Word) else { return false };
    let starts = |word| scene.passage.lexicon.terms.starts(word);
    let day_last = tokens[end - 1].kind == TokenKind::Digits && tokens[end - 1].span.len() < 3;
    let month_first = tokens[first..end - 1].iter().any(|token| starts(token.word).has(Set::MONTH));
    let noun =
        !starts(next.word).has(Set::FUNCTION) && scene.passage.word(end).starts_with(char::is_lowercase);
    day_last && month_first && noun
}

/// The weekday that stands beside a date, and its claim's place: "dans la nuit de jeudi à *vendredi* 12 mai",
/// "the 2nd of October, a *Sunday*".
pub fn weekday_beside(scene: &Scene<'_>, place: usize) -> Option<(Weekday, usize)> {
    let Some(Timex::Date(date)) = &scene.claims[place].mention.timex else { return None };
    let (first, end) = (scene.claims[place].mention.first as usize, scene.claims[place].mention.end as usize);
    if date.weekday.is_some() || date.day.is_none() || date.end.is_some() {
        return None;
    }
    let named = |at: usize| {
        let term = scene.passage.from(at).term(Set::WEEKDAY)?;
        let weekday = Weekday::try_from(u8::try_from(term.payload - 1).ok()?).ok()?;
        Some((weekday, scene.claim_over(at)?))
    };
    let before = first.checked_sub(1).and_then(named).filter(|found| found.1 + 1 == place);
    let word = |at: usize| scene.passage.tokens.get(at).map(|token| token.word);
    let article =
        word(end + 1).is_some_and(|word| scene.passage.lexicon.terms.starts(word).has(Set::ARTICLE));
    let apposed = word(end).is_some() && scene.passage.word(end) == "," && article;
    before.or_else(|| named(end + 2).filter(|found| apposed && found.1 == place + 1))
}

/// The year that words after a date point back to: "le 29 février de la même année".
pub fn same_year(scene: &Scene<'_>, place: usize) -> Option<i32> {
    let set = scene.passage.lexicon.sets.get("same-year")?;
    let end = scene.claims[place].mention.end as usize;
    scene.has_cue(end, set).then_some(())?;
    let before = scene.claims[..place].iter().rev().take(NEAR_CLAIMS);
    before.filter_map(|claim| claim.mention.timex.as_ref()?.date()).flat_map(parts).find_map(written_year)
}

/// Whether quotation marks enclose these tokens, or they and a small word before.
fn quoted(scene: &Scene<'_>, first: usize, end: usize) -> bool {
    let mark = |at: usize, marks: [&str; 4]| {
        at < scene.passage.tokens.len() && marks.contains(&scene.passage.word(at))
    };
    let opens = |at: usize| mark(at, ["«", "“", "\"", "‘"]);
    let closes = mark(end, ["»", "”", "\"", "’"])
        || (mark(end, [",", ".", ",", "."]) && mark(end + 1, ["»", "”", "\"", "’"]));
    closes && (1..=2).any(|back| first.checked_sub(back).is_some_and(opens))
}

/// Whether a date is part of a name: "the February 30 Movement".
fn named(scene: &Scene<'_>, first: usize, end: usize) -> bool {
    let Some(set) = scene.passage.lexicon.sets.get("date-named") else { return false };
    let before = first.checked_sub(1).is_some_and(|before| scene.has_cue(before, set));
    let next = scene.passage.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Word);
    before && next && scene.passage.word(end).starts_with(char::is_uppercase)
}

/// Whether a label makes a number of the figures: "numéro 31", "Route 31".
fn labelled(scene: &Scene<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let token = &scene.passage.tokens[before];
    token.kind == TokenKind::Word && scene.passage.lexicon.terms.starts(token.word).has(Set::LABEL)
}

/// The bytes in the user's file of a part of a claim's text, if they can be told.
pub fn source_of(claim: &Claim, at: usize, length: usize) -> Option<Span> {
    let same = claim.mention.span.len() == claim.source.len();
    let start = claim.source.start + at as u32;
    same.then(|| Span::new(start, start + length as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(published: &str, month: u8, day: u8) -> Option<(i32, bool, Vec<i32>)> {
        let almanac = Almanac { published: Anchor::read(published), named: BTreeSet::from([1987]) };
        almanac.years(month, day, &BTreeSet::new()).map(|years| (years.likely, years.near, years.all))
    }

    #[test]
    fn a_near_day_is_of_the_nearest_year() {
        assert_eq!(years("2014-12-08", 12, 18), Some((2014, true, vec![2014])));
        assert_eq!(years("2014-12-30", 1, 15), Some((2015, true, vec![2014, 2015])));
        assert_eq!(years("2015-06-22", 11, 6), Some((2015, false, vec![1987, 2014, 2015, 2016])));
        assert_eq!(years("2021-12", 8, 8), Some((2021, false, vec![1987, 2020, 2021, 2022])));
        assert_eq!(years("", 8, 8), None);
    }
}
