//! Reading a layer, on either side of the plugin boundary.

use std::fmt;
use std::sync::Arc;

use crate::ffi::abi::{Cell, Row};
use crate::ffi::{Keys, Names};
use crate::layer::Schema;
use crate::span::Span;
use crate::value::Value;

/// A finished layer that owns its columns.
#[derive(Debug)]
pub struct OwnedLayer {
    pub(crate) schema: Arc<Schema>,
    pub(crate) rows: Vec<Row>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) strings: String,
}

impl OwnedLayer {
    /// The labels and attributes it may hold.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// The layer for reading.
    pub fn view(&self) -> Layer<'_> {
        let names = self.schema.names();
        Layer {
            analyzer: self.schema.analyzer(),
            labels: names.labels(),
            keys: names.keys(),
            rows: &self.rows,
            cells: &self.cells,
            strings: &self.strings,
        }
    }
}

/// The annotations of one analyzer on one document: sorted by start, then the longer first. Borrowed, cheap to copy.
#[derive(Clone, Copy)]
pub struct Layer<'a> {
    pub(crate) analyzer: &'a str,
    pub(crate) labels: Names<'a>,
    pub(crate) keys: Keys<'a>,
    pub(crate) rows: &'a [Row],
    pub(crate) cells: &'a [Cell],
    pub(crate) strings: &'a str,
}

impl<'a> Layer<'a> {
    /// Name of the analyzer that made it.
    pub fn analyzer(self) -> &'a str {
        self.analyzer
    }

    /// Number of annotations.
    pub fn len(self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.rows.is_empty()
    }

    /// The annotation in this row; a [`Value::Reference`] holds such a number.
    pub fn get(self, row: u32) -> Option<Annotation<'a>> {
        self.rows.get(row as usize).map(|it| Annotation { layer: self, row: it, index: row })
    }

    /// All annotations, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Annotation<'a>> + DoubleEndedIterator {
        self.rows.iter().enumerate().map(move |(index, row)| Annotation {
            layer: self,
            row,
            index: index as u32,
        })
    }

    /// The annotations that start within `span`, in order.
    pub fn starting_in(
        self,
        span: Span,
    ) -> impl ExactSizeIterator<Item = Annotation<'a>> + DoubleEndedIterator {
        let first = self.rows.partition_point(|it| it.span.start() < span.start());
        let rows = &self.rows[first..];
        let rows = &rows[..rows.partition_point(|it| it.span.start() < span.end())];
        rows.iter().enumerate().map(move |(index, row)| Annotation {
            layer: self,
            row,
            index: (first + index) as u32,
        })
    }

    /// Index of the label with this name, to compare with [`Annotation::label_index`].
    pub fn label(self, name: &str) -> Option<u16> {
        (0..self.labels.len()).find(|&it| self.labels.get(it) == Some(name)).map(|it| it as u16)
    }

    /// Index of the attribute with this name, to read with [`Annotation::value`].
    pub fn key(self, name: &str) -> Option<u16> {
        (0..self.keys.len).find(|&it| self.keys.name(it) == Some(name)).map(|it| it as u16)
    }

    /// Name of the attribute with this index.
    pub fn key_name(self, key: u16) -> Option<&'a str> {
        self.keys.name(usize::from(key))
    }
}

impl fmt::Debug for Layer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// One finding: a span with a label and attributes.
#[derive(Clone, Copy)]
pub struct Annotation<'a> {
    layer: Layer<'a>,
    row: &'a Row,
    index: u32,
}

impl<'a> Annotation<'a> {
    /// Its row in the layer.
    pub fn index(self) -> u32 {
        self.index
    }

    /// Where it stands, in bytes.
    pub fn span(self) -> Span {
        self.row.span
    }

    /// Its label.
    pub fn label(self) -> &'a str {
        self.layer.labels.get(usize::from(self.row.label)).unwrap_or_default()
    }

    /// Index of its label.
    pub fn label_index(self) -> u16 {
        self.row.label
    }

    /// Its attributes in the order in which the analyzer gave them: index of the key, value.
    pub fn attributes(self) -> impl Iterator<Item = (u16, Value<'a>)> {
        self.cells().iter().map(move |cell| (cell.key, self.decode(cell)))
    }

    /// The attribute with this index, see [`Layer::key`].
    pub fn value(self, key: u16) -> Option<Value<'a>> {
        self.cells().iter().find(|it| it.key == key).map(|it| self.decode(it))
    }

    /// The attribute with this name. In a loop, look the index up once and use [`value`](Self::value).
    pub fn attribute(self, name: &str) -> Option<Value<'a>> {
        self.value(self.layer.key(name)?)
    }

    /// The text of a string attribute, or the name of an enumeration's member.
    pub fn text(self, name: &str) -> Option<&'a str> {
        let key = self.layer.key(name)?;
        match self.value(key)? {
            Value::String(text) => Some(text),
            Value::Enum(member) => self.layer.keys.member(usize::from(key), usize::from(member)),
            _ => None,
        }
    }

    /// The number in a float or integer attribute.
    pub fn number(self, name: &str) -> Option<f64> {
        match self.attribute(name)? {
            Value::Float(number) => Some(number),
            Value::Integer(number) => Some(number as f64),
            _ => None,
        }
    }

    /// The place in a span attribute.
    pub fn span_of(self, name: &str) -> Option<Span> {
        match self.attribute(name)? {
            Value::Span(span) => Some(span),
            _ => None,
        }
    }

    /// The row in a reference attribute.
    pub fn reference(self, name: &str) -> Option<u32> {
        match self.attribute(name)? {
            Value::Reference(row) => Some(row),
            _ => None,
        }
    }

    fn cells(self) -> &'a [Cell] {
        let first = self.row.first_cell as usize;
        self.layer.cells.get(first..first + usize::from(self.row.cells)).unwrap_or_default()
    }

    fn decode(self, cell: &Cell) -> Value<'a> {
        cell.decode(self.layer.strings)
    }
}

impl fmt::Debug for Annotation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} ", self.label(), self.span())?;
        let names = self
            .attributes()
            .map(|(key, value)| (self.layer.key_name(key).unwrap_or_default(), value));
        f.debug_map().entries(names).finish()
    }
}
