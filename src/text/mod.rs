//! Text and places in it: spans, prose with a map back to its file, lines and columns, paragraphs and runs, files that cannot be used.

mod flaw;
mod lines;
mod prose;
mod runs;
mod span;

pub use flaw::{FileError, FileKind};
pub use lines::{Lines, Position};
pub use prose::{Block, BlockKind, Header, Prose, ProseBuilder, Remark};
pub use runs::{Locus, Origin, Runs};
pub use span::Span;
