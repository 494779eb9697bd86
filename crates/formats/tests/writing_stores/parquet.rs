//! A folder of Parquet files, read back by the library's own reader of rows.

use std::fs::File;
use std::path::Path;

use parquet::basic::{Repetition, Type};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use proptest::prelude::*;
use rashomon_formats::Format;
use serde_json::{Value, json};

use crate::support::{COLUMNS, TABLES, Written, document, documents, parsed};

fn open(path: &Path) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(path).unwrap()).unwrap()
}

fn read(path: &Path) -> (String, Vec<Vec<Value>>) {
    let reader = open(path);
    let columns = reader.metadata().file_metadata().schema().get_fields().iter();
    let names = columns.map(|it| it.name()).collect::<Vec<_>>().join(",");
    let value = |field: &Field| match field {
        Field::Null => json!(null),
        Field::Bool(yes) => json!(yes),
        Field::Long(number) => json!(number),
        Field::Double(number) => json!(number),
        Field::Str(text) => json!(text),
        other => panic!("{other:?}"),
    };
    let rows = reader.get_row_iter(None).unwrap();
    let rows = rows.map(|it| it.unwrap().get_column_iter().map(|(_, it)| value(it)).collect());
    (names, rows.collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn parquet_tells_what_jsonl_tells(documents in documents(), with_text: bool) {
        let folder = tempfile::tempdir().unwrap();
        let written = Written { with_text, ..Written::new(documents) };
        written.store(Format::Parquet, folder.path());
        for (index, expected) in written.rows().iter().enumerate() {
            let (names, mut rows) = read(&folder.path().join(format!("{}.parquet", TABLES[index])));
            prop_assert_eq!(&names, COLUMNS[index]);
            if index == 0 {
                for (row, document) in rows.iter_mut().zip(written.jsonl()) {
                    prop_assert_eq!(&row.pop().unwrap(), &document["text"]);
                    let beside = row.pop().unwrap();
                    row.push(parsed(&beside));
                }
            }
            prop_assert_eq!(&rows, expected);
        }
    }
}

#[test]
fn columns_have_their_types_and_only_attributes_may_be_empty() {
    let folder = tempfile::tempdir().unwrap();
    Written::new(vec![]).store(Format::Parquet, folder.path());
    let reader = open(&folder.path().join("facts.parquet"));
    let columns = reader.metadata().file_metadata().schema().get_fields().iter();
    let types: Vec<_> =
        columns.map(|it| (it.get_physical_type(), it.get_basic_info().repetition())).collect();
    let (text, int) = (Type::BYTE_ARRAY, Type::INT64);
    let fixed = [text, int, text, int, int, text].map(|it| (it, Repetition::REQUIRED));
    let attributes = [Type::DOUBLE, int, int, text, int, int, text, text];
    let attributes = attributes.map(|it| (it, Repetition::OPTIONAL));
    assert_eq!(types, [&fixed[..], &attributes[..]].concat());
}

#[test]
fn many_bytes_are_several_row_groups() {
    let folder = tempfile::tempdir().unwrap();
    let text = "A text of some length. ".repeat(150_000);
    let documents: Vec<_> =
        (0..7).map(|it| document(&it.to_string(), &text, "n", &[(0, 10)])).collect();
    let written = Written { with_text: true, ..Written::new(documents) };
    written.store(Format::Parquet, folder.path());
    let reader = open(&folder.path().join("documents.parquet"));
    let groups = reader.metadata().row_groups().iter().map(RowGroupMetaData::num_rows);
    assert_eq!(groups.collect::<Vec<_>>(), [3, 3, 1]);
    let ids = read(&folder.path().join("documents.parquet")).1;
    let ids: Vec<_> = ids.iter().map(|it| it[0].as_str().unwrap()).collect();
    assert_eq!(ids, ["0", "1", "2", "3", "4", "5", "6"]);
}
