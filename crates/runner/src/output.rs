//! Where results are written: standard output, or a file that takes its name when it is complete.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A destination of results.
pub struct Output {
    sink: BufWriter<Box<dyn Write>>,
    /// The unfinished file and the name that it takes at the end.
    file: Option<(PathBuf, PathBuf)>,
}

/// Why results cannot be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The file cannot be made, read or written.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// An earlier run was interrupted, and its results would be lost.
    #[error("{} holds the results of an unfinished run; go on with --resume, or delete it to begin anew", .0.display())]
    Unfinished(PathBuf),
}

impl Output {
    /// Standard output.
    pub fn stdout() -> Self {
        Self::to(Box::new(io::stdout().lock()))
    }

    /// Whatever takes bytes.
    pub fn to(sink: Box<dyn Write>) -> Self {
        Self { sink: BufWriter::with_capacity(1 << 16, sink), file: None }
    }

    /// The file at `path`, written as `path` + `.partial` until [`finish`](Self::finish).
    ///
    /// # Errors
    /// If the file cannot be made, or an unfinished one is there.
    pub fn create(path: &Path) -> Result<Self, OutputError> {
        let partial = partial(path);
        let file =
            OpenOptions::new().write(true).create_new(true).open(&partial).map_err(|cause| {
                match cause.kind() {
                    io::ErrorKind::AlreadyExists => OutputError::Unfinished(partial.clone()),
                    _ => OutputError::Io { path: partial.clone(), cause },
                }
            })?;
        Ok(Self::on(file, partial, path))
    }

    /// Goes on with the JSONL file at `path`, finished or not: cuts off a last line that is not whole and returns the
    /// ids of the documents that are in it.
    ///
    /// # Errors
    /// If the file cannot be read or written.
    pub fn resume(path: &Path) -> Result<(Self, HashSet<String>), OutputError> {
        let partial = partial(path);
        if !partial.exists() {
            if !path.exists() {
                return Ok((Self::create(path)?, HashSet::new()));
            }
            fs::rename(path, &partial)
                .map_err(|cause| OutputError::Io { path: path.to_path_buf(), cause })?;
        }
        let resume = || {
            let (done, length) = whole_lines(&partial)?;
            let mut file = OpenOptions::new().write(true).open(&partial)?;
            file.set_len(length)?;
            io::Seek::seek(&mut file, io::SeekFrom::End(0))?;
            Ok((file, done))
        };
        let (file, done) =
            resume().map_err(|cause| OutputError::Io { path: partial.clone(), cause })?;
        Ok((Self::on(file, partial, path), done))
    }

    fn on(file: File, partial: PathBuf, path: &Path) -> Self {
        Self {
            sink: BufWriter::with_capacity(1 << 16, Box::new(file)),
            file: Some((partial, path.to_path_buf())),
        }
    }

    /// Name of the unfinished file.
    pub fn partial(&self) -> Option<&Path> {
        self.file.as_ref().map(|(partial, _)| partial.as_path())
    }

    /// Writes everything out and gives the file its name.
    ///
    /// # Errors
    /// If the system cannot.
    pub fn finish(mut self) -> io::Result<()> {
        self.sink.flush()?;
        match &self.file {
            Some((partial, path)) => fs::rename(partial, path),
            None => Ok(()),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output").field("file", &self.file).finish_non_exhaustive()
    }
}

fn partial(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".partial");
    name.into()
}

/// Ids of the whole lines at the beginning of the file, and their length in bytes.
fn whole_lines(path: &Path) -> io::Result<(HashSet<String>, u64)> {
    let mut reader = BufReader::new(File::open(path)?);
    let (mut done, mut length, mut line) = (HashSet::new(), 0, Vec::new());
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line)?;
        let id = serde_json::from_slice::<serde_json::Value>(&line)
            .ok()
            .and_then(|it| Some(it.get("id")?.as_str()?.to_owned()));
        let (Some(id), Some(b'\n')) = (id, line.last()) else { return Ok((done, length)) };
        done.insert(id);
        length += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::{Output, OutputError};

    #[test]
    fn a_file_takes_its_name_when_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        let mut output = Output::create(&path).unwrap();
        output.write_all(b"{\"id\":\"a\"}\n").unwrap();
        assert!(!path.exists());
        output.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"{\"id\":\"a\"}\n");
    }

    #[test]
    fn an_unfinished_file_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        drop(Output::create(&path).unwrap());
        assert!(matches!(Output::create(&path), Err(OutputError::Unfinished(_))));
    }

    #[test]
    fn resuming_cuts_off_a_broken_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        fs::write(folder.path().join("out.jsonl.partial"), "{\"id\":\"a\"}\n{\"id\":\"b\"")
            .unwrap();
        let (mut output, done) = Output::resume(&path).unwrap();
        assert!(done.contains("a") && done.len() == 1);
        output.write_all(b"{\"id\":\"c\"}\n").unwrap();
        output.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{\"id\":\"a\"}\n{\"id\":\"c\"}\n");
    }
}
