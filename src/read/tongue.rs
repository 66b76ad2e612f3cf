//! Quotations in another language than the text around them: blocks of their own, read by that language.

use xxhash_rust::xxh3::xxh3_128;

use crate::{
    lexicon::{Lexicon, fold},
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
    let counts = telling(&text[..text.floor_char_boundary(SAMPLE)], lexicons);
    (0..lexicons.len()).rev().max_by_key(|&place| counts[place]).unwrap_or(0)
}

/// How many words of a text tell each language.
fn telling(text: &str, lexicons: &[Lexicon]) -> Vec<usize> {
    let mut counts = vec![0; lexicons.len()];
    for word in words(text).map(fold) {
        let tells = lexicons.iter().map(|lexicon| usize::from(lexicon.is_telling(&word)));
        counts.iter_mut().zip(tells).for_each(|(count, tells)| *count += tells);
    }
    counts
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// What is remembered of a document that is read again and again: which quotations its blocks have in another language.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    host: usize,
    /// By block: the hash of its text, and its quotations.
    blocks: Vec<(u128, Vec<Quotation>)>,
}

/// A quotation in another language: where in its block, and the place of its lexicon.
type Quotation = (Span, u8);

/// Marks what is quoted in another language: quoted blocks, and what stands between quotation marks,
/// which is cut out of its block.
pub(super) fn mark(prose: &mut Prose<'_>, lexicons: &[Lexicon], memory: Option<&mut Memory>) {
    let host = detect(&prose.text, lexicons);
    let marks = Marks::of(lexicons);
    let text = |block: &Block| &prose.text[block.span.range()];
    let found = |block: &Block| {
        if block.kind == BlockKind::Quote {
            let whole = Span::new(0, block.span.len());
            return foreign(text(block), host, lexicons).map(|tongue| (whole, tongue)).into_iter().collect();
        }
        let within = |span: Span| Some((span, foreign(&text(block)[span.range()], host, lexicons)?));
        quotations(text(block), &marks).filter_map(within).collect()
    };
    let mut blocks = Vec::with_capacity(prose.blocks.len());
    if let Some(memory) = memory {
        memory.recall(prose, host, found);
        let known = prose.blocks.iter().zip(&memory.blocks);
        known.for_each(|(block, (_, quotations))| cut(block, quotations, &mut blocks));
    } else {
        prose.blocks.iter().for_each(|block| cut(block, &found(block), &mut blocks));
    }
    if blocks.len() > prose.blocks.len() {
        blocks.retain(|block| !block.span.is_empty());
    }
    prose.blocks = blocks;
    prose.host = u8::try_from(host).ok();
}

/// Cuts its quotations out of a block.
fn cut(block: &Block, quotations: &[Quotation], blocks: &mut Vec<Block>) {
    if block.kind == BlockKind::Quote {
        let tongue = quotations.first().map(|quotation| quotation.1);
        return blocks.push(Block { tongue, ..*block });
    }
    let mut at = block.span.start;
    for (span, tongue) in quotations {
        let span = span.moved(block.span.start);
        blocks.push(Block { span: Span::new(at, span.start), ..*block });
        blocks.push(Block { span, tongue: Some(*tongue), ..*block });
        at = span.end;
    }
    blocks.push(Block { span: Span::new(at, block.span.end), ..*block });
}

impl Memory {
    /// Brings it in line with the blocks of a document: what stayed at its head and its tail is known, the rest is found.
    fn recall(&mut self, prose: &Prose<'_>, host: usize, found: impl Fn(&Block) -> Vec<Quotation>) {
        if self.host != host {
            *self = Self { host, ..Self::default() };
        }
        let key = |block: &Block| {
            let text = prose.text[block.span.range()].as_bytes();
            xxh3_128(text) ^ u128::from(block.kind == BlockKind::Quote)
        };
        let keys: Vec<u128> = prose.blocks.iter().map(key).collect();
        let same = |(known, key): &(&(u128, Vec<Quotation>), &u128)| known.0 == **key;
        let front = self.blocks.iter().zip(&keys).take_while(same).count();
        let (old, new) = (&self.blocks[front..], &keys[front..]);
        let back = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
        let (gone, come) = (front..self.blocks.len() - back, front..keys.len() - back);
        let read = come.map(|number| (keys[number], found(&prose.blocks[number])));
        let read: Vec<(u128, Vec<Quotation>)> = read.collect();
        self.blocks.splice(gone, read);
    }
}

/// The place of the language of a quotation, where it is surely another than the text's.
fn foreign(text: &str, host: usize, lexicons: &[Lexicon]) -> Option<u8> {
    if text.len() < 2 * WORDS || words(text).nth(WORDS - 1).is_none() {
        return None;
    }
    let counts = telling(text, lexicons);
    let own = *counts.get(host)?;
    let other =
        (0..lexicons.len()).rev().filter(|&place| place != host).max_by_key(|&place| counts[place])?;
    let sure = counts[other] >= TELLING && counts[other] >= SURE * own;
    sure.then(|| u8::try_from(other).ok()).flatten()
}

/// The quotation marks of some languages, opening and closing.
struct Marks {
    pairs: Vec<(char, char)>,
    /// The first bytes of those that open, by which they are found fast.
    leads: [bool; 256],
}

impl Marks {
    fn of(lexicons: &[Lexicon]) -> Self {
        let pairs: Vec<(char, char)> =
            lexicons.iter().flat_map(|lexicon| lexicon.marks.quotes.iter().copied()).collect();
        let mut leads = [false; 256];
        for (open, _) in &pairs {
            leads[usize::from(open.encode_utf8(&mut [0; 4]).as_bytes()[0])] = true;
        }
        Self { pairs, leads }
    }
}

/// What stands between quotation marks in a block, without them; a quotation does not hold another.
fn quotations(text: &str, marks: &Marks) -> impl Iterator<Item = Span> {
    let mut at = 0;
    let Marks { pairs: marks, leads } = marks;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let opens = |at: usize| rest[at..].chars().next().filter(|c| marks.iter().any(|pair| pair.0 == *c));
        let mut leads = rest.bytes().enumerate().filter(|&(_, byte)| leads[usize::from(byte)]);
        let (open, mark) = leads.find_map(|(at, _)| Some((at, opens(at)?)))?;
        let start = at + open + mark.len_utf8();
        let length = text[start..].find(|c| marks.contains(&(mark, c)))?;
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
