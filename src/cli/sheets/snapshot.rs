//! `snapshot`: the sheets of drafts written, or checked.

use rayon::prelude::*;

use super::{
    super::{Ended, args::Snapshots, config::Configs, output::Output, problem::Problem, setup::Setup},
    Placed, claims, drafts,
    place::{Place, Places},
    placed, shown, store,
};
use crate::{
    engine::Options,
    report::{Style, Words, clean},
    snapshot::{self, Review},
};

/// What became of the sheet of a draft.
enum Fate {
    Same,
    New,
    /// The draft's text and what changed.
    Changed(String, Box<Review>),
}

/// One draft, done.
struct Done {
    place: Place,
    fate: Fate,
    lang: String,
}

/// How many sheets are as they were, new, changed and orphaned.
#[derive(Default)]
struct Tally {
    same: usize,
    new: usize,
    changed: usize,
    orphaned: usize,
}

/// Writes or checks the sheets of all drafts.
pub(in super::super) fn run(
    arguments: &Snapshots,
    setup: &Setup,
    configs: &mut Configs,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let (check, prune) = (arguments.check, arguments.prune);
    let documents = arguments.sources.manner.documents(arguments.sources.paths.clone());
    let mut places = Places::new(arguments.folder.as_deref());
    let (options, drafts) = drafts(&documents, configs, setup)?;
    let done: Vec<Result<Done, Box<Problem>>> = placed(drafts, &mut places)
        .into_par_iter()
        .map(|placed| one(placed?, &options, setup, check))
        .collect();
    let mut ended = Ended::Well;
    let mut tally = Tally::default();
    let mut lang = None;
    for done in done {
        match done {
            Ok(done) => {
                lang.get_or_insert_with(|| done.lang.clone());
                tally.count(&done.fate);
                tell(&done, check, setup, output);
            }
            Err(problem) => {
                output.problem(&*problem);
                ended = Ended::Badly;
            }
        }
    }
    let words = setup.words(lang.as_deref().unwrap_or("en"));
    for place in places.all(&documents.paths, false)? {
        if place.draft.exists() || !store::load(&place.sheet)?.is_some_and(|file| snapshot::is_sheet(&file)) {
            continue;
        }
        tally.orphaned += 1;
        if prune {
            store::remove(&place.sheet)?;
            store::remove(&place.pending())?;
        }
        line(words, if prune { "pruned" } else { "orphaned" }, &place, 0, output);
    }
    output.write(&tally.line(words, check));
    let wrong = check && tally.new + tally.changed + tally.orphaned > 0;
    if wrong {
        output.write(&format!("{}\n", words.sheets.hint));
    }
    Ok(ended.max(if wrong { Ended::Found } else { Ended::Well }))
}

/// Makes the sheet of a draft and lays it beside the one there is; writes it unless it is a check.
fn one(placed: Placed, options: &Options, setup: &Setup, check: bool) -> Result<Done, Box<Problem>> {
    let Placed { draft, place } = placed;
    let (new, text, lang) = claims(&draft, options, setup)?;
    let fate = || -> Result<Fate, Box<Problem>> {
        let old = store::sheet(&place.sheet)?;
        let fate = match &old {
            None => Fate::New,
            Some(old) if old.is_as(&new) => Fate::Same,
            Some(old) => Fate::Changed(text.clone(), Box::new(Review::new(old, &new))),
        };
        if !check {
            let file = || snapshot::written(&place.source, &new);
            match &fate {
                Fate::New => store::replace(&place.sheet, &file())?,
                Fate::Changed(..) => store::replace(&place.pending(), &file())?,
                Fate::Same => {}
            }
            if !matches!(fate, Fate::Changed(..)) {
                store::remove(&place.pending())?;
            }
        }
        Ok(fate)
    };
    let fate = if check { fate()? } else { store::alone(&place.sheet, fate)? };
    Ok(Done { place, fate, lang })
}

/// Says what became of a sheet; a check shows what changed.
fn tell(done: &Done, check: bool, setup: &Setup, output: &mut Output) {
    let words = setup.words(&done.lang);
    match &done.fate {
        Fate::Same => {}
        Fate::New => line(words, if check { "missing" } else { "new" }, &done.place, 0, output),
        Fate::Changed(text, review) => {
            let kind = if check { "stale" } else { "pending" };
            line(words, kind, &done.place, review.changes.len(), output);
            let style = Style { words, colour: output.colour, width: output.width };
            for change in review.changes.iter().filter(|_| check) {
                output.write(&format!("\n{}", snapshot::told(change, text, &style)));
            }
            if check {
                output.write("\n");
            }
        }
    }
}

/// A line on a sheet.
pub(super) fn line(words: &Words, kind: &str, place: &Place, changes: usize, output: &mut Output) {
    let (path, changes) = (clean(&shown(&place.sheet)).into_owned(), changes.to_string());
    let said = Words::name(&words.sheets.told, kind);
    output.write(&(Words::fill(said, &[("path", &path), ("changes", &changes)]) + "\n"));
}

impl Tally {
    fn count(&mut self, fate: &Fate) {
        match fate {
            Fate::Same => self.same += 1,
            Fate::New => self.new += 1,
            Fate::Changed(..) => self.changed += 1,
        }
    }

    fn line(&self, words: &Words, check: bool) -> String {
        let form = if check { &words.sheets.check } else { &words.sheets.tally };
        let all = (self.same + self.new + self.changed).to_string();
        let [same, new, changed, orphaned] =
            [self.same, self.new, self.changed, self.orphaned].map(|count| count.to_string());
        let values = [
            ("sheets", all.as_str()),
            ("same", &same),
            ("new", &new),
            ("missing", &new),
            ("pending", &changed),
            ("stale", &changed),
            ("orphaned", &orphaned),
        ];
        Words::fill(form, &values) + "\n"
    }
}
