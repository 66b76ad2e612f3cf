//! addsup: does the story add up?
pub mod check;
pub mod claim;
pub mod diagnostic;
pub mod engine;
pub mod lexicon;
pub mod parse;
pub mod relate;
pub mod rule;
pub mod text;
pub mod value;
