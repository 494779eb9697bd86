//! Mixing of numbers, for the rows of features and for tables.

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
