//! From files to prose: one file per input format, and one list of them.
//!
//! A file becomes a [`Source`], its text in UTF-8, or is [`Unread`] for a reason. Reading that text
//! never fails: what is not prose (code, markup, link targets, front matter) is left out, and every
//! byte that stays remembers its place.

mod allowed;
mod archive;
mod asciidoc;
mod date;
mod docx;
mod encoding;
mod front;
mod header;
mod html;
mod markdown;
mod news;
mod odt;
mod paper;
mod plain;
mod references;
mod remark;
mod size;
mod source;
mod tongue;
mod unread;
mod xml;

pub use date::iso_date;
pub use encoding::Encoding;
pub use references::leave_references;
pub use source::Source;
pub use tongue::{Memory, detect};
pub use unread::Unread;

use paper::Paper;

use crate::{lexicon::Lexicon, text::Prose};

/// An input format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name in document records and on the command line: `markdown`.
    pub name: &'static str,
    /// The file name extensions that tell it, without the dot.
    pub extensions: &'static [&'static str],
    /// How a file of it becomes prose.
    pub kind: Kind,
}

/// How a file becomes prose.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// It is text. The lexicons tell a header (`date 2021-12`) from the rest.
    Text(for<'a> fn(&'a str, &[Lexicon]) -> Prose<'a>),
    /// It is text with tags, whose head may declare its encoding.
    Markup(for<'a> fn(&'a str, &[Lexicon]) -> Prose<'a>),
    /// It is such text, which must be whole and of a kind: that is asked first.
    Strict(fn(&str) -> Result<(), Unread>, for<'a> fn(&'a str, &[Lexicon]) -> Prose<'a>),
    /// It is an archive with the text in one of its parts.
    Package(Package),
}

/// How an archive becomes text and prose.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// Whether an archive is one of these.
    is: fn(&[u8]) -> bool,
    read: fn(&[u8]) -> Result<Paper, Unread>,
}

/// All input formats; the first one reads what no other claims.
pub const FORMATS: &[Format] = &[
    Format { name: "text", extensions: &["txt", "text"], kind: Kind::Text(plain::read) },
    Format { name: "markdown", extensions: &["md", "markdown", "mkd"], kind: Kind::Text(markdown::read) },
    Format { name: "html", extensions: &["html", "htm", "xhtml"], kind: Kind::Markup(html::read) },
    Format { name: "asciidoc", extensions: &["adoc", "asciidoc", "asc"], kind: Kind::Text(asciidoc::read) },
    Format {
        name: "news",
        extensions: &["xml", "nitf", "newsml"],
        kind: Kind::Strict(news::sound, news::read),
    },
    Format {
        name: "docx",
        extensions: &["docx", "docm", "dotx"],
        kind: Kind::Package(Package { is: docx::is, read: docx::read }),
    },
    Format {
        name: "odt",
        extensions: &["odt", "ott"],
        kind: Kind::Package(Package { is: odt::is, read: odt::read }),
    },
];

/// The format of a name, where it is one of texts: `markdown`.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name && !matches!(format.kind, Kind::Package(_)))
}

/// The format that a file name extension tells, without regard to case.
pub fn of_extension(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// Reads a text: its blocks, and what its head says of it.
///
/// A dateline or date header is taken out of the text, a block is never longer
/// than 64 KB, a quotation in another language is a block of its own, and spans of the prose map back to bytes of `file`.
pub fn read<'a>(file: &'a str, format: &Format, lexicons: &[Lexicon]) -> Prose<'a> {
    whole(prose(file, format, lexicons), lexicons, None)
}

/// The same of a text that is read again and again while it is written.
pub fn read_again<'a>(
    file: &'a str,
    format: &Format,
    lexicons: &[Lexicon],
    memory: &mut Memory,
) -> Prose<'a> {
    whole(prose(file, format, lexicons), lexicons, Some(memory))
}

fn prose<'a>(file: &'a str, format: &Format, lexicons: &[Lexicon]) -> Prose<'a> {
    match format.kind {
        Kind::Text(read) | Kind::Markup(read) | Kind::Strict(_, read) => read(file, lexicons),
        Kind::Package(_) => plain::read(file, lexicons),
    }
}

/// What is done to the prose of every format.
fn whole<'a>(mut prose: Prose<'a>, lexicons: &[Lexicon], memory: Option<&mut Memory>) -> Prose<'a> {
    size::bound(&mut prose);
    tongue::mark(&mut prose, lexicons, memory);
    prose
}
