//! Collecting a layer on the host's side: every annotation is checked before it is kept.

use std::sync::Arc;

use crate::document::{Document, OwnedDocument};
use crate::error::EmitError;
use crate::ffi::abi::{Cell, Row};
use crate::layer::{AttributeType, OwnedLayer, Schema};
use crate::sink::{AnnotationId, Attribute, Sink};
use crate::span::Span;
use crate::value::Value;

/// Annotations that a text of no length may have; each byte allows for [`ROWS_PER_BYTE`] more.
const ROWS_AT_LEAST: usize = 4096;
const ROWS_PER_BYTE: usize = 4;
/// Attributes that so many annotations may have together, for each.
const CELLS_PER_ROW: usize = 16;
/// Bytes of attribute text that all annotations of a text of no length may have; each byte allows for
/// [`STRINGS_PER_BYTE`] more.
const STRINGS_AT_LEAST: usize = 64 << 20;
const STRINGS_PER_BYTE: usize = 16;
/// Rows that room is made for at once: one for so many bytes of text, and no more than this.
const BYTES_PER_ROW: usize = 96;
const EXPECTED_AT_MOST: usize = 1024;
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
    /// For each attribute that refers to another analyzer: the rows there are; `None` where it refers to this one.
    targets: Vec<Option<u32>>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    strings: String,
    refused: Option<EmitError>,
}

impl<'d> LayerBuilder<'d> {
    /// An empty layer for `document`, whose earlier layers its references may name.
    pub fn new(schema: Arc<Schema>, document: &'d OwnedDocument) -> Self {
        let rows_of = |kind: &AttributeType| match kind {
            AttributeType::Reference(target) if target != schema.analyzer() => {
                Some(document.layer(target).map_or(0, |it| it.len() as u32))
            }
            _ => None,
        };
        let targets = schema.attributes().iter().map(|(_, kind)| rows_of(kind)).collect();
        let text = document.text();
        let allowed = |at_least: usize, per_byte: usize| {
            text.len().saturating_mul(per_byte).saturating_add(at_least).min(MOST)
        };
        // Most layers of a short text have about as many rows; longer ones grow on the way.
        let expected = (text.len() / BYTES_PER_ROW + 4).min(EXPECTED_AT_MOST);
        Self {
            schema,
            text,
            most_rows: allowed(ROWS_AT_LEAST, ROWS_PER_BYTE),
            most_strings: allowed(STRINGS_AT_LEAST, STRINGS_PER_BYTE),
            targets,
            rows: Vec::with_capacity(expected),
            cells: Vec::with_capacity(expected * 4),
            strings: String::with_capacity(expected * 16),
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
        let rows = self.rows;
        let in_order = |a: &Row, b: &Row| a.span.reading_order(b.span).is_le();
        if rows.is_sorted_by(in_order) {
            let emitted = |row: u32| ((row as usize) < rows.len()).then_some(row);
            renumber(&mut self.cells, &self.targets, emitted)?;
            let (schema, cells, strings) = (self.schema, self.cells, self.strings);
            return Ok(OwnedLayer { schema, rows, cells, strings });
        }
        // Rows of one span stay as they were emitted: the number decides.
        let mut order: Vec<(u64, u32)> =
            rows.iter().map(|it| it.span.reading_rank()).zip(0..).collect();
        order.sort_unstable();
        let mut row_of = vec![0; order.len()];
        for (row, &(_, emitted)) in order.iter().enumerate() {
            row_of[emitted as usize] = row as u32;
        }
        renumber(&mut self.cells, &self.targets, |emitted| row_of.get(emitted as usize).copied())?;
        let rows = order.iter().map(|it| rows[it.1 as usize]).collect();
        Ok(OwnedLayer { schema: self.schema, rows, cells: self.cells, strings: self.strings })
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
    pub(crate) fn take<'a>(
        &mut self,
        label: u16,
        span: Span,
        attributes: impl ExactSizeIterator<Item = Result<Attribute<'a>, EmitError>>,
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

    fn take_cells<'a>(
        &mut self,
        attributes: impl ExactSizeIterator<Item = Result<Attribute<'a>, EmitError>>,
    ) -> Result<(), EmitError> {
        let first = self.cells.len();
        if first + attributes.len() > self.most_rows.saturating_mul(CELLS_PER_ROW).min(MOST) {
            return Err(EmitError::TooMany);
        }
        for attribute in attributes {
            let Attribute { key, value } = attribute?;
            let declared = self.schema.attributes().get(usize::from(key));
            let (_, kind) = declared.ok_or(EmitError::UnknownAttribute)?;
            if !kind.takes(value) {
                return Err(EmitError::WrongType);
            }
            if self.cells[first..].iter().any(|it| it.key == key) {
                return Err(EmitError::RepeatedAttribute);
            }
            match value {
                Value::Span(span) => self.check_span(span)?,
                Value::String(text)
                    if self.strings.len().saturating_add(text.len()) > self.most_strings =>
                {
                    return Err(EmitError::TooMany);
                }
                Value::Reference(row)
                    if self.targets[usize::from(key)].is_some_and(|rows| row >= rows) =>
                {
                    return Err(EmitError::DanglingReference);
                }
                _ => {}
            }
            self.cells.push(Cell::encode(key, value, &mut self.strings));
        }
        Ok(())
    }
}

/// Turns references to annotations of the layer itself, in the order in which they were emitted, into rows.
fn renumber(
    cells: &mut [Cell],
    targets: &[Option<u32>],
    row_of: impl Fn(u32) -> Option<u32>,
) -> Result<(), EmitError> {
    for cell in cells.iter_mut().filter(|it| it.is_reference()) {
        if let (Value::Reference(emitted), None) = (cell.decode(""), targets[usize::from(cell.key)])
        {
            let row = row_of(emitted).ok_or(EmitError::DanglingReference)?;
            *cell = Cell::reference(cell.key, row);
        }
    }
    Ok(())
}

impl Sink for LayerBuilder<'_> {
    fn emit(
        &mut self,
        label: u16,
        span: Span,
        attributes: &[Attribute<'_>],
    ) -> Result<AnnotationId, EmitError> {
        self.take(label, span, attributes.iter().map(|it| Ok(*it)))
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
}
