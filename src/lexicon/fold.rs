//! Words as the lexicon keys them.

use std::borrow::Cow;

/// A word without case, its typographic apostrophes and hyphens made plain.
///
/// `Février` is `février`, `l’` is `l'`. Words already folded are borrowed.
pub fn fold(word: &str) -> Cow<'_, str> {
    let plain = |c: char| !c.is_uppercase() && !matches!(c, '’' | 'ʼ' | '‑' | '\u{2010}');
    if word.bytes().all(|b| b.is_ascii_lowercase()) || word.chars().all(plain) {
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
    Cow::Owned(word.chars().flat_map(|c| unaccented(c).chars().collect::<Vec<_>>()).collect())
}

fn unaccented(c: char) -> String {
    match c {
        'à' | 'â' | 'ä' => "a".into(),
        'é' | 'è' | 'ê' | 'ë' => "e".into(),
        'î' | 'ï' => "i".into(),
        'ô' | 'ö' => "o".into(),
        'ù' | 'û' | 'ü' => "u".into(),
        'ç' => "c".into(),
        'œ' => "oe".into(),
        'æ' => "ae".into(),
        other => other.into(),
    }
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
