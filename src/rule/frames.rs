//! Parts of patterns that several rules use: `rules/frames.toml`.

use std::{collections::BTreeMap, sync::OnceLock};

/// The file of the house's frames.
const FILE: &str = include_str!("../../rules/frames.toml");

/// The pattern of a frame: `from-to` is how a text goes from one value to another.
pub(super) fn frame(name: &str) -> Option<&'static str> {
    static FRAMES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    FRAMES.get_or_init(|| toml::from_str(FILE).unwrap_or_default()).get(name).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let read: Result<BTreeMap<String, String>, _> = toml::from_str(FILE);
        assert!(read.is_ok_and(|frames| !frames.is_empty()));
        assert!(frame("no such frame").is_none());
    }
}
