//! The HTML report: one self-contained page a document, and an index of them.
//!
//! A page asks nothing of anybody: its style and its script are in it, and a Content-Security-Policy lets
//! these two alone run, by their hashes. All text of a document goes through [`escaped`].

mod index;
mod ledger;
mod notes;
mod page;
mod passage;

pub use index::{Listed, index_page};
pub use page::{Document, document_page};

use std::fmt::Write;

use super::clean::shown;

/// The style and the script, each with its hash.
const PARTS: [(&str, &str); 2] = include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// A whole page around its body.
pub fn shell(lang: &str, title: &str, body: &str) -> String {
    let [(style, style_hash), (script, script_hash)] = PARTS;
    let (lang, title) = (escaped(lang), escaped(title));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{style_hash}'; \
         script-src '{script_hash}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"addsup\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\
         <script>{script}</script>\n</body>\n</html>\n"
    )
}

/// A text as HTML shows it, in an element or between `"`: nothing in it is markup, hides or reorders.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars().filter_map(shown) {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if is_noncharacter(c) => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

/// Code points that are no characters, which a page may not hold.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// A relative path as an address: all but letters, digits and a few marks in percent.
pub(super) fn address(path: &str) -> String {
    let mut safe = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_') {
            safe.push(char::from(byte));
        } else {
            let _ = write!(safe, "%{byte:02X}"); // a string takes all
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_element() {
        assert_eq!(
            escaped("<a href='x\" onload=y'>&\u{202e}\u{0}"),
            "&lt;a href=&#39;x&quot; onload=y&#39;&gt;&amp;\u{fffd}"
        );
        assert_eq!(escaped("\u{ffff}\u{fdd0}\n"), "\u{fffd}\u{fffd} ");
        assert_eq!(address("a b/é#?.html"), "a%20b/%C3%A9%23%3F.html");
    }
}
