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
    pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
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
    pub(super) fn quoted(&self, text: &str) -> String {
        Self::fill(&self.quote, &[("", text)])
    }

    /// A machine name in this language, itself where there is none.
    pub(super) fn name<'a>(names: &'a BTreeMap<String, String>, name: &'a str) -> &'a str {
        names.get(name).map_or(name, String::as_str)
    }
}
