//! ODT (OpenDocument): its paragraphs as they would be printed.

mod body;
mod styles;

use super::{
    Unread,
    archive::Archive,
    paper::{Paper, PaperBuilder},
    xml::{Piece, Space, pieces},
};

use body::Body;
use styles::Styles;

/// The name spaces.
const SPACES: &[Space] = &[
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
];

/// The part that holds the text.
const BODY: &str = "content.xml";

/// What the list of parts says of one that is locked.
const LOCKED: &str = "encryption-data";

/// Whether an archive looks like one: its first part says what it is.
pub(super) fn is(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(200)];
    memchr::memmem::find(head, b"application/vnd.oasis.opendocument.text").is_some()
}

/// Reads a document. Headers, footers, comments, indexes, hidden, struck and deleted text are left out.
pub(super) fn read(bytes: &[u8]) -> Result<Paper, Unread> {
    let mut archive = Archive::new(bytes)?;
    let list = archive.part("META-INF/manifest.xml", "META-INF/manifest.xml")?;
    if list.is_some_and(|list| list.contains(LOCKED)) {
        return Err(Unread::Locked);
    }
    let text = archive.needed(BODY, BODY)?;
    let mut styles = Styles::default();
    if let Some(xml) = archive.part("styles.xml", "styles.xml")? {
        styles.read(&xml).map_err(|_| Unread::Torn("styles.xml"))?;
    }
    let torn = |unread| if matches!(unread, Unread::Tags { .. }) { Unread::Torn(BODY) } else { unread };
    styles.read(&text).map_err(torn)?;
    let mut paper = PaperBuilder::default();
    let mut body = Body::new(&styles, &mut paper);
    let read = pieces(&text, SPACES, |piece| match piece {
        Piece::Start(tag) => body.start(&tag),
        Piece::End(name) => {
            body.end(&name);
            Ok(())
        }
        Piece::Text(text, _) => {
            body.text(&text);
            Ok(())
        }
        Piece::Comment(_) => Ok(()),
    });
    read.map_err(torn)?;
    Ok(paper.finish())
}
