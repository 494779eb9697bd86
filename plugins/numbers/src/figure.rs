//! The value of digits as written.

use crate::lexeme::DigitForm;

/// Reads digits with separators from the start of `text`: bytes read, value, form.
pub(crate) fn number(text: &str) -> (usize, f64, DigitForm) {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes.iter().skip(from).take_while(|it| it.is_ascii_digit()).count();
    let mut form = DigitForm::default();
    let mut end = run(0);
    form.leading_zero = end > 1 && bytes.first() == Some(&b'0');
    let mut whole = end;
    if end <= 3 {
        while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
            form.grouped = true;
            end += 4;
            whole += 3;
        }
    }
    let mut decimals = 0;
    let point = end;
    while bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        form.odd |= end > point;
        let more = run(end + 1);
        if end == point {
            decimals = more;
        }
        end += 1 + more;
    }
    form.whole = whole.min(255) as u8;
    form.decimals = decimals.min(255) as u8;
    let cut = if decimals > 0 { point + 1 + decimals } else { point };
    (end, value_of(bytes.get(..cut).unwrap_or(bytes)), form)
}

/// The value of digits with commas and one point. More digits than a double holds lose the last ones, as in any parser.
fn value_of(bytes: &[u8]) -> f64 {
    let mut buffer = [0_u8; 40];
    let mut len = 0;
    for &byte in bytes.iter().filter(|it| **it != b',') {
        let Some(slot) = buffer.get_mut(len) else {
            return long_value(bytes);
        };
        *slot = byte;
        len += 1;
    }
    std::str::from_utf8(&buffer[..len]).ok().and_then(|it| it.parse().ok()).unwrap_or(0.0)
}

fn long_value(bytes: &[u8]) -> f64 {
    let mut value = 0.0_f64;
    for byte in bytes.iter().take_while(|it| **it != b'.').filter(|it| it.is_ascii_digit()) {
        value = value * 10.0 + f64::from(byte - b'0');
    }
    value
}

/// The value of a fraction in one character.
pub(crate) fn vulgar(sign: char) -> Option<f64> {
    Some(match sign {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}
