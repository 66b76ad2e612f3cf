//! Figures: numbers, money, measures, percentages, ranks, ratios and ranges, with what widens them.
//!
//! A figure is an amount ([`amount`]: a number with its unit), or a range of two,
//! with approximators before and after. Every rule fails on its first word where
//! it can: most words begin no figure.

mod amount;
mod contact;
mod digits;
mod fraction;
mod measure;
mod money;
mod name;
mod numeral;
mod ordinal;
mod range;
mod score;
mod words;

pub use digits::{fraction_after, vulgar};
pub use name::{identifiers, names};

#[cfg(test)]
mod tests;

use nom::{Parser, branch::alt};

use self::{
    amount::{Amount, amount},
    numeral::Make,
    range::{Range, between, range},
};
use super::{
    Before, Kind, Production, Reading, TokenKind, Unit,
    stream::{Parsed, Stream, nothing, term},
};
use crate::{
    lexicon::Set,
    value::{Approx, Quantity, Sense},
};

/// The kinds of figures, the one that wins a tie first.
pub(super) const PRODUCTIONS: &[Production] = &[
    Production { name: "score", read: |input| apart(input, score::score) },
    Production { name: "rank", read: |input| apart(input, ordinal::ordinal) },
    Production { name: "quantity", read: |input| apart(input, widened) },
];

/// What a production gives where a figure can begin.
fn apart<'a>(input: Stream<'a>, read: fn(Stream<'a>) -> Parsed<'a, Reading>) -> Parsed<'a, Reading> {
    if input.previous_touches() || is_mere_article(input) { nothing() } else { read(input) }
}

/// A whole number in words: "two thousand and fifteen".
pub fn in_words(input: Stream<'_>) -> Parsed<'_, i64> {
    let (rest, numeral) = words::words(input, true)?;
    let value = numeral.number.value;
    if value.is_integer() { Ok((rest, value.to_integer())) } else { nothing() }
}

/// A figure of any kind.
pub fn figures(input: Stream<'_>) -> Parsed<'_, Reading> {
    apart(input, |input| alt((score::score, ordinal_or_widened)).parse(input))
}

/// Whether an article stands here that no number goes with: most of them, so this saves the most work.
fn is_mere_article(input: Stream<'_>) -> bool {
    const WITH: [Set; 15] = [
        Set::CARDINAL,
        Set::SCALE,
        Set::COLLECTIVE,
        Set::DENOMINATOR,
        Set::ORDINAL,
        Set::JOINER,
        Set::DECIMAL_WORD,
        Set::ALTERNATIVE,
        Set::RATIO,
        Set::PERCENT,
        Set::POINTS,
        Set::UNIT,
        Set::CURRENCY,
        Set::CURRENCY_SYMBOL,
        Set::CENT,
    ];
    let [first, next, ..] = input.tokens() else { return false };
    if !input.starts(first).has(Set::ARTICLE) || input.starts(first).has(Set::APPROX) {
        return false;
    }
    let starts = input.starts(next);
    let counted = WITH.into_iter().any(|set| starts.has(set)) || next.before == Before::Glued;
    let ratio = || input.tokens().get(2).is_some_and(|third| input.starts(third).has(Set::RATIO));
    !(counted || ratio())
}

fn ordinal_or_widened(input: Stream<'_>) -> Parsed<'_, Reading> {
    let quantity = widened(input);
    let rank = ordinal::ordinal(input);
    match (&quantity, &rank) {
        (Ok((rest, _)), Ok((end, _))) if rest.at > end.at => quantity,
        (_, Ok(_)) => rank,
        _ => quantity,
    }
}

/// A quantity with its approximators: "plus de 1.400", "environ 500 ou plus", "at most 100 and at least 20".
fn widened(input: Stream<'_>) -> Parsed<'_, Reading> {
    if restricts(input) {
        return nothing();
    }
    let before = approximator(input, Set::APPROX);
    let (start, approx) = before.unwrap_or((input, None));
    let (rest, body) = body(start, approx)?;
    let (rest, approx) = following(rest).unwrap_or((rest, approx));
    let approx = approx.or_else(|| after_noun(rest, &body));
    let approx = approx.or_else(|| body.collective.then(|| about(input)).flatten());
    let limited = approx.is_some_and(|approx| matches!(approx.sense, Sense::AtLeast | Sense::AtMost));
    let dated = limited && start.at > input.at && is_bare_year(start, rest, &body);
    if dated || !counts(input, start, rest, &body, approx) {
        return nothing();
    }
    let quantity = Quantity { approx: approx.unwrap_or_default(), ..body.quantity };
    let reading = Reading::number(body.kind, quantity, body.unit);
    Ok(bounded(rest, &reading).unwrap_or((rest, reading)))
}

/// What an approximator widens.
struct Body {
    quantity: Quantity,
    kind: Kind,
    unit: Unit,
    collective: bool,
    /// The word it is, where it is one bare word that may be no number.
    article: bool,
}

impl Body {
    fn of(amount: &Amount) -> Self {
        let numeral = amount.numeral;
        Self {
            quantity: Quantity::exact(numeral.number),
            kind: amount.kind,
            unit: amount.unit,
            collective: numeral.make == Make::Collective,
            article: numeral.make == Make::Article && !amount.has_unit(),
        }
    }
}

impl From<Range> for Body {
    fn from(range: Range) -> Self {
        let quantity = Quantity {
            low: range.low.numeral.number,
            high: range.high.numeral.number,
            approx: Approx::default(),
        };
        Self { quantity, kind: range.high.kind, unit: range.high.unit, collective: false, article: false }
    }
}

fn body(start: Stream<'_>, approx: Option<Approx>) -> Parsed<'_, Body> {
    if let Ok((rest, range)) = between(start) {
        return Ok((rest, range.into()));
    }
    let read = amount(start, true).or_else(|error| half(start, approx).ok_or(error));
    let (rest, low) = read?;
    if let Some((rest, ratio)) = ratio(rest, &low) {
        return Ok((rest, ratio));
    }
    let plain = || amount(start, false).ok().filter(|(short, _)| short.at < rest.at);
    let joined = || (start.at + 1..rest.at).any(|at| start.passage.starts(at).has(Set::JOINER));
    let parted = || joined().then(plain).flatten().and_then(|(rest, low)| range(rest, low));
    let ranged = range(rest, low).or_else(parted);
    match ranged {
        Some((end, range)) if is_change(start, &range) || is_amount_of_change(start, end) => {
            Ok((rest, Body::of(&range.low)))
        }
        Some((end, range)) => Ok((end, range.into())),
        None => {
            let low = half_after_noun(rest, low).or_else(|| sharing(rest, low)).unwrap_or(low);
            Ok((rest, Body::of(&low)))
        }
    }
}

/// How many figures may share the unit of the last: "doses of 15, 30 and 45 mg".
const SHARED: usize = 4;

/// The unit that a figure takes from the one joined to it: "45 and 50 mg", "12, 15 et 18 %".
fn sharing(rest: Stream<'_>, low: Amount) -> Option<Amount> {
    let figure = |at: Stream<'_>| at.first().is_some_and(|next| next.kind == TokenKind::Digits);
    let plain = |one: &Amount| {
        let year =
            one.numeral.number.whole && one.numeral.number.value >= 1000.into() && !one.numeral.grouped;
        one.kind == Kind::Number && one.numeral.make == Make::Digits && one.numeral.scale == 0 && !year
    };
    let mut at = rest;
    for _ in 0..SHARED {
        let first = at.first().filter(|_| plain(&low))?;
        let comma = first.kind == TokenKind::Mark && at.text(first) == ",";
        let joined = at.starts(first).has(Set::JOINER);
        let next = at.skip(1);
        if !(comma || joined) || !figure(next) {
            return None;
        }
        let (end, other) = amount(next, false).ok()?;
        let shown = end.previous().is_some_and(|last| end.text(last) != "‰");
        if joined
            && matches!(other.kind, Kind::Measure | Kind::Percent | Kind::Money)
            && !other.leads
            && shown
        {
            return Some(Amount { kind: other.kind, unit: other.unit, ..low });
        }
        at = Some(end).filter(|_| comma && plain(&other))?;
    }
    None
}

/// The half that follows the noun: "deux fois et demie", "three pages and a half".
fn half_after_noun(rest: Stream<'_>, low: Amount) -> Option<Amount> {
    let noun = rest.first().filter(|next| next.kind == TokenKind::Word)?;
    let plain = low.kind == Kind::Number && low.numeral.scale == 0 && low.numeral.make != Make::Article;
    let after = rest.skip(1);
    after.first().filter(|next| plain && after.starts(next).has(Set::JOINER))?;
    if rest.starts(noun).has(Set::FUNCTION) {
        return None;
    }
    after.skip(1).term(Set::DENOMINATOR).filter(|below| below.payload == 2)?;
    let (_, numeral) = fraction::tied(after, low.numeral)?;
    let half = numeral.number.value - low.numeral.number.value;
    (half == num_rational::Ratio::new(1, 2)).then_some(Amount { numeral, ..low })
}

/// "more than half people": a half that only its approximator makes a number, or that nothing else stands by.
fn half(start: Stream<'_>, approx: Option<Approx>) -> Option<(Stream<'_>, Amount)> {
    let alone = || start.previous().is_none() && start.skip(1).first().is_none();
    (approx.is_some() || alone()).then_some(())?;
    let (rest, below) = term(Set::DENOMINATOR)(start).ok().filter(|(_, below)| *below == 2)?;
    let number = crate::value::Number::fraction(1, below)?;
    let numeral = numeral::Numeral::plain(number, Make::Share);
    Some((rest, Amount { numeral, kind: Kind::Ratio, unit: Unit::None, leads: false }))
}

/// "un sur cinq", "4 out of 5", "un Français sur trois".
///
/// Larger numbers are two figures, a part and its total: "317 out of 412 towns".
fn ratio<'a>(rest: Stream<'a>, above: &Amount) -> Option<(Stream<'a>, Body)> {
    let written = Some(above).filter(|above| above.kind == Kind::Number)?.numeral.integer()?;
    let above = written.checked_abs()?;
    let noun = rest.first().filter(|next| next.kind == TokenKind::Word && above < 10)?;
    let (at, counted) = match term(Set::RATIO)(rest) {
        Ok((at, most)) if most == 0 || above <= most => (at, false),
        Err(_) if !rest.starts(noun).has(Set::FUNCTION) => (term(Set::RATIO)(rest.skip(1)).ok()?.0, true),
        _ => return None,
    };
    let (end, below) = amount(at, true).ok().filter(|(_, below)| below.kind == Kind::Number)?;
    let numeral = below.numeral;
    let below = numeral.integer().filter(|&below| below >= above && below > 1 && above > 0)?;
    let year = numeral.make == Make::Digits && !numeral.grouped && (1000..=2100).contains(&below);
    let round = below <= 20 || below % 100 == 0;
    let fits = !year && (round || above == 1 && !counted) && end.term(Set::RATIO_STOP).is_none();
    // "One worker in ten earns" is no plural.
    let verb = above == 1 && end.passage.lexicon.marks.head_last;
    if !fits || counted && !verb && is_plural(end) {
        return None;
    }
    let quantity = Quantity::exact(crate::value::Number::fraction(written, below)?);
    Some((end, Body { quantity, kind: Kind::Ratio, unit: Unit::None, collective: false, article: false }))
}

/// Whether a noun in the plural follows: "un accord sur trois points" is no ratio.
fn is_plural(end: Stream<'_>) -> bool {
    end.first().is_some_and(|next| {
        let lexicon = end.passage.lexicon;
        let word = crate::lexicon::fold(end.text(next));
        let ending = lexicon.plurals.iter().any(|plural| word.ends_with(&*plural.0));
        next.kind == TokenKind::Word && ending && !end.starts(next).has(Set::FUNCTION)
    })
}

/// Whether the first end is by how much something changed: "rose by 140 to 980 from 840".
fn is_amount_of_change(start: Stream<'_>, end: Stream<'_>) -> bool {
    let by = start.previous().is_some_and(|token| start.starts(token).has(Set::BY_AMOUNT));
    by && end.tokens().iter().take(5).any(|token| end.starts(token).has(Set::FROM))
}

/// Whether an approximator only says how few are left: "n'en a plus que 49".
fn restricts(input: Stream<'_>) -> bool {
    let negates = |back: usize| {
        let at = input.at.checked_sub(back).map(|at| Stream { at, ..input });
        at.is_some_and(|at| at.first().is_some_and(|token| at.starts(token).has(Set::NEGATION)))
    };
    input.term(Set::ONLY).is_some() && (1..=5).any(negates)
}

/// Whether the ends are the two values of a change: "passer de 200 à 300".
fn is_change(start: Stream<'_>, range: &Range) -> bool {
    let Some(before) = start.previous().filter(|token| start.starts(token).has(Set::FROM)) else {
        return false;
    };
    let from = start.at - 1;
    let falls = range.low.numeral.number.value > range.high.numeral.number.value;
    let near = &start.passage.tokens[from.saturating_sub(6)..from];
    before.kind == TokenKind::Word && (falls || near.iter().any(|token| start.starts(token).has(Set::MOVE)))
}

/// An approximator after the noun of a number: "500 personnes ou plus", "400 people or so".
fn after_noun(rest: Stream<'_>, body: &Body) -> Option<Approx> {
    let noun = rest.first().filter(|next| next.kind == TokenKind::Word && body.kind == Kind::Number)?;
    let plain = !rest.starts(noun).has(Set::FUNCTION) && !rest.starts(noun).has(Set::APPROX_AFTER);
    let after = rest.skip(1);
    after.first().filter(|next| plain && after.starts(next).has(Set::APPROX_AFTER))?;
    let (end, approx) = following(after)?;
    let closes =
        end.first().is_none_or(|next| next.kind == TokenKind::Mark || end.starts(next).has(Set::FUNCTION));
    approx.filter(|approx| closes && approx.sense != Sense::MoreThan)
}

/// An approximator after the number: "ou plus", but not the one of "5000 ou plus de 4500".
fn following(rest: Stream<'_>) -> Option<(Stream<'_>, Option<Approx>)> {
    let (end, approx) = approximator(rest, Set::APPROX_AFTER).ok()?;
    // "5000 ou plus de 4500", "200 or greater than 190"
    let counts =
        end.first().is_some_and(|next| next.kind == TokenKind::Digits || end.starts(next).has(Set::CARDINAL));
    let begins = |at| {
        approximator(at, Set::APPROX).is_ok_and(|(next, _)| next.at > end.at || counts && next.at == end.at)
    };
    let another = begins(rest.skip(1)) || counts && begins(rest);
    (!another && !end.touches_word()).then_some((end, approx))
}

fn approximator(input: Stream<'_>, set: Set) -> Parsed<'_, Option<Approx>> {
    let (rest, place) = term(set)(input)?;
    let approximators = &input.passage.lexicon.approximators;
    Ok((rest, usize::try_from(place).ok().and_then(|place| approximators.get(place)).copied()))
}

/// The width of a number that is about right by itself: "une centaine".
fn about(input: Stream<'_>) -> Option<Approx> {
    input.passage.lexicon.approximators.iter().find(|approx| approx.sense == Sense::About).copied()
}

/// Whether an approximator's number is a year: "à partir de 2018," but not "plus de 2000 personnes".
fn is_bare_year(start: Stream<'_>, rest: Stream<'_>, body: &Body) -> bool {
    let value = body.quantity.low.value;
    let plausible = value >= 1500.into() && value <= 2100.into() && value == body.quantity.high.value;
    let one = rest.at == start.at + 1 && start.first().is_some_and(|token| token.kind == TokenKind::Digits);
    let noun = || {
        rest.first().is_some_and(|next| next.kind == TokenKind::Word && !rest.starts(next).has(Set::FUNCTION))
    };
    one && plausible && body.kind == Kind::Number && !noun()
}

/// Whether a bare word counts: `un` is mostly an article, `one` a pronoun, `neuf` an adjective.
fn counts(
    input: Stream<'_>,
    start: Stream<'_>,
    rest: Stream<'_>,
    body: &Body,
    approx: Option<Approx>,
) -> bool {
    if body.kind != Kind::Number {
        return true;
    }
    if body.article && counts_on(rest) {
        return true;
    }
    if body.article {
        return approx.is_some_and(|approx| matches!(approx.sense, Sense::AtLeast | Sense::AtMost));
    }
    let one_word = rest.at == start.at + 1;
    if !one_word || start.term(Set::SHY).is_none() || start.at > input.at {
        return true;
    }
    let hushed = start.previous().is_some_and(|token| start.starts(token).has(Set::HUSH));
    let noun = rest.first().is_some_and(|next| {
        let little = rest.is_telling(next) || rest.starts(next).has(Set::FUNCTION);
        next.kind == TokenKind::Word && next.before != Before::Glued && !little
    });
    // "douze à Lille, neuf à Douai"
    let listed = start.previous().is_some_and(|token| matches!(start.text(token), "," | ":" | "(" | ";"))
        && start.term(Set::CARDINAL).is_some_and(|term| term.payload > 1)
        && rest.first().is_some_and(|next| rest.starts(next).has(Set::FUNCTION))
        && term(Set::JOINER)(rest).is_err();
    // "Neuf d'entre eux"
    (noun || listed || rest.term(Set::DRAWN).is_some()) && !hushed
}

/// Whether a count goes on after one: "un, deux, trois".
fn counts_on(rest: Stream<'_>) -> bool {
    let next = rest.mark(|c| c == ',').map(|at| (at, term(Set::CARDINAL)(at)));
    matches!(next, Some((_, Ok((end, 2)))) if end.mark(|c| matches!(c, ',' | '.' | '…')).is_some())
}

/// Two bounds that make a range: "at least 20 and at most 100", "plus grand que 10 et plus petit que 20".
fn bounded<'a>(rest: Stream<'a>, first: &Reading) -> Option<(Stream<'a>, Reading)> {
    let one = first.quantity.filter(|one| one.approx.sense != Sense::Exact && !one.is_range())?;
    let joined = rest.mark(|c| c == ',').unwrap_or(rest);
    let at = term(Set::JOINER)(joined).map_or(joined, |(rest, _)| rest);
    let (at, approx) = approximator(at, Set::APPROX).ok().filter(|(at, _)| at.at > rest.at + 1)?;
    let (end, amount) = amount(at, true).ok()?;
    let other = amount.numeral.number;
    let (low, high) = match (one.approx.sense, approx?.sense) {
        (Sense::AtLeast | Sense::MoreThan, Sense::AtMost | Sense::LessThan) => (one.low, other),
        (Sense::AtMost | Sense::LessThan, Sense::AtLeast | Sense::MoreThan) => (other, one.low),
        _ => return None,
    };
    let same = amount.kind == first.kind && amount.unit == first.unit && low.value < high.value;
    let quantity = Quantity { low: one.low, high: other, approx: Approx::default() };
    same.then(|| (end, Reading::number(first.kind, quantity, first.unit)))
}
