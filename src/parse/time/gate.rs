//! A cheap look around before the grammar is tried: most figures and small words are no times.

use std::sync::LazyLock;

use super::word;
use crate::{
    lexicon::{Set, SetBits},
    parse::{Stream, TokenKind},
};

/// How many tokens after a figure or a word that counts are looked at.
const AHEAD: usize = 7;

/// How many tokens may stand before what a rule needs: "mardi 24 décembre 2014, tard dans la soirée".
const REACH: usize = 14;

/// The sets that a temporal expression can begin with.
static STARTS: LazyLock<SetBits> = LazyLock::new(SetBits::times);

/// Those of them that say nothing of time by themselves: "deux", "a", "this".
static WEAK: LazyLock<SetBits> = LazyLock::new(|| {
    use Set as S;
    let sets = [
        S::SMALL,
        S::APPROX,
        S::ARTICLE_ONE,
        S::COLLECTIVE,
        S::VAGUE,
        S::DAY_WORD,
        S::NTH,
        S::EACH,
        S::PER,
        S::SHIFT_BEFORE,
        S::LAST_ONE,
    ];
    sets.into_iter().collect()
});

/// The others.
static STRONG: LazyLock<SetBits> = LazyLock::new(|| SetBits::times().without(&WEAK));

/// What makes a figure or a weak word temporal when it follows.
static AFTER: LazyLock<SetBits> = LazyLock::new(|| {
    use Set as S;
    let sets = [
        S::MONTH,
        S::MONTH_SHORT,
        S::TIME_UNIT,
        S::TIME_UNIT_SHORT,
        S::HOUR_WORD,
        S::MERIDIEM,
        S::ZONE,
        S::ERA,
        S::ORDINAL_END,
        S::DECADE_END,
        S::AGE_AFTER,
        S::CLOCK_WORD,
        S::WEEKDAY,
        S::WEEKDAYS,
        S::SEASON,
        S::FEAST,
        S::DAY_PART,
        S::DAY_PARTS,
        S::HALF_YEAR,
        S::O_CLOCK,
        S::PAST_HOUR,
    ];
    sets.into_iter().collect()
});

/// What makes one temporal when it stands before.
static BEFORE: LazyLock<SetBits> = LazyLock::new(|| {
    use Set as S;
    let sets =
        [S::MONTH, S::MONTH_SHORT, S::WEEKDAY, S::WEEKDAY_SHORT, S::DAY_ARTICLE, S::AGE_BEFORE, S::YEAR_WORD];
    sets.into_iter().collect()
});

/// Whether a word of these sets can begin a temporal expression.
pub(super) fn begins(starts: &SetBits) -> bool {
    starts.meets(&STARTS)
}

/// Whether a word looks like a Roman numeral, or like the letter of a quarter or half: `XIXe`, "Q".
pub(super) fn is_code(text: &str) -> bool {
    text.starts_with(['I', 'V', 'X']) || matches!(text, "Q" | "q" | "H" | "T" | "S")
}

/// The sets of the terms that begin among the next tokens, as many as a rule that asks for them may look past.
pub(super) fn near(input: Stream<'_>) -> SetBits {
    let mut near = SetBits::default();
    for token in input.tokens().iter().take(REACH) {
        near.extend(input.starts(token));
    }
    near
}

/// Whether a temporal expression can begin here at all.
pub(super) fn possible(input: Stream<'_>) -> bool {
    let Some(first) = input.first() else { return false };
    if first.kind == TokenKind::Digits {
        let three = |token: &crate::parse::Token| token.kind == TokenKind::Digits;
        let row = input.tokens().get(1..3).is_some_and(|next| next.iter().all(three));
        return matches!(first.span.len(), 4 | 8)
            || to_clock(input)
            || row
            || marked(input)
            || surrounded(input)
            || word::before(input) == ",";
    }
    let starts = input.passage.lexicon.terms.starts(first.word);
    starts.meets(&STRONG) || starts.meets(&WEAK) && (surrounded(input) || counted_year(input, starts))
}

/// Whether a number word may be a year: "in two thousand and fifteen".
fn counted_year(input: Stream<'_>, starts: &SetBits) -> bool {
    starts.has(Set::SMALL) && !starts.has(Set::ARTICLE_ONE) && word::follows(input, Set::YEAR_SURE)
}

/// Whether a word of a set stands among the next few.
pub(super) fn soon(input: Stream<'_>, set: Set) -> bool {
    input.tokens().iter().take(2 * AHEAD).any(|token| input.starts(token).has(set))
}

/// Whether a clock time in figures follows after one word: "7 to 7:30".
fn to_clock(input: Stream<'_>) -> bool {
    let [_, joint, hour, colon, ..] = input.tokens() else { return false };
    joint.kind != TokenKind::Digits && hour.kind == TokenKind::Digits && input.text(colon) == ":"
}

/// Whether a mark follows that dates, times or ages are written with.
fn marked(input: Stream<'_>) -> bool {
    input.tokens().get(1).is_some_and(|token| {
        let text = input.text(token);
        token.kind == TokenKind::Mark
            && [":", "/", "-", ".", "\"", "'", "″", "’", "′", "–", ",", ")"].contains(&text)
    })
}

/// Whether a word of time follows or stands before.
fn surrounded(input: Stream<'_>) -> bool {
    let terms = &input.passage.lexicon.terms;
    let ahead = input.tokens().iter().skip(1).take(AHEAD);
    ahead.map(|token| terms.starts(token.word)).any(|starts| starts.meets(&AFTER))
        || (1..=3).any(|back| {
            let before = word::back(input, back).and_then(Stream::first);
            before.is_some_and(|token| terms.starts(token.word).meets(&BEFORE))
        })
}
