//! The `addsup` command.
use addsup::{
    engine::{Engine, Options},
    text::{Block, BlockKind, Header, Prose, Span},
};
use std::io::BufRead;
fn main() {
    let engine = Engine::new().map_err(miette::Report::new).expect("lexicon");
    for (n, line) in std::io::stdin().lock().lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(&line.expect("line")).expect("json");
        let text = record["text"].as_str().expect("text");
        let mut blocks = Vec::new();
        let mut at = 0;
        for piece in text.split("\n\n") {
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                span: Span::new(at as u32, (at + piece.len()) as u32),
                group: 0,
            });
            at += piece.len() + 2;
        }
        let prose = Prose::verbatim(text, blocks, Header::default());
        let options = Options {
            lang: record["lang"].as_str().map(Into::into),
            date: record["date"].as_str().map(Into::into),
            claims: true,
            ..Options::default()
        };
        let report = engine.check(&prose, &options);
        let claims: Vec<_> = report.claims.iter().map(|claim| {
            let mut json = serde_json::json!({"start": claim.span.start, "end": claim.span.end, "text": &text[claim.span.range()], "kind": claim.kind, "status": claim.status.name()});
            if let Some(n) = &claim.number { json["number"] = serde_json::json!({"value": n.value, "lower": n.lower, "upper": n.upper}); }
            if let Some(t) = &claim.time { json["timex"] = t.timex.clone().into(); if t.from.is_some() { json["from"] = t.from.clone().into(); json["to"] = t.to.clone().into(); } }
            if let Some(u) = &claim.unit { json["unit"] = u.clone().into(); }
            if let Some(u) = &claim.approx { json["approx"] = (*u).into(); }
            json }).collect();
        let findings: Vec<_> = report.findings.iter().map(|f| serde_json::json!({"rule": f.rule, "severity": f.severity.name(), "message": f.message, "computation": f.computation, "repairs": f.repairs.iter().map(|r| r.edits[0].replacement.clone()).collect::<Vec<_>>(),
            "labels": f.labels.iter().map(|l| serde_json::json!({"start": l.span.start, "end": l.span.end, "text": &text[l.span.range()], "role": l.role, "note": l.note})).collect::<Vec<_>>()})).collect();
        let id = if record["id"].is_null() { serde_json::json!(n + 1) } else { record["id"].clone() };
        println!(
            "{}",
            serde_json::json!({"id": id, "lang": report.lang, "findings": findings, "claims": claims, "coverage": {}})
        );
    }
}
