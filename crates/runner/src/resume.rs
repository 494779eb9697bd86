//! What an unfinished output was begun with, so that nobody goes on with it differently.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Longest value that a message shows whole, in characters.
const SHOWN: usize = 120;

/// All that the results of a run depend on besides its documents: name by name, with the values it has. It lies beside
/// the unfinished output, `out.jsonl.run.partial` beside `out.jsonl.partial`, as long as that is unfinished.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunRecord {
    path: PathBuf,
    partial: PathBuf,
    values: BTreeMap<String, Vec<String>>,
}

/// Why a run cannot go on with an output.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ResumeError {
    /// The record cannot be read, written or taken away.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The output would be made of results of two sorts.
    #[error(
        "{} was begun differently: {}; go on as it was begun, or delete it to begin anew",
        partial.display(),
        differences.join("; ")
    )]
    Differs {
        /// The unfinished output.
        partial: PathBuf,
        /// What differs, with both values.
        differences: Vec<String>,
    },
}

impl RunRecord {
    /// The record of a run whose unfinished output is `partial`.
    pub fn new(partial: &Path, values: BTreeMap<String, Vec<String>>) -> Self {
        let mut name = partial.file_stem().map(OsString::from).unwrap_or_default();
        name.push(".run.partial");
        Self { path: partial.with_file_name(name), partial: partial.to_path_buf(), values }
    }

    /// Compares with the record of the run that began the output; whether there is one.
    ///
    /// # Errors
    /// If it differs or cannot be read.
    pub fn check(&self) -> Result<bool, ResumeError> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(cause) => return Err(self.failed(cause)),
        };
        let first: BTreeMap<String, Vec<String>> = serde_json::from_slice(&bytes)
            .map_err(|it| self.failed(io::Error::new(io::ErrorKind::InvalidData, it)))?;
        let names = first.keys().chain(self.values.keys().filter(|it| !first.contains_key(*it)));
        let differences: Vec<_> = names
            .filter(|it| first.get(*it) != self.values.get(*it))
            .map(|it| {
                let (was, is) = (shown(first.get(it)), shown(self.values.get(it)));
                format!("{it} was {was} and is {is}")
            })
            .collect();
        if differences.is_empty() {
            return Ok(true);
        }
        Err(ResumeError::Differs { partial: self.partial.clone(), differences })
    }

    /// Writes it down: whole or not at all, whatever happens meanwhile.
    ///
    /// # Errors
    /// If the system cannot.
    pub fn write(&self) -> Result<(), ResumeError> {
        let new = self.path.with_extension("new.partial");
        let write = || {
            let mut file = File::create(&new)?;
            serde_json::to_writer(&mut file, &self.values)?;
            file.write_all(b"\n")?;
            crate::disk::sync(&file)?;
            fs::rename(&new, &self.path)
        };
        write().map_err(|cause| self.failed(cause))
    }

    /// Takes it away, when the output is finished or was never begun.
    ///
    /// # Errors
    /// If the system cannot.
    pub fn remove(&self) -> Result<(), ResumeError> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.failed(error)),
            _ => Ok(()),
        }
    }

    fn failed(&self, cause: io::Error) -> ResumeError {
        ResumeError::Io { path: self.path.clone(), cause }
    }
}

fn shown(values: Option<&Vec<String>>) -> String {
    let text = values.filter(|it| !it.is_empty()).map_or("not given".into(), |it| it.join(", "));
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;

    use super::{ResumeError, RunRecord};

    fn record(folder: &tempfile::TempDir, values: &[(&str, &str)]) -> RunRecord {
        let values: BTreeMap<_, _> =
            values.iter().map(|(name, it)| ((*name).into(), vec![(*it).into()])).collect();
        RunRecord::new(&folder.path().join("out.jsonl.partial"), values)
    }

    #[test]
    fn the_same_settings_go_on_and_others_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let first = record(&folder, &[("--offsets", "chars"), ("--set", "quotes.scare=false")]);
        assert!(!first.check().unwrap());
        first.write().unwrap();
        assert!(first.check().unwrap());
        let second = record(&folder, &[("--offsets", "bytes"), ("--published", "2022-02-08")]);
        let error = second.check().unwrap_err();
        assert!(
            matches!(&error, ResumeError::Differs { differences, .. } if *differences == [
                "--offsets was chars and is bytes",
                "--set was quotes.scare=false and is not given",
                "--published was not given and is 2022-02-08",
            ]),
            "{error}"
        );
        first.remove().unwrap();
        first.remove().unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_long_value_is_cut_in_messages() {
        let folder = tempfile::tempdir().unwrap();
        let long = "é".repeat(10_000);
        record(&folder, &[("PATHS", &long)]).write().unwrap();
        let error = record(&folder, &[("PATHS", "reports")]).check().unwrap_err().to_string();
        assert!(error.len() < 500 && error.contains("é… and is reports"), "{error}");
    }
}
