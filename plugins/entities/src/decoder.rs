//! The best states of a chain of tokens.

use crate::label::{LABELS, State};
use crate::model::{COLUMNS, FORBIDDEN, Model, Sums};

/// Scratch space of the search.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    back: Vec<[i32; COLUMNS]>,
    states: Vec<State>,
}

impl Decoder {
    /// The best states of a chain that begins after a token outside of all names.
    pub(crate) fn decode(&mut self, model: &Model, scores: &[Sums]) -> &[State] {
        let transitions = model.transitions();
        self.back.clear();
        self.states.clear();
        if let [sums] = scores {
            let row = &transitions[usize::from(State::OUTSIDE.0)];
            let best = (0..LABELS).rev().max_by_key(|&it| row[it] + i32::from(sums.0[it]));
            self.states.push(State(best.unwrap_or_default() as u8));
            return &self.states;
        }
        let mut before = [FORBIDDEN; COLUMNS];
        before[usize::from(State::OUTSIDE.0)] = 0;
        for sums in scores {
            let mut now = [i32::MIN; COLUMNS];
            let mut from = [0; COLUMNS];
            for (previous, (&reached, row)) in
                before.iter().zip(transitions).enumerate().take(LABELS)
            {
                for to in 0..COLUMNS {
                    let score = reached + row[to];
                    let better = score > now[to];
                    now[to] = if better { score } else { now[to] };
                    from[to] = if better { previous as i32 } else { from[to] };
                }
            }
            self.back.push(from);
            for (now, &sum) in now.iter_mut().zip(&sums.0) {
                *now += i32::from(sum);
            }
            // Keeps the numbers small however long the chain is.
            let base = now[usize::from(State::OUTSIDE.0)];
            before = now.map(|it| (it - base).max(FORBIDDEN));
        }
        let last = (0..LABELS).rev().max_by_key(|&it| before[it]).unwrap_or_default();
        let mut state = last;
        self.states.resize(scores.len(), State::OUTSIDE);
        for (slot, from) in self.states.iter_mut().zip(&self.back).rev() {
            *slot = State(state as u8);
            state = from[state] as usize;
        }
        &self.states
    }
}
