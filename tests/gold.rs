//! Our own gold: phrases of news prose, each with the claims it makes (`seeds/<lang>/gold.txt`).
//!
//! A line is a text, ` = `, and what it claims, all of it, in order, parted by `;`:
//!
//! ```text
//! plus de 1.400 soldats = count >1400 soldat
//! 600 + 800 = number 600; number 800
//! le 8 août = date 2014-08-08 @ 2014-12-08
//! le Premier ministre = nothing
//! ```
//!
//! A claim is its kind and its value: `1400` exactly, `600..800` a range, `~200` about, `<~200`
//! nearly, `>200` more than, `>=200` at least, `<200`, `<=200`; `2.24e9` and `1/3` are numbers too.
//! Dates, times, durations and sets have their TIMEX3 value. A unit or the noun that is counted
//! may follow, and is then compared. `nothing` says that nothing is claimed (names and lists are
//! no claims, and need not be written). After ` @ ` stands the date of the document.

use std::path::Path;

use addsup::{
    diagnostic::{Entry, NumberFields},
    engine::{Engine, Options},
    read,
};

/// A line of the gold.
struct Line<'a> {
    text: &'a str,
    claims: Vec<&'a str>,
    date: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let (text, claims) = line.rsplit_once(" = ")?;
        let (claims, date) = match claims.split_once(" @ ") {
            Some((claims, date)) => (claims, Some(date.trim())),
            None => (claims, None),
        };
        let claims = claims.split(';').map(str::trim).filter(|claim| *claim != "nothing").collect();
        Some(Self { text: text.trim(), claims, date })
    }
}

/// A claim in the words of the gold: its kind, its value, its unit.
fn told(entry: &Entry) -> (&'static str, String, &str) {
    let value = match (&entry.time, &entry.number) {
        (Some(time), _) if entry.kind != "age" => time.timex.to_string(),
        (_, Some(number)) => value(number, entry.approx.unwrap_or("exact")),
        _ => String::new(),
    };
    (entry.kind, value, entry.unit.as_deref().unwrap_or(""))
}

fn value(number: &NumberFields, approx: &str) -> String {
    let sign = match approx {
        "about" => "~",
        "nearly" => "<~",
        "more-than" => ">",
        "at-least" => ">=",
        "less-than" => "<",
        "at-most" => "<=",
        _ => "",
    };
    match (&number.lower, &number.upper) {
        (Some(lower), Some(upper)) if *lower == number.value && lower != upper => {
            format!("{sign}{lower}..{upper}")
        }
        _ => format!("{sign}{}", number.value),
    }
}

/// Whether two values are the same, signs and numbers: `>1e6` and `>1000000`.
fn is_same(wanted: &str, found: &str) -> bool {
    let parts = |text: &str| {
        let digits = text.trim_start_matches(['<', '>', '=', '~']);
        let sign = text[..text.len() - digits.len()].to_owned();
        let (low, high) = digits.split_once("..").unwrap_or((digits, digits));
        number(low).zip(number(high)).map(|ends| (sign, ends))
    };
    match (parts(wanted), parts(found)) {
        (Some((sign, wanted)), Some((other, found))) => {
            sign == other && is_near(wanted.0, found.0) && is_near(wanted.1, found.1)
        }
        _ => wanted == found,
    }
}

fn number(text: &str) -> Option<f64> {
    match text.split_once('/') {
        Some((above, below)) => Some(above.parse::<f64>().ok()? / below.parse::<f64>().ok()?),
        None => text.parse().ok(),
    }
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(1.0)
}

fn holds(wanted: &str, entry: &Entry) -> bool {
    let mut words = wanted.splitn(3, ' ');
    let kind = words.next().unwrap_or_default();
    let (found, value, unit) = told(entry);
    kind == found
        && words.next().is_none_or(|wanted| is_same(wanted, &value))
        && words.next().is_none_or(|wanted| wanted == unit)
}

/// What is wrong with the lines of a language.
fn wrong(engine: &Engine, lang: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(lang).join("gold.txt");
    let gold = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines =
        gold.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .filter_map(|(at, text)| {
            judged(engine, lang, text).map(|wrong| format!("{lang}:{}: {wrong}", at + 1))
        })
        .collect()
}

/// What is wrong with one line, where something is.
fn judged(engine: &Engine, lang: &str, text: &str) -> Option<String> {
    let Some(line) = Line::read(text) else { return Some(format!("`{text}` has no ` = `")) };
    let prose = read::read(line.text, &read::FORMATS[0], engine.lexicons());
    let date = line.date.map(str::to_owned);
    let options = Options { lang: Some(lang.into()), date, claims: true, ..Options::default() };
    let claims = engine.check(&prose, &options).claims;
    let found: Vec<&Entry> = claims.iter().filter(|claim| !matches!(claim.kind, "name" | "list")).collect();
    let right = found.len() == line.claims.len()
        && line.claims.iter().zip(&found).all(|(wanted, entry)| holds(wanted, entry));
    let told = |entry: &&Entry| {
        let (kind, value, unit) = told(entry);
        format!("{kind} {value} {unit}").trim_end().to_owned()
    };
    (!right).then(|| {
        format!("`{}` is read as {}", line.text, found.iter().map(told).collect::<Vec<_>>().join("; "))
    })
}

#[test]
fn phrases_claim_what_the_gold_says() {
    let engine = Engine::with_rules(&[]).map_err(miette::Report::new).expect("the rules of the house load");
    let wrong: Vec<String> = ["fr", "en"].into_iter().flat_map(|lang| wrong(&engine, lang)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
