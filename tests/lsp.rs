//! The language server, driven as an editor drives it: over its standard streams.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

/// A draft with a wrong sum; what stands before it takes fewer columns in UTF-16 than bytes.
const DRAFT: &str = "Les é😀 dits : 1.400 soldats, dont 600 conseillers ainsi que 900 gardes.\n";

/// A server, and what it says.
struct Editor {
    server: Child,
    input: Option<ChildStdin>,
    said: Receiver<Value>,
    next: u64,
    folder: PathBuf,
}

impl Editor {
    /// A server that was told of these abilities, in a folder of its own.
    fn new(name: &str, capabilities: &Value, options: &Value) -> Self {
        let mut editor = Self::started(name);
        let root = format!("file://{}", editor.folder.display());
        let params =
            json!({ "rootUri": root, "capabilities": capabilities, "initializationOptions": options });
        editor.ask("initialize", &params);
        editor.tell("initialized", &json!({}));
        editor
    }

    fn started(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("addsup-lsp-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        let mut server = Command::new(env!("CARGO_BIN_EXE_addsup"))
            .arg("lsp")
            .current_dir(&folder)
            .env("XDG_CACHE_HOME", folder.join("cache"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("addsup runs");
        let (sender, said) = channel();
        let mut output = BufReader::new(server.stdout.take().expect("piped"));
        thread::spawn(move || {
            while let Some(message) = message(&mut output) {
                let _ = sender.send(message);
            }
        });
        let input = server.stdin.take();
        Self { server, input, said, next: 0, folder }
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().expect("open").write_all(bytes).expect("the server reads");
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// What is said next for which something holds; the rest is passed over.
    fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.said.recv_timeout(Duration::from_mins(1)).expect("the server answers");
            if wanted(&message) {
                return message;
            }
        }
    }

    /// The answer to a request, be it a result or an error.
    fn asked(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.asked(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// What is asked about a place of a document.
    fn at(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        let place = json!({ "line": line, "character": character });
        let params = json!({
            "textDocument": { "uri": uri }, "position": place, "range": { "start": place, "end": place },
            "context": { "includeDeclaration": true, "diagnostics": [] },
        });
        self.ask(&format!("textDocument/{method}"), &params)
    }

    fn open(&mut self, uri: &str, language: &str, text: &str) -> Vec<Value> {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        self.found(uri, 1)
    }

    fn change(&mut self, uri: &str, version: i64, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        self.tell("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// The findings of a version of a document.
    fn found(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let told = self.wait(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
        });
        told["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Ends the session; its exit code.
    fn end(mut self) -> i32 {
        self.ask("shutdown", &Value::Null);
        self.tell("exit", &Value::Null);
        self.code()
    }

    fn code(&mut self) -> i32 {
        self.server.wait().expect("it ends").code().expect("by itself")
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The next message; all that the server writes must be one.
fn message(output: &mut impl BufRead) -> Option<Value> {
    let mut line = String::new();
    output.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let length = line.strip_prefix("Content-Length: ").unwrap_or_else(|| panic!("no header: {line}"));
    let length = length.trim_end().parse().expect("a number");
    output.read_line(&mut line).ok()?;
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let place = |(line, character)| json!({ "line": line, "character": character });
    json!({ "start": place(start), "end": place(end) })
}

#[test]
fn columns_are_those_of_the_encoding_agreed_on() {
    for (encodings, agreed, start) in [
        (json!(["utf-16", "utf-8"]), "utf-8", 18),
        (json!(["utf-16", "utf-32"]), "utf-32", 14),
        (json!([]), "utf-16", 15),
    ] {
        let mut editor = Editor::started(agreed);
        let capabilities = json!({ "general": { "positionEncodings": encodings } });
        let answer = editor.ask("initialize", &json!({ "capabilities": capabilities }));
        assert_eq!(answer["capabilities"]["positionEncoding"], agreed);
        let found = editor.open("file:///tmp/d.txt", "plaintext", DRAFT);
        assert_eq!(found[0]["range"], range((0, start), (0, start + 13)), "{agreed}");
        assert_eq!(editor.end(), 0);
    }
}

#[test]
fn a_finding_is_told_with_all_that_belongs_to_it() {
    let mut editor = Editor::new("finding", &json!({}), &json!({}));
    let uri = "file:///tmp/draft.md";
    let found = editor.open(uri, "markdown", DRAFT);
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!(
        (&one["code"], &one["severity"], &one["source"]),
        (&json!("breakdown-sum"), &json!(1), &json!("addsup"))
    );
    assert!(one["message"].as_str().expect("text").contains("600 + 900 = 1"), "{one}");
    let related = one["relatedInformation"].as_array().expect("a list");
    assert_eq!(related.len(), 2);
    assert_eq!(related[0]["location"]["range"], range((0, 35), (0, 50)));
    let page = one["codeDescription"]["href"].as_str().expect("a link");
    let page = fs::read_to_string(page.strip_prefix("file://").expect("a file")).expect("it is there");
    assert!(page.starts_with("breakdown-sum"), "{page}");
    assert_eq!(editor.end(), 0);
}

#[test]
fn a_repair_mends_and_a_comment_lets_stand() {
    let mut editor =
        Editor::new("repair", &json!({ "window": { "showDocument": { "support": true } } }), &json!({}));
    let uri = "file:///tmp/draft.md";
    let text = format!("Un titre\n\n{DRAFT}");
    editor.open(uri, "markdown", &text);
    let actions = editor.at("codeAction", uri, 2, 17);
    let titles: Vec<&str> =
        actions.as_array().expect("a list").iter().filter_map(|one| one["title"].as_str()).collect();
    assert!(titles.len() >= 3 && titles.iter().any(|title| title.contains("1.500")), "{titles:?}");
    let all = actions.as_array().expect("a list").iter();
    let mut mends = all.filter(|one| one["title"].as_str().is_some_and(|title| title.contains("1.500")));
    let mend = mends.next();
    let edits = &mend.expect("a repair")["edit"]["changes"][uri];
    editor.change(uri, 2, &json!([{ "range": edits[0]["range"], "text": edits[0]["newText"] }]));
    assert_eq!(editor.found(uri, 2), [] as [Value; 0]);
    editor.change(uri, 3, &json!([{ "text": text }]));
    assert_eq!(editor.found(uri, 3).len(), 1);
    let allow = actions
        .as_array()
        .and_then(|all| all.iter().find(|one| one["command"]["command"] == "addsup.reveal"));
    let allow = allow.expect("a comment");
    let edit = &allow["edit"]["changes"][uri][0];
    assert_eq!(
        (&edit["range"], &edit["newText"]),
        (&range((2, 0), (2, 0)), &json!("<!-- addsup: allow breakdown-sum:  -->\n"))
    );
    let reason = &allow["command"]["arguments"][1]["start"];
    assert_eq!(*reason, json!({ "line": 2, "character": 34 }));
    editor.change(uri, 4, &json!([{ "range": edit["range"], "text": edit["newText"] }]));
    editor.found(uri, 4);
    editor.change(
        uri,
        5,
        &json!([{ "range": { "start": reason, "end": reason }, "text": "deux groupes se recoupent" }]),
    );
    assert_eq!(editor.found(uri, 5), [] as [Value; 0]);
    let explain = json!({ "command": "addsup.explain", "arguments": ["breakdown-sum", "fr"] });
    let page = editor.ask("workspace/executeCommand", &explain);
    assert!(page.as_str().is_some_and(|page| page.starts_with("breakdown-sum")));
    assert_eq!(editor.end(), 0);
}

#[test]
fn an_item_and_a_cell_take_the_comment_inside() {
    let mut editor = Editor::new("inside", &json!({}), &json!({}));
    for (uri, language, text) in [
        ("file:///tmp/a.md", "markdown", format!("- un point\n- {DRAFT}- un autre\n")),
        ("file:///tmp/b.html", "html", format!("<p>Un titre</p><td>{}</td>", DRAFT.trim_end())),
    ] {
        editor.open(uri, language, &text);
        let line = u32::from(language == "markdown");
        let actions = editor.at("codeAction", uri, line, if line == 1 { 20 } else { 36 });
        let allow = actions
            .as_array()
            .and_then(|all| all.iter().find(|one| one["command"]["command"] == "addsup.reveal"));
        let edit = allow.expect("a comment")["edit"]["changes"][uri][0].clone();
        let comment = edit["newText"].as_str().expect("text").replace(":  -->", ": se recoupent -->");
        editor.change(uri, 2, &json!([{ "range": edit["range"], "text": comment }]));
        assert_eq!(editor.found(uri, 2), [] as [Value; 0], "{uri}: {edit}");
    }
    assert_eq!(editor.end(), 0);
}

#[test]
fn claims_tell_what_they_are_and_where_they_lead() {
    let capabilities = json!({ "textDocument": { "hover": { "contentFormat": ["markdown"] } } });
    let mut editor = Editor::new("views", &capabilities, &json!({ "inlayHints": true }));
    let uri = "file:///tmp/draft.txt";
    let text = "date 2014-12-08\n\nLes 1.400 soldats, dont 600 conseillers ainsi que 900 gardes, arrivent le 9 mai. Le 3 mai 2014, 600 conseillers dorment.\n";
    let found = editor.open(uri, "plaintext", text);
    assert_eq!(found.len(), 1, "{found:?}");
    let card = editor.at("hover", uri, 2, 6)["contents"]["value"].as_str().expect("text").to_owned();
    assert!(card.starts_with("**1.400**") && card.contains("breakdown\\-sum: 600"), "{card}");
    let lines = |value: &Value| -> Vec<u64> {
        let all = value.as_array().expect("a list").iter();
        all.map(|one| one["range"]["start"]["character"].as_u64().expect("a number")).collect()
    };
    assert_eq!(lines(&editor.at("definition", uri, 2, 25)), [4]);
    assert_eq!(lines(&editor.at("definition", uri, 2, 6)).len(), 2);
    assert!(lines(&editor.at("references", uri, 2, 25)).len() >= 3);
    assert_eq!(lines(&editor.at("documentLink", uri, 0, 0)).len(), 3);
    let symbols = editor.at("documentSymbol", uri, 0, 0);
    let names: Vec<&str> =
        symbols.as_array().expect("a list").iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(
        names.len() == 2 && names[0].starts_with("2014-05-03") && names[1].starts_with("2014-05-09"),
        "{names:?}"
    );
    let all = json!({ "textDocument": { "uri": uri }, "range": range((0, 0), (9, 0)) });
    let hints = editor.ask("textDocument/inlayHint", &all);
    let labels: Vec<&str> =
        hints.as_array().expect("a list").iter().filter_map(|one| one["label"].as_str()).collect();
    assert!(labels.contains(&"= 2014-05-09"), "{labels:?}");
    assert_eq!(editor.end(), 0);
}

#[test]
fn an_editor_may_ask_for_findings() {
    let mut editor = Editor::new("pull", &json!({}), &json!({ "diagnostics": "pull" }));
    let uri = "file:///tmp/draft.txt";
    let document = json!({ "uri": uri, "languageId": "plaintext", "version": 1, "text": DRAFT });
    editor.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    let mut asked = json!({ "textDocument": { "uri": uri } });
    let first = editor.ask("textDocument/diagnostic", &asked);
    assert_eq!((first["kind"].as_str(), first["items"].as_array().map(Vec::len)), (Some("full"), Some(1)));
    asked["previousResultId"] = first["resultId"].clone();
    assert_eq!(editor.ask("textDocument/diagnostic", &asked)["kind"], "unchanged");
    assert_eq!(editor.end(), 0);
}

#[test]
fn the_configuration_is_read_again_when_it_changes() {
    let watch = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut editor = Editor::new("config", &watch, &json!({}));
    editor.wait(|message| message["method"] == "client/registerCapability");
    let (config, draft) = (editor.folder.join("addsup.toml"), editor.folder.join("draft.txt"));
    let uri = format!("file://{}", draft.display());
    assert_eq!(editor.open(&uri, "plaintext", DRAFT).len(), 1);
    let mut version = 1;
    for (text, count) in [("ignore = [\"breakdown-sum\"]\n", 0), ("nonsense = 3\n", 0), ("", 1)] {
        fs::write(&config, text).expect("written");
        let changes = json!({ "changes": [{ "uri": format!("file://{}", config.display()), "type": 2 }] });
        editor.tell("workspace/didChangeWatchedFiles", &changes);
        if text.starts_with("nonsense") {
            let shown = editor.wait(|message| message["method"] == "window/showMessage");
            assert!(
                shown["params"]["message"].as_str().is_some_and(|text| text.contains("nonsense")),
                "{shown}"
            );
        }
        version += 1;
        editor.change(&uri, version, &json!([{ "range": range((1, 0), (1, 0)), "text": "\n" }]));
        assert_eq!(editor.found(&uri, version).len(), count, "{text}");
    }
    assert_eq!(editor.end(), 0);
}

#[test]
fn nothing_that_comes_ends_the_session() {
    let mut editor = Editor::started("hostile");
    assert_eq!(editor.asked("textDocument/hover", &json!({}))["error"]["code"], -32002);
    editor.raw(b"Content-Length: 5\r\n\r\n{\"a\":noise\r\n\r\nContent-Length: 2\r\n\r\n[]");
    editor.raw(b"Content-Length: 3\r\nContent-Type: x\r\n\r\n\xff\xfe7");
    assert_eq!(editor.wait(|message| message["id"].is_null())["error"]["code"], -32700);
    editor.ask(
        "initialize",
        &json!({ "capabilities": 7, "rootUri": "nowhere:[", "initializationOptions": [] }),
    );
    for (method, params) in [
        ("textDocument/nothing", json!(null)),
        ("textDocument/hover", json!({ "textDocument": 4 })),
        ("textDocument/hover", json!({ "textDocument": { "uri": "file:///not/open" } })),
        ("workspace/executeCommand", json!({ "command": "rm", "arguments": ["-rf"] })),
        ("initialize", json!({})),
    ] {
        assert!(editor.asked(method, &params).get("error").is_some(), "{method} {params}");
    }
    let uri = "untitled:a [draft] % é";
    assert_eq!(editor.open(uri, "plaintext", DRAFT).len(), 1);
    let far = 1_u64 << 40;
    let places = [
        json!({ "line": far, "character": 3 }),
        json!({ "line": 0, "character": -1 }),
        json!({ "line": 0.5, "character": far }),
    ];
    let mut version = 1;
    for (start, end) in [(0, 1), (1, 0), (2, 2), (1, 2)] {
        version += 1;
        let range = json!({ "start": places[start], "end": places[end] });
        editor.change(
            uri,
            version,
            &json!([{ "range": range, "text": "x\r" }, { "range": range, "text": "" }]),
        );
        editor.found(uri, version);
    }
    editor.change(uri, 90, &json!([{ "range": "all", "text": 3 }]));
    assert_eq!(
        editor.wait(|message| message["method"] == "textDocument/publishDiagnostics")["params"]["diagnostics"],
        json!([])
    );
    editor.change(uri, 91, &json!([{ "text": DRAFT }]));
    assert_eq!(editor.found(uri, 91).len(), 1);
    editor.tell("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    editor.tell("$/unknown", &json!({}));
    assert_eq!(editor.end(), 0);
}

#[test]
fn a_server_ends_with_its_editor() {
    let mut editor = Editor::new("death", &json!({}), &json!({}));
    editor.open("file:///tmp/draft.txt", "plaintext", DRAFT);
    drop(editor.input.take());
    assert_eq!(editor.code(), 1);
    let mut editor = Editor::new("rude", &json!({}), &json!({}));
    editor.tell("exit", &Value::Null);
    assert_eq!(editor.code(), 1);
}

#[test]
fn a_request_can_be_taken_back_and_a_long_check_is_broken_off() {
    let progress = json!({ "window": { "workDoneProgress": true } });
    let mut editor = Editor::new("long", &progress, &json!({}));
    let paragraph = format!("{}\n", DRAFT.repeat(3));
    let uri = "file:///tmp/long.txt";
    let text = paragraph.repeat(6_000);
    let document = json!({ "uri": uri, "languageId": "plaintext", "version": 1, "text": text });
    editor.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    editor.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "begin");
    let hover = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 16 } });
    editor.send(&json!({ "jsonrpc": "2.0", "id": 77, "method": "textDocument/hover", "params": hover }));
    editor.tell("$/cancelRequest", &json!({ "id": 77 }));
    editor.change(uri, 2, &json!([{ "text": DRAFT }]));
    let mut codes = Vec::new();
    loop {
        let message = editor.wait(|_| true);
        if message["id"] == 77 {
            codes.push(message["error"]["code"].as_i64());
        }
        assert!(message["params"]["version"] != 1, "the long check went on to its end");
        if message["params"]["version"] == 2 {
            break;
        }
    }
    assert_eq!(codes, [Some(-32800)]);
    assert_eq!(editor.end(), 0);
}

#[test]
fn findings_after_many_edits_are_those_of_the_text() {
    let mut editor = Editor::new("edits", &json!({}), &json!({}));
    let pieces = ["7", ".", " ", "\n\n", "é😀", " 900 gardes", " lundi 9 décembre 2014 ", "# ", "\r\n", ""];
    let (uri, mut version, mut dice) = ("file:///tmp/draft.md", 1, 7_u32);
    let whole = include_str!("../seeds/fr/irak.txt");
    let mut text: Vec<u16> = whole.encode_utf16().collect();
    editor.open(uri, "markdown", whole);
    let mut roll = |below: usize| {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (dice >> 8) as usize % below
    };
    for round in 0..500 {
        let whole = |at: &usize| text.get(*at).is_none_or(|unit| !(0xdc00..0xe000).contains(unit));
        let from = (0..=roll(text.len())).rev().find(whole).unwrap_or(0);
        let to = (0..=(from + roll(12)).min(text.len())).rev().find(whole).unwrap_or(from).max(from);
        let new = pieces[roll(pieces.len())];
        let place = |at: usize| {
            let before = String::from_utf16_lossy(&text[..at]).replace("\r\n", "\n").replace('\r', "\n");
            let last = before.rsplit('\n').next().unwrap_or_default();
            // Between the two halves of a line's end there is no place.
            let column = if at > 0 && text[at - 1] == 13 && text.get(at) == Some(&10) {
                u32::MAX
            } else {
                last.encode_utf16().count() as u32
            };
            (before.matches('\n').count() as u32, column)
        };
        let split = |at: usize| at > 0 && text[at - 1] == 13 && text.get(at) == Some(&10);
        if split(from) || split(to) {
            continue;
        }
        version += 1;
        editor.change(uri, version, &json!([{ "range": range(place(from), place(to)), "text": new }]));
        text.splice(from..to, new.encode_utf16());
        let found = editor.found(uri, version);
        if round % 25 == 0 {
            let fresh = format!("file:///tmp/draft.md?{round}");
            let mut expected = editor.open(&fresh, "markdown", &String::from_utf16_lossy(&text));
            let text = Value::from(std::mem::take(&mut expected)).to_string().replace(&fresh, uri);
            assert_eq!(Value::from(found).to_string(), text, "edit {round}");
        }
    }
    assert_eq!(editor.end(), 0);
}
