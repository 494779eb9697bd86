//! What the tagger looks at. Every feature is a row of the model's table, chosen by a hash; training and tagging use
//! this same code, so the numbers of templates must not change without new weights.

use std::ops::Range;

use rashomon_core::{Token, TokenKind};

use crate::gazetteer;
use crate::hash::{mix, pair};
use crate::model::ROW_BITS;
use crate::segment::CaseMode;
use crate::statistics::Statistics;
use crate::tags;
use crate::words::{Case, WINDOW, Word, Words};

/// Position of the token itself in the window.
const HERE: usize = WINDOW / 2;

/// Values of the templates, in the order of their numbers.
#[derive(Clone, Copy)]
enum Template {
    Folded,
    Shape,
    Coarse,
    Middle,
    Fine,
    Unknown,
    Tag,
    LastThree,
    CapitalMiddle,
    Bias,
    Raw,
    LongShape,
    Prefix,
    Suffix,
    CoarseShape,
    MiddleShape,
    FineCase,
    RankShape,
    WordPair,
    ShapePair,
    ShapeTriple,
    CoarsePair,
    MiddlePair,
    Mode,
    Start,
    RunLength,
    RunPosition,
    RunFirst,
    RunLast,
    Before,
    After,
    BeforeLength,
    AfterLength,
    BeforeAfter,
    BeforePair,
    AfterPair,
    RunCluster,
    Head,
    HeadLength,
    HeadPosition,
    HeadHere,
    AllNames,
    LastUpper,
    Acronym,
    Bracketed,
    List,
    ListShape,
    ListSet,
    ListRun,
    ListNone,
    RunSet,
    Seen,
    SeenBoth,
    Context,
    Contexts,
}

/// The row of a value of a template.
const fn row(template: Template, part: u64, value: u64) -> u32 {
    (mix(value.rotate_left(17) ^ ((template as u64) << 8 | part), 11) >> (64 - ROW_BITS)) as u32
}

/// Features that the word type at one position of the window makes by itself.
pub(crate) fn of_word(word: &Word, position: usize, emit: &mut impl FnMut(u32, Group)) {
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
        None if word.prefixes[0] != 0 => {
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
        emit(row(Template::LastThree, part, word.suffixes[2]), Group::Plain);
        if let (Some(clusters), 1) = (word.clusters, capitalized) {
            emit(row(Template::CapitalMiddle, part, clusters.middle.into()), Group::Plain);
        }
    }
    if position == HERE {
        of_word_itself(word, emit);
    }
}

fn of_word_itself(word: &Word, emit: &mut impl FnMut(u32, Group)) {
    emit(row(Template::Bias, 0, 0), Group::Plain);
    emit(row(Template::Raw, 0, word.raw), Group::Plain);
    emit(row(Template::LongShape, 0, word.long_shape), Group::Plain);
    for length in 0..4 {
        if word.prefixes[length] != 0 {
            emit(row(Template::Prefix, length as u64, word.prefixes[length]), Group::Plain);
            emit(row(Template::Suffix, length as u64, word.suffixes[length]), Group::Plain);
        }
    }
    if let Some(clusters) = word.clusters {
        emit(row(Template::CoarseShape, 0, pair(clusters.coarse.into(), word.shape)), Group::Plain);
        emit(row(Template::MiddleShape, 0, pair(clusters.middle.into(), word.shape)), Group::Plain);
        emit(
            row(Template::FineCase, 0, pair(clusters.fine.into(), word.case as u64)),
            Group::Plain,
        );
        emit(row(Template::RankShape, 0, pair(clusters.rank.into(), word.shape)), Group::Plain);
    }
}

/// A sentence with all that its features need.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// Its tokens.
    pub tokens: &'a [Token],
    /// How it is written.
    pub mode: CaseMode,
    /// The worker's word types.
    pub words: &'a Words,
    /// The document's.
    pub statistics: &'a Statistics,
}

impl<'a> Context<'a> {
    /// The word type at an index that may lie outside of the sentence.
    pub(crate) fn word(&self, index: usize, offset: isize) -> &'a Word {
        let at = index.checked_add_signed(offset);
        self.words.get(at.and_then(|it| self.tokens.get(it)))
    }
}

/// What the features of a run's tokens share.
#[derive(Clone, Debug, Default)]
pub(crate) struct RunFacts {
    tokens: Range<usize>,
    length: u64,
    has_head: bool,
    ends_with_head: bool,
    begins_with_head: bool,
    last_head: Option<usize>,
}

impl RunFacts {
    /// Looks at a run once for all its tokens.
    pub(crate) fn of(context: &Context<'_>, tokens: Range<usize>) -> Self {
        let is_head = |index: usize| context.word(index, 0).is(tags::ORG_HEAD);
        let last_head = tokens.clone().rev().find(|&it| is_head(it));
        Self {
            length: (tokens.len() as u64).min(6),
            has_head: last_head.is_some(),
            ends_with_head: last_head.is_some_and(|it| it + 1 == tokens.end),
            begins_with_head: is_head(tokens.start),
            last_head,
            tokens,
        }
    }

    /// Its tokens, as indices into the sentence.
    pub(crate) fn tokens(&self) -> Range<usize> {
        self.tokens.clone()
    }

    /// 0 alone, 1 first, 2 inside, 3 last.
    fn position(&self, index: usize) -> u64 {
        match (index == self.tokens.start, index + 1 == self.tokens.end) {
            (true, true) => 0,
            (true, false) => 1,
            (false, false) => 2,
            (false, true) => 3,
        }
    }
}

/// Features of a run as a whole, the same for all its tokens.
pub(crate) fn of_run(context: &Context<'_>, run: &RunFacts, emit: &mut impl FnMut(u32, Group)) {
    let mut plain = |feature: u32| emit(feature, Group::Plain);
    let (start, last) = (run.tokens.start, run.tokens.end - 1);
    let before = context.word(start, -1);
    let after = context.word(last, 1);
    let (first_word, last_word) = (context.word(start, 0), context.word(last, 0));
    plain(row(Template::RunLength, 0, run.length));
    plain(row(Template::RunFirst, 0, first_word.folded));
    plain(row(Template::RunLast, 0, last_word.folded));
    plain(row(Template::Before, 0, before.folded));
    plain(row(Template::After, 0, after.folded));
    plain(row(Template::BeforeLength, 0, pair(before.folded, run.length)));
    plain(row(Template::AfterLength, 0, pair(after.folded, run.length)));
    plain(row(Template::BeforeAfter, 0, pair(before.folded, after.folded)));
    plain(row(Template::BeforePair, 0, pair(context.word(start, -2).folded, before.folded)));
    plain(row(Template::AfterPair, 0, pair(after.folded, context.word(last, 2).folded)));
    for (part, word) in [before, after, first_word, last_word].into_iter().enumerate() {
        if let Some(clusters) = word.clusters {
            plain(row(Template::RunCluster, part as u64, clusters.middle.into()));
            plain(row(Template::RunCluster, part as u64 + 4, clusters.fine.into()));
        }
    }
    let heads = [run.has_head, run.ends_with_head, run.begins_with_head];
    for (part, _) in heads.into_iter().enumerate().filter(|it| it.1) {
        plain(row(Template::Head, part as u64, 0));
        plain(row(Template::HeadLength, part as u64, run.length));
    }
    let people =
        run.length < 5 && run.tokens.clone().all(|it| context.word(it, 0).is(gazetteer::PEOPLE));
    if people {
        plain(row(Template::AllNames, 0, run.length));
    }
    if last_word.case == Case::Upper {
        plain(row(Template::LastUpper, 0, run.length));
    }
    let bracket = |index: Option<usize>| {
        index
            .and_then(|it| context.tokens.get(it))
            .is_some_and(|it| it.kind() == TokenKind::Bracket)
    };
    if bracket(Some(last + 1)) {
        plain(row(Template::Acronym, 0, u64::from(context.word(last, 2).case == Case::Upper)));
        if bracket(start.checked_sub(1)) {
            plain(row(Template::Bracketed, 0, last_word.case as u64));
        }
    }
    let first = context.words.get(context.tokens.get(start));
    if let Some((length, tags)) =
        gazetteer::longest(&context.tokens[run.tokens.clone()], first.tags, gazetteer::NAMES)
        && length == run.tokens.len()
    {
        emit(row(Template::RunSet, 0, u64::from(tags & gazetteer::NAMES)), Group::Lists);
    }
}

/// Features of a token of a segment that are neither its word types' nor its run's. `entry` is the list entry that it
/// is part of.
pub(crate) fn of_token(
    context: &Context<'_>,
    index: usize,
    run: Option<&RunFacts>,
    entry: Option<Entry>,
    emit: &mut impl FnMut(u32, Group),
) {
    let mut plain = |feature: u32| emit(feature, Group::Plain);
    let [before2, before, here, after, after2] =
        [-2, -1, 0, 1, 2].map(|it| context.word(index, it));
    plain(row(Template::WordPair, 0, pair(before.folded, here.folded)));
    plain(row(Template::WordPair, 1, pair(here.folded, after.folded)));
    plain(row(Template::WordPair, 2, pair(before2.folded, before.folded)));
    plain(row(Template::WordPair, 3, pair(after.folded, after2.folded)));
    plain(row(Template::ShapePair, 0, pair(before.shape, here.shape)));
    plain(row(Template::ShapePair, 1, pair(here.shape, after.shape)));
    plain(row(Template::ShapeTriple, 0, pair(pair(before.shape, here.shape), after.shape)));
    for (part, one, other) in [(0, before, here), (1, here, after)] {
        if let (Some(one), Some(other)) = (one.clusters, other.clusters) {
            plain(row(Template::CoarsePair, part, pair(one.coarse.into(), other.coarse.into())));
            plain(row(Template::MiddlePair, part, pair(one.middle.into(), other.middle.into())));
        }
    }
    let start = crate::segment::at_start(context.tokens, index);
    plain(row(Template::Mode, u64::from(start), context.mode as u64));
    if start {
        plain(row(Template::Start, 0, here.shape));
    }
    if let Some(run) = run {
        let position = run.position(index);
        let part = run.length << 2 | position;
        plain(row(Template::RunPosition, 0, part));
        let heads = [run.has_head, run.ends_with_head, run.begins_with_head];
        for (part, _) in heads.into_iter().enumerate().filter(|it| it.1) {
            plain(row(Template::HeadPosition, part as u64, position));
        }
        if run.last_head.is_some_and(|it| it >= index) {
            plain(row(Template::HeadHere, 0, position));
        }
    }
    if here.case.is_capitalized() {
        of_usage(context, index, &mut plain);
    }
    of_lists(here, run.map_or(0, |it| it.length << 2 | it.position(index)), entry, emit);
}

fn of_usage(context: &Context<'_>, index: usize, plain: &mut impl FnMut(u32)) {
    let usage = context.statistics.of(&context.tokens[index]);
    let bucket = |count: u8| match count {
        0 => 0_u64,
        1 => 1,
        2 | 3 => 2,
        _ => 3,
    };
    let (lower, capitalized) = (bucket(usage.lower), bucket(usage.capitalized));
    plain(row(Template::Seen, 0, lower));
    plain(row(Template::Seen, 1, capitalized));
    plain(row(Template::SeenBoth, 0, lower << 2 | capitalized));
    plain(row(Template::Contexts, 0, usage.contexts.into()));
    let mut contexts = usage.contexts;
    while contexts != 0 {
        plain(row(Template::Context, 0, contexts.trailing_zeros().into()));
        contexts &= contexts - 1;
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

fn of_lists(here: &Word, place: u64, entry: Option<Entry>, emit: &mut impl FnMut(u32, Group)) {
    let mut lists = |feature: u32| emit(feature, Group::Lists);
    match entry {
        Some(entry) => {
            let set = u64::from(entry.tags & gazetteer::NAMES);
            lists(row(Template::ListSet, entry.position, set));
            lists(row(Template::ListRun, place, set));
            let mut tags = entry.tags & gazetteer::NAMES;
            while tags != 0 {
                let tag = u64::from(tags.trailing_zeros());
                lists(row(Template::List, entry.position, tag));
                lists(row(Template::ListShape, tag, here.shape));
                tags &= tags - 1;
            }
        }
        None if here.case.is_capitalized() => lists(row(Template::ListNone, 0, here.shape)),
        None => {}
    }
}

/// The list entries in a segment: `entries[i]` is that of token `segment.start + i`.
pub(crate) fn list_entries(
    context: &Context<'_>,
    segment: &Range<usize>,
    entries: &mut Vec<Option<Entry>>,
) {
    entries.clear();
    entries.resize(segment.len(), None);
    let mut index = segment.start;
    while index < segment.end {
        let word = context.word(index, 0);
        let found = if word.case.is_capitalized() {
            gazetteer::longest(&context.tokens[index..segment.end], word.tags, gazetteer::NAMES)
        } else {
            None
        };
        let Some((length, tags)) = found else {
            index += 1;
            continue;
        };
        for offset in 0..length {
            let position = match (offset == 0, offset + 1 == length) {
                (true, true) => 0,
                (true, false) => 1,
                (false, false) => 2,
                (false, true) => 3,
            };
            entries[index - segment.start + offset] = Some(Entry { tags, position });
        }
        index += length;
    }
}

/// Which features training drops together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Each by itself.
    Plain,
    /// All of a sentence, so that the tagger does not lean on the lists.
    Lists,
}
