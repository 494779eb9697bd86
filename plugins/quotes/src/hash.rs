//! Features as numbers.

/// The word of all numbers.
pub const NUMBER: u64 = 0x4e55_4d42_4552;
/// The word of all quotations.
pub const QUOTATION: u64 = 0x5155_4f54_4531;
/// The word beyond either end of a sentence.
pub const EDGE: u64 = 0x4544_4745;

/// One feature: its template and up to two values.
pub fn feature(template: u32, a: u64, b: u64) -> u64 {
    let mut hash = (a ^ (u64::from(template) << 48)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^= hash >> 32;
    hash = (hash ^ b.rotate_left(17)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 32)
}
