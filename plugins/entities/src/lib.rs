//! Finds people, places, organisations and other names in English news text, and which mentions are one entity.
#![forbid(unsafe_code)]
