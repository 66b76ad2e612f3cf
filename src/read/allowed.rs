//! What front matter allows in its whole document, as remarks: `addsup: {allow: {age: born in January}}`.
//!
//! In YAML it may be written on one line or in several, in TOML as a table `[addsup.allow]`.

use crate::text::Span;

/// How deep a value in braces is read: `{allow: {age: …}}` is two deep.
const DEEP: usize = 3;

/// The remarks in front matter that begins at a byte of its file, each with the line that it stands in.
pub(super) fn remarks(front: &str, at: u32) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut start = at;
    for line in front.split_inclusive('\n') {
        let bare = line.trim_end();
        let span = Span::new(start + indent(bare) as u32, start + bare.len() as u32);
        start += line.len() as u32;
        if let Some(table) = table(bare.trim()) {
            open = vec![(0, table)];
        } else if let Some((key, value)) = pair(bare) {
            let depth = indent(bare);
            let in_table = open.first().is_some_and(|open| open.1.starts_with('['));
            if !in_table {
                open.retain(|open| open.0 < depth);
            }
            let outer = open.iter().map(|open| open.1.trim_start_matches('['));
            let path = outer.chain([key]).collect::<Vec<_>>().join(".");
            say(&path, value, span, DEEP, &mut found);
            if value.is_empty() && !in_table {
                open.push((depth, key.to_owned()));
            }
        }
    }
    found
}

/// Adds what a key and its value come to.
fn say(path: &str, value: &str, span: Span, deep: usize, found: &mut Vec<(String, Span)>) {
    let Some(below) = path.strip_prefix("addsup").filter(|rest| rest.is_empty() || rest.starts_with('.'))
    else {
        return;
    };
    if let Some(inner) =
        value.strip_prefix('{').and_then(|value| value.strip_suffix('}')).filter(|_| deep > 0)
    {
        for part in parts(inner) {
            match pair(part.trim()) {
                Some((key, value)) => say(&format!("{path}.{key}"), value, span, deep - 1, found),
                None => found.push((format!("addsup: {}", part.trim()), span)),
            }
        }
        return;
    }
    let value = value.trim_matches(['"', '\'']);
    match below.strip_prefix(".allow.") {
        Some(rule) => found.push((format!("addsup: allow-file {rule}: {value}"), span)),
        None if value.is_empty() => {}
        None => found.push((format!("addsup: {} {value}", below.trim_start_matches('.')), span)),
    }
}

/// The table that a line of TOML opens, with a bracket before it.
fn table(line: &str) -> Option<String> {
    Some(format!("[{}", line.strip_prefix('[')?.strip_suffix(']')?.trim()))
}

/// The key and the value of a line or of a part of one.
fn pair(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let line = line.strip_prefix("- ").unwrap_or(line);
    let (key, value) = line.split_once([':', '='])?;
    let key = key.trim().trim_matches(['"', '\'']);
    (!key.is_empty() && !line.starts_with('#')).then_some((key, value.trim()))
}

/// The parts of what stands in braces: commas within braces or quotation marks part nothing.
fn parts(inner: &str) -> Vec<&str> {
    let (mut parts, mut from, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') if inner[..at].trim_end().ends_with([':', '=', ',', '{']) => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(&inner[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[from..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(front: &str) -> Vec<String> {
        remarks(front, 0).into_iter().map(|remark| remark.0).collect()
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let wanted = ["addsup: allow-file age: he, too", "addsup: allow-file tally: 5: 3"];
        assert_eq!(
            said("title: x\naddsup:\n  allow:\n    age: he, too\n    tally: \"5: 3\"\ndate: 2014\n"),
            wanted
        );
        assert_eq!(said("addsup: {allow: {age: 'he, too', tally: 5: 3}}\n"), wanted);
        assert_eq!(said("addsup:\n  allow: {age: \"he, too\", tally: 5: 3}\n"), wanted);
        assert_eq!(
            said("[addsup.allow]\nage = \"he, too\"\ntally = \"5: 3\"\n[other]\nage = \"x\"\n"),
            wanted
        );
    }

    #[test]
    fn what_is_wrong_is_said_all_the_same() {
        assert_eq!(said("addsup: allow age\n"), ["addsup:  allow age"]);
        assert_eq!(said("addsup:\n  deny: age\n"), ["addsup: deny age"]);
        assert_eq!(said("addsup:\n  allow:\n    age:\n"), ["addsup: allow-file age: "]);
        assert_eq!(said("addsupper: 3\nage: 4\n"), [] as [&str; 0]);
    }
}
