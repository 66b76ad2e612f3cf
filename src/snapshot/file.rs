//! The file of a sheet, in insta's format: a YAML header between two `---`, then the body.

use super::ClaimSheet;

/// What the header of every claim sheet says it is: insta's own snapshots are left alone.
const DESCRIPTION: &str = "addsup claim sheet";

/// The line around a header.
const FENCE: &str = "---";

/// The file of a sheet; `source` is the draft's path with `/` between folders.
pub fn written(source: &str, sheet: &ClaimSheet) -> String {
    // A JSON string is a YAML string, and stays one line whatever a path is made of.
    let source = serde_json::Value::from(source);
    let source = if is_plain(source.as_str().unwrap_or_default()) {
        source.as_str().unwrap_or_default().to_owned()
    } else {
        source.to_string()
    };
    format!("{FENCE}\nsource: {source}\ndescription: {DESCRIPTION}\n{FENCE}\n{sheet}")
}

/// Whether a path needs no quotation marks in YAML.
fn is_plain(path: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    path.starts_with(letter) && path.contains(['/', '.']) && path.chars().all(plain)
}

/// The header and the body of a file in insta's format.
fn parts(file: &str) -> Option<(&str, &str)> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file);
    let rest = file.strip_prefix(FENCE)?.trim_start_matches('\r').strip_prefix('\n')?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// Whether a file is a claim sheet.
pub fn is_sheet(file: &str) -> bool {
    let said = |header: &str| {
        let value = header.lines().find_map(|line| line.strip_prefix("description:"));
        value.is_some_and(|value| value.trim().trim_matches(['"', '\'']) == DESCRIPTION)
    };
    parts(file).is_some_and(|(header, _)| said(header))
}

/// The sheet of a file; none where it is no claim sheet.
pub fn read(file: &str) -> Option<ClaimSheet> {
    let body = parts(file)?.1;
    is_sheet(file).then(|| ClaimSheet::parse(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let body = "fr, 2014\n\n✓ 12 \"douze\" tally\n\n– 3 \"trois\"\n\nrelations\n✓ tally: \"douze\"\n";
        let sheet = ClaimSheet::parse(body);
        assert_eq!(sheet.to_string(), body);
        for source in ["a/b.txt", "été: \"x\".md", "- # a\n---\nb"] {
            let file = written(source, &sheet);
            assert_eq!(read(&file), Some(sheet.clone()), "{file}");
            assert_eq!(read(&file.replace('\n', "\r\n")), Some(sheet.clone()), "{file}");
        }
        assert_eq!(read("---\nsource: tests/seeds.rs\n---\nfr\n"), None, "a snapshot of insta's own");
        assert_eq!(read(""), None);
    }
}
