//! brat standoff: for each document a text and its annotations, `ID.txt` and `ID.ann`.
//!
//! | here | in brat |
//! | --- | --- |
//! | annotation | `T` of the type of its label, under the number that is its id in the other formats |
//! | attribute that is one of some members, or yes or no | `A` |
//! | attribute that is a place | a `T` of the type of the attribute's name, and an `R` to it |
//! | reference | `R` of the attribute's name |
//! | any other attribute | a note (`#`) |
//!
//! brat reads texts and annotations by lines and with any sort of line break: [`fragments`] says what follows from it.

mod fragments;
mod names;
mod store;
mod types;

use std::collections::BTreeMap;
use std::sync::Arc;

use rashomon_core::{Annotation, AttributeType, Document, Schema, Span, Value};
use serde::{Deserialize, Serialize};

pub(super) use self::store::Folder;
use self::types::Types;
use super::layer::base;
use super::{Finished, Writer, json, printed, title};
use crate::offsets::{OffsetUnit, Offsets};

/// Makes the two files of a document.
#[derive(Debug)]
pub(super) struct Brat {
    types: Types,
}

impl Brat {
    pub(super) fn new(schemas: &[Arc<Schema>]) -> Self {
        Self { types: Types::new(schemas) }
    }
}

/// What the store is told of a document.
#[derive(Serialize, Deserialize)]
struct Piece<'a> {
    id: &'a str,
    path: &'a str,
    published: &'a str,
    title: &'a str,
    status: &'a str,
    diagnostics: &'a str,
    text: &'a str,
    annotations: &'a str,
}

impl Writer for Brat {
    fn begin(&self, _out: &mut Vec<u8>) {}

    fn document(&self, finished: &Finished<'_>, out: &mut Vec<u8>) {
        let document = finished.document;
        let mut lines = Lines::new(document);
        let layers = printed(finished);
        lines.next = layers.iter().map(|(_, it)| it.view().len()).sum();
        for (first, layer) in &layers {
            let Some(types) = self.types.of(layer.schema()) else { continue };
            let bases: Vec<_> =
                layer.schema().attributes().iter().map(|(_, kind)| base(kind, &layers)).collect();
            for (id, annotation) in (*first..).zip(layer.view().iter()) {
                let label = types.labels.get(usize::from(annotation.label_index()));
                let label = label.map_or("_", String::as_str);
                if lines.text_bound(id, label, annotation.span()) {
                    let kinds = layer.schema().attributes();
                    lines.attributes(id, annotation, types, kinds, &bases);
                }
            }
        }
        lines.relations(&layers_with_text(&layers, document));
        let piece = Piece {
            id: document.id(),
            path: finished.path,
            published: document.metadata("published").unwrap_or_default(),
            title: title(document).unwrap_or_default(),
            status: finished.status.name(),
            diagnostics: &finished.diagnostics.join("; "),
            text: &fragments::with_one_line_break(document.text()),
            annotations: &String::from_utf8_lossy(&lines.out),
        };
        postcard::to_io(&piece, out).expect("memory takes all that is written");
    }

    fn separator(&self) -> &'static [u8] {
        b""
    }

    fn end(&self, _out: &mut Vec<u8>) {}
}

/// For each annotation of the document whether brat can show it: whether it has something to see in it.
fn layers_with_text(
    layers: &[(usize, &rashomon_core::OwnedLayer)],
    document: &dyn Document,
) -> Vec<bool> {
    let all = layers.iter().flat_map(|(_, layer)| layer.view().iter());
    all.map(|it| fragments::is_visible(document.slice(it.span()))).collect()
}

/// The lines of an `.ann` file.
struct Lines<'a> {
    document: &'a dyn Document,
    offsets: Offsets<'a>,
    out: Vec<u8>,
    /// Number of the next `T` that is no annotation.
    next: usize,
    /// Places that attributes name, by type and span.
    places: BTreeMap<(&'a str, u32, u32), usize>,
    relations: Vec<(&'a str, usize, usize)>,
    attributes: usize,
    notes: usize,
}

impl<'a> Lines<'a> {
    fn new(document: &'a rashomon_core::OwnedDocument) -> Self {
        Self {
            document,
            offsets: Offsets::new(document.text(), OffsetUnit::Chars),
            out: Vec::new(),
            next: 0,
            places: BTreeMap::new(),
            relations: Vec::new(),
            attributes: 0,
            notes: 0,
        }
    }

    /// Appends `T3<tab>PER 0 4;5 9<tab>text`, unless there is nothing to see at this place; says whether there is.
    fn text_bound(&mut self, id: usize, label: &str, span: Span) -> bool {
        let fragments = fragments::of(self.document.slice(span));
        if fragments.is_empty() {
            return false;
        }
        self.start(b'T', id, label);
        for (index, (at, text)) in fragments.iter().enumerate() {
            self.out.push(if index == 0 { b' ' } else { b';' });
            let start = span.start() + *at as u32;
            json::integer(self.offsets.of(start), &mut self.out);
            self.out.push(b' ');
            json::integer(self.offsets.of(start + text.len() as u32), &mut self.out);
        }
        for (index, (_, text)) in fragments.iter().enumerate() {
            self.out.push(if index == 0 { b'\t' } else { b' ' });
            self.out.extend_from_slice(text.as_bytes());
        }
        self.out.push(b'\n');
        true
    }

    /// Appends `T3<tab>name`.
    fn start(&mut self, sort: u8, number: usize, name: &str) {
        self.out.push(sort);
        json::integer(number, &mut self.out);
        self.out.push(b'\t');
        self.out.extend_from_slice(name.as_bytes());
    }

    fn attributes(
        &mut self,
        id: usize,
        annotation: Annotation<'_>,
        types: &'a types::OfAnalyzer,
        kinds: &[(String, AttributeType)],
        bases: &[Option<usize>],
    ) {
        let mut note = Vec::new();
        for (key, value) in annotation.attributes() {
            let key = usize::from(key);
            let (Some((name, kind)), Some(shown)) = (kinds.get(key), types.attributes.get(key))
            else {
                continue;
            };
            let mut tell = |what: &dyn Fn(&mut Vec<u8>)| {
                if !note.is_empty() {
                    note.extend_from_slice(b"; ");
                }
                note.extend_from_slice(fragments::in_one_line(name).as_bytes());
                note.extend_from_slice(b": ");
                what(&mut note);
            };
            match (value, kind) {
                (Value::Enum(member), _) => {
                    if let Some(member) = shown.members.get(usize::from(member)) {
                        self.attribute(id, &shown.name, member);
                    }
                }
                (Value::Bool(yes), _) => {
                    self.attribute(id, &shown.name, if yes { "true" } else { "false" });
                }
                (Value::Reference(row), _) => {
                    if let Some(base) = bases.get(key).copied().flatten() {
                        self.relations.push((&shown.name, id, base + row as usize));
                    }
                }
                (Value::Span(span), _) => {
                    if let Some(place) = self.place(&shown.place, span) {
                        self.relations.push((&shown.name, id, place));
                    }
                }
                (Value::String(text), _) => {
                    tell(&|out| out.extend_from_slice(fragments::in_one_line(text).as_bytes()));
                }
                (Value::Float(number), _) => tell(&|out| json::float(number, out)),
                (Value::Integer(number), _) => tell(&|out| json::integer(number, out)),
                // A kind of value that this version does not know.
                _ => {}
            }
        }
        if !note.is_empty() {
            self.notes += 1;
            self.start(b'#', self.notes, "AnnotatorNotes T");
            json::integer(id, &mut self.out);
            self.out.push(b'\t');
            self.out.extend_from_slice(&note);
            self.out.push(b'\n');
        }
    }

    fn attribute(&mut self, id: usize, name: &str, value: &str) {
        self.attributes += 1;
        self.start(b'A', self.attributes, name);
        self.out.extend_from_slice(b" T");
        json::integer(id, &mut self.out);
        self.out.push(b' ');
        self.out.extend_from_slice(value.as_bytes());
        self.out.push(b'\n');
    }

    /// The number of the `T` at a place that an attribute names, made if it is the first to.
    fn place(&mut self, name: &'a str, span: Span) -> Option<usize> {
        let place = (name, span.start(), span.end());
        if let Some(there) = self.places.get(&place) {
            return Some(*there);
        }
        let number = self.next;
        self.text_bound(number, name, span).then(|| {
            self.next += 1;
            self.places.insert(place, number);
            number
        })
    }

    /// Appends the relations, except those to annotations that are not there.
    fn relations(&mut self, visible: &[bool]) {
        let is_there = |id: usize| visible.get(id).copied().unwrap_or(true);
        let relations = std::mem::take(&mut self.relations);
        let there = relations.into_iter().filter(|(_, _, to)| is_there(*to));
        for (number, (name, from, to)) in (1..).zip(there) {
            self.start(b'R', number, name);
            self.out.extend_from_slice(b" Arg1:T");
            json::integer(from, &mut self.out);
            self.out.extend_from_slice(b" Arg2:T");
            json::integer(to, &mut self.out);
            self.out.push(b'\n');
        }
    }
}
