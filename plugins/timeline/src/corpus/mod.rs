//! The timeline of a story: what several reports say happened, in order, each event once with all its mentions.
//!
//! Of each document the state keeps its times, the phrase that happens then as stems, and the stems of its sentences,
//! which tell how much a shared stem weighs within the story. Two mentions are one event if their times allow it
//! (`place`), neither denies what the other tells (`stance`) and their phrases are alike (`alike`); `group` joins them,
//! `tables` writes the rows.
//!
//! Tense plays no part: what is to happen on Friday in one report and happened on Friday in another is one event.
//! Lengths of time, what recurs and the present at large (`now`, `recently`) date no event. A time that stays open
//! because its report has no date, as `Tuesday`, makes a row without begin and end, behind those that have them; it
//! joins a dated mention only if day and phrase agree. One that does not even name a day or month (`that day`,
//! `hours later`) makes a row only where several reports share it. No date is made up.

mod alike;
mod gather;
mod granularity;
mod group;
mod keys;
mod place;
mod source;
mod stance;
mod tables;
mod undated;

use rashomon_core::{AnalyzeError, CorpusStage, Document, TableSink};
use rashomon_text::stems::Stem;
use serde::{Deserialize, Serialize};

use self::stance::Stance;
use crate::Timeline;

/// What is known of the reports of a story.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct State {
    reports: Vec<Report>,
}

/// One report.
#[derive(Debug, Serialize, Deserialize)]
struct Report {
    id: String,
    /// The stems of the text, each once. All others are numbers of these.
    stems: Vec<Stem>,
    /// The sentences that are read.
    sentences: Vec<Told>,
    mentions: Vec<Mention>,
}

/// A sentence.
#[derive(Debug, Serialize, Deserialize)]
struct Told {
    /// Where it stands, in bytes.
    span: (u32, u32),
    stems: Vec<u32>,
    /// Whether a time stands in it.
    dated: bool,
    /// Of one without a time.
    stance: Stance,
}

/// A time and what happens then.
#[derive(Debug, Serialize, Deserialize)]
struct Mention {
    /// Where the time stands, in bytes.
    span: (u32, u32),
    /// Where the phrase stands.
    event: (u32, u32),
    /// The phrase.
    text: String,
    when: When,
    /// Number of the sentence within the report.
    sentence: u32,
    /// The stems of the phrase, in order of their numbers.
    phrase: Vec<u32>,
    /// Those of them that stand in names.
    names: Vec<u32>,
    /// Those of them that are families of words for one happening.
    actions: Vec<u32>,
    /// Those of the families that are occasions, of which there is seldom more than one a day.
    occasions: Vec<u32>,
    /// Whether it says that this happens, and of whom.
    stance: Stance,
    /// Whether the phrase reads by itself: a subject that is no pronoun, and a verb.
    clear: bool,
    /// Whether the sentence stands for a phrase that tells nothing.
    whole_sentence: bool,
    /// Whether the sentence names the zone of its times: "local time", "EDT".
    zone: bool,
}

/// When, as the annotation has it.
#[derive(Debug, Serialize, Deserialize)]
struct When {
    value: String,
    bounds: Option<(String, String)>,
    /// Whether the value names a part of what it says, by its modifier.
    part: bool,
    /// The words of a time without bounds.
    words: String,
}

impl CorpusStage for Timeline {
    type State = State;

    fn step(&self, state: &mut State, document: &dyn Document) -> Result<(), AnalyzeError> {
        state.reports.push(gather::report(document)?);
        Ok(())
    }

    fn merge(&self, into: &mut State, other: State) {
        into.reports.extend(other.reports);
    }

    fn save(&self, state: &State) -> Vec<u8> {
        postcard::to_stdvec(state).expect("strings, numbers and lists can be written")
    }

    fn load(&self, bytes: &[u8]) -> Result<State, AnalyzeError> {
        postcard::from_bytes(bytes).map_err(AnalyzeError::new)
    }

    fn report(&self, state: State, tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
        tables::write(&state, tables)
    }
}
