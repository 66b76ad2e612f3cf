//! Bad input of every kind: a clear word about it, the right exit code, and the other inputs still done.

mod command;

use std::{
    io::{Read, Write},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use addsup::{
    engine::{Engine, Options},
    read::{self, FORMATS},
    report,
};
use command::{Folder, addsup};
use proptest::prelude::*;
use serde_json::Value;

/// An error as it was before it was wrapped.
fn said(err: &str) -> String {
    err.replace("\n  │ ", " ")
}

/// A run that cannot do what was asked: exit code 2 and words on standard error.
fn refused(arguments: &[&str], input: impl AsRef<[u8]>, words: &str) {
    let run = addsup(arguments, input);
    assert_eq!(run.code, 2, "{arguments:?}: {} {}", run.out, run.err);
    assert!(said(&run.err).contains(words), "{arguments:?}: {}", run.err);
}

#[test]
fn bad_arguments_are_refused() {
    refused(&["check", "--date", "hier"], "", "`hier` is no date");
    refused(&["check", "--date", "2014-02-30"], "", "is no date");
    refused(&["check", "--lang", "xx"], "", "no language `xx`");
    refused(&["check", "--ui-lang", "xx"], "", "no language `xx`");
    refused(&["check", "--format", "xml"], "", "possible values: human, short, json, jsonl");
    refused(&["check", "--fail-level", "fatal"], "", "possible values");
    refused(&["check", "--no-such-flag"], "", "unexpected argument");
    refused(&["chek"], "", "check");
    refused(&["explain", "no-such-rule"], "", "no rule `no-such-rule`");
    refused(&["check", "--rules", "/nowhere"], "", "cannot read `/nowhere`");
    refused(&["batch", "/nowhere"], "", "cannot read `/nowhere`");
    refused(&["batch", "/"], "", "it is a folder");
}

#[test]
fn a_rule_is_suggested_for_one_that_is_nearly_its_name() {
    let run = addsup(&["explain", "breakdwn-sum"], "");
    assert!(run.code == 2 && run.err.contains("did you mean `breakdown-sum`?"), "{}", run.err);
}

#[test]
fn a_bad_file_does_not_keep_the_others_from_being_checked() {
    let folder = Folder::new("bad");
    let broken = folder.file("broken.txt", b"\xc3\xa9t\xc3\xa9 \xe9");
    let good = folder.file("good.txt", "Le 8 août 2014.");
    let empty = folder.file("empty.txt", "");
    let nowhere = folder.path("nowhere.txt");
    let run = addsup(&["check", "--format", "jsonl", &broken, &nowhere, &good, &empty], "");
    assert_eq!(run.code, 2);
    assert!(
        said(&run.err).contains("byte 6 begins no character") && run.err.contains("nowhere.txt"),
        "{}",
        run.err
    );
    let paths: Vec<String> = run
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["path"].as_str().expect("path").into())
        .collect();
    assert_eq!(paths, [good, empty]);
}

#[test]
fn a_folder_without_drafts_is_said_to_be_so() {
    let folder = Folder::new("nothing");
    folder.file("data.csv", "1,2");
    refused(&["check", &folder.path("")], "", "nothing to check");
    refused(&["check", "--rules", &folder.path("")], "", "there are no rules");
}

#[test]
fn a_bad_line_is_answered_in_its_place() {
    let lines: &[&[u8]] = &[
        b"{\"id\": 1, \"text\": \"ok\"}",
        b"{\"id\": 2, \"text\": ",
        b"{\"id\": 3}",
        b"[]",
        b"{\"id\": 5, \"text\": \"x\", \"lang\": \"no tag\"}",
        b"{\"id\": 6, \"text\": \"x\", \"date\": \"hier\"}",
        b"{\"id\": 7, \"text\": \"x\", \"format\": \"docx\"}",
        b"{\"id\": [8], \"text\": \"x\"}",
        b"{\"text\": \"\xe9\"}",
        b"\"\\ud800\"",
        b"{\"id\": 11, \"text\": \"ok\"}",
    ];
    let run = addsup(&["batch"], lines.join(&b'\n'));
    let records: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(run.code, 2);
    assert_eq!(records.len(), lines.len());
    let ids: Vec<u64> = records.iter().filter_map(|record| record["id"].as_u64()).collect();
    assert_eq!(ids, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    let good: Vec<bool> = records.iter().map(|record| record["error"].is_null()).collect();
    assert_eq!(good.iter().filter(|&&good| good).count(), 2, "{}", run.out);
    for (record, told) in [
        (1, "the line ends before its JSON does"),
        (2, "the record has no `text`"),
        (3, "a record is an object: {\"text\": \"…\"}"),
        (9, "the line is no JSON from column 8 on"),
    ] {
        assert_eq!(records[record]["error"], told);
    }
    assert!(records[2]["error"].as_str().expect("error").contains("text"));
    assert!(records[8]["error"].as_str().expect("error").contains("UTF-8"));
}

#[test]
fn deep_json_is_no_danger() {
    let line = format!("{{\"text\": {}", "[".repeat(200_000));
    assert_eq!(addsup(&["batch"], line).code, 2);
}

#[test]
fn nobody_listening_is_no_panic() {
    let text = "{\"text\": \"Le 8 août 2014, 1.400 soldats.\"}\n".repeat(20_000);
    let mut child = Command::new(env!("CARGO_BIN_EXE_addsup"))
        .args(["batch", "--claims"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("piped");
    let _ = stdin.write_all(text.as_bytes());
    drop(stdin);
    let mut err = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut err).expect("text");
    assert!(child.wait().expect("it ends").code().is_some_and(|code| code < 2));
    assert_eq!(err, "");
}

#[test]
fn odd_texts_are_read_to_the_end() {
    let digits = "9".repeat(200_000);
    let odd = [
        String::new(),
        "\u{feff}".into(),
        "\0\0\0".into(),
        digits.clone(),
        format!("{digits}.{digits} %"),
        "1.".repeat(10_000),
        "1 ".repeat(10_000),
        "1\u{a0}000".repeat(5_000),
        "vingt-".repeat(5_000),
        "deux mille ".repeat(5_000),
        "(".repeat(20_000),
        "«".repeat(10_000),
        "dont 5, ".repeat(5_000),
        "de 5 à ".repeat(5_000),
        "<ul><li>".repeat(5_000),
        "> ".repeat(5_000),
        "[".repeat(5_000),
        "*a _b ".repeat(3_000),
        "| a ".repeat(5_000),
        "&amp".repeat(5_000),
        "&".repeat(10_000),
        "e\u{301}\u{302}".repeat(5_000),
        "\u{202e}\u{200d}👩‍👩‍👧".repeat(2_000),
        "a\r".repeat(5_000),
        "31 juin ".repeat(2_000),
        "le 8 août, ".repeat(2_000),
        "---\ndate: 2014".into(),
        "date".into(),
        "A, ".repeat(5_000),
    ];
    let engine = Engine::new().expect("carried files");
    for text in &odd {
        for format in FORMATS {
            let prose = read::read(text, format, engine.lexicons());
            let options = Options { claims: true, ..Options::default() };
            let report = engine.check(&prose, &options);
            assert!(
                report.claims.iter().all(|claim| text.get(claim.span.range()).is_some()),
                "{}",
                format.name
            );
        }
    }
}

#[test]
fn a_sentence_without_end_takes_no_more_than_its_length() {
    let engine = Engine::new().expect("carried files");
    for piece in [
        "lundi 3, mardi 4, ",
        "lundi 3 mai, mardi 4 mai, ",
        "dont 5, ",
        "Monday 3, Tuesday 4, ",
        "5 % dont 5, ",
    ] {
        for lang in ["fr", "en"] {
            let text = piece.repeat(256 * 1024 / piece.len());
            let prose = read::read(&text, &FORMATS[0], engine.lexicons());
            let begun = Instant::now();
            engine.check(&prose, &Options { lang: Some(lang.into()), ..Options::default() });
            assert!(begun.elapsed() < Duration::from_secs(30), "{piece}, {lang}: {:?}", begun.elapsed());
        }
    }
}

/// A repair in a draft with markup is of the very words that it means to replace.
#[test]
fn repairs_fit_the_markup_around_them() {
    let engine = Engine::new().expect("carried files");
    let texts = [
        "Le *lundi* 9 d&eacute;cembre 2014&nbsp;: &nGt; rien.",
        "Le lundi&nbsp;9&#160;décembre 2014, &nGt;&amp;&nGt; le mardi 8 décembre **2014**.",
        "&nLt; Le **lundi** 9 décembre 2014 et [le mardi](http://a.b/) 8 décembre 2014, mercredi \\8 décembre 2014.",
        "Le LUNDİ 9 décembre 2014, le lundi 9 DÉCEMBRE 2014.",
    ];
    for text in texts {
        for format in FORMATS {
            let prose = read::read(text, format, engine.lexicons());
            let options = Options { lang: Some("fr".into()), ..Options::default() };
            let report = engine.check(&prose, &options);
            for edit in report.findings.iter().flat_map(|one| &one.repairs).flat_map(|repair| &repair.edits) {
                let there = text.get(edit.span.range()).expect("whole characters");
                let kind = |words: &str| words.starts_with(|c: char| c.is_ascii_digit());
                assert!(there.chars().all(char::is_alphanumeric), "{there} in {text}");
                assert_eq!(kind(there), kind(&edit.replacement), "{there} in {text}");
            }
        }
    }
}

/// Pieces that numbers without end are made of.
fn figures() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[0-9]{1,25}",
        2 => prop::sample::select(vec![".", ",", " ", "\u{a0}", "\u{202f}", "/", "-", "½", "⅓", "e", "^", "’"]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            " millions ", " milliards ", " billions ", " trillion ", " mille ", " tiers ", " trois quarts ", " half ", " % ",
            " euros ", " dont ", " et ", " de ", " à ", " from ", " to ", " of ", " including ", " and ", " plus de ", " about ",
            " environ ", " près de ", " soldats ", " ans ", " years ", " days ", " soit ", " sur ", " contre ", " up ", " en hausse de ",
            " mai ", " du ", " au ", "du 3 au ", ": ", ". ", " (", ") ", "\n",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

/// Pieces that drafts and attacks are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zéèàç]{1,8} ",
        2 => "[0-9]{1,4}([.,\u{a0} ][0-9]{3}){0,2} ",
        2 => prop::sample::select(vec![
            "le 8 août 2014 ", "dont ", "soldats ", "% ", "Plus de ", "from ", "to ", "million ", "\n", "\n\n", "\r\n",
            "# ", "- ", "| ", "> ", "`", "```\n", "**", "_", "[x](http://y/2014) ", "&nbsp;", "&#160;", "&euro;", "&bad;",
            "&", "<p>", "</p>", "<b>", "<!-- ", " -->", "<td>", "<li>", "<script>", "</script>", "---\n", "date: 2014-12-08\n",
            "PARIS, 8 déc 2014 (AFP) - ", "\u{feff}", "\u{1b}[31m", "\u{202e}", "\u{0}", "«\u{a0}", "’", "½", "x²", "\t", "\\",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every claim of every format is a stretch of whole characters of the file, and blocks are in order.
    #[test]
    fn spans_are_characters_of_the_file(text in pieces()) {
        thread_local!(static ENGINE: Engine = Engine::new().expect("carried files"));
        ENGINE.with(|engine| {
            for format in FORMATS {
                let prose = read::read(&text, format, engine.lexicons());
                for block in &prose.blocks {
                    prop_assert!(prose.text.get(block.span.range()).is_some(), "{}: a block", format.name);
                    for (at, c) in prose.text[block.span.range()].char_indices() {
                        let start = block.span.start + at as u32;
                        let source = prose.source(addsup::text::Span::new(start, start + c.len_utf8() as u32));
                        let there = text.get(source.range());
                        prop_assert!(there.is_some(), "{}: {c:?} maps into a character", format.name);
                    }
                }
                prop_assert!(prose.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
                let options = Options { claims: true, ..Options::default() };
                let found = engine.check(&prose, &options);
                for span in found.claims.iter().map(|claim| claim.span).chain(
                    found.findings.iter().flat_map(|finding| finding.labels.iter().map(|label| label.span)),
                ) {
                    prop_assert!(text.get(span.range()).is_some_and(|there| !there.is_empty()));
                }
                let id = Value::from(1);
                let sheet = report::Sheet { id: &id, name: "a", path: None, text: &text, origin: addsup::text::Origin::default(), report: &found, ledger: true };
                let json: Value = serde_json::from_str(&report::record(&sheet)).expect("JSON");
                prop_assert_eq!(json["claims"].as_array().map(Vec::len), Some(found.claims.len()));
            }
            Ok(())
        })?;
    }

    /// No figure is too long to be reckoned with, or left alone.
    #[test]
    fn figures_of_any_length_are_no_panic(text in figures()) {
        thread_local!(static ENGINE: Engine = Engine::new().expect("carried files"));
        ENGINE.with(|engine| {
            for lang in ["fr", "en"] {
                let prose = read::read(&text, &FORMATS[0], engine.lexicons());
                let options = Options { lang: Some(lang.into()), claims: true, ..Options::default() };
                engine.check(&prose, &options);
            }
        });
    }

    /// What is shown to people holds no control character.
    #[test]
    fn nothing_shown_controls_a_terminal(text in any::<String>()) {
        let shown = report::clean(&text);
        prop_assert!(!shown.chars().any(char::is_control));
        prop_assert!(!shown.contains("##[") && !shown.contains("##vso["));
    }
}

#[test]
fn rows_of_figures_take_no_more_than_their_length() {
    let engine = Engine::new().expect("it loads");
    for row in ["01 ", "12 ", "trois hommes, ", "+33 1 "] {
        let text = row.repeat(60_000 / row.len());
        let prose = read::read(&text, &FORMATS[0], engine.lexicons());
        let start = Instant::now();
        engine.check(&prose, &Options { lang: Some("fr".into()), ..Options::default() });
        assert!(start.elapsed() < Duration::from_secs(20), "{row:?} took {:?}", start.elapsed());
    }
}
