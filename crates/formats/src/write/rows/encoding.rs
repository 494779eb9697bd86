//! Rows as bytes: for each table of the layout how many rows a document has in it, then their fields.

use std::io;

use serde::{Deserialize, Serialize};

use super::{Kind, Layout};

/// One field of a row.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub(in crate::write) enum Field<'a> {
    /// Nothing.
    Null,
    /// Text.
    Text(&'a str),
    /// An integer.
    Integer(i64),
    /// A number.
    Float(f64),
    /// Yes or no.
    Bool(bool),
}

impl<'a> Field<'a> {
    /// Text, or nothing.
    pub(in crate::write) fn optional(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Field::Text)
    }

    /// Whether it may stand in a column of this kind.
    fn is(self, kind: Kind, required: bool) -> bool {
        match self {
            Self::Null => !required,
            Self::Text(_) => kind == Kind::Text,
            Self::Integer(_) => kind == Kind::Integer,
            Self::Float(_) => kind == Kind::Float,
            Self::Bool(_) => kind == Kind::Bool,
        }
    }
}

/// Appends a field.
pub(super) fn put(field: Field<'_>, out: &mut Vec<u8>) {
    postcard::to_io(&field, out).expect("memory takes all that is written");
}

/// Appends the number of rows that follow.
pub(super) fn put_count(rows: usize, out: &mut Vec<u8>) {
    postcard::to_io(&(rows as u64), out).expect("memory takes all that is written");
}

/// Calls `row` with the number of the table and the fields of each row of a document.
///
/// # Errors
/// If `row` fails, or the bytes are no rows of these tables: they may come from another process.
pub(in crate::write) fn read<'a>(
    layout: &Layout,
    mut bytes: &'a [u8],
    mut row: impl FnMut(usize, &[Field<'a>]) -> io::Result<()>,
) -> io::Result<()> {
    let mut fields = Vec::new();
    for (number, table) in layout.tables.iter().enumerate() {
        for _ in 0..take::<u64>(&mut bytes)? {
            fields.clear();
            for column in &table.columns {
                let field: Field<'a> = take(&mut bytes)?;
                if !field.is(column.kind, column.required) {
                    return Err(garbled());
                }
                fields.push(field);
            }
            row(number, &fields)?;
        }
    }
    if bytes.is_empty() { Ok(()) } else { Err(garbled()) }
}

fn take<'a, T: Deserialize<'a>>(bytes: &mut &'a [u8]) -> io::Result<T> {
    let (value, rest) = postcard::take_from_bytes(bytes).map_err(|_| garbled())?;
    *bytes = rest;
    Ok(value)
}

fn garbled() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the rows of a document are garbled")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use rashomon_core::{AttributeType, Schema};

    use super::super::Layout;
    use super::read;

    proptest! {
        #[test]
        fn bytes_of_any_sort_are_rows_or_an_error(bytes in prop::collection::vec(0_u8..6, 0..200)) {
            let attributes = vec![("a".to_owned(), AttributeType::Float)];
            let layout = Layout::new(&[Arc::new(Schema::new("x", vec![], attributes))]);
            let mut most = 0;
            let result = read(&layout, &bytes, |table, fields| {
                most = most.max(table);
                assert_eq!(fields.len(), layout.tables[table].columns.len());
                Ok(())
            });
            prop_assert!(result.is_err() || most < layout.tables.len());
        }
    }
}
