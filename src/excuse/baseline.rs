//! Baselines: the findings that were there on a day, which may stand until their claims change.
//!
//! An entry is keyed to what a finding is about, not to where it stands: a text may be re-wrapped and
//! re-ordered. What its claims and the words around it were is kept, so that an entry that fits no finding
//! any more can be told: mended, or changed since it was excused.

use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::{Diagnostic, Excused, Report, Voucher},
    text::Span,
};

/// The form of the file: a later one is refused.
const VERSION: u32 = 1;

/// How many words are kept on either side of the first claim.
const AROUND: usize = 4;

/// How much text those words are looked for in, in bytes.
const REACH: usize = 200;

/// A finding that was there when the baseline was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The file, relative to the baseline's folder, with `/` between folders.
    pub path: String,
    /// The rule's id.
    pub rule: String,
    /// What stays when the text around it moves.
    pub fingerprint: String,
    /// The texts of its claims, the first the one that the message is about.
    pub claims: Vec<String>,
    /// The words around the first claim.
    pub around: String,
    /// Why it may stand, where somebody said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Known {
    /// A finding in the text of a file.
    pub fn new(finding: &Diagnostic, path: &str, text: &str) -> Self {
        let words = |span: Span| words(text.get(span.range()).unwrap_or_default());
        let first = finding.labels.first().map_or(Span::default(), |label| label.span);
        Self {
            path: path.to_owned(),
            rule: finding.rule.clone(),
            fingerprint: finding.fingerprint.clone(),
            claims: finding.labels.iter().map(|label| words(label.span)).collect(),
            around: around(text, first),
            reason: String::new(),
        }
    }

    /// Whether a finding is the same, wherever it stands in its file.
    fn is(&self, finding: &Diagnostic) -> bool {
        self.rule == finding.rule && self.fingerprint == finding.fingerprint
    }

    /// Whether another is of the same claims before or after one of them was changed.
    fn resembles(&self, other: &Self) -> bool {
        let shares = || self.claims.iter().any(|claim| other.claims.contains(claim));
        self.rule == other.rule && self.path == other.path && (self.around == other.around || shares())
    }
}

/// The findings that may stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Its entries, in order.
    pub known: Vec<Known>,
}

/// The file of a baseline.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    version: u32,
    findings: Vec<Known>,
}

impl Baseline {
    /// Reads the file of a baseline.
    ///
    /// # Errors
    /// When it is none, or of a later form.
    pub fn read(file: &str) -> Result<Self, String> {
        let form: Form = serde_json::from_str(file).map_err(|error| error.to_string())?;
        if form.version > VERSION {
            return Err(format!("it is of form {}, and this addsup reads up to {VERSION}", form.version));
        }
        Ok(Self { known: form.findings })
    }

    /// The file of the baseline: an entry a line, in order, so that versions compare well.
    pub fn written(&self) -> String {
        let mut known: Vec<&Known> = self.known.iter().collect();
        known.sort();
        let lines =
            known.into_iter().map(|one| format!("\n{}", serde_json::to_string(one).unwrap_or_default()));
        format!("{{\"version\": {VERSION}, \"findings\": [{}\n]}}\n", lines.collect::<Vec<_>>().join(","))
    }

    /// Takes the findings that may stand out of a report, and gives the entries that fitted.
    ///
    /// `gone` says whether the file of an entry is there no more: its findings may have moved here.
    pub fn sift(&self, path: &str, report: &mut Report, gone: impl Fn(&str) -> bool) -> Vec<usize> {
        let mut fitted: Vec<usize> = Vec::new();
        let mut kept = Vec::new();
        for finding in std::mem::take(&mut report.findings) {
            let fits = |(at, known): &(usize, &Known)| known.is(&finding) && !fitted.contains(at);
            let mut fitting = self.known.iter().enumerate().filter(fits);
            let entry = fitting.clone().find(|(_, known)| known.path == path);
            match entry.or_else(|| fitting.find(|(_, known)| gone(&known.path))) {
                Some((at, known)) => {
                    fitted.push(at);
                    let (by, reason) = (Voucher::Baseline, known.reason.clone());
                    report.excused.push(Excused { finding, by, reason });
                }
                None => kept.push(finding),
            }
        }
        report.findings = kept;
        fitted
    }
}

/// What became of an entry that fitted no finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate<'a> {
    /// Its claims changed, and still contradict one another.
    Changed(&'a Known, &'a Known),
    /// It is there no more.
    Gone(&'a Known),
}

/// What became of entries that fitted no finding, by the findings that fitted no entry.
pub fn fates<'a>(stale: &[&'a Known], fresh: &'a [Known]) -> Vec<Fate<'a>> {
    let mut taken = vec![false; fresh.len()];
    let fate = |old: &&'a Known| {
        let new = (0..fresh.len()).find(|&at| !taken[at] && old.resembles(&fresh[at]));
        match new {
            Some(at) => {
                taken[at] = true;
                Fate::Changed(old, &fresh[at])
            }
            None => Fate::Gone(old),
        }
    };
    stale.iter().map(fate).collect()
}

/// Words with one space between two.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words around a claim, which is left out.
fn around(text: &str, claim: Span) -> String {
    let start = text.floor_char_boundary((claim.start as usize).saturating_sub(REACH));
    let end = text.ceil_char_boundary((claim.end as usize).saturating_add(REACH).min(text.len()));
    let before = text.get(start..claim.start as usize).unwrap_or_default();
    let after = text.get(claim.end as usize..end).unwrap_or_default();
    let mut last: Vec<&str> = before.split_whitespace().rev().take(AROUND).collect();
    last.reverse();
    let next: Vec<&str> = after.split_whitespace().take(AROUND).collect();
    format!("{} … {}", last.join(" "), next.join(" ")).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(path: &str, claims: &[&str], around: &str) -> Known {
        let claims: Vec<String> = claims.iter().map(|&claim| claim.to_owned()).collect();
        let fingerprint = claims.join("/");
        let (path, rule) = (path.to_owned(), "breakdown-sum".to_owned());
        Known { path, rule, fingerprint, claims, around: around.to_owned(), reason: String::new() }
    }

    #[test]
    fn a_baseline_reads_as_it_was_written() {
        let baseline = Baseline { known: vec![known("a.md", &["1.400", "\"900\""], "Les … soldats")] };
        assert_eq!(Baseline::read(&baseline.written()), Ok(baseline));
        assert_eq!(Baseline::read(&Baseline::default().written()), Ok(Baseline::default()));
        assert!(Baseline::read("{\"version\": 9, \"findings\": []}").is_err());
        assert!(Baseline::read("[]").is_err());
    }

    #[test]
    fn a_claim_that_changed_is_told_from_one_that_is_gone() {
        let (one, two) = (known("a.md", &["1.400", "900"], "x"), known("a.md", &["3"], "y"));
        let fresh = [known("a.md", &["1.500", "900"], "z")];
        assert_eq!(fates(&[&one, &two], &fresh), [Fate::Changed(&one, &fresh[0]), Fate::Gone(&two)]);
        let elsewhere = [known("b.md", &["1.500", "900"], "z")];
        assert_eq!(fates(&[&one], &elsewhere), [Fate::Gone(&one)]);
    }

    #[test]
    fn the_words_around_do_not_hang_on_how_lines_break() {
        let (one, two) = ("Il y a là\nles 40 soldats du 3e.", "Il y a là les 40 soldats\ndu 3e.");
        let at = |text: &str| {
            around(
                text,
                Span::new(text.find("40").expect("there") as u32, text.find("40").expect("there") as u32 + 2),
            )
        };
        assert_eq!((at(one).as_str(), at(one)), ("y a là les … soldats du 3e.", at(two)));
    }
}
