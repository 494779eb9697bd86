//! Features that a word type makes by itself, by the role it has.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use super::{Group, Template, row};
use crate::form::Form;
use crate::gazetteer;
use crate::hash::pair;
use crate::tags;
use crate::words::Word;

/// Positions around a token at which word types are features; they are the first roles.
pub(crate) const WINDOW: usize = 5;
/// Position of the token itself in the window.
pub(crate) const HERE: usize = WINDOW / 2;
/// Before a run.
pub(crate) const BEFORE: usize = WINDOW;
/// After a run.
pub(crate) const AFTER: usize = WINDOW + 1;
/// First of a run.
pub(crate) const FIRST: usize = WINDOW + 2;
/// Last of a run.
pub(crate) const LAST: usize = WINDOW + 3;

/// The roles, as bits, in which the features look at more of a word than its type: those of the token itself and of the
/// words right beside it.
pub(crate) const ROLES_OF_FORM: u64 = 0b111 << (HERE - 1);

/// The features of a word type in a role.
#[inline(always)]
pub(crate) fn of_role(word: &Word, form: &Form, role: usize, emit: &mut impl FnMut(u32, Group)) {
    let template = match role {
        BEFORE => Template::Before,
        AFTER => Template::After,
        FIRST => Template::RunFirst,
        LAST => Template::RunLast,
        position => return of_position(word, form, position, emit),
    };
    emit(row(template, 0, word.folded), Group::Plain);
    if let Some(clusters) = word.clusters {
        let part = (role - BEFORE) as u64;
        emit(row(Template::RunCluster, part, clusters.middle.into()), Group::Plain);
        emit(row(Template::RunCluster, part + 4, clusters.fine.into()), Group::Plain);
    }
}

#[inline(always)]
fn of_position(word: &Word, form: &Form, position: usize, emit: &mut impl FnMut(u32, Group)) {
    let part = position as u64;
    emit(row(Template::Folded, part, word.folded), Group::Plain);
    emit(row(Template::Shape, part, word.shape), Group::Plain);
    let capitalized = u64::from(word.case.is_capitalized());
    match word.clusters {
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
        if let (Some(clusters), 1) = (word.clusters, capitalized) {
            emit(row(Template::CapitalMiddle, part, clusters.middle.into()), Group::Plain);
        }
    }
    if position == HERE {
        of_word_itself(word, form, emit);
    }
}

#[inline(always)]
fn of_word_itself(word: &Word, form: &Form, emit: &mut impl FnMut(u32, Group)) {
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
    if let Some(clusters) = word.clusters {
        plain(row(Template::CoarseShape, 0, pair(clusters.coarse.into(), word.shape)));
        plain(row(Template::MiddleShape, 0, pair(clusters.middle.into(), word.shape)));
        plain(row(Template::FineCase, 0, pair(clusters.fine.into(), word.case as u64)));
        plain(row(Template::RankShape, 0, pair(clusters.rank.into(), word.shape)));
    }
}
