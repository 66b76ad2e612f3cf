//! Claim sheets: the claims of a draft as a file that is reviewed like a test's snapshot.
//!
//! A sheet has one claim a line, grouped by paragraph, then the claims that agree, then the findings. It
//! holds nothing of where a claim stands, so it stays the same when a draft is wrapped anew. The file is
//! in insta's format, so that `cargo insta review` reads it; here is only text, files are for `cli`.

mod apply;
mod change;
mod claim;
mod file;
mod pairs;
mod script;
mod sheet;
mod tangle;
mod told;
mod versions;

pub use change::{Change, Kind, Pair, Review};
pub use claim::{Claim, Mark};
pub use file::{is_sheet, read, written};
pub use sheet::ClaimSheet;
pub use told::told;
pub use versions::{FORMATS, Version, Versions, VersionsFormat};
