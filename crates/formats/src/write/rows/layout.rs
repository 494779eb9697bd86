//! Which tables there are, and which columns they have.

use std::sync::Arc;

use rashomon_core::{AttributeType, Schema};

/// The tables of some analyzers: `documents` first, then one for each analyzer, in order.
///
/// Names are unique in any case of letters. A name that is taken has underscores behind it: an attribute `text` is the
/// column `text_`, an analyzer `documents` the table `documents_`.
#[derive(Debug)]
pub(in crate::write) struct Layout {
    pub(in crate::write) tables: Vec<Table>,
}

/// One table.
#[derive(Debug)]
pub(in crate::write) struct Table {
    /// Its name, which is safe as a file's.
    pub(in crate::write) name: String,
    /// The analyzer; empty for `documents`.
    pub(in crate::write) analyzer: String,
    /// The analyzer's attributes, which the columns behind the first six stand for.
    pub(super) attributes: Vec<(String, AttributeType)>,
    pub(in crate::write) columns: Vec<Column>,
}

/// One column.
#[derive(Debug)]
pub(in crate::write) struct Column {
    pub(in crate::write) name: String,
    pub(in crate::write) kind: Kind,
    /// Whether no field is empty.
    pub(in crate::write) required: bool,
    pub(in crate::write) role: Role,
}

/// The type of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::write) enum Kind {
    Text,
    Integer,
    Float,
    Bool,
}

/// What a column is good for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::write) enum Role {
    /// To be read.
    Value,
    /// To choose rows by.
    Key,
    /// To find an annotation of the analyzer with this name.
    Reference(String),
}

impl Layout {
    /// The tables of analyzers with these schemas.
    pub(in crate::write) fn new(schemas: &[Arc<Schema>]) -> Self {
        let mut tables = vec![documents()];
        for schema in schemas {
            if tables.iter().any(|it| !it.analyzer.is_empty() && it.analyzer == schema.analyzer()) {
                continue;
            }
            let plain = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
            let name = schema.analyzer().replace(|it| !plain(it), "_");
            let name = free(&name, |it| !tables.iter().any(|table| same(&table.name, it)));
            tables.push(of_annotations(name, schema));
        }
        Self { tables }
    }
}

fn documents() -> Table {
    use Kind::Text;
    let column =
        |name: &str, required, role| Column { name: name.into(), kind: Text, required, role };
    let columns = vec![
        column("id", true, Role::Key),
        column("path", true, Role::Value),
        column("published", false, Role::Key),
        column("title", false, Role::Value),
        column("outlet", false, Role::Key),
        column("url", false, Role::Value),
        column("language", false, Role::Value),
        column("status", true, Role::Value),
        column("diagnostics", false, Role::Value),
        column("metadata", false, Role::Value),
        column("text", false, Role::Value),
    ];
    Table { name: "documents".into(), analyzer: String::new(), attributes: vec![], columns }
}

fn of_annotations(name: String, schema: &Schema) -> Table {
    let fixed = |name: &str, kind, role| Column { name: name.into(), kind, required: true, role };
    let mut columns = vec![
        fixed("document", Kind::Text, Role::Key),
        fixed("id", Kind::Integer, Role::Value),
        fixed("label", Kind::Text, Role::Key),
        fixed("start", Kind::Integer, Role::Value),
        fixed("end", Kind::Integer, Role::Value),
        fixed("text", Kind::Text, Role::Value),
    ];
    for (name, kind) in schema.attributes() {
        add_attribute(name, kind, &mut columns);
    }
    let (analyzer, attributes) = (schema.analyzer().to_owned(), schema.attributes().to_vec());
    Table { name, analyzer, attributes, columns }
}

fn add_attribute(name: &str, kind: &AttributeType, columns: &mut Vec<Column>) {
    // What a plugin calls an attribute is any text, of which not all can be the name of a column.
    let name = name.replace(char::is_control, "_");
    let is_free = |it: &str| !columns.iter().any(|column| same(&column.name, it));
    let (kind, role) = match kind {
        AttributeType::Span => {
            let parts = |stem: &str| ["start", "end", "text"].map(|it| format!("{stem}_{it}"));
            let stem = free(&name, |it| parts(it).iter().all(|it| is_free(it)));
            let kinds = [Kind::Integer, Kind::Integer, Kind::Text];
            columns.extend(parts(&stem).into_iter().zip(kinds).map(|(name, kind)| Column {
                name,
                kind,
                required: false,
                role: Role::Value,
            }));
            return;
        }
        AttributeType::Float => (Kind::Float, Role::Value),
        AttributeType::Integer => (Kind::Integer, Role::Value),
        AttributeType::Bool => (Kind::Bool, Role::Value),
        AttributeType::Reference(target) => (Kind::Integer, Role::Reference(target.clone())),
        // Also what a later version may know: results have it as text, or not at all.
        _ => (Kind::Text, Role::Key),
    };
    let name = free(&name, is_free);
    columns.push(Column { name, kind, required: false, role });
}

/// The name, with as many underscores behind it as it takes.
pub(in crate::write) fn free(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    let mut name = name.to_owned();
    while name.is_empty() || !is_free(&name) {
        name.push('_');
    }
    name
}

/// Whether two names are one to a program for which case is nothing, as it is to SQL and to some file systems.
fn same(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rashomon_core::{AttributeType, Schema};

    use super::{Layout, Table};

    fn table(name: &str, attributes: &[(&str, AttributeType)]) -> Arc<Schema> {
        let attributes = attributes.iter().map(|(name, kind)| ((*name).to_owned(), kind.clone()));
        Arc::new(Schema::new(name, vec![], attributes.collect()))
    }

    fn names(table: &Table) -> Vec<&str> {
        table.columns.iter().skip(6).map(|it| it.name.as_str()).collect()
    }

    #[test]
    fn attributes_named_like_columns_have_underscores() {
        let attributes = [
            ("text", AttributeType::String),
            ("Start", AttributeType::Float),
            ("cue_text", AttributeType::String),
            ("cue", AttributeType::Span),
            ("a\0b\n", AttributeType::Bool),
            ("TEXT_", AttributeType::String),
        ];
        let layout = Layout::new(&[table("x", &attributes)]);
        assert_eq!(
            names(&layout.tables[1]),
            [
                "text_",
                "Start_",
                "cue_text",
                "cue__start",
                "cue__end",
                "cue__text",
                "a_b_",
                "TEXT__"
            ]
        );
    }

    #[test]
    fn analyzers_named_like_tables_or_paths_have_names_of_their_own() {
        let layout = Layout::new(&[table("documents", &[]), table("../x", &[]), table("", &[])]);
        let names: Vec<_> = layout.tables.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["documents", "documents_", "___x", "_"]);
    }
}
