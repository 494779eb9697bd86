//! Who and what is named: one item for each entity, by label, the most often named first.

use std::collections::HashMap;

use rashomon_core::{Document, Layer, OwnedDocument, Value};

use crate::page::{Ink, Page, Piece};

/// Entities shown of one label.
const MOST: usize = 12;
/// Labels in the order in which they are shown, each with what people call it; other labels follow under their names.
const HEADINGS: [(&str, &str); 4] =
    [("PER", "People"), ("LOC", "Places"), ("ORG", "Organisations"), ("MISC", "Other names")];

struct Entity<'a> {
    name: &'a str,
    mentions: usize,
    /// Mentions by label.
    labels: Vec<(&'a str, usize)>,
}

impl<'a> Entity<'a> {
    /// The label that most of its mentions have, the earlier one if two have as many.
    fn label(&self) -> &'a str {
        let most = self.labels.iter().rev().max_by_key(|(_, count)| *count);
        most.map_or("", |(label, _)| label)
    }
}

pub(super) fn write(document: &OwnedDocument, layer: Layer<'_>, page: &mut Page<'_>) {
    let mut entities = collect(document, layer);
    entities.sort_by_key(|it| std::cmp::Reverse(it.mentions));
    let mut headings: Vec<(&str, &str)> = HEADINGS.into();
    for entity in &entities {
        if !headings.iter().any(|(label, _)| *label == entity.label()) {
            headings.push((entity.label(), entity.label()));
        }
    }
    for (label, heading) in headings {
        let item = |it: &Entity<'_>| {
            let count = if it.mentions > 1 { format!(" {}", it.mentions) } else { String::new() };
            vec![Piece::new(Ink::Plain, it.name), Piece::new(Ink::Faint, &count)]
        };
        let items = entities.iter().filter(|it| it.label() == label).map(item).collect();
        page.items(heading, items, MOST);
    }
}

fn collect<'a>(document: &'a OwnedDocument, layer: Layer<'a>) -> Vec<Entity<'a>> {
    let (cluster, canonical) = (layer.key("entity"), layer.key("canonical"));
    let mut entities: Vec<Entity<'_>> = Vec::new();
    let mut by_cluster: HashMap<i64, usize> = HashMap::new();
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for mention in layer.iter() {
        let name = match canonical.and_then(|it| mention.value(it)) {
            Some(Value::String(name)) => name,
            _ => document.slice(mention.span()),
        };
        let next = entities.len();
        let index = match cluster.and_then(|it| mention.value(it)) {
            Some(Value::Integer(number)) => *by_cluster.entry(number).or_insert(next),
            _ => *by_name.entry(name).or_insert(next),
        };
        if index == next {
            entities.push(Entity { name, mentions: 0, labels: Vec::new() });
        }
        let entity = &mut entities[index];
        entity.mentions += 1;
        match entity.labels.iter_mut().find(|(label, _)| *label == mention.label()) {
            Some((_, count)) => *count += 1,
            None => entity.labels.push((mention.label(), 1)),
        }
    }
    entities
}
