//! What the first reading of a document found, by word and by phrase: evidence for the second.

use std::ops::Range;

use rashomon_core::{Document, Token, phrase_hash};

use crate::cluster::table::Table;
use crate::features::{Evidence, Kind, Majority, OUTSIDE};
use crate::hash::pair;
use crate::label::State;
use crate::segment::{CaseMode, at_start, is_capitalized};

/// A segment as the tagger keeps it between its readings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    /// First token of the sentence, in the document.
    pub sentence: usize,
    /// First token of the segment, in the document.
    pub first: usize,
    /// Number of its tokens.
    pub length: usize,
    /// How the sentence is written.
    pub mode: CaseMode,
}

impl Stretch {
    /// Its tokens, as indices into the document's.
    pub(crate) const fn tokens(&self) -> Range<usize> {
        self.first..self.first + self.length
    }
}

/// What was found in one document.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// By the place of the folded word type among those with capitals.
    words: Vec<Votes>,
    /// Four counts by label in one number.
    phrases: Table,
    /// By the initials of names of two words and more.
    initials: Table,
}

#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    /// Of the five kinds.
    kinds: [u8; 8],
    /// Times that the word ends the name of a person of two words or more.
    surname: u8,
}

/// Letters of an acronym.
const INITIALS: Range<usize> = 2..7;

impl Memory {
    /// Forgets the last document; the next has so many types with capitals.
    pub(crate) fn prepare(&mut self, types: usize) {
        self.phrases.clear();
        self.initials.clear();
        self.words.clear();
        self.words.resize(types, Votes::default());
    }

    /// Takes in what the first reading found in a segment; `places` are those of its tokens' types.
    pub(crate) fn add(
        &mut self,
        document: &dyn Document,
        stretch: &Stretch,
        places: &[Option<u32>],
        states: &[State],
    ) {
        let tokens = document.tokens();
        for ((index, &place), &state) in stretch.tokens().zip(places).zip(states) {
            if let Some(place) = place
                && is_capitalized(&tokens[index])
                && let Some(kind) = vote(tokens, stretch, index, state)
            {
                let count = &mut self.words[place as usize].kinds[usize::from(kind)];
                *count = count.saturating_add(1);
            }
        }
        let mut offset = 0;
        while let Some(name) = name_from(states, offset) {
            offset = name.end;
            let kind = kind_of(states[name.start]);
            let all = &tokens[stretch.first..][name.clone()];
            let phrase = phrase(all);
            let mut votes = self.phrases.get(phrase).unwrap_or_default().to_le_bytes();
            votes[usize::from(kind)] = votes[usize::from(kind)].saturating_add(1);
            self.phrases.insert(phrase, u32::from_le_bytes(votes));
            if all.len() == 1 {
                continue;
            }
            if kind == 0
                && let Some(place) = places[name.end - 1]
            {
                let Votes { kinds, surname } = &mut self.words[place as usize];
                *surname = surname.saturating_add(u8::from(*kinds != [0; 8]));
            }
            let letters =
                all.iter().filter(|it| is_capitalized(it)).map(|it| first_letter(document, it));
            if letters.clone().count() >= INITIALS.start {
                self.initials.insert(letters.fold(31, pair), kind.into());
            }
        }
    }

    /// Hands to `visit` what is known from elsewhere of the tokens of a segment, each with its offset; `places` are those of
    /// its tokens' types.
    pub(crate) fn evidence(
        &self,
        document: &dyn Document,
        stretch: &Stretch,
        places: &[Option<u32>],
        states: &[State],
        mut visit: impl FnMut(usize, &Evidence),
    ) {
        let tokens = document.tokens();
        let mut name = 0..0;
        let mut of_phrase = None;
        for (offset, index) in stretch.tokens().enumerate() {
            let token = &tokens[index];
            if !is_capitalized(token) {
                continue;
            }
            if offset >= name.end && states[offset] != State::OUTSIDE {
                name = name_from(states, offset).unwrap_or(offset..offset + 1);
                of_phrase = self.of_phrase(&tokens[stretch.first..][name.clone()], states[offset]);
            }
            let inside = name.contains(&offset);
            let own = kind_of(states[offset]);
            let mut evidence = Evidence {
                own,
                word: None,
                phrase: of_phrase.filter(|_| inside),
                surname: None,
                initials: if token.shape.is_all_caps() && token.span.len() > 1 {
                    self.of_initials(document, token)
                } else {
                    None
                },
            };
            if let Some(votes) = places[offset].map(|it| &self.words[it as usize]) {
                let voted = vote(tokens, stretch, index, states[offset]);
                evidence.word = Majority::of(without(u64::from_le_bytes(votes.kinds), voted));
                let here = inside && own == 0 && name.len() > 1 && offset + 1 == name.end;
                if votes.surname > u8::from(here) {
                    evidence.surname = Some(offset == 0 || states[offset - 1] == State::OUTSIDE);
                }
            }
            if evidence.is_any() {
                visit(offset, &evidence);
            }
        }
    }

    fn of_phrase(&self, name: &[Token], own: State) -> Option<Majority> {
        let votes = self.phrases.get(phrase(name))?.into();
        Majority::of(without(votes, Some(kind_of(own))))
    }

    fn of_initials(&self, document: &dyn Document, token: &Token) -> Option<Kind> {
        let text = document.slice(token.span);
        let letters = text.bytes().filter(|it| *it != b'.').map(u64::from);
        let count = letters.clone().take(INITIALS.end).count();
        if !INITIALS.contains(&count) {
            return None;
        }
        self.initials.get(letters.fold(31, pair)).map(|it| it as Kind)
    }
}

/// What an occurrence of a word says of the word; nothing, if it is outside of names and has its capital from its
/// place.
fn vote(tokens: &[Token], stretch: &Stretch, index: usize, state: State) -> Option<Kind> {
    let sentence = &tokens[stretch.sentence..];
    let due = || at_start(sentence, index - stretch.sentence) || stretch.mode != CaseMode::Usual;
    let kind = kind_of(state);
    (kind != OUTSIDE || !due()).then_some(kind)
}

/// Votes by kind, a byte each, but for one of them.
#[inline]
fn without(votes: u64, own: Option<Kind>) -> u64 {
    let Some(kind) = own else { return votes };
    let shift = 8 * u32::from(kind);
    votes - (u64::from(votes >> shift & 0xff != 0) << shift)
}

#[inline]
fn kind_of(state: State) -> Kind {
    // Two states for each label.
    (state.0.wrapping_sub(1) >> 1).min(OUTSIDE)
}

/// The next name at or after an offset.
fn name_from(states: &[State], offset: usize) -> Option<Range<usize>> {
    let start = offset + states.get(offset..)?.iter().position(|it| *it != State::OUTSIDE)?;
    let rest = &states[start + 1..];
    let later = |it: &State| *it != State::OUTSIDE && !it.is_first();
    let length = rest.iter().position(|it| !later(it)).unwrap_or(rest.len());
    Some(start..start + 1 + length)
}

fn phrase(tokens: &[Token]) -> u64 {
    tokens.iter().fold(0, |hash, it| phrase_hash(hash, it.hash))
}

fn first_letter(document: &dyn Document, token: &Token) -> u64 {
    document.text().as_bytes().get(token.span.start() as usize).copied().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::{OUTSIDE, State, kind_of, without};
    use crate::label::LABELS;

    #[test]
    fn kinds_are_the_labels_of_states() {
        for state in (0..LABELS as u8).map(State) {
            assert_eq!(kind_of(state), state.label().map_or(OUTSIDE, |it| it as u8));
        }
    }

    #[test]
    fn own_vote_is_taken_off_if_there_is_one() {
        let votes = u64::from_le_bytes([2, 0, 1, 0, 255, 0, 0, 0]);
        let of = |kind: Option<u8>| without(votes, kind).to_le_bytes();
        assert_eq!(of(None), votes.to_le_bytes());
        assert_eq!(of(Some(0)), [1, 0, 1, 0, 255, 0, 0, 0]);
        assert_eq!(of(Some(1)), votes.to_le_bytes());
        assert_eq!(of(Some(4)), [2, 0, 1, 0, 254, 0, 0, 0]);
    }
}
