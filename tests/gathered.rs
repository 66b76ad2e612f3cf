//! Formats of a whole run: what build services read, on nothing, one finding, many, and hostile text.

mod command;

use command::{Folder, addsup};
use quick_xml::{Reader, events::Event};
use serde_json::Value;

const FORMATS: [&str; 7] = ["sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"];

/// The report on a folder of drafts, called from within so that paths are relative.
fn report(folder: &Folder, format: &str) -> String {
    let out = folder.path("report.out");
    let run = addsup(&["check", "--ui-lang", "en", "--format", format, "-o", &out, &folder.path("")], "");
    assert!(run.code < 2 && run.out.is_empty(), "{format}: {}{}", run.out, run.err);
    let report = std::fs::read_to_string(&out).expect("it was written");
    std::fs::remove_file(&out).expect("it is ours");
    report.replace(&folder.path(""), "")
}

/// How many elements of a name a well-formed document has.
fn elements(xml: &str, name: &str) -> usize {
    let mut reader = Reader::from_str(xml);
    let mut count = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) | Event::Empty(start) => {
                count += usize::from(start.name().as_ref() == name);
                for attribute in start.attributes() {
                    attribute.expect("a sound attribute");
                }
            }
            Event::Eof => return count,
            _ => {}
        }
    }
}

/// How many findings a report holds, in the reader's own terms.
fn found(format: &str, report: &str) -> usize {
    let json = || serde_json::from_str::<Value>(report).expect("JSON");
    let length = |value: &Value| value.as_array().expect("an array").len();
    match format {
        "sarif" => length(&json()["runs"][0]["results"]),
        "gitlab" => length(&json()),
        "rdjson" => length(&json()["diagnostics"]),
        "junit" => elements(report, "failure"),
        "checkstyle" => elements(report, "error"),
        "github" => report.lines().filter(|line| !line.starts_with("::notice")).count(),
        _ => report.lines().filter(|line| line.starts_with("| ") && line.contains("impossible-date")).count(),
    }
}

#[test]
fn each_format_is_valid_on_nothing_on_one_and_on_many() {
    for (name, count) in [("none", 0), ("one", 1), ("many", 500)] {
        let folder = Folder::new(&format!("gathered-{name}"));
        folder.file("a.txt", "Le 30 juin 2014, rien.\n");
        folder.file("b.md", "Le 31 juin 2014, on y était.\n\n".repeat(count));
        for format in FORMATS {
            let report = report(&folder, format);
            let most = if format == "github" { 10 } else { usize::MAX };
            assert_eq!(found(format, &report), count.min(most), "{format} on {name}");
        }
    }
}

/// The formats that are written document by document.
const STREAMED: [&str; 4] = ["human", "short", "json", "jsonl"];

/// How many findings such a report holds.
fn streamed(format: &str, report: &str) -> usize {
    let findings = |record: &Value| record["findings"].as_array().expect("findings").len();
    let record = |line: &str| serde_json::from_str::<Value>(line).expect("JSON");
    match format {
        "json" => record(report).as_array().expect("an array").iter().map(findings).sum(),
        "jsonl" => report.lines().map(|line| findings(&record(line))).sum(),
        "short" => report.lines().filter(|line| line.contains(": error impossible-date: ")).count(),
        _ => report.lines().filter(|line| *line == "error impossible-date").count(),
    }
}

#[test]
fn formats_of_one_document_are_valid_on_nothing_on_one_on_many_and_on_hostile_text() {
    for (name, count) in [("none", 0), ("one", 1), ("many", 500)] {
        let folder = Folder::new(&format!("streamed-{name}"));
        folder.file("a.txt", "Le 30 juin 2014, rien.\n");
        folder.file("b.md", "Le 31 juin 2014, on y était.\n\n".repeat(count));
        for format in STREAMED {
            assert_eq!(streamed(format, &report(&folder, format)), count, "{format} on {name}");
        }
    }
    let folder = Folder::new("streamed-hostile");
    let hostile =
        "Le 31 juin\u{202e} 2014 <script>x</script> \"q\" %0A ::error::y ##vso[x] \u{1b}[2J\u{9b}31m";
    folder.file("a%,:b\u{1b}[31m.md", format!("{hostile}\n\n::error::le 31 juin 2014\n"));
    for format in STREAMED {
        let report = report(&folder, format);
        assert!(streamed(format, &report) >= 1, "{format}: {report}");
        let loose = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(!report.contains(loose), "{format}: {report:?}");
        assert!(!report.contains("##vso["), "{format}: {report}");
        assert!(!report.lines().any(|line| line.trim_start().starts_with("::")), "{format}: {report}");
    }
}

#[test]
fn one_finding_reads_well_in_each_format() {
    let folder = Folder::new("gathered-look");
    folder.file("été.md", "# Titre\n\nÀ l'aube, le 31 juin 2014, « tout » allait bien.\n");
    for format in FORMATS {
        let mut report = report(&folder, format);
        if format == "sarif" {
            let mut log: Value = serde_json::from_str(&report).expect("JSON");
            let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().expect("rules");
            assert!(rules.len() >= 11);
            rules.retain(|rule| rule["id"] == "impossible-date");
            log["runs"][0]["results"][0]["ruleIndex"] = 0.into();
            report = format!("{log:#}\n").replace(env!("CARGO_PKG_VERSION"), "VERSION");
        }
        if format == "gitlab" {
            let mut entries: Value = serde_json::from_str(&report).expect("JSON");
            let print = entries[0]["fingerprint"].take();
            assert_eq!(print.as_str().map(str::len), Some(32), "it depends on the folder's name");
            report = format!("{entries:#}\n");
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../snapshots/formats");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("gathered-{format}"), report));
    }
}

#[test]
fn nothing_of_a_draft_gets_out_of_its_place() {
    let folder = Folder::new("gathered-hostile");
    let hostile =
        "Le 31 juin\u{202e} 2014 <script>alert(1)</script> ]]> | `x` ::error::y %0A ##vso[x] \u{1b}[2J";
    folder.file("a%,:b.md", format!("{hostile}\n\nLe 31 juin 2014 \"&\" ::error::<b>z</b>\u{ffff}\n"));
    for format in FORMATS {
        let report = report(&folder, format);
        assert!(found(format, &report) >= 1, "{format}");
        let loose =
            |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{ffff}');
        assert!(!report.contains(loose), "{format}: {report:?}");
        assert!(!report.contains("##vso[") && !report.contains("<script>"), "{format}: {report}");
        let command = |line: &str| line.trim_start().starts_with("::");
        assert_eq!(report.lines().any(command), format == "github", "{format}");
    }
}

#[test]
fn several_reports_come_of_one_run() {
    let folder = Folder::new("gathered-several");
    let draft = folder.file("a.txt", "Le 31 juin 2014, rien.\n");
    let (sarif, short) = (folder.path("a.sarif"), folder.path("a=b.short"));
    let run = addsup(
        &[
            "check",
            &draft,
            "-o",
            &format!("sarif={sarif}"),
            "--output",
            &format!("short={short}"),
            "--ui-lang",
            "en",
        ],
        "",
    );
    assert!(run.code == 1 && run.out.contains("31 June 2014 does not exist"), "{}{}", run.out, run.err);
    assert!(std::fs::read_to_string(&sarif).expect("written").contains("\"version\":\"2.1.0\""));
    assert!(std::fs::read_to_string(&short).expect("written").contains(":1:4: error impossible-date"));
}

#[test]
fn the_job_summary_of_github_has_what_annotations_leave_out() {
    let folder = Folder::new("gathered-summary");
    let draft = folder.file("a.md", "Le 31 juin 2014, on y était.\n\n".repeat(300));
    let page = folder.path("summary.md");
    let run = command::addsup_in(
        &[("GITHUB_STEP_SUMMARY", &page)],
        &["check", "--format", "github", "--ui-lang", "en", &draft],
        "",
    );
    assert!(
        run.out.ends_with("::notice title=addsup::and 290 more of 300 findings, which are not listed here\n")
    );
    let page = std::fs::read_to_string(&page).expect("written");
    assert_eq!(found("markdown", &page), 200);
    assert!(page.ends_with("and 100 more of 300 findings, which are not listed here\n"), "{page}");
}

#[test]
fn what_cannot_be_written_is_said() {
    let run = addsup(&["check", "-o", "/no/such/folder/x"], "Rien.");
    assert!(run.code == 2 && run.err.contains("cannot write `/no/such/folder/x`"), "{}", run.err);
    let run = addsup(&["check", "-o", "xml=x"], "Rien.");
    assert!(run.code == 2 && run.err.contains("there is no such format"), "{}", run.err);
    let run = addsup(&["claims", "--format", "sarif"], "Rien.");
    assert!(run.code == 2 && run.err.contains("holds findings, not claims"), "{}", run.err);
}
