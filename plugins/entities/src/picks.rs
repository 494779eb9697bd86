//! Whose weights the tokens of some segments take. They are noted first and summed later, many at once: so the processor
//! fetches them side by side, and does not wait for each.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use std::ops::Range;

use rashomon_core::{Work, run_wide};

use crate::features::WINDOW;
use crate::model::{Model, Rows, Sums};
use crate::words::{Place, Places, Words};

/// Tokens that are noted before they are summed.
const ENOUGH: usize = 256;

/// What a token or run takes besides what is summed already.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pick {
    /// The sums of word types, by role.
    pub words: [Place; WINDOW],
    /// Rows of the model.
    pub rows: Rows<8>,
}

/// The picks of the last segments.
#[derive(Debug, Default)]
pub(crate) struct Picks {
    /// Sums of all tokens of the document so far.
    pub scores: Vec<Sums>,
    /// Of the word types of the present segment and of its margins.
    pub places: Vec<Places>,
    /// Of the last of these tokens.
    tokens: Vec<Pick>,
    /// Of runs, with the tokens that share them, as indices into `scores`, and the sums that they have already.
    runs: Vec<(Pick, Range<usize>, Sums)>,
    /// First token of the segment.
    segment: usize,
}

impl Picks {
    /// Forgets the last document.
    pub(crate) fn clear(&mut self) {
        self.scores.clear();
        self.tokens.clear();
        self.runs.clear();
        self.segment = 0;
    }

    /// Appends a token; the places of the words around it begin at `window`.
    #[inline]
    pub(crate) fn of_token(&mut self, sums: Sums, window: usize) -> &mut Pick {
        self.scores.push(sums);
        let around: &[Places; WINDOW] =
            self.places[window..].first_chunk().expect("there are margins around the tokens");
        let words = std::array::from_fn(|role| around[role].of(role));
        self.tokens.push_mut(Pick { words, rows: Rows::default() })
    }

    /// Appends a run of the segment whose tokens come next; `tokens` are offsets in it.
    pub(crate) fn of_run(&mut self, tokens: Range<usize>, sums: Sums) -> &mut Pick {
        let tokens = self.segment + tokens.start..self.segment + tokens.end;
        &mut self.runs.push_mut((Pick::default(), tokens, sums)).0
    }

    /// All tokens of the segment have been appended.
    pub(crate) fn end_segment(&mut self) {
        self.segment = self.scores.len();
    }

    /// Whether enough is noted.
    pub(crate) fn is_full(&self) -> bool {
        self.tokens.len() >= ENOUGH
    }

    /// Sums what is noted.
    pub(crate) fn sum(&mut self, model: &Model, words: &Words) {
        run_wide(Sum { picks: self, model, words });
    }
}

/// The summing of what is noted.
struct Sum<'a> {
    picks: &'a mut Picks,
    model: &'a Model,
    words: &'a Words,
}

impl Work for Sum<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { picks: Picks { scores, tokens, runs, .. }, model, words } = self;
        let first = scores.len() - tokens.len();
        for (pick, sums) in tokens.iter().zip(&mut scores[first..]) {
            pick.add_to(model, words, sums);
        }
        tokens.clear();
        for (pick, tokens, shared) in runs.iter_mut() {
            pick.add_to(model, words, shared);
            for sums in &mut scores[tokens.clone()] {
                sums.add_sums(shared);
            }
        }
        runs.clear();
    }
}

impl Pick {
    #[inline(always)]
    fn add_to(&self, model: &Model, words: &Words, sums: &mut Sums) {
        let mut all = *sums;
        for &place in &self.words {
            all.add_sums(words.sums(place));
        }
        self.rows.add_to(model, &mut all);
        *sums = all;
    }
}
