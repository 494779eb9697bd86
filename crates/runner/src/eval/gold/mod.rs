//! Gold: texts with the annotations that are right, read from JSONL.

mod choice;
mod document;
mod form;
mod lines;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rashomon_formats::{OffsetUnit, read_whole};
use serde_json::Value;
use thiserror::Error;

use self::choice::{analyzer_of, form_of};
pub(crate) use self::document::GoldDocument;
pub(crate) use self::form::Form;
use self::form::Object;
use self::lines::Lines;

/// How gold is read.
#[derive(Clone, Debug, Default)]
pub struct GoldOptions {
    /// The analyzer to be evaluated; by default the one that the file is gold for.
    pub analyzer: Option<String>,
    /// What offsets count.
    pub offsets: OffsetUnit,
    /// Read at most this many documents.
    pub limit: Option<usize>,
}

/// A gold file.
#[derive(Debug)]
pub struct Gold {
    path: PathBuf,
    analyzer: String,
    pub(crate) form: &'static Form,
    pub(crate) documents: Vec<GoldDocument>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) warnings: Vec<String>,
    /// Whether annotations have labels.
    pub(crate) is_labelled: bool,
    /// Whether annotations have places.
    pub(crate) is_placed: bool,
    pub(crate) offsets: OffsetUnit,
}

/// A line of gold that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The line, from 1.
    pub line: u64,
    /// The id of the document, as far as it is known.
    pub id: String,
    /// What is wrong with it and what to do: lower case, no full stop.
    pub reason: String,
}

/// Why a gold file cannot be used at all.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GoldError {
    /// It cannot be read.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// It holds something else.
    #[error("{}: {reason}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        reason: String,
    },
}

impl Gold {
    /// Reads a gold file, which may be compressed, or standard input for `-`; all of it is kept in memory. Lines that
    /// cannot be used become faults, and the others are read.
    ///
    /// # Errors
    /// If the file cannot be read, no line of it can be used, or it is not clear which analyzer it is gold for.
    pub fn read(path: &Path, options: &GoldOptions) -> Result<Self, GoldError> {
        let is_stdin = path == Path::new("-");
        let path = if is_stdin { Path::new("stdin") } else { path };
        let bytes = if is_stdin {
            read_whole(io::stdin())
        } else {
            let file = File::open(path);
            read_whole(file.map_err(|cause| GoldError::Io { path: path.to_path_buf(), cause })?)
        };
        let fail = |reason| GoldError::Form { path: path.to_path_buf(), reason };
        Self::parse(path, &bytes.map_err(fail)?, options)
    }

    fn parse(path: &Path, bytes: &[u8], options: &GoldOptions) -> Result<Self, GoldError> {
        let fail = |reason: String| GoldError::Form { path: path.to_path_buf(), reason };
        let Lines { objects: lines, faults } = Lines::read(bytes, options.limit).map_err(fail)?;
        let chosen = options.analyzer.as_deref();
        let objects: Vec<&Object> = lines.iter().map(|(_, it)| it).collect();
        let form = form_of(&objects, chosen, &faults).map_err(fail)?;
        let analyzer = analyzer_of(form, chosen, &objects).map_err(fail)?;
        let mut gold = Self {
            path: path.to_path_buf(),
            analyzer,
            form,
            documents: Vec::new(),
            faults,
            warnings: Vec::new(),
            is_labelled: true,
            is_placed: true,
            offsets: options.offsets,
        };
        gold.fill(lines, path);
        Ok(gold)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The analyzer that is to be evaluated.
    pub fn analyzer(&self) -> &str {
        &self.analyzer
    }

    /// Number of documents that can be used.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether no document can be used.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Lines that cannot be used, in order.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Analyzers of which gold brings annotations beside those that are to be found, by name.
    pub fn brought(&self) -> Vec<String> {
        let names: BTreeSet<_> = self.documents.iter().flat_map(|it| it.brought.keys()).collect();
        names.into_iter().cloned().collect()
    }

    fn fill(&mut self, lines: Vec<(u64, Object)>, path: &Path) {
        let stem = path.file_stem().map_or("gold".into(), |it| it.to_string_lossy().into_owned());
        let mut parsed = Vec::new();
        let mut seen: HashMap<String, (u64, u32)> = HashMap::new();
        for (line, object) in lines {
            let mut id = match object.get("id") {
                Some(Value::String(id)) if !id.is_empty() => id.clone(),
                Some(Value::Number(id)) => id.to_string(),
                _ => format!("{stem}-{line}"),
            };
            let (first, times) = seen.entry(id.clone()).or_insert((line, 0));
            *times += 1;
            if *times > 1 {
                let distinct = format!("{id}#{times}");
                self.warnings.push(format!(
                    "{}:{line}: the id {id:?} is that of line {first} too; this document is called {distinct:?}",
                    path.display()
                ));
                id = distinct;
            }
            match GoldDocument::read(self, (line, &id), object) {
                Ok(it) => {
                    let odd =
                        it.0.odd.iter().map(|odd| format!("{}:{line}: {odd}", path.display()));
                    self.warnings.extend(odd);
                    parsed.push(it);
                }
                Err(reason) => self.faults.push(Fault { line, id, reason }),
            }
        }
        let labels = || parsed.iter().flat_map(|(_, labels)| labels);
        self.is_labelled = labels().next().is_none() || labels().any(Option::is_some);
        let mut items = parsed.iter().flat_map(|(it, _)| &it.items).peekable();
        self.is_placed = items.peek().is_none() || items.any(|it| it.span.is_some());
        for (mut document, labels) in parsed {
            let line = document.line;
            let lack = if self.is_labelled && labels.iter().any(Option::is_none) {
                Some("label, but others in this file have; label it")
            } else if self.is_placed && document.items.iter().any(|it| it.span.is_none()) {
                Some("\"start\" and \"end\", but others in this file have; give its place")
            } else {
                None
            };
            if let Some(lack) = lack {
                let reason = format!("an annotation has no {lack}");
                self.faults.push(Fault { line, id: document.id, reason });
                continue;
            }
            for (item, label) in document.items.iter_mut().zip(labels) {
                item.label = label.unwrap_or_default();
            }
            let doubles = document.doubles();
            if doubles > 0 {
                let (are, they) =
                    if doubles == 1 { (" is", "it is") } else { ("s are", "they are") };
                self.warnings.push(format!(
                    "{}:{line}: {doubles} annotation{are} there more than once; {they} missed unless found as often",
                    path.display()
                ));
            }
            self.documents.push(document);
        }
        self.faults.sort_by_key(|it| it.line);
    }
}
