//! Figures of several reports side by side: which numbers are of one quantity, and whether they agree.
//!
//! A document leaves its numbers behind, each with the words around it (`gather`). Numbers of two reports are compared
//! if they share a value or a rare word (`link`); what is counted, the words around and the numbers themselves make a
//! score (`score`), and the best links make groups that fit as wholes (`group`). The values that the members of a group
//! allow (`interval`) decide whether they agree (`verdict`).

mod claim;
mod gather;
mod group;
mod interval;
mod link;
mod score;
mod standing;
mod subject;
mod table;
mod verdict;

use rashomon_core::{AnalyzeError, CorpusStage, Document, TableSink};
use serde::{Deserialize, Serialize};

use crate::Numbers;
use crate::corpus::claim::Report;

/// What is kept of the reports of a story.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct State {
    reports: Vec<Report>,
}

impl CorpusStage for Numbers {
    type State = State;

    fn step(&self, state: &mut State, document: &dyn Document) -> Result<(), AnalyzeError> {
        state.reports.push(gather::report(document));
        Ok(())
    }

    fn merge(&self, into: &mut State, mut other: State) {
        into.reports.append(&mut other.reports);
    }

    fn save(&self, state: &State) -> Vec<u8> {
        postcard::to_stdvec(state).expect("a state is plain data, and memory takes all bytes")
    }

    fn load(&self, bytes: &[u8]) -> Result<State, AnalyzeError> {
        postcard::from_bytes(bytes).map_err(AnalyzeError::new)
    }

    fn report(&self, state: State, tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
        table::write(&state.reports, tables)
    }
}
