//! What the editor can do, and what it is told of the server.

use serde_json::{Value, json};

use super::{actions, text::Encoding};

/// What was agreed on with the editor.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is an ability of its own")]
pub(super) struct Client {
    /// What its columns count.
    pub(super) encoding: Encoding,
    /// Whether it asks for diagnostics, and is not told of them.
    pub(super) pulls: bool,
    /// Whether it can be asked for its settings.
    pub(super) configures: bool,
    /// Whether it watches files.
    pub(super) watches: bool,
    /// Whether it shows progress.
    pub(super) progresses: bool,
    /// Whether it opens documents on demand.
    pub(super) shows: bool,
    /// Whether changes of a document may say of which version they are.
    pub(super) versions: bool,
    /// Whether it shows Markdown.
    pub(super) markdown: bool,
    /// Whether it shows what a link leads to.
    pub(super) tooltips: bool,
    /// Whether it can be told to ask for diagnostics, and for hints, again.
    pub(super) refreshes: (bool, bool),
}

impl Client {
    /// Reads what the editor says of itself.
    pub(super) fn new(initialize: &Value) -> Self {
        let has = |path: &str| initialize.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        let lists = |path: &str, name: &str| {
            let list = initialize.pointer(path).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|one| one == name))
        };
        let agreed = |encoding: &Encoding| lists("/capabilities/general/positionEncodings", encoding.name());
        Self {
            encoding: [Encoding::Utf8, Encoding::Utf32].into_iter().find(agreed).unwrap_or_default(),
            pulls: initialize.pointer("/initializationOptions/diagnostics") == Some(&json!("pull")),
            configures: has("/capabilities/workspace/configuration"),
            watches: has("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration"),
            progresses: has("/capabilities/window/workDoneProgress"),
            shows: has("/capabilities/window/showDocument/support"),
            versions: has("/capabilities/workspace/workspaceEdit/documentChanges"),
            markdown: lists("/capabilities/textDocument/hover/contentFormat", "markdown"),
            tooltips: has("/capabilities/textDocument/documentLink/tooltipSupport"),
            refreshes: (
                // The specification has it both ways.
                has("/capabilities/workspace/diagnostics/refreshSupport")
                    || has("/capabilities/workspace/diagnostic/refreshSupport"),
                has("/capabilities/workspace/inlayHint/refreshSupport"),
            ),
        }
    }

    /// The answer to `initialize`.
    pub(super) fn answer(&self) -> Value {
        let mut capabilities = json!({
            "positionEncoding": self.encoding.name(),
            "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "documentSymbolProvider": { "label": "addsup" },
            "documentLinkProvider": { "resolveProvider": false },
            "inlayHintProvider": { "resolveProvider": false },
            "codeActionProvider": { "codeActionKinds": ["quickfix"], "resolveProvider": false },
            "executeCommandProvider": { "commands": actions::COMMANDS },
            "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": false } },
        });
        if self.pulls {
            capabilities["diagnosticProvider"] = json!({ "identifier": "addsup", "interFileDependencies": false, "workspaceDiagnostics": false });
        }
        json!({
            "capabilities": capabilities,
            "serverInfo": { "name": "addsup", "version": env!("CARGO_PKG_VERSION") },
        })
    }
}
