//! Layers: the finished annotations of one analyzer on one document, in columns.

mod builder;
mod order;
mod room;
mod rule;
mod schema;
mod view;

pub use self::builder::LayerBuilder;
pub(crate) use self::room::Room;
pub(crate) use self::rule::Given;
pub use self::schema::{AttributeType, Schema};
pub use self::view::{Annotation, Layer, OwnedLayer};
