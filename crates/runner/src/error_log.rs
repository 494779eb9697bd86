//! The file of failures that a run writes as it goes: JSONL, a line a failure.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::json_lines::each_line;
use crate::work::Failed;

/// The failures of a run, one JSON object a line, in the order of the documents. What is told is in memory until
/// [`flush`](Self::flush), so that the file holds whole lines.
#[derive(Debug)]
pub struct ErrorLog {
    path: PathBuf,
    file: File,
    lines: Vec<u8>,
}

/// Why failures cannot be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ErrorLogError {
    /// The file cannot be made, read or written.
    #[error("cannot write failures to {}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Another run writes it.
    #[error("{} is being written by another run; wait for its end, or name another file with --errors", .0.display())]
    Busy(PathBuf),
    /// It holds something that is not to be overwritten.
    #[error("{} holds something else than failures of a run, in line {line}; name another file with --errors", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The first line that is none, from 1.
        line: u64,
    },
}

/// One line of the file.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    /// `null` if the document could not be read.
    analyzer: Option<&'a str>,
    reason: &'a str,
}

/// What a line that was written before tells.
#[derive(Deserialize)]
#[expect(dead_code, reason = "a line that lacks one of them is of another sort")]
struct Known {
    id: String,
    path: String,
    analyzer: Option<String>,
    reason: String,
}

impl ErrorLog {
    /// Begins the file at `path` anew.
    ///
    /// # Errors
    /// If it cannot be made, or holds something else than failures.
    pub fn create(path: &Path) -> Result<Self, ErrorLogError> {
        Self::open(path, &HashSet::new())
    }

    /// Goes on with the file at `path`: what it holds of documents that are not among those `done` is taken out, since
    /// the run comes to them again.
    ///
    /// # Errors
    /// If it cannot be made, read or written, or holds something else than failures.
    pub fn resume(path: &Path, done: &HashSet<String>) -> Result<Self, ErrorLogError> {
        Self::open(path, done)
    }

    fn open(path: &Path, done: &HashSet<String>) -> Result<Self, ErrorLogError> {
        let failed = |cause| ErrorLogError::Io { path: path.to_path_buf(), cause };
        let is_file = fs::metadata(path).map_or(true, |it| it.is_file());
        let open = || OpenOptions::new().write(true).create(true).truncate(false).open(path);
        let mut file = open().map_err(failed)?;
        if is_file && matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(ErrorLogError::Busy(path.to_path_buf()));
        }
        let length = if is_file { length_of(path, done)? } else { 0 };
        let mut cut = || {
            // A device or a pipe has no length.
            if is_file {
                file.set_len(length)?;
                file.seek(SeekFrom::End(0))?;
            }
            Ok(())
        };
        cut().map_err(failed)?;
        Ok(Self { path: path.to_path_buf(), file, lines: Vec::new() })
    }

    /// Takes down a failure.
    pub fn add(&mut self, id: &str, path: &str, failed: &Failed) {
        let Failed { analyzer, line, reason } = failed;
        let row = Row { id, path, line: *line, analyzer: analyzer.as_deref(), reason };
        // Strings and numbers are always JSON, and memory takes all that is written.
        if serde_json::to_writer(&mut self.lines, &row).is_ok() {
            self.lines.push(b'\n');
        }
    }

    /// Writes what was taken down; with `to_disk` it is on the disk too when this returns.
    ///
    /// # Errors
    /// If the system cannot; an [`ErrorLogError`] is inside.
    pub fn flush(&mut self, to_disk: bool) -> io::Result<()> {
        let written = self.file.write_all(&self.lines).and_then(|()| {
            self.lines.clear();
            if to_disk { crate::disk::sync(&self.file) } else { Ok(()) }
        });
        let failed = |cause| ErrorLogError::Io { path: self.path.clone(), cause };
        written.map_err(|cause| io::Error::other(failed(cause)))
    }
}

/// Length in bytes of the lines that stay: those of documents that are `done`. They come first, as documents do.
fn length_of(path: &Path, done: &HashSet<String>) -> Result<u64, ErrorLogError> {
    let failed = |cause| ErrorLogError::Io { path: path.to_path_buf(), cause };
    let (mut length, mut stays) = (0, true);
    let foreign = each_line(path, |it: Known, bytes| {
        stays &= done.contains(&it.id);
        length += if stays { bytes } else { 0 };
    });
    match foreign.map_err(failed)? {
        Some(line) => Err(ErrorLogError::Foreign { path: path.to_path_buf(), line }),
        None => Ok(length),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fs;

    use super::{ErrorLog, ErrorLogError};
    use crate::work::Failed;

    fn failed(analyzer: Option<&str>, line: Option<u64>) -> Failed {
        Failed { analyzer: analyzer.map(str::to_owned), line, reason: "it \"fell\"".into() }
    }

    const TWO: &str = "{\"id\":\"a\",\"path\":\"a.txt\",\"analyzer\":\"quotes\",\"reason\":\"it \\\"fell\\\"\"}\n\
        {\"id\":\"b-7\",\"path\":\"b.jsonl\",\"line\":7,\"analyzer\":null,\"reason\":\"it \\\"fell\\\"\"}\n";

    #[test]
    fn a_failure_is_a_line_that_stands_there_when_it_is_flushed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors.jsonl");
        let mut log = ErrorLog::create(&path).unwrap();
        log.add("a", "a.txt", &failed(Some("quotes"), None));
        log.add("b-7", "b.jsonl", &failed(None, Some(7)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "");
        log.flush(true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), TWO);
        assert!(matches!(ErrorLog::create(&path), Err(ErrorLogError::Busy(_))));
        drop(log);
        drop(ErrorLog::create(&path).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "");
    }

    #[test]
    fn resuming_keeps_the_failures_of_what_is_done_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors.jsonl");
        fs::write(&path, format!("{TWO}{{\"id\":\"c\",\"pa")).unwrap();
        let done = HashSet::from(["a".to_owned()]);
        let mut log = ErrorLog::resume(&path, &done).unwrap();
        log.add("b-7", "b.jsonl", &failed(None, Some(7)));
        log.flush(false).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), TWO);
    }

    #[test]
    fn a_file_of_another_sort_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corpus.jsonl");
        for (text, at) in [
            ("{\"id\":\"a\",\"text\":\"Rain.\"}\n", 1),
            ("my notes", 1),
            (&*format!("{TWO}notes\n"), 3),
        ] {
            fs::write(&path, text).unwrap();
            let refused = ErrorLog::create(&path);
            assert!(
                matches!(refused, Err(ErrorLogError::Foreign { line, .. }) if line == at),
                "{refused:?}"
            );
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_an_error_that_names_the_file() {
        let mut log = ErrorLog::create("/dev/full".as_ref()).unwrap();
        log.add("a", "a.txt", &failed(None, None));
        let error = log.flush(false).unwrap_err().to_string();
        assert!(error.starts_with("cannot write failures to /dev/full: "), "{error}");
    }
}
