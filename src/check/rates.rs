//! Amounts given in two currencies: all of one text imply one rate of exchange.
//!
//! "$1.2 million (900,000 euros)" is 0.75 euros to the dollar; "$300,000 (290,000 euros)" is 0.97.

use super::{
    Found,
    agree::Sight,
    compose::{Told, told},
    judge::written,
};
use crate::{
    claim::Claim,
    diagnostic::{Diagnostic, Severity},
    parse::{Kind, Unit},
    relate::Scene,
    rule::Rule,
    value::{Bound, Interval, Rational, number::tame},
};

/// How far apart two rates are that cannot be one, and that deserve a look, in hundredths.
const APART: (i128, i128) = (12, 3);

/// How many tokens may stand between the two amounts of a pair.
const BETWEEN: usize = 5;

/// Within how many tokens after a pair its year is named.
const DATED: u32 = 4;

/// How many pairs of a document are compared.
const PAIRS: usize = 200;

/// The amounts given in two currencies, as the blocks of a document go by.
#[derive(Debug, Default)]
pub struct Rates {
    /// The places in the ledger of either amount.
    pairs: Vec<(usize, usize)>,
}

/// The rate that a pair of amounts implies, and between which currencies.
#[derive(Clone, Copy, Debug)]
struct Rate {
    codes: (u16, u16),
    at: Rational,
    values: Interval,
    /// The amounts: in the first currency, in the second, in the order of the text.
    pair: (usize, usize),
}

impl Rates {
    /// Takes note of the pairs of a block; `base` is the place of its first claim in the ledger.
    pub fn read(&mut self, scene: &Scene<'_>, base: usize) {
        for (place, pair) in scene.claims.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let money = first.mention.kind == Kind::Money && second.mention.kind == Kind::Money;
            let free = self.pairs.len() < PAIRS && money && first.mention.unit != second.mention.unit;
            if free && is_pair(scene, first, second) && !is_series(scene, place) && !is_dated(scene, second) {
                self.pairs.push((base + place, base + place + 1));
            }
        }
    }

    /// Takes over those of one block alone, whose first claim is at a place of the ledger.
    pub fn take(&mut self, block: &Self, base: usize) {
        let room = PAIRS.saturating_sub(self.pairs.len());
        self.pairs.extend(block.pairs.iter().take(room).map(|pair| (pair.0 + base, pair.1 + base)));
    }

    /// Holds the pairs of the whole document to one another.
    pub fn judge(&self, rules: &[Rule], sight: &Sight<'_>) -> Found {
        let mut found = Found::default();
        let rates: Vec<Rate> = self.pairs.iter().filter_map(|&pair| rate(sight, pair)).collect();
        for rule in rules.iter().filter(|rule| rule.check == "rates") {
            for (at, one) in rates.iter().enumerate() {
                let others = || {
                    rates.iter().enumerate().filter(|(other, rate)| *other != at && rate.codes == one.codes)
                };
                let agree = |rate: &Rate| rate.values.meets(&one.values, APART.0);
                if others().any(|(_, rate)| agree(rate)) {
                    let pair = [one.pair.0, one.pair.1];
                    found.tie(sight.desk, rule, pair.map(|place| (&sight.ledger.claims[place], "")));
                    found.held.extend(pair);
                    continue;
                }
                // Of two alone the second is told; of more, the one that no other bears out.
                let Some((_, other)) =
                    others().next().filter(|(first, _)| *first < at || others().count() > 1)
                else {
                    continue;
                };
                let claims = vec![one.pair.0, one.pair.1, other.pair.0, other.pair.1];
                found.findings.push((finding(rule, sight, one, other, Severity::Error), claims));
            }
        }
        found
    }
}

trait Meets {
    /// Whether two intervals share a value once both are widened by some hundredths.
    fn meets(&self, other: &Self, hundredths: i128) -> bool;
}

impl Meets for Interval {
    fn meets(&self, other: &Self, hundredths: i128) -> bool {
        let share = Rational::new(hundredths, 100);
        let ends = |one: &Self| Some((one.lower?.at, one.upper?.at));
        let (Some(one), Some(other)) = (ends(self), ends(other)) else { return true };
        let ((low, _), (_, high)) = if one.0 <= other.0 { (other, one) } else { (one, other) };
        low <= high + high * share
    }
}

/// Whether a year is named right after a pair: its rate is that of the time.
fn is_dated(scene: &Scene<'_>, second: &Claim) -> bool {
    let end = second.mention.end;
    let year = |claim: &Claim| {
        let date = claim.mention.timex.as_ref().and_then(|timex| timex.date());
        date.is_some_and(|date| date.year.is_some() && date.month.is_none())
    };
    let from = scene.claims.partition_point(|claim| claim.mention.first < end);
    let after = scene.claims[from..].iter().take_while(|claim| claim.mention.first <= end + DATED);
    after.filter(|claim| claim.sentence == second.sentence).any(year)
}

/// Whether the second amount stands for the first: in brackets after it, or after a word such as "soit".
fn is_pair(scene: &Scene<'_>, first: &Claim, second: &Claim) -> bool {
    let (from, to) = (first.mention.end as usize, second.mention.first as usize);
    let plain = |claim: &Claim| claim.mention.quantity.is_some_and(|quantity| !quantity.is_range());
    if to < from || to - from > BETWEEN || !plain(first) || !plain(second) {
        return false;
    }
    let option = scene.passage.lexicon.sets.get("conversion-option");
    let end = second.mention.end as usize;
    let closes = |at: usize| at < scene.passage.tokens.len() && matches!(scene.passage.word(at), ")" | ",");
    if (from..to).any(|at| scene.passage.word(at) == "(") {
        return closes(end) && !scene.cues_within(from, end).any(|cue| Some(cue.1) == option);
    }
    let equals = scene.passage.lexicon.sets.get("conversion-equals");
    let comma = scene.passage.tokens.get(from).is_some() && scene.passage.word(from) == ",";
    comma && (from..to).any(|at| equals.is_some_and(|set| scene.has_cue(at, set)))
}

/// Whether a first amount is the last of several: "36,000 and 24,000 dollars (32,536 and 21,690 euros)".
fn is_series(scene: &Scene<'_>, place: usize) -> bool {
    let first = &scene.claims[place].mention;
    let before = place.checked_sub(1).map(|before| &scene.claims[before].mention);
    before.is_some_and(|before| before.unit == first.unit && before.end + 3 >= first.first)
}

/// The rate of a pair: how many of the second currency, by code, to one of the first.
fn rate(sight: &Sight<'_>, pair: (usize, usize)) -> Option<Rate> {
    let claims = &sight.ledger.claims;
    let code =
        |place: usize| if let Unit::Code(code) = claims[place].mention.unit { Some(code) } else { None };
    let (one, other) = (code(pair.0)?, code(pair.1)?);
    let (from, to) = if one < other { pair } else { (pair.1, pair.0) };
    let (base, amount) = (&claims[from], &claims[to]);
    let values = |claim: &Claim| claim.mention.quantity?.fair(None);
    let values = values(amount)?.over(&values(base)?)?;
    let tamed = |bound: Option<Bound>| tame(bound?.at).map(Bound::closed);
    let values = Interval { lower: tamed(values.lower), upper: tamed(values.upper) };
    let (above, below) = (written(amount)?, written(base)?);
    // Nothing is worth nothing: no rate can be told from it.
    let zero = Rational::from_integer(0);
    let at = if above == zero || below == zero { return None } else { tame(above / below)? };
    Some(Rate { codes: (one.min(other), one.max(other)), at, values, pair })
}

fn finding(rule: &Rule, sight: &Sight<'_>, one: &Rate, other: &Rate, severity: Severity) -> Diagnostic {
    let claims = &sight.ledger.claims;
    let text = &*sight.prose.text;
    let code = |code: u16| sight.lexicon.codes.get(usize::from(code)).map_or("", |code| &**code);
    let (from, to) = (code(one.codes.0), code(one.codes.1));
    // The rate is told the way round that makes it at least one in a hundred.
    let turned = one.at < Rational::new(1, 100) && one.at > Rational::from_integer(0);
    let (from, to) = if turned { (to, from) } else { (from, to) };
    let shown = |at: Rational| sight.desk.wording.number(&if turned { at.recip() } else { at }, 2);
    let (rate, usual) = (shown(one.at), shown(other.at));
    told(
        sight.desk,
        rule,
        Told {
            say: "rates",
            severity,
            labels: vec![
                (&claims[one.pair.1], "other"),
                (&claims[one.pair.0], "other"),
                (&claims[other.pair.1], "one"),
                (&claims[other.pair.0], "one"),
            ],
            computation: format!("1 {from} = {rate} {to} ≠ {usual} {to}"),
            given: vec![("from", from.into()), ("to", to.into()), ("rate", rate), ("usual", usual)],
            repairs: Vec::new(),
            text,
        },
    )
}
