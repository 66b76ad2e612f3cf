//! How many of a unit of time: "trois", `28 000`, `3,7` milliards, "une vingtaine", "3 à 4".

use nom::{
    Parser,
    branch::alt,
    combinator::{map_opt, opt, value},
    sequence::preceded,
};

use super::word::follows;
use crate::{
    lexicon::Set,
    parse::{
        Before, Parsed, Stream, TokenKind,
        figure::fraction_after,
        stream::{nothing, term},
    },
    value::{Approx, Number, Quantity, Sense},
};

/// "une vingtaine", "a dozen": about so many.
pub(super) fn collective(input: Stream<'_>) -> Parsed<'_, Quantity> {
    let (rest, value) = preceded(opt(term(Set::ARTICLE_ONE)), term(Set::COLLECTIVE)).parse(input)?;
    let approx = Approx { sense: Sense::About, below: ROUND, above: ROUND };
    Ok((rest, Quantity { approx, ..Quantity::exact(Number::integer(value)) }))
}

/// How far a collective number reaches on either side, in thousandths.
const ROUND: u16 = 100;

/// One number, or the two ends of a range: "3 à 4", "16 ou 17", "8–10".
pub(super) fn numbers(input: Stream<'_>) -> Parsed<'_, Quantity> {
    let (rest, low) = number(input)?;
    let between = follows(input, Set::RANGE_BETWEEN);
    let joint = |input| -> Parsed<'_, ()> {
        match alt((value((), term(Set::RANGE_TO)), or)).parse(input) {
            Err(_) if between => value((), term(Set::RANGE_AND)).parse(input),
            found => found,
        }
    };
    let high =
        joint(rest).and_then(
            |(place, ())| {
                if in_figures(place) == in_figures(input) { number(place) } else { nothing() }
            },
        );
    match high {
        Ok((end, high)) if high.value > low.value => Ok((end, Quantity { high, ..Quantity::exact(low) })),
        _ => Ok((rest, Quantity::exact(low))),
    }
}

fn in_figures(input: Stream<'_>) -> bool {
    input.first().is_some_and(|token| token.kind == TokenKind::Digits)
}

fn or(input: Stream<'_>) -> Parsed<'_, ()> {
    match input.named("time-or") {
        Some(term) => Ok((input.skip(term.length), ())),
        None => nothing(),
    }
}

/// A number of units, in figures or words.
pub(super) fn number(input: Stream<'_>) -> Parsed<'_, Number> {
    let (rest, number) =
        alt((figures, map_opt(term(Set::SMALL), |value| Some(Number::integer(value))))).parse(input)?;
    match term(Set::SCALE)(rest) {
        Ok((end, power)) => match u8::try_from(power).ok().and_then(|power| number.scaled(power)) {
            Some(scaled) => Ok((end, scaled)),
            None => nothing(),
        },
        Err(_) => Ok((rest, number)),
    }
}

/// Figures with groups of three and decimals: `28 000`, `3,7`, `1,000`.
fn figures(input: Stream<'_>) -> Parsed<'_, Number> {
    let (mut rest, mut text) =
        crate::parse::stream::digits(input).map(|(rest, text)| (rest, text.to_owned()))?;
    let marks = &input.passage.lexicon.marks;
    while let Some((end, group)) = group(rest, marks.group.as_slice())
        && text.len() <= 15
    {
        text.push_str(group);
        rest = end;
    }
    let mut decimals = 0;
    if let Some((end, more)) = fraction(rest, &marks.decimal) {
        decimals = more.len();
        text.push_str(more);
        rest = end;
    }
    let whole = text.parse().ok().filter(|_| decimals == 0);
    if let Some(mixed) = whole.and_then(|whole| fraction_after(rest, whole)) {
        return Ok(mixed);
    }
    let number = text
        .parse()
        .ok()
        .filter(|_| decimals <= 9)
        .and_then(|value| Number::decimal(value, decimals as u8, 0));
    number.map_or_else(nothing, |number| Ok((rest, number)))
}

fn group<'a>(rest: Stream<'a>, marks: &[char]) -> Option<(Stream<'a>, &'a str)> {
    let token = rest.first()?;
    let three = |token: &crate::parse::Token| token.kind == TokenKind::Digits && token.span.len() == 3;
    if three(token) && matches!(token.before, Before::Space | Before::Hard) && marks.contains(&' ') {
        return Some((rest.skip(1), rest.text(token)));
    }
    let sign = rest.text(token).chars().next()?;
    let next = rest.skip(1).first()?;
    let fits = token.kind == TokenKind::Mark && token.before == Before::Glued && next.before == Before::Glued;
    (fits && marks.contains(&sign) && three(next)).then(|| (rest.skip(2), rest.text(next)))
}

fn fraction<'a>(rest: Stream<'a>, marks: &[char]) -> Option<(Stream<'a>, &'a str)> {
    let (token, next) = (rest.first()?, rest.skip(1).first()?);
    let sign = rest.text(token).chars().next()?;
    let glued = token.before == Before::Glued && next.before == Before::Glued;
    (glued && next.kind == TokenKind::Digits && marks.contains(&sign))
        .then(|| (rest.skip(2), rest.text(next)))
}
