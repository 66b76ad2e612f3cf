//! Which claim of the old sheet became which of the new one.

use std::collections::HashMap;

use super::{
    claim::Claim,
    script::{Side, Step, hunks},
};

/// Places of a pair in the script.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
    /// Whether it stands elsewhere now.
    pub(super) moved: bool,
}

impl Places {
    /// The first of them.
    pub(super) fn first(self) -> usize {
        self.new.or(self.old).unwrap_or_default()
    }
}

/// Which claim that is gone became which that is new. Each pair is put together in the script, so that
/// taking one of two changes side by side keeps the order of the claims.
pub(super) fn pairs(steps: &mut [Step<(bool, Claim)>]) -> Vec<Places> {
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
