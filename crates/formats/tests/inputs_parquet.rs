//! Parquet files as input, made as other programs make them.
#![cfg(feature = "parquet")]
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use rashomon_core::Document as _;
use rashomon_formats::{Corpus, Input, ReadOptions, Record};

/// 8 February 2022.
const DAY: i32 = 19_031;

/// Writes `count` rows, of which every third has no text, in groups of 50.
fn write(path: &Path, count: usize, text: &str) {
    let schema = "message m { required binary id (UTF8); optional binary content (UTF8); required int32 date (DATE); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let file = File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties)).unwrap();
    let numbers: Vec<usize> = (0..count).collect();
    for rows in numbers.chunks(50) {
        let ids: Vec<ByteArray> =
            rows.iter().map(|it| format!("row-{it}").as_str().into()).collect();
        let there: Vec<i16> = rows.iter().map(|it| i16::from(it % 3 != 2)).collect();
        let texts: Vec<ByteArray> =
            there.iter().filter(|it| **it == 1).map(|_| text.into()).collect();
        let mut group = writer.next_row_group().unwrap();
        for number in 0..3 {
            let mut column = group.next_column().unwrap().unwrap();
            match number {
                0 => column.typed::<ByteArrayType>().write_batch(&ids, None, None),
                1 => column.typed::<ByteArrayType>().write_batch(&texts, Some(&there), None),
                _ => column.typed::<Int32Type>().write_batch(&vec![DAY; rows.len()], None, None),
            }
            .unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
}

fn open(path: &Path, options: &ReadOptions) -> Corpus {
    Corpus::open(&[path.display().to_string()], options).unwrap()
}

fn record(input: &Input) -> &Record {
    match input {
        Input::Document(record) => record,
        Input::Failed(failure) => panic!("{failure}"),
    }
}

#[test]
fn a_parquet_file_is_a_document_a_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.parquet");
    write(&path, 120, "The bridge opened.");
    // Called otherwise, it is known by its first bytes.
    let other = folder.path().join("reports.data");
    fs::copy(&path, &other).unwrap();
    for path in [path, other] {
        let mut corpus = open(&path, &ReadOptions::default());
        let inputs: Vec<_> = corpus.by_ref().collect();
        assert_eq!(inputs.len(), 120);
        let (first, third) = (record(&inputs[0]), record(&inputs[2]));
        assert_eq!((first.document.id(), first.document.text()), ("row-0", "The bridge opened."));
        assert_eq!(first.document.metadata("published"), Some("2022-02-08"));
        assert_eq!(third.diagnostics, ["the row holds no text"]);
        assert_eq!(record(&inputs[119]).document.id(), "row-119");
        let progress = corpus.progress();
        assert_eq!(Some(progress.bytes_read), progress.bytes_total);
    }
}

#[test]
fn a_row_beyond_the_limit_fails_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.parquet");
    write(&path, 3, "The bridge opened.");
    let options = ReadOptions { max_document_size: 10, ..ReadOptions::default() };
    let inputs: Vec<_> = open(&path, &options).collect();
    assert!(
        matches!(&inputs[0], Input::Failed(it) if it.id == "row-0" && it.reason.contains("row 1: the text is longer"))
    );
    assert_eq!(record(&inputs[2]).document.id(), "row-2");
}

#[test]
fn a_damaged_file_is_a_failure_wherever_it_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.parquet");
    write(&path, 120, "The bridge opened.");
    let whole = fs::read(&path).unwrap();
    for place in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x55;
        fs::write(&path, &bytes).unwrap();
        // Some bytes mean nothing, or another text: what counts is that it ends.
        assert!(open(&path, &ReadOptions::default()).count() <= 240);
    }
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let inputs: Vec<_> = open(&path, &ReadOptions::default()).collect();
    assert!(
        matches!(&inputs[..], [Input::Failed(it)] if it.reason.contains("no sound Parquet file"))
    );
}

#[test]
fn a_page_that_unpacks_to_more_than_the_limit_is_not_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.parquet");
    write(&path, 2, &"x".repeat(100 << 20));
    let options = ReadOptions { max_document_size: 1_000_000, ..ReadOptions::default() };
    let inputs: Vec<_> = open(&path, &options).collect();
    assert!(
        matches!(&inputs[..], [Input::Failed(it)] if it.reason.contains("longer than 67108864 bytes when it is unpacked")),
        "{inputs:?}"
    );
}
