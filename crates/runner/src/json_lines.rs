//! Files of JSON lines that a run has begun and goes on with: all lines are of one sort, and the last may have been cut
//! off.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

use serde::de::DeserializeOwned;

/// How every line begins, of results and of failures.
const START: &[u8] = b"{\"id\":";

/// Hands each whole line to `take`, with its length in bytes. Returns the number, from 1, of the first line that is of
/// another sort; those before it were handed over.
pub(crate) fn each_line<T: DeserializeOwned>(
    path: &Path,
    mut take: impl FnMut(T, u64),
) -> io::Result<Option<u64>> {
    let mut reader = BufReader::new(File::open(path)?);
    let (mut number, mut line) = (0, Vec::new());
    loop {
        number += 1;
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        let read = serde_json::from_slice::<T>(&line);
        if line.last() != Some(&b'\n') {
            // Nothing, or a line that was cut off; a whole object of another sort is the end of somebody's file.
            let begins = line.starts_with(START) || START.starts_with(&line);
            let is_cut = read.as_ref().map_or_else(serde_json::Error::is_eof, |_| true);
            return Ok((!(begins && is_cut)).then_some(number));
        }
        let Ok(read) = read else { return Ok(Some(number)) };
        take(read, length as u64);
    }
}
