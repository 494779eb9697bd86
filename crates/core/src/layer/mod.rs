//! Layers: the finished annotations of one analyzer on one document, in columns.

mod builder;
mod schema;
mod view;

pub use self::builder::LayerBuilder;
pub use self::schema::{AttributeType, Schema};
pub use self::view::{Annotation, Layer, OwnedLayer};
