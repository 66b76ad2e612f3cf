//! A count and the list that follows it: "quatre priorités : l'eau, l'école et le logement".
//!
//! | tie | example |
//! | --- | --- |
//! | colon, anywhere in the sentence | "Cinq communes sont privées d'eau : …" |
//! | bracket or dash right after the noun | "three countries (…)", "five cities - … - applied" |
//! | a word such as *namely*, *which are* | "deux ministres, à savoir …" |
//! | commas, after a known group of names | "les trois frères, Ali, Karim et Hassan, …" |
//! | the next sentence | "They are …", "Sont concernés …" |
//! | ranks | "three reasons. First, …; second, …; third, …; fourth, …" |

use super::{
    Found, Wording,
    compose::{self, Desk},
    items::{Items, Words, items, people},
};
use crate::{
    claim::{Claim, Scope},
    diagnostic::{Diagnostic, Edit, Label, Repair, Severity},
    lexicon::Set,
    parse::{Before, Kind, TokenKind},
    relate::Scene,
    rule::{Piece, Rule},
    text::{Prose, Span},
    value::Sense,
};

/// The largest count that is listed in full.
const MOST: i64 = 20;

/// How many tokens may stand between a count and the colon that opens its list, and between its noun and a bracket.
const TO_COLON: usize = 14;
const TO_BRACKET: usize = 3;
const TO_NAMELY: usize = 12;

/// How many sentences after a count the ranks may stand.
const RANKED: usize = 6;

/// How many items a list may lack before it was never meant to be complete.
const LACKING: i64 = 2;

/// Holds the counts of a block to the lists that follow them.
pub fn lists(
    rules: &[Rule],
    scene: &Scene<'_>,
    prose: &Prose<'_>,
    (desk, native): (Desk<'_>, &Wording),
) -> Found {
    let mut found = Found::default();
    for rule in rules.iter().filter(|rule| rule.check == "enumeration") {
        let Some(words) = Words::of(scene) else { continue };
        for (place, claim) in scene.claims.iter().enumerate() {
            let Some(count) = stated(claim) else { continue };
            let listed = listing(scene, &words, claim).or_else(|| ranks(scene, claim, count));
            let Some(listed) = listed else { continue };
            let more = more(scene, &words, &listed);
            if more > 0 && !people(claim) {
                continue;
            }
            let (least, most) = (listed.least as i64 + more, listed.most as i64 + more);
            if (least..=most).contains(&count) {
                found.held.push(place);
                let listed = |other: &usize| {
                    let span = scene.claims[*other].mention.span;
                    span.start >= listed.span.start && span.end <= listed.span.end
                };
                let items: Vec<usize> = (0..scene.claims.len()).filter(listed).collect();
                let tied = std::iter::once(place).chain(items.iter().copied());
                found.tie(desk, rule, tied.map(|place| (&scene.claims[place], "")));
                found.held.extend(items);
                continue;
            }
            let short = count > most;
            let few = most < 3 && (listed.bare || count - most > 1);
            let vague = !listed.joined || short && (listed.plural || few || count - most > LACKING);
            if !vague {
                let finding = finding(rule, prose, claim, &listed, (desk, native), scene);
                found.findings.push((finding, vec![place]));
            }
        }
    }
    found
}

/// The count that a claim states, if it may be listed.
fn stated(claim: &Claim) -> Option<i64> {
    let quantity = claim.mention.quantity?;
    let exact = quantity.approx.sense == Sense::Exact && !quantity.is_range() && quantity.low.whole;
    let counts = matches!(claim.mention.kind, Kind::Count | Kind::Number) && claim.phrase.is_some()
        || claim.mention.kind == Kind::Points;
    let value = quantity.low.value;
    (exact && counts && value.is_integer())
        .then(|| value.to_integer())
        .filter(|value| (2..=MOST).contains(value))
}

/// How many people more than items a list has: "un notaire, son clerc et deux banquiers" are four.
fn more(scene: &Scene<'_>, words: &Words, list: &Items) -> i64 {
    let within = |claim: &&Claim| {
        let span = claim.mention.span;
        span.start >= list.span.start && span.end <= list.span.end
    };
    let opens = |claim: &&Claim| {
        let before = (claim.mention.first as usize).saturating_sub(1);
        let mark = matches!(scene.passage.word(before), "," | ";" | ":" | "(" | "-" | "–" | "—");
        mark || words.joins(scene, before)
    };
    let counts = scene.claims.iter().filter(|claim| people(claim)).filter(within).filter(opens);
    counts.filter_map(stated).map(|count| count - 1).sum()
}

/// The list that follows a count.
fn listing(scene: &Scene<'_>, words: &Words, claim: &Claim) -> Option<Items> {
    let first = claim.mention.first as usize;
    let noun = claim.phrase.as_ref().map_or(claim.mention.end, |phrase| phrase.end) as usize;
    let (from, to) = scene.sentence(first);
    let set = |name: &str| scene.passage.lexicon.sets.get(name);
    let (open, except) = (set("list-open")?, set("list-except")?);
    let of_more = first.checked_sub(1).is_some_and(|before| partitive(scene, before));
    let timed = (noun..to.min(noun + 2)).any(|at| scene.passage.from(at).term(Set::TIME_UNIT).is_some());
    let title = first > from && {
        let before = &scene.passage.tokens[first - 1];
        before.kind == TokenKind::Word
            && scene.passage.word(first - 1).starts_with(char::is_uppercase)
            && first - 1 > from
    };
    if of_more
        || timed
        || title
        || claim.scope.has(Scope::THESE)
        || scene.sets_within(from, to.min(noun + TO_COLON)).has(except)
    {
        return None;
    }
    let clear = |to: usize| !scene.sets_within(noun, to).has(open);
    let near = adjacent(scene, noun, to).or_else(|| namely(scene, noun, to));
    if let Some(start) = near.filter(|&start| clear(start)) {
        return items(scene, words, start, closing(scene, start, to)?).filter(|list| list.most > 1);
    }
    if let Some(start) = colon(scene, noun, to).filter(|&start| clear(start)) {
        let alone = !others(scene, claim, from, start);
        let limit = if broken(scene, start) { scene.passage.tokens.len() } else { to };
        return items(scene, words, start, limit)
            .filter(|list| alone && list.most > 1 && complete(scene, list, to));
    }
    named(scene, words, claim, noun, to).or_else(|| following(scene, words, claim, (from, to)))
}

/// Whether what was read as a list runs to the end of its sentence, or to a clause that only says who spoke.
fn complete(scene: &Scene<'_>, list: &Items, to: usize) -> bool {
    list.joined || list.end + 2 >= to || scene.passage.word(list.end) == "."
}

/// Whether a line ends before a token: a list of bullets follows.
fn broken(scene: &Scene<'_>, at: usize) -> bool {
    scene.passage.tokens.get(at).is_some_and(|token| token.before == Before::Break)
}

/// "Trois *des* quatre frères", "two *of the* five": the list may be of the part.
fn partitive(scene: &Scene<'_>, before: usize) -> bool {
    let lexicon = scene.passage.lexicon;
    let part = lexicon.sets.get("drawn-from").or_else(|| lexicon.sets.get("list-of"));
    let of = |at: usize| {
        let starts = lexicon.terms.starts(scene.passage.tokens[at].word);
        part.is_some_and(|set| starts.has(set))
            || lexicon.sets.get("list-of").is_some_and(|set| starts.has(set))
    };
    (before.saturating_sub(2)..=before)
        .any(|at| of(at) && at.checked_sub(1).is_some_and(|number| scene.claim_over(number).is_some()))
}

/// Where a list begins right after a noun: in a bracket, between dashes, after "à savoir".
fn adjacent(scene: &Scene<'_>, noun: usize, to: usize) -> Option<usize> {
    let namely = scene.passage.lexicon.sets.get("list-namely")?;
    let dash = |at: usize| {
        matches!(scene.passage.word(at), "—" | "–")
            || scene.passage.word(at) == "-" && scene.passage.tokens[at].before != Before::Glued
    };
    for at in noun..to.min(noun + TO_BRACKET + 2) {
        if let Some(cue) =
            scene.cues_at(at).iter().filter(|cue| cue.set == namely).max_by_key(|cue| cue.length)
        {
            let after = at + cue.length as usize;
            return Some(if after < to && scene.passage.word(after) == ":" { after + 1 } else { after });
        }
        let word = scene.passage.word(at);
        if word == "(" {
            return Some(at + 1);
        }
        if dash(at) {
            let double = at + 1 < to && (dash(at + 1) || scene.passage.word(at + 1) == "-");
            return Some(if double { at + 2 } else { at + 1 });
        }
        let starts = scene.passage.lexicon.terms.starts(scene.passage.tokens[at].word);
        let plain = scene.passage.tokens[at].kind == TokenKind::Word
            && !starts.has(Set::FUNCTION)
            && !scene.has_cue(at, Set::FINITE)
            && word.starts_with(char::is_lowercase);
        if !(plain && at < noun + TO_BRACKET || word == ",") {
            return None;
        }
    }
    None
}

/// Where a list begins after a word such as "à savoir", farther on in the clause.
fn namely(scene: &Scene<'_>, noun: usize, to: usize) -> Option<usize> {
    let namely = scene.passage.lexicon.sets.get("list-namely")?;
    let counts =
        |at: usize| scene.claim_over(at).is_some_and(|place| scene.claims[place].mention.quantity.is_some());
    let stops = |at: &usize| matches!(scene.passage.word(*at), ";" | ":" | "(" | ".") || counts(*at);
    let mut near = (noun..to.min(noun + TO_NAMELY)).take_while(|at| !stops(at));
    near.find_map(|at| {
        let cue = scene.cues_at(at).iter().filter(|cue| cue.set == namely).max_by_key(|cue| cue.length)?;
        Some(at + cue.length as usize).filter(|&after| after < to)
    })
}

/// Where what opened before a token closes: the sentence's end at the latest.
fn closing(scene: &Scene<'_>, start: usize, to: usize) -> Option<usize> {
    let open = scene.passage.word(start.checked_sub(1)?);
    if open != "(" {
        return Some(to);
    }
    (start..to).find(|&at| scene.passage.word(at) == ")")
}

/// Where the list begins after the colon of a sentence.
fn colon(scene: &Scene<'_>, noun: usize, to: usize) -> Option<usize> {
    let stops = |at: &usize| matches!(scene.passage.word(*at), ";" | "." | "(");
    let near = (noun..to.min(noun + TO_COLON)).take_while(|at| !stops(at));
    let at = near.into_iter().find(|&at| scene.passage.word(at) == ":")?;
    (at + 1 < to || at + 1 < scene.passage.tokens.len() && broken(scene, at + 1)).then_some(at + 1)
}

/// Whether another count of the sentence stands before a colon: the list may be of that one.
fn others(scene: &Scene<'_>, claim: &Claim, from: usize, to: usize) -> bool {
    scene.claims_within(from, to).into_iter().filter_map(|at| scene.claim_at(at)).any(|place| {
        let other = &scene.claims[place];
        other.mention.first != claim.mention.first
            && matches!(other.mention.kind, Kind::Count | Kind::Number)
            && (other.phrase.is_some() || other.mention.first > claim.mention.first)
    })
}

/// The names in commas after a known group: "les trois frères, Ali, Karim et Hassan, …".
fn named(scene: &Scene<'_>, words: &Words, claim: &Claim, noun: usize, to: usize) -> Option<Items> {
    let the = scene.passage.lexicon.sets.get("list-the")?;
    let first = claim.mention.first as usize;
    let known = first.checked_sub(1).is_some_and(|before| scene.has_cue(before, the));
    if !known || noun >= to || scene.passage.word(noun) != "," {
        return None;
    }
    let list = items(scene, words, noun + 1, to)?;
    let closed = list.end >= to || matches!(scene.passage.word(list.end), "," | "." | ")");
    (closed && list.named && list.joined && list.most > 2).then_some(list)
}

/// The list that the next sentence gives: "They are …".
fn following(scene: &Scene<'_>, words: &Words, claim: &Claim, (from, to): (usize, usize)) -> Option<Items> {
    let they = scene.passage.lexicon.sets.get("list-they")?;
    if to >= scene.passage.tokens.len() || others(scene, claim, from, to) {
        return None;
    }
    let cue = scene.cues_at(to).iter().filter(|cue| cue.set == they).max_by_key(|cue| cue.length)?;
    let start = to + cue.length as usize;
    let end = scene.sentence(to).1;
    let start = if start < end && scene.passage.word(start) == ":" { start + 1 } else { start };
    items(scene, words, start, end).filter(|list| list.most > 1 && complete(scene, list, end))
}

/// Ranks in a row after a count, each at the head of a clause; only more of them than counted tell.
fn ranks(scene: &Scene<'_>, claim: &Claim, count: i64) -> Option<Items> {
    let noun = claim.phrase.as_ref().map_or(claim.mention.end, |phrase| phrase.end) as usize;
    let end = scene
        .sentences
        .get(claim.sentence as usize + RANKED)
        .map_or(scene.passage.tokens.len(), |&end| end as usize);
    let (mut next, mut begun, mut last) = (1, None, None);
    let mut verbs: Vec<&str> = Vec::new();
    for at in noun..end {
        let Some((rank, after)) = rank(scene, at) else { continue };
        if rank == next && opens(scene, at) {
            if !goes_on(scene, after) {
                verbs.extend(scene.passage.tokens.get(after).map(|_| scene.passage.word(after)));
            }
            let span = scene.passage.tokens[at].span;
            begun = begun.or(Some(span));
            last = Some((span, after));
            next += 1;
        }
    }
    let (begun, (last, end)) = (begun?, last?);
    let given = next - 1;
    // "La première étape …, la deuxième étape …" ranks something else; a verb is another each time.
    let counted = verbs.len();
    verbs.sort_unstable();
    verbs.dedup();
    if verbs.len() < counted || counted as i64 * 2 > given {
        return None;
    }
    let items = Items {
        least: given as usize,
        most: given as usize,
        span: if given > count { last } else { begun },
        end,
        joined: true,
        named: false,
        plural: false,
        bare: false,
    };
    (given > count).then_some(items)
}

/// The rank in words that begins at a token, and the token after it.
fn rank(scene: &Scene<'_>, at: usize) -> Option<(i64, usize)> {
    let term = scene.passage.from(at).term(Set::ORDINAL)?;
    Some((term.payload, at + term.length))
}

/// Whether a rank opens a clause: "First, …", "; second, …", "et la troisième …".
fn opens(scene: &Scene<'_>, first: usize) -> bool {
    let start = scene.sentence(first).0;
    let light = |at: usize| scene.has_cue(at, Set::LIGHT) || matches!(scene.passage.word(at), "'" | "’");
    let back = (start..first).rev().find(|&at| !light(at));
    back.is_none_or(|at| {
        matches!(scene.passage.word(at), ";" | "," | ":" | "." | "—" | "–") || scene.has_cue(at, Set::JOINER)
    })
}

/// Whether what follows a rank shows that it stands alone: "La première est …", "la deuxième le bruit".
fn goes_on(scene: &Scene<'_>, end: usize) -> bool {
    scene.passage.tokens.get(end).is_some() && {
        let word = scene.passage.word(end);
        word == "," || word == ":" || scene.has_cue(end, Set::FINITE) || scene.has_cue(end, Set::LIGHT)
    }
}

/// The finding that a list is not as long as its count.
fn finding(
    rule: &Rule,
    prose: &Prose<'_>,
    claim: &Claim,
    list: &Items,
    (desk, native): (Desk<'_>, &Wording),
    scene: &Scene<'_>,
) -> Diagnostic {
    let count = &prose.text[claim.mention.span.range()];
    let given = if list.least == list.most {
        list.most.to_string()
    } else {
        desk.wording.range(&list.least.to_string(), &list.most.to_string())
    };
    let value = claim
        .mention
        .quantity
        .map_or_else(String::new, |quantity| desk.wording.number(&quantity.low.rational(), 0));
    let listed = &prose.text[list.span.range()];
    let fingerprint = compose::hashed(&[rule.id.clone(), count.to_lowercase(), listed.to_owned()]);
    let noun = claim.phrase.as_ref().map_or("", |phrase| scene.text(phrase.span));
    let filled = |key: &str, templates: &_| {
        let given = [("count", value.as_str()), ("given", given.as_str()), ("noun", noun)];
        compose::template(templates, key, desk.lang).map_or_else(String::new, |template| {
            let piece = |piece: &Piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Given(name) => given
                    .iter()
                    .find(|given| given.0 == name)
                    .map_or_else(String::new, |given| given.1.to_owned()),
                Piece::Value(_) => String::new(),
            };
            template.0.iter().map(piece).collect()
        })
    };
    let label =
        |span: Span, role: &str| Label { span, role: role.to_owned(), note: filled(role, &rule.labels) };
    Diagnostic {
        rule: rule.id.clone(),
        severity: Severity::Error.min(rule.severity),
        message: filled("default", &rule.messages),
        labels: vec![label(claim.labelled(), "count"), label(prose.source(list.span), "items")],
        computation: format!("{given} ≠ {value}"),
        repairs: mended(claim, list, native, (count, desk)).into_iter().collect(),
        fingerprint,
    }
}

/// The count that the list has, in figures or words as the other was written.
fn mended(claim: &Claim, list: &Items, native: &Wording, (count, desk): (&str, Desk<'_>)) -> Option<Repair> {
    let plain = claim.mention.span.len() == claim.source.len() && list.least == list.most;
    let replacement = if count.bytes().all(|byte| byte.is_ascii_digit()) {
        list.most.to_string()
    } else {
        let word = native.numeral(list.most)?;
        let capital = count.starts_with(char::is_uppercase);
        let mut letters = word.chars();
        let first = letters.next()?;
        if capital { first.to_uppercase().chain(letters).collect() } else { word.to_owned() }
    };
    let note = desk.wording.repair_note("count").to_owned();
    plain.then(|| Repair { edits: vec![Edit { span: claim.source, replacement }], note })
}
