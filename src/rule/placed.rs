//! A value of a rule file, and where it stands there.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::Spanned;

/// A value and its bytes in the file.
///
/// A file tells its places itself; the rules that the program carries were read from their files
/// when it was built, and bring the places along.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    value: T,
    at: Range<usize>,
}

impl<T> Placed<T> {
    /// The bytes in the file.
    pub fn span(&self) -> Range<usize> {
        self.at.clone()
    }

    /// The value.
    pub const fn get_ref(&self) -> &T {
        &self.value
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let spanned = Spanned::<T>::deserialize(deserializer)?;
            return Ok(Self { at: spanned.span(), value: spanned.into_inner() });
        }
        let (start, end, value) = Deserialize::deserialize(deserializer)?;
        Ok(Self { value, at: start..end })
    }
}

impl<T: Serialize> Serialize for Placed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.at.start, self.at.end, &self.value).serialize(serializer)
    }
}
