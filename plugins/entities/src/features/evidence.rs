//! Features of the second reading: what the first reading found of the same word and phrase elsewhere in the document.

use super::{Group, Template, row};
use crate::hash::pair;

/// Number of a label, with one more for none.
pub(crate) type Kind = u8;
/// Outside of all names.
pub(crate) const OUTSIDE: Kind = 4;

/// What most of the other occurrences are, and how many of them agree: 0 up to two thirds, 1 more, 2 all, 3 all of
/// three and more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Majority {
    /// What most are.
    pub kind: Kind,
    /// How many.
    pub agreement: u8,
    /// All kinds that occur, as bits.
    pub set: u8,
}

impl Majority {
    /// Of votes by kind, a byte each, the first one lowest; `None` without votes.
    #[inline]
    pub(crate) fn of(votes: u64) -> Option<Self> {
        let kind = (votes | 1 << 63).trailing_zeros() / 8;
        let count = votes >> (8 * kind);
        if count > 0xff {
            return Self::of_several(votes.to_le_bytes());
        }
        // No two kinds contend.
        let agreement = if count >= 3 { 3 } else { 2 };
        (count > 0).then_some(Self { kind: kind as u8, agreement, set: 1 << kind })
    }

    fn of_several(votes: [u8; 8]) -> Option<Self> {
        let total: u32 = votes.iter().map(|&it| u32::from(it)).sum();
        let (kind, &most) = votes.iter().enumerate().rev().max_by_key(|it| it.1)?;
        let most = u32::from(most);
        let set = votes.iter().enumerate().fold(0, |set, it| set | u8::from(*it.1 > 0) << it.0);
        let agreement = match () {
            () if most == total && total >= 3 => 3,
            () if most == total => 2,
            () if most * 3 > total * 2 => 1,
            () => 0,
        };
        (total > 0).then_some(Self { kind: kind as u8, agreement, set })
    }

    const fn key(it: Option<Self>) -> u64 {
        match it {
            Some(it) => {
                1 | (it.kind as u64) << 1 | (it.agreement as u64) << 4 | (it.set as u64) << 6
            }
            None => 0,
        }
    }
}

/// What is known of a capitalised token from elsewhere.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    /// What the first reading took the token for.
    pub own: Kind,
    /// Other occurrences of the word.
    pub word: Option<Majority>,
    /// Other occurrences of the name that the first reading found here.
    pub phrase: Option<Majority>,
    /// The word ends the name of a person of two words or more elsewhere; whether here it follows no name.
    pub surname: Option<bool>,
    /// What a name with these initials is.
    pub initials: Option<Kind>,
}

impl Evidence {
    /// Whether there is any.
    pub(crate) const fn is_any(&self) -> bool {
        self.word.is_some()
            || self.phrase.is_some()
            || self.surname.is_some()
            || self.initials.is_some()
    }

    /// Its hash.
    pub(crate) fn key(&self) -> u64 {
        let surname = self.surname.map_or(0, |it| 1 + u64::from(it));
        let initials = self.initials.map_or(0, |it| 1 + u64::from(it));
        // Of a phrase, the set of kinds does not count.
        let phrase = self.phrase.map(|it| Majority { set: 0, ..it });
        let bits = Majority::key(self.word)
            | Majority::key(phrase) << 16
            | surname << 32
            | initials << 34
            | u64::from(self.own) << 40;
        pair(107, bits)
    }

    /// Its features.
    pub(crate) fn features(&self, emit: &mut impl FnMut(u32, Group)) {
        let mut emit = |feature: u32| emit(feature, Group::Evidence);
        let own = u64::from(self.own);
        if let Some(word) = self.word {
            let (kind, agreement) = (u64::from(word.kind), u64::from(word.agreement));
            emit(row(Template::Elsewhere, 0, kind));
            emit(row(Template::Elsewhere, 1, kind << 2 | agreement));
            emit(row(Template::Elsewhere, 2, word.set.into()));
            if word.kind != self.own {
                emit(row(Template::Elsewhere, 3, kind << 3 | own));
            }
        }
        if let Some(phrase) = self.phrase {
            let (kind, agreement) = (u64::from(phrase.kind), u64::from(phrase.agreement));
            emit(row(Template::PhraseElsewhere, 0, own << 6 | kind << 2 | agreement));
        }
        if let Some(outside) = self.surname {
            emit(row(Template::Surname, 0, outside.into()));
        }
        if let Some(kind) = self.initials {
            emit(row(Template::Initials, 0, kind.into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Majority, OUTSIDE};

    #[test]
    fn majority_counts_who_agrees() {
        let of = |votes: [u8; 8]| {
            Majority::of(u64::from_le_bytes(votes)).map(|it| (it.kind, it.agreement))
        };
        assert_eq!(of([0; 8]), None);
        assert_eq!(of([3, 0, 0, 0, 0, 0, 0, 0]), Some((0, 3)));
        assert_eq!(of([0, 1, 0, 0, 0, 0, 0, 0]), Some((1, 2)));
        assert_eq!(of([0, 1, 3, 0, 0, 0, 0, 0]), Some((2, 1)));
        assert_eq!(of([0, 0, 0, 1, 2, 0, 0, 0]), Some((OUTSIDE, 0)));
    }

    #[test]
    fn one_kind_has_the_majority_as_among_several() {
        for kind in 0..5 {
            for count in 0..=255 {
                let votes = count << (8 * kind);
                let (one, several) =
                    (Majority::of(votes), Majority::of_several(votes.to_le_bytes()));
                assert_eq!(one, several, "{count} for {kind}");
            }
        }
    }
}
