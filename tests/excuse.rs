//! Findings that are let stand: comments of drafts, front matter, the desk's configuration.

mod command;

use std::sync::atomic::{AtomicUsize, Ordering};

use command::{Folder, addsup};
use serde_json::Value;

const SUM: &str = "Les 1.400 soldats, dont 600 conseillers et 900 gardes, partiront lundi.\n";
const DATE: &str = "Le 31 juin 2014, on y était.\n";

/// The rules of the findings of a draft and of those let stand, and the exit code.
fn said(name: &str, text: &str) -> (i32, Vec<String>, Vec<String>) {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let folder = Folder::new(&format!("excuse-{}", RUNS.fetch_add(1, Ordering::Relaxed)));
    let draft = folder.file(name, text);
    let run = addsup(&["check", "--format", "jsonl", "--ui-lang", "en", "--lang", "fr", &draft], "");
    assert_eq!(run.err, "");
    let record: Value = serde_json::from_str(&run.out).expect("JSON");
    let rules = |list: &Value, more: &str| {
        let list = list.as_array().cloned().unwrap_or_default();
        list.iter()
            .map(|one| {
                format!("{} {}", one["rule"], one.pointer(more).unwrap_or(&Value::Null)).replace('"', "")
            })
            .collect::<Vec<_>>()
    };
    (run.code, rules(&record["findings"], "/message"), rules(&record["suppressed"], "/suppression/reason"))
}

#[test]
fn a_comment_lets_the_next_block_stand_or_its_own() {
    let none: Vec<String> = Vec::new();
    let why = vec!["breakdown-sum des groupes qui se recoupent".to_owned()];
    let mark = "addsup: allow breakdown-sum: des groupes qui se recoupent";
    for (name, text) in [
        ("a.md", format!("<!-- {mark} -->\n{SUM}")),
        ("b.md", format!("<!-- {mark} -->\n\n{SUM}")),
        ("c.md", SUM.replace(", dont", &format!(" <!-- {mark} -->, dont"))),
        ("d.html", format!("<p>Rien.</p><!--{mark}--><p>{SUM}</p>")),
        ("e.html", format!("<p>{SUM}<!-- {mark} --></p>")),
        ("f.txt", format!("# {mark}\n{SUM}")),
        ("g.txt", format!("[{mark}]\n\n{SUM}")),
        (
            "h.md",
            format!("---\naddsup: {{allow: {{breakdown-sum: des groupes qui se recoupent}}}}\n---\n\n{SUM}"),
        ),
        (
            "i.md",
            format!("+++\n[addsup.allow]\nbreakdown-sum = \"des groupes qui se recoupent\"\n+++\n\n{SUM}"),
        ),
        (
            "j.md",
            format!(
                "---\r\naddsup:\r\n  allow:\r\n    breakdown-sum: des groupes qui se recoupent\r\n---\r\n\r\n{SUM}"
            ),
        ),
        ("k.md", format!("<!-- {} -->\n\nRien.\n\n{SUM}", mark.replace("allow", "allow-file"))),
    ] {
        assert_eq!(said(name, &text), (0, none.clone(), why.clone()), "{name}: {text}");
    }
}

#[test]
fn a_comment_before_a_list_or_table_is_about_all_of_it() {
    let mark = "<!-- addsup: allow impossible-date: calendrier du roman -->";
    let (code, found, stand) = said("a.md", &format!("{mark}\n- un\n- {DATE}- le 31 juin 2015\n\n{DATE}"));
    assert_eq!((code, found.len(), stand.len()), (1, 1, 2));
    let (code, found, stand) =
        said("b.md", &format!("{mark}\n\n| jour | n |\n|---|---|\n| le 31 juin 2014 | 3 |\n\n{DATE}"));
    assert_eq!((code, found.len(), stand.len()), (1, 1, 1));
}

#[test]
fn a_comment_that_does_nothing_is_a_finding() {
    for (text, wanted) in [
        (
            format!("<!-- addsup: allow age: né en janvier -->\n{DATE}"),
            "suppression nothing is left for this comment to let stand (age)",
        ),
        (
            format!("<!-- addsup: allow impossible-date -->\n{DATE}"),
            "suppression this comment gives no reason: write addsup: allow RULE: reason",
        ),
        (
            format!("<!-- addsup allow impossible-date: x -->\n{DATE}"),
            "suppression this comment is not understood: write addsup: allow RULE: reason",
        ),
        (
            format!("<!-- addsup: allow imposible-date: x y -->\n{DATE}"),
            "suppression there is no rule or group imposible-date; impossible-date is like it",
        ),
    ] {
        let (code, found, stand) = said("a.md", &text);
        assert_eq!((code, stand.len()), (1, 0), "{text}");
        assert_eq!(found[0], wanted, "{text}");
        assert!(found[1].starts_with("impossible-date"), "{text}: {found:?}");
    }
    let fenced = format!("```\n<!-- addsup: allow age: x -->\n```\n\n{SUM}");
    assert_eq!(said("b.md", &fenced).1.len(), 1, "code is no comment");
}

#[test]
fn a_rule_that_was_not_asked_for_says_nothing_of_a_comment() {
    let folder = Folder::new("excuse-select");
    let draft = folder.file("a.md", format!("<!-- addsup: allow impossible-date: roman -->\n{DATE}"));
    assert_eq!(addsup(&["check", "--ignore", "impossible-date", &draft], "").code, 0);
    assert_eq!(addsup(&["check", "--select", "agreement,suppression", &draft], "").code, 0);
}

#[test]
fn sarif_shows_what_is_let_stand_and_people_how_many() {
    let folder = Folder::new("excuse-sarif");
    let text = format!("<!-- addsup: allow impossible-date: \"tel quel\" <b>\u{202e} ##vso[x] -->\n{DATE}");
    let draft = folder.file("a.md", text);
    let run = addsup(&["check", "--format", "sarif", &draft], "");
    let log: Value = serde_json::from_str(&run.out).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    assert_eq!((run.code, result["ruleId"].as_str()), (0, Some("impossible-date")));
    assert_eq!(result["suppressions"][0]["kind"], "inSource");
    assert_eq!(result["suppressions"][0]["justification"], "\"tel quel\" <b> # #vso[x]");
    assert!(!run.out.contains('\u{202e}') && !run.out.contains("##vso["), "{}", run.out);
    let run = addsup(&["check", "--ui-lang", "en", &draft], "");
    assert!(run.out.contains("let stand: 1"), "{}", run.out);
    for format in ["github", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "short"] {
        let run = addsup(&["check", "--format", format, &draft], "");
        assert!(run.code == 0 && !run.out.contains("2014 n"), "{format}: {}", run.out);
    }
}

#[test]
fn the_desk_lets_findings_stand_by_rule_path_and_fingerprint() {
    let folder = Folder::new("excuse-desk");
    let draft = folder.file("roman/a.md", DATE);
    let other = folder.file("b.md", DATE);
    let root = folder.path("");
    let allow =
        |more: &str| folder.file("addsup.toml", format!("[[allow]]\n{more}\nreason = \"un roman\"\n"));
    allow("rules = [\"chronology\"]\npaths = [\"roman/\"]");
    assert_eq!((addsup(&["check", &draft], "").code, addsup(&["check", &other], "").code), (0, 1));
    let run = addsup(&["check", "--format", "jsonl", &other], "");
    let record: Value = serde_json::from_str(&run.out).expect("JSON");
    let print = record["findings"][0]["fingerprint"].as_str().expect("one");
    allow(&format!("fingerprint = \"{}\"", &print[..12]));
    assert_eq!(addsup(&["check", &root], "").code, 0);
    allow("rules = [\"age\"]");
    let run = addsup(&["check", &root], "");
    assert!(run.code == 1 && run.err.contains("addsup.toml:1: un roman"), "{}", run.err);
    assert_eq!(addsup(&["check", &other], "").err, "", "one draft says nothing of the others");
    for (wrong, told) in [
        ("rules = [\"agee\"]", "did you mean `age`?"),
        ("paths = [\"x\"]", "name the `rules`"),
        ("rules = [\"age\"]\nreasons = \"x\"", "unknown field `reasons`"),
        ("fingerprint = \"0\"", "at least eight digits"),
    ] {
        allow(wrong);
        let run = addsup(&["check", &other], "");
        assert!(run.code == 2 && run.err.contains(told), "{wrong}: {}", run.err);
    }
    folder.file("addsup.toml", "[[allow]]\nrules = [\"age\"]\n");
    assert!(addsup(&["check", &other], "").err.contains("give the `reason`"));
}

#[test]
fn what_is_said_of_comments_has_the_severity_that_the_desk_chose() {
    let folder = Folder::new("excuse-severity");
    folder.file("addsup.toml", "[severity]\nsuppression = \"note\"\n");
    let draft = folder.file("a.md", "<!-- addsup: allow age: rien -->\nIl fait beau.\n");
    let run = addsup(&["check", "--format", "jsonl", "--lang", "fr", &draft], "");
    let record: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(record["findings"][0]["severity"], "note", "{}", run.out);
}
