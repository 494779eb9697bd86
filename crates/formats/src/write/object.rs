//! One document as a JSON object, as the output contract has it.

use rashomon_core::{Document, OwnedDocument, Span};

use super::json;
use super::layer::{Forms, LayerWriter};
use super::{Finished, Status, printed, title};
use crate::offsets::{OffsetUnit, Offsets};

/// About how long the object of a document will be: most annotations take some 150 to 200 bytes, few results outgrow it.
pub(super) fn expected_length(finished: &Finished<'_>) -> usize {
    let document = finished.document;
    let annotations: usize = document.layers().iter().map(|it| it.view().len()).sum();
    let text = if finished.include_text { document.text().len() } else { 0 };
    annotations * 200 + document.blocks().len() * 48 + text + 1024
}

/// Appends a document as one object on one line, without a line break after it.
pub(super) fn write(finished: &Finished<'_>, unit: OffsetUnit, forms: &Forms, out: &mut Vec<u8>) {
    let document = finished.document;
    let offsets = Offsets::new(document.text(), unit);
    out.extend_from_slice(b"{\"id\":");
    json::string(document.id(), out);
    out.extend_from_slice(b",\"path\":");
    json::string(finished.path, out);
    out.extend_from_slice(b",\"published\":");
    json::optional(document.metadata("published"), out);
    out.extend_from_slice(b",\"title\":");
    json::optional(title(document), out);
    if finished.include_text {
        out.extend_from_slice(b",\"text\":");
        // A document that could not be read has no text: it must not come back as an empty one.
        let unread = finished.status == Status::Failed && document.text().is_empty();
        json::optional((!unread).then(|| document.text()), out);
        write_metadata(document, out);
    }
    out.extend_from_slice(b",\"status\":");
    json::string(finished.status.name(), out);
    out.extend_from_slice(b",\"diagnostics\":[");
    for (index, diagnostic) in finished.diagnostics.iter().enumerate() {
        comma(index, out);
        json::string(diagnostic, out);
    }
    out.push(b']');
    if finished.include_blocks {
        write_blocks(finished, &offsets, out);
    }
    out.extend_from_slice(b",\"annotations\":[");
    let layers = printed(finished);
    let mut id = 0;
    for (_, layer) in &layers {
        let form = forms.of(layer);
        let writer = LayerWriter::new(&form, &layers, document.text(), &offsets);
        for annotation in layer.view().iter() {
            writer.write(annotation, id, out);
            id += 1;
        }
    }
    out.extend_from_slice(b"]}");
}

/// Fields of the object itself, which no metadata may repeat.
const OWN: [&str; 9] =
    ["id", "path", "published", "title", "text", "status", "diagnostics", "blocks", "annotations"];

/// Appends what else is known of a document that is to be read again.
fn write_metadata(document: &OwnedDocument, out: &mut Vec<u8>) {
    for (key, value) in metadata_beside(document, &[]) {
        out.push(b',');
        json::string(key, out);
        out.push(b':');
        json::string(value, out);
    }
}

/// What is known of a document beside what the object itself tells, and beside `others`.
pub(super) fn metadata_beside<'a>(
    document: &'a OwnedDocument,
    others: &[&str],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let all = document.all_metadata().iter().map(|(key, value)| (key.as_str(), value.as_str()));
    all.filter(|(key, _)| !OWN.contains(key) && !others.contains(key))
}

fn write_blocks(finished: &Finished<'_>, offsets: &Offsets<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"blocks\":[");
    for (index, block) in finished.document.blocks().iter().enumerate() {
        comma(index, out);
        out.extend_from_slice(b"{\"kind\":");
        json::string(block.kind().name(), out);
        write_offsets(block.span, offsets, out);
        out.push(b'}');
    }
    out.push(b']');
}

fn write_offsets(span: Span, offsets: &Offsets<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"start\":");
    json::integer(offsets.of(span.start()), out);
    out.extend_from_slice(b",\"end\":");
    json::integer(offsets.of(span.end()), out);
}

fn comma(index: usize, out: &mut Vec<u8>) {
    if index > 0 {
        out.push(b',');
    }
}
