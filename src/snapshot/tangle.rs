//! What of two sheets changed together: a claim, the verdicts that it turned, the relations that it broke.

use std::collections::HashMap;

use super::{
    change::{Change, Kind, Pair, Review},
    claim::all_quoted,
    pairs::Places,
    script::{Side, Step, hunks},
};

/// What hangs together: pairs of claims, lines of relations and findings, and the head, as a forest.
pub(super) struct Tangle {
    pairs: Vec<Places>,
    /// The lines that not both have: of relations, then of findings.
    lines: Vec<(bool, usize)>,
    parents: Vec<usize>,
}

impl Tangle {
    /// Everything by itself.
    pub(super) fn new(pairs: Vec<Places>, review: &Review) -> Self {
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
    pub(super) fn tie_words(&mut self, review: &Review) {
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
    pub(super) fn attach(&mut self, review: &Review) {
        let causes: Vec<usize> = (0..self.pairs.len()).filter(|&node| self.is_cause(node, review)).collect();
        let headed = review.heads.0 != review.heads.1;
        let mut known = vec![false; self.parents.len()];
        for &cause in &causes {
            let root = self.root(cause);
            known[root] = true;
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
            if known[root] {
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
                known[root] = true;
            }
        }
    }

    /// Numbers the changes in the order of their claims, and writes them down.
    pub(super) fn settle(&mut self, review: &mut Review) {
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
                Some(&pair) => Self::kind(self.pairs[pair], review),
                None => Kind::Relations,
            },
            claims: pairs.iter().map(|&pair| Self::pair(self.pairs[pair], review)).collect(),
            head,
            breaks: lines(true, Side::New),
            mends: lines(true, Side::Old),
            ties: lines(false, Side::New),
            unties: lines(false, Side::Old),
        }
    }

    fn kind(pair: Places, review: &Review) -> Kind {
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

    fn pair(pair: Places, review: &Review) -> Pair {
        let claim = |at: usize| review.claims[at].line.1.clone();
        let there = |at: &usize| review.claims[*at].side != Side::Old;
        let before = pair.old.and_then(|old| (0..old).rev().find(there)).map(claim);
        Pair { old: pair.old.map(claim), new: pair.new.map(claim), before }
    }
}
