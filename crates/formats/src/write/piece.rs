//! Bytes that are written again and again.

use super::json;

/// Bytes kept ready to be appended. Most are few: to append a fixed number and take back the rest needs no call.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    length: usize,
    first: [u8; CHUNK],
    others: Vec<[u8; CHUNK]>,
}

const CHUNK: usize = 32;

impl Piece {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let padded = |it: &[u8]| std::array::from_fn(|at| it.get(at).copied().unwrap_or_default());
        let mut chunks = bytes.chunks(CHUNK).map(padded);
        let first = chunks.next().unwrap_or_default();
        Self { length: bytes.len(), first, others: chunks.collect() }
    }

    /// A piece that has a string in it, with what stands before and behind it.
    pub(super) fn of(before: &[u8], text: &str, behind: &[u8]) -> Self {
        let mut bytes = before.to_vec();
        json::string(text, &mut bytes);
        bytes.extend_from_slice(behind);
        Self::new(&bytes)
    }

    #[inline]
    pub(super) fn append(&self, out: &mut Vec<u8>) {
        let end = out.len() + self.length;
        out.extend_from_slice(&self.first);
        for chunk in &self.others {
            out.extend_from_slice(chunk);
        }
        out.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::Piece;

    #[test]
    fn pieces_of_all_lengths_are_appended_as_they_are() {
        let bytes: Vec<u8> = (0..100).collect();
        for length in 0..bytes.len() {
            let mut out = b"before".to_vec();
            Piece::new(&bytes[..length]).append(&mut out);
            assert_eq!(out, [b"before", &bytes[..length]].concat());
        }
    }
}
