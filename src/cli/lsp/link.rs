//! The line to the editor: what waits to be done, what is sent and what is asked.

use std::{
    collections::VecDeque,
    sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError},
    time::Duration,
};

use serde_json::{Value, json};

use super::wire::{Incoming, Outgoing};

/// The codes of failures.
pub(super) const PARSE: i32 = -32700;
pub(super) const INVALID: i32 = -32600;
pub(super) const UNKNOWN: i32 = -32601;
pub(super) const PARAMS: i32 = -32602;
pub(super) const EARLY: i32 = -32002;
pub(super) const CANCELLED: i32 = -32800;
pub(super) const MODIFIED: i32 = -32801;

/// What the server asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The editor's settings.
    Settings,
    /// Something whose answer changes nothing.
    Other,
}

/// The line to the editor.
pub(super) struct Link {
    inbox: Receiver<Incoming>,
    queue: VecDeque<Incoming>,
    out: Outgoing,
    asked: Vec<(u64, Asked)>,
    next: u64,
    /// The progress that is shown, by number.
    progress: Option<u64>,
}

impl Link {
    /// A line on which messages come in.
    pub(super) fn new(inbox: Receiver<Incoming>) -> Self {
        let (queue, asked) = (VecDeque::new(), Vec::new());
        Self { inbox, queue, out: Outgoing::new(), asked, next: 1, progress: None }
    }

    /// Takes in what has come.
    fn fill(&mut self) {
        loop {
            match self.inbox.try_recv() {
                Ok(incoming) => self.queue.push_back(incoming),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => {
                    if !matches!(self.queue.back(), Some(Incoming::End)) {
                        self.queue.push_back(Incoming::End);
                    }
                    return;
                }
            }
        }
    }

    /// What comes next; with `wait`, once something comes, else nothing where nothing has come.
    pub(super) fn next(&mut self, wait: Option<Duration>) -> Option<Incoming> {
        self.fill();
        if !self.out.open {
            return Some(Incoming::End);
        }
        if let Some(incoming) = self.queue.pop_front() {
            return Some(incoming);
        }
        match self.inbox.recv_timeout(wait?) {
            Ok(incoming) => Some(incoming),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Incoming::End),
        }
    }

    /// Whether something has come that makes a check of a document idle: a change of it, its end, the end of all.
    pub(super) fn overtakes(&mut self, uri: &str) -> bool {
        self.fill();
        self.queue.iter().any(|incoming| match incoming {
            Incoming::Message(message) => match message["method"].as_str() {
                Some("textDocument/didChange" | "textDocument/didClose" | "textDocument/didOpen") => {
                    message["params"]["textDocument"]["uri"] == uri
                }
                Some("shutdown" | "exit") => true,
                _ => false,
            },
            Incoming::Broken(_) => false,
            Incoming::End => true,
        })
    }

    /// Whether the editor has taken a request back.
    pub(super) fn is_cancelled(&mut self, id: &Value) -> bool {
        self.fill();
        self.queue.iter().any(|incoming| {
            matches!(incoming, Incoming::Message(message)
                if message["method"] == "$/cancelRequest" && message["params"]["id"] == *id)
        })
    }

    /// Tells the editor something.
    pub(super) fn tell(&mut self, method: &str, params: &Value) {
        self.out.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Answers a request.
    pub(super) fn answer(&mut self, id: &Value, result: &Value) {
        self.out.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
    }

    /// Answers a request that cannot be carried out.
    pub(super) fn refuse(&mut self, id: &Value, code: i32, message: &str) {
        let error = json!({ "code": code, "message": message });
        self.out.send(&json!({ "jsonrpc": "2.0", "id": id, "error": error }));
    }

    /// Asks the editor for something.
    pub(super) fn ask(&mut self, asked: Asked, method: &str, params: &Value) {
        let id = self.number();
        self.asked.push((id, asked));
        self.out.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
    }

    /// What an answer of the editor's is to.
    pub(super) fn answered(&mut self, id: &Value) -> Option<Asked> {
        let at = self.asked.iter().position(|asked| id.as_u64() == Some(asked.0))?;
        Some(self.asked.swap_remove(at).1)
    }

    /// Writes into the editor's log, or shows what its user should know.
    pub(super) fn say(&mut self, message: &str, shown: bool) {
        let method = if shown { "window/showMessage" } else { "window/logMessage" };
        self.tell(method, &json!({ "type": 2, "message": format!("addsup: {message}") }));
    }

    /// Shows how much of something is done.
    pub(super) fn progress(&mut self, title: &str, done: usize, of: usize) {
        let percentage = done * 100 / of.max(1);
        let token = if let Some(token) = self.progress {
            let report = json!({ "kind": "report", "percentage": percentage });
            return self.tell("$/progress", &json!({ "token": token, "value": report }));
        } else {
            self.number()
        };
        self.progress = Some(token);
        self.ask(Asked::Other, "window/workDoneProgress/create", &json!({ "token": token }));
        let begin =
            json!({ "kind": "begin", "title": title, "percentage": percentage, "cancellable": false });
        self.tell("$/progress", &json!({ "token": token, "value": begin }));
    }

    /// Shows no progress any more.
    pub(super) fn done(&mut self) {
        if let Some(token) = self.progress.take() {
            self.tell("$/progress", &json!({ "token": token, "value": { "kind": "end" } }));
        }
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }
}
