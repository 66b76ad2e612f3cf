//! A document that is written: after any edits, what is remembered of it gives the report of a fresh check.

use addsup::{
    engine::{Document, Engine, Options},
    read::{self, Format},
};

/// What is typed, pasted or marked up, here and there.
const TYPED: &[&str] = &[
    " ",
    "\n",
    "\n\n",
    "7",
    ".",
    ", ",
    "é",
    "«",
    "»",
    "\"",
    "> ",
    "- ",
    "# ",
    "**",
    "`",
    "&nbsp;",
    "<p>",
    "</p>",
    "<!-- ",
    " -->",
    "| 12 | 30 |\n",
    "---\ndate: 2014-12-08\n---\n\n",
    "date 2021-12\n\n",
    "\n\nVictoire de 3.000 mineurs\n\n",
    " Les 1.400 soldats, dont 600 conseillers ainsi que 900 gardes. ",
    " lundi 9 décembre 2014 ",
    " le 31 juin ",
    " 350 milliards d'euros ",
    " ces 12 morts ",
    " “We have lost the 1,500 men of the brigade, and that is it of the war.” ",
    " The 24 miners, of whom 30 were killed in the blast, died on Monday 9 December 2014. ",
    " 1.200 dollars (900 euros) ",
    " né en 1950 ",
];

/// Numbers that look random and are the same every time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % limit.max(1)
    }

    fn place(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }

    /// One edit: something typed, taken out, moved or doubled; now and then the last one taken back.
    fn edit(&mut self, text: &mut String, before: &str) {
        let (at, length) = (self.place(text), self.below(60));
        let end = text.floor_char_boundary((at + length).min(text.len())).max(at);
        match self.below(10) {
            0..5 => text.insert_str(at, TYPED[self.below(TYPED.len())]),
            5..7 => text.replace_range(at..end, ""),
            7 => {
                let piece = text[at..end].to_owned();
                let to = self.place(text);
                text.insert_str(to, &piece);
            }
            8 => before.clone_into(text),
            _ => {
                let paragraphs: Vec<&str> = text.split("\n\n").collect();
                let (one, other) = (self.below(paragraphs.len()), self.below(paragraphs.len()));
                let mut paragraphs = paragraphs;
                paragraphs.swap(one, other);
                *text = paragraphs.join("\n\n");
            }
        }
    }
}

/// Edits a text so many times and holds the report of what is remembered to that of a fresh check.
fn hold(name: &str, text: &str, format: &Format, edits: usize, options: &Options) {
    let engine = Engine::with_rules(&[]).expect("the rules of the house load");
    let (mut document, mut dice) = (Document::default(), Dice(name.bytes().map(u64::from).sum()));
    let (mut text, mut before) = (text.to_owned(), String::new());
    let whole = text.clone();
    for edit in 0..edits {
        let prose = read::read(&text, format, engine.lexicons());
        let kept = engine.recheck(&mut document, &prose, options);
        let fresh = engine.check(&prose, options);
        assert_eq!(kept, fresh, "{name}, edit {edit}:\n--- before\n{before}\n--- now\n{text}");
        let next = text.clone();
        dice.edit(&mut text, &before);
        before = next;
        if text.len() > 2 * whole.len() + 500 || text.len() < whole.len() / 4 {
            text.clone_from(&whole);
        }
    }
}

fn format(name: &str) -> &'static Format {
    read::named(name).expect("it is a format")
}

#[test]
fn plain_text_is_remembered_right() {
    let options = Options { claims: true, ties: true, ..Options::default() };
    hold("irak", include_str!("../seeds/fr/irak.txt"), format("text"), 500, &options);
    hold("iraq", include_str!("../seeds/en/iraq.txt"), format("text"), 200, &options);
}

#[test]
fn markup_is_remembered_right() {
    let markdown = "---\ntitle: 350 milliards pour 12 villes\ndate: 2014-12-08\n---\n\nLes 12 villes reçoivent 350 millions d'euros, a dit le maire lundi 8 décembre.\n\n- un accord de 1.200 dollars (900 euros)\n- un autre de 300 dollars (100 euros)\n\n| Ville | 2013 | 2014 |\n|---|--:|--:|\n| Lyon | 12 | 30 |\n| Nice | 5 | 6 |\n| Total | 17 | 40 |\n\n> “We have lost the 1,500 men of the brigade, and that is it of the war.”\n\nLes 1.400 soldats, dont 600&nbsp;conseillers ainsi que *900 gardes*, sont partis.\n";
    let options = Options { claims: true, ties: true, ..Options::default() };
    hold("markdown", markdown, format("markdown"), 500, &options);
    let html = "<html lang=fr><head><title>Les 12 villes</title></head><body><h1>350 milliards</h1><p>Les 1.400 soldats, dont 600&nbsp;conseillers ainsi que <b>900</b> gardes.</p><table><tr><th>a</th><th>b</th></tr><tr><td>x</td><td>3</td></tr><tr><td>y</td><td>4</td></tr><tr><td>Total</td><td>9</td></tr></table><p>Il est mort lundi 9 décembre 2014 à 76 ans.</p></body></html>";
    hold("html", html, format("html"), 300, &options);
}

#[test]
fn what_is_asked_may_change_between() {
    let engine = Engine::with_rules(&[]).expect("the rules of the house load");
    let prose = read::read(include_str!("../seeds/fr/irak.txt"), format("text"), engine.lexicons());
    let mut document = Document::default();
    let dated = Options { date: Some("2011-01-01".into()), claims: true, ..Options::default() };
    let lang = Options { lang: Some("en".into()), ..Options::default() };
    let unread = Options { lang: Some("de".into()), ..Options::default() };
    let fewer = Options { unwanted: vec!["breakdown-sum".into()], ..Options::default() };
    for options in [&dated, &lang, &unread, &fewer, &dated, &Options::default()] {
        assert_eq!(engine.recheck(&mut document, &prose, options), engine.check(&prose, options));
    }
}

#[test]
fn a_reading_that_is_broken_off_goes_on_where_it_was() {
    let engine = Engine::with_rules(&[]).expect("the rules of the house load");
    let text = include_str!("../seeds/fr/irak.txt").replace(". ", ".\n\n").repeat(3);
    let prose = read::read(&text, format("text"), engine.lexicons());
    let options = Options { claims: true, ..Options::default() };
    let (mut document, mut read, mut times) = (Document::default(), 0, 0);
    let report = loop {
        let mut left = 4;
        let mut watch = |_, _| {
            read += 1;
            left -= 1;
            left > 0
        };
        if let Some(report) = engine.recheck_while(&mut document, &prose, &options, &mut watch) {
            break report;
        }
        times += 1;
    };
    assert_eq!(report, engine.check(&prose, &options));
    assert!(times > 3 && read <= prose.blocks.len() + times, "{read} of {} in {times}", prose.blocks.len());
}
