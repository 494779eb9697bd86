//! For the program that learns the weights: the features of a target, by the analyzer's own code.

use rashomon_core::{Document, Span, TokenKind};

use crate::features::Scene;
pub use crate::features::{
    FEATURES, FeatureSink, MEANT_ROLES, ROLES, Role, WHOLES, Whole, pair_feature, word_feature,
};
pub use crate::model::{CLASSES, FEATURE_COLUMNS, MAGIC, Numbers, WORD_COLUMNS};
use crate::names::tokens_of;
use crate::reading::Reading;
use crate::tone::share_of_word;
use crate::words::Words;

/// Walks over the features of the target at `span`, in the sentence that it lies in; none if it lies in no sentence.
pub fn features(document: &dyn Document, span: Span, sink: &mut impl FeatureSink) {
    let Some(found) = document.sentences().iter().find(|it| it.span.contains(span)) else { return };
    let mut words = Words::default();
    words.prepare(document);
    let tokens = document.tokens_of(found);
    let target = tokens_of(tokens, span, 0);
    let mut reading = Reading::default();
    reading.read(tokens, &mut words, std::slice::from_ref(&target));
    Scene { items: &reading.items, tokens }.walk(&target, |_| false, sink);
}

/// A word as it speaks for its text.
#[derive(Clone, Copy, Debug)]
pub struct Rated {
    /// Its case-folded hash.
    pub hash: u64,
    /// What it counts, turned by negations and damped for topics.
    pub factor: f32,
    /// Its listed valence, turned and damped the same.
    pub valence: f32,
}

/// What a text is rated by: its words, the features of its pairs of words, and what each of these counts.
#[derive(Clone, Debug, Default)]
pub struct RatedText {
    /// The words that count.
    pub words: Vec<Rated>,
    /// The features of pairs of words, and what each counts beside a word.
    pub pairs: Vec<(usize, f32)>,
    /// What a word counts in a text of this length.
    pub share: f32,
}

/// What the tone of a text as a whole is told by.
pub fn rated(document: &dyn Document) -> RatedText {
    let mut words = Words::default();
    words.prepare(document);
    let (mut reading, mut count) = (Reading::default(), 0);
    let mut text = RatedText::default();
    for sentence in document.sentences() {
        let tokens = document.tokens_of(sentence);
        count += tokens.iter().filter(|it| it.kind() == TokenKind::Word).count();
        reading.read(tokens, &mut words, &[]);
        text.words.extend(reading.items.iter().zip(tokens).filter(|it| it.0.counts).map(
            |(item, token)| {
                let factor = item.factor * item.share;
                Rated { hash: token.hash, factor, valence: item.value }
            },
        ));
        let mut before = 1.0_f32;
        for item in &reading.items {
            if item.pair != 0 {
                text.pairs.push((pair_feature(item.pair), before.min(item.share)));
            }
            before = item.share;
        }
    }
    text.share = share_of_word(count as u32);
    text
}

/// All entries of the valence list, with their hash.
pub fn valences() -> impl Iterator<Item = (u64, f32)> {
    crate::lexicon::VALENCE
        .entries()
        .map(|it| (rashomon_core::fold_hash(it.text()), it.value(0).parse().unwrap_or_default()))
}
