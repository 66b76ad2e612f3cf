//! `report`: drafts as HTML pages in a folder, with an index.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde_json::Value;

use super::{
    Ended,
    args::Pages,
    config::Configs,
    draft::{self, Draft},
    output::{Output, WIDTH},
    problem::Problem,
    setup::Setup,
    write,
};
use crate::{
    diagnostic::{RulePage, Severity},
    engine::Options,
    report::{Document, Listed, Sheet, Style, document_page, index_page},
};

/// The name of the index.
const INDEX: &str = "index.html";

/// What the head of every page says: a page that lies in a folder of drafts is no draft.
const MADE: &str = "<meta name=\"generator\" content=\"addsup\">";

/// How many drafts are read at a time.
const DRAFTS: usize = 256;

/// Writes a page for each draft, and the index.
pub(super) fn run(
    pages: &Pages,
    setup: &Setup,
    configs: &mut Configs,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let documents = pages.sources.manner.documents(pages.sources.paths.clone());
    let options = Options { ties: true, ..draft::options(&documents, setup, true)? };
    let mut taken = FxHashSet::from_iter([INDEX.to_owned()]);
    let (mut named, mut ended) = (Vec::new(), Ended::Well);
    for draft in draft::drafts(&documents, configs, setup) {
        match draft {
            Ok(draft) => {
                let page = page_name(&draft.input.name, &mut taken);
                named.push((draft, page));
            }
            Err(problem) => {
                output.problem(&*problem);
                ended = Ended::Badly;
            }
        }
    }
    let rules = setup.engine.pages();
    let mut listed = Vec::new();
    for chunk in named.chunks(DRAFTS) {
        let make =
            |(draft, name): &(Draft, String)| page(draft, name, &pages.output, (setup, &options, &rules));
        let done: Vec<_> = chunk.par_iter().map(make).collect();
        for done in done {
            match done {
                Ok(one) => listed.extend(one),
                Err(problem) => {
                    output.problem(&*problem);
                    ended = Ended::Badly;
                }
            }
        }
    }
    let lang = listed.first().map_or("en", |one| one.lang.as_str());
    let index = pages.output.join(INDEX);
    put(&index, &index_page(&listed, setup.words(lang)))?;
    output.write(&format!("{}\n", index.to_string_lossy()));
    Ok(ended)
}

/// Checks a draft and writes its page; none where it is a page itself.
fn page(
    draft: &Draft,
    page: &str,
    folder: &Path,
    (setup, options, rules): (&Setup, &Options, &[RulePage]),
) -> Result<Option<Listed>, Box<Problem>> {
    let source = draft.input.read()?;
    if draft.input.searched && is_page(&source.text) {
        return Ok(None);
    }
    let checked = draft.prose(&source, setup);
    let report = draft.setup(setup).engine.check(&checked, &draft.options(options, &checked, setup));
    drop(checked);
    let whole = source.prose(setup.engine.lexicons());
    let id = Value::String(draft.input.name.clone());
    let name = &draft.input.name;
    let (path, text, origin) = (draft.input.shown(), &source.text, source.origin());
    let sheet = Sheet { id: &id, name, path, text, origin, report: &report, ledger: true };
    let up = "../".repeat(page.matches('/').count()) + INDEX;
    let document = Document { sheet, prose: &whole, rules, index: Some(&up) };
    let style = Style { words: setup.words(&report.lang), colour: false, width: WIDTH };
    put(&folder.join(page), &document_page(&document, &style))?;
    let count = |wanted: Severity| report.findings.iter().filter(|found| found.severity == wanted).count();
    Ok(Some(Listed {
        name: name.clone(),
        page: page.to_owned(),
        lang: report.lang.clone(),
        date: report.date.clone(),
        findings: [Severity::Error, Severity::Warning, Severity::Note].map(count),
        coverage: report.coverage,
    }))
}

/// The file of a draft's page below the folder of the report, each its own.
fn page_name(name: &str, taken: &mut FxHashSet<String>) -> String {
    let path = PathBuf::from(name.replace('\\', "/"));
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
        _ => None,
    });
    let base = parts.collect::<Vec<_>>().join("/");
    let base = if base.is_empty() || base == "-" { "standard-input".to_owned() } else { base };
    let free = |page: &String| !taken.contains(&page.to_lowercase());
    let first = std::iter::once(format!("{base}.html"));
    let page = first
        .chain((2..taken.len() + 3).map(|number| format!("{base}-{number}.html")))
        .find(free)
        .unwrap_or_default();
    taken.insert(page.to_lowercase());
    page
}

/// Whether a text is a page of a report.
fn is_page(text: &str) -> bool {
    text.lines().take(12).any(|line| line == MADE)
}

/// Writes a page whole, where no file stands that is none.
fn put(path: &Path, text: &str) -> Result<(), Box<Problem>> {
    let name = path.to_string_lossy();
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Problem::unwritable(&name, &error))?;
    if fs::read(path).is_ok_and(|bytes| !is_page(&String::from_utf8_lossy(&bytes))) {
        let reason = "a file is there that is no page of a report: name another folder with -o".into();
        return Err(Problem::Unwritable { path: name.into_owned(), reason }.into());
    }
    write::write(path, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_a_name_below_the_folder() {
        let mut taken = FxHashSet::from_iter([INDEX.to_owned()]);
        let names = ["a.txt", "../a.txt", "/etc/x.md", "-", "index", "b/../A.TXT"];
        let pages = names.map(|name| page_name(name, &mut taken));
        let wanted = [
            "a.txt.html",
            "a.txt-2.html",
            "etc/x.md.html",
            "standard-input.html",
            "index-2.html",
            "b/A.TXT.html",
        ];
        assert_eq!(pages, wanted);
    }
}
