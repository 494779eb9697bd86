//! Whether a region of quotation marks is speech, or a title, a coined term, a word held at arm's length.

use rashomon_core::{BlockKind, Document, Token, TokenKind};

use crate::candidates::Sources;
use crate::cue::strength;
use crate::hash::{EDGE, NUMBER, feature};
use crate::page::{Item, Page};
use crate::ranker::probability_bucket;
use crate::words::{Words, class};

/// What the words inside a region say of it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts about what stands within marks"
)]
pub struct Inside {
    /// Words and numbers.
    pub words: usize,
    /// Words with a capital.
    pub capitals: usize,
    /// Classes of all words together.
    pub classes: u32,
    /// Whether the first word starts in lower case.
    pub lower: bool,
    /// Whether some verb is finite.
    pub finite: bool,
    /// Whether it holds a clause, with subject and finite verb, and not only a piece of one.
    pub clause: bool,
    /// How it ends, see [`Item::ending`](crate::page::Item::ending).
    pub ending: u8,
    /// Whether a comma stands within the closing mark.
    pub comma: bool,
    /// First and last word.
    pub first: u64,
    /// Last word.
    pub last: u64,
    /// Hash of all words.
    pub text: u64,
}

impl Inside {
    /// Reads the words inside region `region`.
    pub fn new(document: &dyn Document, page: &Page, words: &mut Words, region: usize) -> Self {
        let tokens = page.regions[region].inner.clone();
        let end = &document.tokens()[tokens.end as usize - 1];
        let mut inside = Self {
            ending: page.items[page.item_of[region] as usize].ending,
            comma: end.kind() == TokenKind::Comma,
            ..Self::default()
        };
        let mut subordinate = false;
        for token in &document.tokens()[tokens.start as usize..tokens.end as usize] {
            let word = words.get(document, token);
            inside.classes |= word.classes;
            let clitic = token.kind() == TokenKind::Clitic && word.classes & class::GENITIVE == 0;
            let finite = clitic || word.classes & class::FINITE != 0;
            // A lower-case beginning is a clause only if a subject comes first: not `is too difficult`, `what we want`.
            inside.clause |= finite && inside.words > 0 && !(inside.lower && subordinate);
            inside.finite |= finite;
            let relative = word.classes & class::RELATIVE != 0
                && (word.classes & class::DETERMINER == 0 || inside.words > 0);
            subordinate |= relative;
            if !matches!(token.kind(), TokenKind::Word | TokenKind::Number) {
                continue;
            }
            if inside.words == 0 {
                subordinate |= opens_fragment(document, token, word.classes);
                inside.lower = !token.shape.is_capitalized() && token.kind() == TokenKind::Word;
                inside.first = token.hash;
            }
            inside.words += 1;
            inside.capitals += usize::from(token.shape.is_capitalized());
            inside.last = if token.kind() == TokenKind::Number { NUMBER } else { token.hash };
            inside.text = rashomon_core::phrase_hash(inside.text, token.hash);
        }
        let sentence = inside.words > 2 && !inside.lower && matches!(inside.ending, 1..=3);
        inside.clause |= sentence || (inside.finite && !inside.lower);
        inside
    }
}

/// Whether a word that opens a lower-case quotation makes it a piece of a clause: a verb, a preposition, a participle.
fn opens_fragment(document: &dyn Document, token: &Token, classes: u32) -> bool {
    const SUBJECT: u32 = class::DETERMINER | class::PRONOUN | class::POSSESSIVE;
    let text = document.slice(token.span);
    classes & SUBJECT == 0
        && (classes & (class::AUXILIARY | class::FINITE | class::PREPOSITION | class::RELATIVE)
            != 0
            || text.ends_with("ing")
            || text.ends_with("ed"))
}

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
    let word = |offset: isize| {
        at.checked_add_signed(offset)
            .filter(|it| row.items.contains(it))
            .map_or(EDGE, |it| page.items[it].word)
    };
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
    let short = inside.words <= 4;
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
    let item = |offset: isize| {
        at.checked_add_signed(offset).filter(|it| row.items.contains(it)).map(|it| &page.items[it])
    };
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
    let capital_before = at
        .checked_sub(1)
        .filter(|it| row.items.contains(it))
        .is_some_and(|it| page.items[it].is_capitalized());
    push(feature(198, u64::from(capital_before), capitals));
    push(feature(199, u64::from(row.cues.min(3)), length));
}
