//! Pairs of neighbouring words: what a sentence says by them, whatever the target.

use rashomon_core::Token;

use crate::features::{Scene, see_tokens};
use crate::model::{Lanes, Model};
use crate::reading::Reading;

/// The pairs of a sentence; their memory is used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// What each token is seen as.
    pub seen: Vec<u64>,
    /// For each token the weights of its pair with the token before it.
    pub weights: Vec<Lanes>,
}

impl Pairs {
    /// Looks the pairs of a sentence up, and adds what they say of it as a whole to what their second words say.
    pub(crate) fn read(&mut self, reading: &mut Reading, tokens: &[Token], model: &Model) {
        let Self { seen, weights } = self;
        see_tokens(&reading.items, tokens, seen);
        weights.clear();
        Scene { items: &reading.items, tokens, seen }.shared_pairs(|hash| {
            weights.push(if hash == 0 { Lanes::default() } else { model.pair(hash) });
        });
        let mut before = 1.0_f32;
        for (item, [_, _, _, valence]) in reading.items.iter_mut().zip(weights) {
            item.whole_value += *valence * before.min(item.word.share);
            before = item.word.share;
        }
    }
}
