//! Every single claim whose change would make the relation hold.

use num_traits::{Signed, Zero};

use super::{
    judge::{Bindings, Verdict, judge, nominal, reckoned, written},
    wording::Wording,
};
use crate::{
    claim::Claim,
    diagnostic::{Edit, Repair},
    parse::Kind,
    relate::{Relation, Scene},
    rule::{Expr, Operator, Role, Sentence, Sign, Worded},
    text::Span,
    value::{
        Number, Quantity, Rational,
        number::{ten_to, total},
    },
};

/// The repairs of a relation, the stated side first.
pub fn repairs(scene: &Scene<'_>, worded: &Worded, on: &Bindings<'_>, wording: &Wording) -> Vec<Repair> {
    let mut places: Vec<(bool, usize)> =
        on.relation.bound.iter().map(|&(role, place)| (!stated(&worded.expect, role), place)).collect();
    places.sort_unstable();
    if let Some(swapped) = swap(scene, worded, on, wording) {
        return vec![swapped];
    }
    places.into_iter().filter_map(|(_, place)| repair(scene, worded, on, wording, place)).collect()
}

/// Two dates out of order in each other's place.
fn swap(scene: &Scene<'_>, worded: &Worded, on: &Bindings<'_>, wording: &Wording) -> Option<Repair> {
    let Sentence::Compare {
        left: Expr::Role(left),
        sign: Sign::AtMost | Sign::Less,
        right: Expr::Role(right),
    } = &worded.expect
    else {
        return None;
    };
    let mut claims = [on.claim(*left)?, on.claim(*right)?];
    if claims.iter().any(|claim| claim.mention.kind != Kind::Date) {
        return None;
    }
    claims.sort_by_key(|claim| claim.source.start);
    let [a, b] = claims;
    let edit = |claim: &Claim, instead: &Claim| Edit {
        span: claim.source,
        replacement: scene.text(instead.mention.span).to_owned(),
    };
    Some(Repair { edits: vec![edit(a, b), edit(b, a)], note: wording.repair_note("swap").to_owned() })
}

fn stated(sentence: &Sentence, role: Role) -> bool {
    matches!(sentence, Sentence::Compare { right, .. } if holds_role(right, role))
}

fn repair(
    scene: &Scene<'_>,
    worded: &Worded,
    on: &Bindings<'_>,
    wording: &Wording,
    place: usize,
) -> Option<Repair> {
    let (target, claim) = (solved(&worded.expect, on, place)?, &on.claims[place]);
    let (span, figure) = figure(scene.passage.text, claim)?;
    let quantity = claim.mention.quantity.filter(|quantity| !quantity.is_range())?;
    let digit = quantity.low.digit;
    let rounded = (target / ten_to(digit)).round();
    if rounded.is_negative() || rounded.is_zero() {
        return None;
    }
    let digits = i64::try_from(rounded.to_integer()).ok()?;
    let mended = Number::decimal(digits, digit.min(0).unsigned_abs(), digit.max(0) as u8)?;
    let (relation, mut claims) = alone(on);
    let same = on.relation.claims().iter().position(|&other| other == place)?;
    claims[same].mention.quantity = Some(Quantity {
        low: Number { whole: quantity.low.whole, ..mended },
        high: Number { whole: quantity.low.whole, ..mended },
        ..quantity
    });
    let again = Bindings { claims: &claims, relation: &relation, ..*on };
    if judge(&worded.expect, &again) != Verdict::Holds {
        return None;
    }
    let scale = figure.scale(&quantity.low)?;
    // Thousands of millions are no repair: there the word of scale is wrong.
    let far = scale > 0 && mended.rational() >= quantity.low.rational() * ten_to(2);
    let replacement = figure.written(&(mended.rational() / ten_to(scale))).filter(|_| !far)?;
    let edit = Edit { span: scene.source(claim, span), replacement };
    Some(Repair { edits: vec![edit], note: wording.repair_note("one").to_owned() })
}

/// A relation with its own claims alone, so that one of them can be changed.
fn alone(on: &Bindings<'_>) -> (Relation, Vec<Claim>) {
    let places = on.relation.claims();
    let renumbered = |&(role, place): &(Role, usize)| (role, places.partition_point(|&other| other < place));
    let bound = on.relation.bound.iter().map(renumbered).collect();
    let claims = places.iter().map(|&place| on.claims[place].clone()).collect();
    (Relation { bound, ..on.relation.clone() }, claims)
}

/// The value of one claim with which both sides are equal, all others as written.
fn solved(sentence: &Sentence, on: &Bindings<'_>, place: usize) -> Option<Rational> {
    let Sentence::Compare { left, right, .. } = sentence else { return None };
    let role = on.relation.bound.iter().find(|bound| bound.1 == place)?.0;
    let target = if holds_role(left, role) {
        invert(left, on, place, role, nominal(right, on)?)
    } else {
        invert(right, on, place, role, nominal(left, on)?)
    }?;
    if on.claims[place].mention.kind == Kind::Duration {
        return super::time::counted(&on.claims[place], target);
    }
    let percent = matches!(on.claims[place].mention.kind, Kind::Percent | Kind::Points);
    Some(if percent { target * Rational::from_integer(100) } else { target })
}

fn holds_role(expr: &Expr, role: Role) -> bool {
    match expr {
        Expr::Role(one) => *one == role,
        Expr::Call(name, arguments) if name == "converted" || name == "fairly" => {
            arguments.first() == Some(&Expr::Role(role))
        }
        Expr::Call(_, arguments) => arguments.iter().any(|argument| holds_role(argument, role)),
        Expr::Binary(_, left, right) => holds_role(left, role) || holds_role(right, role),
        _ => false,
    }
}

/// Undoes an expression down to one claim, so that the whole is worth `target`.
fn invert(expr: &Expr, on: &Bindings<'_>, place: usize, role: Role, target: Rational) -> Option<Rational> {
    match expr {
        Expr::Role(_) => Some(target),
        Expr::Call(name, _) if name == "fairly" => Some(target),
        Expr::Call(name, arguments) if name == "converted" => match arguments[..] {
            [Expr::Role(first), Expr::Role(second)] => super::convert::back(second, first, Some(target), on),
            _ => None,
        },
        Expr::Call(name, _) if name == "sum" || name == "exact" => {
            let others =
                on.relation.of(role).filter(|&other| other != place).map(|other| written(&on.claims[other]));
            reckoned(Operator::Minus, target, total(others)?)
        }
        Expr::Binary(operator, left, right) => {
            let (in_left, in_right) = (holds_role(left, role), holds_role(right, role));
            if in_left && in_right {
                return None;
            }
            let other = nominal(if in_left { right } else { left }, on)?;
            let inner = match (operator, in_left) {
                (Operator::Plus, _) => reckoned(Operator::Minus, target, other),
                (Operator::Minus, true) => reckoned(Operator::Plus, target, other),
                (Operator::Minus, false) => reckoned(Operator::Minus, other, target),
                (Operator::Times, _) => reckoned(Operator::Over, target, other),
                (Operator::Over, true) => reckoned(Operator::Times, target, other),
                (Operator::Over, false) => reckoned(Operator::Over, other, target),
            }?;
            invert(if in_left { left } else { right }, on, place, role, inner)
        }
        _ => None,
    }
}

/// The digits of a claim as they were written, to write others like them.
struct Figure<'a> {
    text: &'a str,
    value: Rational,
    decimals: u8,
}

/// How many digits more than the figure it replaces a repair may have.
const LONGER: usize = 2;

/// One claim rewritten with the value of another, in its own marks and scale.
pub fn rewritten(text: &str, wrong: &Claim, right: &Claim) -> Option<Edit> {
    let (span, figure) = figure(text, wrong)?;
    let (old, new) = (wrong.mention.quantity?, right.mention.quantity?);
    let scale = figure.scale(&old.low)?;
    let replacement = figure.written(&(new.low.rational() / ten_to(scale)))?;
    let (claim, source) = (wrong.mention.span, wrong.source);
    let start = source.start + (span.start - claim.start);
    (claim.len() == source.len()).then(|| Edit { span: Span::new(start, start + span.len()), replacement })
}

/// The first figure in digits of a claim, and its bytes in the prose.
fn figure<'a>(text: &'a str, claim: &Claim) -> Option<(Span, Figure<'a>)> {
    let text = &text[claim.mention.span.range()];
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mark = |c: char| matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
    let length = text[start..].find(|c: char| !c.is_ascii_digit() && !mark(c)).unwrap_or(text.len() - start);
    let text = text[start..start + length].trim_end_matches(mark);
    let number = claim.mention.quantity?.low;
    let plain: String = text.chars().filter(char::is_ascii_digit).collect();
    let value = Rational::from_integer(plain.parse().ok()?);
    // Three digits after the last mark may be a group of thousands; any other number of them is decimals.
    let tail = text.rsplit(mark).next().map_or(0, str::len);
    let marked = text.len() > plain.len() && tail != 3;
    let decimals =
        (0..=9).filter(|&decimals| !marked || usize::from(decimals) == tail).find(|&decimals| {
            let value = value / ten_to(decimals as i8);
            (0..=15).any(|scale| {
                value * ten_to(scale) == number.rational() && number.digit == scale - decimals as i8
            })
        })?;
    let from = claim.mention.span.start + start as u32;
    Some((
        Span::new(from, from + text.len() as u32),
        Figure { text, value: value / ten_to(decimals as i8), decimals },
    ))
}

impl Figure<'_> {
    /// The power of ten that scale words lift the figure by.
    fn scale(&self, number: &Number) -> Option<i8> {
        (0..=15).find(|&scale| self.value * ten_to(scale) == number.rational())
    }

    /// Another value with the same marks.
    fn written(&self, value: &Rational) -> Option<String> {
        let scaled = value * ten_to(self.decimals as i8);
        if !scaled.is_integer() {
            return None;
        }
        let digits = format!("{:0>width$}", scaled.to_integer(), width = usize::from(self.decimals) + 1);
        // A figure of another scale would need other words than these.
        let old = self.text.chars().filter(char::is_ascii_digit).count();
        if digits.len() > old + LONGER {
            return None;
        }
        let (whole, rest) = digits.split_at(digits.len() - usize::from(self.decimals));
        let marks: Vec<char> = self.text.chars().filter(|c| !c.is_ascii_digit()).collect();
        let group = if self.decimals > 0 { marks.first().filter(|_| marks.len() > 1) } else { marks.first() };
        let mut out = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if let Some(&mark) = group
                && at > 0
                && (whole.len() - at).is_multiple_of(3)
            {
                out.push(mark);
            }
            out.push(digit);
        }
        if self.decimals > 0 {
            out.push(*marks.last()?);
            out.push_str(rest);
        }
        Some(out)
    }
}
