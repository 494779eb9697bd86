//! How sure the tagger is of a name: the probability of all paths that hold it, fitted to how often such names are
//! right.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use std::ops::Range;

use rashomon_core::{Work, run_wide};

use crate::label::{LABELS, Label, State};
use crate::model::{COLUMNS, Sums};

/// What the tagger's whole numbers mean as probabilities.
#[derive(Clone, Debug)]
pub(crate) struct Odds {
    /// By how much a state is less likely that scores so many times four units less, or more.
    less: Box<[f32; FOURS + 1]>,
    /// Of going from each state to each other.
    transitions: [[f32; COLUMNS]; COLUMNS],
    /// Of coming to each state from each other.
    arrivals: [[f32; COLUMNS]; COLUMNS],
}

/// Fours of units from which on a state is out of the question.
const FOURS: usize = 2048;

impl Odds {
    /// `nats` is what a unit counts.
    pub(crate) fn new(nats: f32, transitions: &[[i16; COLUMNS]; COLUMNS]) -> Self {
        let transitions = transitions.map(|row| row.map(|it| (f32::from(it) * nats).exp()));
        let mut less = Box::new([0.0; FOURS + 1]);
        for (less, fours) in less[..FOURS].iter_mut().zip(0_u16..) {
            *less = (f32::from(fours) * -4.0 * nats).exp();
        }
        Self {
            less,
            transitions,
            arrivals: std::array::from_fn(|to| transitions.map(|row| row[to])),
        }
    }
}

/// A logistic curve from the model's log odds of a name to those of its being right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calibration {
    /// What the log odds are multiplied with.
    pub slope: f32,
    /// What is then added.
    pub offset: f32,
}

impl Calibration {
    /// The probability that a name is right to which the model gives these log odds, in hundredths.
    pub(crate) fn hundredths(self, log_odds: f32) -> u8 {
        let probability = 1.0 / (1.0 + (-self.slope * log_odds - self.offset).exp());
        (probability * 100.0).round() as u8
    }
}

/// Scratch space.
#[derive(Debug, Default)]
pub(crate) struct Confidence {
    /// Of each token: how likely each state is by its own features, against the likeliest.
    own: Vec<[f32; COLUMNS]>,
    /// Of each place before a token: how likely each state is by all that is before it.
    forward: Vec<[f32; COLUMNS]>,
    /// How likely the rest of the segment is after each state of each token.
    backward: Vec<[f32; COLUMNS]>,
    /// What the likelihoods of each token have been divided by.
    totals: Vec<f32>,
}

impl Confidence {
    /// Looks at a segment.
    pub(crate) fn prepare(&mut self, odds: &Odds, scores: &[Sums]) {
        run_wide(Look { confidence: self, odds, scores });
    }

    #[inline(always)]
    fn look(&mut self, odds: &Odds, scores: &[Sums]) {
        self.own.clear();
        self.forward.clear();
        self.totals.clear();
        let mut before = [0.0; COLUMNS];
        before[usize::from(State::OUTSIDE.0)] = 1.0;
        for sums in scores {
            self.forward.push(before);
            let best = sums.0[..LABELS].iter().copied().max().unwrap_or_default();
            let mut own = [0.0; COLUMNS];
            let fours = sums.0.map(|it| (best.abs_diff(it) / 4).min(FOURS as u16));
            for (own, &fours) in own[..LABELS].iter_mut().zip(&fours) {
                *own = odds.less[usize::from(fours)];
            }
            // The first token comes from outside.
            let mut now = odds.transitions[usize::from(State::OUTSIDE.0)];
            if !self.own.is_empty() {
                now = [0.0; COLUMNS];
                for (&reached, row) in before[..LABELS].iter().zip(&odds.transitions) {
                    for (now, step) in now.iter_mut().zip(row) {
                        *now += reached * step;
                    }
                }
            }
            for (now, own) in now.iter_mut().zip(&own) {
                *now *= own;
            }
            // All states may be out of the question after one another; then nothing is known.
            let total = now[..LABELS].iter().sum::<f32>().max(f32::MIN_POSITIVE);
            before = now.map(|it| it / total);
            self.own.push(own);
            self.totals.push(total);
        }
        self.backward.clear();
        self.backward.resize(scores.len(), [1.0; COLUMNS]);
        for at in (1..scores.len()).rev() {
            self.backward[at - 1] = self.step_back(odds, at);
        }
    }

    /// The log odds of a name at these offsets of the segment.
    pub(crate) fn log_odds(&self, odds: &Odds, name: Range<usize>, label: Label) -> f32 {
        let mut state = usize::from(State::first(label).0);
        let later = usize::from(State::later(label).0);
        let before = &self.forward[name.start];
        let arrivals = before[..LABELS].iter().zip(&odds.arrivals[state]);
        let mut likely: f32 = arrivals.map(|(it, step)| it * step).sum();
        likely *= self.own[name.start][state] / self.totals[name.start];
        for at in name.start + 1..name.end {
            likely *= odds.transitions[state][later] * self.own[at][later] / self.totals[at];
            state = later;
        }
        if name.end < self.own.len() {
            // All that may follow but one more token of this name.
            let row = &odds.transitions[state][..LABELS];
            let next = self.own[name.end].iter().zip(&self.backward[name.end]);
            let rest = row.iter().zip(next).enumerate().filter(|it| it.0 != later);
            likely *= rest.map(|(_, (step, (own, after)))| step * own * after).sum::<f32>()
                / self.totals[name.end];
        }
        let likely = likely.clamp(0.005, 0.995);
        (likely / (1.0 - likely)).ln()
    }

    #[inline(always)]
    fn step_back(&self, odds: &Odds, at: usize) -> [f32; COLUMNS] {
        let mut before = [0.0; COLUMNS];
        let part = 1.0 / self.totals[at];
        let next = self.own[at][..LABELS].iter().zip(&self.backward[at]);
        for ((own, after), steps) in next.zip(&odds.arrivals) {
            let rest = own * after * part;
            for (before, step) in before.iter_mut().zip(steps) {
                *before += step * rest;
            }
        }
        before
    }
}

/// A look at a segment.
struct Look<'a> {
    confidence: &'a mut Confidence,
    odds: &'a Odds,
    scores: &'a [Sums],
}

impl Work for Look<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.confidence.look(self.odds, self.scores);
    }
}

#[cfg(test)]
mod tests {
    use super::{Calibration, Confidence, Odds};
    use crate::label::{Label, State};
    use crate::model::{COLUMNS, FORBIDDEN, Sums};

    fn odds() -> Odds {
        let mut transitions = [[FORBIDDEN; COLUMNS]; COLUMNS];
        for from in 0..9 {
            for to in 0..9 {
                if State(from).allows(State(to)) {
                    transitions[usize::from(from)][usize::from(to)] = 0;
                }
            }
        }
        Odds::new(0.01, &transitions)
    }

    fn sums(state: State, score: i16) -> Sums {
        let mut sums = Sums::default();
        sums.0[usize::from(state.0)] = score;
        sums
    }

    #[test]
    fn what_scores_more_is_surer() {
        let odds = odds();
        let mut confidence = Confidence::default();
        let mut of = |score: i16| {
            let first = sums(State::first(Label::Org), score);
            confidence.prepare(&odds, &[first, sums(State::later(Label::Org), score)]);
            confidence.log_odds(&odds, 0..2, Label::Org)
        };
        assert!(of(900) > of(600) && of(600) > of(300) && of(300) > of(0));
    }

    #[test]
    fn one_token_has_the_share_of_its_state() {
        // After a token outside, five states can follow.
        let odds = odds();
        let mut confidence = Confidence::default();
        confidence.prepare(&odds, &[Sums::default()]);
        let log_odds = confidence.log_odds(&odds, 0..1, Label::Per);
        assert!((log_odds - (0.2_f32 / 0.8).ln()).abs() < 1e-4, "{log_odds}");
    }

    #[test]
    fn processors_agree() {
        let odds = odds();
        let (mut wide, mut narrow) = (Confidence::default(), Confidence::default());
        let scores: Vec<_> = (0..40_i16)
            .map(|index| Sums(std::array::from_fn(|it| (index * 37 + it as i16 * 91) % 500)))
            .collect();
        wide.prepare(&odds, &scores);
        narrow.look(&odds, &scores);
        let bits = |it: &[f32; COLUMNS]| it.map(f32::to_bits);
        let all = |it: &Confidence| {
            [&it.own, &it.forward, &it.backward].map(|it| it.iter().map(bits).collect::<Vec<_>>())
        };
        assert_eq!(all(&wide), all(&narrow));
    }

    #[test]
    fn calibration_is_in_hundredths() {
        let calibration = Calibration { slope: 1.0, offset: 0.0 };
        assert_eq!([-20.0, 0.0, 20.0].map(|it| calibration.hundredths(it)), [0, 50, 100]);
    }
}
