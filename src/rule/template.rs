//! What a rule says: words with values of the relation in braces.

use serde::{Deserialize, Serialize};

use super::{Expr, expect::expression};

/// One piece of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Words as they stand.
    Words(String),
    /// A value of the relation: `{sum(part)}`.
    Value(Expr),
    /// A word that the check itself gives: `{weekday}`.
    Given(String),
}

/// A message with its values left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template(pub Vec<Piece>);

/// Reads a template: `the parts add up to {sum(part)}, not {total}`.
///
/// A name in braces that is no role is left to the check to give, where checks give words.
///
/// # Errors
/// The byte of a brace that is not closed, or that holds what nothing gives.
pub fn template(text: &str, roles: &[String], gives: bool) -> Result<Template, (usize, String)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let at = text.len() - rest.len() + open;
        let close = rest[open..].find('}').ok_or_else(|| (at, "this brace is not closed".to_owned()))?;
        if open > 0 {
            pieces.push(Piece::Words(rest[..open].into()));
        }
        let inside = rest[open + 1..open + close].trim();
        pieces.push(match expression(inside, roles) {
            Some(value) => Piece::Value(value),
            None if gives => Piece::Given(inside.into()),
            None => {
                return Err((at, format!("`{inside}` is no value of the roles that the patterns capture")));
            }
        });
        rest = &rest[open + close + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.into()));
    }
    Ok(Template(pieces))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_gives_is_pointed_at() {
        let roles = ["total".to_owned()];
        assert_eq!(template("not {totl}", &roles, false).map_err(|error| error.0), Err(4));
        assert!(template("not {total}", &roles, false).is_ok());
        assert!(template("a {weekday}", &roles, true).is_ok());
    }
}
