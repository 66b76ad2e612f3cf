//! How far a long run has come, for whoever watches it on a terminal.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

/// How long a run takes before it is worth a bar.
const PATIENCE: Duration = Duration::from_millis(400);

/// How wide the bar is, in columns.
const WIDTH: usize = 30;

/// Goes to the start of the line and erases it.
const ERASE: &str = "\r\x1b[K";

/// A bar on standard error, where that is a terminal.
#[derive(Debug)]
pub(super) struct Progress {
    terminal: bool,
    begun: Instant,
    shown: bool,
}

impl Progress {
    /// Nothing shown so far.
    pub(super) fn new() -> Self {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        Self { terminal: io::stderr().is_terminal() && !dumb, begun: Instant::now(), shown: false }
    }

    /// Shows how many drafts are done; a short run shows nothing.
    pub(super) fn show(&mut self, done: usize, all: usize) {
        if self.terminal && self.begun.elapsed() > PATIENCE {
            let _ = write!(io::stderr(), "{ERASE}{}", bar(done, all));
            self.shown = true;
        }
    }

    /// Takes the bar away before something else is written.
    pub(super) fn hide(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "{ERASE}");
        }
    }
}

/// `[███████       ] 512/2000`
fn bar(done: usize, all: usize) -> String {
    let full = (done.min(all) * WIDTH).checked_div(all).unwrap_or(0);
    format!("[{}{}] {done}/{all}", "█".repeat(full), " ".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        assert_eq!(bar(0, 0), format!("[{}] 0/0", " ".repeat(30)));
        assert_eq!(bar(5, 10), format!("[{}{}] 5/10", "█".repeat(15), " ".repeat(15)));
        assert_eq!(bar(10, 10), format!("[{}] 10/10", "█".repeat(30)));
    }
}
