//! The language of patterns: how a text words a relation.
//!
//! ```text
//! {total:count|money} … @including {part} (… @and {part})*
//! ```
//! | written | stands for |
//! | --- | --- |
//! | `{role}` `{role:kind\|kind}` | a claim (any quantity, or of these kinds), bound to a role |
//! | `{from>to}` | a claim with two ends ("800 à 2.000"), the first bound to one role, the second to the other |
//! | `<frame>` | a part that several rules use, from `rules/frames.toml` |
//! | `{role:kind @set}` | such a claim whose own words begin with a cue of the set |
//! | `@set` `@a\|b` | a cue: a word or phrase of one of the sets |
//! | `!@set` | here no cue of the set begins |
//! | `…` `…4` | a gap of at most 10 (4) words that can be skipped |
//! | `…4!` | such a gap within a noun phrase: no verb of a clause of its own |
//! | `…4^` | such a gap within a clause: no comma, dash, relative pronoun or coordination |
//! | `_` | one word, whichever, that belongs to no claim |
//! | `","` | a word or mark as it stands |
//! | `//` | the end of the sentence |
//! | `.` | here the sentence (or what a semicolon or bracket closes) stops |
//! | `$` | the clause ends here without a verb of its own |
//! | `( a \| b )` with `?` `+` `*` | a choice; once or not at all, repeated |

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_until, take_while1},
    character::complete::{char, multispace0, u8 as number},
    combinator::{map, opt, value},
    multi::{many1, separated_list1},
    sequence::{delimited, preceded},
};

use serde::{Deserialize, Serialize};

use super::frames;
use crate::parse::Kind;

/// A role of a rule, by its place in [`super::Rule::roles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Role(pub u8);

/// Kinds of claims, as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kinds(pub u16);

impl Kinds {
    /// The kinds that have a number and can be added or compared.
    pub const QUANTITY: Self = Self(
        1 << Kind::Number as u16
            | 1 << Kind::Count as u16
            | 1 << Kind::Percent as u16
            | 1 << Kind::Money as u16
            | 1 << Kind::Measure as u16
            | 1 << Kind::Ratio as u16,
    );

    /// Whether a kind is among them.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u16 != 0
    }
}

/// How often a group stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Repeat {
    /// Once.
    Once,
    /// Once or not at all.
    Maybe,
    /// Any number of times.
    Any,
    /// Once or more.
    Some,
}

/// One element of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Element {
    /// A claim of some kinds, bound to a role; its own words may have to begin with a cue.
    Claim {
        /// What the claim is in the relation.
        role: Role,
        /// What its second end is, where it must have two.
        until: Option<Role>,
        /// The kinds it may be of.
        kinds: Kinds,
        /// The set of which a cue must open its words.
        led_by: Option<String>,
    },
    /// A cue of one of some sets.
    Cue(Vec<String>),
    /// No cue of these sets begins here.
    NoCue(Vec<String>),
    /// A word or mark as it stands, folded.
    Literal(String),
    /// Up to so many words that can be skipped; within a noun phrase no finite verb is.
    Gap {
        /// How many words at most.
        words: u8,
        /// Whether a finite verb ends it.
        nominal: bool,
        /// Whether a comma, dash, relative pronoun or coordination ends it.
        clause: bool,
    },
    /// One word, whichever.
    Word,
    /// The end of the sentence.
    SentenceEnd,
    /// The sentence, or what a semicolon or bracket closes, stops here.
    Stop,
    /// The clause ends without a verb of its own.
    ClauseEnd,
    /// A choice between sequences.
    Group {
        /// The sequences of which one is met.
        choices: Vec<Vec<Element>>,
        /// How often.
        repeat: Repeat,
    },
}

/// A pattern: elements in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// The elements.
    pub elements: Vec<Element>,
}

/// How many words a gap skips when it does not say.
const GAP: u8 = 10;

/// Reads a pattern; roles are named as they come.
///
/// # Errors
/// The byte at which it cannot be read on, and why.
pub fn pattern(text: &str, roles: &mut Vec<String>) -> Result<Pattern, (usize, String)> {
    let (rest, elements) = sequence(text).map_err(|_| (0, "this is not a pattern".to_owned()))?;
    let rest_at = text.len() - rest.trim_start().len();
    if rest_at < text.len() {
        return Err((rest_at, "the pattern cannot be read from here".into()));
    }
    let elements = elements.into_iter().map(|element| named(element, roles)).collect::<Result<_, _>>();
    elements.map(|elements| Pattern { elements }).map_err(|reason| (0, reason))
}

/// A part of patterns, read; nothing where it cannot be.
pub(super) fn part(text: &str) -> Option<Vec<Raw>> {
    let (rest, raws) = sequence(text).ok()?;
    (rest.trim().is_empty() && !raws.iter().any(Raw::holds_frame)).then_some(raws)
}

/// An element whose role is still a name.
#[derive(Clone, Debug)]
pub(super) enum Raw {
    Claim { role: String, until: Option<String>, kinds: Vec<String>, led_by: Option<String> },
    Frame(String),
    Group { choices: Vec<Vec<Raw>>, repeat: Repeat },
    Plain(Element),
}

impl Raw {
    /// Whether it holds a frame: frames hold none, so that they end.
    fn holds_frame(&self) -> bool {
        match self {
            Self::Frame(_) => true,
            Self::Group { choices, .. } => choices.iter().flatten().any(Self::holds_frame),
            _ => false,
        }
    }
}

fn named(raw: Raw, roles: &mut Vec<String>) -> Result<Element, String> {
    Ok(match raw {
        Raw::Plain(element) => element,
        Raw::Frame(name) => {
            let part = frames::frame(&name).ok_or_else(|| format!("there is no frame `{name}`"))?;
            let broken = || format!("the frame `{name}` cannot be read");
            let raws = part.as_ref().ok_or_else(broken)?;
            let choice = raws.iter().cloned().map(|raw| named(raw, roles)).collect::<Result<_, _>>()?;
            Element::Group { choices: vec![choice], repeat: Repeat::Once }
        }
        Raw::Claim { role, until, kinds, led_by } => {
            let kinds = kinds.iter().try_fold(0, |bits, name| match (name.as_str(), Kind::named(name)) {
                ("quantity", _) => Ok(bits | Kinds::QUANTITY.0),
                (_, Some(kind)) => Ok(bits | 1 << kind as u16),
                (_, None) => Err(format!("there is no kind of claim `{name}`")),
            })?;
            let mut numbered = |role: String| {
                let known = roles.iter().position(|known| *known == role);
                Role(known.unwrap_or_else(|| {
                    roles.push(role);
                    roles.len() - 1
                }) as u8)
            };
            let (role, until) = (numbered(role), until.map(numbered));
            let kinds = if kinds == 0 { Kinds::QUANTITY } else { Kinds(kinds) };
            Element::Claim { role, until, kinds, led_by }
        }
        Raw::Group { choices, repeat } => {
            let sequence = |raws: Vec<Raw>, roles: &mut Vec<String>| {
                raws.into_iter().map(|raw| named(raw, roles)).collect::<Result<Vec<_>, _>>()
            };
            let choices = choices.into_iter().map(|raws| sequence(raws, roles)).collect::<Result<_, _>>()?;
            Element::Group { choices, repeat }
        }
    })
}

type Read<'a, T> = IResult<&'a str, T>;

fn sequence(input: &str) -> Read<'_, Vec<Raw>> {
    many1(preceded(multispace0, element)).parse(input)
}

fn element(input: &str) -> Read<'_, Raw> {
    let plain = alt((
        map(preceded(tag("!@"), sets), Element::NoCue),
        map(preceded(char('@'), sets), Element::Cue),
        map(
            (alt((tag("…"), tag("..."))), opt(number), opt(alt((char('!'), char('^'))))),
            |(_, words, bar)| Element::Gap {
                words: words.unwrap_or(GAP),
                nominal: bar == Some('!'),
                clause: bar == Some('^'),
            },
        ),
        map(delimited(char('"'), take_until("\""), char('"')), |word: &str| {
            Element::Literal(word.to_lowercase())
        }),
        value(Element::Word, char('_')),
        value(Element::SentenceEnd, tag("//")),
        value(Element::Stop, char('.')),
        value(Element::ClauseEnd, char('$')),
    ));
    let frame = map(delimited(char('<'), name, char('>')), |name: &str| Raw::Frame(name.into()));
    alt((claim, group, frame, map(plain, Raw::Plain))).parse(input)
}

fn claim(input: &str) -> Read<'_, Raw> {
    let kinds = preceded(char(':'), separated_list1(char('|'), name));
    let led_by = preceded((multispace0, char('@')), name);
    let until = preceded(char('>'), name);
    let inside = (name, opt(until), opt(kinds), opt(led_by));
    map(delimited(char('{'), inside, char('}')), |(role, until, kinds, led_by)| Raw::Claim {
        role: role.into(),
        until: until.map(Into::into),
        kinds: kinds.unwrap_or_default().into_iter().map(Into::into).collect(),
        led_by: led_by.map(Into::into),
    })
    .parse(input)
}

fn group(input: &str) -> Read<'_, Raw> {
    let choices = separated_list1(preceded(multispace0, char('|')), sequence);
    let repeat =
        alt((value(Repeat::Maybe, char('?')), value(Repeat::Any, char('*')), value(Repeat::Some, char('+'))));
    let closed = delimited(char('('), choices, (multispace0, char(')')));
    map((closed, opt(repeat)), |(choices, repeat)| Raw::Group {
        choices,
        repeat: repeat.unwrap_or(Repeat::Once),
    })
    .parse(input)
}

fn sets(input: &str) -> Read<'_, Vec<String>> {
    map(separated_list1(char('|'), name), |names| names.into_iter().map(Into::into).collect()).parse(input)
}

fn name(input: &str) -> Read<'_, &str> {
    take_while1(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_').parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_reads_as_written() {
        let mut roles = Vec::new();
        let read = pattern("{total:count|money} …6 @including {part} (… @and {part})* $", &mut roles)
            .expect("reads");
        assert_eq!(roles, ["total", "part"]);
        assert_eq!(read.elements.len(), 6);
        assert!(matches!(&read.elements[4], Element::Group { repeat: Repeat::Any, .. }));
    }

    #[test]
    fn what_cannot_be_read_is_pointed_at() {
        assert_eq!(pattern("{total} & x", &mut Vec::new()).expect_err("not a pattern").0, 8);
        assert!(pattern("{total:counts}", &mut Vec::new()).expect_err("no such kind").1.contains("counts"));
    }
}
