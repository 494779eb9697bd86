//! The features of the tokens of a segment: for the tagger the places of their weights, for training one by one.

use rashomon_core::{Document, Token};

use super::{MARGIN, Segment};
use crate::features::{
    self, AFTER, ALONE, BEFORE, Counts, FIRST, Group, InRun, LAST, Listed, POSITIONS, Place, Run,
    WINDOW,
};
use crate::form::Form;
use crate::gazetteer;
use crate::hash::pair;
use crate::label::State;
use crate::memo::Memo;
use crate::model::Model;
use crate::picks::Picks;
use crate::segment::CaseMode;
use crate::statistics::Usage;
use crate::tags;
use crate::word::Identity;
use crate::words::{Id, Words};

/// What a token of a sure list entry loses of its score for standing outside of all names, in the model's units.
const KNOWN_BONUS: i16 = 200;

impl Segment {
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
