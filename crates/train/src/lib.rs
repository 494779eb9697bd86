//! Learns the weights.
#![forbid(unsafe_code)]
