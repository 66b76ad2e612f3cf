//! Lines of a stream, each of bounded length.

use std::io::{self, BufRead};

use memchr::memchr;

/// What a line was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// There was none: the stream has ended.
    End,
    /// It was read whole.
    Whole,
    /// It was longer than the limit; its rest was skipped.
    TooLong,
}

/// Reads a line (without its end) into `line`, which is cleared first.
pub(super) fn line(reader: &mut impl BufRead, line: &mut Vec<u8>, limit: usize) -> io::Result<Line> {
    line.clear();
    let (mut read, mut over) = (false, false);
    loop {
        let buffer = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if buffer.is_empty() {
            break;
        }
        read = true;
        let end = memchr(b'\n', buffer);
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        over = over || line.len() + piece.len() > limit;
        if !over {
            line.extend_from_slice(piece);
        }
        let taken = piece.len() + usize::from(end.is_some());
        reader.consume(taken);
        if end.is_some() {
            break;
        }
    }
    Ok(match (read, over) {
        (false, _) => Line::End,
        (true, false) => Line::Whole,
        (true, true) => Line::TooLong,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_the_limit_is_skipped_whole() {
        let mut reader = io::BufReader::with_capacity(4, &b"un\n123456789\n\ndeux"[..]);
        let mut found = Vec::new();
        let mut text = Vec::new();
        loop {
            let kind = line(&mut reader, &mut text, 6).expect("memory");
            if kind == Line::End {
                break;
            }
            found.push((kind, String::from_utf8_lossy(&text).into_owned()));
        }
        assert_eq!(found[0], (Line::Whole, "un".into()));
        assert_eq!(found[1].0, Line::TooLong);
        assert_eq!(found[2..], [(Line::Whole, String::new()), (Line::Whole, "deux".into())]);
    }
}
