//! The command as a desk meets it: arguments, exit codes, streams.

mod command;

use command::{Folder, addsup};
use serde_json::Value;

#[test]
fn standard_input_is_read_when_no_path_is_named() {
    let run = addsup(&["check"], "Le 31 août, rien.");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("affirmations lues"), "{}", run.out);
}

#[test]
fn the_language_of_reports_is_the_documents_unless_one_is_asked_for() {
    assert!(addsup(&["check", "--ui-lang", "en"], "Le 31 août, rien.").out.contains("claims understood"));
    assert!(addsup(&["check"], "The army was ready for it by then.").out.contains("claims understood"));
}

#[test]
fn a_folder_is_searched_and_json_is_one_array() {
    let folder = Folder::new("walk");
    folder.file("b.md", "# Deux\n\nLe 8 août 2014.");
    folder.file("a.txt", "Un, le 9 juin 2014.");
    folder.file("image.png", "no prose");
    folder.file(".hidden.txt", "no");
    let run = addsup(&["check", "--format", "json", &folder.path("")], "");
    let json: Value = serde_json::from_str(&run.out).expect("JSON");
    let paths: Vec<_> =
        json.as_array().expect("array").iter().map(|record| record["path"].as_str()).collect();
    assert_eq!(paths, [Some(&*folder.path("a.txt")), Some(&*folder.path("b.md"))]);
    assert_eq!(run.code, 0);
}

#[test]
fn claims_in_json_lines_hold_the_ledger() {
    let run = addsup(&["claims", "--format", "jsonl", "-"], "Le 8 août 2014.");
    let record: Value = serde_json::from_str(&run.out).expect("JSON");
    assert!(record["claims"].is_array() && record["path"].is_null());
}

#[test]
fn a_place_is_explained_with_what_was_rejected() {
    let draft = "Un titre\n\nPlus de 1.400 soldats sont là depuis le 8 août.";
    let run = addsup(&["claims", "--explain", "3:10", "--ui-lang", "en"], draft);
    let wanted = ["-:3:1: “Plus de 1.400”", "→ quantity", "· identifier: “1.400” name", "count >1400 soldat"];
    assert_eq!(wanted.map(|words| run.out.contains(words)), [true; 4], "{}", run.out);
    let run = addsup(&["claims", "--explain", "8 août", "--format", "jsonl"], draft);
    let record: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(record["claims"][0]["timex"], "XXXX-08-08");
    assert_eq!(record["words"][0]["readings"][0]["production"], "date");
}

#[test]
fn coverage_counts_digits_and_lists_the_forms_of_the_rest() {
    let folder = Folder::new("coverage");
    folder.file("a.txt", "Le 8 août 2014, 40 soldats et 12/34/56/78 ici (3/7)…");
    folder.file("b.jsonl", "{\"text\": \"Les 40 avions A320 sont là.\", \"lang\": \"fr\"}\n{\"txt\": 1}\n");
    let run = addsup(&["coverage", "--json", "--lang", "fr", &folder.path("a.txt")], "");
    let record: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((run.code, &record["runs"], &record["read"]), (0, &9.into(), &5.into()), "{}", run.out);
    assert_eq!(record["unread"][0]["form"], "99/99/99/99");
    let run = addsup(&["coverage", "--ui-lang", "en", &folder.path("b.jsonl")], "");
    assert!(run.code == 2 && run.err.contains("b.jsonl:2"), "{}", run.err);
    assert!(run.out.starts_with("1.0000 of the runs of digits"), "{}", run.out);
    assert!(addsup(&["coverage", "--ui-lang", "fr"], "Rien.").out.contains("(0 sur 0)"));
}

#[test]
fn a_place_that_no_draft_has_is_refused() {
    for (place, told) in [
        ("9:1", "no draft has a place `9:1`"),
        ("septembre", "no draft has a place"),
        ("1:0", "count from 1"),
        ("1:5-2", "count from 1"),
        (" ", "name a line"),
    ] {
        let run = addsup(&["claims", "--explain", place], "Le 8 août.");
        assert!(run.code == 2 && run.err.contains(told), "{place}: {}", run.err);
    }
}

#[test]
fn the_date_of_a_draft_is_taken_from_its_head() {
    let date = |text: &str, options: &[&str]| {
        let run = addsup(&[&["check", "--format", "jsonl"], options].concat(), text);
        serde_json::from_str::<Value>(&run.out).expect("JSON")["date"].clone()
    };
    assert_eq!(date(" date 2021-12 Des pays membres.", &[]), "2021-12");
    assert_eq!(date("Date: 2014-12-08\n\nDes pays.", &[]), "2014-12-08");
    assert_eq!(date("Un titre\n\n date 2014-12-08\nDes pays.", &[]), "2014-12-08");
    assert_eq!(date(" date 2021-12 Des pays.", &["--date", "2014-12-08T10:00:00Z"]), "2014-12-08");
    assert_eq!(date("Le 8 août 2014, rien.", &[]), Value::Null);
    assert_eq!(date("Une date 2014 pour tous.", &[]), Value::Null);
}

#[test]
fn datelines_date_a_draft() {
    let date = |text: &str| {
        let run = addsup(&["check", "--format", "jsonl"], text);
        serde_json::from_str::<Value>(&run.out).expect("JSON")["date"].clone()
    };
    assert_eq!(date("BAGHDAD, Dec 8, 2014 (Reuters) - Countries agreed."), "2014-12-08");
    assert_eq!(date("PARIS, 8 déc 2014 (AFP) - Des pays."), "2014-12-08");
    assert_eq!(date("Title here\n\nNEW YORK, December 8, 2014 — Countries agreed to more."), "2014-12-08");
    assert_eq!(date("Paris, 8 déc 2014 - Des pays."), Value::Null);
}

#[test]
fn batch_answers_every_record_in_order() {
    let lines = r#"{"id": "a", "text": "Le 8 août.", "lang": "fr-CA", "date": "2014"}

{"text": "The army.", "more": 1, "format": "markdown"}
{"id": 7, "text": "<p>x</p>", "format": "html"}
"#;
    let run = addsup(&["batch", "--claims"], lines);
    let records: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let ids: Vec<_> = records.iter().map(|record| record["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "3", "7"]);
    assert_eq!((records[0]["date"].as_str(), records[0]["lang"].as_str()), (Some("2014"), Some("fr")));
    assert_eq!(run.code, 0);
}

#[test]
fn colour_is_for_terminals_and_whoever_asks() {
    let plain = addsup(&["check", "/nowhere"], "");
    assert!(!plain.err.contains('\u{1b}') && !plain.out.contains('\u{1b}'));
    assert!(addsup(&["check", "--color", "always", "/nowhere"], "").err.contains('\u{1b}'));
}

#[test]
fn help_and_version_end_well() {
    assert_eq!(addsup(&["--version"], "").out, format!("addsup {}\n", env!("CARGO_PKG_VERSION")));
    for command in ["check", "claims", "batch", "explain", "rules"] {
        let run = addsup(&[command, "--help"], "");
        assert!(run.code == 0 && run.out.contains("--rules"), "{command}: {}", run.out);
    }
}

#[test]
fn every_rule_is_listed_and_explained() {
    let list = addsup(&["rules"], "");
    assert_eq!(list.code, 0);
    let ids = list.out.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let ids: Vec<&str> = ids.collect();
    assert!(ids.len() >= 10, "{}", list.out);
    for id in ids {
        for lang in ["fr", "en"] {
            let page = addsup(&["explain", id, "--ui-lang", lang], "");
            assert!(page.code == 0 && page.out.starts_with(id), "{id}: {}{}", page.out, page.err);
        }
    }
}

/// A rule of one's own, with its examples.
fn own_rule(examples: &str) -> String {
    let head = "id = \"own-sum\"\nseverity = \"error\"\n[summary]\nen = \"S.\"\n[why]\nen = \"W.\"\n";
    let pattern = "lang = \"en\"\nmatch = '{part} \"beside\" {more} \"gives\" {total}'\nexpect = 'part + more = total'\n";
    format!("{head}[message.default]\nen = \"Not {{total}}.\"\n[[pattern]]\n{pattern}{examples}")
}

fn example(kind: &str, text: &str) -> String {
    format!("[[{kind}]]\nlang = \"en\"\ntext = \"{text}\"\n")
}

#[test]
fn rules_of_ones_own_are_proven_before_any_text_is_checked() {
    let folder = Folder::new("own");
    let bad = example("bad", "There, {300} beside {400} gives {900} soldiers.");
    let good = example("good", "There, 300 beside 400 gives 700 soldiers.");
    let check = |rule: &str| {
        folder.file("own-sum.toml", rule);
        addsup(&["check", "--rules", &folder.path("")], "There, 300 beside 400 gives 800 soldiers.")
    };
    assert_eq!(check(&own_rule(&format!("{bad}{good}"))).code, 1);
    let swapped = format!("{}{}", bad.replace("[[bad", "[[good"), good.replace("[[good", "[[bad"));
    let run = check(&own_rule(&swapped.replace(['{', '}'], "")));
    assert_eq!(run.code, 2);
    assert!(
        run.out.is_empty() && run.err.contains("passes") && run.err.contains("found fault"),
        "{}",
        run.err
    );
    let run = check(&own_rule(&bad).replace("[[pattern]]", "[[pattern]]\n"));
    assert!(run.code == 2 && run.err.contains("no good example"), "{}", run.err);
    let bare = "id = \"own-sum\"\nseverity = \"error\"\ncheck = \"weekday\"\n[summary]\n[why]\n[message]\n";
    let run = check(bare);
    assert!(run.code == 2 && run.err.contains("no good example"), "{}", run.err);
}

#[test]
fn a_document_in_another_language_is_left_alone() {
    let text = "1400 soldats, dont 600 conseillers et 900 gardes, partiront.";
    let told = |lang: &str| {
        let record = format!("{{\"text\": \"{text}\", \"lang\": \"{lang}\"}}");
        let run = addsup(&["batch", "--claims"], record);
        let answer: Value = serde_json::from_str(&run.out).expect("JSON");
        let size = |key: &str| answer[key].as_array().map(Vec::len);
        (run.code, answer["lang"].as_str().map(str::to_owned), size("findings"), size("claims"))
    };
    assert_eq!(told("de"), (0, Some("de".into()), Some(0), Some(0)));
    assert_eq!(told("fr-CA").0, 1);
}

#[test]
fn the_name_of_a_file_steers_no_terminal() {
    let run = addsup(&["check", "--color", "never", "/nowhere/\u{1b}[31mred\u{1b}]0;title\u{7}"], "");
    assert!(run.code == 2 && !run.err.contains(['\u{1b}', '\u{7}']), "{:?}", run.err);
    let run = addsup(&["check", "--color", "always", "/nowhere/\u{1b}]0;title\u{7}"], "");
    assert!(run.code == 2 && !run.err.contains("\u{1b}]"), "{:?}", run.err);
}
