//! Where reports and problems go: standard output and standard error, in order, quiet when nobody listens.

use std::io::{self, BufWriter, IsTerminal, Write};

use miette::{GraphicalReportHandler, GraphicalTheme};

use super::{args::Colour, progress::Progress};

/// How wide a report is where there is no terminal.
pub(super) const WIDTH: usize = 80;

/// Who listens to standard output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ear {
    /// Somebody.
    Open,
    /// Nobody any more: a closed pipe.
    Closed,
    /// What listens takes no more: a full disk.
    Full,
}

/// The two streams of the process.
pub(super) struct Output {
    out: BufWriter<io::Stdout>,
    ear: Ear,
    /// Whether the report is coloured.
    pub(super) colour: bool,
    /// How wide the report is.
    pub(super) width: usize,
    colour_problems: bool,
    progress: Progress,
}

impl Output {
    /// The streams; colours only for terminals, and never where `NO_COLOR` is set, unless asked for.
    pub(super) fn new(colour: Colour) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let coloured = |terminal: bool| match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !plain,
        };
        let terminal = io::stdout().is_terminal();
        Self {
            out: BufWriter::with_capacity(64 * 1024, io::stdout()),
            ear: Ear::Open,
            colour: coloured(terminal),
            width: if terminal { columns() } else { WIDTH },
            colour_problems: coloured(io::stderr().is_terminal()),
            progress: Progress::new(),
        }
    }

    /// Writes to standard output. Whether somebody still listens.
    pub(super) fn write(&mut self, text: &str) -> bool {
        self.progress.hide();
        let written = if self.ear == Ear::Open { self.out.write_all(text.as_bytes()) } else { Ok(()) };
        self.note(written);
        self.ear == Ear::Open
    }

    /// Shows how many drafts are done, on a terminal, where that takes long.
    pub(super) fn progress(&mut self, done: usize, all: usize) {
        self.finish();
        self.progress.show(done, all);
    }

    /// Whether nobody listens to standard output any more.
    pub(super) fn is_deaf(&self) -> bool {
        self.ear != Ear::Open
    }

    fn note(&mut self, written: io::Result<()>) {
        if let Err(error) = written {
            self.ear = if error.kind() == io::ErrorKind::BrokenPipe { Ear::Closed } else { Ear::Full };
        }
    }

    /// Whether standard output could not take what was written.
    pub(super) fn has_failed(&self) -> bool {
        self.ear == Ear::Full
    }

    /// Says what went wrong on standard error, after what was written before.
    pub(super) fn problem(&mut self, problem: &dyn miette::Diagnostic) {
        self.progress.hide();
        let _ = self.out.flush();
        let plain = self.rendered(problem, GraphicalTheme::unicode_nocolor());
        let foreign = |c: char| c != '\n' && c.is_control();
        let text = if plain.contains(foreign) {
            plain.replace(foreign, "\u{fffd}") // a file name or file steers no terminal
        } else if self.colour_problems {
            self.rendered(problem, GraphicalTheme::unicode())
        } else {
            plain
        };
        let _ = writeln!(io::stderr(), "{text}");
    }

    fn rendered(&self, problem: &dyn miette::Diagnostic, theme: GraphicalTheme) -> String {
        let handler =
            GraphicalReportHandler::new_themed(theme).with_width(self.width.max(40)).with_links(false);
        let mut text = String::new();
        handler.render_report(&mut text, problem).map_or_else(|_| problem.to_string(), |()| text)
    }

    /// Writes what is left.
    pub(super) fn finish(&mut self) {
        self.progress.hide();
        let flushed = self.out.flush();
        self.note(flushed);
    }
}

/// The width of the terminal, within what reads well.
fn columns() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(40, 120))
}
