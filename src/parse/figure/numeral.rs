//! A number as written, before its unit: `2,5 millions`, "vingt-cinq", "half a million".

use nom::{Parser, branch::alt};

use super::{
    digits::digits,
    fraction,
    words::{hyphen, words},
};
use crate::{
    lexicon::Set,
    parse::{
        Before, Token, TokenKind,
        stream::{Parsed, Stream, nothing, term},
    },
    value::Number,
};

/// What a number is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Make {
    /// Digits: `1.400`.
    Digits,
    /// Words: "quatorze cents".
    Words,
    /// A lone article that may be the number one: `un`.
    Article,
    /// A share: "deux tiers", `3/4`.
    Share,
    /// About ten, about a hundred: "une centaine".
    Collective,
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// Its value.
    pub(super) number: Number,
    /// What it is made of.
    pub(super) make: Make,
    /// The power of ten of its scale word: 6 in `2,5 millions`; 0 without one.
    pub(super) scale: u8,
    /// Whether its digits stand in groups: `1 400`.
    pub(super) grouped: bool,
}

impl Numeral {
    /// A number without scale or groups.
    pub(super) const fn plain(number: Number, make: Make) -> Self {
        Self { number, make, scale: 0, grouped: false }
    }

    /// The whole number it is, if it is one.
    pub(super) fn integer(&self) -> Option<i64> {
        self.number.value.is_integer().then(|| self.number.value.to_integer())
    }
}

/// A number of any make. Where `joined`, its parts may be tied with a joiner ("a hundred and two");
/// between the ends of a range they may not ("between one hundred and two hundred").
pub(super) fn numeral(input: Stream<'_>, joined: bool) -> Parsed<'_, Numeral> {
    match input.first() {
        Some(first) if first.kind == TokenKind::Digits => {
            let (rest, numeral) = scaled(input, joined)?;
            if !goes_on(rest) {
                return Ok((rest, numeral));
            }
        }
        Some(first) if first.kind == TokenKind::Mark => return scaled(input, joined),
        Some(first) if !may_begin(input, first) => return nothing(),
        // Most numbers in words are no part of a longer one: the rest need not be tried.
        Some(_) => match scaled(input, joined) {
            Ok((rest, numeral)) if numeral.make == Make::Words && !may_go_on(rest) => {
                return Ok((rest, numeral));
            }
            _ => {}
        },
        None => return nothing(),
    }
    alt((
        |input| fraction::of_scale(input),
        move |input| collective(input, joined),
        |input| fraction::share(input),
        move |input| mixed(input, joined),
        |input| fraction::lone(input),
    ))
    .parse(input)
}

/// Whether a fraction or a collective may follow digits: "3 quarts", "2 and a half", "3 dozen".
fn goes_on(rest: Stream<'_>) -> bool {
    rest.first().is_some_and(|next| {
        let starts = rest.starts(next);
        [Set::COLLECTIVE, Set::DENOMINATOR, Set::JOINER].into_iter().any(|set| starts.has(set))
    })
}

/// Whether a word begins any number at all.
fn may_begin(input: Stream<'_>, word: &Token) -> bool {
    let starts = input.starts(word);
    let sets = [Set::CARDINAL, Set::ARTICLE, Set::DENOMINATOR, Set::COLLECTIVE, Set::FRACTION];
    sets.into_iter().any(|set| starts.has(set))
}

/// Whether a fraction, a rank or a collective may follow words: "cent trente-cinquièmes", "trois dizaines".
fn may_go_on(rest: Stream<'_>) -> bool {
    let at = hyphen(rest).unwrap_or(rest);
    goes_on(rest)
        || at.first().is_some_and(|next| {
            let starts = at.starts(next);
            let sets = [Set::DENOMINATOR, Set::ORDINAL, Set::CARDINAL, Set::COLLECTIVE, Set::SCALE];
            sets.into_iter().any(|set| starts.has(set))
        })
}

/// A number in digits or words, with its scale words: `2,5 millions`, `3 hundred`.
pub(super) fn scaled(input: Stream<'_>, joined: bool) -> Parsed<'_, Numeral> {
    let first = input.first().ok_or(nom::Err::Error(()))?;
    if first.kind != TokenKind::Digits && first.kind != TokenKind::Mark {
        return words(input, joined);
    }
    let (mut rest, mut numeral) = digits(input)?;
    if let Some(hundreds) = hundreds(rest, numeral, false) {
        return Ok(hundreds);
    }
    while let Ok((after, power)) = scale(rest) {
        let Some(number) = numeral.number.scaled(power) else { return nothing() };
        (rest, numeral) = (after, Numeral { number, scale: numeral.scale + power, ..numeral });
    }
    Ok(continued(rest, numeral, joined).unwrap_or((rest, numeral)))
}

/// A scale word or symbol after digits: its power of ten.
fn scale(input: Stream<'_>) -> Parsed<'_, u8> {
    let input = hyphen(input).unwrap_or(input);
    let (rest, power) = match input.symbol(Set::SCALE_SYMBOL) {
        Some((length, power)) if !input.skip(length).touches_word() && !is_letter_of_name(input) => {
            (input.skip(length), power)
        }
        _ => term(Set::SCALE)(input)?,
    };
    u8::try_from(power).map_or_else(|_| nothing(), |power| Ok((rest, power)))
}

/// Whether the letter after an integer is more likely a part of its name: `2B`, but not `1.2B`.
fn is_letter_of_name(input: Stream<'_>) -> bool {
    let letter = input.first().is_some_and(|token| matches!(input.text(token), "b" | "B" | "G"));
    let decimals = input.at.checked_sub(2).is_some_and(|at| {
        let mark = &input.passage.tokens[at];
        mark.kind == TokenKind::Mark && mark.before == Before::Glued
    });
    letter && !decimals
}

/// Hundreds after digits: "3 cent un", and below a scale "4 mille 3 cents".
fn hundreds<'a>(rest: Stream<'a>, digits: Numeral, below: bool) -> Option<(Stream<'a>, Numeral)> {
    let times = digits.integer().filter(|times| (2..100).contains(times) && digits.make == Make::Digits)?;
    let word = rest.first().filter(|token| rest.starts(token).has(Set::CENT))?;
    let (end, _) = term(Set::CARDINAL)(rest).ok().filter(|(_, value)| *value == 100)?;
    let number = Number::integer(times.checked_mul(100)?);
    let goes_on = words(end, true).ok().filter(|_| below || !rest.text(word).ends_with('s'));
    let tied = term(Set::JOINER)(end).ok().and_then(|(end, _)| scaled(end, false).ok()).filter(|_| below);
    let more = goes_on
        .or(tied)
        .and_then(|(end, more)| Some((end, more.integer().filter(|more| (1..100).contains(more))?)));
    match more {
        Some((end, more)) => {
            let number = Number::integer(number.value.to_integer().checked_add(more)?);
            Some((end, Numeral { number, make: Make::Words, ..digits }))
        }
        None => below.then_some((end, Numeral { number, make: Make::Words, ..digits })),
    }
}

/// What goes on below the scale: "3 millions 200 000", "4 thousand 3 hundred and 21".
fn continued<'a>(rest: Stream<'a>, numeral: Numeral, joined: bool) -> Option<(Stream<'a>, Numeral)> {
    if numeral.scale == 0 || numeral.number.digit < 0 {
        return None;
    }
    let tied = joined.then(|| term(Set::JOINER)(rest).ok()).flatten();
    let after = tied.map_or(rest, |(rest, _)| rest);
    let first = after.first()?;
    let (end, lesser) = match first.kind {
        TokenKind::Digits => {
            let (end, lesser) = scaled(after, joined).ok()?;
            hundreds(end, lesser, true).unwrap_or((end, lesser))
        }
        TokenKind::Word => words(after, joined).ok()?,
        TokenKind::Mark => return None,
    };
    let (more, room) = (lesser.integer()?, 10_i64.checked_pow(u32::from(numeral.scale))?);
    let written_out = lesser.make == Make::Words || lesser.grouped || more >= 100 || tied.is_some();
    if !(written_out && more > 0 && more < room) || numeral.number.digit < numeral.scale as i8 {
        return None;
    }
    let value = num_traits::CheckedAdd::checked_add(&numeral.number.value, &lesser.number.value)?;
    let number = Number { value, ..lesser.number };
    Some((end, Numeral { number, ..numeral }))
}

/// A number with a fraction tied to it: "un million et demi", "two and a half", "five and a half million".
fn mixed(input: Stream<'_>, joined: bool) -> Parsed<'_, Numeral> {
    let (rest, base) = scaled(input, joined)?;
    if !joined {
        return Ok((rest, base));
    }
    let with_half = fraction::tied(rest, base).or_else(|| {
        // "one hundred and three quarters": the joiner belongs to the fraction.
        let (rest, base) = scaled(input, false).ok()?;
        fraction::tied(rest, base)
    });
    // "cent et trente cinquièmes": the joiner belongs to the numerator.
    let with_half = with_half.or_else(|| fraction::share_of_joined(input));
    Ok(with_half.unwrap_or((rest, base)))
}

/// About so many: "une centaine", "trois douzaines", "half a dozen", "une dizaine de milliers".
fn collective(input: Stream<'_>, joined: bool) -> Parsed<'_, Numeral> {
    let counted = fraction::before_scale(input).or_else(|()| {
        let (rest, count) = scaled(input, joined).or_else(|_| article(input)).map_err(|_| ())?;
        (count.number.digit == 0).then_some((rest, count.number)).ok_or(())
    });
    let (rest, count) = match counted {
        Ok(counted) => counted,
        Err(()) if follows_definite(input) => (input, Number::integer(1)),
        Err(()) => return nothing(),
    };
    let (rest, many) = term(Set::COLLECTIVE)(rest)?;
    let value = num_traits::CheckedMul::checked_mul(&count.value, &many.into());
    let number = value.map(|value| Number { value, digit: 0, whole: true });
    let Some(number) = number else { return nothing() };
    let numeral = Numeral::plain(number, Make::Collective);
    Ok(collective_of_scale(rest, numeral).unwrap_or((rest, numeral)))
}

/// "une dizaine de milliers", "tens of thousands" with its number before.
fn collective_of_scale<'a>(rest: Stream<'a>, numeral: Numeral) -> Option<(Stream<'a>, Numeral)> {
    let (rest, _) = term(Set::LINK)(rest).ok()?;
    let (rest, power) = term(Set::SCALE)(rest).ok()?;
    let power = u8::try_from(power).ok()?;
    Some((rest, Numeral { number: numeral.number.scaled(power)?, scale: power, ..numeral }))
}

/// Whether a definite article stands before: "la quinzaine".
fn follows_definite(input: Stream<'_>) -> bool {
    input.previous().is_some_and(|token| input.starts(token).has(Set::DEFINITE))
        && term(Set::COLLECTIVE)(input).is_ok_and(|(rest, _)| term(Set::LINK)(rest).is_ok())
}

/// An article as the number one: `a` in "a dozen".
pub(super) fn article(input: Stream<'_>) -> Parsed<'_, Numeral> {
    let (rest, _) = term(Set::ARTICLE)(input)?;
    Ok((rest, Numeral::plain(Number::integer(1), Make::Article)))
}
