//! Metadata files: what is known of documents that stand in other files.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use serde_json::Value;

use super::names::{name_of, stem};
use super::{bytes, encoding};

/// Names under which a metadata file is found beside documents, in this order.
const NAMES: [&str; 4] = ["metadata.jsonl", "metadata.ndjson", "metadata.csv", "metadata.tsv"];
/// Names of the column that tells the file of a document whose id is another.
const FILE_COLUMNS: [&str; 3] = ["file", "path", "filename"];
/// Faulty rows that are named one by one.
const NAMED_FAULTS: usize = 5;

/// Fields of one document.
pub(super) type Fields = Vec<(String, String)>;

/// One metadata file.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Fields>,
    /// Rows by `id`.
    by_id: HashMap<String, usize>,
    /// Rows by the path of the file, where they tell it.
    by_file: HashMap<String, usize>,
    /// Rows that are no use, each with its place and reason.
    pub(super) faults: Vec<String>,
}

impl Table {
    /// Reads a metadata file; CSV if it is named so, else JSONL.
    ///
    /// # Errors
    /// If the file as a whole cannot be read or has no column `id`.
    pub(super) fn load(path: &Path, most: u64) -> Result<Self, String> {
        let file = File::open(path).map_err(|it| bytes::explain(&it))?;
        let bytes = bytes::open(Box::new(file), &Arc::new(AtomicU64::new(0)))
            .and_then(|it| bytes::read_all(it, most))
            .map_err(|it| bytes::explain(&it))?
            .ok_or_else(|| format!("is longer than {most} bytes; raise --max-document-size"))?;
        let text = encoding::decode(bytes)?.text;
        let name = name_of(path).to_lowercase();
        if name.contains(".csv") || name.contains(".tsv") {
            Self::from_csv(&text)
        } else {
            Self::from_jsonl(&text)
        }
    }

    /// The row of a document: by the path of its file or the end of that path, else by its id.
    pub(super) fn find(&self, file: Option<&str>, id: &str) -> Option<&Fields> {
        let ends = file.into_iter().flat_map(|path| {
            let starts = path.match_indices('/').map(|(slash, _)| slash + 1);
            std::iter::once(0).chain(starts).filter_map(|it| path.get(it..))
        });
        // Most metadata files name no files at all.
        let mut ends = ends.take_while(|_| !self.by_file.is_empty());
        let row = ends.find_map(|it| self.by_file.get(it)).or_else(|| self.by_id.get(id))?;
        self.rows.get(*row)
    }

    fn from_jsonl(text: &str) -> Result<Self, String> {
        let mut table = Self::default();
        for (number, line) in (1..).zip(text.lines()).filter(|(_, it)| !it.trim().is_empty()) {
            match serde_json::from_str::<serde_json::Map<String, Value>>(line) {
                Ok(object) => {
                    let fields = object
                        .into_iter()
                        .filter_map(|(key, value)| Some((key, as_text(value)?)))
                        .collect();
                    table.add(number, fields);
                }
                Err(error) => table.fault(number, &format!("not a JSON object ({error})")),
            }
        }
        table.finish()
    }

    fn from_csv(text: &str) -> Result<Self, String> {
        let header = text.lines().next().unwrap_or_default();
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|it| (header.bytes().filter(|byte| byte == it).count(), *it == b','))
            .unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(csv::Trim::Headers)
            .from_reader(text.as_bytes());
        let columns = reader.headers().map_err(|it| it.to_string())?.clone();
        let mut table = Self::default();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let number = record.position().map_or(0, csv::Position::line);
                    let fields = columns
                        .iter()
                        .zip(&record)
                        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
                        .map(|(name, value)| (name.to_owned(), value.to_owned()))
                        .collect();
                    table.add(number, fields);
                }
                Err(error) => {
                    let number = error.position().map_or(0, csv::Position::line);
                    table.fault(number, "the row has another number of columns than the first one");
                }
            }
        }
        table.finish()
    }

    fn add(&mut self, line: u64, mut fields: Fields) {
        let row = self.rows.len();
        let id = fields.iter().find(|(key, _)| key == "id").map(|(_, id)| id.clone());
        let file = fields.iter().find(|(key, _)| FILE_COLUMNS.contains(&key.as_str()));
        let file = file.map(|(_, path)| path.replace('\\', "/"));
        match (id, file) {
            (None, None) => return self.fault(line, "the row has no \"id\""),
            (Some(id), None) => {
                if self.by_id.contains_key(&id) {
                    let reason = format!("the id {id:?} is listed twice; the first row holds");
                    return self.fault(line, &reason);
                }
                self.by_id.insert(id, row);
                // Only a row that names a file can give its document another id.
                fields.retain(|(key, _)| key != "id");
            }
            (id, Some(file)) => {
                self.by_id.entry(id.unwrap_or_else(|| stem(Path::new(&file)))).or_insert(row);
                self.by_file.entry(file.trim_start_matches("./").into()).or_insert(row);
                // Where the file lies is told by the document's own path.
                fields.retain(|(key, _)| !FILE_COLUMNS.contains(&key.as_str()));
            }
        }
        self.rows.push(fields);
    }

    fn fault(&mut self, line: u64, reason: &str) {
        self.faults.push(format!("line {line}: {reason}"));
    }

    fn finish(mut self) -> Result<Self, String> {
        if self.rows.is_empty() && !self.faults.is_empty() {
            return Err(format!(
                "no row can be used ({}); it needs one row a document: JSONL objects or CSV columns, with an \"id\"",
                self.faults.swap_remove(0)
            ));
        }
        let more = self.faults.len().saturating_sub(NAMED_FAULTS);
        if more > 0 {
            self.faults.truncate(NAMED_FAULTS);
            self.faults.push(format!("and {more} more faulty rows"));
        }
        Ok(self)
    }
}

/// A scalar as text; lists and objects as JSON; nothing for null.
pub(super) fn as_text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            Some(other.to_string())
        }
    }
}

/// The metadata files found beside documents, from the folder of the current document up to where the corpus starts.
#[derive(Debug, Default)]
pub(super) struct Beside {
    folders: Vec<(PathBuf, Option<Table>)>,
}

impl Beside {
    /// Loads the metadata files of a folder and of those above it, up to `root`, if they are not loaded. What is
    /// wrong with them goes to `notices`.
    pub(super) fn enter(
        &mut self,
        folder: &Path,
        root: &Path,
        most: u64,
        notices: &mut Vec<String>,
    ) {
        let mut wanted: Vec<&Path> =
            folder.ancestors().take_while(|it| it.starts_with(root)).collect();
        wanted.reverse();
        let same = self.folders.iter().zip(&wanted).take_while(|((a, _), b)| a == *b).count();
        self.folders.truncate(same);
        for folder in wanted.into_iter().skip(same) {
            self.folders.push((folder.into(), load_from(folder, most, notices)));
        }
    }

    /// The row of a document in the nearest metadata file that has one, of the folder entered last.
    pub(super) fn find(&self, file: Option<&str>, id: &str) -> Option<&Fields> {
        self.folders.iter().rev().find_map(|(_, table)| table.as_ref()?.find(file, id))
    }
}

fn load_from(folder: &Path, most: u64, notices: &mut Vec<String>) -> Option<Table> {
    let endings = ["", ".gz", ".zst"];
    let path = NAMES
        .iter()
        .flat_map(|name| endings.map(|ending| folder.join(format!("{name}{ending}"))))
        .find(|it| it.is_file())?;
    match Table::load(&path, most) {
        Ok(table) => {
            notices.extend(table.faults.iter().map(|it| format!("{}: {it}", path.display())));
            Some(table)
        }
        Err(reason) => {
            notices.push(format!("{}: {reason}; the run goes on without it", path.display()));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    fn value<'a>(table: &'a Table, file: Option<&str>, id: &str, key: &str) -> Option<&'a str> {
        let row = table.find(file, id)?;
        row.iter().find(|(it, _)| it == key).map(|(_, value)| value.as_str())
    }

    #[test]
    fn jsonl_rows_are_keyed_by_id() {
        let table = Table::from_jsonl(
            "{\"id\":\"a\",\"published\":\"2020-01-02\",\"words\":12,\"outlet\":null}\n\n{\"id\":7,\"by\":[\"x\"]}\nnot json\n",
        )
        .unwrap();
        assert_eq!(value(&table, None, "a", "published"), Some("2020-01-02"));
        assert_eq!(value(&table, None, "a", "words"), Some("12"));
        assert_eq!(value(&table, None, "a", "outlet"), None);
        assert_eq!(value(&table, None, "7", "by"), Some("[\"x\"]"));
        assert_eq!(table.faults.len(), 1);
        assert!(table.faults[0].starts_with("line 4: not a JSON object"));
    }

    #[test]
    fn csv_may_be_split_at_semicolons_and_name_files() {
        let table =
            Table::from_csv("file;id;outlet\r\nx/a.txt;first;\"The; Post\"\r\nb.txt;;Herald\r\n")
                .unwrap();
        assert_eq!(value(&table, Some("in/x/a.txt"), "a", "id"), Some("first"));
        assert_eq!(value(&table, Some("x/a.txt"), "a", "outlet"), Some("The; Post"));
        assert_eq!(value(&table, Some("y/a.txt"), "a", "outlet"), None);
        assert_eq!(value(&table, Some("y/b.txt"), "b", "outlet"), Some("Herald"));
        assert_eq!(value(&table, None, "b", "outlet"), Some("Herald"));
        assert_eq!(value(&table, Some("c.txt"), "c", "outlet"), None);
    }

    #[test]
    fn a_file_without_ids_says_what_it_needs() {
        let reason = Table::from_csv("name,date\na,2020-01-01\n").unwrap_err();
        assert!(reason.contains("\"id\""), "{reason}");
    }

    #[test]
    fn doubles_and_ragged_rows_are_named() {
        let table = Table::from_csv("id,outlet\na,x\na,y\nb\n").unwrap();
        assert_eq!(value(&table, None, "a", "outlet"), Some("x"));
        assert_eq!(table.faults.len(), 2);
        assert!(table.faults[0].starts_with("line 3: the id \"a\" is listed twice"));
        assert!(table.faults[1].starts_with("line 4: the row has another number"));
    }
}
