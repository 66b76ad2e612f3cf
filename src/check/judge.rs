//! Holding a relation to its rule's sentence, over every value that the words allow.

use std::borrow::Cow;

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

use super::{clock, convert, era, factor, reckoned, result, time};
use crate::{
    claim::{Anchor, Claim},
    diagnostic::Severity,
    parse::Kind,
    relate::{Relation, Scene},
    rule::{Expr, Operator, Role, Sentence, Sign},
    value::{
        Bound, Interval, Number, Quantity, Rational,
        number::{tame, ten_to, total},
    },
};

/// What a check gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Some choice of values makes it true.
    Holds,
    /// None does; or only one that an editor would not accept (a warning).
    Fails(Severity),
    /// It cannot be told.
    Unknown,
}

/// How far the words are stretched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As an editor would read them.
    Fair,
    /// As far as they go at all.
    Wide,
}

/// A relation with the claims of its scene: what expressions are evaluated on.
#[derive(Clone, Copy, Debug)]
pub struct Bindings<'a> {
    /// Where it was found.
    pub scene: &'a Scene<'a>,
    /// The claims of the block.
    pub claims: &'a [Claim],
    /// The relation.
    pub relation: &'a Relation,
    /// +1 where a cue of a rise was met, -1 for a fall.
    pub direction: Option<i8>,
    /// The document's date.
    pub published: Option<Anchor>,
    /// The power of ten of the finest digit that whole numbers of the relation are written to.
    pub precision: Option<i8>,
}

/// The name of what a cue says of how many times.
const FACTOR: &str = "factor";

/// How far a fraction in words may be off, in hundredths: "a third" of 31 % is fair.
const FRACTION_SLACK: (i128, i128) = (3, 100);

impl<'a> Bindings<'a> {
    /// The first claim of a role.
    pub fn claim(&self, role: Role) -> Option<&'a Claim> {
        self.relation.of(role).next().map(|place| &self.claims[place])
    }

    /// The first claim of a role; of one with two ends that are bound apart, the end of this role.
    pub fn end(&self, role: Role) -> Option<Cow<'a, Claim>> {
        let place = self.relation.of(role).next()?;
        let claim = &self.claims[place];
        let mut roles = self.relation.bound.iter().filter(|bound| bound.1 == place);
        let (first, second) = (roles.next()?.0, roles.next().map(|bound| bound.0));
        let (Some(second), Some(quantity)) = (second, claim.mention.quantity) else {
            return Some(Cow::Borrowed(claim));
        };
        let number = if role == second && role != first { quantity.high } else { quantity.low };
        let mut claim = claim.clone();
        claim.mention.quantity = Some(Quantity { low: number, high: number, ..quantity });
        Some(Cow::Owned(claim))
    }

    /// What points are worth among these claims: hundredths beside a percentage, points of a score otherwise.
    fn points(&self, claim: &Claim) -> Rational {
        let shares =
            self.relation.bound.iter().any(|bound| self.claims[bound.1].mention.kind == Kind::Percent);
        let scored = claim.mention.kind == Kind::Points && !shares;
        Rational::from_integer(if scored { 100 } else { 1 })
    }

    /// The number that a claim of the relation has in writing.
    pub fn written(&self, claim: &Claim) -> Option<Rational> {
        written(claim)?.checked_mul(&self.points(claim))
    }

    /// The values of a claim of the relation.
    fn worth(&self, claim: &Claim, reading: Reading, stated: bool) -> Option<Interval> {
        let values = worth(claim, self.precision, reading, stated)?;
        let by = self.points(claim);
        if by == Rational::from_integer(1) { Some(values) } else { values.times(&Interval::point(by)) }
    }

    /// All claims of a role.
    pub fn claims(&self, role: Role) -> impl Iterator<Item = &'a Claim> + use<'a> {
        let claims = self.claims;
        let places: Vec<usize> = self.relation.of(role).collect();
        places.into_iter().map(move |place| &claims[place])
    }

    /// The finest digit to which the numbers of the relation are written.
    ///
    /// Where all of them end in two zeros or more and some have three digits before, all are taken to be rounded there:
    /// "57,900 bales: 43,800 and 14,200".
    pub fn finest(claims: &[Claim], relation: &Relation) -> Option<i8> {
        let shares =
            |claim: &&Claim| !matches!(claim.mention.kind, Kind::Percent | Kind::Points | Kind::Ratio);
        let counted = relation.bound.iter().map(|bound| &claims[bound.1]).filter(shares);
        let quantities = counted.filter_map(|claim| claim.mention.quantity);
        let numbers: Vec<Number> = quantities.flat_map(|quantity| [quantity.low, quantity.high]).collect();
        let digit = |number: &Number| if number.whole { number.roundness() } else { number.digit };
        let finest = numbers.iter().map(digit).min()?;
        let long = |number: &Number| number.rational() >= ten_to(finest.saturating_add(2));
        Some(if finest >= 2 && numbers.iter().any(long) { finest - 1 } else { finest })
    }
}

/// Holds a relation to a sentence.
///
/// Each side stands for every value its words allow, so it fails only when no
/// choice of values could satisfy the sentence.
pub fn judge(sentence: &Sentence, on: &Bindings<'_>) -> Verdict {
    let Sentence::Compare { left, sign, right } = sentence else { return Verdict::Unknown };
    let possible = |reading| {
        let left = value(left, on, reading, false)?;
        let right = value(right, on, reading, matches!(sign, Sign::Agrees | Sign::Disagrees))?;
        Some(compared(&left, *sign, &right))
    };
    match (possible(Reading::Fair), possible(Reading::Wide)) {
        (Some(true), _) => Verdict::Holds,
        (Some(false), Some(true)) => Verdict::Fails(Severity::Warning),
        (Some(false), Some(false)) => Verdict::Fails(Severity::Error),
        _ => Verdict::Unknown,
    }
}

fn compared(left: &Interval, sign: Sign, right: &Interval) -> bool {
    match sign {
        Sign::Equal | Sign::Agrees => left.intersects(right),
        Sign::AtMost => left.can_be_at_most(right),
        Sign::Less => left.can_be_less(right),
        Sign::Disagrees => !left.intersects(right),
    }
}

/// The values of an expression; nothing where it cannot be told or overflows.
pub fn value(expr: &Expr, on: &Bindings<'_>, reading: Reading, stated: bool) -> Option<Interval> {
    match expr {
        Expr::Constant(at) => Some(Interval::point(*at)),
        Expr::Role(role) => {
            let claim = on.end(*role)?;
            if claim.mention.kind == Kind::Date {
                return time::days(&claim, on);
            }
            on.worth(&claim, reading, stated)
        }
        Expr::Name(name) if name == FACTOR => factor::factor(on, reading),
        Expr::Name(_) => Some(Interval::point(Rational::from_integer(i128::from(on.direction?)))),
        Expr::Call(name, arguments) => call(name, arguments, on, reading),
        Expr::Binary(operator, left, right) => {
            let (left, right) = (value(left, on, reading, stated)?, value(right, on, reading, stated)?);
            match operator {
                Operator::Plus => left.plus(&right),
                Operator::Minus => left.minus(&right),
                Operator::Times => times(&left, &right),
                Operator::Over => left.over(&right),
            }
        }
    }
}

/// A product where one side may be a sign.
fn times(left: &Interval, right: &Interval) -> Option<Interval> {
    if *left == Interval::point(Rational::from_integer(-1)) { right.negated() } else { left.times(right) }
}

fn call(name: &str, arguments: &[Expr], on: &Bindings<'_>, reading: Reading) -> Option<Interval> {
    let role = |at: usize| match arguments.get(at) {
        Some(Expr::Role(role)) => Some(*role),
        _ => None,
    };
    match name {
        "sum" => {
            let zero = Interval::point(Rational::zero());
            on.claims(role(0)?).try_fold(zero, |sum, claim| sum.plus(&on.worth(claim, reading, false)?))
        }
        "count" => Some(Interval::point(Rational::from_integer(on.claims(role(0)?).count() as i128))),
        "low" | "high" => {
            let quantity = on.claim(role(0)?)?.mention.quantity?;
            let number = if name == "low" { quantity.low } else { quantity.high };
            Some(Interval::point(number.rational()))
        }
        "abs" | "unsigned" => Some(absolute(&value(arguments.first()?, on, reading, false)?)),
        "fold" => factor::fold(on.claim(role(0)?)?, reading),
        "hours" => factor::length(on.claim(role(0)?)?),
        "rounds" => factor::turns(on.claim(role(0)?)?, on),
        _ => time::function(name, arguments, on)
            .or_else(|| era::function(name, arguments, on))
            .or_else(|| clock::function(name, arguments, on))
            .or_else(|| reckoned::function(name, arguments, on))
            .or_else(|| result::function(name, role(0)?, on))
            .or_else(|| convert::function(name, (role(0)?, role(1)), on, reading)),
    }
}

/// The sizes of the values of an interval.
fn absolute(interval: &Interval) -> Interval {
    let zero = Rational::zero();
    match (interval.lower, interval.upper) {
        (Some(lower), _) if lower.at >= zero => *interval,
        (_, Some(upper)) if upper.at <= zero => interval.negated().unwrap_or(Interval::ALL),
        (lower, upper) => {
            let ends = [lower, upper].map(|end| end.map(|end| end.at.abs()));
            let most = if let [Some(a), Some(b)] = ends { Some(Bound::closed(a.max(b))) } else { None };
            Interval { lower: Some(Bound::closed(zero)), upper: most }
        }
    }
}

/// The values of one claim: a percentage is worth its hundredth, a date its days.
///
/// A stated result may be off by one unit of its last digit; a fraction in words
/// by three hundredths.
pub fn worth(claim: &Claim, precision: Option<i8>, reading: Reading, stated: bool) -> Option<Interval> {
    let quantity = claim.mention.quantity?;
    if claim.mention.kind == Kind::Duration {
        return time::length(claim);
    }
    let quantity =
        if matches!(claim.mention.kind, Kind::Percent | Kind::Points) { rounded(quantity) } else { quantity };
    let mut interval = match reading {
        Reading::Fair => quantity.fair(precision),
        Reading::Wide => quantity.widest(precision),
    }?;
    if stated {
        let slack = match quantity.low.digit {
            ..=-9 if *quantity.low.value.denom() <= 10 => Rational::new(FRACTION_SLACK.0, FRACTION_SLACK.1),
            ..=-9 => Rational::new(1, 100),
            digit => ten_to(digit),
        };
        interval = interval.widened_short_of(slack)?;
    }
    match claim.mention.kind {
        Kind::Percent | Kind::Points => {
            interval.over(&Interval::point(Rational::from_integer(100))).or_else(|| hundredth(&interval))
        }
        _ => Some(interval),
    }
}

/// A percentage is a rounded result even where it is written without decimals.
const fn rounded(quantity: Quantity) -> Quantity {
    let mut quantity = quantity;
    quantity.low.whole = false;
    quantity.high.whole = false;
    quantity
}

/// A hundredth of values that may be negative.
fn hundredth(interval: &Interval) -> Option<Interval> {
    let hundred = Rational::from_integer(100);
    let part = |bound: Bound| Some(Bound { at: bound.at.checked_div(&hundred)?, open: bound.open });
    let lower = match interval.lower {
        Some(lower) => Some(part(lower)?),
        None => None,
    };
    let upper = match interval.upper {
        Some(upper) => Some(part(upper)?),
        None => None,
    };
    Some(Interval { lower, upper })
}

/// The one value that an expression has when every claim is taken at its written number.
pub fn nominal(expr: &Expr, on: &Bindings<'_>) -> Option<Rational> {
    match expr {
        Expr::Constant(at) => Some(*at),
        Expr::Role(role) => on.written(&*on.end(*role)?),
        Expr::Name(name) if name == FACTOR => factor::nominal(on),
        Expr::Name(_) => Some(Rational::from_integer(i128::from(on.direction?))),
        Expr::Call(name, arguments) => match (name.as_str(), arguments.first()) {
            ("sum", Some(Expr::Role(role))) => total(on.claims(*role).map(|claim| on.written(claim))),
            ("abs" | "unsigned", Some(inner)) => nominal(inner, on).map(|value| value.abs()),
            ("fold", Some(inner)) => nominal(inner, on),
            ("hours", Some(Expr::Role(role))) => factor::said(on.claim(*role)?),
            ("rounds", Some(Expr::Role(role))) => factor::said_turns(on.claim(*role)?, on),
            ("fairly", Some(Expr::Role(role))) => written(on.claim(*role)?),
            ("stated_margin", Some(Expr::Role(role))) => written(on.claim(*role)?).map(|value| value.abs()),
            ("usual_margin", Some(Expr::Role(role))) => result::usual_margin(on.claim(*role)?),
            ("converted", Some(Expr::Role(role))) => convert::back(*role, second(arguments)?, None, on),
            _ => call(name, arguments, on, Reading::Fair).and_then(|values| match name.as_str() {
                "days" | "since" | "years" => time::nominal(name, &values),
                "this_year" => on.published.map(|own| Rational::from_integer(i128::from(own.year))),
                _ => values.lower.map(|bound| bound.at),
            }),
        },
        Expr::Binary(operator, left, right) => {
            let (left, right) = (nominal(left, on)?, nominal(right, on)?);
            reckoned(*operator, left, right)
        }
    }
}

/// The role that is a function's second argument.
fn second(arguments: &[Expr]) -> Option<Role> {
    if let Some(Expr::Role(role)) = arguments.get(1) { Some(*role) } else { None }
}

/// The result of an operation; nothing on overflow, or where it has too many digits to go on with.
pub fn reckoned(operator: Operator, left: Rational, right: Rational) -> Option<Rational> {
    let result = match operator {
        Operator::Plus => left.checked_add(&right),
        Operator::Minus => left.checked_sub(&right),
        Operator::Times => left.checked_mul(&right),
        Operator::Over if right.is_zero() => None,
        Operator::Over => left.checked_div(&right),
    };
    result.and_then(tame)
}

/// The number written, a percentage as its hundredth; nothing where it has too many digits to reckon with.
pub fn written(claim: &Claim) -> Option<Rational> {
    let value = claim.mention.quantity?.low.rational();
    tame(match claim.mention.kind {
        Kind::Percent | Kind::Points => value / Rational::from_integer(100),
        _ => value,
    })
}
