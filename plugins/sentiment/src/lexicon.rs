//! The word lists of `lexicon/` as tables.

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
