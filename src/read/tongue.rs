//! Quotations in another language than the text around them: blocks of their own, read by that language.

use crate::{
    lexicon::Lexicon,
    text::{Block, BlockKind, Prose, Span},
};

/// How much of a text tells its language, in bytes.
const SAMPLE: usize = 20_000;

/// How many words a quotation must have at least for its language to be told, and how many of them telling.
const WORDS: usize = 6;
const TELLING: usize = 2;

/// How many telling words of the quotation's language there must be for one of the text's.
const SURE: usize = 4;

/// The place of the lexicon with the most telling words in a text; the first one when none has any.
pub fn detect(text: &str, lexicons: &[Lexicon]) -> usize {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let score = |place: &usize| telling(sample, &lexicons[*place]);
    (0..lexicons.len()).rev().max_by_key(score).unwrap_or(0)
}

fn telling(text: &str, lexicon: &Lexicon) -> usize {
    words(text).filter(|word| lexicon.is_telling(word)).count()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// Marks what is quoted in another language: quoted blocks, and what stands between quotation marks,
/// which is cut out of its block.
pub(super) fn mark(prose: &mut Prose<'_>, lexicons: &[Lexicon]) {
    let host = detect(&prose.text, lexicons);
    let marks: Vec<(char, char)> =
        lexicons.iter().flat_map(|lexicon| lexicon.marks.quotes.iter().copied()).collect();
    let other = |span: Span| foreign(&prose.text[span.range()], host, lexicons);
    let mut blocks = Vec::with_capacity(prose.blocks.len());
    for &block in &prose.blocks {
        if block.kind == BlockKind::Quote {
            blocks.push(Block { tongue: other(block.span), ..block });
            continue;
        }
        let mut at = block.span.start;
        for (span, tongue) in quotations(&prose.text, block.span, &marks)
            .filter_map(|span| other(span).map(|tongue| (span, tongue)))
        {
            blocks.push(Block { span: Span::new(at, span.start), ..block });
            blocks.push(Block { span, tongue: Some(tongue), ..block });
            at = span.end;
        }
        blocks.push(Block { span: Span::new(at, block.span.end), ..block });
    }
    if blocks.len() > prose.blocks.len() {
        blocks.retain(|block| !block.span.is_empty());
    }
    prose.blocks = blocks;
}

/// The place of the language of a quotation, where it is surely another than the text's.
fn foreign(text: &str, host: usize, lexicons: &[Lexicon]) -> Option<u8> {
    if text.len() < 2 * WORDS || words(text).nth(WORDS - 1).is_none() {
        return None;
    }
    let own = telling(text, lexicons.get(host)?);
    let score = |place: &usize| telling(text, &lexicons[*place]);
    let other = (0..lexicons.len()).rev().filter(|&place| place != host).max_by_key(score)?;
    let sure = score(&other) >= TELLING && score(&other) >= SURE * own;
    sure.then(|| u8::try_from(other).ok()).flatten()
}

/// What stands between quotation marks in a block, without them; a quotation does not hold another.
fn quotations(text: &str, block: Span, marks: &[(char, char)]) -> impl Iterator<Item = Span> {
    let mut at = block.start as usize;
    std::iter::from_fn(move || {
        let rest = &text[at..block.end as usize];
        let (open, mark) = rest.char_indices().find(|(_, c)| marks.iter().any(|pair| pair.0 == *c))?;
        let start = at + open + mark.len_utf8();
        let length = text[start..block.end as usize].find(|c| marks.contains(&(mark, c)))?;
        at = start + length + text[start + length..].chars().next().map_or(0, char::len_utf8);
        Some(Span::new(start as u32, (start + length) as u32))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{engine::Engine, read};

    /// The blocks of a text, those in another language in brackets.
    fn blocks(text: &str) -> Vec<String> {
        let engine = Engine::new().expect("the rules of the house load");
        let prose = read::read(text, &read::FORMATS[1], engine.lexicons());
        let shown = |block: &Block| {
            let words = prose.text[block.span.range()].trim();
            let code = block.tongue.map(|place| engine.lexicons()[usize::from(place)].code.as_str());
            code.map_or_else(|| words.to_owned(), |code| format!("[{code}: {words}]"))
        };
        prose.blocks.iter().map(shown).collect()
    }

    #[test]
    fn a_quotation_in_another_language_is_a_block_of_its_own() {
        assert_eq!(
            blocks(
                "The minister was clear on the matter: « Nous avons perdu les 1.500 hommes de la brigade », he said."
            ),
            [
                "The minister was clear on the matter: «",
                "[fr: Nous avons perdu les 1.500 hommes de la brigade]",
                "», he said."
            ]
        );
        assert_eq!(
            blocks(
                "Il a dit oui dans la salle de la mairie, et les élus sont partis avec le maire.\n\n> We have lost the 1,500 men of the brigade, and that is it."
            ),
            [
                "Il a dit oui dans la salle de la mairie, et les élus sont partis avec le maire.",
                "[en: We have lost the 1,500 men of the brigade, and that is it.]"
            ]
        );
    }

    #[test]
    fn short_or_doubtful_quotations_stay() {
        for text in [
            "The paper “Le Monde de la nuit” said on Monday that the army was there.",
            "Il a parlé de « la fin de la guerre et de la paix dans le monde » à la tribune.",
            "The team of the « Paris Saint-Germain Football Club » won the cup on the day.",
            "He said “and that was the end of it all",
        ] {
            assert_eq!(blocks(text), [text]);
        }
    }
}
