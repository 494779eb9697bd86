//! From judgements to annotations.

use rashomon_core::{AnnotationId, Attribute, EmitError, Sink, Span, Token, Value};

use crate::info::{attribute, label, unit};
use crate::tone::{Tone, label_of};
use crate::voices::Quotation;

/// Attributes of one annotation.
struct Attributes<'a, const MOST: usize> {
    list: [Attribute<'a>; MOST],
    len: usize,
}

impl<'a, const MOST: usize> Attributes<'a, MOST> {
    #[inline]
    fn new() -> Self {
        Self { list: [Attribute { key: 0, value: Value::Bool(false) }; MOST], len: 0 }
    }

    #[inline]
    fn push(&mut self, key: u16, value: impl Into<Value<'a>>) {
        if let Some(slot) = self.list.get_mut(self.len) {
            *slot = Attribute::new(key, value);
            self.len += 1;
        }
    }

    fn all(&self) -> &[Attribute<'a>] {
        self.list.get(..self.len).unwrap_or_default()
    }
}

/// A number in the steps in which results show it, four decimals: the nearest, and of two the one farther from zero.
#[inline]
fn steps(number: f32) -> i64 {
    // Both the product and the sum are exact, and the call that rounds is saved.
    let product = f64::from(number) * STEPS;
    (product + 0.5_f64.copysign(product)) as i64
}

/// Steps in one.
const STEPS: f64 = 1e4;

/// The number that so many steps make.
#[inline]
fn number(steps: i64) -> f64 {
    steps as f64 / STEPS
}

/// A number as results show it.
#[inline]
fn rounded(it: f32) -> f64 {
    number(steps(it))
}

/// Emits the judgement of a sentence, or of a target in it (the row of its mention in the layer of entities).
pub(crate) fn judgement(
    sink: &mut dyn Sink,
    span: Span,
    tone: Tone,
    target: Option<u32>,
    quotation: Option<Quotation>,
) -> Result<AnnotationId, EmitError> {
    let mut attributes = Attributes::<7>::new();
    let of = if target.is_some() { unit::TARGET } else { unit::SENTENCE };
    attributes.push(attribute::UNIT, Value::Enum(of));
    attributes.push(attribute::SCORE, rounded(tone.score));
    attributes.push(attribute::LOGIT, rounded(tone.logit));
    attributes.push(attribute::CONFIDENCE, rounded(tone.confidence));
    if let Some(row) = target {
        attributes.push(attribute::TARGET, Value::Reference(row));
    }
    attributes.push(attribute::VOICE, Value::Enum(u16::from(quotation.is_some())));
    if let Some(row) = quotation.and_then(|it| it.speaker) {
        attributes.push(attribute::SPEAKER, Value::Reference(row));
    }
    sink.emit(tone.label, span, attributes.all())
}

/// Emits a piece of evidence, whose weight is in steps.
fn evidence(
    sink: &mut dyn Sink,
    span: Span,
    weight: i64,
    of: AnnotationId,
) -> Result<(), EmitError> {
    let attributes =
        [Attribute::new(attribute::WEIGHT, number(weight)), Attribute::new(attribute::OF, of)];
    sink.emit(label::EVIDENCE, span, &attributes).map(|_| ())
}

/// Words that speak for or against, with what they weigh; kept from one judgement to the next.
#[derive(Debug, Default)]
pub(crate) struct Evidence(Vec<(usize, f32)>);

/// Up to so many words are chosen in one pass.
const FEW: usize = 3;
/// The share of the weightiest word's weight that a word has at least to be named beside it. Below it are function words and
/// words of chance; above it begin words of faint praise and blame.
const SHARE: f32 = 0.25;

impl Evidence {
    /// Chooses the `most` weightiest words, the first of equal ones, in the order of the text; of a few only those that
    /// weigh something beside the weightiest.
    pub(crate) fn choose(&mut self, weights: &[f32], most: usize) {
        self.0.clear();
        if most <= FEW {
            self.choose_few(weights, most);
            let weightiest = self.0.iter().map(|it| it.1.abs()).fold(0.0, f32::max);
            self.0.retain(|it| it.1.abs() >= weightiest * SHARE);
        } else {
            self.choose_many(weights, most);
        }
        self.0.sort_unstable_by_key(|it| it.0);
    }

    /// In one pass and without a branch: which words are among the weightiest nobody can foresee.
    fn choose_few(&mut self, weights: &[f32], most: usize) {
        let mut keys = [0_u64; FEW];
        for (token, weight) in weights.iter().enumerate() {
            // Whole numbers are in the same order as numbers above zero that have these bits.
            let mut key = u64::from(weight.abs().to_bits()) << 32 | u64::from(!(token as u32));
            for kept in &mut keys {
                let weightier = key.max(*kept);
                key = key.min(*kept);
                *kept = weightier;
            }
        }
        let chosen = keys.iter().take(most).filter(|it| **it >> 32 != 0);
        self.0.extend(chosen.map(|it| !(*it as u32) as usize).map(|it| (it, weights[it])));
    }

    fn choose_many(&mut self, weights: &[f32], most: usize) {
        let chosen = &mut self.0;
        chosen.extend(weights.iter().copied().enumerate().filter(|it| it.1 != 0.0));
        if chosen.len() > most {
            chosen.select_nth_unstable_by(most - 1, |one, other| {
                other.1.abs().total_cmp(&one.1.abs()).then(one.0.cmp(&other.0))
            });
            chosen.truncate(most);
        }
    }

    /// Emits the words chosen among `tokens` and, under the span of the whole unit, what is left of the logit.
    pub(crate) fn emit(
        &self,
        sink: &mut dyn Sink,
        tokens: &[Token],
        whole: Span,
        logit: f32,
        of: AnnotationId,
    ) -> Result<(), EmitError> {
        let mut rest = steps(logit);
        for &(token, weight) in &self.0 {
            let weight = steps(weight);
            if weight != 0 {
                rest -= weight;
                evidence(sink, tokens[token].span, weight, of)?;
            }
        }
        if rest == 0 { Ok(()) } else { evidence(sink, whole, rest, of) }
    }
}

/// The sentences of a document in one voice, summed up.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Summary {
    count: u32,
    sum: f64,
    squares: f64,
    confidence: f64,
}

impl Summary {
    pub(crate) fn add(&mut self, tone: &Tone) {
        let score = f64::from(tone.score);
        self.count += 1;
        self.sum += score;
        self.squares += score * score;
        self.confidence += f64::from(tone.confidence);
    }

    /// Emits the document's judgement, under the span of its first sentence.
    pub(crate) fn emit(
        &self,
        sink: &mut dyn Sink,
        span: Span,
        quoted: bool,
    ) -> Result<(), EmitError> {
        if self.count == 0 {
            return Ok(());
        }
        let n = f64::from(self.count);
        let mean = self.sum / n;
        // With one sentence nothing is known of the spread: the interval is then all there is.
        let half = if self.count > 1 {
            1.96 * ((self.squares - self.sum * mean).max(0.0) / (n - 1.0) / n).sqrt()
        } else {
            2.0
        };
        let mut attributes = Attributes::<7>::new();
        attributes.push(attribute::UNIT, Value::Enum(unit::DOCUMENT));
        attributes.push(attribute::SCORE, rounded(mean as f32));
        attributes.push(attribute::CONFIDENCE, rounded((self.confidence / n) as f32));
        attributes.push(attribute::VOICE, Value::Enum(u16::from(quoted)));
        attributes.push(attribute::COUNT, i64::from(self.count));
        attributes.push(attribute::LOW, rounded((mean - half).max(-1.0) as f32));
        attributes.push(attribute::HIGH, rounded((mean + half).min(1.0) as f32));
        sink.emit(label_of(mean as f32), span, attributes.all()).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::{Evidence, FEW, STEPS, number, steps};

    #[test]
    fn few_words_are_chosen_as_many_are() {
        let mut state = 7_u32;
        let weights: Vec<f32> = (0..200)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                // Many are equal, and some are zero.
                f32::from((state >> 28) as u8) - 7.0
            })
            .collect();
        for count in 0..weights.len() {
            for most in 1..9 {
                let [mut few, mut many] = [Evidence::default(), Evidence::default()];
                few.choose(&weights[..count], most);
                many.choose_many(&weights[..count], most);
                if most <= FEW {
                    let weightiest = many.0.iter().map(|it| it.1.abs()).fold(0.0, f32::max);
                    many.0.retain(|it| it.1.abs() * 4.0 >= weightiest);
                }
                many.0.sort_unstable_by_key(|it| it.0);
                assert_eq!(few.0, many.0, "{most} of {count}");
            }
        }
    }

    #[test]
    fn words_that_weigh_little_beside_the_weightiest_are_left_out() {
        let mut evidence = Evidence::default();
        let weights = [0.4, 0.0, -2.0, 0.49, 0.5];
        evidence.choose(&weights, 3);
        assert_eq!(evidence.0, [(2, -2.0), (4, 0.5)]);
        // Who asks for many gets them all.
        evidence.choose(&weights, 9);
        assert_eq!(evidence.0, [(0, 0.4), (2, -2.0), (3, 0.49), (4, 0.5)]);
    }

    #[test]
    fn steps_are_the_nearest_ones() {
        let mut state = 7_u32;
        let check = |it: f32| {
            let nearest = (f64::from(it) * STEPS).round();
            assert_eq!(steps(it), nearest as i64, "{it}");
            assert_eq!(number(steps(it)).to_bits(), (nearest / STEPS + 0.0).to_bits(), "{it}");
        };
        for _ in 0..100_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            check((state as f32 - 2e9) / 1e9);
            check((state % 20_001) as f32 / 2e4 - 0.5);
        }
        for it in [0.0, -0.0, 0.000_05, -0.000_05, 0.000_049_999, 1e-30, 300.0] {
            check(it);
        }
    }
}
