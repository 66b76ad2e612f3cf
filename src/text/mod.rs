//! Text and places in it: spans, prose with a map back to its file, lines and columns.

mod lines;
mod prose;
mod span;

pub use lines::{Lines, Position};
pub use prose::{Block, BlockKind, Header, Prose, ProseBuilder};
pub use span::Span;
