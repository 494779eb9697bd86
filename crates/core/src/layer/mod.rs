//! Layers: the finished annotations of one analyzer on one document, in columns.

mod builder;
mod order;
mod room;
mod schema;
mod view;

pub(crate) use self::builder::Given;
pub use self::builder::LayerBuilder;
pub(crate) use self::room::Room;
pub use self::schema::{AttributeType, Schema};
pub use self::view::{Annotation, Layer, OwnedLayer};
