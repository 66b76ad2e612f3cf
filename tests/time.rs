//! Temporal expressions: what is read, and what it is resolved to by the document's date.

use std::sync::LazyLock;

use addsup::{
    engine::{Engine, Options},
    read,
};

/// The claims of a text with a date: `date [8 août] 2014-08-08`, one after the other.
fn claims(lang: &str, date: &str, text: &str) -> String {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().expect("the rules of the house load"));
    let prose = read::read(text, &read::FORMATS[0], ENGINE.lexicons());
    let date = (!date.is_empty()).then(|| date.to_owned());
    let options = Options { lang: Some(lang.into()), date, claims: true, ..Options::default() };
    let claims = ENGINE.check(&prose, &options).claims.into_iter().map(|claim| {
        let value = match (claim.time, claim.number) {
            (Some(time), _) => time.timex.to_string(),
            (None, number) => number.map_or_else(String::new, |number| number.value.to_string()),
        };
        format!("{} [{}] {value}", claim.kind, &text[claim.span.range()])
    });
    claims.collect::<Vec<_>>().join("; ")
}

/// Holds texts to their claims: language, document's date, text, claims.
fn read_as(lines: &[(&str, &str, &str, &str)]) {
    for (lang, date, text, wanted) in lines {
        assert_eq!(claims(lang, date, text), *wanted, "{text}");
    }
}

#[test]
fn dates_full_and_partial() {
    read_as(&[
        ("fr", "", "le lundi 8 décembre 2014", "date [lundi 8 décembre 2014] 2014-12-08"),
        ("fr", "", "le 8 août", "date [8 août] XXXX-08-08"),
        ("fr", "", "en juin, le 31 juin 2014", "date [juin] XXXX-06; date [31 juin 2014] 2014-06-31"),
        (
            "en",
            "",
            "on December 8, 2014 and 8 December",
            "date [December 8, 2014] 2014-12-08; date [8 December] 2014-12-08",
        ),
        ("en", "", "on Friday, March 14, 2012", "date [Friday, March 14, 2012] 2012-03-14"),
        (
            "fr",
            "",
            "le 17/05/2018, le 12.05.2018",
            "date [17/05/2018] 2018-05-17; date [12.05.2018] 2018-05-12",
        ),
        (
            "en",
            "",
            "on 05/17/2018 and 2018-05-17",
            "date [05/17/2018] 2018-05-17; date [2018-05-17] 2018-05-17",
        ),
        ("fr", "", "en 44 av. J.-C., au XIXe siècle", "date [44 av. J.-C.] -0043; date [XIXe siècle] 18"),
        ("en", "", "in the late 1990s, the 21st century", "date [late 1990s] 199; date [21st century] 20"),
        (
            "en",
            "",
            "Q3 2014, the first half of 2013",
            "date [Q3 2014] 2014-Q3; date [first half of 2013] 2013-H1",
        ),
        (
            "fr",
            "",
            "Pâques 2015, le jeudi de l'Ascension 2014",
            "date [Pâques 2015] 2015-04-05; date [jeudi de l'Ascension 2014] 2014-05-29",
        ),
        (
            "en",
            "",
            "Thanksgiving 2014, Black Friday 2013",
            "date [Thanksgiving 2014] 2014-11-27; date [Black Friday 2013] 2013-11-29",
        ),
    ]);
}

#[test]
fn years_are_no_counts() {
    read_as(&[
        ("fr", "", "en 2014, 2014 personnes", "date [2014] 2014; count [2014] 2014"),
        (
            "en",
            "",
            "in 1999, 1999 cars and the 1999 film",
            "date [1999] 1999; count [1999] 1999; date [1999] 1999",
        ),
        ("en", "", "It rained. 2000 people came.", "count [2000] 2000"),
        ("fr", "", "de 1998 à 2009", "date [1998] 1998; date [2009] 2009"),
        ("fr", "", "1914-18, (2004-2006)", "date [1914-18] 1914/1918; date [2004-2006] 2004/2006"),
    ]);
}

#[test]
fn a_span_written_as_one_is_one() {
    read_as(&[
        ("fr", "", "du 3 au 7 mai 2014", "date [3 au 7 mai 2014] 2014-05-03/2014-05-07"),
        ("fr", "", "les 2 et 3 décembre 2014", "date [2] 2014-12-02; date [3 décembre 2014] 2014-12-03"),
        (
            "en",
            "",
            "from June 23 to July 6, 2014",
            "date [June 23] 2014-06-23; date [July 6, 2014] 2014-07-06",
        ),
        ("en", "", "between 3 and 7 May 2013", "date [3 and 7 May 2013] 2013-05-03/2013-05-07"),
    ]);
}

#[test]
fn the_document_tells_the_year_and_the_tense_the_side() {
    read_as(&[
        ("fr", "2014-12-08", "Il a gagné samedi.", "date [samedi] 2014-12-06"),
        ("fr", "2014-12-08", "Il jouera samedi.", "date [samedi] 2014-12-13"),
        ("en", "2014-12-08", "The vote will be held on Friday.", "date [Friday] 2014-12-12"),
        ("en", "2014-12-08", "The vote was held on Friday.", "date [Friday] 2014-12-05"),
        ("fr", "2014-12-08", "signé le 12 janvier", "date [12 janvier] 2015-01-12"),
        (
            "fr",
            "2017-03-21",
            "fin décembre, le mois dernier",
            "date [fin décembre] 2016-12; date [mois dernier] 2017-02",
        ),
        (
            "fr",
            "2016-08-04",
            "lundi dernier, hier",
            "date [lundi dernier] 2016-08-01; date [hier] 2016-08-03",
        ),
        (
            "en",
            "2017-07-21",
            "until last week, in fall 2004",
            "date [last week] 2017-W28; date [fall 2004] 2004-FA",
        ),
        ("fr", "2021-12", "le 8 août, lundi", "date [8 août] 2021-08-08; date [lundi] XXXX-WXX-1"),
        ("en", "", "July 12, 2014. July 13.", "date [July 12, 2014] 2014-07-12; date [July 13] 2014-07-13"),
    ]);
}

#[test]
fn times_take_the_day_that_is_named() {
    read_as(&[
        (
            "fr",
            "2017-01-23",
            "Morte dimanche, vers 14 h 30",
            "date [dimanche] 2017-01-22; time [14 h 30] 2017-01-22T14:30",
        ),
        ("fr", "", "à 4 h 20 UTC", "time [4 h 20 UTC] T04:20Z"),
        (
            "en",
            "",
            "5:57 a.m., 10 p.m., noon",
            "time [5:57 a.m.] T05:57; time [10 p.m.] T22:00; time [noon] T12:00",
        ),
        ("fr", "2016-07-26", "ce matin", "time [ce matin] 2016-07-26TMO"),
        (
            "fr",
            "2017-03-21",
            "la nuit de samedi 18 à dimanche 19 mars",
            "time [nuit de samedi 18 à dimanche 19 mars] 2017-03-18TNI",
        ),
        ("en", "2014-12-08", "at 3 p.m. today", "time [3 p.m.] 2014-12-08T15:00; date [today] 2014-12-08"),
    ]);
}

#[test]
fn lengths_ages_and_sets() {
    read_as(&[
        ("fr", "", "un an et demi", "duration [un an et demi] P1.5Y"),
        ("fr", "", "pendant 2 h 15", "duration [2 h 15] PT2H15M"),
        (
            "en",
            "",
            "half an hour, an 11-year lull",
            "duration [half an hour] PT0.5H; duration [11-year] P11Y",
        ),
        (
            "fr",
            "",
            "une femme de 67 ans, un contrat de trois ans",
            "age [67 ans] P67Y; duration [trois ans] P3Y",
        ),
        ("fr", "", "âgé de 45 ans, condamné à 3 ans de prison", "age [45 ans] P45Y; duration [3 ans] P3Y"),
        (
            "en",
            "",
            "a 45-year-old, aged 40; John Smith, 33, said",
            "age [45-year-old] P45Y; age [40] P40Y; age [33] P33Y",
        ),
        ("fr", "", "tous les lundis, chaque jour", "set [tous les lundis] XXXX-WXX-1; set [chaque jour] P1D"),
        ("en", "", "every two weeks, per month", "set [every two weeks] P2W; set [per month] P1M"),
    ]);
}

#[test]
fn words_that_only_look_like_times_are_left_alone() {
    read_as(&[
        ("fr", "", "il a été élu, la mer, une seconde séance", "ordinal [seconde] 2"),
        ("en", "", "He may march on in the spring of his life.", ""),
        ("en", "", "In May 12 people died.", "date [May] XXXX-05; count [12] 12"),
        ("fr", "", "le Midi Libre, France Dimanche", ""),
    ]);
}

/// How far the claims of a text reach: `2016: 2017-01-01/..`.
fn reaches(lang: &str, date: &str, text: &str) -> String {
    let engine = Engine::new().expect("the rules of the house load");
    let prose = read::read(text, &read::FORMATS[0], engine.lexicons());
    let options =
        Options { lang: Some(lang.into()), date: Some(date.into()), claims: true, ..Options::default() };
    let claims = engine.check(&prose, &options).claims.into_iter().filter_map(|claim| {
        let time = claim.time?;
        let end = |end: Option<_>| end.map_or_else(|| "..".to_owned(), |end| format!("{end}"));
        Some(format!("{}: {}/{}", &text[claim.span.range()], end(time.from), end(time.to)))
    });
    claims.collect::<Vec<_>>().join("; ")
}

#[test]
fn words_around_a_date_open_close_and_narrow_it() {
    let lines = [
        ("fr", "après 2016", "2016: 2017-01-01/.."),
        ("en", "before 2018", "2018: ../2018-01-01"),
        ("fr", "depuis 2013", "2013: 2013-01-01/.."),
        ("fr", "de 1988 à 1991", "1988: 1988-01-01/1991-01-01; 1991: 1991-01-01/1992-01-01"),
        ("fr", "d'ici vendredi", "vendredi: 2016-11-07/2016-11-12"),
        ("en", "late March 2015", "late March 2015: 2015-03-16/2015-04-01"),
        ("fr", "il y a deux ans", "deux ans: 2014-11-07/2014-11-08"),
        ("fr", "dans trois ans", "trois ans: 2019-11-07/2019-11-08"),
        ("en", "the last three months", "three months: 2016-08-07/2016-11-07"),
        (
            "fr",
            "les six premiers mois de 2014",
            "six premiers mois: 2014-01-01/2014-07-01; 2014: 2014-01-01/2015-01-01",
        ),
        (
            "en",
            "two weeks before May 13, 1999",
            "two weeks: 1999-04-29/1999-04-30; May 13, 1999: 1999-05-13/1999-05-14",
        ),
        ("en", "within 2 hours", "2 hours: 2016-11-07T16:12/2016-11-07T18:12"),
    ];
    for (lang, text, wanted) in lines {
        assert_eq!(reaches(lang, "2016-11-07T16:12:00", text), wanted, "{text}");
    }
}
