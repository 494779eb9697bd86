//! For the program that learns the weights: the features of a target, by the analyzer's own code.

use rashomon_core::{Document, Span};

pub use crate::features::{
    FEATURES, FeatureSink, MEANT_ROLES, ROLES, Role, WHOLES, Whole, pair_feature, word_feature,
};
use crate::features::{Scene, see_tokens};
pub use crate::model::{CLASSES, MAGIC, Numbers, WORD_COLUMNS};
use crate::names::tokens_of;
use crate::reading::Reading;
use crate::words::Words;

/// Walks over the features of the target at `span`, in the sentence that it lies in; none if it lies in no sentence.
pub fn features(document: &dyn Document, span: Span, sink: &mut impl FeatureSink) {
    let Some(found) = document.sentences().iter().find(|it| it.span.contains(span)) else { return };
    let mut words = Words::default();
    words.prepare(document);
    let tokens = document.tokens_of(found);
    let target = tokens_of(document, found, span);
    let mut reading = Reading::default();
    reading.read(tokens, &mut words, |it| target.contains(&it));
    let mut seen = Vec::new();
    see_tokens(&reading.items, tokens, &mut seen);
    Scene { items: &reading.items, tokens, seen: &seen }.walk(&target, |_| false, sink);
}

/// All entries of the valence list, with their hash.
pub fn valences() -> impl Iterator<Item = (u64, f32)> {
    crate::lexicon::VALENCE
        .entries()
        .map(|it| (rashomon_core::fold_hash(it.text()), it.value(0).parse().unwrap_or_default()))
}
