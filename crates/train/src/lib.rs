//! Learns the weights.
#![forbid(unsafe_code)]

pub mod blocks;
pub mod crf;
pub mod lbfgs;
