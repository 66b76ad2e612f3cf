//! Numbers in digits: `1.400`, `1 234 567,89`, `2 1/4`, `½`, `6.02x10^23`.

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

/// A power of ten: `e10`, `x10^-4`, `×10−5`.
fn exponent(input: Stream<'_>) -> Option<(Stream<'_>, i16)> {
    let first = input.first().filter(|token| token.before == Before::Glued)?;
    let mut rest = match input.text(first) {
        "e" | "E" => input.skip(1),
        "x" | "×" => {
            let ten = input.skip(1).first()?;
            let rest = input.skip(2);
            (input.text(ten) == "10").then_some(rest.mark(|c| c == '^').unwrap_or(rest))?
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
