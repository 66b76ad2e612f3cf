//! addsup: does the story add up?
pub mod check;
pub mod claim;
pub mod cli;
pub mod diagnostic;
pub mod engine;
pub mod lexicon;
pub mod parse;
pub mod read;
pub mod relate;
pub mod report;
pub mod rule;
pub mod text;
pub mod value;
