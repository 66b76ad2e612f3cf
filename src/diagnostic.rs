//! What addsup says of a document: findings, the ledger and its coverage, as plain data.
//!
//! Everything a report needs is here, so that `report` knows no engine and
//! `check` no output format. Spans are bytes of the user's file.

pub mod digits;
pub mod reading;
mod severity;

pub use severity::Severity;

use smol_str::SmolStr;

use crate::text::Span;

/// A claim that a finding speaks of, and its part in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where the claim stands.
    pub span: Span,
    /// Its role in the relation: `total`, `part`.
    pub role: String,
    /// What to write beside it: `stated total`, `600`.
    pub note: String,
}

/// One replacement of a stretch of the user's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What comes in its place.
    pub replacement: String,
}

/// A change of one claim that would make all its relations hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The replacements, in order, apart from one another.
    pub edits: Vec<Edit>,
    /// When it is the right one: `if the parts are right`.
    pub note: String,
}

/// A contradiction: claims that cannot all be true, with the sum that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's id: `breakdown-sum`.
    pub rule: String,
    /// How sure and how grave it is.
    pub severity: Severity,
    /// One sentence, no capital, no final dot.
    pub message: String,
    /// The claims; the first is the one the message is about.
    pub labels: Vec<Label>,
    /// The sum that shows it: `600 + 900 = 1,500 > 1,400`.
    pub computation: String,
    /// What would mend it, best first.
    pub repairs: Vec<Repair>,
    /// Stable while the claims stay the same, wherever they move: 32 hex digits.
    pub fingerprint: String,
}

impl Diagnostic {
    /// Goes with its claims so many bytes farther on in the file, modulo 2³².
    pub fn shift(&mut self, by: u32) {
        let edits = self.repairs.iter_mut().flat_map(|repair| &mut repair.edits).map(|edit| &mut edit.span);
        let spans = self.labels.iter_mut().map(|label| &mut label.span).chain(edits);
        spans.for_each(|span| *span = span.moved(by));
    }
}

/// Claims that a check held to one another, and that agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The rule's id: `breakdown-sum`.
    pub rule: String,
    /// The claims; the first is the one that the others bear out.
    pub labels: Vec<Label>,
    /// The sum that shows it, where there is one: `600 + 800 = 1,400`.
    pub computation: String,
}

impl Tie {
    /// Goes with its claims so many bytes farther on in the file, modulo 2³².
    pub fn shift(&mut self, by: u32) {
        self.labels.iter_mut().for_each(|label| label.span = label.span.moved(by));
    }
}

/// Who lets a finding stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voucher {
    /// A comment of the draft, or its front matter.
    Draft,
    /// An entry of the desk's configuration, by number.
    Configuration(usize),
    /// A baseline: the finding was there when it was written.
    Baseline,
}

impl Voucher {
    /// Its name in machine output: `draft`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Configuration(_) => "configuration",
            Self::Baseline => "baseline",
        }
    }
}

/// A finding that is let stand, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excused {
    /// The finding.
    pub finding: Diagnostic,
    /// Who lets it stand.
    pub by: Voucher,
    /// The reason given: `overlapping groups`.
    pub reason: String,
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// No rule had anything to compare it with.
    #[default]
    Unchecked,
    /// It took part in a check and held.
    Consistent,
    /// It is part of a finding.
    Contradicted,
}

impl Status {
    /// Its name in machine output: `consistent`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Consistent => "consistent",
            Self::Contradicted => "contradicted",
        }
    }
}

/// The numeric fields of a claim, written as in the machine interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFields {
    /// The number written, scale words applied; of a range its lower end.
    pub value: SmolStr,
    /// The least that the words admit; none when unbounded.
    pub lower: Option<SmolStr>,
    /// The most that the words admit; none when unbounded.
    pub upper: Option<SmolStr>,
    /// Whether the lower end itself is excluded.
    pub lower_open: bool,
    /// Whether the upper end itself is excluded.
    pub upper_open: bool,
}

/// The temporal fields of a claim, written as in the machine interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeFields {
    /// The TIMEX3 value: `2014-08-08`, `P9Y`.
    pub timex: SmolStr,
    /// The first day or moment, ISO 8601, where it can be resolved.
    pub from: Option<SmolStr>,
    /// The first day or moment after it.
    pub to: Option<SmolStr>,
    /// Whether the year was filled in.
    pub yearless: bool,
}

/// One line of the ledger: a claim as reports show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub span: Span,
    /// Its kind: `count`, `percent`, `date` ….
    pub kind: &'static str,
    /// What became of it.
    pub status: Status,
    /// Its number, where it has one.
    pub number: Option<Box<NumberFields>>,
    /// The currency, UCUM code or head noun.
    pub unit: Option<SmolStr>,
    /// The approximator's sense: `about`.
    pub approx: Option<&'static str>,
    /// Its time, where it has one.
    pub time: Option<Box<TimeFields>>,
}

/// How much of a document was understood and checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Claims understood.
    pub claims: usize,
    /// Claims that took part in a check and held.
    pub consistent: usize,
    /// Claims that are part of a finding.
    pub contradicted: usize,
    /// Claims left alone.
    pub unchecked: usize,
}

/// All that addsup says of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The language it was read in: `fr`.
    pub lang: String,
    /// The document's date as far as known: `2014-12-08`, `2021-12`.
    pub date: Option<String>,
    /// The contradictions, by place.
    pub findings: Vec<Diagnostic>,
    /// The claims that agree, by place; empty unless they were asked for.
    pub ties: Vec<Tie>,
    /// The contradictions that are let stand, by place.
    pub excused: Vec<Excused>,
    /// The ledger, by place; empty unless it was asked for.
    pub claims: Vec<Entry>,
    /// How much was understood and checked.
    pub coverage: Coverage,
}

impl Report {
    /// The claim that a label is about: of those that share words with it, the one that shares most.
    pub fn claim_at(&self, span: Span) -> Option<usize> {
        let from = self.claims.partition_point(|claim| claim.span.end <= span.start);
        let near =
            self.claims[from..].iter().enumerate().take_while(|(_, claim)| claim.span.start < span.end);
        let shared = |claim: &Entry| {
            let both = claim.span.end.min(span.end).saturating_sub(claim.span.start.max(span.start));
            (both, std::cmp::Reverse(claim.span.len()))
        };
        let best = near
            .filter(|(_, claim)| claim.span.overlaps(span))
            .max_by_key(|(at, claim)| (shared(claim), std::cmp::Reverse(*at)));
        best.map(|(at, _)| from + at)
    }
}

/// What a rule is, why it is there and what it does, for people who read about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePage {
    /// Its id: `breakdown-sum`.
    pub id: String,
    /// The folder its file is in: `sums`.
    pub group: String,
    /// How grave its findings are.
    pub severity: Severity,
    /// What it finds, in one sentence, by language.
    pub summary: Vec<(String, String)>,
    /// Why it matters to readers, by language.
    pub why: Vec<(String, String)>,
    /// Its own proof.
    pub examples: Vec<Example>,
}

/// A text that a rule finds wrong, or one that it lets pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The language of the text.
    pub lang: String,
    /// Whether the rule finds it wrong.
    pub bad: bool,
    /// The text, without marks.
    pub text: String,
}
