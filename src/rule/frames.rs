//! Parts of patterns that several rules use: `rules/frames.toml`.

use std::{collections::BTreeMap, sync::OnceLock};

use super::pattern::{Raw, part};

/// The file of the house's frames.
const FILE: &str = include_str!("../../rules/frames.toml");

/// The pattern of a frame, if there is such a one: `from-to` is how a text goes from one value to another.
pub(super) fn frame(name: &str) -> Option<&'static Option<Vec<Raw>>> {
    static FRAMES: OnceLock<BTreeMap<String, Option<Vec<Raw>>>> = OnceLock::new();
    let read = || {
        let texts: BTreeMap<String, String> = toml::from_str(FILE).unwrap_or_default();
        texts.into_iter().map(|(name, text)| (name, part(&text))).collect()
    };
    FRAMES.get_or_init(read).get(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let read: Result<BTreeMap<String, String>, _> = toml::from_str(FILE);
        assert!(
            read.is_ok_and(|frames| !frames.is_empty()
                && frames.keys().all(|name| frame(name).is_some_and(Option::is_some)))
        );
        assert!(frame("no such frame").is_none());
    }
}
