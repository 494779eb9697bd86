//! Which statements of many reports are one: the same remark in another translation, as a fragment, in the writer's
//! words, in a headline.
//!
//! [`gather`] keeps of each report its utterances as stems; [`story`] weighs the words of all of them; [`pairs`] finds
//! rows that share rare words, [`likeness`] says how likely two are one, [`voices`] whether their speakers can be one,
//! [`cluster`] makes utterances of it, and [`table`] rows for the reader.

mod clauses;
mod cluster;
mod gather;
mod kin;
mod likeness;
mod offices;
mod pairs;
mod state;
mod story;
mod table;
mod voices;

use rashomon_core::{AnalyzeError, CorpusStage, Document, TableSink};

use crate::Quotes;
pub use crate::corpus::state::State;
use crate::corpus::story::Story;

impl CorpusStage for Quotes {
    type State = State;

    fn step(&self, state: &mut State, document: &dyn Document) -> Result<(), AnalyzeError> {
        state.reports.push(gather::gather(document));
        Ok(())
    }

    fn merge(&self, into: &mut State, mut other: State) {
        into.reports.append(&mut other.reports);
    }

    fn save(&self, state: &State) -> Vec<u8> {
        postcard::to_stdvec(state).expect("numbers and strings can always be written")
    }

    fn load(&self, bytes: &[u8]) -> Result<State, AnalyzeError> {
        postcard::from_bytes(bytes).map_err(|it| {
            AnalyzeError::new(format_args!("the state of quotes cannot be read: {it}"))
        })
    }

    fn report(&self, state: State, tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
        table::write(&Story::new(state), tables)
    }
}
