//! What a corpus stage says of several reports.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::test_runner::TestCaseError;
use rashomon_core::ffi::{
    CallError, CorpusStageHandle, CorpusState, PluginHandle, TableCell, corpus_extension,
};
use rashomon_core::{
    AnalyzeError, Column, ColumnKind, CorpusStage, Document as _, OwnedDocument, Plugin, TableSink,
    Value, split_list,
};

use crate::battery::runner;
use crate::kit::Kit;
use crate::texts;

/// Most reports of a random story.
const MOST: usize = 5;

/// A report of a story: its id, the day of its publication or nothing, its text.
pub type Report<'a> = (&'a str, &'a str, &'a str);

/// A table that a corpus stage wrote, cells as text: of a place its words, of a list its items with `, ` between them,
/// of an empty cell nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoryTable {
    /// Its name.
    pub name: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows, with a cell for each column.
    pub rows: Vec<Vec<String>>,
}

impl StoryTable {
    /// The cells of a column.
    ///
    /// # Panics
    /// If there is no such column.
    #[track_caller]
    pub fn column(&self, name: &str) -> Vec<&str> {
        let at = self.columns.iter().position(|it| it == name);
        let at = at.unwrap_or_else(|| panic!("`{}` has no column `{name}`", self.name));
        self.rows.iter().map(|it| it[at].as_str()).collect()
    }
}

impl<P: Plugin + CorpusStage> Kit<P> {
    /// The tables that the corpus stage writes of these reports.
    ///
    /// The stage is called as a host calls it, through the table of the plugin interface. Reports are taken in by one
    /// state, by a state each that are merged in different groups, and by states that were written and read again: the
    /// tables must be the same.
    ///
    /// ```
    /// # use rashomon_testkit::sample::Capitals;
    /// use rashomon_testkit::Kit;
    ///
    /// let tables = Kit::<Capitals>::new().story(&[("a", "", "The UN met."), ("b", "", "NATO and the UN met.")]);
    /// assert_eq!(tables[0].name, "acronyms");
    /// assert_eq!(tables[0].rows, [["NATO", "b"], ["UN", "a, b"]]);
    /// ```
    ///
    /// # Panics
    /// If an analyzer or the stage fails, if a row is no row of its table, or if tables differ.
    #[track_caller]
    pub fn story(&self, reports: &[Report<'_>]) -> Vec<StoryTable> {
        self.try_story(reports).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Tries on stories of random and nasty texts what must hold for every corpus stage: it never panics or fails, and
    /// the tables are the same however its states are merged, written and read.
    ///
    /// # Panics
    /// If something does not hold, with the smallest story that was found to show it.
    pub fn check_stories(&self) {
        let nasty: Vec<Report<'_>> =
            texts::NASTY.iter().map(|it| ("nasty", "2022-02-08", *it)).collect();
        let ids: Vec<String> = (0..nasty.len()).map(|it| format!("nasty{it}")).collect();
        let nasty: Vec<_> =
            ids.iter().zip(nasty).map(|(id, it)| (id.as_str(), it.1, it.2)).collect();
        for story in [&[][..], &nasty[..1], &nasty] {
            self.try_story(story).unwrap_or_else(|error| panic!("on nasty texts: {error}"));
        }
        let stories = vec((texts::text(), texts::published()), 0..=MOST);
        let result = runner().run(&stories, |story| {
            let ids: Vec<String> = (0..story.len()).map(|it| it.to_string()).collect();
            let reports: Vec<Report<'_>> = ids
                .iter()
                .zip(&story)
                .map(|(id, (text, day))| {
                    (id.as_str(), day.as_deref().unwrap_or_default(), text.as_str())
                })
                .collect();
            self.try_story(&reports).map(drop).map_err(TestCaseError::fail)
        });
        if let Err(error) = result {
            panic!("{error}");
        }
    }

    fn try_story(&self, reports: &[Report<'_>]) -> Result<Vec<StoryTable>, String> {
        let document = |(id, published, text): &Report<'_>| {
            let published = [("published".to_owned(), (*published).to_owned())];
            let prepared = self.with_used_layer(|layer| self.prepare(layer, id, text, &published));
            self.analyze(prepared)
        };
        let documents = reports.iter().map(document).collect::<Result<Vec<_>, _>>()?;
        let stage = self.stage()?;
        let failed =
            |error: CallError| format!("the corpus stage of `{}` fails: {error}", self.name());
        tables(&stage, &documents).map_err(failed)?
    }

    fn stage(&self) -> Result<CorpusStageHandle, String> {
        let table = TableCell::new().get::<P>(corpus_extension::<P>);
        let handle = PluginHandle::of(table).map_err(|it| it.to_string())?;
        let own = self.replaced(handle).make_instances()?.pop();
        let own = own.ok_or("there is no analyzer")?;
        CorpusStageHandle::of(&Arc::new(own)).ok_or_else(|| "there is no corpus stage".into())
    }
}

/// The tables of the documents, made in several ways; an inner error if these differ.
fn tables(
    handle: &CorpusStageHandle,
    documents: &[OwnedDocument],
) -> Result<Result<Vec<StoryTable>, String>, CallError> {
    let report = |state: CorpusState| {
        let mut tables = Collected { documents, tables: Vec::new() };
        handle.report(state, &mut tables)?;
        Ok::<_, CallError>(tables.tables.into_iter().map(|it| it.0).collect::<Vec<_>>())
    };
    let mut one = handle.new_state()?;
    for document in documents {
        handle.step(&mut one, document)?;
    }
    let expected = report(one)?;
    let alone = |document: &OwnedDocument| {
        let mut state = handle.new_state()?;
        handle.step(&mut state, document)?;
        handle.load(&handle.save(&state)?)
    };
    let all = |documents: &[OwnedDocument]| {
        let mut state = handle.new_state()?;
        for document in documents {
            handle.merge(&mut state, alone(document)?)?;
        }
        Ok::<_, CallError>(state)
    };
    for cut in [0, 1, documents.len() / 2] {
        let (before, after) = documents.split_at(cut.min(documents.len()));
        let mut state = all(before)?;
        handle.merge(&mut state, all(after)?)?;
        let state = handle.load(&handle.save(&state)?)?;
        let found = report(state)?;
        if found != expected {
            let word = format!(
                "merging the first {cut} reports with the others gives other tables: {found:?} in the place of {expected:?}"
            );
            return Ok(Err(word));
        }
    }
    Ok(Ok(expected))
}

/// Takes the tables and refuses what no host would print.
struct Collected<'a> {
    documents: &'a [OwnedDocument],
    tables: Vec<(StoryTable, Vec<ColumnKind>)>,
}

impl TableSink for Collected<'_> {
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        let names = columns.iter().map(|it| it.name.into()).collect();
        let table = StoryTable { name: name.into(), columns: names, rows: Vec::new() };
        self.tables.push((table, columns.iter().map(|it| it.kind).collect()));
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        let (table, kinds) =
            self.tables.last_mut().ok_or_else(|| AnalyzeError::new("a row before any table"))?;
        let id = kinds.iter().zip(cells).find_map(|(kind, cell)| match (kind, cell) {
            (ColumnKind::Document, Some(Value::String(id))) => Some(*id),
            _ => None,
        });
        let document = id.map(|id| self.documents.iter().find(|it| it.id() == id));
        if let Some(None) = document {
            return Err(AnalyzeError::new(format!("{id:?} is no report of the story")));
        }
        let text = document.flatten().map(OwnedDocument::text);
        let cell = |(cell, kind): (&Option<Value<'_>>, &ColumnKind)| match cell {
            None => Some(String::new()),
            Some(Value::String(list)) if *kind == ColumnKind::List => {
                Some(split_list(list).collect::<Vec<_>>().join(", "))
            }
            Some(Value::String(text)) => Some((*text).into()),
            Some(Value::Float(number)) => Some(number.to_string()),
            Some(Value::Integer(number)) => Some(number.to_string()),
            Some(Value::Bool(yes)) => Some(yes.to_string()),
            Some(Value::Span(span)) => text?.get(span.range()).map(Into::into),
            Some(_) => None,
        };
        let row: Option<Vec<_>> = cells.iter().zip(&*kinds).map(cell).collect();
        let row = row.ok_or_else(|| {
            AnalyzeError::new(format!(
                "a cell of {cells:?} is no place in its report, or of no kind for a table"
            ))
        })?;
        table.rows.push(row);
        Ok(())
    }
}
