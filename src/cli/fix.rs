//! `fix`: the repairs that are chosen, applied to a draft; nothing else of it changes.

use std::{
    fs,
    io::{self, BufRead, IsTerminal, Write},
    path::Path,
};

use serde_json::Value;

use super::{
    Ended,
    args::{Choice, Fixed},
    config::Configs,
    draft::{self, Draft},
    output::Output,
    problem::Problem,
    setup::Setup,
    write::write,
};
use crate::{
    diagnostic::{Diagnostic, Edit, Repair, Report},
    engine::Options,
    read::Source,
    report::{self, Sheet, Style, clean},
    text::{Lines, Origin},
};

/// How many digits of a fingerprint are shown.
const SHOWN: usize = 12;

/// A draft that is being mended.
struct Bench<'a> {
    draft: Draft,
    setup: &'a Setup,
    options: Options,
    /// The file as it was read.
    file: Vec<u8>,
}

/// Lists the repairs of a draft, applies those that are named, or asks at the terminal.
pub(super) fn run(
    fixed: &Fixed,
    setup: &Setup,
    configs: &mut Configs,
    output: &mut Output,
) -> Result<Ended, Box<Problem>> {
    let (bench, source) = Bench::new(fixed, setup, configs)?;
    if fixed.list {
        bench.list(&source, output);
        return Ok(Ended::Well);
    }
    let mended = if fixed.apply.is_empty() {
        if !io::stdin().is_terminal() {
            return Err(Problem::NothingAsked.into());
        }
        bench.asked(source, output)
    } else {
        Some(bench.applied(&source, &fixed.apply)?)
    };
    let Some(mended) = mended else { return Ok(Ended::Well) };
    bench.save(&fixed.file, &mended)?;
    Ok(Ended::Well)
}

impl<'a> Bench<'a> {
    fn new(fixed: &Fixed, setup: &'a Setup, configs: &mut Configs) -> Result<(Self, Source), Box<Problem>> {
        let path = fixed.file.display().to_string();
        if fixed.file.as_os_str() == "-" || fixed.file.is_dir() {
            let kind = if fixed.file.is_dir() { "a folder" } else { "standard input" };
            return Err(Problem::NotMended { path, kind: kind.into() }.into());
        }
        let documents = fixed.manner.documents(vec![fixed.file.clone()]);
        let options = draft::options(&documents, setup, false)?;
        let mut drafts = draft::drafts(&documents, configs, setup);
        let none = || Box::new(Problem::NotMended { path: path.clone(), kind: "several files".into() });
        let draft = drafts.pop().ok_or_else(none)??;
        let source = draft.input.read()?;
        let file = fs::read(&fixed.file).map_err(|error| Problem::unreadable(&path, &error))?;
        if source.text.as_bytes() != file {
            let kind = if source.encoding.is_utf8() {
                format!("read as {}, which is no plain text", source.format.name)
            } else {
                format!("written in {}", source.encoding.name())
            };
            return Err(Problem::NotMended { path, kind }.into());
        }
        Ok((Self { draft, setup, options, file }, source))
    }

    fn check(&self, source: &Source) -> Report {
        let prose = self.draft.prose(source, self.setup);
        let options = self.draft.options(&self.options, &prose, self.setup);
        self.draft.setup(self.setup).engine.check(&prose, &options)
    }

    /// Writes the findings with their fingerprints and repairs.
    fn list(&self, source: &Source, output: &mut Output) {
        let report = self.check(source);
        let words = self.setup.words(&report.lang);
        let lines = Lines::new(&source.text);
        for finding in &report.findings {
            let place = lines.position(finding.labels.first().map_or(0, |label| label.span.start));
            let head = format!(
                "{}  {}:{}:{}: {} {}: {}\n",
                shown(finding),
                clean(&self.draft.input.name),
                place.line,
                place.column,
                finding.severity.name(),
                clean(&finding.rule),
                clean(&finding.message)
            );
            output.write(&(head + &numbered(finding, &source.text, words)));
        }
    }

    /// The text with the repairs that are named, all of them or none.
    fn applied(&self, source: &Source, choices: &[Choice]) -> Result<String, Box<Problem>> {
        let report = self.check(source);
        let mut edits: Vec<&Edit> = Vec::new();
        for choice in choices {
            edits.extend(&self.chosen(choice, &report)?.edits);
        }
        edits.sort_by_key(|edit| (edit.span, edit.replacement.clone()));
        edits.dedup();
        if edits.windows(2).any(|pair| pair[0].span.overlaps(pair[1].span) || pair[0].span == pair[1].span) {
            return Err(Problem::Crossing { path: self.name() }.into());
        }
        Ok(mended(&source.text, &edits))
    }

    fn chosen<'r>(&self, choice: &Choice, report: &'r Report) -> Result<&'r Repair, Box<Problem>> {
        let fingerprint = choice.fingerprint.clone();
        let meant: Vec<&Diagnostic> = report
            .findings
            .iter()
            .filter(|finding| finding.fingerprint.starts_with(&choice.fingerprint))
            .collect();
        match meant.as_slice() {
            [] => Err(Problem::NoFinding { path: self.name(), fingerprint }.into()),
            [finding] => finding.repairs.get(choice.repair - 1).ok_or_else(|| {
                let there = finding.repairs.len();
                Box::new(Problem::NoRepair { fingerprint, number: choice.repair, there })
            }),
            _ => Err(Problem::Ambiguous { path: self.name(), fingerprint }.into()),
        }
    }

    /// The text as somebody at the terminal wants it; nothing where they leave it as it is.
    fn asked(&self, mut source: Source, output: &mut Output) -> Option<String> {
        let mut passed: Vec<String> = Vec::new();
        let mut changes = 0;
        loop {
            let report = self.check(&source);
            let Some(finding) = next(&report, &passed) else { break };
            self.draw(finding, &source, &report, output);
            match answer(finding.repairs.len(), output) {
                Answer::Apply(repair) => {
                    let edits: Vec<&Edit> = finding.repairs[repair].edits.iter().collect();
                    source.text = mended(&source.text, &edits);
                    changes += 1;
                }
                Answer::Skip => passed.push(finding.fingerprint.clone()),
                Answer::Save => break,
                Answer::Leave => return None,
            }
        }
        output.write(&format!("repairs applied: {changes}\n"));
        (changes > 0).then_some(source.text)
    }

    /// Shows a finding with its repairs numbered.
    fn draw(&self, finding: &Diagnostic, source: &Source, report: &Report, output: &mut Output) {
        let words = self.setup.words(&report.lang);
        let style = Style { words, colour: output.colour, width: output.width };
        let bare = Diagnostic { repairs: Vec::new(), ..finding.clone() };
        let one = Report { findings: vec![bare], ..Report::default() };
        let name = self.draft.input.name.as_str();
        let id = Value::Null;
        let sheet = Sheet {
            id: &id,
            name,
            path: None,
            text: &source.text,
            origin: Origin::default(),
            report: &one,
            ledger: false,
        };
        output.write(
            &((report::FORMATS[0].findings)(&sheet, &style) + &numbered(finding, &source.text, words)),
        );
    }

    fn name(&self) -> String {
        self.draft.input.name.clone()
    }

    /// Writes the draft, unless somebody else has meanwhile.
    fn save(&self, path: &Path, text: &str) -> Result<(), Box<Problem>> {
        let now = fs::read(path).map_err(|error| Problem::unreadable(&self.name(), &error))?;
        if now != self.file {
            return Err(Problem::Overtaken { path: self.name() }.into());
        }
        if text.as_bytes() == self.file { Ok(()) } else { write(path, text.as_bytes()) }
    }
}

/// The first finding that was not passed over; of several alike, as many are passed as were.
fn next<'r>(report: &'r Report, passed: &[String]) -> Option<&'r Diagnostic> {
    let mut passed = passed.to_vec();
    report.findings.iter().find(|finding| {
        match passed.iter().position(|print| *print == finding.fingerprint) {
            Some(at) => {
                passed.swap_remove(at);
                false
            }
            None => true,
        }
    })
}

/// A text with other words in some places, which do not overlap.
fn mended(text: &str, edits: &[&Edit]) -> String {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| edit.span);
    let (mut new, mut at) = (String::with_capacity(text.len() + 16), 0);
    for edit in edits {
        new += text.get(at..edit.span.start as usize).unwrap_or_default();
        new += &edit.replacement;
        at = edit.span.end as usize;
    }
    new + text.get(at..).unwrap_or_default()
}

fn shown(finding: &Diagnostic) -> &str {
    finding.fingerprint.get(..SHOWN).unwrap_or(&finding.fingerprint)
}

/// The repairs of a finding, a line each, or that there are none.
fn numbered(finding: &Diagnostic, text: &str, words: &report::Words) -> String {
    let lines = report::repairs(finding, text, words);
    if lines.is_empty() {
        return "  no repair is known: mend it by hand\n".into();
    }
    let number = |(at, line): (usize, &String)| ["  ", &(at + 1).to_string(), "  ", line, "\n"].concat();
    lines.iter().enumerate().map(number).collect()
}

/// What somebody at the terminal wants done.
enum Answer {
    Apply(usize),
    Skip,
    Save,
    Leave,
}

/// Asks until there is an answer; no more input saves what was done.
fn answer(repairs: usize, output: &mut Output) -> Answer {
    let numbers = match repairs {
        0 => String::new(),
        1 => "1 apply · ".into(),
        count => format!("1-{count} apply · "),
    };
    loop {
        output.write(&format!("[{numbers}s skip · q save and stop · x stop without saving] "));
        output.finish();
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line).unwrap_or(0) == 0 {
            return Answer::Save;
        }
        match line.trim() {
            "s" | "" => return Answer::Skip,
            "q" => return Answer::Save,
            "x" => return Answer::Leave,
            number => match number.parse::<usize>() {
                Ok(number) if (1..=repairs).contains(&number) => return Answer::Apply(number - 1),
                _ => {
                    let _ = writeln!(io::stderr(), "there is no such answer");
                }
            },
        }
    }
}
