//! A file as it was read: its text, which all spans point into.

use super::{Encoding, Format, Kind, Unread, encoding::decoded, read};
use crate::{
    lexicon::Lexicon,
    text::{Origin, Prose},
};

/// The text of a file.
///
/// Spans are bytes of this text: of the file itself where that is UTF-8, of the same characters in
/// UTF-8 where it is in another encoding, and of its paragraphs, one a line, where it is a document
/// of a word processor.
#[derive(Clone, Debug)]
pub struct Source {
    /// The text in UTF-8.
    pub text: String,
    /// How the file writes it.
    pub encoding: Encoding,
    /// How the text is read.
    pub format: &'static Format,
}

impl Source {
    /// Reads the bytes of a file, in the encoding that is wanted or else the one that they tell.
    ///
    /// # Errors
    /// When they are of a kind that is not read, or broken.
    pub fn new(bytes: Vec<u8>, format: &'static Format, wanted: Option<Encoding>) -> Result<Self, Unread> {
        let (text, encoding) = decoded(bytes, wanted, matches!(format.kind, Kind::Markup(_)))?;
        Ok(Self { text, encoding, format })
    }

    /// How its text lies in its file.
    pub fn origin(&self) -> Origin<'_> {
        let encoding = (!self.encoding.is_utf8()).then(|| self.encoding.name());
        Origin { encoding, runs: None }
    }

    /// Its prose.
    pub fn prose(&self, lexicons: &[Lexicon]) -> Prose<'_> {
        read(&self.text, self.format, lexicons)
    }
}
