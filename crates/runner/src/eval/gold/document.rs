//! One line of a gold file.

use std::collections::{BTreeMap, HashMap};

use rashomon_core::Span;
use rashomon_formats::{BroughtAnnotation, Offsets, is_date};
use serde_json::{Value, json};

use super::Gold;
use super::form::{JUDGEMENT, OWN, Object, Places};
use crate::eval::item::{Datum, Item};

/// What every line may hold that is not metadata of the document.
const NOT_METADATA: [&str; 6] = ["id", "text", "label", "score", "status", "path"];

/// One text with what is to be found in it.
#[derive(Debug)]
pub(crate) struct GoldDocument {
    pub(crate) line: u64,
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) metadata: Vec<(String, String)>,
    pub(crate) items: Vec<Item>,
    /// Annotations of other analyzers, by their names.
    pub(crate) brought: BTreeMap<String, Vec<BroughtAnnotation>>,
    /// The places of annotations that have an id: what references refer to.
    pub(crate) places: HashMap<String, Span>,
    /// What is odd about it and what was done.
    pub(super) odd: Vec<String>,
}

impl GoldDocument {
    /// Reads a line, with the labels of its annotations, which some files do not have.
    ///
    /// # Errors
    /// What is wrong with it and what to do.
    pub(super) fn read(
        gold: &Gold,
        (line, id): (u64, &str),
        mut object: Object,
    ) -> Result<(Self, Vec<Option<String>>), String> {
        let text = match object.remove("text") {
            Some(Value::String(text)) => text,
            _ if object.contains_key("diagnostics") => {
                return Err("has no \"text\"; results of a run need --with-text to be gold".into());
            }
            _ => {
                return Err("has no \"text\"; give each line a field \"text\" with the text".into());
            }
        };
        let place = Places { text: &text, offsets: Offsets::new(&text, gold.offsets) };
        let (labels, items) = gold.form.items(&object, &gold.analyzer, &place)?.into_iter().unzip();
        let mut brought: BTreeMap<String, Vec<BroughtAnnotation>> = BTreeMap::new();
        let mut places = HashMap::new();
        let list = object.get(OWN.key).and_then(Value::as_array).into_iter().flatten();
        for annotation in list {
            if let (Some(id), Ok(span)) = (annotation.get("id"), place.span(annotation)) {
                places.insert(id.to_string(), span);
            }
            let analyzer = annotation.get("analyzer").and_then(Value::as_str).unwrap_or_default();
            if analyzer != gold.analyzer {
                brought
                    .entry(analyzer.to_owned())
                    .or_default()
                    .push(BroughtAnnotation(annotation.clone()));
            }
        }
        let target = object.get("target").filter(|it| it.is_object());
        if let (true, Some(target)) = (gold.form.key == JUDGEMENT.key, target) {
            let span = place.span(target)?;
            let name = text.get(span.range()).unwrap_or_default();
            // A target is an entity, whatever its label.
            let entity = json!({
                "id": 0, "analyzer": "entities", "label": "PER", "start": target["start"], "end": target["end"],
                "attributes": {"canonical": name, "entity": 0}
            });
            brought.entry("entities".into()).or_insert_with(|| vec![BroughtAnnotation(entity)]);
        }
        let mut odd = Vec::new();
        let metadata = object.iter().filter(|(key, _)| !NOT_METADATA.contains(&key.as_str()));
        let metadata = metadata.filter_map(|(key, value)| {
            let key = if key == "dct" { "published" } else { key };
            let value = scalar(value)?;
            if key == "published" && !is_date(&value) {
                odd.push(format!(
                    "{key} {value:?} is not an ISO 8601 date such as 2022-02-08 and is left out"
                ));
                return None;
            }
            Some((key.to_owned(), value))
        });
        let metadata = metadata.collect();
        Ok((Self { line, id: id.to_owned(), text, metadata, items, brought, places, odd }, labels))
    }

    /// Number of annotations that say what another one says.
    pub(super) fn doubles(&self) -> usize {
        let mut items: Vec<_> = self.items.iter().filter(|it| it.span.is_some()).collect();
        items.sort_by_key(|it| (it.span.map(|it| (it.start(), it.end())), &it.label));
        items.windows(2).filter(|pair| pair[0] == pair[1]).count()
    }

    /// The place that a reference refers to.
    pub(crate) fn place_of(&self, reference: &Datum) -> Option<Span> {
        match reference {
            Datum::Number(id) => self.places.get(&id.to_string()).copied(),
            Datum::Text(id) => self.places.get(&Value::from(id.as_str()).to_string()).copied(),
            _ => None,
        }
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
