//! Two numbers written as one: "600 à 800", "between $44 and $50 million", `15-20 000`.

use num_traits::{CheckedMul, Zero};

use super::{
    amount::{Amount, amount},
    numeral::{Make, Numeral},
    words::is_hyphen,
};
use crate::{
    lexicon::Set,
    parse::{
        Before, Kind, TokenKind, Unit,
        stream::{Parsed, Stream, nothing, term},
        time::are_years,
    },
    value::{Number, unit::factor},
};

/// The two ends of a range, the unit carried to both; [`ends`] of a change are two numbers and no range.
pub(super) struct Range {
    /// The end written first.
    pub(super) low: Amount,
    /// The other one.
    pub(super) high: Amount,
}

/// How the ends are tied.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// "entre … et …".
    Between,
    /// `à`, `to`.
    Word,
    /// `-`, `–`.
    Dash,
    /// `ou`, `or`.
    Alternative,
}

/// A range whose first end is the amount read before `rest`.
pub(super) fn range<'a>(rest: Stream<'a>, low: Amount) -> Option<(Stream<'a>, Range)> {
    let (at, tie) = tie(rest, low)?;
    if tie == Tie::Word && before(rest).is_some_and(|low| are_years(low, at)) {
        return None;
    }
    let (end, high) = amount(at, true).ok()?;
    // "en 2009 à 61 ans": a year, then an age.
    if tie == Tie::Word && is_year(low) && end.term(Set::TIME_UNIT).is_some() {
        return None;
    }
    // "$1.8 million to 600 households": an amount, and whom it goes to.
    let given = low.leads && low.numeral.scale > 0 && !high.has_unit() && high.numeral.scale == 0;
    if tie == Tie::Word && given {
        return None;
    }
    let range = carried(at, low, high, tie)?;
    fits(at, &range, tie).then_some((end, range))
}

/// "entre 20 et 30", "between 44 mg to 50 mg".
pub(super) fn between(input: Stream<'_>) -> Parsed<'_, Range> {
    let (rest, _) = term(Set::BETWEEN)(input)?;
    if follows_age(input) {
        return nothing();
    }
    let first = rest;
    let (rest, low) = amount(rest, false)?;
    let (at, _) = term(Set::JOINER)(rest).or_else(|_| term(Set::RANGE)(rest))?;
    if are_years(first, at) {
        return nothing();
    }
    let (end, high) = amount(at, true)?;
    // "between 3 and 12 September", "between 3 and 12 of Sept"
    let month = term(Set::DATE_OF)(end).map_or(end, |(rest, _)| rest);
    let plain = |at: Stream<'_>| at.term(Set::MONTH).is_some() || at.term(Set::MONTH_SHORT).is_some();
    if !high.has_unit() && (plain(end) || plain(month)) {
        return nothing();
    }
    let range = carried(at, low, high, Tie::Between);
    range.map_or_else(nothing, |range| Ok((end, range)))
}

/// Whether a word of age stands before: "aged between 15 and 24".
fn follows_age(input: Stream<'_>) -> bool {
    before(input).is_some_and(|place| place.term(Set::AGE_BEFORE).is_some())
}

/// The stream from the token before.
fn before(rest: Stream<'_>) -> Option<Stream<'_>> {
    rest.at.checked_sub(1).map(|at| Stream { at, ..rest })
}

/// The word or mark between the ends.
fn tie(rest: Stream<'_>, low: Amount) -> Option<(Stream<'_>, Tie)> {
    let first = rest.first()?;
    if first.kind == TokenKind::Word {
        let opens = rest.starts(first);
        return if opens.has(Set::RANGE) {
            Some((term(Set::RANGE)(rest).ok()?.0, Tie::Word))
        } else if opens.has(Set::ALTERNATIVE) {
            Some((term(Set::ALTERNATIVE)(rest).ok()?.0, Tie::Alternative))
        } else {
            None
        };
    }
    let at = rest.mark_apart(|c| is_hyphen(c) || matches!(c, '–' | '—' | '−' | '~'))?;
    // "8- to 16-meter"
    if let Ok((at, _)) = term(Set::RANGE)(at) {
        return Some((at, Tie::Word));
    }
    // "75 -300mm": a sign would be out of place.
    let leans = low.numeral.make == Make::Digits
        && first.before == Before::Space
        && at.first()?.before == Before::Glued;
    let even = at.first()?.before == first.before
        || leans && amount(at, true).is_ok_and(|(_, high)| high.has_unit());
    let digits = low.numeral.make != Make::Words && at.first()?.kind != TokenKind::Word;
    (even && digits).then_some((at, Tie::Dash))
}

/// Whether the two ends make one range.
fn fits(at: Stream<'_>, range: &Range, tie: Tie) -> bool {
    let (low, high) = (range.low.numeral, range.high.numeral);
    let rises = low.number.value < high.number.value;
    match tie {
        Tie::Alternative => {
            let near = within_ten_times(high.number, low.number);
            rises && near && (low.make != Make::Article || high.number.value == 2.into())
        }
        // A code or a telephone number: `0800-123`.
        Tie::Dash => rises && !low.number.value.is_zero() || range.high.has_unit() || at.previous().is_none(),
        // "tous les deux à 97 ans": the ends are written alike, or near one another.
        Tie::Word => {
            low.make == high.make || within_ten_times(high.number, low.number) || range.high.has_unit()
        }
        Tie::Between => true,
    }
}

/// The ends with unit and scale carried from one to the other; nothing when they do not agree.
fn carried(at: Stream<'_>, low: Amount, high: Amount, tie: Tie) -> Option<Range> {
    let (mut low, mut high) = (low, high);
    if is_year(low) && !is_year(high) {
        return None;
    }
    match (low.has_unit(), high.has_unit()) {
        (false, true) => (low.kind, low.unit) = (high.kind, high.unit),
        (true, false) if low.leads => (high.kind, high.unit) = (low.kind, low.unit),
        (true, false) => return None,
        (true, true) if low.kind != high.kind => return None,
        (true, true) if low.unit != high.unit => low = converted(at, low, high.unit)?,
        _ => {}
    }
    if let Some(numeral) = rescaled(low.numeral, high.numeral, tie) {
        low.numeral = numeral;
    }
    (low.numeral.make != Make::Share || high.numeral.make == Make::Share || high.kind != Kind::Number)
        .then_some(Range { low, high })
}

/// Whether one number is at most ten times another.
fn within_ten_times(one: Number, other: Number) -> bool {
    other.value.checked_mul(&10.into()).is_none_or(|most| one.value <= most)
}

/// Whether an end is a bare year: "passer de 26 milliards en 2015 à 41 milliards".
fn is_year(end: Amount) -> bool {
    let Numeral { number, grouped, make, .. } = end.numeral;
    let plausible = number.value >= 1500.into() && number.value <= 2100.into();
    !end.has_unit() && make != Make::Words && !grouped && number.whole && plausible
}

/// The first end in the unit of the second: "entre 80 centimètres et un mètre".
fn converted(at: Stream<'_>, low: Amount, unit: Unit) -> Option<Amount> {
    let (Unit::Code(from), Unit::Code(to)) = (low.unit, unit) else { return None };
    let codes = &at.passage.lexicon.codes;
    let share = factor(codes.get(usize::from(from))?, codes.get(usize::from(to))?)?;
    let value = low.numeral.number.value.checked_mul(&share)?;
    let number = Number { value, digit: low.numeral.number.digit - 2, whole: false };
    Some(Amount { numeral: Numeral { number, ..low.numeral }, unit, ..low })
}

/// The first end with the scale of the second: "2 à 3 millions", `15-20 000`.
fn rescaled(low: Numeral, high: Numeral, tie: Tie) -> Option<Numeral> {
    let power = match high.scale {
        0 if high.grouped && !low.grouped && tie != Tie::Between => 3,
        scale => scale,
    };
    let unscaled = low.scale == 0 && power > 0 && low.number.digit <= 0;
    let number = low.number.scaled(power).filter(|_| unscaled)?;
    // "entre 800 et 600 millions": the ends are out of order, not of different size.
    let turned = high.scale > 0 && low.number.value < 1000.into() && within_ten_times(number, high.number);
    let below = number.value < high.number.value || turned;
    let near = high.scale > 0 || within_ten_times(high.number, number) && high.number.roundness() >= 3;
    (below && near).then_some(Numeral { number, scale: high.scale, ..low })
}
