//! The names that results have on the disk.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;

/// Links that lead to links: as many as systems follow.
const MOST_LINKS: usize = 40;

/// Whether a path is a way to something that has no name to be given at the end: a device, a pipe, or what the process
/// has open already, whatever that is (`/dev/stdout`). Links in `/proc` say what a descriptor is, not where.
pub(super) fn is_open_end(path: &Path) -> bool {
    let of_system = ["/dev", "/proc"].iter().any(|it| path.starts_with(it));
    of_system || fs::metadata(path).is_ok_and(|it| !it.is_file())
}

/// Where a link leads, also if nothing is there yet; any other path is itself, without a slash at its end.
pub(super) fn followed(path: &Path) -> PathBuf {
    let mut path: PathBuf = path.components().collect();
    // `.` and `..` have no name of their own to put an ending to.
    if path.file_name().is_none() {
        return path.canonicalize().unwrap_or(path);
    }
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else { break };
        // An absolute one takes the place of the whole.
        path = path.parent().map_or_else(|| target.clone(), |it| it.join(&target));
    }
    path
}

/// The name of what is not complete.
pub(super) fn partial(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".partial");
    name.into()
}

/// An empty file under the unfinished name of `path`.
pub(super) fn new_file(path: &Path) -> Result<(File, PathBuf), OutputError> {
    let partial = partial(path);
    match OpenOptions::new().write(true).create_new(true).open(&partial) {
        Ok(file) => Ok((file, partial)),
        Err(cause) => Err(unmade(path, partial, cause)),
    }
}

/// Keeps other runs from a file as long as it is open, where the system can: two that write one file at once spoil it.
pub(super) fn lock(file: &File, path: &Path) -> Result<(), OutputError> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(OutputError::Busy(path.to_path_buf())),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
    }
}

/// An empty folder under the unfinished name of `path`, where nothing may be but an empty folder.
pub(super) fn new_folder(path: &Path) -> Result<PathBuf, OutputError> {
    let is_free = match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if !is_free {
        return Err(OutputError::Occupied(path.to_path_buf()));
    }
    let partial = partial(path);
    match fs::create_dir(&partial) {
        Ok(()) => Ok(partial),
        Err(cause) => Err(unmade(path, partial, cause)),
    }
}

fn unmade(path: &Path, partial: PathBuf, cause: io::Error) -> OutputError {
    match cause.kind() {
        io::ErrorKind::AlreadyExists => OutputError::Unfinished(partial),
        _ => OutputError::Io { path: path.to_path_buf(), cause },
    }
}

/// Takes an unfinished file or folder away.
pub(super) fn remove(partial: &Path) -> io::Result<()> {
    if partial.is_dir() { fs::remove_dir_all(partial) } else { fs::remove_file(partial) }
}
