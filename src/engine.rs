//! The front door: a document goes in, a report comes out; no file, no clock, no network.

mod document;
mod leaf;
mod page;

use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    check::{Wording, compose::Desk},
    claim::{self, Anchor, Context, Ledger},
    diagnostic::{
        Coverage, Diagnostic as Finding, Entry, Report, RulePage, Severity, Status, digits::Digits,
        reading::Readings,
    },
    excuse::Allowance,
    lexicon::Lexicon,
    parse, read,
    relate::Matcher,
    rule::{House, Rule, rule},
    text::{FileError, Prose, Span},
};

pub use document::{Document, Watch};

/// The files of `rules/`: name and text.
pub const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The rules and lexicons among them, read: see [`House::carried`].
const CARRIED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/house.postcard"));

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
        Self::of(House::read(FILES)?)
    }

    /// The engine for checking: without the examples of its own rules, which load faster so, and
    /// with rules of the user's besides: name (`folder/id.toml`) and text of each file.
    ///
    /// # Errors
    /// When a file cannot be read or names a set of words that its language lacks.
    pub fn with_rules(own: &[(String, String)]) -> Result<Self, FileError> {
        let mut house = House::carried(CARRIED);
        house.add(own.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
        Self::of(house)
    }

    fn of(House { lexicons, rules, .. }: House) -> Result<Self, FileError> {
        let mut wordings = BTreeMap::new();
        for (name, file) in FILES.iter().filter(|(name, _)| name.starts_with("wording/")) {
            let lang = name.trim_start_matches("wording/").trim_end_matches(".toml");
            wordings.insert(lang.to_owned(), Wording::read(name, file)?);
        }
        let matchers = lexicons.iter().map(|lexicon| Matcher::new(&rules, lexicon)).collect();
        Ok(Self { lexicons, matchers, wordings, rules })
    }

    /// Reads dates in figures with the month or the day first, whatever the language does: 03/04 is then 4 March, or 3 April.
    pub fn order_dates(&mut self, month_first: bool) {
        self.lexicons.iter_mut().for_each(|lexicon| lexicon.marks.month_first = month_first);
    }

    /// The rules, in the order of their files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rules as people read about them.
    pub fn pages(&self) -> Vec<RulePage> {
        let proven = House::read(FILES).unwrap_or_default().rules;
        let whole = |rule: &Rule| proven.iter().find(|proven| proven.id == rule.id).map(page::page);
        self.rules.iter().map(|rule| whole(rule).unwrap_or_else(|| page::page(rule))).collect()
    }

    /// One of the rules as people read about it.
    pub fn page(&self, id: &str) -> Option<RulePage> {
        let own = self.rules.iter().find(|rule| rule.id == id)?;
        let file = format!("{}/{id}.toml", own.group);
        let carried = FILES.iter().find(|(name, _)| *name == file);
        let proven = carried.and_then(|(name, text)| rule(name, text).ok());
        Some(proven.map_or_else(|| page::page(own), |file| page::page(&file.rule)))
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
        let date = options.date(prose);
        self.recheck(&mut Document::once(date.as_deref()), prose, options)
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
            None => {
                let told = prose.host.map(usize::from).filter(|&place| place < self.lexicons.len());
                Ok(told.unwrap_or_else(|| read::detect(&prose.text, &self.lexicons)))
            }
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

/// The day of a publication date that may carry the time of day.
fn without_time(mut date: String) -> String {
    date.truncate(date.find(['T', 't', ' ']).unwrap_or(date.len()));
    date
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
