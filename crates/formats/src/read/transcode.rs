//! Files that are UTF-16 all through, as spreadsheets save them, turned to UTF-8 while they are read.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

use super::bytes::Bytes;
use super::rewind::Rewind;

/// Bytes decoded at once.
const PIECE: usize = 32 * 1024;

/// The source in UTF-8, if its byte order mark says that it is UTF-16; else as it is.
pub(super) fn to_utf8(source: Bytes) -> io::Result<Bytes> {
    let mut source = Rewind::new(source);
    let mut mark = Vec::new();
    source.by_ref().take(2).read_to_end(&mut mark)?;
    let encoding = Encoding::for_bom(&mark).map(|(encoding, _)| encoding);
    source.give_back(mark);
    Ok(match encoding {
        Some(encoding) => Box::new(Transcoded {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            text: String::with_capacity(PIECE),
            given: 0,
            ended: false,
        }),
        None => Box::new(source),
    })
}

struct Transcoded {
    source: Rewind,
    decoder: Decoder,
    text: String,
    /// Bytes of `text` that were given out.
    given: usize,
    ended: bool,
}

impl Transcoded {
    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        while self.text.is_empty() && !self.ended {
            let bytes = self.source.fill_buf()?;
            let last = bytes.is_empty();
            let (result, read, _) = self.decoder.decode_to_string(bytes, &mut self.text, last);
            self.source.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl Read for Transcoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() {
            self.fill()?;
        }
        let mut rest = self.text.as_bytes().get(self.given..).unwrap_or_default();
        let length = rest.read(buffer)?;
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn utf_16_comes_out_as_utf_8_and_all_else_as_it_is() {
        let text = "Zoë 🎬\n".repeat(10_000);
        let wide: Vec<u8> =
            format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [wide, text.clone().into_bytes()] {
            let mut read = String::new();
            to_utf8(Box::new(Cursor::new(bytes))).unwrap().read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
        }
    }
}
