//! Which candidate said it: a log-linear choice among the candidates of one quotation.

mod sums;

use rashomon_core::{BlockKind, TokenKind};

pub use self::sums::Ranker;
use crate::candidates::{Candidate, History, Sources, proposer};
use crate::hash::{EDGE, feature};
use crate::names::Name;
use crate::page::{Item, Page};
use crate::words::class;

/// What the candidates of one quotation share.
#[derive(Debug)]
pub struct Context<'a> {
    row: usize,
    item: usize,
    /// How likely the likeliest cue is to have it as its content.
    probability: u64,
    ending: u64,
    /// How it begins and ends, and whether it goes on with another one.
    form: u64,
    place: u64,
    count: u64,
    cues: u64,
    /// Who spoke last.
    last: Option<Last<'a>>,
    /// How far it is to the last quotation.
    gap: u64,
}

/// Who spoke last: the last word of the mention, and the names in it.
#[derive(Debug)]
struct Last<'a> {
    word: u64,
    names: &'a [Name],
}

impl<'a> Context<'a> {
    /// The context of region `region` with these candidates, after those who spoke last.
    pub fn new(
        sources: &Sources<'a>,
        region: usize,
        lower: bool,
        candidates: &[Candidate],
        history: &History,
    ) -> Self {
        let page = sources.page;
        let item = page.item_of[region] as usize;
        let row = page.row_of[region] as usize;
        let items = &page.rows[row].items;
        let first = item == items.start;
        let last = item + 1 >= items.end
            || page.items[item + 1..items.end].iter().all(|it| it.kind == TokenKind::Stop);
        let before = page.items[items.start..item].last().map_or(0, |it| it.kind as u64 + 1);
        let best = candidates.iter().fold(0.0, |best: f32, it| best.max(it.content));
        let ending = u64::from(page.items[item].ending);
        let continues = u64::from(page.regions[region].continues.is_some());
        // Speech goes on over few sentences.
        let gap = history.last().map_or(7, |last| {
            let rows = (row as u64).saturating_sub(u64::from(last.row)).min(3);
            let same = page.rows[row].block == last.block;
            rows | u64::from(same) << 2
        });
        let last_speaker = history.last().map(|it| Last {
            word: last_word(page.items.get(it.items.clone())),
            names: sources.names.among(&it.items),
        });
        Self {
            row,
            item,
            probability: probability_bucket(best),
            ending,
            form: ending | u64::from(lower) << 3 | continues << 4,
            place: u64::from(first)
                | u64::from(last) << 1
                | u64::from(page.rows[row].opens_block) << 2
                | u64::from(page.rows[row].kind == BlockKind::Body) << 3
                | before << 4,
            count: candidates.len().min(6) as u64,
            cues: u64::from(page.rows[row].cues.min(4)),
            last: last_speaker,
            gap,
        }
    }
}

/// Pushes the features of one candidate.
pub fn features(
    sources: &Sources<'_>,
    context: &Context<'_>,
    candidates: &[Candidate],
    index: usize,
    push: &mut impl FnMut(u64),
) {
    let it = Traits::new(sources, context, candidates, index);
    it.large_features(context, push);
    push(feature(123, it.set.count_ones().into(), 0));
    push(feature(124, it.mention, 0));
    for bit in it.proposers() {
        push(feature(125, bit, 0));
        push(feature(126, bit, context.probability));
        push(feature(127, bit, it.distance));
        push(feature(128, bit, it.mention));
        push(feature(129, bit, context.place));
        push(feature(130, bit, context.form));
        push(feature(131, bit, context.cues));
    }
    push(feature(140, it.distance, context.count));
    if let Some(same) = it.same {
        push(feature(142, same, context.place));
    }
    // Who speaks in a report speaks more than once.
    push(feature(145, it.times, it.here));
    push(feature(146, it.times, it.sort));
    push(feature(149, it.again, context.gap));
    push(feature(161, it.near(), context.gap));
    push(feature(162, it.near(), context.gap << 4 | context.probability));
    if let Some(it) = it.role {
        push(feature(150, it.share, 0));
        push(feature(151, it.speaker, 0));
        push(feature(152, it.share, it.speaker));
        push(feature(153, it.level, it.share));
        push(feature(154, it.rank, it.margin as u64));
        push(feature(155, it.rank, context.cues));
        if let Some(cue) = it.cue {
            push(feature(158, cue.between, it.share));
            push(feature(159, cue.between | cue.after << 2, context.ending));
        }
    }
}

/// What features say of a candidate.
#[derive(Clone, Copy, Debug)]
struct Traits {
    /// Its proposers, as bits.
    set: u64,
    mention: u64,
    distance: u64,
    /// Whether it stands after the quotation.
    after: u64,
    /// Whether its last word is that of who spoke last, if somebody did.
    same: Option<u64>,
    /// Whether it stands in the quotation's row.
    here: u64,
    /// What it names, and how often that speaks in the report.
    sort: u64,
    times: u64,
    /// Whether that is who spoke last.
    again: u64,
    /// The words before and after it in the row.
    before: u64,
    next: u64,
    role: Option<Role>,
}

/// What features say of a candidate that is the speaker of a cue.
#[derive(Clone, Copy, Debug)]
struct Role {
    share: u64,
    speaker: u64,
    level: u64,
    rank: u64,
    /// By how many fifths its quotation is likelier than with the others, or less likely.
    margin: i64,
    cue: Option<Cue>,
}

#[derive(Clone, Copy, Debug)]
struct Cue {
    word: u64,
    after: u64,
    /// Quotations between it and this one.
    between: u64,
}

impl Traits {
    fn new(
        sources: &Sources<'_>,
        context: &Context<'_>,
        candidates: &[Candidate],
        index: usize,
    ) -> Self {
        let page = sources.page;
        let it = &candidates[index];
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
        let same = context
            .last
            .as_ref()
            .map(|last| u64::from(last.word == last_word(page.items.get(it.items.clone()))));
        let next = page.items.get(it.items.end).filter(|_| row.contains(&it.items.end));
        let before = it.items.start.checked_sub(1).filter(|at| row.contains(at));
        let name = sources.names.among(&it.items).first();
        let again = context.last.as_ref().is_some_and(|last| {
            name.is_some_and(|it| last.names.iter().any(|other| other.entity == it.entity))
        });
        let speaks = it.proposers & proposer::ROLE != 0;
        Self {
            set: it.proposers.into(),
            mention: mention_class(&page.items[it.items.clone()]),
            distance,
            after: after.into(),
            same,
            here: here.into(),
            sort: name.map_or(0, |it| it.sort as u64 + 1),
            times: name.map_or(0, |it| 1 + sources.times_speaking(it.entity) as u64),
            again: again.into(),
            before: before.map_or(EDGE, |at| page.items[at].word),
            next: next.map_or(EDGE, |it| it.word),
            role: speaks.then(|| Role::new(page, context, candidates, index)),
        }
    }

    /// The numbers of its proposers.
    fn proposers(&self) -> impl Iterator<Item = u64> {
        let set = self.set;
        (0..u64::from(proposer::COUNT)).filter(move |bit| set >> bit & 1 == 1)
    }

    /// Its proposers that look beside the sentence, as bits.
    fn near(&self) -> u64 {
        self.set & u64::from(NEAR)
    }

    /// Pushes the features of words and of sets of proposers.
    fn large_features(&self, context: &Context<'_>, push: &mut impl FnMut(u64)) {
        push(feature(120, self.set, 0));
        push(feature(121, self.set, context.place));
        push(feature(122, self.set, context.ending));
        if let Some(same) = self.same {
            push(feature(141, same, self.set));
        }
        push(feature(160, self.set, context.gap));
        push(feature(143, self.next, self.after));
        push(feature(144, self.before, self.after));
        push(feature(147, self.times, self.set));
        push(feature(148, self.again, self.set));
        if let Some(cue) = self.role.and_then(|it| it.cue) {
            push(feature(156, cue.word, 0));
            push(feature(157, cue.word, cue.after));
        }
    }
}

/// Proposers beside the sentence of the quotation.
const NEAR: u32 = proposer::SENTENCE_BEFORE
    | proposer::PARAGRAPH_BEFORE
    | proposer::SENTENCE_AFTER
    | proposer::PARAGRAPH_AFTER
    | proposer::LAST_HERE
    | proposer::LAST_EARLIER;

impl Role {
    fn new(page: &Page, context: &Context<'_>, candidates: &[Candidate], index: usize) -> Self {
        let it = &candidates[index];
        let others = || {
            candidates
                .iter()
                .enumerate()
                .filter(|&(at, it)| at != index && it.proposers & proposer::ROLE != 0)
                .map(|(_, it)| it.content)
        };
        let margin = it.content - others().fold(0.0, f32::max);
        let cue = it.cue.map(|cue| {
            let (from, to) = (cue.min(context.item) + 1, cue.max(context.item));
            let between = page.items[from..to].iter().filter(|it| it.region.is_some()).count();
            Cue {
                word: page.items[cue].word,
                after: u64::from(cue > context.item),
                between: between.min(2) as u64,
            }
        });
        Self {
            share: probability_bucket(it.content),
            speaker: probability_bucket(it.speaker),
            level: it.level.into(),
            rank: others().filter(|&other| other > it.content).count().min(3) as u64,
            margin: (margin * 5.0).round() as i64,
            cue,
        }
    }
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
