//! The events of a document drawn as SVG: a line of time, one row an event, so that no label meets another.
//!
//! A day is a disc, a longer stretch a ring; what a check contradicts is a square in a second colour,
//! told apart by its shape where colours are not. Rows are evenly spaced and what lies between two
//! events is written between them, for a scale would crowd some and scatter others.

use std::fmt::Write;

use super::{
    super::{Sheet, Style, Words, clean},
    events::{Event, events},
    gap,
};

/// The width of the drawing, the place of its line, and the height of a row, in pixels.
const WIDTH: usize = 960;
const LINE: usize = 210;
const ROW: usize = 56;

/// The heights of the title and of the legend.
const TITLE: usize = 76;
const LEGEND: usize = 48;

/// How many characters of each text fit.
const NAME: usize = 90;
const WORDS: usize = 80;
const AROUND: usize = 108;

/// The colours of text, of what is said beside, of events, of contradictions.
const INK: &str = "#1a202c";
const GREY: &str = "#5a6472";
const BLUE: &str = "#2b6cb0";
const RED: &str = "#c0392b";

/// The events of a document as one SVG file.
pub fn chronology_drawing(sheet: &Sheet<'_>, style: &Style<'_>) -> String {
    let events = events(sheet);
    let words = &style.words.chronology;
    let height = TITLE + events.len().max(1) * ROW + LEGEND;
    let title = escaped(&short(&Words::fill(&words.title, &[("name", &clean(sheet.name))]), NAME));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         role=\"img\" aria-labelledby=\"t\" font-family=\"DejaVu Sans, Verdana, sans-serif\">\n\
         <title id=\"t\">{title}</title>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
    );
    text(&mut svg, (24, 40), (20, INK, "start", "bold"), &title);
    if events.is_empty() {
        text(&mut svg, (24, TITLE + 20), (14, GREY, "start", "normal"), &escaped(&words.empty));
    } else {
        let end = TITLE + (events.len() - 1) * ROW + ROW / 2;
        let _ = writeln!(
            svg,
            "<line x1=\"{LINE}\" y1=\"{}\" x2=\"{LINE}\" y2=\"{end}\" stroke=\"#a0aab8\" stroke-width=\"2\"/>",
            TITLE + ROW / 2
        );
    }
    for (at, event) in events.iter().enumerate() {
        let y = TITLE + at * ROW + ROW / 2;
        row(&mut svg, event, y);
        if let Some(before) = at.checked_sub(1) {
            let between = escaped(&gap(&events[before], event, style.words));
            text(&mut svg, (LINE - 22, y - ROW / 2 + 4), (11, GREY, "end", "normal"), &between);
        }
    }
    legend(&mut svg, height - LEGEND / 2, style);
    svg + "</svg>\n"
}

/// The days, mark and words of one event.
fn row(svg: &mut String, event: &Event, y: usize) {
    let ink = if event.contradicted { RED } else { INK };
    let days = event.days().replace('/', " – ");
    text(svg, (LINE - 22, y + 5), (if days.len() > 12 { 11 } else { 14 }, ink, "end", "bold"), &days);
    mark(svg, LINE, y, event.contradicted, event.is_day());
    let words = escaped(&short(&event.words, WORDS));
    text(svg, (LINE + 24, y - 2), (14, ink, "start", "bold"), &words);
    let around = escaped(&short(&event.around, AROUND));
    text(svg, (LINE + 24, y + 16), (11, GREY, "start", "normal"), &around);
}

fn mark(svg: &mut String, x: usize, y: usize, contradicted: bool, day: bool) {
    let drawn = if contradicted {
        format!("<rect x=\"{}\" y=\"{}\" width=\"16\" height=\"16\" fill=\"{RED}\"/>", x - 8, y - 8)
    } else if day {
        format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"7\" fill=\"{BLUE}\"/>")
    } else {
        format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"6\" fill=\"#ffffff\" stroke=\"{BLUE}\" stroke-width=\"3\"/>"
        )
    };
    svg.push_str(&drawn);
    svg.push('\n');
}

fn legend(svg: &mut String, y: usize, style: &Style<'_>) {
    let words = &style.words.chronology;
    let entries = [
        (32, false, true, &words.day),
        (232, false, false, &words.stretch),
        (512, true, true, &words.contradicted),
    ];
    for (x, contradicted, day, said) in entries {
        mark(svg, x, y, contradicted, day);
        text(svg, (x + 18, y + 4), (12, GREY, "start", "normal"), &escaped(said));
    }
}

/// A line of text; `said` is escaped already.
fn text(
    svg: &mut String,
    (x, y): (usize, usize),
    (size, fill, anchor, weight): (u8, &str, &str, &str),
    said: &str,
) {
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\" text-anchor=\"{anchor}\" font-weight=\"{weight}\">{said}</text>"
    );
}

/// A text cut to so many characters.
fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// A text as XML has it.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}
