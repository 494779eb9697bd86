//! The wording of a text in half a kilobyte: of all its runs of five words those whose hashes are smallest.

use rashomon_core::phrase_hash;
use serde::{Deserialize, Serialize};

/// Words in a run: fewer are phrases that every reporter uses, more break at each small change.
const RUN: usize = 5;
/// Hashes that are kept. An estimated resemblance of 0.5 is off by 0.05 or so.
const KEPT: usize = 128;
/// Hashes by which copies are found. Texts that have half of their runs in common share one but for 4 in 1,000.
const KEYS: usize = 8;
/// A text with fewer runs says too little to be called a copy.
const LEAST: u32 = 20;
/// Resemblance from which on two texts are one. Reports that quote the same statements stay below 0.2.
const ALIKE: f32 = 0.5;
/// Share of the shorter text's runs that the longer one holds if one is the other cut short.
const HELD: f32 = 0.8;
/// How many times as long the longer one may be: a live page holds many reports and is a copy of none.
const LENGTH: f32 = 3.0;

/// A bottom-k sample of the runs of a text (Broder 1997).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Sketch {
    /// Number of distinct runs of the text.
    runs: u32,
    /// The smallest of their hashes, in order.
    least: Vec<u32>,
}

impl Sketch {
    /// The sketch of a text, from the hashes of its words.
    pub(crate) fn of(words: &[u64]) -> Self {
        let hash = |run: &[u64]| {
            let hash = run.iter().fold(0, |before, &it| phrase_hash(before, it));
            (hash ^ (hash >> 32)) as u32
        };
        let mut hashes: Vec<u32> = words.windows(RUN).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let least = hashes.iter().copied().take(KEPT).collect();
        Self { runs: hashes.len() as u32, least }
    }

    /// Hashes of which a copy is likely to share one: the very smallest.
    pub(crate) fn keys(&self) -> &[u32] {
        if self.runs < LEAST { &[] } else { self.least.get(..KEYS).unwrap_or(&self.least) }
    }

    /// The resemblance of two texts if one is a copy of the other.
    pub(crate) fn shared_if_copy(&self, other: &Self) -> Option<f32> {
        let short = self.runs.min(other.runs) as f32;
        let long = self.runs.max(other.runs) as f32;
        let resemblance = self.resemblance(other);
        let held = resemblance / (1.0 + resemblance) * (short + long) / short;
        let copy = resemblance >= ALIKE || (held >= HELD && long <= LENGTH * short);
        (copy && short >= LEAST as f32).then_some(resemblance)
    }

    /// How many of the runs that at least one of the texts has, both have: from 0 to 1, estimated by the smallest.
    fn resemblance(&self, other: &Self) -> f32 {
        let (mut a, mut b) = (self.least.iter().peekable(), other.least.iter().peekable());
        let (mut either, mut both) = (0_u32, 0_u32);
        while either < KEPT as u32 {
            let (Some(&x), Some(&y)) = (a.peek(), b.peek()) else { break };
            either += 1;
            both += u32::from(x == y);
            if x <= y {
                a.next();
            }
            if y <= x {
                b.next();
            }
        }
        // Where one sample ends, its text does: what the other one has besides is not shared.
        let rest = (a.len() + b.len()) as u32;
        let either = (either + rest).min(KEPT as u32).max(1);
        both as f32 / either as f32
    }
}
