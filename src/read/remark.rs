//! Comments of a draft that speak to addsup: `<!-- addsup: allow age: born in January -->`.
//!
//! Readers only find them; what they say is read by `excuse`.

use crate::text::Span;

/// The word that such a comment begins with.
const NAME: &str = "addsup";

/// The signs of a comment in plain text, each with the one that ends it.
const SIGNS: &[(&str, &str)] =
    &[("<!--", "-->"), ("[", "]"), ("#", ""), ("//", ""), ("%", ""), (";", ""), ("..", ""), ("--", "")];

/// What a comment says to addsup, if that is whom it speaks to: its words without its signs.
pub(super) fn spoken(comment: &str) -> Option<&str> {
    let text = comment.trim();
    let (name, rest) = text.split_at_checked(NAME.len())?;
    let rest = rest.trim_start();
    (name.eq_ignore_ascii_case(NAME) && (rest.starts_with(':') || rest.starts_with("allow"))).then_some(text)
}

/// The comments that speak to addsup in a stretch of HTML, with their places in the file.
pub(super) fn comments(html: &str, at: u32) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = html[from..].find("<!--").map(|start| from + start) {
        let Some(end) = html[start + 4..].find("-->").map(|end| start + 4 + end) else { break };
        from = end + 3;
        let span = Span::new(at + start as u32, at + from as u32);
        found.extend(spoken(&html[start + 4..end]).map(|text| (text.to_owned(), span)));
    }
    found
}

/// The comment that a line of plain text is, if it speaks to addsup.
pub(super) fn line(line: &str) -> Option<&str> {
    let line = line.trim();
    let bare = SIGNS.iter().find_map(|(opens, closes)| line.strip_prefix(opens)?.strip_suffix(closes));
    spoken(bare?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_comments_to_addsup_are_taken() {
        assert_eq!(spoken(" addsup: allow age: x "), Some("addsup: allow age: x"));
        assert_eq!(spoken("AddsUp allow age"), Some("AddsUp allow age"));
        assert_eq!(spoken("addsup is a tool"), None);
        assert_eq!(line("  # addsup: allow age: x"), Some("addsup: allow age: x"));
        assert_eq!(line("[addsup: allow age: x]"), Some("addsup: allow age: x"));
        assert_eq!(line("addsup: allow age: x"), None);
        assert_eq!(comments("<p><!-- a --><!--addsup: b--> <!-- addsup", 10).len(), 1);
    }
}
