//! Text and places in it: spans, prose with a map back to its file, lines and columns, files that cannot be used.

mod flaw;
mod lines;
mod prose;
mod span;

pub use flaw::{FileError, FileKind};
pub use lines::{Lines, Position};
pub use prose::{Block, BlockKind, Header, Prose, ProseBuilder};
pub use span::Span;
