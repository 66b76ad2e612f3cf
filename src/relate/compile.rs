//! Patterns with the sets of one language in place of their names.

use super::demand::Demand;
use crate::{
    lexicon::{Lexicon, Set, SetBits},
    rule::{Element, Kinds, Repeat, Role, Rule},
};

/// A pattern ready to be matched in one language.
#[derive(Debug)]
pub struct Compiled {
    /// The rule, by its place in the engine.
    pub rule: usize,
    /// Which of its patterns.
    pub worded: usize,
    pub(super) steps: Vec<Step>,
    /// What a sentence must hold for it.
    pub(super) demand: Demand,
    /// Whether it goes past the end of a sentence.
    pub(super) crosses: bool,
    /// Whether some of its roles are searched, so that its sentence need not hold a claim.
    pub(super) searches: bool,
    /// What the figures that it searches demand of the text around.
    pub(super) sought: Demand,
    /// The sets whose cue anywhere in the text silences it.
    pub(super) unless_text: Vec<Set>,
}

#[derive(Debug)]
pub(super) enum Step {
    Claim { role: Role, until: Option<Role>, kinds: Kinds, led_by: Option<Set> },
    Cue(Vec<Set>),
    NoCue(Vec<Set>),
    Literal(String),
    Gap { words: u8, nominal: bool, clause: bool },
    Word,
    SentenceEnd,
    Stop,
    ClauseEnd,
    Group { choices: Vec<Vec<Step>>, repeat: Repeat },
}

/// The patterns of all rules in one language.
#[derive(Debug, Default)]
pub struct Matcher {
    pub(super) patterns: Vec<Compiled>,
    /// All sets that some pattern asks for.
    pub cues: SetBits,
    /// The sets whose cue anywhere in the text silences some pattern.
    pub silencers: SetBits,
    /// By word of the lexicon: whether a term of those sets begins with it.
    pub(super) leads: Vec<bool>,
}

impl Matcher {
    /// Compiles the patterns that word the rules in a language. Sets that the lexicon lacks match nothing.
    pub fn new(rules: &[Rule], lexicon: &Lexicon) -> Self {
        let mut matcher = Self::default();
        for set in [
            Set::OPAQUE,
            Set::CUT,
            Set::FINITE,
            Set::RELATIVE,
            Set::LIGHT,
            Set::PLACING,
            Set::JOINER,
            Set::THE,
            Set::RATE_BASE,
            Set::FORMER,
            Set::UPDATED,
        ] {
            matcher.cues.insert(set);
        }
        // What is no set of the grammar is a cue, of a pattern or of a check written in Rust.
        let cues = lexicon.sets.names().filter_map(|name| lexicon.sets.get(name));
        cues.filter(|set| !set.is_grammar()).for_each(|set| matcher.cues.insert(set));
        for (place, rule) in rules.iter().enumerate() {
            for (worded, pattern) in rule.patterns.iter().enumerate() {
                if !pattern.langs.contains(&lexicon.code) {
                    continue;
                }
                let steps = compiled(&pattern.pattern.elements, lexicon);
                let sets = |names: &[String]| -> Vec<Set> {
                    names.iter().filter_map(|name| lexicon.sets.get(name)).collect()
                };
                let unless_text = sets(&pattern.unless_text);
                let demand = Demand::new(&steps, &sets(&pattern.when), sets(&pattern.unless));
                mentioned(&steps, &mut matcher.cues);
                let asked = demand.cues.iter().flatten().chain(&demand.unless).chain(&unless_text);
                asked.for_each(|&set| matcher.cues.insert(set));
                unless_text.iter().for_each(|&set| matcher.silencers.insert(set));
                let crosses = crosses(&steps);
                let searches = !pattern.search.is_empty();
                let sought = Demand::new(&compiled(&pattern.search, lexicon), &[], Vec::new());
                matcher.patterns.push(Compiled {
                    rule: place,
                    worded,
                    steps,
                    demand,
                    crosses,
                    searches,
                    sought,
                    unless_text,
                });
            }
        }
        matcher.leads = lexicon.terms.leads(&matcher.cues);
        matcher
    }
}

fn compiled(elements: &[Element], lexicon: &Lexicon) -> Vec<Step> {
    elements.iter().map(|element| step(element, lexicon)).collect()
}

fn step(element: &Element, lexicon: &Lexicon) -> Step {
    let sets = |names: &[String]| names.iter().filter_map(|name| lexicon.sets.get(name)).collect();
    match element {
        Element::Claim { role, until, kinds, led_by } => Step::Claim {
            role: *role,
            until: *until,
            kinds: *kinds,
            led_by: led_by.as_ref().and_then(|name| lexicon.sets.get(name)),
        },
        Element::Cue(names) => Step::Cue(sets(names)),
        Element::NoCue(names) => Step::NoCue(sets(names)),
        Element::Literal(word) => Step::Literal(word.clone()),
        Element::Gap { words, nominal, clause } => {
            Step::Gap { words: *words, nominal: *nominal, clause: *clause }
        }
        Element::Word => Step::Word,
        Element::SentenceEnd => Step::SentenceEnd,
        Element::Stop => Step::Stop,
        Element::ClauseEnd => Step::ClauseEnd,
        Element::Group { choices, repeat } => Step::Group {
            choices: choices.iter().map(|choice| compiled(choice, lexicon)).collect(),
            repeat: *repeat,
        },
    }
}

fn mentioned(steps: &[Step], cues: &mut SetBits) {
    for step in steps {
        match step {
            Step::Cue(sets) | Step::NoCue(sets) => sets.iter().for_each(|&set| cues.insert(set)),
            Step::Group { choices, .. } => choices.iter().for_each(|choice| mentioned(choice, cues)),
            _ => {}
        }
    }
}

fn crosses(steps: &[Step]) -> bool {
    steps.iter().any(|step| match step {
        Step::SentenceEnd => true,
        Step::Group { choices, .. } => choices.iter().any(|choice| crosses(choice)),
        _ => false,
    })
}
