//! Lists of names, counted: "la France, l'Australie, le Canada et les Pays-Bas" is four.
//!
//! An item is a name with the small words before it and at most two plain words after
//! it ("l'Arabie saoudite", "des Emirats arabes unis"). A list has three items or more,
//! commas between them and a conjunction before the last; anything else is no list.

use super::{
    Kind, Reading, TokenKind, Unit,
    stream::{Parsed, Stream, nothing},
};
use crate::{
    lexicon::Set,
    value::{Number, Quantity},
};

/// How many words may stand before the name of an item, and after it.
const AROUND: (usize, usize) = (3, 2);

/// The fewest items that make a list, and the most that are counted.
const ITEMS: (i64, i64) = (3, 40);

/// A list of names that begins here.
pub fn list(input: Stream<'_>) -> Parsed<'_, Reading> {
    let small = |first| [Set::LIGHT, Set::FUNCTION].into_iter().any(|set| input.starts(first).has(set));
    if !is_name(input) || input.first().is_some_and(small) {
        return nothing();
    }
    let Some(mut rest) = item(input) else { return nothing() };
    let mut count = 1;
    while count < ITEMS.1 {
        if let Some(last) = conjunction(rest).and_then(item) {
            count += 1;
            let quantity = Quantity::exact(Number::integer(count));
            return if count < ITEMS.0 {
                nothing()
            } else {
                Ok((last, Reading::number(Kind::List, quantity, Unit::None)))
            };
        }
        match rest.mark(|c| c == ',').and_then(item) {
            Some(next) => (rest, count) = (next, count + 1),
            None => return nothing(),
        }
    }
    nothing()
}

/// Past one item: small words, a name, at most two plain words.
fn item(input: Stream<'_>) -> Option<Stream<'_>> {
    let mut rest = input;
    let mut before = 0;
    while !is_name(rest) {
        let token = rest.first()?;
        let small = rest.starts(token).has(Set::LIGHT) || matches!(rest.text(token), "'" | "’");
        if !small || before == AROUND.0 * 2 {
            return None;
        }
        before += 1;
        rest = rest.skip(1);
    }
    while is_name(rest) || is_hyphen(rest) {
        rest = rest.skip(1);
    }
    for _ in 0..AROUND.1 {
        let plain = rest.first().is_some_and(|token| {
            let starts = rest.starts(token);
            token.kind == TokenKind::Word && !starts.has(Set::FUNCTION) && !starts.has(Set::FINITE)
        });
        if plain {
            rest = rest.skip(1);
        }
    }
    Some(rest)
}

fn is_name(rest: Stream<'_>) -> bool {
    rest.first().is_some_and(|token| {
        token.kind == TokenKind::Word && rest.text(token).starts_with(char::is_uppercase)
    })
}

fn is_hyphen(rest: Stream<'_>) -> bool {
    rest.first().is_some_and(|token| matches!(rest.text(token), "-" | "‑"))
}

/// Past the conjunction before the last item.
fn conjunction(rest: Stream<'_>) -> Option<Stream<'_>> {
    let rest = rest.mark(|c| c == ',').unwrap_or(rest);
    let token = rest.first()?;
    rest.starts(token).has(Set::JOINER).then(|| rest.skip(1))
}

#[cfg(test)]
mod tests {
    use crate::{
        engine::{Engine, Options},
        read,
    };

    /// The lists of a text: their words and how many items they have.
    fn lists(lang: &str, text: &str) -> Vec<String> {
        let engine = Engine::new().expect("the rules of the house load");
        let prose = read::read(text, &read::FORMATS[0], engine.lexicons());
        let options = Options { lang: Some(lang.into()), claims: true, ..Options::default() };
        let claims = engine.check(&prose, &options).claims;
        let lists = claims.into_iter().filter(|claim| claim.kind == "list");
        let line = |claim: crate::diagnostic::Entry| {
            let count = claim.number.map_or_else(String::new, |number| number.value.to_string());
            format!("{}: {count}", &text[claim.span.range()])
        };
        lists.map(line).collect()
    }

    #[test]
    fn names_in_a_row_are_counted() {
        assert_eq!(
            lists("fr", "rejoints par la France, l'Australie, le Canada et les Pays-Bas."),
            ["France, l'Australie, le Canada et les Pays-Bas: 4"]
        );
        assert_eq!(
            lists("fr", "avec l'Arabie saoudite, des Emirats arabes unis et Bahreïn"),
            ["Arabie saoudite, des Emirats arabes unis et Bahreïn: 3"]
        );
        assert_eq!(
            lists("en", "offices in Paris, London, and New York."),
            ["Paris, London, and New York: 3"]
        );
    }

    #[test]
    fn two_names_and_appositions_are_no_list() {
        assert!(lists("fr", "Luc, maire de Lyon, et Paul sont venus à Bagdad et Erbil.").is_empty());
        assert!(lists("en", "Smith, who lives in Leeds, and Jones left.").is_empty());
    }
}
