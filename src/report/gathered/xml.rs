//! XML as the formats here write it: elements with attributes, escaped by the writer.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, Event},
};

/// The writer of a document.
pub(super) type Xml = Writer<Vec<u8>>;

/// A text without the characters that XML 1.0 cannot hold at all.
fn sound(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// A document with what `root` writes, indented.
pub(super) fn document(root: impl FnOnce(&mut Xml) -> io::Result<()>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let decl = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
    let written = writer.write_event(decl).and_then(|()| root(&mut writer));
    debug_assert!(written.is_ok(), "a vector takes all that is written");
    sound(&String::from_utf8(writer.into_inner()).unwrap_or_default()) + "\n"
}
