//! Where results are written: standard output, or a file or folder that takes its name when it is complete.

mod place;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rashomon_formats::{Place, Store};
use serde::Deserialize;
use serde::de::IgnoredAny;
use thiserror::Error;

use crate::json_lines::each_line;

/// A destination of results.
///
/// For a [`Store`] each `write` is one document, and takes all of it.
pub struct Output {
    sink: Sink,
    /// The unfinished file or folder and the name that it takes at the end.
    file: Option<(PathBuf, PathBuf)>,
}

enum Sink {
    Stream(BufWriter<Box<dyn Write>>),
    Store(Box<dyn Store>),
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
    #[error("{} holds the results of an unfinished run; delete it to begin anew", .0.display())]
    Unfinished(PathBuf),
    /// Another run writes it.
    #[error("{} is being written by another run; wait for its end, or name another file", .0.display())]
    Busy(PathBuf),
    /// There is something already where a folder of results would be.
    #[error("{} is there already and not an empty folder; name another one, or delete it", .0.display())]
    Occupied(PathBuf),
    /// A database can only be written into a file.
    #[error("{} is no file; name one for the database", .0.display())]
    NoFile(PathBuf),
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
        Self { sink: Sink::Stream(BufWriter::with_capacity(1 << 16, sink)), file: None }
    }

    /// The file at `path`, written as `path` + `.partial` until [`finish`](Self::finish). A device or a pipe is written
    /// as it is: another file of its name would take its place. So would one in place of a link: what it leads to is
    /// written.
    ///
    /// # Errors
    /// If the file cannot be made, or an unfinished one is there.
    pub fn create(path: &Path) -> Result<Self, OutputError> {
        if place::is_open_end(path) {
            // What a shell has opened for appending is not begun anew.
            let file = OpenOptions::new().append(true).open(path);
            let file = file.map_err(|cause| OutputError::Io { path: path.into(), cause })?;
            return Ok(Self::to(Box::new(file)));
        }
        let path = &place::followed(path);
        let (file, partial) = place::new_file(path)?;
        place::lock(&file, &partial)?;
        Ok(Self::on(file, partial, path))
    }

    /// The file or folder at `path`, kept by what `store` makes of an empty one at the path it is given: `path` +
    /// `.partial`, until [`finish`](Self::finish). Nothing that is in a folder is ever overwritten.
    ///
    /// # Errors
    /// If it cannot be made, an unfinished one is there, or `path` is a folder that is not empty.
    pub fn store(
        path: &Path,
        place: Place,
        store: impl FnOnce(&Path) -> io::Result<Box<dyn Store>>,
    ) -> Result<Self, OutputError> {
        if place != Place::Folder && place::is_open_end(path) {
            return Err(OutputError::NoFile(path.into()));
        }
        let path = &place::followed(path);
        let partial = match place {
            Place::Folder => place::new_folder(path)?,
            Place::Stream | Place::File => place::new_file(path)?.1,
        };
        match store(&partial) {
            Ok(store) => Ok(Self { sink: Sink::Store(store), file: Some((partial, path.clone())) }),
            Err(cause) => {
                // Nothing was written that anybody would miss; the cause says more than a failure of this would.
                let _ = place::remove(&partial);
                Err(OutputError::Io { path: path.clone(), cause })
            }
        }
    }

    /// Goes on with the JSONL file at `path`, finished or not: cuts off a last line that is not whole and returns the
    /// ids of the documents that are in it.
    ///
    /// # Errors
    /// If the file cannot be read or written, or holds something else; it is then left as it is.
    pub fn resume(path: &Path) -> Result<(Self, HashSet<String>), OutputError> {
        let path = &place::followed(path);
        let partial = place::partial(path);
        let there = if partial.exists() { &partial } else { path };
        if !fs::metadata(there).is_ok_and(|it| it.is_file()) {
            return Ok((Self::create(path)?, HashSet::new()));
        }
        let failed = |cause| OutputError::Io { path: there.clone(), cause };
        let mut file = OpenOptions::new().write(true).open(there).map_err(failed)?;
        place::lock(&file, there)?;
        let (mut done, mut length) = (HashSet::new(), 0);
        let foreign = each_line(there, |it: Known, bytes| {
            done.insert(it.id);
            length += bytes;
        });
        if let Some(line) = foreign.map_err(failed)? {
            return Err(OutputError::NotResults { path: there.clone(), line });
        }
        let mut resume = || {
            fs::rename(there, &partial)?;
            file.set_len(length)?;
            io::Seek::seek(&mut file, io::SeekFrom::End(0))
        };
        resume().map_err(failed)?;
        Ok((Self::on(file, partial, path), done))
    }

    fn on(file: File, partial: PathBuf, path: &Path) -> Self {
        Self {
            sink: Sink::Stream(BufWriter::with_capacity(1 << 16, Box::new(file))),
            file: Some((partial, path.to_path_buf())),
        }
    }

    /// Name of the unfinished file or folder.
    pub fn partial(&self) -> Option<&Path> {
        self.file.as_ref().map(|(partial, _)| partial.as_path())
    }

    /// Takes the unfinished file or folder away, for results that nobody can go on with.
    ///
    /// # Errors
    /// If the system cannot.
    pub fn discard(self) -> io::Result<()> {
        let Self { sink, file } = self;
        match sink {
            // What is still in memory need not be written.
            Sink::Stream(sink) => drop(sink.into_parts()),
            Sink::Store(store) => drop(store),
        }
        file.map_or(Ok(()), |(partial, _)| place::remove(&partial))
    }

    /// Completes what is there, so that it can be read, and leaves it under its unfinished name: for a run that was
    /// stopped.
    ///
    /// # Errors
    /// If the system cannot.
    pub fn stop(self) -> io::Result<()> {
        self.complete().map(drop)
    }

    /// Writes everything out and gives the file or folder its name.
    ///
    /// # Errors
    /// If the system cannot.
    pub fn finish(self) -> io::Result<()> {
        match self.complete()? {
            Some((partial, path)) => {
                // Not all systems let a folder take the place of an empty one; one that is not empty stays.
                if partial.is_dir() && path.is_dir() {
                    fs::remove_dir(&path)?;
                }
                fs::rename(partial, path)
            }
            None => Ok(()),
        }
    }

    fn complete(self) -> io::Result<Option<(PathBuf, PathBuf)>> {
        match self.sink {
            Sink::Stream(mut sink) => sink.flush()?,
            Sink::Store(mut store) => store.finish()?,
        }
        Ok(self.file)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sink {
            Sink::Stream(sink) => sink.write(bytes),
            Sink::Store(_) if bytes.is_empty() => Ok(0),
            Sink::Store(store) => store.document(bytes).map(|()| bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Stream(sink) => sink.flush(),
            // A store has its own batches.
            Sink::Store(_) => Ok(()),
        }
    }
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output").field("file", &self.file).finish_non_exhaustive()
    }
}

/// What a line of results has in any case.
#[derive(Deserialize)]
#[expect(dead_code, reason = "a line that lacks one of them is of another sort")]
struct Known {
    id: String,
    status: String,
    annotations: IgnoredAny,
}
