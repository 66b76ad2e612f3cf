//! Where the paragraphs and runs of a word processor's document stand in its text.

use std::fmt;

use super::Lines;

/// The runs of a document whose text has one paragraph a line: line 12 is paragraph 12.
///
/// A run is what word processors call a stretch of one look: `1` and `.400` where the first digit
/// is bold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// Where each run begins, and its number in its paragraph.
    starts: Vec<(u32, u32)>,
    /// The notes after the body: the line of their first paragraph, and their number.
    notes: Vec<(u32, u32)>,
}

/// What stands between a text and the file it was read from; nothing for a file in UTF-8.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// The encoding of the file, where it is another.
    pub encoding: Option<&'static str>,
    /// The runs of the document, where it is one of a word processor.
    pub runs: Option<&'a Runs>,
}

impl Origin<'_> {
    /// The paragraph and run of a byte of the text, where it has such.
    pub fn locus(&self, byte: u32, lines: &Lines<'_>) -> Option<Locus> {
        self.runs.map(|runs| runs.locus(byte, lines))
    }

    /// A byte of the text as people find it: `12:34`, or `¶12 run 3`.
    pub fn place(&self, byte: u32, lines: &Lines<'_>) -> String {
        if let Some(locus) = self.locus(byte, lines) {
            return locus.to_string();
        }
        let place = lines.position(byte);
        format!("{}:{}", place.line, place.column)
    }
}

/// A place in a document of paragraphs and runs, each from 1: `¶12 run 3`, `note 2 ¶1 run 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locus {
    /// The number of the note that it is in, if it is in one.
    pub note: Option<u32>,
    /// The paragraph, of the body or of the note.
    pub paragraph: u32,
    /// The run of the paragraph.
    pub run: u32,
}

impl Runs {
    /// Adds a run that begins at a byte of the text; runs come in order.
    pub fn push(&mut self, start: u32, number: u32) {
        self.starts.push((start, number));
    }

    /// The paragraphs from this line on are those of a note; notes come in order, after the body.
    pub fn note(&mut self, line: u32, number: u32) {
        self.notes.push((line, number));
    }

    /// The paragraph and run of a byte of the text.
    pub fn locus(&self, byte: u32, lines: &Lines<'_>) -> Locus {
        let line = lines.position(byte).line;
        let within = lines.line(line).start;
        let before = self.starts.partition_point(|&(start, _)| start <= byte);
        let run = before.checked_sub(1).map(|at| self.starts[at]).filter(|run| run.0 >= within);
        let note = self.notes[..self.notes.partition_point(|&(first, _)| first <= line)].last();
        Locus {
            note: note.map(|note| note.1),
            paragraph: note.map_or(line, |note| line - note.0 + 1),
            run: run.map_or(1, |run| run.1),
        }
    }
}

impl fmt::Display for Locus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(note) = self.note {
            write!(f, "note {note} ")?;
        }
        write!(f, "¶{} run {}", self.paragraph, self.run)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_paragraph_and_run() {
        let text = "Un titre\n\nDes 1.400 soldats\nUne note";
        let lines = Lines::new(text);
        let mut runs = Runs::default();
        [(0, 1), (10, 1), (14, 2), (28, 1)].iter().for_each(|run| runs.push(run.0, run.1));
        runs.note(4, 2);
        let told = |byte| runs.locus(byte, &lines).to_string();
        assert_eq!(
            [0, 9, 11, 16, 28].map(told),
            ["¶1 run 1", "¶2 run 1", "¶3 run 1", "¶3 run 2", "note 2 ¶1 run 1"]
        );
    }
}
