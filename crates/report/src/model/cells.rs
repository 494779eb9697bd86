//! Cells of tables, by the names of their columns.

use serde_json::Value;

use crate::input::{Column, Table};

/// A row of a table.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'a> {
    columns: &'a [Column],
    row: &'a [Value],
}

impl<'a> Cells<'a> {
    fn get(&self, column: &str) -> Option<&'a Value> {
        let at = self.columns.iter().position(|it| it.name == column)?;
        self.row.get(at).filter(|it| !it.is_null())
    }

    pub(crate) fn text(&self, column: &str) -> Option<&'a str> {
        self.get(column)?.as_str().filter(|it| !it.is_empty())
    }

    pub(crate) fn number(&self, column: &str) -> Option<f64> {
        self.get(column)?.as_f64()
    }

    pub(crate) fn count(&self, column: &str) -> usize {
        self.offset(column).unwrap_or(0)
    }

    pub(crate) fn offset(&self, column: &str) -> Option<usize> {
        self.get(column)?.as_u64().and_then(|it| usize::try_from(it).ok())
    }

    /// What rows of one thing have in common: a number, or the text of a metadata field.
    pub(crate) fn key(&self, column: &str) -> Option<String> {
        self.get(column).map(shown)
    }

    pub(crate) fn list(&self, column: &str) -> Vec<&'a str> {
        match self.get(column) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(one)) => vec![one],
            _ => Vec::new(),
        }
    }

    /// All cells with their columns, as text.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'a str, String)> {
        let row = self.row;
        self.columns.iter().enumerate().map(move |(at, column)| {
            (column.name.as_str(), row.get(at).map(shown).unwrap_or_default())
        })
    }
}

/// The rows of the table of this name.
pub(crate) fn rows<'a>(tables: &'a [Table], name: &str) -> impl Iterator<Item = Cells<'a>> {
    tables.iter().filter(move |it| it.name == name).flat_map(cells)
}

/// The rows of a table.
pub(crate) fn cells(table: &Table) -> impl Iterator<Item = Cells<'_>> {
    table.rows.iter().map(|row| Cells { columns: &table.columns, row })
}

/// A value of a result as a reader wants it.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.get("text").map_or_else(|| value.to_string(), shown),
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() => decimal(float),
            _ => number.to_string(),
        },
        Value::Bool(yes) => yes.to_string(),
    }
}

/// A number with commas, and with as many decimals as it has, four at most.
pub(crate) fn decimal(number: f64) -> String {
    let fixed = format!("{number:.4}");
    let (whole, decimals) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let decimals = decimals.trim_end_matches('0');
    let digits = whole.trim_start_matches('-');
    let mut grouped = String::from(if number < 0.0 && fixed != "-0.0000" { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !decimals.is_empty() {
        grouped.push('.');
        grouped.push_str(decimals);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_grouped_and_cut() {
        assert_eq!(decimal(110_000.0), "110,000");
        assert_eq!(decimal(8500.0), "8,500");
        assert_eq!(decimal(-0.123_456), "−0.1235");
        assert_eq!(decimal(-0.000_001), "0");
        assert_eq!(decimal(1e9), "1,000,000,000");
    }

    #[test]
    fn values_are_shown_without_quotes() {
        assert_eq!(shown(&json!(["a", "b"])), "a, b");
        assert_eq!(shown(&json!({"start": 1, "end": 2, "text": "x"})), "x");
        assert_eq!(shown(&json!(0.5)), "0.5");
        assert_eq!(shown(&json!(2022)), "2022");
    }
}
