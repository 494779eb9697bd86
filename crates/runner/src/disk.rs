//! When results are on the disk, and not only with the system.
//!
//! A kill loses nothing that was handed to the system, which is whatever a batch has written. A power cut does: so an
//! unfinished file is put on the disk every [`INTERVAL`], and a finished one before it takes its name.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::output::Output;

/// Work that a power cut may cost.
const INTERVAL: Duration = Duration::from_secs(10);

/// The unfinished file of an output.
#[derive(Debug)]
pub(crate) struct Disk {
    /// `None` for what is no file, such as a pipe.
    file: Option<File>,
    last: Instant,
}

impl Disk {
    /// The disk under `output`.
    pub(crate) fn under(output: &Output) -> Self {
        let open = |it: &Path| OpenOptions::new().write(true).open(it).ok();
        Self { file: output.partial().and_then(open), last: Instant::now() }
    }

    /// Whether it is time for [`sync`](Self::sync).
    pub(crate) fn is_due(&self) -> bool {
        self.last.elapsed() >= INTERVAL
    }

    /// Puts all that was handed to the system on the disk.
    pub(crate) fn sync(&mut self) -> io::Result<()> {
        self.file.as_ref().map_or(Ok(()), sync)?;
        self.last = Instant::now();
        Ok(())
    }
}

/// Finishes an output, which is complete even after a power cut from the moment that it has its name.
///
/// # Errors
/// If the system cannot write it.
pub fn finish_on_disk(mut output: Output) -> io::Result<()> {
    output.flush()?;
    let mut disk = Disk::under(&output);
    disk.sync()?;
    let folder = output.partial().and_then(Path::parent).map(|it| Path::new(".").join(it));
    output.finish()?;
    // The name itself; not all systems know how to, and the results are safe under the one name or the other.
    if let Some(folder) = folder.and_then(|it| File::open(it).ok()) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Puts a file on the disk, if it lies on one.
pub(crate) fn sync(file: &File) -> io::Result<()> {
    match file.sync_data() {
        Err(error)
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        other => other,
    }
}
