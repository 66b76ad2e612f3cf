//! What the styles of a document make of its paragraphs and runs.

use rustc_hash::FxHashMap;

use super::{SPACES, Unread};
use crate::{
    read::xml::{Piece, Tag, pieces},
    text::BlockKind,
};

/// How far a style is followed to those it is based on.
const HOPS: usize = 20;

/// What styles are called that Word knows by their name, whatever the language of its menus.
const NAMED: &[(&str, Role)] = &[
    ("title", Role::Is(BlockKind::Headline)),
    ("heading ", Role::Is(BlockKind::Headline)),
    ("quote", Role::Is(BlockKind::Quote)),
    ("quotations", Role::Is(BlockKind::Quote)),
    ("intense quote", Role::Is(BlockKind::Quote)),
    ("caption", Role::Is(BlockKind::Caption)),
    ("toc ", Role::Unread),
    ("table of figures", Role::Unread),
    ("table of authorities", Role::Unread),
    ("index ", Role::Unread),
];

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A block of a kind.
    Is(BlockKind),
    /// No prose.
    Unread,
}

/// A style as far as it matters.
#[derive(Clone, Debug, Default)]
struct Style {
    role: Option<Role>,
    hidden: Option<bool>,
    list: Option<String>,
    base: Option<String>,
}

/// The styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles(FxHashMap<String, Style>);

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(xml: &str) -> Result<Self, Unread> {
        let (mut styles, mut at) = (Self::default(), None);
        let read = pieces(xml, SPACES, |piece| {
            match piece {
                Piece::Start(tag) if tag.name == "w:style" => at = tag.value("styleId"),
                Piece::Start(tag) => {
                    if let Some(id) = &at {
                        styles.0.entry(id.clone()).or_default().take(&tag);
                    }
                }
                Piece::End(name) if name == "w:style" => at = None,
                _ => {}
            }
            Ok(())
        });
        read.map_err(|_| Unread::Torn("word/styles.xml"))?;
        Ok(styles)
    }

    /// A style and those it is based on, nearest first.
    fn line<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let first = self.0.get(id);
        std::iter::successors(first, |style| self.0.get(style.base.as_deref()?)).take(HOPS)
    }

    /// What a style makes of a paragraph.
    pub(super) fn role(&self, id: &str) -> Option<Role> {
        self.line(id).find_map(|style| style.role)
    }

    /// Whether a style hides its text.
    pub(super) fn hides(&self, id: &str) -> bool {
        self.line(id).find_map(|style| style.hidden).unwrap_or(false)
    }

    /// The list that paragraphs of a style are items of.
    pub(super) fn list(&self, id: &str) -> Option<String> {
        self.line(id).find_map(|style| style.list.clone()).filter(|list| list != "0")
    }
}

impl Style {
    fn take(&mut self, tag: &Tag<'_>) {
        match &*tag.name {
            "w:name" => {
                let name = tag.value("val").unwrap_or_default().to_lowercase();
                let fits = |known: &&(&str, Role)| {
                    if known.0.ends_with(' ') { name.starts_with(known.0) } else { name == known.0 }
                };
                self.role = NAMED.iter().find(fits).map(|known| known.1).or(self.role);
            }
            "w:basedOn" => self.base = tag.value("val"),
            "w:outlineLvl" if tag.number("val").is_some_and(|level| level < 9) => {
                self.role = self.role.or(Some(Role::Is(BlockKind::Headline)));
            }
            "w:vanish" => self.hidden = Some(tag.is_on()),
            "w:numId" => self.list = tag.value("val"),
            _ => {}
        }
    }
}
