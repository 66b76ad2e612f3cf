//! Words as the lexicon keys them.

use std::borrow::Cow;

/// A word without case, its typographic apostrophes and hyphens made plain.
///
/// `Février` is `février`, `l’` is `l'`. Words already folded are borrowed.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let capital = word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if capital { word.to_ascii_lowercase().into() } else { word.into() };
    }
    if word.chars().all(|c| matches!(c, 'a'..='z' | 'ß'..='ÿ') || folded(c).eq([c])) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().flat_map(folded).collect())
}

fn folded(c: char) -> impl Iterator<Item = char> {
    match c {
        '’' | 'ʼ' => '\'',
        '‑' | '\u{2010}' => '-',
        other => other,
    }
    .to_lowercase()
}

/// A folded word without its French accents, for texts that leave them out ("decembre", "Etat").
pub fn bare(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        match unaccented(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    Cow::Owned(plain)
}

fn unaccented(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'â' | 'ä' => "a",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' => "i",
        'ô' | 'ö' => "o",
        'ù' | 'û' | 'ü' => "u",
        'ç' => "c",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_typography_do_not_count() {
        assert_eq!(fold("FÉVRIER"), "février");
        assert_eq!(fold("Aujourd’hui"), "aujourd'hui");
        assert_eq!(bare("février"), "fevrier");
    }
}
