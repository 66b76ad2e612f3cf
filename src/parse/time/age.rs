//! Ages: "âgé de 45 ans", "45-year-old", "aged 40", "Name, 33,", "quinquagénaire", "in her thirties".

use nom::{
    Parser,
    branch::alt,
    combinator::{map_opt, opt, value},
    sequence::{preceded, terminated},
};

use super::{
    count, gate,
    length::{self, Counted, amount},
    word,
    word::follows,
};
use crate::{
    lexicon::Set,
    parse::{
        Before, Kind, Parsed, Reading, Stream, TokenKind,
        stream::{mark, nothing, term},
    },
    value::{
        Number, Quantity,
        timex::{Grain, Order, Timex},
    },
};

/// The most years that a person's age has.
const OLDEST: i64 = 122;

/// An age: its number, and its unit as a duration.
pub(super) fn age(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (start, approx) = opt(length::approx).parse(input)?;
    let unit = gate::soon(input, Set::TIME_UNIT) || gate::soon(input, Set::TIME_UNIT_SHORT);
    let amount = if unit { amount(start) } else { nothing() };
    let counted = match amount {
        Ok(counted) => old_or_placed(input, start, counted),
        Err(_) if approx.is_none() => alt((bare, aged, after_name, decade)).parse(input),
        Err(_) => bare(start),
    };
    let (rest, mut reading) = counted?;
    if let (Some(quantity), Some(approx)) = (&mut reading.quantity, approx) {
        quantity.approx = approx;
    }
    Ok((rest, reading))
}

/// An age with its unit: by what follows ("45-year-old") or by its place ("une femme de 67 ans").
fn old_or_placed<'a>(
    input: Stream<'a>,
    start: Stream<'a>,
    (rest, counted): (Stream<'a>, Counted),
) -> Parsed<'a, Reading> {
    let hyphen = opt(alt((value((), mark('-')), value((), mark('–')))));
    match preceded(hyphen, term(Set::AGE_AFTER)).parse(rest) {
        Ok((end, _)) if counted.grain >= Grain::Day => Ok((end, reading(start, counted))),
        _ => placed_at(input, start, (rest, counted)),
    }
}

fn reading(input: Stream<'_>, counted: Counted) -> Reading {
    let timex = Timex::Duration(Box::new(length::duration(input, counted)));
    Reading { quantity: Some(counted.quantity), ..Reading::time(Kind::Age, timex) }
}

fn years(quantity: Quantity) -> Counted {
    Counted { quantity, grain: Grain::Year, times: 1, order: Order::Any }
}

/// An age without its unit: "87 yo".
fn bare(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, number) = terminated(count::number, term(Set::AGE_AFTER)).parse(input)?;
    Ok((rest, reading(input, years(Quantity::exact(number)))))
}

/// "54 ans" where the words around make it an age: those before `input`, an approximator's place.
fn placed_at<'a>(
    input: Stream<'a>,
    number: Stream<'a>,
    (rest, counted): (Stream<'a>, Counted),
) -> Parsed<'a, Reading> {
    let years = counted.grain == Grain::Year;
    let young = matches!(counted.grain, Grain::Month | Grain::Week | Grain::Day);
    let start =
        if follows(input, Set::RANGE_BETWEEN) { word::back(input, 1).unwrap_or(input) } else { input };
    let told = follows(start, Set::AGE_BEFORE);
    let baby = counted.grain == Grain::Month && of_person(start) && rest.term(Set::GROUP_OF).is_none();
    let wide = counted.quantity.is_range() || number.at > input.at;
    let group = wide && of_age_group(start, rest);
    if !(told && (years || young) || baby)
        && !(years && plausible(&counted) && (group || placed(start, rest)))
    {
        return nothing();
    }
    Ok((rest, reading(input, counted)))
}

/// Whether years name the people of an age: "les 18-25 ans", "les plus de 65 ans".
fn of_age_group(start: Stream<'_>, rest: Stream<'_>) -> bool {
    let lasts = rest.term(Set::GROUP_OF).is_some() || rest.named("age-not").is_some();
    follows(start, Set::THE) && !lasts
}

fn plausible(counted: &Counted) -> bool {
    counted.quantity.high.value.to_integer() <= OLDEST
}

/// Whether the words around make years an age.
fn placed(start: Stream<'_>, rest: Stream<'_>) -> bool {
    let of = rest.term(Set::GROUP_OF).is_some();
    let closes = matches!(word::next(rest), "," | "." | ")" | ";" | "") || rest.term(Set::JOINER).is_some();
    match word::before(start) {
        "(" => closes,
        "," => closes && named(word::back(start, 1).unwrap_or(start)),
        _ if follows(start, Set::AGE_POSSESSIVE) => !of,
        _ if follows(start, Set::AGE_AT) => !of,
        _ if follows(start, Set::AGE_HAS) => {
            !of && !word::back(start, 1).is_some_and(|place| follows(place, Set::OLD_BY))
        }
        _ => !of && of_person(start),
    }
}

/// "une femme de 67 ans", "un Canadien de 46 ans".
fn of_person(start: Stream<'_>) -> bool {
    (1..=2).any(|back| {
        word::back(start, back).is_some_and(|place| {
            let joins = place.term(Set::AGE_OF).is_some_and(|term| term.length == back);
            joins && ((follows(place, Set::PERSON) || follows(place, Set::AGE_PERSON)) || named(place))
        })
    })
}

/// Whether a name or a word for a people stands before: a capital that opens no sentence.
fn named(place: Stream<'_>) -> bool {
    let second =
        word::back(place, 1).is_some_and(|place| !matches!(word::before(place), "" | "." | "!" | "?"));
    word::after_capital(place) && second
}

/// "aged 40", "at the age of 14", "at age seventeen": a bare number after words of age.
fn aged(input: Stream<'_>) -> Parsed<'_, Reading> {
    let start =
        if follows(input, Set::RANGE_BETWEEN) { word::back(input, 1).unwrap_or(input) } else { input };
    if !follows(start, Set::AGE_BEFORE) && !follows(input, Set::AGE_BEFORE) {
        return nothing();
    }
    let (rest, quantity) = count::numbers(input)?;
    let number = quantity.high;
    let person = number.value.to_integer() <= OLDEST && !word::noun_next(rest);
    let english = input.passage.lexicon.marks.month_first;
    if person && english { Ok((rest, reading(input, years(quantity)))) } else { nothing() }
}

/// "Thomas Sam, 42, and", "Géza Imre, 41 et".
fn after_name(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, number) = word::figures(1, 3)(input)?;
    let comma =
        word::before(input) == "," && input.first().is_some_and(|token| token.before != Before::Glued);
    let before = word::back(input, 1);
    let name = before.is_some_and(|place| {
        word::after_capital(place)
            && place.previous().is_some_and(|token| token.kind == TokenKind::Word)
            && two_names(place)
    });
    let closes = matches!(word::next(rest), "," | ")" | ".") || rest.term(Set::RANGE_AND).is_some();
    let followed = rest.skip(1).first().is_some_and(|token| token.kind == TokenKind::Word)
        || matches!(word::next(rest), ")" | ".");
    if !comma || !name || !closes || !followed || !(1..=110).contains(&number) || word::alone(rest).is_err() {
        return nothing();
    }
    Ok((rest, reading(input, years(Quantity::exact(Number::integer(i64::from(number)))))))
}

/// Whether two capitalised words stand before, neither of them the name of a month.
fn two_names(place: Stream<'_>) -> bool {
    let month =
        follows(place, Set::MONTH) || follows(place, Set::MONTH_SHORT) || follows(place, Set::WEEKDAY);
    !month && word::back(place, 1).is_some_and(word::after_capital)
}

/// "quinquagénaire", "in her thirties": ten years of age.
fn decade(input: Stream<'_>) -> Parsed<'_, Reading> {
    let owned = |input| -> Parsed<'_, i64> {
        let owner = input_named(input, "time-age-owner");
        if owner { term(Set::DECADE)(input) } else { nothing() }
    };
    let (rest, first) =
        map_opt(alt((term(Set::AGE_DECADE), owned)), |first| (first >= 20).then_some(first)).parse(input)?;
    let quantity = Quantity { high: Number::integer(first + 9), ..Quantity::exact(Number::integer(first)) };
    Ok((rest, reading(input, years(quantity))))
}

/// Whether a term of a set that only the lexicon names stands before.
fn input_named(input: Stream<'_>, set: &str) -> bool {
    input.passage.lexicon.sets.get(set).is_some_and(|set| follows(input, set))
}
