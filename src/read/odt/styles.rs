//! What the styles of a document make of its paragraphs and spans.

use rustc_hash::FxHashMap;

use super::{SPACES, Unread};
use crate::{
    read::xml::{Piece, Tag, pieces},
    text::BlockKind,
};

/// How far a style is followed to its parents.
const HOPS: usize = 20;

/// What styles are called that every writer of the format knows by their name.
const NAMED: &[(&str, BlockKind)] = &[
    ("Title", BlockKind::Headline),
    ("Quotations", BlockKind::Quote),
    ("Caption", BlockKind::Caption),
    ("Illustration", BlockKind::Caption),
    ("Figure", BlockKind::Caption),
    ("Table", BlockKind::Caption),
];

#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    hidden: Option<bool>,
    raised: Option<bool>,
}

/// The styles by family and name: `paragraph/P1`.
#[derive(Debug, Default)]
pub(super) struct Styles(FxHashMap<String, Style>);

impl Styles {
    /// Takes the styles of a part.
    pub(super) fn read(&mut self, xml: &str) -> Result<(), Unread> {
        let mut at = None;
        pieces(xml, SPACES, |piece| {
            match piece {
                Piece::Start(tag) if tag.name == "style:style" => at = self.style(&tag),
                Piece::Start(tag) if tag.name == "style:text-properties" => {
                    if let Some(style) = at.as_ref().and_then(|key| self.0.get_mut(key)) {
                        style.take(&tag);
                    }
                }
                Piece::End(name) if name == "style:style" => at = None,
                _ => {}
            }
            Ok(())
        })
    }

    fn style(&mut self, tag: &Tag<'_>) -> Option<String> {
        let (family, name) = (tag.value("family")?, tag.value("name")?);
        let parent = tag.value("parent-style-name").map(|parent| format!("{family}/{parent}"));
        let key = format!("{family}/{name}");
        self.0.insert(key.clone(), Style { parent, ..Style::default() });
        Some(key)
    }

    /// A style and its parents, nearest first, by key.
    fn line(&self, family: &str, name: &str) -> impl Iterator<Item = (String, Option<&Style>)> {
        let first = format!("{family}/{name}");
        let next = |key: &String| self.0.get(key)?.parent.clone();
        std::iter::successors(Some(first), next).take(HOPS).map(|key| {
            let style = self.0.get(&key);
            (key, style)
        })
    }

    /// What a paragraph is by its style.
    pub(super) fn kind(&self, name: &str) -> Option<BlockKind> {
        self.line("paragraph", name).find_map(|(key, _)| {
            let known = NAMED.iter().find(|known| key.strip_prefix("paragraph/") == Some(known.0))?;
            Some(known.1)
        })
    }

    /// Whether a style hides or strikes its text.
    pub(super) fn hides(&self, family: &str, name: &str) -> bool {
        self.line(family, name).find_map(|(_, style)| style?.hidden).unwrap_or(false)
    }

    /// Whether a span is raised above the line.
    pub(super) fn raises(&self, name: &str) -> bool {
        self.line("text", name).find_map(|(_, style)| style?.raised).unwrap_or(false)
    }
}

impl Style {
    fn take(&mut self, tag: &Tag<'_>) {
        let struck = tag.value("text-line-through-style").is_some_and(|style| style != "none");
        let hidden = tag.value("display").is_some_and(|display| display == "none");
        if struck || hidden {
            self.hidden = Some(true);
        }
        self.raised = tag.value("text-position").map(|to| to.starts_with("super")).or(self.raised);
    }
}
