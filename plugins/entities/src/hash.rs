//! Mixing of numbers, for the rows of features and for maps.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map for look-ups alone within one document: its hash is fast, its order means nothing.
pub(crate) type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<FastHasher>>;

/// Hashes eight bytes at a time with [`mix`].
#[derive(Debug, Default)]
pub(crate) struct FastHasher(u64);

impl Hasher for FastHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            // The last byte is free for the length.
            last[7] = rest.len() as u8;
            self.write_u64(u64::from_le_bytes(last));
        }
    }

    // Ends a string, so that `ab` and `c` are not `a` and `bc`.
    fn write_u8(&mut self, byte: u8) {
        self.write_u64(byte.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = mix(self.0.rotate_left(5) ^ word, 13);
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Mixes a value with a salt: every input bit reaches every output bit.
pub(crate) const fn mix(value: u64, salt: u64) -> u64 {
    let product =
        (value ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15)) as u128 * 0xd6e8_feb8_6659_fd93_u128;
    (product as u64) ^ ((product >> 64) as u64)
}

/// A number for two numbers in this order.
pub(crate) const fn pair(one: u64, other: u64) -> u64 {
    mix(one.rotate_left(29) ^ other, 7)
}

#[cfg(test)]
mod tests {
    use std::hash::BuildHasher;

    use super::FastMap;

    #[test]
    fn texts_that_differ_in_one_place_differ_in_hash() {
        let map: FastMap<&str, usize> = FastMap::default();
        let texts = ["", "\0", "a", "a\0", "ministry", "ministry\0", "ministry of tides"];
        let mut hashes = texts.map(|it| map.hasher().hash_one(it)).to_vec();
        hashes.push(map.hasher().hash_one(("a", "b")));
        hashes.push(map.hasher().hash_one(("ab", "")));
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), texts.len() + 2);
    }
}
