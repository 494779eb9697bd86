//! Whether a region of quotation marks is speech, or a title, a coined term, a word held at arm's length.

use rashomon_core::{BlockKind, TokenKind};

use crate::candidates::Sources;
use crate::cue::{is_strong, strength};
use crate::hash::{EDGE, feature};
use crate::inside::Inside;
use crate::page::{Item, Page};
use crate::ranker::probability_bucket;
use crate::words::class;

/// Most words of a short region.
const SHORT: usize = 4;

/// Pushes the features of region `region`; `again` says whether the same words stand in another region.
pub fn features(
    sources: &Sources<'_>,
    region: usize,
    inside: &Inside,
    again: bool,
    push: &mut impl FnMut(u64),
) {
    let page = sources.page;
    let at = page.item_of[region] as usize;
    let row_index = page.row_of[region] as usize;
    let row = &page.rows[row_index];
    let beside = Beside::new(page, region);
    let item = |offset| beside.item(offset);
    let word = |offset| beside.word(offset);
    let best = sources
        .near(row_index, at)
        .iter()
        .filter_map(|it| it.quotations.iter().find(|(item, _)| *item == at))
        .fold(0.0, |best: f32, it| best.max(it.1));
    let best = probability_bucket(best);
    let length = match inside.words {
        0..=6 => inside.words as u64,
        7..=9 => 7,
        10..=15 => 8,
        _ => 9,
    };
    let short = inside.words <= SHORT;
    let ending = u64::from(inside.ending);
    let title = inside.capitals == inside.words;
    let capitals = if inside.capitals == 0 {
        0
    } else if title {
        2
    } else if inside.lower {
        3
    } else {
        1
    };
    let speech = u64::from(inside.classes & (class::FIRST | class::SECOND) != 0)
        | u64::from(inside.finite) << 1;
    push(feature(170, 0, 0));
    push(feature(171, length, 0));
    push(feature(172, best, 0));
    push(feature(173, best, length));
    push(feature(174, best, u64::from(row.regions.min(3))));
    push(feature(175, ending, length));
    push(feature(176, ending, capitals << 4 | length.min(5)));
    push(feature(177, speech, length));
    push(feature(178, capitals, length));
    push(feature(179, capitals, best));
    push(feature(180, word(-1), 0));
    push(feature(181, word(1), 0));
    push(feature(182, word(-2), word(-1)));
    push(feature(183, word(-2), 0));
    push(feature(184, word(-1), u64::from(short)));
    push(feature(185, word(1), u64::from(short)));
    for offset in 1..=4 {
        push(feature(186, word(-offset), 0));
        if offset < 4 {
            push(feature(187, word(offset), 0));
        }
    }
    let heading = row.kind != BlockKind::Body;
    // In the body single marks are a matter of house style, in headlines they mean less than double ones.
    let single = heading && page.regions[region].single;
    push(feature(188, u64::from(heading) | u64::from(single) << 1, length));
    push(feature(189, u64::from(heading), best));
    push(feature(190, u64::from(again), length.min(5)));
    push(feature(191, u64::from(!page.regions[region].closed), length));
    let first = at == row.items.start;
    let last = at + 1 >= row.items.end;
    push(feature(192, u64::from(first) | u64::from(last) << 1, ending));
    push(feature(193, u64::from(first) | u64::from(last) << 1, length));
    if short {
        push(feature(194, inside.first, 0));
        push(feature(195, inside.last, 0));
        push(feature(196, word(-1), word(1)));
        push(feature(197, capitals, ending));
    }
    let dash = |offset| item(offset).is_some_and(|it| it.kind == TokenKind::Dash);
    let name = |offset| item(offset).is_some_and(Item::is_capitalized);
    push(feature(200, u64::from(dash(1) && name(2)) | u64::from(name(-2)) << 1, word(-1)));
    push(feature(201, u64::from(dash(1) && name(2)), length));
    push(feature(202, item(-1).map_or(0, strength), length));
    push(feature(203, item(1).map_or(0, strength), item(2).map_or(0, strength)));
    push(feature(204, item(-1).map_or(9, |it| it.kind as u64), ending | length << 4));
    let determiner = item(-1).map_or(0, |it| {
        u64::from(it.is(class::DETERMINER)) | u64::from(it.is(class::PREPOSITION)) << 1
    });
    push(feature(205, determiner | capitals << 2, length));
    push(feature(198, u64::from(name(-1)), capitals));
    push(feature(199, u64::from(row.cues.min(3)), length));
    sort_features(&beside, inside, Look { best, length, capitals }, push);
    push(feature(216, page.regions.len().min(40) as u64 / 5, length.min(5)));
}

/// Whether a region is written as titles are and stands beside what bears them: `the film "Cold Water"`.
pub fn is_title(page: &Page, region: usize, inside: &Inside) -> bool {
    // One word with a capital may be a sentence: `told the magazine "Never"`; and so is what has a verb.
    inside.titled && inside.capitals > 1 && !inside.finite && {
        let beside = Beside::new(page, region);
        beside.bearer_before() || beside.bearer_after(inside)
    }
}

/// What a region looks like, in small numbers.
#[derive(Clone, Copy)]
struct Look {
    best: u64,
    length: u64,
    capitals: u64,
}

/// Pushes the features of the sorts of items beside a region, where single words say too little.
fn sort_features(beside: &Beside<'_>, inside: &Inside, it: Look, push: &mut impl FnMut(u64)) {
    let Look { best, length, capitals } = it;
    let sort = |offset| beside.item(offset).map_or(0, sort);
    let around = sort(-1) << 5 | sort(1);
    let look = capitals << 1 | u64::from(inside.words <= SHORT);
    push(feature(206, around, length.min(5)));
    push(feature(207, sort(-2) << 5 | sort(-1), look));
    push(feature(208, sort(1) << 5 | sort(2), look));
    push(feature(209, around, capitals));
    let titled = u64::from(inside.titled);
    push(feature(210, titled, length));
    push(feature(211, titled, best));
    push(feature(212, titled, around));
    push(feature(213, titled, beside.word(-1)));
    let named = u64::from(beside.bearer_before()) | u64::from(beside.bearer_after(inside)) << 1;
    push(feature(217, named, titled));
    push(feature(218, named, capitals));
    push(feature(219, named, best));
    // "Brave", "bold" and "wrong": what holds for one of a list holds for the others.
    let listed = |side: isize| {
        let link = |it: &Item| it.is(class::CONJUNCTION) || it.kind == TokenKind::Comma;
        beside.item(2 * side).is_some_and(|it| it.region.is_some())
            && beside.item(side).is_some_and(link)
    };
    let listed = u64::from(listed(-1)) | u64::from(listed(1)) << 1;
    push(feature(214, listed, length));
    push(feature(215, listed, best));
}

/// A region in its row.
struct Beside<'a> {
    row: &'a [Item],
    at: usize,
}

impl<'a> Beside<'a> {
    fn new(page: &'a Page, region: usize) -> Self {
        let row = page.row_of[region] as usize;
        let at = page.item_of[region] as usize - page.rows[row].items.start;
        Self { row: page.row(row), at }
    }

    /// The item so many after the region, or before it.
    fn item(&self, offset: isize) -> Option<&'a Item> {
        self.row.get(self.at.checked_add_signed(offset)?)
    }

    fn is(&self, offset: isize, classes: u32) -> bool {
        self.item(offset).is_some_and(|it| it.is(classes))
    }

    /// What bears titles stands before: the film "Cold Water"; her novel, "The Salt Road". Not: after the concert, "Thank
    /// You," she said.
    fn bearer_before(&self) -> bool {
        if self.item(-1).is_some_and(|it| it.kind == TokenKind::Comma) {
            let owned = (-5..-2).any(|it| self.is(it, class::POSSESSIVE | class::GENITIVE));
            return owned && self.is(-2, class::WORK);
        }
        self.is(-1, class::WORK)
    }

    /// What bears titles, or who makes it, stands after: "Cold Water" star Anna Berg. Not: "Thank You," star Anna Berg said.
    fn bearer_after(&self, inside: &Inside) -> bool {
        // No comma, no stop, nor any mark of a sentence ends it.
        inside.ending == 4 && self.is(1, class::WORK | class::MAKER)
    }

    /// Its word.
    fn word(&self, offset: isize) -> u64 {
        self.item(offset).map_or(EDGE, |it| it.word)
    }
}

/// What sort of item stands beside a region, as a number below 32; 0 is left for none at all.
fn sort(it: &Item) -> u64 {
    match it.kind {
        _ if it.region.is_some() => 1,
        TokenKind::Comma => 2,
        TokenKind::Stop => 3,
        TokenKind::Dash => 4,
        TokenKind::Bracket => 5,
        TokenKind::Number => 6,
        _ if it.is(class::GENITIVE) => 7,
        _ if it.is(class::POSSESSIVE) => 8,
        _ if it.is(class::PRONOUN) => 9,
        _ if it.is(class::DETERMINER) => 10,
        _ if it.is(class::PREPOSITION) => 11,
        _ if it.is(class::RELATIVE) => 12,
        _ if it.is(class::CONJUNCTION) => 13,
        _ if is_strong(it) => 14,
        _ if it.is(class::AUXILIARY | class::FINITE) => 15,
        _ if it.is(class::ADVERB) => 16,
        _ if it.is(class::ROLE) => 17,
        _ if it.is(class::TITLE) => 18,
        _ if it.is_capitalized() => 19,
        _ if it.is(class::CUE) => 20,
        TokenKind::Word => 21,
        _ => 22,
    }
}
