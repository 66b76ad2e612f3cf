//! Where the reports of a run go: standard output and files, each in its format.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
};

use super::{args::Documents, output::Output, problem::Problem};
use crate::report::{self, Format, Gathered, GatheredFormat, Style};

/// The format whose service has a summary page besides.
const GITHUB: &str = "github";

/// How a report is written: document by document, or when all are done.
#[derive(Clone, Copy)]
enum How {
    Streamed(&'static Format),
    Gathered(&'static GatheredFormat),
}

/// One report of the run.
pub(super) struct Sink {
    how: How,
    file: Option<(PathBuf, BufWriter<File>)>,
    documents: usize,
}

/// The reports that the arguments ask for.
pub(super) fn sinks(documents: &Documents, ledger: bool) -> Result<Vec<Sink>, Box<Problem>> {
    let main = documents.output.iter().all(|target| target.format.is_some());
    let mut sinks = Vec::new();
    if main {
        sinks.push(Sink { how: how(&documents.format, ledger)?, file: None, documents: 0 });
    }
    for target in &documents.output {
        let how = how(target.format.as_ref().unwrap_or(&documents.format), ledger)?;
        let file = File::create(&target.path)
            .map_err(|error| Problem::unwritable(&target.path.to_string_lossy(), &error))?;
        sinks.push(Sink { how, file: Some((target.path.clone(), BufWriter::new(file))), documents: 0 });
    }
    Ok(sinks)
}

fn how(format: &str, ledger: bool) -> Result<How, Box<Problem>> {
    match report::gathered_named(format) {
        Some(_) if ledger => {
            let known: Vec<_> = report::FORMATS.iter().map(|format| format.name).collect();
            Err(Problem::NoLedger { format: format.into(), known: known.join(", ") }.into())
        }
        Some(gathered) => Ok(How::Gathered(gathered)),
        None => Ok(How::Streamed(report::named(format).unwrap_or(&report::FORMATS[0]))),
    }
}

impl Sink {
    /// The format, where each document is written as it is done.
    pub(super) const fn streamed(&self) -> Option<&'static Format> {
        match self.how {
            How::Streamed(format) => Some(format),
            How::Gathered(_) => None,
        }
    }

    /// Whether it goes to standard output, which may be a terminal.
    pub(super) const fn is_standard(&self) -> bool {
        self.file.is_none()
    }

    /// Writes what comes before the first document.
    pub(super) fn open(&mut self, output: &mut Output) -> Result<bool, Box<Problem>> {
        self.put(self.streamed().map_or("", |format| format.head), output)
    }

    /// Writes a document. Whether somebody still listens.
    pub(super) fn document(&mut self, text: &str, output: &mut Output) -> Result<bool, Box<Problem>> {
        let between = self.streamed().filter(|_| self.documents > 0).map_or("", |format| format.between);
        self.documents += 1;
        Ok(self.put(between, output)? && self.put(text, output)?)
    }

    /// Writes what comes after the last document, or the whole run.
    pub(super) fn close(
        &mut self,
        run: &Gathered<'_>,
        summary: impl FnOnce(&Format) -> Option<String>,
        output: &mut Output,
    ) -> Result<(), Box<Problem>> {
        let text = match self.how {
            How::Gathered(format) => {
                if format.name == GITHUB {
                    job_summary(run)?;
                }
                (format.write)(run)
            }
            How::Streamed(format) => format!("{}{}", format.tail, summary(format).unwrap_or_default()),
        };
        self.put(&text, output)?;
        match &mut self.file {
            Some((path, file)) => {
                Ok(file.flush().map_err(|error| Problem::unwritable(&path.to_string_lossy(), &error))?)
            }
            None => Ok(()),
        }
    }

    fn put(&mut self, text: &str, output: &mut Output) -> Result<bool, Box<Problem>> {
        match &mut self.file {
            None => Ok(output.write(text)),
            Some((path, file)) => {
                let written = file.write_all(text.as_bytes());
                written.map_err(|error| Problem::unwritable(&path.to_string_lossy(), &error))?;
                Ok(true)
            }
        }
    }
}

/// Adds the run to the job's summary page, where GitHub Actions names one.
fn job_summary(run: &Gathered<'_>) -> Result<(), Box<Problem>> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let file = File::options().append(true).create(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(report::job_summary(run).as_bytes()));
    Ok(written.map_err(|error| Problem::unwritable(&path.to_string_lossy(), &error))?)
}

/// The style of a report: a file has neither colours nor a width of its own.
pub(super) fn style<'a>(standard: bool, words: &'a report::Words, output: (bool, usize)) -> Style<'a> {
    let (colour, width) = if standard { output } else { (false, super::output::WIDTH) };
    Style { words, colour, width }
}
