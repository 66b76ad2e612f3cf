//! The index: all documents of a report, with what became of their claims.

use super::{
    address, escaped,
    ledger::{controls, table},
    page::{coverage, foot, section},
    shell,
};
use crate::{diagnostic::Coverage, report::Words};

/// The columns by machine name, and whether they hold figures.
const COLUMNS: [(&str, bool); 10] = [
    ("document", false),
    ("language", false),
    ("date", false),
    ("error", true),
    ("warning", true),
    ("note", true),
    ("claims", true),
    ("contradicted", true),
    ("consistent", true),
    ("unchecked", true),
];

/// A document as the index lists it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its page, relative to the index, with `/` between folders.
    pub page: String,
    /// The language it was read in.
    pub lang: String,
    /// Its publication date, as far as known.
    pub date: Option<String>,
    /// How many findings it has of each severity, the gravest first.
    pub findings: [usize; 3],
    /// What became of its claims.
    pub coverage: Coverage,
}

/// The page that lists all documents.
pub fn index_page(documents: &[Listed], words: &Words) -> String {
    let page = &words.page;
    let mut all = Coverage::default();
    for Listed { coverage, .. } in documents {
        all.claims += coverage.claims;
        all.consistent += coverage.consistent;
        all.contradicted += coverage.contradicted;
        all.unchecked += coverage.unchecked;
    }
    let found: usize = documents.iter().flat_map(|listed| listed.findings).sum();
    let (found, files) = (found.to_string(), documents.len().to_string());
    let tally = Words::fill(&words.tally, &[("found", &found), ("files", &files)]);
    let rows: String = documents.iter().map(|listed| row(listed, words)).collect();
    let list =
        [controls("documents", &[], words), table("documents", &page.documents, &COLUMNS, &rows, words)];
    let body = format!(
        "<a class=\"skip\" href=\"#list\">{}</a>\n<header>\n<h1>{}</h1>\n<p class=\"meta\">{}</p>\n</header>\n\
         <main>\n{}{}</main>\n{}",
        escaped(&page.skip),
        escaped(&page.index),
        escaped(&tally),
        coverage(all, words),
        section("list", &page.documents, &list.concat()),
        foot(page)
    );
    shell(&words.code, &page.index, &body)
}

fn row(listed: &Listed, words: &Words) -> String {
    let Coverage { claims, consistent, contradicted, unchecked } = listed.coverage;
    let (name, page) = (escaped(&listed.name), address(&listed.page));
    let lang = escaped(Words::name(&words.page.language, &listed.lang));
    let date = escaped(listed.date.as_deref().unwrap_or_default());
    let figures = listed.findings.into_iter().chain([claims, contradicted, consistent, unchecked]);
    let figures = figures.map(|count| format!("<td class=\"figure\">{count}</td>"));
    format!(
        "<tr><td><a href=\"{page}\">{name}</a></td><td>{lang}</td><td class=\"date\">{date}</td>{}</tr>\n",
        figures.collect::<String>()
    )
}
