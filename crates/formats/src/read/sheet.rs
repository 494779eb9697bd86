//! CSV and TSV files: one document a row.

use super::bytes::Bytes;
use super::columns::Columns;
use super::raw::{Content, Raw};
use super::reader::{Opened, Reader, Unusable};
use super::rows::{Broken, Row, Rows};
use super::{Failure, ReadOptions};

/// An open CSV or TSV file.
pub(super) struct Sheet {
    rows: Rows,
    columns: Columns,
    width: usize,
    path: String,
    stem: String,
    /// Whether the file may be one of those that know no quotes.
    splits_at_tabs: bool,
}

impl Sheet {
    /// Opens a file of which the first row names the columns; `delimiter` is what rows are split at, if it is known.
    /// Documents without an id are called after `stem` and their line.
    pub(super) fn open(
        source: Bytes,
        path: String,
        stem: String,
        delimiter: Option<u8>,
        options: &ReadOptions,
    ) -> Opened<Self> {
        let mut rows = Rows::new(source, options.max_document_size);
        let header = match rows.header(delimiter) {
            None => {
                return Err(Unusable::Form(
                    "holds no rows; its first row must name the columns".into(),
                ));
            }
            Some(Err(Broken { reason, .. })) => {
                return Err(Unusable::Fault(format!("the first row cannot be read: {reason}")));
            }
            Some(Ok(Row { cells, .. })) => cells,
        };
        let header: Vec<String> = header.iter().map(|it| it.trim().to_owned()).collect();
        let columns =
            Columns::choose(&header, options.text_column.as_deref(), options.id_column.as_deref())
                .map_err(Unusable::Form)?;
        let splits_at_tabs = rows.delimiter() == b'\t';
        Ok(Self { rows, columns, width: header.len(), path, stem, splits_at_tabs })
    }

    fn document(&self, row: Row) -> Result<Raw, Failure> {
        let Row { line, mut cells, mut diagnostics } = row;
        if cells.len() != self.width {
            let reason = format!(
                "the row has {} cells and the first row {}; quote cells that hold the delimiter",
                cells.len(),
                self.width
            );
            return Err(self.fail(line, reason));
        }
        let fields = self.columns.fields(cells.iter().map(String::as_str));
        let id = self.columns.id.and_then(|it| cells.get(it)).map(|it| it.trim());
        let id = id.filter(|it| !it.is_empty()).map_or_else(|| self.default_id(line), Into::into);
        let text = cells.get_mut(self.columns.text).map(std::mem::take).unwrap_or_default();
        if text.trim().is_empty() {
            diagnostics.push("the row holds no text".into());
        }
        Ok(Raw {
            path: self.path.clone(),
            line: Some(line),
            fields,
            diagnostics,
            ..Raw::new(id, Content::Text(text))
        })
    }

    fn default_id(&self, line: u64) -> String {
        format!("{}-{line}", self.stem)
    }

    fn fail(&self, line: u64, reason: String) -> Failure {
        Failure { id: self.default_id(line), path: self.path.clone(), line: Some(line), reason }
    }
}

impl Iterator for Sheet {
    type Item = Result<Raw, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.rows.next()? {
            Ok(row) => self.document(row),
            Err(Broken { line, reason, quotes }) => {
                // Most TSV files know no quotes: there a line that starts with speech is a good line.
                let cells =
                    if quotes && self.splits_at_tabs { self.rows.without_quotes() } else { vec![] };
                if cells.len() == self.width {
                    self.document(Row { line, cells, diagnostics: vec![] })
                } else {
                    Err(self.fail(line, reason))
                }
            }
        })
    }
}

impl Reader for Sheet {}
