//! Finds names: walks over the segments of a document, sums the weights of their features, decodes.

use std::ops::Range;

use rashomon_core::Document;

use crate::agreement::Agreement;
use crate::confidence::Confidence;
use crate::decoder::Decoder;
use crate::features::Evidence;
use crate::label::{Label, State};
use crate::memo::Memo;
use crate::memory::{Memory, Stretch};
use crate::model::Model;
use crate::picks::Picks;
use crate::segment::{self, CaseMode};
use crate::statistics::Statistics;
use crate::treaties;
use crate::view::Segment;
use crate::words::Words;

/// A name in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Name {
    /// What it names.
    pub label: Label,
    /// Its tokens, as indices into the document's.
    pub tokens: Range<usize>,
    /// How likely it is right, in hundredths.
    pub confidence: u8,
    /// How its sentence is written.
    pub mode: CaseMode,
}

/// What one worker keeps from document to document.
#[derive(Debug, Default)]
pub(crate) struct Tagger {
    words: Words,
    statistics: Statistics,
    picks: Picks,
    /// The segments whose scores are in `picks`.
    stretches: Vec<Stretch>,
    /// Of their tokens: which usage is that of the folded type.
    places: Vec<Option<u32>>,
    /// Their states after the first reading.
    first: Vec<State>,
    memory: Memory,
    agreement: Agreement,
    memo: Memo,
    decoder: Decoder,
    confidence: Confidence,
    ranges: Vec<Range<usize>>,
    segment: Segment,
}

impl Tagger {
    /// Looks at a document: afterwards its word types and their usage are known. `all`: also the parts of the page
    /// that analyzers pass over.
    pub(crate) fn prepare(&mut self, document: &dyn Document, all: bool) {
        self.words.prepare(document.vocabulary());
        self.statistics.count(document, &mut self.words, all);
    }

    /// The names in a prepared document, in order.
    pub(crate) fn names(&mut self, document: &dyn Document, model: &Model, found: &mut Vec<Name>) {
        self.read(document, model, false);
        found.clear();
        let Self { picks, stretches, places, memory, memo, decoder, first, confidence, .. } = self;
        let mut start = 0;
        for stretch in stretches.iter() {
            let range = start..start + stretch.length;
            start = range.end;
            let (scores, states) = (&mut picks.scores[range.clone()], &first[range.clone()]);
            let mut evident = false;
            memory.evidence(document, stretch, &places[range], states, |offset, evidence| {
                evident = true;
                scores[offset].add_sums(&memo.sums(evidence.key(), model, |emit| {
                    evidence.features(&mut |it, _| emit(it));
                }));
            });
            let states = if evident { decoder.decode(model, scores) } else { states };
            let known = found.len();
            collect(states, stretch, found);
            if found.len() > known {
                confidence.prepare(&model.odds, scores);
            }
            for name in &mut found[known..] {
                let tokens = name.tokens.start - stretch.first..name.tokens.end - stretch.first;
                let log_odds = confidence.log_odds(&model.odds, tokens, name.label);
                name.confidence = model.calibrations[name.label as usize].hundredths(log_odds);
            }
        }
        treaties::join(document, stretches, found);
    }

    /// Reads a prepared document for the first time: what is found is in `first` and in `memory`.
    pub(crate) fn read(&mut self, document: &dyn Document, model: &Model, all: bool) {
        let Self { words, statistics, memo, picks, stretches, places, agreement, decoder, .. } =
            self;
        picks.clear();
        stretches.clear();
        places.clear();
        let (ranges, segment) = (&mut self.ranges, &mut self.segment);
        for_each_segment(document, words, statistics, all, ranges, segment, &mut |it, words| {
            stretches.push(Stretch {
                sentence: it.first_token,
                first: it.first_token + it.tokens.start,
                length: it.tokens.len(),
                mode: it.mode,
            });
            places.extend_from_slice(&it.places);
            it.pick(document, model, words, memo, picks);
            if picks.is_full() {
                picks.sum(words);
            }
        });
        picks.sum(words);
        let scores = &mut picks.scores;
        let tokens = document.tokens();
        let types = statistics.usages().len();
        agreement.prepare(types);
        let mut start = 0;
        for stretch in stretches.iter() {
            let range = start..start + stretch.length;
            start = range.end;
            if stretch.mode == CaseMode::Usual {
                let tokens = tokens[stretch.first..].iter().zip(&places[range.clone()]);
                for ((token, place), sums) in tokens.zip(&scores[range]) {
                    agreement.add(token, *place, sums);
                }
            }
        }
        self.first.clear();
        self.memory.prepare(types);
        let mut start = 0;
        for stretch in stretches.iter() {
            let range = start..start + stretch.length;
            start = range.end;
            let (scores, places) = (&mut scores[range.clone()], &places[range]);
            let tokens = tokens[stretch.first..].iter().zip(places);
            for ((token, place), sums) in tokens.zip(scores.iter_mut()) {
                agreement.mix(token, *place, sums);
            }
            let states = decoder.decode(model, scores);
            self.memory.add(document, stretch, places, states);
            self.first.extend_from_slice(states);
        }
    }

    /// Hands all segments of a prepared document to `visit`.
    pub(crate) fn visit(&mut self, document: &dyn Document, visit: &mut dyn FnMut(&Segment)) {
        let Self { words, statistics, ranges, segment, .. } = self;
        for_each_segment(document, words, statistics, true, ranges, segment, &mut |it, _| {
            visit(it);
        });
    }

    /// Hands what the first reading gives to the second: the token's index in the document and its evidence.
    pub(crate) fn visit_evidence(
        &self,
        document: &dyn Document,
        visit: &mut dyn FnMut(usize, &Evidence),
    ) {
        let mut start = 0;
        for stretch in &self.stretches {
            let range = start..start + stretch.length;
            start = range.end;
            let (places, states) = (&self.places[range.clone()], &self.first[range]);
            self.memory.evidence(document, stretch, places, states, |offset, it| {
                visit(stretch.first + offset, it);
            });
        }
    }
}

/// The segments of a prepared document: `visit` is given the sentence, its place, how it is written and a stretch.
fn for_each_segment(
    document: &dyn Document,
    words: &mut Words,
    statistics: &Statistics,
    all: bool,
    ranges: &mut Vec<Range<usize>>,
    segment: &mut Segment,
    visit: &mut dyn FnMut(&Segment, &mut Words),
) {
    let text = document.text();
    let mut openers = statistics.openers();
    for (index, sentence) in document.sentences().iter().enumerate() {
        if !all && !document.is_read(sentence) {
            continue;
        }
        let tokens = document.tokens_of(sentence);
        let inside = openers.iter().take_while(|it| **it < sentence.end_token).count();
        let (here, later) = openers.split_at(inside);
        openers = later;
        segment.first_token = sentence.first_token as usize;
        segment.mode = statistics.mode(index);
        segment::segments(text, tokens, segment.first_token, here, segment.mode, words, ranges);
        for range in ranges.drain(..) {
            segment.fill(text, tokens, range, words, statistics);
            visit(segment, words);
        }
    }
}

/// Reads names off the states of a segment.
fn collect(states: &[State], stretch: &Stretch, found: &mut Vec<Name>) {
    let mut open: Option<Name> = None;
    for (offset, state) in states.iter().enumerate() {
        let at = stretch.first + offset;
        match (state.label(), &mut open) {
            (Some(_), Some(name)) if !state.is_first() => name.tokens.end = at + 1,
            (Some(label), _) => {
                let name = Name { label, tokens: at..at + 1, confidence: 0, mode: stretch.mode };
                found.extend(open.replace(name));
            }
            (None, _) => found.extend(open.take()),
        }
    }
    found.extend(open);
}
