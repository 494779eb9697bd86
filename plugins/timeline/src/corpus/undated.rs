//! Sentences that tell of an event without its time, in reports that do not date it.
//!
//! Most reports give the day of a thing once, and some not at all. Such a report belongs to the event if one of its
//! sentences without a time holds nearly all of a phrase that is dated elsewhere: "The mayor of Lervik closed the
//! harbour on Monday", "Lervik: mayor closes harbour". It gets no date by that.

use std::collections::{BTreeMap, HashMap};

use rashomon_text::stems::Stem;

use super::State;
use super::group::Story;

/// What share of the phrase's weight a sentence must hold.
const HELD: f32 = 0.8;
/// The same, of a phrase without a name.
const HELD_WITHOUT_NAME: f32 = 0.95;
/// What it holds must weigh this much, in nats, and be this many stems.
const LEAST: f32 = 8.0;
const LEAST_STEMS: usize = 3;
/// How many sentences of a story, the first ones, are looked at for one stem.
const LOOKED_AT: usize = 256;
/// How many phrases of an event are looked for.
const PHRASES: usize = 4;

/// A sentence: number of its report and its own number there.
pub(super) type Place = (usize, usize);

/// The sentences without a time for each event of the story, at most one of a report, in input order.
pub(super) fn undated(
    state: &State,
    sentences: &[Vec<Vec<Stem>>],
    story: &Story,
) -> Vec<Vec<Place>> {
    let holding = holding(state, sentences);
    // A sentence goes to the event that it holds most of.
    let mut event_of: BTreeMap<Place, (f32, usize)> = BTreeMap::new();
    for event in (0..story.events.len()).filter(|it| story.is_shown(*it)) {
        for (report, (held, sentence)) in best(state, sentences, story, &holding, event) {
            let entry = event_of.entry((report, sentence)).or_insert((held, event));
            if held > entry.0 {
                *entry = (held, event);
            }
        }
    }
    let mut undated = vec![Vec::new(); story.events.len()];
    for (place, (_, event)) in event_of {
        undated[event].push(place);
    }
    undated
}

/// The sentences without a time that hold a stem.
fn holding(state: &State, sentences: &[Vec<Vec<Stem>>]) -> HashMap<Stem, Vec<Place>> {
    let mut holding: HashMap<Stem, Vec<Place>> = HashMap::new();
    for (report, known) in state.reports.iter().enumerate() {
        for number in (0..known.sentences.len()).filter(|it| !known.sentences[*it].dated) {
            for &stem in &sentences[report][number] {
                let list = holding.entry(stem).or_default();
                if list.len() < LOOKED_AT {
                    list.push((report, number));
                }
            }
        }
    }
    holding
}

/// By report that does not date the event: the sentence that holds most of one of its phrases, and how much.
fn best(
    state: &State,
    sentences: &[Vec<Vec<Stem>>],
    story: &Story,
    holding: &HashMap<Stem, Vec<Place>>,
    event: usize,
) -> BTreeMap<usize, (f32, usize)> {
    let mentions = &story.events[event];
    let dates =
        |report: usize| mentions.binary_search_by_key(&report, |it| story.mentions[*it].0).is_ok();
    let clear = mentions.iter().filter(|it| {
        let (report, number) = story.mentions[**it];
        state.reports[report].mentions[number].clear
    });
    let mut best: BTreeMap<usize, (f32, usize)> = BTreeMap::new();
    for &mention in clear.take(PHRASES) {
        let phrase = &story.phrases[mention];
        let places = phrase.head().and_then(|it| holding.get(&it));
        for &(report, number) in places.into_iter().flatten().filter(|it| !dates(it.0)) {
            let found = phrase.held_by(&sentences[report][number]);
            let enough = if found.names > 0 { HELD } else { HELD_WITHOUT_NAME };
            let misses_names = found.names == 0 && phrase.has_names();
            if found.share < enough
                || found.weight < LEAST
                || found.stems < LEAST_STEMS
                || misses_names
                || phrase.is_opposed_by(
                    &sentences[report][number],
                    &state.reports[report].sentences[number].stance,
                )
            {
                continue;
            }
            let entry = best.entry(report).or_insert((found.share, number));
            if found.share > entry.0 {
                *entry = (found.share, number);
            }
        }
    }
    best
}
