//! From partial and relative dates to days: what the document's date and the text around tell.
//!
//! A date without its year takes the occurrence near the document's date, on the
//! side that the tense tells; one far from it follows the last full date named in
//! its paragraph. A bare weekday is the last one up to the document's own day, or
//! in the future tense the next. Clock times take the day that their paragraph
//! names. Nothing is ever taken from the clock: without a document's date, partial
//! dates stay open.

mod anchor;
mod lay;
mod own;
mod reach;
mod reckon;
mod tense;

pub use anchor::Anchor;
pub use reach::{Moment, Reach};
pub use tense::is_past;

pub(super) use own::own;

use reckon::Surroundings;

use super::Claim;
use crate::{
    lexicon::Set,
    parse::{Before, Passage, TokenKind},
    value::timex::{Date, DayPart, Grain, Timex},
};

/// Within how many tokens of its sentence's start a bare year sets the year of what follows: "En 1914, …".
const OPENING: u32 = 2;

/// How many words may stand between a time and the part of the day that tells its half.
const NEAR_PART: u32 = 2;

/// Resolves the temporal claims of one block, which stand in order.
///
/// `sentences` are the ends of its sentences, as [`crate::parse::sentences`] gives them.
pub fn resolve(claims: &mut [Claim], passage: &Passage<'_>, sentences: &[u32], anchor: Option<Anchor>) {
    let mut named: Option<(u32, Date)> = None;
    for claim in claims.iter_mut() {
        let (first, end, sentence) = (claim.mention.first, claim.mention.end, claim.sentence);
        let Some(date) = claim.mention.timex.as_mut().and_then(date_of) else { continue };
        let tense = || tense::tense(passage, bounds(sentences, sentence), first, end);
        let near = named
            .as_ref()
            .filter(|(place, date)| date.grain <= Grain::Month || *place == sentence || anchor.is_none());
        let around = Surroundings { anchor, named: near.map(|near| &near.1), tense: &tense };
        reckon::fill(date, &around);
        date.settle();
        let opens = date.grain < Grain::Year || first <= bounds(sentences, sentence).0 + OPENING;
        if date.year.is_some() && date.grain <= Grain::Year && !date.fiscal && !date.yearless && opens {
            named = Some((sentence, date.clone()));
        }
    }
    attach(claims, passage);
    half_of_day(claims, passage);
    for claim in claims.iter_mut() {
        if let Some(Timex::Time(time)) = &mut claim.mention.timex {
            time.settle();
        }
    }
    reach::reach(claims, passage, sentences, anchor);
}

/// The date of a date, or of a time that names its day.
fn date_of(timex: &mut Timex) -> Option<&mut Date> {
    match timex {
        Timex::Date(date) => Some(date),
        Timex::Time(time) => time.date.as_deref_mut(),
        Timex::Duration(_) | Timex::Set(_) => None,
    }
}

/// Gives clock times without a day the one named last in their block, or next in their sentence.
fn attach(claims: &mut [Claim], passage: &Passage<'_>) {
    let mut ahead: Option<(&Claim, Date)> = None;
    let mut following: Vec<Option<(bool, Date)>> = vec![None; claims.len()];
    for (at, claim) in claims.iter().enumerate().rev() {
        if let Some(date) = day_of(claim) {
            ahead = Some((claim, date.clone()));
        } else if undated(claim) {
            let same = ahead.as_ref().filter(|(day, _)| day.sentence == claim.sentence);
            following[at] = same.map(|(day, date)| (close(claim, day, passage), date.clone()));
        }
    }
    let mut last: Option<Date> = None;
    let mut ends = u32::MAX;
    for (claim, next) in claims.iter_mut().zip(following) {
        let right_after = claim.mention.first == ends;
        ends = if day_of(claim).is_some() { claim.mention.end } else { u32::MAX };
        if let Some(date) = day_of(claim) {
            last = Some(date.clone());
        } else if undated(claim)
            && let Some(Timex::Time(time)) = &mut claim.mention.timex
        {
            time.date = match next {
                Some((true, date)) if !right_after => Some(date),
                next => last.clone().or(next.map(|next| next.1)),
            }
            .map(Box::new);
        }
    }
}

/// Puts a bare hour into the half of the day that a part beside it names: "mardi soir à 8 h 30", "7:30 last night".
fn half_of_day(claims: &mut [Claim], passage: &Passage<'_>) {
    let part = |claim: &Claim| match &claim.mention.timex {
        Some(Timex::Time(time)) if time.seconds.is_none() => time.part,
        _ => None,
    };
    let near = |one: &Claim, other: &Claim| {
        one.sentence == other.sentence && other.mention.first - one.mention.end <= NEAR_PART
    };
    for at in 0..claims.len() {
        let next = claims.get(at + 1).filter(|next| near(&claims[at], next));
        let after = claims.get(at + 2).filter(|after| next.is_some_and(|next| near(next, after)));
        let ahead =
            next.and_then(part).or_else(|| after.filter(|_| next.is_some_and(is_clock)).and_then(part));
        let behind = at.checked_sub(1).map(|at| &claims[at]).filter(|last| near(last, &claims[at]));
        let Some(part) = behind.and_then(part).or(ahead) else { continue };
        let (first, end) = (claims[at].mention.first as usize, claims[at].mention.end as usize);
        let told = (first..end).any(|at| passage.from(at).term(Set::MERIDIEM).is_some());
        let Some(Timex::Time(time)) = claims[at].mention.timex.as_mut() else { continue };
        let Some(seconds) = time.seconds.filter(|_| !told) else { continue };
        let early = if part == DayPart::Night { 6 * 3600 } else { 3600 };
        let late = matches!(part, DayPart::Afternoon | DayPart::Evening | DayPart::Night);
        if late && (early..12 * 3600).contains(&seconds) {
            time.seconds = Some(seconds + 12 * 3600);
            time.until = time.until.map(|until| if until < 12 * 3600 { until + 12 * 3600 } else { until });
        }
    }
}

/// Whether a claim is a clock time.
fn is_clock(claim: &Claim) -> bool {
    matches!(&claim.mention.timex, Some(Timex::Time(time)) if time.seconds.is_some())
}

/// Whether a day follows a time at once: "3pm today", "9 a.m. on Tuesday".
fn close(time: &Claim, day: &Claim, passage: &Passage<'_>) -> bool {
    let between = time.mention.end as usize..day.mention.first as usize;
    let broken = passage.tokens[day.mention.first as usize].before == Before::Break;
    between.len() <= 1 && !broken && between.into_iter().all(|at| passage.tokens[at].kind == TokenKind::Word)
}

/// The single day that a claim names.
fn day_of(claim: &Claim) -> Option<&Date> {
    claim.mention.timex.as_ref()?.date().filter(|date| is_day(date))
}

/// Whether a claim is a time of an unknown day.
fn undated(claim: &Claim) -> bool {
    matches!(&claim.mention.timex, Some(Timex::Time(time)) if time.date.is_none())
}

fn is_day(date: &Date) -> bool {
    date.grain == Grain::Day && date.end.is_none() && date.only_day().is_some()
}

/// The first token of a sentence and the one after its last.
fn bounds(sentences: &[u32], sentence: u32) -> (u32, u32) {
    let place = sentence as usize;
    let start = place.checked_sub(1).and_then(|before| sentences.get(before)).copied().unwrap_or(0);
    (start, sentences.get(place).copied().unwrap_or(u32::MAX))
}
