//! Numbers in words: "quatre-vingt-dix-sept", "one hundred and six", "deux millions".

use super::numeral::{Make, Numeral};
use crate::{
    lexicon::Set,
    parse::{
        Before,
        stream::{Parsed, Stream, nothing, term},
    },
    value::Number,
};

/// A cardinal in words. Where `joined`, a joiner may tie its parts: "mille et une nuits".
pub(super) fn words(input: Stream<'_>, joined: bool) -> Parsed<'_, Numeral> {
    let first = input.first().ok_or(nom::Err::Error(()))?;
    let opens = input.starts(first);
    if !opens.has(Set::CARDINAL) && !opens.has(Set::ARTICLE) || is_vague(input) {
        return nothing();
    }
    let mut sum = Sum::default();
    let mut rest = input;
    while let Some(next) = part(rest, &mut sum, joined).or_else(|| after_comma(rest, &mut sum, joined)) {
        rest = next;
    }
    if let Some(year) = said_as_year(rest, &sum) {
        return Ok(year);
    }
    let article = rest.at == input.at + 1 && opens.has(Set::ARTICLE);
    let Some(numeral) = sum.numeral() else { return nothing() };
    if article && !opens.has(Set::CARDINAL) {
        return nothing();
    }
    let make = if article { Make::Article } else { Make::Words };
    let numeral = Numeral { make, ..numeral };
    Ok(with_decimals(rest, numeral).unwrap_or((rest, numeral)))
}

/// Whether nothing says how many hundreds or thousands: "a few thousand euros".
fn is_vague(input: Stream<'_>) -> bool {
    let vague = input.previous().is_some_and(|before| input.starts(before).has(Set::FEW));
    vague && term(Set::CARDINAL)(input).is_ok_and(|(_, value)| value >= 100)
}

/// A number said in pairs, as years are: "nineteen seventy-three".
fn said_as_year<'a>(rest: Stream<'a>, sum: &Sum) -> Option<(Stream<'a>, Numeral)> {
    let pairs = rest.passage.lexicon.marks.head_last && sum.total == 0 && (16..=20).contains(&sum.group);
    let next = rest.first().filter(|next| pairs && next.before == Before::Space)?;
    if !rest.starts(next).has(Set::CARDINAL) {
        return None;
    }
    let (mut lesser, mut end) = (Sum::default(), rest);
    while let Some(next) = part(end, &mut lesser, false) {
        end = next;
    }
    let goes_on = end.first().is_some_and(|next| {
        let starts = end.starts(next);
        starts.has(Set::ORDINAL) || starts.has(Set::DENOMINATOR) || hyphen(end).is_some()
    });
    let fits = lesser.total == 0 && (20..100).contains(&lesser.group) && !goes_on;
    let number = Number::integer(sum.group * 100 + lesser.group);
    fits.then_some((end, Numeral::plain(number, Make::Words)))
}

/// The numbers that begin here, the longest first: "cent trente" and "cent" of "cent trente-cinquièmes".
pub(super) fn prefixes(input: Stream<'_>, joined: bool) -> Vec<(Stream<'_>, i64)> {
    let (mut found, mut sum, mut rest) = (Vec::new(), Sum::default(), input);
    while let Some(next) = part(rest, &mut sum, joined) {
        rest = next;
        found.extend(sum.total.checked_add(sum.group).map(|value| (rest, value)));
    }
    found.reverse();
    found
}

/// What a comma parts below a scale word: "three million, two hundred and forty".
fn after_comma<'a>(rest: Stream<'a>, sum: &mut Sum, joined: bool) -> Option<Stream<'a>> {
    let at = rest.mark(|c| c == ',').filter(|_| sum.power > 2 && sum.group == 0)?;
    let first = at.first().filter(|first| at.starts(first).has(Set::CARDINAL))?;
    let (mut lesser, mut end) = (Sum::default(), at);
    while let Some(next) = part(end, &mut lesser, joined) {
        end = next;
    }
    let value = lesser.total.checked_add(lesser.group)?;
    // "two thousand, three hundred and four respectively" may be three numbers, "two million, five" is two.
    let fits = first.before != Before::Break && value >= 100 && value < sum.last;
    sum.total = sum.total.checked_add(value).filter(|_| fits)?;
    sum.power = 0;
    Some(end)
}

/// Takes the next word of the number, where one fits.
fn part<'a>(rest: Stream<'a>, sum: &mut Sum, joined: bool) -> Option<Stream<'a>> {
    if sum.is_empty() {
        if let Ok((after, value)) = term(Set::CARDINAL)(rest) {
            return sum.add(value, rest.starts(rest.first()?).has(Set::VIGESIMAL)).then_some(after);
        }
        let (after, _) = term(Set::ARTICLE)(rest).ok()?;
        return (follows(after) && sum.add(1, false)).then_some(after);
    }
    let at = hyphen(rest).unwrap_or(rest);
    if let Ok((after, power)) = term(Set::SCALE)(at)
        && power > 2
    {
        return sum.scale(u32::try_from(power).ok()?).then_some(after);
    }
    if let Ok((after, 2)) = term(Set::SCALE)(at)
        && at.term(Set::CARDINAL).is_none()
    {
        return sum.add(100, false).then_some(after); // "sixty hundreds"
    }
    if let Ok((after, value)) = term(Set::CARDINAL)(at) {
        let cents = value == 100 && at.term(Set::CENT).is_some();
        let vigesimal = at.term(Set::VIGESIMAL).is_some();
        return (!(cents && sum.group > 19) && sum.add(value, vigesimal)).then_some(after);
    }
    let (at, _) = term(Set::JOINER)(at).ok().filter(|_| joined)?;
    let at = hyphen(at).unwrap_or(at);
    let (after, value) = term(Set::CARDINAL)(at).ok()?;
    // "vingt et un", but "vingt et trois" are two; "cent et deux mille" is not 102 thousand.
    let fits = if sum.room <= 20 { matches!(value, 1 | 11) } else { value < sum.room };
    (fits && sum.add(value, at.term(Set::VIGESIMAL).is_some())).then_some(after)
}

/// Whether a hundred, a thousand or a scale word comes, so that an article is a number.
fn follows(input: Stream<'_>) -> bool {
    let large = term(Set::CARDINAL)(input).is_ok_and(|(_, value)| value >= 100);
    large || input.term(Set::SCALE).is_some()
}

/// A hyphen inside a number: `quatre-vingt`, and `fifty - two` of loose typing.
pub(super) fn hyphen(input: Stream<'_>) -> Option<Stream<'_>> {
    let rest = input.mark_apart(is_hyphen)?;
    let glued = rest.first()?.before == Before::Glued;
    (glued == (input.first()?.before == Before::Glued)).then_some(rest)
}

/// Hyphens as people type them.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‑' | '\u{2010}')
}

/// Decimals in words: "zéro virgule cinq", "two hundred point zero three".
fn with_decimals<'a>(input: Stream<'a>, numeral: Numeral) -> Option<(Stream<'a>, Numeral)> {
    let whole = numeral.integer().filter(|_| numeral.scale == 0)?;
    let (mut rest, _) = term(Set::DECIMAL_WORD)(input).ok()?;
    let (mut mantissa, mut places) = (whole, 0_u32);
    while let Some((after, piece)) = decimal(rest) {
        let width = piece.checked_ilog10().unwrap_or(0) + 1;
        mantissa = mantissa.checked_mul(10_i64.checked_pow(width)?)?.checked_add(piece)?;
        (rest, places) = (after, places + width);
    }
    let places = u8::try_from(places).ok().filter(|&places| places > 0)?;
    Some((rest, Numeral { number: Number::decimal(mantissa, places, 0)?, make: Make::Words, ..numeral }))
}

/// One number among decimals in words.
fn decimal(input: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let mut sum = Sum::default();
    let mut rest = input;
    while let Some(next) = part(rest, &mut sum, true) {
        rest = next;
    }
    (rest.at > input.at).then_some((rest, sum.group)).filter(|_| sum.total == 0)
}

/// A number as it grows, word by word.
#[derive(Default)]
struct Sum {
    /// What stands before the last scale word, scaled.
    total: i64,
    /// What came after it.
    group: i64,
    /// What may be added is below this: 10 after "vingt".
    room: i64,
    /// The last scale word: 1,000,000.
    last: i64,
    /// The power of ten of the last word, where it was a scale word.
    power: u32,
    /// How many words.
    count: u32,
}

impl Sum {
    const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds a word below a hundred, or multiplies by a hundred or a thousand.
    fn add(&mut self, value: i64, vigesimal: bool) -> bool {
        let added = match value {
            1000 => return self.scale(3),
            100 if (1..100).contains(&self.group) => self.group.checked_mul(100),
            _ if self.is_empty() || value < self.room && value > 0 => self.group.checked_add(value),
            _ => None,
        };
        let Some(group) = added else { return false };
        self.room = match value {
            100 => 100,
            20..=90 if vigesimal => 20,
            10 if self.room == 20 => 10,
            20..=90 if value % 10 == 0 => 10,
            _ => 1,
        };
        (self.group, self.power, self.count) = (group, 0, self.count + 1);
        true
    }

    /// Multiplies what came since the last scale word: "deux millions", "53 mille millions".
    fn scale(&mut self, power: u32) -> bool {
        let Some(factor) = 10_i64.checked_pow(power) else { return false };
        let total = match self.group {
            0 if self.is_empty() => Some(factor),
            0 if self.room == self.last && self.total > 0 && power > 3 => self.total.checked_mul(factor),
            0 if self.total == 0 || power > 3 || self.last <= factor => None,
            0 => self.total.checked_add(factor),
            group if self.last > factor || self.total == 0 => {
                group.checked_mul(factor).and_then(|scaled| self.total.checked_add(scaled))
            }
            _ => None,
        };
        let Some(total) = total else { return false };
        *self = Self { total, group: 0, room: factor, last: factor, power, count: self.count + 1 };
        true
    }

    fn numeral(&self) -> Option<Numeral> {
        let value = self.total.checked_add(self.group)?;
        let power = if self.power > 3 { self.power as u8 } else { 0 };
        let number = match power {
            0 => Number::integer(value),
            power => Number::decimal(value / self.last, 0, power)
                .filter(|_| value % self.last == 0)
                .unwrap_or(Number { digit: power as i8, whole: false, ..Number::integer(value) }),
        };
        let scale = if self.last > 1000 { self.last.ilog10() as u8 } else { 0 };
        (!self.is_empty()).then_some(Numeral { scale, ..Numeral::plain(number, Make::Words) })
    }
}
