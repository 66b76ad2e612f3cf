//! Numbers that name and count nothing: `A320`, "article 49.3", "Premier ministre", `[18]`, `1.2.3`.

use crate::{
    lexicon::Set,
    parse::{
        Before, Reading, Token, TokenKind,
        figure::{
            contact::{house, housed, telephone},
            ordinal,
            words::words,
        },
        stream::{Parsed, Stream, nothing, term},
    },
};

/// Names that come before every other reading: what the lexicon knows to count nothing, labels
/// with their numbers, and numbers after a proper name.
pub fn names(input: Stream<'_>) -> Parsed<'_, Reading> {
    let read = fixed(input)
        .or_else(|| address(input))
        .or_else(|| telephone(input))
        .or_else(|| labelled(input))
        .or_else(|| reference(input))
        .or_else(|| relay(input))
        .or_else(|| position(input))
        .or_else(|| too_large(input))
        .or_else(|| house(input))
        .or_else(|| housed(input))
        .or_else(|| place_name(input))
        .or_else(|| titled(input))
        .or_else(|| after_number_word(input))
        .or_else(|| after_proper_name(input));
    read.map_or_else(nothing, |rest| Ok((rest, Reading::name())))
}

/// Names that only their spelling gives away, where no other reading is as long: `A320`, `CX-5`, `1.2.3`.
pub fn identifiers(input: Stream<'_>) -> Parsed<'_, Reading> {
    let Some(first) = input.first() else { return nothing() };
    // "+25 %" is a figure with its sign.
    let short = input.tokens().get(1).is_some_and(|digits| digits.span.len() < 4);
    let signed = short && input.text(first) == "+" && !input.previous_touches();
    if signed || is_year_of_compound(input) {
        return nothing();
    }
    let compound = input.previous_touches() || first.kind == TokenKind::Digits || touches_digits(input);
    let rest = if compound { run(input) } else { input };
    let read = &input.passage.tokens[input.at..rest.at];
    if read.iter().any(|token| token.kind == TokenKind::Digits) {
        Ok((rest, Reading::name()))
    } else {
        nothing()
    }
}

/// The year of "post-2008": what reads times may take it.
fn is_year_of_compound(input: Stream<'_>) -> bool {
    let [hyphen, year, ..] = input.tokens() else { return false };
    let small = input.previous().is_some_and(|word| !is_capital(input, word));
    small && hyphen.kind == TokenKind::Mark && input.text(year).len() == 4
}

/// A phrase of the lexicon: "premier ministre", "quart de finale".
fn fixed(input: Stream<'_>) -> Option<Stream<'_>> {
    Some(input.skip(input.term(Set::FIXED)?.length))
}

/// A web address, whatever it holds.
fn address(input: Stream<'_>) -> Option<Stream<'_>> {
    input.term(Set::ADDRESS)?;
    let glued = input.tokens().iter().skip(1).take_while(|token| token.before == Before::Glued).count();
    (glued > 1).then_some(input.skip(glued + 1))
}

/// A label and its number: "article 49.3", "route 66", "n° 5", "season four", "chapitres 3 et 4".
fn labelled(input: Stream<'_>) -> Option<Stream<'_>> {
    let rest = input.skip(input.term(Set::LABEL)?.length);
    let first = rest.first().filter(|token| token.before != Before::Break)?;
    let year = first.span.len() == 4 && input.term(Set::YEAR_BEFORE).is_some();
    let end = match first.kind {
        TokenKind::Digits if year => return None,
        TokenKind::Digits => run(rest),
        TokenKind::Word if rest.starts(first).has(Set::ARTICLE) => return None,
        TokenKind::Word => words(rest, false).ok()?.0,
        TokenKind::Mark => return None,
    };
    let counts = end.first().is_some_and(|next| {
        let starts = end.starts(next);
        [Set::PERCENT, Set::CURRENCY, Set::CURRENCY_SYMBOL, Set::SCALE].into_iter().any(|set| starts.has(set))
    });
    (!counts).then_some(end)
}

/// A note and its pages: `[18]`, `:133–134` behind the end of a sentence.
fn reference(input: Stream<'_>) -> Option<Stream<'_>> {
    if let Some(pages) = pages(input) {
        return Some(pages);
    }
    let [open, digits, close, ..] = input.tokens() else { return None };
    let shape = digits.kind == TokenKind::Digits && input.text(open) == "[" && input.text(close) == "]";
    shape.then_some(input.skip(3))
}

/// The pages of a note behind a full stop or bracket: `theory.:212–219`, `.:133–134:38-1`.
fn pages(input: Stream<'_>) -> Option<Stream<'_>> {
    let behind = input.previous().is_some_and(|before| matches!(input.text(before), "." | ")" | "]" | ","));
    let mut rest = input.mark(|c| c == ':').filter(|_| behind)?;
    loop {
        let digits = rest.first().filter(|token| token.kind == TokenKind::Digits)?;
        if digits.before != Before::Glued {
            return None;
        }
        rest = rest.skip(1);
        match rest.mark(|c| matches!(c, ':' | ',' | '-' | '–')) {
            Some(next) if next.touches_word() => rest = next,
            _ => return (!rest.touches_word()).then_some(rest),
        }
    }
}

/// A place on the globe or in the sky: `28.5°E`, `48°51′24″N`.
fn position(input: Stream<'_>) -> Option<Stream<'_>> {
    input.first().filter(|token| token.kind == TokenKind::Digits)?;
    let inner = |token: &&Token| {
        let mark = || matches!(input.text(token), "." | "," | "°" | "′" | "″" | "'" | "’" | "\"");
        token.before == Before::Glued && (token.kind == TokenKind::Digits || mark())
    };
    let count = 1 + input.tokens().iter().skip(1).take(8).take_while(inner).count();
    let degree = |token: &Token| input.text(token) == "°";
    if count < 2 || !input.tokens()[..count].iter().any(degree) {
        return None;
    }
    let rest = input.skip(count);
    let letter = rest.first().filter(|letter| letter.before == Before::Glued && is_capital(rest, letter))?;
    let unit = input.skip(count - 1).symbol(Set::UNIT_SYMBOL).is_some();
    (rest.text(letter).len() == 1 && !unit).then_some(rest.skip(1))
}

/// A power of ten that no number here can hold: `6.02 x 10^23`.
fn too_large(input: Stream<'_>) -> Option<Stream<'_>> {
    input.first().filter(|token| token.kind == TokenKind::Digits)?;
    let decimals = input.skip(1).repeats('.') || input.skip(1).repeats(',');
    let at = input.skip(if decimals { 3 } else { 1 });
    let [times, ten, caret, power, ..] = at.tokens() else { return None };
    let shape = matches!(at.text(times), "x" | "×" | "·") && at.text(ten) == "10" && at.text(caret) == "^";
    let large = at.text(power).parse::<u32>().is_ok_and(|power| power > 18);
    (shape && large).then_some(at.skip(4))
}

/// Relays and sizes: `4x100m`, "4 x 100 mètres".
fn relay(input: Stream<'_>) -> Option<Stream<'_>> {
    let [times, by, each, ..] = input.tokens() else { return None };
    let digits = [times, each].iter().all(|token| token.kind == TokenKind::Digits);
    if !digits || !matches!(input.text(by), "x" | "×" | "X") || input.text(each) == "10" {
        return None;
    }
    let rest = input.skip(3);
    let unit = rest.symbol(Set::UNIT_SYMBOL).map(|found| found.0);
    Some(rest.skip(unit.or_else(|| rest.term(Set::UNIT).map(|unit| unit.length)).unwrap_or(0)))
}

/// A number word that begins a place or family name: "Deux-Sèvres", "Six-Fours"; and compounds of
/// ranks: "second-team".
fn place_name(input: Stream<'_>) -> Option<Stream<'_>> {
    let first = input.first().filter(|token| token.kind == TokenKind::Word)?;
    let opens = input.starts(first);
    let rest = if opens.has(Set::ORDINAL) {
        ordinal::word(input)?.0
    } else if opens.has(Set::CARDINAL) && is_capital(input, first) {
        words(input, false).ok()?.0
    } else {
        return None;
    };
    let after = rest.mark(|c| matches!(c, '-' | '‑'))?;
    let next = after.first().filter(|next| next.kind == TokenKind::Word && next.before == Before::Glued)?;
    let timed = after.starts(next).has(Set::TIME_UNIT);
    let compound = opens.has(Set::ORDINAL) && !timed || is_capital(after, next);
    compound.then_some(after.skip(1))
}

/// A number word with a capital inside a sentence: "Ninth Legion", "Palace of Forty Columns".
fn titled(input: Stream<'_>) -> Option<Stream<'_>> {
    let first = input.first().filter(|token| token.kind == TokenKind::Word && is_capital(input, token))?;
    let opens = input.starts(first);
    if opens.has(Set::APPROX)
        || !(opens.has(Set::ORDINAL) || opens.has(Set::CARDINAL))
        || begins_sentence(input) && !is_enclosed(input)
    {
        return None;
    }
    let rest = ordinal::word(input).or_else(|| words(input, false).ok().map(|(rest, _)| (rest, 0)))?.0;
    let next = rest.first();
    let goes_on = next.is_some_and(|next| next.kind == TokenKind::Word && is_capital(rest, next));
    let shouted = |token: &Token| input.text(token).chars().all(char::is_uppercase);
    let headline = shouted(first) && next.is_some_and(shouted);
    // "later the Sixth": a rank alone is a title of its own.
    let alone = || opens.has(Set::ORDINAL) && !shouted(first) && follows_small_word(input) && !goes_on;
    (goes_on && !headline || alone() || is_enclosed(input)).then_some(rest)
}

/// Whether a rank stands in brackets by itself: "the District Council (Second) constituency".
fn is_enclosed(input: Stream<'_>) -> bool {
    let rank = input.first().is_some_and(|first| input.starts(first).has(Set::ORDINAL));
    let opened = input.previous().is_some_and(|before| input.text(before) == "(");
    rank && opened && input.skip(1).mark(|c| c == ')').is_some()
}

/// Whether a word without a capital stands before: no headline.
fn follows_small_word(input: Stream<'_>) -> bool {
    input.previous().is_some_and(|before| before.kind == TokenKind::Word && !is_capital(input, before))
}

/// Digits that a number counts: "trois 10 d'affilée", "two 747s".
fn after_number_word(input: Stream<'_>) -> Option<Stream<'_>> {
    let first = input.first().filter(|token| token.kind == TokenKind::Digits)?;
    let before = Stream { at: input.at.checked_sub(1)?, ..input };
    let counts =
        term(Set::CARDINAL)(before).is_ok_and(|(end, value)| end.at == input.at && value > 1 && value < 10);
    let tied = before.previous().is_some_and(|token| {
        token.before == Before::Glued && token.kind == TokenKind::Mark
            || before.starts(token).has(Set::CARDINAL)
    });
    let rest = input.skip(1);
    let ends = rest.first().is_none_or(|next| {
        next.kind == TokenKind::Mark && next.before != Before::Glued
            || matches!(rest.text(next), "." | "," | ";" | ")")
            || rest.starts(next).has(Set::FUNCTION)
            || rest.text(next) == "s" && next.before == Before::Glued
    });
    let near = matches!(first.before, Before::Space | Before::Hard) && first.span.len() < 4;
    let plural = rest.first().is_some_and(|next| rest.text(next) == "s" && next.before == Before::Glued);
    let fits = counts && near && ends && !tied && !rest.repeats('.') && !rest.repeats(',');
    fits.then_some(if plural { rest.skip(1) } else { rest })
}

/// Digits after a proper name: "Internet Explorer 6", "Ligue 1", "RN 85".
fn after_proper_name(input: Stream<'_>) -> Option<Stream<'_>> {
    let first = input.first().filter(|token| token.kind == TokenKind::Digits)?;
    let before = input.previous().filter(|token| token.kind == TokenKind::Word)?;
    if !matches!(first.before, Before::Space | Before::Hard) || !is_capital(input, before) {
        return None;
    }
    let text = input.text(before);
    let code = text.chars().all(char::is_uppercase);
    let begins = begins_sentence(Stream { at: input.at - 1, ..input });
    let most = if code { 9 } else { 3 };
    let known = begins_known(Stream { at: input.at - 1, ..input });
    if input.text(first).len() > most || known || begins && !code {
        return None;
    }
    let rest = run(input);
    let counted = rest.first().is_some_and(|next| match next.kind {
        TokenKind::Word => {
            let short = input.text(first).len() < 7;
            short && !rest.starts(next).has(Set::FUNCTION) && (code || !is_capital(rest, next))
        }
        TokenKind::Digits => true,
        TokenKind::Mark => {
            !matches!(rest.text(next), "," | "." | ")" | "(" | ";" | ":" | "»" | "”" | "\"" | "'" | "’")
        }
    });
    (!counted && !rest.touches_word()).then_some(rest)
}

/// Whether a word is one of the lexicon's small words, or says what the number is: no proper name.
fn begins_known(input: Stream<'_>) -> bool {
    let Some(word) = input.first() else { return false };
    let bits = input.starts(word);
    let text = input.text(word);
    let shouted = |token: &Token| {
        let text = input.text(token);
        text.len() > 1 && token.kind == TokenKind::Word && text.chars().all(char::is_uppercase)
    };
    // "US 169": capitals make no pronoun of it.
    if text.len() == 2 && text.chars().all(char::is_uppercase) && bits.has(Set::FUNCTION) {
        return begins_sentence(input) || input.passage.tokens.get(input.at + 2).is_some_and(shouted);
    }
    let known =
        [Set::FUNCTION, Set::APPROX, Set::MONTH, Set::WEEKDAY, Set::CARDINAL, Set::ORDINAL, Set::SCALE];
    let currency = input.term(Set::CURRENCY).is_some_and(|term| term.length == 1);
    currency || input.is_telling(word) || known.into_iter().any(|set| bits.has(set))
}

/// A run of letters, digits and marks between them that touch: `L3511-7-2`, `8-4A`, `49.3`.
fn run(input: Stream<'_>) -> Stream<'_> {
    let mut rest = input;
    while let Some(token) = rest.first() {
        let glued = rest.at == input.at || token.before == Before::Glued;
        match token.kind {
            TokenKind::Mark if glued && joins(rest, token) => rest = rest.skip(1),
            TokenKind::Mark => break,
            _ if !glued => break,
            _ => rest = rest.skip(1),
        }
    }
    rest
}

/// Whether a mark stands inside a run: letters or digits touch it on both sides.
fn joins(rest: Stream<'_>, mark: &Token) -> bool {
    let inner = matches!(rest.text(mark), "-" | "." | "_" | "/" | "‑" | "+" | ":");
    let after = rest.skip(1);
    let fits = after.first().is_some_and(|next| {
        next.kind == TokenKind::Digits || matches!(rest.text(mark), "-" | "_") && is_capital(after, next)
    });
    inner && after.touches_word() && fits
}

fn touches_digits(input: Stream<'_>) -> bool {
    input.skip(1).first().is_some_and(|next| next.kind == TokenKind::Digits && next.before == Before::Glued)
}

pub(super) fn is_capital(input: Stream<'_>, token: &Token) -> bool {
    input.text(token).chars().next().is_some_and(char::is_uppercase)
}

/// Whether nothing or a mark that ends or opens a sentence stands before.
fn begins_sentence(input: Stream<'_>) -> bool {
    let Some(first) = input.first() else { return true };
    first.before == Before::Break
        || input.previous().is_none_or(|before| {
            before.kind == TokenKind::Mark && !matches!(input.text(before), "," | "'" | "’" | "-" | "&" | "/")
        })
}
