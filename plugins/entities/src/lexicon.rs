//! Names of places and organisations with the names that results use for them.

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
