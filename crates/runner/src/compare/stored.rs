//! What is put aside of a document between the two passes.

use std::io;

use serde::{Deserialize, Serialize};

/// A document as the second pass needs it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) outlet: Option<String>,
    /// The text: tables show the places of findings in it.
    pub(super) text: String,
    /// The state of each corpus stage after this document alone, in the order of the stages; `None` where the analyzer
    /// or its stage failed.
    pub(super) states: Vec<Option<Vec<u8>>>,
    /// The annotated document as JSON, if it is kept.
    pub(super) page: Vec<u8>,
}

impl Stored {
    pub(super) fn to_bytes(&self) -> io::Result<Vec<u8>> {
        postcard::to_stdvec(self).map_err(io::Error::other)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> io::Result<Self> {
        postcard::from_bytes(bytes).map_err(io::Error::other)
    }
}
