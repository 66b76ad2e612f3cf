//! `diff`: what changed between two versions of a draft, or of a folder of drafts.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{
    Ended,
    args::Compared,
    config::Configs,
    draft::{self, Draft},
    output::{Output, WIDTH},
    problem::Problem,
    setup::Setup,
    sheets,
};
use crate::{
    report::Style,
    snapshot::{self, ClaimSheet, FORMATS, Review, Version, Versions},
};

/// A version of a draft, read.
#[derive(Default)]
struct Read {
    name: String,
    text: String,
    sheet: ClaimSheet,
    lang: String,
}

/// Writes what changed.
pub(super) fn run(
    compared: &Compared,
    setup: &Setup,
    configs: &mut Configs,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let documents = compared.manner.documents(vec![compared.old.clone(), compared.new.clone()]);
    let options = sheets::options(draft::options(&documents, setup, true)?);
    let options = crate::engine::Options { ui_lang: setup.ui_lang.clone(), ..options };
    let mut drafts = |path: &Path| {
        let documents = compared.manner.documents(vec![path.to_owned()]);
        draft::drafts(&documents, configs, setup)
    };
    let mut pairs: BTreeMap<PathBuf, [Option<Draft>; 2]> = BTreeMap::new();
    for (side, path) in [&compared.old, &compared.new].into_iter().enumerate() {
        for draft in drafts(path) {
            let draft = draft?;
            let own = draft.input.path.as_deref().and_then(|own| own.strip_prefix(path).ok());
            let own = own.unwrap_or(Path::new("")).to_owned();
            pairs.entry(own).or_default()[side] = Some(draft);
        }
    }
    if compared.old.is_dir() != compared.new.is_dir() {
        let [old, new] = [&compared.old, &compared.new].map(|path| path.to_string_lossy().into_owned());
        return Err(Problem::Versions { old, new }.into());
    }
    let read = |draft: Option<Draft>| -> Result<Read, Box<Problem>> {
        let Some(draft) = draft else { return Ok(Read { name: "/dev/null".into(), ..Read::default() }) };
        let (sheet, text, lang) = sheets::claims(&draft, &options, setup)?;
        Ok(Read { name: draft.input.name, text, sheet, lang })
    };
    let read: Vec<Result<(Read, Read, Review), Box<Problem>>> = pairs
        .into_par_iter()
        .map(|(_, [old, new])| {
            let (old, new) = (read(old)?, read(new)?);
            let review = Review::new(&old.sheet, &new.sheet);
            Ok((old, new, review))
        })
        .collect();
    let read: Vec<(Read, Read, Review)> = read.into_iter().collect::<Result<_, _>>()?;
    write(compared, &read, setup, output)
}

fn write(
    compared: &Compared,
    read: &[(Read, Read, Review)],
    setup: &Setup,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let folders = compared.old.is_dir();
    let versions: Vec<Versions<'_>> = read
        .iter()
        .filter(|(.., review)| !folders || !review.changes.is_empty())
        .map(|(old, new, review)| Versions {
            old: Version { name: &old.name, text: &old.text },
            new: Version { name: &new.name, text: &new.text },
            review,
        })
        .collect();
    let lang =
        read.iter().map(|(old, new, _)| if new.lang.is_empty() { &old.lang } else { &new.lang }).next();
    let words = setup.words(lang.map_or("en", |lang| lang.as_str()));
    let format =
        FORMATS.iter().find(|format| format.name == compared.format).unwrap_or(&snapshot::FORMATS[0]);
    match &compared.output {
        None => {
            let style = Style { words, colour: output.colour, width: output.width };
            output.write(&(format.write)(&versions, &style));
        }
        Some(path) => {
            let text = (format.write)(&versions, &Style { words, colour: false, width: WIDTH });
            fs::write(path, text).map_err(|error| Problem::unwritable(&path.to_string_lossy(), &error))?;
        }
    }
    let changed = versions.iter().any(|versions| !versions.review.changes.is_empty());
    Ok(if compared.exit_code && changed { Ended::Found } else { Ended::Well })
}
