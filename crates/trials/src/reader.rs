//! Standard input of any bytes, in any form.

use std::io::Cursor;

use rashomon_core::Document;
use rashomon_formats::{Corpus, Input, InputFormat, ReadOptions};

use crate::text::annotated;
use crate::{analyzers, layer};

/// Forms by the number of the first byte; in the first the reader looks for itself.
const FORMS: [Option<InputFormat>; 7] = [
    None,
    Some(InputFormat::Jsonl),
    Some(InputFormat::Csv),
    Some(InputFormat::Tsv),
    Some(InputFormat::Html),
    Some(InputFormat::Warc),
    Some(InputFormat::Text),
];
/// Bytes that a document may have.
const MOST: u64 = 1 << 16;

/// Reads the bytes behind the first as `-` is read, in the form that the first says: in any encoding, compressed or
/// not. The corpus comes to an end, what it cannot read says why, and what documents bring along becomes sound layers.
///
/// # Panics
/// If that does not hold.
pub fn reader(data: &[u8]) {
    let Some((&form, bytes)) = data.split_first() else { return };
    let form = FORMS[usize::from(form) % FORMS.len()];
    let options = ReadOptions { max_document_size: MOST, format: form, ..ReadOptions::default() };
    let source = Box::new(Cursor::new(bytes.to_vec()));
    let corpus = Corpus::open_with(&["-".to_owned()], &options, source);
    for input in corpus.expect("standard input is always there") {
        match input {
            Input::Failed(failure) => {
                assert!(!failure.reason.is_empty() && !failure.id.is_empty(), "{failure:?}");
            }
            Input::Document(record) => {
                assert!(!record.document.id().is_empty());
                let text = record.document.text();
                assert!(text.len() as u64 <= MOST, "{} bytes were read", text.len());
                let mut document = annotated(record.document.id(), text);
                let (brought, unit) = (&record.brought, options.offsets);
                rashomon_formats::attach(&mut document, brought, unit, &analyzers::schema_of);
                layer::check_all(&document);
            }
        }
    }
}
