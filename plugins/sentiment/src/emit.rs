//! From judgements to annotations.

use rashomon_core::{AnnotationId, Attribute, EmitError, Sink, Span, Value};

use crate::info::{attribute, label, unit};
use crate::tone::{Tone, label_of};
use crate::voices::Quotation;

/// Attributes of one annotation.
struct Attributes<'a> {
    list: [Attribute<'a>; attribute::ALL],
    len: usize,
}

impl<'a> Attributes<'a> {
    fn new() -> Self {
        Self { list: [Attribute { key: 0, value: Value::Bool(false) }; attribute::ALL], len: 0 }
    }

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

/// A number as results show it: four decimals.
fn rounded(number: f32) -> f64 {
    let number = (f64::from(number) * 1e4).round() / 1e4;
    // Not -0.0.
    number + 0.0
}

/// Emits the judgement of a sentence, or of a target in it (the row of its mention in the layer of entities).
pub(crate) fn judgement(
    sink: &mut dyn Sink,
    span: Span,
    tone: Tone,
    target: Option<u32>,
    quotation: Option<Quotation>,
) -> Result<AnnotationId, EmitError> {
    let mut attributes = Attributes::new();
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

/// Emits a piece of evidence.
pub(crate) fn evidence(
    sink: &mut dyn Sink,
    span: Span,
    weight: f64,
    of: AnnotationId,
) -> Result<(), EmitError> {
    let mut attributes = Attributes::new();
    attributes.push(attribute::WEIGHT, weight);
    attributes.push(attribute::OF, of);
    sink.emit(label::EVIDENCE, span, attributes.all()).map(|_| ())
}

/// Words that speak for or against, with what they weigh; kept from one judgement to the next.
#[derive(Debug, Default)]
pub(crate) struct Evidence(Vec<(Span, f32)>);

impl Evidence {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn add(&mut self, span: Span, weight: f32) {
        if weight != 0.0 {
            self.0.push((span, weight));
        }
    }

    /// Keeps the `most` weightiest words, in the order of the text.
    fn keep(&mut self, most: usize) {
        if self.0.len() <= most {
            return;
        }
        let weightier = |one: &(Span, f32), other: &(Span, f32)| {
            other.1.abs().total_cmp(&one.1.abs()).then(one.0.reading_order(other.0))
        };
        let (kept, rest) = self.0.split_at_mut(most);
        kept.sort_unstable_by(weightier);
        for word in rest {
            if kept.last().is_some_and(|it| weightier(word, it).is_lt()) {
                let mut at = most - 1;
                while at > 0 && weightier(word, &kept[at - 1]).is_lt() {
                    kept[at] = kept[at - 1];
                    at -= 1;
                }
                kept[at] = *word;
            }
        }
        kept.sort_unstable_by(|one, other| one.0.reading_order(other.0));
        self.0.truncate(most);
    }

    /// Emits the `most` weightiest words in the order of the text, and under the span of the whole unit what is left
    /// of the logit.
    pub(crate) fn emit(
        &mut self,
        sink: &mut dyn Sink,
        most: usize,
        whole: Span,
        logit: f32,
        of: AnnotationId,
    ) -> Result<(), EmitError> {
        self.keep(most);
        let mut rest = rounded(logit);
        for &(span, weight) in &self.0 {
            let weight = rounded(weight);
            if weight != 0.0 {
                rest -= weight;
                evidence(sink, span, weight, of)?;
            }
        }
        // Sums of decimals are not exact; the next four decimals say nothing.
        let rest = (rest * 1e4).round() / 1e4;
        if rest == 0.0 { Ok(()) } else { evidence(sink, whole, rest, of) }
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
        let mut attributes = Attributes::new();
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
