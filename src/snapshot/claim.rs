//! A claim as a line of a sheet: `× >1400 soldat "Plus de 1.400" breakdown-sum:total`.

use std::fmt;

use crate::{
    diagnostic::{Entry, Status},
    report::{self, clean},
    text::Span,
};

/// What became of a claim, as the sign that its line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It took part in a check and held.
    Consistent,
    /// It is part of a finding.
    Contradicted,
    /// It was left alone.
    Unchecked,
}

impl Mark {
    const ALL: [Self; 3] = [Self::Consistent, Self::Contradicted, Self::Unchecked];

    /// Its sign.
    pub const fn sign(self) -> char {
        match self {
            Self::Consistent => '✓',
            Self::Contradicted => '×',
            Self::Unchecked => '–',
        }
    }

    /// Its name in machine output: `consistent`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consistent => Status::Consistent.name(),
            Self::Contradicted => Status::Contradicted.name(),
            Self::Unchecked => Status::Unchecked.name(),
        }
    }

    const fn of(status: Status) -> Self {
        match status {
            Status::Consistent => Self::Consistent,
            Status::Contradicted => Self::Contradicted,
            Status::Unchecked => Self::Unchecked,
        }
    }
}

/// A line of a sheet that holds a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What became of it.
    pub mark: Mark,
    /// Its value and unit, or its time: `>1400 soldat`, `2014-08-08`.
    pub value: String,
    /// Its words, on one line.
    pub words: String,
    /// The rules that it was held to, with its role: `breakdown-sum:total`.
    pub rules: Vec<String>,
    /// Where it stands in its draft, where that is known.
    pub span: Option<Span>,
}

impl Claim {
    /// The line of an entry of the ledger.
    pub(super) fn of_entry(entry: &Entry, text: &str, rules: Vec<String>) -> Self {
        let words = squeezed(text.get(entry.span.range()).unwrap_or_default());
        Self { mark: Mark::of(entry.status), value: value(entry), words, rules, span: Some(entry.span) }
    }

    /// Reads a line; none where it is no claim's.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let mut letters = line.chars();
        let first = letters.next()?;
        let mark = Mark::ALL.into_iter().find(|mark| mark.sign() == first)?;
        let rest = letters.as_str().strip_prefix(' ')?;
        let (value, rest) = rest.split_once('"')?;
        let (words, rest) = unquoted(rest)?;
        let rules = rest.split_whitespace().map(str::to_owned).collect();
        Some(Self { mark, value: value.trim_end().to_owned(), words, rules, span: None })
    }

    /// Whether two lines say the same of the same words, but for the verdict and the rules.
    pub fn says_as(&self, other: &Self) -> bool {
        self.value == other.value && self.words == other.words
    }

    /// Whether two lines are the same.
    pub fn is_as(&self, other: &Self) -> bool {
        self.says_as(other) && self.mark == other.mark && self.rules == other.rules
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.mark.sign(), self.value, quoted(&self.words))?;
        self.rules.iter().try_for_each(|rule| write!(f, " {rule}"))
    }
}

/// The value of a claim: sign, number and unit; its time and, where it says more, the days it stands for.
fn value(entry: &Entry) -> String {
    let mut parts = Vec::new();
    if let Some(number) = &entry.number {
        parts.push(report::value(number, entry.approx, ""));
    }
    match (&entry.unit, entry.kind) {
        (Some(unit), "percent") => parts.push(format!("% {}", plain(unit))),
        (None, "percent") => parts.push("%".into()),
        (Some(unit), _) => parts.push(plain(unit)),
        (None, "number") => {}
        (None, kind) if entry.time.is_none() => parts.push(kind.to_owned()),
        _ => {}
    }
    if let Some(time) = &entry.time {
        if entry.number.is_none() || !time.timex.starts_with('P') {
            parts.push(plain(&time.timex));
        }
        let days = time.from.as_deref().zip(time.to.as_deref());
        if let Some((from, to)) = days.filter(|(from, _)| !from.starts_with(time.timex.as_str())) {
            parts.push(format!("{}..{}", plain(from), plain(to)));
        }
    }
    parts.join(" ")
}

/// A text of the ledger that opens no words.
fn plain(text: &str) -> String {
    squeezed(text).replace('"', "'")
}

/// A text on one line, safe to show, with single blanks.
pub(super) fn squeezed(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in quotation marks: `"`, `\` go with a `\` before them.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The words up to their closing mark, and what comes after it.
pub(super) fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut words = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Some((words, letters.as_str())),
            '\\' => words.push(letters.next()?),
            letter => words.push(letter),
        }
    }
    None
}

/// All words in quotation marks of a line.
pub(super) fn all_quoted(line: &str) -> Vec<String> {
    let (mut found, mut rest) = (Vec::new(), line);
    while let Some((_, after)) = rest.split_once('"') {
        let Some((words, tail)) = unquoted(after) else { break };
        found.push(words);
        rest = tail;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        for line in [
            "✓ >1400 soldat \"Plus de 1.400\" breakdown-sum:total repeated-mention",
            "– 2014-08-08 \"8 août\"",
            "× 3 list \"le \\\"un\\\" et \\\\ le deux\" list-count",
        ] {
            assert_eq!(Claim::parse(line).map(|claim| claim.to_string()).as_deref(), Some(line));
        }
        for line in ["relations", "", "✓", "✓ 12", "✓ 12 \"douze"] {
            assert_eq!(Claim::parse(line), None, "{line}");
        }
    }

    #[test]
    fn words_in_a_line_are_found() {
        assert_eq!(all_quoted("total \"1\\\"2\", part \"3\" \"4"), ["1\"2", "3"]);
    }
}
