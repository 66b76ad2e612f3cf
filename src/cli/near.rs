//! The name that was meant by one that nobody has.

use super::problem::Problem;
use crate::text::FileError;

/// How alike two names must be to suggest one for the other (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.75;

/// What to say of the name most like another.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let scored = known.map(|known| (strsim::jaro_winkler(name, known), known));
    let best = scored.max_by(|left, right| left.0.total_cmp(&right.0))?;
    (best.0 > ALIKE).then(|| format!("did you mean `{}`?", best.1))
}

/// The problem of a rule or group that nobody has.
pub(super) fn no_rule<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Box<Problem> {
    let all = "`addsup rules` lists them all";
    let near = nearest(name, known).map_or_else(|| all.to_owned(), |near| format!("{near} {all}"));
    Problem::Rule { rule: name.into(), near }.into()
}

/// An error with the name that was meant, if there is one like it.
pub(super) fn hinted<'a>(error: FileError, name: &str, known: impl Iterator<Item = &'a str>) -> FileError {
    match nearest(name, known) {
        Some(near) => error.with_help(near),
        None => error,
    }
}
