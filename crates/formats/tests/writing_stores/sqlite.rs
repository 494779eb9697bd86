//! A database, read back by SQLite.

use std::path::Path;

use proptest::prelude::*;
use rashomon_formats::{Format, OffsetUnit};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Value, json};

use crate::support::{COLUMNS, TABLES, Written, document, documents, parsed};

/// The rows of a query.
fn rows(connection: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let value = |it: ValueRef<'_>| match it {
        ValueRef::Null => json!(null),
        ValueRef::Integer(number) => json!(number),
        ValueRef::Real(number) => json!(number),
        ValueRef::Text(text) => json!(std::str::from_utf8(text).unwrap()),
        ValueRef::Blob(_) => panic!("{sql}"),
    };
    let row = |row: &rusqlite::Row<'_>| {
        (0..columns).map(|it| Ok(value(row.get_ref(it)?))).collect::<rusqlite::Result<Vec<_>>>()
    };
    statement.query_map([], row).unwrap().map(Result::unwrap).collect()
}

fn written(written: &Written, folder: &Path) -> Connection {
    let path = folder.join("corpus.db");
    written.store(Format::Sqlite, &path);
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(files, 1, "a journal was left behind");
    Connection::open(path).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn a_database_tells_what_jsonl_tells(documents in documents()) {
        let folder = tempfile::tempdir().unwrap();
        let all = Written { with_text: true, ..Written::new(documents) };
        let connection = written(&all, folder.path());
        prop_assert_eq!(rows(&connection, "PRAGMA integrity_check"), [[json!("ok")]]);
        prop_assert_eq!(rows(&connection, "PRAGMA foreign_key_check").len(), 0);
        for (index, expected) in all.rows().iter().enumerate() {
            let table = TABLES[index];
            // Numbers of documents and annotations as JSONL has them.
            let columns = COLUMNS[index].split(',').map(|it| match (index, it) {
                (0, it) => format!("d.\"{it}\""),
                (_, "document") => "d.id".to_owned(),
                (_, it @ ("id" | "who" | "after")) => format!("a.{it} - d.first_annotation"),
                // SQLite has no type for yes and no.
                (_, "sure") => "iif(a.sure, 'true', iif(a.sure IS NULL, NULL, 'false'))".to_owned(),
                (_, it) => format!("a.\"{it}\""),
            });
            let columns = columns.collect::<Vec<_>>().join(", ");
            let sql = if index == 0 {
                format!("SELECT {columns} FROM documents AS d ORDER BY number")
            } else {
                format!("SELECT {columns} FROM {table} AS a JOIN documents AS d ON d.number = a.document ORDER BY a.id")
            };
            let mut found = rows(&connection, &sql);
            if index == 0 {
                for (row, document) in found.iter_mut().zip(all.jsonl()) {
                    prop_assert_eq!(&row.pop().unwrap(), &document["text"]);
                    let beside = row.pop().unwrap();
                    row.push(parsed(&beside));
                }
            }
            if index == 1 {
                for yes in found.iter_mut().filter_map(|row| row.last_mut()) {
                    *yes = match yes.as_str() {
                        Some(text) => json!(text == "true"),
                        None => json!(null),
                    };
                }
            }
            prop_assert_eq!(&found, expected);
        }
    }
}

fn two() -> Written {
    Written::new(vec![
        document("a", "Zoë Öst spoke.\nNobody listened.", "Öst", &[(0, 7)]),
        document("b", "In Riga it rained.", "Riga", &[(3, 7), (3, 7)]),
        document("b", "a NUL\0 inside", "NUL\0 inside", &[(2, 13)]),
    ])
}

#[test]
fn words_are_found_in_texts_titles_and_annotations() {
    let folder = tempfile::tempdir().unwrap();
    let connection = written(&two(), folder.path());
    let found = |table: &str, key: &str, words: &str| {
        let sql = format!(
            "SELECT {key} FROM {table} WHERE {key} IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH '{words}')"
        );
        rows(&connection, &sql).concat()
    };
    assert_eq!(found("documents", "number", "listened"), [1]);
    assert_eq!(found("documents", "number", "title : riga"), [2]);
    assert_eq!(found("documents", "number", "ost"), [1], "accents do not count");
    assert_eq!(found("documents", "number", "inside"), [3]);
    assert_eq!(found("entities", "id", "riga").len(), 2);
    assert_eq!(found("facts", "id", "riga").len(), 2);
    let stored =
        rows(&connection, "SELECT name FROM sqlite_master WHERE name LIKE '%_fts_content'");
    assert_eq!(stored.len(), 0, "texts are kept once");
}

#[test]
fn views_show_all_annotations_their_context_and_the_names() {
    let folder = tempfile::tempdir().unwrap();
    let connection = written(&two(), folder.path());
    let all = rows(
        &connection,
        "SELECT analyzer, id, label, text, document_id FROM annotations ORDER BY id",
    );
    assert_eq!(all.len(), 8);
    assert_eq!(all[0], [json!("entities"), json!(1), json!("PER"), json!("Zoë Öst"), json!("a")]);
    assert_eq!(all[1], [json!("facts"), json!(2), json!("fact"), json!("Zoë Öst"), json!("a")]);
    let context = rows(&connection, "SELECT before, text, after FROM entities_in_context");
    assert_eq!(context[0], ["", "Zoë Öst", " spoke.\nNobody listened."]);
    assert_eq!(context[1], ["In ", "Riga", " it rained."]);
    let names = rows(&connection, "SELECT * FROM names");
    assert_eq!(names[0], [json!("Riga"), json!(2), json!(1)]);
    assert_eq!(names.len(), 3);
    let about = rows(
        &connection,
        "SELECT value FROM about WHERE key IN ('analyzers', 'offsets') ORDER BY key",
    );
    assert_eq!(about, [["entities facts"], ["chars"]]);
}

#[test]
fn references_lead_to_rows_and_labels_are_found_by_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let connection = written(&two(), folder.path());
    let linked =
        "SELECT e.text FROM facts AS f JOIN entities AS e ON e.id = f.who WHERE f.document = 2";
    assert_eq!(rows(&connection, linked), [["Riga"], ["Riga"]]);
    let targets = rows(
        &connection,
        "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list('facts') ORDER BY 1",
    );
    assert_eq!(
        targets,
        [["after", "facts", "id"], ["document", "documents", "number"], ["who", "entities", "id"]]
    );
    for (query, index) in [
        ("label = 'PER'", "entities_label"),
        ("canonical = 'Riga'", "entities_canonical"),
        ("document = 1", "entities_document"),
    ] {
        let plan =
            rows(&connection, &format!("EXPLAIN QUERY PLAN SELECT * FROM entities WHERE {query}"));
        assert!(plan[0][3].as_str().unwrap().contains(index), "{plan:?}");
    }
}

#[test]
fn a_database_with_offsets_in_bytes_has_no_views_of_context() {
    let folder = tempfile::tempdir().unwrap();
    let connection = written(&Written { unit: OffsetUnit::Bytes, ..two() }, folder.path());
    let views =
        rows(&connection, "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name");
    assert_eq!(views, [["annotations"], ["names"]]);
    assert_eq!(rows(&connection, "SELECT \"end\" FROM entities WHERE id = 1"), [[9]]);
}

#[test]
fn what_is_no_database_row_is_refused_and_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corpus.db");
    std::fs::write(&path, "no database, but a text that is longer than a header of one".repeat(20))
        .unwrap();
    let schemas = crate::support::schemas();
    let refused = rashomon_formats::store(Format::Sqlite, OffsetUnit::Chars, &schemas, &path);
    let message = refused.unwrap_err().to_string();
    assert!(message.contains("corpus.db: ") && message.contains("not a database"), "{message}");
}
