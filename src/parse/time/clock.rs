//! Clock times: "14 h 30", "20h45", "5:57 a.m.", "0410 GMT", "midi", "half past seven".
//!
//! In French a bare count of hours is a time only after a word such as "à" or
//! "vers", and "2 h 15" a length after "en" or "pendant".

use nom::{
    Parser,
    branch::alt,
    combinator::{map_opt, opt, value, verify},
    sequence::{pair, preceded},
};

use super::{
    spoken, timed, word,
    word::{figures, follows},
};
use crate::{
    lexicon::Set,
    parse::{
        Before, Parsed, Reading, Stream, TokenKind,
        stream::{glued, mark, nothing, term},
    },
    value::timex::{Grain, Time},
};

/// A clock time, or the two of a stretch: "08:00 - 20:00".
pub(super) fn clock(input: Stream<'_>) -> Parsed<'_, Reading> {
    if let Ok((rest, time)) = iso(input) {
        return Ok((rest, timed(time)));
    }
    let (rest, time) = moment(input)?;
    let until = preceded(alt((mark('-'), mark('–'))), moment);
    if let Ok((end, until)) = { until }.parse(rest) {
        return Ok((end, timed(Time { until: until.seconds, ..time })));
    }
    Ok((rest, timed(time)))
}

/// One clock time with its zone.
pub(super) fn moment(input: Stream<'_>) -> Parsed<'_, Time> {
    let (rest, (seconds, grain)) = alt((spoken::around_hour, spoken::shared_half, bare)).parse(input)?;
    let (rest, zone) = opt(zone).parse(rest)?;
    let zone = zone.unwrap_or_default();
    Ok((
        rest,
        Time {
            seconds: Some(seconds),
            grain,
            part: None,
            zone,
            until: None,
            date: None,
            value: Box::default(),
        },
    ))
}

/// One clock time, told by itself.
pub(super) fn bare(input: Stream<'_>) -> Parsed<'_, (u32, Grain)> {
    alt((named, colon, hours, meridiem_hour, past_hour, military)).parse(input)
}

/// A date and time of ISO 8601: "2014-12-12T12:33:39-08:00".
fn iso(input: Stream<'_>) -> Parsed<'_, Time> {
    let (rest, date) = super::numeric::iso_day(input)?;
    let t =
        rest.first().filter(|token| token.before == Before::Glued && matches!(rest.text(token), "T" | "t"));
    if t.is_none() {
        return nothing();
    }
    let two = || preceded(glued, verify(figures(2, 2), |number| *number < 60));
    let colon = || (glued, mark(':'));
    let (rest, (hour, _, minute)) = (two(), colon(), two()).parse(rest.skip(1))?;
    let (rest, second) = opt(preceded(colon(), two())).parse(rest)?;
    let fraction = (glued, mark('.'), glued, crate::parse::stream::digits);
    let (rest, _) = opt(fraction).parse(rest)?;
    let utc = map_opt(crate::parse::stream::any, |token| {
        matches!(rest.text(token), "Z" | "z").then(|| "Z".to_owned())
    });
    let sign = alt((value("+", mark('+')), value("-", alt((mark('-'), mark('−'))))));
    let offset = (sign, two(), opt(colon()), two())
        .map(|(sign, hours, _, minutes)| format!("{sign}{hours:02}:{minutes:02}"));
    let (rest, zone) = opt(preceded(glued, alt((utc, offset)))).parse(rest)?;
    let (rest, _) = word::alone(rest)?;
    let (rest, (seconds, grain)) = when(rest, hour, minute, second.unwrap_or(0), None, Grain::Second)?;
    let grain = if second.is_some() { grain } else { Grain::Minute };
    let zone = zone.unwrap_or_default().into();
    let date = Some(Box::new(date));
    Ok((
        rest,
        Time { seconds: Some(seconds), grain, part: None, zone, until: None, date, value: Box::default() },
    ))
}

/// "midi", "noon", "minuit".
fn named(input: Stream<'_>) -> Parsed<'_, (u32, Grain)> {
    let (rest, minutes) = preceded(opt(word_twelve), term(Set::CLOCK_WORD)).parse(input)?;
    let name = word::capital(input) && input.previous().is_some_and(|token| token.kind != TokenKind::Mark);
    let joined = |token: &crate::parse::Token| token.before == Before::Glued && input.text(token) == "-";
    if name || rest.first().is_some_and(joined) || word::before(input) == "-" {
        return nothing();
    }
    Ok((rest, (minutes as u32 * 60, Grain::Hour)))
}

/// The figures of "12 noon".
fn word_twelve(input: Stream<'_>) -> Parsed<'_, i32> {
    verify(figures(2, 2), |twelve| *twelve == 12).parse(input)
}

/// "14:30", "5:57 a.m.", "7:56:30 pm".
fn colon(input: Stream<'_>) -> Parsed<'_, (u32, Grain)> {
    let (rest, hour) = figures(1, 2)(input)?;
    let (rest, _) = (glued, mark(':'), glued).parse(rest)?;
    let (rest, minute) = verify(figures(2, 2), |minute| *minute < 60).parse(rest)?;
    let second = preceded((glued, mark(':'), glued), verify(figures(2, 2), |second| *second < 60));
    let (rest, second) = opt(second).parse(rest)?;
    let (end, meridiem) = opt(term(Set::MERIDIEM)).parse(rest)?;
    let rest = if meridiem.is_some() { end } else { word::alone(rest)?.0 };
    let grain = if second.is_some() { Grain::Second } else { Grain::Minute };
    when(rest, hour, minute, second.unwrap_or(0), meridiem, grain)
}

/// "14 h 30", "20h45", "9 heures", "vingt heures", "7 heures du matin", "10 o'clock".
fn hours(input: Stream<'_>) -> Parsed<'_, (u32, Grain)> {
    let in_figures = input.first().is_some_and(|token| token.kind == TokenKind::Digits);
    let number = alt((figures(1, 2), map_opt(term(Set::SMALL), |number| i32::try_from(number).ok())));
    let (rest, (hour, _)) = pair(number, term(Set::HOUR_WORD)).parse(input)?;
    let minute = verify(figures(2, 2), |minute| *minute < 60);
    let (end, minute) = opt(minute).parse(rest)?;
    if minute.is_none()
        && !follows(input, Set::LENGTH_BEFORE)
        && let Ok((end, more)) = spoken::minutes(rest)
        && end.term(Set::GROUP_OF).is_none()
        && input.term(Set::ARTICLE_ONE).is_none()
        && (follows(input, Set::CLOCK_BEFORE) || word::pause(end))
    {
        let (end, meridiem) = opt(term(Set::MERIDIEM)).parse(end)?;
        let total = hour * 60 + more;
        return when(end, total.div_euclid(60), total.rem_euclid(60), 0, meridiem, Grain::Minute);
    }
    let (end, _) = if minute.is_some() { opt(term(Set::MINUTE_WORD)).parse(end)? } else { (rest, None) };
    let (end, meridiem) = opt(term(Set::MERIDIEM)).parse(end)?;
    let minute_known = minute.is_some();
    let (clock, length) = (word::led_by(input, Set::CLOCK_BEFORE), word::led_by(input, Set::LENGTH_BEFORE));
    let (told, length) = ((clock > 0 && clock >= length) || meridiem.is_some(), length > 0);
    let zoned = zone(end).is_ok() || day_follows(input, end);
    let reads = if minute_known && in_figures { told || !length } else { told || zoned };
    if !reads || word::alone(end).is_err() || (length && !told) {
        return nothing();
    }
    let grain = if minute_known { Grain::Minute } else { Grain::Hour };
    when(end, hour, minute.unwrap_or(0), 0, meridiem, grain)
}

/// Whether "9h" stands before its day ("9h le 13 décembre") or by itself in its line: no length is written so.
fn day_follows(input: Stream<'_>, end: Stream<'_>) -> bool {
    let lettered =
        end.previous().is_some_and(|token| end.text(token) == "h" && token.before == Before::Glued);
    let lines = |token: Option<&crate::parse::Token>| token.is_none_or(|token| token.before == Before::Break);
    let alone = (input.at == 0 || lines(input.first())) && lines(end.first());
    let day = || {
        let rest = end.term(Set::DAY_ARTICLE).map(|article| end.skip(article.length));
        rest.is_some_and(|rest| word::weekday(false)(rest).is_ok() || super::date::calendar(rest).is_ok())
    };
    lettered && (alone || day())
}

/// "5 p.m.", "10am", "9.30pm", "1140 a.m.", "seven p.m.".
fn meridiem_hour(input: Stream<'_>) -> Parsed<'_, (u32, Grain)> {
    let dotted = pair(figures(1, 2), preceded((glued, mark('.'), glued), figures(2, 2)));
    let packed = figures(3, 4).map(|number| (number / 100, number % 100));
    let whole = alt((figures(1, 2), map_opt(term(Set::SMALL), |number| i32::try_from(number).ok())))
        .map(|hour| (hour, -1));
    let (rest, (hour, minute)) = alt((dotted, packed, whole)).parse(input)?;
    let (rest, meridiem) = term(Set::MERIDIEM)(rest)?;
    let grain = if minute < 0 { Grain::Hour } else { Grain::Minute };
    if word::noun_next(rest) && rest.first().is_some_and(|token| token.before == Before::Glued) {
        return nothing();
    }
    when(rest, hour, minute.max(0), 0, Some(meridiem), grain)
}

/// "ten o'clock".
fn past_hour(input: Stream<'_>) -> Parsed<'_, (u32, Grain)> {
    let number = |input| {
        alt((figures(1, 2), map_opt(term(Set::SMALL), |number| i32::try_from(number).ok()))).parse(input)
    };
    let (rest, hour) = number(input)?;
    let (rest, (_, meridiem)) = pair(term(Set::O_CLOCK), opt(term(Set::MERIDIEM))).parse(rest)?;
    when(rest, hour, 0, 0, meridiem, Grain::Hour)
}

/// "0410 GMT": four figures before a zone.
fn military(input: Stream<'_>) -> Parsed<'_, (u32, Grain)> {
    let (rest, number) = figures(4, 4)(input)?;
    if zone(rest).is_err() {
        return nothing();
    }
    when(rest, number / 100, number % 100, 0, None, Grain::Minute)
}

/// Puts a time together, if there is one of the kind.
pub(super) fn when(
    rest: Stream<'_>,
    hour: i32,
    minute: i32,
    second: i32,
    meridiem: Option<i64>,
    grain: Grain,
) -> Parsed<'_, (u32, Grain)> {
    let hour = match meridiem {
        Some(0) if hour == 12 => 0,
        Some(12) if (1..12).contains(&hour) => hour + 12,
        _ => hour,
    };
    let fits = (0..=24).contains(&hour) && (0..60).contains(&minute) && (hour < 24 || minute == 0);
    if !fits {
        return nothing();
    }
    Ok((rest, ((hour * 3600 + minute * 60 + second) as u32, grain)))
}

/// "GMT", "UTC+01:00", "heure locale": the offset in figures, where it is known.
fn zone(input: Stream<'_>) -> Parsed<'_, Box<str>> {
    let (rest, minutes) = preceded(opt(mark(',')), preceded(opt(mark('(')), term(Set::ZONE))).parse(input)?;
    if minutes == 9999 {
        return Ok((rest, Box::default()));
    }
    let sign = alt((value("+", mark('+')), value("-", alt((mark('-'), mark('−'))))));
    let offset = pair(sign, pair(figures(1, 2), opt(preceded((glued, mark(':')), figures(2, 2)))));
    let (rest, offset) = opt(preceded(glued, offset)).parse(rest)?;
    let text = match offset {
        Some((sign, (hours, minutes))) => format!("{sign}{hours:02}:{:02}", minutes.unwrap_or(0)),
        None if minutes == 0 => "Z".into(),
        None => {
            let (sign, size) = if minutes < 0 { ("-", -minutes) } else { ("+", minutes) };
            format!("{sign}{:02}:{:02}", size / 60, size % 60)
        }
    };
    Ok((rest, text.into()))
}
