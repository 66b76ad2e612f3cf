//! `--watch`: a change is checked, whatever it is; nothing else is.

mod command;

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use command::{Folder, addsup};

const WRONG: &str = "Les 1.400 soldats, dont 600 conseillers ainsi que 900 gardes, sont là.\n";
const RIGHT: &str = "Les 1.500 soldats, dont 600 conseillers ainsi que 900 gardes, sont là.\n";

/// A command that watches, ended with the test.
struct Watching {
    child: Child,
    lines: Receiver<String>,
    said: Receiver<String>,
}

impl Watching {
    fn new(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_addsup"))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let lines = lines_of(child.stdout.take().expect("piped"));
        let said = lines_of(child.stderr.take().expect("piped"));
        Self { child, lines, said }
    }

    fn next(&self) -> String {
        self.lines.recv_timeout(Duration::from_mins(1)).expect("a line of the report")
    }

    fn said(&self) -> String {
        self.said.recv_timeout(Duration::from_mins(1)).expect("a word on standard error")
    }
}

fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    thread::spawn(move || {
        BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| send.send(line))
    });
    receive
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn drafts_configurations_and_rules_are_watched() {
    let folder = Folder::new("watch");
    folder.file("a.md", WRONG);
    let watching = Watching::new(&["check", "--watch", "--format", "short", &folder.path("")]);
    assert!(watching.next().contains("a.md:1:5: error breakdown-sum"));
    assert_eq!(watching.said(), "watching 1 files; Ctrl-C ends it");
    folder.file("b.md", WRONG);
    assert!(watching.next().contains("a.md:1:5"));
    assert!(watching.next().contains("b.md:1:5"));
    assert!(watching.said().starts_with("changed: "));
    folder.file("a.md", RIGHT);
    assert!(watching.next().contains("b.md:1:5"));
    assert!(watching.said().ends_with("a.md"));
    folder.file("addsup.toml", "[severity]\nbreakdown-sum = \"note\"\n");
    assert!(watching.next().contains("b.md:1:5: note breakdown-sum"));
    assert!(watching.said().ends_with("addsup.toml"));
    folder.file("addsup.toml", "severty = 1\n");
    assert!(watching.said().ends_with("addsup.toml"));
    folder.file("addsup.toml", "");
    assert!(watching.next().contains("b.md:1:5: error"));
    fs::remove_file(folder.path("b.md")).expect("it is there");
    folder.file("a.md", WRONG.replace("Les", "Des"));
    assert!(watching.next().contains("a.md:1:5"));
}

#[test]
fn standard_input_cannot_be_watched() {
    let run = addsup(&["check", "--watch"], WRONG);
    assert!(run.code == 2 && run.err.contains("standard input cannot be watched"), "{}", run.err);
}
