//! The records of an archive: a head of named fields, and a block of as many bytes as the head says.

use std::io::{self, BufRead as _, Read as _};

use crate::read::bytes::{Bytes, explain};
use crate::read::rewind::{End, Rewind};

/// A head with more bytes is none.
const LONGEST_HEAD: usize = 256 * 1024;
/// What stands between a block and the head of the next record, up to its version.
const MARK: &[u8] = b"\r\n\r\nWARC/";
/// Bytes kept of a record that is passed over, from the first mark in it: with more of them before its end, the mark is
/// believed rather than the length.
const MOST_KEPT: usize = 16 * 1024 * 1024;

/// The records in a source.
pub(super) struct Records {
    source: Rewind,
    number: u64,
    /// What went wrong behind a record that is sound itself; told with the next one.
    fault: Option<io::Error>,
}

/// The head of a record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// `response`, `request`, `warcinfo` and so on.
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) uri: String,
    pub(super) date: String,
    pub(super) content_type: String,
    /// The media type of the page itself, where the archiver looked.
    pub(super) identified: String,
    length: Option<u64>,
}

/// Why a record cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The next one may be good.
    Record(String),
    /// Nothing more can be read.
    End(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::End(explain(&error))
    }
}

impl Head {
    /// Whether the block is a message of HTTP, with headers of its own.
    pub(super) fn holds_http(&self) -> bool {
        let media = self.content_type.to_ascii_lowercase();
        media.starts_with("application/http")
            || (media.is_empty() && self.kind == "response" && self.uri.starts_with("http"))
    }

    /// Whether the head shows that the block is a picture or the like.
    pub(super) fn is_media(&self) -> bool {
        let media = self.identified.to_ascii_lowercase();
        ["image/", "video/", "audio/", "font/", "application/pdf"]
            .iter()
            .any(|it| media.starts_with(it))
    }

    fn set(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        let slot = match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => &mut self.kind,
            "warc-record-id" => &mut self.id,
            "warc-target-uri" => &mut self.uri,
            "warc-date" => &mut self.date,
            "content-type" => &mut self.content_type,
            "warc-identified-payload-type" => &mut self.identified,
            "content-length" => {
                self.length = value.parse().ok();
                return;
            }
            _ => return,
        };
        value.clone_into(slot);
    }
}

impl Records {
    pub(super) fn new(source: Bytes) -> Self {
        Self { source: Rewind::new(source), number: 0, fault: None }
    }

    /// The number of the record read last, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Reads the head of the next record; `None` at the end of the archive.
    pub(super) fn head(&mut self) -> Option<Result<Head, Fault>> {
        match self.find_start() {
            Ok(None) => None,
            Ok(Some(passed)) => {
                self.number += 1;
                if passed > 0 {
                    return Some(Err(Fault::Record(format!(
                        "{passed} bytes stand where a record should start; they are passed over"
                    ))));
                }
                Some(self.read_head())
            }
            Err(error) => {
                self.number += 1;
                Some(Err(error.into()))
            }
        }
    }

    /// Goes to the line with which the next record starts; how many bytes were passed over that should not be there.
    fn find_start(&mut self) -> io::Result<Option<u64>> {
        if let Some(error) = self.fault.take() {
            return Err(error);
        }
        let mut passed = 0;
        loop {
            let mut line = Vec::new();
            let (end, length) = self.line(&mut line)?;
            if line.starts_with(b"WARC/") {
                self.source.give_back(line);
                return Ok(Some(passed));
            }
            if !line.iter().all(u8::is_ascii_whitespace) {
                passed += length;
            }
            if end == End::Source {
                // What is passed over at the end of the archive is told with a record that is not there.
                return Ok((passed > 0).then_some(passed));
            }
        }
    }

    /// Reads a line, of which no more is kept than any head has; its length is told whole.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<(End, u64)> {
        let mut length = 0;
        let end = self.source.line(|piece| {
            length += piece.len() as u64;
            if line.len() + piece.len() <= LONGEST_HEAD {
                line.extend_from_slice(piece);
            }
        })?;
        Ok((end, length))
    }

    fn read_head(&mut self) -> Result<Head, Fault> {
        let mut head = Head::default();
        let (mut total, mut unfinished) = (0, String::new());
        loop {
            let mut line = Vec::new();
            let (end, length) = self.line(&mut line)?;
            total += length;
            if end == End::Source {
                return Err(Fault::End(
                    "the archive is cut short in the head of the record".into(),
                ));
            }
            if total > LONGEST_HEAD as u64 {
                return Err(Fault::Record(format!("its head is longer than {LONGEST_HEAD} bytes")));
            }
            let continues = line.starts_with(b" ") || line.starts_with(b"\t");
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end();
            if continues && !line.is_empty() {
                unfinished.push(' ');
                unfinished.push_str(line.trim_start());
                continue;
            }
            head.set(&unfinished);
            if line.is_empty() {
                break;
            }
            line.clone_into(&mut unfinished);
        }
        if head.length.is_none() {
            return Err(Fault::Record("its head has no valid Content-Length".into()));
        }
        Ok(head)
    }

    /// Reads the block of the record whose head was read last.
    pub(super) fn block(&mut self, head: &Head, most: u64) -> Result<Vec<u8>, Fault> {
        let length = head.length.unwrap_or(0);
        if length > most {
            self.skip(head)?;
            return Err(Fault::Record(format!(
                "it holds {length} bytes, more than {most}, and was skipped; raise --max-document-size to read it"
            )));
        }
        let mut block = Vec::new();
        self.source.by_ref().take(length).read_to_end(&mut block)?;
        let cut = (block.len() as u64) < length;
        if !cut && self.ends_here()? {
            return Ok(block);
        }
        // The length is wrong or the archive is cut. If the next record starts within the block, it is read.
        if let Some(start) = memchr::memmem::find(&block, MARK) {
            self.source.give_back(block.split_off(start));
        } else if cut {
            return Err(Fault::End(cut_short(length, block.len() as u64)));
        } else {
            // The mark of the next record may stand half in the block.
            self.leave_rest(block.split_off(block.len().saturating_sub(MARK.len())))?;
        }
        Err(Fault::Record(wrong_length(length)))
    }

    /// Passes over the block of the record whose head was read last.
    pub(super) fn skip(&mut self, head: &Head) -> Result<(), Fault> {
        let length = head.length.unwrap_or(0);
        let (mut left, mut marked, mut kept) = (length, false, Vec::new());
        while left > 0 {
            let buffer = match self.source.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.into()),
            };
            if buffer.is_empty() {
                break;
            }
            let used = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            kept.extend_from_slice(buffer.get(..used).unwrap_or_default());
            self.source.consume(used);
            left -= used as u64;
            if !marked {
                let mark = memchr::memmem::find(&kept, MARK);
                marked = mark.is_some();
                // The mark of the next record may stand half in what was read.
                kept.drain(..mark.unwrap_or(kept.len().saturating_sub(MARK.len())));
            }
            if marked && kept.len() > MOST_KEPT {
                break;
            }
        }
        if left == 0 && self.ends_here()? {
            return Ok(());
        }
        if marked {
            self.source.give_back(kept);
        } else if left > 0 {
            return Err(Fault::End(cut_short(length, length - left)));
        } else {
            self.leave_rest(kept)?;
        }
        Err(Fault::Record(wrong_length(length)))
    }

    /// Whether the record ends here: what follows is white space and another record, or nothing.
    fn ends_here(&mut self) -> io::Result<bool> {
        const NEXT: &[u8] = b"WARC/";
        let mut space = 0;
        loop {
            let buffer = match self.source.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // The record is whole: damage behind it is no fault of its own.
                Err(error) => {
                    self.fault = Some(error);
                    return Ok(true);
                }
            };
            let Some(&first) = buffer.first() else { return Ok(true) };
            if first.is_ascii_whitespace() && space < 64 {
                space += 1;
                self.source.consume(1);
                continue;
            }
            let mut start = Vec::new();
            self.source.by_ref().take(NEXT.len() as u64).read_to_end(&mut start)?;
            let ends = start == NEXT;
            self.source.give_back(start);
            return Ok(ends);
        }
    }

    /// Passes over what is left of a block that is longer than its head says, up to the next record; `end` is what was
    /// read last of it.
    fn leave_rest(&mut self, end: Vec<u8>) -> io::Result<()> {
        self.source.give_back(end);
        self.find_start().map(|_| ())
    }
}

fn cut_short(length: u64, has: u64) -> String {
    format!(
        "the archive is cut short: the record should have {length} bytes and has {has}; fetch it again"
    )
}

fn wrong_length(length: u64) -> String {
    format!(
        "it does not have the {length} bytes that its Content-Length says; what follows is read from the next record"
    )
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn record(kind: &str, claimed: usize, block: &str) -> String {
        format!("WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Length: {claimed}\r\n\r\n{block}\r\n\r\n")
    }

    fn read(text: String, most: u64) -> Vec<Result<String, Fault>> {
        let mut records = Records::new(Box::new(Cursor::new(text)));
        let mut found = Vec::new();
        while let Some(head) = records.head() {
            let block = head.and_then(|it| records.block(&it, most));
            let ended = matches!(block, Err(Fault::End(_)));
            found.push(block.map(|it| String::from_utf8(it).unwrap()));
            if ended {
                break;
            }
        }
        found
    }

    fn good(found: &[Result<String, Fault>]) -> Vec<&str> {
        found.iter().filter_map(|it| it.as_deref().ok()).collect()
    }

    #[test]
    fn heads_are_read_as_they_are_written() {
        let text = "WARC/1.1\r\nwarc-type:response\r\nWARC-Target-URI: http://a.example/\r\n b\r\nX: WARC-Date: no\r\n\
                    Content-Length: 1\r\n\r\nx\r\n\r\n";
        let mut records = Records::new(Box::new(Cursor::new(text)));
        let head = records.head().unwrap().unwrap();
        assert_eq!((head.kind.as_str(), head.uri.as_str()), ("response", "http://a.example/ b"));
        assert_eq!((head.date.as_str(), head.length), ("", Some(1)));
    }

    #[test]
    fn a_length_that_lies_costs_its_record_alone() {
        // Too short, up to and into the mark of the next record, and beyond it.
        for claimed in [2, 9, 12, 40] {
            let text =
                [record("a", 3, "one"), record("b", claimed, "two"), record("c", 5, "three")];
            let found = read(text.concat(), 1000);
            assert_eq!(good(&found), ["one", "three"], "{claimed}: {found:?}");
            assert_eq!(found.len(), 3, "{claimed}: {found:?}");
        }
    }

    #[test]
    fn a_record_passed_over_does_not_swallow_those_behind_it() {
        for claimed in [40, 3000, 1_000_000_000_000_000_000] {
            let text = record("b", claimed, "two") + &record("c", 5, "three");
            let mut records = Records::new(Box::new(Cursor::new(text)));
            let head = records.head().unwrap().unwrap();
            assert!(matches!(records.skip(&head), Err(Fault::Record(_))), "{claimed}");
            let head = records.head().unwrap().unwrap();
            assert_eq!(records.block(&head, 10).unwrap(), b"three", "{claimed}");
        }
    }

    #[test]
    fn a_record_passed_over_may_hold_an_archive() {
        let inner = record("a", 3, "one");
        let mut records = Records::new(Box::new(Cursor::new(
            record("b", inner.len() + 5, &format!("x\r\n\r\n{inner}")) + &record("c", 5, "three"),
        )));
        let head = records.head().unwrap().unwrap();
        records.skip(&head).unwrap();
        assert_eq!(records.head().unwrap().unwrap().kind, "c");
    }

    #[test]
    fn damage_behind_a_record_does_not_cost_it() {
        struct Damaged(bool);
        impl io::Read for Damaged {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                let text = record("a", 3, "one");
                buffer[..text.len()].copy_from_slice(text.as_bytes());
                Ok(text.len())
            }
        }
        let mut records = Records::new(Box::new(Damaged(false)));
        let head = records.head().unwrap().unwrap();
        assert_eq!(records.block(&head, 10).unwrap(), b"one");
        assert!(matches!(records.head(), Some(Err(Fault::End(_)))));
    }

    #[test]
    fn a_block_beyond_the_limit_is_skipped() {
        let found = read(record("a", 2000, &"x".repeat(2000)) + &record("b", 3, "two"), 1000);
        assert_eq!(good(&found), ["two"]);
        assert!(matches!(&found[0], Err(Fault::Record(it)) if it.contains("--max-document-size")));
    }

    #[test]
    fn a_cut_archive_gives_the_records_before() {
        let text = record("a", 3, "one") + &record("b", 3000, "two");
        let found = read(text, 10_000);
        assert_eq!(good(&found), ["one"]);
        assert!(matches!(&found[1], Err(Fault::End(it)) if it.contains("cut short")), "{found:?}");
        let found = read(record("a", 3, "one") + "WARC/1.0\r\nContent-Le", 1000);
        assert!(matches!(&found[1], Err(Fault::End(_))), "{found:?}");
    }

    #[test]
    fn rubbish_between_records_is_told_once() {
        let text = record("a", 3, "one") + "rubbish\r\nand more\r\n" + &record("b", 3, "two");
        let found = read(text, 1000);
        assert_eq!(good(&found), ["two"], "{found:?}");
        assert_eq!(found.len(), 2);
        let found = read("no archive at all\n".into(), 1000);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_record_without_a_length_is_left_for_the_next() {
        let text =
            "WARC/1.0\r\nWARC-Type: a\r\nContent-Length: 18446744073709551616\r\n\r\nx\r\n\r\n";
        let found = read(text.to_owned() + &record("b", 3, "two"), 1000);
        assert_eq!(good(&found), ["two"], "{found:?}");
    }
}
