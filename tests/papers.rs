//! Documents of word processors: what of them is prose, where it stands, and what cannot be unpacked.

mod command;

use std::io::{Cursor, Write};

use addsup::{
    engine::Engine,
    read::{FORMATS, Format, Source},
    text::{BlockKind, Lines},
};
use command::{Folder, addsup};
use serde_json::Value;
use zip::{ZipWriter, write::SimpleFileOptions};

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// An archive with some parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// A DOCX with a body, and other parts beside it.
fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{SPACE}\"><w:body>{body}</w:body></w:document>"
    );
    let mut parts = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)];
    parts.extend(more);
    archive(&parts)
}

/// A paragraph of DOCX: properties, and runs as they stand.
fn paragraph(properties: &str, runs: &[&str]) -> String {
    let runs: String =
        runs.iter().map(|run| if run.starts_with('<') { (*run).to_owned() } else { text(run) }).collect();
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn text(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Chapeau"><w:name w:val="Chapeau"/><w:basedOn w:val="Titre1"/></w:style>
<w:style w:type="paragraph" w:styleId="Citation"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Puces"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"#;

/// An ODT with a body, and automatic styles.
fn odt(styles: &str, body: &str) -> Vec<u8> {
    let space = |name: &str| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\"");
    let spaces: String = ["office", "text", "table", "style"].map(space).concat();
    let fo = "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"";
    let content = format!(
        "<office:document-content{spaces} {fo}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

fn format(name: &str) -> &'static Format {
    FORMATS.iter().find(|format| format.name == name).expect("a format")
}

/// The blocks of a document: kind, place and text.
fn blocks(bytes: Vec<u8>, name: &str) -> Vec<String> {
    let source = Source::new(bytes, format(name), None).expect("it is read");
    let engine = Engine::with_rules(&[]).expect("the rules of the house load");
    let (prose, lines) = (source.prose(engine.lexicons()), Lines::new(&source.text));
    let shown = prose.blocks.iter().map(|block| {
        let place = source.origin().place(prose.source(block.span).start, &lines);
        let kind = match block.kind {
            BlockKind::Cell(row, column) => format!("Cell {row}.{column}"),
            kind => format!("{kind:?}"),
        };
        format!("{kind} {place}: {}", prose.text[block.span.range()].trim_end())
    });
    shown.collect()
}

#[test]
fn a_docx_is_read_as_it_would_be_printed() {
    let body = [
        paragraph("<w:pStyle w:val=\"Chapeau\"/>", &["Un titre"]),
        paragraph("<w:pStyle w:val=\"TM1\"/>", &["Chapitre 1", "<w:r><w:tab/></w:r>", "12"]),
        paragraph("", &[]),
        paragraph(
            "",
            &[
                "Les 1",
                ".400 soldats",
                "<w:del><w:r><w:delText>et 300 morts</w:delText></w:r></w:del>",
                "<w:ins><w:r><w:t>, dont 600</w:t></w:r></w:ins>",
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t> (caché 7)</w:t></w:r>",
                "<w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t> (caché 8)</w:t></w:r>",
                "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> conseillers</w:t></w:r>",
                "<w:r><w:rPr><w:strike/></w:rPr><w:t> rayé 9</w:t></w:r>",
                "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r>",
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE 4</w:instrText></w:r>",
                ".",
                "<w:r><w:br/><w:t>Ligne &amp; deux.</w:t></w:r>",
            ],
        ),
        paragraph("<w:pStyle w:val=\"Citation\"/>", &["Cité."]),
        paragraph("<w:pStyle w:val=\"Puces\"/>", &["un"]),
        paragraph("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr>", &["deux"]),
        paragraph("<w:pPrChange><w:pPr><w:pStyle w:val=\"Citation\"/></w:pPr></w:pPrChange>", &["Fin."]),
    ];
    let notes = format!(
        "<w:footnotes xmlns:w=\"{SPACE}\"><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        paragraph("", &["Une note."])
    );
    let bytes = docx(&body.concat(), &[("word/styles.xml", STYLES), ("word/footnotes.xml", &notes)]);
    assert_eq!(
        blocks(bytes, "docx"),
        [
            "Headline ¶1 run 1: Un titre",
            "Paragraph ¶4 run 1: Les 1.400 soldats, dont 600 conseillers.\nLigne & deux.",
            "Quote ¶5 run 1: Cité.",
            "Item ¶6 run 1: un",
            "Item ¶7 run 1: deux",
            "Paragraph ¶8 run 1: Fin.",
            "Paragraph note 1 ¶1 run 1: Une note.",
        ]
    );
}

#[test]
fn tables_and_text_boxes_of_a_docx_keep_their_shape() {
    let cell = |properties: &str, words: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph("", &[words]))
    };
    let rows = [
        [cell("<w:gridSpan w:val=\"2\"/>", "a"), cell("", "b")].concat(),
        [cell("<w:vMerge/>", ""), cell("", "4"), cell("", "5")].concat(),
    ];
    let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
    let inner = paragraph("", &["Encadré."]);
    let boxed = format!(
        "<w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:drawing><w:txbxContent>{inner}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    );
    let body = [format!("<w:tbl>{rows}</w:tbl>"), paragraph("", &["Avant", &boxed, " et après."])];
    assert_eq!(
        blocks(docx(&body.concat(), &[]), "docx"),
        [
            "Cell 0.0 ¶1 run 1: a",
            "Cell 0.2 ¶2 run 1: b",
            "Cell 1.1 ¶4 run 1: 4",
            "Cell 1.2 ¶5 run 1: 5",
            "Paragraph ¶6 run 1: Avant\u{fffc} et après.",
            "Paragraph ¶7 run 1: Encadré.",
        ]
    );
}

#[test]
fn other_prefixes_and_names_of_parts_are_followed() {
    let document = format!(
        "<x:document xmlns:x=\"{SPACE}\"><x:body><x:p><x:r><x:t>Ailleurs.</x:t></x:r></x:p></x:body></x:document>"
    );
    let relations = "<Relationships><Relationship Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>";
    let bytes = archive(&[("_rels/.rels", relations), ("word/document2.xml", &document)]);
    assert_eq!(blocks(bytes, "docx"), ["Paragraph ¶1 run 1: Ailleurs."]);
}

#[test]
fn an_odt_is_read_as_it_would_be_printed() {
    let styles = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>"#;
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>300 morts</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:table-of-content><text:index-body><text:p>Chapitre 12</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1">Un titre</text:h>
<text:p>Les <text:span text:style-name="T3">1.400</text:span> soldats<text:span text:style-name="T1"> (caché 7)</text:span><text:span text:style-name="T2"> rayé 9</text:span>,
  dont<text:s text:c="2"/>600<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Une note.</text:p></text:note-body></text:note> gardes.<text:line-break/>Ligne deux.<office:annotation><text:p>Vérifier 5.</text:p></office:annotation></text:p>
<text:p text:style-name="P1">Cité.</text:p>
<text:list><text:list-item><text:p>un</text:p><text:list><text:list-item><text:p>un bis</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>deux</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>4</text:p></table:table-cell></table:table-row></table:table>
<text:section text:display="none"><text:p>Caché.</text:p></text:section>"#;
    assert_eq!(
        blocks(odt(styles, body), "odt"),
        [
            "Headline ¶1 run 1: Un titre",
            "Paragraph ¶2 run 1: Les 1.400 soldats, dont  600 gardes.\nLigne deux.",
            "Quote ¶3 run 1: Cité.",
            "Item ¶4 run 1: un",
            "Item ¶5 run 1: un bis",
            "Item ¶6 run 1: deux",
            "Cell 0.0 ¶7 run 1: a",
            "Cell 0.2 ¶8 run 1: b",
            "Cell 1.2 ¶9 run 1: 4",
            "Paragraph note 1 ¶1 run 1: Une note.",
        ]
    );
}

/// A DOCX with a finding in its second paragraph, whose figures begin in the third run.
fn wrong() -> Vec<u8> {
    let words = ["Hier, ", "les ", "1", ".400 soldats, dont 600 conseillers ainsi que 900 gardes, sont là."];
    docx(&[paragraph("", &["Une phrase."]), paragraph("", &words)].concat(), &[])
}

#[test]
fn places_are_told_by_paragraph_and_run_in_every_report() {
    let folder = Folder::new("places");
    let path = folder.file("été.docx", wrong());
    let out = |format: &str| addsup(&["check", "--format", format, &path], "").out;
    assert!(out("short").contains("été.docx:¶2 run 3: error breakdown-sum"), "{}", out("short"));
    assert!(out("human").contains("été.docx:¶2 run 3]"), "{}", out("human"));
    let record: Value = serde_json::from_str(&out("jsonl")).expect("JSON");
    let label = &record["findings"][0]["labels"][0];
    assert_eq!((&label["line"], &label["paragraph"], &label["run"]), (&2.into(), &2.into(), &3.into()));
    assert_eq!(label["text"], "1.400 soldats");
    let claims = addsup(&["claims", "--format", "jsonl", &path], "").out;
    let record: Value = serde_json::from_str(&claims).expect("JSON");
    let parts = record["claims"].as_array().expect("claims");
    let part = parts.iter().find(|claim| claim["text"].as_str().is_some_and(|text| text.starts_with("600")));
    assert_eq!(
        (&part.expect("a claim")["paragraph"], &part.expect("a claim")["run"]),
        (&2.into(), &4.into())
    );
    assert!(
        out("github").contains("¶2 run 3%3A") || out("github").contains("¶2 run 3:"),
        "{}",
        out("github")
    );
    let sarif: Value = serde_json::from_str(&out("sarif")).expect("JSON");
    assert!(sarif["runs"][0]["results"][0]["fixes"].is_null(), "no tool edits a DOCX");
    let run = addsup(&["check", "--format", "short", "--color", "always"], wrong());
    assert!(run.out.starts_with("-:¶2 run 3: error"), "{}", run.out);
    let run = addsup(&["check", "--color", "always", &path], "");
    assert!(run.out.contains("¶2 run 3"), "{}", run.out);
}

#[test]
fn what_cannot_be_unpacked_is_said_and_the_rest_checked() {
    let folder = Folder::new("torn");
    let good = folder.file("z.docx", wrong());
    let whole = wrong();
    let bomb = docx(&paragraph("", &[&" ".repeat(80 << 20)]), &[]);
    assert!(bomb.len() < 1 << 20);
    let deep = format!("{}{}", "<w:tbl>".repeat(100_000), "</w:tbl>".repeat(100_000));
    let locked = archive(&[
        ("META-INF/manifest.xml", "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"),
        ("content.xml", "\u{1}\u{2}"),
    ]);
    let mut flipped = whole.clone();
    let at = flipped.windows(17).position(|name| name == b"word/document.xml").expect("its name") + 40;
    flipped[at] ^= 0x55;
    for (name, bytes, told) in [
        ("a.docx", whole[..whole.len() / 2].to_vec(), "cut short or broken"),
        ("b.docx", whole[..whole.len() - 10].to_vec(), "cut short or broken"),
        ("c.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "locked with a password"),
        ("d.docx", bomb, "unpacks to more than 64 MB"),
        ("e.odt", locked, "it is locked with a password"),
        ("f.docx", archive(&[("word/other.xml", "")]), "`word/document.xml` cannot be unpacked"),
        (
            "g.docx",
            archive(&[("word/document.xml", "<w:document><w:body>")]),
            "`word/document.xml` cannot be unpacked",
        ),
        ("h.odt", b"Le 8 ao\xc3\xbbt.".to_vec(), "it is no archive"),
        ("i.odt", whole.clone(), "`content.xml` cannot be unpacked"),
        ("j.docx", docx(&"<w:p/>".repeat(600_000), &[]), "more than 500,000 paragraphs"),
        ("k.docx", flipped, "cut short or broken"),
        ("l.txt", archive(&[("a", "b")]), "a ZIP archive"),
        ("m.docx", Vec::new(), "it is no archive"),
    ] {
        let run = addsup(&["check", "--format", "short", &folder.file(name, bytes), &good], "");
        let err = run.err.replace("\n  │ ", " ");
        assert!(run.code == 2 && err.contains(told), "{name}: {} {err}", run.out);
        assert!(run.out.contains("z.docx:¶2 run 3"), "{name}: {}", run.out);
    }
    let run = addsup(&["check", &folder.file("n.docx", docx(&deep, &[]))], "");
    assert_eq!(run.code, 0, "{}", run.err);
}
