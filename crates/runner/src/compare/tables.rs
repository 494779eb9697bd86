//! From the rows that a stage writes to the rows that are printed: places become offsets and text, the names of each
//! report become those of the story.

use std::collections::HashMap;

use rashomon_core::{AnalyzeError, Column, ColumnKind, Span, TableSink, Value, split_list};
use rashomon_formats::{Cell, CellType, OffsetUnit, Offsets, Table, TableColumn};

use super::stored::Stored;

/// The table that says which name of a report is which common name.
const NAMES: &str = "names";
/// A column of places that is called so prints as `start`, `end`, `text`.
const SPAN: &str = "span";

/// The reports of a story, with what their rows need.
pub(super) struct Reports<'a> {
    documents: &'a [Stored],
    by_id: HashMap<&'a str, usize>,
    offsets: Vec<Offsets<'a>>,
}

/// A table as its stage wrote it.
pub(super) struct Written {
    name: String,
    printed: bool,
    columns: Vec<(String, ColumnKind)>,
    rows: Vec<Vec<Raw>>,
}

/// A cell as its stage wrote it, without loans.
enum Raw {
    Cell(Cell),
    Span(Span),
}

impl<'a> Reports<'a> {
    pub(super) fn new(documents: &'a [Stored], unit: OffsetUnit) -> Self {
        let by_id = documents.iter().map(|it| it.id.as_str()).zip(0..).collect();
        let offsets = documents.iter().map(|it| Offsets::new(&it.text, unit)).collect();
        Self { documents, by_id, offsets }
    }

    /// The tables as they are printed.
    pub(super) fn finish(&self, written: Vec<Written>) -> Vec<Table> {
        let names = names(&written);
        let printed = written.into_iter().filter(|it| it.printed);
        printed.map(|it| self.finish_table(it, &names)).collect()
    }

    fn finish_table(&self, table: Written, names: &Names) -> Table {
        let document = document_column(&table.columns);
        let of_names = table.name == NAMES;
        let row = |row: Vec<Raw>| {
            let report = document.and_then(|it| text(&row, it)).map(str::to_owned);
            let report = report.as_deref();
            let mut cells = Vec::with_capacity(table.columns.len() + 2);
            for (cell, (_, kind)) in row.into_iter().zip(&table.columns) {
                match cell {
                    Raw::Span(span) => cells.extend(self.place(report, span)),
                    Raw::Cell(Cell::Text(name)) if *kind == ColumnKind::Name && !of_names => {
                        let common = report.and_then(|it| names.get(it)?.get(&name));
                        cells.push(Cell::Text(common.cloned().unwrap_or(name)));
                    }
                    // An empty place still has three columns.
                    Raw::Cell(Cell::Empty) if *kind == ColumnKind::Span => {
                        cells.extend([Cell::Empty, Cell::Empty, Cell::Empty]);
                    }
                    Raw::Cell(cell) => cells.push(cell),
                }
            }
            cells
        };
        let rows = table.rows.into_iter().map(row).collect();
        let columns = table.columns.iter().flat_map(|(name, kind)| columns(name, *kind)).collect();
        Table { name: table.name, columns, rows }
    }

    /// Start, end and text of a place.
    fn place(&self, report: Option<&str>, span: Span) -> [Cell; 3] {
        let index = report.and_then(|it| self.by_id.get(it));
        let Some((stored, offsets)) =
            index.and_then(|&it| Some((self.documents.get(it)?, self.offsets.get(it)?)))
        else {
            return [Cell::Empty, Cell::Empty, Cell::Empty];
        };
        let text = stored.text.get(span.range()).unwrap_or_default();
        let offset = |byte| Cell::Integer(offsets.of(byte) as i64);
        [offset(span.start()), offset(span.end()), Cell::Text(text.to_owned())]
    }
}

/// Takes the tables of one stage and refuses what does not fit the reports.
pub(super) struct Collector<'a> {
    reports: &'a Reports<'a>,
    printed: bool,
    pub(super) tables: Vec<Written>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(reports: &'a Reports<'a>, printed: bool) -> Self {
        Self { reports, printed, tables: Vec::new() }
    }
}

impl TableSink for Collector<'_> {
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        if self.tables.iter().any(|it| it.name == name) {
            return Err(AnalyzeError::new(format!("it began the table {name} twice")));
        }
        let places = columns.iter().any(|it| it.kind == ColumnKind::Span);
        if places && !columns.iter().any(|it| it.kind == ColumnKind::Document) {
            return Err(AnalyzeError::new(format!(
                "the table {name} has places but no column that says in which document"
            )));
        }
        self.tables.push(Written {
            name: name.into(),
            printed: self.printed,
            columns: columns.iter().map(|it| (it.name.into(), it.kind)).collect(),
            rows: Vec::new(),
        });
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        let table =
            self.tables.last_mut().ok_or_else(|| AnalyzeError::new("a row before any table"))?;
        let mut row = Vec::with_capacity(cells.len());
        for (cell, (name, kind)) in cells.iter().zip(&table.columns) {
            row.push(match cell {
                None => Raw::Cell(Cell::Empty),
                Some(value) => raw(*value, *kind)
                    .ok_or_else(|| AnalyzeError::new(format!("a wrong cell in column {name}")))?,
            });
        }
        let report = document_column(&table.columns).and_then(|it| text(&row, it));
        let known = report.map(|id| (id, self.reports.by_id.get(id)));
        if let Some((id, None)) = known {
            return Err(AnalyzeError::new(format!(
                "a row of {id:?}, which is no report of the story"
            )));
        }
        let stored = known.and_then(|(_, at)| self.reports.documents.get(*at?));
        for cell in &row {
            if let Raw::Span(span) = cell
                && stored.is_none_or(|it| it.text.get(span.range()).is_none())
            {
                return Err(AnalyzeError::new(format!(
                    "{span:?} is no place in the report of its row"
                )));
            }
        }
        table.rows.push(row);
        Ok(())
    }
}

fn raw(value: Value<'_>, kind: ColumnKind) -> Option<Raw> {
    Some(Raw::Cell(match value {
        Value::String(list) if kind == ColumnKind::List => {
            Cell::List(split_list(list).map(Into::into).collect())
        }
        Value::String(text) => Cell::Text(text.into()),
        Value::Float(number) => Cell::Float(number),
        Value::Integer(number) => Cell::Integer(number),
        Value::Bool(yes) => Cell::Bool(yes),
        Value::Span(span) => return Some(Raw::Span(span)),
        _ => return None,
    }))
}

/// By report and the name there: the name that holds for the story.
type Names = HashMap<String, HashMap<String, String>>;

fn names(written: &[Written]) -> Names {
    let mut names = Names::new();
    for table in written.iter().filter(|it| it.name == NAMES) {
        let at = |name: &str| table.columns.iter().position(|(it, _)| it == name);
        let columns = (document_column(&table.columns), at("name"), at("canonical"));
        let (Some(document), Some(name), Some(canonical)) = columns else { continue };
        for row in &table.rows {
            let cells = (text(row, document), text(row, name), text(row, canonical));
            if let (Some(report), Some(name), Some(common)) = cells {
                let known = names.entry(report.into()).or_default();
                // Two things of one name: the first has more mentions.
                known.entry(name.into()).or_insert_with(|| common.into());
            }
        }
    }
    names
}

fn document_column(columns: &[(String, ColumnKind)]) -> Option<usize> {
    columns.iter().position(|(_, kind)| *kind == ColumnKind::Document)
}

fn text(row: &[Raw], column: usize) -> Option<&str> {
    match row.get(column)? {
        Raw::Cell(Cell::Text(text)) => Some(text),
        _ => None,
    }
}

/// The columns that one column of a stage prints as.
fn columns(name: &str, kind: ColumnKind) -> Vec<TableColumn> {
    let column = |name: String, kind| TableColumn { name, kind };
    let kind = match kind {
        ColumnKind::Span => {
            let prefix = if name == SPAN { String::new() } else { format!("{name}_") };
            return vec![
                column(format!("{prefix}start"), CellType::Integer),
                column(format!("{prefix}end"), CellType::Integer),
                column(format!("{prefix}text"), CellType::String),
            ];
        }
        ColumnKind::Float => CellType::Float,
        ColumnKind::Integer => CellType::Integer,
        ColumnKind::Bool => CellType::Bool,
        ColumnKind::List => CellType::List,
        ColumnKind::Group => CellType::Group,
        _ => CellType::String,
    };
    vec![column(name.into(), kind)]
}

/// Which documents are the reports of a story, without its number, which is settled when stories are joined.
pub(super) fn stories(documents: &[Stored], originals: &[Option<&str>]) -> Table {
    let names = ["document", "title", "published", "outlet", "copy_of"];
    let text = |it: Option<&str>| it.map_or(Cell::Empty, |it| Cell::Text(it.into()));
    let row = |(it, original): (&Stored, Option<&str>)| {
        let known =
            [Some(&*it.id), it.title.as_deref(), it.published.as_deref(), it.outlet.as_deref()];
        known.into_iter().chain([original]).map(text).collect()
    };
    Table {
        name: "stories".into(),
        columns: names.map(|it| TableColumn { name: it.into(), kind: CellType::String }).to_vec(),
        rows: documents.iter().zip(originals.iter().copied()).map(row).collect(),
    }
}
