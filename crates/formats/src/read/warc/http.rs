//! Messages of HTTP in an archive: status, headers, and the body as the server meant it.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// Servers send some dozens of headers.
const MOST_HEADERS: usize = 512;
/// Bodies are encoded once, rarely twice.
const MOST_ENCODINGS: usize = 4;

/// An answer of a server.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) status: u16,
    /// The media type in lower case, without parameters; empty if there is none.
    pub(super) media: String,
    pub(super) charset: Option<String>,
    pub(super) body: Vec<u8>,
    pub(super) diagnostics: Vec<String>,
}

impl Message {
    /// Something that was stored without headers.
    pub(super) fn bare(body: Vec<u8>, content_type: &str) -> Self {
        let (media, charset) = media_type(content_type);
        Self { status: 200, media, charset, body, diagnostics: Vec::new() }
    }

    /// Reads an answer whose body, decoded, has `most` bytes at most.
    ///
    /// # Errors
    /// If the headers are none or the body cannot be decoded.
    pub(super) fn parse(mut block: Vec<u8>, most: u64) -> Result<Self, String> {
        let mut headers = vec![httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let mut config = httparse::ParserConfig::default();
        config
            .allow_spaces_after_header_name_in_responses(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_multiple_spaces_in_response_status_delimiters(true)
            .ignore_invalid_headers_in_responses(true);
        let length = match config.parse_response(&mut response, &block) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => {
                return Err("its HTTP headers do not end".into());
            }
            Err(error) => return Err(format!("its HTTP headers cannot be read ({error})")),
        };
        let value = |name: &str| {
            let found = response.headers.iter().find(|it| it.name.eq_ignore_ascii_case(name));
            found.map(|it| String::from_utf8_lossy(it.value).trim().to_owned()).unwrap_or_default()
        };
        let (media, charset) = media_type(&value("content-type"));
        let transfer = value("transfer-encoding").to_ascii_lowercase();
        let encodings = value("content-encoding").to_ascii_lowercase();
        let mut message =
            Self { status: response.code.unwrap_or(0), media, charset, ..Self::default() };
        message.body = block.split_off(length);
        if message.status != 200 {
            // Nobody reads it.
            return Ok(message);
        }
        if transfer.contains("chunked") {
            message.join_chunks();
        }
        // The last encoding was put on last.
        for encoding in encodings.split(',').rev().map(str::trim).take(MOST_ENCODINGS) {
            message.decode(encoding, most)?;
        }
        Ok(message)
    }

    /// Joins the chunks of the body. Many archives name the encoding and hold the body without it.
    fn join_chunks(&mut self) {
        let mut joined = Vec::new();
        let mut rest = self.body.as_slice();
        loop {
            let (start, length) = match httparse::parse_chunk_size(rest) {
                Ok(httparse::Status::Complete((start, length))) => (start, length as usize),
                _ if joined.is_empty() => return,
                _ => {
                    self.diagnostics.push("the body is cut short between chunks".into());
                    break;
                }
            };
            if length == 0 {
                break;
            }
            let chunk = rest.get(start..).unwrap_or_default();
            let Some(whole) = chunk.get(..length) else {
                self.diagnostics.push("the body is cut short within a chunk".into());
                joined.extend_from_slice(chunk);
                break;
            };
            joined.extend_from_slice(whole);
            let after = chunk.get(length..).unwrap_or_default();
            rest =
                after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        }
        self.body = joined;
    }

    fn decode(&mut self, encoding: &str, most: u64) -> Result<(), String> {
        let body = std::mem::take(&mut self.body);
        let is_gzip = body.starts_with(&[0x1f, 0x8b]);
        let decoded = match encoding {
            // Many archives name the encoding and hold the body without it.
            "gzip" | "x-gzip" if is_gzip => read_up_to(MultiGzDecoder::new(body.as_slice()), most),
            "deflate" | "br" if body.is_empty() || looks_like_markup(&body) => Ok((body, false)),
            "deflate" if is_zlib(&body) => read_up_to(ZlibDecoder::new(body.as_slice()), most),
            "deflate" => read_up_to(DeflateDecoder::new(body.as_slice()), most),
            "br" => read_up_to(brotli_decompressor::Decompressor::new(body.as_slice(), 4096), most),
            "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
                zstd::Decoder::with_buffer(body.as_slice()).and_then(|it| read_up_to(it, most))
            }
            _ => Ok((body, false)),
        };
        let (body, cut) = decoded.map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => {
                format!(
                    "its body is longer than {most} bytes; raise --max-document-size to read it"
                )
            }
            _ => format!("its body cannot be decoded from {encoding} ({error})"),
        })?;
        if cut {
            self.diagnostics.push(format!("the body is cut short in its encoding ({encoding})"));
        }
        self.body = body;
        Ok(())
    }
}

/// Reads all, and whether it ended too early; an error if there is nothing to read before a fault, or too much.
fn read_up_to(mut source: impl Read, most: u64) -> io::Result<(Vec<u8>, bool)> {
    let mut body = Vec::new();
    let read = source.by_ref().take(most.saturating_add(1)).read_to_end(&mut body);
    if body.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    match read {
        Ok(_) => Ok((body, false)),
        // Crawlers stop at a limit of their own: what they have is still worth reading.
        Err(_) if !body.is_empty() => Ok((body, true)),
        Err(error) => Err(error),
    }
}

fn looks_like_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// Whether the bytes start as RFC 1950 has it; some servers send what is inside alone.
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..]
        if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0)
}

/// Media type and charset of a `Content-Type`.
fn media_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|it| {
        let (name, value) = it.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (media, charset)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn message(headers: &str, body: &[u8]) -> Result<Message, String> {
        let mut block = format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").into_bytes();
        block.extend_from_slice(body);
        Message::parse(block, 100_000)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn type_and_charset_are_told_by_the_headers() {
        let found = message("content-type: Text/HTML; Charset=\"ISO-8859-7\"", b"x").unwrap();
        assert_eq!((found.status, found.media.as_str()), (200, "text/html"));
        assert_eq!(found.charset.as_deref(), Some("ISO-8859-7"));
        assert_eq!(found.body, b"x");
    }

    #[test]
    fn bodies_are_joined_and_decoded() {
        let text = b"<p>The bridge opened.</p>".as_slice();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(text).unwrap();
        let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        raw.write_all(text).unwrap();
        // What a Brotli encoder makes of it without compression.
        let brotli = [&[0x0b, 0x0c, 0x80][..], text, &[0x03]].concat();
        let squeezed = gzip(text);
        let chunked = [
            format!("{:x}\r\n", squeezed.len() - 5).as_bytes(),
            &squeezed[..squeezed.len() - 5],
            b"\r\n5;x=y\r\n",
            &squeezed[squeezed.len() - 5..],
            b"\r\n0\r\n\r\n",
        ]
        .concat();
        for (headers, body) in [
            ("Content-Encoding: gzip", gzip(text)),
            ("Content-Encoding: gzip, gzip", gzip(&gzip(text))),
            ("Content-Encoding: deflate", zlib.finish().unwrap()),
            ("Content-Encoding: deflate", raw.finish().unwrap()),
            ("Content-Encoding: zstd", zstd::encode_all(text, 1).unwrap()),
            ("Content-Encoding: br", brotli),
            ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked),
            ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", text.to_vec()),
            ("Content-Encoding: br", text.to_vec()),
        ] {
            let found = message(headers, &body).unwrap();
            assert_eq!(found.body, text, "{headers}");
            assert_eq!(found.diagnostics, Vec::<String>::new(), "{headers}");
        }
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = gzip(&vec![b' '; 10_000_000]);
        let reason = message("Content-Encoding: gzip", &bomb).unwrap_err();
        assert!(reason.contains("longer than 100000 bytes"), "{reason}");
    }

    #[test]
    fn what_is_cut_short_is_read_as_far_as_it_goes() {
        let found = message("Transfer-Encoding: chunked", b"5\r\nhello\r\nff\r\nworld").unwrap();
        assert_eq!((found.body.as_slice(), found.diagnostics.len()), (&b"helloworld"[..], 1));
        let found = message("Transfer-Encoding: chunked", b"5\r\nhello\r\n").unwrap();
        assert_eq!((found.body.as_slice(), found.diagnostics.len()), (&b"hello"[..], 1));
    }

    #[test]
    fn headers_that_are_none_are_refused() {
        assert!(Message::parse(b"<html>".to_vec(), 100).unwrap_err().contains("cannot be read"));
        assert!(Message::parse(b"HTTP/1.1 200 OK\r\nA: b".to_vec(), 100).is_err());
    }
}
