//! Features of a line for the tagger: each fact falls into a bucket, each bucket is an indicator.
//!
//! Weights differ by the class of the line ([`Class`]): an indicator counts as another one for each class. Nothing here
//! depends on where in the page a line stands in absolute terms.

use super::context::{Class, Context, FAR};
use super::facts::{End, flag};
use super::lines::{Line, Page};

/// Number of indicators, all buckets together.
pub const COUNT: usize = 246;

/// Number of classes.
pub const CLASSES: usize = 6;

/// What a window around a line holds.
#[derive(Clone, Copy, Debug, Default)]
struct Window {
    /// Seeds within four lines, and lines there are.
    seeds: u32,
    lines: u32,
    /// Time stamps of comments within six lines.
    stamps: u32,
}

/// Numbers the indicators in the order in which they are named.
struct Emitter<F> {
    next: usize,
    emit: F,
}

impl<F: FnMut(usize)> Emitter<F> {
    /// One of `size` buckets; a bucket beyond counts as the last.
    fn bucket(&mut self, size: usize, bucket: usize) {
        (self.emit)(self.next + bucket.min(size - 1));
        self.next += size;
    }

    /// Present or not.
    fn flag(&mut self, present: bool) {
        if present {
            (self.emit)(self.next);
        }
        self.next += 1;
    }
}

/// Calls `emit` with the number of each indicator of line `index`.
pub(super) fn each(page: &Page, context: &Context, index: usize, emit: impl FnMut(usize)) {
    let lines = &page.lines;
    let facts = &lines[index].facts;
    let mut out = Emitter { next: 0, emit };
    let out = &mut out;
    let share = |count: u32| count * 100 / facts.words.max(1);

    out.bucket(1, 0);
    out.bucket(11, rank(facts.words, &[1, 2, 3, 5, 8, 12, 16, 25, 40, 80]));
    out.bucket(6, rank(share(facts.capitalised), &[1, 20, 45, 70, 95]));
    out.bucket(6, rank(share(facts.stops), &[1, 15, 25, 35, 45]));
    out.bucket(4, rank(share(facts.numbers), &[1, 20, 50]));
    out.bucket(6, facts.end as usize);
    out.bucket(4, facts.inner_ends as usize);
    out.bucket(3, usize::from(lines[index].newlines));
    out.bucket(4, lines.get(index + 1).map_or(3, |it| usize::from(it.newlines)));
    out.bucket(3, rank(facts.quotes, &[1, 2]));
    out.bucket(3, context.copies[index] as usize);
    for bit in 0..20 {
        out.flag(facts.flags & (1 << bit) != 0);
    }

    out.bucket(9, rank(context.since_seed[index], &[1, 2, 3, 4, 6, 11, 21, FAR]));
    out.bucket(9, rank(context.until_seed[index], &[1, 2, 3, 4, 6, 11, 21, FAR]));
    let class = |distance: isize| {
        index
            .checked_add_signed(distance)
            .and_then(|it| context.classes.get(it))
            .map_or(CLASSES, |it| *it as usize)
    };
    out.bucket(7, class(-1));
    out.bucket(7, class(1));
    out.bucket(7, class(-2));
    out.bucket(7, class(2));
    out.bucket(49, class(-1) * 7 + class(1));

    let window = look_around(lines, context, index);
    out.bucket(6, rank(window.seeds * 100 / window.lines.max(1), &[1, 20, 40, 60, 85]));
    out.bucket(4, window.stamps as usize);
    let overlap = u32::from(context.overlap[index]);
    out.bucket(7, rank(overlap, &[1, 20, 40, 60, 80, 101]));
    out.bucket(6, rank(context.dirt, &[2, 8, 15, 25, 40]));
    out.bucket(6, rank(context.since_end[index], &[1, 4, 11, 31, FAR]));
    out.bucket(6, rank(context.seeds_since_end[index], &[1, 2, 4, 8, FAR]));
    out.bucket(4, context.ends[index] as usize);
    out.bucket(7, rank(context.since_label[index], &[1, 2, 3, 5, 9, FAR]));

    let near = |distance: isize| index.checked_add_signed(distance).and_then(|it| lines.get(it));
    for distance in [-1, 1] {
        let neighbour = near(distance).map(|it| it.facts).unwrap_or_default();
        out.flag(neighbour.has(flag::CREDIT) && neighbour.words <= 8);
        for bits in [
            flag::ACTION,
            flag::END,
            flag::DATE,
            flag::BYLINE,
            flag::STAMP,
            flag::CLOCK,
            flag::BIOGRAPHY,
            flag::CAPTION_LABEL,
        ] {
            out.flag(neighbour.has(bits));
        }
        out.bucket(6, rank(neighbour.words, &[1, 3, 6, 12, 20]));
        out.flag(neighbour.end == End::Colon);
        out.flag(neighbour.end == End::Stop);
    }
    debug_assert_eq!(out.next, COUNT, "the number of indicators");
}

/// The class of a line as a number below [`CLASSES`].
pub(super) fn class(context: &Context, index: usize) -> usize {
    context.classes[index] as usize
}

fn look_around(lines: &[Line], context: &Context, index: usize) -> Window {
    let mut window = Window::default();
    for class in around(&context.classes, index, 4) {
        window.lines += 1;
        window.seeds += u32::from(*class == Class::Seed);
    }
    for line in around(lines, index, 6) {
        window.stamps += u32::from(line.facts.has(flag::STAMP));
    }
    window
}

fn around<T>(all: &[T], index: usize, reach: usize) -> &[T] {
    &all[index.saturating_sub(reach)..all.len().min(index + reach + 1)]
}

/// In which interval a value falls: the number of limits that it reaches.
fn rank(value: u32, limits: &[u32]) -> usize {
    limits.iter().take_while(|it| value >= **it).count()
}
