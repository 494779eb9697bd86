//! Web Annotations of the W3C as JSON-LD: one annotation page a document, one document a line.
//!
//! Each annotation says where it stands twice: by what is there and what stands around it, which finds the place also on
//! the page that the text was taken from, and by the code points before it.

use rashomon_core::{Annotation, Document, OwnedDocument, Span};

use super::layer::{Forms, LayerWriter};
use super::{Finished, Writer, json, printed, title};
use crate::offsets::{OffsetUnit, Offsets};

/// Characters told on either side of an annotation.
const CONTEXT: usize = 32;

/// Beside the standard's vocabulary, what results tell in every format.
const CONTEXTS: &str = concat!(
    r#"{"@context":["http://www.w3.org/ns/anno.jsonld",{"rashomon":"urn:x-rashomon:","status":"rashomon:status","#,
    r#""diagnostics":"rashomon:diagnostics","attributes":{"@id":"rashomon:attributes","@type":"@json"}}],"id":"#
);

#[derive(Debug)]
pub(super) struct W3c {
    pub(super) forms: Forms,
}

impl Writer for W3c {
    fn begin(&self, _out: &mut Vec<u8>) {}

    fn document(&self, finished: &Finished<'_>, out: &mut Vec<u8>) {
        let document = finished.document;
        let page = page(document);
        let source = source(document, &page);
        out.extend_from_slice(CONTEXTS.as_bytes());
        json::string(&page, out);
        out.extend_from_slice(b",\"type\":\"AnnotationPage\"");
        if let Some(title) = title(document) {
            out.extend_from_slice(b",\"label\":");
            json::string(title, out);
        }
        out.extend_from_slice(b",\"status\":");
        json::string(finished.status.name(), out);
        out.extend_from_slice(b",\"diagnostics\":[");
        for (index, diagnostic) in finished.diagnostics.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            json::string(diagnostic, out);
        }
        out.extend_from_slice(b"],\"items\":[");
        let offsets = Offsets::new(document.text(), OffsetUnit::Chars);
        let layers = printed(finished);
        let mut id = 0;
        for (_, layer) in &layers {
            let form = self.forms.of(layer);
            let writer = LayerWriter::new(&form, &layers, document.text(), &offsets);
            let item = Item { page: &page, source: &source, document, offsets: &offsets };
            for annotation in layer.view().iter() {
                if id > 0 {
                    out.push(b',');
                }
                item.write(id, layer.schema().analyzer(), annotation, &writer, out);
                id += 1;
            }
        }
        out.extend_from_slice(b"]}\n");
    }

    fn separator(&self) -> &'static [u8] {
        b""
    }

    fn end(&self, _out: &mut Vec<u8>) {}
}

/// What the annotations of a document share.
struct Item<'a> {
    page: &'a str,
    source: &'a str,
    document: &'a OwnedDocument,
    offsets: &'a Offsets<'a>,
}

impl Item<'_> {
    fn write(
        &self,
        id: usize,
        analyzer: &str,
        annotation: Annotation<'_>,
        attributes: &LayerWriter<'_>,
        out: &mut Vec<u8>,
    ) {
        out.extend_from_slice(b"{\"id\":");
        json::string(&format!("{}#{id}", self.page), out);
        out.extend_from_slice(
            b",\"type\":\"Annotation\",\"motivation\":\"classifying\",\"generator\":{\"type\":\"Software\",\"name\":",
        );
        json::string(&format!("rashomon {analyzer}"), out);
        out.extend_from_slice(
            b"},\"body\":{\"type\":\"TextualBody\",\"purpose\":\"classifying\",\"value\":",
        );
        json::string(annotation.label(), out);
        out.extend_from_slice(b"},\"target\":{\"source\":");
        json::string(self.source, out);
        out.extend_from_slice(b",\"selector\":[{\"type\":\"TextQuoteSelector\",\"exact\":");
        let span = annotation.span();
        let (prefix, suffix) = around(self.document.text(), span);
        json::string(self.document.slice(span), out);
        out.extend_from_slice(b",\"prefix\":");
        json::string(prefix, out);
        out.extend_from_slice(b",\"suffix\":");
        json::string(suffix, out);
        out.extend_from_slice(b"},{\"type\":\"TextPositionSelector\",\"start\":");
        json::integer(self.offsets.of(span.start()), out);
        out.extend_from_slice(b",\"end\":");
        json::integer(self.offsets.of(span.end()), out);
        out.extend_from_slice(b"}]},\"attributes\":");
        attributes.attributes(annotation, out);
        out.push(b'}');
    }
}

/// What stands before and after a place.
fn around(text: &str, span: Span) -> (&str, &str) {
    let before = text.get(..span.start() as usize).unwrap_or_default();
    let after = text.get(span.end() as usize..).unwrap_or_default();
    let start = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |it| it.0);
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |it| it.0);
    (before.get(start..).unwrap_or_default(), after.get(..end).unwrap_or_default())
}

/// The name of a document's page of annotations.
fn page(document: &OwnedDocument) -> String {
    let mut name = String::from("urn:x-rashomon:");
    for byte in document.id().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            name.push(char::from(byte));
        } else {
            name.push('%');
            for digit in [byte >> 4, byte & 15] {
                name.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    name
}

/// What is annotated: the page on the web if its address is known and in form, else the document by its id.
fn source(document: &OwnedDocument, page: &str) -> String {
    let odd = |it: char| it.is_whitespace() || it.is_control() || "<>\"{}|\\^`".contains(it);
    let address = document.metadata("url").filter(|it| {
        (it.starts_with("http://") || it.starts_with("https://")) && !it.contains(odd)
    });
    address.unwrap_or(page).to_owned()
}
