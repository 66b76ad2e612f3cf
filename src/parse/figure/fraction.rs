//! Fractions in words: "deux tiers", "one in half", "half a million", "un million et demi".

use num_traits::{CheckedAdd, CheckedMul};

use super::{
    numeral::{Make, Numeral, article, scaled},
    ordinal,
    words::{hyphen, prefixes, words},
};
use crate::{
    lexicon::Set,
    parse::{
        Before, TokenKind,
        stream::{Parsed, Stream, nothing, term},
    },
    value::Number,
};

/// A share of one: "deux tiers", "un quart", "three-fifths".
pub(super) fn share(input: Stream<'_>) -> Parsed<'_, Numeral> {
    let read = parts(input, false).filter(|(rest, _)| ends(*rest));
    read.map_or_else(nothing, |(rest, number)| Ok((rest, Numeral::plain(number, Make::Share))))
}

/// A share whose numerator is joined: "one hundred and thirty fifths".
pub(super) fn share_of_joined(input: Stream<'_>) -> Option<(Stream<'_>, Numeral)> {
    input.first().filter(|first| first.kind == TokenKind::Word)?;
    let (rest, number) = parts(input, true).filter(|(rest, _)| ends(*rest))?;
    Some((rest, Numeral::plain(number, Make::Share)))
}

/// Whether no hyphen makes it part of a longer word: "tiers-temps".
fn ends(rest: Stream<'_>) -> bool {
    hyphen(rest).is_none() || rest.first().is_some_and(|next| next.before != Before::Glued)
}

/// A share that needs no numerator: "moitié", "half of".
pub(super) fn lone(input: Stream<'_>) -> Parsed<'_, Numeral> {
    let (rest, below) = term(Set::FRACTION)(input)?;
    let number = Number::fraction(1, below);
    number.map_or_else(nothing, |number| Ok((rest, Numeral::plain(number, Make::Share))))
}

/// A share of a scale word: "half a million", "un demi-milliard", "deux tiers de million".
pub(super) fn of_scale(input: Stream<'_>) -> Parsed<'_, Numeral> {
    let read = || {
        let (rest, part) = before_scale(input).ok()?;
        let (rest, power) = term(Set::SCALE)(rest).ok()?;
        let power = u8::try_from(power).ok()?;
        let factor = 10_i64.checked_pow(u32::from(power))?;
        let value = part.value.checked_mul(&factor.into())?;
        let number = Number { value, digit: power as i8 - 1, whole: false };
        Some((rest, Numeral { scale: power, ..Numeral::plain(number, Make::Share) }))
    };
    read().map_or_else(nothing, Ok)
}

/// A share that goes before a scale word or a collective: "half a", "un demi-", "two thirds of a".
pub(super) fn before_scale(input: Stream<'_>) -> Result<(Stream<'_>, Number), ()> {
    let opens = input.first().map(|token| *input.starts(token)).ok_or(())?;
    let simple = || {
        let (rest, below) = term(Set::DENOMINATOR)(input).ok()?;
        Some((rest, Number::fraction(1, below)?))
    };
    let share = if opens.has(Set::DENOMINATOR) { simple() } else { parts(input, false) };
    let (rest, number) = share.ok_or(())?;
    let rest = hyphen(rest).unwrap_or(rest);
    let rest = term(Set::LINK)(rest).map_or(rest, |(rest, _)| rest);
    let rest = article(rest).map_or(rest, |(rest, _)| rest);
    let large = rest.term(Set::SCALE).is_some() || rest.term(Set::COLLECTIVE).is_some();
    large.then_some((rest, number)).ok_or(())
}

/// The fraction tied to a number: "et demi", "and a half", "and three quarters million".
///
/// Tied to a scale word, a fraction is a share of it ("un million et demi").
pub(super) fn tied<'a>(rest: Stream<'a>, base: Numeral) -> Option<(Stream<'a>, Numeral)> {
    let (at, _) = term(Set::JOINER)(rest).ok()?;
    let whole = base.integer().filter(|_| base.number.digit >= 0)?;
    if let Ok((end, share)) = of_scale(at)
        && share.scale < base.scale
    {
        let value = base.number.value.checked_add(&share.number.value)?;
        return Some((end, Numeral { number: Number { value, ..share.number }, ..base }));
    }
    let (end, part) = bare_half(at)
        .or_else(|| parts(at, false))
        .filter(|(_, part)| *part.value.numer() > 0 && part.value < 1.into())?;
    let unit = 10_i64.checked_pow(u32::from(base.scale))?;
    let more = part.value.checked_mul(&unit.into())?;
    let value = base.number.value.checked_add(&more)?;
    let digit = if base.scale > 0 { base.scale as i8 - 1 } else { part.digit };
    let number = Number { value, digit, whole: base.scale == 0 };
    let make = if base.make == Make::Article { Make::Words } else { base.make };
    let (end, numeral) = (end, Numeral { number, make, ..base });
    // "five and a half million"
    let scaled_after = term(Set::SCALE)(end).ok().filter(|_| base.scale == 0 && whole < 1000);
    let Some((after, power)) = scaled_after else { return Some((end, numeral)) };
    let power = u8::try_from(power).ok()?;
    let value = value.checked_mul(&10_i64.checked_pow(u32::from(power))?.into())?;
    let number = Number { value, digit: power as i8 - 1, whole: false };
    Some((after, Numeral { number, scale: power, ..numeral }))
}

/// `demi` after its joiner: no numerator.
fn bare_half(input: Stream<'_>) -> Option<(Stream<'_>, Number)> {
    let (rest, below) = term(Set::DENOMINATOR)(input).ok().filter(|(_, below)| *below == 2)?;
    Some((rest, Number::fraction(1, below)?))
}

/// Numerator and denominator: "deux tiers", "cent trente cinquièmes", "three twenty-firsts".
///
/// The numerator is the longest number that leaves a denominator; a hyphen makes one word of
/// the last two ("one hundred thirty-fifths" is 100/35).
fn parts(input: Stream<'_>, joined: bool) -> Option<(Stream<'_>, Number)> {
    let digits = input.first()?.kind == TokenKind::Digits;
    let numerators = if digits { scaled(input, false) } else { words(input, joined) };
    let (rest, above) = numerators.or_else(|_| article(input)).ok()?;
    if !may_divide(rest) {
        return None;
    }
    let most = if digits { 1000 } else { LARGEST };
    let above = above.integer().filter(|&above| (1..most).contains(&above))?;
    divided(input, rest, above, digits).or_else(|| {
        let shorter = if digits { Vec::new() } else { prefixes(input, joined) };
        shorter.into_iter().skip(1).find_map(|(rest, above)| divided(input, rest, above, digits))
    })
}

/// The largest numerator in words.
const LARGEST: i64 = 1_000_000_000_000;

/// Whether a denominator can begin here, past a hyphen: most numbers are no numerators.
fn may_divide(rest: Stream<'_>) -> bool {
    let at = hyphen(rest).unwrap_or(rest);
    at.first().is_some_and(|next| {
        let starts = at.starts(next);
        [Set::DENOMINATOR, Set::ORDINAL, Set::CARDINAL].into_iter().any(|set| starts.has(set))
    })
}

/// The fraction of a numerator and the denominator after it.
fn divided<'a>(
    input: Stream<'a>,
    rest: Stream<'a>,
    above: i64,
    digits: bool,
) -> Option<(Stream<'a>, Number)> {
    let tied = hyphen(rest);
    let one_word = tied.is_some() && rest.first()?.before == Before::Glued;
    let at = tied.unwrap_or(rest);
    if at.term(Set::FIXED).is_some() {
        return None; // "un quart de finale"
    }
    if let Ok((end, below)) = term(Set::DENOMINATOR)(at) {
        let halves = above > 1 && below == 2 && !digits && tied.is_none() && above != 3;
        let rank = one_word && continues(above, below);
        let fits = below > 1 && !(end.at > input.at && halves || rank);
        return fits.then_some(()).and_then(|()| Some((end, Number::fraction(above, below)?)));
    }
    let (end, below) = if digits { return None } else { compound(at) }.filter(|(_, below)| *below > 2)?;
    // "un cinquième de la population" is a share, "un cinquième mandat" a rank.
    let open = end.first().is_none_or(|next| next.kind == TokenKind::Mark) || end.term(Set::LINK).is_some();
    // "vingt-cinquième" is a rank: the number goes on.
    let last = Stream { at: end.at.checked_sub(1)?, ..end };
    let fits = last.term(Set::DENOMINATOR).is_some() || !continues(above, below) && (tied.is_some() || open);
    fits.then_some((end, Number::fraction(above, below)?))
}

/// A denominator of more than one word, or in the singular: "vingt et unième", "thirty-fifths", "quart".
fn compound(at: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    ordinal::word(at).or_else(|| {
        let (rest, tens) = words(at, false).ok()?;
        let (end, last) = term(Set::DENOMINATOR)(hyphen(rest).unwrap_or(rest)).ok()?;
        let tens = tens.integer().filter(|&tens| continues(tens, last))?;
        Some((end, tens.checked_add(last)?))
    })
}

/// Whether a number takes another as its last part: 25 after 100, 5 after 20, 12 after "soixante".
pub(super) fn continues(number: i64, last: i64) -> bool {
    let room = match number % 100 {
        0 if number > 0 => 100,
        60 | 80 => 20,
        tens if tens > 10 && tens % 10 == 0 => 10,
        _ => 0,
    };
    last < room
}
