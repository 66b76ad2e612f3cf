//! Two lists of lines side by side: what both have, what only the old one has, what only the new one.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Who has a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Both lists.
    Both,
    /// Only the old one.
    Old,
    /// Only the new one.
    New,
}

/// A line, who has it, and the change that it belongs to.
#[derive(Clone, Debug)]
pub(super) struct Step<T> {
    pub(super) side: Side,
    pub(super) line: T,
    pub(super) change: usize,
}

/// How many pairs of unlike lines are compared at most; beyond that they count as replaced.
const WORK: usize = 40_000_000;

/// The shortest way from one list to the other; lines are alike whose `key` is. What both have is
/// given as the new list has it.
pub(super) fn script<T: Clone>(old: &[T], new: &[T], key: impl Fn(&T) -> String) -> Vec<Step<T>> {
    let (olds, news): (Vec<String>, Vec<String>) =
        (old.iter().map(&key).collect(), new.iter().map(&key).collect());
    let head = olds.iter().zip(&news).take_while(|(old, new)| old == new).count();
    let (rest, other) = (&olds[head..], &news[head..]);
    let tail = rest.iter().rev().zip(other.iter().rev()).take_while(|(old, new)| old == new).count();
    let (middle, between) = (&rest[..rest.len() - tail], &other[..other.len() - tail]);
    let ops = if middle.len().saturating_mul(between.len()) > WORK {
        let (old_len, new_len) = (middle.len(), between.len());
        vec![DiffOp::Replace { old_index: 0, old_len, new_index: 0, new_len }]
    } else {
        capture_diff_slices(Algorithm::Myers, middle, between)
    };
    let step = |side, line: &T| Step { side, line: line.clone(), change: 0 };
    let mut steps: Vec<Step<T>> = new[..head].iter().map(|line| step(Side::Both, line)).collect();
    for op in ops {
        let (tag, olds, news) = op.as_tag_tuple();
        if tag == similar::DiffTag::Equal {
            steps.extend(new[head..][news].iter().map(|line| step(Side::Both, line)));
        } else {
            steps.extend(old[head..][olds].iter().map(|line| step(Side::Old, line)));
            steps.extend(new[head..][news].iter().map(|line| step(Side::New, line)));
        }
    }
    steps.extend(new[new.len() - tail..].iter().map(|line| step(Side::Both, line)));
    steps
}

/// The stretches of steps that not both have, as ranges of places.
pub(super) fn hunks<T>(steps: &[Step<T>]) -> Vec<std::ops::Range<usize>> {
    let mut hunks: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in steps.iter().enumerate().filter(|(_, step)| step.side != Side::Both) {
        match hunks.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => hunks.push(at..at + 1),
        }
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let steps = script(&["a", "b", "c", "d"], &["a", "x", "c", "d", "e"], ToString::to_string);
        let said: Vec<_> = steps.iter().map(|step| (step.side, step.line)).collect();
        let (both, old, new) = (Side::Both, Side::Old, Side::New);
        assert_eq!(said, [(both, "a"), (old, "b"), (new, "x"), (both, "c"), (both, "d"), (new, "e")]);
        assert_eq!(hunks(&steps), [1..3, 5..6]);
    }
}
