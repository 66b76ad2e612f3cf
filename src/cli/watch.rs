//! `--watch`: checks again whenever a draft, a configuration or a rule of one's own changes.
//!
//! Files are looked at a few times a second, which works alike on every disk, in containers and over
//! networks, where change notices of the system do not.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

use super::{
    Ended,
    args::{Documents, Global},
    config::{Configs, NAME},
    input,
    output::Output,
    problem::Problem,
    setup::Setup,
    walk::walk,
};
use crate::report::clean;

/// How long between two looks, and while files still change.
const PAUSE: Duration = Duration::from_millis(250);
const SETTLING: Duration = Duration::from_millis(80);

/// How many changed files are named.
const NAMED: usize = 5;

/// Clears the screen, and what was scrolled off it.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// When files were changed last, and their sizes; nothing for one that is not there.
type Looks = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// What is watched: the drafts, and the baseline that was named.
type Watched<'a> = (&'a Documents, Option<&'a Path>);

/// Checks, waits for a change, and checks again, until nobody listens any more. The rules and words
/// are read anew only when something they come from has changed.
pub(super) fn run(
    watched: Watched<'_>,
    global: &Global,
    mut check: impl FnMut(&mut Option<&'static Setup>, &mut Output) -> Result<Ended, Box<Problem>>,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    if watched.0.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Problem::Unwatched.into());
    }
    let (mut drafts, mut base) = looks(watched, global);
    let mut setup = None;
    let mut ended = check(&mut setup, output)?;
    output.finish();
    say(&format!("watching {} files; Ctrl-C ends it", drafts.len()));
    while !output.is_deaf() {
        thread::sleep(PAUSE);
        let (now, base_now) = settled(watched, global, (&drafts, &base));
        if (&now, &base_now) == (&drafts, &base) {
            continue;
        }
        if io::stdout().is_terminal() {
            output.write(CLEAR);
        }
        say(&changed(&[(&drafts, &now), (&base, &base_now)]));
        if base_now != base {
            setup = None;
        }
        (drafts, base) = (now, base_now);
        ended = check(&mut setup, output).unwrap_or_else(|problem| {
            output.problem(&*problem);
            Ended::Badly
        });
        output.finish();
    }
    Ok(ended)
}

/// All drafts, and all that says how they are checked.
fn looks((documents, baseline): Watched<'_>, global: &Global) -> (Looks, Looks) {
    let found = input::inputs(&documents.paths, &documents.reading).into_iter().flatten();
    let drafts: Looks = found.filter_map(|input| input.path).map(look).collect();
    let folders = drafts.keys().filter_map(|path| path.parent()).chain([Path::new(".")]);
    let named = documents.wishes.config.iter().cloned().chain(baseline.map(Path::to_owned));
    let mut base: Looks = named.map(look).collect();
    let mut met = std::collections::BTreeSet::new();
    for folder in folders.filter(|_| !documents.wishes.isolated) {
        let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        for above in whole.ancestors() {
            if !met.insert(above.to_owned()) {
                break;
            }
            base.extend([look(above.join(NAME))]);
        }
    }
    let configs = Configs::of(&documents.wishes).ok();
    let here = configs.and_then(|mut configs| configs.of_folder(Path::new(".")).ok().flatten());
    let rules = here.iter().flat_map(|config| config.rules()).chain(global.rules.iter().cloned());
    let rules: Vec<PathBuf> = rules.collect();
    base.extend(rules.iter().flat_map(|folder| walk(folder, &["toml"])).flatten().map(look));
    (drafts, base)
}

fn look(path: PathBuf) -> (PathBuf, Option<(SystemTime, u64)>) {
    let meta = fs::metadata(&path).ok();
    let seen = meta.and_then(|meta| Some((meta.modified().ok()?, meta.len())));
    (path, seen)
}

/// How things look when they have stopped changing: an editor writes in several steps.
fn settled(watched: Watched<'_>, global: &Global, before: (&Looks, &Looks)) -> (Looks, Looks) {
    let mut now = looks(watched, global);
    if (&now.0, &now.1) == before {
        return now;
    }
    for _ in 0..50 {
        thread::sleep(SETTLING);
        let next = looks(watched, global);
        if next == now {
            break;
        }
        now = next;
    }
    now
}

/// Which files look different: `changed: a.md, b.md and 3 more`.
fn changed(pairs: &[(&Looks, &Looks)]) -> String {
    let differ = pairs.iter().flat_map(|(before, now)| {
        let new = now.iter().filter(|(path, look)| before.get(*path) != Some(look));
        let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
        new.chain(gone).map(|(path, _)| clean(&path.to_string_lossy()).into_owned())
    });
    let names: Vec<String> = differ.collect();
    let more = names.len().saturating_sub(NAMED);
    let shown = names[..names.len() - more].join(", ");
    if more > 0 { format!("changed: {shown} and {more} more") } else { format!("changed: {shown}") }
}

fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
