//! A number as written: its exact value and how finely it was written.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul, Pow, ToPrimitive, Zero};

/// Exact arithmetic for checks. Only checked operations are used on it: what
/// overflows is unknown, never wrong.
pub type Rational = Ratio<i128>;

/// An exact value and the place of its last written digit.
///
/// | written | value | digit | whole |
/// | --- | --- | --- | --- |
/// | `1.400` (French) | 1400 | 0 | yes |
/// | `2,5 millions` | 2500000 | 5 | no |
/// | `33,1` | 331/10 | -1 | no |
/// | "un tiers" | 1/3 | -9 | yes |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// The value, scale words applied.
    pub value: Ratio<i64>,
    /// The power of ten of the last digit written.
    pub digit: i8,
    /// Whether it was written out to the unit (an integer without a scale word, or a fraction
    /// in words): then it is exact unless its partners are finer.
    pub whole: bool,
}

impl Number {
    /// An integer written to the unit.
    pub fn integer(value: i64) -> Self {
        Self { value: Ratio::from_integer(value), digit: 0, whole: true }
    }

    /// A number from its digits, how many of them are decimals, and a power of ten it was scaled by.
    ///
    /// `2,5 millions` is `decimal(25, 1, 6)`. Nothing when it does not fit.
    pub fn decimal(digits: i64, decimals: u8, scale: u8) -> Option<Self> {
        let ten = Ratio::from_integer(10_i64);
        let up = if scale <= 18 { Pow::pow(ten, u32::from(scale)) } else { return None };
        let down = if decimals <= 18 { Pow::pow(ten, u32::from(decimals)) } else { return None };
        let value = (Ratio::from_integer(digits) / down).checked_mul(&up)?;
        let digit = i8::try_from(i16::from(scale) - i16::from(decimals)).ok()?;
        Some(Self { value, digit, whole: decimals == 0 && scale == 0 })
    }

    /// A fraction such as "two thirds": exact.
    pub fn fraction(above: i64, below: i64) -> Option<Self> {
        (below != 0).then(|| Self { value: Ratio::new(above, below), digit: -9, whole: true })
    }

    /// The same number scaled by a word such as "million" (10⁶).
    pub fn scaled(self, power: u8) -> Option<Self> {
        if power == 0 {
            return Some(self);
        }
        let factor = 10_i64.checked_pow(u32::from(power))?;
        let value = self.value.checked_mul(&Ratio::from_integer(factor))?;
        Some(Self { value, digit: self.digit.checked_add(power as i8)?, whole: false })
    }

    /// The value for arithmetic.
    pub fn rational(self) -> Rational {
        Ratio::new_raw(i128::from(*self.value.numer()), i128::from(*self.value.denom()))
    }

    /// The power of ten of the last digit that is not zero: 2 for 1400, 0 for 1402.
    pub fn roundness(self) -> i8 {
        if !self.value.is_integer() || self.value.is_zero() {
            return self.digit;
        }
        let mut left = self.value.to_integer();
        let mut power = 0;
        while left % 10 == 0 {
            left /= 10;
            power += 1;
        }
        power
    }

    /// The nearest floating point number, for display alone.
    pub fn to_f64(self) -> f64 {
        self.value.to_f64().unwrap_or(f64::NAN)
    }
}

/// The largest numerator and denominator that findings are computed with: the few
/// scalings that follow (by hundreds, by powers of ten up to 10¹²) stay far inside 128 bits.
const TAME: (i128, i128) = (1_000_000_000_000_000_000_000_000, 1_000_000_000_000);

/// A value that can be reckoned on without overflow; nothing when it has too many digits.
pub fn tame(value: Rational) -> Option<Rational> {
    let size = value.numer().checked_abs()?;
    (size <= TAME.0 && *value.denom() <= TAME.1).then_some(value)
}

/// The sum of values, nothing when one is missing or the sum has too many digits.
pub fn total(values: impl IntoIterator<Item = Option<Rational>>) -> Option<Rational> {
    values.into_iter().try_fold(Rational::zero(), |sum, value| sum.checked_add(&value?).and_then(tame))
}

/// Ten to a power, exactly.
pub fn ten_to(power: i8) -> Rational {
    let base = Ratio::from_integer(10_i128);
    Pow::pow(base, i32::from(power.clamp(-30, 30)))
}

/// A rational in plain decimal notation, exact where it ends within 12 places: `1400`, `-0.5`, `0.333333333333`.
pub fn plain(value: &Rational) -> String {
    let sign = if *value < Rational::zero() { "-" } else { "" };
    let (above, below) = (value.numer().unsigned_abs(), value.denom().unsigned_abs());
    let (whole, mut rest) = (above / below, above % below);
    let mut digits = String::new();
    for _ in 0..12 {
        if rest == 0 {
            break;
        }
        let Some(ten) = rest.checked_mul(10) else { break };
        digits.push(char::from(b'0' + (ten / below) as u8));
        rest = ten % below;
    }
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{digits}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_know_how_finely_they_were_written() {
        let millions = Number::decimal(25, 1, 6).expect("fits");
        assert_eq!((millions.value.to_integer(), millions.digit, millions.whole), (2_500_000, 5, false));
        assert_eq!(Number::integer(1400).roundness(), 2);
        assert_eq!(Number::decimal(1, 0, 19), None);
    }

    #[test]
    fn plain_notation_is_exact_where_it_ends() {
        assert_eq!(plain(&Rational::new(-1, 2)), "-0.5");
        assert_eq!(plain(&Rational::new(1400, 1)), "1400");
        assert_eq!(plain(&Rational::new(1, 3)), "0.333333333333");
    }
}
