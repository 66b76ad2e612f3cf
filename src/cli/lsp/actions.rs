//! What can be done about a finding: a repair, a comment that lets it stand, its explanation.

use serde_json::{Value, json};

use super::{
    client::Client,
    desk::Desk,
    findings::{self, Explained},
    page::{Page, touches},
    text::Range,
};
use crate::{
    diagnostic::Diagnostic,
    report::{allow_title, explain_title, repair_title},
    text::{BlockKind, Prose, Span},
};

/// Shows the page of a rule: its id, and the language.
pub(super) const EXPLAIN: &str = "addsup.explain";
/// Goes to a place: the document, and a stretch of it.
pub(super) const REVEAL: &str = "addsup.reveal";

/// The commands that the server carries out.
pub(super) const COMMANDS: [&str; 2] = [EXPLAIN, REVEAL];

/// What can be done about the findings that touch a stretch.
pub(super) fn actions(
    page: &Page,
    at: Range,
    desk: &Desk<'_>,
    client: &Client,
    explained: &mut Explained,
) -> Vec<Value> {
    let at = page.text.span(at);
    let prose = page.prose(desk);
    let words = page.setup(desk).words(&page.report.lang);
    let here = |finding: &&Diagnostic| finding.labels.iter().any(|label| touches(label.span, at));
    let mut actions = Vec::new();
    for finding in page.report.findings.iter().filter(here) {
        let shown = findings::one(finding, page, desk, explained);
        for repair in &finding.repairs {
            let edits = repair
                .edits
                .iter()
                .map(|edit| json!({ "range": page.text.range(edit.span), "newText": edit.replacement }));
            actions.push(json!({
                "title": repair_title(repair, page.text.as_str(), words),
                "kind": "quickfix",
                "diagnostics": [shown],
                "isPreferred": finding.repairs.len() == 1,
                "edit": edit(page, &edits.collect::<Vec<_>>(), client),
            }));
        }
        if let Some(comment) = comment(page, &prose, finding) {
            actions.push(json!({
                "title": allow_title(&finding.rule, words),
                "kind": "quickfix",
                "diagnostics": [shown],
                "edit": edit(page, &[comment.edit], client),
                "command": { "title": "", "command": REVEAL, "arguments": [page.uri, comment.caret] },
            }));
        }
        actions.push(json!({
            "title": explain_title(&finding.rule, words),
            "kind": "quickfix",
            "diagnostics": [shown],
            "command": {
                "title": explain_title(&finding.rule, words),
                "command": EXPLAIN,
                "arguments": [finding.rule, page.report.lang],
            },
        }));
    }
    actions
}

/// Edits of a document, of this version of it where the editor can be told so.
fn edit(page: &Page, edits: &[Value], client: &Client) -> Value {
    if client.versions {
        let document = json!({ "uri": page.uri, "version": page.version });
        return json!({ "documentChanges": [{ "textDocument": document, "edits": edits }] });
    }
    json!({ "changes": { page.uri.clone(): edits } })
}

/// A comment that lets a finding stand, but for its reason.
struct Comment {
    edit: Value,
    /// Where the reason is to be written, once the comment is there.
    caret: Value,
}

/// The comment for a finding: in a line of its own before the paragraph of its first claim, or at the end of
/// a block that no line can go before (an item, a cell).
fn comment(page: &Page, prose: &Prose<'_>, finding: &Diagnostic) -> Option<Comment> {
    let title = prose.header.title.as_ref().map(|title| title.1);
    let free = |span: &Span| !title.is_some_and(|title| title.overlaps(*span));
    let claim = finding.labels.iter().map(|label| label.span).find(free)?;
    let (block, whole) = block(prose, claim)?;
    let lead = format!("<!-- addsup: allow {}: ", finding.rule);
    let line = page.text.line_start(whole.start);
    let before = page.text.as_str().get(line as usize..whole.start as usize)?;
    let own_line = matches!(block, BlockKind::Paragraph | BlockKind::Headline)
        && page.format.name != "html"
        && before.trim_start_matches('\u{feff}').chars().all(|c| c == '#' || c == ' ');
    // A comment of HTML is read in a line of its own of plain text, anywhere in Markdown and HTML, and nowhere else.
    let read = match page.format.name {
        "text" => own_line,
        name => matches!(name, "markdown" | "html"),
    };
    if !read {
        return None;
    }
    let (at, text) = if own_line {
        (line.max(if before.starts_with('\u{feff}') { 3 } else { 0 }), format!("{lead} -->\n"))
    } else {
        (whole.end, format!(" {lead} -->"))
    };
    let place = page.text.place(at);
    let mut caret = place;
    caret.character += (lead.len() + usize::from(!own_line)) as u32;
    Some(Comment {
        edit: json!({ "range": Range { start: place, end: place }, "newText": text }),
        caret: json!(Range { start: caret, end: caret }),
    })
}

/// The kind of the block that a claim stands in, and its bytes in the file; what a quotation parts is one block.
fn block(prose: &Prose<'_>, claim: Span) -> Option<(BlockKind, Span)> {
    let holds = |number: &usize| prose.source(prose.blocks[*number].span).overlaps(claim);
    let at = (0..prose.blocks.len()).find(holds)?;
    let one = prose.blocks[at];
    let same = |number: &usize| {
        let other = prose.blocks[*number];
        other.group == one.group && other.kind == one.kind
    };
    let first = (0..at).rev().take_while(same).last().unwrap_or(at);
    let last = (at + 1..prose.blocks.len()).take_while(same).last().unwrap_or(at);
    let whole = match one.kind {
        // Items of a list share its group.
        BlockKind::Item => one.span,
        _ => prose.blocks[first].span.join(prose.blocks[last].span),
    };
    Some((one.kind, prose.source(whole)))
}
