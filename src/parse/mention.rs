//! A value at a place: what the grammar finds.

use super::Kind;
use crate::{
    text::Span,
    value::{Quantity, Timex},
};

/// The unit of a mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// None, or a head noun that the claim stage will find.
    #[default]
    None,
    /// The place of a UCUM or ISO 4217 code in [`crate::lexicon::Lexicon::codes`].
    Code(u16),
}

/// A value at a place of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its bytes in the prose.
    pub span: Span,
    /// Its first token.
    pub first: u32,
    /// The token after its last.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// Its unit.
    pub unit: Unit,
    /// Its number: all numeric kinds, and ages and durations.
    pub quantity: Option<Quantity>,
    /// Its time: all temporal kinds.
    pub timex: Option<Timex>,
}

/// What a grammar rule gives; the driver adds the place.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What it is.
    pub kind: Kind,
    /// Its unit.
    pub unit: Unit,
    /// Its number.
    pub quantity: Option<Quantity>,
    /// Its time.
    pub timex: Option<Timex>,
}

impl Reading {
    /// A numeric reading.
    pub const fn number(kind: Kind, quantity: Quantity, unit: Unit) -> Self {
        Self { kind, unit, quantity: Some(quantity), timex: None }
    }

    /// A temporal reading.
    pub const fn time(kind: Kind, timex: Timex) -> Self {
        Self { kind, unit: Unit::None, quantity: None, timex: Some(timex) }
    }

    /// Digits that are part of a name.
    pub const fn name() -> Self {
        Self { kind: Kind::Name, unit: Unit::None, quantity: None, timex: None }
    }
}
