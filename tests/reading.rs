//! Files as desks have them: encodings, names, globs, pipes, and kinds that cannot be read.

mod command;

use std::{
    fs,
    io::Read,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use command::{Folder, addsup};
use serde_json::Value;

/// A draft with a finding on its second line, after a character that is no ASCII.
const DRAFT: &str =
    "Un été à l’armée\n\nÉté : les 1.400 soldats, dont 600 conseillers ainsi que 900 gardes, sont là.\n";

/// The first label of the only finding of a file: line, column, start, text.
fn label(run: &command::Run) -> (u64, u64, u64, String) {
    let record: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{} {}", run.out, run.err));
    let label = &record["findings"][0]["labels"][0];
    let number = |field: &str| label[field].as_u64().unwrap_or(0);
    (number("line"), number("column"), number("start"), label["text"].as_str().unwrap_or("").to_owned())
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '’' => 0x92,
        c => u8::try_from(u32::from(c)).expect("in Latin 1"),
    };
    text.chars().map(byte).collect()
}

#[test]
fn every_encoding_gives_the_same_places() {
    let folder = Folder::new("encodings");
    let marked = format!("\u{feff}{DRAFT}");
    let files: [(&str, Vec<u8>, Value); 7] = [
        ("utf8", DRAFT.into(), Value::Null),
        ("bom", marked.clone().into(), Value::Null),
        ("le", utf16(&marked, u16::to_le_bytes), "UTF-16LE".into()),
        ("be", utf16(&marked, u16::to_be_bytes), "UTF-16BE".into()),
        ("bare-le", utf16(DRAFT, u16::to_le_bytes), "UTF-16LE".into()),
        ("bare-be", utf16(DRAFT, u16::to_be_bytes), "UTF-16BE".into()),
        ("ansi", windows_1252(DRAFT), "windows-1252".into()),
    ];
    for (name, bytes, encoding) in files {
        let path = folder.file(&format!("{name}.txt"), bytes);
        let run = addsup(&["check", "--format", "jsonl", &path], "");
        let start = if name == "bom" { 39 } else { 36 };
        assert_eq!(label(&run), (3, 11, start, "1.400 soldats".into()), "{name}: {}", run.out);
        let record: Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(record["encoding"], encoding, "{name}");
        assert_eq!(addsup(&["check", "--format", "short", "-"], fs::read(&path).expect("a file")).code, 1);
    }
}

#[test]
fn the_first_line_of_a_marked_file_is_not_off_by_one() {
    let text = "\u{feff}Les 1.400 soldats, dont 600 conseillers ainsi que 900 gardes, sont là.";
    for (format, place) in [("short", "-:1:5: "), ("human", "[-:1:5]"), ("rdjson", "\"column\":5")] {
        let run = addsup(&["check", "--format", format], text);
        assert!(run.out.contains(place), "{format}: {}", run.out);
    }
}

#[test]
fn a_wished_encoding_goes_first() {
    let folder = Folder::new("wished");
    let path =
        folder.file("a.txt", b"Les 1.400 \x8elus, dont 600 conseillers ainsi que 900 gardes, sont l\x88.");
    let run = addsup(&["check", "--format", "jsonl", "--encoding", "macintosh", &path], "");
    assert_eq!(label(&run).3, "1.400 élus");
    folder.file("addsup.toml", "encoding = \"macintosh\"\n");
    assert_eq!(label(&addsup(&["check", "--format", "jsonl", &path], "")).3, "1.400 élus");
    let run = addsup(&["check", "--encoding", "klingon", &path], "");
    assert!(run.code == 2 && run.err.contains("there is no encoding `klingon`"), "{}", run.err);
    folder.file("addsup.toml", "encoding = \"klingon\"\n");
    let run = addsup(&["check", &path], "");
    assert!(run.code == 2 && run.err.contains("there is no encoding `klingon`"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_checked() {
    let folder = Folder::new("unread");
    let good = folder.file("z.txt", DRAFT);
    for (name, bytes, told) in [
        ("a.txt", &b"\x89PNG\r\n\x1a\n\x00\x00"[..], "it is a picture"),
        ("b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
        ("c.pdf", b"%PDF-1.7\n", "it is a PDF"),
        ("d.txt", b"\x00\x01\x02\x03\xff\xfe\x00\x04\x05", "it is no text"),
        ("e.txt", b"\xff\xfea\x00\x00\xd8", "it is not whole UTF-16LE"),
    ] {
        let run = addsup(&["check", "--format", "short", &folder.file(name, bytes), &good], "");
        assert!(run.code == 2 && run.err.contains(told), "{name}: {}", run.err);
        assert!(run.out.contains("z.txt:3:11: error breakdown-sum"), "{name}: {}", run.out);
    }
}

#[test]
fn documents_of_kinds_that_are_not_read_are_said_to_be_left_out() {
    let folder = Folder::new("left");
    for name in ["a.md", "b.doc", "c/d.PDF", "e.pdf", "f.png", ".g.pdf"] {
        folder.file(name, "Le 8 août 2014.");
    }
    let run = addsup(&["check", &folder.path("")], "");
    assert!(run.code == 0 && run.err.contains("their kind is not read: 1 .doc, 2 .pdf"), "{}", run.err);
    assert_eq!(addsup(&["check", &folder.path("a.md")], "").err, "");
}

#[test]
fn a_draft_on_standard_input_has_the_format_and_configuration_of_its_name() {
    let folder = Folder::new("named");
    folder.file("addsup.toml", "ignore = [\"breakdown-sum\"]\n");
    let markdown = format!("```\n{DRAFT}```\n");
    let code = |name: &str, text: &str| addsup(&["check", "--stdin-filename", name, "-"], text).code;
    assert_eq!(code("a.txt", &markdown), 1);
    assert_eq!(code("a.md", &markdown), 0);
    assert_eq!(code(&folder.path("a.txt"), &markdown), 0);
    let run = addsup(&["check", "--format", "jsonl", "--stdin-filename", "x/a.md"], DRAFT);
    let record: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((&record["path"], run.code), (&"x/a.md".into(), 1));
}

#[test]
fn globs_are_ours_where_the_shell_leaves_them() {
    let folder = Folder::new("globs");
    for name in ["a.md", "b/c.md", "b/d/e.md", "b/d/f.txt", "b/g.png", "b/.hidden.md"] {
        folder.file(name, "Le 8 août 2014.");
    }
    let found = |glob: &str| {
        let run = addsup(&["check", "--format", "jsonl", &folder.path(glob)], "");
        let root = folder.path("") + "/";
        let path = |line: &str| {
            serde_json::from_str::<Value>(line).expect("JSON")["path"]
                .as_str()
                .map(|path| path.replace(&root, ""))
        };
        (run.code, run.out.lines().filter_map(path).collect::<Vec<_>>())
    };
    assert_eq!(found("**/*.md"), (0, ["a.md", "b/c.md", "b/d/e.md"].map(String::from).to_vec()));
    assert_eq!(found("b/*.md"), (0, vec!["b/c.md".into()]));
    assert_eq!(found("b/**"), (0, ["b/c.md", "b/d/e.md", "b/d/f.txt"].map(String::from).to_vec()));
    assert_eq!(found("b/d/{e,f}.*").1.len(), 2);
    assert_eq!(found("b/*.odd"), (2, Vec::new()));
    assert_eq!(found("b/[a.md"), (2, Vec::new()));
}

#[test]
fn wires_and_asciidoc_are_read_by_their_names() {
    let folder = Folder::new("wires");
    let wrong = "Les 1.400 soldats, dont 600 conseillers ainsi que 900 gardes, sont là.";
    let nitf = format!(
        "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<nitf xml:lang=\"fr\"><head><docdata><date.issue norm=\"20141208\"/></docdata></head><body><body.content><p>{wrong}</p></body.content></body></nitf>"
    );
    let wire = folder.file("a.xml", windows_1252(&nitf));
    let record: Value =
        serde_json::from_str(&addsup(&["check", "--format", "jsonl", &wire], "").out).expect("JSON");
    assert_eq!((&record["date"], &record["lang"]), (&"2014-12-08".into(), &"fr".into()));
    assert_eq!(record["findings"][0]["labels"][0]["line"], 2);
    let page = folder.file("b.adoc", format!("= Un titre\n\n----\n{wrong}\n----\n\n*Été* : {wrong}\n"));
    let run = addsup(&["check", "--format", "short", &page], "");
    assert_eq!(run.out.lines().collect::<Vec<_>>().len(), 1, "{}", run.out);
    assert!(run.out.contains("b.adoc:7:13: error breakdown-sum"), "{}", run.out);
    for (name, text, told) in [
        ("c.xml", "<rss/>".to_owned(), "XML of another kind than NITF or NewsML-G2"),
        ("d.xml", nitf.replace("</nitf>", ""), "line 2: it ends within an element"),
    ] {
        let run = addsup(&["check", "--format", "short", &folder.file(name, windows_1252(&text)), &page], "");
        let err = run.err.replace("\n  │ ", " ");
        assert!(run.code == 2 && err.contains(told) && run.out.contains("b.adoc:7"), "{name}: {err}");
    }
}

#[test]
fn nesting_of_any_depth_is_read() {
    let wrong = "Les 1.400 soldats, dont 600 conseillers ainsi que 900 gardes, sont là.";
    for depth in [200, 100_000] {
        for (name, open, close) in [
            ("a.html", "<div><b>", "</b></div>"),
            ("a.html", "<ul><li>", "</li></ul>"),
            ("a.html", "<table><tr><td>", ""),
            ("a.md", "> ", ""),
            ("a.md", "- ", ""),
            ("a.xml", "<div><p>", "</p></div>"),
            ("a.adoc", "====\n", "====\n"),
        ] {
            let nest = format!("{}{wrong}\n{}", open.repeat(depth), close.repeat(depth));
            let text = if name == "a.xml" { format!("<nitf><body>{nest}</body></nitf>") } else { nest };
            let run = addsup(&["check", "--format", "short", "--stdin-filename", name], &text);
            assert!(run.code < 2 && run.err.is_empty(), "{depth} {name} {open:?}: {} {}", run.code, run.err);
            assert!(name == "a.md" || run.code == 1, "{depth} {name} {open:?}: nothing found");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_writes_to_is_said_and_not_waited_for() {
    let folder = Folder::new("pipe");
    let (pipe, good) = (folder.path("pipe"), folder.file("good.txt", DRAFT));
    assert!(Command::new("mkfifo").arg(&pipe).status().is_ok_and(|made| made.success()));
    let begun = Instant::now();
    for command in ["check", "claims", "timeline", "coverage", "batch"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_addsup"))
            .args([command, &pipe])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        while child.try_wait().expect("a child").is_none() {
            if begun.elapsed() > Duration::from_mins(1) {
                let _ = child.kill();
                panic!("{command} waits for a pipe");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let mut told = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut told).expect("UTF-8");
        assert!(told.contains("it is a named pipe"), "{command}: {told}");
    }
    let run = addsup(&["check", "--format", "short", "/dev/zero", &pipe, &good], "");
    assert!(run.code == 2 && run.err.contains("it is a device") && run.out.contains("good.txt:3:11"));
    assert_eq!(addsup(&["check", "/dev/stdin"], DRAFT).code, 1);
}
