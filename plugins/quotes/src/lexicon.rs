//! The word lists of `lexicon/` as static tables, made by the build script.

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
