//! What changed between two sheets, as changes that a person decides on one by one.
//!
//! A claim that says something else is a change; the verdicts that it turned and the relations that it
//! broke or mended go with it. So one digit is one change, whatever hangs on it.

use super::{
    ClaimSheet,
    claim::Claim,
    pairs::pairs,
    script::{Step, script},
    tangle::Tangle,
};

/// What sort of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The language or the date that the draft is read with.
    Document,
    /// A claim that was not there.
    Appeared,
    /// A claim that is no longer there.
    Vanished,
    /// A claim has another value.
    Value,
    /// A claim has the same value in other words.
    Words,
    /// A claim stands elsewhere.
    Moved,
    /// A claim says the same, and a check says otherwise of it.
    Verdict,
    /// Claims are tied otherwise, and none says or is said to be anything else.
    Relations,
}

impl Kind {
    /// Its name in machine output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Appeared => "appeared",
            Self::Vanished => "vanished",
            Self::Value => "value",
            Self::Words => "words",
            Self::Moved => "moved",
            Self::Verdict => "verdict",
            Self::Relations => "relations",
        }
    }
}

/// A claim before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// As it was.
    pub old: Option<Claim>,
    /// As it is.
    pub new: Option<Claim>,
    /// A claim that stands right before it in the new draft, to find the place of one that is gone.
    pub before: Option<Claim>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What sort of change it is.
    pub kind: Kind,
    /// The claims that changed, those that say something else first.
    pub claims: Vec<Pair>,
    /// The language and date, as they were and are, where they changed.
    pub head: Option<(String, String)>,
    /// Findings that are new.
    pub breaks: Vec<String>,
    /// Findings that are gone.
    pub mends: Vec<String>,
    /// Claims that now agree.
    pub ties: Vec<String>,
    /// Claims that agreed.
    pub unties: Vec<String>,
}

/// Two sheets side by side.
#[derive(Clone, Debug)]
pub struct Review {
    pub(super) heads: (String, String),
    /// The claims, with whether a gap stands before each.
    pub(super) claims: Vec<Step<(bool, Claim)>>,
    pub(super) relations: Vec<Step<String>>,
    pub(super) findings: Vec<Step<String>>,
    /// The change of the head, where it changed.
    pub(super) head: Option<usize>,
    /// The changes, in the order of the claims.
    pub changes: Vec<Change>,
}

impl Review {
    /// Lays two sheets side by side.
    pub fn new(old: &ClaimSheet, new: &ClaimSheet) -> Self {
        let line = |claim: &(bool, Claim)| claim.1.to_string();
        let mut review = Self {
            heads: (old.head.clone(), new.head.clone()),
            claims: script(&spaced(old), &spaced(new), line),
            relations: script(&old.relations, &new.relations, String::clone),
            findings: script(&old.findings, &new.findings, String::clone),
            head: None,
            changes: Vec::new(),
        };
        let pairs = pairs(&mut review.claims);
        let mut tangle = Tangle::new(pairs, &review);
        tangle.tie_words(&review);
        tangle.attach(&review);
        tangle.settle(&mut review);
        review
    }
}

impl Review {
    /// The language of the new draft.
    pub fn lang(&self) -> &str {
        self.heads.1.split(',').next().unwrap_or_default()
    }
}

/// The claims of a sheet, with whether a gap stands before each.
fn spaced(sheet: &ClaimSheet) -> Vec<(bool, Claim)> {
    let mut gap = false;
    let claims = sheet.claims.iter().filter_map(|claim| {
        let before = std::mem::replace(&mut gap, claim.is_none());
        Some((before, claim.clone()?))
    });
    claims.collect()
}
