//! A table as rows and columns of values, and what its heads and labels say of them.

use num_traits::Zero;

use crate::{
    check::agree::Sight,
    claim::Claim,
    parse::{self, Kind, Unit},
    text::{BlockKind, Span},
    value::{Number, Rational, Sense},
};

/// The largest table that is read: rows and columns.
const LARGEST: (usize, usize) = (2_000, 40);

/// The decimals that may as well be a group of thousands.
const AMBIGUOUS: i8 = -3;

/// A figure of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its worth, with its sign.
    pub at: Rational,
    /// The power of ten of its last digit.
    pub digit: i8,
    /// Its place in the ledger.
    pub claim: usize,
    /// Whether it is a percentage.
    pub percent: bool,
    /// Whether a sign was written.
    pub signed: bool,
    unit: Unit,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, a dash, "n.a.".
    #[default]
    Void,
    /// A figure.
    Value(Value),
    /// A year, or a figure that looks like one.
    Year(Value),
    /// Words: their bytes in the prose.
    Text(Span),
    /// Figures that cannot be told apart.
    Unread,
}

/// What a row or column is among the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// One of those that are added up.
    #[default]
    Plain,
    /// The total.
    Total,
    /// A sub-total.
    Subtotal,
    /// A part of the one before: "dont …".
    Part,
    /// What cannot be added up: a mean, a rate, a rank, a line without figures.
    Other,
}

/// A table.
#[derive(Debug)]
pub struct Grid {
    /// How many columns it has.
    pub width: usize,
    /// By row.
    cells: Vec<Vec<Cell>>,
    /// What each row is; the head has none.
    pub rows: Vec<Line>,
    /// What each column is.
    pub columns: Vec<Line>,
    /// Whether the head of a column says that it holds percentages or changes.
    pub percent: Vec<bool>,
    /// Whether a row says that it is all the others that are not listed.
    pub rest: bool,
}

impl Grid {
    /// A figure of the table.
    pub fn value(&self, row: usize, column: usize) -> Option<&Value> {
        match self.cells.get(row)?.get(column)? {
            Cell::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Whether a cell has nothing to add.
    pub fn is_void(&self, row: usize, column: usize) -> bool {
        self.cells.get(row).and_then(|row| row.get(column)).is_none_or(|cell| *cell == Cell::Void)
    }

    /// How many figures of a column are percentages, and how many are not.
    pub fn kinds(&self, column: usize) -> (usize, usize) {
        let values = (0..self.rows.len()).filter_map(|row| self.value(row, column));
        values.fold(
            (0, 0),
            |(shares, amounts), value| {
                if value.percent { (shares + 1, amounts) } else { (shares, amounts + 1) }
            },
        )
    }

    /// Whether a column holds amounts that can be added up.
    pub fn is_amount(&self, column: usize) -> bool {
        let (shares, amounts) = self.kinds(column);
        amounts > 1 && shares == 0 && !self.percent[column]
    }

    /// Whether a column holds percentages: by their signs, or by its head.
    pub fn is_share(&self, column: usize) -> bool {
        let (shares, amounts) = self.kinds(column);
        shares + amounts > 1 && (self.percent[column] || shares > 1 && shares + 1 >= amounts)
    }
}

/// The tables of a document.
pub fn grids(sight: &Sight<'_>) -> Vec<Grid> {
    let blocks = &sight.prose.blocks;
    let mut found = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let BlockKind::Cell(..) = blocks[at].kind else {
            at += 1;
            continue;
        };
        let end = at + blocks[at..].iter().take_while(|block| block.group == blocks[at].group).count();
        found.extend(grid(sight, at, end));
        at = end;
    }
    found
}

/// The table of some blocks; nothing where they do not lie in order, as in a table within another.
fn grid(sight: &Sight<'_>, from: usize, to: usize) -> Option<Grid> {
    let mut cells: Vec<Vec<Cell>> = Vec::new();
    let mut last = None;
    for block in from..to {
        let BlockKind::Cell(row, column) = sight.prose.blocks[block].kind else { continue };
        let place = (usize::from(row), usize::from(column));
        if place.0 >= LARGEST.0 || place.1 >= LARGEST.1 || last > Some(place) {
            return None;
        }
        cells.resize_with(cells.len().max(place.0 + 1), Vec::new);
        let row = &mut cells[place.0];
        row.resize(row.len().max(place.1 + 1), Cell::Void);
        row[place.1] = if last == Some(place) { Cell::Unread } else { cell(sight, block) };
        last = Some(place);
    }
    let width = cells.iter().map(Vec::len).max()?;
    cells.iter_mut().for_each(|row| row.resize(width, Cell::Void));
    settle_years(&mut cells, width);
    let head = cells.iter().position(|row| row.iter().any(|cell| matches!(cell, Cell::Value(_))))?;
    let words = Words { sight };
    let label = |row: &[Cell]| {
        row.iter().take(2).find_map(|cell| if let Cell::Text(span) = cell { Some(*span) } else { None })
    };
    let rows: Vec<Line> = cells
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let counts = at >= head && row.iter().any(|cell| matches!(cell, Cell::Value(_)));
            let line = label(row)
                .map_or(Line::Plain, |span| words.line(span, at + 1 == cells.len(), "table-mean-row"));
            if counts { line } else { Line::Other }
        })
        .collect();
    let heads = |column: usize| {
        cells[..head]
            .iter()
            .filter_map(move |row| if let Cell::Text(span) = row[column] { Some(span) } else { None })
    };
    let columns = (0..width)
        .map(|column| {
            let lines: Vec<Line> =
                heads(column).map(|span| words.line(span, column + 1 == width, "table-mean")).collect();
            lines.iter().copied().find(|line| *line != Line::Plain).unwrap_or_default()
        })
        .collect();
    let percent =
        (0..width).map(|column| heads(column).any(|span| words.has(span, "table-percent"))).collect();
    let rest = cells.iter().filter_map(|row| label(row)).any(|span| words.starts(span, "table-rest"));
    Some(Grid { width, cells, rows, columns, percent, rest })
}

/// Figures like years are figures in a column that has others; else they are years.
fn settle_years(cells: &mut [Vec<Cell>], width: usize) {
    for column in 0..width {
        let count = |wanted: fn(&Cell) -> bool| cells.iter().filter(|row| wanted(&row[column])).count();
        let years = count(|cell| matches!(cell, Cell::Year(_)));
        let figures = count(|cell| matches!(cell, Cell::Value(_)));
        for row in cells.iter_mut().skip(1) {
            if let Cell::Year(value) = row[column] {
                row[column] = if figures >= years { Cell::Value(value) } else { Cell::Void };
            }
        }
        if let Some(Cell::Year(_)) = cells.first().map(|row| row[column]) {
            cells[0][column] = Cell::Void;
        }
    }
}

/// What a block holds.
fn cell(sight: &Sight<'_>, block: usize) -> Cell {
    let span = trimmed(sight, sight.prose.blocks[block].span);
    let text = &sight.prose.text[span.range()];
    let words = Words { sight };
    if !text.contains(char::is_alphanumeric) || words.whole(span, "table-void") {
        return Cell::Void;
    }
    let claims = &sight.ledger.claims;
    let from = claims.partition_point(|claim| (claim.block as usize) < block);
    let within = |claim: &&Claim| claim.block as usize == block && claim.mention.span.start < span.end;
    let count = claims[from..].iter().take(3).take_while(within).count();
    let digits = text.contains(|c: char| c.is_ascii_digit());
    match (count, digits) {
        (1, true) => figure(sight, from, span),
        (_, true) if !text.contains(char::is_alphabetic) => Cell::Unread,
        _ => Cell::Text(span),
    }
}

/// A cell without its spaces and the marks of notes at its end.
fn trimmed(sight: &Sight<'_>, span: Span) -> Span {
    let whole = &sight.prose.text[span.range()];
    let start = whole.len() - whole.trim_start().len();
    let mark = |c: char| c.is_whitespace() || matches!(c, '*' | '†' | '‡' | '\u{fffc}' | '¹' | '²' | '³');
    let mut text = whole.trim_end_matches(mark);
    for (open, close) in [('(', ')'), ('[', ']')] {
        let note = text.strip_suffix(close).and_then(|inner| inner.rsplit_once(open));
        if let Some((before, _)) = note.filter(|(before, note)| note.len() <= 2 && !before.trim().is_empty())
        {
            text = before.trim_end_matches(mark);
        }
    }
    Span::new(span.start + start as u32, span.start + text.len().max(start) as u32)
}

/// The figure of a cell that holds one claim and hardly more.
fn figure(sight: &Sight<'_>, place: usize, span: Span) -> Cell {
    let claim = &sight.ledger.claims[place];
    let text = &*sight.prose.text;
    let end = claim
        .phrase
        .as_ref()
        .map_or(claim.mention.span.end, |phrase| phrase.span.end.max(claim.mention.span.end));
    let before = &text[span.start as usize..claim.mention.span.start.max(span.start) as usize];
    let after = &text[end.min(span.end) as usize..span.end as usize];
    let own = &text[claim.mention.span.range()];
    let sign = |c: char| matches!(c, '+' | '-' | '−' | '–' | '▲' | '▼' | '↑' | '↓');
    let mark = |c: char| c.is_whitespace() || sign(c) || matches!(c, '$' | '€' | '£' | '%');
    if before.contains(char::is_alphabetic) || after.contains(char::is_alphabetic) {
        return Cell::Text(span);
    }
    if !before.chars().all(mark) || !after.chars().all(mark) || !own.contains(|c: char| c.is_ascii_digit()) {
        return Cell::Unread;
    }
    let minus = |text: &str| text.contains(['-', '−', '–', '▼', '↓']);
    let signed = before.contains(sign) || own.starts_with(sign);
    let figure = |number: Number, negative: bool| {
        let at = number.rational();
        let at = if negative && at > Rational::zero() { -at } else { at };
        let percent = matches!(claim.mention.kind, Kind::Percent | Kind::Points) || after.contains('%');
        let unit = if percent { Unit::None } else { claim.mention.unit };
        Value { at, digit: number.digit, claim: place, percent, signed, unit }
    };
    match (claim.mention.kind, claim.mention.quantity) {
        (Kind::Date, _) => {
            let year = own.parse().ok().filter(|_| own.len() == 4 && before.is_empty());
            year.map_or(Cell::Text(span), |year| Cell::Year(figure(Number::integer(year), false)))
        }
        (
            Kind::Number | Kind::Count | Kind::Percent | Kind::Points | Kind::Money | Kind::Measure,
            Some(quantity),
        ) if !quantity.is_range()
            && quantity.approx.sense == Sense::Exact
            && quantity.low.digit != AMBIGUOUS =>
        {
            Cell::Value(figure(quantity.low, minus(before) || own.starts_with(['-', '−', '–'])))
        }
        _ => Cell::Unread,
    }
}

impl Value {
    /// Whether two figures are in one unit, as far as they say.
    pub fn is_like(&self, other: &Self) -> bool {
        self.percent == other.percent
            && (self.unit == other.unit || self.unit == Unit::None || other.unit == Unit::None)
    }
}

/// The words of heads and labels.
struct Words<'a> {
    sight: &'a Sight<'a>,
}

impl Words<'_> {
    /// What a row or column is by its label, `set` telling what cannot be added up; a total that goes on ("Total général 2014") is one at the end.
    fn line(&self, span: Span, last: bool, set: &str) -> Line {
        if self.starts(span, "table-subtotal") {
            Line::Subtotal
        } else if self.whole(span, "table-total") || last && self.starts(span, "table-total") {
            Line::Total
        } else if self.starts(span, "table-total") && !self.has(span, "table-mean") {
            Line::Subtotal
        } else if self.has(span, set) {
            Line::Other
        } else if self.starts(span, "table-part") {
            Line::Part
        } else {
            Line::Plain
        }
    }

    /// Whether a label begins with a term of a set.
    fn starts(&self, span: Span, set: &str) -> bool {
        self.found(span, set).first() == Some(&true)
    }

    /// Whether a term of a set stands anywhere in it.
    fn has(&self, span: Span, set: &str) -> bool {
        self.found(span, set).contains(&true)
    }

    /// By token: whether a term of a set begins there.
    fn found(&self, span: Span, set: &str) -> Vec<bool> {
        let lexicon = self.sight.lexicon;
        let Some(set) = lexicon.sets.get(set) else { return Vec::new() };
        let tokens = parse::tokens(&self.sight.prose.text, span, lexicon);
        let begins =
            |at: usize| lexicon.terms.longest(set, tokens[at..].iter().map(|token| token.word)).is_some();
        (0..tokens.len()).map(begins).collect()
    }

    /// Whether a label is a term of a set and no more, but for what stands in brackets or after a colon.
    fn whole(&self, span: Span, set: &str) -> bool {
        let lexicon = self.sight.lexicon;
        let Some(set) = lexicon.sets.get(set) else { return false };
        let tokens = parse::tokens(&self.sight.prose.text, span, lexicon);
        let length = tokens_of(lexicon.terms.longest(set, tokens.iter().map(|token| token.word)));
        let next = tokens.get(length).map(|token| &self.sight.prose.text[token.span.range()]);
        length > 0 && next.is_none_or(|next| matches!(next, "(" | ":" | "[" | "*" | "\u{fffc}"))
    }
}

fn tokens_of(term: Option<crate::lexicon::Term>) -> usize {
    term.map_or(0, |term| term.length)
}
