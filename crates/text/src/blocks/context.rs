//! What the page tells of a line: the region of the report, the distance to prose, copies, shared words.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::facts::flag;
use super::lines::{Line, Page};
use super::table::Table;
use super::word::Word;

/// What a line is at first sight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// Surely prose.
    Seed,
    /// Probably prose.
    Weak,
    /// A link, a label, a copy.
    Action,
    /// A photo credit.
    Credit,
    /// Fewer than five words.
    Short,
    /// Anything else.
    Middle,
}

/// The page's view of its lines, one entry a line in each list.
#[derive(Debug, Default)]
pub(super) struct Context {
    pub(super) classes: Vec<Class>,
    /// Other lines with the same words.
    pub(super) copies: Vec<u32>,
    /// Per cent of the content words that occur in prose elsewhere; 255 without content words.
    pub(super) overlap: Vec<u8>,
    /// Lines since the last seed before, and until the next one; `FAR` without one.
    pub(super) since_seed: Vec<u32>,
    pub(super) until_seed: Vec<u32>,
    /// Lines since the last mark of the end, seeds since then, and how many such marks; the region has begun.
    pub(super) since_end: Vec<u32>,
    pub(super) seeds_since_end: Vec<u32>,
    pub(super) ends: Vec<u32>,
    /// Lines since a label or link, with no prose in between; `FAR` without one.
    pub(super) since_label: Vec<u32>,
    /// The region of the report by the lines' own weights.
    pub(super) region: Range<usize>,
    /// Per cent of the lines that are links, labels or copies.
    pub(super) dirt: u32,
}

/// No such line in the page.
pub(super) const FAR: u32 = u32::MAX;

/// Keys are hashes already.
#[derive(Default)]
pub(super) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map whose keys are hashes already; for look-ups only.
pub(super) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Identity>>;

/// A set of such keys.
pub(super) type Hashes = HashSet<u64, BuildHasherDefault<Identity>>;

/// Number of other lines with the same words, for each line.
pub(super) fn count_copies(page: &Page) -> Vec<u32> {
    let lines = &page.lines;
    // Few lines have as many words as another one and the same first one.
    let start = |line: &Line| {
        let first = words(page, line).first().map_or(0, |it| it.key());
        first.wrapping_add(u64::from(line.facts.words))
    };
    let mut order: Vec<(u64, u32)> =
        lines.iter().zip(0..).map(|(line, index)| (start(line), index)).collect();
    order.sort_unstable();
    let mut copies = vec![0; lines.len()];
    for same in order.chunk_by(|a, b| a.0 == b.0).filter(|it| it.len() > 1) {
        let mut keys: Vec<_> =
            same.iter().map(|(_, it)| (key(page, &lines[*it as usize]), *it)).collect();
        keys.sort_unstable();
        for same in keys.chunk_by(|a, b| a.0 == b.0) {
            for (_, index) in same {
                copies[*index as usize] = same.len() as u32 - 1;
            }
        }
    }
    copies
}

/// Hash of the words of a line: equal for copies.
pub(super) fn key(page: &Page, line: &Line) -> u64 {
    words(page, line).iter().fold(0x9e37_79b9_7f4a_7c15, |key, word| {
        (key ^ word.key()).wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(29)
    })
}

impl Context {
    pub(super) fn new(page: &Page, copies: Vec<u32>) -> Self {
        let lines = &page.lines;
        let classes: Vec<_> =
            lines.iter().zip(&copies).map(|(line, copies)| classify(line, *copies)).collect();
        let region = find_region(lines, &copies);
        let (since_seed, until_seed) = seed_distances(&classes);
        let dirty = classes.iter().filter(|it| **it == Class::Action).count();
        let mut context = Self {
            overlap: overlaps(page),
            dirt: (dirty * 100 / lines.len().max(1)) as u32,
            classes,
            copies,
            since_seed,
            until_seed,
            region,
            ..Self::default()
        };
        context.count_ends(lines);
        context
    }

    /// Fills what depends on the marks of the end.
    fn count_ends(&mut self, lines: &[Line]) {
        let (mut since, mut seeds, mut ends, mut label) = (FAR, FAR, 0, FAR);
        for (index, line) in lines.iter().enumerate() {
            since = since.saturating_add(1);
            let class = self.classes[index];
            if seeds != FAR {
                seeds += u32::from(class == Class::Seed);
            }
            if index > self.region.start && line.facts.has(flag::END) {
                (since, seeds) = (0, 0);
                ends += 1;
            }
            let here = label.saturating_add(1);
            label = match class {
                Class::Seed | Class::Weak => FAR,
                Class::Action if line.facts.has(flag::ACTION) && line.facts.words <= 6 => 0,
                Class::Action | Class::Credit | Class::Short | Class::Middle => here,
            };
            self.since_label.push(here);
            self.since_end.push(since);
            self.seeds_since_end.push(seeds);
            self.ends.push(ends);
        }
    }
}

fn classify(line: &Line, copies: u32) -> Class {
    let facts = &line.facts;
    if facts.is_seed() && copies == 0 {
        Class::Seed
    } else if facts.has(flag::ACTION | flag::ANYWHERE | flag::BAR) || copies > 0 {
        if facts.is_weak() && !facts.has(flag::ACTION) && copies == 0 {
            Class::Weak
        } else {
            Class::Action
        }
    } else if facts.is_weak() {
        Class::Weak
    } else if facts.has(flag::CREDIT) {
        Class::Credit
    } else if facts.words < 5 {
        Class::Short
    } else {
        Class::Middle
    }
}

/// The run of lines with the greatest sum of weights: prose counts by its length, anything else against it.
fn find_region(lines: &[Line], copies: &[u32]) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (index, (line, copies)) in lines.iter().zip(copies).enumerate() {
        let facts = &line.facts;
        let mut weight = if facts.is_seed() {
            facts.words.min(40) as i32
        } else if facts.is_weak() {
            (facts.words.min(20) / 2) as i32
        } else if facts.has(flag::ACTION | flag::ANYWHERE | flag::BAR) {
            -6
        } else if facts.is_wordy() {
            (facts.words.min(24) / 3) as i32
        } else {
            -4
        };
        weight -= if *copies > 0 { 2 } else { 0 };
        if sum <= 0 {
            (start, sum) = (index, 0);
        }
        sum += weight;
        if sum > best_sum {
            (best, best_sum) = (start..index + 1, sum);
        }
    }
    best
}

fn seed_distances(classes: &[Class]) -> (Vec<u32>, Vec<u32>) {
    let mut distance = FAR;
    let mut walk = |class: &Class| {
        let here = distance.saturating_add(1);
        distance = if *class == Class::Seed { 0 } else { here };
        here
    };
    let since = classes.iter().map(&mut walk).collect();
    distance = FAR;
    let mut walk = |class: &Class| {
        let here = distance.saturating_add(1);
        distance = if *class == Class::Seed { 0 } else { here };
        here
    };
    let mut until: Vec<_> = classes.iter().rev().map(&mut walk).collect();
    until.reverse();
    (since, until)
}

/// For each line the share of its content words that seeds hold, the line itself left out.
fn overlaps(page: &Page) -> Vec<u8> {
    // In how many seeds a word occurs, and the last of them (so that each counts once).
    let mut seeds: Table<(u32, u32)> = Table::with_room_for(page.scanner.words.all.len());
    for (line, index) in page.lines.iter().zip(0..) {
        if line.facts.is_seed() {
            for word in content(page, line) {
                let (count, last) = seeds.entry(word.key());
                *count += u32::from(*count == 0 || *last != index);
                *last = index;
            }
        }
    }
    let overlap = |line: &Line| {
        let own = u32::from(line.facts.is_seed());
        let (mut all, mut shared) = (0, 0);
        for word in content(page, line) {
            all += 1;
            shared += u32::from(seeds.get(word.key()).0 > own);
        }
        (shared * 100_u32).checked_div(all).map_or(u8::MAX, |it| it as u8)
    };
    page.lines.iter().map(overlap).collect()
}

/// The content words of a line.
pub(super) fn content<'page>(page: &'page Page, line: &Line) -> impl Iterator<Item = &'page Word> {
    words(page, line).iter().filter(|it| it.is_content())
}

/// All words of a line.
pub(super) fn words<'page>(page: &'page Page, line: &Line) -> &'page [Word] {
    let range = line.facts.first_word as usize..line.facts.end_word as usize;
    page.scanner.words.all.as_slice().get(range).unwrap_or_default()
}
