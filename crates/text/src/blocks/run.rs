//! Tokens of which all is known, one after the other.

use rashomon_core::Token;

use super::column::Types;
use super::known::{Counts, Ending, Known};
use super::take::ROOM;
use super::word::Word;

/// What a run of tokens adds to its line.
#[derive(Debug)]
pub(super) struct Run {
    /// How many tokens it has, and how many of these are words.
    pub(super) tokens: usize,
    pub(super) words: usize,
    pub(super) counts: Counts,
    pub(super) inner_ends: u32,
    pub(super) ending: Ending,
}

impl Run {
    /// Reads tokens as long as their types tell all, at most so many, and writes the words among them into `room`. Words
    /// and marks go the same way, for which of the two comes next is hard to foresee: a mark adds nothing to the counts,
    /// and the next word is written over it.
    // In a function of its own, all that it counts stays in registers.
    #[inline(never)]
    pub(super) fn read(
        tokens: &[Token],
        most: usize,
        types: Types<'_>,
        mut ending: Ending,
        room: &mut [Word; ROOM],
    ) -> Self {
        let (mut words, mut inner_ends) = (0, 0);
        let mut counts = Counts::default();
        let mut here = tokens.first().map_or_else(Known::default, |it| types.of(it));
        let mut done = 0;
        for [token, next] in tokens[..tokens.len().min(most + 1)].array_windows() {
            if !here.is_fast() {
                break;
            }
            let mut following = types.of(next);
            if here.goes_on_with(following, next.shape) {
                // A clitic that is one as a whole adds nothing to its word.
                let ends = |it: &Token| !Known::LETTER.goes_on_with(types.of(it), it.shape);
                let whole = done + 1 < most && tokens.get(done + 2).is_some_and(ends);
                if !(whole && following.is_clitic()) {
                    break;
                }
                following = Known::NOTHING;
            }
            room[words % ROOM] = Word::of(token, here);
            words += usize::from(here.is_plain());
            counts.add(here);
            inner_ends += ending.opens(here);
            ending = ending.after(here);
            here = following;
            done += 1;
        }
        Self { tokens: done, words, counts, inner_ends, ending }
    }

    /// Writes the numbers of the words in `room` with which phrases may begin, the first of which is number `first`.
    /// Returns how many they are.
    pub(super) fn openers(
        &self,
        room: &mut [Word; ROOM],
        first: u32,
        to: &mut [u32; ROOM],
    ) -> usize {
        // Nothing is known of the word behind the last one.
        room[self.words % ROOM] = Word::ANY;
        let mut count = 0;
        for ([word, next], number) in room[..=self.words].array_windows().zip(first..) {
            to[count % ROOM] = number;
            count += usize::from(word.may_open(*next));
        }
        count
    }
}
