//! Where sentences end.

use super::{Before, Passage, TokenKind};
use crate::lexicon::Set;

/// The token after the last of each sentence, in order.
///
/// A full stop ends a sentence when a capital, a digit or an opening quotation
/// follows apart from it, unless the word before it is an abbreviation of the
/// lexicon (`M. Terry`, `St. Anne`, `No. 14`) or a single capital (`J. Rousseau`).
/// A glued one (`épidémie.Selon`) ends one too: drafts have it.
pub fn sentences(passage: &Passage<'_>) -> Vec<u32> {
    let mut ends: Vec<u32> = (0..passage.tokens.len())
        .filter(|&at| ends_at(passage, at))
        .map(|at| closing(passage, at + 1))
        .collect();
    if ends.last() != Some(&(passage.tokens.len() as u32)) {
        ends.push(passage.tokens.len() as u32);
    }
    ends
}

/// Whether the token at `at` is a mark that ends a sentence.
fn ends_at(passage: &Passage<'_>, at: usize) -> bool {
    let token = &passage.tokens[at];
    if token.kind != TokenKind::Mark {
        return false;
    }
    match passage.word(at) {
        "!" | "?" | "…" => opens(passage, at + 1),
        "." => opens(passage, at + 1) && !abbreviated(passage, at) && !timed(passage, at),
        _ => false,
    }
}

/// Whether what stands at `at` (after closing quotes) can open a sentence.
fn opens(passage: &Passage<'_>, at: usize) -> bool {
    let Some(token) = passage.tokens.get(closing(passage, at) as usize) else { return true };
    let word = passage.word(closing(passage, at) as usize);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    match token.before {
        Before::Glued => capital && token.kind == TokenKind::Word && word.chars().count() > 1,
        _ => {
            capital
                || token.kind == TokenKind::Digits
                || matches!(word, "«" | "\"" | "“" | "—" | "–" | "-" | "(")
        }
    }
}

/// Past the closing quotation marks and brackets that belong to the sentence before.
fn closing(passage: &Passage<'_>, mut at: usize) -> u32 {
    while let Some(token) = passage.tokens.get(at) {
        let closes = match passage.word(at) {
            "»" => true,
            "\"" | "”" | "’" | ")" | "]" => token.before == Before::Glued,
            _ => false,
        };
        if !closes {
            break;
        }
        at += 1;
    }
    at as u32
}

/// Whether the full stop at `at` closes a dotted abbreviation that a weekday follows: "at 11:20 p.m. Wednesday".
fn timed(passage: &Passage<'_>, at: usize) -> bool {
    let Some(next) = passage.tokens.get(at + 1).filter(|next| next.before != Before::Break) else {
        return false;
    };
    let dotted = at >= 2 && passage.word(at - 1).len() == 1 && passage.word(at - 2) == ".";
    dotted && passage.lexicon.terms.starts(next.word).has(Set::WEEKDAY)
}

/// Whether the full stop at `at` belongs to an abbreviation or an initial.
fn abbreviated(passage: &Passage<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| passage.tokens[at].before == Before::Glued) else {
        return false;
    };
    let word = passage.word(before);
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || passage.lexicon.terms.starts(passage.tokens[before].word).has(Set::ABBREVIATION)
}
