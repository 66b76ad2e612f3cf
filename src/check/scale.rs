//! One amount with two scale words: "350 milliards" in a headline, "350 millions" below it.

use super::{
    Found,
    agree::Sight,
    compose::{Told, told},
    judge::written,
    repair::rewritten,
};
use crate::{
    claim::{Claim, Mood, Scope},
    diagnostic::{Repair, Severity},
    parse::{Kind, Unit},
    rule::Rule,
    text::BlockKind,
    value::{Interval, Sense, number::ten_to},
};

/// How many claims below a headline, or after an amount, are looked through for it.
const BELOW: usize = 12;
const AFTER: usize = 6;

/// How many sentences after an amount it may be taken up again.
const NEAR: u32 = 3;

/// Holds the amounts of headlines to those below, and amounts taken up ("ces 7,5 millions") to those before.
pub fn slips(rules: &[Rule], sight: &Sight<'_>) -> Found {
    let mut found = Found::default();
    let claims = &sight.ledger.claims;
    for rule in rules.iter().filter(|rule| rule.check == "scale") {
        for (place, claim) in claims.iter().enumerate().filter(|(_, claim)| scaled(claim)) {
            let heading = sight.prose.blocks[claim.block as usize].kind == BlockKind::Headline;
            let other = if heading { below(sight, place) } else { taken_up(sight, place) };
            if let Some(other) = other {
                found.findings.push((finding(rule, sight, place, other, heading), vec![place, other]));
            }
        }
    }
    found
}

/// Whether a claim is an amount written with a scale word, and stands for itself.
fn scaled(claim: &Claim) -> bool {
    let kinds = matches!(claim.mention.kind, Kind::Money | Kind::Number | Kind::Count | Kind::Measure);
    let moods = Mood::FORMER.with(Mood::NEGATED).with(Mood::DISPUTED);
    let worded = |claim: &Claim| {
        claim.mention.quantity.is_some_and(|q| {
            !q.is_range()
                && !q.low.whole
                && q.low.digit >= 3
                && matches!(q.approx.sense, Sense::Exact | Sense::About)
        })
    };
    kinds && worded(claim) && !claim.mood.has(moods)
}

/// The one amount below a headline that is its own but for the scale, where none gives its value.
fn below(sight: &Sight<'_>, place: usize) -> Option<usize> {
    let claims = &sight.ledger.claims;
    let title = &claims[place];
    let alone =
        |other: &Claim| other.mention.span == title.mention.span || !scaled(other) || !alike(other, title);
    let same_block = claims.iter().filter(|other| other.block == title.block);
    if !same_block.into_iter().all(alone) {
        return None;
    }
    let after = || {
        claims.iter().enumerate().skip(place + 1).filter(|(_, other)| other.block != title.block).take(BELOW)
    };
    if after().any(|(_, other)| alike(other, title) && meets(other, title, 0)) {
        return None;
    }
    after().find(|(_, other)| scaled(other) && slipped(title, other)).map(|(other, _)| other)
}

/// The amount that takes up one before it, with another scale: "ces 7,5 millions", "the $7.5 million".
fn taken_up(sight: &Sight<'_>, place: usize) -> Option<usize> {
    let claims = &sight.ledger.claims;
    let first = &claims[place];
    let near = |other: &Claim| {
        other.block == first.block
            && other.sentence > first.sentence
            && other.sentence <= first.sentence + NEAR
    };
    let back = |other: &Claim| other.scope.has(Scope::THESE.with(Scope::DEFINITE));
    let fine = |claim: &Claim| {
        written(claim).is_some_and(|value| {
            let digit = claim.mention.quantity.map_or(0, |quantity| quantity.low.digit);
            value >= ten_to(digit.saturating_add(1))
        })
    };
    let mut after = claims.iter().enumerate().skip(place + 1).take(AFTER);
    let found = after.find(|(_, other)| {
        near(other) && scaled(other) && back(other) && fine(other) && slipped(first, other)
    });
    found.map(|(other, _)| other)
}

/// Whether two amounts are in one unit; a bare number takes that of the other.
fn alike(a: &Claim, b: &Claim) -> bool {
    let bare = |claim: &Claim| {
        matches!(claim.mention.kind, Kind::Number | Kind::Count) && claim.mention.unit == Unit::None
    };
    match (a.mention.kind, b.mention.kind) {
        (one, other) if one == other && a.mention.unit == b.mention.unit => {
            one != Kind::Count
                || a.phrase.as_ref().map(|phrase| phrase.head) == b.phrase.as_ref().map(|phrase| phrase.head)
        }
        (Kind::Money | Kind::Measure, _) => bare(b),
        (_, Kind::Money | Kind::Measure) => bare(a),
        _ => false,
    }
}

/// Whether two amounts differ by thousands, and in nothing else.
fn slipped(one: &Claim, other: &Claim) -> bool {
    alike(one, other) && [3, -3, 6, -6].into_iter().any(|power| meets(one, other, power))
}

/// Whether an amount, moved by a power of ten, is another one.
fn meets(one: &Claim, other: &Claim, power: i8) -> bool {
    let values = |claim: &Claim| claim.mention.quantity?.fair(None);
    let moved = |values: Interval| values.mapped(|value| Some(value * ten_to(power)));
    let pair = values(one).and_then(moved).zip(values(other));
    pair.is_some_and(|(one, other)| one.intersects(&other))
}

fn finding(
    rule: &Rule,
    sight: &Sight<'_>,
    first: usize,
    second: usize,
    heading: bool,
) -> crate::diagnostic::Diagnostic {
    let (one, other) = (&sight.ledger.claims[first], &sight.ledger.claims[second]);
    let text = &*sight.prose.text;
    let own =
        |claim: &Claim| text[claim.mention.span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
    let pairs = [(one, other, "second"), (other, one, "first")];
    let mended = pairs.into_iter().filter_map(|(wrong, right, note)| {
        let edit = rewritten(text, wrong, right)?;
        Some(Repair { edits: vec![edit], note: sight.desk.wording.repair_note(note).to_owned() })
    });
    told(
        sight.desk,
        rule,
        Told {
            say: if heading { "headline" } else { "back" },
            severity: Severity::Error,
            labels: vec![(other, "second"), (one, "first")],
            computation: format!("{} ≠ {}", own(one), own(other)),
            given: vec![("first", own(one)), ("second", own(other))],
            repairs: mended.collect(),
            text,
        },
    )
}
