//! Numbers as text, in their shortest form: digits are worked out side by side.

use super::json::{ONES, append};

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
    if number < 10_000 {
        let digits = four_digits(number);
        let zeros = (digits.trailing_zeros() / 8).min(3);
        append(u64::from((digits | FOUR_ZEROS) >> (8 * zeros)), 4 - zeros as usize, out);
    } else {
        let digits = eight_digits(number);
        let zeros = digits.trailing_zeros() / 8;
        append((digits | (ONES * u64::from(b'0'))) >> (8 * zeros), 8 - zeros as usize, out);
    }
}

const FOUR_ZEROS: u32 = u32::from_le_bytes(*b"0000");

/// The four digits of a number, a byte each, the first one lowest.
#[inline]
fn four_digits(number: u32) -> u32 {
    let hundreds = (number * 5_243) >> 19;
    let twos = hundreds | (number - hundreds * 100) << 16;
    let tens = ((twos * 103) >> 10) & 0x000f_000f;
    tens | (twos - tens * 10) << 8
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

/// The first number above which all are whole.
const TWO_TO_52: f64 = 4_503_599_627_370_496.0;

/// Appends a finite number with the fewest digits that give it back; whole ones without a point.
pub(crate) fn float(number: f64, out: &mut Vec<u8>) {
    // Shares, scores and weights are rounded to at most four decimals: these are theirs if they give the number back.
    let size = number.abs();
    // To add so much leaves no room for a fraction: what comes is the nearest whole number, in the lowest bits.
    let parts = (size * 10_000.0 + TWO_TO_52).to_bits() as u32;
    let gives_back = (f64::from(parts) / 10_000.0).to_bits() == size.to_bits();
    if gives_back && (10..10_000_000).contains(&parts) {
        // The first of four decimals lowest: zeros at the end are the highest bytes.
        let decimals = four_digits(parts % 10_000);
        let shown = 4 - decimals.leading_zeros() as usize / 8;
        let digits = u64::from(decimals | FOUR_ZEROS);
        let point = usize::from(shown > 0);
        if parts < 100_000 {
            let minus = usize::from(number < 0.0);
            let whole = u64::from(b'0') + u64::from(parts / 10_000);
            let text = u64::from(b'-') | whole << 8 | u64::from(b'.') << 16 | digits << 24;
            append(text >> (8 * (1 - minus)), minus + 1 + point + shown, out);
        } else {
            if number < 0.0 {
                out.push(b'-');
            }
            small_integer(parts / 10_000, out);
            append(u64::from(b'.') | digits << 8, point + shown, out);
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

    fn number(value: f64) -> String {
        let mut out = Vec::new();
        super::float(value, &mut out);
        String::from_utf8(out).unwrap()
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
        fn numbers_come_back(value in prop::num::f64::NORMAL | prop::num::f64::ZERO | prop::num::f64::SUBNORMAL) {
            let read = number(value).parse::<f64>().unwrap();
            prop_assert!(read.total_cmp(&value).is_eq() || value == 0.0, "{}", value);
            prop_assert!(serde_json::from_str::<f64>(&number(value)).is_ok());
        }
    }
}
