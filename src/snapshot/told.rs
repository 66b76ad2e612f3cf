//! A change as people read it at a terminal: what it was, what it is, the sentence around, what it does.

use std::fmt::Write;

use super::{
    change::{Change, Pair},
    claim::Claim,
    versions::name,
};
use crate::report::{Style, beside, clean};

/// What stands before a line that is gone, one that is new, and one of the text around.
const GONE: &str = "  - ";
const COME: &str = "  + ";
const AROUND: &str = "      ";

/// How many lines of a kind are written of one change.
const LINES: usize = 12;

/// A change in lines; `text` is the new draft, for the sentence around.
pub fn told(change: &Change, text: &str, style: &Style<'_>) -> String {
    let paint = Paint(style.colour);
    let words = &style.words.change;
    let mut page = paint.bold(name(&words.kind, change.kind.name())) + "\n";
    if let Some((old, new)) = &change.head {
        page += &paint.gone(&format!("{GONE}{old}\n"));
        page += &paint.come(&format!("{COME}{new}\n"));
    }
    for pair in change.claims.iter().take(LINES) {
        page += &pair_lines(pair, text, style);
    }
    if change.claims.len() > LINES {
        let _ = writeln!(page, "    … {}", change.claims.len() - LINES);
    }
    let effects = [
        ("breaks", &change.breaks, true),
        ("mends", &change.mends, false),
        ("ties", &change.ties, false),
        ("unties", &change.unties, true),
    ];
    for (effect, lines, bad) in effects {
        for line in lines.iter().take(LINES) {
            let told = format!("  {}: {}\n", name(&words.effect, effect), clean(line));
            page += &if bad { paint.gone(&told) } else { paint.come(&told) };
        }
    }
    page
}

/// A claim before and after, with its sentence.
fn pair_lines(pair: &Pair, text: &str, style: &Style<'_>) -> String {
    let paint = Paint(style.colour);
    let mut page = String::new();
    if let Some(old) = &pair.old {
        page += &paint.gone(&format!("{GONE}{}\n", clean(&old.to_string())));
        let reworded = pair.new.as_ref().filter(|new| new.words != old.words);
        let place = reworded.and_then(|new| new.span);
        if let Some((before, after)) = place.map(|span| beside(text, span.start as usize, span.end as usize))
        {
            let _ = writeln!(page, "{AROUND}{before}{}{after}", paint.gone(&clean(&old.words)));
        }
    }
    if let Some(new) = &pair.new {
        page += &paint.come(&format!("{COME}{}\n", clean(&new.to_string())));
        page += &sentence(new, text, |words| paint.come(words));
    } else if let Some(before) = &pair.before {
        let after = name(&style.words.change.effect, "after");
        let _ = writeln!(page, "{AROUND}({after} {})", style.words.quoted(&clean(&before.words)));
    }
    page
}

/// The sentence around a claim that stands in the draft.
fn sentence(claim: &Claim, text: &str, paint: impl Fn(&str) -> String) -> String {
    let Some(span) = claim.span.filter(|span| text.get(span.range()).is_some()) else { return String::new() };
    let (before, after) = beside(text, span.start as usize, span.end as usize);
    format!("{AROUND}{before}{}{after}\n", paint(&clean(&claim.words)))
}

/// Colours, where there are any.
struct Paint(bool);

impl Paint {
    fn with(&self, code: &str, text: &str) -> String {
        if !self.0 || text.trim().is_empty() {
            return text.to_owned();
        }
        let (line, end) = text.strip_suffix('\n').map_or((text, ""), |line| (line, "\n"));
        format!("\u{1b}[{code}m{line}\u{1b}[0m{end}")
    }

    fn bold(&self, text: &str) -> String {
        self.with("1", text)
    }

    fn gone(&self, text: &str) -> String {
        self.with("31", text)
    }

    fn come(&self, text: &str) -> String {
        self.with("32", text)
    }
}
