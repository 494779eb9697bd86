//! Collecting a layer on the host's side: every annotation is checked before it is kept.

use std::sync::Arc;

use crate::document::{Document, OwnedDocument};
use crate::error::EmitError;
use crate::ffi::abi::{self, Cell, KIND_REFERENCE, KIND_SPAN, KIND_STRING, Row};
use crate::layer::order::Order;
use crate::layer::rule::{Given, Rule};
use crate::layer::{AttributeType, OwnedLayer, Room, Schema};
use crate::sink::{AnnotationId, Attribute, Sink};
use crate::span::Span;

/// Annotations that a text of no length may have; each byte allows for [`ROWS_PER_BYTE`] more.
const ROWS_AT_LEAST: usize = 4096;
const ROWS_PER_BYTE: usize = 4;
/// Attributes that so many annotations may have together, for each.
const CELLS_PER_ROW: usize = 16;
/// Bytes of attribute text that all annotations of a text of no length may have; each byte allows for
/// [`STRINGS_PER_BYTE`] more.
const STRINGS_AT_LEAST: usize = 64 << 20;
const STRINGS_PER_BYTE: usize = 16;
/// What can be numbered: rows, cells and bytes of text have indices of 32 bits.
const MOST: usize = u32::MAX as usize;

/// Checks and collects what an analyzer emits for one document.
#[derive(Debug)]
pub struct LayerBuilder<'d> {
    schema: Arc<Schema>,
    text: &'d str,
    /// Rows, and bytes of attribute text, that the layer may have.
    most_rows: usize,
    most_strings: usize,
    /// What each attribute may hold.
    rules: Vec<Rule>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    strings: String,
    refused: Option<EmitError>,
}

impl<'d> LayerBuilder<'d> {
    /// An empty layer for `document`, whose earlier layers its references may name.
    pub fn new(schema: Arc<Schema>, document: &'d OwnedDocument) -> Self {
        Self::with_room(schema, document, &Room::default())
    }

    /// The same, with as much room as others of its layers took.
    pub(crate) fn with_room(schema: Arc<Schema>, document: &'d OwnedDocument, room: &Room) -> Self {
        let rule = |(_, kind): &(String, AttributeType)| Rule::new(kind, &schema, document);
        let rules = schema.attributes().iter().map(rule).collect();
        let text = document.text();
        let allowed = |at_least: usize, per_byte: usize| {
            text.len().saturating_mul(per_byte).saturating_add(at_least).min(MOST)
        };
        let [rows, cells, strings] = room.of(text.len());
        Self {
            schema,
            text,
            most_rows: allowed(ROWS_AT_LEAST, ROWS_PER_BYTE),
            most_strings: allowed(STRINGS_AT_LEAST, STRINGS_PER_BYTE),
            rules,
            rows: Vec::with_capacity(rows),
            cells: Vec::with_capacity(cells),
            strings: String::with_capacity(strings),
            refused: None,
        }
    }

    /// Ends the layer: sorts the rows and turns references to this analyzer's own annotations into rows.
    ///
    /// # Errors
    /// The first refusal, if any annotation was refused, or a reference to an annotation that was never emitted.
    pub fn finish(mut self) -> Result<OwnedLayer, EmitError> {
        if let Some(error) = self.refused {
            return Err(error);
        }
        let order = Order::of(&self.rows, self.text.len());
        self.renumber(&order)?;
        let rows = order.sorted(self.rows);
        Ok(OwnedLayer { schema: self.schema, rows, cells: self.cells, strings: self.strings })
    }

    /// Turns references to annotations of the layer itself, in the order in which they were emitted, into rows.
    fn renumber(&mut self, order: &Order) -> Result<(), EmitError> {
        if !self.rules.iter().any(|it| it.refers_to_own) {
            return Ok(());
        }
        for cell in self.cells.iter_mut().filter(|it| it.kind == KIND_REFERENCE) {
            if self.rules[usize::from(cell.key)].refers_to_own {
                let row =
                    order.row_of(cell.payload as usize).ok_or(EmitError::DanglingReference)?;
                cell.payload = u64::from(row);
            }
        }
        Ok(())
    }

    /// Keeps a refusal that happened outside [`emit`](Sink::emit), so that [`finish`](Self::finish) reports it.
    pub(crate) fn refuse(&mut self, error: EmitError) -> EmitError {
        *self.refused.get_or_insert(error)
    }

    fn check_span(&self, span: Span) -> Result<(), EmitError> {
        if span.start() > span.end() || span.end() as usize > self.text.len() {
            return Err(EmitError::OutOfBounds);
        }
        let on_boundary = |it: u32| self.text.is_char_boundary(it as usize);
        if on_boundary(span.start()) && on_boundary(span.end()) {
            Ok(())
        } else {
            Err(EmitError::CharacterBoundary)
        }
    }

    /// Takes an annotation in whose attributes come one by one, each of which may be wrong in itself; what is refused
    /// leaves nothing behind.
    #[inline]
    pub(crate) fn take<'a>(
        &mut self,
        label: u16,
        span: Span,
        attributes: impl ExactSizeIterator<Item = Given<'a>>,
    ) -> Result<AnnotationId, EmitError> {
        let (cells, strings) = (self.cells.len(), self.strings.len());
        // Repeated keys are refused and keys are u16, so the number of attributes fits.
        let count = attributes.len() as u16;
        if let Err(error) = self.check(label, span).and_then(|()| self.take_cells(attributes)) {
            self.cells.truncate(cells);
            self.strings.truncate(strings);
            return Err(self.refuse(error));
        }
        let id = AnnotationId(self.rows.len() as u32);
        self.rows.push(Row { span, first_cell: cells as u32, cells: count, label });
        Ok(id)
    }

    fn check(&self, label: u16, span: Span) -> Result<(), EmitError> {
        self.check_span(span)?;
        if usize::from(label) >= self.schema.labels().len() {
            return Err(EmitError::UnknownLabel);
        }
        if self.rows.len() >= self.most_rows { Err(EmitError::TooMany) } else { Ok(()) }
    }

    #[inline]
    fn take_cells<'a>(
        &mut self,
        attributes: impl ExactSizeIterator<Item = Given<'a>>,
    ) -> Result<(), EmitError> {
        let first = self.cells.len();
        if first + attributes.len() > self.most_rows.saturating_mul(CELLS_PER_ROW).min(MOST) {
            return Err(EmitError::TooMany);
        }
        // The last digits of the keys so far.
        let mut seen = 0_u64;
        for given in attributes {
            let text = given.text?;
            let rule = self.rules.get(usize::from(given.key));
            let rule = rule.ok_or_else(|| given.refusal())?;
            let payload = rule.takes(&given).ok_or(EmitError::WrongType)?;
            let digits = 1 << (given.key % 64);
            if seen & digits != 0 && self.cells[first..].iter().any(|it| it.key == given.key) {
                return Err(EmitError::RepeatedAttribute);
            }
            seen |= digits;
            let mut cell = Cell { key: given.key, kind: given.kind, length: 0, payload };
            match given.kind {
                KIND_STRING => {
                    if self.strings.len().saturating_add(text.len()) > self.most_strings {
                        return Err(EmitError::TooMany);
                    }
                    cell.payload = self.strings.len() as u64;
                    cell.length = text.len() as u32;
                    self.strings.push_str(text);
                }
                KIND_SPAN => self.check_span(abi::span_of(payload))?,
                KIND_REFERENCE if payload >= rule.limit => {
                    return Err(EmitError::DanglingReference);
                }
                _ => {}
            }
            self.cells.push(cell);
        }
        Ok(())
    }
}

impl Sink for LayerBuilder<'_> {
    fn emit(
        &mut self,
        label: u16,
        span: Span,
        attributes: &[Attribute<'_>],
    ) -> Result<AnnotationId, EmitError> {
        self.take(label, span, attributes.iter().map(|it| Given::new(*it)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{LayerBuilder, STRINGS_AT_LEAST, STRINGS_PER_BYTE};
    use crate::document::OwnedDocument;
    use crate::error::EmitError;
    use crate::layer::{AttributeType, Schema};
    use crate::sink::{Attribute, Sink as _};
    use crate::span::Span;

    #[test]
    fn attribute_texts_together_have_a_limit() {
        let kinds = ["a", "b"].map(|it| (it.to_owned(), AttributeType::String)).into();
        let schema = Arc::new(Schema::new("notes", vec!["note".into()], kinds));
        let document = OwnedDocument::new("d", "four").expect("it is short");
        let long = "x".repeat(STRINGS_AT_LEAST + STRINGS_PER_BYTE * 4);
        let (half, rest) = long.split_at(long.len() / 2);
        let emit = |builder: &mut LayerBuilder<'_>, texts: [&str; 2]| {
            let attributes = [Attribute::new(0, texts[0]), Attribute::new(1, texts[1])];
            builder.emit(0, Span::new(0, 4), &attributes)
        };
        let mut builder = LayerBuilder::new(schema.clone(), &document);
        assert_eq!(emit(&mut builder, [&long, "x"]), Err(EmitError::TooMany));
        let mut builder = LayerBuilder::new(schema, &document);
        assert!(emit(&mut builder, [half, rest]).is_ok());
        assert_eq!(emit(&mut builder, ["x", ""]), Err(EmitError::TooMany));
        assert_eq!(builder.finish().map(|it| it.view().len()), Err(EmitError::TooMany));
    }

    #[test]
    fn no_attribute_comes_twice() {
        let kinds = (0..130).map(|it| (it.to_string(), AttributeType::Bool)).collect();
        let schema = Arc::new(Schema::new("notes", vec!["note".into()], kinds));
        let document = OwnedDocument::new("d", "four").expect("it is short");
        let emit = |keys: &[u16]| {
            let attributes: Vec<_> = keys.iter().map(|&it| Attribute::new(it, true)).collect();
            LayerBuilder::new(schema.clone(), &document).emit(0, Span::new(0, 4), &attributes)
        };
        // The last digits of all of these are the same.
        assert!(emit(&[1, 65, 129]).is_ok());
        assert_eq!(emit(&[1, 65, 129, 65]), Err(EmitError::RepeatedAttribute));
        assert_eq!(emit(&[2, 1, 2]), Err(EmitError::RepeatedAttribute));
    }
}
