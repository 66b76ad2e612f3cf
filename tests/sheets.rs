//! Claim sheets: written, checked, compared, reviewed.

mod command;

use std::{collections::BTreeSet, fs, path::Path, thread};

use addsup::{
    engine::{self, Engine, Options},
    read,
    report::{self, Style},
    snapshot::{self, ClaimSheet, Kind, Review, Version, Versions},
};
use command::{Folder, Run, addsup};
use proptest::prelude::*;

/// The articles that the other seeds are copies of.
const ARTICLES: [&str; 2] = ["fr/irak.txt", "en/iraq.txt"];

fn seed(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(path);
    fs::read_to_string(path).expect("a seed")
}

fn engine() -> Engine {
    Engine::with_rules(&[]).expect("carried files")
}

fn sheet(engine: &Engine, text: &str) -> ClaimSheet {
    let prose = read::read(text, &read::FORMATS[0], engine.lexicons());
    let options = Options { claims: true, ties: true, ..Options::default() };
    let report = engine.check(&prose, &options);
    ClaimSheet::new(text, &prose, &report)
}

/// A desk with one draft, and its sheet.
fn desk(name: &str, text: &str) -> Folder {
    let folder = Folder::new(name);
    folder.file("addsup.toml", "");
    folder.file("drafts/a.txt", text);
    let run = addsup(&["snapshot", &folder.path("drafts")], "");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    folder
}

fn file(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path(name)).expect("a file")
}

fn check(folder: &Folder) -> Run {
    addsup(&["snapshot", "--check", &folder.path("drafts")], "")
}

const SHEET: &str = "snapshots/drafts/a.txt.snap";
const PENDING: &str = "snapshots/drafts/a.txt.snap.new";

/// Two breakdowns that have nothing to do with each other.
const TWO: &str = "Les 1.400 soldats, dont 600 conseillers et 800 gardes, sont arrivés.\n\n\
    Les 94 marins, dont 54 officiers et 40 matelots, sont partis.\n";

#[test]
fn the_sheets_of_the_articles_are_as_reviewed() {
    let engine = engine();
    for path in ARTICLES {
        let name = path.split_once('/').expect("a folder").1;
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("../snapshots/{}/sheets", &path[..2]));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, sheet(&engine, &seed(path)).to_string()));
    }
}

fn words(lang: &str) -> report::Words {
    let name = format!("ui/{lang}.toml");
    let file = engine::FILES.iter().find(|file| file.0 == name).expect("carried").1;
    report::words(&name, file).expect("a file of words")
}

#[test]
fn what_a_planted_copy_changes_is_told_as_reviewed() {
    let engine = engine();
    for (lang, article, copy) in
        [("fr", "fr/irak.txt", "breakdown-part-too-large.txt"), ("en", "en/iraq.txt", "event-order-then.txt")]
    {
        let (old, new) = (seed(article), seed(&format!("{lang}/planted/{copy}")));
        let review = Review::new(&sheet(&engine, &old), &sheet(&engine, &new));
        let (old, new) = (Version { name: "old.txt", text: &old }, Version { name: "new.txt", text: &new });
        let words = words(lang);
        let style = Style { words: &words, colour: false, width: 80 };
        let formats = snapshot::FORMATS.iter().filter(|format| ["text", "markdown"].contains(&format.name));
        let told = formats.map(|format| (format.write)(&[Versions { old, new, review: &review }], &style));
        let told = told.collect::<Vec<_>>().join("\n");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("../snapshots/{lang}/sheets"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("{copy}-changes"), told));
    }
}

#[test]
fn a_rewrapped_copy_has_no_pending_change() {
    for (path, lang) in ARTICLES.into_iter().zip(["fr", "en"]) {
        let folder = desk(&format!("wrapped-{lang}"), &seed(path));
        folder.file("drafts/a.txt", seed(&format!("{lang}/harmless/rewrapped-lines.txt")));
        let run = check(&folder);
        assert_eq!(run.code, 0, "{}", run.out);
        assert_eq!(addsup(&["snapshot", &folder.path("drafts")], "").code, 0);
        assert!(!Path::new(&folder.path(PENDING)).exists());
    }
}

#[test]
fn one_changed_digit_is_one_change() {
    let engine = engine();
    let mut wrong = Vec::new();
    for path in ARTICLES {
        let text = seed(path);
        let old = sheet(&engine, &text);
        let digits: Vec<(usize, u8)> =
            text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).collect();
        assert!(digits.len() > 30, "{path}");
        for (at, digit) in digits {
            let other = if digit == b'9' { "8".into() } else { char::from(digit + 1).to_string() };
            let mut edited = text.clone();
            edited.replace_range(at..=at, &other);
            let review = Review::new(&old, &sheet(&engine, &edited));
            if review.changes.len() != 1 {
                let start =
                    (0..at.saturating_sub(20)).rev().find(|at| edited.is_char_boundary(*at)).unwrap_or(0);
                wrong.push(format!("{path}: {:.60}: {:#?}", &edited[start..], review.changes));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_planted_error_is_a_change_that_breaks_something() {
    let engine = engine();
    for (path, lang) in ARTICLES.into_iter().zip(["fr", "en"]) {
        let old = sheet(&engine, &seed(path));
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(lang).join("planted");
        for entry in fs::read_dir(folder).expect("planted copies") {
            let copy = entry.expect("an entry").path();
            let new = sheet(&engine, &fs::read_to_string(&copy).expect("UTF-8"));
            let review = Review::new(&old, &new);
            let broken = review.changes.iter().filter(|change| !change.breaks.is_empty()).count();
            assert_eq!(broken, 1, "{}: {:#?}", copy.display(), review.changes);
            let back = Review::new(&new, &old);
            let mended = back.changes.iter().filter(|change| !change.mends.is_empty()).count();
            assert_eq!(mended, 1, "{}: {:#?}", copy.display(), back.changes);
        }
    }
}

#[test]
fn a_check_finds_what_is_missing_stale_and_orphaned() {
    let folder = desk("stale", TWO);
    assert_eq!(check(&folder).code, 0);
    folder.file("drafts/b.txt", "Les 12 navires.");
    let run = check(&folder);
    assert!(run.code == 1 && run.out.contains("b.txt.snap"), "{}", run.out);
    assert!(!Path::new(&folder.path("snapshots/drafts/b.txt.snap")).exists(), "a check writes nothing");
    addsup(&["snapshot", &folder.path("drafts")], "");
    folder.file("drafts/a.txt", TWO.replace("600", "900"));
    let run = check(&folder);
    assert!(run.code == 1 && run.out.contains("- ✓ 600") && run.out.contains("+ × 900"), "{}", run.out);
    assert!(!Path::new(&folder.path(PENDING)).exists(), "a check writes nothing");
    folder.file("drafts/a.txt", TWO);
    fs::remove_file(folder.path("drafts/b.txt")).expect("there");
    let run = check(&folder);
    assert!(run.code == 1 && run.out.contains("b.txt.snap"), "{}", run.out);
    assert_eq!(addsup(&["snapshot", "--prune", &folder.path("drafts")], "").code, 0);
    assert_eq!(check(&folder).code, 0);
    assert!(!Path::new(&folder.path("snapshots/drafts/b.txt.snap")).exists());
}

#[test]
fn a_snapshot_of_something_else_is_left_alone() {
    let folder = Folder::new("foreign");
    folder.file("addsup.toml", "");
    folder.file("drafts/a.txt", TWO);
    let foreign = "---\nsource: tests/seeds.rs\n---\nfr\n";
    folder.file(SHEET, foreign);
    folder.file("snapshots/drafts/gone.txt.snap", foreign);
    let run = addsup(&["snapshot", "--prune", &folder.path("drafts")], "");
    assert!(run.code == 2 && run.err.contains("no claim sheet"), "{}", run.err);
    assert_eq!(file(&folder, SHEET), foreign);
    assert_eq!(file(&folder, "snapshots/drafts/gone.txt.snap"), foreign);
}

#[test]
fn what_is_pending_is_accepted_or_rejected() {
    let folder = desk("decide", TWO);
    let before = file(&folder, SHEET);
    folder.file("drafts/a.txt", TWO.replace("600", "900"));
    let run = addsup(&["snapshot", &folder.path("drafts")], "");
    assert!(run.code == 0 && file(&folder, SHEET) == before, "{}", run.out);
    let listed = addsup(&["review", "--list", &folder.path("drafts")], "");
    assert!(listed.code == 0 && listed.out.contains("900 conseillers et"), "{}", listed.out);
    let asked = addsup(&["review", &folder.path("drafts")], "a\n");
    assert!(asked.code == 2 && asked.err.contains("terminal"), "{}", asked.err);
    assert_eq!(addsup(&["review", "--reject", &folder.path("drafts")], "").code, 0);
    assert!(!Path::new(&folder.path(PENDING)).exists() && file(&folder, SHEET) == before);
    addsup(&["snapshot", &folder.path("drafts")], "");
    assert_eq!(addsup(&["review", "--accept", &folder.path("drafts")], "").code, 0);
    assert!(!Path::new(&folder.path(PENDING)).exists() && file(&folder, SHEET).contains("900"));
    assert_eq!(check(&folder).code, 0);
    assert_eq!(addsup(&["review", "--list", &folder.path("drafts")], "").code, 0);
}

#[test]
fn a_change_is_accepted_without_the_other() {
    let engine = engine();
    let old = sheet(&engine, TWO);
    let new = sheet(&engine, &TWO.replace("600", "900").replace("40 matelots", "60 matelots"));
    let review = Review::new(&old, &new);
    assert_eq!(review.changes.len(), 2, "{:#?}", review.changes);
    assert!(review.changes.iter().all(|change| change.kind == Kind::Value && change.breaks.len() == 1));
    let half = sheet(&engine, &TWO.replace("600", "900"));
    assert!(review.accepted(0).is_as(&half), "{}\n{half}", review.accepted(0));
    assert!(review.rejected(1).is_as(&half), "{}\n{half}", review.rejected(1));
}

#[test]
fn two_runs_at_once_leave_a_whole_sheet() {
    let folder = desk("two", TWO);
    let drafts = folder.path("drafts");
    let texts = [TWO.replace("600", "900"), TWO.replace("94", "95"), TWO.to_owned()];
    thread::scope(|scope| {
        for (number, text) in texts.iter().enumerate() {
            let (drafts, folder) = (&drafts, &folder);
            scope.spawn(move || {
                for _ in 0..6 {
                    folder.file("drafts/a.txt", text);
                    let run = addsup(&["snapshot", drafts], "");
                    assert!(run.code == 0, "{}", run.err);
                    let decision = ["--accept", "--reject"][number % 2];
                    let run = addsup(&["review", decision, drafts], "");
                    assert!(run.code == 0, "{}", run.err);
                    assert!(snapshot::read(&file(folder, SHEET)).is_some());
                }
            });
        }
    });
    let engine = engine();
    let read = snapshot::read(&file(&folder, SHEET)).expect("a sheet");
    assert!(texts.iter().any(|text| sheet(&engine, text).is_as(&read)), "{read}");
    let left: BTreeSet<_> = fs::read_dir(folder.path("snapshots/drafts"))
        .expect("a folder")
        .collect::<Vec<_>>()
        .into_iter()
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(left.iter().all(|name| name.starts_with("a.txt.snap")), "{left:?}");
}

#[test]
fn versions_are_compared_in_every_format() {
    let folder = Folder::new("versions");
    let (old, new) = (folder.file("1/a.txt", TWO), folder.file("2/a.txt", TWO.replace("600", "900")));
    let run = addsup(&["diff", "--ui-lang", "en", &old, &new], "");
    assert!(run.code == 0 && run.out.contains("changes: 1"), "{}{}", run.out, run.err);
    assert_eq!(addsup(&["diff", "--exit-code", &old, &new], "").code, 1);
    assert_eq!(addsup(&["diff", "--exit-code", &old, &old], "").code, 0);
    let json = addsup(&["diff", "--format", "json", &folder.path("1"), &folder.path("2")], "");
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let change = &json[0]["changes"][0];
    assert_eq!(change["kind"], "value");
    assert_eq!(change["claims"][0]["new"]["text"], "900");
    assert_eq!(change["claims"][0]["new"]["status"], "contradicted");
    assert_eq!(change["breaks"].as_array().map(Vec::len), Some(1));
    let page = addsup(&["diff", "--format", "markdown", &old, &new], "").out;
    assert!(page.contains("| ✓ 600 (600 conseiller) | × 900 (900 conseiller) |"), "{page}");
    let run = addsup(&["diff", &folder.path("1"), &new], "");
    assert!(run.code == 2 && run.err.contains("not two files"), "{}", run.err);
}

/// Drafts of claims that may be tied, moved, gone or doubled.
fn draft() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Les 1.400 soldats, dont 600 conseillers et 800 gardes. ",
        "Les 1.400 soldats, dont 650 conseillers et 800 gardes. ",
        "Le 8 août 2014, 12 navires. ",
        "Le 9 août 2014, 12 navires. ",
        "Lundi 8 décembre 2014, \"3 \\ avions\". ",
        "Mardi 8 décembre 2014. ",
        "Entre 30 et 20 villes. ",
        "Le taux est passé de 10 % à 15 %, soit 50 % de plus. ",
        "\n\n",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// A sheet is read as it was written; accepting all changes, one by one and in any order, gives the
    /// new sheet, and rejecting them the old one.
    #[test]
    fn changes_lead_from_one_sheet_to_the_other((old, new) in (draft(), draft()), seed in 0..1000_usize) {
        thread_local!(static ENGINE: Engine = engine());
        let (old, new) = ENGINE.with(|engine| (sheet(engine, &old), sheet(engine, &new)));
        prop_assert!(ClaimSheet::parse(&old.to_string()).is_as(&old));
        let mut sheets = (old.clone(), new.clone());
        for accept in [true, false] {
            let (mut before, mut after) = (old.clone(), new.clone());
            for turn in 0.. {
                let review = Review::new(&before, &after);
                let Some(last) = review.changes.len().checked_sub(1) else { break };
                let at = (seed + turn) % (last + 1);
                if accept { before = review.accepted(at) } else { after = review.rejected(at) }
                prop_assert!(turn < 100);
            }
            if accept { sheets.0 = before } else { sheets.1 = after }
        }
        prop_assert!(sheets.0.is_as(&new), "{}\n---\n{}", sheets.0, new);
        prop_assert!(sheets.1.is_as(&old), "{}\n---\n{}", sheets.1, old);
    }
}

#[test]
fn two_roots_share_a_named_folder_without_loss() {
    let folder = Folder::new("sheets-roots");
    for root in ["one", "two"] {
        folder.file(&format!("{root}/addsup.toml"), "");
        folder
            .file(&format!("{root}/{root}.txt"), "Les 1.400 soldats, dont 600 conseillers et 800 gardes.\n");
    }
    let (one, two, sheets) = (folder.path("one"), folder.path("two"), folder.path("sheets"));
    let run = |more: &[&str]| addsup(&[&["snapshot", "--snapshots", &sheets, &one, &two], more].concat(), "");
    assert_eq!(run(&[]).code, 0);
    assert_eq!(run(&["--prune"]).code, 0);
    let check = run(&["--check"]);
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}
