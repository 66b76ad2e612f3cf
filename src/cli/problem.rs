//! What keeps addsup from working, each with what to do about it.

use miette::Diagnostic;
use thiserror::Error;

use crate::{read::Unread, text::FileError};

/// A tool error: addsup could not do what was asked. (What it finds in a draft is never one.)
#[derive(Debug, Error, Diagnostic)]
#[allow(missing_docs, reason = "each says what it is in its own words")]
pub(super) enum Problem {
    #[error("cannot read `{path}`: {reason}")]
    #[diagnostic(
        code(addsup::unreadable),
        help("check the path and the permissions; `-` reads standard input")
    )]
    Unreadable { path: String, reason: String },

    #[error("cannot read `{path}`: {reason}")]
    #[diagnostic(code(addsup::unreadable), help("{}", reason.help()))]
    Unread { path: String, reason: Unread },

    #[error("cannot read `{path}`: it is {kind}, not a file")]
    #[diagnostic(
        code(addsup::unreadable),
        help("pipe it into standard input: `addsup check - < {path}`; `--stdin-filename` names its format")
    )]
    Special { path: String, kind: &'static str },

    #[error("`{path}` is no glob: {reason}")]
    #[diagnostic(
        code(addsup::glob),
        help("such as 'drafts/**/*.md', in quotes so that the shell leaves it alone")
    )]
    Glob { path: String, reason: String },

    #[error("standard input cannot be watched")]
    #[diagnostic(code(addsup::watch), help("name files or folders"))]
    Unwatched,

    #[error("no draft matches `{path}`")]
    #[diagnostic(
        code(addsup::nothing),
        help("`*` stops at `/` and `**` goes into folders; hidden and ignored files are left out")
    )]
    NoMatch { path: String },

    #[error("`{path}` is larger than 4 GiB")]
    #[diagnostic(
        code(addsup::size),
        help("split it into documents, or give them to `addsup batch` one a line")
    )]
    TooLarge { path: String },

    #[error("there is nothing to check in `{path}`")]
    #[diagnostic(
        code(addsup::nothing),
        help(
            "folders are searched for files ending in {extensions}, without hidden and ignored ones; name a file to check it whatever its ending"
        )
    )]
    Nothing { path: String, extensions: String },

    #[error("there are no rules in `{path}`")]
    #[diagnostic(code(addsup::nothing), help("a rule is a file `<group>/<id>.toml`; see rules/README.md"))]
    NoRules { path: String },

    #[error("`{id}` is no name for a rule")]
    #[diagnostic(code(addsup::rule), help("write it in small letters, digits and hyphens: seats-total"))]
    RuleName { id: String },

    #[error("there is a rule already: `{path}`")]
    #[diagnostic(code(addsup::rule), help("edit it, or take another name"))]
    RuleThere { path: String },

    #[error("there is no folder of rules to test")]
    #[diagnostic(
        code(addsup::rule),
        help(
            "name one, or put `rules = [\"rules\"]` into addsup.toml; `addsup rules new NAME` begins a rule"
        )
    )]
    NoFolder,

    #[error("cannot write `{path}`: {reason}")]
    #[diagnostic(code(addsup::unwritable), help("check the path and the permissions"))]
    Unwritable { path: String, reason: String },

    #[error("the format `{format}` holds findings, not claims")]
    #[diagnostic(code(addsup::format), help("`addsup claims` writes {known}"))]
    NoLedger { format: String, known: String },

    #[error("a drawing shows one draft, and `{path}` holds several")]
    #[diagnostic(code(addsup::drawing), help("name one file, or take `--format text` or `json`"))]
    Drawing { path: String },

    #[error("standard input has no claim sheet")]
    #[diagnostic(code(addsup::sheet), help("name files or folders"))]
    Nameless,

    #[error("`{path}` is no claim sheet")]
    #[diagnostic(
        code(addsup::sheet),
        help(
            "something else wrote this file: move it away, or keep the sheets elsewhere with `--snapshots`"
        )
    )]
    NoSheet { path: String },

    #[error("a review asks at a terminal, and there is none")]
    #[diagnostic(
        code(addsup::review),
        help("`--list` shows what is pending, `--accept` and `--reject` decide on all of it")
    )]
    NoTerminal,

    #[error("`{old}` and `{new}` are not two files or two folders")]
    #[diagnostic(
        code(addsup::versions),
        help("name two files, or two folders whose files have the same names")
    )]
    Versions { old: String, new: String },

    #[error("`{date}` is no date")]
    #[diagnostic(code(addsup::date), help("write it as 2014-12-08, 2014-12 or 2014"))]
    Date { date: String },

    #[error("there is no language `{lang}` here")]
    #[diagnostic(code(addsup::lang), help("there are: {known}"))]
    Lang { lang: String, known: String },

    #[error("no draft has a place `{place}`")]
    #[diagnostic(
        code(addsup::place),
        help(
            "write it as LINE:COLUMN or LINE:COLUMN-COLUMN, both from 1, or give words just as they stand in the draft"
        )
    )]
    Place { place: String },

    #[error("there is no rule `{rule}`")]
    #[diagnostic(code(addsup::rule))]
    Rule {
        rule: String,
        #[help]
        near: String,
    },

    #[error("the examples of the rules do not behave: {}", failures.len())]
    #[diagnostic(code(addsup::proof))]
    Unproven {
        #[related]
        failures: Vec<FileError>,
    },

    #[error(transparent)]
    #[diagnostic(transparent)]
    File(#[from] FileError),

    #[error("there is no baseline `{path}`: {reason}")]
    #[diagnostic(code(addsup::baseline), help("`addsup baseline write` makes one of what is found now"))]
    NoBaseline { path: String, reason: String },

    #[error("cannot use the baseline `{path}`: {reason}")]
    #[diagnostic(code(addsup::baseline), help("write it anew with `addsup baseline write`"))]
    Baseline { path: String, reason: String },

    #[error("cannot run Git: {reason}")]
    #[diagnostic(
        code(addsup::git),
        help("`--since` asks Git what changed: install it, or leave the flag out")
    )]
    NoGit { reason: String },

    #[error("`{path}` is in no Git repository")]
    #[diagnostic(code(addsup::git), help("`--since` asks Git what changed: call it inside a repository"))]
    NoRepository { path: String },

    #[error("Git does not answer in `{path}`: {said}")]
    #[diagnostic(code(addsup::git))]
    GitSays { path: String, said: String },

    #[error("there is no revision `{revision}` in `{root}`")]
    #[diagnostic(code(addsup::git), help("name a commit, a branch or a tag, such as origin/main"))]
    Revision { revision: String, root: String },

    #[error("the clone in `{root}` is shallow and does not reach back to `{revision}`")]
    #[diagnostic(
        code(addsup::git),
        help(
            "fetch more: `fetch-depth: 0` with actions/checkout, `GIT_DEPTH: 0` in GitLab, `git fetch --unshallow` by hand"
        )
    )]
    Shallow { revision: String, root: String },

    #[error("`{revision}` and the commit at hand have no ancestor in common in `{root}`")]
    #[diagnostic(code(addsup::git), help("name a revision that this branch came from"))]
    Unrelated { revision: String, root: String },

    #[error("`addsup fix` asks at a terminal, and there is none")]
    #[diagnostic(
        code(addsup::fix),
        help("`--list` shows fingerprints and numbered repairs, `--apply FINGERPRINT=N` applies one")
    )]
    NothingAsked,

    #[error("cannot mend `{path}`: it is {kind}")]
    #[diagnostic(
        code(addsup::fix),
        help("repairs are written into UTF-8 text; mend it by hand, where `addsup check` points")
    )]
    NotMended { path: String, kind: String },

    #[error("no finding of `{path}` has the fingerprint {fingerprint}")]
    #[diagnostic(
        code(addsup::fix),
        help(
            "its claims changed, or it was mended: `addsup fix --list` shows those there are; nothing was written"
        )
    )]
    NoFinding { path: String, fingerprint: String },

    #[error("several findings of `{path}` have a fingerprint that begins with {fingerprint}")]
    #[diagnostic(
        code(addsup::fix),
        help(
            "give more digits, or mend the draft at a terminal where they are all the same; nothing was written"
        )
    )]
    Ambiguous { path: String, fingerprint: String },

    #[error("the finding {fingerprint} has {}, and no repair {number}", repairs(*there))]
    #[diagnostic(code(addsup::fix), help("`addsup fix --list` numbers them; nothing was written"))]
    NoRepair { fingerprint: String, number: usize, there: usize },

    #[error("two repairs change the same words of `{path}`")]
    #[diagnostic(code(addsup::fix), help("apply one, then check again; nothing was written"))]
    Crossing { path: String },

    #[error("`{path}` changed meanwhile")]
    #[diagnostic(code(addsup::fix), help("call it again; nothing was written"))]
    Overtaken { path: String },

    #[error("there is a configuration already: `{path}`")]
    #[diagnostic(code(addsup::config), help("edit it, or delete it first"))]
    Configured { path: String },
}

/// What is worth saying of a run that does not keep it from working.
#[derive(Debug, Error, Diagnostic)]
#[allow(missing_docs, reason = "each says what it is in its own words")]
pub(super) enum Remark {
    #[error("the configuration lets findings stand that are there no more:\n{}", entries.join("\n"))]
    #[diagnostic(severity(warning), code(addsup::allow), help("take these entries of [[allow]] out"))]
    Idle { entries: Vec<String> },

    #[error("entries of `{path}` apply no more:\n{}", lines.join("\n"))]
    #[diagnostic(severity(warning), code(addsup::baseline), help("`addsup baseline write` takes them out"))]
    Stale { path: String, lines: Vec<String> },

    #[error("rules of your own tie nothing together in these drafts: {}", rules.join(", "))]
    #[diagnostic(
        severity(warning),
        code(addsup::dead),
        help("a pattern may be too narrow, or its words misspelt; `addsup rules test` runs the examples")
    )]
    Dead { rules: Vec<String> },

    #[error("left out, for their kind is not read: {kinds}")]
    #[diagnostic(
        severity(warning),
        code(addsup::left_out),
        help("save them as DOCX, ODT, text, Markdown or HTML")
    )]
    LeftOut { kinds: String },
}

/// So many repairs in words.
fn repairs(count: usize) -> String {
    match count {
        0 => "no repair".into(),
        1 => "one repair".into(),
        count => format!("{count} repairs"),
    }
}

impl Problem {
    /// A failure of the operating system to write something.
    pub(super) fn unwritable(path: &str, error: &std::io::Error) -> Self {
        Self::Unwritable { path: path.into(), reason: error.to_string() }
    }

    /// A failure of the operating system to read something.
    pub(super) fn unreadable(path: &str, error: &std::io::Error) -> Self {
        Self::Unreadable { path: path.into(), reason: error.to_string() }
    }
}
