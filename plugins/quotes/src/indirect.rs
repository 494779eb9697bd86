//! Indirect speech: contents that the role labeller found outside quotation marks.

use std::collections::BTreeMap;
use std::ops::Range;

use rashomon_core::TokenKind;

use crate::analysis::{Analysis, Decision, SPEECH_LEAST};
use crate::page::Page;
use crate::words::{KNOWN, class};

/// One content in the writer's words.
#[derive(Clone, Debug)]
pub struct Indirect {
    /// Its items.
    pub content: Range<usize>,
    /// Who says it.
    pub speaker: Option<Range<usize>>,
    /// Index of its attribution.
    pub attribution: usize,
    /// How sure the labeller is.
    pub probability: f32,
}

/// Least probability of the cue of a content.
pub const CUE_LEAST: f32 = 0.2;

impl Analysis {
    /// The contents without speech in marks inside, in order; of two that overlap the surer one.
    ///
    /// A clause goes on over a parenthesis or an interrupting attribution, so pieces with one comma between them are
    /// joined. Terms at arm's length (`the plan would be a "disaster"`) may stand inside if they are not speech of their own.
    pub fn indirect(&self, decisions: &[Decision]) -> Vec<Indirect> {
        let page = &self.page;
        let mut found: Vec<Indirect> = Vec::new();
        for (index, it) in self.attributions.iter().enumerate() {
            if it.probability < CUE_LEAST {
                continue;
            }
            let pieces = joined(page, &it.contents);
            let speech = |at: usize| {
                let decision = page.items[at].region.map(|it| &decisions[it as usize]);
                decision.is_some_and(|it| it.speech >= SPEECH_LEAST && !it.paraphrase)
            };
            let pieces = if pieces.iter().any(|it| it.0.clone().any(speech)) {
                pieces.iter().filter_map(|it| Some((rest(page, &it.0, speech)?, it.1))).collect()
            } else {
                pieces
            };
            for (content, probability) in pieces {
                let content = trimmed(page, content);
                if content.len() < 2 {
                    continue;
                }
                found.push(Indirect {
                    content,
                    speaker: it.speaker.clone(),
                    attribution: index,
                    probability,
                });
            }
        }
        without_overlaps(found)
    }
}

/// The clause of its own after the last speech in marks: `the town was "broke" {and that it would sell the harbour}`.
fn rest(
    page: &Page,
    content: &Range<usize>,
    speech: impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let last = content.clone().rev().find(|&it| speech(it))?;
    let joins = |at: usize| [KNOWN.and, KNOWN.but].contains(&page.items[at].word);
    let start = (last + 1..content.end).find(|&it| page.items[it].kind == TokenKind::Word)?;
    let that = start + 1 < content.end && page.items[start + 1].is(class::THAT);
    (joins(start) && that).then_some(start + 1..content.end)
}

/// Joins pieces that a single comma parts.
fn joined(page: &Page, contents: &[(Range<usize>, f32)]) -> Vec<(Range<usize>, f32)> {
    let mut pieces: Vec<(Range<usize>, f32)> = Vec::new();
    for (range, probability) in contents {
        if let Some((last, sure)) = pieces.last_mut() {
            let gap = last.end..range.start;
            if gap.len() <= 1 && page.items[gap].iter().all(|it| it.kind == TokenKind::Comma) {
                last.end = range.end;
                *sure = sure.min(*probability);
                continue;
            }
        }
        pieces.push((range.clone(), *probability));
    }
    pieces
}

/// Without punctuation at either end, nor what joins it to the next clause.
fn trimmed(page: &Page, content: Range<usize>) -> Range<usize> {
    let mark = |at: &usize| {
        matches!(page.items[*at].kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Dash)
    };
    let joined = [KNOWN.and, KNOWN.but, KNOWN.or];
    let joins = |at: &usize| joined.contains(&page.items[*at].word);
    let start = content.clone().find(|it| !mark(it)).unwrap_or(content.end);
    let end = content.rev().find(|it| !mark(it) && !joins(it)).map_or(start, |it| it + 1);
    start..end.max(start)
}

fn without_overlaps(mut found: Vec<Indirect>) -> Vec<Indirect> {
    found.sort_by(|a, b| {
        b.probability
            .total_cmp(&a.probability)
            .then(a.content.start.cmp(&b.content.start))
            .then(a.attribution.cmp(&b.attribution))
    });
    let mut kept: Vec<Indirect> = Vec::new();
    // Ends of the kept contents by their starts.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for it in found {
        let before = taken.range(..it.content.end).next_back();
        if before.is_none_or(|(_, &end)| end <= it.content.start) {
            taken.insert(it.content.start, it.content.end);
            kept.push(it);
        }
    }
    kept.sort_by_key(|it| it.content.start);
    kept
}
