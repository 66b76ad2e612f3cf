//! XML as a stream of tags and texts, with their places; references are resolved, declarations are not.

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{Unread, html::decoded};
use crate::text::{Lines, Span};

/// A piece of a document.
pub(super) enum Piece<'a> {
    /// A start tag; an empty one is followed by its end.
    Start(Tag<'a>),
    /// An end tag, by its name.
    End(Cow<'a, str>),
    /// Text, with the bytes that it stands for.
    Text(Cow<'a, str>, Span),
    /// A comment, with its signs.
    Comment(Span),
}

/// A start tag.
pub(super) struct Tag<'a> {
    /// Its name, with the prefix that we know its name space by: `w:p`.
    pub(super) name: Cow<'a, str>,
    /// Where it stands.
    pub(super) span: Span,
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of an attribute, by its name without prefix.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let mut named = attributes.filter(|attribute| attribute.key.local_name().as_ref() == name);
        named.next().map(|attribute| {
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_or_else(|_| String::new(), Cow::into_owned)
        })
    }

    /// The value of an attribute as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.value(name)?.trim().parse().ok()
    }

    /// Whether it switches on what it is named for: `<w:vanish/>`, and not `<w:vanish w:val="0"/>`.
    pub(super) fn is_on(&self) -> bool {
        !self.value("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// A name space, and the prefix that we know it by.
pub(super) type Space = (&'static str, &'static str);

/// Hands on all pieces of a document, in order. Elements need not be few nor flat: nothing here goes
/// deeper with them.
pub(super) fn pieces<'a>(
    xml: &'a str,
    spaces: &[Space],
    mut each: impl FnMut(Piece<'a>) -> Result<(), Unread>,
) -> Result<(), Unread> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut prefixes = Prefixes { spaces, known: Vec::new() };
    let (mut depth, mut at) = (0_u32, 0);
    loop {
        let event =
            reader.read_event().map_err(|error| fault(xml, reader.error_position(), &error.to_string()))?;
        let end = reader.buffer_position() as u32;
        let span = Span::new(at, end);
        at = end;
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    prefixes.read(&tag);
                }
                depth += 1;
                each(Piece::Start(Tag { name: prefixes.name(owned(&tag)), span, start: tag }))?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                each(Piece::End(prefixes.name(tag.name().as_ref().to_owned().into())))?;
            }
            Event::Text(text) => each(Piece::Text(text.into_inner(), span))?,
            Event::CData(text) => {
                let inner = Span::new(span.start + 9, span.end.saturating_sub(3));
                each(Piece::Text(text.into_inner(), inner))?;
            }
            Event::GeneralRef(_) => {
                each(Piece::Text(decoded(&xml[span.range()]), span))?;
            }
            Event::Eof if depth > 0 => return Err(fault(xml, xml.len() as u64, "it ends within an element")),
            Event::Eof => return Ok(()),
            Event::Comment(_) => each(Piece::Comment(span))?,
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn owned<'a>(tag: &BytesStart<'_>) -> Cow<'a, str> {
    tag.name().as_ref().to_owned().into()
}

fn fault(xml: &str, at: u64, reason: &str) -> Unread {
    let line = Lines::new(xml).position(at as u32).line;
    Unread::Tags { line, reason: reason.to_owned() }
}

/// The prefixes that the root of a document declares for name spaces that we know by others.
struct Prefixes<'s> {
    spaces: &'s [Space],
    known: Vec<(String, &'static str)>,
}

impl Prefixes<'_> {
    fn read(&mut self, root: &BytesStart<'_>) {
        let mut attributes = root.attributes();
        for attribute in attributes.with_checks(false).flatten() {
            let key: &str = attribute.key.as_ref();
            let prefix = if key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") };
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
            let space = self.spaces.iter().find(|space| *space.0 == *value);
            if let Some((prefix, space)) = prefix.zip(space).filter(|(prefix, space)| *prefix != space.1) {
                self.known.push((prefix.to_owned(), space.1));
            }
        }
    }

    fn name<'a>(&self, name: Cow<'a, str>) -> Cow<'a, str> {
        if self.known.is_empty() {
            return name;
        }
        let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
        match self.known.iter().find(|known| known.0 == prefix) {
            Some((_, ours)) => format!("{ours}:{local}").into(),
            None => name,
        }
    }
}
