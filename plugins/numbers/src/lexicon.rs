//! Word lists, see the files of `lexicon/`.

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
