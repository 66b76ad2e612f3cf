//! The stretch of time that a claim denotes where it stands.
//!
//! Its own days are a matter of the words alone ("2016"); a preposition opens or
//! closes them ("after 2016", "d'ici vendredi"), a partner ends them ("de 1988 à
//! 1991"), and a length of time is laid out from the document's day or from a date
//! beside it ("il y a deux ans", "the last three months", "two weeks before Christmas").
//! Only reports use this; the rules reckon with the days and lengths themselves.

use super::{Anchor, bounds, lay, own, tense};
use crate::{
    claim::Claim,
    lexicon::Set,
    parse::{Before, Passage, Stream, TokenKind},
    value::{
        Sense,
        calendar::Day,
        timex::{Date, Duration, Grain, Order, Part, Timex},
    },
};

/// How many little words may stand between a claim and the word that bounds it: "before the end of the".
const LEAD: usize = 4;

/// A moment: a day, and seconds after its midnight where they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// Seconds after midnight.
    pub second: Option<u32>,
}

impl Moment {
    /// The beginning of a day.
    pub(super) const fn of(day: Day) -> Self {
        Self { day, second: None }
    }
}

/// A half-open stretch of time; an end that is open is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Its first moment.
    pub from: Option<Moment>,
    /// The moment after its last.
    pub to: Option<Moment>,
}

/// Works out the stretches of the temporal claims of a block, once they are resolved.
pub(super) fn reach(claims: &mut [Claim], passage: &Passage<'_>, sentences: &[u32], anchor: Option<Anchor>) {
    for at in 0..claims.len() {
        let place = Place { claims, at, passage, sentences, anchor };
        if let Some(moved) = place.turned_round() {
            shift(&mut claims[if moved.0 { at } else { at + 1 }], moved.1);
        }
    }
    for at in 0..claims.len() {
        let place = Place { claims, at, passage, sentences, anchor };
        let found = match &claims[at].mention.timex {
            None | Some(Timex::Set(_)) => None,
            Some(Timex::Duration(length)) => place.laid_out(length),
            Some(timex) => own::own(timex).map(|own| place.bounded(timex, own)),
        };
        claims[at].reach = found.map(Box::new);
    }
}

/// A temporal claim among the others of its block.
struct Place<'p> {
    claims: &'p [Claim],
    at: usize,
    passage: &'p Passage<'p>,
    sentences: &'p [u32],
    anchor: Option<Anchor>,
}

impl<'p> Place<'p> {
    fn claim(&self) -> &'p Claim {
        &self.claims[self.at]
    }

    fn start(&self) -> Stream<'p> {
        self.passage.from(self.claim().mention.first as usize)
    }

    fn rest(&self) -> Stream<'p> {
        self.passage.from(self.claim().mention.end as usize)
    }

    /// Whether a term of a set stands before, with no more than little words between.
    fn after(&self, set: Set) -> bool {
        let mut place = self.start();
        for _ in 0..=LEAD {
            if follows(place, set) {
                return true;
            }
            match before(place, Set::LEAD) {
                Some(back) => place = back,
                None => return false,
            }
        }
        false
    }

    /// The stretch of a date or time with what the words around make of it.
    fn bounded(&self, timex: &Timex, own: Reach) -> Reach {
        if matches!(timex, Timex::Date(date) if date.end.is_some()) || self.is_measured_from() {
            return own;
        }
        if let Some(end) = self.end() {
            return Reach { from: opening(timex, own), to: Some(end) };
        }
        let fine = timex.date().is_none_or(|date| date.grain <= Grain::Day);
        let point = fine || part(timex) == Part::Start;
        let rest = self.rest();
        if self.after(Set::FROM_NOW_TO)
            && let Some(now) = self.now()
        {
            Reach { from: Some(now), to: closing(timex, own) }
        } else if self.after(Set::TIME_UNTIL) {
            Reach { from: None, ..own }
        } else if self.after(Set::TIME_BEFORE) {
            Reach { from: None, to: if part(timex) == Part::End { own.to } else { own.from } }
        } else if self.after(Set::TIME_AFTER) {
            Reach { from: if point { own.from } else { own.to }, to: None }
        } else if self.after(Set::TIME_SINCE) || rest.term(Set::OR_LATER).is_some() {
            Reach { to: None, ..own }
        } else {
            own
        }
    }

    /// Whether the preposition before goes with a length: "two weeks *before* Christmas".
    fn is_measured_from(&self) -> bool {
        let Some(length) = self.at.checked_sub(1).map(|at| &self.claims[at]) else { return false };
        let rest = self.passage.from(length.mention.end as usize);
        let joints = [Set::TIME_BEFORE, Set::TIME_AFTER, Set::TIME_FROM, Set::STARTING];
        matches!(length.mention.timex, Some(Timex::Duration(_)))
            && joints
                .iter()
                .filter_map(|&set| rest.term(set))
                .any(|joint| leads(rest.skip(joint.length), self.claim()))
    }

    /// The claim that a joint ties to this one: "from 2010 *to 2018*"; and what is left where none stands.
    fn tied(&self) -> Option<(Stream<'p>, Option<&'p Claim>)> {
        let between = self.after(Set::RANGE_BETWEEN);
        let rest = self.rest();
        let joint = rest.term(Set::RANGE_TO).or_else(|| between.then(|| rest.term(Set::RANGE_AND))?)?;
        let rest = rest.skip(joint.length);
        Some((rest, self.claims.get(self.at + 1).filter(|next| leads(rest, next))))
    }

    /// Where a stretch that begins here ends: "from 2010 *to 2018*", "entre mars *et mai*", "from May *until now*".
    fn end(&self) -> Option<Moment> {
        let (rest, next) = self.tied()?;
        if rest.term(Set::NOW).is_some() {
            return self.now();
        }
        let next = next?;
        let timex = next.mention.timex.as_ref()?;
        let own = own::own(timex)?;
        let clocks = |timex: &Timex| matches!(timex, Timex::Time(time) if time.seconds.is_some());
        let mine = self.claim().mention.timex.as_ref()?;
        let alike = clocks(mine) == clocks(timex) || matches!(mine, Timex::Date(_));
        let end = closing(timex, own)?;
        let begins = own::own(mine)?.from?;
        (alike && begins.day <= end.day).then_some(end)
    }

    /// What sets two ends right that were each filled in by themselves, the second before the first:
    /// whether the first moves (else the second), and how far: days for weekdays, else a year.
    fn turned_round(&self) -> Option<(bool, Turn)> {
        let (first, other) = (open_day(self.claim())?, self.tied()?.1?);
        let second = open_day(other).filter(|second| second.grain == first.grain)?;
        let (begins, ends) = (first.days?.from, second.days?.from);
        if begins <= ends {
            return None;
        }
        let bare = |claim: &Claim| {
            (claim.mention.first..claim.mention.end)
                .all(|at| self.passage.tokens[at as usize].kind == TokenKind::Word)
        };
        if second.weekday.is_some() && bare(other) {
            return (begins - ends < 7).then_some((false, Turn::Week));
        }
        let own = self.anchor?.middle()?;
        let first_moves = (ends - own).abs() < (begins - own).abs();
        Some((first_moves, if first_moves { Turn::Year(-1) } else { Turn::Year(1) }))
    }

    fn now(&self) -> Option<Moment> {
        let anchor = self.anchor?;
        Some(Moment { day: anchor.day?, second: None })
    }

    /// The moment of writing, to the second where that is known and asked for.
    fn moment(&self, grain: Grain) -> Option<Moment> {
        let anchor = self.anchor?;
        let second = if grain < Grain::Day { Some(anchor.second?) } else { None };
        Some(Moment { day: anchor.day?, second })
    }

    /// The stretch or moment that a length of time reaches from the document's day or a date beside it.
    fn laid_out(&self, length: &Duration) -> Option<Reach> {
        self.beside(length).or_else(|| self.within(length)).or_else(|| self.reckoned(length))
    }

    /// "two weeks before Christmas", "trois jours après le 8 août", "for a week from 3 May".
    fn beside(&self, length: &Duration) -> Option<Reach> {
        let next = self.claims.get(self.at + 1)?;
        let date = next.mention.timex.as_ref().filter(|timex| timex.date().is_some())?;
        let joins = |set: Set| {
            let joint = self.rest().term(set);
            joint.is_some_and(|joint| leads(self.rest().skip(joint.length), next))
        };
        let own = own::own(date)?;
        let start = own.from?;
        let lay = |sign| lay::later(start, &length.value, sign);
        let sense = self.claim().mention.quantity.map_or(Sense::Exact, |quantity| quantity.approx.sense);
        if joins(Set::TIME_BEFORE) {
            let point = lay(-1)?;
            return Some(match sense {
                Sense::MoreThan | Sense::AtLeast => Reach { from: None, to: Some(point) },
                Sense::LessThan | Sense::AtMost => Reach { from: Some(point), to: Some(start) },
                _ => lay::point(point),
            });
        }
        let lasting = self.after(Set::LASTING) || self.rest().term(Set::STARTING).is_some();
        if lasting && (joins(Set::TIME_FROM) || joins(Set::STARTING)) {
            return Some(Reach { from: Some(start), to: lay(1) });
        }
        if joins(Set::TIME_AFTER) || joins(Set::TIME_FROM) {
            let point = lay(1)?;
            return Some(match sense {
                Sense::MoreThan | Sense::AtLeast => Reach { from: Some(point), to: None },
                Sense::LessThan | Sense::AtMost => Reach { from: Some(start), to: Some(point) },
                _ => lay::point(point),
            });
        }
        None
    }

    /// "the first ten days of last year", "les trois derniers mois de 2014".
    fn within(&self, length: &Duration) -> Option<Reach> {
        let next = self.claims.get(self.at + 1)?;
        let Some(Timex::Date(date)) = next.mention.timex.as_ref() else { return None };
        let of = self.rest().term(Set::DATE_OF)?;
        let leads = leads(self.rest().skip(of.length), next);
        let days = date.days.filter(|_| leads && length.grain < date.grain)?;
        if length.order == Order::First || self.after(Set::FIRST_N) {
            let from = Moment::of(days.from);
            return Some(Reach { from: Some(from), to: lay::later(from, &length.value, 1) });
        }
        if length.order == Order::Last || self.after(Set::LAST_N) {
            let to = Moment::of(days.to);
            return Some(Reach { from: lay::later(to, &length.value, -1), to: Some(to) });
        }
        None
    }

    /// "il y a deux ans", "in three days", "the last six months", "within a year".
    fn reckoned(&self, length: &Duration) -> Option<Reach> {
        let finest = lay::finest(&length.value)?;
        let now = self.moment(finest)?;
        let lay = |sign| lay::later(now, &length.value, sign);
        let rest = self.rest();
        if rest.term(Set::AGO).is_some() || self.after(Set::AGO_BEFORE) {
            return lay(-1).map(lay::point);
        }
        if rest.term(Set::FROM_NOW).is_some() {
            return lay(1).map(lay::point);
        }
        let whole = matches!(length.grain, Grain::Quarter | Grain::Decade);
        if length.order == Order::Last || self.after(Set::LAST_N) {
            let to = if whole { lay::floor(now, length.grain)? } else { now };
            return Some(Reach { from: lay::later(to, &length.value, -1), to: Some(to) });
        }
        if length.order == Order::Next || self.after(Set::NEXT_N) {
            let from = match length.grain {
                Grain::Quarter => lay::floor(now, length.grain).and_then(|now| lay::later(now, "P3M", 1))?,
                Grain::Decade => lay::floor(now, length.grain).and_then(|now| lay::later(now, "P10Y", 1))?,
                _ if finest >= Grain::Day && !self.after(Set::WITHIN) => Moment::of(now.day.checked_add(1)?),
                _ => now,
            };
            return Some(Reach { from: Some(from), to: lay::later(from, &length.value, 1) });
        }
        if self.after(Set::WITHIN) {
            return Some(Reach { from: Some(now), to: lay(1) });
        }
        if self.after(Set::SINCE_N) {
            return Some(Reach { from: lay(-1), to: Some(now) });
        }
        (follows(self.start(), Set::IN_TIME) && self.to_come()).then(|| lay(1).map(lay::point))?
    }

    /// Whether "in three days" is a day to come, not the time that something took.
    fn to_come(&self) -> bool {
        let claim = self.claim();
        let bounds = bounds(self.sentences, claim.sentence);
        let told = tense::told_by(self.passage, bounds, claim.mention.first, claim.mention.end);
        told != Some(tense::Tense::Past)
    }
}

/// How an end of a stretch is moved.
#[derive(Clone, Copy)]
enum Turn {
    Week,
    Year(i32),
}

/// The date of a claim whose year was filled in, without an end of its own.
fn open_day(claim: &Claim) -> Option<&Date> {
    match &claim.mention.timex {
        Some(Timex::Date(date)) => Some(&**date).filter(|date| date.yearless && date.end.is_none()),
        _ => None,
    }
}

/// Moves a date to the next week, or to another year.
fn shift(claim: &mut Claim, turn: Turn) {
    let Some(Timex::Date(date)) = &mut claim.mention.timex else { return };
    match (turn, date.only_day()) {
        (Turn::Week, Some(day)) => {
            date.put(day + 7);
        }
        (Turn::Year(by), _) if matches!(date.grain, Grain::Day | Grain::Month) => {
            date.year = date.year.map(|year| year + by);
        }
        _ => {}
    }
    date.settle();
}

fn part(timex: &Timex) -> Part {
    match timex {
        Timex::Date(date) => date.part,
        _ => Part::Whole,
    }
}

/// Where a stretch begins that a claim opens: at the middle of "mid-March", after "the end of March".
fn opening(timex: &Timex, own: Reach) -> Option<Moment> {
    edge(timex).or(own.from)
}

/// Where a stretch ends that a claim closes: where a month or year begins, but after a day or an "end of".
fn closing(timex: &Timex, own: Reach) -> Option<Moment> {
    let long = matches!(timex, Timex::Date(date) if date.grain > Grain::Day);
    let clock = matches!(timex, Timex::Time(time) if time.seconds.is_some());
    edge(timex).or(if long || clock { own.from } else { own.to })
}

/// The edge that a part of a period is: its beginning, middle or end.
fn edge(timex: &Timex) -> Option<Moment> {
    let Timex::Date(date) = timex else { return None };
    let Date { days: Some(days), part, end: None, .. } = &**date else { return None };
    Some(Moment::of(match part {
        Part::Whole => return None,
        Part::Start => days.from,
        Part::Middle => days.from + (days.to - days.from) / 2,
        Part::End => days.to,
    }))
}

/// Whether no more than little words stand between a place and a claim: "the", "la fin de l'".
fn leads(mut rest: Stream<'_>, claim: &Claim) -> bool {
    let first = claim.mention.first as usize;
    for _ in 0..LEAD {
        if rest.at >= first {
            break;
        }
        let Some(little) = rest.term(Set::LEAD).or_else(|| rest.term(Set::DATE_OF)) else { return false };
        rest = rest.skip(little.length);
    }
    rest.at == first
}

/// Whether a term of a set ends right before a place.
fn follows(place: Stream<'_>, set: Set) -> bool {
    before(place, set).is_some()
}

/// The place before a term of a set that ends here, in the same sentence.
fn before(place: Stream<'_>, set: Set) -> Option<Stream<'_>> {
    (1..=LEAD).rev().find_map(|back| {
        let at = place.at.checked_sub(back)?;
        let from = Stream { at, end: place.at, ..place };
        let broken = from.tokens().iter().skip(1).any(|token| token.before == Before::Break);
        (!broken && from.term(set).is_some_and(|term| term.length == back)).then_some(Stream { at, ..place })
    })
}
