//! The timeline of a draft: its dates in order, as text, JSON and a drawing.

mod command;

use command::{Run, addsup};
use serde_json::Value;

/// A draft whose dates stand out of order.
const DRAFT: &str =
    "Le pont a rouvert le 10 mai 2012.\n\nIl avait été fermé le 3 mai 2012 après la crue d'avril 2012.\n";

/// A draft that no calendar allows.
const WRONG: &str = "Le musicien, né en 1950 à Parme, est mort en 1940 à Vienne.\n";

/// Markup, a terminal code and an entity where a label is drawn.
const HOSTILE: &str =
    "</text></svg><script>alert(1)</script> \u{1b}[31m<b onload=\"x\">&lt; le 3 mai 2012 ]]> \u{202e}fin.\n";

fn timeline(format: &str, text: &str) -> Run {
    let run = addsup(&["timeline", "--format", format, "-"], text);
    assert_eq!(run.err, "", "{format}");
    run
}

fn events(text: &str) -> Vec<Value> {
    let json: Value = serde_json::from_str(&timeline("json", text).out).expect("JSON");
    json["events"].as_array().expect("events").clone()
}

#[test]
fn events_stand_in_their_order_with_the_days_between() {
    let found = events(DRAFT);
    let from: Vec<_> = found.iter().map(|event| event["from"].as_str().unwrap_or_default()).collect();
    assert_eq!(from, ["2012-04-01", "2012-05-03", "2012-05-10"]);
    assert_eq!(found[2]["gap_days"], 7);
    let text = timeline("text", DRAFT).out;
    let (first, last) = (text.find("2012-05-03"), text.find("2012-05-10"));
    assert!(first.is_some() && first < last, "{text}");
}

#[test]
fn a_text_without_dates_has_an_empty_timeline() {
    assert!(events("Rien ici.\n").is_empty());
    assert!(events("").is_empty());
    for format in ["text", "svg"] {
        let run = timeline(format, "Rien ici, personne non plus.\n");
        assert!(run.code == 0 && !run.out.is_empty(), "{format}: {}", run.out);
    }
}

#[test]
fn a_contradiction_is_marked() {
    let found = events(WRONG);
    assert!(found.iter().any(|event| event["status"] == "contradicted"), "{found:?}");
    let marks = |text| timeline("svg", text).out.matches("#c0392b").count();
    assert!(marks(WRONG) > marks(DRAFT));
}

#[test]
fn nothing_of_a_hostile_draft_leaves_its_element() {
    for text in [HOSTILE, &HOSTILE.repeat(40)] {
        let svg = timeline("svg", text).out;
        assert_eq!(svg.matches("<svg").count(), 1, "{svg}");
        assert_eq!(svg.matches("</svg>").count(), 1);
        assert_eq!(svg.matches("<text ").count(), svg.matches("</text>").count());
        assert!(svg.trim_end().ends_with("</svg>") && !svg.contains("<script") && !svg.contains("<b "));
        let text = timeline("text", text).out;
        for out in [&svg, &text] {
            assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out}");
        }
    }
    assert_eq!(events(HOSTILE).len(), 1);
}
