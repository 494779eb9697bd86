//! What all readers of files with many documents have in common.

use super::Failure;
use super::raw::Raw;

/// The documents of one file, in order. A document that cannot be read costs itself alone.
pub(super) trait Reader: Iterator<Item = Result<Raw, Failure>> + Send {
    /// What the user should know of the file as a whole, once it is read.
    fn notice(&mut self) -> Option<String> {
        None
    }
}

/// Why a file gives no documents at all.
#[derive(Debug)]
pub(super) enum Unusable {
    /// It is sound, but no corpus: its columns are not those of documents. Among others in a folder it may lie for
    /// another reason.
    Form(String),
    /// It cannot be read.
    Fault(String),
}

pub(super) type Opened<T> = Result<T, Unusable>;
