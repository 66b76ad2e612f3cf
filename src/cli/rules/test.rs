//! `rules test`: the proofs of a folder of rules, run, with a line a rule.

use std::path::PathBuf;

use crate::{
    cli::{Ended, output::Output, problem::Problem, setup::own_rules},
    engine::Engine,
    proof, rule,
    text::FileError,
};

/// A rule file: its name and text.
type File = (String, String);

/// Runs the examples of all rules in some folders. 1: an example does not behave; 2: a file cannot be used.
pub(in crate::cli) fn test(folders: &[PathBuf], output: &mut Output) -> Result<Ended, Box<Problem>> {
    let files = own_rules(folders)?;
    if files.is_empty() {
        return Err(Problem::NoFolder.into());
    }
    let all = files.len();
    let (files, mut ended) = usable(files, output);
    let engine = Engine::with_rules(&files).map_err(Problem::from)?;
    let rules = &engine.rules()[engine.rules().len() - files.len()..];
    let mut passed = 0;
    for (rule, (name, text)) in rules.iter().zip(&files) {
        let bad = rule.examples.iter().filter(|example| example.bad).count();
        let good = rule.examples.len() - bad;
        let failures: Vec<FileError> =
            proof::failures(&engine, rule).into_iter().map(|failure| failure.error(name, text)).collect();
        let verdict = if failures.is_empty() { "ok  " } else { "FAIL" };
        output.write(&format!("{verdict} {name} ({bad} bad, {good} good)\n"));
        passed += usize::from(failures.is_empty());
        if !failures.is_empty() {
            ended = ended.max(Ended::Found);
            output.problem(&Problem::Unproven { failures });
        }
    }
    output.write(&format!("{passed} of {all} rules pass\n"));
    Ok(ended)
}

/// The files that can be used; what is wrong with the others is said, each by itself.
fn usable(files: Vec<File>, output: &mut Output) -> (Vec<File>, Ended) {
    let mut refuse = |file: &File, error: FileError| {
        output.write(&format!("FAIL {} (cannot be used)\n", file.0));
        output.problem(&Problem::from(error));
        false
    };
    let before = files.len();
    let mut good: Vec<File> = files;
    good.retain(|file| match rule::rule(&file.0, &file.1) {
        Ok(_) => true,
        Err(error) => refuse(file, error),
    });
    if Engine::with_rules(&good).is_err() {
        good.retain(|file| match Engine::with_rules(std::slice::from_ref(file)) {
            Ok(_) => true,
            Err(error) => refuse(file, error),
        });
    }
    let ended = if good.len() < before { Ended::Badly } else { Ended::Well };
    (good, ended)
}
