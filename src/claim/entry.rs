//! The ledger as plain data, for reports.

use super::{Claim, Ledger};
use crate::{
    diagnostic::{Entry, NumberFields, TimeFields},
    lexicon::Lexicon,
    parse::Unit,
    value::{Bound, Quantity, Timex, calendar, number::plain},
};

/// The claims of a ledger as reports show them.
pub fn entries(ledger: &Ledger, lexicon: &Lexicon) -> Vec<Entry> {
    ledger.claims.iter().map(|claim| entry(claim, ledger, lexicon)).collect()
}

fn entry(claim: &Claim, ledger: &Ledger, lexicon: &Lexicon) -> Entry {
    let mention = &claim.mention;
    Entry {
        span: claim.source,
        kind: mention.kind.name(),
        status: claim.status,
        number: mention.quantity.as_ref().and_then(number),
        unit: match mention.unit {
            Unit::None => length(mention.timex.as_ref())
                .or_else(|| claim.phrase.as_ref().map(|phrase| ledger.nouns.lemma(phrase.head).to_owned())),
            Unit::Code(code) => lexicon.codes.get(usize::from(code)).map(ToString::to_string),
        },
        approx: mention.quantity.as_ref().map(|quantity| quantity.approx.sense.name()),
        time: mention.timex.as_ref().map(time),
    }
}

/// The unit of a duration or age: `a mo wk d h min s`.
fn length(timex: Option<&Timex>) -> Option<String> {
    match timex {
        Some(Timex::Duration(length)) => Some(length.grain.unit().to_owned()),
        _ => None,
    }
}

fn number(quantity: &Quantity) -> Option<NumberFields> {
    let interval = quantity.admitted(None)?;
    let (least, most) = quantity.ends();
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
    let day = |day| calendar::date(day).map(|date| date.format("%Y-%m-%d").to_string());
    let days = timex.days();
    TimeFields {
        timex: timex.value().to_owned(),
        from: days.and_then(|days| day(days.from)),
        to: days.and_then(|days| day(days.to)),
        yearless: matches!(timex, Timex::Date(date) if date.yearless),
    }
}
