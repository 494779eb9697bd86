//! The corpus stages of the analyzers that run.

use rashomon_core::OwnedDocument;
use rashomon_core::ffi::{CallError, CorpusStageHandle, CorpusState};
use rashomon_formats::OffsetUnit;

use super::StoryTables;
use super::stored::Stored;
use super::tables::{Collector, Reports};
use crate::engine::{Engine, LayerFailure};

/// Tables in the order in which they are printed; others follow.
const ORDER: [&str; 7] =
    ["entities", "names", "utterances", "figures", "events", "event_mentions", "tone"];

/// The corpus stages of an engine's analyzers, in the order in which these run.
#[derive(Debug)]
pub(super) struct Stages {
    stages: Vec<Stage>,
}

#[derive(Debug)]
struct Stage {
    analyzer: String,
    /// Whether its tables are results.
    printed: bool,
    handle: CorpusStageHandle,
}

impl Stages {
    pub(super) fn of(engine: &Engine) -> Self {
        let stage = |(analyzer, printed, handle): (&str, bool, CorpusStageHandle)| Stage {
            analyzer: analyzer.into(),
            printed,
            handle,
        };
        Self { stages: engine.corpus_stages().map(stage).collect() }
    }

    /// The state of each stage after this document alone, as bytes.
    pub(super) fn states(
        &self,
        document: &OwnedDocument,
    ) -> (Vec<Option<Vec<u8>>>, Vec<LayerFailure>) {
        let mut failures = Vec::new();
        let mut state = |stage: &Stage| {
            let made_no_layer =
                !document.layers().iter().any(|it| it.schema().analyzer() == stage.analyzer);
            if made_no_layer {
                return None;
            }
            match alone(&stage.handle, document) {
                Ok(bytes) => Some(bytes),
                Err(reason) => {
                    failures.push(LayerFailure { analyzer: stage.analyzer.clone(), reason });
                    None
                }
            }
        };
        let states = self.stages.iter().map(&mut state).collect();
        (states, failures)
    }

    /// Merges the states of the documents of one story and has the tables written.
    pub(super) fn report(&self, documents: &[Stored], unit: OffsetUnit) -> StoryTables {
        let reports = Reports::new(documents, unit);
        let (mut all, mut failures) = (Vec::new(), Vec::new());
        for (index, stage) in self.stages.iter().enumerate() {
            let states = documents.iter().filter_map(|it| it.states.get(index)?.as_deref());
            let mut collector = Collector::new(&reports, stage.printed);
            let written = merged(&stage.handle, states)
                .and_then(|it| stage.handle.report(it, &mut collector));
            match written {
                Ok(()) => all.extend(collector.tables),
                Err(reason) => failures.push(format!(
                    "the corpus stage of {} wrote no tables: {reason}",
                    stage.analyzer
                )),
            }
        }
        let mut tables = reports.finish(all);
        // Analyzers run in the order of their needs; whoever reads asks first who, then what, then how.
        let place = |name: &str| ORDER.iter().position(|it| *it == name).unwrap_or(ORDER.len());
        tables.sort_by_key(|it| place(&it.name));
        StoryTables { tables, failures }
    }
}

fn alone(stage: &CorpusStageHandle, document: &OwnedDocument) -> Result<Vec<u8>, CallError> {
    let mut seen = stage.new_state()?;
    stage.step(&mut seen, document)?;
    stage.save(&seen)
}

fn merged<'a>(
    stage: &CorpusStageHandle,
    states: impl Iterator<Item = &'a [u8]>,
) -> Result<CorpusState, CallError> {
    let mut all = stage.new_state()?;
    for bytes in states {
        stage.merge(&mut all, stage.load(bytes)?)?;
    }
    Ok(all)
}
