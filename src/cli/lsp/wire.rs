//! Messages on the wire: `Content-Length: 52`, a blank line, JSON.
//!
//! Whatever comes in, the next message is read: a body that is no JSON is told of, a header that is none is
//! skipped, and so is a body that is too long. Only protocol goes out.

use std::{
    io::{self, BufRead, BufReader, BufWriter, Read, Stdout, Write},
    sync::mpsc::{Receiver, sync_channel},
    thread,
};

use serde_json::Value;

/// The longest body that is read, and the longest line of a header, in bytes.
const BODY: u64 = 256 * 1024 * 1024;
const LINE: u64 = 4096;

/// How many messages wait at most: who writes more waits, too.
const WAITING: usize = 4096;

/// What came in.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Value),
    /// A body that is no message, and why.
    Broken(String),
    /// Nothing will come any more.
    End,
}

/// Reads messages on a thread of their own, so that the other side never waits for a check to end.
pub(super) fn listen(input: impl Read + Send + 'static) -> Receiver<Incoming> {
    let (sender, receiver) = sync_channel(WAITING);
    thread::spawn(move || {
        let mut input = BufReader::with_capacity(64 * 1024, input);
        loop {
            let incoming = match message(&mut input) {
                Ok(Some(incoming)) => incoming,
                Ok(None) | Err(_) => Incoming::End,
            };
            let ended = matches!(incoming, Incoming::End);
            if sender.send(incoming).is_err() || ended {
                return;
            }
        }
    });
    receiver
}

/// The next message; nothing at the end.
fn message(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = length(input)? else { return Ok(None) };
    if length > BODY {
        io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok(Some(Incoming::Broken(format!("a message of {length} bytes is too long"))));
    }
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(read(&body)))
}

/// The length that the next header gives; nothing at the end. Lines that say nothing of it are skipped.
fn length(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        match line.split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
            }
            None if line.is_empty() && length.is_some() => return Ok(length),
            _ => {}
        }
    }
}

/// A body as a message. What is no Unicode in it (half a character) is read as `\u{fffd}`.
fn read(body: &[u8]) -> Incoming {
    let failure = match serde_json::from_slice(body) {
        Ok(message) => return Incoming::Message(message),
        Err(error) => error,
    };
    let mended = whole(&String::from_utf8_lossy(body));
    serde_json::from_str(&mended).map_or_else(|_| Incoming::Broken(failure.to_string()), Incoming::Message)
}

/// JSON whose escapes of half a character (`\ud83d` alone) are of none.
fn whole(json: &str) -> String {
    let unit = |at: usize| {
        let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    let (mut out, mut at) = (String::with_capacity(json.len()), 0);
    while let Some(found) = json[at..].find('\\') {
        let start = at + found;
        out += &json[at..start];
        let (piece, length) = match unit(start) {
            Some(0xd800..0xdc00) if matches!(unit(start + 6), Some(0xdc00..0xe000)) => (None, 12),
            Some(0xd800..0xe000) => (Some("\\ufffd"), 6),
            Some(_) => (None, 6),
            None => (None, 1 + json[start + 1..].chars().next().map_or(0, char::len_utf8)),
        };
        out += piece.unwrap_or(&json[start..start + length]);
        at = start + length;
    }
    out + &json[at..]
}

/// The other direction.
#[derive(Debug)]
pub(super) struct Outgoing {
    out: BufWriter<Stdout>,
    /// Whether somebody still reads.
    pub(super) open: bool,
}

impl Outgoing {
    /// Standard output.
    pub(super) fn new() -> Self {
        Self { out: BufWriter::with_capacity(64 * 1024, io::stdout()), open: true }
    }

    /// Writes a message.
    pub(super) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let written = write!(self.out, "Content-Length: {}\r\n\r\n{body}", body.len());
        self.open &= written.and_then(|()| self.out.flush()).is_ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut input = BufReader::new(bytes);
        let mut found = Vec::new();
        while let Ok(Some(incoming)) = message(&mut input) {
            found.push(match incoming {
                Incoming::Message(message) => message.to_string(),
                Incoming::Broken(_) => "broken".into(),
                Incoming::End => "end".into(),
            });
        }
        found
    }

    #[test]
    fn what_is_no_message_is_passed_over() {
        let wire = b"Content-Length: 2\r\n\r\n{}noise\nContent-Type: x\r\ncontent-length:3\r\n\r\n[1}\r\nContent-Length: 1\r\n\r\n7Content-Length: 99\r\n\r\n{";
        assert_eq!(all(wire), ["{}", "broken", "7"]);
        assert_eq!(all(b"Content-Length: -4\r\n\r\nContent-Length: 4\n\nnull"), ["null"]);
    }

    #[test]
    fn half_a_character_is_none() {
        assert_eq!(
            whole(r#"["\ud83d", "\ud83d\ude00", "\\ud83d", "é\u00e9"]"#),
            r#"["\ufffd", "\ud83d\ude00", "\\ud83d", "é\u00e9"]"#
        );
        assert_eq!(all(b"Content-Length: 8\r\n\r\n\"\\udc00\""), ["\"\u{fffd}\""]);
    }
}
