//! A document between its reader and the corpus.

use serde_json::Value;

use super::BroughtAnnotation;
use super::metadata::Fields;

/// A document as a reader found it, before metadata and id are settled.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) line: Option<u64>,
    /// The path of the file with slashes, if the document has one to itself.
    pub(super) file: Option<String>,
    pub(super) content: Content,
    pub(super) fields: Fields,
    pub(super) brought: Vec<BroughtAnnotation>,
    pub(super) diagnostics: Vec<String>,
}

/// The text of a document, or what it is found in.
#[derive(Debug)]
pub(super) enum Content {
    Text(String),
    /// A web page, with the encoding that came with it.
    Page(Vec<u8>, Option<String>),
}

impl Raw {
    /// A document of which no more is known.
    pub(super) fn new(id: String, content: Content) -> Self {
        Self {
            id,
            path: String::new(),
            line: None,
            file: None,
            content,
            fields: Vec::new(),
            brought: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// How many bytes it holds in memory, about.
    pub(super) fn size(&self) -> usize {
        let content = match &self.content {
            Content::Text(text) => text.len(),
            Content::Page(bytes, _) => bytes.len(),
        };
        let fields: usize = self
            .fields
            .iter()
            .map(|(name, value)| size_of::<(String, String)>() + name.len() + value.len())
            .sum();
        let brought: usize = self.brought.iter().map(|it| size_of_value(&it.0)).sum();
        content + fields + brought
    }
}

/// How many bytes a value holds in memory, about. It is of no depth: the parser takes 128 levels at most.
fn size_of_value(value: &Value) -> usize {
    /// The least node of a map has room for eleven fields.
    const MAP: usize = 640;
    let held = match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(size_of_value).sum(),
        Value::Object(fields) if fields.is_empty() => 0,
        Value::Object(fields) => {
            MAP + fields.iter().map(|(name, it)| name.len() + size_of_value(it)).sum::<usize>()
        }
    };
    size_of::<Value>() + held
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn all_that_a_document_brings_counts() {
        let plain = Raw::new("a".into(), Content::Text("text".into()));
        assert_eq!(plain.size(), 4);
        let field = ("html".to_owned(), "x".repeat(1000));
        let wide =
            Raw { fields: vec![field], ..Raw::new("a".into(), Content::Text(String::new())) };
        assert!(wide.size() > 1000);
        let brought = vec![BroughtAnnotation(json!({"a": [1, "x".repeat(1000)]})); 3];
        let marked = Raw { brought, ..Raw::new("a".into(), Content::Text(String::new())) };
        assert!(marked.size() > 3000);
    }
}
