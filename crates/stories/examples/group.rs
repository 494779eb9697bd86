//! Prints which documents belong to one story, as the table `stories`, and copies to standard error:
//! `group reports.jsonl > stories.json`, `group a.txt b.txt`. A line of JSONL holds `id`, `text` and maybe `published`.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program of a page")]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use rashomon_core::OwnedDocument;
use rashomon_stories::{Features, Grouper, Options};
use rashomon_text::{TextLayer, TextOptions};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut documents = Vec::new();
    for path in env::args().skip(1) {
        let text = fs::read_to_string(&path)?;
        if Path::new(&path).extension().is_none_or(|it| it != "jsonl") {
            documents.push(OwnedDocument::new(path, text)?);
            continue;
        }
        for line in text.lines() {
            let line: Value = serde_json::from_str(line)?;
            let field = |name: &str| line.get(name).and_then(Value::as_str).unwrap_or_default();
            let mut document = OwnedDocument::new(field("id"), field("text"))?;
            document.set_metadata("published", field("published"));
            documents.push(document);
        }
    }
    let mut layer = TextLayer::new(TextOptions::default());
    let mut grouper = Grouper::new(Options::default());
    let mut ids = Vec::new();
    for mut document in documents {
        layer.annotate(&mut document);
        grouper.add(Features::of(&document));
        ids.push(rashomon_core::Document::id(&document).to_owned());
    }
    let grouping = grouper.finish();
    for (id, original) in ids.iter().zip(&grouping.copy_of) {
        if let Some(original) = original.and_then(|it| ids.get(it as usize)) {
            eprintln!("{id} is a copy of {original}");
        }
    }
    let rows: Vec<_> =
        grouping.stories.iter().zip(&ids).map(|(story, id)| json!([story, id])).collect();
    let columns =
        json!([{"name": "story", "type": "integer"}, {"name": "document", "type": "string"}]);
    println!("{}", json!({"tables": [{"name": "stories", "columns": columns, "rows": rows}]}));
    Ok(())
}
