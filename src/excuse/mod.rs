//! Findings that are let stand for a reason: by a comment of the draft, its front matter, or the desk.
//!
//! A comment speaks of the block it stands in or before; front matter and the desk of the whole draft.
//! One that lets nothing stand, or that cannot be understood, is a finding itself, of the rule whose
//! check is `suppression`.

mod baseline;
mod grant;

pub use baseline::{Baseline, Fate, Known, fates};
pub use grant::{Fault, Grant, grant};

use crate::{
    check::compose::{Desk, hashed, template},
    diagnostic::{Diagnostic, Edit, Excused, Label, Repair, Severity, Voucher},
    rule::{Piece, Rule, Template},
    text::{Remark, Span},
};

/// The kind of check that words what is wrong with a comment.
const CHECK: &str = "suppression";

/// How alike two names must be to suggest one for the other (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.75;

/// What the desk lets stand in one draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowance {
    /// The rules or groups, by name; any where there are none.
    pub rules: Vec<String>,
    /// The fingerprint of the finding, or how it begins; any where there is none.
    pub fingerprint: Option<String>,
    /// Why.
    pub reason: String,
    /// Its number in the configuration.
    pub number: usize,
}

/// All rules, and which of them are wanted.
pub type Rules<'a> = (&'a [Rule], &'a dyn Fn(&Rule) -> bool);

impl Allowance {
    fn covers(&self, finding: &Diagnostic, rules: &[Rule]) -> bool {
        let print = self.fingerprint.as_deref().is_none_or(|print| finding.fingerprint.starts_with(print));
        print && (self.rules.is_empty() || names(&self.rules, &finding.rule, rules))
    }
}

/// The findings of a draft, those that are let stand apart from the others.
///
/// What is wrong with the comments themselves is added to the findings; `wanted` says which of
/// the rules are.
pub fn sift(
    findings: Vec<Diagnostic>,
    remarks: &[Remark],
    desk_allows: &[Allowance],
    (rules, wanted): Rules<'_>,
    desk: Desk<'_>,
) -> (Vec<Diagnostic>, Vec<Excused>) {
    let (mut kept, mut excused) = (Vec::new(), Vec::new());
    let granted: Vec<_> = remarks.iter().map(|remark| (remark, grant(&remark.text))).collect();
    let mut used = vec![false; remarks.len()];
    for finding in findings {
        let by_draft = granted.iter().position(|(remark, grant)| {
            grant.as_ref().is_ok_and(|grant| covers(grant, remark.scope, &finding, rules))
        });
        let by_desk = desk_allows.iter().find(|allowance| allowance.covers(&finding, rules));
        match (by_draft, by_desk) {
            (Some(at), _) => {
                used[at] = true;
                let reason =
                    granted[at].1.as_ref().map_or_else(|_| String::new(), |grant| grant.reason.to_owned());
                excused.push(Excused { finding, by: Voucher::Draft, reason });
            }
            (None, Some(allowance)) => {
                let (by, reason) = (Voucher::Configuration(allowance.number), allowance.reason.clone());
                excused.push(Excused { finding, by, reason });
            }
            (None, None) => kept.push(finding),
        }
    }
    if let Some(own) = rules.iter().find(|rule| rule.check == CHECK && wanted(rule)) {
        let faults = granted
            .iter()
            .zip(used)
            .filter_map(|((remark, grant), used)| fault(own, remark, grant, used, (rules, wanted), desk));
        kept.extend(faults);
    }
    (kept, excused)
}

/// Whether what a comment grants covers a finding: one of its rules, and a claim within its scope.
fn covers(grant: &Grant<'_>, scope: Span, finding: &Diagnostic, rules: &[Rule]) -> bool {
    let scope = if grant.whole_file { Span::new(0, u32::MAX) } else { scope };
    let here = finding.labels.iter().any(|label| label.span.overlaps(scope));
    here && names(&grant.rules, &finding.rule, rules)
}

/// Whether a rule is one of those named, or of a group that is.
fn names(named: &[impl AsRef<str>], id: &str, rules: &[Rule]) -> bool {
    let group = rules.iter().find(|rule| rule.id == id).map_or("", |rule| rule.group.as_str());
    named.iter().any(|name| name.as_ref() == id || name.as_ref() == group)
}

/// What is wrong with a comment: it cannot be understood, names no rule there is, or lets nothing stand.
fn fault(
    own: &Rule,
    remark: &Remark,
    grant: &Result<Grant<'_>, Fault>,
    used: bool,
    (rules, wanted): Rules<'_>,
    desk: Desk<'_>,
) -> Option<Diagnostic> {
    let grant = match grant {
        Ok(grant) => grant,
        Err(Fault::Form) => return Some(said(own, "form", &[], remark, desk)),
        Err(Fault::Reason) => return Some(said(own, "reason", &[], remark, desk)),
    };
    let is = |name: &str, rule: &Rule| rule.id == name || rule.group == name;
    if let Some(stranger) = grant.rules.iter().find(|name| !rules.iter().any(|rule| is(name, rule))) {
        return Some(match nearest(stranger, rules) {
            Some(near) => said(own, "near", &[stranger, near], remark, desk),
            None => said(own, "unknown", &[stranger], remark, desk),
        });
    }
    // A rule that is not wanted finds nothing to let stand: that says nothing of the comment.
    let judged = grant.rules.iter().all(|name| rules.iter().filter(|rule| is(name, rule)).all(wanted));
    (!used && judged).then(|| {
        let mut found = said(own, "default", &[&grant.rules.join(", ")], remark, desk);
        let edits = vec![Edit { span: remark.span, replacement: String::new() }];
        let removable = remark.scope.end != u32::MAX;
        found.repairs.extend(removable.then(|| Repair { edits, note: String::new() }));
        found
    })
}

/// The rule whose name is most like another.
fn nearest<'a>(name: &str, rules: &'a [Rule]) -> Option<&'a str> {
    let names = rules.iter().map(|rule| rule.id.as_str());
    let best = names
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .max_by(|left, right| left.0.total_cmp(&right.0))?;
    (best.0 > ALIKE).then_some(best.1)
}

/// A finding about a comment, in the words of the rule.
fn said(rule: &Rule, key: &str, names: &[&str], remark: &Remark, desk: Desk<'_>) -> Diagnostic {
    let filled = |template: &Template| {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Given(name) => {
                let place = usize::from(name == "near");
                names.get(place).map_or_else(String::new, |&name| name.to_owned())
            }
            Piece::Value(_) => String::new(),
        };
        template.0.iter().map(piece).collect::<String>()
    };
    let message = template(&rule.messages, key, desk.lang).map_or_else(String::new, filled);
    let note = template(&rule.labels, "comment", desk.lang).map_or_else(String::new, filled);
    let words = remark.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Diagnostic {
        rule: rule.id.clone(),
        severity: Severity::Warning.min(rule.severity),
        message,
        labels: vec![Label { span: remark.span, role: "comment".into(), note }],
        computation: String::new(),
        repairs: Vec::new(),
        fingerprint: hashed(&[rule.id.clone(), key.to_owned(), words]),
    }
}
