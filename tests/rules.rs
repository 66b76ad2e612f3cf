//! Every rule's proof: its bad examples are found, its good ones are left alone.

use std::fmt::Write;

use addsup::{engine::Engine, proof};

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
