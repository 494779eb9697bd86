//! JSONL files: one document a line, read with no more memory than the longest line takes.

use std::io::{self, BufRead, BufReader};

use super::bytes::{Bytes, explain};
use super::line::{Line, Refused};
use super::raw::{Content, Raw};
use super::reader::Reader;
use super::{Failure, encoding};

/// Bytes read at once.
const BUFFER: usize = 128 * 1024;
/// A longer line's memory is given back.
const KEPT: usize = 1024 * 1024;

/// An open JSONL file.
pub(super) struct Lines {
    reader: BufReader<Bytes>,
    path: String,
    stem: String,
    number: u64,
    most: u64,
    line: Vec<u8>,
    ended: bool,
}

impl Lines {
    /// The documents in `source`; lines longer than `most` bytes are refused. Documents without an id are called
    /// after `stem` and their line.
    pub(super) fn new(source: Bytes, path: String, stem: String, most: u64) -> Self {
        let reader = BufReader::with_capacity(BUFFER, source);
        Self { reader, path, stem, number: 0, most, line: Vec::new(), ended: false }
    }

    /// Reads the next line into `self.line`: `None` at the end of the file, `Some(false)` if it was too long to keep.
    fn next_line(&mut self) -> io::Result<Option<bool>> {
        if self.line.capacity() > KEPT {
            self.line = Vec::new();
        }
        self.line.clear();
        let (mut length, mut kept) = (0_u64, true);
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                return Ok((length > 0).then_some(kept));
            }
            let newline = memchr::memchr(b'\n', buffer);
            let piece = buffer.get(..newline.unwrap_or(buffer.len())).unwrap_or_default();
            length += piece.len() as u64;
            kept &= length <= self.most;
            if kept {
                self.line.extend_from_slice(piece);
            } else {
                self.line = Vec::new();
            }
            let used = piece.len() + usize::from(newline.is_some());
            self.reader.consume(used);
            if newline.is_some() {
                return Ok(Some(kept));
            }
        }
    }

    fn parse(&self) -> Result<Raw, Refused> {
        let mut diagnostics = Vec::new();
        let line = if let Ok(text) = std::str::from_utf8(&self.line) {
            Line::parse(text.strip_prefix('\u{feff}').unwrap_or(text))?
        } else {
            let decoded = encoding::decode(self.line.clone())
                .map_err(|reason| Refused { id: None, reason })?;
            diagnostics.extend(decoded.diagnostic);
            Line::parse(&decoded.text)?
        };
        diagnostics.extend(line.diagnostics);
        let id = line.id.unwrap_or_else(|| self.default_id());
        Ok(Raw {
            path: self.path.clone(),
            line: Some(self.number),
            fields: line.fields,
            brought: line.brought,
            diagnostics,
            ..Raw::new(id, Content::Text(line.text.unwrap_or_default()))
        })
    }

    fn default_id(&self) -> String {
        format!("{}-{}", self.stem, self.number)
    }

    fn fail(&self, reason: String) -> Failure {
        Failure { id: self.default_id(), path: self.path.clone(), line: Some(self.number), reason }
    }
}

impl Iterator for Lines {
    type Item = Result<Raw, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            match self.next_line() {
                Ok(None) => break,
                Ok(Some(true)) => {}
                Ok(Some(false)) => {
                    let reason = format!(
                        "the line is longer than {} bytes and was skipped; raise --max-document-size to read it",
                        self.most
                    );
                    return Some(Err(self.fail(reason)));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.fail(explain(&error))));
                }
            }
            if self.number == 1
                && let Some(reason) = refused_as_whole(&self.line)
            {
                self.ended = true;
                return Some(Err(self.fail(reason.into())));
            }
            if self.line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            return Some(self.parse().map_err(|Refused { id, reason }| {
                let failure = self.fail(reason);
                Failure { id: id.unwrap_or(failure.id), ..failure }
            }));
        }
        None
    }
}

impl Reader for Lines {}

/// Why a file that starts with this line is no JSONL at all: one failure says it better than one for each line.
fn refused_as_whole(line: &[u8]) -> Option<&'static str> {
    if line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff") {
        return Some("the file is UTF-16; save it as UTF-8");
    }
    if line.contains(&0) {
        return Some("is not text: the first line holds a NUL byte");
    }
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
    if line == b"{" || line.starts_with(b"[") {
        return Some(
            "the file is JSON but not JSONL; write one document a line, for example with jq -c '.[]'",
        );
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    fn read(bytes: impl Read + Send + 'static, most: u64) -> Vec<Result<String, String>> {
        let lines = Lines::new(Box::new(bytes), "c.jsonl".into(), "c".into(), most);
        let show = |it: Result<Raw, Failure>| match it {
            Ok(Raw { id, content: Content::Text(text), .. }) => Ok(format!("{id}={text}")),
            Ok(other) => panic!("{other:?} is no line of text"),
            Err(failure) => Err(failure.to_string()),
        };
        lines.map(show).collect()
    }

    #[test]
    fn good_lines_around_a_bad_one_are_read() {
        let found = read(
            Cursor::new(
                "\u{feff}{\"text\":\"one\"}\r\n\r\n{\"text\":\r\n{\"id\":\"d\",\"text\":\"two\"}",
            ),
            1000,
        );
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].as_deref(), Ok("c-1=one"));
        assert!(found[1].as_ref().unwrap_err().starts_with("c.jsonl:3: not valid JSON: EOF"));
        assert_eq!(found[2].as_deref(), Ok("d=two"));
    }

    #[test]
    fn a_line_beyond_the_limit_is_skipped_without_being_held() {
        // 2 GB in one line: holding it would be seen.
        let long = io::repeat(b'x').take(2_000_000_000);
        let source = long.chain(Cursor::new("\n{\"text\":\"next\"}\n"));
        let found = read(source, 1000);
        assert!(found[0].as_ref().unwrap_err().contains("c.jsonl:1: the line is longer than 1000"));
        assert_eq!(found[1].as_deref(), Ok("c-2=next"));
    }

    #[test]
    fn a_line_in_another_encoding_is_decoded() {
        let found = read(Cursor::new(b"{\"text\":\"Orl\xe9ans, le caf\xe9\"}\n".to_vec()), 1000);
        assert_eq!(found, [Ok("c-1=Orléans, le café".into())]);
    }

    #[test]
    fn a_file_of_another_form_is_refused_once() {
        for text in
            ["[\n{\"text\":\"a\"},\n{\"text\":\"b\"}]\n", "{\n\"text\":\"a\"\n}\n", "\0\0\n\0\n"]
        {
            assert_eq!(read(Cursor::new(text), 1000).len(), 1, "{text:?}");
        }
    }

    #[test]
    fn an_error_while_reading_ends_the_file() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::UnexpectedEof.into())
            }
        }
        let found = read(Cursor::new("{\"text\":\"a\"}\n").chain(Broken), 1000);
        assert_eq!(found.len(), 2);
        assert!(found[1].as_ref().unwrap_err().contains("damaged or cut short"));
    }
}
