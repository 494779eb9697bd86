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
pub(crate) fn string(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    if bytes.len() <= SHORT && short(bytes, out) {
        return;
    }
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
fn append(eight: u64, length: usize, out: &mut Vec<u8>) {
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

const ONES: u64 = 0x0101_0101_0101_0101;
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

/// Appends an integer.
#[inline]
pub(crate) fn integer(number: impl itoa::Integer + Copy + TryInto<u32>, out: &mut Vec<u8>) {
    match number.try_into() {
        Ok(small) if small < 100_000_000 => small_integer(small, out),
        _ => out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
    }
}

/// Appends an integer of at most eight digits.
#[inline]
fn small_integer(number: u32, out: &mut Vec<u8>) {
    let digits = eight_digits(number);
    let zeros = (digits.trailing_zeros() / 8).min(7);
    append((digits | (ONES * u64::from(b'0'))) >> (8 * zeros), 8 - zeros as usize, out);
}

/// The eight digits of a number, a byte each, the first one lowest: all are worked out side by side.
#[inline]
fn eight_digits(number: u32) -> u64 {
    // Two numbers of four digits, four of two, eight of one; to divide is to multiply and shift.
    let fours = u64::from(number / 10_000) | u64::from(number % 10_000) << 32;
    let hundreds = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let twos = hundreds | (fours - hundreds * 100) << 16;
    let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    tens | (twos - tens * 10) << 8
}

/// Appends a finite number with the fewest digits that give it back; whole ones without a point.
pub(crate) fn float(number: f64, out: &mut Vec<u8>) {
    // Shares, scores and weights are rounded to at most four decimals: these are theirs if they give the number back.
    let size = number.abs();
    let parts = (size * 10_000.0 + 0.5) as u32;
    let gives_back = (f64::from(parts) / 10_000.0).to_bits() == size.to_bits();
    if gives_back && (10..10_000_000).contains(&parts) {
        if number < 0.0 {
            out.push(b'-');
        }
        small_integer(parts / 10_000, out);
        // The first of four decimals lowest: zeros at the end are the highest bytes.
        let decimals = (eight_digits(parts % 10_000) >> 32) as u32;
        if decimals > 0 {
            out.push(b'.');
            let digits = u64::from(decimals) | (ONES * u64::from(b'0'));
            append(digits, 4 - decimals.leading_zeros() as usize / 8, out);
        }
        return;
    }
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

    #[test]
    fn integers_are_written_as_the_library_writes_them() {
        let check = |number: u64| {
            let mut out = Vec::new();
            super::integer(number, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), number.to_string());
        };
        (0..100_100).for_each(check);
        (0..60).map(|it| 1 << it).flat_map(|it: u64| [it - 1, it, it + 1]).for_each(check);
        (1..12).map(|it| 10_u64.pow(it)).flat_map(|it| [it - 1, it, it + 1]).for_each(check);
        (0..100_000_000).step_by(9973).for_each(check);
        let mut out = Vec::new();
        super::integer(-7_i64, &mut out);
        assert_eq!(out, b"-7");
    }

    #[test]
    fn rounded_numbers_are_written_as_the_library_writes_them() {
        let far = (20_000..10_100_000).step_by(997).flat_map(|it| [it, -it]);
        for parts in (-20_000..=20_000).chain(far) {
            let value = f64::from(parts) / 10_000.0;
            for value in [value, value.next_up(), value.next_down()] {
                let expected = zmij::Buffer::new().format(value).to_owned();
                let expected = expected.strip_suffix(".0").unwrap_or(&expected);
                let expected = if value == 0.0 { "0" } else { expected };
                assert_eq!(number(value), expected);
            }
        }
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
