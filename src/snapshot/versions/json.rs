//! `json`: one array, an object a pair of versions.

use serde_json::{Value, json};

use super::{Version, Versions};
use crate::{
    report::{Style, safe_json},
    snapshot::{Change, Claim, Pair},
    text::Lines,
};

/// All pairs as one JSON array.
pub(super) fn json(pairs: &[Versions<'_>], _: &Style<'_>) -> String {
    let pairs: Vec<Value> = pairs.iter().map(one).collect();
    safe_json(&pairs) + "\n"
}

fn one(versions: &Versions<'_>) -> Value {
    let (old, new) = (Lines::new(versions.old.text), Lines::new(versions.new.text));
    let changes = versions.review.changes.iter().map(|change| {
        let claims = change.claims.iter().map(|pair| pair_fields(pair, versions, (&old, &new)));
        fields(change, &claims.collect::<Vec<_>>())
    });
    let changes: Vec<Value> = changes.collect();
    json!({ "old": versions.old.name, "new": versions.new.name, "changes": changes })
}

fn fields(change: &Change, claims: &[Value]) -> Value {
    let (old, new) = change.head.as_ref().map(|head| (Some(&head.0), Some(&head.1))).unwrap_or_default();
    json!({
        "kind": change.kind.name(), "claims": claims, "old_document": old, "new_document": new,
        "breaks": change.breaks, "mends": change.mends, "ties": change.ties, "unties": change.unties,
    })
}

fn pair_fields(pair: &Pair, versions: &Versions<'_>, (old, new): (&Lines<'_>, &Lines<'_>)) -> Value {
    let one = |claim: &Option<Claim>, version: Version<'_>, lines| {
        claim.as_ref().map(|claim| claim_fields(claim, version.text, lines))
    };
    json!({ "old": one(&pair.old, versions.old, old), "new": one(&pair.new, versions.new, new) })
}

fn claim_fields(claim: &Claim, text: &str, lines: &Lines<'_>) -> Value {
    let mut fields = json!({
        "text": claim.words, "value": claim.value, "status": claim.mark.name(), "rules": claim.rules,
    });
    if let Some(span) = claim.span {
        let place = lines.position(span.start);
        fields["text"] = text.get(span.range()).unwrap_or(&claim.words).into();
        fields["start"] = span.start.into();
        fields["end"] = span.end.into();
        fields["line"] = place.line.into();
        fields["column"] = place.column.into();
    }
    fields
}
