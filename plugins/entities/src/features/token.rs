//! Features of a token of a segment that hang on more than one word type: its place, its use in the document, the list
//! entry it is part of, how its sentence is written. All have few enough values for a memo or for a table.

use super::run::MOST_WORDS;
use super::{Group, Template, row};
use crate::gazetteer;
use crate::hash::pair;
use crate::statistics::Usage;
use crate::tags;
use crate::word::{Identity, Word};

/// What a word is where capitals tell nothing; `mode` is how the sentence is written.
pub(crate) fn of_odd(
    word: &Word,
    identity: &Identity,
    mode: u64,
    emit: &mut impl FnMut(u32, Group),
) {
    if let Some(clusters) = identity.clusters {
        emit(row(Template::OddMiddle, mode, clusters.middle.into()), Group::Plain);
        emit(row(Template::OddFine, mode, clusters.fine.into()), Group::Plain);
    }
    let set = word.tags & !(tags::PREFIX | tags::MALE | tags::FEMALE);
    emit(row(Template::OddSet, mode, set.into()), Group::Lists);
}

/// How a token and its neighbours are written, and where: few enough values for a memo.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Shapes of the word before, the word and the word after.
    pub shapes: [u32; 3],
    /// At the start of the sentence or of a quotation.
    pub start: bool,
    /// How the sentence is written.
    pub mode: u64,
}

impl Place {
    /// Its hash.
    pub(crate) const fn key(&self) -> u64 {
        let [before, here, after] = self.shapes;
        let rest = (after as u64) << 8 | self.mode << 4 | self.start as u64;
        pair((before as u64) << 32 | here as u64, rest)
    }

    /// Its features.
    pub(crate) fn features(&self, emit: &mut impl FnMut(u32, Group)) {
        let mut plain = |feature: u32| emit(feature, Group::Plain);
        let [before, here, after] = self.shapes.map(u64::from);
        plain(row(Template::ShapePair, 0, pair(before, here)));
        plain(row(Template::ShapePair, 1, pair(here, after)));
        plain(row(Template::ShapeTriple, 0, pair(pair(before, here), after)));
        plain(row(Template::Mode, u64::from(self.start), self.mode));
        if self.start {
            plain(row(Template::Start, 0, here));
        }
    }
}

/// Where a token stands in its run: few enough values for a table of all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct InRun {
    /// Length of the run and the token's position; `None` outside of runs.
    pub run: Option<u64>,
    /// Words that name kinds of organisations, in the run: somewhere, last, first; here or later.
    pub heads: u64,
}

impl InRun {
    /// Number of values.
    pub(crate) const VALUES: usize = (((MOST_WORDS as usize) << 2 | 3) + 2) << 4;

    /// Its number among the values.
    pub(crate) const fn number(self) -> usize {
        let run = match self.run {
            Some(run) => run + 1,
            None => 0,
        };
        (run << 4 | self.heads) as usize
    }

    /// The value with this number.
    pub(crate) const fn of(number: usize) -> Self {
        Self { run: (number as u64 >> 4).checked_sub(1), heads: number as u64 & 15 }
    }

    /// Its features.
    pub(crate) fn features(&self, emit: &mut impl FnMut(u32, Group)) {
        let mut plain = |feature: u32| emit(feature, Group::Plain);
        let Some(run) = self.run else { return };
        let position = run & 3;
        plain(row(Template::RunPosition, 0, run));
        for part in (0..3).filter(|it| self.heads >> it & 1 == 1) {
            plain(row(Template::HeadPosition, part, position));
        }
        if self.heads >> 3 & 1 == 1 {
            plain(row(Template::HeadHere, 0, position));
        }
    }
}

/// How often a capitalised word is used, without and with a capital where none is due.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counts {
    lower: u64,
    capitalized: u64,
}

impl Counts {
    /// Number of values.
    pub(crate) const VALUES: usize = 16;

    /// Those of a word's usage.
    pub(crate) const fn new(usage: Usage) -> Self {
        Self { lower: bucket(usage.lower), capitalized: bucket(usage.capitalized) }
    }

    /// Their number among the values.
    pub(crate) const fn number(self) -> usize {
        (self.lower << 2 | self.capitalized) as usize
    }

    /// The value with this number.
    pub(crate) const fn of(number: usize) -> Self {
        Self { lower: number as u64 >> 2, capitalized: number as u64 & 3 }
    }

    /// Their features.
    pub(crate) fn features(self, emit: &mut impl FnMut(u32, Group)) {
        let mut plain = |feature: u32| emit(feature, Group::Plain);
        plain(row(Template::Seen, 0, self.lower));
        plain(row(Template::Seen, 1, self.capitalized));
        plain(row(Template::SeenBoth, 0, self.number() as u64));
    }
}

/// Features of the contexts in which a capitalised word is used, as bits.
pub(crate) fn of_contexts(contexts: u8, emit: &mut impl FnMut(u32, Group)) {
    let mut plain = |feature: u32| emit(feature, Group::Plain);
    plain(row(Template::Contexts, 0, contexts.into()));
    for context in (0..8).filter(|it| contexts >> it & 1 == 1) {
        plain(row(Template::Context, 0, context));
    }
}

const fn bucket(count: u8) -> u64 {
    match count {
        0 => 0,
        1 => 1,
        2 | 3 => 2,
        _ => 3,
    }
}

/// A list entry that a token is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    /// What the lists say of it.
    pub tags: u32,
    /// 0 alone, 1 first, 2 inside, 3 last.
    pub position: u64,
}

/// What the lists say of a capitalised token or one that is inside an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed {
    /// The entry, if there is one.
    pub entry: Option<Entry>,
    /// Length of the run and the token's position; 0 outside of runs.
    pub run: u64,
    /// The word's shape.
    pub shape: u32,
}

impl Listed {
    /// Its hash.
    pub(crate) fn key(&self) -> u64 {
        let shape = u64::from(self.shape);
        // Outside of all entries, nothing else counts.
        let Some(entry) = self.entry else { return pair(113, shape) };
        let entry = u64::from(entry.tags & gazetteer::NAMES) << 4 | entry.position << 1 | 1;
        pair(pair(entry, self.run), shape)
    }

    /// Its features.
    pub(crate) fn features(&self, emit: &mut impl FnMut(u32, Group)) {
        let mut lists = |feature: u32| emit(feature, Group::Lists);
        let shape = u64::from(self.shape);
        let Some(entry) = self.entry else {
            return lists(row(Template::ListNone, 0, shape));
        };
        let set = u64::from(entry.tags & gazetteer::NAMES);
        lists(row(Template::ListSet, entry.position, set));
        lists(row(Template::ListRun, self.run, set));
        let mut tags = entry.tags & gazetteer::NAMES;
        while tags != 0 {
            let tag = u64::from(tags.trailing_zeros());
            lists(row(Template::List, entry.position, tag));
            lists(row(Template::ListShape, tag, shape));
            tags &= tags - 1;
        }
    }
}
