//! The words of the reports themselves, in the languages that people read them in.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::text::{FileError, FileKind};

/// The texts of one language; `rules/ui/<lang>.toml` fills them in.
///
/// A text may hold names in braces, which the report replaces.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The language: `fr`.
    pub code: String,
    /// The mark between groups of three digits.
    pub group: String,
    /// Quotation marks around a text of the document, as `« {} »`.
    pub quote: String,
    /// What stands before a suggestion.
    pub help: String,
    /// A change that would mend a finding: `{new}`, `{old}`.
    pub repair: String,
    /// A claim that lies within another, said apart: `{text}`, `{note}`.
    pub also: String,
    /// The last line of a check: `{claims}`, `{consistent}`, `{contradicted}`, `{unchecked}`.
    pub summary: String,
    /// What is added to it where findings are let stand: `{excused}`.
    pub excused: String,
    /// How many digits were read: `{share}`, `{read}`, `{runs}`.
    pub digits: String,
    /// How many findings a run has: `{found}`, `{files}`.
    pub tally: String,
    /// Where not all findings are listed: `{more}`, `{all}`.
    pub more: String,
    /// Instead of a ledger without claims.
    pub empty: String,
    /// Headings of an explanation: why, what is wrong, what is right.
    pub explain: Explain,
    /// Words around the readings of a stretch.
    pub reading: ReadingWords,
    /// Words around the events of a document.
    pub chronology: ChronologyWords,
    /// Words around what changed between two versions.
    pub change: ChangeWords,
    /// Words around a page of the HTML report.
    pub page: PageWords,
    /// Words around claim sheets and their review.
    pub sheets: SheetWords,
    /// What editors show.
    pub editor: EditorWords,
    /// Severities by their machine names.
    pub severity: BTreeMap<String, String>,
    /// What became of a claim, by machine name.
    pub status: BTreeMap<String, String>,
    /// Headings of the ledger's columns, by machine name.
    pub column: BTreeMap<String, String>,
}

/// Words around the readings of a stretch of text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingWords {
    /// Before the productions of the grammar that gave no reading.
    pub silent: String,
    /// Before the claims of the stretch.
    pub claims: String,
    /// What became of a reading, by machine name.
    pub outcome: BTreeMap<String, String>,
}

/// Words around the events of a document.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChronologyWords {
    /// The title of a drawing: `{name}`.
    pub title: String,
    /// Instead of events, where there are none.
    pub empty: String,
    /// Between two events of one day.
    pub same: String,
    /// In the legend: a day, a longer stretch, what is contradicted.
    pub day: String,
    /// A stretch of days.
    pub stretch: String,
    /// A date that a check contradicts.
    pub contradicted: String,
    /// How long there is between two events, by unit: one, and more.
    pub gap: BTreeMap<String, (String, String)>,
}

/// Words around what changed between two versions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeWords {
    /// The title of a page: `{old}`, `{new}`.
    pub title: String,
    /// How many changes there are: `{changes}`.
    pub tally: String,
    /// Where there are none.
    pub none: String,
    /// What a change breaks, mends, ties together and no longer ties, and what a claim that is gone stood after.
    pub effect: BTreeMap<String, String>,
    /// The kinds of changes, by machine name.
    pub kind: BTreeMap<String, String>,
    /// What became of a claim, in words, by machine name.
    pub verdict: BTreeMap<String, String>,
    /// Headings: what it was, what it is.
    pub column: BTreeMap<String, String>,
}

/// Words around claim sheets and their review.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    /// What became of a sheet, by machine name: `{path}`, `{changes}`.
    pub told: BTreeMap<String, String>,
    /// The last line: `{sheets}`, `{same}`, `{new}`, `{pending}`, `{orphaned}`.
    pub tally: String,
    /// The last line of a check: `{sheets}`, `{same}`, `{missing}`, `{stale}`, `{orphaned}`.
    pub check: String,
    /// What to do about what a check found.
    pub hint: String,
    /// Before a change: `{at}`, `{all}`, `{path}`.
    pub change: String,
    /// What may be answered, and its letters.
    pub prompt: String,
    /// Where an answer is none of them: `{answer}`.
    pub unknown: String,
    /// Where somebody else changed the sheet meanwhile.
    pub meanwhile: String,
    /// Where nothing is pending.
    pub none: String,
    /// The last line of a review: `{accepted}`, `{rejected}`, `{left}`.
    pub done: String,
}

/// Words around a page of the HTML report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageWords {
    /// The title of a document's page: `{name}`.
    pub title: String,
    /// The title of the index.
    pub index: String,
    /// The link that passes over the head of a page.
    pub skip: String,
    /// The publication date: `{date}`; and where it is not known.
    pub dated: String,
    /// Where the publication date is not known.
    pub undated: String,
    /// Headings of the parts of a page.
    pub text: String,
    /// The heading of the findings.
    pub findings: String,
    /// Where there are none.
    pub sound: String,
    /// The heading of the ledger.
    pub ledger: String,
    /// The heading of the timeline.
    pub timeline: String,
    /// The heading of the documents of the index.
    pub documents: String,
    /// What a finding that is let stand is called.
    pub excused: String,
    /// What a relation that holds is called.
    pub held: String,
    /// The link from a claim to the one it is held to: `{role}`, `{words}`.
    pub jump: String,
    /// Before the field that filters rows.
    pub filter: String,
    /// Before the verdicts to show.
    pub show: String,
    /// How many rows are shown: `{shown}`, `{all}`.
    pub shown: String,
    /// How many claims there are.
    pub claims: String,
    /// The last line of a page.
    pub foot: String,
    /// Headings of columns, by machine name.
    pub column: BTreeMap<String, String>,
    /// The kinds of claims, by machine name.
    pub kind: BTreeMap<String, String>,
    /// Languages by their codes.
    pub language: BTreeMap<String, String>,
    /// The roles of claims in relations, by machine name.
    pub role: BTreeMap<String, String>,
}

/// Words of editors.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditorWords {
    /// The title of a repair: `{repair}`.
    pub repair: String,
    /// The title of the action that lets a finding stand: `{rule}`.
    pub allow: String,
    /// The title of the action that explains a rule: `{rule}`.
    pub explain: String,
    /// What is shown while a long document is read: `{name}`.
    pub progress: String,
}

/// Headings of an explanation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explain {
    /// Before the reason of the rule.
    pub why: String,
    /// Before texts that it finds wrong.
    pub bad: String,
    /// Before texts that it lets pass.
    pub good: String,
}

/// Reads a file of words.
///
/// # Errors
/// When a text is missing or there is one too many.
pub fn words(name: &str, file: &str) -> Result<Words, FileError> {
    toml::from_str(file).map_err(|error| FileError::toml(FileKind::Words, name, file, &error))
}

impl Words {
    /// A text with the names in braces replaced.
    pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::with_capacity(text.len() + 32);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled += before;
            let Some((name, tail)) = after.split_once('}') else { break };
            filled += values.iter().find(|value| value.0 == name).map_or("", |value| value.1);
            rest = tail;
        }
        filled + rest
    }

    /// A text of the document in quotation marks.
    pub fn quoted(&self, text: &str) -> String {
        Self::fill(&self.quote, &[("", text)])
    }

    /// A machine name in this language, itself where there is none.
    pub fn name<'a>(names: &'a BTreeMap<String, String>, name: &'a str) -> &'a str {
        names.get(name).map_or(name, String::as_str)
    }
}
