//! The ledger of a document as a table that can be sorted and filtered.

use std::fmt::Write;

use super::{Document, escaped, notes::Bonds, page::section, passage::NAME};
use crate::{
    diagnostic::{Entry, Status},
    report::{Words, ledger::cells},
};

/// The columns by machine name, and whether they hold figures.
const COLUMNS: [(&str, bool); 8] = [
    ("number", true),
    ("text", false),
    ("kind", false),
    ("value", true),
    ("unit", false),
    ("time", false),
    ("status", false),
    ("relations", false),
];

/// The ledger under its heading.
pub(super) fn ledger(document: &Document<'_>, bonds: &Bonds, words: &Words) -> String {
    let claims = document.sheet.report.claims.iter().enumerate().filter(|(_, entry)| entry.kind != NAME);
    let rows = claims
        .enumerate()
        .map(|(number, (claim, entry))| row(number + 1, claim, entry, document, bonds, words));
    let rows: String = rows.collect();
    if rows.is_empty() {
        return section("ledger", &words.page.ledger, &format!("<p>{}</p>\n", escaped(&words.empty)));
    }
    let kinds = [Status::Contradicted, Status::Consistent, Status::Unchecked].map(Status::name);
    let kinds = kinds.map(|name| (name, Words::name(&words.page.column, name)));
    let table =
        [controls("claims", &kinds, words), table("claims", &words.page.ledger, &COLUMNS, &rows, words)];
    section("ledger", &words.page.ledger, &table.concat())
}

/// The field and the boxes that filter a table; hidden until the script runs.
pub(super) fn controls(table: &str, kinds: &[(&str, &str)], words: &Words) -> String {
    let page = &words.page;
    let boxes = kinds.iter().map(|(kind, said)| {
        format!("<label><input type=\"checkbox\" value=\"{kind}\" checked> {}</label>\n", escaped(said))
    });
    let boxes: String = boxes.collect();
    let boxes = if boxes.is_empty() {
        boxes
    } else {
        format!("<fieldset><legend>{}</legend>\n{boxes}</fieldset>\n", escaped(&page.show))
    };
    format!(
        "<div class=\"controls\" id=\"{table}-controls\" hidden>\n\
         <label>{} <input type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></label>\n{boxes}\
         <span role=\"status\" data-form=\"{}\"></span>\n</div>\n",
        escaped(&page.filter),
        escaped(&page.shown)
    )
}

/// A table with its columns' heads.
pub(super) fn table(id: &str, caption: &str, columns: &[(&str, bool)], rows: &str, words: &Words) -> String {
    let heads = columns.iter().map(|(column, figure)| {
        let class = if *figure { " class=\"figure\"" } else { "" };
        format!("<th scope=\"col\"{class}>{}</th>", escaped(Words::name(&words.page.column, column)))
    });
    let caption = escaped(caption);
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{caption}\">\n<table class=\"sheet\" id=\"{id}\">\n\
         <caption class=\"sr\">{caption}</caption>\n<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n",
        heads.collect::<String>()
    )
}

fn row(
    number: usize,
    claim: usize,
    entry: &Entry,
    document: &Document<'_>,
    bonds: &Bonds,
    words: &Words,
) -> String {
    let [text, value, unit, timex, sign] =
        cells(entry, document.sheet.text, words).map(|cell| escaped(&cell));
    let (sort, status) =
        (entry.number.as_ref().map_or("", |number| number.value.as_str()), entry.status.name());
    let from = entry.time.as_ref().and_then(|time| time.from.as_deref()).unwrap_or_default();
    let (kind, verdict) = (
        escaped(Words::name(&words.page.kind, entry.kind)),
        escaped(Words::name(&words.change.verdict, status)),
    );
    let mut links = String::new();
    for bond in bonds.of(claim) {
        let between = if links.is_empty() { "" } else { ", " };
        let _ = write!(links, "{between}<a href=\"#{}\">{}</a>", bond.note, escaped(&bond.rule));
    }
    format!(
        "<tr id=\"l{claim}\" data-kinds=\"{status}\"><td class=\"figure\">{number}</td>\
         <td class=\"claimed\"><a href=\"#c{claim}\">{text}</a></td><td>{kind}</td>\
         <td class=\"figure\" data-sort=\"{}\">{value}</td><td>{unit}</td><td class=\"time\" data-sort=\"{}\">{timex}</td>\
         <td class=\"verdict {status}\"><span aria-hidden=\"true\">{sign}</span> {verdict}</td><td>{links}</td></tr>\n",
        escaped(sort),
        escaped(from)
    )
}
