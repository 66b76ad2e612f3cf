//! Every rule's proof: its bad examples are found, its good ones are left alone.

use std::fmt::Write;

use addsup::{
    engine::{Engine, Options},
    proof, read,
    report::{self, Sheet, Style},
};
use serde_json::Value;

/// Only the rules whose id holds this word, where it is set: `RULE=age cargo test --test rules`.
const ONLY: &str = "RULE";

#[test]
fn every_example_behaves() {
    let engine = Engine::new().map_err(miette::Report::new).expect("the rules of the house load");
    let only = std::env::var(ONLY).unwrap_or_default();
    let mut said = String::new();
    for rule in engine.rules().iter().filter(|rule| rule.id.contains(&only)) {
        for failure in proof::failures(&engine, rule) {
            writeln!(said, "{}: {}\n    {}", rule.id, failure.reason, failure.text)
                .expect("a string takes all");
        }
    }
    assert!(said.is_empty(), "{} examples do not behave:\n{said}", said.lines().count() / 2);
}

#[test]
fn every_rule_has_its_share_of_examples_in_either_language() {
    let engine = Engine::new().map_err(miette::Report::new).expect("the rules of the house load");
    for rule in engine.rules() {
        for (bad, least) in [(true, 6), (false, 10)] {
            let kind = rule.examples.iter().filter(|example| example.bad == bad);
            let langs: Vec<&str> = kind.map(|example| example.lang.as_str()).collect();
            assert!(langs.len() >= least, "{}: {} examples that are bad = {bad}", rule.id, langs.len());
            for lang in engine.languages() {
                let share = langs.iter().filter(|one| **one == lang).count();
                assert!(share * 3 >= langs.len(), "{}: {share} of {} in {lang}", rule.id, langs.len());
            }
        }
    }
}

#[test]
fn a_finding_of_every_rule_of_dates_reads_as_reviewed() {
    let engine = Engine::new().map_err(miette::Report::new).expect("the rules of the house load");
    for rule in engine.rules().iter().filter(|rule| rule.group == "chronology") {
        for lang in engine.languages() {
            let Some(example) = rule.examples.iter().find(|one| one.bad && one.lang == lang) else {
                continue;
            };
            let text = example.text.replace(['{', '}'], "");
            let prose = read::read(&text, &read::FORMATS[0], engine.lexicons());
            let options =
                Options { lang: Some(lang.into()), date: example.date.clone(), ..Options::default() };
            let found = engine.check(&prose, &options);
            let words = words(lang);
            let style = Style { words: &words, colour: false, width: 100 };
            let name = format!("{}-{lang}", rule.id);
            let sheet = Sheet {
                id: &Value::Null,
                name: &name,
                path: None,
                text: &text,
                origin: addsup::text::Origin::default(),
                report: &found,
                ledger: false,
            };
            snapshot(&name, &(report::FORMATS[0].findings)(&sheet, &style));
        }
    }
}

fn words(lang: &str) -> report::Words {
    let name = format!("ui/{lang}.toml");
    let file = addsup::engine::FILES.iter().find(|file| file.0 == name).expect("carried").1;
    report::words(&name, file).expect("a file of words")
}

/// Holds a text to its snapshot in `snapshots/rules/`.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/rules");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
