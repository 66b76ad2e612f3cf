//! `JUnit`'s XML: a suite a file, a failed case a finding, one that passes for a file without any.

use std::io;

use quick_xml::events::BytesText;
use rustc_hash::FxHashSet;

use super::{
    Gathered, Issue,
    xml::{Xml, document},
};

/// The run as a document of suites.
pub(super) fn junit(run: &Gathered<'_>) -> String {
    document(|xml| {
        let failed = run.issues.len();
        let at_fault: FxHashSet<&str> = run.issues.iter().map(|issue| issue.path.as_str()).collect();
        let clean = run.files.iter().filter(|file| !at_fault.contains(file.as_str())).count();
        let root = xml
            .create_element("testsuites")
            .with_attribute(("name", env!("CARGO_PKG_NAME")))
            .with_attribute(("tests", (failed + clean).to_string().as_str()))
            .with_attribute(("failures", failed.to_string().as_str()))
            .with_attribute(("errors", "0"));
        if run.files.is_empty() {
            return root.write_empty().map(|_| ());
        }
        let mut rest = run.issues;
        let suites = |xml: &mut Xml| {
            run.files.iter().try_for_each(|file| {
                let count = rest.iter().take_while(|issue| issue.path == *file).count();
                let (own, others) = rest.split_at(count);
                rest = others;
                suite(xml, file, own)
            })
        };
        root.write_inner_content(suites).map(|_| ())
    })
}

fn suite(xml: &mut Xml, file: &str, issues: &[Issue]) -> io::Result<()> {
    xml.create_element("testsuite")
        .with_attribute(("name", file))
        .with_attribute(("tests", issues.len().max(1).to_string().as_str()))
        .with_attribute(("failures", issues.len().to_string().as_str()))
        .with_attribute(("errors", "0"))
        .write_inner_content(|xml| match issues {
            [] => case(xml, file, env!("CARGO_PKG_NAME")).write_empty().map(|_| ()),
            issues => issues.iter().try_for_each(|issue| failure(xml, file, issue)),
        })
        .map(|_| ())
}

fn case<'a>(xml: &'a mut Xml, file: &str, name: &str) -> quick_xml::writer::ElementWriter<'a, Vec<u8>> {
    xml.create_element("testcase").with_attribute(("classname", file)).with_attribute(("name", name))
}

fn failure(xml: &mut Xml, file: &str, issue: &Issue) -> io::Result<()> {
    let (line, column) = issue.place().start;
    let name = format!("{} {line}:{column}", issue.rule);
    let text = format!("{file}:{line}:{column}\n{}", issue.computation);
    let failure = |xml: &mut Xml| {
        xml.create_element("failure")
            .with_attribute(("message", issue.message.as_str()))
            .with_attribute(("type", issue.severity.name()))
            .write_text_content(BytesText::new(&text))
            .map(|_| ())
    };
    case(xml, file, &name).write_inner_content(failure).map(|_| ())
}
