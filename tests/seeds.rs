//! The seeds: planted errors are found, harmless edits are left alone, and what is said of the articles is as reviewed.

use std::{collections::BTreeMap, fs, path::Path};

use addsup::{
    diagnostic::{Diagnostic, Report},
    engine::{Engine, Options},
    read,
    report::{self, Sheet, Style},
};
use serde::Deserialize;
use serde_json::Value;

/// Plants that are not found yet, each with the rule that is wanting. A plant that is found must leave this list.
const MISSED: &[(&str, &str)] = &[];

/// What must be said of a planted error.
#[derive(Deserialize)]
struct Expected {
    rule: String,
    labels: Vec<String>,
    #[serde(default)]
    computation: String,
}

fn engine() -> Engine {
    Engine::with_rules(&[]).map_err(miette::Report::new).expect("the rules of the house load")
}

fn seed(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn report(engine: &Engine, text: &str, claims: bool) -> Report {
    let prose = read::read(text, &read::FORMATS[0], engine.lexicons());
    engine.check(&prose, &Options { claims, ..Options::default() })
}

/// A finding in a line, for the message of a failure.
fn told(text: &str, found: &Diagnostic) -> String {
    let labels: Vec<&str> = found.labels.iter().map(|label| &text[label.span.range()]).collect();
    format!("{}: {} {labels:?} ({})", found.rule, found.message, found.computation)
}

/// Whether a finding is the one that was planted: its rule, its sum, and a label on each of the texts.
fn is_planted(text: &str, found: &Diagnostic, expected: &Expected) -> bool {
    let touches = |wanted: &String| {
        let start = text.find(wanted.as_str()).unwrap_or_else(|| panic!("`{wanted}` is not in the seed"));
        let end = start + wanted.len();
        found.labels.iter().any(|label| (label.span.start as usize) < end && start < label.span.end as usize)
    };
    let plain = |sum: &str| sum.replace(['\u{a0}', '\u{202f}'], " ");
    found.rule == expected.rule
        && plain(&found.computation).contains(&plain(&expected.computation))
        && expected.labels.iter().all(touches)
}

#[test]
fn planted_errors_are_found_and_nothing_else() {
    let engine = engine();
    let mut wrong = Vec::new();
    for lang in ["fr", "en"] {
        let expected: BTreeMap<String, Expected> =
            toml::from_str(&seed(&format!("{lang}/expected.toml"))).expect("a table a plant");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(lang).join("planted");
        for entry in fs::read_dir(folder).expect("a folder") {
            let name = entry.expect("a file").file_name().to_string_lossy().into_owned();
            if !expected.contains_key(&name) {
                wrong.push(format!("{lang}/planted/{name}: not in expected.toml"));
            }
        }
        for (name, expected) in &expected {
            let path = format!("{lang}/planted/{name}");
            let text = seed(&path);
            let report = report(&engine, &text, false);
            let (planted, others): (Vec<_>, Vec<_>) =
                report.findings.iter().partition(|found| is_planted(&text, found, expected));
            let missed = MISSED.iter().any(|missed| missed.0 == path);
            match (planted.is_empty(), missed) {
                (true, false) => wrong.push(format!("{path}: not found")),
                (false, true) => wrong.push(format!("{path}: found; take it off the list")),
                _ => {}
            }
            wrong.extend(others.iter().map(|found| format!("{path}: besides, {}", told(&text, found))));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_said_of_articles_and_harmless_edits() {
    let engine = engine();
    let mut wrong = Vec::new();
    for lang in ["fr", "en"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(lang);
        let harmless = fs::read_dir(folder.join("harmless")).expect("a folder");
        let mut paths: Vec<String> = harmless
            .map(|entry| format!("{lang}/harmless/{}", entry.expect("a file").file_name().to_string_lossy()))
            .collect();
        paths.extend(ARTICLES.iter().filter(|path| path.starts_with(lang)).map(|path| (*path).to_owned()));
        paths.sort();
        for path in paths {
            let text = seed(&path);
            let report = report(&engine, &text, false);
            wrong.extend(report.findings.iter().map(|found| format!("{path}: {}", told(&text, found))));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_said_of_true_sentences() {
    let engine = engine();
    let mut wrong = Vec::new();
    for lang in ["fr", "en"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(lang).join("traps");
        for entry in fs::read_dir(folder).expect("a folder") {
            let name = entry.expect("a file").file_name().to_string_lossy().into_owned();
            for line in seed(&format!("{lang}/traps/{name}")).lines().filter(|line| !line.is_empty()) {
                let prose = read::read(line, &read::FORMATS[0], engine.lexicons());
                let options = Options { lang: Some(lang.into()), ..Options::default() };
                let found = engine.check(&prose, &options).findings;
                wrong.extend(found.iter().map(|found| format!("{lang}/traps/{name}: {}", told(line, found))));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The articles that the other seeds are copies of.
const ARTICLES: [&str; 2] = ["fr/irak.txt", "en/iraq.txt"];

#[test]
fn what_is_said_of_the_articles_is_as_reviewed() {
    let engine = engine();
    for path in ARTICLES {
        let text = seed(path);
        let found = report(&engine, &text, true);
        let words = words(&found.lang);
        let style = Style { words: &words, colour: false, width: 100 };
        let sheet = Sheet {
            id: &Value::Null,
            name: path,
            path: None,
            text: &text,
            origin: addsup::text::Origin::default(),
            report: &found,
            ledger: true,
        };
        let human = &report::FORMATS[0];
        let ledger = (human.claims)(&sheet, &style);
        let checked = (human.findings)(&sheet, &style);
        let summary = human.summary.map(|summary| summary((found.coverage, 0), &style)).unwrap_or_default();
        assert!(found.claims.len() > 10, "{path}: {} claims", found.claims.len());
        snapshot(path, &format!("{checked}{ledger}{summary}"));
    }
}

#[test]
fn a_planted_error_is_said_as_reviewed() {
    let engine = engine();
    for path in [
        "fr/planted/breakdown-part-too-large.txt",
        "en/planted/event-order-then.txt",
        "fr/planted/difference-fewer-workers.txt",
        "fr/planted/multiple-said-before.txt",
        "fr/planted/average-per-donor.txt",
        "en/planted/difference-fewer-workers.txt",
        "en/planted/multiple-said-before.txt",
        "en/planted/average-per-donor.txt",
    ] {
        let text = seed(path);
        let found = report(&engine, &text, false);
        let words = words(&found.lang);
        let style = Style { words: &words, colour: false, width: 80 };
        let sheet = Sheet {
            id: &Value::Null,
            name: path,
            path: None,
            text: &text,
            origin: addsup::text::Origin::default(),
            report: &found,
            ledger: false,
        };
        snapshot(path, &(report::FORMATS[0].findings)(&sheet, &style));
    }
}

/// Rules of which a finding in each language is shown as people see it.
const SHOWN: [&str; 6] =
    ["tally", "list-count", "ordinal-sequence", "scale-slip", "unit-conversion", "poll-margin"];

#[test]
fn a_finding_of_a_rule_is_said_as_reviewed() {
    let engine = Engine::new().map_err(miette::Report::new).expect("the rules of the house load");
    for rule in engine.rules().iter().filter(|rule| SHOWN.contains(&rule.id.as_str())) {
        for lang in ["fr", "en"] {
            let bad = rule.examples.iter().find(|example| example.bad && example.lang == lang);
            let text = bad.expect("a bad example in each language").text.replace(['{', '}'], "");
            let prose = read::read(&text, &read::FORMATS[0], engine.lexicons());
            let options = Options { lang: Some(lang.into()), ..Options::default() };
            let found = engine.check(&prose, &options);
            let words = words(lang);
            let style = Style { words: &words, colour: false, width: 100 };
            let sheet = Sheet {
                id: &Value::Null,
                name: &rule.id,
                path: None,
                text: &text,
                origin: addsup::text::Origin::default(),
                report: &found,
                ledger: false,
            };
            snapshot(&format!("{lang}/rules/{}", rule.id), &(report::FORMATS[0].findings)(&sheet, &style));
        }
    }
}

fn words(lang: &str) -> report::Words {
    let name = format!("ui/{lang}.toml");
    let file = addsup::engine::FILES.iter().find(|file| file.0 == name).expect("carried").1;
    report::words(&name, file).expect("a file of words")
}

/// Holds a text to its snapshot in `snapshots/`, at the path of the seed.
fn snapshot(path: &str, text: &str) {
    let (folder, name) = path.rsplit_once('/').expect("a folder");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("../snapshots/{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// What is found in the tables of `*/tables/bad.*`: rule, and the figure that it is about.
const TABLES: &[(&str, &str)] = &[
    ("change-percent", "14"),
    ("percentage-of-total", "29"),
    ("breakdown-sum", "119"),
    ("change-percent", "3"),
    ("breakdown-sum", "2"),
    ("percentage-of-total", "34"),
];

#[test]
fn tables_are_held_to_their_heads() {
    let engine = engine();
    for (lang, file, format) in ["fr", "en"].into_iter().flat_map(|lang| {
        [("good", "md"), ("good", "html"), ("traps", "md"), ("bad", "md"), ("bad", "html")]
            .map(|(file, format)| (lang, file, format))
    }) {
        let path = format!("{lang}/tables/{file}.{format}");
        let text = seed(&path);
        let format = read::FORMATS.iter().find(|known| known.extensions.contains(&format)).expect("known");
        let prose = read::read(&text, format, engine.lexicons());
        let found = engine.check(&prose, &Options { lang: Some(lang.into()), ..Options::default() }).findings;
        let told: Vec<String> = found.iter().map(|found| told(&text, found)).collect();
        let wanted = if file == "bad" { TABLES } else { &[] };
        assert_eq!(found.len(), wanted.len(), "{path}: {told:#?}");
        for (found, (rule, figure)) in found.iter().zip(wanted) {
            let first = text[found.labels[0].span.range()].trim_start_matches(['+', '-', '\u{2212}']);
            assert!(found.rule == *rule && first.starts_with(figure), "{path}: {told:#?}");
        }
    }
}
