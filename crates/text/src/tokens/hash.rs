//! The hashes of [`rashomon_core`], for words that lie in one or two registers: the same values, computed without a
//! look at single bytes. The function is frozen with the plugin interface; a test compares the two.

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xd6e8_feb8_6659_fd93;

/// Hash of a text of fewer than 8 bytes: `bytes` holds them, lowest first, zeros behind.
#[inline(always)]
pub(super) fn short(bytes: u64, length: usize) -> u64 {
    let hash = mix(FIRST ^ length as u64 ^ bytes, FIRST);
    hash + u64::from(hash == 0)
}

/// Hash of a text of fewer than 16 bytes, which are the first of these. Short and long words come in no order, so there
/// is no branch between them.
#[inline(always)]
pub(super) fn below_sixteen(low: u64, high: u64, length: usize) -> u64 {
    // All bits if there are eight bytes or more.
    let long = 0_u64.wrapping_sub(length as u64 >> 3);
    let choose = |long_one: u64, short_one: u64| short_one ^ ((short_one ^ long_one) & long);
    let kept = (1 << (8 * (length % 8))) - 1;
    let start = FIRST ^ length as u64;
    let state = choose(mix(start ^ low, SECOND), start);
    let hash = mix(state ^ (choose(high, low) & kept), FIRST);
    hash + u64::from(hash == 0)
}

#[inline(always)]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use rashomon_core::raw_hash;

    use super::{below_sixteen, short};

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
        let (low, high) = (word(0, 8), word(8, 15) | u64::from(b's') << 56);
        for length in 0..16 {
            let hash = below_sixteen(low, high, length);
            assert_eq!(hash, raw_hash(text.get(..length).unwrap()));
        }
    }
}
