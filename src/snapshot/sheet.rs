//! A whole sheet: its claims by paragraph, the claims that agree, the findings.

use std::fmt;

use super::{
    claim::{Claim, quoted, squeezed},
    script::{Side, script},
};
use crate::{
    diagnostic::{Diagnostic, Label, Report, Tie},
    text::{Prose, Span},
};

/// The titles of the two parts below the claims.
const RELATIONS: &str = "relations";
const FINDINGS: &str = "findings";

/// The claims of one draft, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimSheet {
    /// The language and date that the draft was read with: `fr, 2014-12-08`.
    pub head: String,
    /// The claims in order; none stands between two paragraphs.
    pub claims: Vec<Option<Claim>>,
    /// The claims that agree, a line each.
    pub relations: Vec<String>,
    /// The findings, a line each.
    pub findings: Vec<String>,
}

impl ClaimSheet {
    /// The sheet of a draft. The report must hold the ledger and the ties.
    pub fn new(text: &str, prose: &Prose<'_>, report: &Report) -> Self {
        let date = report.date.as_deref().map_or_else(String::new, |date| format!(", {date}"));
        let rules = rules(report);
        let mut breaks = breaks(prose).into_iter().peekable();
        let mut claims = Vec::new();
        for (entry, rules) in report.claims.iter().zip(rules).filter(|(entry, _)| entry.kind != "name") {
            let mut apart = false;
            while breaks.next_if(|start| *start <= entry.span.start).is_some() {
                apart = true;
            }
            if apart && !claims.is_empty() {
                claims.push(None);
            }
            claims.push(Some(Claim::of_entry(entry, text, rules)));
        }
        let words = |label: &Label| words(label, text, report);
        Self {
            head: format!("{}{date}", report.lang),
            claims,
            relations: report.ties.iter().map(|tie| relation(tie, words)).collect(),
            findings: findings(report, words),
        }
    }

    /// Reads a sheet as it was written; a line that nobody wrote is passed over.
    pub fn parse(body: &str) -> Self {
        let mut lines = body.lines().map(str::trim_end).skip_while(|line| line.is_empty());
        let mut sheet = Self { head: lines.next().unwrap_or_default().to_owned(), ..Self::default() };
        let mut part = "";
        for line in lines {
            match (part, line) {
                (_, RELATIONS | FINDINGS) => part = line,
                (RELATIONS, line) if !line.is_empty() => sheet.relations.push(line.to_owned()),
                (FINDINGS, line) if !line.is_empty() => sheet.findings.push(line.to_owned()),
                ("", "") => sheet.claims.push(None),
                ("", line) => sheet.claims.extend(Claim::parse(line).map(Some)),
                _ => {}
            }
        }
        sheet.tidy();
        sheet
    }

    /// Takes the places of claims over from a sheet of the draft as it is now.
    pub fn place(&mut self, fresh: &Self) {
        let all = |sheet: &Self| sheet.claims.iter().flatten().cloned().collect::<Vec<_>>();
        let steps = script(&all(self), &all(fresh), Claim::to_string);
        let mut spans = steps.iter().filter(|step| step.side != Side::New);
        for claim in self.claims.iter_mut().flatten() {
            let step = spans.next();
            claim.span = step.filter(|step| step.side == Side::Both).and_then(|step| step.line.span);
        }
    }

    /// Leaves one gap between paragraphs, and none before the first and after the last.
    pub(super) fn tidy(&mut self) {
        let mut before = false;
        self.claims.retain(|claim| {
            let kept = claim.is_some() || before;
            before = claim.is_some();
            kept
        });
        if self.claims.last() == Some(&None) {
            self.claims.pop();
        }
    }

    /// Whether two sheets say the same; how claims are grouped does not count.
    pub fn is_as(&self, other: &Self) -> bool {
        let (mine, others) = (self.claims.iter().flatten(), other.claims.iter().flatten());
        self.head == other.head
            && self.relations == other.relations
            && self.findings == other.findings
            && mine.clone().count() == others.clone().count()
            && mine.zip(others).all(|(mine, other)| mine.is_as(other))
    }
}

impl fmt::Display for ClaimSheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.head)?;
        if !self.claims.is_empty() {
            writeln!(f)?;
        }
        for claim in &self.claims {
            match claim {
                Some(claim) => writeln!(f, "{claim}")?,
                None => writeln!(f)?,
            }
        }
        for (title, lines) in [(RELATIONS, &self.relations), (FINDINGS, &self.findings)] {
            if !lines.is_empty() {
                writeln!(f, "\n{title}")?;
                lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
            }
        }
        Ok(())
    }
}

/// Where paragraphs begin in the file; a table or a list is one.
fn breaks(prose: &Prose<'_>) -> Vec<u32> {
    let starts = prose.blocks.iter().map(|block| (block.group, prose.source(block.span).start));
    let mut starts: Vec<(u32, u32)> = starts.collect();
    starts.dedup_by_key(|start| start.0);
    starts.into_iter().map(|start| start.1).collect()
}

/// The rules that each claim was held to, with its role.
fn rules(report: &Report) -> Vec<Vec<String>> {
    let mut rules = vec![Vec::new(); report.claims.len()];
    let excused = report.excused.iter().map(|excused| &excused.finding);
    let found = report.findings.iter().chain(excused).map(|found| (&found.rule, &found.labels));
    for (rule, labels) in found.chain(report.ties.iter().map(|tie| (&tie.rule, &tie.labels))) {
        for label in labels {
            let Some(claim) = report.claim_at(label.span) else { continue };
            let told = if label.role.is_empty() { rule.clone() } else { format!("{rule}:{}", label.role) };
            rules[claim].push(squeezed(&told).replace(' ', "-"));
        }
    }
    for rules in &mut rules {
        rules.sort();
        rules.dedup();
    }
    rules
}

/// The words of the claim that a label is about, or those of the label itself.
fn words(label: &Label, text: &str, report: &Report) -> String {
    let claim = report.claim_at(label.span).map(|claim| report.claims[claim].span);
    let span: Span = claim.unwrap_or(label.span);
    let words = quoted(&squeezed(text.get(span.range()).unwrap_or_default()));
    if label.role.is_empty() { words } else { format!("{} {words}", squeezed(&label.role)) }
}

/// `✓ breakdown-sum: total "Plus de 1.400", part "600", part "800"; 600 + 800 = 1,400`.
fn relation(tie: &Tie, words: impl Fn(&Label) -> String) -> String {
    let members = tie.labels.iter().map(words).collect::<Vec<_>>().join(", ");
    format!("✓ {}: {members}{}", squeezed(&tie.rule), after("; ", &tie.computation))
}

/// The findings, and those that are let stand.
fn findings(report: &Report, words: impl Fn(&Label) -> String) -> Vec<String> {
    let found = report.findings.iter().map(|found| format!("× {}", finding(found, &words)));
    let excused = report.excused.iter().map(|excused| {
        let reason = squeezed(&excused.reason).replace('"', "'");
        format!("– {}; {reason}", finding(&excused.finding, &words))
    });
    found.chain(excused).collect()
}

/// `error breakdown-sum: total "1.400", part "900", part "800"; the parts add up to … (900 + 800 = …)`.
fn finding(found: &Diagnostic, words: impl Fn(&Label) -> String) -> String {
    let members = found.labels.iter().map(words).collect::<Vec<_>>().join(", ");
    let message = after("; ", &found.message);
    let sum = if found.computation.is_empty() { String::new() } else { format!(" ({})", found.computation) };
    let (severity, rule) = (found.severity.name(), squeezed(&found.rule));
    format!("{severity} {rule}: {members}{message}{}", squeezed_after(&sum))
}

fn after(lead: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{lead}{}", squeezed(text).replace('"', "'")) }
}

fn squeezed_after(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {}", squeezed(text).replace('"', "'")) }
}
