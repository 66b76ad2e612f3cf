//! The items of an enumeration: "l'eau, l'école et le logement" are three.
//!
//! What an item is cannot always be told: "Paul Durand, maire de Lille, et Anne Petit" are two and an apposition,
//! "Affaires sociales et Santé" is one ministry. So a list has *at least* and *at most* so many items:
//! those that begin as the first one does are sure, the others possible.

use crate::{
    claim::Claim,
    lexicon::Set,
    parse::{Before, Kind, TokenKind},
    relate::Scene,
    text::Span,
};

/// The most items that are counted.
const MOST: usize = 40;

/// The most words of one item.
const LONGEST: usize = 16;

/// The items of a list.
#[allow(clippy::struct_excessive_bools, reason = "each says another thing of the list")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Items {
    /// The fewest and the most items that it may have.
    pub least: usize,
    /// See [`Self::least`].
    pub most: usize,
    /// Its bytes in the prose.
    pub span: Span,
    /// The token after it.
    pub end: usize,
    /// Whether a conjunction stands before the last item.
    pub joined: bool,
    /// Whether all its items are proper names.
    pub named: bool,
    /// Whether some item may be several things: a plural with its article.
    pub plural: bool,
    /// Whether its items are nouns without an article, which may be anything.
    pub bare: bool,
}

/// The sets of words that tell how lists go.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    and: Set,
    open: Set,
    apart: Set,
    determiner: Set,
    several: Set,
    single: Set,
    lead: Set,
    besides: Set,
}

impl Words {
    /// The sets of a scene's language; nothing where the rules bring none.
    pub fn of(scene: &Scene<'_>) -> Option<Self> {
        let sets = &scene.passage.lexicon.sets;
        Some(Self {
            and: sets.get("list-and")?,
            open: sets.get("list-open")?,
            apart: sets.get("list-apart")?,
            determiner: sets.get("list-determiner")?,
            several: sets.get("list-several")?,
            single: sets.get("list-single")?,
            lead: sets.get("list-lead")?,
            besides: sets.get("list-besides")?,
        })
    }

    /// Whether what joins the last item to a list stands at a token.
    pub fn joins(&self, scene: &Scene<'_>, at: usize) -> bool {
        scene.has_cue(at, self.and) || scene.has_cue(at, self.besides)
    }
}

/// How an item begins: what is listed with it begins likewise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A proper name, or words in quotation marks.
    Name,
    /// A noun with its article.
    Noun,
    /// A noun or verb without.
    Bare,
    /// What only goes on about the item before: "qui cède l'Intérieur", "34 ans".
    Aside,
}

/// One stretch between commas and conjunctions.
#[derive(Clone, Copy, Debug)]
struct Item {
    shape: Shape,
    /// What stands before it.
    tie: Tie,
    plural: bool,
}

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    /// A comma or semicolon, or nothing.
    Mark,
    /// "et", "and".
    And,
    /// "ainsi que", "as well as": it may be of another kind.
    Besides,
}

/// Reads the list that begins at a token and ends before another one; nothing where it is none to rely on.
pub fn items(scene: &Scene<'_>, words: &Words, from: usize, limit: usize) -> Option<Items> {
    if let Some(bullets) = bullets(scene, from, limit) {
        return Some(bullets);
    }
    let semicolons = (from..limit).any(|at| scene.passage.word(at) == ";");
    let leads = scene.has_cue(from, words.lead);
    let (mut at, mut start, mut tie) = (from, from, Tie::Mark);
    let mut list: Vec<Item> = Vec::new();
    let mut end = from;
    loop {
        let stop = at >= limit || closes(scene, at);
        let cut = if stop { None } else { separator(scene, words, at, limit, semicolons) };
        if !stop && cut.is_none() {
            if at - start > LONGEST || scene.has_cue(at, words.open) {
                return None;
            }
            at = skip(scene, at, limit);
            continue;
        }
        if start < at {
            match item(scene, words, (start, at), leads)? {
                Read::Item(shape, plural) => {
                    list.push(Item { shape, tie, plural });
                    end = at;
                }
                Read::Ended if tie != Tie::Mark => return None,
                Read::Ended => break,
            }
        }
        let Some((length, next)) = cut.filter(|_| list.len() < MOST) else { break };
        at += length;
        (start, tie) = (at, next);
    }
    counted(scene, &list, from, end)
}

/// What a stretch is: an item, or the clause that goes on after the list.
enum Read {
    Item(Shape, bool),
    Ended,
}

/// How many items the stretches are.
///
/// The list may end with its first conjunction, what follows going on about the last item ("A, B et C, maire de
/// Lyon, et son fils"); or with its last one, those before it standing inside items ("Health and Human Services and
/// Defense").
fn counted(scene: &Scene<'_>, list: &[Item], from: usize, end: usize) -> Option<Items> {
    let first = list.first().filter(|item| item.shape != Shape::Aside)?;
    let anded = |item: &Item| item.tie == Tie::And && item.shape != Shape::Aside;
    let own = list.iter().position(|item| item.tie == Tie::Besides).map_or(list, |besides| &list[..besides]);
    let ands: Vec<usize> = (0..own.len()).filter(|&at| anded(&own[at])).collect();
    let sure = |list: &[Item], closed: bool| {
        let is = |(at, item): (usize, &Item)| {
            item.shape == first.shape && item.tie == Tie::Mark
                || closed && at + 1 == list.len() && anded(item)
        };
        list.iter().enumerate().filter(|&(at, item)| is((at, item))).count()
    };
    let least = match ands[..] {
        [] => sure(own, false),
        [only] => sure(&own[..=only], true),
        [early, .., late] => sure(&own[..=early], true).min(sure(&own[..=late], false)),
    };
    let through = ands.last().map_or(own.len(), |last| last + 1).max(if own.len() < list.len() {
        list.len()
    } else {
        0
    });
    let most = list[..through].iter().filter(|item| item.shape != Shape::Aside).count();
    let tokens = &scene.passage.tokens;
    let span = tokens[from].span.join(tokens[end.checked_sub(1)?].span);
    let brackets = |mark: &str| (from..end).filter(|&at| scene.passage.word(at) == mark).count();
    (brackets("(") == brackets(")")).then(|| Items {
        least,
        most,
        span,
        end,
        joined: !ands.is_empty(),
        named: list.iter().all(|item| item.shape == Shape::Name),
        plural: list.iter().any(|item| item.plural),
        bare: first.shape == Shape::Bare,
    })
}

/// The next token, past a parenthesis or quotation that opens here.
fn skip(scene: &Scene<'_>, at: usize, limit: usize) -> usize {
    let close = match scene.passage.word(at) {
        "(" => ")",
        "«" => "»",
        "“" => "”",
        "\"" => "\"",
        "[" => "]",
        _ => return at + 1,
    };
    (at + 1..limit).find(|&at| scene.passage.word(at) == close).map_or(at + 1, |at| at + 1)
}

/// Whether a token ends any list: a closing bracket, a full stop, a colon, a dash set apart.
fn closes(scene: &Scene<'_>, at: usize) -> bool {
    match scene.passage.word(at) {
        ")" | "." | "?" | "!" | ":" | "—" | "–" => true,
        "-" => scene.passage.tokens[at].before != Before::Glued,
        _ => false,
    }
}

/// How many tokens a separator at a place takes, and whether it is a conjunction.
fn separator(
    scene: &Scene<'_>,
    words: &Words,
    at: usize,
    limit: usize,
    semicolons: bool,
) -> Option<(usize, Tie)> {
    if scene.claim_over(at).is_some_and(|place| scene.claims[place].mention.first as usize != at)
        && !is_list(scene, at)
    {
        return None;
    }
    let and = |at: usize| {
        let tie = |set| if set == words.besides { Tie::Besides } else { Tie::And };
        let cues = scene.cues_at(at).iter().filter(|cue| cue.set == words.and || cue.set == words.besides);
        cues.map(|cue| (cue.length as usize, tie(cue.set))).max_by_key(|cue| cue.0)
    };
    let mark = if semicolons { ";" } else { "," };
    if scene.passage.word(at) == mark {
        let after = (at + 1 < limit).then(|| and(at + 1)).flatten();
        return Some(after.map_or((1, Tie::Mark), |(length, tie)| (1 + length, tie)));
    }
    if semicolons { None } else { and(at) }
}

/// Whether a claim over a token is itself a list of names or a date: then its commas separate.
fn is_list(scene: &Scene<'_>, at: usize) -> bool {
    scene
        .claim_over(at)
        .is_some_and(|place| matches!(scene.claims[place].mention.kind, Kind::List | Kind::Name))
}

/// Whether a claim counts people: in a list of people it is as many items as it says.
pub fn people(claim: &Claim) -> bool {
    claim.mention.kind == Kind::Count && claim.phrase.as_ref().is_some_and(|phrase| phrase.person)
}

/// What a stretch of tokens is.
fn item(scene: &Scene<'_>, words: &Words, (from, to): (usize, usize), leads: bool) -> Option<Read> {
    let mut at = from;
    let mut determiner = false;
    let mut plural = false;
    loop {
        if at >= to {
            return Some(Read::Item(Shape::Aside, false));
        }
        if let Some(place) = scene.claim_at(at) {
            let mention = &scene.claims[place].mention;
            let one = || mention.quantity.is_some_and(|quantity| quantity.high.value == 1.into());
            match mention.kind {
                Kind::Number | Kind::Count if one() || people(&scene.claims[place]) => determiner = true,
                Kind::Number | Kind::Count if plural => return Some(Read::Ended),
                Kind::Number | Kind::Count | Kind::Ratio | Kind::Percent | Kind::Money | Kind::Measure => {
                    return None;
                }
                Kind::Ordinal => return None,
                Kind::Age | Kind::Duration | Kind::Score | Kind::Points => {
                    return Some(Read::Item(Shape::Aside, false));
                }
                Kind::Date | Kind::Time => return Some(Read::Item(Shape::Name, false)),
                _ => {}
            }
            if determiner && matches!(mention.kind, Kind::Number | Kind::Count) {
                at = mention.end as usize;
                continue;
            }
        }
        let word = scene.passage.word(at);
        if matches!(word, "'" | "’") {
            at += 1;
        } else if scene.has_cue(at, words.several) {
            (determiner, plural, at) = (true, true, at + 1);
        } else if scene.has_cue(at, words.determiner) || scene.has_cue(at, words.single) {
            (determiner, at) = (true, at + 1);
        } else if leads && scene.has_cue(at, words.lead) && at == from {
            at += 1;
        } else {
            break;
        }
    }
    let lower = |at: usize| scene.passage.word(at).starts_with(char::is_lowercase);
    if scene.has_cue(at, words.apart) || scene.has_cue(at, Set::RELATIVE) {
        return Some(Read::Item(Shape::Aside, false));
    }
    if has_verb(scene, at, to) {
        return Some(Read::Ended);
    }
    let token = scene.passage.tokens[at].kind;
    let shape = match token {
        TokenKind::Mark if matches!(scene.passage.word(at), "«" | "“" | "\"") => Shape::Name,
        TokenKind::Word if !lower(at) => Shape::Name,
        TokenKind::Word if determiner => Shape::Noun,
        TokenKind::Word
            if scene.passage.lexicon.terms.starts(scene.passage.tokens[at].word).has(Set::FUNCTION) =>
        {
            Shape::Aside
        }
        TokenKind::Word => Shape::Bare,
        _ => Shape::Aside,
    };
    Some(Read::Item(shape, plural))
}

/// Whether a stretch has a finite verb outside its relative clauses: then it is no item.
fn has_verb(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        if scene.has_cue(at, Set::RELATIVE) {
            return false;
        }
        if scene.claim_over(at).is_none() && scene.has_cue(at, Set::FINITE) {
            return true;
        }
        at = skip(scene, at, to);
    }
    false
}

/// Lines that begin with a dash or a bullet.
fn bullets(scene: &Scene<'_>, from: usize, limit: usize) -> Option<Items> {
    let opens = |at: &usize| {
        let token = &scene.passage.tokens[*at];
        token.before == Before::Break && matches!(scene.passage.word(*at), "-" | "•" | "*" | "–" | "—" | "·")
    };
    if from >= limit || !opens(&from) {
        return None;
    }
    // A line of its own that is no item ends the list: "Deux villes sont citées :".
    let other = |at: &usize| scene.passage.tokens[*at].before == Before::Break && !opens(at);
    let end = (from..scene.passage.tokens.len()).find(other).unwrap_or(scene.passage.tokens.len());
    let count = (from..end).filter(opens).count();
    let span = scene.passage.tokens[from].span.join(scene.passage.tokens[end - 1].span);
    Some(Items {
        least: count,
        most: count,
        span,
        end,
        joined: true,
        named: false,
        plural: false,
        bare: false,
    })
}
