//! Simple Temporal Networks: points in time, and how far one may be after another.
//!
//! Every statement is a bound `to − from ≤ most`, an edge of a graph. The bounds
//! contradict one another exactly when their sums around some cycle are below zero,
//! and the statements on that cycle are a smallest explanation: without any one of
//! them the rest has a solution (Dechter, Meiri and Pearl, *Temporal constraint
//! networks*, 1991). A solution is kept while bounds are added; a new bound moves only
//! the points it reaches, each once (Cotton and Maler, *Fast and flexible difference
//! constraint propagation*, 2006).

use std::{cmp::Reverse, collections::BinaryHeap};

use rustc_hash::FxHashMap;

/// A point in time of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point(u32);

impl Point {
    /// The point that all dates are counted from.
    pub const ORIGIN: Self = Self(0);
}

/// One bound: `to` is at most `most` after `from`.
#[derive(Clone, Copy, Debug)]
struct Bound {
    from: Point,
    to: Point,
    most: i64,
    /// The statement that it comes from.
    why: u32,
}

/// Points and bounds that have a solution.
#[derive(Clone, Debug)]
pub struct Network {
    bounds: Vec<Bound>,
    /// By point: the bounds that start there.
    leaving: Vec<Vec<u32>>,
    /// By point: its time in the solution.
    times: Vec<i64>,
    /// By point: whether some bound touches it; until then it may stand anywhere.
    bound: Vec<bool>,
}

impl Default for Network {
    fn default() -> Self {
        Self { bounds: Vec::new(), leaving: vec![Vec::new()], times: vec![0], bound: vec![true] }
    }
}

/// What a new bound does to a point: how much earlier it gets, and the bound that says so.
type Moves = FxHashMap<Point, (i64, u32)>;

impl Network {
    /// A new point, free so far.
    pub fn point(&mut self) -> Point {
        self.leaving.push(Vec::new());
        self.times.push(0);
        self.bound.push(false);
        Point(self.times.len() as u32 - 1)
    }

    /// Says that `to` comes at least `least` and at most `most` after `from`.
    ///
    /// # Errors
    /// The statements, this one among them, that cannot all be true; then it is left out.
    pub fn between(
        &mut self,
        from: Point,
        to: Point,
        (least, most): (Option<i64>, Option<i64>),
        why: u32,
    ) -> Result<(), Vec<u32>> {
        self.place(from, to, least.or(most).unwrap_or(0));
        if let Some(most) = most {
            self.add(Bound { from, to, most, why })?;
        }
        least
            .map_or(Ok(()), |least| self.add(Bound { from: to, to: from, most: least.saturating_neg(), why }))
    }

    /// Puts a point that nothing binds yet where its first statement wants it, so that nothing else need move.
    fn place(&mut self, from: Point, to: Point, apart: i64) {
        let (start, end) = (from.0 as usize, to.0 as usize);
        if !self.bound[end] {
            self.times[end] = self.times[start].saturating_add(apart);
        } else if !self.bound[start] {
            self.times[start] = self.times[end].saturating_sub(apart);
        }
        self.bound[start] = true;
        self.bound[end] = true;
    }

    fn add(&mut self, bound: Bound) -> Result<(), Vec<u32>> {
        let place = self.bounds.len() as u32;
        self.bounds.push(bound);
        let moved = self.tightened(place).inspect_err(|_| {
            self.bounds.pop();
        })?;
        for (point, (by, _)) in moved {
            self.times[point.0 as usize] += by;
        }
        self.leaving[bound.from.0 as usize].push(place);
        Ok(())
    }

    /// The points that a new bound moves, each with how far; or the statements of a cycle below zero.
    fn tightened(&self, new: u32) -> Result<Moves, Vec<u32>> {
        let Bound { from, to, .. } = self.bounds[new as usize];
        let (mut moves, mut settled) = (Moves::default(), Moves::default());
        let mut queue = BinaryHeap::new();
        let by = self.excess(new, 0);
        if by >= 0 {
            return Ok(settled);
        }
        if from == to {
            return Err(vec![self.bounds[new as usize].why]);
        }
        moves.insert(to, (by, new));
        queue.push((Reverse(by), to));
        while let Some((Reverse(by), point)) = queue.pop() {
            let Some(&found) = moves.get(&point).filter(|found| found.0 == by) else { continue };
            if settled.insert(point, found).is_some() {
                continue;
            }
            for &place in &self.leaving[point.0 as usize] {
                let next = self.bounds[place as usize].to;
                let further = self.excess(place, by);
                if further >= 0 || settled.contains_key(&next) {
                    continue;
                }
                if next == from {
                    return Err(self.cycle(new, place, &settled));
                }
                if moves.get(&next).is_none_or(|known| further < known.0) {
                    moves.insert(next, (further, place));
                    queue.push((Reverse(further), next));
                }
            }
        }
        Ok(settled)
    }

    /// How much earlier than now a bound makes its end, once its start is moved.
    fn excess(&self, place: u32, moved: i64) -> i64 {
        let Bound { from, to, most, .. } = self.bounds[place as usize];
        let time = |point: Point| self.times[point.0 as usize];
        time(from).saturating_add(moved).saturating_add(most).saturating_sub(time(to))
    }

    /// The statements on the way from a new bound to the one that closes the cycle, each once.
    fn cycle(&self, new: u32, last: u32, settled: &Moves) -> Vec<u32> {
        let mut path = vec![last];
        let mut place = last;
        while place != new {
            match settled.get(&self.bounds[place as usize].from) {
                Some(&(_, before)) => place = before,
                None => break,
            }
            path.push(place);
        }
        let mut whys: Vec<u32> =
            path.into_iter().rev().map(|place| self.bounds[place as usize].why).collect();
        let mut met = Vec::new();
        whys.retain(|why| {
            !met.contains(why) && {
                met.push(*why);
                true
            }
        });
        whys
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// True times of some events, and pairs of them.
    fn history() -> impl Strategy<Value = (Vec<i64>, Vec<(usize, usize)>)> {
        prop::collection::vec(-100_000_i64..100_000, 2..20).prop_flat_map(|times| {
            let count = times.len();
            (Just(times), prop::collection::vec((0..count, 0..count), 0..60))
        })
    }

    /// A network of true statements about a history: dates first, then pairs.
    fn told(times: &[i64], pairs: &[(usize, usize)], slack: i64) -> (Network, Vec<Point>) {
        let mut network = Network::default();
        let points: Vec<Point> = times.iter().map(|_| network.point()).collect();
        for (at, &(a, b)) in pairs.iter().enumerate() {
            let apart = times[b] - times[a];
            let within = (Some(apart - slack), Some(apart + slack));
            assert_eq!(network.between(points[a], points[b], within, at as u32), Ok(()));
        }
        (network, points)
    }

    proptest! {
        #[test]
        fn what_happened_is_never_contradictory((times, pairs) in history(), slack in 0_i64..50) {
            told(&times, &pairs, slack);
        }

        #[test]
        fn a_lie_is_found_with_the_chain_that_refutes_it(
            times in prop::collection::vec(-100_000_i64..100_000, 2..20),
            noise in prop::collection::vec((0_usize..20, 0_usize..20), 0..40),
        ) {
            // A chain of known distances from the first event to the last, among looser statements.
            let count = times.len();
            let loose: Vec<_> = noise.into_iter().map(|(a, b)| (a % count, b % count)).collect();
            let (mut network, points) = told(&times, &loose, 500_000);
            for at in 1..count {
                let apart = times[at] - times[at - 1];
                let exact = (Some(apart), Some(apart));
                prop_assert_eq!(network.between(points[at - 1], points[at], exact, 1000 + at as u32), Ok(()));
            }
            let apart = times[count - 1] - times[0];
            let lie = network.between(points[0], points[count - 1], (Some(apart + 1), None), 9999);
            let mut refuted = lie.expect_err("a lie");
            refuted.sort_unstable();
            let chain: Vec<u32> = (1..count as u32).map(|at| 1000 + at).chain([9999]).collect();
            prop_assert_eq!(refuted, chain);
            // It is left out, and the rest goes on.
            let truth = (Some(apart), Some(apart));
            prop_assert_eq!(network.between(points[0], points[count - 1], truth, 1), Ok(()));
        }
    }

    #[test]
    fn a_long_chain_takes_linear_time() {
        let mut network = Network::default();
        let points: Vec<Point> = (0..200_000).map(|_| network.point()).collect();
        for (at, pair) in points.windows(2).enumerate() {
            assert_eq!(network.between(pair[0], pair[1], (Some(1), Some(3)), at as u32), Ok(()));
        }
        assert!(network.between(points[0], points[10], (None, Some(9)), 7).is_err());
    }
}
