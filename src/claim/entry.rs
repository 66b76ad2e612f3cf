//! The ledger as plain data, for reports.

use smol_str::{SmolStr, format_smolstr};

use super::{Claim, Ledger, Moment, Reach, resolve};
use crate::{
    diagnostic::{Entry, NumberFields, Status, TimeFields},
    lexicon::Lexicon,
    parse::{Mention, Unit},
    text::Span,
    value::{
        Bound, Quantity, Timex, calendar,
        number::{Rational, plain},
    },
};

/// The claims of a ledger as reports show them.
pub fn entries(ledger: &Ledger, lexicon: &Lexicon) -> Vec<Entry> {
    ledger.claims.iter().map(|claim| entry(claim, ledger, lexicon)).collect()
}

fn entry(claim: &Claim, ledger: &Ledger, lexicon: &Lexicon) -> Entry {
    let mut entry = of_mention(&claim.mention, claim.source, lexicon);
    entry.status = claim.status;
    if let (Some(time), Some(reach)) = (&mut entry.time, &claim.reach) {
        (time.from, time.to) = (reach.from.and_then(iso), reach.to.and_then(iso));
    }
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
        time: mention.timex.as_ref().map(|timex| Box::new(time(timex, resolve::own(timex).as_ref()))),
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

fn time(timex: &Timex, reach: Option<&Reach>) -> TimeFields {
    let yearless = timex.date().is_some_and(|date| date.yearless);
    let (from, to) = reach.map_or((None, None), |reach| (reach.from, reach.to));
    TimeFields { timex: timex.value().into(), from: from.and_then(iso), to: to.and_then(iso), yearless }
}

/// A day, or a day and a time of it: `2014-12-08T14:30`.
fn iso(at: Moment) -> Option<SmolStr> {
    let day = calendar::date(at.day)?.format("%Y-%m-%d");
    let Some(second) = at.second else { return Some(format_smolstr!("{day}")) };
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    Some(match seconds {
        0 => format_smolstr!("{day}T{hours:02}:{minutes:02}"),
        seconds => format_smolstr!("{day}T{hours:02}:{minutes:02}:{seconds:02}"),
    })
}
