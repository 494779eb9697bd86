//! From weights of words to a judgement.

use crate::info::label;

/// How much of the odds a point of valence makes in a sentence of [`USUAL_WORDS`] words.
const LOGIT_PER_VALENCE: f32 = 0.2;
/// Words of a sentence of usual length.
const USUAL_WORDS: f32 = 12.0;
/// Sentences shorter than this, in words, are not taken for stronger.
const FEWEST_WORDS: u32 = 4;
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
        // As often as human readers of editorials agreed, by the distance from the bounds.
        let confidence = if label == label::NEUTRAL {
            0.65 - 0.7 * score.abs()
        } else {
            0.4 + 0.55 * score.abs()
        };
        Self { logit, score, label, confidence }
    }
}

impl Tone {
    /// The judgement that these logits of negative, neutral and positive make.
    pub(crate) fn of_logits(logits: [f32; 3]) -> Self {
        let most = logits.iter().copied().fold(f32::MIN, f32::max);
        let powers = logits.map(|it| (it - most).exp());
        let sum: f32 = powers.iter().sum();
        let [negative, neutral, positive] = powers.map(|it| it / sum);
        let (label, confidence) = if neutral >= negative.max(positive) {
            (label::NEUTRAL, neutral)
        } else if positive > negative {
            (label::POSITIVE, positive)
        } else {
            (label::NEGATIVE, negative)
        };
        Self { logit: logits[2] - logits[0], score: positive - negative, label, confidence }
    }
}

/// How much of the odds a point of valence makes in a sentence of so many words.
pub(crate) fn logit_per_valence(words: u32) -> f32 {
    LOGIT_PER_VALENCE * share_of_word(words)
}

/// What a word counts in a sentence of so many: one word of praise among forty says less than one among five.
pub(crate) fn share_of_word(words: u32) -> f32 {
    (USUAL_WORDS / words.max(FEWEST_WORDS) as f32).sqrt()
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
