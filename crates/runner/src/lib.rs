//! Finds analyzers, plans their order and runs them over a corpus. The binary `rashomon` is a thin shell around this.
//!
//! [`Catalog`] holds the analyzers that were found, [`Plan`] which of them run in which order, [`Engine`] runs them on
//! one document, [`run`] on a corpus: in parallel, in bounded memory, with results in input order. [`gather`] groups a
//! corpus into stories and lays their reports side by side. [`eval`] says how
//! good an analyzer is.
//!
//! ```no_run
//! use rashomon_runner::{Catalog, Engine, Plan, SearchPath, Settings};
//!
//! let catalog = Catalog::find(&SearchPath::default());
//! let plan = Plan::new(&catalog, &["numbers".to_owned()])?;
//! let engine = Engine::new(&plan, &Settings::default(), rashomon_text::TextOptions::default())?;
//! let mut document = rashomon_core::OwnedDocument::new("a", "Some 300 people came.")?;
//! let outcome = engine.annotate(&mut document, &[]);
//! assert!(outcome.failures.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod batches;
mod compare;
mod disk;
mod engine;
mod error_log;
pub mod eval;
mod interrupt;
mod isolate;
mod json_lines;
mod max_errors;
mod output;
mod pipeline;
mod plan;
mod plugins;
mod resume;
mod settings;
mod work;
mod workers;

pub use crate::compare::{AnnotatedPage, CompareOptions, Gathered, Gathering, StoryTables, gather};
pub use crate::disk::finish_on_disk;
pub use crate::engine::{Engine, EngineError, LayerFailure, Outcome};
pub use crate::error_log::{ErrorLog, ErrorLogError};
pub use crate::interrupt::Interrupt;
pub use crate::isolate::{IsolatedWorkers, Isolation, IsolationError, ServeError, ending, serve};
pub use crate::max_errors::{MaxErrors, NoMaxErrors};
pub use crate::output::{Output, OutputError};
pub use crate::pipeline::{Observer, RunOptions, Summary, run};
pub use crate::plan::{Plan, PlanError, Step};
pub use crate::plugins::{
    Catalog, Distrust, FileDigest, Found, NoFileDigest, Origin, Refused, SHIPPED, SearchPath,
    check_library, distrust,
};
pub use crate::resume::{ResumeError, RunRecord};
pub use crate::settings::{Settings, SettingsError};
pub use crate::work::Failed;
pub use crate::workers::NoWorkers;
