//! Which labels and attributes a layer may hold.

use crate::ffi::NameTable;
use crate::info::{AttributeKind, Info};
use crate::value::Value;

/// Labels, attributes, members of an enumeration: as many as 16 bits can number.
const MOST: usize = 1 << 16;

/// The labels and attributes of one analyzer, as its [`Info`] declares them or as a corpus brings them along.
#[derive(Debug)]
pub struct Schema {
    analyzer: String,
    labels: Vec<String>,
    attributes: Vec<(String, AttributeType)>,
    names: NameTable,
}

/// [`AttributeKind`] with names of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum AttributeType {
    /// Text.
    String,
    /// Finite floating-point number.
    Float,
    /// Integer.
    Integer,
    /// Yes or no.
    Bool,
    /// A place in the text.
    Span,
    /// An annotation of the analyzer with this name.
    Reference(String),
    /// One of these members.
    Enum(Vec<String>),
}

impl Schema {
    /// The schema of `analyzer`, with labels and attributes in the order of their indices. What an index of 16 bits does
    /// not reach is left out, so that no other can stand for it: a label of a corpus that has ever more of them is unknown.
    pub fn new(
        analyzer: impl Into<String>,
        mut labels: Vec<String>,
        mut attributes: Vec<(String, AttributeType)>,
    ) -> Self {
        let analyzer = analyzer.into();
        labels.truncate(MOST);
        attributes.truncate(MOST);
        for (_, kind) in &mut attributes {
            if let AttributeType::Enum(members) = kind {
                members.truncate(MOST);
            }
        }
        let names = NameTable::new(&labels, &attributes);
        Self { analyzer, labels, attributes, names }
    }

    /// The schema that an analyzer declares.
    pub fn of(info: &Info) -> Self {
        let labels = info.labels.iter().map(|it| it.name.into()).collect();
        let attributes = info
            .attributes
            .iter()
            .map(|it| (it.name.into(), AttributeType::from(it.kind)))
            .collect();
        Self::new(info.name, labels, attributes)
    }

    /// Name of the analyzer.
    pub fn analyzer(&self) -> &str {
        &self.analyzer
    }

    /// Labels, by index.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Names and types of attributes, by index.
    pub fn attributes(&self) -> &[(String, AttributeType)] {
        &self.attributes
    }

    /// Index of the label with this name.
    pub fn label(&self, name: &str) -> Option<u16> {
        self.labels.iter().position(|it| it == name).map(|it| it as u16)
    }

    /// Index of the attribute with this name.
    pub fn key(&self, name: &str) -> Option<u16> {
        self.attributes.iter().position(|(it, _)| it == name).map(|it| it as u16)
    }

    pub(crate) fn names(&self) -> &NameTable {
        &self.names
    }
}

impl AttributeType {
    /// Whether a value of this sort may stand where the type is declared.
    pub fn takes(&self, value: Value<'_>) -> bool {
        match (self, value) {
            (Self::String, Value::String(_))
            | (Self::Integer, Value::Integer(_))
            | (Self::Bool, Value::Bool(_))
            | (Self::Span, Value::Span(_))
            | (Self::Reference(_), Value::Reference(_)) => true,
            (Self::Float, Value::Float(number)) => number.is_finite(),
            (Self::Enum(members), Value::Enum(index)) => usize::from(index) < members.len(),
            _ => false,
        }
    }
}

impl From<AttributeKind> for AttributeType {
    fn from(kind: AttributeKind) -> Self {
        match kind {
            AttributeKind::String => Self::String,
            AttributeKind::Float => Self::Float,
            AttributeKind::Integer => Self::Integer,
            AttributeKind::Bool => Self::Bool,
            AttributeKind::Span => Self::Span,
            AttributeKind::Reference(target) => Self::Reference(target.into()),
            AttributeKind::Enum(members) => {
                Self::Enum(members.iter().map(|&it| it.into()).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Schema};

    #[test]
    fn no_label_stands_for_one_that_has_no_number() {
        let labels = (0..=MOST).map(|it| it.to_string()).collect();
        let schema = Schema::new("many", labels, Vec::new());
        assert_eq!(schema.label("65535"), Some(u16::MAX));
        assert_eq!(schema.label("65536"), None);
    }
}
