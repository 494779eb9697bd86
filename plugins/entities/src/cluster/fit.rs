//! Whether two names of people, as sequences of words, can mean one person.

use crate::cluster::words::{INITIAL, PARTICLE, PATRONYMIC, PERSONAL, Part, TIED};

/// `Pedro Osante Lirio` begins with `Pedro Osante`; what follows must be a name too, and not tied to it: a headline's
/// `Pedro Osante Blasts Rivals` and a match `Pedro Osante-Joe Brill` are no longer names of his.
pub(crate) fn begins_with(name: &[Part], start: &[Part]) -> bool {
    let Some((same_part, rest)) = name.split_at_checked(start.len()) else { return false };
    same_part.iter().zip(start).all(|it| same(it.0, it.1))
        && (rest.is_empty() || same_part.last().is_some_and(|it| !it.has(TIED)))
        && rest.iter().all(|it| it.has(PERSONAL))
}

pub(crate) fn ends_with(name: &[Part], end: &[Part]) -> bool {
    name.len() >= end.len() && name.iter().rev().zip(end.iter().rev()).all(|it| same(it.0, it.1))
}

/// `Pedro Osante Lirio-Brill` holds `Osante Lirio`.
pub(crate) fn holds(name: &[Part], inner: &[Part]) -> bool {
    name.windows(inner.len().max(1))
        .skip(1)
        .any(|it| it.iter().zip(inner).all(|it| same(it.0, it.1)))
}

/// Two full names with the same last word: one is the end of the other, or their first names fit and nothing between
/// them speaks against it.
pub(crate) fn same_full_name(one: &[Part], other: &[Part]) -> bool {
    ends_with(one, other) || ends_with(other, one) || same_beginning(one, other, same_first_name)
}

/// Whether the names before the last fit.
pub(crate) fn same_beginning(
    one: &[Part],
    other: &[Part],
    same: impl Fn(&Part, &Part) -> bool,
) -> bool {
    match (one, other) {
        ([first, middle @ .., _], [other_first, other_middle @ .., _]) => {
            same(first, other_first) && same_middle(middle, other_middle)
        }
        _ => false,
    }
}

/// Equal, one the initial or the short form of the other, or differing in vowels alone.
pub(crate) fn same_first_name(one: &Part, other: &Part) -> bool {
    let bones = one.spelling.bones;
    same(one, other)
        || one.long == other.long
        || ((one.has(INITIAL) || other.has(INITIAL))
            && (one.letter == other.letter || one.long_letter == other.long_letter))
        || one.spelling.loose == other.spelling.loose
        || bones != 0 && bones == other.spelling.bones
}

/// `George H. W. Harcourt` is not `George W. Harcourt`; particles are written in several ways, or not at all.
fn same_middle(one: &[Part], other: &[Part]) -> bool {
    let names = |all: &[Part]| all.iter().filter(|it| !it.has(PARTICLE)).count();
    let (short, long) = if names(one) <= names(other) { (one, other) } else { (other, one) };
    let mut short = short.iter().filter(|it| !it.has(PARTICLE));
    let mut long = long.iter().filter(|it| !it.has(PARTICLE));
    if one.iter().chain(other).any(|it| it.has(INITIAL)) {
        return short.zip(long).all(|(one, other)| {
            same(one, other)
                || ((one.has(INITIAL) || other.has(INITIAL)) && one.letter == other.letter)
        });
    }
    short.all(|it| long.any(|other| same(it, other)))
}

/// `bin Adel`: the father's name, by which nobody is called without the word before it.
pub(crate) fn father_of(parts: &[Part]) -> Option<(&Part, &Part)> {
    let [.., bin, father] = parts else { return None };
    bin.has(PATRONYMIC).then_some((bin, father))
}

/// The same word, in any of its usual spellings.
pub(crate) fn same(one: &Part, other: &Part) -> bool {
    one.spelling.normal == other.spelling.normal
}
