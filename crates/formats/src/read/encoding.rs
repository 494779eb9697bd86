//! From bytes to text: UTF-8 as it is, anything else guessed, decoded and reported.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8};

/// A text, and what was done to make it one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) diagnostic: Option<String>,
}

/// Formats that are often taken for text, by their first bytes, and what to do with them.
const FORMATS: [(&[u8], &str); 4] = [
    (b"%PDF-", "a PDF; extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an office document; unpack it, or save it as plain text"),
    (b"{\\rtf", "RTF; save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an office document; save it as plain text"),
];

/// Decodes the bytes of a file. A byte order mark is a sign of the encoding and not part of the text.
///
/// # Errors
/// Says what the bytes are if they are not text.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<Decoded, String> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        if encoding != UTF_8 {
            return Ok(decode_as(encoding, &bytes, "by its byte order mark"));
        }
        bytes.drain(..length);
    }
    if let Some((_, what)) = FORMATS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(format!("is not text but {what}"));
    }
    if let Some(position) = memchr::memchr(0, &bytes) {
        return Err(format!(
            "is not text: byte {position} is NUL; if it is UTF-16 without a byte order mark, save it as UTF-8"
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, diagnostic: None }),
        Err(error) => decode_other(&error.into_bytes()),
    }
}

/// Decodes a web page: by its byte order mark, else as `charset` (which came with it) or the page itself says, if its bytes
/// are so; else they are guessed.
///
/// # Errors
/// Says what the bytes are if they are not text.
pub(super) fn decode_page(bytes: Vec<u8>, charset: Option<&str>) -> Result<Decoded, String> {
    let marked = Encoding::for_bom(&bytes).is_some();
    if marked || std::str::from_utf8(&bytes).is_ok_and(|it| !it.contains('\0')) {
        // What is UTF-8 is meant so, whatever it is said to be: other encodings give such bytes by chance only.
        return decode(bytes);
    }
    let told = charset.map(str::to_owned).or_else(|| charset_in(&bytes));
    let told = told.and_then(|it| Encoding::for_label(it.trim().as_bytes()));
    match told.filter(|it| *it != UTF_8) {
        Some(encoding) => {
            let mut decoded = decode_as(encoding, &bytes, "as the page says");
            // That is no guess and nothing to be told, unless it fails.
            decoded.diagnostic = decoded.diagnostic.filter(|it| it.contains("U+FFFD"));
            Ok(decoded)
        }
        None => decode(bytes),
    }
}

/// The encoding that a `<meta>` element at the start of a page names.
fn charset_in(page: &[u8]) -> Option<String> {
    const START: usize = 4096;
    const KEY: &[u8] = b"charset=";
    let start = page.get(..START).unwrap_or(page).to_ascii_lowercase();
    let after = start.get(memchr::memmem::find(&start, KEY)? + KEY.len()..)?;
    let name: Vec<u8> = after
        .iter()
        .copied()
        .skip_while(|it| matches!(it, b'"' | b'\'' | b' '))
        .take_while(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b':'))
        .collect();
    String::from_utf8(name).ok()
}

/// Decodes a line that is not UTF-8, of a file whose earlier lines `detector` has seen.
///
/// # Errors
/// Says what the bytes are if they are not text.
pub(super) fn decode_line(line: &[u8], detector: &mut EncodingDetector) -> Result<Decoded, String> {
    if memchr::memchr(0, line).is_some() {
        return Err("is not text: it holds a NUL byte".into());
    }
    decode_with(line, detector)
}

fn decode_other(bytes: &[u8]) -> Result<Decoded, String> {
    decode_with(bytes, &mut EncodingDetector::new())
}

fn decode_with(bytes: &[u8], detector: &mut EncodingDetector) -> Result<Decoded, String> {
    // Text has few control characters in any encoding, a picture has one in every eight bytes.
    let controls = bytes.iter().filter(|&&it| is_control(it)).count();
    if controls * 32 > bytes.len() {
        return Err(format!(
            "is not text: {controls} of its {} bytes are control characters",
            bytes.len()
        ));
    }
    // A stray byte in UTF-8 (a cut, a paste from elsewhere) must not turn every curly mark into three letters.
    let (mut broken, mut whole) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole > broken {
        return Ok(Decoded {
            text: String::from_utf8_lossy(bytes).into_owned(),
            diagnostic: Some(format!("not all of it is UTF-8: U+FFFD stands in {broken} places")),
        });
    }
    detector.feed(bytes, false);
    Ok(decode_as(detector.guess(None, false), bytes, "a guess, as it is not UTF-8"))
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], why: &str) -> Decoded {
    let (text, encoding, broken) = encoding.decode(bytes);
    let broken = if broken { "; U+FFFD stands where that fails" } else { "" };
    Decoded {
        text: text.into_owned(),
        diagnostic: Some(format!("decoded from {} ({why}){broken}", encoding.name())),
    }
}

/// Whether the byte is a control character that no plain text has; tab, line ends, form feed and escape it may.
const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decode, decode_page};

    fn text(bytes: &[u8]) -> (String, String) {
        let decoded = decode(bytes.to_vec()).unwrap();
        (decoded.text, decoded.diagnostic.unwrap_or_default())
    }

    #[test]
    fn utf_8_stays_as_it_is_without_its_mark() {
        assert_eq!(text("“Zoë”\r\n".as_bytes()), ("“Zoë”\r\n".into(), String::new()));
        assert_eq!(text(b"\xef\xbb\xbfPlain"), ("Plain".into(), String::new()));
        assert_eq!(text(b""), (String::new(), String::new()));
    }

    #[test]
    fn western_bytes_are_decoded_and_reported() {
        let (read, diagnostic) =
            text(b"The caf\xe9 in Orl\xe9ans stayed open, Mr Lef\xe8vre said.");
        assert_eq!(read, "The café in Orléans stayed open, Mr Lefèvre said.");
        assert_eq!(diagnostic, "decoded from windows-1252 (a guess, as it is not UTF-8)");
    }

    #[test]
    fn utf_16_is_known_by_its_mark() {
        for (mark, little) in [([0xff, 0xfe], true), ([0xfe, 0xff], false)] {
            let mut bytes = mark.to_vec();
            for unit in "Zoë 🎬".encode_utf16() {
                bytes.extend(if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
            }
            let (read, diagnostic) = text(&bytes);
            assert_eq!(read, "Zoë 🎬");
            assert!(diagnostic.starts_with("decoded from UTF-16"), "{diagnostic}");
        }
    }

    #[test]
    fn one_stray_byte_does_not_spoil_utf_8() {
        let (read, diagnostic) =
            text(b"\xe2\x80\x9cYes,\xe2\x80\x9d she said. \xff \xc3\xa9t\xc3\xa9");
        assert_eq!(read, "“Yes,” she said. \u{fffd} été");
        assert!(diagnostic.contains("1 places"), "{diagnostic}");
    }

    #[test]
    fn binary_files_are_refused_with_a_reason() {
        let refused = |bytes: &[u8]| decode(bytes.to_vec()).unwrap_err();
        assert!(refused(b"\x89PNG\r\n\x1a\n\0\0\0").contains("byte 8 is NUL"));
        assert!(refused(b"%PDF-1.7 ...").contains("pdftotext"));
        assert!(refused(&[0x81, 1, 2, 3, 0xff, 4, 5, 6]).contains("control characters"));
    }

    #[test]
    fn a_page_is_decoded_as_it_says() {
        let greek = b"<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-7'>\xc1\xe8\xde\xed\xe1";
        let page = |bytes: &[u8], charset| decode_page(bytes.to_vec(), charset).unwrap();
        assert!(page(greek, None).text.ends_with("Αθήνα"));
        assert_eq!(page(greek, None).diagnostic, None);
        assert!(page(greek, Some("windows-1251")).text.ends_with("БиЮнб"));
        let utf_8 = "<meta charset=iso-8859-1>“Zoë”";
        assert_eq!(page(utf_8.as_bytes(), Some("latin1")).text, utf_8);
        assert!(page(b"<p>caf\xe9 d'Orl\xe9ans", Some("utf-8")).text.ends_with("café d'Orléans"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Err(reason) = decode(bytes) {
                prop_assert!(reason.starts_with("is not text"), "{}", reason);
            }
        }
    }
}
