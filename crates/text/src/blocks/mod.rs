//! Blocks of a page: which lines are the report, and what the others are.
//!
//! A page comes as a scraper left it: menus, links, captions, notices of a player, comments. One scan over its tokens
//! takes the facts of each line ([`scan`]), the page gives them context ([`context`]), a tagger with learned weights
//! divides the lines into what stands before the report, in it, between its lines and after it, and [`kinds`] names
//! the blocks.

mod context;
mod facts;
mod features;
mod kinds;
mod known;
mod lexicon;
mod lines;
mod mend;
mod phrase;
mod run;
mod scan;
mod table;
mod tagger;
mod take;
#[cfg(test)]
mod tests;
pub mod training;
mod word;

use rashomon_core::{BlockKind, Span};

use self::context::{Class, Context, count_copies};
use self::facts::flag;
use self::kinds::Part;
pub(crate) use self::known::Known;
use self::lines::{Line, Page};
use self::tagger::{WEIGHTS, Weights};
use crate::tokens::Tokenized;

/// Divides texts into blocks; keeps its buffers from text to text.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    page: Page,
}

impl Blocks {
    /// The blocks of a text, in order: they cover all visible characters, without the white space around them.
    pub(crate) fn classify(&mut self, source: Tokenized) -> Vec<(Span, BlockKind)> {
        self.page.read(source);
        classify(&self.page, &WEIGHTS)
    }
}

/// The blocks of a page by these weights.
fn classify(page: &Page, weights: &Weights) -> Vec<(Span, BlockKind)> {
    merge(page, &kinds_of(page, weights))
}

/// The kind of each line.
fn kinds_of(page: &Page, weights: &Weights) -> Vec<BlockKind> {
    let lines = &page.lines;
    let copies = count_copies(page);
    let evidence = kinds::find_evidence(lines, &copies);
    let count = evidence.iter().filter(|it| **it).count();
    if count == 0 || lines.len() <= 2 {
        return kinds::name_clean(lines);
    }
    let context = Context::new(page, copies);
    let mut parts = weights.decode(page, &context);
    if loses_prose(lines, &context, &parts) {
        parts = region_parts(lines, &context);
    }
    mend::mend(lines, &context, &mut parts);
    if count <= (lines.len() * 6 / 100).max(1) {
        for (part, evidence) in parts.iter_mut().zip(&evidence) {
            if !evidence {
                *part = Part::Body;
            }
        }
    }
    kinds::name(page, &context, &parts)
}

/// Whether the tagger keeps less than 60 % of the prose of the region: it has taken the page for a menu. In a page
/// without a line that is surely prose, what has as many words counts.
fn loses_prose(lines: &[Line], context: &Context, parts: &[Part]) -> bool {
    let loses = |is_prose: &dyn Fn(usize) -> bool| {
        let (mut all, mut kept) = (0_u64, 0_u64);
        for index in context.region.clone().filter(|it| is_prose(*it)) {
            let words = u64::from(lines[index].facts.words);
            all += words;
            kept += if parts[index] == Part::Body { words } else { 0 };
        }
        (all > 0).then_some(kept * 10 < all * 6)
    };
    loses(&|it| context.classes[it] == Class::Seed)
        .or_else(|| loses(&|it| lines[it].facts.is_wordy()))
        .unwrap_or(false)
}

/// Parts by the region alone: the rule that the tagger falls back on.
fn region_parts(lines: &[Line], context: &Context) -> Vec<Part> {
    let region = &context.region;
    let part = |(index, line): (usize, &Line)| {
        let facts = &line.facts;
        let noise = facts.has(flag::ACTION)
            || (facts.has(flag::CREDIT) && !facts.is_seed())
            || context.copies[index] > 0
            || (facts.has(flag::ANYWHERE) && facts.words < 12 && !facts.is_seed());
        match index {
            _ if index < region.start => Part::Before,
            _ if index >= region.end => Part::After,
            _ if noise => Part::Inside,
            _ => Part::Body,
        }
    };
    lines.iter().enumerate().map(part).collect()
}

/// Lines and what was set aside, in order.
fn merge(page: &Page, kinds: &[BlockKind]) -> Vec<(Span, BlockKind)> {
    let mut blocks = Vec::with_capacity(page.lines.len() + page.foreign.len());
    let mut foreign = page.foreign.iter().copied().peekable();
    for (line, kind) in page.lines.iter().zip(kinds) {
        while let Some(piece) = foreign.next_if(|it| it.start() < line.span.start()) {
            blocks.push((piece, BlockKind::Foreign));
        }
        blocks.push((line.span, *kind));
    }
    blocks.extend(foreign.map(|it| (it, BlockKind::Foreign)));
    blocks
}
