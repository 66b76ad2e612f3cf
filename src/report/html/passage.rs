//! The text of a document with its claims underlined, and beside each passage the notes on it.

use std::fmt::Write;

use super::{
    Document, escaped,
    notes::{Bonds, Note},
};
use crate::{
    diagnostic::Entry,
    report::Words,
    text::{Block, BlockKind, Span},
};

/// The kind of digits that are part of a name: they claim nothing.
pub(super) const NAME: &str = "name";

/// A claim in the readable text.
struct Placed {
    span: Span,
    claim: usize,
}

/// All passages with their notes.
pub(super) fn passages(document: &Document<'_>, bonds: &Bonds, notes: Vec<Note>, words: &Words) -> String {
    let text = Text { document, bonds, words, claims: placed(document) };
    let blocks = &document.prose.blocks;
    let groups: Vec<&[Block]> = blocks.chunk_by(|one, next| one.group == next.group).collect();
    let start = |blocks: &[Block]| document.prose.source(blocks[0].span).start;
    let mut notes = notes.into_iter().peekable();
    let mut page = String::new();
    for (at, group) in groups.iter().enumerate() {
        let next = groups.get(at + 1).map_or(u32::MAX, |next| start(next));
        let mut beside = String::new();
        while let Some(note) = notes.next_if(|note| note.at < next) {
            beside += &note.card;
        }
        let lang = escaped(&document.sheet.report.lang);
        let _ = write!(
            page,
            "<div class=\"passage\">\n<div class=\"words\" lang=\"{lang}\">\n{}</div>\n<div class=\"notes\">\n{beside}</div>\n</div>\n",
            text.group(group)
        );
    }
    page + &notes.map(|note| note.card).collect::<String>()
}

/// The claims by their places in the readable text.
fn placed(document: &Document<'_>) -> Vec<Placed> {
    let claims = document.sheet.report.claims.iter().enumerate();
    let shown = claims.filter(|(_, entry)| entry.kind != NAME);
    let mut placed: Vec<Placed> = shown
        .filter_map(|(claim, entry)| Some(Placed { span: document.prose.readable(entry.span)?, claim }))
        .collect();
    placed.sort_by_key(|placed| (placed.span.start, std::cmp::Reverse(placed.span.end)));
    placed
}

struct Text<'a> {
    document: &'a Document<'a>,
    bonds: &'a Bonds,
    words: &'a Words,
    claims: Vec<Placed>,
}

impl Text<'_> {
    /// Blocks of one group: a paragraph, a list, a table.
    fn group(&self, blocks: &[Block]) -> String {
        let texts = || blocks.iter().map(|block| (block.kind, self.block(block.span)));
        match blocks[0].kind {
            BlockKind::Cell(..) => table(texts()),
            BlockKind::Item => {
                let items = texts().map(|(_, text)| format!("<li>{text}</li>\n"));
                format!("<ul>\n{}</ul>\n", items.collect::<String>())
            }
            _ => texts().map(|(kind, text)| element(kind, &text)).collect(),
        }
    }

    /// The text of a block; where claims lie within one another, the inner one is underlined.
    fn block(&self, block: Span) -> String {
        let from = self.claims.partition_point(|placed| placed.span.start < block.start);
        let mut html = String::new();
        let mut open: Vec<&Placed> = Vec::new();
        let mut at = block.start;
        let within = self.claims[from..].iter().take_while(|placed| placed.span.start < block.end);
        let mut within = within.peekable();
        while let Some(placed) = within.next() {
            self.until(&mut html, &mut open, &mut at, placed.span.start);
            if within.peek().is_some_and(|inner| inner.span.start == placed.span.start) {
                let _ = write!(html, "<span id=\"c{}\"></span>", placed.claim); // its beginning is the inner one's
            }
            open.push(placed);
        }
        self.until(&mut html, &mut open, &mut at, block.end);
        html
    }

    /// Writes the text up to a byte, piece by piece, each in the innermost claim that is open there.
    fn until(&self, html: &mut String, open: &mut Vec<&Placed>, at: &mut u32, end: u32) {
        while let Some(inner) = open.last().copied() {
            let stop = inner.span.end.min(end);
            if stop > *at {
                *html += &self.claim(inner, Span::new(*at, stop));
                *at = stop;
            }
            if inner.span.end > end {
                return;
            }
            open.pop();
        }
        *html += &escaped(self.slice(Span::new(*at, end.max(*at))));
        *at = end.max(*at);
    }

    fn slice(&self, span: Span) -> &str {
        self.document.prose.text.get(span.range()).unwrap_or_default()
    }

    /// A piece of a claim: a link to the note on it, or to its row of the ledger; its first piece has its name.
    fn claim(&self, placed: &Placed, piece: Span) -> String {
        let (claim, words) = (placed.claim, self.words);
        let entry: &Entry = &self.document.sheet.report.claims[claim];
        let bonds = self.bonds.of(claim);
        let target = bonds.first().map_or_else(|| format!("l{claim}"), |bond| bond.note.clone());
        let first = piece.start == placed.span.start;
        let name = if first { format!(" id=\"c{claim}\"") } else { String::new() };
        let status = entry.status.name();
        let ties = match self.bonds.names(claim) {
            names if names.is_empty() => names,
            names => format!(" data-ties=\"{names}\""),
        };
        let said = escaped(self.slice(piece));
        let last = piece.end == placed.span.end;
        let verdict = escaped(Words::name(&words.change.verdict, status));
        let verdict = if last { format!("<span class=\"sr\"> ({verdict})</span>") } else { String::new() };
        let link = format!("<a class=\"claim {status}\"{name} href=\"#{target}\"{ties}>{said}{verdict}</a>");
        if last { link + &self.jumps(claim) } else { link }
    }

    /// Links from a claim to those that it is held to: from a part to its total.
    fn jumps(&self, claim: usize) -> String {
        let report = self.document.sheet.report;
        let mut heads: Vec<&(usize, String)> =
            self.bonds.of(claim).iter().filter_map(|bond| bond.head.as_ref()).collect();
        heads.dedup_by_key(|head| head.0);
        let link = |(head, role): &&(usize, String)| {
            let there = report.claims.get(*head).map(|entry| entry.span);
            let said = there.and_then(|span| self.document.sheet.text.get(span.range())).unwrap_or_default();
            let role = Words::name(&self.words.page.role, role);
            let label = Words::fill(&self.words.page.jump, &[("role", role), ("words", said)]);
            let sign = if *head < claim { "↑" } else { "↓" };
            let label = escaped(&label);
            format!("<a class=\"jump\" href=\"#c{head}\" aria-label=\"{label}\" title=\"{label}\">{sign}</a>")
        };
        heads.iter().take(3).map(link).collect()
    }
}

fn element(kind: BlockKind, text: &str) -> String {
    match kind {
        BlockKind::Headline => format!("<h3>{text}</h3>\n"),
        BlockKind::Quote => format!("<blockquote><p>{text}</p></blockquote>\n"),
        BlockKind::Caption => format!("<p class=\"caption\">{text}</p>\n"),
        _ => format!("<p>{text}</p>\n"),
    }
}

/// A table by rows; where a cell was empty, one is put.
fn table(cells: impl Iterator<Item = (BlockKind, String)>) -> String {
    let (mut html, mut row, mut column) =
        ("<div class=\"scroll\" tabindex=\"0\">\n<table>\n".to_owned(), None, 0);
    for (kind, text) in cells {
        let BlockKind::Cell(at, place) = kind else { continue };
        if row != Some(at) {
            html += if row.is_some() { "</tr>\n<tr>" } else { "<tr>" };
            (row, column) = (Some(at), 0);
        }
        // A cell far to the right of the last comes of a broken table.
        html += &"<td></td>".repeat(usize::from(place.saturating_sub(column).min(64)));
        let _ = write!(html, "<td>{text}</td>");
        column = place.saturating_add(1);
    }
    html + "</tr>\n</table>\n</div>\n"
}
