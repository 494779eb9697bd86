//! Sums of word types, for roles and for cues: worked out once for each type, and shared by types that add the same.

use std::num::NonZeroU32;

use rashomon_core::{Vocabulary, WordColumn};

use super::sums::WordSums;
use crate::attribution::CueWord;
use crate::hash::{EDGE, NUMBER, QUOTATION};
use crate::models::Models;
use crate::page::Item;
use crate::words::NO_SUFFIX;

/// Sums by word type, for one set of weights.
#[derive(Debug, Default)]
pub(crate) struct Types {
    /// By folded word type the index of its sums.
    indices: WordColumn<NonZeroU32>,
    roles: Vec<WordSums>,
    cues: Vec<CueWord>,
    /// By their last letters the sums of words that add nothing else; most words are such.
    plain: Vec<u32>,
    generation: Option<u64>,
}

/// The index of what stands beyond either end of a sentence.
pub(crate) const EDGE_SUMS: u32 = 0;
/// Indices of the other sums that belong to no word type.
const NUMBER_SUMS: u32 = 1;
const QUOTATION_SUMS: u32 = 2;

/// Places for sums that words share.
const PLAIN: usize = 1 << 12;

/// Sums that are kept room for from one numbering of words to the next.
const MOST: usize = 1 << 17;

impl Types {
    /// Fits the columns to a document.
    pub(crate) fn prepare(&mut self, models: &Models, vocabulary: Vocabulary) {
        if self.generation != Some(vocabulary.generation) {
            self.generation = Some(vocabulary.generation);
            // What one huge document took is given back.
            self.roles.clear();
            self.roles.shrink_to(MOST);
            self.cues.clear();
            self.cues.shrink_to(MOST);
            for word in [EDGE, NUMBER, QUOTATION] {
                self.roles.push(WordSums::new(&models.roles, word, NO_SUFFIX));
                self.cues.push(CueWord::beside(&models.cues, word));
            }
            self.plain.clear();
            self.plain.resize(PLAIN, EDGE_SUMS);
        }
        self.indices.prepare(vocabulary);
    }

    /// The index of an item's sums.
    #[inline]
    pub(crate) fn index(&mut self, models: &Models, item: &Item) -> u32 {
        if item.region.is_some() {
            return QUOTATION_SUMS;
        }
        if item.word == NUMBER {
            return NUMBER_SUMS;
        }
        let Self { indices, roles, cues, plain, .. } = self;
        let index = indices.get(item.folded, || {
            let role = WordSums::new(&models.roles, item.word, item.suffix);
            let cue = CueWord::new(&models.cues, item);
            let is_plain = role.is_plain() && cue.is_none();
            let shared = &mut plain[item.suffix.get() as usize / 2 % PLAIN];
            if is_plain && roles[*shared as usize] == role && cues[*shared as usize].is_none() {
                return NonZeroU32::new(*shared).unwrap_or(NonZeroU32::MIN);
            }
            roles.push(role);
            cues.push(cue);
            let index = roles.len() as u32 - 1;
            if is_plain {
                *shared = index;
            }
            NonZeroU32::new(index).unwrap_or(NonZeroU32::MIN)
        });
        index.get()
    }

    /// What a word adds to roles.
    pub(super) fn roles(&self, index: u32) -> &WordSums {
        &self.roles[index as usize]
    }

    /// What a word adds to cues, as one or beside one.
    pub(crate) fn cues(&self, index: u32) -> &CueWord {
        &self.cues[index as usize]
    }
}
