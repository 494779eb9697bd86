//! What any bytes whatever must not break: plain functions that panic where a promise does not hold.
//!
//! A fuzzer drives them from `fuzz/`; `tests/replay.rs` runs them on what it found, on every machine. Each takes the
//! bytes as they come and makes of them what it needs: a text, a line of JSON, what a hostile plugin says.
#![deny(unsafe_code)]

mod analyzers;
mod attach;
pub mod hostile;
mod layer;
mod options;
mod reader;
mod states;
mod text;
mod writers;

pub use crate::analyzers::analyzers;
pub use crate::attach::attach;
pub use crate::hostile::hostile;
pub use crate::options::options;
pub use crate::reader::reader;
pub use crate::states::{first_states, states};
pub use crate::text::text;
pub use crate::writers::writers;

/// A trial: it panics where a promise does not hold.
pub type Trial = fn(&[u8]);

/// All trials, by name.
pub const TRIALS: [(&str, Trial); 8] = [
    ("analyzers", analyzers),
    ("attach", attach),
    ("hostile", hostile),
    ("reader", reader),
    ("options", options),
    ("states", states),
    ("text", text),
    ("writers", writers),
];
