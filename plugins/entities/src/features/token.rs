//! Features of a token of a segment that hang on more than one word type: its place, its use in the document, the list
//! entry it is part of, how its sentence is written. All have few enough values for a memo.

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

/// Where a token stands: few enough values for a memo.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Shapes of the word before, the word and the word after.
    pub shapes: [u32; 3],
    /// At the start of the sentence or of a quotation.
    pub start: bool,
    /// How the sentence is written.
    pub mode: u64,
    /// In its run: its length and the token's position; `None` outside of runs.
    pub run: Option<u64>,
    /// Words that name kinds of organisations, in the run: somewhere, last, first; here or later.
    pub heads: u64,
}

impl Place {
    /// Its hash.
    pub(crate) const fn key(&self) -> u64 {
        let [before, here, after] = self.shapes;
        let shapes = pair((before as u64) << 32 | here as u64, after as u64);
        let run = match self.run {
            Some(run) => run + 1,
            None => 0,
        };
        pair(shapes, run << 16 | self.heads << 8 | self.mode << 4 | self.start as u64)
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

impl Usage {
    /// Its hash, of what the features look at.
    pub(crate) fn key(self) -> u64 {
        pair(
            101,
            bucket(self.lower) << 16 | bucket(self.capitalized) << 8 | u64::from(self.contexts),
        )
    }

    /// Features of a capitalised word that is used so.
    pub(crate) fn features(self, emit: &mut impl FnMut(u32, Group)) {
        let mut plain = |feature: u32| emit(feature, Group::Plain);
        let (lower, capitalized) = (bucket(self.lower), bucket(self.capitalized));
        plain(row(Template::Seen, 0, lower));
        plain(row(Template::Seen, 1, capitalized));
        plain(row(Template::SeenBoth, 0, lower << 2 | capitalized));
        plain(row(Template::Contexts, 0, self.contexts.into()));
        let mut contexts = self.contexts;
        while contexts != 0 {
            plain(row(Template::Context, 0, contexts.trailing_zeros().into()));
            contexts &= contexts - 1;
        }
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
        let entry = self
            .entry
            .map_or(0, |it| u64::from(it.tags & gazetteer::NAMES) << 4 | it.position << 1 | 1);
        pair(pair(entry, self.run), self.shape.into())
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
