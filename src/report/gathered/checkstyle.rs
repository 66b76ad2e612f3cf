//! Checkstyle's XML: findings by file.

use super::{
    Gathered, Issue,
    xml::{Xml, document},
};

/// The run as a document of files with findings.
pub(super) fn checkstyle(run: &Gathered<'_>) -> String {
    document(|xml| {
        let root = xml.create_element("checkstyle").with_attribute(("version", "4.3"));
        if run.issues.is_empty() {
            return root.write_empty().map(|_| ());
        }
        let files = run.issues.chunk_by(|one, next| one.path == next.path);
        root.write_inner_content(|xml| files.into_iter().try_for_each(|issues| file(xml, issues))).map(|_| ())
    })
}

fn file(xml: &mut Xml, issues: &[Issue]) -> std::io::Result<()> {
    let element = xml.create_element("file").with_attribute(("name", issues[0].path.as_str()));
    element.write_inner_content(|xml| issues.iter().try_for_each(|issue| error(xml, issue))).map(|_| ())
}

fn error(xml: &mut Xml, issue: &Issue) -> std::io::Result<()> {
    let (line, column) = issue.place().start;
    let severity = match issue.severity.name() {
        "note" => "info",
        name => name,
    };
    xml.create_element("error")
        .with_attribute(("line", line.to_string().as_str()))
        .with_attribute(("column", column.to_string().as_str()))
        .with_attribute(("severity", severity))
        .with_attribute(("message", issue.told().as_str()))
        .with_attribute(("source", format!("addsup.{}", issue.rule).as_str()))
        .write_empty()
        .map(|_| ())
}
