//! The sets that the grammar and the claim stage know by name.

use super::set::{Set, SetBits};

/// Declares the sets that the grammar and the claim stage know by name, each with the meaning of its payload.
macro_rules! grammar_sets {
    ($($(#[doc = $doc:literal])+ $constant:ident = $name:literal),+ $(,)?) => {
        /// The sets in order: what numbers them.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the names are those of the constants")]
        #[repr(u16)]
        enum Order { $($constant),+ }
        impl Set {
            $($(#[doc = $doc])+ pub const $constant: Set = Set(Order::$constant as u16);)+
        }
        /// The grammar's sets, by number.
        pub(super) const GRAMMAR: &[&str] = &[$($name),+];
    };
}

grammar_sets! {
    /// Approximators: the place in [`super::Lexicon::approximators`].
    APPROX = "approx",
    /// Units of measure: the place in [`super::Lexicon::codes`].
    UNIT = "unit",
    /// Currencies by name, symbol or code: the place in [`super::Lexicon::codes`].
    CURRENCY = "currency",
    /// Months: 1 to 12.
    MONTH = "month",
    /// Weekdays: 1 (Monday) to 7.
    WEEKDAY = "weekday",
    /// Words that a full stop shortens without ending the sentence: `M`, `St`, `No`.
    ABBREVIATION = "abbreviation",
    /// Cardinals below a hundred, and a hundred and a thousand themselves: their value.
    CARDINAL = "cardinal",
    /// Tens that teens may follow: `soixante` in "soixante-douze". Their value.
    VIGESIMAL = "vigesimal",
    /// Articles that can be the number one before a scale word: `a`, `un`.
    ARTICLE = "article",
    /// What joins the parts of a number in words: `et`, `and`.
    JOINER = "joiner",
    /// Scale words: their power of ten.
    SCALE = "scale",
    /// Abbreviated scales, as spelled: the place in [`super::Lexicon::symbols`].
    SCALE_SYMBOL = "scale-symbol",
    /// Units as spelled: the place in [`super::Lexicon::symbols`].
    UNIT_SYMBOL = "unit-symbol",
    /// Currencies as spelled: the place in [`super::Lexicon::symbols`].
    CURRENCY_SYMBOL = "currency-symbol",
    /// Collective numbers: `douzaine`, `dozen`, `soixantaine`. Their value.
    COLLECTIVE = "collective",
    /// Ordinal words: their value.
    ORDINAL = "ordinal",
    /// What digits carry to be an ordinal: `er`, `e`, `th`. The Roman numeral it goes with; 0 for any.
    ORDINAL_SUFFIX = "ordinal-suffix",
    /// Denominators that are no ordinals: `tiers`, `quarts`, `half`. Their value.
    DENOMINATOR = "denominator",
    /// Fractions that need no numerator: `moitié`, `half`. Their denominator.
    FRACTION = "fraction",
    /// The decimal mark in words: `virgule`, `point`.
    DECIMAL_WORD = "decimal-word",
    /// Words and marks that turn the sign: `moins`, `minus`.
    NEGATIVE = "negative",
    /// Signs of percentages: how many thousandths one of them is.
    PERCENT = "percent",
    /// Percentage points: how many thousandths one of them is.
    POINTS = "points",
    /// A hundredth of a currency: the place in [`super::Lexicon::codes`].
    CENT = "cent",
    /// What links a scale word to its unit: `de` in "35 millions de dollars".
    LINK = "link",
    /// Definite articles and the like: `la` in "la quinzaine".
    DEFINITE = "definite",
    /// Ordinals that never end a number: `premier` in "les vingt premiers".
    LONE = "lone",
    /// Number words that count only before a noun: `one`, `neuf`.
    SHY = "shy",
    /// Words after which hundreds and thousands are not counted: `few`.
    FEW = "few",
    /// Words after which a shy number counts nothing: `no` in "no one".
    HUSH = "hush",
    /// What stands between the ends of a range: `à`, `to`.
    RANGE = "range",
    /// What stands before the round number that a rate is counted on: `per`.
    RATE_BASE = "rate-base",
    /// What opens the amount of a change: `by`.
    BY_AMOUNT = "by-amount",
    /// Approximators that only restrict after a negation: `plus que` in "n'en a plus que 49".
    ONLY = "only",
    /// The first word of a negation: `ne`.
    NEGATION = "negation",
    /// What opens a range or a change: `de`, `from`.
    FROM = "from",
    /// Verbs of change: "passer de 200 à 300" is two numbers, "varier de 200 à 300" a range.
    MOVE = "move",
    /// Words around scores: `score`, `battu`, `win`.
    SCORE = "score",
    /// What opens a range whose ends a joiner ties: `entre`, `between`.
    BETWEEN = "between",
    /// What stands between two numbers of which one will do: `ou`, `or`.
    ALTERNATIVE = "alternative",
    /// What stands in a ratio: `sur`, `in`, `out of`. The most it may follow; 0 for any number.
    RATIO = "ratio",
    /// Approximators that follow: the place in [`super::Lexicon::approximators`].
    APPROX_AFTER = "approx-after",
    /// Words that make a name of the number after them: `route`, `chapter`, `n°`.
    LABEL = "label",
    /// Labels that give a rank: `numéro`, `number`.
    RANK = "rank",
    /// Phrases with numbers in them that count nothing: `premier ministre`.
    FIXED = "fixed",
    /// Words that end a noun phrase: articles, prepositions, pronouns, auxiliaries.
    FUNCTION = "function",
    /// Words between a number and its noun: `de`, `autres`, `jeunes`.
    BEFORE_NOUN = "before-noun",
    /// What a figure's noun is left out for: "les 149 restantes".
    REMAINING = "left-over",
    /// Nouns in the plural that do not look it: `people`, `women`.
    PLURAL = "plural",
    /// Nouns for people.
    PERSON = "person",
    /// Finite verbs: a clause of its own begins.
    FINITE = "finite",
    /// Nouns for people by sex: `hommes`, `women`.
    PERSON_SEX = "person-sex",
    /// Nouns for people by age: `enfants`, `adults`.
    PERSON_AGE = "person-age",
    /// Relative pronouns: what follows describes the noun before.
    RELATIVE = "relative",
    /// Prepositions of place: within a noun phrase a figure after one places the figure before it.
    PLACING = "placing",
    /// Cues after which an article counts one: `dont`, `including`.
    PART_CUE = "part-cue",
    /// Marks and words in a list that counts, after which an article counts one: `et`, `(`.
    LIST_MARK = "list-mark",
    /// Small words that may stand before a claim without a say: `les`, `de`, `the`.
    LIGHT = "light",
    /// What a gap never crosses: `tandis que`, `while`.
    OPAQUE = "opaque",
    /// Articles and possessives before what is known: `les`, `leurs`, `the`, `its`.
    THE = "the",
    /// Demonstratives: `ces`, `these`.
    THESE = "these",
    /// The same of one: `cette`, `this`.
    THIS = "this",
    /// What takes all of something known: `tous les`, `aucun des`, `each of the`.
    ALL_OF = "all-of",
    /// What follows a number of things that are some of those known: `des`, `of the`.
    PARTITIVE = "partitive",
    /// What names a part of the number before: `dont`, `including`.
    INCLUDING = "including",
    /// What makes a number a part of those before: `d'entre eux`, `of them`.
    OF_THEM = "of-them",
    /// What sets things besides those spoken of: `autres`, `supplémentaires`, `further`.
    BESIDES = "besides",
    /// What spreads a number over several: `chacun`, `each`.
    APIECE = "apiece",
    /// So far, or left: `déjà`, `encore`, `still`.
    STILL = "still",
    /// Words of plans: `va`, `prévoit`, `will`.
    PLANNED = "planned",
    /// Words of what is only possible: `pourrait`, `could`.
    CONDITIONAL = "conditional",
    /// Negations: `pas`, `not`.
    NOT = "not",
    /// Words that call a claim wrong or doubt it: `faux`, `denied`.
    DISPUTED = "disputed",
    /// What stands right before a value given up for another: `contre`, `au lieu de`, `from`.
    INSTEAD_OF = "instead-of",
    /// Words of an earlier state of things: `initialement`, `premier bilan`, `previously`.
    FORMER = "former",
    /// Words of a new state of things: `nouveau bilan`, `désormais`, `revised`.
    UPDATED = "updated",
    /// Verbs that bring a value to a new one right after them: `s'alourdit à`, `rose to`.
    BROUGHT_TO = "brought-to",
    /// What stands before the name of a source: `selon`, `according to`.
    SOURCE = "source",
    /// Verbs of saying: `a annoncé`, `said`.
    SAYS = "says",
    /// Nouns that say little of what is counted: `personnes`, `people`, `cas`.
    GENERIC = "generic",
    /// What a gap within a noun phrase never crosses besides: `, et`, `, and`.
    CUT = "cut",
    /// What ties a number to the whole it is taken from: "d'entre".
    DRAWN = "drawn-from",
    /// Units that only follow a greater one: `in` in "5 ft 2 in". The place in [`super::Lexicon::symbols`].
    MINOR_SYMBOL = "minor-symbol",
    /// What follows the number of a house: `rue`.
    STREET = "street",
    /// What a ratio's number never stands before: `days` in "three in 24 days".
    RATIO_STOP = "ratio-stop",
    /// What begins an address of the web: `https`, `www`.
    ADDRESS = "address",
    /// Months by abbreviations: 1 to 12.
    MONTH_SHORT = "time-month-short",
    /// Months whose names are other words too.
    MONTH_UNSURE = "time-month-unsure",
    /// Words that make an unsure month one: "in", "en".
    MONTH_BEFORE = "time-month-before",
    /// Weekdays by abbreviations: 1 to 7.
    WEEKDAY_SHORT = "time-weekday-short",
    /// Weekdays in the plural: 1 to 7; 8 for weekends.
    WEEKDAYS = "time-weekdays",
    /// What follows a weekday that is part of a name: "Sunday Times".
    WEEKDAY_NO = "time-weekday-no",
    /// Days of the month in words: 1 to 31.
    DAY_WORD = "time-day-word",
    /// What ends an ordinal in figures: "er", "th".
    ORDINAL_END = "time-ordinal-end",
    /// Units of time: the place of their grain in `Grain::ALL`, and a hundred times how many.
    TIME_UNIT = "time-unit",
    /// The same, by abbreviations that are only read right after a figure.
    TIME_UNIT_SHORT = "time-unit-short",
    /// Days reckoned from the document's: how many later.
    RELATIVE_DAY = "time-relative-day",
    /// "last", "this", "next" before a unit: -1, 0, 1.
    SHIFT_BEFORE = "time-shift-before",
    /// "dernier", "prochain" after one: -1, 1.
    SHIFT_AFTER = "time-shift-after",
    /// Parts of a period: 1 start, 2 middle, 3 end.
    PART = "time-part",
    /// Parts of the day: the place in `DayPart::ALL`, from 1.
    DAY_PART = "time-day-part",
    /// The same in the plural: "mornings".
    DAY_PARTS = "time-day-parts",
    /// "tonight": a part of the document's own day.
    TODAY_PART = "time-today-part",
    /// "noon": minutes after midnight.
    CLOCK_WORD = "time-clock-word",
    /// "p.m.": hours to add.
    MERIDIEM = "time-meridiem",
    /// Time zones: minutes ahead of Greenwich; 9999 where it is not said.
    ZONE = "time-zone",
    /// Seasons: 1 (spring) to 4.
    SEASON = "time-season",
    /// "nineties": 90.
    DECADE = "time-decade",
    /// Words before the figures of a decade: "années".
    DECADE_BEFORE = "time-decade-before",
    /// What ends the figures of a decade: "1990s".
    DECADE_END = "time-decade-end",
    /// BC and AD: -1 and 1.
    ERA = "time-era",
    /// Feasts: month and day (1225), or as [`crate::value::calendar::feast`] reads them.
    FEAST = "time-feast",
    /// "daily": a unit of time, and a hundred times how many.
    EVERY = "time-every",
    /// People by the decade of their age: "quinquagénaire" is 50.
    AGE_DECADE = "time-age-decade",
    /// Small numbers in words: their value.
    SMALL = "time-small",
    /// Small ordinals in words: their value.
    NTH = "time-nth",
    /// Words between a part and its period, or a day and its month: "of the".
    DATE_OF = "time-date-of",
    /// Half a year, after an ordinal and before its year: "the first half of 2013".
    HALF_YEAR = "time-half-year",
    /// The article of a day after its weekday: "Saturday, the 8th".
    DAY_ARTICLE = "time-day-article",
    /// What a day and month in figures follow: "on 9/11".
    SLASH_BEFORE = "time-slash-before",
    /// "mois de", before a month.
    MONTH_WORD = "time-month-word",
    /// "year", before its figures.
    YEAR_WORD = "time-year-word",
    /// Words that a year may follow.
    YEAR_BEFORE = "time-year-before",
    /// Words that only a year follows, among four-digit figures.
    YEAR_SURE = "time-year-sure",
    /// Words that are no nouns and may follow a year.
    YEAR_FOLLOWER = "time-year-follower",
    /// Between the ends of a range.
    RANGE_TO = "time-range-to",
    /// The marks among them.
    RANGE_DASH = "time-range-dash",
    /// Between the ends of "between … and".
    RANGE_AND = "time-range-and",
    /// "between".
    RANGE_BETWEEN = "time-range-between",
    /// Between days that share a month: "les 2 et 3 décembre".
    ALSO = "time-also",
    /// Words that make a count of hours a time: "à 9 heures".
    CLOCK_BEFORE = "time-clock-before",
    /// Words that make a time a length: "en 2 h 15".
    LENGTH_BEFORE = "time-length-before",
    /// "h", "heures" of a clock time.
    HOUR_WORD = "time-hour-word",
    /// "min" of a clock time.
    MINUTE_WORD = "time-minute-word",
    /// "et demi".
    HALF_MORE = "time-half-more",
    /// "half an".
    HALF_OF = "time-half-of",
    /// Between the units of a length: "5 minutes et 4 secondes".
    AND_MORE = "time-and-more",
    /// Between a collective number and its unit: "une vingtaine d'années".
    GROUP_OF = "time-group-of",
    /// Unknown counts: "quelques".
    VAGUE = "time-vague",
    /// The article as a number: "an hour".
    ARTICLE_ONE = "time-article-one",
    /// "every".
    EACH = "time-each",
    /// "per".
    PER = "time-per",
    /// "every other week".
    OTHER = "time-other",
    /// Between a day and its part: "mardi dans la soirée".
    LATE_OF = "time-late-of",
    /// Between a part of the day and the day: "la nuit de lundi".
    NIGHT_OF = "time-night-of",
    /// "fiscal year".
    FISCAL = "time-fiscal",
    /// What an age follows: "âgé de".
    AGE_BEFORE = "time-age-before",
    /// "ses 70 ans".
    AGE_POSSESSIVE = "time-age-possessive",
    /// "à 40 ans".
    AGE_AT = "time-age-at",
    /// "il a 40 ans".
    AGE_HAS = "time-age-has",
    /// What follows an age: "years old".
    AGE_AFTER = "time-age-after",
    /// Between a person and an age: "une femme de 40 ans".
    AGE_OF = "time-age-of",
    /// "il y" before "a": then no age follows.
    OLD_BY = "time-old-by",
    /// More nouns for people, whose age may follow.
    AGE_PERSON = "time-age-person",
    /// Words of a sentence about what is to come.
    FUTURE = "time-future",
    /// Words of a sentence about what was.
    PAST = "time-past",
    /// Little words between a preposition and a time: "the", "l'année".
    LEAD = "time-lead",
    /// What a time closes without being part: "avant", "prior to".
    TIME_BEFORE = "time-before",
    /// What a time opens without being part: "après", "later than".
    TIME_AFTER = "time-after",
    /// What a time opens: "depuis", "starting on".
    TIME_SINCE = "time-since",
    /// What a time closes: "jusqu'au", "no later than".
    TIME_UNTIL = "time-until",
    /// What opens a stretch after its beginning: "or later".
    OR_LATER = "time-or-later",
    /// The moment of writing, as the end of a stretch: "now", "date".
    NOW = "time-now",
    /// After a length that reaches back: "ago".
    AGO = "time-ago",
    /// Before one: "il y a".
    AGO_BEFORE = "time-ago-before",
    /// After a length that reaches ahead: "from now".
    FROM_NOW = "time-from-now",
    /// Before a count of units, the first ones: "first".
    FIRST_N = "time-first-n",
    /// Before a count of units, the last ones up to now: "past".
    LAST_N = "time-last-n",
    /// Before a count of units, those to come: "next".
    NEXT_N = "time-next-n",
    /// Between a count and its unit: 1 the first, -1 the last, 2 the next. "dix derniers mois".
    ORDER = "time-order",
    /// Before a length that something takes from now on at most: "within", "d'ici".
    WITHIN = "time-within",
    /// Before a length that goes on: "depuis trois ans".
    SINCE_N = "time-since-n",
    /// Before a length that reaches ahead where the tense does: "in", "dans".
    IN_TIME = "time-in",
    /// Before a length that something lasts: "for", "pendant".
    LASTING = "time-lasting",
    /// Between a length and the day that it begins: "starting", "à compter du".
    STARTING = "time-starting",
    /// Between a length and the day that it is counted from: "from".
    TIME_FROM = "time-from",
    /// From the moment of writing to a time: "between now and", "d'ici".
    FROM_NOW_TO = "time-from-now-to",
    /// "next", where it means the next week's and not the nearest.
    OF_NEXT = "time-of-next",
    /// What makes a part of a period a verb: "start in", "end in".
    PART_NOT = "time-part-not",
    /// The last of several in a longer stretch: "last", "dernière".
    LAST_ONE = "time-last-one",
    /// Between a week and a day of it: "of", "beginning", "du".
    WEEK_OF = "time-week-of",
    /// What makes a year vague: "circa".
    TIME_ABOUT = "time-about",
    /// Parts of an hour: 30 for "half", 15 for "quarter".
    HOUR_PART = "time-hour-part",
    /// Between minutes and the hour they follow: "past".
    PAST_HOUR = "time-past-hour",
    /// Between minutes and the hour they precede: "to".
    TO_HOUR = "time-to-hour",
    /// "o'clock".
    O_CLOCK = "time-o-clock",
    /// Minutes in words after an hour: 30 for "et demie", -15 for "moins le quart".
    HOUR_MORE = "time-hour-more",
    /// Between an hour and the minutes that it lacks: "moins".
    HOUR_LESS = "time-hour-less",
    /// Between a day and a bare hour: "Saturday at 5".
    AT_HOUR = "time-at-hour",
}

/// The sets whose terms can begin a temporal expression.
const TIMES: &[Set] = &[
    Set::MONTH,
    Set::MONTH_SHORT,
    Set::WEEKDAY,
    Set::WEEKDAY_SHORT,
    Set::WEEKDAYS,
    Set::DAY_WORD,
    Set::TIME_UNIT,
    Set::RELATIVE_DAY,
    Set::SHIFT_BEFORE,
    Set::PART,
    Set::DAY_PART,
    Set::DAY_PARTS,
    Set::TODAY_PART,
    Set::CLOCK_WORD,
    Set::SEASON,
    Set::DECADE,
    Set::DECADE_BEFORE,
    Set::FEAST,
    Set::EVERY,
    Set::AGE_DECADE,
    Set::SMALL,
    Set::NTH,
    Set::HALF_OF,
    Set::VAGUE,
    Set::ARTICLE_ONE,
    Set::EACH,
    Set::PER,
    Set::FISCAL,
    Set::APPROX,
    Set::COLLECTIVE,
    Set::LAST_ONE,
    Set::HOUR_PART,
    Set::TIME_ABOUT,
];

impl SetBits {
    /// The sets whose terms can begin a temporal expression.
    pub fn times() -> Self {
        TIMES.iter().copied().collect()
    }
}

impl Set {
    /// The sets whose terms can begin an expression; nothing is tried at other words
    /// (but for words that touch digits, and Roman numerals).
    pub(super) const ANCHORS: &[Self] = &[
        // figures
        Self::APPROX,
        Self::CURRENCY,
        Self::CURRENCY_SYMBOL,
        Self::CARDINAL,
        Self::ARTICLE,
        Self::COLLECTIVE,
        Self::ORDINAL,
        Self::DENOMINATOR,
        Self::FRACTION,
        Self::NEGATIVE,
        Self::BETWEEN,
        Self::LABEL,
        Self::RANK,
        Self::ADDRESS,
        Self::FIXED,
        // times
        Self::MONTH,
        Self::WEEKDAY,
    ];

    /// The sets that tell what a claim is of; the groups of things come besides.
    pub(super) const CUES: &[Self] = &[
        Self::THE,
        Self::THESE,
        Self::ALL_OF,
        Self::PARTITIVE,
        Self::INCLUDING,
        Self::OF_THEM,
        Self::BESIDES,
        Self::APIECE,
        Self::STILL,
        Self::PLANNED,
        Self::CONDITIONAL,
        Self::NOT,
        Self::DISPUTED,
        Self::INSTEAD_OF,
        Self::FORMER,
        Self::UPDATED,
        Self::BROUGHT_TO,
    ];

    /// Whether the set is one of the grammar's own.
    pub fn is_grammar(self) -> bool {
        usize::from(self.0) < GRAMMAR.len()
    }
}
