//! Money: `$1.4 billion`, "35 millions de dollars", `120 MEUR`, "3 dollars 50 cents", "34 cents".

use num_traits::CheckedAdd;

use super::{
    amount::{Amount, linked, runs_on, with},
    numeral::{Numeral, scaled},
    words::hyphen,
};
use crate::{
    lexicon::Set,
    parse::{
        Before, Kind, Token, TokenKind, Unit,
        stream::{Stream, term},
    },
    value::Number,
};

/// A currency before its number: `$1.4 billion`, `US$ 5`, `EUR 125`, `$5m`.
pub(super) fn before(input: Stream<'_>, joined: bool) -> Option<(Stream<'_>, Amount)> {
    let opens = *input.starts(input.first()?);
    let (rest, code, power) = if opens.has(Set::CURRENCY) || opens.has(Set::CURRENCY_SYMBOL) {
        let Some((rest, code)) = currency_sign(input) else { return named_before(input, joined) };
        (rest, code, 0)
    } else {
        let (code, power) = lettered_code(input)?;
        (input.skip(1), code, power)
    };
    let minus = rest.mark(|c| c == '-' || c == '−');
    let rest = minus.unwrap_or(rest);
    if rest.first()?.kind != TokenKind::Digits {
        return None;
    }
    let (rest, numeral) = scaled(rest, joined).ok()?;
    let (rest, mut numeral) = short_scale(rest, numeral).unwrap_or((rest, numeral));
    if power > 0 {
        numeral.number = numeral.number.scaled(power).filter(|_| numeral.scale == 0)?;
        numeral.scale = power;
    }
    if minus.is_some() {
        numeral.number.value = -numeral.number.value;
    }
    Some((rest, Amount { numeral, kind: Kind::Money, unit: Unit::Code(code), leads: true }))
}

/// The name of a currency before its number, where a scale word follows: "dollar 22.5 million".
fn named_before(input: Stream<'_>, joined: bool) -> Option<(Stream<'_>, Amount)> {
    let rest = input.skip(input.term(Set::CURRENCY).filter(|found| found.length == 1)?.length);
    rest.first().filter(|next| next.kind == TokenKind::Digits && next.before == Before::Space)?;
    let counted = |token: &Token| token.kind == TokenKind::Digits || input.starts(token).has(Set::CARDINAL);
    if input.previous().is_some_and(counted) {
        return None;
    }
    let code = u16::try_from(input.term(Set::CURRENCY)?.payload).ok()?;
    let (rest, numeral) = scaled(rest, joined).ok().filter(|(_, numeral)| numeral.scale > 2)?;
    let open = rest.first().is_none_or(|next| next.kind == TokenKind::Mark);
    open.then_some((rest, Amount { numeral, kind: Kind::Money, unit: Unit::Code(code), leads: true }))
}

/// A symbol or a code of a currency; its name goes after the number only.
fn currency_sign(input: Stream<'_>) -> Option<(Stream<'_>, u16)> {
    let opens = *input.starts(input.first()?);
    let symbol = opens.has(Set::CURRENCY_SYMBOL).then(|| input.symbol(Set::CURRENCY_SYMBOL)).flatten();
    let symbol = symbol.filter(|(length, _)| !is_small_letter(input, *length));
    let code = opens.has(Set::CURRENCY).then(|| input.term(Set::CURRENCY)).flatten().filter(|found| {
        let tokens = &input.tokens()[..found.length];
        if is_small_letter(input, found.length) {
            return false;
        }
        let shouted = tokens.iter().all(|token| input.text(token).chars().all(|c| !c.is_lowercase()));
        let code = || {
            let lexicon = input.passage.lexicon;
            let code = usize::try_from(found.payload).ok().and_then(|place| lexicon.codes.get(place));
            code.is_some_and(|code| tokens.len() == 1 && code.eq_ignore_ascii_case(input.text(&tokens[0])))
        };
        let marked = tokens.iter().any(|token| token.kind == TokenKind::Mark);
        // "her brother's $280,000" has no `s$`.
        shouted || code() || marked && tokens[0].span.len() > 1
    });
    let (length, code) = symbol.max(code.map(|found| (found.length, found.payload)))?;
    Some((input.skip(length), u16::try_from(code).ok()?))
}

/// Whether a letter beside a sign of money is a word of its own: "a $5 bill", "5 $ a été".
fn is_small_letter(at: Stream<'_>, length: usize) -> bool {
    at.tokens()[..length].iter().any(|token| {
        let text = at.text(token);
        let apart = at.tokens().get(1).is_some_and(|next| next.before != Before::Glued);
        let article = apart && at.starts(token).has(Set::ARTICLE);
        token.kind == TokenKind::Word && text.len() == 1 && (text.starts_with(char::is_lowercase) || article)
    })
}

/// A scale of one letter that only money takes: `$5m`, `€10B`.
pub(super) fn short_scale<'a>(input: Stream<'a>, numeral: Numeral) -> Option<(Stream<'a>, Numeral)> {
    let first = input.first().filter(|token| token.before == Before::Glued)?;
    let power = match input.text(first) {
        "m" => 6,
        "b" | "B" => 9,
        "t" | "T" => 12,
        _ => return None,
    };
    let number = numeral.number.scaled(power).filter(|_| numeral.scale == 0)?;
    Some((input.skip(1), Numeral { number, scale: power, ..numeral }))
}

/// Money: "35 millions de dollars", `15 €`, `75 USD million`, "3 dollars 50 cents", "34 cents".
pub(super) fn money<'a>(rest: Stream<'a>, bare: Amount) -> Option<(Stream<'a>, Amount)> {
    let at = hyphen(linked(rest, bare.numeral)).unwrap_or(linked(rest, bare.numeral));
    if let Ok((end, code)) = term(Set::CENT)(at) {
        // Between two numbers in words a cent is a hundred: "trois cent vingt", not "3 cents".
        let next = end.first().map(|next| *end.starts(next)).unwrap_or_default();
        let one = next.has(Set::ARTICLE) && at.first().is_some_and(|cent| at.text(cent).ends_with('s'));
        let hundred = at.term(Set::CARDINAL).is_some() && next.has(Set::CARDINAL) && !one;
        return if hundred && bare.numeral.number.digit == 0 {
            None
        } else {
            Some((end, with(bare, Kind::Money, code)?))
        };
    }
    let (end, code, numeral) = currency(at, bare.numeral).or_else(|| {
        let (at, numeral) = short_scale(rest, bare.numeral)?;
        currency(at, numeral)
    })?;
    let (end, numeral) = scale_after(end, numeral).unwrap_or((end, numeral));
    let amount = with(Amount { numeral, ..bare }, Kind::Money, code)?;
    Some(change(end, amount).unwrap_or((end, amount)))
}

/// A currency after its number. "200 pounds" weigh, "200 million pounds" are money.
fn currency<'a>(at: Stream<'a>, numeral: Numeral) -> Option<(Stream<'a>, i64, Numeral)> {
    let opens = at.starts(at.first()?);
    if !opens.has(Set::CURRENCY) && !opens.has(Set::CURRENCY_SYMBOL) {
        return lettered(at, numeral);
    }
    let symbol = at.symbol(Set::CURRENCY_SYMBOL).filter(|(length, _)| !is_small_letter(at, *length));
    let named = at.term(Set::CURRENCY).filter(|found| !is_small_letter(at, found.length));
    let named = named.map(|found| (found.length, found.payload));
    let (length, code) = symbol.max(named)?;
    let weight = numeral.scale == 0 && at.term(Set::UNIT).is_some_and(|unit| unit.length >= length);
    (!weight).then_some((at.skip(length), code, numeral))
}

/// A code that carries its scale: `120 MEUR`, `30 KUSD`.
fn lettered<'a>(at: Stream<'a>, numeral: Numeral) -> Option<(Stream<'a>, i64, Numeral)> {
    let (code, power) = lettered_code(at).filter(|_| numeral.scale == 0)?;
    let number = numeral.number.scaled(power)?;
    Some((at.skip(1), i64::from(code), Numeral { number, scale: power, ..numeral }))
}

/// The code and the power of ten of `MEUR`.
fn lettered_code(at: Stream<'_>) -> Option<(u16, u8)> {
    let text = at.text(at.first()?);
    let power = match text.as_bytes() {
        [b'k' | b'K', _, _, _] => 3,
        [b'M', _, _, _] => 6,
        _ => return None,
    };
    let terms = &at.passage.lexicon.terms;
    let word = terms.word(&crate::lexicon::fold(text.get(1..)?));
    let shouted = text.bytes().skip(1).all(|byte| byte.is_ascii_uppercase());
    let found = terms.longest(Set::CURRENCY, std::iter::once(word)).filter(|_| shouted)?;
    Some((u16::try_from(found.payload).ok()?, power))
}

/// A scale word behind its currency: `75 USD million`.
fn scale_after<'a>(end: Stream<'a>, numeral: Numeral) -> Option<(Stream<'a>, Numeral)> {
    let (end, power) = term(Set::SCALE)(end).ok().filter(|_| numeral.scale == 0)?;
    let power = u8::try_from(power).ok()?;
    Some((end, Numeral { number: numeral.number.scaled(power)?, scale: power, ..numeral }))
}

/// The hundredths after whole money: "3 dollars 50 cents", "15 euros et 15 cents", `4 € 50`.
fn change<'a>(end: Stream<'a>, amount: Amount) -> Option<(Stream<'a>, Amount)> {
    let whole = amount.numeral;
    whole.integer().filter(|_| whole.scale == 0 && whole.number.digit == 0)?;
    let joined = term(Set::JOINER)(end).map_or(end, |(rest, _)| rest);
    let (after, cents) = scaled(joined, false).ok()?;
    let value = cents.integer().filter(|value| (1..100).contains(value))?;
    let after = if let Ok((after, _)) = term(Set::CENT)(after) {
        after
    } else {
        let code = || {
            let code = Stream { at: end.at.saturating_sub(1), ..end }.first().map(|token| end.text(token));
            code.is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
        };
        let two = value >= 10
            && after.first().is_none_or(|next| {
                next.kind == TokenKind::Mark || after.starts(next).has(Set::FUNCTION) && code()
            });
        (two && !runs_on(after) && currency(after, cents).is_none()).then_some(after)?
    };
    let value = whole.number.value.checked_add(&num_rational::Ratio::new(value, 100))?;
    let number = Number { value, digit: -2, whole: false };
    Some((after, Amount { numeral: Numeral { number, ..whole }, ..amount }))
}
