//! Finds quantities in English news text: value, unit, bounds, change and what is counted.
#![forbid(unsafe_code)]
