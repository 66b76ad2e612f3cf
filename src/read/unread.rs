//! Why a file cannot be read.

use thiserror::Error;

/// What keeps a file from being read, as a clause about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unread {
    /// Its bytes do not fit its encoding.
    #[error("it is not whole {encoding}{}", at.map_or_else(String::new, |at| format!(": byte {at} begins no character")))]
    Broken {
        /// The encoding's name.
        encoding: &'static str,
        /// The first byte that does not fit, as far as known.
        at: Option<usize>,
    },
    /// It is of a kind that is not read.
    #[error("it is {0}")]
    Foreign(&'static str),
}

impl Unread {
    /// What to do about it.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Broken { .. } => {
                "name its encoding with `--encoding`, such as windows-1252 or utf-16le, or save it as UTF-8"
            }
            Self::Foreign(_) => "save it as text, Markdown, HTML, DOCX or ODT",
        }
    }
}
