//! JSON by hand: strings escaped by runs. Numbers are in [`number`](super::number).

use rashomon_core::Span;

pub(crate) use super::number::{float, integer};

/// How a byte of a string is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    Escaped,
    /// The first byte of U+0085 (two bytes) or of U+2028 and U+2029 (three), among others.
    Separator,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Plain; 256];
    let mut byte = 0;
    while byte < 0x20 {
        classes[byte] = Class::Escaped;
        byte += 1;
    }
    classes[b'"' as usize] = Class::Escaped;
    classes[b'\\' as usize] = Class::Escaped;
    classes[0xc2] = Class::Separator;
    classes[0xe2] = Class::Separator;
    classes
};

/// Appends a string with its quotes.
///
/// Beyond what JSON asks for, line separators of Unicode are escaped: several languages split lines at them, which
/// would cut a line of JSONL in two.
pub(crate) fn string(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    if bytes.len() <= SHORT && short(bytes, out) {
        return;
    }
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    escaped(bytes, out);
    out.push(b'"');
}

/// Appends what stands in a text at `span` as a string with its quotes.
pub(crate) fn part(text: &str, span: Span, out: &mut Vec<u8>) {
    let (bytes, range) = (text.as_bytes(), span.range());
    let mut at = range.start;
    out.push(b'"');
    while at < range.end {
        let length = (range.end - at).min(WIDE);
        // What stands behind the span is copied too and taken back: that needs no loop.
        let chunk = bytes.get(at..).and_then(<[u8]>::first_chunk);
        let Some(chunk) = chunk.filter(|it| are_plain(it, length)) else {
            // A separator may begin in what has been copied.
            while at > range.start && bytes.get(at).is_some_and(|it| it & 0xc0 == 0x80) {
                at -= 1;
                out.pop();
            }
            escaped(bytes.get(at..range.end).unwrap_or_default(), out);
            break;
        };
        let end = out.len() + length;
        out.extend_from_slice(chunk);
        out.truncate(end);
        at += length;
    }
    out.push(b'"');
}

/// Appends what stands between the quotes of a string.
fn escaped(bytes: &[u8], out: &mut Vec<u8>) {
    let mut written = 0;
    let mut index = plain(bytes);
    while let Some(&byte) = bytes.get(index) {
        let length = match CLASSES[usize::from(byte)] {
            Class::Plain => 0,
            Class::Escaped => 1,
            Class::Separator => match bytes.get(index..index + 3) {
                Some([0xe2, 0x80, 0xa8 | 0xa9]) => 3,
                _ if bytes.get(index..index + 2) == Some(&[0xc2, 0x85]) => 2,
                _ => 0,
            },
        };
        if length > 0 {
            out.extend_from_slice(&bytes[written..index]);
            escape(&bytes[index..index + length], out);
            written = index + length;
        }
        index += length.max(1);
        index += plain(&bytes[index..]);
    }
    out.extend_from_slice(&bytes[written..]);
}

/// Bytes that are looked at side by side.
const WIDE: usize = 32;

/// Whether the first `length` of these bytes surely stand as they are. Separators of lines are known by their last bytes,
/// which are rare: with their first ones also curly quotes and dashes begin.
#[inline]
fn are_plain(chunk: &[u8; WIDE], length: usize) -> bool {
    const PLACES: [u8; WIDE] = {
        let mut places = [0; WIDE];
        let mut place = 0;
        while place < WIDE {
            places[place] = place as u8;
            place += 1;
        }
        places
    };
    let length = length as u8;
    // Without branches, so that many are compared at once.
    let mut odd = 0;
    for (byte, place) in chunk.iter().zip(&PLACES) {
        let escaped = u8::from(*byte < 0x20) | u8::from(*byte == b'"') | u8::from(*byte == b'\\');
        let separator = u8::from(*byte == 0x85) | u8::from(*byte & 0xfe == 0xa8);
        odd |= (escaped | separator) & u8::from(*place < length);
    }
    odd == 0
}

/// Longest string that is copied eight bytes at a time.
const SHORT: usize = 64;

/// Appends a short string of nothing but plain bytes with its quotes; else nothing.
#[inline]
fn short(bytes: &[u8], out: &mut Vec<u8>) -> bool {
    let before = out.len();
    out.push(b'"');
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut odd = 0;
    for eight in eights {
        odd |= odd_bits(u64::from_le_bytes(*eight));
        out.extend_from_slice(eight);
    }
    let shift = 8 * rest.len() as u32;
    let rest = match (bytes.last_chunk::<8>(), rest) {
        (_, []) => 0,
        (Some(last), _) => u64::from_le_bytes(*last) >> (64 - shift),
        (None, _) => rest.iter().rev().fold(0, |all, it| all << 8 | u64::from(*it)),
    };
    // Behind the end there are spaces, of which none is odd.
    odd |= odd_bits(rest | (ONES * 0x20) << shift);
    append(rest | u64::from(b'"') << shift, bytes.len() % 8 + 1, out);
    if odd & HIGH != 0 {
        out.truncate(before);
    }
    odd & HIGH == 0
}

/// Appends the first `length` bytes of eight: to write all and take back the rest needs no loop.
#[inline]
pub(super) fn append(eight: u64, length: usize, out: &mut Vec<u8>) {
    let end = out.len() + length;
    out.extend_from_slice(&eight.to_le_bytes());
    out.truncate(end);
}

/// How many bytes at the start surely stand as they are: eights of ASCII without controls, quotes and backslashes.
#[inline]
fn plain(bytes: &[u8]) -> usize {
    let (eights, _) = bytes.as_chunks::<8>();
    let is_plain = |it: &&[u8; 8]| odd_bits(u64::from_le_bytes(**it)) & HIGH == 0;
    eights.iter().take_while(is_plain).count() * 8
}

pub(super) const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = ONES * 0x80;

/// Sets the highest bit of some byte if one of eight is not plain: beyond ASCII, a control, a quote or a backslash.
#[inline]
fn odd_bits(eight: u64) -> u64 {
    // Sets the highest bit of each byte that is zero, and perhaps of one above such a byte.
    let zeros = |it: u64| it.wrapping_sub(ONES) & !it;
    let quote = zeros(eight ^ (ONES * u64::from(b'"')));
    let backslash = zeros(eight ^ (ONES * u64::from(b'\\')));
    let control = eight.wrapping_sub(ONES * 0x20);
    eight | quote | backslash | control
}

/// Appends one character that may not stand as it is.
#[cold]
fn escape(character: &[u8], out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    match *character {
        [byte @ (b'"' | b'\\')] => out.extend_from_slice(&[b'\\', byte]),
        [b'\n'] => out.extend_from_slice(b"\\n"),
        [b'\r'] => out.extend_from_slice(b"\\r"),
        [b'\t'] => out.extend_from_slice(b"\\t"),
        [byte] => {
            out.extend_from_slice(b"\\u00");
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
        }
        [_, _] => out.extend_from_slice(b"\\u0085"),
        [_, _, 0xa8] => out.extend_from_slice(b"\\u2028"),
        _ => out.extend_from_slice(b"\\u2029"),
    }
}

/// Appends `null` or a string.
pub(crate) fn optional(text: Option<&str>, out: &mut Vec<u8>) {
    match text {
        Some(text) => string(text, out),
        None => out.extend_from_slice(b"null"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rashomon_core::Span;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        super::string(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_json_forbids_is_escaped() {
        assert_eq!(
            written("a\"b\\c\n\r\t\u{1}\u{1f}\u{7f}"),
            "\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f\u{7f}\""
        );
    }

    #[test]
    fn line_separators_are_escaped_and_their_neighbours_are_not() {
        assert_eq!(
            written("“a”\u{2028}—\u{2029}€\u{85}\u{a0}é"),
            "\"“a”\\u2028—\\u2029€\\u0085\u{a0}é\""
        );
    }

    #[test]
    fn parts_of_a_text_are_written_as_strings_are() {
        for odd in
            ["x", "\"", "\\", "\n", "\u{1f}", "é", "’", "\u{85}", "\u{2028}", "\u{2029}", "😅"]
        {
            for place in 0..70 {
                let text = format!("{}{odd}{}", "a".repeat(place), "z".repeat(69 - place));
                let ends = (0..=text.len()).filter(|it| text.is_char_boundary(*it));
                for (start, end) in
                    ends.clone().flat_map(|it| ends.clone().map(move |end| (it, end)))
                {
                    let Some(part) = text.get(start..end) else { continue };
                    let mut out = Vec::new();
                    super::part(&text, Span::new(start as u32, end as u32), &mut out);
                    assert_eq!(String::from_utf8(out).unwrap(), written(part), "{part:?}");
                }
            }
        }
    }

    #[test]
    fn strings_of_every_length_are_written_in_either_way() {
        for length in 0..=80 {
            for odd in 0..length {
                for (byte, escaped) in [('x', "x"), ('"', "\\\""), ('\n', "\\n"), ('é', "é")] {
                    let (before, after) = ("a".repeat(odd), "z".repeat(length - odd - 1));
                    let expected = format!("\"{before}{escaped}{after}\"");
                    assert_eq!(written(&format!("{before}{byte}{after}")), expected);
                }
            }
        }
        assert_eq!(written(""), "\"\"");
    }

    proptest! {
        #[test]
        fn strings_come_back(text in "(\\PC|[\u{0}-\u{1f}\"\\\\\u{85}\u{2028}\u{2029}“🎬e\u{301}]){0,60}") {
            let json = written(&text);
            let breaks = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
            prop_assert!(!json.contains(breaks), "{}", json);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
