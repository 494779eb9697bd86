//! From weights of words to a judgement.

use crate::info::label;

/// How much of the odds a point of valence makes.
pub(crate) const LOGIT_PER_VALENCE: f32 = 0.5;
/// Scores nearer to zero than this are neutral.
const NEUTRAL: f32 = 0.3;

/// A judgement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tone {
    /// Logarithm of the odds of positive against negative.
    pub logit: f32,
    /// From -1 to 1.
    pub score: f32,
    /// Index of the label.
    pub label: u16,
    /// How likely the label is right.
    pub confidence: f32,
}

impl Tone {
    /// The judgement that these odds make, where nothing is known of neutrality but their nearness to even.
    pub(crate) fn of_logit(logit: f32) -> Self {
        let score = (logit / 2.0).tanh();
        let label = label_of(score);
        // Fitted on sentences with scores of human readers.
        let confidence = if label == label::NEUTRAL { 0.6 } else { 0.45 + 0.35 * score.abs() };
        Self { logit, score, label, confidence }
    }
}

/// The label of a score.
pub(crate) fn label_of(score: f32) -> u16 {
    if score > NEUTRAL {
        label::POSITIVE
    } else if score < -NEUTRAL {
        label::NEGATIVE
    } else {
        label::NEUTRAL
    }
}
