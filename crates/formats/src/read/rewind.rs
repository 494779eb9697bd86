//! A source of which the reader can give bytes back, to read them again in another way.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use super::bytes::Bytes;

/// Bytes read at once.
const BUFFER: usize = 128 * 1024;

/// A buffered source with what was given back in front of it.
pub(super) struct Rewind {
    /// What was given back last is read first. Pieces are not joined: giving back little costs little.
    pieces: Vec<Cursor<Vec<u8>>>,
    source: BufReader<Bytes>,
}

/// How a piece of a source ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// With a line feed.
    Line,
    /// With the source.
    Source,
}

impl Rewind {
    pub(super) fn new(source: Bytes) -> Self {
        Self { pieces: Vec::new(), source: BufReader::with_capacity(BUFFER, source) }
    }

    /// Puts bytes in front of what is still to come.
    pub(super) fn give_back(&mut self, bytes: Vec<u8>) {
        if !bytes.is_empty() {
            self.pieces.push(Cursor::new(bytes));
        }
    }

    /// Hands the bytes up to the end of the line, line feed included, to `take`, piece by piece.
    pub(super) fn line(&mut self, mut take: impl FnMut(&[u8])) -> io::Result<End> {
        loop {
            let buffer = match self.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                return Ok(End::Source);
            }
            let newline = memchr::memchr(b'\n', buffer);
            let used = newline.map_or(buffer.len(), |it| it + 1);
            take(buffer.get(..used).unwrap_or_default());
            self.consume(used);
            if newline.is_some() {
                return Ok(End::Line);
            }
        }
    }
}

impl Read for Rewind {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..length), available.get(..length)) {
            to.copy_from_slice(from);
        }
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Rewind {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.pieces.last().is_some_and(|it| it.position() >= it.get_ref().len() as u64) {
            self.pieces.pop();
        }
        match self.pieces.last_mut() {
            Some(piece) => piece.fill_buf(),
            None => self.source.fill_buf(),
        }
    }

    fn consume(&mut self, length: usize) {
        match self.pieces.last_mut() {
            Some(piece) => piece.consume(length),
            None => self.source.consume(length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_back_comes_again_first() {
        let mut source = Rewind::new(Box::new(Cursor::new("one\ntwo\nthree")));
        let mut next = |back: &str| {
            source.give_back(back.into());
            let mut line = Vec::new();
            let end = source.line(|it| line.extend_from_slice(it)).unwrap();
            (String::from_utf8(line).unwrap(), end)
        };
        assert_eq!(next(""), ("one\n".into(), End::Line));
        assert_eq!(next("a\nb"), ("a\n".into(), End::Line));
        assert_eq!(next("c "), ("c btwo\n".into(), End::Line));
        assert_eq!(next(""), ("three".into(), End::Source));
        assert_eq!(next(""), (String::new(), End::Source));
    }
}
