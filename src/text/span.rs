//! A half-open range of bytes.

use std::ops::Range;

/// A half-open range of bytes: in the user's file everywhere after `parse`.
///
/// `1.400` in `Les 1.400 soldats` is `4..9`. Files over 4 GiB are refused when
/// read, so 32 bits are enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, but without, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Whether both share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every byte of `other` lies in this one.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same span so many bytes farther on, modulo 2³²: going back is going round.
    #[must_use]
    pub const fn moved(self, by: u32) -> Self {
        Self::new(self.start.wrapping_add(by), self.end.wrapping_add(by))
    }

    /// Its length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The same range, to index a string with.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
