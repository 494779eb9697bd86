//! Views: what people look for first.

use std::fmt::Write as _;

use super::super::rows::{Layout, Table};
use super::schema::{Names, of, quoted};
use crate::offsets::OffsetUnit;

/// Characters of the text that a view shows on either side.
const CONTEXT: usize = 60;

/// `annotations` (all of them), and for each analyzer its annotations with the text around them; who is named how
/// often, and who is quoted how often, if analyzers find that.
pub(super) fn views(layout: &Layout, unit: OffsetUnit, names: &mut Names) -> String {
    let mut sql = String::new();
    let analyzers: Vec<&Table> = layout.tables.iter().skip(1).collect();
    let all: Vec<_> = analyzers.iter().map(|it| one(it)).collect();
    if !all.is_empty() {
        create("annotations", &all.join("\nUNION ALL\n"), names, &mut sql);
    }
    // SQLite counts characters, so only then it finds what stands beside an annotation.
    if unit == OffsetUnit::Chars {
        for table in &analyzers {
            create(&format!("{}_in_context", table.name), &in_context(table), names, &mut sql);
        }
    }
    let with = |analyzer: &str, column: &str| {
        of(layout, analyzer).filter(|table| table.columns.iter().any(|it| it.name == column))
    };
    if let Some(table) = with("entities", "canonical") {
        create("names", &counted(table, "canonical"), names, &mut sql);
    }
    if let Some(table) = with("quotes", "speaker") {
        create("speakers", &counted(table, "speaker"), names, &mut sql);
    }
    sql
}

fn create(name: &str, select: &str, names: &mut Names, sql: &mut String) {
    let _ = write!(sql, "CREATE VIEW {} AS\n{select};\n", quoted(&names.take(name)));
}

/// The annotations of one analyzer with their document.
fn one(table: &Table) -> String {
    format!(
        "SELECT '{}' AS analyzer, a.id, a.label, a.start, a.\"end\", a.text, a.document, d.id AS document_id, \
         d.title, d.outlet, d.published FROM {} AS a JOIN documents AS d ON d.number = a.document",
        table.analyzer.replace('\'', "''"),
        quoted(&table.name)
    )
}

fn in_context(table: &Table) -> String {
    format!(
        "SELECT a.id, a.label, substr(d.text, max(a.start - {CONTEXT}, 0) + 1, min(a.start, {CONTEXT})) AS before, \
         a.text, substr(d.text, a.\"end\" + 1, {CONTEXT}) AS after, a.document, d.id AS document_id, d.title, \
         d.outlet, d.published FROM {} AS a JOIN documents AS d ON d.number = a.document",
        quoted(&table.name)
    )
}

/// The values of a column, the most frequent first.
fn counted(table: &Table, column: &str) -> String {
    format!(
        "SELECT {column}, count(*) AS mentions, count(DISTINCT document) AS documents FROM {} \
         WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY mentions DESC, {column}",
        quoted(&table.name)
    )
}
