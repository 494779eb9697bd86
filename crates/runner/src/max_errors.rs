//! How many documents may fail before a run stops.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A share is not judged before so many documents are finished: of the first few, one may be half.
const JUDGED_FROM: u64 = 100;

/// How many documents may fail: `10`, or `2.5%` of those finished.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum MaxErrors {
    /// So many.
    Count(u64),
    /// So many in a hundred of those finished, from the hundredth on.
    Percent(f64),
}

impl MaxErrors {
    /// Whether more have failed than may, with more documents to come.
    pub(crate) fn is_exceeded(self, failed: u64, finished: u64) -> bool {
        match self {
            Self::Count(_) => self.is_exceeded_at_end(failed, finished),
            Self::Percent(_) => {
                finished >= JUDGED_FROM && self.is_exceeded_at_end(failed, finished)
            }
        }
    }

    /// Whether more have failed than may, of all documents that there are.
    pub fn is_exceeded_at_end(self, failed: u64, finished: u64) -> bool {
        match self {
            Self::Count(most) => failed > most,
            Self::Percent(most) => failed as f64 * 100.0 > most * finished as f64,
        }
    }
}

/// Why a text is no [`MaxErrors`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error(
    "write a number of documents, such as 10, or a share of them from 0% to 100%, such as 2.5%"
)]
pub struct NoMaxErrors;

impl FromStr for MaxErrors {
    type Err = NoMaxErrors;

    fn from_str(text: &str) -> Result<Self, NoMaxErrors> {
        match text.strip_suffix('%') {
            Some(share) => match share.trim_end().parse() {
                Ok(share) if (0.0..=100.0).contains(&share) => Ok(Self::Percent(share)),
                _ => Err(NoMaxErrors),
            },
            None => text.parse().map(Self::Count).map_err(|_| NoMaxErrors),
        }
    }
}

impl fmt::Display for MaxErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(most) => write!(f, "{most}"),
            Self::Percent(most) => write!(f, "{most}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MaxErrors, NoMaxErrors};

    #[test]
    fn numbers_and_shares_are_read_and_shown_alike() {
        for text in ["0", "10", "2.5%", "0%", "100%"] {
            assert_eq!(text.parse::<MaxErrors>().unwrap().to_string(), text);
        }
        for text in ["", "-1", "1.5", "%", "101%", "-1%", "nan%", "many"] {
            assert_eq!(text.parse::<MaxErrors>(), Err(NoMaxErrors), "{text}");
        }
    }

    #[test]
    fn a_number_is_exceeded_by_the_next_one() {
        assert!(!MaxErrors::Count(2).is_exceeded(2, 2));
        assert!(MaxErrors::Count(2).is_exceeded(3, 3));
    }

    #[test]
    fn a_share_is_judged_late_and_at_the_end() {
        let half = MaxErrors::Percent(50.0);
        assert!(!half.is_exceeded(60, 99) && half.is_exceeded_at_end(60, 99));
        assert!(!half.is_exceeded(50, 100) && half.is_exceeded(51, 100));
        assert!(MaxErrors::Percent(0.0).is_exceeded(1, 100_000));
    }
}
