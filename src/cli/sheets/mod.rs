//! Claim sheets on disk: `snapshot` writes and checks them, `review` decides on what changed.

mod place;
mod review;
mod snapshot;
mod store;

pub(super) use review::run as review;
pub(super) use snapshot::run as snapshot;

use std::path::PathBuf;

use super::{
    draft::{self, Draft, Found},
    problem::Problem,
    setup::Setup,
};
use crate::{engine::Options, snapshot::ClaimSheet};
use place::{Place, Places};

/// What a sheet is made with: messages are in the language of each draft, so that the sheet is the same
/// whoever asks.
pub(super) fn options(flags: Options) -> Options {
    Options { ui_lang: None, claims: true, ties: true, ..flags }
}

/// The claims of a draft, and its text.
pub(super) fn claims(
    draft: &Draft,
    options: &Options,
    setup: &Setup,
) -> Result<(ClaimSheet, String, String), Box<Problem>> {
    let source = draft.input.read()?;
    let prose = draft.prose(&source, setup);
    let options = self::options(draft.options(options, &prose, setup));
    let report = draft.setup(setup).engine.check(&prose, &options);
    let sheet = ClaimSheet::new(&source.text, &prose, &report);
    drop(prose);
    Ok((sheet, source.text, report.lang))
}

/// A draft and where its sheet is.
struct Placed {
    draft: Draft,
    place: Place,
}

/// The drafts with the places of their sheets.
fn placed(drafts: Vec<Found>, places: &mut Places) -> Vec<Result<Placed, Box<Problem>>> {
    let place = |draft: Found| {
        let draft = draft?;
        let path = draft.input.path.clone().ok_or(Problem::Nameless)?;
        let place = places.of(&path);
        Ok(Placed { draft, place })
    };
    drafts.into_iter().map(place).collect()
}

/// All drafts that were named, with what is wanted of each.
fn drafts(
    documents: &super::args::Documents,
    configs: &mut super::config::Configs,
    setup: &Setup,
) -> Result<(Options, Vec<Found>), Box<Problem>> {
    let flags = options(draft::options(documents, setup, true)?);
    Ok((flags, draft::drafts(documents, configs, setup)))
}

/// A path as people read it: without `./`, with `/` between folders.
fn shown(path: &std::path::Path) -> String {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let path = path.strip_prefix(&here).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}
