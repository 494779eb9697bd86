//! What the two processes tell each other.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rashomon_core::{Document as _, OwnedDocument};
use rashomon_formats::{BroughtAnnotation, Format, OffsetUnit, Record, Style};
use serde::{Deserialize, Serialize};

use crate::settings::Settings;
use crate::work::Failed;

/// The first frame: all that a worker needs to do as its parent would.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct Setup {
    /// Version of the program: the worker must be the same.
    pub(super) version: String,
    /// Number of the parent's process.
    pub(super) parent: u32,
    /// Bytes of address space that the worker may take.
    pub(super) memory_limit: Option<u64>,
    /// Whether libraries are loaded that others can write.
    pub(super) trust: bool,
    /// Which of them are loaded all the same, by their digests.
    pub(super) allow: Vec<String>,
    /// The analyzers, in the order in which they run.
    pub(super) analyzers: Vec<AnalyzerSetup>,
    pub(super) settings: Settings,
    pub(super) include_boilerplate: bool,
    pub(super) unit: OffsetUnit,
    pub(super) format: Format,
    pub(super) style: Style,
    pub(super) with_text: bool,
}

/// One analyzer of a [`Setup`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct AnalyzerSetup {
    pub(super) name: String,
    /// Its library; `None` if it is linked into the program.
    pub(super) library: Option<Library>,
    /// Whether its layers are results.
    pub(super) printed: bool,
}

/// A library as the parent saw it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct Library {
    path: Vec<u8>,
    /// Device, file number, length and time of the last change.
    stamp: [u64; 5],
}

impl Library {
    /// The library at `path` as it is now.
    pub(super) fn at(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.as_os_str().as_bytes().to_vec(), stamp: stamp(path)? })
    }

    pub(super) fn path(&self) -> PathBuf {
        OsString::from_vec(self.path.clone()).into()
    }

    /// Whether the file is still the one that the parent saw.
    pub(super) fn is_unchanged(&self) -> bool {
        stamp(&self.path()).is_ok_and(|it| it == self.stamp)
    }
}

fn stamp(path: &Path) -> io::Result<[u64; 5]> {
    let it = path.metadata()?;
    Ok([it.dev(), it.ino(), it.len(), it.mtime() as u64, it.mtime_nsec() as u64])
}

/// A document to work on; its text is the body of the frame.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Task<'a> {
    /// Whether to tell what is entered.
    pub(super) traced: bool,
    id: Cow<'a, str>,
    path: Cow<'a, str>,
    metadata: Cow<'a, [(String, String)]>,
    /// As a JSON array, if there are any.
    brought: Option<String>,
    diagnostics: Cow<'a, [String]>,
}

impl<'a> Task<'a> {
    pub(super) fn new(record: &'a Record, traced: bool) -> Self {
        let Record { document, path, brought, diagnostics } = record;
        let values: Vec<_> = brought.iter().map(|BroughtAnnotation(value)| value).collect();
        let brought = if values.is_empty() { None } else { serde_json::to_string(&values).ok() };
        Self {
            traced,
            id: document.id().into(),
            path: path.into(),
            metadata: document.all_metadata().into(),
            brought,
            diagnostics: diagnostics.into(),
        }
    }

    /// The document again; `None` if this is not what [`new`](Self::new) made.
    pub(super) fn record(self, text: Vec<u8>) -> Option<Record> {
        let text = String::from_utf8(text).ok()?;
        let mut document = OwnedDocument::new(self.id, text).ok()?;
        for (key, value) in self.metadata.into_owned() {
            document.set_metadata(key, value);
        }
        let brought = match self.brought {
            Some(json) => serde_json::from_str::<Vec<serde_json::Value>>(&json).ok()?,
            None => Vec::new(),
        };
        Some(Record {
            document,
            path: self.path.into_owned(),
            brought: brought.into_iter().map(BroughtAnnotation).collect(),
            diagnostics: self.diagnostics.into_owned(),
        })
    }
}

/// What a worker says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// It is ready for documents.
    Ready,
    /// It cannot work: what is wrong, and what to do.
    Unfit(String),
    /// It goes into this part of the work; only told of traced documents.
    Entering(Part),
    /// The document is done; its results are the body of the frame.
    Done(Vec<Failed>),
}

/// A part of the work on a document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Part {
    /// The text layer.
    TextLayer,
    /// An analyzer, by its place in the setup.
    Analyzer(usize),
    /// Writing out what was found.
    Results,
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Document as _, OwnedDocument};
    use rashomon_formats::{BroughtAnnotation, Record};
    use serde_json::json;

    use super::Task;

    #[test]
    fn a_document_arrives_as_it_was() {
        let mut document = OwnedDocument::new("a b", "Écrit\u{0} par \n…").unwrap();
        document.set_metadata("published", "2022-02-08");
        document.set_metadata("größe", "x\ny");
        let brought = vec![
            BroughtAnnotation(json!({"analyzer": "x", "start": 0, "score": 0.1 + 0.2})),
            BroughtAnnotation(json!(null)),
        ];
        let diagnostics = vec!["odd".to_owned()];
        let record = Record { document, path: "p/q.txt".into(), brought, diagnostics };
        let sent = postcard::to_allocvec(&Task::new(&record, true)).unwrap();
        let task: Task<'static> = postcard::from_bytes(&sent).unwrap();
        assert!(task.traced);
        let arrived = task.record(record.document.text().as_bytes().to_vec()).unwrap();
        assert_eq!(arrived.document.id(), "a b");
        assert_eq!(arrived.document.text(), record.document.text());
        assert_eq!(arrived.document.all_metadata(), record.document.all_metadata());
        assert_eq!(arrived.path, record.path);
        assert_eq!(arrived.brought, record.brought);
        assert_eq!(arrived.diagnostics, record.diagnostics);
    }

    #[test]
    fn a_text_that_is_no_utf8_is_no_document() {
        let record = Record {
            document: OwnedDocument::default(),
            path: String::new(),
            brought: vec![],
            diagnostics: vec![],
        };
        assert!(Task::new(&record, false).record(vec![0xff]).is_none());
    }
}
