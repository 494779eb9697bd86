//! The corpus: an iterator over its documents.

use std::fmt;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rashomon_core::{Document, OwnedDocument};

use super::bytes::{self, Bytes};
use super::lines::Lines;
use super::metadata::{Beside, Fields, Table};
use super::names::{self, Ids, Kind};
use super::paths::{Found, Paths, Place};
use super::published::is_date;
use super::{
    BroughtAnnotation, Failure, Input, OpenError, Progress, ReadOptions, Record, encoding,
};

/// White space at the start of a pipe within which its form is seen; after more of it, the rest is text.
const LEADING: usize = 1 << 16;

/// A document as a reader found it, before metadata and id are settled.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) line: Option<u64>,
    /// The path of the file with slashes, if the document has one to itself.
    pub(super) file: Option<String>,
    pub(super) text: String,
    pub(super) fields: Fields,
    pub(super) brought: Vec<BroughtAnnotation>,
    pub(super) diagnostics: Vec<String>,
}

/// A corpus: an iterator over its documents in order. Files are read one at a time, JSONL line by line.
///
/// What is known of a document comes, first to last, from the file given as [`ReadOptions::metadata`], from the
/// document itself, from the nearest `metadata.*` in its folder or above, and from [`ReadOptions::published`].
/// A file's document is called after the file; one in a JSONL file without an `id` after the file and its line
/// (`reports-12`). If an id comes again, the second document is called `name#2` and has a diagnostic.
pub struct Corpus {
    paths: Paths,
    stdin: Option<Bytes>,
    /// The JSONL file that is being read, and where its metadata may lie.
    lines: Option<(Lines, Option<Place>)>,
    options: ReadOptions,
    named: Option<Table>,
    beside: Beside,
    ids: Ids,
    bytes_read: Arc<AtomicU64>,
    documents: u64,
    notices: Vec<String>,
}

impl Corpus {
    /// Opens a corpus of files, folders, globs and `-`.
    ///
    /// # Errors
    /// If a path does not exist, matches nothing or holds no document, or if the options cannot be met.
    pub fn open(paths: &[String], options: &ReadOptions) -> Result<Self, OpenError> {
        Self::open_with(paths, options, Box::new(io::stdin()))
    }

    /// Opens a corpus whose `-` reads from `stdin`.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_with(
        paths: &[String],
        options: &ReadOptions,
        stdin: Box<dyn Read + Send>,
    ) -> Result<Self, OpenError> {
        if let Some(date) = options.published.as_deref().filter(|it| !is_date(it)) {
            return Err(OpenError::Published(date.into()));
        }
        let named = options.metadata.as_deref().map(|path| {
            Table::load(path, options.max_document_size)
                .map_err(|reason| OpenError::Metadata { path: path.display().to_string(), reason })
        });
        let named = named.transpose()?;
        let mut paths = Paths::resolve(paths)?;
        let mut notices = std::mem::take(&mut paths.notices);
        if let (Some(path), Some(table)) = (&options.metadata, &named) {
            notices.extend(table.faults.iter().map(|it| format!("{}: {it}", path.display())));
        }
        let mut beside = Beside::default();
        for (folder, root) in paths.folders() {
            // Now, so that the user hears of faults before a long run, not after it.
            beside.enter(folder, root, options.max_document_size, &mut notices);
        }
        Ok(Self {
            paths,
            stdin: Some(stdin),
            lines: None,
            options: options.clone(),
            named,
            beside,
            ids: Ids::default(),
            bytes_read: Arc::new(AtomicU64::new(0)),
            documents: 0,
            notices,
        })
    }

    /// How far it has been read.
    pub fn progress(&self) -> Progress {
        Progress {
            bytes_read: self.bytes_read.load(Ordering::Relaxed),
            bytes_total: self.paths.bytes_total,
            documents: self.documents,
        }
    }

    /// Takes what the user should know of the corpus as a whole: files that were passed over, faulty rows of metadata
    /// files. Metadata of inner folders is read when their turn comes, so there may be more at the end.
    pub fn take_notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }

    fn read_next(&mut self) -> Option<Input> {
        loop {
            if let Some((mut lines, place)) = self.lines.take()
                && let Some(read) = lines.next()
            {
                let input = match read {
                    Ok(raw) => self.finish(raw, place.as_ref()),
                    Err(failure) => self.fail(failure),
                };
                self.lines = Some((lines, place));
                return Some(input);
            }
            let found = self.paths.next()?;
            match self.read(found) {
                Ok(Some((raw, place))) => return Some(self.finish(raw, place.as_ref())),
                Ok(None) => {}
                Err(failure) => return Some(self.fail(failure)),
            }
        }
    }

    /// Reads an input of one document, or opens one of many lines, which is then `self.lines`.
    fn read(&mut self, found: Found) -> Result<Option<(Raw, Option<Place>)>, Failure> {
        let (source, path, stem, place): (io::Result<Bytes>, _, _, _) = match found {
            Found::Stdin => {
                let stdin = self.stdin.take().unwrap_or_else(|| Box::new(io::empty()));
                (Ok(stdin), "-".to_owned(), "stdin".to_owned(), None)
            }
            Found::File(place) => {
                let source = File::open(&place.file).map(|it| Box::new(it) as Bytes);
                let path = place.file.display().to_string();
                (source, path, names::stem(&place.file), Some(place))
            }
            Found::Unreadable(path, reason) => {
                let id = names::stem(&path);
                return Err(Failure { id, path: path.display().to_string(), line: None, reason });
            }
        };
        let fail =
            |reason: String| Failure { id: stem.clone(), path: path.clone(), line: None, reason };
        let source = source.and_then(|it| bytes::open(it, &self.bytes_read));
        let mut source = source.map_err(|it| fail(bytes::explain(&it)))?;
        let most = self.options.max_document_size;
        let in_lines = match &place {
            Some(it) if it.file.is_file() => names::kind(&it.file) == Kind::Lines,
            // A pipe has no name that tells.
            _ => {
                let (first, whole) =
                    first_visible(source).map_err(|it| fail(bytes::explain(&it)))?;
                source = whole;
                first == Some(b'{')
            }
        };
        if in_lines {
            self.lines = Some((Lines::new(source, path, stem, most), place));
            return Ok(None);
        }
        let too_long = || {
            format!("the text is longer than {most} bytes; split it, or raise --max-document-size")
        };
        // UTF-16 takes up to two bytes where UTF-8 takes one.
        let bytes = bytes::read_all(source, most.saturating_mul(2))
            .map_err(|it| fail(bytes::explain(&it)))?
            .ok_or_else(|| fail(too_long()))?;
        let decoded = encoding::decode(bytes).map_err(fail)?;
        if decoded.text.len() as u64 > most {
            return Err(fail(too_long()));
        }
        let mut diagnostics: Vec<String> = decoded.diagnostic.into_iter().collect();
        if decoded.text.trim().is_empty() {
            diagnostics.push("the file holds no text".into());
        }
        let raw = Raw {
            id: stem,
            path,
            line: None,
            file: place.as_ref().map(|it| it.file.to_string_lossy().replace('\\', "/")),
            text: decoded.text,
            fields: Vec::new(),
            brought: Vec::new(),
            diagnostics,
        };
        Ok(Some((raw, place)))
    }

    /// A document that could not be read has an id of its own too, by which the next run knows it.
    fn fail(&mut self, failure: Failure) -> Input {
        let (id, _) = self.ids.claim(failure.id);
        Input::Failed(Failure { id, ..failure })
    }

    /// Settles id and metadata.
    fn finish(&mut self, raw: Raw, place: Option<&Place>) -> Input {
        let Raw { mut id, path, line, file, text, fields, brought, mut diagnostics } = raw;
        let beside = place.and_then(|place| {
            let folder = place.file.parent().unwrap_or(Path::new(""));
            let most = self.options.max_document_size;
            self.beside.enter(folder, &place.root, most, &mut self.notices);
            self.beside.find(file.as_deref(), &id)
        });
        let named = self.named.as_ref().and_then(|it| it.find(file.as_deref(), &id));
        // From the strongest to the weakest; the first to name a field wins.
        let sources = [named, Some(&fields), beside];
        let mut merged: Vec<(&str, &str)> = Vec::new();
        for (name, value) in sources.into_iter().flatten().flatten() {
            let malformed = name == "published" && !is_date(value);
            if malformed {
                diagnostics.push(format!(
                    "published {value:?} is not an ISO 8601 date such as 2022-02-08 and is left out"
                ));
            }
            if !malformed && !merged.iter().any(|(it, _)| it == name) {
                merged.push((name, value));
            }
        }
        let given = merged.iter().find(|(name, _)| *name == "id").map(|(_, id)| (*id).to_owned());
        if let (Some(given), true) = (given, file.is_some()) {
            id = given;
        }
        let (id, repeated) = self.ids.claim(id);
        diagnostics.extend(repeated);
        let mut document = match OwnedDocument::new(id.as_str(), text) {
            Ok(document) => document,
            Err(error) => {
                return Input::Failed(Failure { id, path, line, reason: error.to_string() });
            }
        };
        for (name, value) in merged.into_iter().filter(|(name, _)| *name != "id") {
            document.set_metadata(name, value);
        }
        if let (None, Some(date)) = (document.metadata("published"), &self.options.published) {
            document.set_metadata("published", date);
        }
        Input::Document(Box::new(Record { document, path, brought, diagnostics }))
    }
}

impl Iterator for Corpus {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        if self.options.limit.is_some_and(|it| self.documents >= it as u64) {
            return None;
        }
        let input = self.read_next()?;
        self.documents += 1;
        Some(input)
    }
}

impl fmt::Debug for Corpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Corpus").field("progress", &self.progress()).finish_non_exhaustive()
    }
}

/// The first byte that is no white space (after a byte order mark), if it comes within [`LEADING`] bytes, and the
/// source from its start again.
fn first_visible(mut source: Bytes) -> io::Result<(Option<u8>, Bytes)> {
    let mut start = Vec::new();
    let mut byte = [0];
    let mut mark = b"\xef\xbb\xbf".as_slice();
    let mut first = None;
    while first.is_none() && start.len() < LEADING {
        match source.read(&mut byte) {
            Ok(0) => break,
            Ok(_) => start.push(byte[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
        if mark.first() == Some(&byte[0]) {
            mark = &mark[1..];
        } else if !byte[0].is_ascii_whitespace() {
            first = Some(byte[0]);
        }
    }
    Ok((first, Box::new(Cursor::new(start).chain(source))))
}
