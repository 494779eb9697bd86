//! Tells the tone of sentences and toward whom, in whose voice, with evidence.
#![forbid(unsafe_code)]
