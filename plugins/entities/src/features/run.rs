//! Features of a run of capitalised words as a whole, the same for all its tokens.

use std::ops::Range;

use super::{Group, Template, row};
use crate::form::Case;
use crate::hash::pair;

/// Words of a run that are counted.
pub(crate) const MOST_WORDS: u64 = 6;

/// What can be said of a run without its words: few enough values for a memo.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    /// Its tokens, as indices into the sentence.
    pub tokens: Range<usize>,
    /// Number of its tokens, at most [`MOST_WORDS`].
    pub length: u64,
    /// Words that name kinds of organisations: somewhere, last, first, as bits.
    pub heads: u64,
    /// The last of these words.
    pub last_head: Option<usize>,
    /// All words are names of people.
    pub people: bool,
    /// Case of its last word.
    pub last_case: Option<Case>,
    /// A bracket follows; whether with capitals.
    pub bracket: Option<bool>,
    /// It stands in brackets.
    pub bracketed: bool,
    /// The tags of the list entry that is just this run.
    pub listed: Option<u32>,
}

impl Run {
    /// Length and position of a token: 0 alone, 1 first, 2 inside, 3 last.
    pub(crate) fn place(&self, index: usize) -> u64 {
        let position = match (index == self.tokens.start, index + 1 == self.tokens.end) {
            (true, true) => 0,
            (true, false) => 1,
            (false, false) => 2,
            (false, true) => 3,
        };
        self.length << 2 | position
    }

    /// Its hash, of all but the tokens.
    pub(crate) fn key(&self) -> u64 {
        let bracket = self.bracket.map_or(0, |it| 1 + u64::from(it));
        let case = self.last_case.map_or(15, |it| it as u64);
        let bits = self.length
            | self.heads << 4
            | u64::from(self.people) << 8
            | case << 12
            | bracket << 16
            | u64::from(self.bracketed) << 20;
        pair(pair(103, bits), self.listed.map_or(0, |it| u64::from(it) << 1 | 1))
    }

    /// Its features.
    pub(crate) fn features(&self, emit: &mut impl FnMut(u32, Group)) {
        let mut plain = |feature: u32| emit(feature, Group::Plain);
        plain(row(Template::RunLength, 0, self.length));
        for part in (0..3).filter(|it| self.heads >> it & 1 == 1) {
            plain(row(Template::Head, part, 0));
            plain(row(Template::HeadLength, part, self.length));
        }
        if self.people {
            plain(row(Template::AllNames, 0, self.length));
        }
        if self.last_case == Some(Case::Upper) {
            plain(row(Template::LastUpper, 0, self.length));
        }
        if let Some(capitals) = self.bracket {
            plain(row(Template::Acronym, 0, u64::from(capitals)));
        }
        if let (true, Some(case)) = (self.bracketed, self.last_case) {
            plain(row(Template::Bracketed, 0, case as u64));
        }
        if let Some(tags) = self.listed {
            emit(row(Template::RunSet, 0, u64::from(tags)), Group::Lists);
        }
    }
}
