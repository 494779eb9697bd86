//! The learned weights. `crates/train/examples/quotes.rs` makes the files; `model/README.md` says from what.

use crate::attribution::SmallCueSums;
use crate::chain::Transitions;
use crate::ranker::Ranker;
use crate::scores::SmallSums;
use crate::table::{LabelTable, LinearTable};

/// All weights of the analyzer.
#[derive(Clone, Debug)]
pub struct Models {
    /// Whether a word is a cue here.
    pub cues: LinearTable,
    /// Roles of the items of a sentence, for one cue.
    pub roles: LabelTable,
    /// What pairs of words add to them. Most pairs of a text have no weights: a table of their own has a filter so small
    /// that it stays at hand.
    pub pairs: LabelTable,
    /// The transitions among them.
    pub chain: Transitions,
    /// What small numbers add to the roles.
    pub(crate) small: SmallSums,
    /// What small numbers add to the cues.
    pub(crate) small_cues: SmallCueSums,
    /// Which candidate said it.
    pub ranker: Ranker,
    /// Whether a region is speech.
    pub speech: LinearTable,
}

impl Models {
    /// Puts the parts together.
    pub fn new(
        cues: LinearTable,
        roles: LabelTable,
        pairs: LabelTable,
        ranker: LinearTable,
        speech: LinearTable,
    ) -> Self {
        let chain = Transitions::new(&roles);
        let small = SmallSums::new(&roles);
        let small_cues = SmallCueSums::new(&cues);
        Self { cues, roles, pairs, chain, small, small_cues, ranker: Ranker::new(ranker), speech }
    }

    /// The weights that come with the analyzer.
    pub fn embedded() -> Self {
        Self::new(
            LinearTable::from_static(include_bytes!("../model/cues.bin")),
            LabelTable::from_static(include_bytes!("../model/roles.bin")),
            LabelTable::from_static(include_bytes!("../model/pairs.bin")),
            LinearTable::from_static(include_bytes!("../model/ranker.bin")),
            LinearTable::from_static(include_bytes!("../model/speech.bin")),
        )
    }
}

/// The logistic function.
pub fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
