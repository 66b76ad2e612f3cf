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
    /// It is locked.
    #[error("it is locked with a password")]
    Locked,
    /// A part of its archive is missing, cut short or broken.
    #[error("it is cut short or broken: `{0}` cannot be unpacked")]
    Torn(&'static str),
    /// It unpacks to more than can be meant.
    #[error("its part `{part}` unpacks to more than {most} MB")]
    Bomb {
        /// The part.
        part: &'static str,
        /// The limit that it breaks.
        most: usize,
    },
    /// It has more parts or paragraphs than can be meant.
    #[error("it has more than {0}")]
    Crowd(&'static str),
    /// Its tags are not well-formed.
    #[error("it is no sound XML: line {line}: {reason}")]
    Tags {
        /// The line of the fault.
        line: u32,
        /// What is wrong there.
        reason: String,
    },
}

impl Unread {
    /// What to do about it.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Broken { .. } => {
                "name its encoding with `--encoding`, such as windows-1252 or utf-16le, or save it as UTF-8"
            }
            Self::Locked => "save it without a password",
            Self::Torn(_) => "open it in its word processor and save it again, or fetch it again",
            Self::Bomb { .. } | Self::Crowd(_) => "split it, or save it as text",
            Self::Tags { .. } => "the file is cut short, or was not written by an XML tool",
            Self::Foreign(_) => "save it as text, Markdown, HTML, DOCX or ODT",
        }
    }
}
