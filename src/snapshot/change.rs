//! What changed between two sheets, as changes that a person decides on one by one.
//!
//! A claim that says something else is a change; the verdicts that it turned and the relations that it
//! broke or mended go with it. So one digit is one change, whatever hangs on it.

use std::collections::HashMap;

use super::{
    ClaimSheet,
    claim::{Claim, all_quoted},
    script::{Side, Step, hunks, script},
};

/// What sort of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The language or the date that the draft is read with.
    Document,
    /// A claim that was not there.
    Appeared,
    /// A claim that is no longer there.
    Vanished,
    /// A claim has another value.
    Value,
    /// A claim has the same value in other words.
    Words,
    /// A claim stands elsewhere.
    Moved,
    /// A claim says the same, and a check says otherwise of it.
    Verdict,
    /// Claims are tied otherwise, and none says or is said to be anything else.
    Relations,
}

impl Kind {
    /// Its name in machine output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Appeared => "appeared",
            Self::Vanished => "vanished",
            Self::Value => "value",
            Self::Words => "words",
            Self::Moved => "moved",
            Self::Verdict => "verdict",
            Self::Relations => "relations",
        }
    }
}

/// A claim before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// As it was.
    pub old: Option<Claim>,
    /// As it is.
    pub new: Option<Claim>,
    /// A claim that stands right before it in the new draft, to find the place of one that is gone.
    pub before: Option<Claim>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What sort of change it is.
    pub kind: Kind,
    /// The claims that changed, those that say something else first.
    pub claims: Vec<Pair>,
    /// The language and date, as they were and are, where they changed.
    pub head: Option<(String, String)>,
    /// Findings that are new.
    pub breaks: Vec<String>,
    /// Findings that are gone.
    pub mends: Vec<String>,
    /// Claims that now agree.
    pub ties: Vec<String>,
    /// Claims that agreed.
    pub unties: Vec<String>,
}

/// Two sheets side by side.
#[derive(Clone, Debug)]
pub struct Review {
    pub(super) heads: (String, String),
    /// The claims, with whether a gap stands before each.
    pub(super) claims: Vec<Step<(bool, Claim)>>,
    pub(super) relations: Vec<Step<String>>,
    pub(super) findings: Vec<Step<String>>,
    /// The change of the head, where it changed.
    pub(super) head: Option<usize>,
    /// The changes, in the order of the claims.
    pub changes: Vec<Change>,
}

impl Review {
    /// Lays two sheets side by side.
    pub fn new(old: &ClaimSheet, new: &ClaimSheet) -> Self {
        let line = |claim: &(bool, Claim)| claim.1.to_string();
        let mut review = Self {
            heads: (old.head.clone(), new.head.clone()),
            claims: script(&spaced(old), &spaced(new), line),
            relations: script(&old.relations, &new.relations, String::clone),
            findings: script(&old.findings, &new.findings, String::clone),
            head: None,
            changes: Vec::new(),
        };
        let pairs = pairs(&mut review.claims);
        let mut tangle = Tangle::new(pairs, &review);
        tangle.tie_words(&review);
        tangle.attach(&review);
        tangle.settle(&mut review);
        review
    }
}

impl Review {
    /// The language of the new draft.
    pub fn lang(&self) -> &str {
        self.heads.1.split(',').next().unwrap_or_default()
    }
}

/// The claims of a sheet, with whether a gap stands before each.
fn spaced(sheet: &ClaimSheet) -> Vec<(bool, Claim)> {
    let mut gap = false;
    let claims = sheet.claims.iter().filter_map(|claim| {
        let before = std::mem::replace(&mut gap, claim.is_none());
        Some((before, claim.clone()?))
    });
    claims.collect()
}

/// Places of a pair in the script.
#[derive(Clone, Copy, Debug)]
struct Places {
    old: Option<usize>,
    new: Option<usize>,
    moved: bool,
}

impl Places {
    fn first(self) -> usize {
        self.new.or(self.old).unwrap_or_default()
    }
}

/// Which claim that is gone became which that is new. Each pair is put together in the script, so that
/// taking one of two changes side by side keeps the order of the claims.
fn pairs(steps: &mut [Step<(bool, Claim)>]) -> Vec<Places> {
    let mut pairs = Vec::new();
    for hunk in hunks(steps) {
        let of = |side| hunk.clone().filter(|&at| steps[at].side == side).collect::<Vec<_>>();
        let (olds, news) = (of(Side::Old), of(Side::New));
        let likeness = |old: usize, new: usize| likeness(&steps[olds[old]].line.1, &steps[news[new]].line.1);
        let matched = match (olds.len(), news.len()) {
            (1, 1) => vec![(0, 0)],
            (olds, news) => matched(olds, news, likeness),
        };
        let (mut order, mut old, mut new) = (Vec::new(), 0, 0);
        let end = (olds.len(), news.len());
        for (to_old, to_new) in matched.into_iter().chain([end]) {
            for at in &olds[old..to_old] {
                pairs.push(Places { old: Some(hunk.start + order.len()), new: None, moved: false });
                order.push(*at);
            }
            for at in &news[new..to_new] {
                pairs.push(Places { old: None, new: Some(hunk.start + order.len()), moved: false });
                order.push(*at);
            }
            if (to_old, to_new) != end {
                let place = hunk.start + order.len();
                pairs.push(Places { old: Some(place), new: Some(place + 1), moved: false });
                order.extend([olds[to_old], news[to_new]]);
            }
            (old, new) = (to_old + 1, to_new + 1);
        }
        let ordered: Vec<_> = order.into_iter().map(|at| steps[at].clone()).collect();
        steps[hunk].clone_from_slice(&ordered);
    }
    moved(steps, &mut pairs);
    pairs.sort_by_key(|pair| pair.first());
    pairs
}

/// Joins a claim that is gone to the same one that is new elsewhere.
fn moved(steps: &[Step<(bool, Claim)>], pairs: &mut Vec<Places>) {
    let key = |at: usize| format!("{} {}", steps[at].line.1.value, steps[at].line.1.words);
    let mut come: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, pair) in pairs.iter().enumerate().rev().filter(|(_, pair)| pair.old.is_none()) {
        come.entry(key(pair.first())).or_default().push(at);
    }
    let mut taken = vec![false; pairs.len()];
    for at in 0..pairs.len() {
        let (Some(old), None) = (pairs[at].old, pairs[at].new) else { continue };
        let Some(other) = come.get_mut(&key(old)).and_then(Vec::pop) else { continue };
        taken[other] = true;
        pairs[at] = Places { old: Some(old), new: pairs[other].new, moved: true };
    }
    let mut taken = taken.into_iter();
    pairs.retain(|_| !taken.next().unwrap_or_default());
}

/// How alike two claims are; nothing where one is not the other changed.
fn likeness(old: &Claim, new: &Claim) -> f64 {
    let unit = |claim: &Claim| claim.value.split_once(' ').map(|(_, unit)| unit.to_owned());
    let points = [
        (old.words == new.words, 4.0),
        (old.value == new.value, 3.0),
        (unit(old) == unit(new), if unit(old).is_some() { 1.5 } else { 0.6 }),
    ];
    let sum: f64 = points.iter().filter(|point| point.0).map(|point| point.1).sum();
    let letters = |text: &str| text.chars().take(200).collect::<String>();
    sum + strsim::normalized_levenshtein(&letters(&old.words), &letters(&new.words))
}

/// How alike two claims must be for one to be the other changed.
const ALIKE: f64 = 0.5;

/// How many pairs are weighed at most; beyond that, they are taken in order.
const WEIGHED: usize = 4_096;

/// The pairs in order that are most alike together.
fn matched(olds: usize, news: usize, likeness: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    if olds * news > WEIGHED {
        return (0..olds.min(news)).map(|at| (at, at)).collect();
    }
    let width = news + 1;
    let mut best = vec![0.0; (olds + 1) * width];
    let alike: Vec<f64> = (0..olds)
        .flat_map(|old| (0..news).map(move |new| (old, new)))
        .map(|(old, new)| likeness(old, new))
        .collect();
    for old in (0..olds).rev() {
        for new in (0..news).rev() {
            let alone = f64::max(best[(old + 1) * width + new], best[old * width + new + 1]);
            let alike = alike[old * news + new];
            let together = if alike > ALIKE { alike + best[(old + 1) * width + new + 1] } else { 0.0 };
            best[old * width + new] = f64::max(alone, together);
        }
    }
    let (mut old, mut new, mut pairs) = (0, 0, Vec::new());
    while old < olds && new < news {
        let here = best[old * width + new];
        if best[(old + 1) * width + new] >= here {
            old += 1;
        } else if best[old * width + new + 1] >= here {
            new += 1;
        } else {
            pairs.push((old, new));
            (old, new) = (old + 1, new + 1);
        }
    }
    pairs
}

/// What hangs together: pairs of claims, lines of relations and findings, and the head, as a forest.
struct Tangle {
    pairs: Vec<Places>,
    /// The lines that not both have: of relations, then of findings.
    lines: Vec<(bool, usize)>,
    parents: Vec<usize>,
}

impl Tangle {
    fn new(pairs: Vec<Places>, review: &Review) -> Self {
        let edited = |finding: bool, steps: &[Step<String>]| {
            let edits = steps.iter().enumerate().filter(|(_, step)| step.side != Side::Both);
            edits.map(|(at, _)| (finding, at)).collect::<Vec<_>>()
        };
        let lines = [edited(false, &review.relations), edited(true, &review.findings)].concat();
        let parents = (0..=pairs.len() + lines.len()).collect();
        Self { pairs, lines, parents }
    }

    /// The node of the head.
    fn head(&self) -> usize {
        self.parents.len() - 1
    }

    fn root(&mut self, mut node: usize) -> usize {
        while self.parents[node] != node {
            self.parents[node] = self.parents[self.parents[node]];
            node = self.parents[node];
        }
        node
    }

    /// The lower of two roots becomes that of both.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other)] = one.min(other);
    }

    fn line<'r>(&self, at: usize, review: &'r Review) -> &'r Step<String> {
        let (finding, at) = self.lines[at];
        if finding { &review.findings[at] } else { &review.relations[at] }
    }

    /// Ties lines to the changed claims whose words they hold, and to lines about the same words.
    fn tie_words(&mut self, review: &Review) {
        let mut holders: HashMap<(bool, &str), Vec<usize>> = HashMap::new();
        for (node, pair) in self.pairs.iter().enumerate() {
            for (new, at) in [(false, pair.old), (true, pair.new)] {
                if let Some(at) = at {
                    holders.entry((new, &review.claims[at].line.1.words)).or_default().push(node);
                }
            }
        }
        let mut alike: HashMap<Vec<String>, usize> = HashMap::new();
        for at in 0..self.lines.len() {
            let (node, step) = (self.pairs.len() + at, self.line(at, review));
            let words = all_quoted(&step.line);
            for word in &words {
                let same = holders.get(&(step.side == Side::New, word.as_str()));
                // Words that stand in many changed claims tell none of them.
                for &pair in same.into_iter().flatten().take(8) {
                    self.join(pair, node);
                }
            }
            let first = *alike.entry(words).or_insert(node);
            self.join(first, node);
        }
        for hunk in hunks(&review.claims) {
            // One claim that became two, or two that became one.
            let from = self.pairs.partition_point(|pair| pair.first() < hunk.start);
            let own = (from..self.pairs.len()).take_while(|&at| hunk.contains(&self.pairs[at].first()));
            let pairs: Vec<usize> = own.filter(|&at| !self.pairs[at].moved).take(3).collect();
            if let ([one, other], 3) = (&pairs[..], hunk.len()) {
                self.join(*one, *other);
            }
        }
        for at in 1..self.pairs.len() {
            if self.pairs[at].moved && self.pairs[at - 1].moved {
                self.join(at - 1, at);
            }
        }
    }

    /// Whether a pair is a change by itself and not what another brought about: its words changed.
    fn is_cause(&self, node: usize, review: &Review) -> bool {
        let words = |at: usize| &review.claims[at].line.1.words;
        let pair = self.pairs[node];
        pair.moved || pair.old.map(words) != pair.new.map(words)
    }

    /// Lets what was brought about go with the nearest change that may have done so.
    fn attach(&mut self, review: &Review) {
        let causes: Vec<usize> = (0..self.pairs.len()).filter(|&node| self.is_cause(node, review)).collect();
        let headed = review.heads.0 != review.heads.1;
        let mut caused = vec![false; self.parents.len()];
        for &cause in &causes {
            let root = self.root(cause);
            caused[root] = true;
        }
        let head = self.head();
        // A date at the top that is none any more is read as a claim.
        let top =
            self.pairs.first().filter(|pair| pair.first() == 0 && (pair.old.is_none() || pair.new.is_none()));
        if headed && top.is_some() {
            self.join(head, 0);
        }
        for node in 0..head {
            let root = self.root(node);
            if caused[root] {
                continue;
            }
            let place = self.pairs.get(node).map_or(0, |pair| pair.first());
            let after = causes.partition_point(|&cause| self.pairs[cause].first() < place);
            let near = causes[after.saturating_sub(1)..].iter().take(2);
            let apart = |cause: &&usize| self.pairs[**cause].first().abs_diff(place);
            let nearest = if headed { Some(head) } else { near.min_by_key(apart).copied() };
            if let Some(nearest) = nearest {
                self.join(nearest, node);
                let root = self.root(node);
                caused[root] = true;
            }
        }
    }

    /// Numbers the changes in the order of their claims, and writes them down.
    fn settle(&mut self, review: &mut Review) {
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        let headed = review.heads.0 != review.heads.1;
        let all = self.head();
        let nodes = headed.then_some(all).into_iter().chain(0..all);
        let mut members: Vec<Vec<usize>> = Vec::new();
        for node in nodes {
            let next = members.len();
            let root = self.root(node);
            let number = *numbers.entry(root).or_insert(next);
            if number == next {
                members.push(Vec::new());
            }
            members[number].push(node);
        }
        for (number, nodes) in members.iter().enumerate() {
            let change = self.change(nodes, review);
            review.changes.push(change);
            for &node in nodes {
                self.mark(node, number, review);
            }
        }
    }

    fn mark(&self, node: usize, number: usize, review: &mut Review) {
        if let Some(pair) = self.pairs.get(node) {
            for at in [pair.old, pair.new].into_iter().flatten() {
                review.claims[at].change = number;
            }
        } else if let Some(&(finding, at)) = self.lines.get(node - self.pairs.len()) {
            let lines = if finding { &mut review.findings } else { &mut review.relations };
            lines[at].change = number;
        } else {
            review.head = Some(number);
        }
    }

    fn change(&self, nodes: &[usize], review: &Review) -> Change {
        let mut pairs: Vec<usize> = nodes.iter().copied().filter(|node| *node < self.pairs.len()).collect();
        pairs.sort_by_key(|&node| (!self.is_cause(node, review), self.pairs[node].first()));
        let lines = |finding: bool, side: Side| {
            let own = nodes.iter().filter_map(|node| self.lines.get(node.checked_sub(self.pairs.len())?));
            let own = own.filter(move |line| line.0 == finding);
            let steps =
                own.map(|line| if finding { &review.findings[line.1] } else { &review.relations[line.1] });
            steps.filter(|step| step.side == side).map(|step| step.line.clone()).collect::<Vec<_>>()
        };
        let head = nodes.contains(&self.head()).then(|| review.heads.clone());
        Change {
            kind: match pairs.first() {
                _ if head.is_some() => Kind::Document,
                Some(&pair) => self.kind(self.pairs[pair], review),
                None => Kind::Relations,
            },
            claims: pairs.iter().map(|&pair| self.pair(self.pairs[pair], review)).collect(),
            head,
            breaks: lines(true, Side::New),
            mends: lines(true, Side::Old),
            ties: lines(false, Side::New),
            unties: lines(false, Side::Old),
        }
    }

    fn kind(&self, pair: Places, review: &Review) -> Kind {
        let claim = |at: usize| &review.claims[at].line.1;
        match (pair.old.map(claim), pair.new.map(claim)) {
            _ if pair.moved => Kind::Moved,
            (None, _) => Kind::Appeared,
            (_, None) => Kind::Vanished,
            (Some(old), Some(new)) if old.value != new.value => Kind::Value,
            (Some(old), Some(new)) if old.words != new.words => Kind::Words,
            (Some(old), Some(new)) if old.mark != new.mark => Kind::Verdict,
            _ => Kind::Relations,
        }
    }

    fn pair(&self, pair: Places, review: &Review) -> Pair {
        let claim = |at: usize| review.claims[at].line.1.clone();
        let there = |at: &usize| review.claims[*at].side != Side::Old;
        let before = pair.old.and_then(|old| (0..old).rev().find(there)).map(claim);
        Pair { old: pair.old.map(claim), new: pair.new.map(claim), before }
    }
}
