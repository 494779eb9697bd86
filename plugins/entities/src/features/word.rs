//! Features that a word type makes by itself, by the role it has.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use std::ops::Range;

use super::{Group, Template, row};
use crate::form::Form;
use crate::gazetteer;
use crate::hash::pair;
use crate::tags;
use crate::word::{Identity, Word};

/// Positions around a token at which word types are features.
pub(crate) const WINDOW: usize = 5;
/// Position of the token itself in the window.
const HERE: usize = WINDOW / 2;

/// Places around a token and around a run in which a word type has features of its own: at each position of the window,
/// then those below. Those that a word often has together are neighbours, the first of them even.
pub(crate) const ROLES: usize = 10;
/// The role at each position.
pub(crate) const POSITIONS: [usize; WINDOW] = [0, 2, 4, 6, 1];
/// Before a run.
pub(crate) const BEFORE: usize = 3;
/// After a run.
pub(crate) const AFTER: usize = 7;
/// First of a run.
pub(crate) const FIRST: usize = 8;
/// Last of a run.
pub(crate) const LAST: usize = 9;
/// First and last of a run.
pub(crate) const ALONE: usize = 5;

/// The roles, as bits, in which the features look at the form of a word: those of the token itself and of the words
/// right beside it.
pub(crate) const ROLES_OF_FORM: u16 =
    1 << POSITIONS[HERE - 1] | 1 << POSITIONS[HERE] | 1 << POSITIONS[HERE + 1];

/// The roles, as bits, at some positions.
pub(crate) const fn roles_at(positions: Range<usize>) -> u16 {
    /// Those at the first so many positions.
    const FIRST: [u16; WINDOW + 1] = {
        let mut first = [0; WINDOW + 1];
        let mut position = 0;
        while position < WINDOW {
            first[position + 1] = first[position] | 1 << POSITIONS[position];
            position += 1;
        }
        first
    };
    FIRST[positions.end] & !FIRST[positions.start]
}

/// The features of a word type in a role.
#[inline(always)]
pub(crate) fn of_role(
    word: &Word,
    identity: &Identity,
    form: &Form,
    role: usize,
    emit: &mut impl FnMut(u32, Group),
) {
    match role {
        BEFORE => of_edge(identity, Template::Before, 0, emit),
        AFTER => of_edge(identity, Template::After, 1, emit),
        FIRST => of_edge(identity, Template::RunFirst, 2, emit),
        LAST => of_edge(identity, Template::RunLast, 3, emit),
        ALONE => {
            of_edge(identity, Template::RunFirst, 2, emit);
            of_edge(identity, Template::RunLast, 3, emit);
        }
        role => {
            let position = POSITIONS.iter().position(|it| *it == role).unwrap_or(HERE);
            of_position(word, identity, form, position, emit);
        }
    }
}

/// Of a word at or beside one of the ends of a run.
#[inline(always)]
fn of_edge(identity: &Identity, template: Template, part: u64, emit: &mut impl FnMut(u32, Group)) {
    emit(row(template, 0, identity.folded), Group::Plain);
    if let Some(clusters) = identity.clusters {
        emit(row(Template::RunCluster, part, clusters.middle.into()), Group::Plain);
        emit(row(Template::RunCluster, part + 4, clusters.fine.into()), Group::Plain);
    }
}

#[inline(always)]
fn of_position(
    word: &Word,
    identity: &Identity,
    form: &Form,
    position: usize,
    emit: &mut impl FnMut(u32, Group),
) {
    let part = position as u64;
    emit(row(Template::Folded, part, identity.folded), Group::Plain);
    emit(row(Template::Shape, part, word.shape.into()), Group::Plain);
    let capitalized = u64::from(word.case.is_capitalized());
    match identity.clusters {
        Some(clusters) => {
            emit(row(Template::Coarse, part, clusters.coarse.into()), Group::Plain);
            emit(row(Template::Middle, part, clusters.middle.into()), Group::Plain);
            emit(row(Template::Fine, part, clusters.fine.into()), Group::Plain);
        }
        None if word.kind == rashomon_core::TokenKind::Word => {
            emit(row(Template::Unknown, part, capitalized), Group::Plain);
        }
        None => {}
    }
    let mut tags = word.tags
        & !tags::PREFIX
        & !(tags::MALE | tags::FEMALE)
        & !((gazetteer::NAMES & !gazetteer::GREAT_PLACES) * u32::from(capitalized == 0));
    while tags != 0 {
        let tag = tags.trailing_zeros();
        let group = if gazetteer::NAMES >> tag & 1 == 1 { Group::Lists } else { Group::Plain };
        emit(row(Template::Tag, part, u64::from(tag) << 1 | capitalized), group);
        tags &= tags - 1;
    }
    if position.abs_diff(HERE) == 1 {
        emit(row(Template::LastThree, part, form.suffixes[2]), Group::Plain);
        if let (Some(clusters), 1) = (identity.clusters, capitalized) {
            emit(row(Template::CapitalMiddle, part, clusters.middle.into()), Group::Plain);
        }
    }
    if position == HERE {
        of_word_itself(word, identity, form, emit);
    }
}

#[inline(always)]
fn of_word_itself(
    word: &Word,
    identity: &Identity,
    form: &Form,
    emit: &mut impl FnMut(u32, Group),
) {
    let mut plain = |feature: u32| emit(feature, Group::Plain);
    plain(row(Template::Bias, 0, 0));
    plain(row(Template::Raw, 0, form.raw));
    plain(row(Template::LongShape, 0, form.long_shape));
    for length in 0..4 {
        if form.prefixes[length] != 0 {
            plain(row(Template::Prefix, length as u64, form.prefixes[length]));
            plain(row(Template::Suffix, length as u64, form.suffixes[length]));
        }
    }
    if let Some(clusters) = identity.clusters {
        let shape = u64::from(word.shape);
        plain(row(Template::CoarseShape, 0, pair(clusters.coarse.into(), shape)));
        plain(row(Template::MiddleShape, 0, pair(clusters.middle.into(), shape)));
        plain(row(Template::FineCase, 0, pair(clusters.fine.into(), word.case as u64)));
        plain(row(Template::RankShape, 0, pair(clusters.rank.into(), shape)));
    }
}
