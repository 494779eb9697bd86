//! What holds for every finished layer.

use rashomon_core::{Document, OwnedDocument, OwnedLayer, Value};

/// Panics unless all layers of the document are such as analyzers and writers rely on.
pub(crate) fn check_all(document: &OwnedDocument) {
    document.layers().iter().for_each(|it| check(document, it));
}

/// Panics unless the layer is sorted, lies in the text and refers to what is there.
pub(crate) fn check(document: &OwnedDocument, layer: &OwnedLayer) {
    let (view, schema) = (layer.view(), layer.schema());
    let in_text = |span: rashomon_core::Span| {
        assert!(document.text().get(span.range()).is_some(), "{span:?} is no place in the text");
    };
    for (one, next) in view.iter().zip(view.iter().skip(1)) {
        assert!(one.span().reading_order(next.span()).is_le(), "{one:?} stands before {next:?}");
    }
    for annotation in view.iter() {
        in_text(annotation.span());
        assert!(schema.labels().iter().any(|it| it == annotation.label()), "{annotation:?}");
        for (index, (name, kind)) in schema.attributes().iter().enumerate() {
            let Some(value) = annotation.value(index as u16) else { continue };
            assert!(kind.takes(value), "{name} of {annotation:?}");
            match value {
                Value::Span(span) => in_text(span),
                Value::Reference(row) => {
                    let rashomon_core::AttributeType::Reference(target) = kind else { continue };
                    let rows = if target == schema.analyzer() {
                        view.len()
                    } else {
                        document.layer(target).map_or(0, rashomon_core::Layer::len)
                    };
                    assert!((row as usize) < rows, "{name} of {annotation:?} refers to nothing");
                }
                _ => {}
            }
        }
    }
}
