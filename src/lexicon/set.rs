//! Named sets of terms: those the grammar knows by name, and the cue sets of the rules; `grammar` lists the former.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::grammar::GRAMMAR;

/// A set of terms, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Set(pub u16);

/// How many sets a language may have.
pub const LIMIT: usize = 1024;

/// Which sets, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetBits([u64; LIMIT / 64]);

impl SetBits {
    /// Adds a set.
    pub fn insert(&mut self, set: Set) {
        self.0[usize::from(set.0) / 64] |= 1 << (set.0 % 64);
    }

    /// Whether a set is among them.
    pub fn has(&self, set: Set) -> bool {
        self.0[usize::from(set.0) / 64] & (1 << (set.0 % 64)) != 0
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Those that are not among another's.
    #[must_use]
    pub fn without(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine &= !theirs);
        self
    }

    /// Those that are among another's, too.
    #[must_use]
    pub fn shared(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine &= theirs);
        self
    }

    /// Whether all of another are among them.
    pub fn covers(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).all(|(mine, theirs)| mine & theirs == theirs)
    }

    /// Whether they share a set.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(mine, theirs)| mine & theirs != 0)
    }
}

/// The names of sets.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sets {
    names: Vec<String>,
    numbers: FxHashMap<String, Set>,
}

impl Default for Sets {
    fn default() -> Self {
        let mut sets = Self { names: Vec::new(), numbers: FxHashMap::default() };
        for name in GRAMMAR {
            sets.intern(name);
        }
        sets
    }
}

impl Sets {
    /// The set of a name, made now if it is new. Nothing past [`LIMIT`] sets.
    pub fn intern(&mut self, name: &str) -> Option<Set> {
        if let Some(&set) = self.numbers.get(name) {
            return Some(set);
        }
        if self.names.len() == LIMIT {
            return None;
        }
        let set = Set(self.names.len() as u16);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), set);
        Some(set)
    }

    /// The set of a name, if there is one.
    pub fn get(&self, name: &str) -> Option<Set> {
        self.numbers.get(name).copied()
    }

    /// The name of a set.
    pub fn name(&self, set: Set) -> &str {
        &self.names[usize::from(set.0)]
    }

    /// All names, in order of number.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

impl FromIterator<Set> for SetBits {
    fn from_iter<I: IntoIterator<Item = Set>>(sets: I) -> Self {
        let mut bits = Self::default();
        sets.into_iter().for_each(|set| bits.insert(set));
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_and_names_agree() {
        let sets = Sets::default();
        assert_eq!(sets.get("approx"), Some(Set::APPROX));
        assert_eq!(sets.get("weekday"), Some(Set::WEEKDAY));
    }
}
