//! Output formats: what people and machines are shown of a finding, whatever the draft holds.

use addsup::{
    diagnostic::{
        Coverage, Diagnostic, Edit, Entry, Label, NumberFields, Repair, Report, Severity, Status, TimeFields,
    },
    engine,
    report::{self, Sheet, Style, Words},
    text::Span,
};
use serde_json::{Value, json};

fn words(lang: &str) -> Words {
    let name = format!("ui/{lang}.toml");
    let file = engine::FILES.iter().find(|file| file.0 == name).expect("carried").1;
    report::words(&name, file).expect("a file of words")
}

/// Holds a text to its snapshot in `snapshots/formats/`.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/formats");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// A finding on the texts between braces, the first of which the message is about.
fn finding(marked: &str, notes: &[&str]) -> (String, Diagnostic) {
    let (mut text, mut labels, mut open) = (String::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '{' => {
                open.push(labels.len());
                labels.push(Label {
                    span: Span::new(text.len() as u32, 0),
                    role: "part".into(),
                    note: String::new(),
                });
            }
            '}' => labels[open.pop().expect("opened")].span.end = text.len() as u32,
            c => text.push(c),
        }
    }
    labels.iter_mut().zip(notes).for_each(|(label, note)| label.note = (*note).into());
    let edit = Edit { span: labels[0].span, replacement: "1.500".into() };
    let found = Diagnostic {
        rule: "breakdown-sum".into(),
        severity: Severity::Error,
        message: "the parts add up to 1,500, more than 1,400".into(),
        labels,
        computation: "600 + 900 = 1,500 > 1,400".into(),
        repairs: vec![Repair { edits: vec![edit], note: "if the parts are right".into() }],
        fingerprint: "9f2c".into(),
    };
    (text, found)
}

fn written(format: &str, lang: &str, width: usize, name: &str, text: &str, found: Diagnostic) -> String {
    let coverage = Coverage { claims: 3, consistent: 0, contradicted: 3, unchecked: 0 };
    let report = Report { lang: "fr".into(), findings: vec![found], coverage, ..Report::default() };
    let words = words(lang);
    let style = Style { words: &words, colour: false, width };
    let sheet = Sheet {
        id: &json!("a"),
        name,
        path: Some(name),
        text,
        origin: addsup::text::Origin::default(),
        report: &report,
        ledger: false,
    };
    (report::named(format).expect("known").findings)(&sheet, &style)
}

fn human(marked: &str, notes: &[&str], width: usize) -> String {
    let (text, found) = finding(marked, notes);
    written("human", "en", width, "draft.md", &text, found)
}

#[test]
fn a_finding_is_drawn_with_its_sum_and_repair() {
    snapshot(
        "finding",
        &human(
            "Titre\n\nÉté : les {1.400 soldats}, dont {600 conseillers} ainsi que {900 gardes}.",
            &["stated total", "600", "900"],
            80,
        ),
    );
}

#[test]
fn a_long_line_is_shown_round_its_labels() {
    let far = "des mots qui ne comptent pas ".repeat(10_000);
    snapshot(
        "long-line",
        &human(
            &format!(
                "{far}les {{1.400 soldats}}, {far}dont {{600 conseillers}} ainsi que {{900 gardes}}, {far}"
            ),
            &["stated total", "600", "900"],
            60,
        ),
    );
}

#[test]
fn labels_on_other_lines_and_across_line_ends() {
    snapshot(
        "several-lines",
        &human(
            "Les {1.400\nsoldats} sont là,\ndont {600 conseillers}.\n\nPlus loin,\non lit {900 gardes}.",
            &["stated total", "600", "900"],
            80,
        ),
    );
}

#[test]
fn a_label_within_another_is_said_apart() {
    snapshot("nested-label", &human("Il y en a {de {900} à {800}}, dit-on.", &["falls", "from", "to"], 80));
}

#[test]
fn a_draft_cannot_reach_the_terminal() {
    let hostile =
        "\u{1b}[2J\u{9b}31m{1.4\u{202e}00}\u{7} ##[error]x ##vso[task.complete]\t{600}\u{200b} et {900}\r";
    let (text, found) = finding(hostile, &["\u{1b}[31mtotal", "::error::x", "\u{2066}900"]);
    for format in ["human", "short", "json", "jsonl"] {
        let shown = written(format, "fr", 80, "::warning file=a::\u{1b}b.md", &text, found.clone());
        let bad = |c: char| {
            c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{2066}'
        };
        assert!(!shown.contains(bad), "{format}: {shown:?}");
        assert!(!shown.contains("##[") && !shown.contains("##vso["), "{format}: {shown}");
        assert!(!shown.lines().any(|line| line.trim_start().starts_with("::")), "{format}: {shown}");
    }
    let json: Value = serde_json::from_str(&written("jsonl", "fr", 80, "a", &text, found)).expect("JSON");
    assert_eq!(json["findings"][0]["labels"][0]["text"], "1.4\u{202e}00", "machines get what is there");
}

#[test]
fn machines_get_every_field() {
    let (text, found) = finding("Été {1.400 soldats}, dont {600}\net {900}.", &["total", "600", "900"]);
    let json: Value = serde_json::from_str(&written("json", "fr", 80, "a.md", &text, found)).expect("JSON");
    snapshot("record", &format!("{json:#}"));
}

#[test]
fn short_is_a_line_a_finding() {
    let (text, found) = finding("Été\nles {1.400 soldats}", &["total"]);
    assert_eq!(
        written("short", "fr", 80, "a.md", &text, found),
        "a.md:2:5: error breakdown-sum: the parts add up to 1,500, more than 1,400\n"
    );
}

#[test]
fn the_ledger_fits_sixty_columns() {
    let text =
        "Quelque 1.400 soldats américains déployés sur place depuis le 8 août 2014, soit 12.500.000 euros";
    let number = |value: &str, lower: &str, upper: &str| NumberFields {
        value: value.into(),
        lower: Some(lower.into()),
        upper: Some(upper.into()),
        lower_open: false,
        upper_open: false,
    };
    let at = |part: &str| {
        let start = text.find(part).expect("there");
        Span::new(start as u32, (start + part.len()) as u32)
    };
    let claims = vec![
        Entry {
            span: at("Quelque 1.400 soldats américains déployés sur place"),
            kind: "count",
            status: Status::Contradicted,
            number: Some(Box::new(number("1400", "1260", "1540"))),
            unit: Some("soldat".into()),
            approx: Some("about"),
            time: None,
        },
        Entry {
            span: at("8 août 2014"),
            kind: "date",
            status: Status::Unchecked,
            number: None,
            unit: None,
            approx: None,
            time: Some(Box::new(TimeFields {
                timex: "2014-08-08".into(),
                from: None,
                to: None,
                yearless: false,
            })),
        },
        Entry {
            span: at("12.500.000 euros"),
            kind: "money",
            status: Status::Consistent,
            number: Some(Box::new(number("12500000", "12500000", "13000000"))),
            unit: Some("EUR".into()),
            approx: Some("exact"),
            time: None,
        },
    ];
    let report = Report { lang: "fr".into(), claims, ..Report::default() };
    let words = words("fr");
    let style = Style { words: &words, colour: false, width: 60 };
    let sheet = Sheet {
        id: &json!(1),
        name: "a.md",
        path: None,
        text,
        origin: addsup::text::Origin::default(),
        report: &report,
        ledger: true,
    };
    let table = (report::FORMATS[0].claims)(&sheet, &style);
    assert!(table.lines().all(|line| line.chars().count() <= 60), "{table}");
    snapshot("ledger-60-columns", &table);
}
