//! Finds names: walks over the segments of a document, sums the weights of their features, decodes.

use std::ops::Range;

use rashomon_core::Document;

use crate::agreement::Agreement;
use crate::features::{self, Context, Entry, Group, RunFacts};
use crate::gazetteer;
use crate::label::{Label, State};
use crate::model::{COLUMNS, Model, Sums};
use crate::segment::{self, CaseMode};
use crate::statistics::Statistics;
use crate::tags;
use crate::words::{WINDOW, Words};

/// A name in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Name {
    /// What it names.
    pub label: Label,
    /// Its tokens, as indices into the document's.
    pub tokens: Range<usize>,
}

/// What one worker keeps from document to document.
#[derive(Debug, Default)]
pub(crate) struct Tagger {
    words: Words,
    statistics: Statistics,
    scores: Vec<Sums>,
    /// First token in the document and number of tokens of each segment whose scores are in `scores`.
    segments: Vec<(usize, usize)>,
    agreement: Agreement,
    back: Vec<[u8; COLUMNS]>,
    states: Vec<State>,
}

/// What a token of a sure list entry loses of its score for standing outside of all names, in the model's units.
const KNOWN_BONUS: i16 = 200;

/// A segment with all that its features need.
pub(crate) struct Segment<'a> {
    context: Context<'a>,
    /// Index of the sentence's first token in the document.
    pub(crate) first_token: usize,
    /// Its tokens, as indices into the sentence.
    pub(crate) tokens: Range<usize>,
    runs: &'a [RunFacts],
    entries: &'a [Option<Entry>],
}

impl Tagger {
    /// Looks at a document: afterwards its word types and their usage are known. `all`: also the parts of the page
    /// that analyzers pass over.
    pub(crate) fn prepare(&mut self, document: &dyn Document, model: &Model, all: bool) {
        self.words.prepare(document, model);
        self.statistics.count(document, &self.words, all);
    }

    /// The names in a prepared document, in order.
    pub(crate) fn names(&mut self, document: &dyn Document, model: &Model, found: &mut Vec<Name>) {
        found.clear();
        let Self { words, statistics, scores, segments, agreement, back, states } = self;
        scores.clear();
        segments.clear();
        agreement.prepare(document.vocabulary().len as usize);
        let tokens = document.tokens();
        for_each_segment(document, words, statistics, false, &mut |segment| {
            let (start, first) = (scores.len(), segment.first_token + segment.tokens.start);
            segments.push((first, segment.tokens.len()));
            segment.score(model, scores);
            if segment.context.mode == CaseMode::Usual {
                for (token, sums) in tokens[first..].iter().zip(&scores[start..]) {
                    agreement.add(token, sums);
                }
            }
        });
        let mut start = 0;
        for &(first, length) in segments.iter() {
            let scores = &mut scores[start..start + length];
            for (token, sums) in tokens[first..].iter().zip(scores.iter_mut()) {
                agreement.mix(token, sums);
            }
            model.decode(scores, back, states);
            collect(states, first, found);
            start += length;
        }
    }

    /// Hands all segments of a prepared document to `visit`.
    pub(crate) fn visit(&self, document: &dyn Document, visit: &mut dyn FnMut(&Segment<'_>)) {
        for_each_segment(document, &self.words, &self.statistics, true, visit);
    }
}

fn for_each_segment(
    document: &dyn Document,
    words: &Words,
    statistics: &Statistics,
    all: bool,
    visit: &mut dyn FnMut(&Segment<'_>),
) {
    let (mut segments, mut ranges) = (Vec::new(), Vec::new());
    let (mut runs, mut entries) = (Vec::new(), Vec::new());
    for (index, sentence) in document.sentences().iter().enumerate() {
        if !all && !document.is_read(sentence) {
            continue;
        }
        let tokens = document.tokens_of(sentence);
        segment::segments(tokens, words, &mut segments);
        let context = Context { tokens, mode: statistics.mode(index), words, statistics };
        for range in &segments {
            segment::runs(tokens, range, &mut ranges);
            runs.clear();
            runs.extend(ranges.iter().map(|it| RunFacts::of(&context, it.clone())));
            features::list_entries(&context, range, &mut entries);
            visit(&Segment {
                context,
                first_token: sentence.first_token as usize,
                tokens: range.clone(),
                runs: &runs,
                entries: &entries,
            });
        }
    }
}

impl Segment<'_> {
    /// Appends the sums of the weights of each token's features.
    fn score(&self, model: &Model, scores: &mut Vec<Sums>) {
        let start = scores.len();
        scores.resize(start + self.tokens.len(), Sums::default());
        let scores = &mut scores[start..];
        for run in self.runs {
            let mut shared = Sums::default();
            features::of_run(&self.context, run, &mut |it, _| shared.add(model.row(it)));
            for index in run.tokens() {
                scores[index - self.tokens.start].add_sums(&shared);
            }
        }
        let mut runs = self.runs.iter().peekable();
        for (offset, index) in self.tokens.clone().enumerate() {
            while runs.next_if(|it| it.tokens().end <= index).is_some() {}
            let sums = &mut scores[offset];
            for position in 0..WINDOW {
                let word = self.context.word(index, position as isize - (WINDOW / 2) as isize);
                sums.add_sums(&word.sums[position]);
            }
            let run = runs.peek().filter(|it| it.tokens().start <= index).copied();
            features::of_token(&self.context, index, run, self.entries[offset], &mut |it, _| {
                sums.add(model.row(it));
            });
            if self.is_known(index) {
                sums.0[usize::from(State::OUTSIDE.0)] -= KNOWN_BONUS;
            }
        }
    }

    /// Whether the token is part of a list entry that is hardly ever anything else than a name.
    fn is_known(&self, index: usize) -> bool {
        let Some(entry) = self.entries[index - self.tokens.start] else { return false };
        let sure = tags::COUNTRY | tags::CAPITAL | tags::REGION | tags::ORGANISATION | tags::STATE;
        let doubtful = gazetteer::PEOPLE | tags::FUNCTION_WORD | tags::ORG_HEAD | tags::TITLE;
        let usage = self.context.statistics.of(&self.context.tokens[index]);
        entry.tags & sure != 0
            && entry.tags & doubtful == 0
            && self.context.word(index, 0).case.is_capitalized()
            && (entry.position > 0 || usage.lower == 0)
    }

    /// The features of one token; `index` is in [`tokens`](Self::tokens).
    pub(crate) fn features(&self, index: usize, emit: &mut dyn FnMut(u32, Group)) {
        let mut emit = |feature: u32, group: Group| emit(feature, group);
        for position in 0..WINDOW {
            let word = self.context.word(index, position as isize - (WINDOW / 2) as isize);
            features::of_word(word, position, &mut emit);
        }
        let run = self.runs.iter().find(|it| it.tokens().contains(&index));
        if let Some(run) = run {
            features::of_run(&self.context, run, &mut emit);
        }
        let entry = self.entries[index - self.tokens.start];
        features::of_token(&self.context, index, run, entry, &mut emit);
    }
}

/// Reads names off the states of a segment that begins at token `first`.
fn collect(states: &[State], first: usize, found: &mut Vec<Name>) {
    let mut open: Option<Name> = None;
    for (offset, state) in states.iter().enumerate() {
        let at = first + offset;
        match (state.label(), &mut open) {
            (Some(_), Some(name)) if !state.is_first() => name.tokens.end = at + 1,
            (Some(label), _) => {
                found.extend(open.replace(Name { label, tokens: at..at + 1 }));
            }
            (None, _) => found.extend(open.take()),
        }
    }
    found.extend(open);
}
