//! Conditions on a whole and its parts: the first claim is the total, the others what it is said to be made of.

use num_traits::Signed;

use super::{
    condition::{before, same_unit},
    judge::{Bindings, written},
};
use crate::{
    claim::Claim,
    lexicon::Set,
    value::{Rational, number::total as sum_of},
};

/// Whether a part has the noun of a figure said before the total in its sentence, and so belongs to that one:
/// "950 interpellations et 724 gardes à vue, dont 651 interpellations et 536 gardes à vue".
pub(super) fn respective(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let Some((total, parts)) = claims.split_first() else { return false };
    let head = |claim: &Claim| claim.phrase.as_ref().map(|phrase| phrase.head);
    let bound = |claim: &Claim| parts.iter().any(|part| part.mention.first == claim.mention.first);
    before(total, total.sentence, on).iter().filter(|claim| !bound(claim)).any(|claim| {
        head(claim).is_some()
            && head(claim) != head(total)
            && parts.iter().any(|part| head(part) == head(claim))
    })
}

/// Whether nothing else said shortly before the total could be the total as well.
pub(super) fn unrivalled(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let Some((total, parts)) = claims.split_first() else { return false };
    let sum = sum_of(parts.iter().map(|part| written(part)));
    let Some(sum) = sum else { return false };
    let large = |claim: &Claim| {
        claim.mention.quantity.is_some()
            && parts.iter().all(|part| same_unit(claim, part))
            && written(claim) >= Some(sum)
    };
    !before(total, total.sentence.saturating_sub(RIVALS), on).iter().any(large)
}

/// How many sentences back another total is looked for.
const RIVALS: u32 = 2;

/// Whether a total that only says where ("in five bases") is exceeded: then it is no total.
pub(super) fn astray(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let Some((total, parts)) = claims.split_first() else { return false };
    let before = (total.mention.first as usize).checked_sub(1);
    let placed = before.is_some_and(|before| on.scene.has_cue(before, Set::PLACING));
    placed && sum_of(parts.iter().map(|part| written(part))) > written(total)
}

/// Whether the first part follows its total so closely that nothing else can be meant.
pub(super) fn adjacent(claims: &[&Claim]) -> bool {
    matches!(claims, [total, part, ..] if part.mention.first <= total.mention.end + ADJACENT)
}

/// Within how many tokens the cue ties a part to its total beyond doubt: a noun, a comma, two words.
const ADJACENT: u32 = 4;

/// Whether every item of the list after the total begins with a figure: "deux Français et un Suisse" does not.
pub(super) fn counted(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let (Some(total), Some(last)) = (claims.first(), claims.last()) else { return false };
    let passage = on.scene.passage;
    let and = passage.lexicon.sets.get("and");
    let stop = (last.mention.end as usize..passage.tokens.len())
        .find(|&at| {
            on.scene.claim_over(at).is_none() && matches!(passage.word(at), "." | ";" | ")" | "-" | "—" | "–")
        })
        .unwrap_or(passage.tokens.len());
    let joint = |at: usize| {
        let cue = on.scene.cues_at(at).iter().find(|cue| Some(cue.set) == and).map(|cue| cue.length as usize);
        cue.or_else(|| (passage.word(at) == ",").then_some(1))
    };
    let first = claims.get(1).map_or(stop, |part| part.mention.first as usize);
    let opener = passage.lexicon.sets.get("made-of");
    let opens = |at: &usize| {
        matches!(passage.word(*at), ":" | "(")
            || on.scene.cues_at(*at).iter().any(|cue| Some(cue.set) == opener)
    };
    let mut between = (total.mention.end as usize..first).rev().take_while(|at| !opens(at));
    if between.any(|at| passage.word(at) == ",") {
        return false;
    }
    (first..stop)
        .filter(|&at| on.scene.claim_over(at).is_none())
        .filter_map(|at| joint(at).map(|length| at + length))
        .all(|next| (next..next + 3).any(|at| on.scene.claim_at(at).is_some()))
}

/// Whether the parts are groups that cannot overlap: all by sex, all by age, all peoples, or all by what they do.
pub(super) fn disjoint(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let passage = on.scene.passage;
    let make = |claim: &Claim| {
        let at = claim.phrase.as_ref()?.end.checked_sub(1)? as usize;
        let by = |set| passage.lexicon.terms.starts(passage.tokens[at].word).has(set);
        let people = passage.word(at).starts_with(char::is_uppercase);
        Some((by(Set::PERSON_SEX), by(Set::PERSON_AGE), people))
    };
    let described = |claim: &&&Claim| {
        claim.phrase.is_none() && on.scene.has_cue(claim.mention.end as usize, Set::RELATIVE)
    };
    let mut makes = claims.iter().filter_map(|claim| make(claim));
    let first = makes.next();
    makes.all(|make| Some(make) == first)
        && (claims.len() < 2 || !claims.iter().any(|claim| described(&claim)))
}

/// Whether no part after the first is several times the total: such a one belongs elsewhere.
pub(super) fn near(claims: &[&Claim]) -> bool {
    let Some((total, parts)) = claims.split_first() else { return false };
    let most = written(total).and_then(|total| sum_of([Some(total), Some(total), Some(total)]));
    parts.iter().skip(1).all(|part| written(part) <= most)
}

/// Whether the shares that name what they are of name one thing: "60 % des voix" and "40 % des bureaux" do not.
pub(super) fn one_base(claims: &[&Claim]) -> bool {
    let mut heads = claims.iter().filter_map(|claim| claim.phrase.as_ref().map(|phrase| phrase.head));
    let Some(first) = heads.next() else { return true };
    heads.all(|head| head == first)
}

/// Whether at most one of the shares is followed by a place of its own: "44 % in Poland, 38 % in Italy".
pub(super) fn one_place(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let passage = on.scene.passage;
    let capital =
        |at: usize| passage.tokens.get(at).is_some() && passage.word(at).starts_with(char::is_uppercase);
    let placed = |claim: &&&Claim| {
        let end = claim.mention.end as usize;
        (end..end + PLACE).any(|at| on.scene.has_cue(at, Set::PLACING) && (at + 1..at + 3).any(capital))
    };
    claims.iter().filter(placed).count() < 2
}

/// Within how many tokens after a share its place is named.
const PLACE: usize = 5;

/// Whether no run of the shares from the first or to the last makes a whole by itself.
pub(super) fn untiled(claims: &[&Claim]) -> bool {
    let shares: Vec<Rational> = claims.iter().filter_map(|claim| written(claim)).collect();
    let whole = |run: &[Rational]| {
        let sum = sum_of(run.iter().copied().map(Some));
        run.len() > 1
            && sum.is_some_and(|sum| (sum - Rational::from_integer(1)).abs() <= Rational::new(1, 200))
    };
    (1..shares.len()).all(|cut| !whole(&shares[..cut]) && !whole(&shares[cut..]))
}

/// Whether a part names nothing of its own, or a sex: "120 du `XIXe` siècle", "14 hommes".
pub(super) fn unnamed(claim: &Claim, on: &Bindings<'_>) -> bool {
    let passage = on.scene.passage;
    claim.phrase.as_ref().is_none_or(|phrase| {
        let head = phrase.end as usize - 1;
        let sex = passage.lexicon.terms.starts(passage.tokens[head].word).has(Set::PERSON_SEX);
        sex || passage.word(head).starts_with(char::is_uppercase)
    })
}

/// Whether the first claim counts what takes in all the others: people, or things under a general name.
pub(super) fn gathers(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let Some((total, parts)) = claims.split_first() else { return false };
    let Some(phrase) = &total.phrase else { return false };
    let head = phrase.end as usize - 1;
    let general = on.scene.passage.lexicon.sets.get("general").is_some_and(|set| on.scene.has_cue(head, set));
    let person = |claim: &&Claim| claim.phrase.as_ref().is_none_or(|phrase| phrase.person);
    if phrase.person { parts.iter().all(person) } else { general }
}

/// Whether the second claim follows the first and its noun with nothing but a comma between.
pub(super) fn adjoining(claims: &[&Claim], on: &Bindings<'_>) -> bool {
    let [total, part, ..] = claims else { return false };
    let end = total.phrase.as_ref().map_or(total.mention.end, |phrase| phrase.end) as usize;
    (end..part.mention.first as usize).all(|at| matches!(on.scene.passage.word(at), "," | "-" | "–" | "—"))
}
