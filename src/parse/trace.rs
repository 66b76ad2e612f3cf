//! How a place of the text was read: every production tried, and which reading stood.

use super::{
    Kind, Mention, Passage, Production, Reading, TokenKind, anchored, article, figure, list, place,
    stream::Parsed, time,
};

/// What became of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is the mention.
    Taken,
    /// Another that begins here goes further.
    Shorter,
    /// Another that begins here is as long, and comes first.
    Second,
    /// A mention that begins before holds it.
    Within,
    /// What stands around says that nothing of the kind is meant.
    Barred,
    /// The whole grammar takes none of this kind here, though the production by itself does.
    Dropped,
}

impl Outcome {
    /// Its name: `taken`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Shorter => "shorter",
            Self::Second => "second",
            Self::Within => "within",
            Self::Barred => "barred",
            Self::Dropped => "dropped",
        }
    }
}

/// A reading that a production gave at a token.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The production: `clock`.
    pub production: &'static str,
    /// The reading, in its place.
    pub mention: Mention,
    /// What became of it.
    pub outcome: Outcome,
}

/// What was tried at one token.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// The token.
    pub token: usize,
    /// The readings, in the order of the grammar.
    pub attempts: Vec<Attempt>,
    /// The productions that gave none.
    pub silent: Vec<&'static str>,
}

/// What was tried at each of some tokens. `mentions` are all those of the passage, in order.
pub fn trace(passage: &Passage<'_>, mentions: &[Mention], tokens: std::ops::Range<usize>) -> Vec<Step> {
    tokens.filter(|&at| at < passage.tokens.len()).map(|at| step(passage, mentions, at)).collect()
}

fn step(passage: &Passage<'_>, mentions: &[Mention], at: usize) -> Step {
    let mut step = Step { token: at, ..Step::default() };
    let around = mentions.partition_point(|mention| mention.end as usize <= at);
    let standing = mentions.get(around).filter(|mention| mention.first as usize <= at);
    let mut taken = false;
    for (production, read, open) in tried(passage, at) {
        let Ok((rest, reading)) = read else {
            step.silent.push(production);
            continue;
        };
        let span = passage.tokens[at].span.join(passage.tokens[rest.at - 1].span);
        let mention = place(span, at, rest.at, reading);
        let outcome = match standing {
            Some(standing) if (standing.first as usize) < at => Outcome::Within,
            _ if !open => Outcome::Barred,
            Some(standing) if mention.end < standing.end => Outcome::Shorter,
            Some(standing) if mention.end > standing.end => Outcome::Dropped,
            Some(_) if !taken => Outcome::Taken,
            Some(_) => Outcome::Second,
            None => Outcome::Dropped,
        };
        taken |= outcome == Outcome::Taken;
        step.attempts.push(Attempt { production, mention, outcome });
    }
    step
}

/// A production, what it gave, and whether what stands around lets it be tried.
type Trial<'a> = (&'static str, Parsed<'a, Reading>, bool);

/// Every production of the grammar at a token, the one that wins a tie first.
fn tried<'a>(passage: &'a Passage<'a>, at: usize) -> Vec<Trial<'a>> {
    let input = passage.from(at);
    if !anchored(passage, at) {
        let word = passage.tokens[at].kind == TokenKind::Word;
        return if word { vec![(Kind::List.name(), list::list(input), true)] } else { Vec::new() };
    }
    let each = |production: &Production| (production.name, (production.read)(input), true);
    let mut all = vec![(Kind::Name.name(), figure::names(input), true)];
    all.extend(time::tried(input));
    all.extend(figure::PRODUCTIONS.iter().map(each));
    all.push(("identifier", figure::identifiers(input), true));
    all.push(("article", article::article(input), true));
    all
}
