//! A document between its reader and the corpus.

use super::BroughtAnnotation;
use super::metadata::Fields;

/// A document as a reader found it, before metadata and id are settled.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) line: Option<u64>,
    /// The path of the file with slashes, if the document has one to itself.
    pub(super) file: Option<String>,
    pub(super) content: Content,
    pub(super) fields: Fields,
    pub(super) brought: Vec<BroughtAnnotation>,
    pub(super) diagnostics: Vec<String>,
}

/// The text of a document, or what it is found in.
#[derive(Debug)]
pub(super) enum Content {
    Text(String),
    /// A web page, with the encoding that came with it.
    Page(Vec<u8>, Option<String>),
}

impl Raw {
    /// A document of which no more is known.
    pub(super) fn new(id: String, content: Content) -> Self {
        Self {
            id,
            path: String::new(),
            line: None,
            file: None,
            content,
            fields: Vec::new(),
            brought: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}
