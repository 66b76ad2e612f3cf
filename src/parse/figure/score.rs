//! Results of games: `2-1`, `7-6 6-4`, "2 – 1", "7 à 3". They count nothing that adds up.

use crate::{
    lexicon::Set,
    parse::{
        Before, Kind, Reading, TokenKind, Unit,
        figure::words::is_hyphen,
        stream::{Parsed, Stream, nothing, term},
    },
};

/// How high a score may be where nothing else tells that it is one: basketball passes 150.
const MOST: u32 = 200;

/// How high a vote may be, beside a word of votes.
const MOST_VOTES: u32 = 9999;

/// One result or the sets of a match.
pub(super) fn score(input: Stream<'_>) -> Parsed<'_, Reading> {
    let first = input.first().filter(|token| token.kind == TokenKind::Digits);
    if first.is_none() {
        return nothing();
    }
    if let Some(rest) = of_tries(input) {
        return Ok((rest, Reading { kind: Kind::Score, unit: Unit::None, quantity: None, timex: None }));
    }
    let Some(mut rest) = pair(input, false) else { return nothing() };
    while let Some(next) = pair(rest.mark(|c| c == ',').unwrap_or(rest), true) {
        rest = next;
    }
    Ok((rest, Reading { kind: Kind::Score, unit: Unit::None, quantity: None, timex: None }))
}

/// How many of its tries somebody made, where it is none or all of them, in brackets: `(0/3)`, `(9/9)`.
fn of_tries(input: Stream<'_>) -> Option<Stream<'_>> {
    let slash = input.skip(1).mark(|c| c == '/')?;
    let opened = input.previous().is_some_and(|before| input.text(before) == "(");
    let ((made, _), (tries, end)) = (points(input)?, points(slash)?);
    let closed = end.mark(|c| c == ')').is_some() && tries < 100;
    (opened && closed && (made == 0 || made == tries)).then_some(end)
}

/// One result; the sets of a match may be lost, once one of them told what they are.
fn pair(input: Stream<'_>, goes_on: bool) -> Option<Stream<'_>> {
    let (won, rest) = points(input)?;
    let dash = rest.mark_apart(|c| is_hyphen(c) || c == '–');
    let at = dash.or_else(|| term(Set::RANGE)(rest).ok().map(|(at, _)| at))?;
    let even = dash.is_none() || at.first()?.before == rest.first()?.before;
    let (lost, end) = points(at)?;
    // A result names the winner first, and a range its lower end.
    let falls = (won >= lost || won == 0) && won <= MOST;
    let told = || {
        let near = &input.passage.tokens[input.at.saturating_sub(4)..input.at];
        near.iter().any(|token| input.starts(token).has(Set::SCORE))
    };
    let series = goes_on && dash.is_some() && won <= MOST && lost <= MOST;
    let ends =
        !end.touches_word() && !['-', '–', '.', ',', '/', ':'].into_iter().any(|mark| end.repeats(mark));
    (even && ends && !measures(end) && (dash.is_some() && falls || series || told())).then_some(end)
}

/// Whether a unit, a currency or a scale follows: then the numbers are of something else.
fn measures(end: Stream<'_>) -> bool {
    let named = [Set::PERCENT, Set::UNIT, Set::CURRENCY, Set::SCALE];
    let spelled = [Set::UNIT_SYMBOL, Set::CURRENCY_SYMBOL];
    named.into_iter().any(|set| end.term(set).is_some())
        || spelled.into_iter().any(|set| end.symbol(set).is_some())
}

fn points(input: Stream<'_>) -> Option<(u32, Stream<'_>)> {
    let token = input.first().filter(|token| token.kind == TokenKind::Digits)?;
    let text = input.text(token);
    let plain = text == "0" || !text.starts_with('0');
    let points = text.parse().ok().filter(|&points| points <= MOST_VOTES && plain)?;
    let near = token.before != Before::Break;
    near.then_some((points, input.skip(1)))
}
