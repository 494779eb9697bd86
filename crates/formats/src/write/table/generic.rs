//! The findings of an analyzer that this table does not know: label, text, attributes.

use rashomon_core::{Annotation, AttributeType, Document, OwnedDocument, OwnedLayer, Value};

use super::name_of;
use crate::page::{Ink, Page, Piece, clean};

/// Findings shown.
const MOST: usize = 10;
/// Columns that a label may take.
const LABEL: usize = 16;

pub(super) fn write(document: &OwnedDocument, layer: &OwnedLayer, page: &mut Page<'_>) {
    let analyzer = layer.schema().analyzer();
    let labels = layer.view().iter().take(MOST + 1).map(|it| it.label().chars().count());
    let column = labels.max().unwrap_or(0).min(LABEL) + 2;
    let rows = layer.view().iter().map(|it| row(document, layer, it, column, page.room()));
    page.rows(&capitalized(analyzer), rows.collect(), MOST);
}

fn row(
    document: &OwnedDocument,
    layer: &OwnedLayer,
    annotation: Annotation<'_>,
    column: usize,
    room: usize,
) -> Vec<Piece> {
    let label = Piece::new(Ink::Name, annotation.label()).cut(column - 2).pad(column);
    let mut attributes = String::new();
    for (key, value) in annotation.attributes() {
        let Some((name, kind)) = layer.schema().attributes().get(usize::from(key)) else {
            continue;
        };
        attributes.push_str("  ");
        attributes.push_str(&clean(name));
        attributes.push('=');
        attributes.push_str(&clean(&shown(document, kind, value)));
    }
    let room = room.saturating_sub(column);
    // The text goes first; attributes get half of the room where both are long.
    let attributes = Piece::own(Ink::Faint, attributes);
    let text = Piece::new(Ink::Plain, document.slice(annotation.span()));
    let text = text.cut(room.saturating_sub(attributes.width()).max(room / 2));
    let attributes = attributes.cut(room - text.width());
    vec![label, text, attributes]
}

fn shown(document: &OwnedDocument, kind: &AttributeType, value: Value<'_>) -> String {
    match (value, kind) {
        (Value::String(text), _) => text.into(),
        (Value::Float(number), _) => number.to_string(),
        (Value::Integer(number), _) => number.to_string(),
        (Value::Bool(yes), _) => yes.to_string(),
        (Value::Span(span), _) => format!("‘{}’", document.slice(span)),
        (Value::Reference(row), AttributeType::Reference(analyzer)) => {
            name_of(document, analyzer, row).unwrap_or_default().into()
        }
        (Value::Enum(member), AttributeType::Enum(members)) => {
            members.get(usize::from(member)).cloned().unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn capitalized(name: &str) -> String {
    let mut characters = name.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
