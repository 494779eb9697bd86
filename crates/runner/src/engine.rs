//! Runs a plan on one document.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rashomon_core::ffi::{CallError, CorpusStageHandle, Instance};
use rashomon_core::{Document as _, OwnedDocument, Schema};
use rashomon_formats::{BroughtAnnotation, OffsetUnit, attach};
use rashomon_text::{TextLayer, TextOptions};
use thiserror::Error;

use crate::plan::Plan;
use crate::settings::{Settings, SettingsError};

/// The analyzers of a plan, made and ready; any number of threads may use it at once.
#[derive(Debug)]
pub struct Engine {
    stages: Vec<Stage>,
    settings: Settings,
    text: TextOptions,
    unit: OffsetUnit,
}

#[derive(Debug)]
struct Stage {
    name: String,
    instance: Arc<Instance>,
    /// Its library; `None` if it is linked in.
    library: Option<PathBuf>,
    printed: bool,
}

/// A part of the work on a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    /// The text layer, and what the document brings.
    TextLayer,
    /// An analyzer, by its place in the plan.
    Analyzer(usize),
    /// Writing out what was found.
    Results,
}

/// Why the analyzers could not be made.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum EngineError {
    /// A setting is wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// An analyzer refuses its options.
    #[error("{analyzer} does not take these options: {reason}")]
    Create {
        /// The analyzer.
        analyzer: String,
        /// What it says.
        reason: CallError,
    },
}

/// Why one analyzer has no layer for one document.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{analyzer}: {reason}")]
pub struct LayerFailure {
    /// The analyzer.
    pub analyzer: String,
    /// What happened.
    pub reason: CallError,
}

impl Engine {
    /// Makes the analyzers of `plan` with their settings.
    ///
    /// # Errors
    /// If a setting is wrong or an analyzer refuses its options.
    pub fn new(plan: &Plan, settings: &Settings, text: TextOptions) -> Result<Self, EngineError> {
        settings.check_analyzers(|name| plan.steps().iter().any(|it| it.name() == name))?;
        let mut stages = Vec::new();
        for step in plan.steps() {
            let handle = &step.found.handle;
            let options = settings.values_for(handle.info())?;
            let create = |reason| EngineError::Create { analyzer: step.name().into(), reason };
            let instance = Arc::new(handle.create(&options).map_err(create)?);
            let library = step.found.path.clone();
            stages.push(Stage {
                name: step.name().into(),
                instance,
                library,
                printed: step.chosen,
            });
        }
        Ok(Self { stages, settings: settings.clone(), text, unit: OffsetUnit::Chars })
    }

    /// The unit in which annotations that documents bring give their offsets.
    #[must_use]
    pub fn with_offsets(self, unit: OffsetUnit) -> Self {
        Self { unit, ..self }
    }

    /// Prints also the analyzers that run only because others need them.
    #[must_use]
    pub fn with_all_printed(mut self) -> Self {
        self.stages.iter_mut().for_each(|it| it.printed = true);
        self
    }

    /// Names of the analyzers whose layers are results, in order.
    pub fn printed(&self) -> Vec<String> {
        self.stages.iter().filter(|it| it.printed).map(|it| it.name.clone()).collect()
    }

    /// All analyzers in order, each with its version.
    pub fn versions(&self) -> Vec<String> {
        let version = |it: &Stage| it.instance.plugin().info().version.clone();
        self.stages.iter().map(|it| format!("{} {}", it.name, version(it))).collect()
    }

    /// Schemas of the analyzers whose layers are results, in order.
    pub fn schemas(&self) -> Vec<Arc<Schema>> {
        self.stages
            .iter()
            .filter(|it| it.printed)
            .map(|it| it.instance.plugin().schema().clone())
            .collect()
    }

    /// The analyzers in order: name, library, whether its layers are results.
    #[cfg(unix)]
    pub(crate) fn analyzers(&self) -> impl Iterator<Item = (&str, Option<&Path>, bool)> {
        self.stages.iter().map(|it| (&*it.name, it.library.as_deref(), it.printed))
    }

    /// What it was made with.
    #[cfg(unix)]
    pub(crate) fn made_with(&self) -> (&Settings, TextOptions, OffsetUnit) {
        (&self.settings, self.text, self.unit)
    }

    /// The corpus stages of the analyzers that have one, in order: name, whether its layers are results, stage.
    pub(crate) fn corpus_stages(&self) -> impl Iterator<Item = (&str, bool, CorpusStageHandle)> {
        self.stages
            .iter()
            .filter_map(|it| Some((&*it.name, it.printed, CorpusStageHandle::of(&it.instance)?)))
    }

    /// Makes the text layer and all layers of `document`. Annotations that it brings stand in for their analyzer; what
    /// is wrong with them is returned as well, by the name of the analyzer.
    ///
    /// An analyzer that fails leaves no layer; the others run on.
    pub fn annotate(&self, document: &mut OwnedDocument, brought: &[BroughtAnnotation]) -> Outcome {
        self.annotate_watched(document, brought, &mut |_| {})
    }

    /// Does the same and tells `enters` of each part of the work before it begins.
    pub(crate) fn annotate_watched(
        &self,
        document: &mut OwnedDocument,
        brought: &[BroughtAnnotation],
        enters: &mut dyn FnMut(Phase),
    ) -> Outcome {
        thread_local! {
            /// One a thread: its vocabulary grows with what the thread has read.
            static LAYER: RefCell<Option<(TextOptions, TextLayer)>> = const { RefCell::new(None) };
        }
        enters(Phase::TextLayer);
        LAYER.with_borrow_mut(|slot| {
            let fits = slot.as_ref().is_some_and(|(options, _)| *options == self.text);
            let (_, layer) = if fits { slot.take() } else { None }
                .unwrap_or_else(|| (self.text, TextLayer::new(self.text)));
            let (_, layer) = slot.insert((self.text, layer));
            layer.annotate(document);
        });
        let schema_of = |name: &str| {
            self.stages
                .iter()
                .find(|it| it.name == name)
                .map(|it| it.instance.plugin().schema().clone())
        };
        let notes = if brought.is_empty() {
            Vec::new()
        } else {
            attach(document, brought, self.unit, &schema_of)
        };
        let mut failures = Vec::new();
        for (index, stage) in self.stages.iter().enumerate() {
            if document.layer(&stage.name).is_some() {
                continue;
            }
            enters(Phase::Analyzer(index));
            match stage.instance.analyze(document) {
                Ok(layer) => document.add_layer(layer),
                Err(reason) => failures.push(LayerFailure { analyzer: stage.name.clone(), reason }),
            }
        }
        Outcome { failures, notes }
    }
}

/// What happened to one document.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Analyzers that left no layer.
    pub failures: Vec<LayerFailure>,
    /// What was wrong with the annotations that the document brought.
    pub notes: Vec<String>,
}
