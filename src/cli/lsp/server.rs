//! The editor's loop: messages in, answers and findings out.
//!
//! A change only marks its document; it is checked once nothing else waits, so that a burst of changes costs one
//! check, and whatever overtakes a long check breaks it off. What was read by then is kept.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    super::args::{Global, Served},
    actions,
    client::Client,
    desk::Desk,
    findings::{self, Explained},
    link::{self, Asked, Link},
    page::{Checked, Page},
    place,
    text::{Change, Position, Range},
    views,
    wire::Incoming,
};
use crate::{
    diagnostic::Report,
    report::{progress_title, rule_page},
};

/// How long the server sleeps where nothing comes.
const SLEEP: Duration = Duration::from_hours(1);

/// From how many blocks on a reading is shown as it goes, and every how many.
const LONG: usize = 1_000;
const STEP: usize = 250;

/// The largest document, in bytes.
const LARGEST: usize = 1 << 31;

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    New,
    Ready,
    Over,
}

/// What the editor's user wants.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Settings {
    /// Whether days and sums are shown in the text.
    inlay_hints: bool,
}

/// A session with an editor.
pub(super) struct Server<'a> {
    link: Link,
    args: (&'a Global, &'a Served),
    client: Client,
    settings: Settings,
    /// What it checks with, once the editor has said where it works.
    desk: Option<Desk<'a>>,
    pages: BTreeMap<String, Page>,
    explained: Explained,
    stage: Stage,
}

/// A document, as requests name it.
#[derive(Debug, Deserialize)]
struct Named {
    uri: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Opened {
    uri: String,
    #[serde(default)]
    language_id: String,
    #[serde(default)]
    version: i64,
    text: String,
}

#[derive(Debug, Deserialize)]
struct Versioned {
    version: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Changed {
    text_document: Versioned,
    content_changes: Vec<Change>,
}

/// What a request is about.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct About {
    text_document: Named,
    #[serde(default)]
    position: Position,
    range: Option<Range>,
    #[serde(default)]
    context: Value,
    previous_result_id: Option<String>,
}

/// A request that cannot be carried out: the code and why.
type Refusal = (i32, String);

impl<'a> Server<'a> {
    pub(super) fn new(link: Link, args: (&'a Global, &'a Served)) -> Self {
        let (client, settings, pages) = (Client::default(), Settings::default(), BTreeMap::new());
        let explained = Explained::new();
        Self { link, args, client, settings, desk: None, pages, explained, stage: Stage::New }
    }

    /// Serves until the editor ends it; whether it ended as it should.
    pub(super) fn run(mut self) -> bool {
        loop {
            let stale = if self.client.pulls { None } else { self.stale() };
            match self.link.next(stale.is_none().then_some(SLEEP)) {
                Some(Incoming::End) => return self.stage == Stage::Over,
                Some(Incoming::Broken(reason)) => self.link.refuse(&Value::Null, link::PARSE, &reason),
                Some(Incoming::Message(message)) if message["method"] == "exit" => {
                    return self.stage == Stage::Over;
                }
                Some(Incoming::Message(message)) => self.message(message),
                None => stale.into_iter().for_each(|uri| self.publish(&uri)),
            }
        }
    }

    /// A document that is to be checked.
    fn stale(&self) -> Option<String> {
        self.pages.values().find(|page| page.stale && !page.lost).map(|page| page.uri.clone())
    }

    fn message(&mut self, mut message: Value) {
        let params = part(&mut message, "params");
        let id = message.get("id").filter(|id| id.is_string() || id.is_number()).cloned();
        match (message["method"].as_str(), id) {
            (Some(method), Some(id)) => self.request(&id, method, params),
            (Some(method), None) if message.get("id").is_none() => self.notification(method, params),
            (None, Some(id)) => self.answer(&id, &message["result"]),
            _ => self.link.refuse(&Value::Null, link::INVALID, "neither a request nor a notification"),
        }
    }

    // Requests.

    fn request(&mut self, id: &Value, method: &str, params: Value) {
        if self.link.is_cancelled(id) {
            return self.link.refuse(id, link::CANCELLED, "taken back");
        }
        let answer = match (method, self.stage) {
            ("initialize", Stage::New) => Ok(self.initialize(&params)),
            ("initialize", _) | (_, Stage::Over) => Err((link::INVALID, "at the wrong time".to_owned())),
            (_, Stage::New) => Err((link::EARLY, "not initialized".to_owned())),
            ("shutdown", _) => {
                self.stage = Stage::Over;
                Ok(Value::Null)
            }
            ("workspace/executeCommand", _) => self.command(&params),
            _ => self.about(id, method, params),
        };
        match answer {
            Ok(result) => self.link.answer(id, &result),
            Err((code, reason)) => self.link.refuse(id, code, &reason),
        }
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.client = Client::new(params);
        self.set(&params["initializationOptions"]);
        let uris = [params.pointer("/workspaceFolders/0/uri"), params.get("rootUri")];
        let named = uris.into_iter().flatten().find_map(Value::as_str).and_then(place::path);
        let root = named.or_else(|| params["rootPath"].as_str().map(PathBuf::from));
        let root = root.filter(|root| root.is_dir()).unwrap_or_else(|| PathBuf::from("."));
        match Desk::new(self.args, &root) {
            Ok((desk, problem)) => {
                self.desk = Some(desk);
                problem.into_iter().for_each(|problem| self.link.say(&problem, true));
            }
            Err(problem) => self.link.say(&problem.to_string(), true),
        }
        self.stage = Stage::Ready;
        self.client.answer()
    }

    /// Answers what is asked about a document, as it is now.
    fn about(&mut self, id: &Value, method: &str, params: Value) -> Result<Value, Refusal> {
        const KNOWN: [&str; 8] = [
            "textDocument/diagnostic",
            "textDocument/codeAction",
            "textDocument/hover",
            "textDocument/definition",
            "textDocument/references",
            "textDocument/documentLink",
            "textDocument/documentSymbol",
            "textDocument/inlayHint",
        ];
        if !KNOWN.contains(&method) {
            return Err((link::UNKNOWN, format!("there is no `{method}` here")));
        }
        let about: About = read(params)?;
        let uri = &about.text_document.uri;
        if self.pages.get(uri).is_some_and(|page| page.stale) && !self.check(uri, Some(id)) {
            let taken_back = self.link.is_cancelled(id);
            return Err(if taken_back {
                (link::CANCELLED, "taken back".to_owned())
            } else {
                (link::MODIFIED, "the document changed".to_owned())
            });
        }
        let (Some(page), Some(desk)) = (self.pages.get(uri), &self.desk) else {
            return Err(unopened(uri));
        };
        let (client, at) = (&self.client, about.position);
        Ok(match method {
            "textDocument/diagnostic" => {
                return Ok(self.pulled(uri, about.previous_result_id.as_deref()));
            }
            "textDocument/codeAction" => {
                let only = about.context["only"].as_array();
                let wanted = only.is_none_or(|kinds| {
                    kinds.iter().filter_map(Value::as_str).any(|kind| kind.is_empty() || kind == "quickfix")
                });
                let range = about.range.unwrap_or_default();
                let all = |explained| actions::actions(page, range, desk, client, explained);
                if wanted { all(&mut self.explained).into() } else { json!([]) }
            }
            "textDocument/hover" => views::hover(page, at, desk, client),
            "textDocument/definition" => views::definition(page, at).into(),
            "textDocument/references" => {
                let own = about.context["includeDeclaration"].as_bool().unwrap_or(true);
                views::references(page, at, own, desk).into()
            }
            "textDocument/documentLink" => views::links(page, client).into(),
            "textDocument/documentSymbol" => views::symbols(page, desk).into(),
            _ if self.settings.inlay_hints => {
                let whole = Range { end: Position { line: u32::MAX, character: 0 }, ..Range::default() };
                views::hints(page, about.range.unwrap_or(whole), desk).into()
            }
            _ => Value::Null,
        })
    }

    /// The findings of a document for an editor that asks for them; nothing new where they are those it has.
    fn pulled(&mut self, uri: &str, known: Option<&str>) -> Value {
        let items = self.findings(uri);
        let items = Value::from(items);
        let id = format!("{:032x}", xxhash_rust::xxh3::xxh3_128(items.to_string().as_bytes()));
        if known == Some(&id) {
            return json!({ "kind": "unchanged", "resultId": id });
        }
        json!({ "kind": "full", "resultId": id, "items": items })
    }

    fn command(&mut self, params: &Value) -> Result<Value, Refusal> {
        let arguments = params["arguments"].as_array().map_or(&[][..], Vec::as_slice);
        let text = |at: usize| arguments.get(at).and_then(Value::as_str);
        match (params["command"].as_str(), text(0)) {
            (Some(actions::EXPLAIN), Some(rule)) => self.explain(rule, text(1).unwrap_or("en")),
            (Some(actions::REVEAL), Some(uri)) => {
                if self.client.shows {
                    let at = arguments.get(1).unwrap_or(&Value::Null);
                    self.show(&json!({ "uri": uri, "takeFocus": true, "selection": at }));
                }
                Ok(Value::Null)
            }
            _ => Err((link::PARAMS, "there is no such command".to_owned())),
        }
    }

    /// Opens the page of a rule, or shows it as a message.
    fn explain(&mut self, rule: &str, lang: &str) -> Result<Value, Refusal> {
        let Some(desk) = &self.desk else { return Ok(Value::Null) };
        let known = desk.setup.all().into_iter().find_map(|setup| Some((setup, setup.engine.page(rule)?)));
        let (setup, page) = known.ok_or_else(|| (link::PARAMS, format!("there is no rule `{rule}`")))?;
        let text = rule_page(&page, setup.words(lang), findings::WIDTH);
        match self.explained.uri(rule, lang, setup).filter(|_| self.client.shows) {
            Some(uri) => self.show(&json!({ "uri": uri, "takeFocus": true })),
            None => self.link.tell("window/showMessage", &json!({ "type": 3, "message": text })),
        }
        Ok(json!(text))
    }

    fn show(&mut self, what: &Value) {
        self.link.ask(Asked::Other, "window/showDocument", what);
    }

    // Notifications.

    fn notification(&mut self, method: &str, params: Value) {
        if self.stage != Stage::Ready {
            return;
        }
        let understood = match method {
            "initialized" => {
                self.greet();
                Ok(())
            }
            "textDocument/didOpen" => self.open(params),
            "textDocument/didChange" => self.change(params),
            "textDocument/didClose" => self.close(params),
            "textDocument/didSave" => self.saved(params),
            "workspace/didChangeWatchedFiles" => {
                let changes = params["changes"].as_array().map_or(&[][..], Vec::as_slice);
                let uris = changes.iter().filter_map(|change| change["uri"].as_str());
                let paths: Vec<PathBuf> = uris.filter_map(place::path).collect();
                self.files(&paths);
                Ok(())
            }
            "workspace/didChangeConfiguration" => {
                if self.client.configures {
                    self.ask_settings();
                } else {
                    let own = params.pointer("/settings/addsup").cloned();
                    self.set(&own.unwrap_or_default());
                }
                Ok(())
            }
            _ => Ok(()),
        };
        if let Err((_, reason)) = understood {
            self.link.say(&format!("`{method}` is not understood: {reason}"), false);
        }
    }

    /// Says what the server wants to be told of.
    fn greet(&mut self) {
        if self.client.watches {
            let watchers = json!([{ "globPattern": "**/*.toml" }]);
            let watch = json!({
                "id": "files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            });
            self.link.ask(Asked::Other, "client/registerCapability", &json!({ "registrations": [watch] }));
        }
        if self.client.configures {
            self.ask_settings();
        }
    }

    fn ask_settings(&mut self) {
        let items = json!({ "items": [{ "section": "addsup" }] });
        self.link.ask(Asked::Settings, "workspace/configuration", &items);
    }

    fn answer(&mut self, id: &Value, result: &Value) {
        if self.link.answered(id) == Some(Asked::Settings)
            && let Some(settings) = result.get(0).filter(|settings| settings.is_object())
        {
            let settings = settings.clone();
            self.set(&settings);
        }
    }

    /// Takes over settings; what is not understood of them is as if it were not said.
    fn set(&mut self, settings: &Value) {
        let before = self.settings.inlay_hints;
        self.settings = Settings::deserialize(settings).unwrap_or_default();
        if before != self.settings.inlay_hints && self.client.refreshes.1 {
            self.link.ask(Asked::Other, "workspace/inlayHint/refresh", &Value::Null);
        }
    }

    fn open(&mut self, mut params: Value) -> Result<(), Refusal> {
        let Opened { uri, language_id, version, text } = read(part(&mut params, "textDocument"))?;
        let mut page = Page::new(uri.clone(), &language_id, version, text, self.client.encoding);
        if self.explained.holds(&page) {
            return Ok(());
        }
        self.configure(&mut page);
        self.pages.insert(uri, page);
        Ok(())
    }

    /// Gives a document what its configuration wants.
    fn configure(&mut self, page: &mut Page) {
        let Some(desk) = &mut self.desk else { return };
        let (wanted, other, problem) = desk.wanted(page.path.as_deref());
        (page.wanted, page.other) = (wanted, other);
        problem.into_iter().for_each(|problem| self.link.say(&problem, true));
    }

    /// Changes a document. One whose change is not understood is left unchecked until all of it comes anew.
    fn change(&mut self, params: Value) -> Result<(), Refusal> {
        let uri = params["textDocument"]["uri"].as_str().unwrap_or_default().to_owned();
        let page = self.pages.get_mut(&uri).ok_or_else(|| unopened(&uri))?;
        let changed: Changed = match read(params) {
            Ok(changed) => changed,
            Err(refusal) => {
                (page.lost, page.report) = (true, Report::default());
                self.send(&uri);
                return Err(refusal);
            }
        };
        page.version = changed.text_document.version.unwrap_or(page.version + 1);
        page.stale = true;
        for change in changed.content_changes {
            page.lost &= change.range.is_some();
            if page.text.as_str().len() + change.text.len() > LARGEST {
                page.lost = true;
            } else {
                page.text.change(change);
            }
        }
        Ok(())
    }

    fn close(&mut self, mut params: Value) -> Result<(), Refusal> {
        let Named { uri } = read(part(&mut params, "textDocument"))?;
        if self.pages.remove(&uri).is_some() && !self.client.pulls {
            let none = json!({ "uri": uri, "diagnostics": [] });
            self.link.tell("textDocument/publishDiagnostics", &none);
        }
        Ok(())
    }

    /// Looks at a file that was saved, where the editor does not watch files.
    fn saved(&mut self, mut params: Value) -> Result<(), Refusal> {
        let Named { uri } = read(part(&mut params, "textDocument"))?;
        if !self.client.watches {
            self.files(&place::path(&uri).into_iter().collect::<Vec<_>>());
        }
        Ok(())
    }

    /// Loads rules and configurations again, where one of some files that changed is of theirs.
    fn files(&mut self, changed: &[PathBuf]) {
        let Some(desk) = &mut self.desk else { return };
        if !changed.iter().any(|path: &PathBuf| desk.depends_on(Path::new(path))) {
            return;
        }
        if let Some(problem) = desk.reload() {
            return self.link.say(&problem, true);
        }
        self.explained.forget();
        let mut pages = std::mem::take(&mut self.pages);
        for page in pages.values_mut() {
            page.forget();
            self.configure(page);
        }
        self.pages = pages;
        if self.client.pulls && self.client.refreshes.0 {
            self.link.ask(Asked::Other, "workspace/diagnostic/refresh", &Value::Null);
        }
    }

    // Checks.

    /// Checks a document, and tells the editor what was found.
    fn publish(&mut self, uri: &str) {
        if self.check(uri, None) {
            self.send(uri);
        }
    }

    /// Tells the editor what was found in a document.
    fn send(&mut self, uri: &str) {
        let Some(version) = self.pages.get(uri).map(|page| page.version) else { return };
        if !self.client.pulls {
            let diagnostics = self.findings(uri);
            let params = json!({ "uri": uri, "version": version, "diagnostics": diagnostics });
            self.link.tell("textDocument/publishDiagnostics", &params);
        }
    }

    fn findings(&mut self, uri: &str) -> Vec<Value> {
        let (Some(page), Some(desk)) = (self.pages.get(uri), &self.desk) else { return Vec::new() };
        findings::findings(page, desk, &mut self.explained)
    }

    /// Checks a document, for a request where one wants it; whether nothing overtook it.
    fn check(&mut self, uri: &str, request: Option<&Value>) -> bool {
        let (Some(page), Some(desk)) = (self.pages.get_mut(uri), &self.desk) else { return false };
        let (link, progresses) = (&mut self.link, self.client.progresses);
        let name =
            page.path.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let lang = desk.flags.ui_lang.as_deref().unwrap_or("en");
        let title = progress_title(&name.unwrap_or_default(), desk.setup.words(lang));
        let mut watch = |done: usize, of: usize| {
            if progresses && of >= LONG && done.is_multiple_of(STEP) {
                link.progress(&title, done, of);
            }
            let look = done % 16 == 1;
            !look || !(link.overtakes(uri) || request.is_some_and(|id| link.is_cancelled(id)))
        };
        let checked = page.check(desk, &mut watch);
        self.link.done();
        if matches!(checked, Checked::Failed) {
            self.link
                .say("a check failed; this is a fault of addsup's, and the draft is left unchecked", false);
        }
        !matches!(checked, Checked::BrokenOff)
    }
}

/// A part of a message, taken out of it; nothing where there is none.
fn part(message: &mut Value, name: &str) -> Value {
    message.get_mut(name).map_or(Value::Null, Value::take)
}

/// What a message says, in its form.
fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    T::deserialize(params).map_err(|error| (link::PARAMS, error.to_string()))
}

fn unopened(uri: &str) -> Refusal {
    (link::PARAMS, format!("`{uri}` is not open"))
}
