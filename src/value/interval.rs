//! The values left possible: an interval of exact numbers with open, closed or no ends.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};

use super::Rational;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The value at the end.
    pub at: Rational,
    /// Whether the value itself is left out.
    pub open: bool,
}

impl Bound {
    /// An end that belongs to the interval.
    pub const fn closed(at: Rational) -> Self {
        Self { at, open: false }
    }

    /// An end that does not.
    pub const fn open(at: Rational) -> Self {
        Self { at, open: true }
    }
}

/// All values between two ends; a missing end means there is no limit.
///
/// "plus de 1.400" is `[1400, …)`, "moins de 20" is `(…, 20)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least.
    pub lower: Option<Bound>,
    /// The most.
    pub upper: Option<Bound>,
}

impl Interval {
    /// Every value.
    pub const ALL: Self = Self { lower: None, upper: None };

    /// One value.
    pub const fn point(at: Rational) -> Self {
        Self { lower: Some(Bound::closed(at)), upper: Some(Bound::closed(at)) }
    }

    /// From `least` to `most`, both included.
    pub const fn closed(least: Rational, most: Rational) -> Self {
        Self { lower: Some(Bound::closed(least)), upper: Some(Bound::closed(most)) }
    }

    /// Whether the two share a value.
    pub fn intersects(&self, other: &Self) -> bool {
        !before(self.upper, other.lower) && !before(other.upper, self.lower)
    }

    /// Whether some value of this is at most some value of the other.
    pub fn can_be_at_most(&self, other: &Self) -> bool {
        !before(other.upper, self.lower)
    }

    /// Whether some value of this is less than some value of the other.
    pub fn can_be_less(&self, other: &Self) -> bool {
        match (self.lower, other.upper) {
            (Some(least), Some(most)) => least.at < most.at,
            _ => true,
        }
    }

    /// Whether a value lies inside.
    pub fn holds(&self, value: Rational) -> bool {
        self.intersects(&Self::point(value))
    }

    /// The interval widened by `slack` at both ends.
    pub fn widened(&self, slack: Rational) -> Option<Self> {
        self.plus(&Self::closed(Rational::zero().checked_sub(&slack)?, slack))
    }

    /// The interval widened by nearly `slack` at both ends: what is rounded or cut off there.
    pub fn widened_short_of(&self, slack: Rational) -> Option<Self> {
        let ends = [Rational::zero().checked_sub(&slack)?, slack].map(Bound::open);
        self.plus(&Self { lower: Some(ends[0]), upper: Some(ends[1]) })
    }

    /// The values that a rising function gives; nothing where it overflows.
    pub fn mapped(&self, rising: impl Fn(Rational) -> Option<Rational>) -> Option<Self> {
        let end = |bound: Option<Bound>| match bound {
            Some(bound) => rising(bound.at).map(|at| Some(Bound { at, open: bound.open })),
            None => Some(None),
        };
        Some(Self { lower: end(self.lower)?, upper: end(self.upper)? })
    }

    /// The least interval that holds both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        let lower = self.lower.zip(other.lower).map(|(a, b)| if b.at < a.at { b } else { a });
        let upper = self.upper.zip(other.upper).map(|(a, b)| if b.at > a.at { b } else { a });
        Self { lower, upper }
    }

    /// The sums of a value of each; nothing on overflow.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        Some(Self { lower: added(self.lower, other.lower)?, upper: added(self.upper, other.upper)? })
    }

    /// The values with their signs changed.
    pub fn negated(&self) -> Option<Self> {
        let turned = |bound: Option<Bound>| match bound {
            Some(bound) => {
                Rational::zero().checked_sub(&bound.at).map(|at| Some(Bound { at, open: bound.open }))
            }
            None => Some(None),
        };
        Some(Self { lower: turned(self.upper)?, upper: turned(self.lower)? })
    }

    /// The differences of a value of each; nothing on overflow.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        self.plus(&other.negated()?)
    }

    /// The products of a value of each, where neither can be negative; nothing otherwise.
    pub fn times(&self, other: &Self) -> Option<Self> {
        let (a, b) = (self.lower.filter(not_negative)?, other.lower.filter(not_negative)?);
        let lower = Bound {
            at: a.at.checked_mul(&b.at)?,
            open: (a.open && !b.at.is_zero()) || (b.open && !a.at.is_zero()),
        };
        let upper = match (self.upper, other.upper) {
            (Some(a), Some(b)) => Some(Bound { at: a.at.checked_mul(&b.at)?, open: a.open || b.open }),
            _ => None,
        };
        Some(Self { lower: Some(lower), upper })
    }

    /// The quotients of a value of each, where the divisor is above zero and neither is negative.
    pub fn over(&self, other: &Self) -> Option<Self> {
        let least = self.lower.filter(not_negative)?;
        let divisor = other.lower.filter(|bound| bound.at > Rational::zero())?;
        let upper = match self.upper {
            Some(most) => {
                Some(Bound { at: most.at.checked_div(&divisor.at)?, open: most.open || divisor.open })
            }
            None => None,
        };
        let lower = match other.upper {
            Some(most) => Bound { at: least.at.checked_div(&most.at)?, open: least.open || most.open },
            None => Bound { at: Rational::zero(), open: true },
        };
        Some(Self { lower: Some(lower), upper })
    }
}

fn not_negative(bound: &Bound) -> bool {
    bound.at >= Rational::zero()
}

/// Whether an upper end lies wholly below a lower one.
fn before(upper: Option<Bound>, lower: Option<Bound>) -> bool {
    match (upper, lower) {
        (Some(upper), Some(lower)) => {
            upper.at < lower.at || (upper.at == lower.at && (upper.open || lower.open))
        }
        _ => false,
    }
}

/// Two ends added: nothing inside when there is no limit, nothing at all on overflow.
#[allow(clippy::option_option, reason = "outer: overflow; inner: no limit")]
fn added(a: Option<Bound>, b: Option<Bound>) -> Option<Option<Bound>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Some(Bound { at: a.at.checked_add(&b.at)?, open: a.open || b.open })),
        _ => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(least: i128, most: i128) -> Interval {
        Interval::closed(Rational::from_integer(least), Rational::from_integer(most))
    }

    #[test]
    fn sums_and_quotients_keep_every_reading() {
        assert_eq!(range(1, 2).plus(&range(10, 20)), Some(range(11, 22)));
        assert_eq!(range(10, 20).over(&range(2, 5)), Some(range(2, 10)));
        assert_eq!(range(10, 20).over(&range(0, 5)), None);
    }

    #[test]
    fn an_open_end_does_not_meet() {
        let below = Interval { lower: None, upper: Some(Bound::open(Rational::from_integer(20))) };
        assert!(!below.intersects(&range(20, 30)));
        assert!(below.intersects(&range(19, 30)));
    }
}
