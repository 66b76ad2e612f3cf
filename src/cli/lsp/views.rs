//! What is shown of claims: where they lead, what they stand for, when they are.

use serde_json::{Value, json};

use super::{
    client::Client,
    desk::Desk,
    page::{Page, touches},
    text::{Position, Range},
};
use crate::{
    diagnostic::{Entry, Label, Report},
    report::{self, Sheet},
    text::{Origin, Span},
};

/// The digits of names claim nothing.
const NAME: &str = "name";

/// How many claims of one quantity are listed at most.
const MOST: usize = 2_000;

/// The byte of a place as a stretch without length.
fn caret(page: &Page, at: Position) -> Span {
    let byte = page.text.byte(at) as u32;
    Span::new(byte, byte)
}

fn location(page: &Page, span: Span) -> Value {
    json!({ "uri": page.uri, "range": page.text.range(span) })
}

/// Stretches in order, each once.
fn once(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// Where a claim leads: from a part to its total, from a total to its parts.
pub(super) fn definition(page: &Page, at: Position) -> Vec<Value> {
    let at = caret(page, at);
    let spans = page.relations().filter_map(|held| led(held.labels, at)).flatten().collect();
    once(spans).into_iter().map(|span| location(page, span)).collect()
}

/// The claims that one of several leads to, where one is at a place.
fn led(labels: &[Label], at: Span) -> Option<Vec<Span>> {
    let here = labels.iter().position(|label| touches(label.span, at))?;
    let spans = |labels: &[Label]| labels.iter().map(|label| label.span).collect::<Vec<_>>();
    Some(if here == 0 { spans(&labels[1..]) } else { spans(&labels[..1]) })
}

/// All mentions of the quantity at a place, and the claims that are held to it.
pub(super) fn references(page: &Page, at: Position, own: bool, desk: &Desk<'_>) -> Vec<Value> {
    let at = caret(page, at);
    let claims = page.claims(desk);
    let Some(claim) = pointed(&claims, at) else { return Vec::new() };
    let same = claims.iter().filter(|other| is_same(claim, other)).map(|other| other.span);
    let tied =
        page.relations().filter(|held| held.labels.iter().any(|label| touches(label.span, claim.span)));
    let tied = tied.flat_map(|held| held.labels.iter().map(|label| label.span));
    // A claim that is underlined with its noun is the same without it.
    let bare = |span: Span| {
        let within = claims.partition_point(|claim| claim.span.start < span.start);
        claims.get(within).map(|claim| claim.span).filter(|inner| span.contains(*inner)).unwrap_or(span)
    };
    let spans = same.chain(tied.map(bare)).take(MOST).filter(|span| own || *span != claim.span).collect();
    once(spans).into_iter().map(|span| location(page, span)).collect()
}

/// The claim at a place.
fn pointed(claims: &[Entry], at: Span) -> Option<&Entry> {
    let after = claims.partition_point(|claim| claim.span.start <= at.start);
    let claim = &claims[after.checked_sub(1)?];
    (touches(claim.span, at) && claim.kind != NAME).then_some(claim)
}

/// Whether two claims give one quantity or name one time.
fn is_same(one: &Entry, other: &Entry) -> bool {
    let days = |entry: &Entry| entry.time.as_ref().map(|time| (time.timex.clone(), time.from.clone()));
    let value = |entry: &Entry| entry.number.as_ref().map(|number| number.value.clone());
    one.kind == other.kind && one.unit == other.unit && value(one) == value(other) && days(one) == days(other)
}

/// How the claim at a place was read, and what it is held to.
pub(super) fn hover(page: &Page, at: Position, desk: &Desk<'_>, client: &Client) -> Value {
    let at = caret(page, at);
    let claims = page.claims(desk);
    let Some(claim) = pointed(&claims, at) else { return Value::Null };
    let held =
        page.relations().filter(|held| held.labels.iter().any(|label| label.span.overlaps(claim.span)));
    let mut about: Vec<(&str, &str)> = held.map(|held| (held.rule, held.sum)).collect();
    about.dedup();
    let text = page.text.as_str();
    let words = page.setup(desk).words(&page.report.lang);
    let name = text.get(claim.span.range()).unwrap_or_default();
    let card = report::card(claim, text, &about, words);
    let value = if client.markdown {
        let lines = card
            .iter()
            .map(|(head, line)| format!("\n- {}: {}", report::markdown(head), report::markdown(line)));
        format!("**{}** ({})\n{}", report::markdown(name), claim.kind, lines.collect::<String>())
    } else {
        let lines = card.iter().map(|(head, line)| format!("\n{head}: {line}"));
        format!("{} ({}){}", report::clean(name), claim.kind, lines.collect::<String>())
    };
    let kind = if client.markdown { "markdown" } else { "plaintext" };
    json!({ "contents": { "kind": kind, "value": value }, "range": page.text.range(claim.span) })
}

/// Links from the claims of findings to what they disagree with.
pub(super) fn links(page: &Page, client: &Client) -> Vec<Value> {
    let mut links: Vec<(Span, Value)> = Vec::new();
    for finding in page.report.findings.iter().filter(|finding| finding.labels.len() > 1) {
        for (at, label) in finding.labels.iter().enumerate() {
            let other = &finding.labels[usize::from(at == 0)];
            let start = page.text.place(other.span.start);
            let target = format!("{}#L{},{}", page.uri, start.line + 1, start.character + 1);
            let mut link = json!({ "range": page.text.range(label.span), "target": target });
            if client.tooltips {
                link["tooltip"] = json!(other.note);
            }
            links.push((label.span, link));
        }
    }
    links.sort_by_key(|link| link.0);
    links.dedup_by_key(|link| link.0);
    links.into_iter().map(|link| link.1).collect()
}

/// The days of dates that do not tell them in full, and the sums of claims that add up, in a stretch.
pub(super) fn hints(page: &Page, within: Range, desk: &Desk<'_>) -> Vec<Value> {
    let within = page.text.span(within);
    let hint = |at: u32, label: String| json!({ "position": page.text.place(at), "label": label, "paddingLeft": true });
    let claims = page.claims(desk);
    let dates = claims.iter().filter(|claim| claim.span.overlaps(within)).filter_map(|claim| {
        let days = resolved(claim, page.text.as_str())?;
        Some((claim.span.end, format!("= {days}")))
    });
    let ties = page.report.ties.iter().filter(|tie| !tie.computation.is_empty());
    let sums = ties.filter_map(|tie| {
        let span = tie.labels.first()?.span;
        span.overlaps(within).then(|| (span.end, format!("✓ {}", tie.computation)))
    });
    let mut hints: Vec<(u32, String)> = dates.chain(sums).collect();
    hints.sort();
    hints.dedup();
    hints.into_iter().map(|(at, label)| hint(at, label)).collect()
}

/// The days that a date stands for, where its words do not give its year.
fn resolved(claim: &Entry, text: &str) -> Option<String> {
    let time = claim.time.as_ref().filter(|_| matches!(claim.kind, "date" | "time"))?;
    let (from, to) = (time.from.as_deref()?, time.to.as_deref()?);
    let year = from.split('-').next().unwrap_or_default();
    if text.get(claim.span.range())?.contains(year) {
        return None;
    }
    let whole = time.timex.starts_with(year);
    Some(if whole { time.timex.to_string() } else { format!("{from} … {to}") })
}

/// The timeline: the dates of a document in order.
pub(super) fn symbols(page: &Page, desk: &Desk<'_>) -> Vec<Value> {
    let report = Report { claims: page.claims(desk), ..Report::default() };
    let (id, origin) = (Value::Null, Origin::default());
    let text = page.text.as_str();
    let sheet = Sheet { id: &id, name: "", path: None, text, origin, report: &report, ledger: true };
    let symbol = |event: &report::Event| {
        let range = page.text.range(Span::new(event.start, event.end));
        json!({
            "name": format!("{} · {}", event.days(), event.words),
            "detail": event.around,
            "kind": 24,
            "range": range,
            "selectionRange": range,
        })
    };
    report::events(&sheet).iter().map(symbol).collect()
}
