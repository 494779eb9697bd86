//! A plugin that lies wherever it can.
//!
//! What it says of itself, how it answers and what it emits come from the bytes. Only what nobody could check is kept
//! true: memory that a length and a pointer name is there, or is such as cannot be anywhere.
#![allow(unsafe_code, reason = "plays the plugin's side of the boundary with tables of its own")]
#![allow(clippy::cast_ptr_alignment, reason = "some of what it lends is misaligned on purpose")]
#![allow(
    clippy::multiple_unsafe_ops_per_block,
    clippy::undocumented_unsafe_blocks,
    reason = "one promise holds throughout: what the script says is memory is memory"
)]

mod corpus;
mod memory;
mod plugin;
mod tables;

use std::sync::Arc;

use rashomon_core::ffi::{CallError, CorpusStageHandle, PluginHandle};
use rashomon_core::{AnalyzeError, Column, ColumnKind, OptionValue, TableSink, Value};

use crate::layer;
use crate::text::annotated;

const TEXT: &str =
    "Zoë Berg said on Tuesday that “some 300 people” had come to Oslo. 🎬 It rained.";

/// Reads the bytes as the script of a plugin and calls all of it. The host refuses what it cannot use, keeps only sound
/// layers and well-formed tables, and reads no memory that it was not lent.
///
/// # Panics
/// If that does not hold.
pub fn hostile(data: &[u8]) {
    let table = tables::Tables::new(plugin::begin(data));
    // SAFETY: the table and what it leads to live until the handle and all that came of it are gone.
    let Ok(handle) = (unsafe { PluginHandle::from_raw(table.plugin()) }) else { return };
    let option = (0, OptionValue::String("any"));
    let Ok(instance) = handle.create(&[option]) else { return };
    let mut document = annotated("lent", TEXT);
    document.set_metadata("published", "2022-02-08");
    for _ in 0..2 {
        if let Ok(layer) = instance.analyze(&document) {
            layer::check(&document, &layer);
            document.add_layer(layer);
        }
    }
    if let Some(stage) = CorpusStageHandle::of(&Arc::new(instance)) {
        let _ = call_all(&stage, &document);
    }
}

fn call_all(
    stage: &CorpusStageHandle,
    document: &rashomon_core::OwnedDocument,
) -> Result<(), CallError> {
    let mut all = stage.new_state()?;
    let mut other = stage.new_state()?;
    let _ = stage.step(&mut all, document);
    let _ = stage.step(&mut other, document);
    if let Ok(bytes) = stage.save(&other)
        && let Ok(loaded) = stage.load(&bytes)
    {
        let _ = stage.merge(&mut all, loaded);
    }
    let _ = stage.merge(&mut all, other);
    stage.report(all, &mut Strict::default())
}

/// Relies on what the host promises to those who take tables.
#[derive(Default)]
struct Strict(Option<Vec<ColumnKind>>);

impl TableSink for Strict {
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        assert!(name.chars().count() <= name.len());
        self.0 = Some(columns.iter().map(|it| it.kind).collect());
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        let columns = self.0.as_ref().expect("a table before its rows");
        assert_eq!(cells.len(), columns.len());
        for (cell, column) in cells.iter().zip(columns) {
            assert!(cell.is_none_or(|it| column.takes(it)), "{cell:?} in a column of {column:?}");
        }
        Ok(())
    }
}
