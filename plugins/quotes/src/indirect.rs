//! Indirect speech: contents that the role labeller found outside quotation marks.

use std::collections::BTreeMap;
use std::ops::Range;

use rashomon_core::{Shape, TokenKind};

use crate::analysis::{Analysis, Decision, SPEECH_LEAST};
use crate::page::Page;
use crate::words::{KNOWN, class};

/// Contents that the best path does not hold are told from this mean probability on. Of those below, one in six is one:
/// they would cost more precision than they bring recall.
const LIKELY: f32 = 0.2;

/// Fewest items of what is left of a content: what is shorter is no clause, `that the plan`.
const CLAUSE: usize = 4;

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

impl Analysis {
    /// The contents without speech in marks inside, in order; of two that overlap the surer one, and what the other says
    /// before it.
    ///
    /// A clause goes on over a parenthesis or an interrupting attribution, so pieces with one comma between them are
    /// joined. Terms at arm's length (`the plan would be a "disaster"`) may stand inside if they are not speech of their own.
    pub fn indirect(&self, decisions: &[Decision]) -> Vec<Indirect> {
        let page = &self.page;
        let mut found: Vec<Indirect> = Vec::new();
        for (index, it) in self.attributions.iter().enumerate() {
            let mut pieces = joined(page, &it.contents);
            if !it.certain {
                pieces.retain(|it| it.1 >= LIKELY);
            }
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
                if content.len() < 2 || is_object(page, &content) {
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
        self.without_overlaps(found)
    }

    fn without_overlaps(&self, mut found: Vec<Indirect>) -> Vec<Indirect> {
        found.sort_by(|a, b| {
            b.probability
                .total_cmp(&a.probability)
                .then(a.content.start.cmp(&b.content.start))
                .then(a.attribution.cmp(&b.attribution))
        });
        let mut kept: Vec<Indirect> = Vec::new();
        // The kept contents by their starts.
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for mut it in found {
            let before = taken.range(..=it.content.start).next_back();
            if before.is_some_and(|(_, &before)| kept[before].content.end > it.content.start) {
                continue;
            }
            if let Some((_, &next)) = taken.range(it.content.clone()).next() {
                let Some(content) = self.up_to(it.content.clone(), &kept[next]) else { continue };
                it.content = content;
            }
            taken.insert(it.content.start, kept.len());
            kept.push(it);
        }
        kept.sort_by_key(|it| it.content.start);
        kept
    }

    /// What a content says before the next one in it: `{that wages had fallen}, blaming the government, which ..`.
    fn up_to(&self, content: Range<usize>, next: &Indirect) -> Option<Range<usize>> {
        let cue = self.attributions[next.attribution].cue;
        let speaker = next.speaker.as_ref().map(|it| it.start);
        let inside = [Some(cue), speaker].into_iter().flatten().filter(|it| *it >= content.start);
        let end = inside.fold(next.content.start, usize::min);
        let page = &self.page;
        let mut content = trimmed(page, content.start..end);
        // `.. against women, {while}`
        let joins = class::CONJUNCTION | class::RELATIVE | class::PREPOSITION;
        while content.end > content.start && page.items[content.end - 1].is(joins) {
            content = trimmed(page, content.start..content.end - 1);
        }
        (content.len() >= CLAUSE).then_some(content)
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

/// Without punctuation at either end, nor what joins it to the next clause; a word that hyphens join is said whole.
fn trimmed(page: &Page, content: Range<usize>) -> Range<usize> {
    let mark = |at: &usize| {
        matches!(page.items[*at].kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Dash)
    };
    let joined = [KNOWN.and, KNOWN.but, KNOWN.or];
    let joins = |at: &usize| joined.contains(&page.items[*at].word);
    let start = content.clone().find(|it| !mark(it)).unwrap_or(content.end);
    let end = content.rev().find(|it| !mark(it) && !joins(it)).map_or(start, |it| it + 1);
    whole_words(page, start..end.max(start))
}

/// Whether what is taken for a content is the object of a verb with a particle: `called {him out for the delay}`.
fn is_object(page: &Page, content: &Range<usize>) -> bool {
    let items = &page.items[content.clone()];
    // Not `her`: it may be a possessive, `{her down payment}`.
    let object = class::OBJECT | class::IT;
    matches!(items, [it, particle, ..] if it.is(object) && KNOWN.particles.contains(&particle.word))
}

/// With all of the words that it begins and ends in: `{led alliance}` after `US-`.
fn whole_words(page: &Page, content: Range<usize>) -> Range<usize> {
    let joined = |hyphen: usize| {
        let around = page.items.get(hyphen.saturating_sub(1)..hyphen + 2).unwrap_or_default();
        let [before, it, after] = around else { return false };
        it.kind == TokenKind::Dash
            && it.shape.has(Shape::HYPHEN)
            && it.span.len() == 1
            && before.kind == TokenKind::Word
            && [it, after].iter().all(|it| it.shape.has(Shape::GLUED))
    };
    let Range { mut start, mut end } = content;
    if start == end {
        return start..end;
    }
    while start > 1 && joined(start - 1) {
        start -= 2;
    }
    while joined(end) {
        end += 2;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Document as _, OwnedDocument};
    use rashomon_text::{TextLayer, TextOptions};

    use super::whole_words;
    use crate::page::Page;
    use crate::words::Words;

    #[test]
    fn words_with_hyphens_are_said_whole() {
        let text =
            "Oslo sees the US-led fleet—led by Anna Berg—as a long-term, state-of-the-art risk.";
        let mut document = OwnedDocument::new("d", text).unwrap();
        TextLayer::new(TextOptions::default()).annotate(&mut document);
        let page = Page::new(&document, false, &mut Words::default());
        let items = |from: &str, to: &str| {
            let start = text.find(from).unwrap() as u32;
            let end = (text.find(to).unwrap() + to.len()) as u32;
            let at = |it: u32| page.items.partition_point(|item| item.span.start() < it);
            at(start)..at(end)
        };
        for (from, to, whole) in [
            ("led fleet", "fleet", "US-led fleet"),
            ("led by", "Berg", "led by Anna Berg"),
            ("the US", "US", "the US-led"),
            ("as a", "risk", "as a long-term, state-of-the-art risk"),
        ] {
            let words = whole_words(&page, items(from, to));
            let span = page.items[words.start].span.start()..page.items[words.end - 1].span.end();
            assert_eq!(document.slice(rashomon_core::Span::new(span.start, span.end)), whole);
        }
        assert_eq!(whole_words(&page, 3..3), 3..3);
    }
}
