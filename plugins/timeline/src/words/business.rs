//! The short forms of business reports: `Q3`, `3Q21`, `H1`, `FY2022`.

use super::Keyword;

/// The short forms of business reports with their year, or zero: `Q3`, `3Q21`, `H1`, `FY2022`, `FY22`.
pub(super) fn business_period(text: &str) -> Option<(Keyword, u32)> {
    let bytes = text.as_bytes();
    let year = |digits: &str| {
        let number: u32 = digits.parse().ok()?;
        match digits.len() {
            2 if number < 70 => Some(2000 + number),
            2 => Some(1900 + number),
            4 if (1900..=2099).contains(&number) => Some(number),
            _ => None,
        }
    };
    if let Some(digits) = text.strip_prefix("FY") {
        return Some((Keyword::Other, year(digits)?));
    }
    let (number, rest) = match bytes {
        [b'Q' | b'H', number, ..] | [number, b'Q' | b'H', ..] => (*number, text.get(2..)?),
        _ => return None,
    };
    let half = bytes.contains(&b'H');
    let keyword = match (number, half) {
        (b'1', false) => Keyword::Q1,
        (b'2', false) => Keyword::Q2,
        (b'3', false) => Keyword::Q3,
        (b'4', false) => Keyword::Q4,
        (b'1', true) => Keyword::H1,
        (b'2', true) => Keyword::H2,
        _ => return None,
    };
    Some((keyword, if rest.is_empty() { 0 } else { year(rest)? }))
}

#[cfg(test)]
mod tests {
    use super::{Keyword, business_period};

    #[test]
    fn short_forms_hold_their_year() {
        assert_eq!(business_period("3Q21"), Some((Keyword::Q3, 2021)));
        assert_eq!(business_period("Q4"), Some((Keyword::Q4, 0)));
        assert_eq!(business_period("H1"), Some((Keyword::H1, 0)));
        assert_eq!(business_period("FY99"), Some((Keyword::Other, 1999)));
        assert_eq!(business_period("Q5"), None);
        assert_eq!(business_period("HQ"), None);
        assert_eq!(business_period("1Qé"), None);
    }
}
