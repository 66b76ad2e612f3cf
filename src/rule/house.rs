//! Lexicons and rules that were read together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Rule, load::RuleFile, rule};
use crate::{
    lexicon::{LIMIT, Lexicon, lexicon},
    parse::cut,
    text::{FileError, FileKind},
};

/// The folders of `rules/`, and a file, that hold no rules but their words.
const WORDS: [&str; 4] = ["lexicon/", "wording/", "ui/", "frames"];

/// The lexicons with the cue sets of the rules, and the rules.
///
/// The build script reads the house of `rules/` once, and the program carries it as it was then:
/// reading the files at every start would take longer than checking a draft.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct House {
    /// The lexicons, by name of their files.
    pub lexicons: Vec<Lexicon>,
    /// The rules, in the order of their files.
    pub rules: Vec<Rule>,
    /// The rule that brought a cue set, by language and set.
    owners: BTreeMap<(String, String), String>,
}

impl House {
    /// Reads the files of `rules/`: name and text of each.
    ///
    /// # Errors
    /// When one cannot be read, or names a set of words that its language lacks.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, FileError> {
        let lexicons = files.iter().filter(|(name, _)| name.starts_with("lexicon/"));
        let lexicons = lexicons.map(|(name, file)| lexicon(name, file, cut)).collect::<Result<_, _>>()?;
        let mut house = Self { lexicons, ..Self::default() };
        let rules = files.iter().filter(|(name, _)| !WORDS.iter().any(|words| name.starts_with(words)));
        house.add(rules.copied())?;
        Ok(house)
    }

    /// The house as it was written when the program was built.
    ///
    /// # Panics
    /// When the bytes are another program's.
    pub fn carried(bytes: &[u8]) -> Self {
        postcard::from_bytes(bytes).expect("what the build script writes can be read")
    }

    /// Adds rules: name (`folder/id.toml`) and text of each file.
    ///
    /// # Errors
    /// When one cannot be read, or names a set of words that its language lacks.
    pub fn add<'a>(&mut self, files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<(), FileError> {
        let read = |(name, text)| Ok((name, text, rule(name, text)?));
        let files = files.map(read).collect::<Result<Vec<(&str, &str, RuleFile)>, FileError>>()?;
        for (name, text, file) in &files {
            self.extend(file).map_err(|(set, reason)| {
                let at = text.find(&format!("\n{set} ")).map_or(0..0, |at| at + 1..at + 1 + set.len());
                FileError::new(FileKind::Rule, name, text, at, reason)
            })?;
        }
        for (name, text, file) in &files {
            self.verify(name, text, file)?;
        }
        self.rules.extend(files.into_iter().map(|(.., file)| file.rule));
        Ok(())
    }

    /// Gives the lexicons the cue sets of a rule; else the set that cannot be given, and why.
    fn extend(&mut self, file: &RuleFile) -> Result<(), (String, String)> {
        for (lang, sets) in &file.sets {
            for lexicon in self.lexicons.iter_mut().filter(|lexicon| lexicon.code == *lang) {
                for (set, phrases) in sets {
                    if lexicon.sets.get(set).is_some_and(|set| set.is_grammar() && !lexicon.cues.has(set)) {
                        let reason = format!("`{set}` is a set of the grammar: call this one otherwise");
                        return Err((set.clone(), reason));
                    }
                    let key = (lang.clone(), set.clone());
                    if let Some(other) = self.owners.insert(key, file.rule.id.clone()) {
                        let reason =
                            format!("`{set}` is a set of the rule `{other}`: call this one otherwise");
                        return Err((set.clone(), reason));
                    }
                    if !lexicon.extend(set, phrases, cut) {
                        let reason = format!("the language `{lang}` has more than {LIMIT} sets of words");
                        return Err((set.clone(), reason));
                    }
                }
            }
        }
        Ok(())
    }

    /// Sees that every set that a rule names is there.
    fn verify(&self, name: &str, text: &str, file: &RuleFile) -> Result<(), FileError> {
        for (lang, set, at) in &file.named {
            let lexicon = self.lexicons.iter().find(|lexicon| lexicon.code == *lang);
            if lexicon.is_none_or(|lexicon| lexicon.sets.get(set).is_none()) {
                let reason = format!("the lexicon `{lang}` has no set `{set}`");
                let help = format!("add it to rules/lexicon/{lang}.toml, or to [sets.{lang}] of this file");
                return Err(FileError::new(FileKind::Rule, name, text, at.clone(), reason).with_help(help));
            }
        }
        Ok(())
    }
}
