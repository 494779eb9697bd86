//! The best states of a chain of tokens.

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
        let mut before = [FORBIDDEN; COLUMNS];
        before[usize::from(State::OUTSIDE.0)] = 0;
        for sums in scores {
            self.reached.push(before);
            // The first token comes from outside.
            let mut now = transitions[usize::from(State::OUTSIDE.0)];
            if self.reached.len() > 1 {
                now = [i16::MIN; COLUMNS];
                for (&reached, row) in before[..LABELS].iter().zip(transitions) {
                    for (now, &step) in now.iter_mut().zip(row) {
                        *now = reached.saturating_add(step).max(*now);
                    }
                }
            }
            for (now, &sum) in now.iter_mut().zip(&sums.0) {
                *now = now.saturating_add(sum);
            }
            // Keeps the numbers small however long the chain is: every state can be left for the outside, so none is
            // ahead of it by more than the scores of two tokens.
            let base = now[usize::from(State::OUTSIDE.0)];
            before = now.map(|it| it.saturating_sub(base).max(FORBIDDEN));
        }
        let best = |score: &dyn Fn(usize) -> i16| {
            (0..LABELS).rev().max_by_key(|&it| score(it)).unwrap_or_default()
        };
        let mut state = best(&|it| before[it]);
        self.states.resize(scores.len(), State::OUTSIDE);
        for (slot, reached) in self.states.iter_mut().zip(&self.reached).rev() {
            *slot = State(state as u8);
            state = best(&|it| reached[it].saturating_add(transitions[it][state]));
        }
        &self.states
    }
}
