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
use crate::table::twin;
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Counts(u64);

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

    /// The counts in steps.
    pub(crate) fn passage(self, side: u64) -> Passage {
        let commas = self.get(Self::COMMA, 3);
        let thats = self.get(Self::THAT, 1);
        Passage {
            path: commas | self.get(Self::REGION, 1) << 2 | thats << 3 | side << 4,
            links: self.get(Self::LINK, 2) << 2 | side,
            commas,
            cues: self.get(Self::CUE, 2) << 2 | side,
            thats,
            breaks: self.get(Self::BREAK, 2) << 2 | side,
        }
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
    push(feature(43, item.suffix.get().into(), 0));
    push(feature(46, u64::from(sentence.cue_level[at]), strength(item)));
    push(feature(47, word(-2), 0));
    push(feature(48, word(2), 0));
    for it in pair_features(items, at) {
        push(it);
    }
    push(shape_feature(shape_bits(item), item.kind as u64));
    push(capitals_feature(capitals(items, at), kind_class(item)));
}

/// Those of them that depend on two words.
pub fn pair_features(items: &[Item], at: usize) -> [u64; 2] {
    let word = |offset: isize| neighbour(items, at, offset);
    let own = items[at].word;
    [pair_feature(word(-1), own), twin(pair_feature(own, word(1)))]
}

/// What two words in a row add to the second one; its [`twin`] is what they add to the first.
pub(crate) fn pair_feature(first: u64, second: u64) -> u64 {
    feature(41, first, second)
}

/// The characters of an item and its sort of token.
pub(crate) fn shape_feature(shape: u64, kind: u64) -> u64 {
    feature(44, shape, kind)
}

/// The bits of an item's shape that count.
pub(crate) fn shape_bits(item: &Item) -> u64 {
    u64::from(item.shape.0) & SHAPE
}

/// The bits of a shape that count.
const SHAPE: u64 = 0xff;

/// What sort of item stands among which capitals.
pub(crate) fn capitals_feature(capitals: u64, kind_class: u64) -> u64 {
    feature(45, capitals, kind_class)
}

/// Which of an item and its neighbours have a capital, as three bits.
pub(crate) fn capitals(items: &[Item], at: usize) -> u64 {
    let capital = |offset: isize| {
        at.checked_add_signed(offset).and_then(|it| items.get(it)).is_some_and(Item::is_capitalized)
    };
    (-1..=1).fold(0, |all, it| all << 1 | u64::from(capital(it)))
}

/// Where an item stands to the cue, in small numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation {
    /// 0 before the cue, 1 the cue, 2 after it.
    pub(crate) side: u64,
    /// Steps of distance, with the side.
    pub(crate) distance: u64,
    /// What lies between.
    pub(crate) passage: Passage,
    /// Where it stands to the phrases found by rule.
    pub(crate) phrase: u64,
}

/// What lies between an item and the cue, in small numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage {
    /// All of it in brief, with the side; below [`PATHS`].
    pub(crate) path: u64,
    /// Conjunctions and the like, with the side.
    pub(crate) links: u64,
    pub(crate) commas: u64,
    /// Other cues, with the side.
    pub(crate) cues: u64,
    pub(crate) thats: u64,
    /// Brackets, dashes and stops, with the side.
    pub(crate) breaks: u64,
}

/// Number of values of [`Passage::path`].
pub(crate) const PATHS: usize = 48;

/// As many quotations in a sentence count as any number more.
pub(crate) const MOST_REGIONS: u32 = 4;
/// Quotations of so many tokens count like those of any number more.
pub(crate) const LONGEST_REGION: u8 = 12;

impl CueView<'_> {
    /// Pushes the features of an item that depend on the cue.
    pub fn features(&self, at: usize, push: &mut impl FnMut(u64)) {
        let it = self.situation(at);
        let word = |offset: isize| neighbour(self.items, at, offset);
        push(feature(60, word(0), it.side));
        push(feature(61, word(-1), it.side));
        push(feature(62, word(1), it.side));
        push(feature(63, it.distance, 0));
        push(distance_feature(it.distance, self.items[self.cue].word));
        push(side_feature(it.side, self.items[self.cue].word));
        for (place, at) in self.beside().into_iter().enumerate() {
            let word = at.map_or(EDGE, |it| self.items[it].word);
            push(neighbour_feature(place, it.side, word));
        }
        let level = u64::from(self.level());
        let between = &it.passage;
        push(feature(68, between.path, 0));
        push(feature(69, between.links, between.commas));
        push(feature(70, between.cues, between.thats));
        push(feature(71, between.breaks, 0));
        push(feature(74, it.phrase, it.side));
        push(feature(75, it.phrase, level));
        push(feature(76, between.path, level));
        self.item_features(at, &it, push);
    }

    /// Number of quotations in the sentence, as far as it matters.
    pub(crate) fn regions(&self) -> u32 {
        self.sentence.regions.min(MOST_REGIONS)
    }

    /// How sure the cue is, in six steps.
    pub(crate) fn level(&self) -> u8 {
        self.sentence.cue_level[self.cue]
    }

    /// Where an item stands.
    pub(crate) fn situation(&self, at: usize) -> Situation {
        let side = match at.cmp(&self.cue) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Greater => 2,
        };
        let [before, after] = self.phrases();
        Situation {
            side,
            distance: distance(at.abs_diff(self.cue), side),
            passage: self.between(at).passage(side),
            phrase: before.place(at) | after.place(at) << 3,
        }
    }

    /// The cue.
    pub(crate) fn cue(&self) -> &Item {
        &self.items[self.cue]
    }

    /// The items beside it.
    pub(crate) fn beside(&self) -> [Option<usize>; 2] {
        [self.cue.checked_sub(1), Some(self.cue + 1).filter(|&it| it < self.items.len())]
    }

    /// The items of the sentence.
    pub(crate) fn items(&self) -> &[Item] {
        self.items
    }

    /// Its index.
    pub(crate) fn cue_at(&self) -> usize {
        self.cue
    }

    /// The phrases before and after the cue.
    pub(crate) fn phrases(&self) -> [Phrase; 2] {
        [Phrase::new(self.before.as_ref()), Phrase::new(self.after.as_ref())]
    }

    /// Pushes the features that join the item itself with where it stands.
    fn item_features(&self, at: usize, it: &Situation, push: &mut impl FnMut(u64)) {
        let item = &self.items[at];
        for it in sort_features(it.passage.path, item) {
            push(it);
        }
        if item.region.is_some() {
            push(feature(77, it.passage.path, u64::from(item.ending)));
            push(feature(78, u64::from(self.regions()), it.side));
            push(feature(80, it.distance, u64::from(item.ending)));
            push(feature(81, u64::from(item.length.min(LONGEST_REGION)), it.side));
        }
        if item.is(class::DAY) {
            push(feature(79, it.distance, 0));
        }
    }

    /// For the items of a run on one side, what it counts up to each: as long as that is the same, so is what lies
    /// [between](Self::between) them and the cue.
    pub(crate) fn counts(&self, first: usize, length: usize) -> &[Counts] {
        let first = first + usize::from(first < self.cue);
        &self.sentence.counts[first..first + length]
    }

    /// What lies between an item and the cue; runs of items share it.
    pub(crate) fn between(&self, at: usize) -> Counts {
        let (from, to) =
            if at < self.cue { (at + 1, self.cue) } else { (self.cue + 1, at.max(self.cue + 1)) };
        let counts = &self.sentence.counts;
        Counts(counts[to].0.wrapping_sub(counts[from].0))
    }
}

/// A phrase found by rule, as what items are compared with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    pub(crate) start: usize,
    pub(crate) end: usize,
    found: u64,
}

impl Phrase {
    fn new(phrase: Option<&Range<usize>>) -> Self {
        phrase.map_or(Self { start: 0, end: 0, found: 0 }, |it| Self {
            start: it.start,
            end: it.end,
            found: 1,
        })
    }

    /// Where an item stands to it: 1 before, 2 first, 3 inside, 4 just after, 5 after it; 0 if there is none. Sums
    /// instead of branches, for all items ask.
    pub(crate) fn place(self, at: usize) -> u64 {
        let passed = u64::from(at >= self.start)
            + u64::from(at > self.start)
            + u64::from(at >= self.end)
            + u64::from(at > self.end);
        (1 + passed) * self.found
    }
}

/// What joins the sort of an item, and the word if it is structural, with what lies between it and the cue.
pub(crate) fn sort_features(path: u64, item: &Item) -> impl Iterator<Item = u64> {
    let structural = is_structural(item).then(|| feature(73, path, item.word));
    [feature(72, path, kind_class(item))].into_iter().chain(structural)
}

/// Steps of distance with the side.
pub(crate) const fn distance(items: usize, side: u64) -> u64 {
    bucket(items) << 2 | side
}

/// What the cue's word adds on one side.
pub(crate) fn side_feature(side: u64, cue: u64) -> u64 {
    feature(65, side, cue)
}

/// What the word just before or just after the cue adds on one side.
pub(crate) fn neighbour_feature(place: usize, side: u64, word: u64) -> u64 {
    feature(66 + place as u32, side, word)
}

/// What the cue's word adds at a distance.
pub(crate) fn distance_feature(distance: u64, cue: u64) -> u64 {
    feature(64, distance, cue)
}

fn neighbour(items: &[Item], at: usize, offset: isize) -> u64 {
    at.checked_add_signed(offset).and_then(|it| items.get(it)).map_or(EDGE, |it| it.word)
}

/// The sort of item: its class as far as it matters to a clause.
pub(crate) fn kind_class(item: &Item) -> u64 {
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
pub(crate) fn is_structural(item: &Item) -> bool {
    match item.kind {
        TokenKind::Comma | TokenKind::Dash | TokenKind::Stop | TokenKind::Bracket => true,
        TokenKind::Word => item.is(class::CONJUNCTION | class::RELATIVE | class::PREPOSITION),
        _ => false,
    }
}

const fn bucket(distance: usize) -> u64 {
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
