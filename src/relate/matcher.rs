//! Matching compiled patterns against a scene.

use super::{Compiled, Matcher, Relation, Scene, compile::Step, demand::Census};
use crate::{
    lexicon::{Set, SetBits, fold},
    parse::TokenKind,
    rule::{Repeat, Role},
};

/// How many steps a pattern may try from one place before it gives up: what keeps time linear.
const FUEL: u32 = 4_000;

/// How many readings of a pattern from one place are looked at.
const READINGS: u32 = 48;

/// How often a group may stand in a row.
const REPEATS: u8 = 12;

/// How many sentences after its own a pattern may look into.
const AHEAD: usize = 2;

/// How many light words may stand before a claim: `dont les 600`.
const LIGHT: usize = 3;

/// What a match has bound so far.
#[derive(Debug, Default)]
struct Found {
    bound: Vec<(Role, usize)>,
    cues: Vec<(Set, i64)>,
    /// The end of the sentence that is being read.
    limit: usize,
    fuel: u32,
}

/// What goes on after some steps are matched; whether the whole is accepted.
type Next<'n> = &'n mut dyn FnMut(usize, &mut Found) -> bool;

/// A sentence with claims, and what it holds.
struct Stretch {
    from: usize,
    to: usize,
    claims: Vec<usize>,
    held: Held,
    /// What it and the two after it hold.
    following: Held,
}

/// The sets of the cues of some sentences, and how many claims of each kind there are.
#[derive(Clone, Copy, Default)]
struct Held {
    sets: SetBits,
    census: Census,
}

impl Held {
    /// Adds what another stretch of text holds.
    fn add(&mut self, other: &Self) {
        self.sets.extend(&other.sets);
        self.census.add(&other.census);
    }
}

impl Matcher {
    /// Hands each reading of each pattern in a scene to `accept`, nearest first,
    /// from each place until it accepts one. `text` are the sets met in the whole document.
    pub fn readings(
        &self,
        scene: &Scene<'_>,
        text: &SetBits,
        mut accept: impl FnMut(&Compiled, Relation) -> bool,
    ) {
        let stretches = stretches(scene);
        let mut whole = Held::default();
        stretches.iter().for_each(|stretch| whole.add(&stretch.held));
        let possible = |pattern: &&Compiled| {
            pattern.demand.is_possible(&whole.sets, &whole.census)
                && pattern.sought.is_possible(&whole.sets, &whole.census)
                && !pattern.unless_text.iter().any(|&set| text.has(set))
        };
        for pattern in self.patterns.iter().filter(possible) {
            for stretch in stretches.iter().filter(|one| pattern.searches || !one.claims.is_empty()) {
                let held = if pattern.crosses { &stretch.following } else { &stretch.held };
                if pattern.demand.is_met(&held.sets, &held.census) {
                    let limit = stretch.to;
                    starts(scene, pattern, stretch, |at| {
                        Self::from(scene, pattern, (at, limit), &mut accept);
                    });
                }
            }
        }
    }

    fn from(
        scene: &Scene<'_>,
        pattern: &Compiled,
        (at, limit): (usize, usize),
        accept: &mut impl FnMut(&Compiled, Relation) -> bool,
    ) {
        let mut found = Found { fuel: FUEL, limit, ..Found::default() };
        let mut left = READINGS;
        walk(scene, &pattern.steps, at, &mut found, &mut |_, found| {
            left -= 1;
            let (bound, cues) = (found.bound.clone(), found.cues.clone());
            let at = at as u32;
            accept(pattern, Relation { rule: pattern.rule, worded: pattern.worded, bound, cues, at })
                || left == 0
        });
    }
}

/// The sentences of a scene that hold claims.
fn stretches(scene: &Scene<'_>) -> Vec<Stretch> {
    let mut from = 0;
    let mut stretches: Vec<Stretch> = Vec::with_capacity(scene.sentences.len());
    for &end in scene.sentences {
        let to = end as usize;
        let claims = scene.claims_within(from, to);
        let held = held(scene, (from, to), &claims);
        stretches.push(Stretch { from, to, claims, held, following: held });
        from = to;
    }
    for number in 0..stretches.len() {
        for ahead in 1..=AHEAD {
            let Some(next) = stretches.get(number + ahead).map(|next| next.held) else { break };
            stretches[number].following.add(&next);
        }
    }
    stretches
}

/// What a sentence holds.
fn held(scene: &Scene<'_>, (from, to): (usize, usize), claims: &[usize]) -> Held {
    let mut census = Census::default();
    let claims = claims.iter().filter_map(|&at| scene.claim_at(at));
    claims.for_each(|place| census.count(scene.claims[place].mention.kind));
    Held { sets: scene.sets_within(from, to), census }
}

/// The places of a sentence where a pattern may begin, in order.
fn starts(scene: &Scene<'_>, pattern: &Compiled, stretch: &Stretch, mut begin: impl FnMut(usize)) {
    if matches!(pattern.steps.first(), Some(Step::Claim { .. })) {
        stretch.claims.iter().for_each(|&at| begin(at));
        return;
    }
    let cues = scene.cues_within(stretch.from, stretch.to);
    let Some(lead) = &pattern.demand.lead else {
        let mut places: Vec<usize> = cues.map(|cue| cue.0).chain(stretch.claims.iter().copied()).collect();
        places.sort_unstable();
        places.dedup();
        return places.into_iter().for_each(begin);
    };
    let mut last = None;
    for (at, set) in cues {
        if last != Some(at) && lead.contains(&set) {
            last = Some(at);
            begin(at);
        }
    }
}

/// Matches steps from a token on, then goes on with `next`; undoes what it bound when that fails.
fn walk(scene: &Scene<'_>, steps: &[Step], at: usize, found: &mut Found, next: Next<'_>) -> bool {
    let Some((step, rest)) = steps.split_first() else { return next(at, found) };
    if found.fuel == 0 {
        return false;
    }
    found.fuel -= 1;
    match step {
        Step::Claim { role, until, kinds, led_by } => {
            let Some(place) = claim(scene, at, found.limit) else { return false };
            let mention = &scene.claims[place].mention;
            let led = led_by.is_none_or(|set| led_by_cue(scene, place, set));
            let whole = until.is_none() || is_path(scene, place);
            if !kinds.has(mention.kind) || !led || !whole || found.bound.iter().any(|bound| bound.1 == place)
            {
                return false;
            }
            let bound = found.bound.len();
            found.bound.extend(std::iter::once(*role).chain(*until).map(|role| (role, place)));
            let went = walk(scene, rest, mention.end as usize, found, next);
            found.bound.truncate(bound);
            went
        }
        Step::Cue(sets) => cue(scene, sets, rest, at, found, next),
        Step::NoCue(sets) => {
            !sets.iter().any(|&set| scene.has_cue(at, set)) && walk(scene, rest, at, found, next)
        }
        Step::Literal(word) => {
            let free = at < found.limit && scene.claim_over(at).is_none();
            free && fold(scene.passage.word(at)) == word.as_str() && walk(scene, rest, at + 1, found, next)
        }
        Step::Word => {
            let word = at < found.limit
                && scene.claim_over(at).is_none()
                && scene.passage.tokens[at].kind == TokenKind::Word;
            let elided = at + 1 < found.limit && matches!(scene.passage.word(at + 1), "'" | "’");
            word && walk(scene, rest, at + 1 + usize::from(elided), found, next)
        }
        Step::Gap { words, nominal, clause } => {
            gap(scene, (*words, *nominal, *clause), rest, at, found, next)
        }
        Step::SentenceEnd => sentence_end(scene, rest, at, found, next),
        Step::Stop => stops(scene, at, found.limit) && walk(scene, rest, at, found, next),
        Step::ClauseEnd => scene.clause_ends(at, found.limit) && walk(scene, rest, at, found, next),
        Step::Group { choices, repeat } => {
            group(scene, choices, *repeat, REPEATS, at, found, &mut |to, found| {
                walk(scene, rest, to, found, next)
            })
        }
    }
}

/// The claim that begins at a token, or after light words from there.
fn claim(scene: &Scene<'_>, at: usize, limit: usize) -> Option<usize> {
    for here in at..(at + LIGHT + 1).min(limit) {
        if let Some(place) = scene.claim_at(here) {
            return Some(place);
        }
        if scene.claim_over(here).is_some() || !is_light(scene, here) {
            return None;
        }
    }
    None
}

fn is_light(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.passage.word(at);
    match scene.passage.tokens[at].kind {
        TokenKind::Mark => matches!(word, "'" | "’" | "«" | "»" | "\"" | "“" | "”"),
        _ => scene.has_cue(at, Set::LIGHT),
    }
}

/// Whether two ends were written that may be a way from one to the other, not "between" them.
fn is_path(scene: &Scene<'_>, place: usize) -> bool {
    let mention = &scene.claims[place].mention;
    mention.quantity.is_some_and(|quantity| quantity.is_range())
        && !scene.has_cue(mention.first as usize, Set::BETWEEN)
}

/// Whether a claim's own words begin with a cue, or the cue stands right before it.
fn led_by_cue(scene: &Scene<'_>, place: usize, set: Set) -> bool {
    let first = scene.claims[place].mention.first as usize;
    let ends_here =
        |at: usize| scene.cues_at(at).iter().any(|cue| cue.set == set && at + cue.length as usize == first);
    scene.has_cue(first, set) || (first.saturating_sub(4)..first).any(ends_here)
}

fn cue(scene: &Scene<'_>, sets: &[Set], rest: &[Step], at: usize, found: &mut Found, next: Next<'_>) -> bool {
    if at >= found.limit || scene.claim_over(at).is_some_and(|place| !scene.is_transparent(place)) {
        return false;
    }
    for cue in scene.cues_at(at).iter().rev().filter(|cue| sets.contains(&cue.set)) {
        found.cues.push((cue.set, cue.payload));
        let went = walk(scene, rest, at + cue.length as usize, found, next);
        found.cues.pop();
        if went {
            return true;
        }
    }
    false
}

fn gap(
    scene: &Scene<'_>,
    (words, nominal, clause): (u8, bool, bool),
    rest: &[Step],
    at: usize,
    found: &mut Found,
    next: Next<'_>,
) -> bool {
    let (mut at, mut left, mut relative) = (at, words, false);
    loop {
        if walk(scene, rest, at, found, next) {
            return true;
        }
        if at >= found.limit || found.fuel == 0 {
            return false;
        }
        relative = (relative || scene.has_cue(at, Set::RELATIVE)) && scene.passage.word(at) != ",";
        if nominal && (scene.has_cue(at, Set::CUT) || !relative && scene.has_cue(at, Set::FINITE)) {
            return false;
        }
        if clause && ends_clause(scene, at) {
            return false;
        }
        let last = found.bound.last().map(|bound| bound.1);
        let Some(step) = scene.step(at, last, nominal).filter(|step| step.words <= left) else {
            return false;
        };
        left -= step.words;
        at = step.to;
    }
}

/// Whether a clause cannot go on past a token: a mark, a relative pronoun, a coordination.
fn ends_clause(scene: &Scene<'_>, at: usize) -> bool {
    let mark = || matches!(scene.passage.word(at), "," | "—" | "–" | "." | "[" | "]" | "?" | "!");
    let word = || scene.has_cue(at, Set::RELATIVE) || scene.has_cue(at, Set::JOINER);
    scene.claim_over(at).is_none() && (mark() || word())
}

/// Whether the sentence, or what a semicolon or bracket closes, stops at a token.
fn stops(scene: &Scene<'_>, at: usize, limit: usize) -> bool {
    at >= limit
        || (scene.claim_over(at).is_none() && matches!(scene.passage.word(at), "." | ";" | ")" | "!" | "?"))
}

/// Goes on in the next sentence, from the end of this one.
fn sentence_end(scene: &Scene<'_>, rest: &[Step], at: usize, found: &mut Found, next: Next<'_>) -> bool {
    if at != found.limit || at >= scene.passage.tokens.len() {
        return false;
    }
    let limit = std::mem::replace(&mut found.limit, scene.sentence(at).1);
    let went = walk(scene, rest, at, found, next);
    found.limit = limit;
    went
}

fn group(
    scene: &Scene<'_>,
    choices: &[Vec<Step>],
    repeat: Repeat,
    left: u8,
    at: usize,
    found: &mut Found,
    next: Next<'_>,
) -> bool {
    let (again, may_skip) = match repeat {
        Repeat::Once => (false, false),
        Repeat::Maybe => (false, true),
        Repeat::Any => (left > 1, true),
        Repeat::Some => (left > 1, false),
    };
    for choice in choices {
        let went = walk(scene, choice, at, found, &mut |to, found| {
            let more = again && to > at;
            (more && group(scene, choices, Repeat::Any, left - 1, to, found, next))
                || (!more && next(to, found))
        });
        if went {
            return true;
        }
    }
    may_skip && next(at, found)
}
