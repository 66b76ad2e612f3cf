//! Findings as editors show them.

use std::{collections::HashMap, fs, path::PathBuf};

use serde_json::{Value, json};

use super::{super::setup::Setup, desk::Desk, page::Page, place};
use crate::{
    diagnostic::{Diagnostic, Severity},
    report::rule_page,
};

/// How wide the page of a rule is.
pub(super) const WIDTH: usize = 80;

/// The check whose findings are comments that are of no use.
const IDLE: &str = "suppression";

/// The pages of rules as files, which a finding's code links to.
#[derive(Debug)]
pub(super) struct Explained {
    /// Where they are, if they can be anywhere.
    folder: Option<PathBuf>,
    /// The names of those that were written, by rule and language; none where that failed.
    written: HashMap<(String, String), Option<String>>,
}

impl Explained {
    /// None yet.
    pub(super) fn new() -> Self {
        Self { folder: cache(), written: HashMap::new() }
    }

    /// The name of a rule's page, in the language of a document.
    pub(super) fn uri(&mut self, rule: &str, lang: &str, setup: &Setup) -> Option<String> {
        let key = (rule.to_owned(), lang.to_owned());
        if let Some(known) = self.written.get(&key) {
            return known.clone();
        }
        let uri = self.write(rule, lang, setup).map(|path| place::uri(&path));
        self.written.insert(key, uri.clone());
        uri
    }

    /// Forgets what was written: the rules changed.
    pub(super) fn forget(&mut self) {
        self.written.clear();
    }

    /// Whether a document is such a page: its examples are wrong on purpose.
    pub(super) fn holds(&self, page: &Page) -> bool {
        let folder = self.folder.as_deref();
        page.path.as_deref().zip(folder).is_some_and(|(path, folder)| path.starts_with(folder))
    }

    fn write(&self, rule: &str, lang: &str, setup: &Setup) -> Option<PathBuf> {
        let folder = self.folder.as_deref()?;
        let plain = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let words = setup.words(lang);
        let text = rule_page(&setup.engine.page(rule)?, words, WIDTH);
        let folder = folder.join(&words.code);
        let path = folder.join(format!("{rule}.txt"));
        if fs::read_to_string(&path).is_ok_and(|known| known == text) {
            return Some(path);
        }
        fs::create_dir_all(&folder).ok()?;
        fs::write(&path, text).ok().filter(|()| plain(rule)).map(|()| path)
    }
}

/// The folder for what can be made again.
fn cache() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home =
        || Some(folder("HOME")?.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" }));
    let cache = folder("XDG_CACHE_HOME").or_else(|| folder("LOCALAPPDATA")).or_else(home)?;
    Some(cache.join("addsup").join("rules"))
}

/// All findings of a document.
pub(super) fn findings(page: &Page, desk: &Desk<'_>, explained: &mut Explained) -> Vec<Value> {
    page.report.findings.iter().map(|finding| one(finding, page, desk, explained)).collect()
}

/// A finding: what is wrong and the sum that shows it, with the claims that it disagrees with.
pub(super) fn one(finding: &Diagnostic, page: &Page, desk: &Desk<'_>, explained: &mut Explained) -> Value {
    let range = |at: usize| finding.labels.get(at).map(|label| page.text.range(label.span));
    let related = finding.labels.iter().skip(1).map(|label| {
        let text = page.text.as_str().get(label.span.range()).unwrap_or_default();
        let message = if label.note == text { label.note.clone() } else { format!("{}: {text}", label.note) };
        json!({ "location": { "uri": page.uri, "range": page.text.range(label.span) }, "message": message })
    });
    let related: Vec<Value> = related.collect();
    let sum = Some(&finding.computation).filter(|sum| !sum.is_empty());
    let mut diagnostic = json!({
        "range": range(0).unwrap_or_default(),
        "severity": match finding.severity {
            Severity::Error => 1,
            Severity::Warning => 2,
            Severity::Note => 3,
        },
        "code": finding.rule,
        "source": "addsup",
        "message": sum.map_or_else(|| finding.message.clone(), |sum| format!("{}\n{sum}", finding.message)),
        "relatedInformation": related,
        "data": { "fingerprint": finding.fingerprint },
    });
    if let Some(uri) = explained.uri(&finding.rule, &page.report.lang, page.setup(desk)) {
        diagnostic["codeDescription"] = json!({ "href": uri });
    }
    let idle =
        page.setup(desk).engine.rules().iter().any(|rule| rule.id == finding.rule && rule.check == IDLE);
    if idle {
        diagnostic["tags"] = json!([1]);
    }
    diagnostic
}
