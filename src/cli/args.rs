//! The arguments of the command line.

use std::{fmt, path::PathBuf, str::FromStr};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::{diagnostic::Severity, read::Encoding, report, snapshot};

/// Checks that the figures and dates of a draft add up.
///
/// addsup reads French and English prose, finds every number, date and duration, ties together
/// those that must agree, and reports those that cannot all be true.
#[derive(Debug, Parser)]
#[command(name = "addsup", version, propagate_version = true)]
pub(super) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub(super) global: Global,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check drafts and report what contradicts itself
    ///
    /// Exit code: 0 nothing at or above the fail level, 1 something, 2 bad usage or an input that could not be read.
    Check(Checked),
    /// List every claim that was understood, checked or not
    Claims {
        /// The drafts
        #[command(flatten)]
        documents: Documents,
        /// Show how a place was read, and the readings rejected: LINE:COLUMN, LINE:COLUMN-COLUMN, or words of the text
        #[arg(long, value_name = "PLACE")]
        explain: Option<Place>,
        /// Check again whenever a draft, a configuration or a rule of yours changes, until Ctrl-C
        #[arg(long)]
        watch: bool,
    },
    /// Check documents given as JSON lines, one report record each
    ///
    /// A record is {"text": …} and may hold "id", "lang", "date" and "format" (text, markdown, html).
    Batch(Records),
    /// Write the claims of drafts into sheets that are reviewed like a test's snapshots
    ///
    /// A sheet is written when there is none; what changed since is put beside it, for `addsup review`.
    Snapshot(Snapshots),
    /// Decide on what changed in claim sheets: one change at a time at a terminal, or all
    Review(Reviewed),
    /// Write drafts as HTML pages with their claims, findings and timelines, and an index
    Report(Pages),
    /// Say which claims changed between two versions of a draft, or of a folder of drafts
    Diff(Compared),
    /// Let the findings that are there today stand, until their claims change
    Baseline {
        /// What to do with it
        #[command(subcommand)]
        action: Baselining,
    },
    /// Walk through the findings of a draft at a terminal and apply the repairs that are chosen
    ///
    /// Nothing else in the file changes, and it is written whole or not at all.
    Fix(Fixed),
    /// List the events of drafts in order, with the words that date them and what lies between
    Timeline(Events),
    /// Say what share of the digits of drafts was read, and list the forms of the rest
    Coverage(Measured),
    /// Say what a rule wants, why, and what it lets pass
    Explain {
        /// The rule's id, such as breakdown-sum
        rule: String,
    },
    /// List all rules, show one, test your own, or begin a new one
    Rules {
        /// What to do with them; lists them when absent
        #[command(subcommand)]
        action: Option<Ruling>,
    },
    /// Write the JSON Schema of a configuration or a rule file, for editors
    Schema {
        /// Of which file
        #[arg(value_name = "FILE")]
        of: Schema,
    },
    /// Write the completions of a shell
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Write the manual: a page to standard output, or a page a command into a folder
    Man {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Serve an editor: findings while one types (the language server protocol, on standard input and output)
    Lsp(Served),
    /// Write a commented addsup.toml into a folder
    Init {
        /// The folder
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
}

/// What to do with rules.
#[derive(Debug, Subcommand)]
pub(super) enum Ruling {
    /// List all rules
    List,
    /// Run the examples of the rules in folders of your own: those named, else those of --rules and the configuration
    Test {
        /// The folders
        #[arg(value_name = "DIR")]
        folders: Vec<PathBuf>,
    },
    /// Write a commented rule to fill in
    New {
        /// Its id, in small letters and hyphens
        #[arg(value_name = "ID")]
        id: String,
        /// The folder to put it into
        #[arg(long, value_name = "DIR", default_value = "rules")]
        folder: PathBuf,
    },
    /// Print the file of a rule
    Show {
        /// The rule's id, such as breakdown-sum
        rule: String,
    },
}

/// Which files there is a schema of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Schema {
    /// addsup.toml
    Config,
    /// A rule
    Rule,
}

/// The drafts of an editor.
#[derive(Debug, ClapArgs)]
pub(super) struct Served {
    /// The language of the drafts (fr, en); told from each text when absent
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
    /// The publication date (2014-12-08, 2014-12 or 2014); taken from each draft when absent
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// What editors like to say, and what is so anyway
    #[arg(long, hide = true)]
    pub(super) stdio: bool,
    /// What is wanted besides.
    #[command(flatten)]
    pub(super) wishes: Wishes,
}

/// The drafts to read.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Documents {
    /// Files, folders, globs ('drafts/**/*.md'), or - for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub(super) paths: Vec<PathBuf>,
    /// How the drafts are read.
    #[command(flatten)]
    pub(super) reading: Reading,
    /// How to write the report
    #[arg(long, value_name = "FORMAT", default_value = report::FORMATS[0].name, value_parser = formats())]
    pub(super) format: String,
    /// Write the report to a file, not to standard output; FORMAT=FILE writes one more, in that format
    #[arg(long, short, value_name = "[FORMAT=]FILE")]
    pub(super) output: Vec<Target>,
    /// The language of the drafts (fr, en); told from each text when absent
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
    /// The publication date (2014-12-08, 2014-12 or 2014); taken from each draft when absent
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// The least severity that fails the run: error, warning (when absent) or note
    #[arg(long, value_name = "LEVEL")]
    pub(super) fail_level: Option<Level>,
    /// What is wanted besides.
    #[command(flatten)]
    pub(super) wishes: Wishes,
}

/// How drafts are read.
#[derive(Clone, Debug, Default, ClapArgs)]
pub(super) struct Reading {
    /// The encoding of the drafts (utf-8, utf-16le, windows-1252 …); told from each file when absent
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<Encoding>,
    /// The name of the draft on standard input: its format and configuration are those of such a file
    #[arg(long, value_name = "FILE")]
    pub(super) stdin_filename: Option<PathBuf>,
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::named(name.trim()).ok_or_else(|| format!("there is no encoding `{name}`"))
}

/// The drafts to check.
#[derive(Debug, ClapArgs)]
pub(super) struct Checked {
    /// The drafts.
    #[command(flatten)]
    pub(super) documents: Documents,
    /// Let the findings of a baseline stand
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Only drafts that changed since a revision (or since this branch left it), and findings that the change touches
    #[arg(long, value_name = "REV")]
    pub(super) since: Option<String>,
    /// Name the rules of your own that tie nothing together in the drafts
    #[arg(long)]
    pub(super) dead_rules: bool,
    /// Check again whenever a draft, a configuration or a rule of yours changes, until Ctrl-C
    #[arg(long)]
    pub(super) watch: bool,
}

/// What to do with a baseline.
#[derive(Debug, Subcommand)]
pub(super) enum Baselining {
    /// Write the findings that are there now; what was said of those that were there before stays
    Write {
        /// The drafts.
        #[command(flatten)]
        baselined: Baselined,
        /// Why the findings that are new to it may stand
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Report findings that are not in it, and fail on entries that apply no more
    Check(Baselined),
}

/// The drafts that a baseline is of.
#[derive(Debug, ClapArgs)]
pub(super) struct Baselined {
    /// The drafts.
    #[command(flatten)]
    pub(super) documents: Documents,
    /// The file; that of the configuration when absent, else addsup-baseline.json
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
}

/// The draft to mend.
#[derive(Debug, ClapArgs)]
pub(super) struct Fixed {
    /// The file
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Apply the Nth repair of a finding, by its fingerprint or how that begins; may be repeated
    #[arg(long, value_name = "FINGERPRINT=N")]
    pub(super) apply: Vec<Choice>,
    /// List the findings with their fingerprints and numbered repairs, and change nothing
    #[arg(long, conflicts_with = "apply")]
    pub(super) list: bool,
    /// How it is read.
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// A repair of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// The finding's fingerprint, or how it begins.
    pub(super) fingerprint: String,
    /// The number of the repair, from 1.
    pub(super) repair: usize,
}

/// How few digits of a fingerprint may name a finding.
const FEWEST: usize = 6;

impl FromStr for Choice {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (print, number) = text.split_once('=').ok_or("write it as FINGERPRINT=N")?;
        let is_print = print.len() >= FEWEST && print.bytes().all(|byte| byte.is_ascii_hexdigit());
        match number.parse() {
            _ if !is_print => Err("give at least six digits of the fingerprint"),
            Ok(repair) if repair > 0 => Ok(Self { fingerprint: print.to_lowercase(), repair }),
            _ => Err("repairs are numbered from 1"),
        }
    }
}

/// What is wanted of the drafts of a run.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Wishes {
    /// Only these rules or groups of rules; may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Not these rules or groups of rules; may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// The configuration for all drafts; addsup.toml in or above the folder of each when absent
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, conflicts_with = "config")]
    pub(super) isolated: bool,
}

/// Drafts of which no report is written to a stream.
#[derive(Debug, ClapArgs)]
pub(super) struct Sources {
    /// Files or folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// How they are read, and what is wanted of them.
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// How drafts are read, and what is wanted of them.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Manner {
    /// The encoding of the drafts (utf-8, utf-16le, windows-1252 …); told from each file when absent
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<Encoding>,
    /// The language of the drafts (fr, en); told from each text when absent
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
    /// The publication date (2014-12-08, 2014-12 or 2014); taken from each draft when absent
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// What is wanted besides.
    #[command(flatten)]
    pub(super) wishes: Wishes,
}

/// The sheets to write or to check.
#[derive(Debug, ClapArgs)]
pub(super) struct Snapshots {
    /// The drafts.
    #[command(flatten)]
    pub(super) sources: Sources,
    /// Where the sheets are; `snapshots` beside the nearest addsup.toml, else in the working folder
    #[arg(long = "snapshots", value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// Write nothing: exit with 1 and a diff when a sheet is missing, stale or orphaned
    #[arg(long)]
    pub(super) check: bool,
    /// Delete the sheets whose draft is gone
    #[arg(long, conflicts_with = "check")]
    pub(super) prune: bool,
}

/// The sheets to review.
#[derive(Debug, ClapArgs)]
pub(super) struct Reviewed {
    /// The drafts.
    #[command(flatten)]
    pub(super) sources: Sources,
    /// Where the sheets are; `snapshots` beside the nearest addsup.toml, else in the working folder
    #[arg(long = "snapshots", value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// Accept all that is pending
    #[arg(long, group = "decision")]
    pub(super) accept: bool,
    /// Reject all that is pending
    #[arg(long, group = "decision")]
    pub(super) reject: bool,
    /// List what is pending
    #[arg(long, group = "decision")]
    pub(super) list: bool,
}

/// The pages to write.
#[derive(Debug, ClapArgs)]
pub(super) struct Pages {
    /// The drafts.
    #[command(flatten)]
    pub(super) sources: Sources,
    /// The folder of the pages
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: PathBuf,
}

/// Two versions to compare.
#[derive(Debug, ClapArgs)]
pub(super) struct Compared {
    /// The old version: a file, or a folder
    pub(super) old: PathBuf,
    /// The new version: a file, or a folder
    pub(super) new: PathBuf,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = snapshot::FORMATS[0].name, value_parser = version_formats())]
    pub(super) format: String,
    /// Write it to a file
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Exit with 1 when a claim changed
    #[arg(long)]
    pub(super) exit_code: bool,
    /// How they are read, and what is wanted of them.
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// The document records to read.
#[derive(Debug, ClapArgs)]
pub(super) struct Records {
    /// Files of JSON lines, or - for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(super) files: Vec<PathBuf>,
    /// Put the ledger into each report record
    #[arg(long)]
    pub(super) claims: bool,
    /// The least severity that fails the run: error, warning (when absent) or note
    #[arg(long, value_name = "LEVEL")]
    pub(super) fail_level: Option<Level>,
    /// What is wanted besides.
    #[command(flatten)]
    pub(super) wishes: Wishes,
}

/// The draft whose events are listed.
#[derive(Debug, ClapArgs)]
pub(super) struct Events {
    /// A file, a folder, or - for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub(super) path: PathBuf,
    /// How it is read.
    #[command(flatten)]
    pub(super) reading: Reading,
    /// How to write it; a drawing shows one draft
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Timeline,
    /// The language of the draft (fr, en); told from its text when absent
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
    /// The publication date (2014-12-08, 2014-12 or 2014); taken from the draft when absent
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// What is wanted besides.
    #[command(flatten)]
    pub(super) wishes: Wishes,
}

/// How events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it")]
pub(super) enum Timeline {
    Text,
    Json,
    Svg,
}

/// The texts whose digits are counted.
#[derive(Debug, ClapArgs)]
pub(super) struct Measured {
    /// Files, folders, files of document records (.jsonl), or - for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub(super) paths: Vec<PathBuf>,
    /// How they are read.
    #[command(flatten)]
    pub(super) reading: Reading,
    /// The language of the texts (fr, en); each one's own when absent
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
    /// Write one JSON object
    #[arg(long)]
    pub(super) json: bool,
    /// What is wanted besides.
    #[command(flatten)]
    pub(super) wishes: Wishes,
}

/// A file to write a report to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The format, where it is another than that of the run.
    pub(super) format: Option<String>,
    /// The file.
    pub(super) path: PathBuf,
}

impl Documents {
    /// Drafts of which no report is streamed.
    pub(super) fn plain(paths: Vec<PathBuf>, reading: Reading, wishes: Wishes) -> Self {
        let format = report::FORMATS[0].name.to_owned();
        Self { paths, reading, format, output: Vec::new(), lang: None, date: None, fail_level: None, wishes }
    }
}

impl Manner {
    /// The same as of documents whose report is not streamed.
    pub(super) fn documents(&self, paths: Vec<PathBuf>) -> Documents {
        let Self { encoding, lang, date, wishes } = self.clone();
        let reading = Reading { encoding, stdin_filename: None };
        let format = report::FORMATS[0].name.to_owned();
        Documents { paths, reading, format, output: Vec::new(), lang, date, fail_level: None, wishes }
    }
}

impl Args {
    /// Standard input, which is no file, stands for the working folder where files are wanted.
    pub(super) fn settled(mut self) -> Self {
        let paths = match &mut self.command {
            Command::Check(Checked { documents, since: Some(_), .. }) => &mut documents.paths,
            Command::Baseline {
                action: Baselining::Write { baselined, .. } | Baselining::Check(baselined),
            } => &mut baselined.documents.paths,
            _ => return self,
        };
        if paths.iter().all(|path| path.as_os_str() == "-") {
            *paths = vec![PathBuf::from(".")];
        }
        self
    }
}

impl FromStr for Target {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (format, path) = match text.split_once('=') {
            Some((format, path)) if report::is_format(format) => (Some(format.to_owned()), path),
            Some((word, _)) if word.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                return Err("there is no such format; write ./ before a file name that has an `=`");
            }
            _ => (None, text),
        };
        if path.is_empty() { Err("name a file") } else { Ok(Self { format, path: path.into() }) }
    }
}

/// A place in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Characters of a line, all counted from 1, the last included.
    Columns {
        /// The line.
        line: u32,
        /// The first column.
        first: u32,
        /// The last column.
        last: u32,
    },
    /// Words as they stand.
    Words(String),
}

impl FromStr for Place {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let columns = || {
            let (line, columns) = text.split_once(':')?;
            let (first, last) = columns.split_once('-').unwrap_or((columns, columns));
            Some([line, first, last].map(|part| part.parse::<u32>().ok()))
        };
        match columns() {
            Some([Some(line), Some(first), Some(last)]) if line > 0 && first > 0 && first <= last => {
                Ok(Self::Columns { line, first, last })
            }
            Some([Some(_), Some(_), Some(_)]) => {
                Err("lines and columns count from 1, the last not before the first")
            }
            _ if text.trim().is_empty() => Err("name a line and column, or words of the text"),
            _ => Ok(Self::Words(text.to_owned())),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Columns { line, first, last } if first == last => write!(f, "{line}:{first}"),
            Self::Columns { line, first, last } => write!(f, "{line}:{first}-{last}"),
            Self::Words(words) => f.write_str(words),
        }
    }
}

/// Options of every command.
#[derive(Clone, Debug, Default, ClapArgs)]
pub(super) struct Global {
    /// The language of messages (fr, en); each document's own when absent
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) ui_lang: Option<String>,
    /// A folder with rules of your own; may be given more than once
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Colour,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A severity as an argument.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[allow(missing_docs, reason = "the names say it")]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

impl Level {
    /// The severity it names.
    pub(super) const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

fn version_formats() -> clap::builder::PossibleValuesParser {
    snapshot::FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().into()
}

fn formats() -> clap::builder::PossibleValuesParser {
    report::format_names().collect::<Vec<_>>().into()
}
