//! The best states of a chain of tokens.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use rashomon_core::{Work, run_wide};

use crate::label::{LABELS, State};
use crate::model::{COLUMNS, FORBIDDEN, Model, Sums};

/// Scratch space of the search.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    /// Before each token, how well each state is reached.
    reached: Vec<[i16; COLUMNS]>,
    states: Vec<State>,
}

impl Decoder {
    /// The best states of a chain that begins after a token outside of all names.
    pub(crate) fn decode(&mut self, model: &Model, scores: &[Sums]) -> &[State] {
        let transitions = model.transitions();
        self.reached.clear();
        self.states.clear();
        if let [sums] = scores {
            let row = &transitions[usize::from(State::OUTSIDE.0)];
            let best =
                (0..LABELS).rev().max_by_key(|&it| i32::from(row[it]) + i32::from(sums.0[it]));
            self.states.push(State(best.unwrap_or_default() as u8));
            return &self.states;
        }
        run_wide(Search { decoder: self, model, scores });
        &self.states
    }
}

const OUTSIDE: usize = State::OUTSIDE.0 as usize;

/// The search over more than one token.
struct Search<'a> {
    decoder: &'a mut Decoder,
    model: &'a Model,
    scores: &'a [Sums],
}

impl Work for Search<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { decoder: Decoder { reached, states }, model, scores } = self;
        let transitions = model.transitions();
        let mut before = [FORBIDDEN; COLUMNS];
        before[OUTSIDE] = 0;
        reached.resize(scores.len(), before);
        for (index, (slot, sums)) in reached.iter_mut().zip(scores).enumerate() {
            *slot = before;
            // The first token comes from outside.
            let mut now = transitions[OUTSIDE];
            if index > 0 {
                now = [i16::MIN; COLUMNS];
                for (&reached, row) in before[..LABELS].iter().zip(transitions) {
                    for (now, &step) in now.iter_mut().zip(row) {
                        *now = reached.saturating_add(step).max(*now);
                    }
                }
            }
            // Keeps the numbers small however long the chain is: every state can be left for the outside, so none is
            // ahead of it by more than the scores of two tokens, and of the last outside by more than those of three.
            let base = before[OUTSIDE];
            before = std::array::from_fn(|it| {
                now[it].saturating_add(sums.0[it]).saturating_sub(base).max(FORBIDDEN)
            });
        }
        let mut state = best(&before);
        states.resize(scores.len(), State::OUTSIDE);
        for (slot, reached) in states.iter_mut().zip(&*reached).rev() {
            *slot = State(state as u8);
            let mut scores = *reached;
            for (score, &step) in scores.iter_mut().zip(&model.arrivals()[state]) {
                *score = score.saturating_add(step);
            }
            state = best(&scores);
        }
    }
}

/// The state with the best score; of several the first.
#[inline(always)]
fn best(scores: &[i16; COLUMNS]) -> usize {
    // A number for each state that is greater if its score is, or else its place further ahead.
    let ranked = |it: usize| i32::from(scores[it]) << 4 | (COLUMNS - 1 - it) as i32;
    let all: [i32; COLUMNS] =
        std::array::from_fn(|it| if it < LABELS { ranked(it) } else { i32::MIN });
    COLUMNS - 1 - (all.into_iter().fold(i32::MIN, i32::max) & (COLUMNS as i32 - 1)) as usize
}

#[cfg(test)]
mod tests {
    use rashomon_core::Work as _;

    use super::{Decoder, Search, best};
    use crate::label::LABELS;
    use crate::model::{COLUMNS, Model, Sums};

    #[test]
    fn best_is_the_first_of_the_greatest() {
        let mut scores = [i16::MAX; COLUMNS];
        scores[..LABELS].fill(i16::MIN);
        assert_eq!(best(&scores), 0);
        scores[7] = -3;
        assert_eq!(best(&scores), 7);
        scores[4] = -3;
        assert_eq!(best(&scores), 4);
        scores[5] = i16::MAX;
        assert_eq!(best(&scores), 5);
    }

    #[test]
    fn processors_agree() {
        let model = Model::embedded();
        let mut scores = Vec::new();
        for index in 0..200_u64 {
            let column = |it: usize| {
                (crate::hash::mix(index, it as u64) >> (52 + index % 4)) as i16
                    - (1 << (11 - index % 4))
            };
            scores.push(Sums(std::array::from_fn(column)));
            let (mut wide, mut narrow) = (Decoder::default(), Decoder::default());
            if scores.len() > 1 {
                Search { decoder: &mut narrow, model: &model, scores: &scores }.run();
                assert_eq!(wide.decode(&model, &scores), narrow.states);
            }
        }
    }
}
