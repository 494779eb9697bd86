//! The five analyzers on any text, and what they say of several texts together.

use std::sync::{Arc, OnceLock};

use rashomon_core::ffi::{CorpusStageHandle, CorpusState, Instance, PluginHandle};
use rashomon_core::{AnalyzeError, Column, Document, OwnedDocument, Schema, TableSink, Value};

use crate::layer;
use crate::text::annotated;

/// Analyzes the bytes as text: no analyzer fails on any, layers are sound. U+0001 stands between the reports of one story,
/// whose tables are the same whether one state sees all reports or each has its own.
///
/// # Panics
/// If that does not hold.
pub fn analyzers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut documents: Vec<OwnedDocument> = Vec::new();
    for (index, text) in text.split('\u{1}').take(3).enumerate() {
        let mut document = annotated(&format!("report-{index}"), text);
        if index != 1 {
            document.set_metadata("published", "2022-02-08");
        }
        run(&mut document);
        layer::check_all(&document);
        documents.push(document);
    }
    for stage in stages() {
        let mut together = stage.new_state().expect("a state of nothing");
        let mut merged = stage.new_state().expect("a state of nothing");
        for document in &documents {
            let mut own = stage.new_state().expect("a state of nothing");
            for seen in [&mut own, &mut together] {
                stage.step(seen, document).unwrap_or_else(|it| panic!("{stage:?}: {it}"));
            }
            let bytes = stage.save(&own).expect("a state can be saved");
            let own = stage.load(&bytes).expect("what was saved can be loaded");
            assert_eq!(stage.save(&own).as_ref(), Ok(&bytes), "{stage:?}: saved again");
            stage.merge(&mut merged, own).expect("states can be merged");
        }
        let (one, other) = (tables(&stage, together), tables(&stage, merged));
        assert_eq!(one, other, "{stage:?}: one state or several");
    }
}

/// Runs all analyzers that have no layer yet.
pub(crate) fn run(document: &mut OwnedDocument) {
    for instance in instances() {
        let name = &instance.plugin().info().name;
        if document.layer(name).is_none() {
            let layer = instance.analyze(document).unwrap_or_else(|it| panic!("{name}: {it}"));
            document.add_layer(layer);
        }
    }
}

/// The plugins, each after those that it reads.
pub(crate) fn plugins() -> [PluginHandle; 5] {
    [
        rashomon_entities::plugin(),
        rashomon_quotes::plugin(),
        rashomon_numbers::plugin(),
        rashomon_timeline::plugin(),
        rashomon_sentiment::plugin(),
    ]
    .map(|it| PluginHandle::of(it).expect("the tables that come with it are good"))
}

fn instances() -> &'static [Arc<Instance>] {
    static INSTANCES: OnceLock<Vec<Arc<Instance>>> = OnceLock::new();
    let create = |it: PluginHandle| Arc::new(it.create(&[]).expect("defaults are taken"));
    INSTANCES.get_or_init(|| plugins().into_iter().map(create).collect())
}

/// The schema of one of the five.
pub(crate) fn schema_of(name: &str) -> Option<Arc<Schema>> {
    let found = instances().iter().find(|it| it.plugin().info().name == name)?;
    Some(found.plugin().schema().clone())
}

/// The corpus stages of the five.
pub(crate) fn stages() -> impl Iterator<Item = CorpusStageHandle> {
    instances().iter().map(|it| CorpusStageHandle::of(it).expect("all five have a corpus stage"))
}

fn tables(stage: &CorpusStageHandle, seen: CorpusState) -> Vec<String> {
    let mut rows = Rows::default();
    stage.report(seen, &mut rows).unwrap_or_else(|it| panic!("{stage:?}: {it}"));
    rows.0
}

/// Tables as text, to be compared.
#[derive(Debug, Default)]
pub(crate) struct Rows(pub(crate) Vec<String>);

impl TableSink for Rows {
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        self.0.push(format!("{name} {columns:?}"));
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        self.0.push(format!("{cells:?}"));
        Ok(())
    }
}
