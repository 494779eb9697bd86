//! A segment of a sentence with all that its features need, side by side: the tagger sums their weights, training
//! lists them.

use std::ops::Range;

use rashomon_core::{Document, Token, TokenKind};

use crate::features::{
    self, AFTER, ALONE, BEFORE, Counts, Entry, FIRST, Group, InRun, LAST, Listed, POSITIONS, Place,
    Run, WINDOW,
};
use crate::form::{Case, Form};
use crate::gazetteer;
use crate::hash::pair;
use crate::label::State;
use crate::memo::Memo;
use crate::model::Model;
use crate::picks::Picks;
use crate::segment::{self, CaseMode};
use crate::statistics::{Statistics, Usage};
use crate::tags;
use crate::word::{Identity, Word};
use crate::words::{Id, Words};

/// What a token of a sure list entry loses of its score for standing outside of all names, in the model's units.
const KNOWN_BONUS: i16 = 200;

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
            length: (tokens.len() as u64).min(features::MOST_WORDS),
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

    fn place(&self, index: usize) -> Place {
        let [_, before, here, after, _] = self.window(index);
        Place {
            shapes: [before.shape, here.shape, after.shape],
            start: self.starts[index - self.tokens.start],
            mode: self.mode as u64,
        }
    }

    fn in_run(index: usize, run: Option<&Run>) -> InRun {
        let heads = run
            .map_or(0, |it| it.heads | u64::from(it.last_head.is_some_and(|it| it >= index)) << 3);
        InRun { run: run.map(|it| it.place(index)), heads }
    }

    fn listed(&self, index: usize, run: Option<&Run>) -> Option<Listed> {
        let word = self.word(index);
        let entry = self.entries[index - self.tokens.start];
        let run = run.map_or(0, |it| it.place(index));
        (entry.is_some() || word.case.is_capitalized()).then_some(Listed {
            entry,
            run,
            shape: word.shape,
        })
    }

    /// The use of a token's word in the document, if it is capitalised.
    fn usage(&self, index: usize) -> Option<Usage> {
        let usage = self.usages[index - self.tokens.start];
        self.word(index).case.is_capitalized().then_some(usage)
    }

    /// Notes for each token whose weights it takes; what the memo holds is summed at once.
    pub(crate) fn pick(
        &self,
        document: &dyn Document,
        model: &Model,
        words: &mut Words,
        memo: &mut Memo,
        picks: &mut Picks,
    ) {
        picks.places.clear();
        for (at, &id) in self.ids.iter().enumerate() {
            // The first and the last word are not at all positions around a token.
            let positions = (at + 1).saturating_sub(self.tokens.len())..WINDOW.min(at + 1);
            let roles = features::roles_at(positions);
            picks.places.push(words.places(id, roles, model, document, self.index(at)));
        }
        // The word type at an index into the words of the margins and of the segment.
        let mut of_role = |at: usize, role: usize| {
            words.places(self.ids[at], 1 << role, model, document, self.index(at)).of(role)
        };
        for run in &self.runs {
            let sums = memo.sums(run.key(), model, |emit| {
                run.features(&mut |it, _| emit(it));
            });
            let ends = self.ends(run);
            let ends = ends.map(|it| it.map(|(at, role)| of_role(at, role)).unwrap_or_default());
            let first = run.tokens.start - self.tokens.start;
            picks.of_run(first..first + run.tokens.len(), ends, sums);
        }
        let mut runs = self.runs.iter().peekable();
        for (offset, index) in self.tokens.clone().enumerate() {
            while runs.next_if(|it| it.tokens.end <= index).is_some() {}
            let run = runs.peek().copied().filter(|it| it.tokens.start <= index);
            let place = self.place(index);
            let mut sums = memo.sums(place.key(), model, |emit| {
                place.features(&mut |it, _| emit(it));
            });
            sums.add_sums(model.direct.in_run(Self::in_run(index, run)));
            if let Some(usage) = self.usage(index) {
                model.direct.add_usage(usage, &mut sums);
            }
            if let Some(listed) = self.listed(index, run) {
                sums.add_sums(&memo.sums(listed.key(), model, |emit| {
                    listed.features(&mut |it, _| emit(it));
                }));
            }
            if self.is_known(index) {
                sums.0[usize::from(State::OUTSIDE.0)] -= KNOWN_BONUS;
            }
            if self.mode != CaseMode::Usual {
                let mode = self.mode as u64;
                let hash = self.token(document, offset + MARGIN).map_or(0, |it| it.hash);
                sums.add_sums(&memo.sums(pair(pair(109, mode), hash), model, |emit| {
                    let identity = self.identity(document, offset + MARGIN);
                    features::of_odd(self.word(index), &identity, mode, &mut |it, _| emit(it));
                }));
            }
            picks.of_token(sums, offset);
        }
        picks.end_segment();
    }

    /// The features of one token; `index` is in [`tokens`](Self::tokens).
    pub(crate) fn features(
        &self,
        document: &dyn Document,
        index: usize,
        emit: &mut impl FnMut(u32, Group),
    ) {
        let offset = index - self.tokens.start;
        let of_role = |at: usize, role: usize, emit: &mut dyn FnMut(u32, Group)| {
            let mut emit = |feature: u32, group: Group| emit(feature, group);
            let identity = self.identity(document, at);
            let form = self.form(document, at);
            features::of_role(&self.words[at], &identity, &form, role, &mut emit);
        };
        for (position, &role) in POSITIONS.iter().enumerate() {
            of_role(offset + position, role, emit);
        }
        let run = self.run_of(index);
        if let Some(run) = run {
            for (at, role) in self.ends(run).into_iter().flatten() {
                of_role(at, role, emit);
            }
            run.features(emit);
        }
        if self.mode != CaseMode::Usual {
            let identity = self.identity(document, offset + MARGIN);
            features::of_odd(self.word(index), &identity, self.mode as u64, emit);
        }
        self.place(index).features(emit);
        Self::in_run(index, run).features(emit);
        if let Some(usage) = self.usage(index) {
            Counts::new(usage).features(emit);
            features::of_contexts(usage.contexts, emit);
        }
        if let Some(listed) = self.listed(index, run) {
            listed.features(emit);
        }
    }

    /// The words at the ends of a run and beside them, as indices into the words of the margins and of the segment,
    /// each with its role.
    fn ends(&self, run: &Run) -> [Option<(usize, usize)>; 4] {
        let first = run.tokens.start - self.tokens.start + MARGIN;
        let last = first + run.tokens.len() - 1;
        let (begins, ends) = if first == last {
            ((first, ALONE), None)
        } else {
            ((first, FIRST), Some((last, LAST)))
        };
        [Some((first - 1, BEFORE)), Some((last + 1, AFTER)), Some(begins), ends]
    }

    /// The token of the document at an index into the words of the margins and of the segment; beyond the edges of the
    /// sentence there may be none.
    fn token<'a>(&self, document: &'a dyn Document, at: usize) -> Option<&'a Token> {
        let inside = self.ids[at] != Id::EDGE;
        document.tokens().get(self.index(at)).filter(|_| inside)
    }

    /// Its index.
    const fn index(&self, at: usize) -> usize {
        (self.first_token + self.tokens.start + at).wrapping_sub(MARGIN)
    }

    fn identity(&self, document: &dyn Document, at: usize) -> Identity {
        let token = self.token(document, at);
        token.map_or(Identity::EDGE, |it| Identity::of(it, document.slice(it.span)))
    }

    fn form(&self, document: &dyn Document, at: usize) -> Form {
        let token = self.token(document, at);
        token.map_or(Form::EDGE, |it| Form::of(it, document.slice(it.span)))
    }

    /// Whether the token is part of a list entry that is hardly ever anything else than a name.
    fn is_known(&self, index: usize) -> bool {
        let offset = index - self.tokens.start;
        let Some(entry) = self.entries[offset] else { return false };
        let sure = tags::COUNTRY | tags::CAPITAL | tags::REGION | tags::ORGANISATION | tags::STATE;
        let doubtful = gazetteer::PEOPLE | tags::FUNCTION_WORD | tags::ORG_HEAD | tags::TITLE;
        entry.tags & sure != 0
            && entry.tags & doubtful == 0
            && self.word(index).case.is_capitalized()
            && (entry.position > 0 || self.usages[offset].lower == 0)
    }
}
