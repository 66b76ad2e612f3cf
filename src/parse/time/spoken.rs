//! Clock times told by another: "half past seven", "ten past 9", "between 3 and 8am", "de 14 à 16h",
//! "Saturday at 5", "sept heures moins dix".

use nom::{
    Parser,
    branch::alt,
    combinator::{map_opt, opt, verify},
    sequence::{pair, preceded},
};

use super::{
    clock::{self, when},
    range, word,
    word::{figures, follows},
};
use crate::{
    lexicon::Set,
    parse::{
        Parsed, Stream, TokenKind,
        stream::{nothing, term},
    },
    value::timex::Grain,
};

/// The seconds after midnight of a time, and how finely it is told.
type Told = (u32, Grain);

/// A number of hours or minutes in figures or words.
fn count(input: Stream<'_>) -> Parsed<'_, i32> {
    alt((figures(1, 2), map_opt(term(Set::SMALL), |number| i32::try_from(number).ok()))).parse(input)
}

/// "half past seven", "20 min past eight in the evening", "quarter to five": minutes and the hour they count from.
pub(super) fn around_hour(input: Stream<'_>) -> Parsed<'_, Told> {
    let part = map_opt(term(Set::HOUR_PART), |minutes| i32::try_from(minutes).ok());
    let minute = alt((term(Set::TIME_UNIT), term(Set::TIME_UNIT_SHORT)));
    let unit = opt(verify(minute, |unit| *unit == 1));
    let minutes = alt((part.map(|part| (part, true)), pair(count, unit).map(|found| (found.0, false))));
    let (rest, (minutes, sure)) = verify(minutes, |minutes| (1..60).contains(&minutes.0)).parse(input)?;
    let since = term(Set::PAST_HOUR).map(|_| 1);
    let lacking = |input| -> Parsed<'_, i32> {
        if sure { term(Set::TO_HOUR).map(|_| -1).parse(input) } else { nothing() }
    };
    let (rest, (sign, hour)) =
        pair(alt((since, lacking)), verify(count, |hour| (0..=24).contains(hour))).parse(rest)?;
    let (rest, _) = opt(term(Set::O_CLOCK)).parse(rest)?;
    let (rest, meridiem) = opt(term(Set::MERIDIEM)).parse(rest)?;
    let total = hour * 60 + sign * minutes;
    if total < 0 || word::noun_next(rest) || word::alone(rest).is_err() {
        return nothing();
    }
    when(rest, total / 60, total % 60, 0, meridiem, Grain::Minute)
}

/// The first hour of "between 3 and 8am", "from 2:00 to 2:30 pm", "de 14 à 16h": its half of the day is told by the other.
pub(super) fn shared_half(input: Stream<'_>) -> Parsed<'_, Told> {
    let minute = preceded((crate::parse::stream::glued, crate::parse::stream::mark(':')), figures(2, 2));
    let (end, (hour, minute)) = pair(count, opt(minute)).parse(input)?;
    let (rest, _) = preceded(range::joint_of(input), range::little).parse(end)?;
    let (last, (until, _)) = clock::bare(rest)?;
    let (minutes, grain) = (minute.unwrap_or(0), if minute.is_some() { Grain::Minute } else { Grain::Hour });
    if follows(last, Set::MERIDIEM) && (1..=12).contains(&hour) {
        let afternoon = (hour % 12 + 12) * 3600 + minutes * 60;
        let half = if until >= 12 * 3600 && afternoon < until as i32 { 12 } else { 0 };
        return when(end, hour, minutes, 0, Some(half), grain);
    }
    let counted = input.first().is_some_and(|token| token.kind == TokenKind::Digits);
    let timed = rest.skip(1).first().is_some_and(|token| rest.text(token) == ":");
    let lettered = counted
        && !last.passage.lexicon.marks.month_first
        && last.previous().is_some_and(|token| token.kind == TokenKind::Digits || last.text(token) == "h");
    let led = follows(input, Set::CLOCK_BEFORE) && !follows(input, Set::LENGTH_BEFORE);
    if !(lettered || timed) || !led || hour * 3600 >= until as i32 {
        return nothing();
    }
    when(end, hour, minutes, 0, None, grain)
}

/// The bare hour of "Saturday at 5", "tonight around 7", after a day and its "at".
pub(super) fn bare_hour(input: Stream<'_>) -> Parsed<'_, i32> {
    let half_hour = |input| -> Parsed<'_, i32> {
        let dot = preceded(crate::parse::stream::glued, crate::parse::stream::mark('.'));
        let minute = preceded(dot, verify(figures(2, 2), |minute| *minute < 60));
        pair(figures(1, 2), minute).map(|(hour, minute)| hour * 60 + minute).parse(input)
    };
    let small = |least: i64, most: i64| {
        map_opt(verify(term(Set::SMALL), move |number| (least..=most).contains(number)), |number| {
            i32::try_from(number).ok()
        })
    };
    let minute_unit = opt(verify(term(Set::TIME_UNIT), |unit| *unit == 1));
    let spelled = (small(1, 12), small(10, 59), minute_unit).map(|(hour, minutes, _)| hour * 60 + minutes);
    let hour = alt((half_hour, spelled, verify(count, |hour| (1..=12).contains(hour)).map(|hour| hour * 60)));
    let (rest, minutes) = preceded(term(Set::AT_HOUR), hour).parse(input)?;
    let (rest, _) = word::alone(rest)?;
    let unit = [Set::UNIT, Set::CURRENCY, Set::PERCENT, Set::SCALE, Set::TIME_UNIT];
    let counted = unit.iter().any(|&set| rest.term(set).is_some())
        || rest.first().is_some_and(|token| {
            token.kind == TokenKind::Digits || matches!(rest.text(token), "-" | "–" | "%" | "/" | ":")
        });
    if counted || word::noun_next(rest) || minutes >= 24 * 60 { nothing() } else { Ok((rest, minutes)) }
}

/// The minutes in words after an hour: "et demie", "dix", "moins vingt".
pub(super) fn minutes(input: Stream<'_>) -> Parsed<'_, i32> {
    let named = map_opt(term(Set::HOUR_MORE), |minutes| i32::try_from(minutes).ok());
    let small = || {
        let number = verify(term(Set::SMALL), |number| (1..60).contains(number)).map(|number| number as i32);
        pair(number, opt(verify(term(Set::TIME_UNIT), |unit| *unit == 1))).map(|found| found.0)
    };
    let lacking = preceded(term(Set::HOUR_LESS), small()).map(|minutes| -minutes);
    let (rest, minutes) =
        alt((named, lacking, preceded(term(Set::RANGE_AND), small()), small())).parse(input)?;
    if word::noun_next(rest) { nothing() } else { Ok((rest, minutes)) }
}
