//! The front door: a document goes in, a report comes out; no file, no clock, no network.

use crate::{
    claim::{self, Ledger},
    diagnostic::{Coverage, Report, Status},
    lexicon::{Lexicon, LexiconError, lexicon},
    parse,
    text::Prose,
};

/// The files of `rules/`: name and text.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// What is asked about one document.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language to read it in; told from the text when absent.
    pub lang: Option<String>,
    /// The publication date, as far as known; taken from the document when absent.
    pub date: Option<String>,
    /// The language of the messages; the document's when absent.
    pub ui_lang: Option<String>,
    /// Whether the report lists the claims.
    pub claims: bool,
}

/// Rules and lexicons, ready to check documents.
#[derive(Debug)]
pub struct Engine {
    lexicons: Vec<Lexicon>,
}

impl Engine {
    /// The engine with the rules and lexicons that come with addsup.
    ///
    /// # Errors
    /// When a lexicon cannot be read.
    pub fn new() -> Result<Self, LexiconError> {
        let lexicons = FILES.iter().filter(|(name, _)| name.starts_with("lexicon/"));
        let lexicons = lexicons.map(|(name, file)| lexicon(name, file, parse::cut));
        Ok(Self { lexicons: lexicons.collect::<Result<_, _>>()? })
    }

    /// Checks one document.
    pub fn check(&self, prose: &Prose<'_>, options: &Options) -> Report {
        let lexicon = self.language(prose, options);
        let date = options.date.clone().or_else(|| prose.header.date.as_ref().map(|date| date.0.clone()));
        let ledger = claim::ledger(prose, lexicon, date.as_deref());
        let claims = if options.claims { claim::entries(&ledger, lexicon) } else { Vec::new() };
        Report { lang: lexicon.code.clone(), date, findings: Vec::new(), claims, coverage: coverage(&ledger) }
    }

    /// The lexicon to read a document with.
    fn language(&self, prose: &Prose<'_>, options: &Options) -> &Lexicon {
        let told = options.lang.as_deref().or(prose.header.lang.as_ref().map(|lang| lang.0.as_str()));
        let code = told.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase());
        let named = code.and_then(|code| self.lexicons.iter().find(|lexicon| lexicon.code == code));
        named.unwrap_or_else(|| claim::detect(prose, &self.lexicons))
    }
}

fn coverage(ledger: &Ledger) -> Coverage {
    let count = |status| ledger.claims.iter().filter(|claim| claim.status == status).count();
    Coverage {
        claims: ledger.claims.len(),
        consistent: count(Status::Consistent),
        contradicted: count(Status::Contradicted),
        unchecked: count(Status::Unchecked),
    }
}
