//! Sums of word types, for roles and for cues, and their sorts: worked out once for each type, and shared by types that
//! add the same.

use std::num::NonZeroU32;

use rashomon_core::{TokenKind, Vocabulary, WordColumn, fetch};

use super::kinds::{APART, Kind, Kinds};
use super::sums::WordSums;
use crate::attribution::CueWord;
use crate::hash::{EDGE, NUMBER, QUOTATION};
use crate::models::Models;
use crate::page::Item;
use crate::words::NO_SUFFIX;

/// Sums by word type, for one set of weights.
#[derive(Debug, Default)]
pub(crate) struct Types {
    /// By word type as written.
    known: WordColumn<Known>,
    pub(super) kinds: Kinds,
    roles: Vec<WordSums>,
    cues: Vec<CueWord>,
    /// Sums that words share: those written in several ways, and those that add nothing but what their last letters do,
    /// which most words are.
    shared: Vec<u32>,
    generation: Option<u64>,
}

/// What is known of an item by its word type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// The index of its sums.
    sums: NonZeroU32,
    /// Its sort.
    pub(super) sort: Kind,
    /// What a word of this type is; marks that are apostrophes at times have several types in one.
    kind: TokenKind,
}

/// How many places beyond either end of a sentence take part in what its words add.
pub(crate) const EDGES: usize = 3;

/// What stands beyond either end of a sentence.
const EDGE_ITEM: Known = Known { sums: EDGE_SUMS, sort: APART, kind: TokenKind::Symbol };
/// The indices of sums that belong to no word.
const EDGE_SUMS: NonZeroU32 = NonZeroU32::MIN;
const QUOTATION_SUMS: NonZeroU32 = EDGE_SUMS.saturating_add(1);
const NUMBER_SUMS: NonZeroU32 = EDGE_SUMS.saturating_add(2);

/// Places for sums that words share, a power of two.
const SHARED: usize = 1 << 14;

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
            // No type has the first index.
            for word in [EDGE, EDGE, QUOTATION, NUMBER] {
                self.roles.push(WordSums::new(&models.roles, word, NO_SUFFIX));
                self.cues.push(CueWord::beside(&models.cues, word));
            }
            self.shared.clear();
            self.shared.resize(SHARED, 0);
        }
        self.known.prepare(vocabulary);
    }

    #[inline]
    fn get(&mut self, models: &Models, item: &Item) -> Known {
        let Self { known, kinds, roles, cues, shared, .. } = self;
        if item.region.is_some() {
            let sort = kinds.get(&models.roles, item);
            return Known { sums: QUOTATION_SUMS, sort, kind: item.kind };
        }
        let it = known.get(item.word_type, || {
            let sort = kinds.get(&models.roles, item);
            let sums = if item.word == NUMBER {
                NUMBER_SUMS
            } else {
                let role = WordSums::new(&models.roles, item.word, item.suffix);
                let cue = CueWord::new(&models.cues, item);
                let is_plain = role.is_plain() && cue.is_none();
                let place =
                    if is_plain { item.suffix.get() as usize / 2 } else { item.word as usize };
                let last = &mut shared[place % SHARED];
                if *last == 0 || roles[*last as usize] != role || cues[*last as usize] != cue {
                    *last = roles.len() as u32;
                    roles.push(role);
                    cues.push(cue);
                }
                NonZeroU32::new(*last).unwrap_or(NonZeroU32::MIN)
            };
            Known { sums, sort, kind: item.kind }
        });
        if it.kind == item.kind { it } else { Known { sort: kinds.get(&models.roles, item), ..it } }
    }

    /// What is known of the items of a row, with [`EDGES`] edges on either side.
    pub(crate) fn read(&mut self, models: &Models, items: &[Item], row: &mut Vec<Known>) {
        row.clear();
        row.extend([EDGE_ITEM; EDGES]);
        row.extend(items.iter().map(|it| self.get(models, it)));
        row.extend([EDGE_ITEM; EDGES]);
    }

    /// Has what is known of items fetched that are read soon.
    pub(crate) fn fetch(&self, items: &[Item]) {
        for it in items {
            self.known.fetch(it.word_type);
        }
    }

    /// Has what words add to roles fetched.
    pub(crate) fn fetch_roles(&self, row: &[Known]) {
        for it in row {
            fetch(&self.roles, it.sums.get() as usize);
        }
    }

    /// Has what words add to cues fetched.
    pub(crate) fn fetch_cues(&self, row: &[Known]) {
        for it in row {
            fetch(&self.cues, it.sums.get() as usize);
        }
    }

    /// What a word adds to roles.
    #[inline]
    pub(super) fn roles(&self, it: Known) -> &WordSums {
        &self.roles[it.sums.get() as usize]
    }

    /// What a word adds to cues, as one or beside one.
    #[inline]
    pub(crate) fn cues(&self, it: Known) -> &CueWord {
        &self.cues[it.sums.get() as usize]
    }
}
