//! From bytes to text: which encoding a file is in, told by its marks, its head or its bytes.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Charset, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Unread;

/// How much of a file tells that it is UTF-16 or no text at all, in bytes.
const SAMPLE: usize = 64 * 1024;

/// How far into a file its head may declare its encoding, in bytes.
const HEAD: usize = 1024;

/// What files that are no text begin with.
const MAGIC: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file, or one that is locked with a password"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "compressed"),
    (b"\x7fELF", "a program"),
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
];

/// How a file writes its characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static Charset);

impl Encoding {
    /// The encoding of a name of the Encoding Standard, without regard to case: `utf-16le`, `latin1`.
    ///
    /// ```
    /// # use addsup::read::Encoding;
    /// let name = |label| Encoding::named(label).map(|encoding| encoding.name());
    /// assert_eq!(name("ISO-8859-1"), Some("windows-1252")); // its superset, as browsers read it
    /// assert_eq!(name("klingon"), None);
    /// ```
    pub fn named(label: &str) -> Option<Self> {
        Charset::for_label_no_replacement(label.as_bytes()).map(Self)
    }

    /// Its name: `UTF-8`, `windows-1252`.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Whether it is UTF-8: bytes of the text are bytes of the file.
    pub fn is_utf8(self) -> bool {
        self.0 == UTF_8
    }
}

impl Default for Encoding {
    fn default() -> Self {
        Self(UTF_8)
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text of some bytes, and the encoding that they were in: the one that is wanted, else the one that
/// they tell. `markup` may declare it at its head.
///
/// A byte order mark stays in UTF-8, where it is three bytes of the file, and goes elsewhere.
pub(super) fn decoded(
    bytes: Vec<u8>,
    wanted: Option<Encoding>,
    markup: bool,
) -> Result<(String, Encoding), Unread> {
    if let Some(Encoding(charset)) = wanted {
        let charset = marked(&bytes).filter(|marked| is_wide(marked) && is_wide(charset)).unwrap_or(charset);
        return whole(bytes, charset);
    }
    if let Some(kind) = magic(&bytes) {
        return Err(Unread::Foreign(kind));
    }
    if let Some(charset) = marked(&bytes).or_else(|| wide(&bytes)) {
        return whole(bytes, charset);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if is_binary(text.as_bytes(), MANY) => return Err(Unread::Foreign("no text")),
        Ok(text) => return Ok((text, Encoding(UTF_8))),
        Err(error) if is_nearly_utf8(error.as_bytes()) => {
            return Err(Unread::Broken {
                encoding: UTF_8.name(),
                at: Some(error.utf8_error().valid_up_to()),
            });
        }
        Err(error) => error.into_bytes(),
    };
    if is_binary(&bytes, FEW) {
        return Err(Unread::Foreign("no text"));
    }
    let told = markup.then(|| declared(&bytes)).flatten();
    let charset = told.unwrap_or_else(|| guessed(&bytes));
    whole(bytes, charset)
}

/// The whole text in an encoding, where every byte fits it.
fn whole(bytes: Vec<u8>, charset: &'static Charset) -> Result<(String, Encoding), Unread> {
    if charset == UTF_8 {
        return match String::from_utf8(bytes) {
            Ok(text) => Ok((text, Encoding(charset))),
            Err(error) => {
                Err(Unread::Broken { encoding: charset.name(), at: Some(error.utf8_error().valid_up_to()) })
            }
        };
    }
    let mark = if marked(&bytes) == Some(charset) { 2 } else { 0 };
    let text = charset.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    let unused = |byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    let hole = bytes.iter().position(unused).filter(|_| charset == WINDOWS_1252);
    match text.filter(|_| hole.is_none()) {
        Some(text) => Ok((text.into_owned(), Encoding(charset))),
        None => Err(Unread::Broken { encoding: charset.name(), at: hole }),
    }
}

/// The encoding that a byte order mark tells.
fn marked(bytes: &[u8]) -> Option<&'static Charset> {
    Charset::for_bom(bytes).map(|mark| mark.0)
}

fn is_wide(charset: &'static Charset) -> bool {
    charset == UTF_16LE || charset == UTF_16BE
}

/// UTF-16 without a mark: nearly every character of a Western text has a zero for its high byte.
fn wide(bytes: &[u8]) -> Option<&'static Charset> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (pairs, _) = sample.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let clear = |high: usize, low: usize| pairs.len() > 1 && 3 * high > 2 * pairs.len() && 50 * low < high;
    if clear(second, first) {
        Some(UTF_16LE)
    } else if clear(first, second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What a file is that begins as no text does.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    MAGIC.iter().find(|(head, _)| bytes.starts_with(head)).map(|(_, kind)| *kind)
}

/// How many control characters there must be in a thousand bytes of what is no text: many in valid UTF-8, else few.
const MANY: usize = 100;
const FEW: usize = 5;

fn is_binary(bytes: &[u8], most: usize) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = |byte: &&u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    sample.iter().filter(control).count() * 1000 > sample.len() * most
}

/// Whether bytes that are not UTF-8 were surely meant to be: most that are no ASCII are whole characters of it.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().bytes().filter(|byte| (0xc2..=0xf4).contains(byte)).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right >= 2 * wrong
}

/// The encoding that the head of HTML or XML declares: `charset=…`, `encoding="…"`.
fn declared(bytes: &[u8]) -> Option<&'static Charset> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|key| {
        let after = memchr::memmem::find(&head, key.as_bytes())? + key.len();
        let value = head[after..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:".contains(byte))?;
        Charset::for_label_no_replacement(&value[..end]).filter(|charset| !is_wide(charset))
    })
}

/// What the bytes look most like, in a country that writes French.
fn guessed(bytes: &[u8]) -> &'static Charset {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"fr"), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        match decoded(bytes.to_vec(), None, true) {
            Ok((text, encoding)) => format!("{encoding:?} {text}"),
            Err(unread) => unread.to_string(),
        }
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn marks_heads_and_bytes_tell_the_encoding() {
        let text = "L’été à 1\u{a0}400 €";
        assert_eq!(read(text.as_bytes()), format!("UTF-8 {text}"));
        assert_eq!(read(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), format!("UTF-8 \u{feff}{text}"));
        assert_eq!(read(&utf16(text, u16::to_le_bytes)), format!("UTF-16LE {text}"));
        assert_eq!(read(&utf16(text, u16::to_be_bytes)), format!("UTF-16BE {text}"));
        assert_eq!(read(&utf16(&format!("\u{feff}{text}"), u16::to_be_bytes)), format!("UTF-16BE {text}"));
        assert_eq!(read(b"L\x92\xe9t\xe9 \xe0 1\xa0400 \x80"), format!("windows-1252 {text}"));
        assert_eq!(read(b"L'\xe9t\xe9 \xe0 Paris"), "windows-1252 L'été à Paris");
        assert_eq!(
            read(b"<meta charset='iso-8859-15'>1 \xa4"),
            "ISO-8859-15 <meta charset='iso-8859-15'>1 €"
        );
        assert_eq!(
            read(b"<?xml encoding=\"utf-8\"?>\xe9"),
            "it is not whole UTF-8: byte 24 begins no character"
        );
    }

    #[test]
    fn what_is_no_text_is_said() {
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\x00\xff"), "it is a picture");
        assert_eq!(read(b"\x00\x01\x02\xff\xfe\x00"), "it is no text");
        assert_eq!(read(&[0; 1000]), "it is no text");
        assert_eq!(read("été \u{fffd} été".as_bytes()), "UTF-8 été \u{fffd} été");
        assert_eq!(
            read(b"\xc3\xa9t\xc3\xa9 \xc3\xa0 \xe9"),
            "it is not whole UTF-8: byte 9 begins no character"
        );
        assert_eq!(read(b"\xff\xfea\x00\x00\xd8"), "it is not whole UTF-16LE");
    }

    #[test]
    fn a_wish_goes_first() {
        let as_wished = |label: &str, bytes: &[u8]| {
            decoded(bytes.to_vec(), Encoding::named(label), false)
                .map(|read| read.0)
                .map_err(|error| error.to_string())
        };
        assert_eq!(as_wished("latin1", "é".as_bytes()).as_deref(), Ok("Ã©"));
        assert_eq!(as_wished("macintosh", b"\x8et\x8e").as_deref(), Ok("été"));
        assert_eq!(as_wished("utf-16", b"\xfe\xff\x00a").as_deref(), Ok("a"));
        assert_eq!(
            as_wished("utf-8", b"\xe9"),
            Err("it is not whole UTF-8: byte 0 begins no character".into())
        );
        assert_eq!(as_wished("utf-16le", b"abc"), Err("it is not whole UTF-16LE".into()));
    }
}
