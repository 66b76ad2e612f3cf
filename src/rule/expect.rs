//! The sentences of rules: what must hold between the claims of a relation.
//!
//! `sum(part) <= total`, `part / total ~ share`, `new / old - 1 ~ direction * change`.
//! `~` compares with a *stated result*, which may be off by one unit of its last digit.
//! Percentages are worth their hundredth: 12 % is 0.12.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while1},
    character::complete::{char, digit1, multispace0},
    combinator::{map, map_opt, opt, recognize, value},
    multi::separated_list0,
    sequence::{delimited, preceded},
};

use serde::{Deserialize, Serialize};

use super::Role;
use crate::value::{Number, Rational};

/// The four operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// How two sides are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// `=`: some value of one is a value of the other.
    Equal,
    /// `~`: as `=`, the right side being a stated result.
    Agrees,
    /// `<=`.
    AtMost,
    /// `<`.
    Less,
    /// `!~`: no value of the left agrees with the stated result on the right.
    Disagrees,
}

/// A value computed from the claims of a relation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expr {
    /// A constant.
    Constant(Rational),
    /// The claim of a role; of several, the first.
    Role(Role),
    /// A function of roles: `sum(part)`, `count(part)`, `years(birth, death)`.
    Call(String, Vec<Expr>),
    /// A name without arguments that is no role: `direction`.
    Name(String),
    /// Two values and an operation.
    Binary(Operator, Box<Expr>, Box<Expr>),
}

/// What must hold, or a bare condition such as `alike(total, part)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sentence {
    /// A comparison.
    Compare {
        /// The computed side.
        left: Expr,
        /// How.
        sign: Sign,
        /// The stated side.
        right: Expr,
    },
    /// A condition on the claims; `!` before it turns it round.
    Holds {
        /// Its name.
        name: String,
        /// The roles it is about.
        roles: Vec<Role>,
        /// Whether it must *not* hold.
        not: bool,
    },
}

/// Reads a sentence; its roles must be among those that the patterns capture.
///
/// # Errors
/// The byte at which it cannot be read, and why.
pub fn sentence(text: &str, roles: &[String]) -> Result<Sentence, (usize, String)> {
    let fail = |rest: &str| (text.len() - rest.len(), "this is not a sentence about the roles".to_owned());
    let (rest, read) = alt((map(comparison, Some), map(condition, Some))).parse(text).unwrap_or((text, None));
    let read = read.filter(|_| rest.trim().is_empty()).ok_or_else(|| fail(rest))?;
    resolved(read, roles).map_err(|name| (text.find(&name).unwrap_or(0), unknown(&name)))
}

fn unknown(name: &str) -> String {
    format!("`{name}` is neither a role that a pattern captures, nor a function or condition that there is")
}

/// Functions that the engine knows.
pub const FUNCTIONS: &[&str] = &[
    "sum",
    "count",
    "low",
    "high",
    "abs",
    "years",
    "days",
    "start",
    "end",
    "length",
    "year",
    "since",
    "age",
    "aged",
    "grown",
    "unsigned",
    "era",
    "months",
    "size",
    "part_of",
    "parts_of",
    "index",
    "month_length",
    "passed",
    "lasting",
    "reckoned",
    "placed",
    "ago",
    "ahead",
    "today",
    "this_year",
    "meant",
    "weekday",
    "lately",
    "reign",
    "feast",
    "feast_today",
    "fold",
    "hours",
    "rounds",
    "won",
    "lost",
    "results",
    "ceded",
    "taken",
    "top",
    "converted",
    "fairly",
    "rank",
    "text",
    "unit",
    "usual_margin",
    "stated_margin",
    "exact",
];
/// Conditions that the engine knows, and the least number of roles that each is about.
pub const CONDITIONS: &[(&str, usize)] = &[
    ("alike", 1),
    ("contrasted", 2),
    ("of_unit", 2),
    ("in_order", 2),
    ("after_than", 1),
    ("resumes", 2),
    ("nearest", 1),
    ("one_year", 1),
    ("spanning", 1),
    ("before", 1),
    ("later", 1),
    ("years_old", 1),
    ("hyphened", 1),
    ("counted_days", 1),
    ("unrivalled", 2),
    ("tied", 2),
    ("unexplained", 2),
    ("unfilled", 1),
    ("compounds", 2),
    ("renamed", 2),
    ("smaller", 2),
    ("counted", 2),
    ("one_base", 1),
    ("one_time", 1),
    ("untiled", 1),
    ("unnumbered", 1),
    ("parallel", 1),
    ("same_unit", 1),
    ("whole", 1),
    ("positive", 1),
    ("person", 1),
    ("named", 1),
    ("range", 1),
    ("dated", 1),
    ("plain", 1),
    ("bounded", 1),
    ("final", 1),
    ("many", 1),
    ("one_place", 1),
    ("disjoint", 1),
    ("near", 1),
    ("length", 1),
    ("bare", 1),
    ("between", 1),
    ("happened", 1),
    ("past", 1),
    ("alone", 1),
    ("not_round", 1),
    ("era", 1),
    ("quarterly", 1),
    ("monthly", 1),
    ("with_year", 1),
    ("one_clock", 1),
    ("clocked", 1),
    ("relative", 1),
    ("absolute", 1),
    ("weekday", 1),
    ("lone_year", 1),
    ("year_count", 1),
    ("lone_clocks", 1),
    ("nearest_time", 1),
    ("daily", 1),
    ("eve", 2),
    ("day_named", 1),
    ("published", 1),
    ("months_named", 1),
    ("of_months", 1),
    ("named_day", 1),
    ("news", 1),
    ("speeds", 2),
    ("apiece", 2),
    ("same_noun", 2),
    ("dated_apart", 2),
    ("single", 2),
    ("alone_in_list", 1),
    ("one_scale", 2),
    ("opened_out_of", 1),
    ("topical", 1),
    ("leading", 1),
    ("unnamed", 1),
    ("gathers", 1),
    ("next_to", 2),
    ("compared", 1),
    ("cast", 1),
    ("convertible", 2),
    ("slipped", 3),
    ("year_named", 1),
];

enum RawSentence {
    Compare(Expr, Sign, Expr),
    Holds(String, Vec<String>, bool),
}

fn resolved(raw: RawSentence, roles: &[String]) -> Result<Sentence, String> {
    let role = |name: &String| {
        roles.iter().position(|known| known == name).map(|at| Role(at as u8)).ok_or_else(|| name.clone())
    };
    Ok(match raw {
        RawSentence::Compare(left, sign, right) => {
            Sentence::Compare { left: bound(left, roles)?, sign, right: bound(right, roles)? }
        }
        RawSentence::Holds(name, names, not) => {
            if !CONDITIONS.iter().any(|known| known.0 == name && known.1 <= names.len()) {
                return Err(name);
            }
            Sentence::Holds { name, roles: names.iter().map(role).collect::<Result<_, _>>()?, not }
        }
    })
}

/// Gives names their roles.
fn bound(expr: Expr, roles: &[String]) -> Result<Expr, String> {
    Ok(match expr {
        Expr::Name(name) => match roles.iter().position(|known| *known == name) {
            Some(at) => Expr::Role(Role(at as u8)),
            None if matches!(name.as_str(), "direction" | "factor") => Expr::Name(name),
            None => return Err(name),
        },
        Expr::Call(name, arguments) => {
            if !FUNCTIONS.contains(&name.as_str()) {
                return Err(name);
            }
            Expr::Call(
                name,
                arguments.into_iter().map(|argument| bound(argument, roles)).collect::<Result<_, _>>()?,
            )
        }
        Expr::Binary(operator, left, right) => {
            Expr::Binary(operator, Box::new(bound(*left, roles)?), Box::new(bound(*right, roles)?))
        }
        other => other,
    })
}

type Read<'a, T> = IResult<&'a str, T>;

fn comparison(input: &str) -> Read<'_, RawSentence> {
    let sign = alt((
        value(Sign::AtMost, tag("<=")),
        value(Sign::Disagrees, tag("!~")),
        value(Sign::Less, tag("<")),
        value(Sign::Equal, tag("=")),
        value(Sign::Agrees, tag("~")),
    ));
    map((sum, preceded(multispace0, sign), sum), |(left, sign, right)| {
        RawSentence::Compare(left, sign, right)
    })
    .parse(input)
}

fn condition(input: &str) -> Read<'_, RawSentence> {
    let names = separated_list0((multispace0, char(',')), preceded(multispace0, name));
    map(
        (opt(char('!')), name, delimited(char('('), names, (multispace0, char(')')))),
        |(not, name, names): (_, &str, Vec<&str>)| {
            RawSentence::Holds(name.into(), names.into_iter().map(Into::into).collect(), not.is_some())
        },
    )
    .parse(input)
}

/// Reads an expression by itself (messages hold them), with the roles it may name.
pub fn expression(text: &str, roles: &[String]) -> Option<Expr> {
    let (rest, expr) = sum(text).ok()?;
    bound(expr, roles).ok().filter(|_| rest.trim().is_empty())
}

fn sum(input: &str) -> Read<'_, Expr> {
    let operator = alt((value(Operator::Plus, char('+')), value(Operator::Minus, char('-'))));
    folded(operator, product, input)
}

fn product(input: &str) -> Read<'_, Expr> {
    let operator = alt((value(Operator::Times, char('*')), value(Operator::Over, char('/'))));
    folded(operator, factor, input)
}

/// Operands with operators between them, from the left.
fn folded<'a>(
    operator: impl Parser<&'a str, Output = Operator, Error = nom::error::Error<&'a str>>,
    operand: fn(&'a str) -> Read<'a, Expr>,
    input: &'a str,
) -> Read<'a, Expr> {
    let (mut rest, mut left) = operand(input)?;
    let mut more = (preceded(multispace0, operator), operand);
    while let Ok((after, (operator, right))) = more.parse(rest) {
        left = Expr::Binary(operator, Box::new(left), Box::new(right));
        rest = after;
    }
    Ok((rest, left))
}

fn factor(input: &str) -> Read<'_, Expr> {
    let arguments = separated_list0((multispace0, char(',')), sum);
    let arguments = opt(delimited(char('('), arguments, (multispace0, char(')'))));
    let named = map((name, arguments), |(name, arguments): (&str, _)| match arguments {
        Some(arguments) => Expr::Call(name.into(), arguments),
        None => Expr::Name(name.into()),
    });
    let bracketed = delimited(char('('), sum, (multispace0, char(')')));
    preceded(multispace0, alt((named, constant, bracketed))).parse(input)
}

fn constant(input: &str) -> Read<'_, Expr> {
    let decimals = opt(preceded(char('.'), digit1));
    map_opt((digit1, decimals), |(whole, decimals): (&str, Option<&str>)| {
        let decimals = decimals.unwrap_or("");
        let digits = format!("{whole}{decimals}").parse().ok()?;
        Number::decimal(digits, decimals.len() as u8, 0).map(|number| Expr::Constant(number.rational()))
    })
    .parse(input)
}

fn name(input: &str) -> Read<'_, &str> {
    let first = take_while1(|c: char| c.is_ascii_alphabetic());
    let more = nom::bytes::complete::take_while(|c: char| c.is_ascii_alphanumeric() || c == '_');
    recognize((first, more)).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles() -> Vec<String> {
        ["total", "part", "new", "old", "change"].map(Into::into).into()
    }

    #[test]
    fn sentences_read() {
        assert!(matches!(
            sentence("sum(part) <= total", &roles()),
            Ok(Sentence::Compare { sign: Sign::AtMost, .. })
        ));
        assert!(matches!(
            sentence("new / old - 1 ~ direction * change", &roles()),
            Ok(Sentence::Compare { .. })
        ));
        assert!(matches!(sentence("!alike(total, part)", &roles()), Ok(Sentence::Holds { not: true, .. })));
    }

    #[test]
    fn unknown_names_are_pointed_at() {
        assert_eq!(sentence("sum(parts) <= total", &roles()).map_err(|error| error.0), Err(4));
        assert!(sentence("sum(part) <=", &roles()).is_err());
        assert!(sentence("alike()", &roles()).is_err() && sentence("tied(total)", &roles()).is_err());
    }
}
