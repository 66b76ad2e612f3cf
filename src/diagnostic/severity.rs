//! How much a finding matters.

use serde::{Deserialize, Serialize};

/// How sure and how grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth a look; never fails a run by default.
    Note,
    /// True only under a reading that an editor would not accept.
    Warning,
    /// It cannot be true under any reading.
    Error,
}

impl Severity {
    /// Its name in machine output: `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
