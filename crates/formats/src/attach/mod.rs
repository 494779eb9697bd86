//! Layers out of the annotations that a document brings along.

mod infer;
mod parse;

use std::collections::HashMap;
use std::sync::Arc;

use rashomon_core::{
    Attribute, AttributeType, Document, EmitError, LayerBuilder, OwnedDocument, OwnedLayer, Schema,
    Sink, Value,
};

use self::parse::{Found, Given, Parser};
use crate::offsets::{OffsetUnit, Offsets};
use crate::read::BroughtAnnotation;

/// Diagnostics that are told of one document; the others are counted.
const TOLD: usize = 10;

/// Makes layers of the annotations that a document brings; call it after the text layer is set, which drops layers.
///
/// `schema_of` tells what a known analyzer declares; for others a schema is inferred from what is there. Offsets are
/// counted in `unit`. An annotation whose label or span does not fit is left out, and so is an attribute that does not
/// fit or that refers to nothing; what comes back names each. An analyzer of which nothing fits gets no layer. What
/// comes back names also the analyzers that `schema_of` does not know: others can read their layers, but results do not
/// print them.
pub fn attach(
    document: &mut OwnedDocument,
    brought: &[BroughtAnnotation],
    unit: OffsetUnit,
    schema_of: &dyn Fn(&str) -> Option<Arc<Schema>>,
) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    let layers = parse_all(document, brought, unit, schema_of, &mut diagnostics);
    let mut rows = HashMap::new();
    for (schema, found) in in_order_of_reference(layers) {
        for (row, id) in
            found.iter().enumerate().filter_map(|(row, it)| Some((row, it.id.clone()?)))
        {
            rows.entry((schema.analyzer().to_owned(), id)).or_insert(row as u32);
        }
        match build(&schema, &found, &rows, document, &mut diagnostics) {
            Ok(layer) if !found.is_empty() => document.add_layer(layer),
            Ok(_) => {}
            Err(error) => diagnostics
                .add(format!("the annotations of {:?} are left out: {error}", schema.analyzer())),
        }
    }
    diagnostics.finish()
}

/// What a document brings of one analyzer, in reading order: the number of an annotation is then its row in the layer.
type Brought = (Arc<Schema>, Vec<Found>);

fn parse_all(
    document: &OwnedDocument,
    brought: &[BroughtAnnotation],
    unit: OffsetUnit,
    schema_of: &dyn Fn(&str) -> Option<Arc<Schema>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Brought> {
    let mut analyzers: Vec<(&str, Vec<(usize, &serde_json::Value)>)> = Vec::new();
    for (index, BroughtAnnotation(value)) in brought.iter().enumerate() {
        let name = value.get("analyzer").and_then(|it| it.as_str()).unwrap_or_default();
        if name.is_empty() {
            let which = parse::name(index, value);
            diagnostics.add(format!("annotation {which} is left out: it has no \"analyzer\""));
            continue;
        }
        match analyzers.iter_mut().find(|(it, _)| *it == name) {
            Some((_, values)) => values.push((index, value)),
            None => analyzers.push((name, vec![(index, value)])),
        }
    }
    let offsets = Offsets::new(document.text(), unit);
    let mut layers = Vec::with_capacity(analyzers.len());
    for (analyzer, values) in analyzers {
        let schema = schema_of(analyzer).unwrap_or_else(|| {
            diagnostics.add(format!(
                "annotations of {analyzer:?} were brought, but it is not among the analyzers that are printed"
            ));
            Arc::new(infer::schema(analyzer, values.iter().map(|(_, it)| *it)))
        });
        let parser = Parser { document, offsets: &offsets, schema: &schema };
        let mut found = Vec::with_capacity(values.len());
        for (index, value) in values {
            let name = parse::name(index, value);
            match parser.annotation(name.clone(), value, diagnostics) {
                Ok(it) => found.push(it),
                Err(reason) => diagnostics
                    .add(format!("annotation {name} of {analyzer:?} is left out: {reason}")),
            }
        }
        found.sort_by(|a, b| a.span.reading_order(b.span));
        layers.push((schema, found));
    }
    layers
}

/// Puts layers behind those that they refer to. In a circle the order is that of the document.
fn in_order_of_reference(mut layers: Vec<Brought>) -> Vec<Brought> {
    let refers = |(from, _): &Brought, (to, _): &Brought| {
        let names = |kind: &AttributeType| matches!(kind, AttributeType::Reference(it) if it == to.analyzer());
        from.analyzer() != to.analyzer() && from.attributes().iter().any(|(_, kind)| names(kind))
    };
    let mut ordered = Vec::with_capacity(layers.len());
    while !layers.is_empty() {
        let next = layers.iter().position(|it| !layers.iter().any(|other| refers(it, other)));
        ordered.push(layers.remove(next.unwrap_or(0)));
    }
    ordered
}

/// Makes a layer. `rows` tells which row has which id, for the analyzers whose layers are made.
fn build(
    schema: &Arc<Schema>,
    found: &[Found],
    rows: &HashMap<(String, String), u32>,
    document: &OwnedDocument,
    diagnostics: &mut Diagnostics,
) -> Result<OwnedLayer, EmitError> {
    let mut builder = LayerBuilder::new(Arc::clone(schema), document);
    for annotation in found {
        let mut attributes = Vec::with_capacity(annotation.attributes.len());
        for (key, given) in &annotation.attributes {
            let (name, kind) = &schema.attributes()[usize::from(*key)];
            let value = match given {
                Given::String(text) => Value::String(text),
                Given::Float(number) => Value::Float(*number),
                Given::Integer(number) => Value::Integer(*number),
                Given::Bool(yes) => Value::Bool(*yes),
                Given::Span(span) => Value::Span(*span),
                Given::Enum(member) => Value::Enum(*member),
                Given::Reference(id) => {
                    let AttributeType::Reference(target) = kind else { continue };
                    let Some(row) = rows.get(&(target.clone(), id.clone())) else {
                        diagnostics.add(format!(
                            "attribute {name:?} of annotation {} of {:?} is left out: the document brings no \
                             annotation {id} of {target:?}",
                            annotation.name,
                            schema.analyzer()
                        ));
                        continue;
                    };
                    Value::Reference(*row)
                }
            };
            attributes.push(Attribute { key: *key, value });
        }
        builder.emit(annotation.label, annotation.span, &attributes)?;
    }
    builder.finish()
}

/// What was left out and why.
#[derive(Default)]
struct Diagnostics {
    told: Vec<String>,
    untold: usize,
}

impl Diagnostics {
    fn add(&mut self, diagnostic: String) {
        if self.told.contains(&diagnostic) {
            return;
        }
        if self.told.len() < TOLD {
            self.told.push(diagnostic);
        } else {
            self.untold += 1;
        }
    }

    fn finish(mut self) -> Vec<String> {
        if self.untold > 0 {
            self.told.push(format!("and {} more about the annotations it brings", self.untold));
        }
        self.told
    }
}
