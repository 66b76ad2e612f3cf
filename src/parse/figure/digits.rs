//! Numbers in digits: `1.400`, `1 234 567,89`, `2 1/4`, `½`, `6.02x10^23`.

use num_rational::Ratio;
use num_traits::{CheckedDiv, CheckedMul};

use crate::{
    parse::{
        Before, Token, TokenKind,
        figure::numeral::{Make, Numeral},
        stream::{Parsed, Stream, nothing},
    },
    value::Number,
};

/// Digits as people write them: `12 000,50` in French, `12,000.50` in English.
///
/// The marks come from the lexicon. A group holds exactly three digits, so `1 200`
/// is one number and `12 34` is two. A mark that both groups and divides (the
/// French point) groups where three digits follow: `1.400` but `7.62` and `0.125`.
pub(super) fn digits(input: Stream<'_>) -> Parsed<'_, Numeral> {
    read(input).map_or_else(nothing, Ok)
}

fn read(input: Stream<'_>) -> Option<(Stream<'_>, Numeral)> {
    if let Some((rest, (above, below))) = fraction(input) {
        return Some((rest, Numeral::plain(Number::fraction(above, below)?, Make::Share)));
    }
    let (rest, plain) = plain(input)?;
    if plain.decimals == 0
        && let Some((rest, share)) = whole_and_fraction(rest, plain.mantissa)
    {
        return Some((rest, share));
    }
    if let Some((rest, number)) = powered(rest, &plain) {
        return Some((rest, Numeral::plain(number, Make::Digits)));
    }
    let (rest, power) = exponent(rest).unwrap_or((rest, 0));
    let shift = i16::from(plain.decimals) - power;
    let number = if shift >= 0 {
        Number::decimal(plain.mantissa, u8::try_from(shift).ok()?, 0)?
    } else {
        Number::decimal(plain.mantissa, 0, u8::try_from(-shift).ok()?)?
    };
    Some((rest, Numeral { grouped: plain.grouped, ..Numeral::plain(number, Make::Digits) }))
}

/// Digits with their groups and decimals.
struct Plain {
    mantissa: i64,
    decimals: u8,
    grouped: bool,
}

fn plain(input: Stream<'_>) -> Option<(Stream<'_>, Plain)> {
    let first = input.first()?;
    if first.kind == TokenKind::Mark {
        let (rest, text) = decimals(input, None)?;
        let apart = input.previous().is_none_or(|_| first.before != Before::Glued);
        let plain =
            Plain { mantissa: pushed(0, text)?, decimals: u8::try_from(text.len()).ok()?, grouped: false };
        return apart.then_some((rest, plain));
    }
    if let Some(foreign) = foreign(input) {
        return Some(foreign);
    }
    let (mut rest, (mut mantissa, group)) = whole(input)?;
    let mut count = 0;
    if let Some((after, text)) = decimals(rest, group) {
        mantissa = pushed(mantissa, text)?;
        (rest, count) = (after, u8::try_from(text.len()).ok()?);
    }
    Some((rest, Plain { mantissa, decimals: count, grouped: group.is_some() }))
}

/// The digits before the decimals, and the mark that groups them (a blank is `' '`).
fn whole(input: Stream<'_>) -> Option<(Stream<'_>, (i64, Option<char>))> {
    let first = input.first().filter(|token| token.kind == TokenKind::Digits)?;
    let text = input.text(first);
    let mut value = pushed(0, text)?;
    let mut rest = input.skip(1);
    if text.len() > 3 || text.starts_with('0') {
        return Some((rest, (value, None)));
    }
    if let Some((rest, value)) = pairs(rest, value, text.len()) {
        return Some((rest, (value, Some(','))));
    }
    let mut by = None;
    while let Some((after, separator, group)) = group(rest) {
        if by.is_some_and(|by| by != separator) {
            break;
        }
        value = pushed(value, group)?;
        (rest, by) = (after, Some(separator));
    }
    Some((rest, (value, by)))
}

/// One group of three digits with the mark or blank before it.
fn group(input: Stream<'_>) -> Option<(Stream<'_>, char, &str)> {
    let marks = &input.passage.lexicon.marks.group;
    let first = input.first()?;
    let (separator, at, glued) = match (first.kind, first.before) {
        (TokenKind::Digits, Before::Space | Before::Hard) => (' ', input, false),
        (TokenKind::Mark, Before::Glued) => (input.text(first).chars().next()?, input.skip(1), true),
        _ => return None,
    };
    let token = at.first().filter(|token| token.kind == TokenKind::Digits)?;
    let fits = input.text(token).len() == 3 && (token.before == Before::Glued) == glued;
    (fits && marks.contains(&separator)).then(|| (at.skip(1), separator, input.text(token)))
}

/// Digits grouped and divided by the marks of another language, both written: `1.111,11` in English.
fn foreign(input: Stream<'_>) -> Option<(Stream<'_>, Plain)> {
    let [first, group, ..] = input.tokens() else { return None };
    let mark = input.text(group).chars().next().filter(|c| matches!(c, '.' | ','))?;
    let marks = &input.passage.lexicon.marks;
    if input.text(first).len() > 3 || marks.group.contains(&mark) {
        return None;
    }
    let mut mantissa = pushed(0, input.text(first))?;
    let mut rest = input.skip(1);
    while rest.repeats(mark) && rest.tokens().get(1).is_some_and(|digits| rest.text(digits).len() == 3) {
        mantissa = pushed(mantissa, rest.text(&rest.tokens()[1]))?;
        rest = rest.skip(2);
    }
    let other = if mark == '.' { ',' } else { '.' };
    let digits = rest.tokens().get(1).filter(|_| rest.at > input.at + 1 && rest.repeats(other))?;
    let text = rest.text(digits);
    let end = rest.skip(2);
    let ends = text.len() <= 2 && !end.repeats(other) && !end.repeats(mark);
    ends.then_some((
        end,
        Plain { mantissa: pushed(mantissa, text)?, decimals: text.len() as u8, grouped: true },
    ))
}

/// Groups of two, as India writes lakhs and crores: `12,34,567`.
fn pairs(mut rest: Stream<'_>, mut value: i64, width: usize) -> Option<(Stream<'_>, i64)> {
    let mut count = 0;
    while let Some(text) = after_comma(rest) {
        value = pushed(value, text)?;
        rest = rest.skip(2);
        match text.len() {
            2 => count += 1,
            3 if count > 0 && width <= 2 => return Some((rest, value)),
            _ => return None,
        }
    }
    None
}

fn after_comma(input: Stream<'_>) -> Option<&str> {
    let [comma, digits, ..] = input.tokens() else { return None };
    let glued = [comma, digits].iter().all(|token| token.before == Before::Glued);
    (glued && input.text(comma) == "," && digits.kind == TokenKind::Digits).then(|| input.text(digits))
}

/// The decimal mark and the digits after it: those digits.
fn decimals<'a>(input: Stream<'a>, group: Option<char>) -> Option<(Stream<'a>, &'a str)> {
    let [point, digits, ..] = input.tokens() else { return None };
    let marks = &input.passage.lexicon.marks;
    let mark = input.text(point).chars().next().filter(|_| point.kind == TokenKind::Mark)?;
    let text = input.text(digits);
    if digits.kind != TokenKind::Digits || digits.before != Before::Glued || group == Some(mark) {
        return None;
    }
    let usual = marks.decimal.contains(&mark);
    let lone = || text.len() <= 2 && point.before == Before::Glued && !listed(input, mark);
    let foreign = matches!(mark, '.' | ',') && (group.is_some() || lone());
    let rest = input.skip(2);
    let ends = !rest.repeats(mark);
    ((usual || foreign) && ends).then_some((rest, text))
}

/// Whether the same mark stands before the digits too: `22,24,26` is a list.
fn listed(input: Stream<'_>, mark: char) -> bool {
    let before = input.at.checked_sub(2).and_then(|at| input.passage.tokens.get(at));
    before.is_some_and(|token| input.text(token).starts_with(mark))
}

/// A power of ten: `e10`, `x10^-4`, `×10−5`, `x 10^4`.
fn exponent(input: Stream<'_>) -> Option<(Stream<'_>, i16)> {
    let first = input.first().filter(|token| token.before != Before::Break)?;
    let mut rest = match input.text(first) {
        "e" | "E" if first.before == Before::Glued => input.skip(1),
        "x" | "×" | "·" | "*" => {
            let [_, ten, caret, ..] = input.tokens() else { return None };
            let rest = input.skip(2);
            let caret = caret.before == Before::Glued && input.text(caret) == "^";
            let even = ten.before == first.before && (caret || first.before == Before::Glued);
            (input.text(ten) == "10" && even).then_some(rest.mark(|c| c == '^').unwrap_or(rest))?
        }
        _ => return None,
    };
    let mut sign = 1;
    if let Some(after) = rest.mark(|c| matches!(c, '-' | '−' | '+')) {
        sign = if input.text(rest.first()?) == "+" { 1 } else { -1 };
        rest = after;
    }
    let power = rest.first().filter(|token| is_glued_digits(token))?;
    Some((rest.skip(1), sign * input.text(power).parse::<i16>().ok().filter(|power| *power <= 18)?))
}

/// A power that is written out, and a number times it: `2.5^-1`, `10^6`, `8x2^10`.
fn powered<'a>(rest: Stream<'a>, plain: &Plain) -> Option<(Stream<'a>, Number)> {
    let base = Number::decimal(plain.mantissa, plain.decimals, 0)?;
    if let Some((rest, power)) = caret(rest) {
        return Some((rest, raised(base, power)?));
    }
    let times = rest.first().filter(|token| token.before == Before::Glued)?;
    let [_, other, caret_mark, ..] = rest.tokens() else { return None };
    let fits = matches!(rest.text(times), "x" | "×" | "*") && is_glued_digits(other);
    if !fits || rest.text(caret_mark) != "^" || rest.text(other) == "10" {
        return None;
    }
    let (end, power) = caret(rest.skip(2))?;
    let factor = raised(Number::integer(number(rest.text(other))?), power)?;
    let value = base.value.checked_mul(&factor.value)?;
    Some((end, Number { value, digit: 0, whole: value.is_integer() }))
}

/// `^+23`, `^-1`: the exponent.
fn caret(rest: Stream<'_>) -> Option<(Stream<'_>, i32)> {
    let mut rest = rest.mark(|c| c == '^')?;
    let mut sign = 1;
    while let Some(after) = rest.mark(|c| matches!(c, '-' | '−' | '+')) {
        sign = if rest.text(rest.first()?) == "+" { sign } else { -sign };
        rest = after;
    }
    let power = rest.first().filter(|token| is_glued_digits(token))?;
    Some((rest.skip(1), sign * rest.text(power).parse::<i32>().ok().filter(|power| *power <= 64)?))
}

/// A number to a power: exact where that fits, else to twelve decimals.
fn raised(base: Number, power: i32) -> Option<Number> {
    let exact = (0..power.unsigned_abs())
        .try_fold(Ratio::from_integer(1), |product: Ratio<i64>, _| product.checked_mul(&base.value));
    let value = exact.or_else(|| in_decimals(base.value, power.unsigned_abs()))?;
    let value = if power < 0 { Ratio::from_integer(1).checked_div(&value)? } else { value };
    Some(Number { value, digit: if value.is_integer() { 0 } else { -9 }, whole: value.is_integer() })
}

/// A power whose exact decimals do not fit: rounded at each step to nine of them.
fn in_decimals(base: Ratio<i64>, power: u32) -> Option<Ratio<i64>> {
    const UNIT: i128 = 1_000_000_000_000;
    let scaled = i128::from(*base.numer()).checked_mul(UNIT)? / i128::from(*base.denom());
    let product =
        (0..power).try_fold(UNIT, |product, _| product.checked_mul(scaled).map(|product| product / UNIT))?;
    let places = 1000; // what is left of the twelve places is sure
    Some(Ratio::new(i64::try_from(product / places).ok()?, (UNIT / places) as i64))
}

/// `1/4`, or a fraction of one character: `½`.
fn fraction(input: Stream<'_>) -> Option<(Stream<'_>, (i64, i64))> {
    if let Some(vulgar) = vulgar(input.text(input.first()?)) {
        return Some((input.skip(1), vulgar));
    }
    let [above, slash, below, ..] = input.tokens() else { return None };
    let written = above.kind == TokenKind::Digits && input.text(slash) == "/" && is_glued_digits(below);
    let numbers = (number(input.text(above))?, number(input.text(below))?);
    let fits = written && slash.before == Before::Glued && 0 < numbers.0 && numbers.0 < numbers.1;
    (fits && numbers.1 <= 100 && !input.skip(3).repeats('/')).then_some((input.skip(3), numbers))
}

/// `2 1/4`, `9-1/8`, `2½`: the fraction after a whole number.
fn whole_and_fraction(rest: Stream<'_>, whole: i64) -> Option<(Stream<'_>, Numeral)> {
    let rest = rest.mark(|c| c == '-').unwrap_or(rest);
    let (rest, (above, below)) = fraction(rest)?;
    let above = whole.checked_mul(below)?.checked_add(above)?;
    let proper = above.checked_rem(below)? != 0 && below <= 64;
    proper.then_some(())?;
    Some((rest, Numeral::plain(Number::fraction(above, below)?, Make::Digits)))
}

/// The fraction right after a whole number: `½` in `2½`, `1/4` in `2 1/4`.
pub fn fraction_after(rest: Stream<'_>, whole: i64) -> Option<(Stream<'_>, Number)> {
    whole_and_fraction(rest, whole).map(|(rest, numeral)| (rest, numeral.number))
}

/// A fraction of one character, as numerator and denominator: `½`.
pub fn vulgar(text: &str) -> Option<(i64, i64)> {
    Some(match text {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    })
}

fn is_glued_digits(token: &Token) -> bool {
    token.kind == TokenKind::Digits && token.before == Before::Glued
}

fn number(digits: &str) -> Option<i64> {
    pushed(0, digits)
}

/// A number with more digits written after it; nothing when it grows too long.
fn pushed(value: i64, digits: &str) -> Option<i64> {
    digits.bytes().try_fold(value, |value, byte| {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        value.checked_mul(10)?.checked_add(digit)
    })
}
