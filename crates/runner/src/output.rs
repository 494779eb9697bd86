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
    /// There is nothing to go on with.
    #[error("{}: line {line} is no result in JSONL; name the file of an interrupted run, or cut this one before that line", path.display())]
    NotResults {
        /// The file.
        path: PathBuf,
        /// The first line that is none, from 1.
        line: u64,
    },
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

    /// The file at `path`, written as `path` + `.partial` until [`finish`](Self::finish). A device or a pipe is written
    /// as it is: another file of its name would take its place.
    ///
    /// # Errors
    /// If the file cannot be made, or an unfinished one is there.
    pub fn create(path: &Path) -> Result<Self, OutputError> {
        if fs::metadata(path).is_ok_and(|it| !it.is_file()) {
            let file = OpenOptions::new().write(true).open(path);
            let file = file.map_err(|cause| OutputError::Io { path: path.to_path_buf(), cause })?;
            return Ok(Self::to(Box::new(file)));
        }
        let partial = partial(path);
        let file =
            OpenOptions::new().write(true).create_new(true).open(&partial).map_err(|cause| {
                match cause.kind() {
                    io::ErrorKind::AlreadyExists => OutputError::Unfinished(partial.clone()),
                    _ => OutputError::Io { path: path.to_path_buf(), cause },
                }
            })?;
        Ok(Self::on(file, partial, path))
    }

    /// Goes on with the JSONL file at `path`, finished or not: cuts off a last line that is not whole and returns the
    /// ids of the documents that are in it.
    ///
    /// # Errors
    /// If the file cannot be read or written, or holds something else; it is then left as it is.
    pub fn resume(path: &Path) -> Result<(Self, HashSet<String>), OutputError> {
        let partial = partial(path);
        let there = if partial.exists() { &partial } else { path };
        if !fs::metadata(there).is_ok_and(|it| it.is_file()) {
            return Ok((Self::create(path)?, HashSet::new()));
        }
        let failed = |cause| OutputError::Io { path: there.to_path_buf(), cause };
        let (done, length) = match whole_lines(there).map_err(failed)? {
            Lines::Results(done, length) => (done, length),
            Lines::Other(line) => {
                return Err(OutputError::NotResults { path: there.to_path_buf(), line });
            }
        };
        let resume = || {
            fs::rename(there, &partial)?;
            let mut file = OpenOptions::new().write(true).open(&partial)?;
            file.set_len(length)?;
            io::Seek::seek(&mut file, io::SeekFrom::End(0))?;
            Ok(file)
        };
        let file = resume().map_err(failed)?;
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

    /// Takes the unfinished file away, for results that nobody can go on with.
    ///
    /// # Errors
    /// If the system cannot.
    pub fn discard(self) -> io::Result<()> {
        let Self { sink, file } = self;
        // What is still in memory need not be written.
        drop(sink.into_parts());
        file.map_or(Ok(()), |(partial, _)| fs::remove_file(partial))
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

/// What the lines of a file are.
enum Lines {
    /// Results: the ids of those that are whole, and their length in bytes.
    Results(HashSet<String>, u64),
    /// Something else, from this line on.
    Other(u64),
}

/// Looks through a file of results, of which the last may have been cut off.
fn whole_lines(path: &Path) -> io::Result<Lines> {
    const START: &[u8] = b"{\"id\":";
    let mut reader = BufReader::new(File::open(path)?);
    let (mut done, mut length, mut line) = (HashSet::new(), 0, Vec::new());
    let mut number = 0;
    loop {
        number += 1;
        line.clear();
        let read = reader.read_until(b'\n', &mut line)?;
        if line.last() != Some(&b'\n') {
            let is_start = line.starts_with(START) || START.starts_with(&line);
            return Ok(if is_start { Lines::Results(done, length) } else { Lines::Other(number) });
        }
        let id = serde_json::from_slice::<serde_json::Value>(&line)
            .ok()
            .and_then(|it| Some(it.get("id")?.as_str()?.to_owned()));
        let Some(id) = id else { return Ok(Lines::Other(number)) };
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
    fn resuming_leaves_a_file_of_another_sort_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        for (notes, at) in [("my notes\n", 1), ("my notes", 1), ("{\"id\":\"a\"}\nnotes\n", 2)] {
            fs::write(&path, notes).unwrap();
            let refused = Output::resume(&path);
            assert!(
                matches!(refused, Err(OutputError::NotResults { line, .. }) if line == at),
                "{refused:?}"
            );
            assert_eq!(fs::read_to_string(&path).unwrap(), notes);
        }
    }

    #[test]
    fn a_folder_is_refused_before_the_run() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Output::create(folder.path()), Err(OutputError::Io { .. })));
        assert!(matches!(Output::resume(folder.path()), Err(OutputError::Io { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt as _;

        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("null");
        std::os::unix::fs::symlink("/dev/null", &link).unwrap();
        let mut output = Output::create(&link).unwrap();
        output.write_all(b"{}\n").unwrap();
        output.finish().unwrap();
        assert!(fs::metadata(&link).unwrap().file_type().is_char_device());
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
