//! DOCX (Office Open XML): its paragraphs as they would be printed with all changes accepted.

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

/// The name spaces, of the transitional and of the strict form.
const SPACES: &[Space] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
];

/// The part that holds the text, as it is called and as it is shown.
const BODY: &str = "word/document.xml";

/// The parts with notes, in the order in which their notes are numbered.
const NOTES: [&str; 2] = ["footnotes.xml", "endnotes.xml"];

/// Whether an archive looks like one, by the name of a part.
pub(super) fn is(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"word/").is_some()
        && memchr::memmem::find(bytes, b"[Content_Types].xml").is_some()
}

/// Reads a document. Headers, footers, comments, tables of contents, hidden, struck and deleted text are left out.
pub(super) fn read(bytes: &[u8]) -> Result<Paper, Unread> {
    let mut archive = Archive::new(bytes)?;
    let name = main(&mut archive)?;
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |file: &str| if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
    let styles = archive.part(&beside("styles.xml"), "word/styles.xml")?;
    let styles = styles.map(|xml| Styles::read(&xml)).transpose()?.unwrap_or_default();
    let mut paper = PaperBuilder::default();
    let text = archive.needed(&name, BODY)?;
    read_part(&text, &styles, &mut paper)?;
    for file in NOTES {
        if let Some(xml) = archive.part(&beside(file), "the notes")? {
            read_part(&xml, &styles, &mut paper)?;
        }
    }
    Ok(paper.finish())
}

/// The name of the part that holds the text, as the archive's relations tell it.
fn main(archive: &mut Archive<'_>) -> Result<String, Unread> {
    let mut name = None;
    if let Some(xml) = archive.part("_rels/.rels", "_rels/.rels")? {
        let found = pieces(&xml, &[], |piece| {
            if let Piece::Start(tag) = piece
                && tag.value("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                name = tag.value("Target").map(|target| target.trim_start_matches('/').to_owned());
            }
            Ok(())
        });
        found.map_err(|_| Unread::Torn("_rels/.rels"))?;
    }
    Ok(name.unwrap_or_else(|| BODY.to_owned()))
}

fn read_part(xml: &str, styles: &Styles, paper: &mut PaperBuilder) -> Result<(), Unread> {
    let mut body = Body::new(styles, paper);
    let read = pieces(xml, SPACES, |piece| match piece {
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
    read.map_err(|unread| if matches!(unread, Unread::Tags { .. }) { Unread::Torn(BODY) } else { unread })
}
