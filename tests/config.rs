//! `addsup.toml`: what a desk wants of its drafts.

mod command;

use std::process::Command;

use command::{Folder, addsup};

/// A draft with an impossible date, and one with a breakdown that is off.
const DATE: &str = "Le 31 juin 2014, on y était.\n";
const SUM: &str = "Les 1.400 soldats, dont 600 conseillers et 900 gardes, partiront lundi.\n";

/// What `check --format short` says of the drafts of a folder, paths relative to it, and the exit code.
fn checked(folder: &Folder, flags: &[&str]) -> (i32, Vec<String>) {
    let root = folder.path("");
    let run = addsup(&[&["check", "--format", "short"], flags, &[&root]].concat(), "");
    assert_eq!(run.err, "");
    let rule = |line: &str| {
        let (place, rest) = line.split_once(": ").expect("a finding");
        let rule = rest.split(':').next().expect("a rule");
        let file = place.split(':').next().expect("a file").trim_start_matches(&root).trim_start_matches('/');
        format!("{file} {rule}")
    };
    (run.code, run.out.lines().map(rule).collect())
}

fn desk(name: &str, config: &str) -> Folder {
    let folder = Folder::new(&format!("config-{name}"));
    folder.file("addsup.toml", config);
    folder.file("a.md", DATE);
    folder.file("sport/b.md", SUM);
    folder
}

#[test]
fn without_a_word_all_is_as_without_a_file() {
    let folder = desk("empty", "");
    let all = (1, vec!["a.md error impossible-date".to_owned(), "sport/b.md error breakdown-sum".to_owned()]);
    assert_eq!(checked(&folder, &[]), all);
    assert_eq!(checked(&folder, &["--isolated"]), all);
}

#[test]
fn rules_are_chosen_by_id_and_by_group() {
    let folder = desk("choice", "select = [\"chronology\"]\n");
    assert_eq!(checked(&folder, &[]), (1, vec!["a.md error impossible-date".into()]));
    assert_eq!(
        checked(&folder, &["--select", "arithmetic"]),
        (1, vec!["sport/b.md error breakdown-sum".into()])
    );
    assert_eq!(checked(&folder, &["--ignore", "impossible-date,age"]), (0, vec![]));
    assert_eq!(checked(&folder, &["--isolated", "--ignore", "chronology"]).1.len(), 1);
}

#[test]
fn severities_and_the_fail_level_are_the_desks() {
    let folder = desk(
        "severity",
        "fail-level = \"error\"\n[severity]\nimpossible-date = \"note\"\nbreakdown-sum = \"warning\"\n",
    );
    let found = vec!["a.md note impossible-date".to_owned(), "sport/b.md warning breakdown-sum".to_owned()];
    assert_eq!(checked(&folder, &[]), (0, found.clone()));
    assert_eq!(checked(&folder, &["--fail-level", "warning"]), (1, found));
}

#[test]
fn overrides_are_for_their_paths_and_nearer_files_go_first() {
    let folder = desk("override", "[[overrides]]\npaths = [\"sport/\"]\nignore = [\"breakdown-sum\"]\n");
    assert_eq!(checked(&folder, &[]).1, ["a.md error impossible-date"]);
    folder.file("sport/addsup.toml", "[severity]\nbreakdown-sum = \"note\"\n");
    assert_eq!(checked(&folder, &[]).1, ["a.md error impossible-date", "sport/b.md note breakdown-sum"]);
    let named = folder.path("sport/addsup.toml");
    assert_eq!(checked(&folder, &["--config", &named]).1.len(), 2);
}

#[test]
fn what_is_excluded_or_skipped_is_not_checked() {
    let folder = desk("exclude", "exclude = [\"sport/\", \"*.txt\"]\nskip = [\"quotes\"]\n");
    folder.file("c.txt", DATE);
    folder.file("d.md", format!("On a lu ceci.\n\n> {DATE}"));
    assert_eq!(checked(&folder, &[]).1, ["a.md error impossible-date"]);
    let named = folder.path("c.txt");
    assert_eq!(addsup(&["check", &named], "").code, 1, "a file that is named is checked");
}

#[test]
fn groups_have_severities_and_a_rule_goes_before_its_group() {
    let folder = desk("group", "[severity]\nchronology = \"note\"\n");
    assert_eq!(checked(&folder, &[]).1, ["a.md note impossible-date", "sport/b.md error breakdown-sum"]);
    folder.file("addsup.toml", "[severity]\nchronology = \"note\"\nimpossible-date = \"warning\"\n");
    assert_eq!(checked(&folder, &[]).1[0], "a.md warning impossible-date");
}

#[test]
fn a_configuration_is_the_one_above_the_draft_wherever_one_stands() {
    let folder = desk("place", "");
    folder.file(
        "p/q/addsup.toml",
        "ignore = [\"chronology\"]\n\n[[overrides]]\npaths = [\"x\"]\nlang = \"fr\"\n",
    );
    folder.file("p/r/x.md", DATE);
    let around = folder.path("p/q/../r/x.md");
    assert_eq!(addsup(&["check", &around], "").code, 1, "it is not below p/q");
    let named = folder.path("p/q/addsup.toml");
    assert_eq!(addsup(&["check", "--config", &named, &around], "").code, 0, "its globs fit nothing outside");
}

#[test]
fn the_language_that_a_draft_declares_goes_before_the_desks() {
    let folder = Folder::new("config-lang");
    folder.file("addsup.toml", "lang = \"fr\"\n");
    let draft = folder.file("a.md", "---\nlang: en\n---\nThe cup of 31 June 2014 was theirs.\n");
    let run = addsup(&["check", "--format", "jsonl", &draft], "");
    assert!(run.code == 1 && run.out.contains("\"lang\":\"en\""), "{}", run.out);
    folder.file("addsup.toml", "date = \"2014-12-08\"\n");
    let undated = folder.file("b.txt", "Ils sont partis le 8 août.\n");
    let run = addsup(&["claims", "--explain", "8 août", &undated], "");
    assert!(run.out.contains("2014-08-08"), "it is explained as it is checked: {}", run.out);
}

#[test]
fn a_rule_that_is_not_wanted_has_no_say_in_what_others_find() {
    let folder = Folder::new("config-unwanted");
    let text =
        "Date: 2021-12-01\n\nLe lundi 6 décembre, il a parlé. Le mercredi 8 décembre, elle a répondu.\n";
    let draft =
        folder.file("a.txt", text.replace("2021-12-01", "2014-12-20").replace("lundi 6", "samedi 13"));
    let wrong = folder.file(
        "b.txt",
        "Date: 2015-12-20\n\nLe samedi 13 décembre, il a parlé. Le mercredi 10 décembre, elle a répondu.\n",
    );
    let rules = |flags: &[&str], draft: &str| {
        let run = addsup(&[&["check", "--format", "short"], flags, &[draft]].concat(), "");
        run.out.lines().filter(|line| line.contains("weekday-date")).count()
    };
    assert!(rules(&["--select", "weekday-date"], &wrong) >= rules(&[], &wrong));
    assert!(rules(&["--select", "weekday-date"], &wrong) > 0);
    assert!(rules(&["--select", "weekday-date"], &draft) >= rules(&[], &draft));
}

#[test]
fn a_draft_without_a_date_takes_that_of_its_last_commit() {
    let folder = desk("git", "date = \"git\"\n");
    let draft = folder.file("e.md", "On a appris hier la nouvelle.\n");
    let git = |arguments: &[&str]| {
        let day = "2014-12-08T10:00:00Z";
        let run = Command::new("git")
            .current_dir(folder.path(""))
            .args(["-c", "user.name=desk", "-c", "user.email=desk@example.org"])
            .args(arguments)
            .envs([("GIT_AUTHOR_DATE", day), ("GIT_COMMITTER_DATE", day)])
            .output()
            .expect("git runs");
        assert!(run.status.success(), "{run:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "e.md"]);
    git(&["commit", "-q", "-m", "A draft"]);
    let dated = |flags: &[&str]| {
        let run = addsup(&[&["check", "--format", "jsonl"], flags, &[&draft]].concat(), "");
        serde_json::from_str::<serde_json::Value>(&run.out).expect("JSON")["date"].clone()
    };
    assert_eq!(dated(&[]), "2014-12-08");
    assert_eq!(dated(&["--date", "2020-01-01"]), "2020-01-01");
    folder.file("e.md", "---\ndate: 2015-03-02\n---\nOn a appris hier la nouvelle.\n");
    assert_eq!(dated(&[]), "2015-03-02", "a draft's own date goes before");
    folder.file("addsup.toml", "date = \"2013-05\"\n");
    folder.file("e.md", "On a appris hier la nouvelle.\n");
    assert_eq!(dated(&[]), "2013-05");
}

#[test]
fn a_file_that_cannot_be_used_is_shown_with_what_was_meant() {
    for (config, told) in [
        ("selekt = []\n", "did you mean `select`?"),
        ("select = [\"breakdown-sums\"]\n", "did you mean `breakdown-sum`?"),
        ("[severity]\nage = \"grave\"\n", "unknown variant `grave`"),
        ("date = \"demain\"\n", "nor a date"),
        ("[[overrides]]\nignore = [\"age\"]\n", "names the `paths`"),
        ("[[overrides]]\npaths = [\"a\"]\nui-lang = \"fr\"\n", "for the whole file"),
        ("paths = [\"a\"]\n", "belongs in [[overrides]]"),
        ("lang = 3\n", "expected a string"),
        ("lang = \"xx\"\n", "there is no language `xx`"),
        ("rules = [\"none\"]\n", "cannot read"),
    ] {
        let folder = desk("wrong", config);
        let run = addsup(&["check", "--config", &folder.path("addsup.toml"), &folder.path("a.md")], "");
        let flat = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(run.code == 2 && flat.contains(told), "{config}: {}", run.err);
    }
    let run = addsup(&["check", "--select", "agee"], "Rien.");
    assert!(run.code == 2 && run.err.contains("did you mean `age`?"), "{}", run.err);
}

#[test]
fn init_writes_a_file_that_can_be_used_and_none_over_another() {
    let folder = Folder::new("config-init");
    let root = folder.path("");
    assert_eq!(addsup(&["init", &root], "").code, 0);
    let draft = folder.file("a.md", DATE);
    assert_eq!(addsup(&["check", &draft], "").code, 1);
    let config = std::fs::read_to_string(folder.path("addsup.toml")).expect("written");
    let wishes = config.replace("# ", "").replace("#\n", "\n");
    let keys =
        wishes.lines().filter(|line| line.contains(" = ") || line.starts_with('[')).collect::<Vec<_>>();
    let config = folder.file("addsup.toml", keys.join("\n"));
    let run = addsup(&["check", "--config", &config, &draft], "");
    assert!(
        run.err.contains("cannot read") && run.err.contains("rules"),
        "it has no such folder: {}",
        run.err
    );
    let known = keys.join("\n").replace("rules = [\"rules\"]", "rules = []");
    folder.file("addsup.toml", &known);
    let run = addsup(&["baseline", "write", "--config", &config, &root], "");
    assert!(run.code == 0 && run.out.contains("1 findings"), "{}{}", run.out, run.err);
    let run = addsup(&["check", &draft], "");
    assert!(run.err.is_empty(), "each other line is right: {}", run.err);
    assert_eq!(addsup(&["init", &root], "").code, 2);
}
