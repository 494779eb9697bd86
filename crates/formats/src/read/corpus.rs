//! The corpus: an iterator over its documents.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::bytes::{self, Bytes};
use super::format::InputFormat;
use super::lines::Lines;
use super::metadata::{Beside, Fields, Table};
use super::names::{self, Ids, Kind};
use super::opening::{Opening, one_document, visible_start};
use super::own::Own;
#[cfg(feature = "parquet")]
use super::parquet_file::ParquetFile;
use super::paths::{Found, Paths, Place};
use super::pending::{About, Pending};
use super::published::is_date;
use super::raw::{Content, Raw};
use super::reader::{Reader, Unusable};
use super::sheet::Sheet;
use super::transcode::to_utf8;
use super::warc::Archive;
use super::{Failure, Input, OpenError, Progress, ReadOptions, files_from};

/// A corpus: an iterator over its documents in order. Files are read one at a time, those of many documents document
/// by document.
///
/// What is known of a document comes, first to last, from the file given as [`ReadOptions::metadata`], from the
/// document itself, from the nearest `metadata.*` in its folder or above, and from [`ReadOptions::published`].
/// A file's document is called after the file; one in a JSONL or CSV file without an `id` after the file and its line
/// (`reports-12`), one in a web archive as the archive calls its record. If an id comes again, the second document is
/// called `name#2` and has a diagnostic.
///
/// [`next_pending`](Self::next_pending) leaves what takes long to whoever has more than one thread.
pub struct Corpus {
    paths: Paths,
    stdin: Option<Bytes>,
    /// The file of many documents that is being read, and where its metadata may lie.
    reader: Option<(Box<dyn Reader>, Option<Place>)>,
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
        let own = Own::new(&options.written);
        let read = [options.metadata.as_deref(), options.files_from.as_deref()];
        if let Some(path) = read.into_iter().flatten().find(|it| own.holds(it)) {
            return Err(OpenError::Written(path.display().to_string()));
        }
        let mut stdin = Some(stdin);
        let paths = files_from::all(paths, options.files_from.as_deref(), &mut stdin)?;
        let named = options.metadata.as_deref().map(|path| {
            Table::load(path, options.max_document_size)
                .map_err(|reason| OpenError::Metadata { path: path.display().to_string(), reason })
        });
        let named = named.transpose()?;
        let mut paths = Paths::resolve(&paths, own)?;
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
            stdin,
            reader: None,
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

    /// The next document, which may still have to be made: [`Pending::ready`] does that, on any thread.
    pub fn next_pending(&mut self) -> Option<Pending> {
        if self.options.limit.is_some_and(|it| self.documents >= it as u64) {
            return None;
        }
        let pending = self.read_next()?;
        self.documents += 1;
        Some(pending)
    }

    fn read_next(&mut self) -> Option<Pending> {
        loop {
            if let Some((mut reader, place)) = self.reader.take() {
                if let Some(read) = reader.next() {
                    let pending = match read {
                        Ok(raw) => self.finish(raw, place.as_ref()),
                        Err(failure) => self.fail(failure),
                    };
                    self.reader = Some((reader, place));
                    return Some(pending);
                }
                self.notices.extend(reader.notice());
            }
            let found = self.paths.next()?;
            match self.read(found) {
                Ok(Some((raw, place))) => return Some(self.finish(raw, place.as_ref())),
                Ok(None) => {}
                Err(failure) => return Some(self.fail(failure)),
            }
        }
    }

    /// Reads an input of one document, or opens one of many, which is then `self.reader`.
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
        let read_before = self.bytes_read.load(Ordering::Relaxed);
        let input = Opening { path, stem, place, read_before };
        let source = source.and_then(|it| bytes::open(it, &self.bytes_read));
        let source = source.map_err(|it| input.fail(bytes::explain(&it)))?;
        let named = input.place.as_ref().map(|it| &it.file).filter(|it| it.is_file());
        let shown = named.and_then(|it| match names::kind(it) {
            Kind::Input(InputFormat::Text) | Kind::Metadata | Kind::Readme | Kind::Other => None,
            Kind::Input(format) => Some(format),
        });
        if let Some(format) = self.options.format.or(shown) {
            return self.read_as(format, source, input, Vec::new());
        }
        // A pipe has no name that tells, and what is called .txt or nothing at all may be something else.
        let (start, source) =
            visible_start(source).map_err(|it| input.fail(bytes::explain(&it)))?;
        let (format, told) = match (InputFormat::of_start(&start), named) {
            // A text may well start with a brace.
            (InputFormat::Jsonl, Some(_)) => (InputFormat::Text, None),
            (InputFormat::Html, Some(_)) => {
                let told =
                    "a web page by its first bytes; --input-format text reads it as it stands";
                (InputFormat::Html, Some(told.to_owned()))
            }
            (format, _) => (format, None),
        };
        self.read_as(format, source, input, told.into_iter().collect())
    }

    fn read_as(
        &mut self,
        format: InputFormat,
        source: Bytes,
        input: Opening,
        diagnostics: Vec<String>,
    ) -> Result<Option<(Raw, Option<Place>)>, Failure> {
        let (path, stem) = (input.path.clone(), input.stem.clone());
        let most = self.options.max_document_size;
        let opened: Result<Box<dyn Reader>, Unusable> = match format {
            InputFormat::Jsonl => Ok(Box::new(Lines::new(source, path, stem, most))),
            InputFormat::Csv | InputFormat::Tsv => {
                let delimiter = (format == InputFormat::Tsv).then_some(b'\t');
                let source = to_utf8(source).map_err(|it| input.fail(bytes::explain(&it)))?;
                Sheet::open(source, path, stem, delimiter, &self.options)
                    .map(|it| Box::new(it) as _)
            }
            InputFormat::Warc => Ok(Box::new(Archive::new(source, path, stem, most))),
            InputFormat::Parquet => self.open_parquet(&input),
            InputFormat::Text | InputFormat::Html => {
                let raw = one_document(format, source, &input, diagnostics, most)?;
                return Ok(Some((raw, input.place)));
            }
        };
        match opened {
            Ok(reader) => {
                self.reader = Some((reader, input.place));
                Ok(None)
            }
            Err(Unusable::Form(reason)) if input.place.as_ref().is_some_and(|it| it.found) => {
                // A table among other files may be there for another reason.
                self.notices.push(format!("{}: passed over: {reason}", input.path));
                if let Some(place) = &input.place {
                    let size = std::fs::metadata(&place.file).map_or(0, |it| it.len());
                    self.bytes_read.store(input.read_before + size, Ordering::Relaxed);
                }
                Ok(None)
            }
            Err(Unusable::Form(reason) | Unusable::Fault(reason)) => Err(input.fail(reason)),
        }
    }

    #[cfg(feature = "parquet")]
    fn open_parquet(&self, input: &Opening) -> Result<Box<dyn Reader>, Unusable> {
        let Some(place) = &input.place else {
            return Err(Unusable::Fault(
                "a Parquet file is not read from its start to its end; name it as a file".into(),
            ));
        };
        let names = (input.path.clone(), input.stem.clone());
        ParquetFile::open(&place.file, names, &self.options, &self.bytes_read, input.read_before)
            .map(|it| Box::new(it) as _)
    }

    #[cfg(not(feature = "parquet"))]
    #[expect(clippy::unused_self, reason = "as with the feature")]
    fn open_parquet(&self, _: &Opening) -> Result<Box<dyn Reader>, Unusable> {
        let reason = "this build reads no Parquet files; build it with the feature parquet";
        Err(Unusable::Fault(reason.into()))
    }

    /// A document that could not be read has an id of its own too, by which the next run knows it.
    fn fail(&mut self, failure: Failure) -> Pending {
        let (id, _) = self.ids.claim(failure.id);
        Pending::ready_now(Input::Failed(Failure { id, ..failure }), 0)
    }

    /// Settles id and metadata.
    fn finish(&mut self, raw: Raw, place: Option<&Place>) -> Pending {
        let size = raw.size();
        let Raw { mut id, path, line, file, content, fields, brought, mut diagnostics } = raw;
        let beside = place.and_then(|place| {
            let folder = place.file.parent().unwrap_or(Path::new(""));
            let most = self.options.max_document_size;
            self.beside.enter(folder, &place.root, most, &mut self.notices);
            self.beside.find(file.as_deref(), &id)
        });
        let named = self.named.as_ref().and_then(|it| it.find(file.as_deref(), &id));
        // From the strongest to the weakest; the first to name a field wins.
        let sources = [named, Some(&fields), beside];
        let given = sources.iter().copied().flatten().flatten().find(|(name, _)| name == "id");
        if let (Some((_, given)), true) = (given, file.is_some()) {
            id.clone_from(given);
        }
        let (id, repeated) = self.ids.claim(id);
        diagnostics.extend(repeated);
        let published = self.options.published.clone();
        let about = About { id, path, line, brought, diagnostics, published };
        match content {
            Content::Text(text) => {
                let sources: Vec<&Fields> = sources.into_iter().flatten().collect();
                Pending::ready_now(about.document(text, &sources), size)
            }
            Content::Page(bytes, charset) => {
                let before = named.cloned().into_iter().chain([fields.clone()]).collect();
                let after = beside.cloned().into_iter().collect();
                Pending::page(bytes, charset, about, before, after, size)
            }
        }
    }
}

impl Iterator for Corpus {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        self.next_pending().map(Pending::ready)
    }
}

impl fmt::Debug for Corpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Corpus").field("progress", &self.progress()).finish_non_exhaustive()
    }
}
