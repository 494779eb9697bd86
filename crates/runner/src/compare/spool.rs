//! Records put aside on disk, to be read again by number.

use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Mutex, PoisonError};

use tempfile::SpooledTempFile;

/// Bytes kept in memory; what goes beyond lies in a temporary file without a name, which is gone with the process.
const IN_MEMORY: usize = 32 << 20;

/// Records in the order in which they were put aside.
#[derive(Debug)]
pub(super) struct Spool {
    file: Mutex<SpooledTempFile>,
    /// Where each record ends.
    ends: Vec<u64>,
}

impl Spool {
    pub(super) fn new() -> Self {
        Self { file: Mutex::new(SpooledTempFile::new(IN_MEMORY)), ends: Vec::new() }
    }

    /// Number of records.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Puts a record aside.
    pub(super) fn push(&mut self, record: &[u8]) -> io::Result<()> {
        let end = self.ends.last().copied().unwrap_or(0) + record.len() as u64;
        self.file.get_mut().unwrap_or_else(PoisonError::into_inner).write_all(record)?;
        self.ends.push(end);
        Ok(())
    }

    /// The record with this number; an empty one if there is none.
    pub(super) fn read(&self, number: usize) -> io::Result<Vec<u8>> {
        let Some(&end) = self.ends.get(number) else { return Ok(Vec::new()) };
        let start = number.checked_sub(1).and_then(|it| self.ends.get(it)).copied().unwrap_or(0);
        let mut record = vec![0; (end - start) as usize];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut record)?;
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::{IN_MEMORY, Spool};

    #[test]
    fn records_come_back_by_number_from_memory_and_from_disk() {
        let mut spool = Spool::new();
        let big = vec![7; IN_MEMORY];
        for record in [&b"one"[..], b"", &big, b"two"] {
            spool.push(record).unwrap();
        }
        assert_eq!(spool.len(), 4);
        assert_eq!(spool.read(3).unwrap(), b"two");
        assert_eq!(spool.read(0).unwrap(), b"one");
        assert!(spool.read(1).unwrap().is_empty() && spool.read(9).unwrap().is_empty());
        assert_eq!(spool.read(2).unwrap().len(), IN_MEMORY);
    }
}
