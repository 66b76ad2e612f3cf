//! The front door: a document goes in, a report comes out; no file, no clock, no network.

mod document;
mod leaf;

use std::{borrow::Cow, collections::BTreeMap};

use rustc_hash::FxHashMap;

use crate::{
    check::{Wording, compose::Desk},
    claim::{self, Anchor, Context, Ledger},
    diagnostic::{
        Coverage, Diagnostic as Finding, Entry, Report, RulePage, Severity, Status, digits::Digits,
        reading::Readings,
    },
    excuse::Allowance,
    lexicon::{LIMIT, Lexicon, lexicon},
    parse, read,
    relate::Matcher,
    rule::{self, Rule, RuleFile},
    text::{FileError, FileKind, Prose, Span},
};

pub use document::Document;

/// The files of `rules/`: name and text.
pub const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The forms of the rules among them, read and without their examples: see [`rule::carried`].
const LEAN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.postcard"));

/// The lexicons among them as JSON.
const FORMS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/forms.rs"));

/// What is asked about one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The language to read it in; told from the text when absent.
    pub lang: Option<String>,
    /// The publication date, as far as known; taken from the document when absent.
    pub date: Option<String>,
    /// The publication date where neither that nor the document gives one.
    pub default_date: Option<String>,
    /// The language of the messages; the document's when absent.
    pub ui_lang: Option<String>,
    /// Whether the report lists the claims.
    pub claims: bool,
    /// Whether the report lists the claims that agree with one another.
    pub ties: bool,
    /// The rules that are not wanted, by id.
    pub unwanted: Vec<String>,
    /// The severities of findings where they are other than the rules' own, by id.
    pub severities: BTreeMap<String, Severity>,
    /// What the desk lets stand.
    pub allowances: Vec<Allowance>,
}

impl Options {
    /// The publication date of a document.
    fn date(&self, prose: &Prose<'_>) -> Option<String> {
        let own = || prose.header.date.as_ref().map(|date| date.0.clone());
        self.date.clone().or_else(own).or_else(|| self.default_date.clone())
    }

    /// A finding as it is wanted, if it is.
    fn wanted(&self, mut finding: Finding) -> Option<Finding> {
        finding.severity = self.severities.get(&finding.rule).copied().unwrap_or(finding.severity);
        (!self.unwanted.contains(&finding.rule)).then_some(finding)
    }
}

/// Rules and lexicons, ready to check documents.
#[derive(Debug)]
pub struct Engine {
    lexicons: Vec<Lexicon>,
    matchers: Vec<Matcher>,
    wordings: BTreeMap<String, Wording>,
    rules: Vec<Rule>,
}

impl Engine {
    /// The engine with the rules and lexicons that come with addsup, and the rules' examples.
    ///
    /// # Errors
    /// When one of its files cannot be read.
    pub fn new() -> Result<Self, FileError> {
        let built_in = FILES.iter().filter(|(name, _)| is_rule(name));
        Self::of_rules(|| built_in.map(|(name, text)| (*name, rule::rule(name, text), *text)).collect())
    }

    /// The engine for checking: without the examples of its own rules, which load faster so, and
    /// with rules of the user's besides: name (`folder/id.toml`) and text of each file.
    ///
    /// # Errors
    /// When a file cannot be read or names a set of words that its language lacks.
    pub fn with_rules(own: &[(String, String)]) -> Result<Self, FileError> {
        let own = own.iter().map(|(name, text)| (name.as_str(), rule::rule(name, text), text.as_str()));
        Self::of_rules(|| rule::carried(LEAN, FILES).into_iter().chain(own).collect())
    }

    fn of_rules<'a>(rules: impl FnOnce() -> Vec<Read<'a>>) -> Result<Self, FileError> {
        let (mut lexicons, rules) = lexicons_and(rules)?;
        let mut wordings = BTreeMap::new();
        for (name, file) in FILES.iter().filter(|(name, _)| name.starts_with("wording/")) {
            let lang = name.trim_start_matches("wording/").trim_end_matches(".toml");
            wordings.insert(lang.to_owned(), Wording::read(name, file)?);
        }
        let rules = load(rules, &mut lexicons)?;
        let matchers = lexicons.iter().map(|lexicon| Matcher::new(&rules, lexicon)).collect();
        Ok(Self { lexicons, matchers, wordings, rules })
    }

    /// The rules, in the order of their files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rules as people read about them.
    pub fn pages(&self) -> Vec<RulePage> {
        let carried = FILES.iter().filter(|(name, _)| is_rule(name));
        let proven: Vec<RulePage> = carried
            .filter_map(|(name, text)| rule::rule(name, text).ok())
            .map(|file| rule::page(&file.rule))
            .collect();
        let page = |rule: &Rule| proven.iter().find(|page| page.id == rule.id).cloned();
        self.rules.iter().map(|rule| page(rule).unwrap_or_else(|| rule::page(rule))).collect()
    }

    /// The languages that can be read.
    pub fn languages(&self) -> impl Iterator<Item = &str> + Clone {
        self.lexicons.iter().map(|lexicon| lexicon.code.as_str())
    }

    /// The lexicons, by name of their files.
    pub fn lexicons(&self) -> &[Lexicon] {
        &self.lexicons
    }

    /// Checks one document.
    pub fn check(&self, prose: &Prose<'_>, options: &Options) -> Report {
        self.recheck(&mut Document::default(), prose, options)
    }

    /// The rules that are wanted: one that is not has no say in what others find.
    fn wanted(&self, options: &Options) -> Cow<'_, [Rule]> {
        if options.unwanted.is_empty() {
            return Cow::Borrowed(&self.rules);
        }
        Cow::Owned(self.rules.iter().filter(|rule| !options.unwanted.contains(&rule.id)).cloned().collect())
    }

    /// How a stretch of a document's file was read, and the claims that it shares words with: they widen it.
    pub fn explain(&self, prose: &Prose<'_>, options: &Options, span: Span) -> Readings {
        let report = self.check(prose, &Options { claims: true, ..options.clone() });
        let Some(lexicon) = self.lexicons.iter().find(|lexicon| lexicon.code == report.lang) else {
            return Readings { lang: report.lang, span, ..Readings::default() };
        };
        let within = |entry: &Entry| entry.span.start < span.end && span.start < entry.span.end;
        let claims: Vec<Entry> = report.claims.into_iter().filter(within).collect();
        let span = claims.iter().fold(span, |span, claim| span.join(claim.span));
        let date = options.date(prose).or(report.date);
        let context = Context { date, ..Context::default() };
        let lexicon = |block| self.tongue(prose, block).map_or(lexicon, |place| &self.lexicons[place]);
        let words = claim::explain(prose, &lexicon, context, span);
        Readings { lang: report.lang, span, words, claims }
    }

    /// How many of a document's digits lie in a claim or in a name.
    pub fn digits(&self, prose: &Prose<'_>, options: &Options) -> Digits {
        let Ok(place) = self.language(prose, options) else { return Digits::default() };
        let mut context = Context { date: options.date(prose), ..Context::default() };
        let mut digits = |number| {
            let lexicon = &self.lexicons[self.tongue(prose, number).unwrap_or(place)];
            let sheet = claim::sheet(prose, number, lexicon, &mut context);
            claim::digits(&prose.text, &sheet)
        };
        (0..prose.blocks.len()).fold(Digits::default(), |all, number| all.with(digits(number)))
    }

    /// The place of the lexicon to read a document with, or the language that there is none for.
    fn language(&self, prose: &Prose<'_>, options: &Options) -> Result<usize, String> {
        match Self::declared(prose, options) {
            None => Ok(read::detect(&prose.text, &self.lexicons)),
            Some(code) => self.languages().position(|known| known == code).ok_or(code),
        }
    }

    /// The place of the lexicon of a block, where it is a quotation in another language.
    fn tongue(&self, prose: &Prose<'_>, block: usize) -> Option<usize> {
        prose.blocks[block].tongue.map(usize::from).filter(|&place| place < self.lexicons.len())
    }

    fn desk<'a>(&'a self, lang: &'a str, date: Option<&str>) -> Desk<'a> {
        let (lang, wording) = self
            .wordings
            .get_key_value(lang)
            .or_else(|| self.wordings.first_key_value())
            .expect("addsup carries wordings");
        Desk { lang, wording, published: date.and_then(Anchor::read), ties: false }
    }

    /// The code of the language that a document is said to be in, by whoever asks or by its head.
    fn declared(prose: &Prose<'_>, options: &Options) -> Option<String> {
        let head = || prose.header.lang.as_ref().map(|lang| lang.0.as_str());
        code(options.lang.as_deref().or_else(head)?)
    }

    /// The report on a document in a language that addsup does not read: nothing is said of it.
    fn unread(lang: &str, prose: &Prose<'_>, options: &Options) -> Report {
        let date = options.date(prose);
        Report { lang: lang.to_owned(), date: date.map(without_time), ..Report::default() }
    }
}

/// The language code of a tag: `en` of `en-GB`. Nothing where it is no tag, or that of no language (`und`).
pub fn code(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next().unwrap_or(tag).to_lowercase();
    let is_code = matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_code && code != "und").then_some(code)
}

/// Whether a file of `rules/` is a rule (the other folders are its words).
fn is_rule(name: &str) -> bool {
    !["lexicon/", "wording/", "ui/", "frames"].iter().any(|folder| name.starts_with(folder))
}

/// A rule file: its name, what was read, and its text.
type Read<'a> = (&'a str, Result<RuleFile, FileError>, &'a str);

/// Reads all lexicons, each on a thread of its own, and meanwhile the rules: together that is what a start takes.
fn lexicons_and<T>(rules: impl FnOnce() -> T) -> Result<(Vec<Lexicon>, T), FileError> {
    let files = FILES.iter().filter(|(name, _)| name.starts_with("lexicon/"));
    std::thread::scope(|scope| {
        let readers: Vec<_> = files
            .map(|(name, file)| {
                let form = FORMS.iter().find(|form| form.0 == *name).map(|form| form.1);
                scope.spawn(move || lexicon(name, file, form, parse::cut))
            })
            .collect();
        let rules = rules();
        let lexicons = readers.into_iter().map(|reader| reader.join().expect("a lexicon does not panic"));
        Ok((lexicons.collect::<Result<_, _>>()?, rules))
    })
}

/// The day of a publication date that may carry the time of day.
fn without_time(mut date: String) -> String {
    date.truncate(date.find(['T', 't', ' ']).unwrap_or(date.len()));
    date
}

/// Gives the lexicons the cue sets of the rules, and sees that every set they name is there.
fn load(files: Vec<Read<'_>>, lexicons: &mut [Lexicon]) -> Result<Vec<Rule>, FileError> {
    let (mut read, mut texts) = (Vec::new(), Vec::new());
    for (name, file, text) in files {
        read.push(file?);
        texts.push((name, text));
    }
    let mut owners = FxHashMap::default();
    for (file, (name, text)) in read.iter().zip(&texts) {
        extend(file, lexicons, &mut owners).map_err(|(set, reason)| {
            let at = text.find(&format!("\n{set} ")).map_or(0..0, |at| at + 1..at + 1 + set.len());
            FileError::new(FileKind::Rule, name, text, at, reason)
        })?;
    }
    for (file, (name, text)) in read.iter().zip(&texts) {
        for (lang, set, at) in &file.named {
            let lexicon = lexicons.iter().find(|lexicon| lexicon.code == *lang);
            if lexicon.is_none_or(|lexicon| lexicon.sets.get(set).is_none()) {
                let reason = format!("the lexicon `{lang}` has no set `{set}`");
                let help = format!("add it to rules/lexicon/{lang}.toml, or to [sets.{lang}] of this file");
                return Err(FileError::new(FileKind::Rule, name, text, at.clone(), reason).with_help(help));
            }
        }
    }
    Ok(read.into_iter().map(|file| file.rule).collect())
}

/// Gives the lexicons the cue sets of a rule; else the set that cannot be given, and why.
fn extend<'a>(
    file: &'a RuleFile,
    lexicons: &mut [Lexicon],
    owners: &mut FxHashMap<(&'a str, &'a str), &'a str>,
) -> Result<(), (String, String)> {
    for (lang, sets) in &file.sets {
        for lexicon in lexicons.iter_mut().filter(|lexicon| lexicon.code == *lang) {
            for (set, phrases) in sets {
                if lexicon.sets.get(set).is_some_and(|set| set.is_grammar() && !lexicon.cues.has(set)) {
                    let reason = format!("`{set}` is a set of the grammar: call this one otherwise");
                    return Err((set.clone(), reason));
                }
                if let Some(other) = owners.insert((lang, set), &file.rule.id) {
                    let reason = format!("`{set}` is a set of the rule `{other}`: call this one otherwise");
                    return Err((set.clone(), reason));
                }
                if !lexicon.extend(set, phrases, parse::cut) {
                    let reason = format!("the language `{lang}` has more than {LIMIT} sets of words");
                    return Err((set.clone(), reason));
                }
            }
        }
    }
    Ok(())
}

/// How many claims came to what; digits that are part of a name are no claims.
fn coverage(ledger: &Ledger) -> Coverage {
    let mut coverage = Coverage::default();
    for claim in ledger.claims.iter().filter(|claim| claim.mention.kind != parse::Kind::Name) {
        coverage.claims += 1;
        match claim.status {
            Status::Consistent => coverage.consistent += 1,
            Status::Contradicted => coverage.contradicted += 1,
            Status::Unchecked => coverage.unchecked += 1,
        }
    }
    coverage
}
