//! Finds quotations, their cues and their speakers in English news text.
#![forbid(unsafe_code)]
