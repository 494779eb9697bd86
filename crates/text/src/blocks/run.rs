//! Tokens of which all is known, one after the other.

use super::known::{Counts, Ending, Known};
use super::take::ROOM;
use super::word::Word;
use crate::tokens::Tokenized;

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
        source: Tokenized,
        most: usize,
        mut ending: Ending,
        room: &mut [Word; ROOM],
    ) -> Self {
        let Tokenized { tokens, known, .. } = source;
        let (mut words, mut inner_ends) = (0, 0);
        let mut counts = Counts::default();
        let mut here = known.first().copied().unwrap_or_default();
        let mut done = 0;
        let behind = known.iter().skip(1);
        for ([token, next], following) in tokens.array_windows().zip(behind).take(most) {
            if !here.is_fast() {
                break;
            }
            let mut following = *following;
            if here.goes_on_with(following, next.shape) {
                // A clitic that is one as a whole adds nothing to its word.
                let third = tokens.get(done + 2).zip(known.get(done + 2));
                let ends =
                    third.is_some_and(|(it, known)| !Known::LETTER.goes_on_with(*known, it.shape));
                if !(ends && following.is_clitic() && done + 1 < most) {
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
