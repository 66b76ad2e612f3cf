//! The list of rules and the page of one, for people.

use super::{Words, clean};
use crate::diagnostic::{Example, RulePage};

/// How many examples of a kind a page shows.
const EXAMPLES: usize = 4;

/// All rules under the names of their groups, a line each.
pub fn rule_list(pages: &[RulePage], words: &Words) -> String {
    let wide = pages.iter().map(|page| page.id.len()).max().unwrap_or(0);
    let mut pages: Vec<&RulePage> = pages.iter().collect();
    pages.sort_by(|left, right| (&left.group, &left.id).cmp(&(&right.group, &right.id)));
    let groups = pages.chunk_by(|left, right| left.group == right.group).map(|group| {
        let lines = group.iter().map(|page| format!("  {:wide$}  {}\n", page.id, text(&page.summary, words)));
        format!("{}\n{}", group[0].group, lines.collect::<String>())
    });
    groups.collect::<Vec<_>>().join("\n")
}

/// What a rule wants, why, and texts that it finds wrong or lets pass, `width` columns wide.
pub fn rule_page(page: &RulePage, words: &Words, width: usize) -> String {
    let severity = Words::name(&words.severity, page.severity.name());
    let head = format!("{} ({severity})\n\n{}", page.id, wrapped(text(&page.summary, words), width, "  "));
    let why = format!("{}\n{}", words.explain.why, wrapped(text(&page.why, words), width, "  "));
    let bad = examples(&words.explain.bad, page, true, words, width);
    let good = examples(&words.explain.good, page, false, words, width);
    [head, why, bad, good].join("\n")
}

/// A text in the reader's language, else in English, else in any.
fn text<'a>(texts: &'a [(String, String)], words: &Words) -> &'a str {
    let of = |code: &str| texts.iter().find(|text| text.0 == code);
    of(&words.code).or_else(|| of("en")).or(texts.first()).map_or("", |text| text.1.trim())
}

fn examples(title: &str, page: &RulePage, bad: bool, words: &Words, width: usize) -> String {
    let wanted = |example: &&Example| example.bad == bad;
    let (own, others): (Vec<_>, Vec<_>) =
        page.examples.iter().filter(wanted).partition(|example| example.lang == words.code);
    let shown = own.into_iter().chain(others).take(EXAMPLES);
    let lines = shown.map(|example| wrapped(&clean(&example.text), width, "  - "));
    format!("{title}\n{}", lines.collect::<String>())
}

/// A text in lines of a width: `lead` before the first, as many spaces before the others.
pub(super) fn wrapped(text: &str, width: usize, lead: &str) -> String {
    let blank = " ".repeat(lead.chars().count());
    let (mut lines, mut line) = (String::new(), lead.to_owned());
    for word in text.split_whitespace() {
        let full = line.chars().count() + word.chars().count() > width;
        if full && line.len() > lead.len() {
            lines += line.trim_end();
            lines.push('\n');
            line.clone_from(&blank);
        }
        line += word;
        line.push(' ');
    }
    lines + line.trim_end() + "\n"
}
