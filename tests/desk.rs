//! A desk's tools: baselines, changes since a revision, repairs applied.

mod command;

use std::{fs, process::Command};

use command::{Folder, Run, addsup};
use serde_json::Value;

const SUM: &str = "Les 1.400 soldats, dont 600 conseillers et 900 gardes, partiront lundi.\n";
const DATE: &str = "Le 31 juin 2014, on y était.\n";

/// The findings of a draft, from its JSON.
fn findings(draft: &str) -> Vec<Value> {
    let run = addsup(&["check", "--format", "jsonl", draft], "");
    let record: Value = serde_json::from_str(&run.out).expect("JSON");
    record["findings"].as_array().expect("findings").clone()
}

fn print(finding: &Value) -> String {
    finding["fingerprint"].as_str().expect("a fingerprint").to_owned()
}

/// A folder with a baseline of the findings of its two drafts.
fn based(name: &str) -> (Folder, String, impl Fn(&str) -> Run) {
    let folder = Folder::new(&format!("desk-{name}"));
    folder.file("a.md", format!("# Titre\n\nUn début.\n\n{SUM}\n{DATE}"));
    folder.file("b/c.md", DATE);
    let (root, file) = (folder.path(""), folder.path("base.json"));
    let baseline = {
        let (root, file) = (root.clone(), file.clone());
        move |action: &str| addsup(&["baseline", action, "--baseline", &file, "--ui-lang", "en", &root], "")
    };
    let run = baseline("write");
    assert!(run.code == 0 && run.out.contains("3 findings"), "{}{}", run.out, run.err);
    (folder, file, baseline)
}

#[test]
fn what_was_there_may_stand_wherever_it_moves() {
    let (folder, file, baseline) = based("moves");
    let root = folder.path("");
    assert_eq!(addsup(&["check", &root], "").code, 1);
    let run = addsup(&["check", "--baseline", &file, "--ui-lang", "en", &root], "");
    assert!(
        run.code == 0 && run.err.is_empty() && run.out.contains("let stand: 3"),
        "{}{}",
        run.out,
        run.err
    );
    folder.file("a.md", format!("{DATE}\nUne autre fin.\n\n{}", SUM.replace(", dont", ",\ndont")));
    let run = baseline("check");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    fs::rename(folder.path("b/c.md"), folder.path("d.md")).expect("renamed");
    assert_eq!(baseline("check").code, 0, "a renamed file keeps its findings");
    assert_eq!(baseline("write").code, 0);
    assert!(fs::read_to_string(&file).expect("there").contains("\"path\":\"d.md\""));
}

#[test]
fn a_claim_that_changed_and_one_that_is_gone_are_said() {
    let (folder, file, baseline) = based("changes");
    folder.file("a.md", format!("# Titre\n\nUn début.\n\n{}", SUM.replace("900", "950")));
    let run = baseline("check");
    let said = run.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
    assert!(run.code == 1 && run.out.contains("1,550"), "{}", run.out);
    assert!(said.contains("a.md: breakdown-sum changed since it was excused: 1.400 soldats · 600 conseillers · 900 gardes is now 1.400 soldats · 600 conseillers · 950 gardes"), "{said}");
    assert!(said.contains("a.md: impossible-date is there no more: 31 juin 2014"), "{said}");
    folder.file("a.md", format!("# Titre\n\n{DATE}"));
    let root = folder.path("");
    assert_eq!(baseline("check").code, 1, "an entry that applies no more fails `baseline check`");
    let run = addsup(&["check", "--baseline", &file, &root], "");
    assert!(run.code == 0 && run.err.contains("apply no more"), "and is only said by `check`: {}", run.err);
    let other = addsup(&["baseline", "check", "--baseline", &file, &folder.path("b")], "");
    assert_eq!((other.code, other.err.as_str()), (0, ""), "of other files nothing is said");
    assert!(baseline("write").out.contains("2 findings"));
    assert_eq!((baseline("check").code, baseline("check").err), (0, String::new()));
}

#[test]
fn a_new_finding_fails_though_another_file_lost_one() {
    let (folder, file, baseline) = based("counts");
    folder.file("b/c.md", "Rien.\n");
    folder.file("e.md", DATE);
    assert_eq!(baseline("check").code, 1);
    folder.file("e.md", "Rien.\n");
    folder.file("b/c.md", format!("{DATE}\n{DATE}"));
    assert_eq!(baseline("check").code, 1, "the same finding twice is one more");
    let run =
        addsup(&["baseline", "write", "--baseline", &file, "--reason", "archives", &folder.path("b")], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let run = addsup(&["check", "--format", "sarif", "--baseline", &file, &folder.path("")], "");
    let log: Value = serde_json::from_str(&run.out).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(results.iter().all(|one| one["suppressions"][0]["kind"] == "external"), "{results:?}");
    assert!(results.iter().any(|one| one["suppressions"][0]["justification"] == "archives"));
    assert_eq!(results.len(), 4, "entries of files that were not named stay");
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    let folder = Folder::new("desk-nobase");
    let draft = folder.file("a.md", DATE);
    let none = folder.path("none.json");
    let run = addsup(&["check", "--baseline", &none, &draft], "");
    assert!(run.code == 2 && run.err.contains("there is no baseline"), "{}", run.err);
    let bad = folder.file("bad.json", "{\"findings\": 3}");
    let run = addsup(&["baseline", "check", "--baseline", &bad, &draft], "");
    assert!(run.code == 2 && run.err.contains("cannot use the baseline"), "{}", run.err);
}

fn git(folder: &Folder, arguments: &[&str]) {
    let run = Command::new("git")
        .current_dir(folder.path(""))
        .args(["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .output()
        .expect("git runs");
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
}

/// A repository of drafts with findings, committed.
fn repository(name: &str) -> Folder {
    let folder = Folder::new(&format!("desk-{name}"));
    folder.file("a.md", format!("# Titre\n\n{DATE}\nUn début.\n\n{SUM}"));
    folder.file("b.md", DATE);
    git(&folder, &["init", "-q", "-b", "main"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "x"]);
    folder
}

/// The places of the findings since a revision, and the exit code.
fn since(folder: &Folder, revision: &str) -> (i32, Vec<String>) {
    let root = folder.path("");
    let run = addsup(&["check", "--since", revision, "--format", "short", &root], "");
    assert_eq!(run.err, "");
    let place = |line: &str| {
        line.trim_start_matches(&root)
            .trim_start_matches('/')
            .split(": ")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    (run.code, run.out.lines().map(place).collect())
}

#[test]
fn only_what_changed_is_reported() {
    let folder = repository("since");
    assert_eq!(since(&folder, "HEAD"), (0, vec![]));
    folder.file("a.md", format!("# Titre\n\n{DATE}\nUn début, relu.\n\n{}", SUM.replace("900", "950")));
    assert_eq!(since(&folder, "HEAD"), (1, vec!["a.md:7:5".to_owned()]));
    folder.file("neu éf.md", DATE);
    assert_eq!(since(&folder, "HEAD").1, ["a.md:7:5", "neu éf.md:1:4"], "an untracked file is new");
    git(&folder, &["checkout", "-q", "-b", "work"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "y"]);
    git(&folder, &["mv", "b.md", "c.md"]);
    assert_eq!(since(&folder, "HEAD"), (0, vec![]), "a renamed file has not changed");
    assert_eq!(since(&folder, "main").1, ["a.md:7:5", "neu éf.md:1:4"]);
    assert_eq!(since(&folder, "main~0").0, 1);
}

#[test]
fn a_claim_that_a_change_elsewhere_made_wrong_is_reported() {
    let folder = repository("since-claim");
    folder.file("d.txt", "Date: 2014-12-08\n\nIls sont arrivés lundi 8 décembre à Metz, a dit le maire.\n");
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "z"]);
    folder.file("d.txt", "Date: 2015-12-10\n\nIls sont arrivés lundi 8 décembre à Metz, a dit le maire.\n");
    assert_eq!(since(&folder, "HEAD").1, ["d.txt:3:18"]);
}

#[test]
fn what_git_cannot_say_is_said() {
    let folder = repository("since-bad");
    let root = folder.path("");
    let run = addsup(&["check", "--since", "nowhere", &root], "");
    assert!(run.code == 2 && run.err.contains("there is no revision `nowhere`"), "{}", run.err);
    let run = addsup(&["check", "--since=--upload-pack=x", &root], "");
    assert!(run.code == 2 && run.err.contains("there is no revision"), "{}", run.err);
    let outside = Folder::new("desk-outside");
    let draft = outside.file("a.md", DATE);
    let run = addsup(&["check", "--since", "HEAD", &draft], "");
    assert!(run.code == 2 && run.err.contains("is in no Git repository"), "{}", run.err);
    let clone = Folder::new("desk-shallow");
    git(&folder, &["commit", "-q", "--allow-empty", "-m", "2"]);
    git(&folder, &["clone", "-q", "--depth", "1", &format!("file://{root}"), &clone.path("x")]);
    let run = addsup(&["check", "--since", "HEAD~1", &clone.path("x")], "");
    let said = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(run.code == 2 && said.contains("is shallow") && said.contains("fetch-depth: 0"), "{said}");
}

#[test]
fn a_repair_changes_its_words_and_no_other_byte() {
    let folder = Folder::new("desk-fix");
    let text = format!("\u{feff}# T\u{202e}itre  \r\n\r\n{}\r\n\t<b>x</b>\u{0}", SUM.trim_end());
    let draft = folder.file("a.md", &text);
    let found = findings(&draft);
    let print = print(&found[0]);
    let listed = addsup(&["fix", "--list", "--ui-lang", "en", &draft], "");
    assert!(listed.out.starts_with(&print[..12]) && listed.out.contains("\n  1  "), "{}", listed.out);
    let repair = &found[0]["repairs"][1]["edits"][0];
    let run = addsup(&["fix", &draft, "--apply", &format!("{}=2", &print[..8])], "");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let place = |key: &str| repair[key].as_u64().expect("a byte") as usize;
    let wanted = format!(
        "{}{}{}",
        &text[..place("start")],
        repair["replacement"].as_str().expect("words"),
        &text[place("end")..]
    );
    assert_eq!(fs::read_to_string(&draft).expect("there"), wanted);
    assert!(findings(&draft).is_empty(), "and it adds up");
    let run = addsup(&["fix", &draft, "--apply", &format!("{print}=1")], "");
    assert!(run.code == 2 && run.err.contains("no finding"), "it is stale: {}", run.err);
    assert_eq!(fs::read_to_string(&draft).expect("there"), wanted);
    let left = fs::read_dir(folder.path("")).expect("there").count();
    assert_eq!(left, 1, "nothing is left behind");
}

#[test]
fn repairs_are_applied_all_or_none() {
    let folder = Folder::new("desk-fix-none");
    let draft = folder.file("a.md", format!("{SUM}\n{DATE}"));
    let found = findings(&draft);
    let prints: Vec<String> = found.iter().map(print).collect();
    let before = fs::read_to_string(&draft).expect("there");
    for (apply, told) in [
        (vec![format!("{}=1", prints[0]), "123456=1".into()], "no finding"),
        (vec![format!("{}=1", prints[0]), format!("{}=99", prints[1])], "and no repair 99"),
    ] {
        let mut arguments = vec!["fix", &draft];
        apply.iter().for_each(|one| arguments.extend(["--apply", one]));
        let run = addsup(&arguments, "");
        let said = run.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        assert!(run.code == 2 && said.contains(told), "{apply:?}: {said}");
        assert_eq!(fs::read_to_string(&draft).expect("there"), before);
    }
    for (apply, told) in [("xyz=1", "six digits"), ("123456", "FINGERPRINT=N"), ("123456=0", "from 1")] {
        let run = addsup(&["fix", &draft, "--apply", apply], "");
        assert!(run.code == 2 && run.err.contains(told), "{}", run.err);
    }
}

#[test]
fn what_cannot_be_mended_is_said() {
    let folder = Folder::new("desk-fix-not");
    let latin: Vec<u8> =
        "Été : le 31 juin 2014, on y était déjà allé.\n".chars().map(|c| c as u32 as u8).collect();
    let draft = folder.file("a.txt", latin);
    let run = addsup(&["fix", &draft, "--list"], "");
    assert!(run.code == 2 && run.err.contains("windows-1252"), "{}", run.err);
    let run = addsup(&["fix", &folder.path("")], "");
    assert!(run.code == 2 && run.err.contains("it is a folder"), "{}", run.err);
    let plain = folder.file("b.txt", DATE);
    let run = addsup(&["fix", &plain], "");
    assert!(run.code == 2 && run.err.contains("asks at a terminal"), "{}", run.err);
}

#[test]
fn the_configuration_nearest_to_a_draft_has_its_own_rules_and_words() {
    let folder = Folder::new("desk-nested");
    folder.file("addsup.toml", "ui-lang = \"fr\"\n");
    folder.file("en/addsup.toml", "ui-lang = \"en\"\n[fail-levels]\nimpossible-date = \"error\"\n[severity]\nimpossible-date = \"warning\"\n");
    folder.file("a.md", DATE);
    folder.file("en/b.md", DATE);
    let run = addsup(&["check", "--format", "short", &folder.path("")], "");
    assert!(run.out.contains("n'existe pas") || run.out.contains("n’existe pas"), "{}", run.out);
    assert!(run.out.contains("does not exist"), "{}", run.out);
    assert_eq!(addsup(&["check", &folder.path("en")], "").code, 0, "its warnings do not fail");
    assert_eq!(addsup(&["check", "--fail-level", "warning", &folder.path("en")], "").code, 1);
}

#[test]
fn a_bad_configuration_is_said_once() {
    let folder = Folder::new("desk-bad");
    folder.file("x/addsup.toml", "lang = 3\n");
    (0..5).for_each(|n| drop(folder.file(&format!("x/{n}.md"), DATE)));
    folder.file("y.md", DATE);
    let run = addsup(&["check", "--format", "short", &folder.path("")], "");
    assert_eq!((run.code, run.err.matches("cannot use the configuration").count()), (2, 1), "{}", run.err);
    assert_eq!(run.out.lines().count(), 1, "the others are checked");
}
