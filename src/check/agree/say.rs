//! The finding that a quantity was given twice, with two values.

use super::{Clash, Sight};
use crate::{
    check::{
        compose::{Told, told},
        repair,
        wording::Wording,
    },
    claim::Claim,
    diagnostic::{Diagnostic, Repair},
    parse::Kind,
    rule::Rule,
    value::Timex,
};

/// The finding of a clash.
pub(super) fn finding(rule: &Rule, sight: &Sight<'_>, clash: &Clash) -> Diagnostic {
    let claims = &sight.ledger.claims;
    let (first, second) = (&claims[clash.first], &claims[clash.second]);
    let (text, wording) = (&*sight.prose.text, sight.desk.wording);
    let repairs = [(first, second, "second"), (second, first, "first")];
    let told_of = Told {
        say: clash.say,
        severity: clash.severity,
        labels: vec![(second, "second"), (first, "first")],
        computation: format!("{} ≠ {}", value(first, text, wording), value(second, text, wording)),
        given: vec![("first", quoted(first, text)), ("second", quoted(second, text))],
        repairs: repairs
            .into_iter()
            .filter_map(|(wrong, right, note)| mended(text, wrong, right, wording, note))
            .collect(),
        text,
    };
    told(sight.desk, rule, told_of)
}

/// A claim in the text's own words, on one line, with a small letter where a number word begins it.
fn quoted(claim: &Claim, text: &str) -> String {
    let span =
        claim.phrase.as_ref().map_or(claim.mention.span, |phrase| claim.mention.span.join(phrase.span));
    let words = text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| {
        if claim.mention.kind == Kind::Date { first.to_string() } else { first.to_lowercase().to_string() }
    });
    first.unwrap_or_default() + letters.as_str()
}

/// The value of a claim as a computation shows it.
fn value(claim: &Claim, text: &str, wording: &Wording) -> String {
    match (&claim.mention.quantity, &claim.mention.timex) {
        (Some(quantity), timex) if !matches!(timex, Some(Timex::Date(_))) => {
            let number = quantity.low.rational();
            let shown = wording.number(&number, quantity.low.digit.min(0).unsigned_abs());
            wording.approximately(quantity.approx.sense, &shown)
        }
        _ => quoted(claim, text),
    }
}

/// One claim given the value of the other.
fn mended(text: &str, wrong: &Claim, right: &Claim, wording: &Wording, note: &str) -> Option<Repair> {
    let edit = repair::rewritten(text, wrong, right)?;
    Some(Repair { edits: vec![edit], note: wording.repair_note(note).to_owned() })
}
