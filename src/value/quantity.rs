//! A number with the words that widen it: "plus de 1.400", "600 à 800", "some 60".

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

use super::{Bound, Interval, Number, Rational, number::ten_to};

/// Which side of the number an approximator opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sense {
    /// No approximator.
    #[default]
    Exact,
    /// environ, about: a band on both sides.
    About,
    /// plus de, more than: above, by an unknown amount.
    MoreThan,
    /// au moins, at least: from the number up.
    AtLeast,
    /// moins de, less than: below, the number left out.
    LessThan,
    /// jusqu'à, at most: up to the number.
    AtMost,
    /// près de, nearly: a band just below, the number left out.
    Nearly,
}

impl Sense {
    /// Its name in machine output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::MoreThan => "more-than",
            Self::AtLeast => "at-least",
            Self::LessThan => "less-than",
            Self::AtMost => "at-most",
            Self::Nearly => "nearly",
        }
    }
}

/// An approximator: its sense, and the widths of its band in thousandths of the number (from the lexicon).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Approx {
    /// Which side it opens.
    pub sense: Sense,
    /// How far below the number a fair reader still goes, in ‰.
    pub below: u16,
    /// How far above, in ‰.
    pub above: u16,
}

/// A number or range of numbers with its approximator.
///
/// "plus de 1.400" is low = high = 1400 with [`Sense::MoreThan`]; "600 à 800" has two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The number; of a range its lower written end (the first one, if they are out of order).
    pub low: Number,
    /// The same number, or the other end of a range.
    pub high: Number,
    /// The approximator.
    pub approx: Approx,
}

/// How wide "plus de 1.400" may be before an editor would have named another bound: 1.5 times.
const FAIR_REACH: (i128, i128) = (3, 2);

/// The most that an editor grants to rounding: a tenth ("2 million" is not 2.4 million).
const FAIR_ROUNDING: (i128, i128) = (1, 10);

/// The most that rounding is granted in a number written to the unit: a twentieth (1350 to 1450 for 1400, not 250 to 350 for 300).
const WHOLE_ROUNDING: (i128, i128) = (1, 20);

impl Quantity {
    /// An exact number.
    pub const fn exact(number: Number) -> Self {
        Self { low: number, high: number, approx: Approx { sense: Sense::Exact, below: 0, above: 0 } }
    }

    /// Whether two different ends were written.
    pub fn is_range(&self) -> bool {
        self.low.value != self.high.value
    }

    /// The values that the words admit at all.
    ///
    /// `precision` is the power of ten of the finest digit in the relation: a
    /// whole number with trailing zeros is rounded when its partners are finer
    /// (see DESIGN, "What the words admit"). `None` takes whole numbers as exact.
    pub fn admitted(&self, precision: Option<i8>) -> Option<Interval> {
        self.within(precision, None)
    }

    /// As [`Self::admitted`], no rounding being granted more than a share of the number.
    fn within(&self, precision: Option<i8>, share: Option<Rational>) -> Option<Interval> {
        let (low, high) = self.ends();
        let capped = |number: Number| {
            let slack = slack(number, precision)?;
            let Some(share) = share else { return Some(slack) };
            Some(slack.min(number.rational().abs().checked_mul(&share)?))
        };
        let (slack_low, slack_high) = (capped(low)?, capped(high)?);
        let (low, high) = (low.rational(), high.rational());
        let less = |by: Rational| low.checked_sub(&by).map(Bound::closed);
        let more = |by: Rational| high.checked_add(&by).map(Bound::closed);
        let (below, above) = (less(slack_low)?, more(slack_high)?);
        Some(match self.approx.sense {
            Sense::Exact => Interval { lower: Some(below), upper: Some(above) },
            Sense::About => Interval {
                lower: Some(less(slack_low.max(band(low, self.approx.below)?))?),
                upper: Some(more(slack_high.max(band(high, self.approx.above)?))?),
            },
            Sense::MoreThan | Sense::AtLeast => Interval { lower: Some(below), upper: None },
            Sense::LessThan => Interval { lower: None, upper: Some(Bound::open(high)) },
            Sense::AtMost => Interval { lower: None, upper: Some(above) },
            Sense::Nearly => Interval {
                lower: Some(less(slack_low.max(band(low, self.approx.below)?))?),
                upper: Some(Bound::open(high)),
            },
        })
    }

    /// The values that the words admit when a band is read twice as wide: beyond it no reading goes.
    pub fn widest(&self, precision: Option<i8>) -> Option<Interval> {
        let twice = |width: u16| width.saturating_mul(2);
        let approx =
            Approx { below: twice(self.approx.below), above: twice(self.approx.above), ..self.approx };
        Self { approx, ..*self }.admitted(precision)
    }

    /// The values that an editor would accept: as [`Self::admitted`], but an open bound reaches half as far again at most.
    pub fn fair(&self, precision: Option<i8>) -> Option<Interval> {
        let mut interval = self.within(precision, Some(Rational::new(FAIR_ROUNDING.0, FAIR_ROUNDING.1)))?;
        let reach = Rational::new(FAIR_REACH.0, FAIR_REACH.1);
        let positive = self.ends().0.rational() > Rational::zero();
        if matches!(self.approx.sense, Sense::MoreThan | Sense::AtLeast) && positive {
            interval.upper = Some(Bound::closed(self.ends().1.rational().checked_mul(&reach)?));
        }
        Some(interval)
    }

    /// The two ends, the lesser first.
    pub fn ends(&self) -> (Number, Number) {
        if self.low.value <= self.high.value { (self.low, self.high) } else { (self.high, self.low) }
    }
}

/// Half a unit of the last digit that counts; none for a whole number among whole numbers.
fn slack(number: Number, precision: Option<i8>) -> Option<Rational> {
    let half = |digit: i8| ten_to(digit).checked_div(&Rational::from_integer(2));
    let digit = match (number.whole, precision) {
        (false, _) => number.digit,
        (true, Some(finest)) if number.roundness() > finest => {
            let most = Rational::new(WHOLE_ROUNDING.0, WHOLE_ROUNDING.1);
            return Some(half(number.roundness())?.min(number.rational().abs().checked_mul(&most)?));
        }
        (true, _) => return Some(Rational::zero()),
    };
    half(digit)
}

/// A share of a number in thousandths.
fn band(value: Rational, thousandths: u16) -> Option<Rational> {
    let size = if value < Rational::zero() { -value } else { value };
    size.checked_mul(&Rational::new(i128::from(thousandths), 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(quantity: Quantity, precision: Option<i8>) -> (Option<String>, Option<String>) {
        let interval = quantity.admitted(precision).expect("fits");
        let show = |bound: Option<Bound>| bound.map(|bound| super::super::number::plain(&bound.at));
        (show(interval.lower), show(interval.upper))
    }

    #[test]
    fn a_whole_number_is_exact_unless_its_partners_are_finer() {
        let total = Quantity::exact(Number::integer(1400));
        assert_eq!(bounds(total, None), (Some("1400".into()), Some("1400".into())));
        assert_eq!(bounds(total, Some(0)), (Some("1350".into()), Some("1450".into())));
    }

    #[test]
    fn a_scaled_decimal_carries_its_rounding() {
        let sum = Quantity::exact(Number::decimal(25, 1, 6).expect("fits"));
        assert_eq!(bounds(sum, None), (Some("2450000".into()), Some("2550000".into())));
    }

    #[test]
    fn more_than_has_no_upper_end_but_a_fair_one() {
        let more = Quantity {
            approx: Approx { sense: Sense::MoreThan, below: 0, above: 0 },
            ..Quantity::exact(Number::integer(1400))
        };
        assert_eq!(bounds(more, None), (Some("1400".into()), None));
        assert_eq!(
            more.fair(None).and_then(|fair| fair.upper).map(|bound| bound.at),
            Some(Rational::from_integer(2100))
        );
    }
}
