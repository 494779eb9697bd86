//! The SHA-256 of a library, by which a user allows exactly that file.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// How a digest begins where it is written.
const NAME: &str = "sha256:";

/// The SHA-256 of a file, written `sha256:` and 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FileDigest([u8; 32]);

impl FileDigest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of the file at `path`.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let mut bytes = Vec::new();
        File::open(path)?.read_to_end(&mut bytes)?;
        Ok(Self::of(&bytes))
    }
}

impl fmt::Display for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NAME)?;
        self.0.iter().try_for_each(|it| write!(f, "{it:02x}"))
    }
}

/// Why a text is no [`FileDigest`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error(
    "write sha256: and 64 hexadecimal digits, as `rashomon plugins inspect` and `sha256sum` show them"
)]
pub struct NoFileDigest;

impl FromStr for FileDigest {
    type Err = NoFileDigest;

    fn from_str(text: &str) -> Result<Self, NoFileDigest> {
        let digits = text.strip_prefix(NAME).ok_or(NoFileDigest)?.as_bytes();
        let digit = |it: u8| char::from(it).to_digit(16).map(|it| it as u8);
        let (pairs, rest) = digits.as_chunks::<2>();
        let bytes: Option<Vec<u8>> =
            pairs.iter().map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect();
        let bytes = bytes.filter(|_| rest.is_empty()).ok_or(NoFileDigest)?;
        bytes.try_into().map(Self).map_err(|_| NoFileDigest)
    }
}

#[cfg(test)]
mod tests {
    use super::{FileDigest, NoFileDigest};

    #[test]
    fn a_digest_is_read_as_it_is_shown() {
        let text = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let digest = FileDigest::of(b"abc");
        assert_eq!(digest.to_string(), text);
        assert_eq!(text.parse(), Ok(digest));
        assert_eq!(text.to_uppercase().replace("SHA", "sha").parse(), Ok(digest));
    }

    #[test]
    fn half_a_digest_is_none() {
        let text = FileDigest::of(b"abc").to_string();
        for wrong in [
            text.get(..70).unwrap(),
            text.get(..69).unwrap(),
            text.get(7..).unwrap(),
            &(text.clone() + "00"),
            "sha256:",
            "",
            "sha256:é",
        ] {
            assert_eq!(wrong.parse::<FileDigest>(), Err(NoFileDigest), "{wrong}");
        }
    }
}
