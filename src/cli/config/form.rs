//! The form of `addsup.toml`.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Deserializer, de::Error};
use toml::Spanned;

use crate::{
    cli::near::hinted,
    diagnostic::Severity,
    read::{Encoding, iso_date},
    text::{BlockKind, FileError, FileKind},
};

/// A whole file, or one of its overrides: what is wanted of the drafts of some paths.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Form {
    // What only the file itself has,
    pub(super) ui_lang: Option<String>,
    pub(super) rules: Vec<PathBuf>,
    pub(super) exclude: Vec<Spanned<String>>,
    pub(super) overrides: Vec<Spanned<Form>>,
    pub(super) allow: Vec<Spanned<Allow>>,
    pub(super) baseline: Option<PathBuf>,
    pub(super) date_order: Option<Order>,
    // only an override,
    pub(super) paths: Vec<Spanned<String>>,
    // and both.
    pub(super) lang: Option<String>,
    pub(super) date: Option<Dating>,
    pub(super) encoding: Option<Charset>,
    pub(super) fail_level: Option<Level>,
    pub(super) select: Option<Vec<Spanned<String>>>,
    pub(super) ignore: Vec<Spanned<String>>,
    pub(super) skip: Vec<Section>,
    pub(super) severity: BTreeMap<Spanned<String>, Level>,
    pub(super) fail_levels: BTreeMap<Spanned<String>, Level>,
}

impl Form {
    /// The rules and groups that it names itself.
    pub(super) fn named(&self) -> impl Iterator<Item = &Spanned<String>> {
        let allowed = self.allow.iter().flat_map(|allow| &allow.get_ref().rules);
        self.select
            .iter()
            .flatten()
            .chain(&self.ignore)
            .chain(self.severity.keys())
            .chain(self.fail_levels.keys())
            .chain(allowed)
    }

    /// What is wrong with it as an override.
    fn misplaced(&self) -> Option<&'static str> {
        if self.paths.is_empty() {
            return Some("an override names the `paths` it is for");
        }
        let lists = self.rules.is_empty() && self.exclude.is_empty() && self.allow.is_empty();
        let whole = self.ui_lang.is_some() || self.baseline.is_some() || self.date_order.is_some();
        let own = whole || !lists;
        if !self.overrides.is_empty() {
            return Some("an override has no overrides");
        }
        own.then_some(
            "`ui-lang`, `date-order`, `rules`, `exclude`, `allow` and `baseline` are for the whole file",
        )
    }
}

/// Findings that the desk lets stand.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Allow {
    pub(super) rules: Vec<Spanned<String>>,
    pub(super) paths: Vec<Spanned<String>>,
    pub(super) fingerprint: Option<String>,
    pub(super) reason: String,
}

impl Allow {
    /// What it lacks.
    fn lacking(&self) -> Option<&'static str> {
        if self.rules.is_empty() && self.fingerprint.is_none() {
            Some("name the `rules` whose findings may stand, or the `fingerprint` of one")
        } else if !self.reason.chars().any(char::is_alphanumeric) {
            Some("give the `reason` why they may stand")
        } else if self.fingerprint.as_ref().is_some_and(|print| print.len() < 8) {
            Some("give at least eight digits of the `fingerprint`")
        } else {
            None
        }
    }
}

/// A severity by name.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Note => Self::Note,
        }
    }
}

/// Where the date of a draft comes from that gives none itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dating {
    /// The file's last commit.
    Git,
    /// The draft alone: one that gives none has none.
    Draft,
    /// This one.
    On(String),
}

impl<'de> Deserialize<'de> for Dating {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "git" {
            return Ok(Self::Git);
        }
        if text == "front-matter" {
            return Ok(Self::Draft);
        }
        let whole = iso_date(&text).filter(|(_, length)| *length == text.len());
        whole
            .map(|date| Self::On(date.0))
            .ok_or_else(|| D::Error::custom("neither \"git\", \"front-matter\" nor a date"))
    }
}

/// The encoding of drafts, by name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charset(pub(super) Encoding);

impl<'de> Deserialize<'de> for Charset {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Encoding::named(&name)
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("there is no encoding `{name}`")))
    }
}

/// Which figure of a date goes first.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

/// A part of a draft.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Section {
    Headlines,
    Quotes,
    Tables,
    Lists,
    Captions,
    /// What stands below a headline such as "References".
    References,
    /// Code, which is never read: naming it does no harm.
    Code,
}

impl Section {
    /// Whether a block is of it.
    pub(super) const fn is(self, kind: BlockKind) -> bool {
        matches!(
            (self, kind),
            (Self::Headlines, BlockKind::Headline)
                | (Self::Quotes, BlockKind::Quote)
                | (Self::Tables, BlockKind::Cell(..))
                | (Self::Lists, BlockKind::Item)
                | (Self::Captions, BlockKind::Caption)
        )
    }
}

/// Reads a file.
pub(super) fn form(name: &str, text: &str) -> Result<Form, FileError> {
    let form: Form = toml::from_str(text).map_err(|error| {
        let message = error.message().to_owned();
        let mut quoted = message.split('`').skip(1).step_by(2);
        let wrong = quoted.next().unwrap_or_default();
        hinted(FileError::toml(FileKind::Config, name, text, &error), wrong, quoted)
    })?;
    if !form.paths.is_empty() {
        return Err(FileError::new(
            FileKind::Config,
            name,
            text,
            form.paths[0].span(),
            "`paths` belongs in [[overrides]]",
        ));
    }
    let mut misplaced =
        form.overrides.iter().filter_map(|one| one.get_ref().misplaced().map(|reason| (one, reason)));
    if let Some((one, reason)) = misplaced.next() {
        return Err(FileError::new(FileKind::Config, name, text, one.span(), reason));
    }
    let mut lacking = form.allow.iter().filter_map(|one| one.get_ref().lacking().map(|reason| (one, reason)));
    match lacking.next() {
        Some((one, reason)) => Err(FileError::new(FileKind::Config, name, text, one.span(), reason)),
        None => Ok(form),
    }
}
