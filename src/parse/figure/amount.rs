//! A number with its unit: `12 %`, `$1.4 billion`, `35 millions de dollars`, `5 ft 7 in`.

use num_traits::{CheckedAdd, CheckedMul};

use super::numeral::{Make, Numeral, numeral, scaled};
use crate::{
    lexicon::Set,
    parse::{
        Before, Kind, Token, TokenKind, Unit,
        figure::words::{hyphen, is_hyphen},
        stream::{Parsed, Stream, nothing, term},
    },
    value::{Number, unit::factor},
};

/// A number with its unit, as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// The number as written.
    pub(super) numeral: Numeral,
    /// What it counts in.
    pub(super) kind: Kind,
    /// The unit.
    pub(super) unit: Unit,
    /// Whether the unit stands before the number: `$5`.
    pub(super) leads: bool,
}

impl Amount {
    /// Whether a unit, a percent sign or the like was written.
    pub(super) fn has_unit(&self) -> bool {
        !matches!(self.kind, Kind::Number | Kind::Ratio)
    }
}

/// An amount, signed or not.
pub(super) fn amount(input: Stream<'_>, joined: bool) -> Parsed<'_, Amount> {
    if let Some((rest, sure)) = sign(input) {
        let (rest, amount) = unsigned(rest, joined)?;
        let number = Number { value: -amount.numeral.number.value, ..amount.numeral.number };
        let article = amount.numeral.make == Make::Article;
        let make = if article { Make::Words } else { amount.numeral.make };
        return if amount.numeral.number.value >= 0.into() && (sure || !article) {
            Ok((rest, Amount { numeral: Numeral { number, make, ..amount.numeral }, ..amount }))
        } else {
            nothing()
        };
    }
    unsigned(input, joined)
}

/// What turns the sign: a minus that touches the number, or a word; and whether nothing else can be
/// meant, so that an article after it is a number ("négatif un").
fn sign(input: Stream<'_>) -> Option<(Stream<'_>, bool)> {
    let (rest, sure) = term(Set::NEGATIVE)(input).ok()?;
    let first = input.first()?;
    let counted = |token: &Token| token.kind == TokenKind::Digits || input.starts(token).has(Set::CARDINAL);
    if first.kind != TokenKind::Mark {
        // "huit moins quatre" takes four away.
        return (!input.previous().is_some_and(counted)).then_some((rest, sure > 0));
    }
    // "75 -300mm": a dash.
    if first.before != Before::Glued && input.previous().is_some_and(|token| token.kind == TokenKind::Digits)
    {
        return None;
    }
    let opens = first.before != Before::Glued
        || input.previous().is_none_or(|previous| {
            previous.kind == TokenKind::Mark
                && matches!(input.text(previous), "(" | "[" | "\"" | "«" | "$" | "<" | "=")
        });
    let bracketed = || input.previous().is_some_and(|previous| input.text(previous) == "(");
    let touches = opens && rest.first()?.before == Before::Glued;
    (touches || bracketed() || stands_alone(input, rest)).then_some((rest, false))
}

/// Whether a signed number is all that a text holds: `- 1 4/5`. Elsewhere a minus apart is a dash.
fn stands_alone(input: Stream<'_>, rest: Stream<'_>) -> bool {
    let short = rest.tokens().len() <= 6 && rest.first().is_some_and(|next| next.kind == TokenKind::Digits);
    short && input.previous().is_none() && unsigned(rest, true).is_ok_and(|(end, _)| end.first().is_none())
}

fn unsigned(input: Stream<'_>, joined: bool) -> Parsed<'_, Amount> {
    let read = if let Some(read) = before(input, joined) {
        read
    } else {
        let (rest, numeral) = numeral(input, joined)?;
        after(rest, numeral)
    };
    let cut = read.0.touches_word() || (read.1.leads || !read.1.has_unit()) && runs_on(read.0);
    if cut { nothing() } else { Ok(read) }
}

/// Whether the digits go on behind a mark: `12:30`, `1.2.3`, `3/4/2014`.
fn runs_on(rest: Stream<'_>) -> bool {
    ['.', ',', ':', '/', '_', '@', '\''].into_iter().any(|mark| rest.repeats(mark))
}

/// A currency before its number: `$1.4 billion`, `US$ 5`, `EUR 125`, `$5m`.
fn before(input: Stream<'_>, joined: bool) -> Option<(Stream<'_>, Amount)> {
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
fn short_scale<'a>(input: Stream<'a>, numeral: Numeral) -> Option<(Stream<'a>, Numeral)> {
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

/// What stands after the number; a bare number when nothing does.
fn after(rest: Stream<'_>, numeral: Numeral) -> (Stream<'_>, Amount) {
    let kind = if numeral.make == Make::Share && numeral.scale == 0 { Kind::Ratio } else { Kind::Number };
    let bare = Amount { numeral, kind, unit: Unit::None, leads: false };
    percent(rest, bare).or_else(|| money(rest, bare)).or_else(|| measure(rest, bare)).unwrap_or((rest, bare))
}

/// `12 %`, "douze pour cent", "two percentage points", "25 bps".
fn percent<'a>(rest: Stream<'a>, bare: Amount) -> Option<(Stream<'a>, Amount)> {
    let at = hyphen(rest).unwrap_or(rest);
    let first = *at.starts(at.first()?);
    let (kind, found) = match () {
        () if first.has(Set::POINTS) => (Kind::Points, at.term(Set::POINTS)),
        () => (Kind::Percent, None),
    };
    let found = found.filter(|found| bare.numeral.make != Make::Article || found.length > 1);
    let (kind, found) = match found {
        Some(found) => (kind, found),
        None => (Kind::Percent, first.has(Set::PERCENT).then(|| at.term(Set::PERCENT))??),
    };
    let share = num_rational::Ratio::new(found.payload, 1000);
    let value = bare.numeral.number.value.checked_mul(&share)?;
    let number = Number { value, whole: bare.numeral.number.whole, ..bare.numeral.number };
    let numeral = Numeral { number, ..bare.numeral };
    Some((at.skip(found.length), Amount { numeral, kind, ..bare }))
}

/// Money: "35 millions de dollars", `15 €`, `75 USD million`, "3 dollars 50 cents", "34 cents".
fn money<'a>(rest: Stream<'a>, bare: Amount) -> Option<(Stream<'a>, Amount)> {
    let at = hyphen(linked(rest, bare.numeral)).unwrap_or(linked(rest, bare.numeral));
    if let Ok((end, code)) = term(Set::CENT)(at) {
        // "zéro cent vingt-cinq": a hundred.
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

/// Measures: `3 km`, "six-mile", "2,4 milliards de gallons", `1 m 80`, "3 tonnes et demie".
fn measure<'a>(rest: Stream<'a>, bare: Amount) -> Option<(Stream<'a>, Amount)> {
    if let Some(people) = millions(rest, bare) {
        return Some(people);
    }
    let linked = linked(rest, bare.numeral);
    let (end, code) =
        unit(hyphen(linked).unwrap_or(linked)).or_else(|| bracketed(linked)).or_else(|| inches(linked))?;
    let amount = with(bare, Kind::Measure, code)?;
    Some(parts(end, amount).or_else(|| and_half(end, amount)).unwrap_or((end, amount)))
}

/// A unit that is a preposition too, where it can be nothing else: "2 1/2 in thick", "is 2 in."
fn inches(at: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let (length, code) = at.symbol(Set::MINOR_SYMBOL)?;
    let end = at.skip(length);
    let closes = end.first().is_none_or(|next| matches!(end.text(next), "." | ")" | ";"));
    (closes || end.named("minor-sure").is_some()).then_some((end, code))
}

/// Whether a capital after digits begins a name: "800,000 F-Series pickups", "PA 23456 F Block".
fn is_initial(at: Stream<'_>, end: Stream<'_>) -> bool {
    let letter = |token: &Token| at.text(token).len() == 1 && at.text(token).starts_with(char::is_uppercase);
    let Some(first) = at.first().filter(|first| letter(first)) else { return false };
    let Some(next) = end.first() else { return false };
    let named = next.kind == TokenKind::Word && first.before != Before::Glued;
    let tied = next.before == Before::Glued && matches!(end.text(next), "-" | "/");
    tied || named && end.text(next).starts_with(char::is_uppercase)
}

/// Whether centimetres touch their metre: `1m80`.
fn divides_metre(at: Stream<'_>, end: Stream<'_>) -> bool {
    let [first, ..] = at.tokens() else { return false };
    let digits = end.first().is_some_and(|next| next.kind == TokenKind::Digits && next.span.len() == 2);
    at.text(first) == "m" && digits && !end.skip(1).touches_word() && !runs_on(end.skip(1))
}

/// A unit in brackets: `20 (kg)`.
fn bracketed(at: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let open = at.mark_apart(|c| matches!(c, '(' | '[' | '{' | '<'))?;
    let (length, code) = open.symbol(Set::UNIT_SYMBOL)?;
    let end = open.skip(length).mark(|c| matches!(c, ')' | ']' | '}' | '>'))?;
    Some((end, code))
}

/// Millions of people by one letter: `1.5m passengers`, where `100m runners` are metres.
fn millions<'a>(rest: Stream<'a>, bare: Amount) -> Option<(Stream<'a>, Amount)> {
    let first = rest.first().filter(|token| token.before == Before::Glued)?;
    let known = rest.passage.lexicon.marks.head_last && rest.text(first) == "m";
    let (end, next) = known.then(|| (rest.skip(1), rest.skip(1).first()))?;
    let next = next.filter(|next| next.kind == TokenKind::Word && next.before != Before::Glued)?;
    let starts = end.starts(next);
    let many = starts.has(Set::PLURAL) || end.text(next).ends_with('s');
    let counted = starts.has(Set::PERSON) || bare.numeral.number.digit < 0;
    if !many || !counted || starts.has(Set::FUNCTION) || starts.has(Set::UNIT) {
        return None;
    }
    let (end, numeral) = short_scale(rest, bare.numeral).filter(|(after, _)| after.at == end.at)?;
    Some((end, Amount { numeral, ..bare }))
}

/// A unit by name or as it is spelled.
fn unit(at: Stream<'_>) -> Option<(Stream<'_>, i64)> {
    let named = at.term(Set::UNIT).map(|term| (term.length, term.payload));
    let spelled = at.symbol(Set::UNIT_SYMBOL).filter(|(length, _)| {
        let end = at.skip(*length);
        let initial = *length == 1 && is_initial(at, end);
        !initial && (!end.touches_word() || divides_metre(at, end))
    });
    let (length, code) = named.max(spelled)?;
    let rest = at.skip(length);
    // "tous deux l'escalier": an article without its vowel.
    let elided = length == 1 && rest.mark(|c| matches!(c, '\'' | '’')).is_some();
    (!elided).then_some((rest, code))
}

/// The lesser part of a measure: `7 in` after `5 ft`, "vingt centimètres", `80` after `1 m`.
fn parts<'a>(end: Stream<'a>, amount: Amount) -> Option<(Stream<'a>, Amount)> {
    amount.numeral.integer()?;
    let feet = matches!(amount.unit, Unit::Code(code) if end.passage.lexicon.codes.get(usize::from(code)).is_some_and(|code| &**code == "[ft_i]"));
    let hyphened = end.mark(is_hyphen).filter(|_| feet);
    let joined = hyphened.or_else(|| term(Set::JOINER)(end).ok().map(|(rest, _)| rest)).unwrap_or(end);
    let (after, lesser) = scaled(joined, false).ok().filter(|(_, lesser)| lesser.scale == 0)?;
    let codes = &end.passage.lexicon.codes;
    let Unit::Code(code) = amount.unit else { return None };
    let major = codes.get(usize::from(code))?;
    let minor = after.symbol(Set::MINOR_SYMBOL).map(|(length, code)| (after.skip(length), code));
    let (after, share) = match unit(after).or(minor) {
        Some((after, minor)) => (after, factor(codes.get(usize::try_from(minor).ok()?)?, major)?),
        // `1m80`, `1 m 80`
        None if &**major == "m" && joined.at == end.at && (10..100).contains(&lesser.integer()?) => {
            let ends = after.first().is_none_or(|next| next.kind == TokenKind::Mark)
                || after.term(Set::LINK).is_some();
            ends.then_some((after, num_rational::Ratio::new(1, 100)))?
        }
        // "6-foot-2"
        None if &**major == "[ft_i]" && hyphened.is_some() && lesser.integer()? < 12 => {
            (after, num_rational::Ratio::new(1, 12))
        }
        None => return None,
    };
    let more = lesser.number.value.checked_mul(&share)?;
    let value = amount.numeral.number.value.checked_add(&more)?;
    let number = Number { value, digit: -2, whole: false };
    (more < 1.into() && more > 0.into())
        .then_some((after, Amount { numeral: Numeral { number, ..amount.numeral }, ..amount }))
}

/// Half a unit more: "3 tonnes et demie", "two miles and a half".
fn and_half<'a>(end: Stream<'a>, amount: Amount) -> Option<(Stream<'a>, Amount)> {
    let bare = Numeral { scale: 0, ..amount.numeral };
    let (end, numeral) = super::fraction::tied(end, bare).filter(|_| amount.numeral.scale == 0)?;
    let half = numeral.number.value.checked_add(&-bare.number.value)?;
    (half == num_rational::Ratio::new(1, 2)).then_some((end, Amount { numeral, ..amount }))
}

/// Past the link between a scale word and its unit: `de` in "35 millions de dollars".
fn linked(rest: Stream<'_>, numeral: Numeral) -> Stream<'_> {
    let large = numeral.scale > 0 || matches!(numeral.make, Make::Collective | Make::Share);
    if large { term(Set::LINK)(rest).map_or(rest, |(rest, _)| rest) } else { rest }
}

fn with(amount: Amount, kind: Kind, code: i64) -> Option<Amount> {
    Some(Amount { kind, unit: Unit::Code(u16::try_from(code).ok()?), ..amount })
}
