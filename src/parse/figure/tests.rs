//! What people write, and what it is read as.

use crate::{
    lexicon::{Lexicon, lexicon},
    parse::{self, Kind, Mention, Passage, Unit},
    text::Span,
    value::{Sense, number::plain},
};

/// The figures of a text: `kind value unit "as written"`, with the approximator before the value.
fn read(lang: &str, text: &str) -> String {
    let file = match lang {
        "fr" => include_str!("../../../rules/lexicon/fr.toml"),
        _ => include_str!("../../../rules/lexicon/en.toml"),
    };
    let lexicon = lexicon(lang, file, parse::cut).expect("the lexicon loads");
    let tokens = parse::tokens(text, Span::new(0, text.len() as u32), &lexicon);
    let passage = Passage { text, tokens: &tokens, lexicon: &lexicon };
    let shown = parse::mentions(&passage).into_iter().map(|mention| show(&mention, text, &lexicon));
    shown.collect::<Vec<_>>().join("; ")
}

fn show(mention: &Mention, text: &str, lexicon: &Lexicon) -> String {
    let words = &text[mention.span.range()];
    let Some(quantity) = mention.quantity else { return format!("{} {words:?}", mention.kind.name()) };
    let (low, high) = (plain(&quantity.low.rational()), plain(&quantity.high.rational()));
    let value = if quantity.is_range() { format!("{low}..{high}") } else { low };
    let unit = match mention.unit {
        Unit::Code(code) => format!(" {}", lexicon.codes[usize::from(code)]),
        Unit::None => String::new(),
    };
    let approx = match quantity.approx.sense {
        Sense::Exact => String::new(),
        sense => format!("{} ", sense.name()),
    };
    match mention.kind {
        Kind::Number => format!("{approx}{value}"),
        kind => format!("{} {approx}{value}{unit}", kind.name()),
    }
}

#[track_caller]
fn all(lang: &str, lines: &[(&str, &str)]) {
    for (text, wanted) in lines {
        assert_eq!(read(lang, text), *wanted, "{text}");
    }
}

#[test]
fn digits_group_and_divide_by_the_marks_of_the_language() {
    let french = [
        ("1.400 soldats", "1400"),
        ("1\u{202f}234\u{a0}567,89 habitants", "1234567.89"),
        ("8 000 emplois", "8000"),
        ("magnitude 7,9", "7.9"),
        ("un calibre de 7.62 ou 0.250", "7.62; 0.25"),
        ("4,800", "4.8"),
        ("423 0000", "423; 0"),
        ("2 1/4 et ½", "2.25; ratio 0.5"),
        ("6,02x10^15", "6020000000000000"),
    ];
    all("fr", &french);
    let english = [
        ("491,667 votes", "491667"),
        ("hit .322 in 102 games", "0.322; 102"),
        ("12,34,567.89", "1234567.89"),
        ("1 414 021 100 people", "1414021100"),
        ("9-1/8 points", "points 9.125"),
        ("1e10", "10000000000"),
    ];
    all("en", &english);
}

#[test]
fn words_compose() {
    let french = [
        ("quatre-vingt-dix-sept", "97"),
        ("soixante et onze, soixante-douze", "71; 72"),
        ("nonante-huit, septante et un, huitante", "98; 71; 80"),
        ("mille cinq cents", "1500"),
        ("cinquante-et-un millions cinq cent mille trois cent deux", "51500302"),
        ("53 mille millions", "53000000000"),
        ("deux millions et demi", "2500000"),
        ("un milliard et demi", "1500000000"),
        ("1 million 200 000 personnes", "1200000"),
        ("zéro virgule zéro trois", "0.03"),
        ("une demi-douzaine d'obus", "about 6"),
        ("la quinzaine d'enclos", "about 15"),
        ("une dizaine de milliers", "about 10000"),
        ("un homme neuf", ""),
        ("Neuf d'entre eux et neuf morts", "9; 9"),
    ];
    all("fr", &french);
    let english = [
        ("one hundred and six", "106"),
        ("fourteen hundred", "1400"),
        ("half a million, a quarter million", "500000; 250000"),
        ("five and a half million", "5500000"),
        ("3 hundred and 21", "321"),
        ("two hundred point zero three", "200.03"),
        ("no one saw the one, but one witness did", "name \"no one\"; name \"the one\"; 1"),
        ("half the people, in the second half", "ratio 0.5; ordinal 2"),
    ];
    all("en", &english);
}

#[test]
fn units_follow_and_lead() {
    let french = [
        ("35 millions de $", "money 35000000 USD"),
        ("4,50 F, 15 M€ et 120 MEUR", "money 4.5 FRF; money 15000000 EUR; money 120000000 EUR"),
        ("15 euros et 20 cents", "money 15.2 EUR"),
        ("1,7 point de pourcentage, 12 %, dix pour cent", "points 1.7; percent 12; percent 10"),
        ("un mètre et vingt centimètres", "measure 1.2 m"),
        ("3 tonnes et demi", "measure 3.5 t"),
        ("50 µg/m3 à 25°C", "measure 50 ug/m3; measure 25 Cel"),
        ("moins 12 degrés", "measure -12 Cel"),
    ];
    all("fr", &french);
    let english = [
        ("US$ 2.24 billion", "money 2240000000 USD"),
        ("$5m, 25 bps and 3 percentage points", "money 5000000 USD; points 0.25; points 3"),
        ("200 pounds, or 200 million pounds", "measure 200 [lb_av]; money 200000000 GBP"),
        ("5 ft 2 in", "measure 5.166666666666 [ft_i]"),
        ("a 3-inch pipe for 34 cents", "measure 3 [in_i]; money 34 c"),
        ("10M people own 0.5k miles", "10000000; measure 500 [mi_i]"),
    ];
    all("en", &english);
}

#[test]
fn ranges_and_ratios_are_one() {
    let french = [
        ("600 à 800 soldats", "600..800"),
        ("entre 80 centimètres et un mètre", "measure 0.8..1 m"),
        ("2 à 3 millions, 15-20 000", "2000000..3000000; 15000..20000"),
        ("entre 800 et 600 millions d'euros", "money 800000000..600000000 EUR"),
        ("varie de 1000 à 5000", "1000..5000"),
        ("est passé de 20 541 à 20 572 points", "points 20541; points 20572"),
        ("un sur cinq, un Français sur trois", "ratio 0.2; ratio 0.333333333333"),
        ("un accord sur trois points", "points 3"),
        ("deux tiers des voix", "ratio 0.666666666666"),
        ("un cinquième des voix, un cinquième mandat", "ratio 0.2; ordinal 5"),
    ];
    all("fr", &french);
    let english = [
        ("between $44 and $50 million", "money 44000000..50000000 USD"),
        ("between one hundred and two hundred", "100..200"),
        ("8- to 16-meter", "measure 8..16 m"),
        ("at least 20 and at most 100", "20..100"),
        ("45 and 50 mg", "measure 45 mg; measure 50 mg"),
        ("one in three visits; 317 out of 412 towns", "ratio 0.333333333333; 317; 412"),
    ];
    all("en", &english);
}

#[test]
fn approximators_widen() {
    let french = [
        ("un peu plus de 3 tonnes", "measure more-than 3 t"),
        ("pas moins d'une vingtaine de blessés", "at-least 20"),
        ("quelque 200 000 personnes, ou presque 300", "about 200000; nearly 300"),
        ("500 ou plus, 500 ou moins de 600", "at-least 500; 500; less-than 600"),
        ("jusqu'à 700 euros", "money at-most 700 EUR"),
    ];
    all("fr", &french);
    let english = [
        ("no fewer than 20, up to 29 ºC", "at-least 20; measure at-most 29 Cel"),
        ("107 or more", "at-least 107"),
        ("more than half people", "ratio more-than 0.5"),
    ];
    all("en", &english);
}

#[test]
fn ranks_are_read() {
    let french = [
        ("le 1er tour, sa 22ème victoire, le XIXe arrondissement", "ordinal 1; ordinal 22; ordinal 19"),
        ("entre les X e et XIX e", "ordinal 10; ordinal 19"),
        ("vingt-et-unième, deux millionième", "ordinal 21; ordinal 2000000"),
        ("les cinq premiers, numéro 2 mondial", "5; ordinal 1; ordinal 2"),
        ("Vers l'Inde, Ce XX n'est rien", ""),
    ];
    all("fr", &french);
    let english =
        [("the 62nd, twenty-first, one hundred twenty-fifth", "ordinal 62; ordinal 21; ordinal 125")];
    all("en", &english);
}

#[test]
fn names_count_nothing() {
    let french = [
        ("l'A320, H1N1 et le 4x100m", r#"name "A320"; name "H1N1"; name "4x100m""#),
        ("l'article 49.3 et le Premier ministre", r#"name "article 49.3"; name "Premier ministre""#),
        ("en Ligue 1 mais (RN 85)", r#"name "Ligue 1"; name "RN 85""#),
        ("Internet Explorer 6, au 63 et 65 rue d'Aubagne", r#"name "6"; name "63 et 65""#),
        (
            "les Deux-Sèvres, score de 7 à 3, gagné 34-27",
            r#"name "Deux-Sèvres"; score "7 à 3"; score "34-27""#,
        ),
        ("vu[18] sur https://a.fr/2014/12/30%25 avec", r#"name "[18]"; name "https://a.fr/2014/12/30%25""#),
    ];
    all("fr", &french);
    let english = [
        ("at 28.5°E. It is theory.:212–219 He", r#"name "28.5°E"; name ":212–219""#),
        ("6.02 x 10^23 atoms (0/3)", r#"name "6.02 x 10^23"; score "0/3""#),
        ("the Ninth Legion on STS-134", r#"name "Ninth"; name "-134""#),
        ("won 2 – 1 and 7-6, 6-4", r#"score "2 – 1"; score "7-6, 6-4""#),
        ("call +4550981306 from IP 192.168.1.2", r#"name "+4550981306"; name "192.168.1.2""#),
    ];
    all("en", &english);
}

#[test]
fn hostile_digits_are_no_number() {
    let long = "9".repeat(5000);
    for text in [
        long.clone(),
        format!("{long}.{long}"),
        format!("-{long} %"),
        format!("{long}e{long}"),
        "1e99".into(),
        "9223372036854775807 to 3 million, or two to 9223372036854775807".into(),
        "between 5 and 0 million, 0 million million million".into(),
    ] {
        assert!(!read("en", &text).contains("percent"));
    }
}
