//! A number with its unit: `12 %`, `$1.4 billion`, `35 millions de dollars`, `5 ft 7 in`.

use num_traits::CheckedMul;

use super::{
    measure::measure,
    money::{before, money},
    numeral::{Make, Numeral, numeral},
};
use crate::{
    lexicon::Set,
    parse::{
        Before, Kind, Token, TokenKind, Unit,
        figure::words::hyphen,
        stream::{Parsed, Stream, nothing, term},
    },
    value::Number,
};

/// A number with its unit, as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// The number as written.
    pub(super) numeral: Numeral,
    /// What it counts in.
    pub(super) kind: Kind,
    /// The unit.
    pub(super) unit: Unit,
    /// Whether the unit stands before the number: `$5`.
    pub(super) leads: bool,
}

impl Amount {
    /// Whether a unit, a percent sign or the like was written.
    pub(super) fn has_unit(&self) -> bool {
        !matches!(self.kind, Kind::Number | Kind::Ratio)
    }
}

/// An amount, signed or not.
pub(super) fn amount(input: Stream<'_>, joined: bool) -> Parsed<'_, Amount> {
    if let Some((rest, sure)) = sign(input) {
        let (rest, amount) = unsigned(rest, joined)?;
        let number = Number { value: -amount.numeral.number.value, ..amount.numeral.number };
        let article = amount.numeral.make == Make::Article;
        let make = if article { Make::Words } else { amount.numeral.make };
        return if amount.numeral.number.value >= 0.into() && (sure || !article) {
            Ok((rest, Amount { numeral: Numeral { number, make, ..amount.numeral }, ..amount }))
        } else {
            nothing()
        };
    }
    unsigned(input, joined)
}

/// What turns the sign: a minus that touches the number, or a word; and whether nothing else can be
/// meant, so that an article after it is a number ("négatif un").
fn sign(input: Stream<'_>) -> Option<(Stream<'_>, bool)> {
    let (rest, sure) = term(Set::NEGATIVE)(input).ok()?;
    let first = input.first()?;
    let counted = |token: &Token| token.kind == TokenKind::Digits || input.starts(token).has(Set::CARDINAL);
    if first.kind != TokenKind::Mark {
        // "huit moins quatre" takes four away.
        return (!input.previous().is_some_and(counted)).then_some((rest, sure > 0));
    }
    // "75 -300mm": a dash.
    if first.before != Before::Glued && input.previous().is_some_and(|token| token.kind == TokenKind::Digits)
    {
        return None;
    }
    let opens = first.before != Before::Glued
        || input.previous().is_none_or(|previous| {
            previous.kind == TokenKind::Mark
                && matches!(input.text(previous), "(" | "[" | "\"" | "«" | "$" | "<" | "=")
        });
    let bracketed = || input.previous().is_some_and(|previous| input.text(previous) == "(");
    let touches = opens && rest.first()?.before == Before::Glued;
    (touches || bracketed() || stands_alone(input, rest)).then_some((rest, false))
}

/// Whether a signed number is all that a text holds: `- 1 4/5`. Elsewhere a minus apart is a dash.
fn stands_alone(input: Stream<'_>, rest: Stream<'_>) -> bool {
    let short = rest.tokens().len() <= 6 && rest.first().is_some_and(|next| next.kind == TokenKind::Digits);
    short && input.previous().is_none() && unsigned(rest, true).is_ok_and(|(end, _)| end.first().is_none())
}

fn unsigned(input: Stream<'_>, joined: bool) -> Parsed<'_, Amount> {
    let read = if let Some(read) = before(input, joined) {
        read
    } else {
        let (rest, numeral) = numeral(input, joined)?;
        after(rest, numeral)
    };
    let cut = read.0.touches_word() || (read.1.leads || !read.1.has_unit()) && runs_on(read.0);
    if cut { nothing() } else { Ok(read) }
}

/// Whether the digits go on behind a mark: `12:30`, `1.2.3`, `3/4/2014`.
pub(super) fn runs_on(rest: Stream<'_>) -> bool {
    ['.', ',', ':', '/', '_', '@', '\''].into_iter().any(|mark| rest.repeats(mark))
}

/// What stands after the number; a bare number when nothing does.
fn after(rest: Stream<'_>, numeral: Numeral) -> (Stream<'_>, Amount) {
    let kind = if numeral.make == Make::Share && numeral.scale == 0 { Kind::Ratio } else { Kind::Number };
    let bare = Amount { numeral, kind, unit: Unit::None, leads: false };
    percent(rest, bare).or_else(|| money(rest, bare)).or_else(|| measure(rest, bare)).unwrap_or((rest, bare))
}

/// `12 %`, "douze pour cent", "two percentage points", "25 bps".
fn percent<'a>(rest: Stream<'a>, bare: Amount) -> Option<(Stream<'a>, Amount)> {
    let at = hyphen(rest).unwrap_or(rest);
    let first = *at.starts(at.first()?);
    let (kind, found) = match () {
        () if first.has(Set::POINTS) => (Kind::Points, at.term(Set::POINTS)),
        () => (Kind::Percent, None),
    };
    let found = found.filter(|found| bare.numeral.make != Make::Article || found.length > 1);
    let (kind, found) = match found {
        Some(found) => (kind, found),
        None => (Kind::Percent, first.has(Set::PERCENT).then(|| at.term(Set::PERCENT))??),
    };
    let share = num_rational::Ratio::new(found.payload, 1000);
    let value = bare.numeral.number.value.checked_mul(&share)?;
    let number = Number { value, whole: bare.numeral.number.whole, ..bare.numeral.number };
    let numeral = Numeral { number, ..bare.numeral };
    Some((at.skip(found.length), Amount { numeral, kind, ..bare }))
}

/// Past the link between a scale word and its unit: `de` in "35 millions de dollars".
pub(super) fn linked(rest: Stream<'_>, numeral: Numeral) -> Stream<'_> {
    let large = numeral.scale > 0 || matches!(numeral.make, Make::Collective | Make::Share);
    if large { term(Set::LINK)(rest).map_or(rest, |(rest, _)| rest) } else { rest }
}

pub(super) fn with(amount: Amount, kind: Kind, code: i64) -> Option<Amount> {
    Some(Amount { kind, unit: Unit::Code(u16::try_from(code).ok()?), ..amount })
}
