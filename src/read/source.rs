//! A file as it was read: its text, which all spans point into.

use super::{
    Encoding, FORMATS, Format, Kind, Unread, encoding::decoded, header::take_date, paper::Paper, plain, read,
    whole,
};
use crate::{
    lexicon::Lexicon,
    text::{BlockKind, Origin, Prose},
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
    paper: Option<Paper>,
}

impl Source {
    /// Reads the bytes of a file, in the encoding that is wanted or else the one that they tell.
    ///
    /// # Errors
    /// When they are of a kind that is not read, or broken.
    pub fn new(bytes: Vec<u8>, format: &'static Format, wanted: Option<Encoding>) -> Result<Self, Unread> {
        if let Some((format, paper)) = unpacked(&bytes, format)? {
            let (text, encoding) = (paper.text.clone(), Encoding::default());
            return Ok(Self { text, encoding, format, paper: Some(paper) });
        }
        let (text, encoding) =
            decoded(bytes, wanted, matches!(format.kind, Kind::Markup(_) | Kind::Strict(..)))?;
        if let Kind::Strict(sound, _) = format.kind {
            sound(&text)?;
        }
        Ok(Self { text, encoding, format, paper: None })
    }

    /// Whether the bytes of its file can be edited where spans point.
    pub fn is_verbatim(&self) -> bool {
        self.encoding.is_utf8() && self.paper.is_none()
    }

    /// How its text lies in its file.
    pub fn origin(&self) -> Origin<'_> {
        let encoding = (!self.encoding.is_utf8()).then(|| self.encoding.name());
        Origin { encoding, runs: self.paper.as_ref().map(|paper| &paper.runs) }
    }

    /// Its prose.
    pub fn prose(&self, lexicons: &[Lexicon]) -> Prose<'_> {
        let Some(paper) = &self.paper else { return read(&self.text, self.format, lexicons) };
        let mut prose = paper.prose.clone();
        take_date(&mut prose, lexicons);
        let titled = prose.blocks.iter().any(|block| block.kind == BlockKind::Headline);
        if !titled
            && prose.blocks.first().is_some_and(|block| block.kind == BlockKind::Paragraph)
            && plain::is_headline(&prose)
        {
            prose.blocks[0].kind = BlockKind::Headline;
        }
        whole(prose, lexicons, None)
    }
}

/// The document in an archive: of the format that its name tells, or of the one that it is.
fn unpacked(bytes: &[u8], format: &'static Format) -> Result<Option<(&'static Format, Paper)>, Unread> {
    let archive = bytes.starts_with(b"PK");
    let package = |format: &'static Format| match format.kind {
        Kind::Package(package) => Some((format, package)),
        _ => None,
    };
    let found = match package(format) {
        Some(found) if archive => Some(found),
        Some(_) => {
            decoded(bytes.to_vec(), None, false)?;
            return Err(Unread::Foreign("no archive, as such a document is"));
        }
        None if archive => FORMATS.iter().filter_map(package).find(|(_, package)| (package.is)(bytes)),
        None => None,
    };
    found.map(|(format, package)| Ok((format, (package.read)(bytes)?))).transpose()
}
