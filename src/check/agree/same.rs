//! Whether two claims give one quantity, and whether their values agree.

use num_traits::Signed;

use crate::{
    check::Verdict,
    claim::Claim,
    diagnostic::Severity,
    lexicon::{Lexicon, Set, fold},
    parse::Kind,
    text::Span,
    value::{Quantity, Rational, Sense, Timex, timex::Date},
};

/// What the names of nouns are looked up in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
}

/// What makes two claims one quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They count the same noun.
    Noun,
    /// They count one kind of thing under different names: "morts", "personnes ont péri".
    Group,
    /// They stand after one noun that measures: "magnitude 6,1".
    Gauge,
    /// They are of one unit; what they measure must be told from the words around.
    Unit,
}

/// Whether claims of this kind are compared at all.
pub(super) const fn is_compared(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Count
            | Kind::Number
            | Kind::Money
            | Kind::Percent
            | Kind::Measure
            | Kind::Duration
            | Kind::Age
            | Kind::Date
    )
}

/// How many bytes before a claim are looked at.
const BEFORE: usize = 80;

impl<'a> Names<'a> {
    /// Whether two claims may give one quantity.
    pub(super) fn likeness(self, a: &Claim, b: &Claim) -> Option<Likeness> {
        let counted = |claim: &Claim| matches!(claim.mention.kind, Kind::Count | Kind::Number);
        match (a.mention.kind, b.mention.kind) {
            _ if counted(a) && counted(b) => self.counted(a, b),
            (Kind::Money, Kind::Money) | (Kind::Measure, Kind::Measure) => {
                (a.mention.unit == b.mention.unit).then_some(Likeness::Unit)
            }
            (Kind::Percent, Kind::Percent) => {
                let parted =
                    matches!((&a.phrase, &b.phrase), (Some(one), Some(other)) if one.head != other.head);
                (!parted).then_some(Likeness::Unit)
            }
            (Kind::Age, Kind::Age) => (a.mention.unit == b.mention.unit).then_some(Likeness::Unit),
            (Kind::Duration, Kind::Duration) => (grain(a)? == grain(b)?).then_some(Likeness::Unit),
            (Kind::Date, Kind::Date) => (day(a).is_some() && day(b).is_some()).then_some(Likeness::Unit),
            _ => None,
        }
    }

    fn counted(self, a: &Claim, b: &Claim) -> Option<Likeness> {
        if are_parted(a, b) {
            return None;
        }
        let group = a.group.is_some() && a.group == b.group;
        match (&a.phrase, &b.phrase) {
            (Some(one), Some(other)) if one.head == other.head => {
                let parted =
                    matches!((one.qualifier, other.qualifier), (Some(one), Some(other)) if one != other);
                let parted = parted && !self.returns(a, b);
                (!parted && (group || !self.is(one.span, Set::GENERIC))).then_some(Likeness::Noun)
            }
            (None, None) if !group => self.gauged(a, b).then_some(Likeness::Gauge),
            _ if group => Some(Likeness::Group),
            _ => None,
        }
    }

    /// Whether the word after the noun of a claim is said again after another: "14 familles relogées",
    /// "dix-sept familles sinistrées ont toutes été relogées".
    fn returns(self, a: &Claim, b: &Claim) -> bool {
        let after = |claim: &Claim| {
            let from =
                claim.phrase.as_ref().map_or(claim.mention.span.end, |phrase| phrase.span.end) as usize;
            let to = self.text.floor_char_boundary((from + BEFORE + BEFORE).min(self.text.len()));
            let clause = self.text[from..to].split(['.', '\n', ';']).next().unwrap_or_default();
            clause.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
        };
        let Some(word) = after(a).next().map(fold).filter(|word| word.chars().count() > 4) else {
            return false;
        };
        !self.lexicon.marks.head_last && after(b).skip(1).any(|other| fold(other) == word)
    }

    /// Whether one claim may count some of what the other counts all of: "24 miners" of 30 killed.
    pub(super) fn may_be_part(self, a: &Claim, b: &Claim) -> bool {
        let ends = |claim: &Claim| claim.mention.quantity.map(|quantity| quantity.ends());
        let less = |part: &Claim, whole: &Claim| matches!((ends(part), ends(whole)), (Some(part), Some(whole)) if part.0.value < whole.1.value);
        match (self.is_general(a), self.is_general(b)) {
            (true, true) => false,
            (true, false) => less(b, a),
            (false, true) => less(a, b),
            (false, false) => true,
        }
    }

    /// Whether two bare numbers stand after one noun that measures: "magnitude 6,1".
    fn gauged(self, a: &Claim, b: &Claim) -> bool {
        let mut words = [self.words_before(a).next(), self.words_before(b).next()].into_iter();
        let gauge = |word: &str| self.lexicon.sets.get("gauge").is_some_and(|set| self.has(word, set));
        matches!((words.next(), words.next()), (Some(Some(a)), Some(Some(b))) if gauge(a) && fold(a) == fold(b))
    }

    /// Whether a claim stands right after a verb of lasting content: "qui compte 60 pays".
    pub(super) fn is_framed(self, claim: &Claim) -> bool {
        let framing = |word: &str| self.lexicon.sets.get("frame").is_some_and(|set| self.has(word, set));
        self.words_before(claim).next().is_some_and(framing)
    }

    /// Whether two claims stand in one frame: a verb of lasting content after the same noun.
    pub(super) fn are_framed(self, a: &Claim, b: &Claim) -> bool {
        let noun = |claim: &Claim| {
            let mut words = self.words_before(claim).skip(1).take(4);
            words.find(|word| !self.has(word, Set::FUNCTION)).map(fold)
        };
        self.is_framed(a) && self.is_framed(b) && noun(a).is_some_and(|word| noun(b) == Some(word))
    }

    /// The words before a claim in its block, the nearest first.
    fn words_before(self, claim: &Claim) -> impl Iterator<Item = &'a str> {
        let end = claim.mention.span.start as usize;
        let start = self.text.floor_char_boundary(end.saturating_sub(BEFORE));
        self.text[start..end].rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
    }

    /// Whether a claim counts all of its group: by no noun, by one that says little, or by the group's own.
    pub(super) fn is_general(self, claim: &Claim) -> bool {
        let Some(phrase) = &claim.phrase else { return true };
        self.is(phrase.span, Set::GENERIC) || claim.group.is_some_and(|group| self.is(phrase.span, group))
    }

    fn is(self, word: Span, set: Set) -> bool {
        self.has(&self.text[word.range()], set)
    }

    fn has(self, word: &str, set: Set) -> bool {
        self.lexicon.terms.starts(self.lexicon.terms.word(&fold(word))).has(set)
    }

    /// Whether a claim could be another mention of a value, under this noun or none.
    pub(super) fn could_be(self, a: &Claim, b: &Claim) -> bool {
        let counted = |claim: &Claim| matches!(claim.mention.kind, Kind::Count | Kind::Number);
        let loose = counted(a) && counted(b) && {
            match (&a.phrase, &b.phrase) {
                (Some(one), Some(other)) => {
                    one.head == other.head || (one.person && other.person && !are_parted(a, b))
                }
                _ => true,
            }
        };
        if self.likeness(a, b).is_some() {
            return agreement(a, b) == Some(Verdict::Holds);
        }
        let bare = |claim: &Claim| plain(claim).map(|quantity| Quantity::exact(quantity.low));
        loose && matches!((bare(a), bare(b)), (Some(a), Some(b)) if meet(a, b) == Some(Verdict::Holds))
    }
}

/// Whether two claims count different things: hostages and inmates, the dead and the hurt.
fn are_parted(a: &Claim, b: &Claim) -> bool {
    matches!((a.group, b.group), (Some(one), Some(other)) if one != other)
}

/// Whether a rank reaches a number: "un troisième immeuble" makes three.
pub(super) fn reaches(rank: &Claim, claim: &Claim) -> bool {
    let value = |claim: &Claim| claim.mention.quantity.map(|quantity| quantity.low.value);
    rank.mention.kind == Kind::Ordinal && value(rank).is_some() && value(rank) == value(claim)
}

/// Whether the values of two claims of one quantity agree.
pub(super) fn agreement(a: &Claim, b: &Claim) -> Option<Verdict> {
    if let (Some(one), Some(other)) = (day(a), day(b)) {
        let years = matches!((one.year, other.year), (Some(x), Some(y)) if x != y && !one.yearless && !other.yearless);
        let same = (one.month, one.day) == (other.month, other.day) && !years;
        return Some(if same { Verdict::Holds } else { Verdict::Fails(Severity::Error) });
    }
    let (one, other) = (plain(a)?, plain(b)?);
    if a.mention.kind == Kind::Age {
        let apart = one.low.rational() - other.low.rational();
        return Some(if apart.abs() < 1.into() { Verdict::Holds } else { Verdict::Fails(Severity::Error) });
    }
    if let Some(verdict) = bounds(one, other) {
        return Some(verdict);
    }
    meet(one, other)
}

/// Whether two quantities have a value in common, as an editor reads them or at all.
fn meet(one: Quantity, other: Quantity) -> Option<Verdict> {
    let finest =
        |quantity: Quantity| if quantity.low.whole { quantity.low.roundness() } else { quantity.low.digit };
    let precision = Some(finest(one).min(finest(other)));
    let meet = |read: fn(&Quantity, Option<i8>) -> Option<crate::value::Interval>| {
        Some(read(&one, precision)?.intersects(&read(&other, precision)?))
    };
    Some(match (meet(Quantity::fair)?, meet(Quantity::widest)?) {
        (true, _) => Verdict::Holds,
        (false, true) => Verdict::Fails(Severity::Warning),
        (false, false) => Verdict::Fails(Severity::Error),
    })
}

/// Whether bounds agree: two of one kind by their numbers, one and a number up to twice as large always.
fn bounds(one: Quantity, other: Quantity) -> Option<Verdict> {
    let opens = |quantity: Quantity| matches!(quantity.approx.sense, Sense::MoreThan | Sense::AtLeast);
    let (low, high) = (one.low.rational(), other.low.rational());
    match (opens(one), opens(other)) {
        (true, true) if one.approx.sense == other.approx.sense => {
            Some(if low == high { Verdict::Holds } else { Verdict::Fails(Severity::Warning) })
        }
        (true, false) if high >= low => Some(within_reach(low, high)),
        (false, true) if low >= high => Some(within_reach(high, low)),
        _ => None,
    }
}

/// Whether "plus de 1.000" may stand for a number: below twice the bound.
fn within_reach(bound: Rational, number: Rational) -> Verdict {
    if number < bound + bound { Verdict::Holds } else { Verdict::Fails(Severity::Warning) }
}

/// The quantity of a claim that is one number of two or more, and no fraction in words.
fn plain(claim: &Claim) -> Option<Quantity> {
    let quantity = claim.mention.quantity?;
    let sound = !quantity.is_range() && quantity.low.digit > -9 && quantity.low.value > 1.into();
    sound.then_some(quantity)
}

/// The date of a claim that names a day of a month.
pub(super) fn day(claim: &Claim) -> Option<&Date> {
    let Some(Timex::Date(date)) = &claim.mention.timex else { return None };
    (date.day.is_some() && date.month.is_some() && date.end.is_none()).then_some(date)
}

fn grain(claim: &Claim) -> Option<crate::value::timex::Grain> {
    let Some(Timex::Duration(length)) = &claim.mention.timex else { return None };
    Some(length.grain)
}
