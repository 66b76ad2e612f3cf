//! Two units for one measure: "30 km (19 miles)", `40 °C (104 °F)`, "90 kg, soit 198 livres".

use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Signed, Zero};

use super::judge::{Bindings, Reading, written};
use crate::{
    claim::Claim,
    parse::{Kind, Unit},
    rule::Role,
    value::{
        Interval, Number, Rational, Sense,
        number::{tame, ten_to},
        unit::{Dimension, dimension, factor, factors},
    },
};

/// What a converted figure may be off beyond its rounding, in hundredths: fairly, and at all.
const FAIR: (i128, i128) = (6, 10);

/// How far rounded temperatures may be apart, in degrees of the second unit: fairly, and at all.
const DEGREES: (i128, i128) = (2, 4);

/// A function of two measures: `converted(a, b)` is the first in the unit of the second, and
/// `fairly(b)` what writers round such a figure to.
pub fn function(
    name: &str,
    roles: (Role, Option<Role>),
    on: &Bindings<'_>,
    reading: Reading,
) -> Option<Interval> {
    let first = on.claim(roles.0)?;
    match name {
        "converted" => converted(first, on.claim(roles.1?)?, on),
        "fairly" => fairly(first, on.claim(roles.1?)?, on, reading),
        _ => None,
    }
}

/// Whether two claims measure the same in two units.
pub fn convertible(a: &Claim, b: &Claim, on: &Bindings<'_>) -> bool {
    let (Some(one), Some(other)) = (code(a, on), code(b, on)) else { return false };
    let heat = dimension(one) == Some(Dimension::Temperature);
    one != other && dimension(one).is_some() && dimension(one) == dimension(other) && (heat || same(a, b, on))
}

fn same(a: &Claim, b: &Claim, on: &Bindings<'_>) -> bool {
    let (Some(one), Some(other)) = (code(a, on), code(b, on)) else { return false };
    factor(one, other).is_some()
}

/// The unit of a measure; of a count, that of the noun where a set of the rule says so ("livres").
fn code<'a>(claim: &Claim, on: &Bindings<'a>) -> Option<&'a str> {
    let lexicon = on.scene.passage.lexicon;
    if let Unit::Code(code) = claim.mention.unit {
        let measure = claim.mention.kind == Kind::Measure;
        return lexicon.codes.get(usize::from(code)).filter(|_| measure).map(|code| &**code);
    }
    let set = lexicon.sets.get("conversion-pounds")?;
    on.scene.has_cue(claim.mention.end as usize, set).then_some("[lb_av]")
}

/// A value of the claim in one role (its own, where none is given), in the unit of the other's.
pub fn back(from: Role, to: Role, value: Option<Rational>, on: &Bindings<'_>) -> Option<Rational> {
    let (from, to) = (on.claim(from)?, on.claim(to)?);
    let value = if let Some(value) = value { value } else { written(from)? };
    let (one, other) = (code(from, on)?, code(to, on)?);
    let turned = if dimension(one) != Some(Dimension::Temperature) {
        let factor = factor(one, other)?;
        value.checked_mul(&Rational::new(i128::from(*factor.numer()), i128::from(*factor.denom())))
    } else if is_difference((from, one), (to, other), on) {
        steps(one, other, value)
    } else {
        degrees(one, other, value)
    };
    turned.and_then(tame)
}

/// The values of a claim in the unit of another.
fn converted(claim: &Claim, other: &Claim, on: &Bindings<'_>) -> Option<Interval> {
    let (from, to) = (code(claim, on)?, code(other, on)?);
    let values = claim.mention.quantity?.fair(None)?;
    if dimension(from) == Some(Dimension::Temperature) {
        let apart = is_difference((claim, from), (other, to), on);
        return values.mapped(|value| if apart { steps(from, to, value) } else { degrees(from, to, value) });
    }
    let (least, most) = factors(from, to)?;
    let times = |factor: num_rational::Ratio<i64>| {
        let factor = Rational::new(i128::from(*factor.numer()), i128::from(*factor.denom()));
        values.mapped(|value| value.checked_mul(&factor))
    };
    Some(times(least)?.hull(&times(most)?))
}

/// Whether two temperatures are a difference, that has no zero: their sentence tells how much warmer or colder
/// something is, and as a difference they agree better. "9F (5C) warmer than the usual 37F (3C)" has both.
fn is_difference(from: (&Claim, &str), to: (&Claim, &str), on: &Bindings<'_>) -> bool {
    let (start, end) = on.scene.sentence(from.0.mention.first as usize);
    let set = on.scene.passage.lexicon.sets.get("conversion-difference");
    if !set.is_some_and(|set| on.scene.sets_within(start, end).has(set)) {
        return false;
    }
    let (Some(one), Some(other)) = (written(from.0), written(to.0)) else { return true };
    let off = |value: Option<Rational>| value.and_then(|value| Some(value.checked_sub(&other)?.abs()));
    match (off(steps(from.1, to.1, one)), off(degrees(from.1, to.1, one))) {
        (Some(apart), Some(point)) => apart <= point,
        _ => true,
    }
}

/// A difference of temperature on another scale.
fn steps(from: &str, to: &str, value: Rational) -> Option<Rational> {
    match (from == "[degF]", to == "[degF]") {
        (false, true) => value.checked_mul(&Rational::new(9, 5)),
        (true, false) => value.checked_mul(&Rational::new(5, 9)),
        _ => Some(value),
    }
}

/// A temperature on another scale.
fn degrees(from: &str, to: &str, value: Rational) -> Option<Rational> {
    let (nine_fifths, thirty_two) = (Rational::new(9, 5), Rational::from_integer(32));
    let zero = Rational::new(27315, 100);
    let celsius = match from {
        "Cel" => value,
        "[degF]" => value.checked_sub(&thirty_two)? / nine_fifths,
        "K" => value.checked_sub(&zero)?,
        _ => return None,
    };
    match to {
        "Cel" => Some(celsius),
        "[degF]" => celsius.checked_mul(&nine_fifths)?.checked_add(&thirty_two),
        "K" => celsius.checked_add(&zero),
        _ => None,
    }
}

/// The values that a figure converted from another may stand for: its rounding, and a share more.
///
/// A figure with one significant digit on both sides, or with an approximator, is rounded harder.
fn fairly(claim: &Claim, from: &Claim, on: &Bindings<'_>, reading: Reading) -> Option<Interval> {
    let quantity = claim.mention.quantity?;
    let values = quantity.fair(None)?;
    let rough = [claim, from].iter().any(|claim| is_rough(claim))
        || [claim, from].iter().all(|claim| digits(claim) == Some(1));
    let wide = rough || reading == Reading::Wide;
    if dimension(code(claim, on)?) == Some(Dimension::Temperature) {
        let ends = quantity.ends();
        let tens = ends.0.roundness() > 0;
        let most = if wide || tens { DEGREES.1 } else { DEGREES.0 };
        return values.widened(Rational::from_integer(most));
    }
    let share = Rational::new(if wide { FAIR.1 } else { FAIR.0 }, 100);
    let slack = written(claim)?.abs().checked_mul(&share)?;
    values.widened(slack.checked_add(&half(quantity.low))?)
}

/// Half a unit of the last digit of a figure that was rounded when it was converted.
fn half(number: Number) -> Rational {
    ten_to(if number.whole { 0 } else { number.digit.max(-6) }) / Rational::from_integer(2)
}

fn is_rough(claim: &Claim) -> bool {
    claim.mention.quantity.is_none_or(|quantity| quantity.approx.sense != Sense::Exact)
}

/// How many digits of a number count.
fn digits(claim: &Claim) -> Option<i8> {
    let number = claim.mention.quantity?.low;
    let size = number.rational().abs();
    let length = (-9..18).find(|&power| size < ten_to(power))?;
    Some(length - number.roundness().min(length))
}

/// Whether the product of all claims but the last is a power of ten off the last: 40 at 90 million are 3.6 *billion*.
pub fn slipped(claims: &[&Claim]) -> bool {
    let Some((last, others)) = claims.split_last() else { return false };
    let product = others.iter().try_fold(Rational::from_integer(1), |product, claim| {
        product.checked_mul(&written(claim)?).and_then(tame)
    });
    let (Some(product), Some(stated)) = (product, last.mention.quantity) else { return false };
    let Some(values) = stated.fair(None).and_then(|values| values.widened(half(stated.low))) else {
        return false;
    };
    !product.is_zero()
        && (1..=9).any(|power| {
            let (more, less) = (product.checked_mul(&ten_to(power)), product.checked_mul(&ten_to(-power)));
            [more, less].into_iter().flatten().any(|value| values.intersects(&Interval::point(value)))
        })
}
