//! The conditions that make a match a relation at all: same unit, same kind of thing.

use super::{
    apiece::apiece,
    clock, convert, era, factor,
    judge::{Bindings, written},
    listed, parts, reckoned, result, search, telling, time,
};
use crate::{
    claim::{Claim, lemma},
    lexicon::Set,
    parse::{Kind, TokenKind, Unit},
    rule::Role,
    value::Rational,
};

/// Whether a condition of a rule holds of the claims in some roles.
///
/// Every name in [`crate::rule::CONDITIONS`] has its arm; another does not pass the loading of a rule.
#[allow(clippy::too_many_lines, reason = "a table: an arm a condition")]
pub fn holds(name: &str, roles: &[Role], on: &Bindings<'_>) -> bool {
    let claims: Vec<&Claim> = roles.iter().flat_map(|&role| on.claims(role)).collect();
    let all_pairs = |same: fn(&Claim, &Claim) -> bool| {
        claims.iter().enumerate().all(|(at, a)| claims[at + 1..].iter().all(|b| same(a, b)))
    };
    match name {
        "alike" => all_pairs(alike) && !parts::respective(&claims, on),
        "nearest" => time::nearest(&claims, on),
        "years_old" => claims.iter().all(|claim| time::in_years(claim)),
        "hyphened" => claims.iter().all(|claim| claim.mention.end - claim.mention.first >= 3),
        "counted_days" => claims.iter().all(|claim| time::counts_days(claim)),
        "happened" => telling::happened(&claims, on),
        "past" => telling::past(&claims, on),
        "alone" => telling::alone(&claims, on),
        "cast" => claims.iter().all(|claim| result::is_cast(claim, on)),
        "convertible" => claims.windows(2).all(|pair| convert::convertible(pair[0], pair[1], on)),
        "year_named" => claims.iter().all(|claim| {
            let date = claim.mention.timex.as_ref().and_then(|timex| timex.date());
            date.is_some_and(|date| date.year.is_some() && date.month.is_none() && date.end.is_none())
        }),
        "slipped" => convert::slipped(&claims),
        "not_round" => !telling::round(&claims, on),
        "spanning" => claims.iter().all(|claim| time::spans(claim)),
        "one_year" => time::one_year(&claims),
        "era" => claims.iter().all(|claim| era::is_era(claim)),
        "quarterly" => claims.iter().all(|claim| era::is_quarter(claim)),
        "monthly" => claims.iter().all(|claim| era::is_month(claim)),
        "with_year" => claims.iter().all(|claim| era::has_year(claim)),
        "one_clock" => clock::one_clock(&claims, on),
        "clocked" => claims.iter().all(|claim| clock::is_length(claim)),
        "relative" => claims.iter().all(|claim| reckoned::is_relative(claim)),
        "absolute" => claims.iter().all(|claim| reckoned::is_plain(claim)),
        "lone_year" => era::lone_year(&claims, on),
        "year_count" => claims.iter().all(|claim| claim.mention.unit == Unit::None || time::in_years(claim)),
        "lone_clocks" => clock::alone(&claims, on),
        "nearest_time" => clock::nearest(&claims, on),
        "named_day" => claims.iter().all(|claim| reckoned::is_named_day(claim)),
        "day_named" => claims.iter().all(|claim| reckoned::is_day(claim)),
        "published" => claims.iter().all(|claim| reckoned::of_publication(claim, on)),
        "months_named" => claims.iter().all(|claim| era::names_month(claim)),
        "of_months" => claims.iter().all(|claim| era::of_months(claim)),
        "eve" => reckoned::on_the_eve(&claims),
        "daily" => claims.iter().all(|claim| reckoned::is_daily(claim)),
        "news" => reckoned::is_news(&claims, on),
        "weekday" => claims.iter().all(|claim| reckoned::is_weekday(claim)),
        "unrivalled" => parts::unrivalled(&claims, on),
        "tied" => !parts::astray(&claims, on) && (parts::adjacent(&claims) || parts::unrivalled(&claims, on)),
        "unfilled" => super::whole::unfilled(&claims, on),
        "renamed" => renamed(&claims, on),
        "compounds" => compounds(&claims, on),
        "unexplained" => super::whole::unexplained(&claims, on),
        "smaller" => {
            let Some((last, others)) = claims.split_last() else { return false };
            others.iter().all(|claim| written(claim) < written(last))
        }
        "between" => claims.iter().all(|claim| on.scene.has_cue(claim.mention.first as usize, Set::BETWEEN)),
        "final" => is_final(&claims, on),
        "many" => claims.len() > 2,
        "one_place" => parts::one_place(&claims, on),
        "disjoint" => parts::disjoint(&claims, on),
        "near" => parts::near(&claims),
        "length" => claims.iter().all(|claim| is_length(claim, on)),
        "bare" => claims.iter().all(|claim| claim.mention.kind == Kind::Number),
        "counted" => parts::counted(&claims, on),
        "one_base" => parts::one_base(&claims),
        "one_time" => one_time(&claims, on),
        "untiled" => parts::untiled(&claims),
        "unnumbered" => !claims
            .iter()
            .enumerate()
            .all(|(at, claim)| written(claim) == Some(Rational::from_integer(at as i128 + 1))),
        "same_unit" => all_pairs(same_unit),
        "speeds" => factor::speeds(&claims, on),
        "apiece" => apiece(&claims, on),
        "same_noun" => all_pairs(same_noun),
        "contrasted" => search::contrasted(&claims, on),
        "in_order" => search::in_order(&claims),
        "after_than" => search::after_than(&claims, on),
        "resumes" => search::resumes(&claims, on),
        "of_unit" => search::of_unit(&claims),
        "dated_apart" => dated_apart(&claims, on),
        "alone_in_list" => claims.iter().all(|claim| listed::alone(claim, on)),
        "one_scale" => listed::one_scale(&claims),
        "opened_out_of" => claims.iter().all(|claim| listed::opened(claim, on)),
        "single" => single(&claims, on),
        "leading" => claims.iter().all(|claim| leading(claim, on)),
        "unnamed" => claims.iter().all(|claim| parts::unnamed(claim, on)),
        "gathers" => parts::gathers(&claims, on),
        "next_to" => parts::adjoining(&claims, on),
        "topical" => claims.iter().all(|claim| topical(claim, on)),
        "compared" => claims.iter().all(|claim| compared(claim, on)),
        "parallel" => !claims.windows(2).any(|pair| pair[0].phrase.is_none() && pair[1].phrase.is_some()),
        "whole" => claims.iter().all(|claim| {
            claim.mention.quantity.is_some_and(|quantity| {
                quantity.low.rational().is_integer() && quantity.high.rational().is_integer()
            })
        }),
        "positive" => claims.iter().all(|claim| {
            claim.mention.quantity.is_some_and(|quantity| quantity.ends().0.value > num_traits::Zero::zero())
        }),
        "person" => claims.iter().all(|claim| claim.phrase.as_ref().is_some_and(|phrase| phrase.person)),
        "named" => claims.iter().all(|claim| claim.phrase.is_some()),
        "range" => {
            claims.iter().all(|claim| claim.mention.quantity.is_some_and(|quantity| quantity.is_range()))
        }
        "plain" => claims.iter().all(|claim| {
            claim.mention.quantity.is_some_and(|quantity| quantity.approx.sense.name() == "exact")
        }),
        "bounded" => claims.iter().all(|claim| {
            claim.mention.quantity.is_some_and(|quantity| quantity.approx.sense.name() != "exact")
        }),
        "dated" => claims
            .iter()
            .all(|claim| claim.mention.timex.as_ref().is_some_and(|timex| timex.days().is_some())),
        _ => false,
    }
}

/// How many claims on either side are looked at: so many that only a list without end has more.
const REACH: usize = 64;

/// The claims said before another, from a sentence on.
pub(super) fn before<'a>(claim: &Claim, sentence: u32, on: &Bindings<'a>) -> &'a [Claim] {
    let to = on.claims.partition_point(|other| other.mention.first < claim.mention.first);
    let from = on.claims.partition_point(|other| other.sentence < sentence);
    on.claims.get(from.max(to.saturating_sub(REACH))..to).unwrap_or_default()
}

/// Whether no other value of the same kind follows the ones compared in their sentence:
/// "passé de 500 à 550, puis 650".
fn is_final(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let Some(last) = claims.iter().max_by_key(|claim| claim.mention.first) else { return false };
    let after = |claim: &&Claim| claim.mention.first > last.mention.first && claim.sentence == last.sentence;
    let near =
        |claim: &Claim| claim.mention.first <= last.mention.end + NEXT && claim.mention.quantity.is_some();
    let bound = |claim: &Claim| {
        let places = on.relation.bound.iter();
        places.map(|bound| &on.claims[bound.1]).any(|one| one.mention.first == claim.mention.first)
    };
    !on.claims.iter().filter(after).any(|claim| near(claim) && !bound(claim) && alike(claim, last))
}

/// Within how many tokens a further value of the same series follows.
const NEXT: u32 = 8;

/// Whether a claim is a length: heights and depths are named from either end.
fn is_length(claim: &Claim, on: &Bindings<'_>) -> bool {
    let Unit::Code(code) = claim.mention.unit else { return false };
    let codes = &on.scene.passage.lexicon.codes;
    claim.mention.kind == Kind::Measure
        && codes.get(usize::from(code)).is_some_and(|code| LENGTHS.contains(&&**code))
}

/// UCUM codes of lengths.
const LENGTHS: &[&str] = &["m", "km", "cm", "mm", "[ft_i]", "[in_i]", "[mi_i]", "[yd_i]", "[nmi_i]"];

/// Whether at most one date stands among the claims, besides the weekday that they were told on: two dates are two times.
fn one_time(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let (Some(first), Some(last)) = (claims.first(), claims.last()) else { return true };
    let after = on.claims.partition_point(|claim| claim.mention.first <= last.mention.first);
    let rest = on.claims[after..].iter().take(REACH).take_while(|claim| claim.sentence <= last.sentence);
    let from = on.claims.partition_point(|claim| claim.mention.first < first.mention.first);
    let between = on.claims.get(from..after).unwrap_or_default();
    let said = before(first, first.sentence, on).iter().chain(between).chain(rest);
    let (days, others): (Vec<&Claim>, Vec<&Claim>) =
        said.filter(|claim| claim.mention.kind == Kind::Date).partition(|claim| reckoned::is_weekday(claim));
    days.len() < 2 && others.len() < 2
}

/// Whether a figure is so much more or less: "36 cas de moins".
fn compared(claim: &Claim, on: &Bindings<'_>) -> bool {
    let sets = ["more", "fewer"].map(|name| on.scene.passage.lexicon.sets.get(name));
    let says = |at: usize| sets.iter().flatten().any(|&set| on.scene.has_cue(at, set));
    let end = claim.mention.end as usize;
    (end..end + COMPARED).any(says)
}

/// Within how many tokens after a figure "more" or "less" is said of it.
const COMPARED: usize = 4;

/// Whether two claims count one noun.
fn same_noun(a: &Claim, b: &Claim) -> bool {
    let head = |claim: &Claim| claim.phrase.as_ref().map(|phrase| phrase.head);
    head(a).is_some() && head(a) == head(b)
}

/// Within how many tokens of a figure the time is told that it is of.
const TIMED: u32 = 14;

/// Whether a date of its own stands near each of two claims: "310 in 2012 and 287 in 2013".
pub(super) fn dated_apart(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let moment = on.scene.passage.lexicon.sets.get("moment");
    let tells_time = |at: usize| {
        let sets = [Some(Set::FORMER), Some(Set::UPDATED), moment];
        sets.iter().flatten().any(|&set| on.scene.has_cue(at, set))
    };
    let near = |claim: &&Claim| {
        let (first, end) = (claim.mention.first, claim.mention.end);
        let from = on.claims.partition_point(|other| other.mention.end + TIMED < first);
        let around = on.claims[from..].iter().take_while(|other| other.mention.first <= end + TIMED);
        let dates = around.filter(|other| other.mention.kind == Kind::Date);
        let told = (first.saturating_sub(TIMED)..end + TIMED).find(|&at| tells_time(at as usize));
        dates
            .filter(|date| {
                date.mention.end <= first && first - date.mention.end <= TIMED
                    || date.mention.first >= end && date.mention.first - end <= TIMED
            })
            .map(|date| date.mention.first)
            .chain(told)
            .collect::<Vec<_>>()
    };
    let mut dates: Vec<u32> = claims.iter().flat_map(near).collect();
    dates.sort_unstable();
    dates.dedup();
    dates.len() >= claims.len()
}

/// Whether a claim names nothing, or what the sentence before its own already named: "fines … 36 fines".
fn topical(claim: &Claim, on: &Bindings<'_>) -> bool {
    let Some(phrase) = &claim.phrase else { return true };
    let passage = on.scene.passage;
    let head = lemma(passage, phrase.end as usize - 1);
    let (start, _) = on.scene.sentence(claim.mention.first as usize);
    let from = on.scene.sentence(start.saturating_sub(1)).0;
    (from..claim.mention.first as usize)
        .filter(|&at| passage.tokens[at].kind == TokenKind::Word)
        .any(|at| lemma(passage, at) == head)
}

/// Whether one noun stands right beside both claims: "une amende de 40.000 euros", "cette amende de 60.000 euros".
fn renamed(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let [first, second] = claims else { return false };
    let passage = on.scene.passage;
    let beside = |claim: &Claim| {
        let (from, end) = (claim.mention.first as usize, claim.mention.end as usize);
        let noun = |at: &usize| {
            let token = passage.tokens.get(*at);
            token.is_some_and(|token| {
                token.kind == TokenKind::Word
                    && on.scene.claim_over(*at).is_none()
                    && passage.word(*at).chars().count() > 3
                    && !passage.lexicon.terms.starts(token.word).has(Set::FUNCTION)
            })
        };
        let places = (from.saturating_sub(BESIDE)..from).chain(end..=end);
        places.filter(noun).map(|at| lemma(passage, at)).collect::<Vec<_>>()
    };
    let named = beside(first);
    beside(second).iter().any(|noun| named.contains(noun))
}

/// Within how many tokens before a claim the noun that it is of stands.
const BESIDE: usize = 3;

/// Whether the first claim is joined to the noun that the second counts: "a 1,240-seat theatre", "its 1,240 seats".
fn compounds(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let [first, second] = claims else { return false };
    let Some(phrase) = &second.phrase else { return false };
    let (passage, noun) = (on.scene.passage, first.mention.end as usize + 1);
    passage.tokens.get(noun).is_some_and(|token| token.kind == TokenKind::Word)
        && matches!(passage.word(noun - 1), "-" | "‑")
        && lemma(passage, noun) == lemma(passage, phrase.end as usize - 1)
}

/// Whether a claim is the first quantity of its sentence, and so no result of what was said in it.
pub(super) fn leading(claim: &Claim, on: &Bindings<'_>) -> bool {
    before(claim, claim.sentence, on).iter().all(|other| other.mention.quantity.is_none())
}

/// Whether no other quantity stands between the first and the last of some claims.
fn single(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let places = claims.iter().map(|claim| claim.mention.first);
    let (Some(first), Some(last)) = (places.clone().min(), places.max()) else { return false };
    let from = on.claims.partition_point(|claim| claim.mention.first <= first);
    let between = on.claims[from..].iter().take_while(|claim| claim.mention.first < last);
    let base = |claim: &Claim| {
        on.scene.claim_at(claim.mention.first as usize).is_some_and(|place| on.scene.is_base(place))
    };
    !between.into_iter().any(|claim| {
        claim.mention.quantity.is_some()
            && !base(claim)
            && !claims.iter().any(|one| one.mention.first == claim.mention.first)
    })
}

/// Whether two claims count in one unit: the same currency or measure, or both plain counts.
///
/// A bare number after an amount takes its unit over ("from 4.2 billion euros to 4.6 billion").
pub fn same_unit(a: &Claim, b: &Claim) -> bool {
    let (one, other) = (&a.mention, &b.mention);
    let counted = |kind| matches!(kind, Kind::Number | Kind::Count);
    match (one.kind, other.kind) {
        (x, y) if counted(x) && counted(y) => true,
        (x, y) if x == y && matches!(x, Kind::Money | Kind::Measure) => one.unit == other.unit,
        (Kind::Age, Kind::Number) => time::in_years(a) && b.phrase.is_none(),
        (Kind::Duration | Kind::Age, Kind::Duration | Kind::Age) => one.unit == other.unit,
        (x, y) if x == y => true,
        (Kind::Money | Kind::Measure, Kind::Number) => bare(b) && !dwarfs(b, a),
        (Kind::Number, Kind::Money | Kind::Measure) => bare(a) && !dwarfs(a, b),
        (Kind::Percent, Kind::Ratio) | (Kind::Ratio, Kind::Percent) => true,
        _ => false,
    }
}

/// Whether a number stands without a unit or a noun of its own.
fn bare(claim: &Claim) -> bool {
    claim.mention.unit == Unit::None && claim.phrase.is_none()
}

/// Whether a bare number is so much larger than an amount that it is none of its unit: 30 millions beside 120 metres.
fn dwarfs(number: &Claim, amount: &Claim) -> bool {
    let value = |claim: &Claim| claim.mention.quantity.map(|quantity| quantity.high.rational());
    let (Some(number), Some(amount)) = (value(number), value(amount)) else { return false };
    num_traits::CheckedMul::checked_mul(&amount, &1000.into()).is_some_and(|far| number > far)
}

/// Whether two claims may count the same kind of thing: one unit, and nouns that do not part them.
///
/// People are counted under many names (soldiers, advisers); other nouns must be the same, or missing.
pub fn alike(a: &Claim, b: &Claim) -> bool {
    let nouns = match (&a.phrase, &b.phrase) {
        (Some(one), Some(other)) => {
            let grouped = a.group.is_some() && a.group == b.group;
            one.head == other.head || (one.person && other.person) || grouped
        }
        _ => true,
    };
    nouns && same_unit(a, b)
}

#[cfg(test)]
mod tests {
    use crate::rule::{CONDITIONS, FUNCTIONS};

    #[test]
    fn every_name_that_a_rule_may_use_means_something() {
        let arms = |source: &str, name: &str| source.contains(&format!("\"{name}\""));
        for (name, _) in CONDITIONS {
            let source = [include_str!("condition.rs"), include_str!("chain.rs")].concat();
            assert!(arms(&source, name), "{name}");
        }
        for name in FUNCTIONS {
            let own = [include_str!("judge.rs"), include_str!("time.rs"), include_str!("era.rs")];
            let more = [include_str!("clock.rs"), include_str!("reckoned.rs"), include_str!("result.rs")];
            let rest = [include_str!("convert.rs"), include_str!("compose.rs")];
            let source = [own.concat(), more.concat(), rest.concat()].concat();
            assert!(arms(&source, name), "{name}");
        }
    }
}
