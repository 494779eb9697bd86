//! Loads bytes that were looked at, and no others.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::trust::{Distrust, distrust};

/// A copy of a library that nobody else can change: in a new folder that only this user can enter. The file that it is
/// made from may be changed at any moment by those who can write it, also between being hashed and being loaded, and also
/// where it was opened only once: what is read through an open file is what was written to it last. The copy is taken
/// from memory, where the bytes were hashed. When it is dropped the folder is taken away; what is loaded stays loaded.
#[derive(Debug)]
pub(super) struct PrivateCopy {
    folder: TempDir,
    path: PathBuf,
}

/// Why there is no copy.
#[derive(Debug)]
pub(super) enum CopyError {
    /// The system cannot make it.
    Io(io::Error),
    /// The folder for temporary files is not safe.
    Unsafe(Distrust),
}

impl PrivateCopy {
    /// Makes a copy named like `original`.
    pub(super) fn make(original: &Path, bytes: &[u8]) -> Result<Self, CopyError> {
        let make = || {
            let mut builder = tempfile::Builder::new();
            builder.prefix("rashomon-");
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
            let folder = builder.tempdir()?;
            let path = folder.path().join(original.file_name().unwrap_or_default());
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            // Whatever the mask of new files is.
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            options.open(&path)?.write_all(bytes)?;
            Ok(Self { folder, path })
        };
        let copy = make().map_err(CopyError::Io)?;
        match distrust(&copy.path) {
            Some(why) => Err(CopyError::Unsafe(why)),
            None => Ok(copy),
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        debug_assert!(self.path.starts_with(self.folder.path()));
        &self.path
    }
}
