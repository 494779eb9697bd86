//! Whose weights the tokens of some segments take. They are noted first and summed later, many at once: so the processor
//! fetches them side by side, and does not wait for each.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use std::ops::Range;

use rashomon_core::{Work, run_wide};

use crate::features::{POSITIONS, WINDOW};
use crate::model::Sums;
use crate::words::{Place, Places, Words};

/// Tokens that are noted before they are summed.
const ENOUGH: usize = 256;

/// The sums of word types that a token takes, one for each position around it.
type Window = [Place; WINDOW];
/// Those that the tokens of a run take: of the words before and after it, of its first and of its last one.
pub(crate) type Ends = [Place; 4];

/// The picks of the last segments.
#[derive(Debug, Default)]
pub(crate) struct Picks {
    /// Sums of all tokens of the document so far.
    pub scores: Vec<Sums>,
    /// Of the word types of the present segment and of its margins.
    pub places: Vec<Places>,
    /// Of the last of these tokens.
    tokens: Vec<Window>,
    /// Of runs, with the tokens that share them, as indices into `scores`, and the sums that they have already.
    runs: Vec<(Ends, Range<usize>, Sums)>,
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

    /// Appends a token with the sums that it has already; the places of the words around it begin at `window`.
    #[inline]
    pub(crate) fn of_token(&mut self, sums: Sums, window: usize) {
        self.scores.push(sums);
        let around: &[Places; WINDOW] =
            self.places[window..].first_chunk().expect("there are margins around the tokens");
        self.tokens.push(std::array::from_fn(|it| around[it].of(POSITIONS[it])));
    }

    /// Appends a run of the segment whose tokens come next; `tokens` are offsets in it.
    pub(crate) fn of_run(&mut self, tokens: Range<usize>, ends: Ends, sums: Sums) {
        let tokens = self.segment + tokens.start..self.segment + tokens.end;
        self.runs.push((ends, tokens, sums));
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
    pub(crate) fn sum(&mut self, words: &Words) {
        run_wide(Sum { picks: self, words });
    }
}

/// The summing of what is noted.
struct Sum<'a> {
    picks: &'a mut Picks,
    words: &'a Words,
}

impl Work for Sum<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { picks: Picks { scores, tokens, runs, .. }, words } = self;
        let first = scores.len() - tokens.len();
        for (window, sums) in tokens.iter().zip(&mut scores[first..]) {
            words.add_to(window, sums);
        }
        tokens.clear();
        for (ends, tokens, shared) in runs.iter_mut() {
            words.add_to(ends, shared);
            for sums in &mut scores[tokens.clone()] {
                sums.add_sums(shared);
            }
        }
        runs.clear();
    }
}
