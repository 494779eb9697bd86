//! A folder of CSV files.

use std::path::Path;

use proptest::prelude::*;
use rashomon_formats::Format;
use serde_json::Value;

use crate::support::{COLUMNS, TABLES, Written, document, documents, parsed};

/// The rows of a file as a program reads them that knows of the apostrophe before formulas.
fn read(path: &Path) -> (String, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names = reader.headers().unwrap().iter().collect::<Vec<_>>().join(",");
    let cell = |text: &str| {
        let marked =
            text.trim_start_matches('\'').starts_with(|it| "=+-@\t\r＝＋－＠".contains(it));
        let number = text.parse::<f64>().is_ok();
        if marked && !number {
            text.strip_prefix('\'').unwrap().to_owned()
        } else {
            text.to_owned()
        }
    };
    (names, reader.records().map(|row| row.unwrap().iter().map(cell).collect()).collect())
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn csv_files_tell_what_jsonl_tells(documents in documents(), with_text: bool) {
        let folder = tempfile::tempdir().unwrap();
        let written = Written { with_text, ..Written::new(documents) };
        written.store(Format::CsvTables, folder.path());
        for (index, expected) in written.rows().iter().enumerate() {
            let (names, mut rows) = read(&folder.path().join(format!("{}.csv", TABLES[index])));
            prop_assert_eq!(&names, COLUMNS[index]);
            if index == 0 {
                for (row, document) in rows.iter_mut().zip(written.jsonl()) {
                    prop_assert_eq!(row.pop().unwrap(), text(&document["text"]));
                    let beside = row.pop().unwrap();
                    let beside = if beside.is_empty() { Value::Null } else { beside.into() };
                    row.push(text(&parsed(&beside)));
                }
            }
            let expected: Vec<Vec<_>> = expected.iter().map(|it| it.iter().map(text).collect()).collect();
            prop_assert_eq!(&rows, &expected);
        }
    }
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_has_an_apostrophe() {
    let folder = tempfile::tempdir().unwrap();
    let written = Written::new(vec![document("=a", "=1+1", "@x", &[(0, 4)])]);
    written.store(Format::CsvTables, folder.path());
    let rows = std::fs::read_to_string(folder.path().join("entities.csv")).unwrap();
    assert_eq!(rows.lines().nth(1), Some("'=a,0,PER,0,4,'=1+1,'@x,,"));
}
