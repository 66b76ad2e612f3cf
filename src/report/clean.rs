//! Text of a document made safe to show: no terminal code, no reordering, no command to a build service.

use std::borrow::Cow;

/// What to show for a character of a document; nothing for one that only reorders or hides others.
///
/// Control characters (C0, C1, ESC, DEL) become `�`, line ends and tabs a space.
pub(super) fn shown(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => Some('\u{fffd}'),
        c if reorders(c) => None,
        c => Some(c),
    }
}

/// Direction marks and overrides, invisible joins, byte order marks, language tags.
pub(super) fn reorders(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text of one line, safe to show anywhere in a terminal or the log of a build service.
///
/// ```
/// # use addsup::report::clean;
/// assert_eq!(clean("1.400\u{1b}[31m soldats"), "1.400\u{fffd}[31m soldats");
/// assert_eq!(clean("::error::faux"), ": :error::faux");
/// assert_eq!(clean("a ##vso[task.complete]"), "a # #vso[task.complete]");
/// ```
pub fn clean(text: &str) -> Cow<'_, str> {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'.' | b',' | b'-' | b'/' | b'_');
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut safe: String = text.chars().filter_map(shown).collect();
    if safe.contains("##") {
        safe = safe.replace("##", "# #").replace("##", "# #"); // twice: `###` holds two
    }
    if safe.trim_start().starts_with("::") {
        safe = safe.replacen("::", ": :", 1);
    }
    Cow::Owned(safe)
}
