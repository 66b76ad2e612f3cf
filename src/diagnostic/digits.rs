//! How many of the digits of documents were read, as plain data.

use std::collections::BTreeMap;

/// The runs of digits of a text, and those that no claim or name holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digits {
    /// How many runs of digits there are.
    pub runs: usize,
    /// How many of them lie in a claim or in a name that more than figures make.
    pub read: usize,
    /// The others by form: what stands between two spaces, each digit as `9`, letters as `a` and `A`.
    pub unread: BTreeMap<String, Unread>,
}

/// Runs of digits of one form that were not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// How many.
    pub count: usize,
    /// The first of them with the words around it.
    pub example: String,
}

impl Digits {
    /// The share that was read, 0 to 1; 1 where there are none.
    #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub fn share(&self) -> f64 {
        if self.runs == 0 { 1.0 } else { self.read as f64 / self.runs as f64 }
    }

    /// Those of two texts together; the first example of a form stays.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.runs += other.runs;
        self.read += other.read;
        for (form, unread) in other.unread {
            let known = self.unread.entry(form).or_default();
            known.count += unread.count;
            if known.example.is_empty() {
                known.example = unread.example;
            }
        }
        self
    }
}
