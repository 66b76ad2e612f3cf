//! Dates that words reckon from the document's own: "hier", "last month", "il y a trois ans".
//!
//! | function | is worth |
//! | --- | --- |
//! | `reckoned(a)` | the days that such words mean; of weeks, a little more on either side |
//! | `placed(a, b)` | the days of a date, in the year that puts it nearest to `b` where it has none |
//! | `ago(a, b)`, `ahead(a, b)` | the days so long before or after publication, to the grain of `b` |
//! | `today` | the day of publication |
//! | `meant(a)` | the days that relative words mean, no more |
//! | `this_year` | the year of publication; about New Year also the one beside |

use chrono::Datelike;

use super::{dates::written_year, judge::Bindings, time, wording::Wording};
use crate::{
    claim::{Anchor, Claim},
    parse::Kind,
    rule::Expr,
    value::{
        Interval, Rational, Timex,
        calendar::{self, Day, Days},
        timex::{Date, Duration, Grain, Reckoning},
    },
};

/// Within how many days a weekday is so near that *next* may pass over it.
const SOON: i32 = 5;

/// How many days a week may be felt to begin earlier or end later than on its Monday and Sunday.
const WEEK: i32 = 2;

/// The months at either end of a year in which people still, or already, count from the one beside.
const EARLY: u8 = 3;
const LATE: u8 = 10;

/// From when on a year in brackets may be that of a text without a date.
const RECENT: i32 = 2020;

/// How far from publication a day without its year is surely that of its news, and one with it, in days.
const NEWS: i32 = 20;
const SEASON: i32 = 60;

/// Whether claims are dates that only the document's date makes known: "hier", "last month", "lundi prochain".
pub fn is_relative(claim: &Claim) -> bool {
    date(claim).is_some_and(|date| {
        matches!(date.reckoning, Reckoning::Shift(..) | Reckoning::Last | Reckoning::Next)
            && date.days.is_some()
            && date.end.is_none()
            && date.grain <= Grain::Year
            && date.grain != Grain::Season
    })
}

/// Whether claims are dates in their own right, with a day, month or year written.
pub fn is_plain(claim: &Claim) -> bool {
    claim.mention.kind == Kind::Date
        && date(claim).is_some_and(|date| {
            date.reckoning == Reckoning::Plain
                && date.end.is_none()
                && date.grain <= Grain::Year
                && !date.fiscal
                && (date.month.is_some() || date.year.is_some())
                && !is_weekday(claim)
        })
}

/// Whether claims are weekdays and no more: "samedi".
pub fn is_weekday(claim: &Claim) -> bool {
    let one = claim.mention.end == claim.mention.first + 1;
    date(claim).is_some_and(|date| one && date.weekday.is_some())
}

/// The functions of sentences that reckon from the document's date.
pub fn function(name: &str, arguments: &[Expr], on: &Bindings<'_>) -> Option<Interval> {
    let claim = |at: usize| match arguments.get(at) {
        Some(Expr::Role(role)) => on.claim(*role),
        _ => None,
    };
    let published = on.published?;
    match name {
        "reckoned" => days_meant(date(claim(0)?)?, published),
        "placed" => placed(date(claim(0)?)?, claim(1), published),
        "ago" | "ahead" => {
            let back = name == "ago";
            so_far(claim(0)?, date(claim(1)?)?, published, back)
        }
        "lately" => lately(date(claim(0)?)?, published).map(within),
        "today" => Some(within(published.days()?)),
        "weekday" => {
            let date = date(claim(0)?)?;
            let shown = date.weekday.filter(|_| is_weekday_only(date));
            let weekday = shown.or_else(|| date.only_day().map(calendar::weekday))?;
            Some(Interval::point(whole(weekday.number_from_monday())))
        }
        "this_year" => Some(this_year(published)),
        "meant" => date(claim(0)?)?.days.map(within),
        _ => None,
    }
}

fn is_weekday_only(date: &Date) -> bool {
    date.weekday.is_some() && date.reckoning == Reckoning::Plain && (date.yearless || date.days.is_none())
}

fn date(claim: &Claim) -> Option<&Date> {
    claim.mention.timex.as_ref()?.date()
}

fn whole(number: impl Into<i128>) -> Rational {
    Rational::from_integer(number.into())
}

fn within(days: Days) -> Interval {
    Interval::closed(whole(days.from), whole(days.to - 1))
}

/// The days that relative words mean; "next Monday" is also the one after, where the first is only some days away.
fn days_meant(date: &Date, published: Anchor) -> Option<Interval> {
    let days = match (date.weekday, date.reckoning) {
        (Some(weekday), Reckoning::Next | Reckoning::Last) => {
            weekday_from(date.reckoning, weekday, published.day?)?
        }
        _ => date.days?,
    };
    let (before, after) = match (date.grain, date.reckoning) {
        (Grain::Week | Grain::Weekend, _) => (WEEK, WEEK),
        // Written on the eve of its publication.
        (_, Reckoning::Shift(_, Grain::Day)) => (1, 0),
        (Grain::Day, Reckoning::Next) if days.from - published.day? <= SOON => (0, 7),
        (Grain::Day, Reckoning::Last) if published.day? - days.from <= SOON => (7, 0),
        _ => (0, 0),
    };
    Some(within(Days { from: days.from.checked_sub(before)?, to: days.to.checked_add(after)? }))
}

/// The next or the last day of a weekday.
fn weekday_from(reckoning: Reckoning, weekday: chrono::Weekday, own: Day) -> Option<Days> {
    let days = if reckoning == Reckoning::Next { own + 1..own + 8 } else { own - 7..own };
    let mut days = days.filter(|&day| calendar::weekday(day) == weekday);
    days.next().map(|from| Days { from, to: from + 1 })
}

/// Whether claims are the next or last such weekday with its date: "next Monday, 22 December".
pub fn is_named_day(claim: &Claim) -> bool {
    date(claim).is_some_and(|date| {
        matches!(date.reckoning, Reckoning::Next | Reckoning::Last)
            && date.weekday.is_some()
            && date.day.is_some()
            && date.month.is_some()
            && date.end.is_none()
            && written_day(claim)
    })
}

/// Whether a date has more words than "next Monday": its day is written.
fn written_day(claim: &Claim) -> bool {
    claim.mention.end > claim.mention.first + 3
}

/// The days of a date, in the year that puts it nearest to another or to publication where it has none.
fn placed(date: &Date, near: Option<&Claim>, published: Anchor) -> Option<Interval> {
    if written_year(date).is_some() || date.month.is_none() {
        return date.days.map(within);
    }
    let there = near.and_then(self::date).and_then(|near| near.days).map(|days| days.from);
    let there = there.or_else(|| published.middle())?;
    let year = calendar::date(there)?.year();
    let of = |year: i32| Date { year: Some(year), ..date.clone() }.settled().days;
    (year - 1..=year + 1).filter_map(of).min_by_key(|days| (days.from - there).abs()).map(within)
}

/// The days of a date that is told as news: without its year only where it is so near that no other is meant.
fn lately(date: &Date, published: Anchor) -> Option<Days> {
    if written_year(date).is_some() {
        return date.days;
    }
    let own = published.day?;
    let of = |year: i32| Date { year: Some(year), ..date.clone() }.settled().days;
    let years = published.year.checked_sub(1)?..=published.year.checked_add(1)?;
    let nearest = years.filter_map(of).min_by_key(|days| (days.from - own).abs())?;
    (date.grain <= Grain::Day && (nearest.from - own).abs() <= NEWS).then_some(nearest)
}

/// Whether claims are days within two months of the publication.
pub fn is_news(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let near = |claim: &&Claim| {
        let (days, own) = (lately(date(claim)?, on.published?)?, on.published?.day?);
        Some(days.to - days.from == 1 && (days.from - own).abs() <= SEASON)
    };
    claims.iter().all(|claim| near(claim) == Some(true))
}

/// Whether a weekday is the eve of the day that words reckon: the text was written the day before its publication.
pub fn on_the_eve(claims: &[&Claim]) -> bool {
    let [reckoned, named] = claims else { return false };
    let day = date(reckoned).and_then(Date::only_day);
    let named = date(named).and_then(|named| named.weekday);
    day.zip(named).is_some_and(|(day, named)| calendar::weekday(day) == named.succ())
}

/// Whether claims are single days.
pub fn is_day(claim: &Claim) -> bool {
    date(claim).is_some_and(|date| date.grain == Grain::Day && date.end.is_none())
}

/// Whether claims have the year of publication in writing, or a later one: "(2025)" after a fact is the date of its telling.
pub fn of_publication(claim: &Claim, on: &Bindings<'_>) -> bool {
    let year = date(claim).and_then(written_year);
    year.is_none_or(|year| on.published.map_or(year >= RECENT, |own| year >= own.year))
}

/// Whether claims are reckoned in days: "hier", "in two days".
pub fn is_daily(claim: &Claim) -> bool {
    date(claim).is_some_and(|date| matches!(date.reckoning, Reckoning::Shift(_, Grain::Day)))
}

/// The days so long before or after publication. Of years, those that the calendar counts where only a year is compared.
fn so_far(length: &Claim, to: &Date, published: Anchor, back: bool) -> Option<Interval> {
    let Some(Timex::Duration(duration)) = &length.mention.timex else { return None };
    if duration.grain == Grain::Year && to.grain >= Grain::Season {
        return calendar_years(length, published, back);
    }
    let (least, most) = reach(length, duration)?;
    let days = published.days()?;
    let (from, to) = if back {
        (days.from.checked_sub(most)?, (days.to - 1).checked_sub(least)?)
    } else {
        (days.from.checked_add(least)?, (days.to - 1).checked_add(most)?)
    };
    Some(Interval::closed(whole(from), whole(to)))
}

/// The fewest and the most days that a length may be; days may be counted with both ends or with none.
fn reach(length: &Claim, duration: &Duration) -> Option<(Day, Day)> {
    let values = time::length(length)?;
    let whole = |value: Rational| i32::try_from(value.to_integer()).ok();
    let slack = i32::from(duration.grain == Grain::Day);
    let (least, most) = (whole(values.lower?.at.floor())?, whole(values.upper?.at.ceil())?);
    Some((least.checked_sub(slack)?, most.checked_add(slack)?))
}

/// The calendar years so many years away; about New Year those beside too, and round tens roughly.
fn calendar_years(length: &Claim, published: Anchor, back: bool) -> Option<Interval> {
    let quantity = length.mention.quantity?;
    let number = quantity.low.rational();
    let count = i32::try_from(number.round().to_integer()).ok()?;
    let round = if count >= 20 && count % 10 == 0 { count / 10 } else { 0 };
    let hedge = i32::from(quantity.approx.sense.name() != "exact") * (1 + count / 10);
    let early = i32::from(published.month.is_none_or(|month| month <= EARLY));
    let late = i32::from(published.month.is_none_or(|month| month >= LATE));
    let middle = if back { published.year.checked_sub(count)? } else { published.year.checked_add(count)? };
    let slack = round.max(hedge);
    let first = middle.checked_sub(slack.max(early))?;
    let last = middle.checked_add(slack.max(late))?;
    Some(within(calendar::years(first, last.checked_add(1)?)?))
}

/// The year of publication; about New Year also the one beside.
fn this_year(published: Anchor) -> Interval {
    let early = i32::from(published.month.is_none_or(|month| month < EARLY));
    let late = i32::from(published.month.is_none_or(|month| month >= LATE));
    Interval::closed(whole(published.year - early), whole(published.year + late))
}

/// A value of these functions in words: a day, a month, a year, or a stretch.
pub fn worded(name: &str, value: &Interval, wording: &Wording) -> Option<String> {
    let (least, most) = (value.lower?.at, value.upper?.at);
    match name {
        "reckoned" | "meant" | "placed" | "lately" | "ago" | "ahead" | "today" => {
            let day = |value: Rational| i32::try_from(value.to_integer()).ok();
            stretch(day(least)?, day(most)?, wording)
        }
        "weekday" => {
            let number = u8::try_from(least.to_integer()).ok()?.checked_sub(1)?;
            Some(wording.weekday(chrono::Weekday::try_from(number).ok()?).to_owned())
        }
        _ => None,
    }
}

/// Whether a function of this file is worth one day, which stands among words with its article.
pub fn is_one_day(name: &str, expr: &Expr, on: &Bindings<'_>) -> bool {
    let Expr::Call(_, arguments) = expr else { return false };
    let days = ["meant", "reckoned", "placed", "lately", "ago", "ahead", "today"].contains(&name);
    let value = if days { function(name, arguments, on) } else { None };
    value.is_some_and(|value| value.lower.map(|bound| bound.at) == value.upper.map(|bound| bound.at))
}

/// Some days as people name them: `7 December 2014`, `November 2014`, `2011`, `from one to the other`.
pub fn stretch(first: Day, last: Day, wording: &Wording) -> Option<String> {
    let (from, to) = (calendar::date(first)?, calendar::date(last)?);
    let next = calendar::date(last.checked_add(1)?)?;
    let opens = (from.month(), from.day()) == (1, 1) && (next.month(), next.day()) == (1, 1);
    Some(if first == last {
        wording.day(first, true)
    } else if opens && from.year() == to.year() {
        from.year().to_string()
    } else if opens {
        wording.range(&from.year().to_string(), &to.year().to_string())
    } else if (from.year(), from.month(), from.day(), next.day()) == (to.year(), to.month(), 1, 1) {
        wording.month(from.year(), from.month())
    } else {
        let one_month = (from.year(), from.month()) == (to.year(), to.month());
        let start = wording.day(first, from.year() != to.year());
        let start = if one_month { start.split(' ').next().unwrap_or_default().to_owned() } else { start };
        wording.range(&start, &wording.day(last, true))
    })
}
