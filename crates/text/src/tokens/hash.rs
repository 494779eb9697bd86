//! The hashes of [`rashomon_core`], for words that lie in one or two registers: the same values, computed without a
//! look at single bytes. The function is frozen with the plugin interface; a test compares the two.

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xd6e8_feb8_6659_fd93;

/// Hash of a text of fewer than 8 bytes: `bytes` holds them, lowest first, zeros behind.
#[inline]
pub(super) fn short(bytes: u64, length: usize) -> u64 {
    let hash = mix(FIRST ^ length as u64 ^ bytes, FIRST);
    if hash == 0 { 1 } else { hash }
}

/// Hash of a text of 8 to 15 bytes.
#[inline]
pub(super) fn medium(first: u64, rest: u64, length: usize) -> u64 {
    let hash = mix(mix(FIRST ^ length as u64 ^ first, SECOND) ^ rest, FIRST);
    if hash == 0 { 1 } else { hash }
}

#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use rashomon_core::raw_hash;

    use super::{medium, short};

    #[test]
    fn hashes_are_those_of_core() {
        let text = "internationally";
        let word = |from: usize, to: usize| {
            let mut bytes = [0; 8];
            bytes[..to - from].copy_from_slice(&text.as_bytes()[from..to]);
            u64::from_le_bytes(bytes)
        };
        for length in 0..8 {
            assert_eq!(short(word(0, length), length), raw_hash(text.get(..length).unwrap()));
        }
        for length in 8..16 {
            let hash = medium(word(0, 8), word(8, length), length);
            assert_eq!(hash, raw_hash(text.get(..length).unwrap()));
        }
    }
}
