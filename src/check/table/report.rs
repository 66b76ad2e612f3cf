//! What is said of a table.

use super::grid::Value;
use crate::{
    check::{
        Found, Wording,
        agree::Sight,
        compose::{Told, told},
    },
    claim::Claim,
    diagnostic::Severity,
    rule::Rule,
    value::Rational,
};

/// How many terms of a sum are written out.
const TERMS: usize = 12;

/// How many claims of a finding are labelled.
const LABELS: usize = 60;

/// Writes the findings on tables.
pub struct Writer<'a> {
    /// The rules; those that word a finding on tables are asked for by name.
    pub rules: &'a [Rule],
    /// The document.
    pub sight: &'a Sight<'a>,
    /// What was found so far.
    pub found: Found,
}

/// One finding: the rule, its message, the figures in their roles, the words it gives, and its sum.
pub struct Said<'s> {
    /// The rule's id.
    pub rule: &'s str,
    /// Which message.
    pub say: &'s str,
    /// The figures, the one that the message is about first.
    pub roles: Vec<(&'s Value, &'s str)>,
    /// The words that the templates leave open.
    pub given: Vec<(&'s str, String)>,
    /// The sum that shows it.
    pub computation: String,
}

impl Writer<'_> {
    /// Adds a finding.
    pub fn say(&mut self, said: Said<'_>) {
        let Some(rule) = self.rules.iter().find(|rule| rule.id == said.rule) else { return };
        if !rule.messages.contains_key(said.say) {
            return;
        }
        let claims = &self.sight.ledger.claims;
        let labels: Vec<(&Claim, &str)> =
            said.roles.iter().take(LABELS).map(|(value, role)| (&claims[value.claim], *role)).collect();
        let finding = told(
            self.sight.desk,
            rule,
            Told {
                say: said.say,
                severity: Severity::Error,
                labels,
                computation: said.computation,
                given: said.given,
                repairs: Vec::new(),
                text: &self.sight.prose.text,
            },
        );
        let places = said.roles.iter().map(|(value, _)| value.claim).collect();
        self.found.findings.push((finding, places));
    }

    /// Takes note of figures that agree.
    pub fn held<'v>(&mut self, values: impl IntoIterator<Item = &'v Value>) {
        self.found.held.extend(values.into_iter().map(|value| value.claim));
    }

    /// Takes note of what agrees with what, in their roles.
    pub fn tie<'v>(&mut self, rule: &str, roles: impl IntoIterator<Item = (&'v Value, &'v str)>) {
        let Some(rule) = self.rules.iter().find(|known| known.id == rule) else { return };
        let claims = &self.sight.ledger.claims;
        let roles = roles.into_iter().take(LABELS);
        self.found.tie(self.sight.desk, rule, roles.map(|(value, role)| (&claims[value.claim], role)));
    }

    /// How values are written.
    pub fn wording(&self) -> &Wording {
        self.sight.desk.wording
    }

    /// A figure as the table writes it.
    pub fn own(&self, value: &Value) -> String {
        let span = self.sight.ledger.claims[value.claim].mention.span;
        let minus = value.at < Rational::from_integer(0) && value.signed;
        let text = self.sight.prose.text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
        if minus && text.starts_with(|c: char| c.is_ascii_digit()) { format!("-{text}") } else { text }
    }

    /// A number with the decimals of a figure.
    pub fn number(&self, at: &Rational, like: i8) -> String {
        self.wording().number(at, like.min(0).unsigned_abs())
    }

    /// The terms of a sum, as far as they are shown.
    pub fn terms(&self, parts: &[&Value]) -> String {
        let shown: Vec<String> =
            parts.iter().take(TERMS).map(|part| self.number(&part.at, part.digit)).collect();
        let more = if parts.len() > TERMS { " + …" } else { "" };
        shown.join(" + ") + more
    }
}
