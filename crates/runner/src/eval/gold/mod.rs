//! Gold: texts with the annotations that are right, read from JSONL.

mod document;
mod form;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rashomon_formats::OffsetUnit;
use serde_json::Value;
use thiserror::Error;

pub(crate) use self::document::GoldDocument;
pub use self::document::is_date;
pub(crate) use self::form::Form;
use self::form::{OWN, Object, REMEDY, analyzers};

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
    /// Reads a gold file. Lines that cannot be used become faults, and the others are read.
    ///
    /// # Errors
    /// If the file cannot be read, no line of it can be used, or it is not clear which analyzer it is gold for.
    pub fn read(path: &Path, options: &GoldOptions) -> Result<Self, GoldError> {
        let bytes =
            fs::read(path).map_err(|cause| GoldError::Io { path: path.to_path_buf(), cause })?;
        Self::parse(path, &bytes, options)
    }

    fn parse(path: &Path, bytes: &[u8], options: &GoldOptions) -> Result<Self, GoldError> {
        let fail = |reason: String| GoldError::Form { path: path.to_path_buf(), reason };
        if bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            return Err(fail("the file is compressed; unpack it first".into()));
        }
        let text = std::str::from_utf8(bytes).map_err(|it| {
            fail(format!("is not UTF-8 from byte {} on; save it as UTF-8", it.valid_up_to()))
        })?;
        let text = text.trim_start_matches('\u{feff}');
        let first = text.trim_start();
        if first.is_empty() {
            return Err(fail(format!("is empty; {REMEDY}")));
        }
        if first.starts_with('[') || first.lines().next().is_some_and(|it| it.trim() == "{") {
            let reason =
                "is JSON but not JSONL; write one document a line, for example with jq -c '.[]'";
            return Err(fail(reason.into()));
        }
        let most = options.limit.unwrap_or(usize::MAX);
        let (mut lines, mut faults) = (Vec::new(), Vec::new());
        let visible = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        for (line, number) in visible.take(most) {
            match serde_json::from_str::<Object>(line) {
                Ok(object) => lines.push((number, object)),
                Err(error) => {
                    faults.push(Fault { line: number, id: String::new(), reason: explain(&error) });
                }
            }
        }
        let objects = || lines.iter().map(|(_, it)| it);
        let form = Form::of(&objects(), options.analyzer.as_deref())
            .ok_or_else(|| fail(nothing_fits(objects(), &faults)))?;
        let analyzer = analyzer_of(form, options.analyzer.as_deref(), objects()).map_err(fail)?;
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
        for (mut document, labels) in parsed {
            if self.is_labelled && labels.iter().any(Option::is_none) {
                let reason =
                    "an annotation has no label, but others in this file have; label it".into();
                self.faults.push(Fault { line: document.line, id: document.id, reason });
                continue;
            }
            for (item, label) in document.items.iter_mut().zip(labels) {
                item.label = label.unwrap_or_default();
                self.is_placed &= item.span.is_some();
            }
            self.documents.push(document);
        }
        self.faults.sort_by_key(|it| it.line);
    }
}

fn explain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    // The line number that the parser adds is that within the line.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(it, _)| it);
    if error.is_data() {
        return format!("not an object: {message}");
    }
    format!(
        "not valid JSON: {message} at column {}; each line must hold one whole object",
        error.column()
    )
}

fn nothing_fits<'a>(mut lines: impl Iterator<Item = &'a Object>, faults: &[Fault]) -> String {
    match (lines.next(), faults.first()) {
        (Some(line), _) => {
            let keys: Vec<_> = line.keys().map(String::as_str).collect();
            format!(
                "has no annotations to compare with (the first line has {}); {REMEDY}",
                keys.join(", ")
            )
        }
        (None, Some(fault)) => format!("line {}: {}", fault.line, fault.reason),
        (None, None) => format!("is empty; {REMEDY}"),
    }
}

/// The analyzer to evaluate: the one that the user named, or that lines of this form are gold for.
fn analyzer_of<'a>(
    form: &Form,
    chosen: Option<&str>,
    lines: impl Iterator<Item = &'a Object>,
) -> Result<String, String> {
    if form.key != OWN.key {
        return Ok(chosen.unwrap_or(form.analyzer).to_owned());
    }
    let names: BTreeSet<&str> = lines.flat_map(analyzers).collect();
    let all = || names.iter().copied().collect::<Vec<_>>().join(", ");
    match (chosen, names.first()) {
        (Some(name), Some(_)) if !names.contains(name) => {
            Err(format!("is gold for {}, not for {name}; choose what it has with -a NAME", all()))
        }
        (Some(name), _) => Ok(name.to_owned()),
        (None, None) => {
            Err("does not say which analyzer it is gold for; say it with -a NAME".into())
        }
        (None, Some(name)) if names.len() == 1 => Ok((*name).to_owned()),
        (None, Some(_)) => Err(format!("is gold for {}; choose one with -a NAME", all())),
    }
}
