//! One entity in all reports of a story: what the analyzer says of many documents together.
//!
//! [`state`] keeps the entities that each report has. They are compared by what the names of one document are compared
//! by ([`names`]): [`people`] and [`surnames`] tell people apart, [`things`] everything else. A report that keeps two
//! apart keeps them apart for all ([`groups`]). [`tables`] names and counts what has been found.

mod groups;
mod members;
mod names;
mod people;
pub(crate) mod state;
mod surnames;
mod tables;
#[cfg(test)]
mod tests;
mod things;

use rashomon_core::{AnalyzeError, CorpusStage, Document, TableSink};

use crate::Entities;
use crate::corpus::groups::Groups;
use crate::corpus::names::Names;
use crate::corpus::state::{Report, State};

impl CorpusStage for Entities {
    type State = State;

    fn step(&self, state: &mut State, document: &dyn Document) -> Result<(), AnalyzeError> {
        state.reports.push(Report::of(document));
        Ok(())
    }

    fn merge(&self, into: &mut State, other: State) {
        into.reports.extend(other.reports);
    }

    fn save(&self, state: &State) -> Vec<u8> {
        postcard::to_stdvec(state).expect("a state holds nothing that cannot be written")
    }

    fn load(&self, bytes: &[u8]) -> Result<State, AnalyzeError> {
        let state: State = postcard::from_bytes(bytes).map_err(AnalyzeError::new)?;
        if state.is_sound() { Ok(state) } else { Err(AnalyzeError::new("no state of entities")) }
    }

    fn report(&self, state: State, tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
        let (mut names, numbers) = Names::of(&state.reports)?;
        let members = members::members(&state.reports, &mut names, &numbers);
        let mut groups = Groups::new(members.iter().map(|it| it.report));
        let people = people::join_full_names(&names, &members, &mut groups);
        surnames::join_short_names(&names, &members, &people, &mut groups);
        things::join_things(&names, &members, &mut groups);
        tables::write(&state.reports, &names, &members, &mut groups, tables)
    }
}
