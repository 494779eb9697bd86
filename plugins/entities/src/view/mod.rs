//! A segment of a sentence with all that its features need, side by side: the tagger sums their weights, training
//! lists them.

mod features;

use std::ops::Range;

use rashomon_core::{Token, TokenKind};

use crate::features::{Entry, MOST_WORDS, Run, WINDOW};
use crate::form::Case;
use crate::gazetteer;
use crate::segment::{self, CaseMode};
use crate::statistics::{Statistics, Usage};
use crate::tags;
use crate::word::Word;
use crate::words::{Id, Words};

/// Tokens that are looked at before and after a segment.
const MARGIN: usize = WINDOW / 2;

/// A segment; filled again and again.
#[derive(Debug, Default)]
pub(crate) struct Segment {
    /// Index of the sentence's first token in the document.
    pub(crate) first_token: usize,
    /// Its tokens, as indices into the sentence.
    pub(crate) tokens: Range<usize>,
    /// How the sentence is written.
    pub(crate) mode: CaseMode,
    /// Word types of the tokens and of the margins.
    words: Vec<Word>,
    ids: Vec<Id>,
    /// Which usage in the document is that of each token's word.
    pub(crate) places: Vec<Option<u32>>,
    /// These usages.
    usages: Vec<Usage>,
    /// Whether each token has its capital from its place.
    starts: Vec<bool>,
    entries: Vec<Option<Entry>>,
    runs: Vec<Run>,
    ranges: Vec<Range<usize>>,
}

impl Segment {
    /// Takes in a segment of a sentence.
    pub(crate) fn fill(
        &mut self,
        text: &str,
        sentence: &[Token],
        tokens: Range<usize>,
        words: &mut Words,
        statistics: &Statistics,
    ) {
        self.tokens = tokens.clone();
        self.ids.clear();
        self.words.clear();
        let before = MARGIN.saturating_sub(tokens.start);
        self.ids.resize(before, Id::EDGE);
        self.words.resize(before, Word::EDGE);
        let with_margins =
            tokens.start.saturating_sub(MARGIN)..sentence.len().min(tokens.end + MARGIN);
        for token in &sentence[with_margins] {
            self.ids.push(Id::of(token));
            self.words.push(*words.meet(text, token));
        }
        self.ids.resize(tokens.len() + 2 * MARGIN, Id::EDGE);
        self.words.resize(tokens.len() + 2 * MARGIN, Word::EDGE);
        self.places.clear();
        self.places.extend(sentence[tokens.clone()].iter().map(|it| statistics.place(it)));
        self.usages.clear();
        let usages = statistics.usages();
        let of = |it: &Option<u32>| it.map(|it| usages[it as usize]).unwrap_or_default();
        self.usages.extend(self.places.iter().map(of));
        self.starts.clear();
        self.starts.extend(tokens.clone().map(|it| segment::at_start(sentence, it)));
        self.fill_entries(sentence);
        let mut ranges = std::mem::take(&mut self.ranges);
        segment::runs(sentence, &tokens, &mut ranges);
        self.runs.clear();
        for range in ranges.drain(..) {
            let run = self.run(range);
            self.runs.push(run);
        }
        self.ranges = ranges;
    }

    fn fill_entries(&mut self, sentence: &[Token]) {
        self.entries.clear();
        self.entries.resize(self.tokens.len(), None);
        let mut index = self.tokens.start;
        while index < self.tokens.end {
            let word = self.word(index);
            let lower = self.mode == CaseMode::Lower && !word.is(tags::FUNCTION_WORD);
            let found = if word.case.is_capitalized() || lower {
                let rest = &sentence[index..self.tokens.end];
                gazetteer::longest(rest, word.tags, gazetteer::NAMES)
            } else {
                None
            };
            let Some((length, tags)) = found else {
                index += 1;
                continue;
            };
            for offset in 0..length {
                let position = match (offset == 0, offset + 1 == length) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, false) => 2,
                    (false, true) => 3,
                };
                self.entries[index - self.tokens.start + offset] = Some(Entry { tags, position });
            }
            index += length;
        }
    }

    fn run(&self, tokens: Range<usize>) -> Run {
        let is_head = |index: usize| self.word(index).is(tags::ORG_HEAD);
        let last_head = tokens.clone().rev().find(|&it| is_head(it));
        let heads = u64::from(last_head.is_some())
            | u64::from(last_head.is_some_and(|it| it + 1 == tokens.end)) << 1
            | u64::from(is_head(tokens.start)) << 2;
        let [.., after, after2] = self.window(tokens.end - 1);
        let bracket = |it: &Word| it.kind == TokenKind::Bracket;
        let bracket_after = bracket(after);
        let entries = &self.entries[tokens.start - self.tokens.start..][..tokens.len()];
        let listed = match entries {
            [Some(entry)] if entry.position == 0 => Some(entry),
            [Some(first), .., Some(last)] if first.position == 1 && last.position == 3 => {
                let inside = |it: &Option<Entry>| it.is_some_and(|it| it.position == 2);
                entries[1..entries.len() - 1].iter().all(inside).then_some(first)
            }
            _ => None,
        };
        Run {
            length: (tokens.len() as u64).min(MOST_WORDS),
            heads,
            last_head,
            people: tokens.len() < 5
                && tokens.clone().all(|it| self.word(it).is(gazetteer::PEOPLE)),
            last_case: Some(self.word(tokens.end - 1).case),
            bracket: bracket_after.then(|| after2.case == Case::Upper),
            bracketed: bracket_after && bracket(&self.window(tokens.start)[1]),
            listed: listed.map(|it| it.tags & gazetteer::NAMES),
            tokens,
        }
    }

    /// The word type at an index of the sentence that lies in the segment.
    fn word(&self, index: usize) -> &Word {
        &self.words[index - self.tokens.start + MARGIN]
    }

    /// The five word types around an index of the sentence that lies in the segment.
    fn window(&self, index: usize) -> &[Word; WINDOW] {
        let start = index - self.tokens.start;
        self.words[start..].first_chunk().expect("there are margins around the tokens")
    }

    /// The run that each token is part of.
    fn run_of(&self, index: usize) -> Option<&Run> {
        let next = self.runs.partition_point(|it| it.tokens.end <= index);
        self.runs.get(next).filter(|it| it.tokens.contains(&index))
    }
}
