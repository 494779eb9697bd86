//! Joins the mentions of a story into events.

use std::collections::HashMap;

use rashomon_text::stems::{Stem, Surprisal};

use super::alike::{ALIKE, Phrase};
use super::undated::{Place, undated};
use super::{State, Told};

/// By how many of its heaviest stems a mention is found.
const STEMS: usize = 8;
/// How many mentions, the latest ones, are kept under one stem and time.
const KEPT: usize = 24;
/// How many of those that share most are compared.
const COMPARED: usize = 24;
/// How many mentions stand for a large event.
const STANDING: usize = 6;
/// How much less alike than [`ALIKE`] the mentions of two joined events may be on average.
const SLACK: f32 = 0.1;

/// The mentions of a story, and which of them are one event.
#[derive(Debug)]
pub(super) struct Story {
    /// Report and mention, in input order.
    pub(super) mentions: Vec<(usize, usize)>,
    /// The phrases of the mentions.
    pub(super) phrases: Vec<Phrase>,
    /// The mentions of each event, ascending; events in the order of their first mentions.
    pub(super) events: Vec<Vec<usize>>,
    /// Of each event, sentences without a time in other reports: report and sentence.
    pub(super) undated: Vec<Vec<Place>>,
    /// How rare the time of each mention is.
    rarities: Vec<f32>,
}

impl Story {
    pub(super) fn of(state: &State) -> Self {
        let sentences: Vec<Vec<Vec<Stem>>> = state
            .reports
            .iter()
            .map(|report| {
                let stem = |it: &u32| report.stems.get(*it as usize).copied();
                let stems = |it: &Told| {
                    let mut stems: Vec<Stem> = it.stems.iter().filter_map(stem).collect();
                    stems.sort_unstable();
                    stems
                };
                report.sentences.iter().map(stems).collect()
            })
            .collect();
        let weights = Surprisal::of(sentences.iter().flatten().map(Vec::as_slice));
        let (mut mentions, mut phrases) = (Vec::new(), Vec::new());
        for (report_number, report) in state.reports.iter().enumerate() {
            for (number, mention) in report.mentions.iter().enumerate() {
                let sentence = sentences[report_number].get(mention.sentence as usize);
                let sentence = sentence.map_or(&[][..], Vec::as_slice);
                mentions.push((report_number, number));
                phrases.push(Phrase::new(mention, &report.stems, sentence, &weights));
            }
        }
        let rarities = rarities(&phrases);
        let mut story =
            Self { mentions, phrases, events: Vec::new(), undated: Vec::new(), rarities };
        story.join();
        story.undated = undated(state, &sentences, &story);
        story
    }

    /// Whether an event makes a row: its time is named, or several reports share it.
    pub(super) fn is_shown(&self, event: usize) -> bool {
        let mentions = &self.events[event];
        let first = mentions.first().map(|it| self.mentions[*it].0);
        mentions
            .iter()
            .any(|it| self.phrases[*it].place.is_named() || Some(self.mentions[*it].0) != first)
    }

    /// How much speaks for two mentions being one event.
    pub(super) fn score(&self, a: usize, b: usize) -> Option<f32> {
        let rarity = self.rarities[a].min(self.rarities[b]);
        self.phrases[a].score(&self.phrases[b], rarity)
    }

    fn join(&mut self) {
        let mut pairs = self.pairs();
        pairs
            .sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
        // Each mention's event; an event that was joined to another is empty.
        let mut event_of: Vec<usize> = (0..self.phrases.len()).collect();
        let mut events: Vec<Vec<usize>> = (0..self.phrases.len()).map(|it| vec![it]).collect();
        for (_, a, b) in pairs {
            let (a, b) = (event_of[a].min(event_of[b]), event_of[a].max(event_of[b]));
            if a == b || !self.can_join(&events[a], &events[b]) {
                continue;
            }
            let joined = std::mem::take(&mut events[b]);
            for &mention in &joined {
                event_of[mention] = a;
            }
            events[a].extend(joined);
            events[a].sort_unstable();
        }
        events.retain(|it| !it.is_empty());
        self.events = events;
    }

    /// Whether the mentions that stand for two events are alike on average, all of one time, and none opposed to another.
    fn can_join(&self, a: &[usize], b: &[usize]) -> bool {
        let (a, b) = (standing(a), standing(b));
        let (mut sum, mut count) = (0.0, 0.0);
        for &one in &a {
            for &other in &b {
                let (one_phrase, other_phrase) = (&self.phrases[one], &self.phrases[other]);
                if one_phrase.place.fit(other_phrase.place).is_none()
                    || one_phrase.opposes(other_phrase)
                {
                    return false;
                }
                sum += self.score(one, other).unwrap_or(0.0);
                count += 1.0;
            }
        }
        sum >= (ALIKE - SLACK) * count
    }

    /// Pairs of mentions that are alike, with their scores, found by what they share of rare stems and time.
    fn pairs(&self) -> Vec<(f32, usize, usize)> {
        let mut own: HashMap<(Stem, u64), Vec<usize>> = HashMap::new();
        let mut above: HashMap<(Stem, u64), Vec<usize>> = HashMap::new();
        let mut shared = vec![0.0_f32; self.phrases.len()];
        let mut found = Vec::new();
        let mut pairs = Vec::new();
        for (number, phrase) in self.phrases.iter().enumerate() {
            let keys = phrase.place.keys();
            let heaviest = phrase.heaviest(STEMS);
            for &(stem, weight) in &heaviest {
                let coarser = keys.above.iter().chain(&keys.beside).flatten();
                let mut lists: Vec<_> = coarser.filter_map(|it| own.get(&(stem, *it))).collect();
                lists.extend(own.get(&(stem, keys.own)));
                lists.extend(above.get(&(stem, keys.own)));
                for &other in lists.into_iter().flatten() {
                    if shared[other] == 0.0 {
                        found.push(other);
                    }
                    shared[other] += weight.max(f32::EPSILON);
                }
            }
            found.sort_unstable_by(|a, b| shared[*b].total_cmp(&shared[*a]).then(a.cmp(b)));
            for (rank, other) in found.drain(..).enumerate() {
                shared[other] = 0.0;
                if rank < COMPARED
                    && let Some(score) = self.score(other, number)
                    && score >= ALIKE
                {
                    pairs.push((score, other, number));
                }
            }
            for (stem, _) in heaviest {
                keep(&mut own, (stem, keys.own), number);
                for key in keys.above.into_iter().flatten() {
                    keep(&mut above, (stem, key), number);
                }
            }
        }
        pairs
    }
}

/// Adds a mention to a list that holds the latest ones.
fn keep(lists: &mut HashMap<(Stem, u64), Vec<usize>>, key: (Stem, u64), mention: usize) {
    let list = lists.entry(key).or_default();
    if list.len() == KEPT {
        list.remove(0);
    }
    list.push(mention);
}

/// The mentions that stand for an event: all, or some of them from first to last.
fn standing(event: &[usize]) -> Vec<usize> {
    if event.len() <= STANDING {
        return event.to_vec();
    }
    (0..STANDING).map(|it| event[it * (event.len() - 1) / (STANDING - 1)]).collect()
}

/// How rare each mention's time is: 0 if all mentions have it, 1 if no other has.
fn rarities(phrases: &[Phrase]) -> Vec<f32> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for phrase in phrases {
        *counts.entry(phrase.place.keys().own).or_default() += 1;
    }
    let all = phrases.len().max(2) as f32;
    let rarity = |phrase: &Phrase| {
        let count = counts.get(&phrase.place.keys().own).copied().unwrap_or(1) as f32;
        (all / count).ln() / all.ln()
    };
    phrases.iter().map(rarity).collect()
}
