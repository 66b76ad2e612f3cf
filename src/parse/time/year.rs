//! Years: "en 2014", "2014", "l'an 71", "44 av. J.-C.", and the year of a date.

use nom::{
    Parser,
    branch::alt,
    combinator::{opt, verify},
    sequence::{preceded, terminated},
};

use super::word::{self, comma, figures, follows, noun_next, of};
use crate::{
    lexicon::Set,
    parse::{
        Before, Parsed, Stream, TokenKind,
        stream::{mark, nothing, term},
    },
    value::timex::{Date, Grain, Reckoning},
};

/// The year after a day or month: "2014", ", 2014", "de 1987", "in 2013", "'14".
pub(super) fn written_year(input: Stream<'_>) -> Parsed<'_, i32> {
    let full = preceded((comma, opt(word::of)), alt((word::year, spelled)));
    let (rest, year) = alt((full, preceded(opt(word::of), short))).parse(input)?;
    let (end, era) = opt(era).parse(rest)?;
    Ok(match era {
        Some(sign) => (end, astronomical(year, sign)),
        None => (rest, year),
    })
}

/// Two figures after a month that can be no day: "juillet 98", "April of 87"; any after an apostrophe: "May '14".
fn short(input: Stream<'_>) -> Parsed<'_, i32> {
    let apostrophe = alt((mark('\''), mark('’')));
    let (rest, elided) = opt(apostrophe).parse(input)?;
    let (rest, year) = terminated(figures(2, 2), word::alone).parse(rest)?;
    let century = if elided.is_some() && year <= 30 { 2000 } else { 1900 };
    let closes = !noun_next(rest) && !is_unit(rest) && !matches!(word::next(rest), "-" | "–" | ":" | "/");
    if !closes || (elided.is_none() && year < 32) {
        return nothing();
    }
    Ok((rest, century + year))
}

/// A year in words: "nineteen eighty-nine", "two thousand and fifteen", "mille neuf cent quatorze".
fn spelled(input: Stream<'_>) -> Parsed<'_, i32> {
    let small =
        |least: i64, most: i64| verify(term(Set::SMALL), move |number| (least..=most).contains(number));
    let pair =
        (small(11, 20), opt(mark('-')), small(10, 99)).map(|(century, _, years)| century * 100 + years);
    let (rest, year) = alt((crate::parse::figure::in_words, pair)).parse(input)?;
    let next = word::next(rest);
    let joined = matches!(next, "-" | "‑" | "%");
    match i32::try_from(year).ok().filter(|year| (1100..=2100).contains(year)) {
        Some(year) if !joined && !noun_next(rest) && !is_unit(rest) => Ok((rest, year)),
        _ => nothing(),
    }
}

/// "circa 1900", "around 1950": a round hundred after a common word is a count as well.
pub(super) fn about(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, _) = term(Set::TIME_ABOUT)(input)?;
    let (end, year) = word::year(rest)?;
    let word = word::next(input);
    let sure = word.starts_with(['c', 'C']) || year % 100 != 0;
    if !sure || noun_next(end) || is_unit(end) || grouped(end) || word::next(end) == "-" {
        return nothing();
    }
    Ok((end, Date { year: Some(year), ..Date::of(Grain::Year) }))
}

/// A year by itself, where it is no count: "en 2014", "(1925)", "l'an 71", "44 BC".
pub(super) fn year(input: Stream<'_>) -> Parsed<'_, Date> {
    let sure = |input| -> Parsed<'_, i32> {
        if follows(input, Set::YEAR_SURE) { spelled(input) } else { nothing() }
    };
    let (rest, year) = alt((with_era, named, plain, far, sure)).parse(input)?;
    Ok((rest, Date { year: Some(year), ..Date::of(Grain::Year) }))
}

/// "by 2150", "en 2300": a year to come, only where nothing else can be meant.
fn far(input: Stream<'_>) -> Parsed<'_, i32> {
    let years = *word::YEARS.end() + 1..=2999;
    let (rest, year) =
        terminated(verify(figures(4, 4), |year| years.contains(year)), word::alone).parse(input)?;
    let open = word::pause(rest) || rest.term(Set::YEAR_FOLLOWER).is_some();
    // "rose by 2500", but "By 2150"
    let change = input.previous().is_some_and(|token| input.starts(token).has(Set::BY_AMOUNT));
    let sure = follows(input, Set::YEAR_SURE) && (!change || word::after_capital(input));
    let fits = open && sure && !is_unit(rest) && !grouped(rest);
    if fits { Ok((rest, year)) } else { nothing() }
}

/// "44 av. J.-C.", "300 BC", "AD 71".
fn with_era(input: Stream<'_>) -> Parsed<'_, i32> {
    let (rest, (number, sign)) = (figures(1, 6), era).parse(input)?;
    Ok((rest, astronomical(number, sign)))
}

fn era(input: Stream<'_>) -> Parsed<'_, i64> {
    term(Set::ERA)(input)
}

/// The year as astronomers count: 1 BC is 0.
fn astronomical(year: i32, sign: i64) -> i32 {
    if sign < 0 { 1 - year } else { year }
}

/// "l'an 71", "year 2008": any figures after the word.
fn named(input: Stream<'_>) -> Parsed<'_, i32> {
    if !follows(input, Set::YEAR_WORD) {
        return nothing();
    }
    terminated(figures(2, 4), word::alone).parse(input)
}

/// Four figures that nothing makes a count.
fn plain(input: Stream<'_>) -> Parsed<'_, i32> {
    let (rest, year) = word::year(input)?;
    let sure = follows(input, Set::YEAR_SURE);
    let fits =
        !is_unit(rest) && !grouped(rest) && (sure || (introduced(input) && !counted(input, rest, year)));
    if fits { Ok((rest, year)) } else { nothing() }
}

/// Whether a unit or a sign of one follows: `2000 m`, `2000 %`.
fn is_unit(rest: Stream<'_>) -> bool {
    let sign = matches!(word::next(rest), "%" | "€" | "$" | "£" | "°" | "‰");
    sign || rest.term(Set::UNIT).is_some()
        || rest.term(Set::CURRENCY).is_some()
        || rest.term(Set::SCALE).is_some()
        || (rest.term(Set::TIME_UNIT).is_some() && rest.term(Set::SHIFT_AFTER).is_none())
}

/// Whether more figures follow: `2 014 300`.
fn grouped(rest: Stream<'_>) -> bool {
    rest.first().is_some_and(|token| {
        token.kind == TokenKind::Digits
            && (token.before == Before::Hard || token.span.len() == 3)
            && token.before != Before::Break
    })
}

/// Whether a year may stand where it does: after a preposition, an article, a mark or a name.
fn introduced(input: Stream<'_>) -> bool {
    let Some(before) = input.previous() else { return true };
    if input.first().is_some_and(|token| token.before == Before::Break) {
        return true;
    }
    match before.kind {
        TokenKind::Digits => false,
        TokenKind::Mark => !matches!(input.text(before), "$" | "€" | "£" | "°" | "%" | "#" | "+" | "×"),
        TokenKind::Word => true,
    }
}

/// Whether what follows makes the figures a count: "2014 personnes", "2,000 people".
///
/// French never puts a noun after a year; English does ("the 1999 film"), but seldom a plural.
fn counted(input: Stream<'_>, rest: Stream<'_>, year: i32) -> bool {
    let recent = (1900..=2035).contains(&year);
    let introduced = follows(input, Set::YEAR_BEFORE)
        || !matches!(input.previous(), Some(token) if token.kind == TokenKind::Word);
    if !introduced && !recent {
        return true;
    }
    if !noun_next(rest) {
        return false;
    }
    if word::thing_next(rest) {
        return true;
    }
    let noun = word::next(rest);
    let plural = noun.ends_with('s') && !["ss", "us", "is"].iter().any(|end| noun.ends_with(end));
    input.passage.lexicon.code != "en"
        || plural
        || !recent
        || rest.first().is_some_and(|token| token.before == Before::Glued)
}

/// Whether four figures are read as a year where they stand.
pub(super) fn is_year(input: Stream<'_>) -> bool {
    plain(input).is_ok()
}

/// A two-digit year after an apostrophe, or the end of a span of years: `'14`, `-18`.
pub(super) fn short_end(input: Stream<'_>, first: i32) -> Parsed<'_, i32> {
    let (rest, end) = terminated(figures(2, 2), word::alone).parse(input)?;
    let century = first - first.rem_euclid(100);
    let year = century + end;
    if year > first && year - first < 60 {
        return Ok((rest, year));
    }
    let next = year + 100;
    if next > first && next - first <= 20 { Ok((rest, next)) } else { nothing() }
}

/// "fiscal year 2008", "exercice 2013".
pub(super) fn fiscal(input: Stream<'_>) -> Parsed<'_, Date> {
    if let Ok((rest, (by, _))) = (term(Set::SHIFT_BEFORE), term(Set::FISCAL)).parse(input) {
        let reckoning = Reckoning::Shift(by as i32, Grain::Year);
        return Ok((rest, Date { reckoning, fiscal: true, ..Date::of(Grain::Year) }));
    }
    let (rest, year) = preceded((term(Set::FISCAL), opt(mark(',')), of), word::year).parse(input)?;
    Ok((rest, Date { year: Some(year), fiscal: true, ..Date::of(Grain::Year) }))
}
