//! Lengths of time: "trois ans", "2 h 15", "quinze jours", "un an et demi", "half an hour", "11-year".

use nom::{
    Parser,
    branch::alt,
    combinator::{opt, value, verify},
    sequence::{pair, preceded},
};
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul};

use super::{
    count::{collective, number, numbers},
    word,
    word::follows,
};
use crate::{
    lexicon::Set,
    parse::{
        Before, Kind, Parsed, Reading, Stream, TokenKind,
        stream::{glued, mark, nothing, term},
    },
    value::{
        Approx, Number, Quantity,
        number::plain,
        timex::{Duration, Grain, Order, Timex},
    },
};

/// A length of time, with its unit.
pub(super) fn length(input: Stream<'_>) -> Parsed<'_, Reading> {
    alt((vague, counted)).parse(input)
}

/// A counted length: the number with its approximator, and the unit it is counted in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// How many, from one written end to the other.
    pub(super) quantity: Quantity,
    /// The unit.
    pub(super) grain: Grain,
    /// How many of the unit one is: 2 weeks for a fortnight.
    pub(super) times: i64,
    /// Which ones.
    pub(super) order: Order,
}

fn counted(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, approx) = opt(approx).parse(input)?;
    let (rest, reading) = alt((compound, half, one)).parse(rest)?;
    Ok((rest, widened(reading, approx)))
}

fn widened(mut reading: Reading, approx: Option<Approx>) -> Reading {
    if let (Some(quantity), Some(approx)) = (&mut reading.quantity, approx) {
        quantity.approx = approx;
    }
    reading
}

/// An approximator of the lexicon.
pub(super) fn approx(input: Stream<'_>) -> Parsed<'_, Approx> {
    let (rest, place) = term(Set::APPROX)(input)?;
    match usize::try_from(place).ok().and_then(|place| input.passage.lexicon.approximators.get(place)) {
        Some(&approx) => Ok((rest, approx)),
        None => nothing(),
    }
}

/// "trois ans", "5 heures 5 minutes et 4 secondes", "2 h 15", "3 à 4 mois", "11-year".
fn compound(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, first) = amount(input)?;
    let (mut rest, first) = more_by_half(rest, first)?;
    let mut parts = vec![(first.quantity.low, first.grain)];
    while parts.len() < 5
        && first.quantity.low == first.quantity.high
        && let Ok((end, next)) = preceded(opt(term(Set::AND_MORE)), amount).parse(rest)
        && (word::next(rest) != "," || parts[parts.len() - 1].1 <= Grain::Hour)
        && next.grain < parts[parts.len() - 1].1
        && !(end.term(Set::AGO).is_some() && word::follows(input, Set::LAST_N))
    {
        parts.push((next.quantity.low, next.grain));
        rest = end;
    }
    if let Some(&(_, last)) = parts.last().filter(|part| matches!(part.1, Grain::Hour | Grain::Minute))
        && let Ok((end, number)) = bare_rest(rest)
    {
        let finer = if last == Grain::Hour { Grain::Minute } else { Grain::Second };
        parts.push((number, finer));
        rest = end;
    }
    if parts.len() == 1 {
        return Ok((rest, reading(input, first)));
    }
    match composed(&parts) {
        Some(reading) => Ok((rest, reading)),
        None => nothing(),
    }
}

/// The minutes of "2 h 15", the seconds of "3 minutes 40".
fn bare_rest(input: Stream<'_>) -> Parsed<'_, Number> {
    let (rest, number) = verify(word::figures(2, 2), |number| *number < 60).parse(input)?;
    let (rest, _) = word::alone(rest)?;
    if word::noun_next(rest) { nothing() } else { Ok((rest, Number::integer(i64::from(number)))) }
}

/// Whether the unit is a word without its vowel: "389 s'y refusent", "12 m'ont écrit".
fn elided(rest: Stream<'_>) -> bool {
    let apostrophe = rest.first().is_some_and(|token| token.before == Before::Glued)
        && rest.mark(|c| matches!(c, '\'' | '’')).is_some();
    let letter = |token: &crate::parse::Token| token.before == Before::Glued && token.kind == TokenKind::Word;
    apostrophe && word::before(rest).chars().count() == 1 && rest.skip(1).first().is_some_and(letter)
}

/// A number and a unit: "trois ans", "11-year", "3,7 milliards d'années", "3 h".
pub(super) fn amount(input: Stream<'_>) -> Parsed<'_, Counted> {
    let (rest, quantity) = alt((collective, numbers)).parse(input)?;
    let one = quantity.low.value == Ratio::from_integer(1);
    let article = one && input.term(Set::ARTICLE_ONE).is_some();
    let figures = input.first().is_some_and(|token| token.kind == TokenKind::Digits);
    let (rest, _) =
        opt(alt((value((), mark('-')), value((), mark('–')), value((), mark('‑')), group_of))).parse(rest)?;
    let short = if figures { Set::TIME_UNIT_SHORT } else { Set::TIME_UNIT };
    let ordered = pair(order, verify(term(Set::TIME_UNIT), |_| quantity.low.value > Ratio::from_integer(1)));
    let plain = alt((term(Set::TIME_UNIT), term(short))).map(|unit| (Order::Any, unit));
    let (rest, (order, unit)) = alt((plain, ordered)).parse(rest)?;
    if rest
        .first()
        .is_some_and(|token| token.before == Before::Glued && token.kind == TokenKind::Digits && unit != 2)
    {
        return nothing();
    }
    if is_share(input, rest) || is_rank(input, rest) || elided(rest) {
        return nothing();
    }
    // "de 14 à 16h" is a stretch of the day.
    let clock = quantity.is_range() && word::before(rest) == "h" && rest.term(Set::GROUP_OF).is_none();
    if clock && word::follows(input, Set::CLOCK_BEFORE) && !word::follows(input, Set::LENGTH_BEFORE) {
        return nothing();
    }
    match Grain::at(unit % 100) {
        Some(Grain::Second) if article && word::noun_next(rest) => nothing(),
        Some(Grain::DayPart | Grain::Day) if article => nothing(),
        Some(grain) => Ok((rest, Counted { quantity, grain, times: (unit / 100).max(1), order })),
        _ => nothing(),
    }
}

/// "derniers", "next" between a count and its units.
fn order(input: Stream<'_>) -> Parsed<'_, Order> {
    let (rest, which) = term(Set::ORDER)(input)?;
    if !word::next(rest).ends_with('s') {
        return nothing();
    }
    let order = match which {
        1 => Order::First,
        -1 => Order::Last,
        _ => Order::Next,
    };
    Ok((rest, order))
}

/// Whether the unit is a denominator: "three-quarters of the staff", "a quarter of voters".
fn is_share(input: Stream<'_>, rest: Stream<'_>) -> bool {
    let Some(unit) = word::back(rest, 1).filter(|unit| unit.term(Set::DENOMINATOR).is_some()) else {
        return false;
    };
    if unit.term(Set::FIXED).is_some() {
        return true; // "a quarter-final"
    }
    let Some((_, above)) = term(Set::SMALL)(input).ok() else {
        return input.term(Set::ARTICLE_ONE).is_some() && rest.term(Set::LINK).is_some();
    };
    let hyphen = unit.previous().is_some_and(|token| token.kind == TokenKind::Mark);
    let alone = input.previous().is_none() && rest.first().is_none();
    matches!(above, 1 | 3) && (hyphen || alone || rest.term(Set::LINK).is_some())
}

/// Whether the unit is a rank: "the thirty-second president", but not "a thirty-second clip".
fn is_rank(input: Stream<'_>, rest: Stream<'_>) -> bool {
    let Some(unit) = word::back(rest, 1).filter(|unit| unit.term(Set::ORDINAL).is_some()) else {
        return false;
    };
    let hyphen = unit.previous().is_some_and(|token| token.kind == TokenKind::Mark);
    let tens = term(Set::SMALL)(input).is_ok_and(|(_, tens)| tens >= 20 && tens % 10 == 0);
    hyphen && tens && (follows(input, Set::THE) || rest.first().is_none())
}

/// "d'" between a collective or a scale word and its unit.
fn group_of(input: Stream<'_>) -> Parsed<'_, ()> {
    value((), term(Set::GROUP_OF)).parse(input)
}

/// "un an et demi", "an hour and a half".
fn more_by_half(rest: Stream<'_>, counted: Counted) -> Parsed<'_, Counted> {
    let (end, half) = opt(term(Set::HALF_MORE)).parse(rest)?;
    let more = half.and_then(|_| counted.quantity.low.value.checked_add(&Ratio::new(1, 2)));
    match more {
        Some(value) => {
            let number = Number { value, digit: -1, whole: true };
            Ok((end, Counted { quantity: Quantity::exact(number), ..counted }))
        }
        None => Ok((rest, counted)),
    }
}

/// "half an hour", "une demi-heure", "a half-century", "one and a half hours".
fn half(input: Stream<'_>) -> Parsed<'_, Reading> {
    let mixed = pair(number, preceded(term(Set::HALF_MORE), term(Set::TIME_UNIT)))
        .map(|(number, unit)| (Some(number), unit));
    let plain = preceded((opt(term(Set::ARTICLE_ONE)), term(Set::HALF_OF)), term(Set::TIME_UNIT))
        .map(|unit| (None, unit));
    let (rest, (whole, unit)) = alt((mixed, plain)).parse(input)?;
    let whole = whole.map_or_else(|| Ratio::from_integer(0), |number| number.value);
    let Some(value) = whole.checked_add(&Ratio::new(1, 2)) else { return nothing() };
    let Some(grain) = Grain::at(unit % 100) else { return nothing() };
    let quantity = Quantity::exact(Number { value, digit: -1, whole: true });
    Ok((rest, reading(input, Counted { quantity, grain, times: (unit / 100).max(1), order: Order::Any })))
}

/// "an hour", "un an": the article counts, but not before a day or a second, where it is a story's "one day".
fn one(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, unit) = preceded(term(Set::ARTICLE_ONE), term(Set::TIME_UNIT)).parse(input)?;
    if is_share(input, rest) {
        return nothing();
    }
    let Some(grain) =
        Grain::at(unit % 100).filter(|grain| !matches!(grain, Grain::Second | Grain::Day | Grain::DayPart))
    else {
        return nothing();
    };
    let counted = Counted {
        quantity: Quantity::exact(Number::integer(1)),
        grain,
        times: (unit / 100).max(1),
        order: Order::Any,
    };
    let (rest, counted) = more_by_half(rest, counted)?;
    Ok((rest, reading(input, counted)))
}

/// "quelques jours", "several weeks": `PXD`.
fn vague(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, unit) = preceded(term(Set::VAGUE), term(Set::TIME_UNIT)).parse(input)?;
    let Some(grain) = Grain::at(unit % 100) else { return nothing() };
    // "all week": the whole of one.
    if input.named("time-whole").is_some() {
        let whole = Counted {
            quantity: Quantity::exact(Number::integer(1)),
            grain,
            times: (unit / 100).max(1),
            order: Order::Any,
        };
        let one = !matches!(grain, Grain::Second | Grain::DayPart) && !word::before(rest).ends_with('s');
        return if one { Ok((rest, reading(input, whole))) } else { nothing() };
    }
    let length = Duration {
        number: Number::integer(0),
        grain,
        idiom: None,
        order: Order::Any,
        value: timex("X", grain).into(),
    };
    Ok((rest, Reading::time(Kind::Duration, Timex::Duration(Box::new(length)))))
}

/// A time taken in sport: `46"97`, `1'23"45`, `1:23.45`, `1'44`.
pub(super) fn stopwatch(input: Stream<'_>) -> Parsed<'_, Reading> {
    alt((with_hundredths, on_the_clock)).parse(input)
}

/// `1:23.45`, `1'44`: minutes and two figures of seconds; after a colon only with tenths, for `1:23` is an hour.
fn on_the_clock(input: Stream<'_>) -> Parsed<'_, Reading> {
    let (rest, minutes) = word::figures(1, 2)(input)?;
    let colon = value(true, mark(':'));
    let prime = value(false, alt((mark('\''), mark('’'), mark('′'))));
    let (rest, (_, colon)) = pair(glued, alt((colon, prime))).parse(rest)?;
    let (rest, seconds) =
        preceded(glued, verify(word::figures(2, 2), |seconds| *seconds < 60)).parse(rest)?;
    let tenths = (glued, alt((mark('.'), mark(','))), glued, crate::parse::stream::digits);
    let (rest, tenths) = opt(tenths.map(|(.., tenths)| tenths)).parse(rest)?;
    let (rest, _) = opt((glued, mark('″'))).parse(rest)?;
    let (rest, ()) = word::alone(rest)?;
    let tenths = tenths.unwrap_or_default();
    let fits = if colon { matches!(tenths.len(), 1..=3) } else { tenths.is_empty() };
    let number = format!("{}{tenths}", minutes * 60 + seconds)
        .parse()
        .ok()
        .filter(|_| fits)
        .and_then(|value| Number::decimal(value, tenths.len() as u8, 0));
    let Some(number) = number else { return nothing() };
    let counted =
        Counted { quantity: Quantity::exact(number), grain: Grain::Second, times: 1, order: Order::Any };
    Ok((rest, reading(input, counted)))
}

/// `46"97`, `1'23"45`.
fn with_hundredths(input: Stream<'_>) -> Parsed<'_, Reading> {
    let minutes =
        nom::sequence::terminated(word::figures(1, 2), pair(glued, alt((mark('\''), mark('’'), mark('′')))));
    let seconds =
        nom::sequence::terminated(word::figures(1, 2), pair(glued, alt((mark('"'), mark('″'), mark('”')))));
    let (rest, (minutes, seconds)) = pair(opt(minutes), seconds).parse(input)?;
    let (rest, _) = glued(rest)?;
    let (rest, hundredths) = crate::parse::stream::digits(rest)?;
    let digits = format!("{}{hundredths}", minutes.unwrap_or(0) * 60 + seconds);
    let number = digits
        .parse()
        .ok()
        .filter(|_| hundredths.len() <= 3)
        .and_then(|value| Number::decimal(value, hundredths.len() as u8, 0));
    let Some(number) = number else { return nothing() };
    let counted =
        Counted { quantity: Quantity::exact(number), grain: Grain::Second, times: 1, order: Order::Any };
    Ok((rest, reading(input, counted)))
}

/// The reading of a counted length.
fn reading(input: Stream<'_>, counted: Counted) -> Reading {
    let timex = Timex::Duration(Box::new(duration(input, counted)));
    Reading {
        quantity: Some(scaled(counted.quantity, counted.times)),
        ..Reading::time(Kind::Duration, timex)
    }
}

fn scaled(quantity: Quantity, times: i64) -> Quantity {
    let scale = |number: Number| Number {
        value: number.value.checked_mul(&Ratio::from_integer(times)).unwrap_or(number.value),
        ..number
    };
    Quantity { low: scale(quantity.low), high: scale(quantity.high), ..quantity }
}

/// What a counted length says as a duration.
pub(super) fn duration(input: Stream<'_>, counted: Counted) -> Duration {
    let quantity = scaled(counted.quantity, counted.times);
    let number = quantity.low;
    let fewer = (counted.grain == Grain::Day && !quantity.is_range()).then(|| idiom(input, number)).flatten();
    let idiom = fewer.map(|least| (least, number.value.to_integer() as i32));
    let value = long(number, counted.grain)
        .unwrap_or_else(|| timex(&plain(&number.rational()), counted.grain))
        .into();
    Duration { number, grain: counted.grain, idiom, order: counted.order, value }
}

/// The value of decades, centuries and millennia, in years: half a century is `P50Y`.
fn long(number: Number, grain: Grain) -> Option<String> {
    let years = match grain {
        Grain::Decade => 10,
        Grain::Century => 100,
        Grain::Millennium => 1000,
        _ => return None,
    };
    let value = number.value.checked_mul(&Ratio::from_integer(years))?;
    Some(timex(&plain(&Number { value, ..number }.rational()), Grain::Year))
}

/// The fewest days that a count of days may mean in the language: "huit jours" are a week.
fn idiom(input: Stream<'_>, number: Number) -> Option<i32> {
    let idioms = &input.passage.lexicon.idioms;
    idioms.iter().find(|idiom| i64::from(idiom.0) == number.value.to_integer()).map(|idiom| idiom.1)
}

/// The days of a common year and a common month, beside which shorter units are told.
const fn common(grain: Grain) -> Option<i64> {
    match grain {
        Grain::Year => Some(365),
        Grain::Month => Some(30),
        _ => None,
    }
}

/// The fewest and the most days that years or months with weeks or days may have: with leap days, and months
/// that are long or short, "11 years and 208 days" are 4,223 to 4,226.
fn leeway(parts: &[(Number, Grain)], finest: Grain) -> Option<(i32, i32)> {
    let whole =
        |number: Number| i32::try_from(number.value.to_integer()).ok().filter(|_| number.value.is_integer());
    let mut bounds = (0_i32, 0_i32);
    for &(number, grain) in parts {
        let count = whole(number)?;
        let (least, most) = match grain {
            Grain::Year => (
                count.checked_mul(365)?.checked_add(count / 5)?,
                count.checked_mul(365)?.checked_add(count / 4 + 1)?,
            ),
            Grain::Month => (count.checked_mul(30)?.checked_sub(2)?, count.checked_mul(31)?),
            Grain::Week => (count.checked_mul(7)?, count.checked_mul(7)?),
            Grain::Day => (count, count),
            _ => return None,
        };
        bounds = (bounds.0.checked_add(least)?, bounds.1.checked_add(most)?);
    }
    (matches!(finest, Grain::Day | Grain::Week) && parts.iter().any(|part| part.1 >= Grain::Month))
        .then_some(bounds)
}

/// Several units as one length, counted in the finest: "2 h 15" is 135 minutes.
fn composed(parts: &[(Number, Grain)]) -> Option<Reading> {
    let finest = parts.last()?.1;
    let mut total = Ratio::from_integer(0_i64);
    let (mut days, mut hours) = (String::from("P"), String::new());
    for &(number, grain) in parts {
        let each = common(grain).filter(|_| finest < Grain::Month).map_or(size(grain)?, |days| days * 86_400);
        let each = each / size(finest)?;
        total = total.checked_add(&number.value.checked_mul(&Ratio::from_integer(each))?)?;
        let count = plain(&number.rational());
        let text = timex(&count, grain);
        match text.strip_prefix("PT") {
            Some(text) => hours.push_str(text),
            None => days.push_str(text.strip_prefix('P').unwrap_or(&text)),
        }
    }
    let value = if hours.is_empty() { days } else { format!("{days}T{hours}") };
    let number = Number { value: total, digit: 0, whole: true };
    let length = Duration {
        number,
        grain: finest,
        idiom: leeway(parts, finest),
        order: Order::Any,
        value: value.into(),
    };
    let timex = Timex::Duration(Box::new(length));
    Some(Reading { quantity: Some(Quantity::exact(number)), ..Reading::time(Kind::Duration, timex) })
}

/// The size of a unit in seconds; of months and years (which have no fixed size) in twelfths that only mix with each other.
fn size(grain: Grain) -> Option<i64> {
    Some(match grain {
        Grain::Second => 1,
        Grain::Minute => 60,
        Grain::Hour => 3600,
        Grain::Day => 86_400,
        Grain::Week => 7 * 86_400,
        Grain::Month => 30 * 86_400,
        Grain::Year => 360 * 86_400,
        _ => return None,
    })
}

/// The TIMEX3 value of a count of units: `P3Y`, `PT2H`.
pub(super) fn timex(count: &str, grain: Grain) -> String {
    let hundred = |times: &str| if count == "X" { "X".into() } else { format!("{count}{times}") };
    match grain {
        Grain::Second => format!("PT{count}S"),
        Grain::Minute => format!("PT{count}M"),
        Grain::Hour => format!("PT{count}H"),
        Grain::DayPart => format!("P{count}NI"),
        Grain::Day => format!("P{count}D"),
        Grain::Weekend => format!("P{count}WE"),
        Grain::Week => format!("P{count}W"),
        Grain::Month => format!("P{count}M"),
        Grain::Quarter => format!("P{count}Q"),
        Grain::Season | Grain::Half => format!("P{count}H"),
        Grain::Year => format!("P{count}Y"),
        Grain::Decade => format!("P{}Y", hundred("0")),
        Grain::Century => format!("P{}Y", hundred("00")),
        Grain::Millennium => format!("P{}Y", hundred("000")),
    }
}
