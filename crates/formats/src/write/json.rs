//! JSON by hand: strings escaped by runs, numbers in their shortest form.

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
pub(super) fn string(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
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
    out.push(b'"');
}

/// How many bytes at the start surely stand as they are: eights of ASCII without controls, quotes and backslashes.
#[inline]
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // Sets the highest bit of each byte that is zero, and perhaps of one above such a byte.
    let zeros = |it: u64| it.wrapping_sub(ONES) & !it;
    let (eights, _) = bytes.as_chunks::<8>();
    let is_plain = |it: &&[u8; 8]| {
        let eight = u64::from_le_bytes(**it);
        let quote = zeros(eight ^ (ONES * u64::from(b'"')));
        let backslash = zeros(eight ^ (ONES * u64::from(b'\\')));
        let control = eight.wrapping_sub(ONES * 0x20);
        (eight | quote | backslash | control) & (ONES * 0x80) == 0
    };
    eights.iter().take_while(is_plain).count() * 8
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
pub(super) fn optional(text: Option<&str>, out: &mut Vec<u8>) {
    match text {
        Some(text) => string(text, out),
        None => out.extend_from_slice(b"null"),
    }
}

/// Appends an integer.
pub(super) fn integer(number: impl itoa::Integer, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Appends a finite number with the fewest digits that give it back; whole ones without a point.
pub(super) fn float(number: f64, out: &mut Vec<u8>) {
    let mut buffer = zmij::Buffer::new();
    let digits = if number == 0.0 { "0" } else { buffer.format(number) };
    out.extend_from_slice(digits.strip_suffix(".0").unwrap_or(digits).as_bytes());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        super::string(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn number(value: f64) -> String {
        let mut out = Vec::new();
        super::float(value, &mut out);
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
    fn whole_numbers_have_no_point() {
        assert_eq!(number(5.0), "5");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(0.1), "0.1");
        assert_eq!(number(100_000.0), "100000");
        assert_eq!(number(1.2e9), "1200000000");
        assert_eq!(number(-2.5), "-2.5");
    }

    proptest! {
        #[test]
        fn strings_come_back(text in "(\\PC|[\u{0}-\u{1f}\"\\\\\u{85}\u{2028}\u{2029}“🎬e\u{301}]){0,60}") {
            let json = written(&text);
            let breaks = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
            prop_assert!(!json.contains(breaks), "{}", json);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }

        #[test]
        fn numbers_come_back(value in prop::num::f64::NORMAL | prop::num::f64::ZERO | prop::num::f64::SUBNORMAL) {
            let read = number(value).parse::<f64>().unwrap();
            prop_assert!(read.total_cmp(&value).is_eq() || value == 0.0, "{}", value);
            prop_assert!(serde_json::from_str::<f64>(&number(value)).is_ok());
        }
    }
}
