//! What the tagger looks at. Every feature is a row of the model's table, chosen by a hash; training and tagging use
//! this same code, so the numbers of templates must not change without new weights.

mod evidence;
mod run;
mod token;
mod word;

pub(crate) use self::evidence::{Evidence, Kind, Majority, OUTSIDE};
pub(crate) use self::run::{MOST_WORDS, Run};
pub(crate) use self::token::{Counts, Entry, InRun, Listed, Place, of_contexts, of_odd};
pub(crate) use self::word::{
    AFTER, ALONE, BEFORE, FIRST, LAST, POSITIONS, ROLES, ROLES_OF_FORM, WINDOW, of_role, roles_at,
};
use crate::hash::mix;
use crate::model::ROW_BITS;

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
    ShapePair,
    ShapeTriple,
    Mode,
    Start,
    RunLength,
    RunPosition,
    RunFirst,
    RunLast,
    Before,
    After,
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
    OddMiddle,
    OddFine,
    OddSet,
    Elsewhere,
    PhraseElsewhere,
    Surname,
    Initials,
}

/// The row of a value of a template.
const fn row(template: Template, part: u64, value: u64) -> u32 {
    (mix(value.rotate_left(17) ^ ((template as u64) << 8 | part), 11) >> (64 - ROW_BITS)) as u32
}

/// Which features training drops together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Each by itself.
    Plain,
    /// All of a sentence, so that the tagger does not lean on the lists.
    Lists,
    /// All of a sentence, so that the first reading does without.
    Evidence,
}
