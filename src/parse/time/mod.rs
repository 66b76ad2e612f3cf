//! Temporal expressions: dates, clock times, lengths of time, ages, recurring times.
//!
//! What the words say is settled here as far as it stands by itself; what hangs on
//! the document's date or on a neighbour is left to `claim::resolve`.

mod age;
mod clock;
mod count;
mod date;
mod daypart;
mod every;
mod feast;
mod gate;
mod length;
mod nth;
mod numeric;
mod period;
mod range;
mod relative;
mod spoken;
mod word;
mod year;

use super::{Kind, Parsed, Production, Reading, Stream, TokenKind, stream::nothing};
use crate::{
    lexicon::{Set, SetBits},
    value::timex::{Date, Time, Timex},
};
use std::sync::LazyLock;

/// A grammar rule of this folder, and what it can begin with: these sets, and figures or not.
struct Rule {
    production: Production,
    sets: SetBits,
    figures: bool,
    /// What must stand among the next tokens, if it asks for anything.
    needs: Option<SetBits>,
}

impl Rule {
    fn needing(self, sets: &[Set]) -> Self {
        Self { needs: Some(sets.iter().copied().collect()), ..self }
    }

    /// Whether it is worth trying where these sets begin among the next tokens.
    fn fits(&self, figures: bool, starts: &SetBits, near: &SetBits) -> bool {
        let begins = if figures { self.figures } else { self.sets.meets(starts) };
        begins && self.needs.as_ref().is_none_or(|needs| near.meets(needs))
    }
}

/// The rules, the one that wins a tie first.
static RULES: LazyLock<[Rule; 11]> = LazyLock::new(|| {
    use Set as S;
    let days = [
        S::MONTH,
        S::MONTH_SHORT,
        S::WEEKDAY,
        S::WEEKDAY_SHORT,
        S::DAY_WORD,
        S::SMALL,
        S::SHIFT_BEFORE,
        S::TIME_ABOUT,
    ];
    let parts = [S::DAY_PART, S::TODAY_PART, S::PART, S::RELATIVE_DAY];
    let units = [S::TIME_UNIT, S::SHIFT_BEFORE, S::RELATIVE_DAY, S::PART, S::SEASON, S::WEEKDAY];
    let counts = [S::COLLECTIVE, S::SMALL, S::APPROX, S::ARTICLE_ONE, S::HALF_OF, S::VAGUE];
    let periods = [S::DECADE_BEFORE, S::DECADE, S::NTH, S::SEASON, S::FISCAL, S::TIME_UNIT, S::LAST_ONE];
    let often = [S::EACH, S::PER, S::EVERY, S::WEEKDAY, S::WEEKDAYS, S::ARTICLE_ONE];
    let rule = |name, read, figures, sets: &[Set]| Rule {
        production: Production { name, read },
        figures,
        sets: sets.iter().copied().collect(),
        needs: None,
    };
    [
        rule(
            "age",
            age::age,
            true,
            &[S::APPROX, S::COLLECTIVE, S::ARTICLE_ONE, S::SMALL, S::AGE_DECADE, S::DECADE],
        ),
        rule("range", range::range, true, &days),
        rule("daypart", daypart::daypart, true, &[days.as_slice(), &parts].concat()).needing(&[
            S::DAY_PART,
            S::TODAY_PART,
            S::AT_HOUR,
        ]),
        rule("clock", clock::clock, true, &[S::SMALL, S::CLOCK_WORD, S::HOUR_PART]),
        rule("feast", feast::feast, false, &[S::FEAST, S::SHIFT_BEFORE, S::TIME_UNIT]),
        rule("period", period::period, true, &periods),
        rule("relative", relative::relative, false, &units),
        rule("date", date_reading, true, &days),
        rule("every", every::every, true, &often),
        rule("stopwatch", length::stopwatch, true, &[]),
        rule("length", length::length, true, &counts).needing(&[S::TIME_UNIT, S::TIME_UNIT_SHORT]),
    ]
});

/// A temporal expression: "lundi 8 décembre 2014", "at 5 p.m.", "trois ans", "last week".
///
/// The longest reading wins.
pub fn time(input: Stream<'_>) -> Parsed<'_, Reading> {
    let Some(first) = input.first() else { return nothing() };
    let figures = first.kind == TokenKind::Digits;
    let starts = input.passage.lexicon.terms.starts(first.word);
    if !figures && gate::is_code(input.text(first)) && !gate::begins(starts) {
        return period::period(input);
    }
    if !gate::possible(input) || part_of_a_word(input) {
        return nothing();
    }
    let near = gate::near(input);
    match RULES
        .iter()
        .filter(|rule| rule.fits(figures, starts, &near))
        .filter_map(|rule| (rule.production.read)(input).ok())
        .reduce(|best, next| if next.0.at > best.0.at { next } else { best })
    {
        Some(reading) => Ok(reading),
        None => nothing(),
    }
}

/// What each rule gives here, and whether the look around lets it be tried.
pub(super) fn tried(input: Stream<'_>) -> impl Iterator<Item = (&'static str, Parsed<'_, Reading>, bool)> {
    let first = input.first().filter(|_| !part_of_a_word(input));
    let near = gate::near(input);
    let fits = move |rule: &Rule| {
        let fit =
            |first: &super::Token| rule.fits(first.kind == TokenKind::Digits, input.starts(first), &near);
        first.is_some_and(fit) && gate::possible(input)
    };
    let rules = RULES.iter().filter(move |_| first.is_some());
    rules.map(move |rule| (rule.production.name, (rule.production.read)(input), fits(rule)))
}

/// Whether two bare figures are years, so that "de 1988 à 1991" is no range of a quantity.
pub(super) fn are_years(low: Stream<'_>, high: Stream<'_>) -> bool {
    let width = |place: Stream<'_>| place.first().map_or(0, |token| token.span.len());
    width(low) == 4 && width(high) == 4 && word::year(low).is_ok() && year::is_year(high)
}

/// Whether the first token is glued to a letter or figure before it: `A320`, `1.400`, `-5`.
fn part_of_a_word(input: Stream<'_>) -> bool {
    let Some(first) = input.first() else { return true };
    if first.before != super::Before::Glued {
        return false;
    }
    let Some(before) = input.previous() else { return false };
    match before.kind {
        TokenKind::Digits | TokenKind::Word => first.kind == TokenKind::Digits,
        TokenKind::Mark => {
            let figure = |back: usize| {
                input
                    .at
                    .checked_sub(back)
                    .is_some_and(|at| input.passage.tokens[at].kind == TokenKind::Digits)
            };
            match input.text(before) {
                "." | "," | ":" => first.kind == TokenKind::Digits && figure(2),
                "/" | "_" | "@" | "#" | "+" | "$" | "€" | "£" => first.kind == TokenKind::Digits,
                _ => false,
            }
        }
    }
}

fn date_reading(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, found) = date::date(input)?;
    Ok((rest, dated(found)))
}

/// The reading of a date, settled.
fn dated(date: Date) -> Reading {
    Reading::time(Kind::Date, Timex::Date(Box::new(date.settled())))
}

/// The reading of a time, settled.
fn timed(mut time: Time) -> Reading {
    time.settle();
    Reading::time(Kind::Time, Timex::Time(Box::new(time)))
}
