//! The database in SQL: tables, what is known of the run, indices, full text.

use std::fmt::Write as _;

use super::super::rows::{Column, Kind, Layout, Role, Table, free};
use crate::offsets::OffsetUnit;

/// Names that are taken: tables, views and indices share them.
pub(super) struct Names(Vec<String>);

impl Names {
    pub(super) fn new(layout: &Layout) -> Self {
        Self(
            layout
                .tables
                .iter()
                .map(|it| it.name.to_lowercase())
                .chain([about_name(layout)])
                .collect(),
        )
    }

    /// The name, with underscores behind it if it is taken; now it is.
    pub(super) fn take(&mut self, name: &str) -> String {
        let name = free(name, |it| !self.0.contains(&it.to_lowercase()));
        self.0.push(name.to_lowercase());
        name
    }
}

/// A name as SQL has it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The table of an analyzer, if it is there.
pub(super) fn of<'a>(layout: &'a Layout, analyzer: &str) -> Option<&'a Table> {
    layout.tables.iter().find(|it| !it.analyzer.is_empty() && it.analyzer == analyzer)
}

/// Makes the tables.
pub(super) fn tables(layout: &Layout) -> String {
    let mut sql = String::from("BEGIN;\n");
    for (index, table) in layout.tables.iter().enumerate() {
        let mut columns = Vec::new();
        if index == 0 {
            columns.push("\"number\" INTEGER PRIMARY KEY".to_owned());
            columns.push("\"first_annotation\" INTEGER NOT NULL".to_owned());
        }
        columns.extend(table.columns.iter().enumerate().map(|(at, it)| {
            // Document, id.
            match (index, at) {
                (1.., 0) => {
                    "\"document\" INTEGER NOT NULL REFERENCES \"documents\"(\"number\")".into()
                }
                (1.., 1) => "\"id\" INTEGER PRIMARY KEY".into(),
                _ => column(it, layout),
            }
        }));
        let _ = write!(
            sql,
            "CREATE TABLE {} (\n  {}\n);\n",
            quoted(&table.name),
            columns.join(",\n  ")
        );
    }
    sql + "COMMIT;"
}

fn column(column: &Column, layout: &Layout) -> String {
    let kind = match column.kind {
        Kind::Text => "TEXT",
        // SQLite has no type of its own for yes and no: they are 1 and 0.
        Kind::Integer | Kind::Bool => "INTEGER",
        Kind::Float => "REAL",
    };
    let mut sql = format!("{} {kind}", quoted(&column.name));
    if column.required {
        sql += " NOT NULL";
    }
    if let Role::Reference(analyzer) = &column.role
        && let Some(table) = of(layout, analyzer)
    {
        let _ = write!(sql, " REFERENCES {}(\"id\")", quoted(&table.name));
    }
    sql
}

/// Makes a table of what holds for all rows.
pub(super) fn about(layout: &Layout, unit: OffsetUnit) -> String {
    let analyzers: Vec<_> =
        layout.tables.iter().skip(1).map(|it| it.analyzer.replace('\'', "''")).collect();
    format!(
        "BEGIN; CREATE TABLE {name} (\"key\" TEXT PRIMARY KEY, \"value\" TEXT NOT NULL) WITHOUT ROWID; \
         INSERT INTO {name} VALUES ('rashomon', '{}'), ('offsets', '{}'), ('analyzers', '{}'); COMMIT;",
        env!("CARGO_PKG_VERSION"),
        unit.name(),
        analyzers.join(" "),
        name = quoted(&about_name(layout)),
    )
}

/// `about`, with underscores if an analyzer is called that.
fn about_name(layout: &Layout) -> String {
    free("about", |it| !layout.tables.iter().any(|table| table.name.eq_ignore_ascii_case(it)))
}

/// For each table what puts a row into it.
pub(super) fn inserts(layout: &Layout) -> Vec<String> {
    let insert = |(index, table): (usize, &Table)| {
        let own = if index == 0 { super::OWN_COLUMNS } else { 0 };
        let marks = vec!["?"; own + table.columns.len()];
        format!("INSERT INTO {} VALUES ({})", quoted(&table.name), marks.join(", "))
    };
    layout.tables.iter().enumerate().map(insert).collect()
}

/// What finds the rows of a document, a label, an attribute that names something.
pub(super) fn indices(layout: &Layout, names: &mut Names) -> String {
    let mut sql = String::new();
    for table in &layout.tables {
        for column in table.columns.iter().filter(|it| it.role != Role::Value) {
            let name = names.take(&format!("{}_{}", table.name, column.name));
            let (name, column_name) = (quoted(&name), quoted(&column.name));
            let _ = write!(sql, "CREATE INDEX {name} ON {}({column_name})", quoted(&table.name));
            if !column.required {
                let _ = write!(sql, " WHERE {column_name} IS NOT NULL");
            }
            sql.push_str(";\n");
        }
    }
    sql
}

/// The full text of documents and of annotations, which stays in their tables and is not kept twice.
pub(super) fn full_text(layout: &Layout, names: &mut Names) -> String {
    let mut sql = String::new();
    for (index, table) in layout.tables.iter().enumerate() {
        let (columns, key) = if index == 0 { ("title, text", "number") } else { ("text", "id") };
        let name = names.take(&format!("{}_fts", table.name));
        let _ = write!(
            sql,
            "CREATE VIRTUAL TABLE {name} USING fts5({columns}, content={}, content_rowid='{key}', \
             tokenize='unicode61 remove_diacritics 2');\nINSERT INTO {name}({name}) VALUES ('rebuild');\n",
            quoted(&table.name),
            name = quoted(&name),
        );
    }
    sql
}
