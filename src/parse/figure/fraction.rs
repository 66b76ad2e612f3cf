//! Fractions in words: "deux tiers", "one in half", "half a million", "un million et demi".

use num_traits::{CheckedAdd, CheckedMul};

use super::{
    numeral::{Make, Numeral, article, scaled},
    ordinal,
    words::{hyphen, words},
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
    let whole = |rest: Stream<'_>| {
        hyphen(rest).is_none() || rest.first().is_some_and(|next| next.before != Before::Glued)
    };
    let read = parts(input).filter(|(rest, _)| whole(*rest));
    read.map_or_else(nothing, |(rest, number)| Ok((rest, Numeral::plain(number, Make::Share))))
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
    let share = if opens.has(Set::DENOMINATOR) { simple() } else { parts(input) };
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
    let (end, part) = bare_half(at).or_else(|| parts(at)).filter(|(_, part)| *part.value.numer() > 0)?;
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

/// Numerator and denominator.
fn parts(input: Stream<'_>) -> Option<(Stream<'_>, Number)> {
    let digits = input.first()?.kind == TokenKind::Digits;
    let numerators = if digits { scaled(input, false) } else { words(input, false) };
    let (rest, above) = numerators.or_else(|_| article(input)).ok()?;
    let above = above.integer().filter(|&above| (1..1000).contains(&above))?;
    let tied = hyphen(rest);
    let rest = tied.unwrap_or(rest);
    if let Ok((rest, below)) = term(Set::DENOMINATOR)(rest) {
        if rest.at > input.at && (above > 1 && below == 2 && !digits && tied.is_none()) && above != 3 {
            return None;
        }
        return Some((rest, Number::fraction(above, below)?));
    }
    // "un cinquième de la population" is a share, "un cinquième mandat" a rank.
    let (end, below) = ordinal::word(rest).filter(|(_, below)| *below > 2)?;
    let open = end.first().is_none_or(|next| next.kind == TokenKind::Mark) || end.term(Set::LINK).is_some();
    // "vingt-cinquième" is a rank: the number goes on.
    let goes_on = above > 10 && (above % 10 == 0 && below < 10 || above % 100 == 0 && below < 100);
    let fits = !digits && !goes_on && (tied.is_some() || open);
    fits.then_some((end, Number::fraction(above, below)?))
}
