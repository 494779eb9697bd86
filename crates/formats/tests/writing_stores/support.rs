//! Documents with all sorts of attributes, written in any format; and what their tables must hold, by their JSONL.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use rashomon_core::{
    Attribute, AttributeType, LayerBuilder, OwnedDocument, Schema, Sink, Span, Value,
};
use rashomon_formats::{Finished, Format, OffsetUnit, Place, Status, Style, store, writer};
use serde_json::json;

/// Two analyzers, of which the second has attributes with the names of columns.
pub(crate) fn schemas() -> Vec<Arc<Schema>> {
    let names = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let attributes = |it: &[(&str, AttributeType)]| {
        it.iter().map(|(name, kind)| ((*name).to_owned(), kind.clone())).collect()
    };
    let first = attributes(&[
        ("canonical", AttributeType::String),
        ("entity", AttributeType::Integer),
        ("sure", AttributeType::Bool),
    ]);
    let second = attributes(&[
        ("Start", AttributeType::Float),
        ("place", AttributeType::Span),
        ("who", AttributeType::Reference("entities".into())),
        ("after", AttributeType::Reference("facts".into())),
        ("mood", AttributeType::Enum(names(&["calm", "very loud"]))),
        ("text", AttributeType::String),
    ]);
    vec![
        Arc::new(Schema::new("entities", names(&["PER", "LOC"]), first)),
        Arc::new(Schema::new("facts", names(&["fact", "LOC"]), second)),
    ]
}

/// A document of which each seed makes one annotation of each analyzer.
pub(crate) fn document(
    id: &str,
    text: &str,
    note: &str,
    seeds: &[(usize, usize)],
) -> OwnedDocument {
    let mut document = OwnedDocument::new(id, text).unwrap();
    document.set_metadata("published", "2020-02-03");
    document.set_metadata("title", note);
    document.set_metadata("section", note);
    let starts: Vec<u32> =
        (0..=text.len()).filter(|&it| text.is_char_boundary(it)).map(|it| it as u32).collect();
    let mut spans: Vec<Span> = seeds
        .iter()
        .map(|(a, b)| {
            let (a, b) = (starts[a % starts.len()], starts[b % starts.len()]);
            Span::new(a.min(b), a.max(b))
        })
        .collect();
    spans.sort_by(|a, b| a.reading_order(*b));
    let [entities, facts] = <[_; 2]>::try_from(schemas()).unwrap();
    let mut builder = LayerBuilder::new(entities, &document);
    for (index, span) in spans.iter().enumerate() {
        let attributes = [
            Attribute::new(0, note),
            Attribute::new(1, -(index as i64)),
            Attribute::new(2, index % 2 == 0),
        ];
        builder.emit((index % 2) as u16, *span, &attributes[..=index % 3]).unwrap();
    }
    let layer = builder.finish().unwrap();
    document.add_layer(layer);
    let mut builder = LayerBuilder::new(facts, &document);
    for (index, span) in spans.iter().enumerate() {
        let attributes = [
            Attribute::new(0, index as f64 + 0.5),
            Attribute::new(1, *span),
            Attribute { key: 2, value: Value::Reference(index as u32) },
            Attribute { key: 3, value: Value::Reference(0) },
            Attribute { key: 4, value: Value::Enum((index % 2) as u16) },
            Attribute::new(5, note),
        ];
        builder.emit((index % 2) as u16, *span, &attributes[index % 3..]).unwrap();
    }
    let layer = builder.finish().unwrap();
    document.add_layer(layer);
    document
}

/// Some documents of any text.
pub(crate) fn documents() -> impl Strategy<Value = Vec<OwnedDocument>> {
    let text = "(\\PC|[🎬é\u{301}\n\r\t\"\u{2028}\u{85}\u{c}\u{1c}\0 ]){0,60}";
    let note = "(\\PC|['=+@\\\\\"\u{0}-\u{1f}]){0,12}";
    let id = "(\\PC|[aA./\\\\:\0]){1,5}";
    let seeds = prop::collection::vec((0_usize..200, 0_usize..200), 0..5);
    let one = (id, text, note, seeds);
    let one = one.prop_map(|(id, text, note, seeds)| document(&id, &text, &note, &seeds));
    prop::collection::vec(one, 0..4)
}

/// What was written, and how.
pub(crate) struct Written {
    pub(crate) documents: Vec<OwnedDocument>,
    pub(crate) unit: OffsetUnit,
    pub(crate) with_text: bool,
}

impl Written {
    pub(crate) fn new(documents: Vec<OwnedDocument>) -> Self {
        Self { documents, unit: OffsetUnit::Chars, with_text: false }
    }

    /// The documents as the writer of the format makes them.
    pub(crate) fn pieces(&self, format: Format) -> Vec<Vec<u8>> {
        let style = Style { color: false, width: 80 };
        let writer = writer(format, self.unit, style, &schemas());
        let analyzers: Vec<_> = schemas().iter().map(|it| it.analyzer().to_owned()).collect();
        let piece = |document: &OwnedDocument| {
            let finished = Finished {
                document,
                path: "in/d.txt",
                status: Status::Ok,
                diagnostics: &["odd".to_owned(), "=1".to_owned()],
                analyzers: &analyzers,
                include_blocks: true,
                include_text: self.with_text,
            };
            let mut out = Vec::new();
            writer.document(&finished, &mut out);
            out
        };
        self.documents.iter().map(piece).collect()
    }

    /// Keeps them in the store of the format.
    pub(crate) fn store(&self, format: Format, path: &Path) {
        if format.place() == Place::File {
            fs::write(path, "").unwrap();
        }
        let mut store = store(format, self.unit, &schemas(), path).unwrap();
        self.pieces(format).iter().for_each(|it| store.document(it).unwrap());
        store.finish().unwrap();
    }

    /// The documents as JSONL has them.
    pub(crate) fn jsonl(&self) -> Vec<serde_json::Value> {
        let lines = self.pieces(Format::Jsonl);
        lines.iter().map(|it| serde_json::from_slice(it).unwrap()).collect()
    }

    /// The rows of `documents`, without their text, and of the two analyzers.
    pub(crate) fn rows(&self) -> [Vec<Vec<serde_json::Value>>; 3] {
        let mut tables = [vec![], vec![], vec![]];
        for (it, document) in self.jsonl().iter().zip(&self.documents) {
            let section = document.all_metadata().iter().find(|(key, _)| key == "section");
            let metadata = section.map_or(json!(null), |(_, value)| json!({"section": value}));
            tables[0].push(vec![
                it["id"].clone(),
                it["path"].clone(),
                it["published"].clone(),
                it["title"].clone(),
                json!(null),
                json!(null),
                json!(null),
                it["status"].clone(),
                json!("odd; =1"),
                metadata,
            ]);
            for annotation in it["annotations"].as_array().unwrap() {
                let attribute = |name: &str| annotation["attributes"][name].clone();
                let place = |name: &str| annotation["attributes"]["place"][name].clone();
                let of = ["id", "label", "start", "end", "text"].map(|name| &annotation[name]);
                let mut row = vec![it["id"].clone()];
                row.extend(of.into_iter().cloned());
                if annotation["analyzer"] == "entities" {
                    row.extend(["canonical", "entity", "sure"].map(attribute));
                    tables[1].push(row);
                } else {
                    row.push(attribute("Start"));
                    row.extend(["start", "end", "text"].map(place));
                    row.extend(["who", "after", "mood", "text"].map(attribute));
                    tables[2].push(row);
                }
            }
        }
        tables
    }
}

/// The field of metadata as it is told by [`Written::rows`].
pub(crate) fn parsed(metadata: &serde_json::Value) -> serde_json::Value {
    metadata.as_str().map_or(json!(null), |it| serde_json::from_str(it).unwrap())
}

/// Columns of the three tables.
pub(crate) const COLUMNS: [&str; 3] = [
    "id,path,published,title,outlet,url,language,status,diagnostics,metadata,text",
    "document,id,label,start,end,text,canonical,entity,sure",
    "document,id,label,start,end,text,Start_,place_start,place_end,place_text,who,after,mood,text_",
];

/// Names of the three tables.
pub(crate) const TABLES: [&str; 3] = ["documents", "entities", "facts"];
