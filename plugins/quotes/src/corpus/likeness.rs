//! How likely two variants are one utterance.

use crate::corpus::state::{Kind, Sort};
use crate::corpus::story::{Bag, Row, Story};
use crate::corpus::voices::{Relation, relation};

// Weights of a logistic model of pairs, rounded. Those of words, order and surroundings were fitted on reports of three
// events, each judged by the other two; those of speakers and of what one person says in two reports were set by reading
// what they join. What matters is their order: what the heavier side says beyond the other tells most, then words in the
// same order, then the words around.

/// The share of the lighter side that stands in the heavier one: a fragment stands in many a long sentence.
const LIGHTER: f32 = 1.6;
/// The share of the heavier side that stands in the lighter one.
const HEAVIER: f32 = 3.8;
/// What stands on one side alone, in tens of nats.
const ALONE: f32 = -1.3;
/// As much of it as counts between two reports of what one person says, in nats.
const ALONE_AT_MOST: f32 = 15.0;
/// What such reports share, in tens of nats, and as much of it as counts, in nats. Translations of one remark hardly
/// have a run of words in common, but more rare words than two remarks would.
const TOGETHER: f32 = 1.2;
const TOGETHER_AT_MOST: f32 = 30.0;
/// The longest common run of words, stop words too, against [`RUN`].
const ORDER: f32 = 3.0;
/// Words of a common run that settle it.
const RUN: usize = 8;
/// One side says that something is not so.
const NEGATED: f32 = -2.5;
/// The words around, as a cosine: they decide for fragments of a word or two.
const AROUND: f32 = 3.7;
/// The share of the heavier side that makes two variants the same sentence.
const WHOLE: f32 = 0.7;
/// The share from which on a `not` on one side makes two variants opposites.
const HALF: f32 = 0.5;
/// The cosine that stands for that of two variants of one report: they stand in the same surroundings.
const SAME_REPORT: f32 = 0.1;
/// What speaks for two variants of which nothing is known.
const BIAS: f32 = -4.7;
/// One person says both; a speaker whom both reports name tells much, one found from a pronoun not always.
const SAME_SPEAKER: f32 = 1.2;
/// One organization or unnamed speaker.
const SAME_GROUP: f32 = 0.6;
/// Two people say the one and the other.
const OTHER_SPEAKER: f32 = -2.2;
/// How much two variants must share, against the weight of a word that stands in one sentence only.
const EVIDENCE: f32 = 0.7;
/// The score of a fragment that stands word by word in another report, said by the same person, or, if it has two
/// telling words, by sources without a name.
const FRAGMENT: f32 = -0.3;
/// Variants that share too little to be compared.
const NOTHING_SHARED: f32 = -3.0;

impl Story {
    /// The score of two rows; the higher, the more likely they are one utterance.
    pub(crate) fn likeness(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (&self.rows[a], &self.rows[b]);
        let (light, heavy) = if a.content.mass <= b.content.mass { (a, b) } else { (b, a) };
        let shared = self.shared(&light.content, &heavy.content);
        let relation = relation(a.voice.as_ref(), b.voice.as_ref());
        let equal = relation == Relation::Same && light.content.words == heavy.content.words;
        if shared <= 0.0 || (shared < EVIDENCE * self.most && !equal) {
            return NOTHING_SHARED;
        }
        let run = common_run(&a.run, &b.run);
        let (lighter, heavier) = (shared / light.content.mass, shared / heavy.content.mass);
        let speakers = match relation {
            Relation::Same => SAME_SPEAKER,
            Relation::SameGroup => SAME_GROUP,
            Relation::Open => 0.0,
            // Two who use one phrase; where the whole sentence is the same, one report is wrong about who said it.
            Relation::Different if run < RUN || heavier < WHOLE => return NOTHING_SHARED,
            Relation::Different => OTHER_SPEAKER,
        };
        let contrary = a.negated != b.negated;
        // The same but for a `not`. In a longer statement it may be of another clause.
        if contrary && heavier >= if run < RUN { HALF } else { WHOLE } {
            return NOTHING_SHARED;
        }
        let same_report = a.report == b.report;
        let around = if same_report { SAME_REPORT } else { self.cosine(&a.around, &b.around) };
        let alone = light.content.mass + heavy.content.mass - 2.0 * shared;
        // Of what one person says each report tells another part, in words of its own.
        let (alone, together) = if relation == Relation::Same {
            (alone.min(ALONE_AT_MOST), TOGETHER * shared.min(TOGETHER_AT_MOST) / 10.0)
        } else {
            (alone, 0.0)
        };
        let score = BIAS
            + LIGHTER * lighter
            + HEAVIER * heavier
            + ALONE * alone / 10.0
            + ORDER * run as f32 / RUN as f32
            + AROUND * around
            + if contrary { NEGATED } else { 0.0 }
            + together
            + speakers;
        let quoted = light.kind != Kind::Indirect && run >= light.run.len().min(RUN);
        // Anonymous sources may be the same; of others a phrase of two words is soon used by both.
        let several = light.content.words.len() > 1
            && [a, b]
                .iter()
                .all(|it| it.voice.as_ref().is_some_and(|it| it.sort == Sort::Described));
        if quoted && !same_report && (relation == Relation::Same || several) {
            return score.max(FRAGMENT);
        }
        score
    }

    /// Weight of the words in both.
    fn shared(&self, a: &Bag, b: &Bag) -> f32 {
        common(&a.words, &b.words).map(|it| self.weights[it as usize]).sum()
    }

    fn cosine(&self, a: &Bag, b: &Bag) -> f32 {
        let norm = (a.square * b.square).sqrt();
        if norm <= 0.0 {
            return 0.0;
        }
        common(&a.words, &b.words).map(|it| self.weights[it as usize].powi(2)).sum::<f32>() / norm
    }
}

/// Whether two rows are of one place in one report.
pub(crate) fn overlap(a: &Row, b: &Row) -> bool {
    a.report == b.report && a.span.overlaps(b.span)
}

/// The numbers in both of two sorted lists.
fn common<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let mut rest = b;
    a.iter().copied().filter(move |&it| {
        while let Some((&first, after)) = rest.split_first() {
            if first >= it {
                return first == it;
            }
            rest = after;
        }
        false
    })
}

/// The length of the longest run of words that stands in both, as far as [`RUN`].
fn common_run(a: &[u32], b: &[u32]) -> usize {
    let mut longest = 0;
    let mut lengths = vec![0_u8; b.len() + 1];
    for &word in a {
        // From the end, so that the cell before is still that of the word before.
        for at in (0..b.len()).rev() {
            lengths[at + 1] = if b[at] == word { lengths[at].saturating_add(1) } else { 0 };
            longest = longest.max(usize::from(lengths[at + 1]));
        }
        if longest >= RUN {
            break;
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::{common, common_run};

    #[test]
    fn runs_are_in_order_and_unbroken() {
        assert_eq!(common_run(&[1, 2, 3, 4], &[9, 2, 3, 9, 4]), 2);
        assert_eq!(common_run(&[1, 1, 1], &[1, 1]), 2);
        assert_eq!(common_run(&[], &[1]), 0);
    }

    #[test]
    fn common_numbers() {
        let all: Vec<u32> = common(&[1, 3, 5, 7], &[2, 3, 4, 7]).collect();
        assert_eq!(all, [3, 7]);
    }
}
