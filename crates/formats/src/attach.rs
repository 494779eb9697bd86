//! Layers out of the annotations that a document brings along.

use std::sync::Arc;

use rashomon_core::{OwnedDocument, Schema};

use crate::offsets::OffsetUnit;
use crate::read::BroughtAnnotation;

/// Makes layers of the annotations that a document brings; call it after the text layer is set, which drops layers.
pub fn attach(
    _document: &mut OwnedDocument,
    _brought: &[BroughtAnnotation],
    _unit: OffsetUnit,
    _schema_of: &dyn Fn(&str) -> Option<Arc<Schema>>,
) -> Vec<String> {
    Vec::new()
}
