//! Features of the role labeller: which items of a sentence are the speaker, the content and the cue, seen from one cue.
//!
//! A sentence is labelled once for each cue. What lies between an item and the cue says most: a comma, a `that`, another
//! cue. The recipe follows the idea of one sequence per predicate from semantic role labelling.

use std::ops::Range;

use rashomon_core::{Shape, TokenKind};

use crate::cue::{is_strong, strength};
use crate::hash::{EDGE, feature};
use crate::page::Item;
use crate::phrase::{subject_after, subject_before};
use crate::words::class;

/// Items farther from the cue than this have no role.
pub const WINDOW: usize = 70;

/// What an item is to the cue. Labels come in pairs of first and further item.
pub mod label {
    /// Nothing.
    pub const NONE: usize = 0;
    /// First item of the speaker.
    pub const SPEAKER: usize = 1;
    /// Further item of the speaker.
    pub const SPEAKER_IN: usize = 2;
    /// First item of the content.
    pub const CONTENT: usize = 3;
    /// Further item of the content.
    pub const CONTENT_IN: usize = 4;
    /// The cue.
    pub const CUE: usize = 5;
    /// Number of labels.
    pub const COUNT: usize = 6;
}

/// What the features of all items of one sentence share, for one sentence at a time.
#[derive(Debug, Default)]
pub struct Sentence {
    /// Running counts up to each item.
    counts: Vec<Counts>,
    /// Number of quotations.
    regions: u32,
    /// For each item its probability as a cue, in six steps.
    pub cue_level: Vec<u8>,
}

/// Six counts in one number, ten bits each. Sums may run over into the next count, but the difference of two is right as
/// long as it is one of items within a window.
#[derive(Clone, Copy, Debug, Default)]
struct Counts(u64);

impl Counts {
    const COMMA: u64 = 1;
    const REGION: u64 = 1 << 10;
    const THAT: u64 = 1 << 20;
    const LINK: u64 = 1 << 30;
    const CUE: u64 = 1 << 40;
    const BREAK: u64 = 1 << 50;

    /// One of the counts, at most `most`.
    fn get(self, one: u64, most: u64) -> u64 {
        (self.0 / one % (1 << 10)).min(most)
    }
}

/// One cue in its sentence.
#[derive(Debug)]
pub struct CueView<'a> {
    items: &'a [Item],
    sentence: &'a Sentence,
    cue: usize,
    before: Option<Range<usize>>,
    after: Option<Range<usize>>,
}

impl Sentence {
    /// Prepares for the items of a sentence; `levels` are set by the caller.
    pub fn prepare(&mut self, items: &[Item]) {
        self.counts.clear();
        self.cue_level.clear();
        self.cue_level.resize(items.len(), 0);
        self.regions = 0;
        let mut sum = 0_u64;
        self.counts.push(Counts(sum));
        for item in items {
            let more = match item.kind {
                TokenKind::Comma => Counts::COMMA,
                TokenKind::Quote => {
                    self.regions += 1;
                    Counts::REGION
                }
                TokenKind::Bracket | TokenKind::Dash | TokenKind::Stop => Counts::BREAK,
                _ => {
                    let that = item.is(class::THAT);
                    let link = item.is(class::CONJUNCTION | class::RELATIVE) && !that;
                    u64::from(that) * Counts::THAT
                        + u64::from(link) * Counts::LINK
                        + u64::from(is_strong(item)) * Counts::CUE
                }
            };
            sum = sum.wrapping_add(more);
            self.counts.push(Counts(sum));
        }
    }

    /// The sentence seen from the cue at `cue`.
    pub fn view<'a>(&'a self, items: &'a [Item], cue: usize) -> CueView<'a> {
        CueView {
            items,
            sentence: self,
            cue,
            before: subject_before(items, cue),
            after: subject_after(items, cue),
        }
    }
}

/// The items that can have a role for the cue at `cue`.
pub fn window(items: usize, cue: usize) -> Range<usize> {
    cue.saturating_sub(WINDOW)..(cue + WINDOW + 1).min(items)
}

/// Pushes the features of an item that do not depend on the cue.
pub fn plain_features(items: &[Item], sentence: &Sentence, at: usize, push: &mut impl FnMut(u64)) {
    let item = &items[at];
    let word = |offset: isize| neighbour(items, at, offset);
    push(feature(40, item.word, 0));
    push(feature(43, item.suffix, 0));
    push(feature(46, u64::from(sentence.cue_level[at]), strength(item)));
    push(feature(47, word(-2), 0));
    push(feature(48, word(2), 0));
    for it in pair_features(items, at) {
        push(it);
    }
}

/// Those of them that depend on more than one word or on capitals.
pub(crate) fn pair_features(items: &[Item], at: usize) -> [u64; 4] {
    let item = &items[at];
    let word = |offset: isize| neighbour(items, at, offset);
    let shape = u64::from(item.shape.0 & 0xff);
    let capital = |offset: isize| {
        at.checked_add_signed(offset).and_then(|it| items.get(it)).is_some_and(Item::is_capitalized)
    };
    let capitals = (-1..=1).fold(0, |all, it| all << 1 | u64::from(capital(it)));
    [
        feature(41, word(-1), item.word),
        feature(42, item.word, word(1)),
        feature(44, shape, item.kind as u64),
        feature(45, capitals, kind_class(item)),
    ]
}

/// Where an item stands to the cue, in small numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation {
    /// 0 before the cue, 1 the cue, 2 after it.
    pub(crate) side: u64,
    /// Steps of distance, with the side.
    pub(crate) distance: u64,
    /// What lies between, in brief, with the side.
    pub(crate) path: u64,
    /// Conjunctions and the like between, with the side.
    pub(crate) links: u64,
    pub(crate) commas: u64,
    /// Other cues between, with the side.
    pub(crate) cues: u64,
    pub(crate) thats: u64,
    /// Brackets, dashes and stops between, with the side.
    pub(crate) breaks: u64,
    /// Where it stands to the phrases found by rule.
    pub(crate) phrase: u64,
}

impl CueView<'_> {
    /// Pushes the features of an item that depend on the cue.
    pub fn features(&self, at: usize, push: &mut impl FnMut(u64)) {
        let it = self.situation(at);
        let word = |offset: isize| neighbour(self.items, at, offset);
        push(feature(60, word(0), it.side));
        push(feature(61, word(-1), it.side));
        push(feature(62, word(1), it.side));
        push(feature(63, it.distance, 0));
        push(self.distance_feature(it.distance));
        for it in self.cue_features(it.side) {
            push(it);
        }
        let level = u64::from(self.level());
        push(feature(68, it.path, 0));
        push(feature(69, it.links, it.commas));
        push(feature(70, it.cues, it.thats));
        push(feature(71, it.breaks, 0));
        push(feature(74, it.phrase, it.side));
        push(feature(75, it.phrase, level));
        push(feature(76, it.path, level));
        self.item_features(at, &it, push);
    }

    /// How sure the cue is, in six steps.
    pub(crate) fn level(&self) -> u8 {
        self.sentence.cue_level[self.cue]
    }

    /// What the cue's words add on one side.
    pub(crate) fn cue_features(&self, side: u64) -> [u64; 3] {
        let word = |offset: isize| neighbour(self.items, self.cue, offset);
        [feature(65, side, word(0)), feature(66, side, word(-1)), feature(67, side, word(1))]
    }

    /// What the cue adds at a distance.
    pub(crate) fn distance_feature(&self, distance: u64) -> u64 {
        feature(64, distance, self.items[self.cue].word)
    }

    /// Where an item stands.
    pub(crate) fn situation(&self, at: usize) -> Situation {
        let side = match at.cmp(&self.cue) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Greater => 2,
        };
        let between = self.between(at);
        let commas = between.get(Counts::COMMA, 3);
        let thats = between.get(Counts::THAT, 1);
        Situation {
            side,
            distance: bucket(at.abs_diff(self.cue)) << 2 | side,
            path: commas | between.get(Counts::REGION, 1) << 2 | thats << 3 | side << 4,
            links: between.get(Counts::LINK, 2) << 2 | side,
            commas,
            cues: between.get(Counts::CUE, 2) << 2 | side,
            thats,
            breaks: between.get(Counts::BREAK, 2) << 2 | side,
            phrase: position(self.before.as_ref(), at) | position(self.after.as_ref(), at) << 3,
        }
    }

    /// Pushes the features that join the item itself with where it stands.
    pub(crate) fn item_features(&self, at: usize, it: &Situation, push: &mut impl FnMut(u64)) {
        let item = &self.items[at];
        push(feature(72, it.path, kind_class(item)));
        if is_structural(item) {
            push(feature(73, it.path, item.word));
        }
        if item.region.is_some() {
            let regions = self.sentence.regions.min(4);
            push(feature(77, it.path, u64::from(item.ending)));
            push(feature(78, u64::from(regions), it.side));
            push(feature(80, it.distance, u64::from(item.ending)));
            push(feature(81, u64::from(item.length.min(12)), it.side));
        }
        if item.is(class::DAY) {
            push(feature(79, it.distance, 0));
        }
    }

    fn between(&self, at: usize) -> Counts {
        let (from, to) =
            if at < self.cue { (at + 1, self.cue) } else { (self.cue + 1, at.max(self.cue + 1)) };
        let counts = &self.sentence.counts;
        Counts(counts[to].0.wrapping_sub(counts[from].0))
    }
}

/// Where an item stands to a phrase found by rule.
fn position(phrase: Option<&Range<usize>>, at: usize) -> u64 {
    match phrase {
        None => 0,
        Some(it) if at < it.start => 1,
        Some(it) if at == it.start => 2,
        Some(it) if at < it.end => 3,
        Some(it) if at == it.end => 4,
        Some(_) => 5,
    }
}

fn neighbour(items: &[Item], at: usize, offset: isize) -> u64 {
    at.checked_add_signed(offset).and_then(|it| items.get(it)).map_or(EDGE, |it| it.word)
}

/// The sort of item: its class as far as it matters to a clause.
fn kind_class(item: &Item) -> u64 {
    const MATTERS: u32 = class::PRONOUN
        | class::OBJECT
        | class::DETERMINER
        | class::PREPOSITION
        | class::CONJUNCTION
        | class::RELATIVE
        | class::AUXILIARY
        | class::TITLE
        | class::ROLE
        | class::THAT
        | class::CUE;
    let shape = u64::from(item.shape.has(Shape::FIRST_UPPER));
    u64::from(item.classes & MATTERS) << 8 | (item.kind as u64) << 1 | shape
}

/// Marks and the words that open or link clauses.
fn is_structural(item: &Item) -> bool {
    match item.kind {
        TokenKind::Comma | TokenKind::Dash | TokenKind::Stop | TokenKind::Bracket => true,
        TokenKind::Word => item.is(class::CONJUNCTION | class::RELATIVE | class::PREPOSITION),
        _ => false,
    }
}

fn bucket(distance: usize) -> u64 {
    match distance {
        0..=4 => distance as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=40 => 9,
        _ => 10,
    }
}
