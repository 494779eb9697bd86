//! Which candidate said it: a log-linear choice among the candidates of one quotation.

use rashomon_core::{BlockKind, TokenKind};

use crate::candidates::{Candidate, History, Sources, proposer};
use crate::hash::{EDGE, feature};
use crate::page::Item;
use crate::table::LinearTable;
use crate::words::class;

/// What the candidates of one quotation share.
#[derive(Debug)]
pub struct Context {
    best: f32,
    row: usize,
    item: usize,
    ending: u64,
    lower: u64,
    place: u64,
    count: u64,
    cues: u64,
    continues: u64,
}

impl Context {
    /// The context of region `region` with these candidates.
    pub fn new(
        sources: &Sources<'_>,
        region: usize,
        lower: bool,
        candidates: &[Candidate],
    ) -> Self {
        let page = sources.page;
        let item = page.item_of[region] as usize;
        let row = page.row_of[region] as usize;
        let items = &page.rows[row].items;
        let first = item == items.start;
        let last = item + 1 >= items.end
            || page.items[item + 1..items.end].iter().all(|it| it.kind == TokenKind::Stop);
        let before = page.items[items.start..item].last().map_or(0, |it| it.kind as u64 + 1);
        Self {
            best: candidates.iter().fold(0.0, |best: f32, it| best.max(it.content)),
            row,
            item,
            ending: u64::from(page.items[item].ending),
            lower: u64::from(lower),
            place: u64::from(first)
                | u64::from(last) << 1
                | u64::from(page.rows[row].opens_block) << 2
                | u64::from(page.rows[row].kind == BlockKind::Body) << 3
                | before << 4,
            count: candidates.len().min(6) as u64,
            cues: u64::from(page.rows[row].cues.min(4)),
            continues: u64::from(page.regions[region].continues.is_some()),
        }
    }
}

/// Pushes the features of one candidate.
pub fn features(
    sources: &Sources<'_>,
    context: &Context,
    candidates: &[Candidate],
    index: usize,
    history: &History,
    push: &mut impl FnMut(u64),
) {
    let page = sources.page;
    let it = &candidates[index];
    let set = u64::from(it.proposers);
    let mention = mention_class(&page.items[it.items.clone()]);
    push(feature(120, set, 0));
    push(feature(121, set, context.place));
    push(feature(122, set, context.ending));
    push(feature(123, u64::from(it.proposers.count_ones()), 0));
    push(feature(124, mention, 0));
    let row = &page.rows[context.row].items;
    let here = row.contains(&it.items.start);
    let after = it.items.start > context.item;
    let distance = if here {
        // A label inside the marks lies in the quotation's own item.
        let between = if after {
            it.items.start - context.item
        } else {
            context.item.saturating_sub(it.items.end)
        };
        bucket(between) | u64::from(after) << 4
    } else {
        32 | u64::from(after)
    };
    let best = probability_bucket(context.best);
    for bit in (0..proposer::COUNT).filter(|bit| it.proposers >> bit & 1 == 1) {
        let bit = u64::from(bit);
        push(feature(125, bit, 0));
        push(feature(126, bit, best));
        push(feature(127, bit, distance));
        push(feature(128, bit, mention));
        push(feature(129, bit, context.place));
        push(feature(130, bit, context.ending | context.lower << 3 | context.continues << 4));
        push(feature(131, bit, context.cues));
    }
    if it.proposers & proposer::ROLE != 0 {
        role_features(sources, context, candidates, index, push);
    }
    push(feature(140, distance, context.count));
    if let Some(previous) = history.last() {
        let same = last_word(page.items.get(previous.items.clone()))
            == last_word(page.items.get(it.items.clone()));
        push(feature(141, u64::from(same), set));
        push(feature(142, u64::from(same), context.place));
    }
    // Speech goes on over few sentences.
    let gap = history.last().map_or(7, |last| {
        let rows = (context.row as u64).saturating_sub(u64::from(last.row)).min(3);
        let same = page.rows[context.row].block == last.block;
        rows | u64::from(same) << 2
    });
    let near = u64::from(it.proposers & NEAR);
    push(feature(160, set, gap));
    push(feature(161, near, gap));
    push(feature(162, near, gap << 4 | best));
    let next = page.items.get(it.items.end).filter(|_| row.contains(&it.items.end));
    let before = it.items.start.checked_sub(1).filter(|at| row.contains(at));
    push(feature(143, next.map_or(EDGE, |it| it.word), u64::from(after)));
    push(feature(144, before.map_or(EDGE, |at| page.items[at].word), u64::from(after)));
}

/// Proposers beside the sentence of the quotation.
const NEAR: u32 = proposer::SENTENCE_BEFORE
    | proposer::PARAGRAPH_BEFORE
    | proposer::SENTENCE_AFTER
    | proposer::PARAGRAPH_AFTER
    | proposer::LAST_HERE
    | proposer::LAST_EARLIER;

fn role_features(
    sources: &Sources<'_>,
    context: &Context,
    candidates: &[Candidate],
    index: usize,
    push: &mut impl FnMut(u64),
) {
    let page = sources.page;
    let it = &candidates[index];
    let share = probability_bucket(it.content);
    let speaker = probability_bucket(it.speaker);
    let others = || {
        candidates
            .iter()
            .enumerate()
            .filter(|&(at, it)| at != index && it.proposers & proposer::ROLE != 0)
            .map(|(_, it)| it.content)
    };
    let rank = others().filter(|&other| other > it.content).count().min(3) as u64;
    let margin = it.content - others().fold(0.0, f32::max);
    let margin = (margin * 5.0).round() as i64 as u64;
    push(feature(150, share, 0));
    push(feature(151, speaker, 0));
    push(feature(152, share, speaker));
    push(feature(153, u64::from(it.level), share));
    push(feature(154, rank, margin));
    push(feature(155, rank, context.cues));
    if let Some(cue) = it.cue {
        push(feature(156, page.items[cue].word, 0));
        push(feature(157, page.items[cue].word, u64::from(cue > context.item)));
        let (from, to) = (cue.min(context.item) + 1, cue.max(context.item));
        let between = page.items[from..to].iter().filter(|it| it.region.is_some()).count().min(2);
        push(feature(158, between as u64, share));
        push(feature(159, between as u64 | u64::from(cue > context.item) << 2, context.ending));
    }
}

/// The score of a candidate in steps of the table.
pub fn score(
    table: &LinearTable,
    sources: &Sources<'_>,
    context: &Context,
    candidates: &[Candidate],
    index: usize,
    history: &History,
) -> i32 {
    let mut sum = 0;
    features(sources, context, candidates, index, history, &mut |it| sum += table.get(it));
    sum
}

/// What sort of mention: pronoun, name, common noun, and what it ends with.
fn mention_class(items: &[Item]) -> u64 {
    let has = |classes: u32| u64::from(items.iter().any(|it| it.is(classes)));
    let capitals = items.iter().filter(|it| it.is_capitalized()).count().min(2) as u64;
    let lower = items
        .iter()
        .any(|it| it.kind == TokenKind::Word && !it.is_capitalized() && !it.is(class::DETERMINER));
    let genitive = items.last().is_some_and(|it| it.is(class::GENITIVE));
    has(class::PRONOUN)
        | has(class::ROLE) << 1
        | has(class::TITLE) << 2
        | capitals << 3
        | u64::from(lower) << 5
        | u64::from(genitive) << 6
        | has(class::DAY) << 7
        | has(class::FIRST | class::SECOND) << 8
}

fn last_word(items: Option<&[Item]>) -> u64 {
    items
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|it| it.kind == TokenKind::Word)
        .map_or(0, |it| it.word)
}

/// A probability in ten uneven steps.
pub fn probability_bucket(probability: f32) -> u64 {
    const STEPS: [f32; 9] = [0.01, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99];
    STEPS.iter().filter(|&&it| probability >= it).count() as u64
}

fn bucket(distance: usize) -> u64 {
    match distance {
        0..=3 => distance as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        15..=25 => 7,
        _ => 8,
    }
}
