//! `review`: what is pending, decided on one change at a time at a terminal, or all at once.

use std::{
    io::{self, BufRead, IsTerminal},
    path::Path,
};

use super::{
    super::{
        Ended,
        args::{Documents, Reviewed},
        config::Configs,
        draft,
        output::Output,
        problem::Problem,
        setup::Setup,
    },
    claims, drafts,
    place::{Place, Places},
    placed, shown,
    snapshot::line,
    store,
};
use crate::{
    engine::Options,
    report::{Style, Words, clean},
    snapshot::{self, Change, ClaimSheet, Review},
};

/// What was decided so far.
#[derive(Default)]
struct Done {
    accepted: usize,
    rejected: usize,
}

/// Reviews what is pending.
pub(in super::super) fn run(
    arguments: &Reviewed,
    setup: &Setup,
    configs: &mut Configs,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let &Reviewed { ref sources, ref folder, accept, reject, list } = arguments;
    let documents = sources.manner.documents(sources.paths.clone());
    let mut places = Places::new(folder.as_deref());
    let (options, drafts) = drafts(&documents, configs, setup)?;
    let _ = placed(drafts, &mut places); // for the folders that they are of
    let mut desk = Desk {
        setup,
        configs,
        options,
        documents,
        skipped: Vec::new(),
        done: Done::default(),
        lang: "en".to_owned(),
    };
    let pending = places.all(&desk.documents.paths, true)?;
    if pending.is_empty() {
        output.write(&format!("{}\n", setup.words("en").sheets.none));
        return Ok(Ended::Well);
    }
    desk.lang = pending
        .first()
        .and_then(|place| Files::load(place, None).ok()?)
        .map_or(desk.lang, |files| files.review.lang().to_owned());
    let terminal = io::stdin().is_terminal();
    if !(accept || reject || list || terminal) {
        return Err(Problem::NoTerminal.into());
    }
    if accept || reject {
        for place in &pending {
            desk.all(place, accept, output)?;
        }
    } else if list {
        for place in &pending {
            desk.list(place, output)?;
        }
    } else {
        desk.ask(&pending, output)?;
    }
    Ok(Ended::Well)
}

/// Both files of a sheet as they are now, and what changed.
struct Files {
    old: Option<String>,
    new: String,
    review: Review,
}

impl Files {
    /// The files of a sheet; none where nothing is pending any more.
    fn load(place: &Place, fresh: Option<&ClaimSheet>) -> Result<Option<Self>, Box<Problem>> {
        let Some(new) = store::load(&place.pending())? else { return Ok(None) };
        let old = store::load(&place.sheet)?;
        let read = |file: &str, path: &Path| {
            let refused = || Box::new(Problem::NoSheet { path: shown(path) });
            snapshot::read(file).ok_or_else(refused)
        };
        let before = old.as_deref().map(|file| read(file, &place.sheet)).transpose()?.unwrap_or_default();
        let mut after = read(&new, &place.pending())?;
        if let Some(fresh) = fresh {
            after.place(fresh);
        }
        Ok(Some(Self { old, new, review: Review::new(&before, &after) }))
    }

    /// Whether the files are still as they were when they were read.
    fn are_current(&self, place: &Place) -> Result<bool, Box<Problem>> {
        Ok(store::load(&place.sheet)? == self.old
            && store::load(&place.pending())?.as_deref() == Some(&self.new))
    }

    /// Accepts or rejects one change, or all. Whether the files were still as they were read.
    fn decide(&self, place: &Place, accept: bool, change: Option<usize>) -> Result<bool, Box<Problem>> {
        store::alone(&place.sheet, || {
            if !self.are_current(place)? {
                return Ok(false);
            }
            let last = self.review.changes.len() < 2;
            match change.filter(|_| !last) {
                Some(change) if accept => {
                    let sheet = self.review.accepted(change);
                    store::replace(&place.sheet, &snapshot::written(&place.source, &sheet))?;
                }
                Some(change) => {
                    let sheet = self.review.rejected(change);
                    store::replace(&place.pending(), &snapshot::written(&place.source, &sheet))?;
                }
                None => {
                    if accept {
                        store::replace(&place.sheet, &self.new)?;
                    }
                    store::remove(&place.pending())?;
                }
            }
            Ok(true)
        })
    }
}

/// A review under way.
struct Desk<'a> {
    setup: &'a Setup,
    configs: &'a mut Configs,
    options: Options,
    documents: Documents,
    /// Changes that were passed over: they are not asked about again in this review.
    skipped: Vec<(Place, Change)>,
    done: Done,
    /// The language of the first sheet, for what is said of all.
    lang: String,
}

/// What a review does after an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The next change of the file.
    Change,
    /// The next file.
    File,
    /// Accepts all of all files from here on.
    Rest,
    Quit,
}

impl Desk<'_> {
    /// The draft of a sheet as it is now: claims with their places, its text, its language.
    fn draft(&mut self, place: &Place) -> (Option<ClaimSheet>, String, String) {
        let none = (None, String::new(), "en".to_owned());
        let documents = Documents { paths: vec![place.draft.clone()], ..self.documents.clone() };
        let drafts = draft::drafts(&documents, self.configs, self.setup);
        let Some(Ok(draft)) = drafts.into_iter().next() else { return none };
        let read = claims(&draft, &self.options, self.setup);
        read.map_or(none, |(sheet, text, lang)| (Some(sheet), text, lang))
    }

    /// Decides on all that is pending of a sheet.
    fn all(&mut self, place: &Place, accept: bool, output: &mut Output) -> Result<(), Box<Problem>> {
        loop {
            let Some(files) = Files::load(place, None)? else { return Ok(()) };
            if files.decide(place, accept, None)? {
                let changes = files.review.changes.len();
                let words = self.setup.words(files.review.lang());
                line(words, if accept { "accepted" } else { "rejected" }, place, changes, output);
                self.done.count(accept, changes);
                return Ok(());
            }
        }
    }

    fn list(&mut self, place: &Place, output: &mut Output) -> Result<(), Box<Problem>> {
        let (fresh, text, lang) = self.draft(place);
        let Some(files) = Files::load(place, fresh.as_ref())? else { return Ok(()) };
        let words = self.setup.words(&lang);
        line(words, "pending", place, files.review.changes.len(), output);
        let style = Style { words, colour: output.colour, width: output.width };
        for change in &files.review.changes {
            output.write(&format!("\n{}", snapshot::told(change, &text, &style)));
        }
        output.write("\n");
        Ok(())
    }

    /// Asks about each change of each sheet.
    fn ask(&mut self, pending: &[Place], output: &mut Output) -> Result<(), Box<Problem>> {
        let mut rest = false;
        for place in pending {
            if rest {
                self.all(place, true, output)?;
                continue;
            }
            match self.file(place, output)? {
                Next::Quit => break,
                Next::Rest => rest = true,
                Next::Change | Next::File => {}
            }
        }
        let mut left = 0;
        for place in pending {
            left += Files::load(place, None)?.map_or(0, |files| files.review.changes.len());
        }
        let [accepted, rejected, left] =
            [self.done.accepted, self.done.rejected, left].map(|n| n.to_string());
        let values = [("accepted", accepted.as_str()), ("rejected", &rejected), ("left", &left)];
        output.write(&(Words::fill(&self.setup.words(&self.lang).sheets.done, &values) + "\n"));
        Ok(())
    }

    /// Asks about each change of one sheet; every answer is on disk before the next question.
    fn file(&mut self, place: &Place, output: &mut Output) -> Result<Next, Box<Problem>> {
        let (fresh, text, lang) = self.draft(place);
        loop {
            let Some(files) = Files::load(place, fresh.as_ref())? else { return Ok(Next::File) };
            if files.review.changes.is_empty() {
                files.decide(place, true, None)?; // nothing but the grouping differs
                return Ok(Next::File);
            }
            let skipped = |change: &Change| self.skipped.iter().any(|(of, one)| of == place && one == change);
            let open = files.review.changes.iter().enumerate().find(|(_, change)| !skipped(change));
            let Some((at, change)) = open else { return Ok(Next::File) };
            let words = self.setup.words(&lang);
            let style = Style { words, colour: output.colour, width: output.width };
            let (number, all) = ((at + 1).to_string(), files.review.changes.len().to_string());
            let path = clean(&shown(&place.sheet)).into_owned();
            let values = [("at", number.as_str()), ("all", &all), ("path", &path)];
            let head = Words::fill(&words.sheets.change, &values);
            output.write(&format!("\n{head}\n{}", snapshot::told(change, &text, &style)));
            let change = change.clone();
            let next = self.answered(place, &files, (at, change), words, output)?;
            if next != Next::Change {
                return Ok(next);
            }
        }
    }

    fn answered(
        &mut self,
        place: &Place,
        files: &Files,
        (at, change): (usize, Change),
        words: &Words,
        output: &mut Output,
    ) -> Result<Next, Box<Problem>> {
        loop {
            output.write(&words.sheets.prompt);
            output.finish();
            let mut answer = String::new();
            let read = io::stdin().lock().read_line(&mut answer);
            let (change_only, accept, next) = match answer.trim() {
                _ if !matches!(read, Ok(1..)) => {
                    output.write("\n");
                    return Ok(Next::Quit);
                }
                "a" => (Some(at), true, Next::Change),
                "r" => (Some(at), false, Next::Change),
                "A" => (None, true, Next::File),
                "R" => (None, false, Next::File),
                "!" => (None, true, Next::Rest),
                "s" => {
                    self.skipped.push((place.clone(), change));
                    return Ok(Next::Change);
                }
                "f" => return Ok(Next::File),
                "q" => return Ok(Next::Quit),
                other => {
                    let said = Words::fill(&words.sheets.unknown, &[("answer", &clean(other))]);
                    output.write(&(said + "\n"));
                    continue;
                }
            };
            if !files.decide(place, accept, change_only)? {
                output.write(&format!("{}\n", words.sheets.meanwhile));
                return Ok(Next::Change);
            }
            self.done.count(accept, if change_only.is_some() { 1 } else { files.review.changes.len() });
            return Ok(next);
        }
    }
}

impl Done {
    fn count(&mut self, accept: bool, changes: usize) {
        if accept { self.accepted += changes } else { self.rejected += changes }
    }
}
