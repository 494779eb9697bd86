//! Pairs of neighbouring words: what a sentence says by them, whatever the target.

use rashomon_core::Token;

use crate::features::{Scene, see_tokens};
use crate::model::Model;
use crate::reading::Reading;
use crate::zones::Lean;

/// The pair that a token makes with the one before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    /// 0 if it makes none.
    pub hash: u64,
    /// What it says of targets, in steps of features.
    pub lean: Lean,
}

/// The pairs of a sentence; their memory is used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// What each token is seen as.
    pub seen: Vec<u64>,
    /// Of each token.
    pub pairs: Vec<Pair>,
}

impl Pairs {
    /// Looks the pairs of a sentence up, and adds what they say of it as a whole to what their second words say.
    pub(crate) fn read(&mut self, reading: &mut Reading, tokens: &[Token], model: &Model) {
        let Self { seen, pairs } = self;
        see_tokens(&reading.items, tokens, seen);
        pairs.clear();
        let scene = Scene { items: &reading.items, tokens, seen };
        scene.pairs(|hash| pairs.push(Pair { hash, lean: Lean::default() }));
        let mut before = 1.0_f32;
        for (item, pair) in reading.items.iter_mut().zip(pairs) {
            if pair.hash != 0 {
                let (lean, valence) = model.pair(pair.hash);
                pair.lean = lean;
                let valence = f32::from(valence) * model.numbers.pair_step;
                item.whole_value += valence * before.min(item.share);
            }
            before = item.share;
        }
    }
}
