//! Ranks: `1er`, `22ème`, "vingt-cinquième", "twenty-first", `XIXe`.

use nom::{Parser, combinator::verify};

use super::{
    fraction::continues,
    numeral::Make,
    words::{hyphen, words},
};
use crate::{
    lexicon::Set,
    parse::{
        Before, Kind, Reading, TokenKind, Unit,
        stream::{Parsed, Stream, nothing, term},
    },
    value::{Number, Quantity},
};

/// A rank, in digits, in words or as a Roman numeral.
pub(super) fn ordinal(input: Stream<'_>) -> Parsed<'_, Reading> {
    let Some((rest, rank)) = rank(input).filter(|(rest, _)| !opens_speech(input, *rest)) else {
        return nothing();
    };
    let quantity = Quantity::exact(Number::integer(rank));
    Ok((rest, Reading::number(Kind::Ordinal, quantity, Unit::None)))
}

fn rank(input: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let first = input.first()?;
    match first.kind {
        TokenKind::Digits => suffixed(input),
        TokenKind::Word => {
            let word = word(input).filter(|(rest, _)| !is_share(input, *rest));
            word.or_else(|| labelled(input)).or_else(|| roman(input))
        }
        TokenKind::Mark => None,
    }
}

/// Whether a rank only orders what is said: "First, we must …".
fn opens_speech(input: Stream<'_>, rest: Stream<'_>) -> bool {
    let word = input.first().is_some_and(|first| {
        let capital = input.text(first).starts_with(char::is_uppercase);
        first.kind == TokenKind::Word && capital && input.starts(first).has(Set::ORDINAL)
    });
    let opens =
        || input.previous().is_none_or(|before| matches!(input.text(before), "." | "!" | "?" | "“" | "\""));
    let speaks = rest
        .mark(|c| c == ',')
        .is_some_and(|after| after.first().is_some_and(|next| !after.starts(next).has(Set::ORDINAL)));
    word && rest.at == input.at + 1 && speaks && opens()
}

/// Whether a denominator ends it, apart from the words before: "quatre centièmes", but not
/// "vingt-cinquièmes".
fn is_share(input: Stream<'_>, rest: Stream<'_>) -> bool {
    let last = Stream { at: rest.at.saturating_sub(1), ..input };
    rest.at > input.at + 1
        && last.term(Set::DENOMINATOR).is_some()
        && last.first().is_some_and(|token| token.before != Before::Glued)
}

/// Digits with an ending: `1er`, `21st`; a blank may stand between (`5 e`).
fn suffixed(input: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let rank = input.text(input.first()?).parse().ok()?;
    let rest = input.skip(1);
    let (end, _) = term(Set::ORDINAL_SUFFIX)(rest).ok()?;
    let near = rest.first()?.before != Before::Break;
    (near && !end.touches_word()).then_some((end, rank))
}

/// A rank in words: "deux centième", "vingt et unième", "one hundred twenty-fifth".
pub(super) fn word(input: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    if let Ok((rest, rank)) = term(Set::ORDINAL)(input) {
        return Some((rest, rank));
    }
    let (rest, base) = words(input, true).ok()?;
    ending(rest, base.integer()?, base.make).or_else(|| {
        // "two hundred and first": the joiner belongs to the rank.
        let (rest, base) = words(input, false).ok()?;
        ending(rest, base.integer()?, base.make)
    })
}

/// The last word of a rank after its cardinals: a part of what they leave open, or their multiple.
fn ending(rest: Stream<'_>, base: i64, make: Make) -> Option<(Stream<'_>, i64)> {
    let at = hyphen(rest).unwrap_or(rest);
    let joined = term(Set::JOINER)(at).map_or(at, |(rest, _)| hyphen(rest).unwrap_or(rest));
    if joined.term(Set::LONE).is_some() {
        return None;
    }
    let (end, last) = term(Set::ORDINAL)(joined).or_else(|_| plural(rest, base)).ok()?;
    if last >= 100 {
        let times = make != Make::Article && base < last;
        return times.then(|| base.checked_mul(last)).flatten().map(|rank| (end, rank));
    }
    let room = match base {
        _ if base % 100 == 0 => 100,
        60 | 80 => 20,
        _ if base % 10 == 0 && base % 100 != 10 => 10,
        _ => return None,
    };
    (last < room).then_some(base.checked_add(last)?).map(|rank| (end, rank))
}

/// The plural of a rank after its hyphen: "twenty-fifths".
fn plural(rest: Stream<'_>, base: i64) -> Parsed<'_, i64> {
    match hyphen(rest).filter(|_| rest.first().is_some_and(|hyphen| hyphen.before == Before::Glued)) {
        Some(at) => {
            verify(term(Set::DENOMINATOR), |&last| last > 4 && base < 100 && continues(base, last)).parse(at)
        }
        None => nothing(),
    }
}

/// A label that ranks: "numéro 2 mondial", "number 3 in the list".
fn labelled(input: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let (rest, _) = term(Set::RANK)(input).ok()?;
    let digits = rest.first().filter(|token| token.before != Before::Break)?;
    if digits.kind == TokenKind::Word {
        let (end, rank) = words(rest, false).ok()?;
        let (rank, small) = (rank.integer()?, rest.term(Set::CARDINAL).is_some());
        return (small && rank < 100).then_some((end, rank));
    }
    let rank = rest.text(digits).parse().ok()?;
    let rest = rest.skip(1);
    (!rest.touches_word()).then_some((rest, rank))
}

/// A Roman numeral with its ending: `XIXe`, or apart as `XIX e`.
fn roman(input: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let text = input.text(input.first()?);
    let length = text.bytes().take_while(|byte| b"IVXLC".contains(byte)).count();
    let (numeral, ending) = text.split_at(length);
    let rank = roman_value(numeral)?;
    let rest = input.skip(1);
    if ending.is_empty() {
        let (end, fits) = term(Set::ORDINAL_SUFFIX)(rest).ok()?;
        return (!end.touches_word() && (fits == 0 || fits == rank)).then_some((end, rank));
    }
    let terms = &input.passage.lexicon.terms;
    let suffix = terms.longest(Set::ORDINAL_SUFFIX, std::iter::once(terms.word(ending)))?;
    let sure = length > 1 || b"IVX".contains(&text.as_bytes()[0]);
    (sure && (suffix.payload == 0 || suffix.payload == rank)).then_some((rest, rank))
}

/// The value of a Roman numeral below 400; nothing when it is not well formed.
fn roman_value(numeral: &str) -> Option<i64> {
    let values: Vec<i64> = numeral
        .bytes()
        .map(|byte| match byte {
            b'I' => Some(1),
            b'V' => Some(5),
            b'X' => Some(10),
            b'L' => Some(50),
            b'C' => Some(100),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let signed = values.iter().enumerate().map(|(at, &value)| {
        if values.get(at + 1).is_some_and(|&next| next > value) { -value } else { value }
    });
    let value: i64 = signed.sum();
    (values.len() <= 9 && value > 0 && roman_text(value) == numeral).then_some(value)
}

fn roman_text(mut value: i64) -> String {
    const PARTS: [(i64, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (part, letters) in PARTS {
        while value >= part {
            text.push_str(letters);
            value -= part;
        }
    }
    text
}
