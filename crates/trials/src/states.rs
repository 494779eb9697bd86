//! States of corpus stages that come from nowhere good.

use rashomon_core::ffi::{CallError, CorpusStageHandle};

use crate::analyzers::{self, Rows};
use crate::text::annotated;

/// Loads the bytes behind the first as the state of the stage that the first numbers. A stage refuses what is no state;
/// what it takes can be saved, merged and reported without a panic.
///
/// # Panics
/// If that does not hold.
pub fn states(data: &[u8]) {
    let Some((&first, bytes)) = data.split_first() else { return };
    let stages: Vec<_> = analyzers::stages().collect();
    let stage = &stages[usize::from(first) % stages.len()];
    let Some(loaded) = calm(stage, stage.load(bytes)) else { return };
    let saved = calm(stage, stage.save(&loaded)).expect("a state can be saved");
    let again = calm(stage, stage.load(&saved)).expect("what was saved can be loaded");
    let mut all = stage.new_state().expect("a state of nothing");
    calm(stage, stage.merge(&mut all, loaded));
    calm(stage, stage.merge(&mut all, again));
    calm(stage, stage.report(all, &mut Rows::default()));
}

/// The value, if there is one; a refusal is fine, a panic is not.
fn calm<T>(stage: &CorpusStageHandle, result: Result<T, CallError>) -> Option<T> {
    match result {
        Err(CallError::Panicked(message)) => panic!("{stage:?}: {message}"),
        other => other.ok(),
    }
}

/// What [`states`] takes for each stage after it has seen `text`, for a fuzzer to begin with.
///
/// # Panics
/// If a stage fails on it.
pub fn first_states(text: &str) -> Vec<Vec<u8>> {
    let mut document = annotated("report-0", text);
    document.set_metadata("published", "2022-02-08");
    analyzers::run(&mut document);
    let seen = |(index, stage): (usize, CorpusStageHandle)| {
        let mut seen = stage.new_state().expect("a state of nothing");
        stage.step(&mut seen, &document).expect("a report can be taken in");
        let mut bytes = vec![index as u8];
        bytes.extend(stage.save(&seen).expect("a state can be saved"));
        bytes
    };
    analyzers::stages().enumerate().map(seen).collect()
}
