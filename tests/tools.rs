//! What desks and editors are given besides reports: rules of one's own, schemas, completions, manuals, wishes by path.

mod command;

use std::{collections::BTreeSet, fs, process::Command};

use command::{Folder, addsup};
use serde_json::Value;

const DATE: &str = "Le 31 juin 2014, on y était.\n";

/// A rule that was begun with `rules new` and filled in by taking the `#` off its lines.
fn begun(folder: &Folder) -> String {
    let rules = folder.path("rules");
    let run = addsup(&["rules", "new", "hall-seats", "--folder", &rules], "");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let file = run.out.trim().to_owned();
    let text = fs::read_to_string(&file).expect("written");
    let filled: Vec<&str> = text
        .lines()
        .map(|line| line.strip_prefix('#').filter(|code| !code.starts_with(' ')).unwrap_or(line))
        .collect();
    fs::write(&file, filled.join("\n")).expect("ours");
    rules
}

#[test]
fn a_rule_that_is_begun_passes_once_it_is_filled_in() {
    let folder = Folder::new("tools-new");
    let rules = folder.path("rules");
    assert_eq!(addsup(&["rules", "new", "empty", "--folder", &rules], "").code, 0);
    let run = addsup(&["rules", "test", &rules], "");
    assert!(
        run.code == 2 && run.out.contains("FAIL rules/empty.toml"),
        "it is not filled in: {}{}",
        run.out,
        run.err
    );
    fs::remove_file(folder.path("rules/empty.toml")).expect("ours");
    begun(&folder);
    let run = addsup(&["rules", "test", &rules], "");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    assert_eq!(run.out, "ok   rules/hall-seats.toml (2 bad, 2 good)\n1 of 1 rules pass\n");
    let draft = "La salle compte 900 places et a reçu 1.200 visiteurs dimanche.";
    let run = addsup(&["check", "--rules", &rules, "--ui-lang", "en"], draft);
    assert!(run.code == 1 && run.out.contains("900 seats do not hold 1,200 visitors"), "{}", run.out);
    let shown = addsup(&["rules", "show", "hall-seats", "--rules", &rules], "");
    assert!(shown.out.contains("id = \"hall-seats\""), "{}", shown.out);
    assert!(
        addsup(&["explain", "hall-seats", "--rules", &rules, "--ui-lang", "fr"], "")
            .out
            .contains("Une salle")
    );
    let again = addsup(&["rules", "new", "hall-seats", "--folder", &rules], "");
    assert!(again.code == 2 && again.err.contains("a rule already"), "{}", again.err);
    let named = addsup(&["rules", "new", "../x", "--folder", &rules], "");
    assert!(named.code == 2 && named.err.contains("no name for a rule"), "{}", named.err);
}

#[test]
fn each_rule_of_a_folder_is_tested_whatever_is_wrong_with_the_others() {
    let folder = Folder::new("tools-test");
    let rules = begun(&folder);
    let text = fs::read_to_string(folder.path("rules/hall-seats.toml")).expect("there");
    folder
        .file("rules/other-seats.toml", text.replace("hall-seats", "other-seats").replace("1,430", "1,130"));
    folder.file(
        "rules/third-seats.toml",
        text.replace("hall-seats", "third-seats").replace("expect", "expects"),
    );
    let run = addsup(&["rules", "test", &rules], "");
    assert_eq!(run.code, 2);
    for said in
        ["ok   rules/hall-seats.toml", "FAIL rules/other-seats.toml", "FAIL rules/third-seats.toml", "1 of 3"]
    {
        assert!(run.out.contains(said), "{said}: {}", run.out);
    }
    assert!(run.err.contains("this bad example passes") && run.err.contains("unknown field"), "{}", run.err);
    fs::remove_file(folder.path("rules/third-seats.toml")).expect("ours");
    assert_eq!(addsup(&["rules", "test", &rules], "").code, 1);
    let run = addsup(&["rules", "test", "--rules", &folder.path("none")], "");
    assert_eq!(run.code, 2);
}

#[test]
fn rules_that_tie_nothing_together_are_named_when_asked() {
    let folder = Folder::new("tools-dead");
    let rules = begun(&folder);
    let dead = folder.file("a.md", "Rien.\n");
    let run = addsup(&["check", "--dead-rules", "--rules", &rules, &dead], "");
    assert!(run.code == 0 && run.err.contains("hall-seats"), "{}", run.err);
    let held = folder.file("b.md", "La salle compte 900 places et a reçu 800 visiteurs dimanche.\n");
    let run = addsup(&["check", "--dead-rules", "--rules", &rules, &dead, &held], "");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "a rule that holds is not dead");
    assert_eq!(addsup(&["check", "--rules", &rules, &dead], "").err, "", "and nobody asked");
}

/// The names in backquotes of an error's "expected one of", whatever breaks its lines.
fn expected(err: &str) -> BTreeSet<String> {
    let flat: String = err.chars().filter(|c| !c.is_whitespace() && !"│·╰─".contains(*c)).collect();
    let list = flat.split("expectedoneof").nth(1).unwrap_or_else(|| panic!("{err}"));
    let list = list.split("help:").next().expect("one").split('╭').next().expect("one");
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn keys(schema: &Value, place: &str) -> BTreeSet<String> {
    let properties = schema.pointer(place).and_then(Value::as_object).unwrap_or_else(|| panic!("{place}"));
    properties.keys().cloned().collect()
}

fn schema(of: &str) -> Value {
    serde_json::from_str(&addsup(&["schema", of], "").out).expect("JSON")
}

#[test]
fn the_schema_of_a_configuration_names_the_keys_there_are() {
    let folder = Folder::new("tools-config");
    let schema = schema("config");
    let said = |text: &str| {
        let config = folder.file("addsup.toml", text);
        expected(&addsup(&["check", "--config", &config], "Rien.").err)
    };
    let all = said("zzz = 1\n");
    let (top, over) = (keys(&schema, "/properties"), keys(&schema, "/properties/overrides/items/properties"));
    assert_eq!(all, top.union(&over).cloned().collect());
    assert_eq!(said("[[allow]]\nzzz = 1\n"), keys(&schema, "/properties/allow/items/properties"));
    for (text, place) in [
        ("skip = [\"zzz\"]", "/properties/skip/items/enum"),
        ("date-order = \"zzz\"", "/properties/date-order/enum"),
        ("fail-level = \"zzz\"", "/$defs/severity/enum"),
    ] {
        let values = schema.pointer(place).and_then(Value::as_array).expect("values");
        let values: BTreeSet<String> =
            values.iter().map(|one| one.as_str().expect("a name").to_owned()).collect();
        let config = folder.file("addsup.toml", text);
        let err = addsup(&["check", "--config", &config], "Rien.").err;
        let said: BTreeSet<String> = if err.contains("one of") { expected(&err) } else { values.clone() };
        assert_eq!(said, values, "{text}");
        for value in &values {
            let config = folder.file("addsup.toml", text.replace("zzz", value));
            assert_eq!(addsup(&["check", "--config", &config], "Rien.").err, "", "{value}");
        }
    }
}

#[test]
fn the_schema_of_a_rule_names_the_keys_there_are() {
    let folder = Folder::new("tools-rule");
    let rules = begun(&folder);
    let file = folder.path("rules/hall-seats.toml");
    let text = fs::read_to_string(&file).expect("there");
    let schema = schema("rule");
    for (before, place) in [
        ("id = ", "/properties"),
        ("match = ", "/properties/pattern/items/properties"),
        ("text = ", "/properties/bad/items/properties"),
    ] {
        fs::write(&file, text.replacen(before, &format!("zzz = 1\n{before}"), 1)).expect("ours");
        let err = addsup(&["rules", "test", &rules], "").err;
        assert_eq!(expected(&err), keys(&schema, place), "{place}");
    }
    let checks = schema.pointer("/properties/check/enum").and_then(Value::as_array).expect("checks");
    let checks: Vec<&str> = checks.iter().filter_map(Value::as_str).collect();
    assert_eq!(checks, addsup::rule::CHECKS);
}

#[test]
fn shells_and_manuals_know_every_command() {
    let help = addsup(&["--help"], "").out;
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let commands: Vec<&str> = commands
        .map_while(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|word| !word.is_empty())
        .collect();
    assert!(commands.len() > 12, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = addsup(&["completions", shell], "").out;
        assert!(commands.iter().all(|command| text.contains(command)), "{shell}");
    }
    let folder = Folder::new("tools-man");
    let script = folder.file("addsup.bash", addsup(&["completions", "bash"], "").out);
    let source = format!(
        "source {script} && COMP_WORDS=(addsup ch) COMP_CWORD=1 && _addsup addsup ch && echo ${{COMPREPLY[@]}}"
    );
    if let Ok(run) = Command::new("bash").args(["-c", &source]).output() {
        assert_eq!(String::from_utf8_lossy(&run.stdout).trim(), "check");
    }
    let pages = folder.path("man");
    assert_eq!(addsup(&["man", &pages], "").code, 0);
    for command in commands.iter().filter(|command| **command != "help") {
        let page = fs::read_to_string(folder.path(&format!("man/addsup-{command}.1"))).expect(command);
        assert!(page.contains(".TH"), "{command}");
    }
    assert!(addsup(&["man"], "").out.contains(".SH NAME"));
}

#[test]
fn all_commands_heed_the_configuration() {
    let folder = Folder::new("tools-heed");
    folder.file(
        "addsup.toml",
        "lang = \"en\"\nui-lang = \"en\"\ndate = \"2014-12-08\"\nskip = [\"references\", \"code\"]\n",
    );
    let text = "# Un titre\n\nDate du 8 août.\n\n# Bibliography\n\nTome 12, 31 June 2014.\n";
    let draft = folder.file("a.md", text);
    let run = addsup(&["timeline", "--format", "json", &draft], "");
    assert!(run.out.contains("\"lang\":\"en\"") || run.out.contains("en"), "{}", run.out);
    assert_eq!(addsup(&["check", &draft], "").code, 0, "references are skipped");
    let with = addsup(&["coverage", "--json", &draft], "").out;
    let without = addsup(&["coverage", "--json", "--isolated", &draft], "").out;
    assert_ne!(with, without, "they are not counted");
    let run = Command::new(env!("CARGO_BIN_EXE_addsup"))
        .current_dir(folder.path(""))
        .args(["batch", &folder.file("r.jsonl", format!("{{\"text\": \"{}\"}}\n", DATE.trim()))])
        .output()
        .expect("it runs");
    let record: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    assert_eq!((record["lang"].as_str(), record["date"].as_str()), (Some("en"), Some("2014-12-08")));
}

#[test]
fn the_order_of_figures_in_dates_is_the_desks() {
    let folder = Folder::new("tools-order");
    let draft = folder.file("a.md", "The report of 03/04/2014 was read by all of them that day.\n");
    let read = || addsup(&["claims", "--format", "jsonl", "--lang", "en", &draft], "").out;
    assert!(read().contains("2014-03-04"), "{}", read());
    folder.file("addsup.toml", "date-order = \"day-first\"\n");
    assert!(read().contains("2014-04-03"), "{}", read());
}
