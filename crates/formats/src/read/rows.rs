//! Rows of CSV and TSV files, read with no more memory than one row takes. A row that is broken costs itself alone.

use chardetng::EncodingDetector;

use super::bytes::{Bytes, explain};
use super::cells::Cells;
use super::encoding;
use super::rewind::{End, Rewind};

/// A longer row's memory is given back.
const KEPT: usize = 1024 * 1024;
const QUOTES: &str = "a quote opens a cell and is not closed, or one within it is not doubled; the next line is read as a \
                      row of its own";

/// The rows of a file.
///
/// Quotes are as in RFC 4180, and where they are not: one within a quoted cell that is not doubled stands for itself
/// if the row is one line. If the row goes over several, it cannot be told from one that was never closed, which would
/// join rows that have nothing to do with each other: then the line on which the row starts is given up, and what
/// follows is read anew.
pub(super) struct Rows {
    source: Rewind,
    delimiter: u8,
    most: u64,
    /// Number of the line read last, from 1.
    line: u64,
    /// The line up to which a row was read that was then given up. All lines on the way were read as the inside of
    /// quotes, so that a row that goes on into one of them comes to the same end and needs no trying: else, with quotes
    /// that open on every line, the rest of the file would be read for each of them.
    hopeless: u64,
    raw: Vec<u8>,
    text: String,
    detector: EncodingDetector,
    ended: bool,
}

/// One row.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line on which it starts, from 1.
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
    /// What was odd about it and what was done.
    pub(super) diagnostics: Vec<String>,
}

/// Why a row cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The line on which it starts, from 1.
    pub(super) line: u64,
    /// What is wrong and what to do.
    pub(super) reason: String,
    /// Whether only its quotes are wrong: see [`Rows::without_quotes`].
    pub(super) quotes: bool,
}

impl Rows {
    /// The rows in `source`; those of more than `most` bytes are refused.
    pub(super) fn new(source: Bytes, most: u64) -> Self {
        Self {
            source: Rewind::new(source),
            delimiter: b',',
            most,
            line: 0,
            hopeless: 0,
            raw: Vec::new(),
            text: String::new(),
            detector: EncodingDetector::new(),
            ended: false,
        }
    }

    /// Reads the row that names the columns, and finds out at what rows are split if it is not said.
    pub(super) fn header(&mut self, delimiter: Option<u8>) -> Option<Result<Row, Broken>> {
        let mut start = Vec::new();
        let (most, mut length) = (self.most, 0);
        let read = self.source.line(|piece| {
            length += piece.len() as u64;
            if length <= most {
                start.extend_from_slice(piece);
            }
        });
        let too_long = || format!("it is longer than {most} bytes; raise --max-document-size");
        let fault = read.err().map(|it| explain(&it)).or_else(|| (length > most).then(too_long));
        if let Some(reason) = fault {
            self.ended = true;
            return Some(Err(Broken { line: 1, reason, quotes: false }));
        }
        let start = match start.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) => rest.to_vec(),
            None => start,
        };
        self.delimiter = delimiter.unwrap_or_else(|| sniff(&start));
        self.source.give_back(start);
        self.next()
    }

    /// What rows are split at.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Reads one line onto what there is of the row. `Ok(false)` if the file ends with it.
    fn pull(&mut self, row: &mut Row) -> Result<bool, Stop> {
        let before = self.raw.len();
        let (raw, most) = (&mut self.raw, self.most);
        let (mut length, mut quotes) = (before as u64, 0_usize);
        let end = self.source.line(|piece| {
            length += piece.len() as u64;
            if length <= most {
                raw.extend_from_slice(piece);
            } else {
                quotes += memchr::memchr_iter(b'"', piece).count();
            }
        });
        let end = end.map_err(|error| Stop::End(explain(&error)))?;
        self.line += u64::from(length > before as u64);
        if length > most {
            return Err(self.pass_over(quotes));
        }
        let line = self.raw.get(before..).unwrap_or_default();
        if let Ok(text) = std::str::from_utf8(line) {
            self.text.push_str(text);
        } else {
            // One detector for the file: what it has seen of it helps with the next line.
            let decoded = encoding::decode_line(line, &mut self.detector).map_err(Stop::Row)?;
            self.text.push_str(&decoded.text);
            row.diagnostics.extend(decoded.diagnostic.filter(|it| !row.diagnostics.contains(it)));
        }
        Ok(end == End::Line)
    }

    /// Leaves a row that is too long to hold, up to its end as far as the number of its quotes tells.
    fn pass_over(&mut self, mut quotes: usize) -> Stop {
        quotes += memchr::memchr_iter(b'"', &self.raw).count();
        self.raw = Vec::new();
        while quotes % 2 == 1 {
            match self.source.line(|it| quotes += memchr::memchr_iter(b'"', it).count()) {
                Ok(End::Line) => self.line += 1,
                Ok(End::Source) => break,
                Err(error) => return Stop::End(explain(&error)),
            }
        }
        Stop::Row(format!(
            "the row is longer than {} bytes and was skipped; close its quotes, or raise --max-document-size",
            self.most
        ))
    }

    fn row(&mut self) -> Result<Option<Row>, Stop> {
        if self.raw.capacity() > KEPT {
            self.raw = Vec::new();
            self.text = String::new();
        }
        self.raw.clear();
        self.text.clear();
        let mut row = Row { line: self.line + 1, ..Row::default() };
        let mut goes_on = self.pull(&mut row)?;
        if self.raw.is_empty() {
            return Ok(None);
        }
        let (first, first_text) = (self.raw.len(), self.text.len());
        let mut cells = Cells::new(self.delimiter);
        let mut read = 0;
        loop {
            let ends = cells.read(self.text.as_bytes().get(read..).unwrap_or_default());
            let over_lines = !ends || self.raw.len() > first;
            let hopeless = !ends && self.line < self.hopeless;
            if cells.undoubled && over_lines || !ends && !goes_on || hopeless {
                self.give_up(first, first_text);
                return Err(Stop::Quotes);
            }
            if ends {
                break;
            }
            read = self.text.len();
            let before = self.raw.len();
            goes_on = self.pull(&mut row)?;
            if self.raw.len() == before {
                self.give_up(first, first_text);
                return Err(Stop::Quotes);
            }
        }
        if cells.undoubled {
            row.diagnostics.push("a quote within a cell is not doubled and is kept".into());
        }
        row.cells = cells.done;
        Ok(Some(row))
    }

    /// Gives back all but the first line of a row whose quotes cannot be right; that line stays, to be looked at.
    fn give_up(&mut self, first: usize, first_text: usize) {
        self.hopeless = self.hopeless.max(self.line);
        let rest = self.raw.split_off(first);
        let lines = memchr::memchr_iter(b'\n', &rest).count();
        let cut = !rest.is_empty() && !rest.ends_with(b"\n");
        self.line -= (lines + usize::from(cut)) as u64;
        self.source.give_back(rest);
        self.text.truncate(first_text);
    }

    /// The cells of the line just given up, if quotes meant nothing.
    pub(super) fn without_quotes(&self) -> Vec<String> {
        let text = self.text.trim_end_matches(['\r', '\n']);
        text.split(char::from(self.delimiter)).map(Into::into).collect()
    }
}

/// Why reading a row stopped.
enum Stop {
    /// The row is broken; the next one may be good.
    Row(String),
    /// Its quotes are; the line may be good without them.
    Quotes,
    /// Nothing more can be read.
    End(String),
}

impl Iterator for Rows {
    type Item = Result<Row, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let line = self.line + 1;
            match self.row() {
                Ok(None) => self.ended = true,
                Ok(Some(row)) if row.cells.iter().all(String::is_empty) => {}
                Ok(Some(row)) => return Some(Ok(row)),
                Err(Stop::Row(reason)) => return Some(Err(Broken { line, reason, quotes: false })),
                Err(Stop::Quotes) => {
                    return Some(Err(Broken { line, reason: QUOTES.into(), quotes: true }));
                }
                Err(Stop::End(reason)) => {
                    self.ended = true;
                    return Some(Err(Broken { line, reason, quotes: false }));
                }
            }
        }
        None
    }
}

/// The delimiter that the first row shows.
fn sniff(header: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for &byte in header {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(it, _)| *it == byte && !quoted) {
            *count += 1;
        }
    }
    // The last of equals is taken: commas, if there is nothing else.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(it, _)| it)
}

#[cfg(test)]
mod tests {
    use std::io::{self, Cursor, Read};

    use super::*;

    fn read_from(source: impl Read + Send + 'static, most: u64) -> Vec<String> {
        let mut rows = Rows::new(Box::new(source), most);
        let header = rows.header(None).unwrap();
        let show = |row: Result<Row, Broken>| match row {
            Ok(row) => format!("{}: {}", row.line, row.cells.join("|")),
            Err(broken) => format!("{}! {}", broken.line, broken.reason),
        };
        std::iter::once(header).chain(rows).map(show).collect()
    }

    fn read(text: &str) -> Vec<String> {
        read_from(Cursor::new(text.to_owned()), 1000)
    }

    #[test]
    fn cells_are_split_as_the_first_row_shows() {
        for (text, expected) in [
            ("id,text\n1,one\n", "1|one"),
            ("id;text\r\n1;one, two\r\n", "1|one, two"),
            ("id\ttext\n1\tone; two", "1|one; two"),
            ("id|text\n1|one", "1|one"),
            ("\"a;b;c\",text\n1,one", "1|one"),
        ] {
            assert_eq!(read(text)[1], format!("2: {expected}"), "{text}");
        }
    }

    #[test]
    fn quoted_cells_hold_delimiters_lines_and_quotes() {
        let found = read("id,text\n\n1,\"one, \"\"two\"\"\r\nthree\" ,\n2,\"\"\n\"3\",end");
        assert_eq!(found[1..], ["3: 1|one, \"two\"\r\nthree|", "5: 2|", "6: 3|end"]);
    }

    #[test]
    fn a_quote_that_is_not_doubled_stands_for_itself_in_one_line() {
        assert_eq!(read("id,text\n1,\"the \"big\" one\"\n")[1], "2: 1|the \"big\" one");
    }

    #[test]
    fn a_quote_that_is_not_closed_costs_its_line_alone() {
        let found = read("id,text\n1,\"one\n2,\"two\"\n3,three\n4,\"four\n5,five\n");
        assert!(found[1].starts_with("2! a quote opens"), "{found:?}");
        assert_eq!(found[2..4], ["3: 2|two", "4: 3|three"]);
        assert!(found[4].starts_with("5! a quote opens"), "{found:?}");
        assert_eq!(found[5..], ["6: 5|five"]);
    }

    #[test]
    fn a_row_beyond_the_limit_is_passed_over_without_being_held() {
        // 2 GB in one row of many lines: holding it would be seen.
        let long = io::repeat(b'x').take(1_000_000_000);
        let more = io::repeat(b'\n').take(1_000_000);
        let source =
            Cursor::new("id,text\n1,\"").chain(long).chain(more).chain(Cursor::new("\"\n2,two\n"));
        let found = read_from(source, 1000);
        assert!(found[1].starts_with("2! the row is longer than 1000 bytes"), "{found:?}");
        assert_eq!(found[2..], ["1000003: 2|two"]);
    }

    #[test]
    fn lines_in_another_encoding_are_decoded() {
        let bytes = b"id,text\n1,caf\xe9 d'Orl\xe9ans\n2,d\xe9j\xe0 vu\n".to_vec();
        let found = read_from(Cursor::new(bytes), 1000);
        assert_eq!(found[1..], ["2: 1|café d'Orléans", "3: 2|déjà vu"]);
    }

    #[test]
    fn unclosed_quotes_by_the_thousand_take_no_more_than_their_lines() {
        let mut text = String::from("id,text\n");
        for number in 0..20_000 {
            text.push_str(if number % 2 == 0 { "1,\"a\n" } else { "2,b\"\"c\n" });
        }
        assert_eq!(read_from(Cursor::new(text), 1_000_000).len(), 20_001);
    }

    #[test]
    fn quotes_that_open_on_every_line_are_followed_once() {
        // The row that starts on any of these lines goes on to the last one, where it turns out to be none.
        let lines = "x\",\"y\n".repeat(200_000);
        for end in ["", "x\"z\n"] {
            let found = read_from(Cursor::new(format!("id,text\n{lines}{end}")), 10_000_000);
            assert_eq!(found.len(), 200_001 + usize::from(!end.is_empty()), "{end}");
            assert!(found[200_000].starts_with("200001! a quote opens"), "{}", found[200_000]);
        }
    }

    #[test]
    fn rows_go_over_lines_again_behind_one_that_was_given_up() {
        let found = read("id,text\n1,\"one\n2,\"two\n3,\"x\"y\n4,\"four\nand\"\n");
        let starts: Vec<_> = found[1..3].iter().map(|it| it.split('a').next().unwrap()).collect();
        assert_eq!(starts, ["2! ", "3! "]);
        assert_eq!(found[4..], ["5: 4|four\nand"]);
    }
}
