//! The HTML report: whole, safe and linked, whatever the draft holds. (What it looks like and how it
//! behaves in a browser is tried in `tests/clients/pages.sh`.)

mod command;

use std::{collections::BTreeSet, fs, path::Path};

use addsup::{
    diagnostic::Coverage,
    engine::{self, Engine, Options},
    read,
    report::{self, Document, Listed, Sheet, Style},
    text::Origin,
};
use command::{Folder, addsup};
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use serde_json::Value;

/// All elements that a page may have.
const ELEMENTS: &str = "html head meta title style body script a header nav h1 p span main section h2 h3 svg rect ul li b div \
    article details summary label input fieldset legend table caption thead tbody tr th td figure title text line circle footer \
    blockquote del ins br";

fn engine() -> Engine {
    Engine::with_rules(&[]).expect("carried files")
}

fn words(lang: &str) -> report::Words {
    let name = format!("ui/{lang}.toml");
    let file = engine::FILES.iter().find(|file| file.0 == name).expect("carried").1;
    report::words(&name, file).expect("a file of words")
}

fn page(engine: &Engine, name: &str, text: &str, format: &read::Format) -> String {
    let prose = read::read(text, format, engine.lexicons());
    let options = Options { claims: true, ties: true, ..Options::default() };
    let report = engine.check(&prose, &options);
    let id = Value::from(name);
    let origin = Origin::default();
    let sheet = Sheet { id: &id, name, path: None, text, origin, report: &report, ledger: true };
    let rules = engine.pages();
    let document = Document { sheet, prose: &prose, rules: &rules, index: Some("index.html") };
    let words = words(&report.lang);
    report::document_page(&document, &Style { words: &words, colour: false, width: 80 })
}

/// What is wrong with a page: elements that no page has, handlers, links that lead nowhere or elsewhere.
fn flaws(page: &str) -> Vec<String> {
    let known: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    let (mut flaws, mut ids, mut links, mut scripts) = (Vec::new(), BTreeSet::new(), Vec::new(), 0);
    for token in Tokenizer::new(page).flatten() {
        let Token::StartTag(tag) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        scripts += usize::from(name == "script");
        if !known.contains(name.as_str()) {
            flaws.push(format!("<{name}>"));
        }
        for (attribute, value) in &tag.attributes {
            let attribute = String::from_utf8_lossy(attribute).into_owned();
            let value = String::from_utf8_lossy(value).into_owned();
            match attribute.as_str() {
                "id" if !ids.insert(value.clone()) => flaws.push(format!("two #{value}")),
                "href" if value.starts_with('#') => links.push(value[1..].to_owned()),
                "href" if value.strip_suffix(".html").is_none_or(|page| page.contains(':')) => {
                    flaws.push(format!("href={value}"));
                }
                "src" | "style" => flaws.push(format!("{attribute}={value}")),
                other if other.starts_with("on") => flaws.push(format!("{other}={value}")),
                _ => {}
            }
        }
    }
    flaws.extend(links.into_iter().filter(|link| !ids.contains(link)).map(|link| format!("no #{link}")));
    if scripts != 1 {
        flaws.push(format!("{scripts} scripts"));
    }
    let bad = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    if page.contains(bad) {
        flaws.push("a control character".into());
    }
    flaws
}

/// All seeds: name, text, format.
fn seeds() -> Vec<(String, String, &'static read::Format)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String, &'static read::Format)>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        entries.sort();
        for path in entries {
            let format = path.extension().and_then(|ending| read::of_extension(ending.to_str()?));
            if path.is_dir() {
                walk(&path, found);
            } else if let (Some(format), Ok(text)) = (format, fs::read_to_string(&path)) {
                found.push((path.display().to_string(), text, format));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"), &mut found);
    found
}

#[test]
fn the_pages_of_the_seeds_are_whole() {
    let engine = engine();
    for (name, text, format) in seeds().iter().filter(|seed| !matches!(seed.2.kind, read::Kind::Package(_))) {
        let page = page(&engine, name, text, format);
        assert_eq!(flaws(&page), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_part_is_linked_to_its_total_and_to_the_note() {
    let text = "Les 1.400 soldats, dont 900 conseillers et 800 gardes, sont arrivés.";
    let page = page(&engine(), "a.txt", text, &read::FORMATS[0]);
    let part = "<a class=\"claim contradicted\" id=\"c1\" href=\"#f0\" data-ties=\"f0\">900<span class=\"sr\"> (contredite)</span></a>\
        <a class=\"jump\" href=\"#c0\"";
    assert!(page.contains(part), "{page}");
    assert!(
        page.contains("id=\"c0\" href=\"#f0\"") && page.contains("<article class=\"card error\" id=\"f0\""),
        "{page}"
    );
    assert!(page.contains("<tr id=\"l1\" data-kinds=\"contradicted\">"), "{page}");
}

#[test]
fn a_page_runs_its_own_script_alone() {
    let page = page(&engine(), "a.txt", "Les 12 navires.", &read::FORMATS[0]);
    let policy =
        page.split("Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    let policy = policy.expect("a policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
}

#[test]
fn a_folder_becomes_pages_and_an_index_in_either_language() {
    let folder = Folder::new("pages");
    folder.file(
        "drafts/a.txt",
        "Les 1.400 soldats, dont 900 conseillers et 800 gardes, sont arrivés le 8 août 2014.",
    );
    folder.file("drafts/sub/b.md", "# Title\n\nThe 12 ships left on 8 August 2014.\n");
    let (drafts, out) = (folder.path("drafts"), folder.path("drafts/out"));
    for (lang, word) in [("fr", "Toutes les affirmations"), ("en", "All claims")] {
        let run = addsup(&["report", "--ui-lang", lang, "-o", &out, &drafts], "");
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
        let index = fs::read_to_string(folder.path("drafts/out/index.html")).expect("an index");
        assert_eq!(flaws(&index), Vec::<String>::new());
        assert_eq!(index.matches("<tr><td>").count(), 2, "the pages of the first run are no drafts");
        let links: Vec<&str> =
            index.split("<td><a href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for link in links {
            let page = fs::read_to_string(folder.path(&format!("drafts/out/{link}"))).expect("a page");
            assert!(page.contains(word) && flaws(&page).is_empty(), "{link}: {:?}", flaws(&page));
        }
    }
}

#[test]
fn an_index_lists_whatever_a_path_may_hold() {
    let listed = Listed {
        name: "a\"><script>/é?#.md".into(),
        page: "a\"><script>/é?#.md.html".into(),
        lang: "fr".into(),
        date: Some("2014".into()),
        findings: [1, 2, 3],
        coverage: Coverage::default(),
    };
    let index = report::index_page(&[listed], &words("en"));
    assert_eq!(flaws(&index), Vec::<String>::new());
    assert!(index.contains("href=\"a%22%3E%3Cscript%3E/%C3%A9%3F%23.md.html\""), "{index}");
}

/// Pieces that drafts and attacks are made of.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec![
            "Les 1.400 soldats, dont 900 conseillers et 800 gardes. ", "le 8 août 2014 ", "entre 30 et 20 ", "12 % ", "\n\n", "\n",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "<script>", "</script>", "</style>", "</title>", "<!--", "-->", "<svg onload=x>", "\"", "'", "&", "&lt;", "]]>", "<p>",
            "</p>", "<td>", "<table>", "<tr>", "| a | 1 |\n", "| - | - |\n", "- ", "> ", "# ", "<b>1</b>2", "\u{0}", "\u{1b}", "\u{202e}", "\u{fffe}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nothing of a draft leaves its element.
    #[test]
    fn a_hostile_draft_is_text(text in hostile(), name in hostile()) {
        thread_local!(static ENGINE: Engine = engine());
        ENGINE.with(|engine| {
            for format in &read::FORMATS[..3] {
                let page = page(engine, &name, &text, format);
                prop_assert_eq!(flaws(&page), Vec::<String>::new(), "{}: {:?}", format.name, text);
            }
            Ok(())
        })?;
    }
}

#[test]
fn a_file_that_is_no_page_is_never_replaced() {
    let folder = Folder::new("pages-foreign");
    folder.file("a.txt", "Les 1.400 soldats, dont 600 conseillers et 800 gardes.\n");
    folder.file("index.html", "<p>Our front page.</p>\n");
    let (draft, at) = (folder.path("a.txt"), folder.path(""));
    let run = addsup(&["report", &draft, "-o", &at], "");
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("no page of a report"), "{}", run.err);
    assert_eq!(
        std::fs::read_to_string(folder.path("index.html")).expect("there"),
        "<p>Our front page.</p>\n"
    );
    let pages = folder.path("pages");
    for _ in 0..2 {
        assert_eq!(addsup(&["report", &draft, "-o", &pages], "").code, 0, "its own pages are replaced");
    }
}
