//! Finds times in English news text as TIMEX3 values, resolved to intervals, with the event that happens then.
#![forbid(unsafe_code)]
