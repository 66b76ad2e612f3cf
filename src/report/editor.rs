//! What an editor shows of findings and claims: titles of actions, the card of a claim that is pointed at.

use std::fmt::Write;

use super::{Words, clean, human::mended, ledger::cells};
use crate::diagnostic::{Entry, Repair};

/// The title of a repair: `Write “1.500” instead of “1.400” if the parts are right`.
pub fn repair_title(repair: &Repair, text: &str, words: &Words) -> String {
    Words::fill(&words.editor.repair, &[("repair", &mended(repair, text, words))])
}

/// The title of the action that lets a finding of a rule stand.
pub fn allow_title(rule: &str, words: &Words) -> String {
    Words::fill(&words.editor.allow, &[("rule", &clean(rule))])
}

/// The title of the action that explains a rule.
pub fn explain_title(rule: &str, words: &Words) -> String {
    Words::fill(&words.editor.explain, &[("rule", &clean(rule))])
}

/// What is shown while a long document is read for the first time.
pub fn progress_title(name: &str, words: &Words) -> String {
    Words::fill(&words.editor.progress, &[("name", &clean(name))])
}

/// How a claim was read, as headings and what stands under them: value, unit, time, what became of it;
/// `about` are the rules that held it to others, with the sum that shows it.
pub fn card(entry: &Entry, text: &str, about: &[(&str, &str)], words: &Words) -> Vec<(String, String)> {
    let [_, mut value, unit, mut time, status] = cells(entry, text, words);
    let range = |from: Option<&str>, to: Option<&str>| match (from, to) {
        (None, None) => String::new(),
        (from, to) => format!(" [{} … {})", from.unwrap_or("−∞"), to.unwrap_or("+∞")),
    };
    if let Some(number) = &entry.number {
        let (lower, upper) = (number.lower.as_deref(), number.upper.as_deref());
        if lower != upper {
            let ends = [lower.unwrap_or("−∞"), upper.unwrap_or("+∞")];
            let (open, close) =
                (if number.lower_open { "(" } else { "[" }, if number.upper_open { ")" } else { "]" });
            let _ = write!(value, " {open}{} … {}{close}", ends[0], ends[1]);
        }
    }
    if let Some(fields) = &entry.time {
        time += &range(fields.from.as_deref(), fields.to.as_deref());
    }
    let name = |key: &str| Words::name(&words.column, key).to_owned();
    let own = [("value", value), ("unit", unit), ("timex", time), ("status", status)];
    let own = own.into_iter().filter(|line| !line.1.is_empty()).map(|(key, value)| (name(key), value));
    let checks = about.iter().map(|(rule, sum)| (clean(rule).into_owned(), clean(sum).into_owned()));
    own.chain(checks).collect()
}

/// A text of a draft as Markdown that shows it and does nothing else.
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in clean(text).chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | ';' | ':' | '%' | '\'' | '"' | '?' | '/') {
            escaped.push('\\');
        }
        escaped.push(if c == '\n' { ' ' } else { c });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_a_draft_is_shown_as_it_is() {
        assert_eq!(markdown("[a](b) <i>*1.400*"), r"\[a\]\(b\) \<i\>\*1.400\*");
    }
}
