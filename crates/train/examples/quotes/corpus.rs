//! Annotated articles: texts with quotations, speakers and cues.

use std::collections::BTreeMap;

use rashomon_core::{Analyzer, LayerBuilder, OwnedDocument, Span};
use rashomon_text::{TextLayer, TextOptions};
use serde_json::Value;

/// An article with its attributions.
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) document: OwnedDocument,
    pub(crate) gold: Vec<Gold>,
    /// Byte offset of each code point, and of the end.
    offsets: Vec<u32>,
}

/// One attribution: pieces of content, mentions of the speaker, the cue.
#[derive(Default)]
pub(crate) struct Gold {
    pub(crate) contents: Vec<Span>,
    pub(crate) speakers: Vec<Span>,
    pub(crate) cue: Option<Span>,
}

impl Article {
    /// The code point at a byte offset.
    pub(crate) fn code_point(&self, offset: u32) -> usize {
        self.offsets.partition_point(|&it| it < offset)
    }
}

/// Reads a file; pieces of one attribution are joined if `join`.
pub(crate) fn read(path: &str, join: bool, analyzers: &[&dyn Annotate]) -> Vec<Article> {
    let text = std::fs::read_to_string(path).expect("the file can be read");
    let mut layer = TextLayer::new(TextOptions::default());
    text.lines()
        .filter(|it| !it.is_empty())
        .map(|line| {
            let row: Value = serde_json::from_str(line).expect("each line is a JSON object");
            let text = row["text"].as_str().expect("a text");
            let id = row["id"].as_str().expect("an id");
            let mut offsets: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
            offsets.push(text.len() as u32);
            let span = |value: &Value| {
                let at =
                    |value: &Value| value.as_u64().and_then(|it| offsets.get(it as usize)).copied();
                Some(Span::new(at(&value[0])?, at(&value[1])?))
            };
            let named = |value: &Value| {
                span(&Value::Array(vec![value["start"].clone(), value["end"].clone()]))
            };
            let mut gold: BTreeMap<(String, usize), Gold> = BTreeMap::new();
            for (index, quote) in row["quotes"].as_array().into_iter().flatten().enumerate() {
                let name = quote["aid"].as_str().unwrap_or_default().to_owned();
                let it = gold.entry((name, if join { 0 } else { index })).or_default();
                it.contents.extend(named(quote));
                it.cue = named(&quote["cue"]);
                it.speakers =
                    quote["sources"].as_array().into_iter().flatten().filter_map(span).collect();
                if it.speakers.is_empty() {
                    it.speakers.extend(named(&quote["speaker"]));
                }
            }
            let mut document = OwnedDocument::new(id, text).expect("articles are short");
            layer.annotate(&mut document);
            for analyzer in analyzers {
                analyzer.annotate(&mut document);
            }
            Article { id: id.to_owned(), document, gold: gold.into_values().collect(), offsets }
        })
        .collect()
}

/// An analyzer that has to run before.
pub(crate) trait Annotate {
    fn annotate(&self, document: &mut OwnedDocument);
}

impl<P: Analyzer + rashomon_core::Plugin> Annotate for P {
    fn annotate(&self, document: &mut OwnedDocument) {
        let schema = std::sync::Arc::new(rashomon_core::Schema::of(&P::INFO));
        let mut builder = LayerBuilder::new(schema, document);
        self.analyze(document, &mut builder).expect("the analyzer accepts the article");
        let layer = builder.finish().expect("the analyzer emits what it declares");
        document.add_layer(layer);
    }
}
