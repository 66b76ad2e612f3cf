//! addsup: does the story add up? A compiler for the figures and dates of a draft.
//!
//! ```text
//! bytes ─read─▶ Prose ─parse─▶ Mentions ─claim─▶ Ledger ─relate─▶ Relations ─check─▶ Diagnostics ─report─▶ text
//! ```
//!
//! Each arrow is a folder of `src/`, each noun one type, and only the two ends do
//! I/O. The middle is one pure function ([`engine::Engine::check`]) that the
//! command and the tests call: the same text gives the same report, for ever.
//!
//! ```
//! use addsup::{
//!     engine::{Engine, Options},
//!     read,
//! };
//!
//! let engine = Engine::new()?;
//! let draft = "Les 1.400 soldats sont arrivés le 8 août 2014.";
//! let prose = read::read(draft, &read::FORMATS[0], engine.lexicons());
//! let report = engine.check(&prose, &Options { claims: true, ..Options::default() });
//! assert_eq!(report.lang, "fr");
//! # Ok::<(), addsup::text::FileError>(())
//! ```
//!
//! # The floor plan
//!
//! The modules stand bottom to top: each may use those above it in this list,
//! never those below (`tests/house.rs` sees to it). No word of a language being
//! checked is in `src/`: words, rules and the texts of findings are data in
//! `rules/`, which the program carries.

/// Spans, prose with a map back to its file, lines and columns.
pub mod text;

/// Exact numbers, intervals, quantities, dates and the calendar.
pub mod value;

/// The words of a language, as `rules/lexicon/<lang>.toml` gives them.
pub mod lexicon;

/// What was found, as plain data: the seam between the engine and the reports.
pub mod diagnostic;

/// One file per input format: bytes to prose.
pub mod read;

/// The nom grammar, one file per kind of expression: prose to mentions.
pub mod parse;

/// Mentions to the ledger: what each is of, when, and in whose voice.
pub mod claim;

/// Rule files: their patterns, sentences, messages and proofs.
pub mod rule;

/// All patterns as one matcher over the ledger.
pub mod relate;

/// What must hold: intervals, time, agreement, repairs.
pub mod check;

/// Which findings a draft or a desk lets stand, and why.
pub mod excuse;

/// The front door of the middle: a document in, a report out.
pub mod engine;

/// The proof of a rule: its examples, run.
pub mod proof;

/// One file per output format: findings and ledgers to text.
pub mod report;

/// Claim sheets: the claims of a draft as a file, compared and reviewed.
pub mod snapshot;

/// The command: arguments, files, terminals, exit codes.
pub mod cli;
