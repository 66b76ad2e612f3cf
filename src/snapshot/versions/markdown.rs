//! `markdown`: a table a pair of versions, for comments on a merge request.

use super::{Versions, name};
use crate::{
    report::{ChangeWords, Style, escaped_markdown as escaped},
    snapshot::{Change, Claim, Pair},
};

/// All pairs as one page.
pub(super) fn markdown(pairs: &[Versions<'_>], style: &Style<'_>) -> String {
    pairs.iter().map(|versions| one(versions, style)).collect::<Vec<_>>().join("\n")
}

fn one(versions: &Versions<'_>, style: &Style<'_>) -> String {
    let words = &style.words.change;
    let title = words.title.replace("{old}", &escaped(versions.old.name));
    let title = title.replace("{new}", &escaped(versions.new.name));
    if versions.review.changes.is_empty() {
        return format!("## {title}\n\n{}\n", words.none);
    }
    let tally = words.tally.replace("{changes}", &versions.review.changes.len().to_string());
    let head = ["kind", "old", "new", "effect"].map(|column| name(&words.column, column)).join(" | ");
    let rows: String = versions.review.changes.iter().flat_map(|change| rows(change, words)).collect();
    format!("## {title}\n\n{tally}\n\n| {head} |\n| --- | --- | --- | --- |\n{rows}")
}

/// A change: a row a claim, what it does in the first.
fn rows(change: &Change, words: &ChangeWords) -> Vec<String> {
    let kind = name(&words.kind, change.kind.name());
    let effect = effects(change, words);
    let head = change.head.iter().map(|(old, new)| (escaped(old), escaped(new)));
    let claims = change.claims.iter().map(|Pair { old, new, .. }| {
        let cell = |claim: &Option<Claim>| claim.as_ref().map_or_else(String::new, cell);
        (cell(old), cell(new))
    });
    let mut cells: Vec<(String, String)> = head.chain(claims).collect();
    if cells.is_empty() {
        cells.push(<(String, String)>::default());
    }
    let row = |(at, (old, new)): (usize, &(String, String))| {
        let (kind, effect) = if at == 0 { (kind, effect.as_str()) } else { ("", "") };
        format!("| {kind} | {old} | {new} | {effect} |\n")
    };
    cells.iter().enumerate().map(row).collect()
}

fn cell(claim: &Claim) -> String {
    format!("{} {} ({})", claim.mark.sign(), escaped(&claim.words), escaped(&claim.value))
}

fn effects(change: &Change, words: &ChangeWords) -> String {
    let named = |effect: &str, lines: &[String]| {
        let effect = name(&words.effect, effect).to_owned();
        lines.iter().map(move |line| format!("{effect}: {}", escaped(line))).collect::<Vec<_>>()
    };
    let all = [
        named("breaks", &change.breaks),
        named("mends", &change.mends),
        named("ties", &change.ties),
        named("unties", &change.unties),
    ];
    all.concat().join("<br>")
}
