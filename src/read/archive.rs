//! The parts of a ZIP archive, each of bounded size.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use super::Unread;

/// How large an archive may be, and what one of its parts may unpack to, in megabytes.
const ARCHIVE: usize = 256;
const PART: usize = 64;

/// How many parts an archive may have.
const PARTS: usize = 20_000;

const MB: usize = 1 << 20;

/// An archive in memory.
pub(super) struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Archive<'a> {
    /// Reads the list of its parts.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Unread> {
        if bytes.len() > ARCHIVE * MB {
            return Err(Unread::Crowd("256 MB"));
        }
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(PARTS + 1).count() > PARTS {
            return Err(Unread::Crowd("20,000 parts"));
        }
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|error| told(&error, "the list of its parts"))
    }

    /// A part as text; none where there is none of that name.
    pub(super) fn part(&mut self, name: &str, shown: &'static str) -> Result<Option<String>, Unread> {
        let part = match self.0.by_name(name) {
            Err(ZipError::FileNotFound) => return Ok(None),
            other => other.map_err(|error| told(&error, shown))?,
        };
        if part.size() > (PART * MB) as u64 {
            return Err(Unread::Bomb { part: shown, most: PART });
        }
        let mut bytes = Vec::new();
        let room = (PART * MB) as u64 + 1;
        part.take(room).read_to_end(&mut bytes).map_err(|_| Unread::Torn(shown))?;
        if bytes.len() > PART * MB {
            return Err(Unread::Bomb { part: shown, most: PART });
        }
        let (text, _) = super::encoding::decoded(bytes, None, true).map_err(|_| Unread::Torn(shown))?;
        Ok(Some(text))
    }

    /// A part that must be there.
    pub(super) fn needed(&mut self, name: &str, shown: &'static str) -> Result<String, Unread> {
        self.part(name, shown)?.ok_or(Unread::Torn(shown))
    }
}

fn told(error: &ZipError, part: &'static str) -> Unread {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Unread::Locked
        }
        _ => Unread::Torn(part),
    }
}
