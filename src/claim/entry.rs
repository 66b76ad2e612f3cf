//! The ledger as plain data, for reports.

use smol_str::{SmolStr, format_smolstr};

use super::{Claim, Ledger};
use crate::{
    diagnostic::{Entry, NumberFields, Status, TimeFields},
    lexicon::Lexicon,
    parse::{Mention, Unit},
    text::Span,
    value::{
        Bound, Quantity, Timex,
        calendar::{self, Day},
        number::{Rational, plain},
        timex::{Grain, Time},
    },
};

/// The claims of a ledger as reports show them.
pub fn entries(ledger: &Ledger, lexicon: &Lexicon) -> Vec<Entry> {
    ledger.claims.iter().map(|claim| entry(claim, ledger, lexicon)).collect()
}

fn entry(claim: &Claim, ledger: &Ledger, lexicon: &Lexicon) -> Entry {
    let mut entry = of_mention(&claim.mention, claim.source, lexicon);
    entry.status = claim.status;
    let noun = || claim.phrase.as_ref().map(|phrase| ledger.nouns.lemma(phrase.head).into());
    entry.unit = entry.unit.or_else(noun);
    entry
}

/// A mention at its place in the file, of nothing yet.
pub(super) fn of_mention(mention: &Mention, span: Span, lexicon: &Lexicon) -> Entry {
    Entry {
        span,
        kind: mention.kind.name(),
        status: Status::Unchecked,
        number: mention.quantity.as_ref().and_then(number).map(Box::new),
        unit: match mention.unit {
            Unit::None => length(mention.timex.as_ref()),
            Unit::Code(code) => lexicon.codes.get(usize::from(code)).map(|code| (&**code).into()),
        },
        approx: mention.quantity.as_ref().map(|quantity| quantity.approx.sense.name()),
        time: mention.timex.as_ref().map(time).map(Box::new),
    }
}

/// The unit of a duration or age: `a mo wk d h min s`.
fn length(timex: Option<&Timex>) -> Option<SmolStr> {
    match timex {
        Some(Timex::Duration(length)) => Some(length.grain.unit().into()),
        _ => None,
    }
}

fn number(quantity: &Quantity) -> Option<NumberFields> {
    let interval = quantity.admitted(None)?;
    let (least, most) = quantity.ends();
    let plain = |at: &Rational| SmolStr::from(plain(at));
    let ends = quantity.is_range().then(|| (plain(&least.rational()), plain(&most.rational())));
    let at = |bound: Option<Bound>| bound.map(|bound| plain(&bound.at));
    Some(NumberFields {
        value: plain(&least.rational()),
        lower: ends.as_ref().map_or_else(|| at(interval.lower), |ends| Some(ends.0.clone())),
        upper: ends.as_ref().map_or_else(|| at(interval.upper), |ends| Some(ends.1.clone())),
        lower_open: interval.lower.is_some_and(|bound| bound.open),
        upper_open: interval.upper.is_some_and(|bound| bound.open),
    })
}

fn time(timex: &Timex) -> TimeFields {
    let (from, to) = match timex {
        Timex::Time(time) if time.seconds.is_some() => moments(time),
        _ => (
            timex.days().and_then(|days| moment(days.from, 0)),
            timex.days().and_then(|days| moment(days.to, 0)),
        ),
    };
    let yearless = timex.date().is_some_and(|date| date.yearless);
    TimeFields { timex: timex.value().into(), from, to, yearless }
}

/// The stretch that a clock time takes on its day: from 14:30 to 14:31, at 5 p.m. from 17:00 to 18:00.
fn moments(time: &Time) -> (Option<SmolStr>, Option<SmolStr>) {
    let Some((day, start)) = time.date.as_ref().and_then(|date| date.only_day()).zip(time.seconds) else {
        return (None, None);
    };
    let length = match time.grain {
        Grain::Second => 1,
        Grain::Minute => 60,
        _ => 3600,
    };
    (clock(day, start), clock(day, time.until.unwrap_or(start + length)))
}

/// A day and a time of it: `2014-12-08T14:30`.
fn clock(day: Day, seconds: u32) -> Option<SmolStr> {
    let day = moment(day, seconds / 86_400)?;
    let (hours, minutes, seconds) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    Some(match seconds {
        0 => format_smolstr!("{day}T{hours:02}:{minutes:02}"),
        seconds => format_smolstr!("{day}T{hours:02}:{minutes:02}:{seconds:02}"),
    })
}

/// The date some days after a day.
fn moment(day: Day, later: u32) -> Option<SmolStr> {
    calendar::date(day + later as Day).map(|date| format_smolstr!("{}", date.format("%Y-%m-%d")))
}
