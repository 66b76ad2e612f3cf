//! What a comment grants: `addsup: allow age, duration: born in January`.

/// What a comment lets stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant<'a> {
    /// The rules or groups, by name.
    pub rules: Vec<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// Whether it speaks of the whole file, and not only of a block.
    pub whole_file: bool,
}

/// Why a comment grants nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not of the form `addsup: allow RULE: reason`.
    Form,
    /// It gives no reason.
    Reason,
}

/// Reads a comment that speaks to addsup.
///
/// ```
/// # use addsup::excuse::{Fault, grant};
/// let read = grant("addsup: allow age, duration: born in January").expect("of the form");
/// assert_eq!((read.rules, read.reason), (vec!["age", "duration"], "born in January"));
/// assert_eq!(grant("addsup: allow age"), Err(Fault::Reason));
/// assert_eq!(grant("addsup: deny age: no"), Err(Fault::Form));
/// ```
///
/// # Errors
/// When it is not of the form, or gives no reason.
pub fn grant(comment: &str) -> Result<Grant<'_>, Fault> {
    let (_, order) = comment.split_once(':').ok_or(Fault::Form)?;
    let (verb, rest) = order.trim().split_once(char::is_whitespace).ok_or(Fault::Form)?;
    let whole_file = match verb {
        "allow" => false,
        "allow-file" => true,
        _ => return Err(Fault::Form),
    };
    let (named, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let rules: Vec<&str> = named.split(',').map(str::trim).collect();
    let is_name =
        |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !comment.trim_start().chars().take_while(|c| *c != ':').all(char::is_alphabetic)
        || !rules.iter().all(is_name)
    {
        return Err(Fault::Form);
    }
    let reason = reason.trim();
    if reason.chars().any(char::is_alphanumeric) {
        Ok(Grant { rules, reason, whole_file })
    } else {
        Err(Fault::Reason)
    }
}
