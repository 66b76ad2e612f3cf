//! From a broken relation to a finding: message, labels, computation, fingerprint.

use num_traits::Signed;

use super::{
    clock, era,
    judge::{self, Bindings, nominal},
    reckoned,
    repair::repairs,
    time,
    wording::Wording,
};
use crate::{
    claim::{Anchor, Claim},
    diagnostic::{Diagnostic, Label, Repair, Severity, Tie},
    parse::Kind,
    relate::{Relation, Scene},
    rule::{Expr, Operator, Piece, Role, Rule, Sentence, Sign, Template, Worded},
    value::Rational,
};

/// What a finding is written with.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The language of the messages.
    pub lang: &'a str,
    /// How it writes values.
    pub wording: &'a Wording,
    /// The document's date.
    pub published: Option<Anchor>,
    /// Whether it wants to be told of the claims that agree.
    pub ties: bool,
}

/// The finding that a relation does not hold.
pub fn finding(
    desk: Desk<'_>,
    scene: &Scene<'_>,
    rule: &Rule,
    worded: &Worded,
    on: &Bindings<'_>,
    severity: Severity,
) -> Diagnostic {
    let writer = Writer { desk, scene, on, expect: &worded.expect };
    let message = template(&rule.messages, &worded.say, desk.lang)
        .map_or_else(String::new, |template| writer.filled(template));
    Diagnostic {
        rule: rule.id.clone(),
        severity: severity.min(worded.severity.unwrap_or(rule.severity)),
        message,
        labels: labels(rule, on.relation, &writer),
        computation: writer.computation(),
        repairs: repairs(scene, worded, on, desk.wording),
        fingerprint: fingerprint(rule, scene, on.relation),
    }
}

/// The claims of a relation that holds, with the sum that shows it.
pub fn tie(desk: Desk<'_>, scene: &Scene<'_>, rule: &Rule, worded: &Worded, on: &Bindings<'_>) -> Tie {
    let writer = Writer { desk, scene, on, expect: &worded.expect };
    let labels = labels(rule, on.relation, &writer);
    let sum = writer.reckoned().filter(|sum| sum.contains('=')).unwrap_or_default();
    Tie { rule: rule.id.clone(), labels, computation: signed(&sum) }
}

/// The template of a key in a language, or in English, or in any.
pub fn template<'t>(
    templates: &'t std::collections::BTreeMap<String, std::collections::BTreeMap<String, Template>>,
    key: &str,
    lang: &str,
) -> Option<&'t Template> {
    let texts = templates.get(key)?;
    texts.get(lang).or_else(|| texts.get("en")).or_else(|| texts.values().next())
}

/// The claims in their roles; the one that the message is about, the right side of the sentence, goes first.
fn labels(rule: &Rule, relation: &Relation, writer: &Writer<'_>) -> Vec<Label> {
    let about = main_role(writer.expect);
    let mut bound = relation.bound.clone();
    bound.sort_by_key(|(role, place)| (Some(*role) != about, *place));
    let mut labelled = Vec::new();
    bound.retain(|bound| {
        !labelled.contains(&bound.1) && {
            labelled.push(bound.1);
            true
        }
    });
    let label = |(role, place): (Role, usize)| {
        let claim = &writer.on.claims[place];
        let name = rule.roles.get(usize::from(role.0)).cloned().unwrap_or_default();
        let note = template(&rule.labels, &name, writer.desk.lang)
            .map_or_else(|| writer.shown(claim), |template| writer.filled(template));
        Label { span: claim.labelled(), role: name, note }
    };
    bound.into_iter().map(label).collect()
}

/// The role on the stated side of a sentence.
fn main_role(sentence: &Sentence) -> Option<Role> {
    fn first(expr: &Expr) -> Option<Role> {
        match expr {
            Expr::Role(role) => Some(*role),
            Expr::Call(_, arguments) => arguments.iter().find_map(first),
            Expr::Binary(_, left, right) => first(left).or_else(|| first(right)),
            _ => None,
        }
    }
    match sentence {
        Sentence::Compare { right, left, .. } => first(right).or_else(|| first(left)),
        Sentence::Holds { roles, .. } => roles.first().copied(),
    }
}

/// The same for the same claims in the same roles, wherever they stand: 32 hex digits.
pub fn fingerprint(rule: &Rule, scene: &Scene<'_>, relation: &Relation) -> String {
    let mut words = vec![rule.id.clone()];
    for &(role, place) in &relation.bound {
        let text = scene.text_of(place).split_whitespace().collect::<Vec<_>>().join(" ");
        let name = rule.roles.get(usize::from(role.0)).map_or("", String::as_str);
        words.push(format!("{name}={text}"));
    }
    hashed(&words)
}

/// A sum with one kind of minus sign, `−`.
fn signed(sum: &str) -> String {
    let mut letters = sum.chars().peekable();
    let mut written = String::with_capacity(sum.len());
    while let Some(letter) = letters.next() {
        let free = !written.ends_with(char::is_alphanumeric);
        let figure = letters.peek().is_some_and(char::is_ascii_digit);
        written.push(if letter == '-' && free && figure { '−' } else { letter });
    }
    written
}

/// A text without the capital that began its sentence.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Writes the values of one relation.
struct Writer<'a> {
    desk: Desk<'a>,
    scene: &'a Scene<'a>,
    on: &'a Bindings<'a>,
    expect: &'a Sentence,
}

impl Writer<'_> {
    fn filled(&self, template: &Template) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Value(expr) => self.in_prose(expr),
            Piece::Given(_) => String::new(),
        };
        let add = |text: String, next: &Piece| self.desk.wording.joined(text, &piece(next));
        template.0.iter().fold(String::new(), add)
    }

    /// An expression's value among words: a day with its article.
    fn in_prose(&self, expr: &Expr) -> String {
        let value = self.valued(expr);
        let day = match expr {
            Expr::Role(role) => self.on.claim(*role).is_some_and(time::is_day),
            Expr::Call(name, _) => reckoned::is_one_day(name, expr, self.on),
            _ => false,
        };
        if day { self.desk.wording.the_day(value) } else { value }
    }

    /// An expression's value: a claim as it is written, anything else computed.
    fn valued(&self, expr: &Expr) -> String {
        match expr {
            Expr::Role(role) => self.on.end(*role).map_or_else(String::new, |claim| self.shown(&claim)),
            Expr::Call(name, arguments) if name == "text" || name == "unit" => match arguments.first() {
                Some(Expr::Role(role)) => self.quoted(name, *role),
                _ => String::new(),
            },
            Expr::Call(name, _) if name == "usual_margin" => {
                nominal(expr, self.on).map_or_else(String::new, |value| self.desk.wording.points(&value, 1))
            }
            Expr::Call(name, arguments) if name == "abs" || name == "stated_margin" => {
                arguments.first().map_or_else(String::new, |inner| self.valued(inner)).replace('-', "")
            }
            _ => self.timed(expr).unwrap_or_else(|| {
                nominal(expr, self.on).map_or_else(String::new, |value| self.in_style(&value))
            }),
        }
    }

    /// A claim in the text's own words, or the words of its unit alone: "12 miles", "miles".
    fn quoted(&self, name: &str, role: Role) -> String {
        let Some(claim) = self.on.claim(role) else { return String::new() };
        let span = match &claim.phrase {
            Some(phrase) if claim.mention.kind == Kind::Count => claim.mention.span.join(phrase.span),
            _ => claim.mention.span,
        };
        let words = self.scene.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
        if name == "text" {
            return uncapitalised(&words);
        }
        let from = words.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let unit = words[from..].trim_start_matches(|c: char| !c.is_alphabetic() && !"°$€£¥".contains(c));
        unit.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim().to_owned()
    }

    /// The steps of a conversion: `30 km = 18.6 miles`.
    fn conversion(&self, arguments: &[Expr]) -> Option<String> {
        let [Expr::Role(first), Expr::Role(second)] = arguments else { return None };
        let value = nominal(&Expr::Call("converted".into(), arguments.to_vec()), self.on)?;
        let unit = self.quoted("unit", *second);
        Some(format!("{} = {} {unit}", self.quoted("text", *first), self.in_style(&value)))
    }

    /// A function of dates in the unit of the duration or age that it is compared with.
    fn timed(&self, expr: &Expr) -> Option<String> {
        let Expr::Call(name, _) = expr else { return None };
        if name == "this_year" {
            return self.on.published.map(|own| own.year.to_string());
        }
        let mut claims = self.on.relation.bound.iter().map(|bound| &self.on.claims[bound.1]);
        let stated = claims.rfind(|claim| matches!(claim.mention.kind, Kind::Duration | Kind::Age));
        let value = judge::value(expr, self.on, judge::Reading::Fair, false)?;
        let wording = self.desk.wording;
        time::worded(name, &value, stated, wording)
            .or_else(|| era::worded(name, &value, wording))
            .or_else(|| clock::worded(name, &value, wording))
            .or_else(|| reckoned::worded(name, &value, wording))
    }

    /// A claim's value with its approximator.
    fn shown(&self, claim: &Claim) -> String {
        let wording = self.desk.wording;
        let text = || self.scene.text(claim.mention.span).to_owned();
        let Some(quantity) = claim.mention.quantity else {
            return if time::spans(claim) { text() } else { time::shown(claim, wording) };
        };
        if quantity.low.digit <= -9 {
            return self.scene.text(claim.mention.span).to_owned();
        }
        if claim.mention.kind == Kind::Duration {
            return time::compounded(claim, &text(), wording).unwrap_or_else(|| uncapitalised(&text()));
        }
        let decimals = quantity.low.digit.min(0).unsigned_abs();
        let hundredth = Rational::new(1, 100);
        let one = |value: Rational| match claim.mention.kind {
            Kind::Percent => wording.percent(&(value * hundredth), decimals),
            Kind::Points => wording.points(&(value * hundredth), decimals),
            _ => wording.number(&value, decimals),
        };
        let value = if quantity.is_range() {
            wording.range(&one(quantity.low.rational()), &one(quantity.high.rational()))
        } else {
            one(quantity.low.rational())
        };
        wording.approximately(quantity.approx.sense, &value)
    }

    /// A computed value in the style of what it is compared with.
    fn in_style(&self, value: &Rational) -> String {
        let Sentence::Compare { left, right, .. } = self.expect else { return String::new() };
        let stated = nominal(right, self.on).unwrap_or(*value);
        if self.is_share(right) || self.is_share(left) {
            let hundred = Rational::from_integer(100);
            let decimals = Wording::telling_decimals(&(value * hundred), &(stated * hundred));
            return self.desk.wording.percent(value, decimals.min(2));
        }
        self.desk.wording.number(value, Wording::telling_decimals(value, &stated).min(3))
    }

    fn is_share(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Role(role) => self.on.claim(*role).is_some_and(|claim| {
                matches!(claim.mention.kind, Kind::Percent | Kind::Ratio)
                    || claim.mention.quantity.is_some_and(|q| q.low.digit <= -9)
            }),
            // One share over another is no share: "18 % is twice 9 %".
            Expr::Binary(Operator::Over, left, right) if self.is_share(right) => !self.is_share(left),
            Expr::Binary(_, left, right) => self.is_share(left) || self.is_share(right),
            Expr::Call(_, arguments) => arguments.iter().any(|argument| self.is_share(argument)),
            _ => false,
        }
    }

    /// The left side of the sentence with its values, and what they come to.
    fn reckoned(&self) -> Option<String> {
        let Sentence::Compare { left, .. } = self.expect else { return None };
        let (shown, value) = (self.spelled(left), nominal(left, self.on).map(|value| self.in_style(&value)));
        let steps = match left {
            Expr::Call(name, arguments) if name == "converted" => self.conversion(arguments),
            _ => None,
        };
        let reckoned = match value {
            _ if steps.is_some() => steps.unwrap_or_default(),
            Some(_) if matches!(left, Expr::Call(name, _) if name == "stated_margin") => shown,
            Some(value) if value != shown && !matches!(left, Expr::Role(_)) && self.timed(left).is_none() => {
                format!("{shown} = {value}")
            }
            _ => shown,
        };
        Some(reckoned)
    }

    /// The sum that shows it: `600 + 900 = 1,500 > 1,400`.
    fn computation(&self) -> String {
        let Sentence::Compare { sign, right, .. } = self.expect else { return String::new() };
        let left_side = self.reckoned().unwrap_or_default();
        let sign = match sign {
            Sign::Equal | Sign::Agrees => "≠",
            Sign::AtMost => ">",
            Sign::Less => "≥",
            Sign::Disagrees => "=",
        };
        let right_side = match right {
            Expr::Role(_) => self.valued(right),
            Expr::Call(name, _) if name == "usual_margin" => format!("± {}", self.valued(right)),
            Expr::Call(name, arguments) if name == "fairly" => match arguments.first() {
                Some(Expr::Role(role)) => self.quoted("text", *role),
                _ => String::new(),
            },
            _ if self.timed(right).is_some() => self.valued(right),
            _ => nominal(right, self.on).map_or_else(String::new, |value| self.in_style(&value)),
        };
        signed(&format!("{left_side} {sign} {right_side}"))
    }

    /// An expression spelled out with the values of its claims.
    fn spelled(&self, expr: &Expr) -> String {
        let bare = |claim: &Claim| {
            if claim.mention.kind == Kind::Duration {
                return self.shown(claim);
            }
            self.on.written(claim).map_or_else(|| self.shown(claim), |value| self.bare(claim, &value))
        };
        match expr {
            Expr::Constant(value) => self.desk.wording.number(value, 2),
            Expr::Role(role) => self.on.end(*role).map_or_else(String::new, |claim| bare(&claim)),
            Expr::Name(_) => String::new(),
            Expr::Call(name, arguments) => match (name.as_str(), arguments.first()) {
                ("sum", Some(Expr::Role(role))) => {
                    self.on.claims(*role).map(bare).collect::<Vec<_>>().join(" + ")
                }
                ("exact", Some(Expr::Role(role))) => {
                    let exact = |claim: &Claim| {
                        self.desk.wording.number(&claim.mention.quantity?.low.rational(), 0).into()
                    };
                    self.on.claims(*role).filter_map(exact).collect::<Vec<String>>().join(" + ")
                }
                ("abs" | "unsigned", Some(inner)) => self.spelled(inner),
                ("reckoned", Some(Expr::Role(role))) => {
                    let places: Vec<usize> = self.on.relation.of(*role).take(1).collect();
                    let words = places.first().map_or("", |&place| self.scene.text_of(place));
                    let meant = Expr::Call("meant".into(), arguments.clone());
                    format!("{} = {}", uncapitalised(words), self.valued(&meant))
                }
                _ => self.valued(expr),
            },
            Expr::Binary(operator, left, right) => {
                let sign = match operator {
                    Operator::Plus => "+",
                    Operator::Minus => "−",
                    Operator::Times => "×",
                    Operator::Over => "/",
                };
                let wrapped = |side: &Expr| match side {
                    Expr::Binary(Operator::Plus | Operator::Minus, ..)
                        if matches!(operator, Operator::Times | Operator::Over) =>
                    {
                        format!("({})", self.spelled(side))
                    }
                    _ => self.spelled(side),
                };
                format!("{} {sign} {}", wrapped(left), wrapped(right))
            }
        }
    }

    fn bare(&self, claim: &Claim, value: &Rational) -> String {
        let decimals = claim.mention.quantity.map_or(0, |quantity| {
            if quantity.low.digit <= -9 { 2 } else { quantity.low.digit.min(0).unsigned_abs() }
        });
        match claim.mention.kind {
            Kind::Percent => self.desk.wording.percent(value, decimals),
            Kind::Points => self.desk.wording.number(value, decimals),
            Kind::Ratio => self.desk.wording.percent(value, 1),
            _ if claim.mention.quantity.is_some_and(|quantity| quantity.low.digit <= -9) => {
                self.desk.wording.percent(&value.abs(), 1)
            }
            _ => self.desk.wording.number(value, decimals),
        }
    }
}

/// What a check written in Rust says.
#[derive(Debug)]
pub struct Told<'a> {
    /// Which message.
    pub say: &'a str,
    /// How grave it is.
    pub severity: Severity,
    /// The claims in their roles, the one that the message is about first.
    pub labels: Vec<(&'a Claim, &'a str)>,
    /// The sum that shows it.
    pub computation: String,
    /// The words that the templates leave to the check.
    pub given: Vec<(&'a str, String)>,
    /// What would mend it.
    pub repairs: Vec<Repair>,
    /// The prose that the claims stand in.
    pub text: &'a str,
}

/// The finding of a check written in Rust.
pub fn told(desk: Desk<'_>, rule: &Rule, told: Told<'_>) -> Diagnostic {
    let filled = |template: &Template| {
        let given = |name: &str| {
            told.given.iter().find(|given| given.0 == name).map_or_else(String::new, |given| given.1.clone())
        };
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Given(name) => given(name),
            Piece::Value(Expr::Role(at)) => {
                rule.roles.get(usize::from(at.0)).map_or_else(String::new, |name| given(name))
            }
            Piece::Value(_) => String::new(),
        };
        template.0.iter().map(piece).collect::<String>()
    };
    let own = |claim: &Claim| {
        told.text[claim.mention.span.range()].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let label = |&(claim, role): &(&Claim, &str)| Label {
        span: claim.labelled(),
        role: role.to_owned(),
        note: template(&rule.labels, role, desk.lang).map_or_else(|| own(claim), filled),
    };
    let words: Vec<String> = std::iter::once(rule.id.clone())
        .chain(told.labels.iter().map(|(claim, role)| format!("{role}={}", own(claim))))
        .collect();
    Diagnostic {
        rule: rule.id.clone(),
        severity: told.severity.min(rule.severity),
        message: template(&rule.messages, told.say, desk.lang).map_or_else(String::new, filled),
        labels: told.labels.iter().map(label).collect(),
        computation: told.computation,
        repairs: told.repairs,
        fingerprint: hashed(&words),
    }
}

/// Words as a fingerprint: 32 hex digits.
pub fn hashed(words: &[String]) -> String {
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(words.join("\n").as_bytes()))
}
