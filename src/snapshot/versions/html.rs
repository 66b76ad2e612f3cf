//! `html`: one self-contained page, a table a pair of versions.

use super::{Versions, name};
use crate::{
    report::{Style, Words, beside, escaped_html as escaped, html_shell},
    snapshot::{Change, Claim, Pair},
};

/// All pairs as one page.
pub(super) fn html(pairs: &[Versions<'_>], style: &Style<'_>) -> String {
    let words = style.words;
    let sections: String =
        pairs.iter().enumerate().map(|(at, versions)| section(at, versions, words)).collect();
    let (title, changes) =
        (title(pairs, words), pairs.iter().map(|pair| pair.review.changes.len()).sum::<usize>());
    let tally = Words::fill(&words.change.tally, &[("changes", &changes.to_string())]);
    let body = format!(
        "<header>\n<h1>{}</h1>\n<p class=\"meta\">{}</p>\n</header>\n<main>\n{sections}</main>\n<footer>{}</footer>\n",
        escaped(&title),
        escaped(&tally),
        escaped(&words.page.foot)
    );
    html_shell(&words.code, &title, &body)
}

/// The versions by name, or the page's own name where there are several pairs.
fn title(pairs: &[Versions<'_>], words: &Words) -> String {
    match pairs {
        [one] => named(one, words),
        _ => words.page.index.clone(),
    }
}

fn named(versions: &Versions<'_>, words: &Words) -> String {
    Words::fill(&words.change.title, &[("old", versions.old.name), ("new", versions.new.name)])
}

fn section(at: usize, versions: &Versions<'_>, words: &Words) -> String {
    let title = escaped(&named(versions, words));
    let content = if versions.review.changes.is_empty() {
        format!("<p>{}</p>\n", escaped(&words.change.none))
    } else {
        let heads = ["kind", "old", "new", "effect"]
            .map(|column| format!("<th scope=\"col\">{}</th>", escaped(name(&words.change.column, column))));
        let rows: String =
            versions.review.changes.iter().map(|change| row(change, versions, words)).collect();
        format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{title}\">\n<table class=\"sheet\" id=\"changes-{at}\">\n\
             <caption class=\"sr\">{title}</caption>\n<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n",
            heads.concat()
        )
    };
    format!("<section aria-labelledby=\"s{at}\">\n<h2 id=\"s{at}\">{title}</h2>\n{content}</section>\n")
}

/// A change: its claims before and after, each with its sentence, and what it does.
fn row(change: &Change, versions: &Versions<'_>, words: &Words) -> String {
    let kind = escaped(name(&words.change.kind, change.kind.name()));
    let head = |side: fn(&(String, String)) -> &String| {
        change.head.as_ref().map_or_else(String::new, |head| format!("<p>{}</p>", escaped(side(head))))
    };
    let side = |claim: fn(&Pair) -> &Option<Claim>, text: &str, class: &str| {
        let claims = change.claims.iter().filter_map(|pair| claim(pair).as_ref());
        claims.map(|claim| said(claim, text, class, words)).collect::<String>()
    };
    let old = head(|head| &head.0) + &side(|pair| &pair.old, versions.old.text, "was");
    let new = head(|head| &head.1) + &side(|pair| &pair.new, versions.new.text, "is");
    let effects = [
        ("breaks", &change.breaks),
        ("mends", &change.mends),
        ("ties", &change.ties),
        ("unties", &change.unties),
    ];
    let effects = effects.into_iter().flat_map(|(effect, lines)| {
        let effect = escaped(name(&words.change.effect, effect));
        lines.iter().map(move |line| format!("<p><b>{effect}</b> {}</p>", escaped(line)))
    });
    let effects: String = effects.collect();
    format!("<tr><td>{kind}</td><td>{old}</td><td>{new}</td><td>{effects}</td></tr>\n")
}

/// A claim in its sentence, with its verdict and value.
fn said(claim: &Claim, text: &str, class: &str, words: &Words) -> String {
    let span = claim.span.filter(|span| text.get(span.range()).is_some());
    let (before, after) =
        span.map(|span| beside(text, span.start as usize, span.end as usize)).unwrap_or_default();
    let tag = if class == "was" { "del" } else { "ins" };
    let status = claim.mark.name();
    let verdict = escaped(name(&words.change.verdict, status));
    format!(
        "<p>{}<{tag} class=\"{class}\">{}</{tag}>{}<br><span class=\"verdict {status}\">\
         <span aria-hidden=\"true\">{}</span> {verdict}</span> <span class=\"role\">{}</span></p>",
        escaped(&before),
        escaped(&claim.words),
        escaped(&after),
        claim.mark.sign(),
        escaped(&claim.value)
    )
}
