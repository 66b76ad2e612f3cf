//! The words and phrases of a language, found by walking a trie of words.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Set, SetBits, fold::bare};

/// A word or mark that some term holds; 0 is a word that none does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Word(pub u32);

impl Word {
    /// A word that no term holds.
    pub const UNKNOWN: Self = Self(0);
}

/// A key of a term: its words and marks, folded.
pub type Key<'a> = &'a [&'a str];

/// What is found of a set at some place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// How many tokens it takes.
    pub length: usize,
    /// What it carries; the set says what that means.
    pub payload: i64,
}

/// Words, phrases and what they mean.
#[derive(Debug, Serialize, Deserialize)]
pub struct Terms {
    words: FxHashMap<Box<str>, Word>,
    /// By word: the place in `classes` of the sets of all terms that begin with it.
    class: Vec<u32>,
    /// The sets that some word begins. Few words differ in them, so the table is small.
    classes: Vec<SetBits>,
    /// The class that a set more makes of a class.
    #[serde(skip)]
    wider: FxHashMap<(u32, Set), u32>,
    /// By word: the node that it leads to from the root, 0 where none.
    roots: Vec<u32>,
    nodes: Vec<Node>,
    edges: FxHashMap<(u32, Word), u32>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Node {
    meanings: Vec<(Set, i64)>,
    inner: bool,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            words: FxHashMap::default(),
            class: vec![0],
            classes: vec![SetBits::default()],
            wider: FxHashMap::default(),
            roots: vec![0],
            nodes: vec![Node::default()],
            edges: FxHashMap::default(),
        }
    }
}

impl Terms {
    /// Adds a term: `key` is its words and marks as the tokenizer cuts them, folded.
    pub fn add(&mut self, key: Key<'_>, set: Set, payload: i64) {
        let mut node = 0;
        for (at, &part) in key.iter().enumerate() {
            let word = self.intern(part);
            if at == 0 {
                self.class[word.0 as usize] = self.wider(self.class[word.0 as usize], set);
            }
            let next = self.nodes.len() as u32;
            let edge = match node {
                0 => &mut self.roots[word.0 as usize],
                node => self.edges.entry((node, word)).or_default(),
            };
            let to = if *edge == 0 { next } else { *edge };
            *edge = to;
            if to == next {
                self.nodes.push(Node::default());
                self.nodes[node as usize].inner = true;
            }
            node = to;
        }
        let meanings = &mut self.nodes[node as usize].meanings;
        if !meanings.contains(&(set, payload)) {
            meanings.push((set, payload));
        }
    }

    /// Lets words be found without their accents where that is no other word: "decembre".
    pub fn allow_bare(&mut self) {
        let mut accented: Vec<(Box<str>, Word)> = self
            .words
            .iter()
            .filter(|(word, _)| !word.is_ascii())
            .map(|(word, &id)| (bare(word).into(), id))
            .collect();
        accented.sort_by_key(|&(_, id)| id.0);
        for (word, id) in accented {
            self.words.entry(word).or_insert(id);
        }
    }

    /// The class of a class's sets and one more.
    fn wider(&mut self, class: u32, set: Set) -> u32 {
        let mut sets = self.classes[class as usize];
        if sets.has(set) {
            return class;
        }
        let next = self.classes.len() as u32;
        let wider = *self.wider.entry((class, set)).or_insert(next);
        if wider == next {
            sets.insert(set);
            self.classes.push(sets);
        }
        wider
    }

    fn intern(&mut self, part: &str) -> Word {
        if let Some(&word) = self.words.get(part) {
            return word;
        }
        let word = Word(self.class.len() as u32);
        self.class.push(0);
        self.roots.push(0);
        self.words.insert(part.into(), word);
        word
    }

    /// The word of a folded token.
    pub fn word(&self, folded: &str) -> Word {
        self.words.get(folded).copied().unwrap_or_default()
    }

    /// The sets of all terms that begin with a word.
    pub fn starts(&self, word: Word) -> &SetBits {
        &self.classes[self.class[word.0 as usize] as usize]
    }

    /// By word: whether a term of some sets begins with it.
    pub fn leads(&self, sets: &SetBits) -> Vec<bool> {
        let leads: Vec<bool> = self.classes.iter().map(|class| class.meets(sets)).collect();
        self.class.iter().map(|&class| leads[class as usize]).collect()
    }

    /// The longest term of a set at the head of some words.
    pub fn longest(&self, set: Set, words: impl Iterator<Item = Word>) -> Option<Term> {
        self.walk(words)
            .filter_map(|(length, node)| self.meaning(node, set).map(|payload| Term { length, payload }))
            .last()
    }

    /// Hands all terms at the head of some tokens to `take`, of every set: the shortest first.
    pub fn each(&self, words: impl Iterator<Item = Word>, mut take: impl FnMut(Set, Term)) {
        for (length, node) in self.walk(words) {
            for &(set, payload) in &self.nodes[node as usize].meanings {
                take(set, Term { length, payload });
            }
        }
    }

    /// All terms at the head of some words, of every set: the shortest first.
    pub fn all(&self, words: impl Iterator<Item = Word>) -> impl Iterator<Item = (Set, Term)> {
        self.walk(words).flat_map(|(length, node)| {
            self.nodes[node as usize]
                .meanings
                .iter()
                .map(move |&(set, payload)| (set, Term { length, payload }))
        })
    }

    fn meaning(&self, node: u32, set: Set) -> Option<i64> {
        self.nodes[node as usize].meanings.iter().find(|meaning| meaning.0 == set).map(|meaning| meaning.1)
    }

    /// The nodes along a path of words, with how many words each took.
    fn walk(&self, words: impl Iterator<Item = Word>) -> impl Iterator<Item = (usize, u32)> {
        words
            .scan(Some(0_u32), |node, word| {
                let from = (*node)?;
                if word == Word::UNKNOWN || !self.nodes[from as usize].inner {
                    return None;
                }
                *node = match from {
                    0 => self.roots.get(word.0 as usize).copied().filter(|&to| to != 0),
                    from => self.edges.get(&(from, word)).copied(),
                };
                *node
            })
            .enumerate()
            .map(|(at, node)| (at + 1, node))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_term_of_the_set_wins() {
        let mut terms = Terms::default();
        terms.add(&["plus"], Set::UNIT, 1);
        terms.add(&["plus", "de"], Set::APPROX, 2);
        terms.add(&["plus", "de", "la"], Set::MONTH, 3);
        let words: Vec<Word> = ["plus", "de", "la"].map(|word| terms.word(word)).into();
        assert_eq!(terms.longest(Set::APPROX, words.iter().copied()), Some(Term { length: 2, payload: 2 }));
        assert_eq!(terms.all(words.iter().copied()).count(), 3);
        assert!(terms.starts(words[0]).has(Set::MONTH));
    }
}
