//! What a rule says: words with values of the relation in braces.

use super::{Expr, expect::expression};

/// One piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words as they stand.
    Words(String),
    /// A value of the relation: `{sum(part)}`.
    Value(Expr),
    /// A word that the check itself gives: `{weekday}`.
    Given(String),
}

/// A message with its values left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template(pub Vec<Piece>);

/// Reads a template: `the parts add up to {sum(part)}, not {total}`.
///
/// A name in braces that is no role is left to the check to give.
///
/// # Errors
/// The byte of a brace that is not closed.
pub fn template(text: &str, roles: &[String]) -> Result<Template, (usize, String)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let at = text.len() - rest.len() + open;
        let close = rest[open..].find('}').ok_or_else(|| (at, "this brace is not closed".to_owned()))?;
        if open > 0 {
            pieces.push(Piece::Words(rest[..open].into()));
        }
        let inside = rest[open + 1..open + close].trim();
        let value = expression(inside, roles).map_or_else(|| Piece::Given(inside.into()), Piece::Value);
        pieces.push(value);
        rest = &rest[open + close + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.into()));
    }
    Ok(Template(pieces))
}
