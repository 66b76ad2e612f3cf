//! What a run needs before it reads its first document.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use super::{
    args::{Global, Wishes},
    config::Config,
    near::no_rule,
    problem::Problem,
    walk::walk,
};
use crate::{
    engine::{self, Engine},
    proof,
    read::iso_date,
    report::{Words, words},
    text::FileError,
};

/// The engine, and the words of reports.
pub(super) struct Setup {
    /// Rules and lexicons.
    pub(super) engine: Engine,
    /// The language of messages, where one was asked for.
    pub(super) ui_lang: Option<String>,
    /// The user's own rules, by id.
    pub(super) own: Vec<String>,
    /// Their files: name and text.
    pub(super) files: Vec<(String, String)>,
    words: Vec<Words>,
    /// What the flags say.
    global: Global,
    /// The rules and the language of messages that a configuration asked for.
    asked: Asked,
    /// The setups of drafts whose configuration asks for others.
    others: Mutex<Others>,
}

/// What a configuration asks of a setup: folders of rules, the language of messages, whether months go before days.
type Asked = (Vec<PathBuf>, Option<String>, Option<bool>);

/// Setups by what was asked of them; none where that could not be done.
type Others = BTreeMap<Asked, Option<&'static Setup>>;

fn asked(config: Option<&Config>) -> Asked {
    let rules = config.into_iter().flat_map(Config::rules).collect();
    (rules, config.and_then(Config::ui_lang).map(str::to_owned), config.and_then(Config::month_first))
}

impl Setup {
    /// Loads rules, lexicons and words: what the flags ask for, else the configuration of the run.
    pub(super) fn new(global: &Global, config: Option<&Config>) -> Result<Self, Box<Problem>> {
        let folders: Vec<PathBuf> =
            config.into_iter().flat_map(Config::rules).chain(global.rules.iter().cloned()).collect();
        let files = own_rules(&folders)?;
        let mut engine = Engine::with_rules(&files).map_err(Problem::from)?;
        prove(&engine, &files)?;
        if let Some(month_first) = config.and_then(Config::month_first) {
            engine.order_dates(month_first);
        }
        let carried = engine::FILES.iter().filter(|(name, _)| name.starts_with("ui/"));
        let words = carried.map(|(name, file)| words(name, file)).collect::<Result<Vec<_>, _>>();
        let words = words.map_err(Problem::from)?;
        let known = words.iter().map(|words| words.code.as_str());
        let wanted = global.ui_lang.as_deref().or_else(|| config.and_then(Config::ui_lang));
        let ui_lang = wanted.map(|lang| known_lang(lang, known)).transpose()?;
        let own =
            engine.rules()[engine.rules().len() - files.len()..].iter().map(|rule| rule.id.clone()).collect();
        let (global, asked, others) = (global.clone(), asked(config), Mutex::default());
        Ok(Self { engine, ui_lang, own, files, words, global, asked, others })
    }

    /// The setup for drafts of a configuration, where that asks for another: it is made once, and a
    /// problem with it is said once.
    pub(super) fn of(&self, config: Option<&Config>) -> Result<Option<&'static Self>, Option<Box<Problem>>> {
        let asked = asked(config);
        if asked == self.asked || config.is_none() {
            return Ok(None);
        }
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = others.get(&asked) {
            return known.map(Some).ok_or(None);
        }
        match Self::new(&self.global, config) {
            Ok(setup) => {
                let setup: &'static Self = Box::leak(Box::new(setup));
                others.insert(asked, Some(setup));
                Ok(Some(setup))
            }
            Err(problem) => {
                others.insert(asked, None);
                Err(Some(problem))
            }
        }
    }

    /// This setup and those of other configurations that were used.
    pub(super) fn all(&self) -> Vec<&Self> {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let others: Vec<&Self> = others.values().flatten().copied().collect();
        std::iter::once(self).chain(others).collect()
    }

    /// The words for a document: in the language asked for, else its own, else English.
    pub(super) fn words(&self, lang: &str) -> &Words {
        let wanted = self.ui_lang.as_deref().unwrap_or(lang);
        let of = |code: &str| self.words.iter().find(|words| words.code == code);
        of(wanted).or_else(|| of("en")).unwrap_or(&self.words[0])
    }

    /// Whether the rules and groups that the flags name are there.
    pub(super) fn known(&self, wishes: &Wishes) -> Result<(), Box<Problem>> {
        let rules = self.engine.rules();
        let known = |name: &String| rules.iter().any(|rule| rule.id == *name || rule.group == *name);
        match wishes.select.iter().chain(&wishes.ignore).find(|name| !known(name)) {
            None => Ok(()),
            Some(name) => {
                let names = rules.iter().flat_map(|rule| [rule.id.as_str(), rule.group.as_str()]);
                Err(no_rule(name, names))
            }
        }
    }

    /// The language of a tag (`en-GB` is `en`), if there is a lexicon for it.
    pub(super) fn lang(&self, tag: &str) -> Result<String, Box<Problem>> {
        known_lang(tag, self.engine.languages())
    }
}

fn known_lang<'a>(tag: &str, known: impl Iterator<Item = &'a str> + Clone) -> Result<String, Box<Problem>> {
    let code = tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase();
    if known.clone().any(|other| other == code) {
        return Ok(code);
    }
    Err(Box::new(Problem::Lang { lang: tag.into(), known: known.collect::<Vec<_>>().join(", ") }))
}

/// Runs the examples of the user's own rules: a rule is refused until they behave.
fn prove(engine: &Engine, own: &[(String, String)]) -> Result<(), Box<Problem>> {
    let rules = &engine.rules()[engine.rules().len() - own.len()..];
    let failures: Vec<FileError> = rules
        .iter()
        .zip(own)
        .flat_map(|(rule, (name, file))| {
            proof::failures(engine, rule).into_iter().map(move |failure| failure.error(name, file))
        })
        .collect();
    if failures.is_empty() { Ok(()) } else { Err(Box::new(Problem::Unproven { failures })) }
}

/// The rule files of the user's own folders, in order: name and text.
pub(super) fn own_rules(folders: &[PathBuf]) -> Result<Vec<(String, String)>, Box<Problem>> {
    let mut files = Vec::new();
    for folder in folders {
        let fail = |error: std::io::Error| Box::new(Problem::unreadable(&folder.to_string_lossy(), &error));
        fs::read_dir(folder).map_err(fail)?;
        let before = files.len();
        for path in walk(folder, &["toml"]) {
            let path = path?;
            let text = fs::read_to_string(&path)
                .map_err(|error| Problem::unreadable(&path.to_string_lossy(), &error))?;
            files.push((rule_name(folder, &path), text));
        }
        if files.len() == before {
            let path = folder.to_string_lossy().into_owned();
            return Err(Problem::NoRules { path }.into());
        }
    }
    Ok(files)
}

/// The name of a rule file: its group's folder and its own name; a file at the top is of the folder itself.
fn rule_name(folder: &Path, path: &Path) -> String {
    let base = if path.parent() == Some(folder) { folder.parent().unwrap_or(folder) } else { folder };
    path.strip_prefix(base).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// A publication date as an argument or record gives it, in ISO 8601 as far as known, with its time of day.
pub(super) fn date(text: &str) -> Result<String, Box<Problem>> {
    let whole = text.trim();
    let date = iso_date(whole).filter(|(_, length)| *length == whole.len());
    let timed = |date: String| if whole.len() > 10 && date.len() == 10 { date + &whole[10..] } else { date };
    date.map(|date| timed(date.0)).ok_or_else(|| Box::new(Problem::Date { date: text.into() }))
}
