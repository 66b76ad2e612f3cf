//! The notes in the margin: a card a finding, and one for claims that agree.

use std::fmt::Write;

use super::{Document, escaped};
use crate::{
    diagnostic::{Diagnostic, Excused, Label, Report, RulePage, Tie},
    report::{Sheet, Words, human::mended, record::slice},
};

/// Which notes each claim is in, and the claim that it is held to there.
pub(super) struct Bonds {
    of: Vec<Vec<Bond>>,
}

/// That a claim is in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bond {
    /// The note: `f0` for a finding, `r0` for claims that agree.
    pub(super) note: String,
    /// The rule's id.
    pub(super) rule: String,
    /// The claim that the note is about, and its role, where that is another.
    pub(super) head: Option<(usize, String)>,
}

impl Bonds {
    /// The bonds of a report's claims.
    pub(super) fn new(report: &Report) -> Self {
        let mut of = vec![Vec::new(); report.claims.len()];
        let findings = report.findings.iter().map(|found| (&found.rule, &found.labels)).enumerate();
        let findings = findings.map(|(at, note)| (format!("f{at}"), note));
        let excused = report.excused.iter().map(|one| (&one.finding.rule, &one.finding.labels)).enumerate();
        let excused = excused.map(|(at, note)| (format!("e{at}"), note));
        let ties = report.ties.iter().map(|tie| (&tie.rule, &tie.labels)).enumerate();
        let ties = ties.map(|(at, note)| (format!("r{at}"), note));
        for (note, (rule, labels)) in findings.chain(excused).chain(ties) {
            let first =
                labels.first().and_then(|label| Some((report.claim_at(label.span)?, label.role.clone())));
            for claim in labels.iter().filter_map(|label| report.claim_at(label.span)) {
                let head = first.clone().filter(|head| head.0 != claim);
                let bond = Bond { note: note.clone(), rule: rule.clone(), head };
                if !of[claim].contains(&bond) {
                    of[claim].push(bond);
                }
            }
        }
        Self { of }
    }

    /// The notes that a claim is in, findings first.
    pub(super) fn of(&self, claim: usize) -> &[Bond] {
        self.of.get(claim).map_or(&[], Vec::as_slice)
    }

    /// The names of the notes that a claim is in.
    pub(super) fn names(&self, claim: usize) -> String {
        self.of(claim).iter().map(|bond| bond.note.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// A note, and where in the file the claim stands that it is about.
pub(super) struct Note {
    pub(super) at: u32,
    pub(super) card: String,
}

/// All notes of a document, in the order of its text.
pub(super) fn notes(document: &Document<'_>, words: &Words) -> Vec<Note> {
    let report = document.sheet.report;
    let place = |labels: &[Label]| labels.first().map_or(0, |label| label.span.start);
    let found = report.findings.iter().enumerate();
    let found =
        found.map(|(at, found)| Note { at: place(&found.labels), card: finding(at, found, document, words) });
    let stands = report.excused.iter().enumerate();
    let stands = stands
        .map(|(at, one)| Note { at: place(&one.finding.labels), card: excused(at, one, document, words) });
    let held = report.ties.iter().enumerate();
    let held = held.map(|(at, tie)| Note { at: place(&tie.labels), card: tied(at, tie, document, words) });
    let mut notes: Vec<Note> = found.chain(stands).chain(held).collect();
    notes.sort_by_key(|note| note.at);
    notes
}

/// The card of a finding.
fn finding(at: usize, found: &Diagnostic, document: &Document<'_>, words: &Words) -> String {
    let severity = found.severity.name();
    let badge = escaped(Words::name(&words.severity, severity));
    let message = escaped(&found.message);
    let mut card = format!(
        "<article class=\"card {severity}\" id=\"f{at}\" aria-labelledby=\"f{at}-title\" data-ties=\"f{at}\">\n\
         <h3 id=\"f{at}-title\"><span class=\"badge\">{badge}</span>{message}</h3>\n"
    );
    card += &sum(&found.computation);
    card += &members(&found.labels, &document.sheet, words);
    for repair in &found.repairs {
        let help = format!("{} {}", words.help, mended(repair, document.sheet.text, words));
        let _ = writeln!(card, "<p>{}</p>", escaped(&help));
    }
    card + &rule(&found.rule, document.rules, words) + "</article>\n"
}

/// The card of a finding that is let stand, with the reason.
fn excused(at: usize, one: &Excused, document: &Document<'_>, words: &Words) -> String {
    let (stands, message) = (escaped(&words.page.excused), escaped(&one.finding.message));
    let (sum, members) =
        (sum(&one.finding.computation), members(&one.finding.labels, &document.sheet, words));
    let reason = escaped(&words.quoted(&one.reason));
    format!(
        "<article class=\"card\" id=\"e{at}\" aria-labelledby=\"e{at}-title\" data-ties=\"e{at}\">\n\
         <h3 id=\"e{at}-title\"><span class=\"badge\">{stands}</span>{message}</h3>\n{sum}{members}<p>{reason}</p>\n</article>\n"
    )
}

/// The card of claims that agree.
fn tied(at: usize, tie: &Tie, document: &Document<'_>, words: &Words) -> String {
    let held = escaped(&words.page.held);
    let rule = escaped(&tie.rule);
    let (sum, members) = (sum(&tie.computation), members(&tie.labels, &document.sheet, words));
    format!(
        "<article class=\"card held\" id=\"r{at}\" aria-labelledby=\"r{at}-title\" data-ties=\"r{at}\">\n\
         <p id=\"r{at}-title\"><span class=\"badge\">{held}</span>{rule}</p>\n{sum}{members}</article>\n"
    )
}

fn sum(computation: &str) -> String {
    if computation.is_empty() {
        String::new()
    } else {
        format!("<p class=\"sum\">{}</p>\n", escaped(computation))
    }
}

/// The claims of a note in their roles, each a link to its place in the text.
fn members(labels: &[Label], sheet: &Sheet<'_>, words: &Words) -> String {
    let member = |label: &Label| {
        let said = escaped(slice(sheet.text, label.span));
        let said = match sheet.report.claim_at(label.span) {
            Some(claim) => format!("<a href=\"#c{claim}\">{said}</a>"),
            None => said,
        };
        let role = escaped(&role(label, words));
        let role = if role.is_empty() { role } else { format!("<span class=\"role\">{role}</span> ") };
        format!("<li>{role}{said}</li>\n")
    };
    format!("<ul>\n{}</ul>\n", labels.iter().map(member).collect::<String>())
}

/// What a claim is in a note: what the rule says of it where it says more than its value, else its role.
fn role(label: &Label, words: &Words) -> String {
    let worded = label.note.chars().filter(|c| c.is_alphabetic()).count() > 2;
    if worded { label.note.clone() } else { Words::name(&words.page.role, &label.role).to_owned() }
}

/// What the rule wants and why.
fn rule(id: &str, rules: &[RulePage], words: &Words) -> String {
    let Some(page) = rules.iter().find(|page| page.id == id) else {
        return format!("<p class=\"role\">{}</p>\n", escaped(id));
    };
    let text = |texts: &[(String, String)]| {
        let of = |code: &str| texts.iter().find(|text| text.0 == code);
        let text = of(&words.code).or_else(|| of("en")).or(texts.first());
        text.map_or_else(String::new, |text| escaped(text.1.trim()))
    };
    format!(
        "<details><summary>{}</summary><p>{}</p><p>{}</p></details>\n",
        escaped(id),
        text(&page.summary),
        text(&page.why)
    )
}
