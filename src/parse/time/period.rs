//! Seasons, quarters, halves, weeks, decades and centuries: "été 2014", "Q3 2014", "les années 1990", `XIXe siècle`.

use nom::{
    Parser,
    branch::alt,
    combinator::{map_opt, opt, verify},
    sequence::{pair, preceded},
};

use super::{
    dated, nth, relative, word,
    word::{alone, figures, follows, of},
    year,
};
use crate::{
    lexicon::Set,
    parse::{
        Before, Parsed, Reading, Stream, TokenKind,
        stream::{glued, nothing, term},
    },
    value::timex::{Date, Grain, Reckoning},
};

/// A stretch of the calendar that has a name of its own.
pub(super) fn period(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, date) = alt((bare, year::fiscal)).parse(input)?;
    Ok((rest, dated(date)))
}

/// The same, for a part of it: "fin des années 1990".
pub(super) fn bare(input: Stream<'_>) -> Parsed<'_, Date> {
    alt((decade, century, quarter, nth::nth, week, nth::week_of_day, season_of_year)).parse(input)
}

/// "années 1990", "les années 20", "the 1990s", "'90s", "the nineties".
fn decade(input: Stream<'_>) -> Parsed<'_, Date> {
    alt((decade_before, decade_after, decade_word)).parse(input)
}

fn decade_before(input: Stream<'_>) -> Parsed<'_, Date> {
    let short = alt((figures(2, 2), map_opt(term(Set::SMALL), |number| i32::try_from(number).ok())));
    let tens = verify(short, |tens| (10..=90).contains(tens) && tens % 10 == 0).map(|tens| 1900 + tens);
    let full = verify(figures(4, 4), |year| year % 10 == 0 && word::YEARS.contains(year));
    let (rest, year) = preceded(term(Set::DECADE_BEFORE), alt((full, tens))).parse(input)?;
    let (rest, _) = alone(rest)?;
    Ok((rest, Date { year: Some(year), ..Date::of(Grain::Decade) }))
}

fn decade_after(input: Stream<'_>) -> Parsed<'_, Date> {
    let full = verify(figures(4, 4), |year| year % 10 == 0 && word::YEARS.contains(year));
    let tens = verify(figures(2, 2), |tens| tens % 10 == 0).map(|tens| 1900 + tens);
    let (rest, year) = alt((full, tens)).parse(input)?;
    // "in 1990 s": loosely typed, but no seconds.
    let apart = word::next(input).len() == 4 && follows(input, Set::YEAR_SURE);
    let (rest, _) = if apart { (rest, ()) } else { glued(rest)? };
    let (rest, _) = term(Set::DECADE_END)(rest)?;
    let (rest, _) = alone(rest)?;
    Ok((rest, Date { year: Some(year), ..Date::of(Grain::Decade) }))
}

/// "the nineties": not "in her thirties", which is an age.
fn decade_word(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, tens) = term(Set::DECADE)(input)?;
    if !follows(input, Set::DATE_OF) && !follows(input, Set::PART) {
        return nothing();
    }
    Ok((rest, Date { year: i32::try_from(1900 + tens).ok(), ..Date::of(Grain::Decade) }))
}

/// `XIXe siècle`, "XXI e siècle", "19th century", "twenty-first century", "Ier siècle av. J.-C.".
fn century(input: Stream<'_>) -> Parsed<'_, Date> {
    let ordinal = map_opt(term(Set::NTH), |number| i32::try_from(number).ok());
    let (rest, number) =
        alt((roman, pair(figures(1, 2), term(Set::ORDINAL_END)).map(|found| found.0), ordinal))
            .parse(input)?;
    let (rest, _) = opt(crate::parse::stream::mark('-')).parse(rest)?;
    let (rest, grain) = map_opt(term(Set::TIME_UNIT), Grain::at).parse(rest)?;
    let width = match grain {
        Grain::Century => 100,
        Grain::Millennium => 1000,
        _ => return nothing(),
    };
    let (rest, era) = opt(term(Set::ERA)).parse(rest)?;
    let first = if era == Some(-1) { -number * width } else { (number - 1) * width };
    Ok((rest, Date { year: Some(first), ..Date::of(grain) }))
}

/// A Roman numeral with its ordinal end, glued or apart: `XIXe`, `XXI e`, `Ier`.
fn roman(input: Stream<'_>) -> Parsed<'_, i32> {
    let Some(first) = input.first().filter(|token| token.kind == TokenKind::Word) else { return nothing() };
    let text = input.text(first);
    let figures = text.len() - text.trim_start_matches(['I', 'V', 'X']).len();
    let (numeral, end) = text.split_at(figures);
    let Some(number) = arabic(numeral) else { return nothing() };
    if end.is_empty() {
        let (rest, _) = opt(term(Set::ORDINAL_END)).parse(input.skip(1))?;
        return Ok((rest, number));
    }
    let known = input.passage.lexicon.terms.word(&crate::lexicon::fold(end));
    if input.passage.lexicon.terms.starts(known).has(Set::ORDINAL_END) {
        Ok((input.skip(1), number))
    } else {
        nothing()
    }
}

/// The value of a Roman numeral up to 30.
fn arabic(numeral: &str) -> Option<i32> {
    let digit = |c| match c {
        'X' => 10,
        'V' => 5,
        _ => 1,
    };
    let values: Vec<i32> = numeral.chars().map(digit).collect();
    let value = values
        .iter()
        .enumerate()
        .map(|(at, &value)| if values.get(at + 1).is_some_and(|&next| next > value) { -value } else { value })
        .sum();
    (!numeral.is_empty() && numeral.len() <= 6 && (1..=30).contains(&value)).then_some(value)
}

/// "the third quarter of 2013", "Q3 2014", "2019 H2", "le premier semestre 2014".
fn quarter(input: Stream<'_>) -> Parsed<'_, Date> {
    alt((quarter_code, quarter_word)).parse(input)
}

fn quarter_code(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, before) = opt(pair(word::year, opt(crate::parse::stream::mark('-')))).parse(input)?;
    let Some(token) = rest.first() else { return nothing() };
    let grain = match rest.text(token) {
        "Q" | "q" | "T" => Grain::Quarter,
        "H" | "S" => Grain::Half,
        _ => return nothing(),
    };
    let most = if grain == Grain::Quarter { 4 } else { 2 };
    let number = verify(figures(1, 1), |number| (1..=most).contains(number));
    let (rest, index) = preceded(glued, number).parse(rest.skip(1))?;
    let (rest, after) =
        opt(preceded((opt(crate::parse::stream::mark('-')), opt(of)), word::year)).parse(rest)?;
    let year = before.map(|found| found.0).or(after);
    // "Q3 sales", but not the "Audi Q3".
    let bare = matches!(word::next(input), "Q" | "q") && !word::after_capital(input) && alone(rest).is_ok();
    if year.is_none() && !bare {
        return nothing();
    }
    Ok((rest, Date { year, index: index as u8, ..Date::of(grain) }))
}

fn quarter_word(input: Stream<'_>) -> Parsed<'_, Date> {
    let ordinal = alt((
        map_opt(term(Set::NTH), |number| u8::try_from(number).ok()),
        pair(figures(1, 1), term(Set::ORDINAL_END)).map(|found| found.0 as u8),
    ));
    let half = term(Set::HALF_YEAR).map(|_| Grain::Half);
    let (rest, (index, grain)) = pair(ordinal, alt((relative::period, half))).parse(input)?;
    let unsure = input.skip(rest.at - input.at - 1).term(Set::HALF_YEAR).is_some();
    let most = match grain {
        Grain::Quarter => 4,
        Grain::Half => 2,
        _ => return nothing(),
    };
    if index == 0 || index > most {
        return nothing();
    }
    let (rest, year) = opt(preceded(opt(of), word::year)).parse(rest)?;
    let date = Date { year, index, ..Date::of(grain) };
    if year.is_some() {
        return Ok((rest, date));
    }
    match relative::this_year(rest) {
        Ok((rest, by)) => {
            Ok((rest, Date { reckoning: crate::value::timex::Reckoning::Shift(by, Grain::Year), ..date }))
        }
        Err(_) if unsure => nothing(),
        Err(_) => Ok((rest, date)),
    }
}

/// "week 31", "semaine 12", "the first week of 2015", "week 3 of 2027".
fn week(input: Stream<'_>) -> Parsed<'_, Date> {
    let week =
        |input| -> Parsed<'_, Grain> { verify(relative::period, |grain| *grain == Grain::Week).parse(input) };
    let ordinal = alt((
        map_opt(term(Set::NTH), |number| i32::try_from(number).ok()),
        pair(figures(1, 2), term(Set::ORDINAL_END)).map(|found| found.0),
    ));
    let year = || preceded(opt(of), word::year);
    let counted = pair(pair(week, figures(1, 2)).map(|found| found.1), opt(year()).map(|year| (year, 0)));
    let ranked = pair(pair(ordinal, week).map(|found| found.0), year().map(|year| (Some(year), 0)));
    let shifted =
        pair(pair(week, figures(1, 2)).map(|found| found.1), relative::this_year.map(|by| (None, by)));
    let (rest, (index, (year, by))) = alt((shifted, counted, ranked)).parse(input)?;
    let (rest, _) = alone(rest)?;
    if !(1..=53).contains(&index) {
        return nothing();
    }
    let reckoning = if year.is_some() { Reckoning::Plain } else { Reckoning::Shift(by, Grain::Year) };
    Ok((rest, Date { year, reckoning, index: index as u8, ..Date::of(Grain::Week) }))
}

/// "summer of 2010", "été 2014", "fall 2004": a season by itself is seldom a date.
fn season_of_year(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, index) = term(Set::SEASON)(input)?;
    let elided = input.first().is_some_and(|token| token.before == Before::Glued)
        && word::back(input, 1)
            .is_some_and(|place| follows(place, Set::GROUP_OF) || word::before(place) == "d");
    let (rest, year) = preceded(opt(of), word::year).parse(rest)?;
    if elided {
        return nothing();
    }
    Ok((rest, Date { year: Some(year), index: index as u8, ..Date::of(Grain::Season) }))
}
