//! The page of one document: what does not add up, the text with its notes, the ledger, the timeline.

use std::fmt::Write;

use super::{
    escaped, ledger,
    notes::{Bonds, notes},
    passage::passages,
    shell,
};
use crate::{
    diagnostic::{Coverage, RulePage},
    report::{PageWords, Sheet, Style, Words, chronology::has_events, chronology_drawing},
    text::Prose,
};

/// A document for its page. The report must hold the ledger and the ties.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The document, and what addsup says of it.
    pub sheet: Sheet<'a>,
    /// Its readable text.
    pub prose: &'a Prose<'a>,
    /// What the rules are.
    pub rules: &'a [RulePage],
    /// The address of the index, where there is one.
    pub index: Option<&'a str>,
}

/// The page of a document.
pub fn document_page(document: &Document<'_>, style: &Style<'_>) -> String {
    let (sheet, words) = (&document.sheet, style.words);
    let bonds = Bonds::new(sheet.report);
    let notes = notes(document, words);
    let title = Words::fill(&words.page.title, &[("name", sheet.name)]);
    let body = [
        head(document, words),
        "<main>\n".to_owned(),
        summary(document, words),
        section("text", &words.page.text, &passages(document, &bonds, notes, words)),
        ledger::ledger(document, &bonds, words),
        timeline(document, style),
        "</main>\n".to_owned(),
        foot(&words.page),
    ];
    shell(&words.code, &title, &body.concat())
}

/// A part of a page under its heading.
pub(super) fn section(id: &str, title: &str, content: &str) -> String {
    let title = escaped(title);
    format!("<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n{content}</section>\n")
}

/// The last line of a page.
pub(super) fn foot(words: &PageWords) -> String {
    format!("<footer>{}</footer>\n", escaped(&words.foot))
}

fn head(document: &Document<'_>, words: &Words) -> String {
    let (sheet, page) = (&document.sheet, &words.page);
    let back = document.index.map_or_else(String::new, |index| {
        format!("<nav class=\"back\"><a href=\"{}\">{}</a></nav>\n", escaped(index), escaped(&page.index))
    });
    let lang = Words::name(&page.language, &sheet.report.lang);
    let date = sheet.report.date.as_deref();
    let date = date.map_or_else(|| page.undated.clone(), |date| Words::fill(&page.dated, &[("date", date)]));
    format!(
        "<a class=\"skip\" href=\"#text\">{}</a>\n<header>\n{back}<h1>{}</h1>\n\
         <p class=\"meta\"><span>{}</span><span>{}</span></p>\n</header>\n",
        escaped(&page.skip),
        escaped(sheet.name),
        escaped(lang),
        escaped(&date)
    )
}

/// How much was understood and checked, and what does not add up.
fn summary(document: &Document<'_>, words: &Words) -> String {
    let report = document.sheet.report;
    let found = report.findings.iter().enumerate().map(|(at, found)| {
        let severity = found.severity.name();
        let badge = escaped(Words::name(&words.severity, severity));
        let message = escaped(&found.message);
        format!("<li><span class=\"badge {severity}\">{badge}</span><a href=\"#f{at}\">{message}</a></li>\n")
    });
    let found: String = found.collect();
    let found = if found.is_empty() {
        format!("<p class=\"sum-up\">{}</p>\n", escaped(&words.page.sound))
    } else {
        format!("<ul class=\"sum-up\">\n{found}</ul>\n")
    };
    let counts = coverage(report.coverage, words);
    section("findings", &words.page.findings, &format!("{counts}{found}"))
}

/// The share of each verdict: a bar, and the counts.
pub(super) fn coverage(coverage: Coverage, words: &Words) -> String {
    let parts = [
        ("consistent", coverage.consistent),
        ("contradicted", coverage.contradicted),
        ("unchecked", coverage.unchecked),
    ];
    let all = coverage.claims.max(1);
    let (mut bar, mut counts, mut from) = (String::new(), String::new(), 0);
    for (name, count) in parts {
        let to = from + count;
        let (x, width) = (from * 1000 / all, to * 1000 / all - from * 1000 / all);
        let _ = write!(bar, "<rect class=\"{name}\" x=\"{x}\" width=\"{width}\" height=\"10\"/>");
        let (sign, said) = (Words::name(&words.status, name), Words::name(&words.page.column, name));
        let (sign, said) = (escaped(sign), escaped(said));
        let _ = writeln!(
            counts,
            "<li class=\"verdict {name}\"><b>{count}</b> <span aria-hidden=\"true\">{sign}</span> {said}</li>"
        );
        from = to;
    }
    format!(
        "<svg class=\"coverage\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{bar}</svg>\n\
         <ul class=\"counts\">\n<li><b>{}</b> {}</li>\n{counts}</ul>\n",
        coverage.claims,
        escaped(&words.page.claims)
    )
}

/// The events as a drawing.
fn timeline(document: &Document<'_>, style: &Style<'_>) -> String {
    let title = &style.words.page.timeline;
    if !has_events(&document.sheet) {
        return section("timeline", title, &format!("<p>{}</p>\n", escaped(&style.words.chronology.empty)));
    }
    let drawing = chronology_drawing(&document.sheet, style);
    let label = escaped(title);
    let figure = format!(
        "<figure class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">\n{drawing}</figure>\n"
    );
    section("timeline", title, &figure)
}
