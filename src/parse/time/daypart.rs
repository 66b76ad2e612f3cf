//! Parts of a day, and times with their day: "ce matin", "mardi soir", "last night",
//! "la nuit de lundi à mardi", "tomorrow at noon", "jeudi 2 juin 2016 au soir".

use nom::{
    Parser,
    branch::alt,
    combinator::{map_opt, opt},
    sequence::{pair, preceded},
};

use super::{date, gate, relative, spoken, timed, word, word::of};
use crate::{
    lexicon::Set,
    parse::{
        Parsed, Reading, Stream,
        stream::{nothing, term},
    },
    value::timex::{Date, DayPart, Grain, Reckoning, Time},
};

/// A part of a day, with the day where it is named.
pub(super) fn daypart(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, time) =
        alt((day_at_hour, night_between, part_of_day, own_day, day_then_part, part_start)).parse(input)?;
    Ok((rest, timed(time)))
}

fn part(input: Stream<'_>) -> Parsed<'_, DayPart> {
    map_opt(term(Set::DAY_PART), DayPart::at).parse(input)
}

fn time(part: DayPart, date: Option<Date>) -> Time {
    Time {
        seconds: None,
        grain: Grain::DayPart,
        part: Some(part),
        zone: Box::default(),
        until: None,
        date: date.map(Box::new),
        value: Box::default(),
    }
}

/// "nuit de lundi à mardi", "nuit du 1er au 2 janvier", "nuit de samedi 18 à dimanche 19 mars": the night of the first.
fn night_between(input: Stream<'_>) -> Parsed<'_, Time> {
    let (rest, part) = part(input)?;
    let (rest, _) = of(rest)?;
    let (rest, first) = alt((super::range::span_of_days, weekdays)).parse(rest)?;
    Ok((rest, time(part, Some(first))))
}

/// "lundi à mardi": the first.
fn weekdays(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, first) = word::weekday(false)(input)?;
    let (rest, _) = (super::range::joint, of, word::weekday(false)).parse(rest)?;
    Ok((rest, Date { weekday: Some(first), ..Date::of(Grain::Day) }))
}

/// "soir du mardi 17 janvier", "the night of March 3".
fn part_of_day(input: Stream<'_>) -> Parsed<'_, Time> {
    let (rest, part) = part(input)?;
    let (rest, date) = preceded(word::of_some, day).parse(rest)?;
    Ok((rest, time(part, Some(date))))
}

/// A date that is a single day.
fn day(input: Stream<'_>) -> Parsed<'_, Date> {
    let (rest, date) = alt((relative::day, date::date)).parse(input)?;
    if date.grain == Grain::Day { Ok((rest, date)) } else { nothing() }
}

/// "ce soir", "this morning", "last night", "tonight".
fn own_day(input: Stream<'_>) -> Parsed<'_, Time> {
    let shifted = pair(relative::shift, part);
    let today = map_opt(term(Set::TODAY_PART), DayPart::at).map(|part| (0, part));
    let (rest, (by, part)) = alt((shifted, today)).parse(input)?;
    let by = if by > 0 { return nothing() } else { by };
    let date = Date { reckoning: Reckoning::Shift(by as i32, Grain::Day), ..Date::of(Grain::Day) };
    Ok((rest, time(part, Some(date))))
}

/// "mardi soir", "Saturday night", "jeudi 19 janvier au soir", "tomorrow at noon", "lundi 24 décembre à 10h".
fn day_then_part(input: Stream<'_>) -> Parsed<'_, Time> {
    let (rest, date) = day(input)?;
    let (rest, _) = opt(term(Set::LATE_OF)).parse(rest)?;
    let (rest, part) = part(rest)?;
    Ok((rest, time(part, Some(date))))
}

/// "Saturday at 5", "tonight around 7", "yesterday afternoon at 2.30": the hour's half of the day is told by the part, if any.
fn day_at_hour(input: Stream<'_>) -> Parsed<'_, Time> {
    if !gate::soon(input, Set::AT_HOUR) {
        return nothing();
    }
    let plain = day.map(|date| time(DayPart::Daytime, Some(date)));
    let (rest, time) = alt((own_day, day_then_part, part_start, plain)).parse(input)?;
    let (rest, minutes) = spoken::bare_hour(rest)?;
    let late = match time.part {
        Some(DayPart::Afternoon | DayPart::Evening) => minutes < 720,
        Some(DayPart::Night) => (360..720).contains(&minutes),
        _ => false,
    };
    let minutes = if late { minutes + 720 } else { minutes };
    let grain = if minutes % 60 == 0 { Grain::Hour } else { Grain::Minute };
    Ok((rest, Time { seconds: u32::try_from(minutes * 60).ok(), grain, part: None, ..time }))
}

/// "début d'après-midi", "fin de soirée", "early morning": a part of a part.
fn part_start(input: Stream<'_>) -> Parsed<'_, Time> {
    let (rest, part) =
        alt((preceded((term(Set::PART), of), part), preceded(introduced, part))).parse(input)?;
    Ok((rest, time(part, None)))
}

/// Succeeds after a word that makes a part of the day a time: "dans la soirée", "in the morning".
fn introduced(input: Stream<'_>) -> Parsed<'_, ()> {
    let before = word::follows(input, Set::LATE_OF);
    if before && !word::capital(input) { Ok((input, ())) } else { nothing() }
}
