//! From parts of the page (before, body, noise inside, after) to kinds of blocks.

use rashomon_core::BlockKind;

use super::context::{ByHash, Context, Hashes, content, key, words};
use super::facts::{End, Facts, flag};
use super::lines::{Line, Page};
use super::mend::is_slug;

/// Which part of the page a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// Before the report.
    Before,
    /// Of the report.
    Body,
    /// Between lines of the report, but not of it.
    Inside,
    /// After the report.
    After,
}

/// How far a title may stand from the first line of the body.
const TITLE_REACH: usize = 16;

/// The kind of each line.
pub(super) fn name(page: &Page, context: &Context, parts: &[Part]) -> Vec<BlockKind> {
    let lines = &page.lines;
    let mut kinds: Vec<_> = parts
        .iter()
        .map(|it| if *it == Part::Body { BlockKind::Body } else { BlockKind::Boilerplate })
        .collect();
    let Some(first_body) = find_first_body(lines, parts) else {
        mark_sure_kinds(lines, &mut kinds);
        return kinds;
    };
    name_heads(page, context, parts, first_body, &mut kinds);
    name_captions(lines, context, parts, &mut kinds);
    name_headings(lines, parts, first_body, &mut kinds);
    mark_sure_kinds(lines, &mut kinds);
    kinds
}

/// Kinds that no context changes.
fn mark_sure_kinds(lines: &[Line], kinds: &mut [BlockKind]) {
    for (index, line) in lines.iter().enumerate() {
        if line.facts.has(flag::CLOCK) {
            kinds[index] = BlockKind::Boilerplate;
            // The line below a player's clock is the video's title.
            if let Some(next) = lines.get(index + 1)
                && index > 0
                && (2..=14).contains(&next.facts.words)
                && next.facts.end != End::Stop
                && !next.facts.has(flag::ACTION | flag::CLOCK | flag::DATE)
                && kinds[index + 1] != BlockKind::Title
            {
                kinds[index + 1] = BlockKind::Caption;
            }
        }
    }
}

/// The first full sentence of the report.
fn find_first_body(lines: &[Line], parts: &[Part]) -> Option<usize> {
    let body = |it: &usize| parts[*it] == Part::Body;
    let closed = |it: &usize| lines[*it].facts.words >= 12 && lines[*it].facts.is_closed();
    (0..lines.len()).find(|it| body(it) && closed(it)).or_else(|| (0..lines.len()).find(body))
}

/// Names title, subtitle and dateline.
fn name_heads(
    page: &Page,
    context: &Context,
    parts: &[Part],
    first_body: usize,
    kinds: &mut [BlockKind],
) {
    let lines = &page.lines;
    let title = find_title(page, parts, first_body)
        .or_else(|| clean_title(lines).filter(|it| parts[*it] == Part::Body));
    if let Some(title) = title {
        kinds[title] = BlockKind::Title;
        for index in title.saturating_sub(3)..lines.len().min(title + 4) {
            let head = if index < title {
                true
            } else if parts[index] == Part::Body {
                // A first paragraph cut off from the others by the author's name or the date.
                lines.get(index + 1).is_some_and(|it| it.facts.has(flag::BYLINE | flag::DATE))
                    && parts[index + 1] != Part::Body
            } else {
                index < first_body
            };
            if index != title && head && is_subtitle(page, context, title, index) {
                kinds[index] = BlockKind::Subtitle;
            }
        }
    }
    for index in first_body.saturating_sub(8)..first_body {
        let facts = &lines[index].facts;
        let dated = facts.has(flag::DATE) && facts.words <= 14 && !facts.is_closed_prose();
        if kinds[index] == BlockKind::Boilerplate && dated && !facts.has(flag::BAR | flag::CREDIT) {
            kinds[index] = BlockKind::Dateline;
        }
    }
}

impl Facts {
    /// A sentence rather than a label.
    fn is_closed_prose(&self) -> bool {
        self.is_closed() && self.words >= 10
    }

    /// Whether the line looks like a title: some words, no final full stop.
    fn has_title_shape(&self) -> bool {
        let bare = flag::ACTION | flag::BYLINE | flag::CLOCK | flag::ADDRESS | flag::LOWER_START;
        (4..=28).contains(&self.words)
            && !self.has(bare)
            && !matches!(self.end, End::Comma | End::Colon)
    }
}

/// Title of a text that is nothing but the report: its first line, shorter than the paragraph below it.
fn clean_title(lines: &[Line]) -> Option<usize> {
    let first = lines.first()?.facts;
    let next = lines.get(1)?.facts;
    // A heading may stand between the two.
    let paragraph = match lines.get(2) {
        Some(third) if next.words <= 8 && !matches!(next.end, End::Stop) => third.facts,
        _ => next,
    };
    let fits = first.has_title_shape()
        && first.words <= 22
        && paragraph.words > first.words
        && (first.end != End::Stop || first.inner_ends == 0);
    // A closed line is a title only if it is short and written with capitals.
    let closed = first.end == End::Stop
        && (first.words > 14
            || first.capitalised * 5 < first.words * 3
            || paragraph.words < 18
            || lines.len() < 4);
    (fits && !closed).then_some(0)
}

/// The line with the best score of those above the body.
fn find_title(page: &Page, parts: &[Part], first_body: usize) -> Option<usize> {
    let lines = &page.lines;
    let from = first_body.saturating_sub(TITLE_REACH);
    let may_be = |it: &usize| may_be_title(&lines[*it].facts);
    let candidates: Vec<usize> = (from..first_body).filter(may_be).collect();
    let said = said_below(page, parts, first_body, &candidates);
    let mut best: Option<(f32, usize)> = None;
    for &index in &candidates {
        let line = &lines[index];
        let facts = &line.facts;
        let (mut all, mut in_lead, mut in_body) = (0.0_f32, 0.0, 0.0);
        for word in content(page, line) {
            let said = said.get(&word.key()).copied().unwrap_or_default();
            all += 1.0;
            in_lead += f32::from(u8::from(said.in_lead));
            in_body += f32::from(u8::from(said.in_body));
        }
        let next = lines.get(index + 1).map(|it| it.facts);
        let when = |condition: bool, weight: f32| if condition { weight } else { 0.0 };
        let words = facts.words as f32;
        let mut score = 1.2 * in_lead / all.max(1.0) + 1.2 * in_body / all.max(1.0);
        score += 0.25 * words.min(9.0) / 9.0 - 0.04 * (first_body - index) as f32;
        score -= when(facts.has(flag::CREDIT | flag::CAPTION_LABEL), 0.6);
        score -= when(facts.has(flag::ANYWHERE), 0.5) + when(facts.has(flag::BAR), 0.25);
        score -= when(parts[index] == Part::Body, 0.5) + when(facts.words > 18, 0.3);
        score -= when(all < 2.0, 0.6);
        score -= when(next.is_some_and(|it| it.has(flag::CREDIT) && it.words <= 12), 0.35);
        score -= when(facts.end == End::Stop, 0.3);
        score -= when(facts.inner_ends > 0 && !facts.has(flag::QUOTED), 0.5);
        score += when(is_repeated(page, index), 0.35);
        score += when(index > 0 && holds(page, &lines[0], line), 0.5);
        if score > 1.0 && best.is_none_or(|it| score > it.0) {
            best = Some((score, index));
        }
    }
    best.map(|it| it.1)
}

/// Whether a line above the body may be the title.
fn may_be_title(facts: &Facts) -> bool {
    facts.has_title_shape() && !(facts.end == End::Stop && facts.words > 12) && !is_sentence(facts)
}

/// Where the body says a word.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    /// In one of its first four lines.
    in_lead: bool,
    in_body: bool,
}

/// Where the body says the content words of these lines.
fn said_below(page: &Page, parts: &[Part], first_body: usize, lines: &[usize]) -> ByHash<Said> {
    let words = lines.iter().flat_map(|it| content(page, &page.lines[*it]));
    let mut said: ByHash<Said> = words.map(|it| (it.key(), Said::default())).collect();
    // Without such lines nothing is asked.
    let below = if lines.is_empty() { 0..0 } else { first_body..page.lines.len() };
    for (count, index) in below.filter(|it| parts[*it] == Part::Body).enumerate() {
        for word in content(page, &page.lines[index]) {
            if let Some(said) = said.get_mut(&word.key()) {
                said.in_lead |= count < 4;
                said.in_body = true;
            }
        }
    }
    said
}

/// A closed sentence of prose, as captions and leads are.
fn is_sentence(facts: &Facts) -> bool {
    facts.end == End::Stop && !facts.has(flag::NO_VERB)
}

/// Whether another line of the page repeats at least 80 % of a line's words.
fn is_repeated(page: &Page, index: usize) -> bool {
    let lines = &page.lines;
    let line = &lines[index];
    let facts = &line.facts;
    if facts.words < 4 {
        return false;
    }
    let own: Hashes = words(page, line).iter().map(|it| it.key()).collect();
    lines.iter().enumerate().any(|(other, it)| {
        let size = it.facts.words;
        other != index
            && size * 10 >= facts.words * 8
            && size <= facts.words * 2
            && shared(page, it, &own) * 10 >= facts.words * 8
    })
}

/// Whether `outer` holds at least 80 % of the words of `inner`.
fn holds(page: &Page, outer: &Line, inner: &Line) -> bool {
    let own: Hashes = words(page, inner).iter().map(|it| it.key()).collect();
    inner.facts.words >= 4 && shared(page, outer, &own) * 10 >= inner.facts.words * 8
}

fn shared(page: &Page, line: &Line, own: &Hashes) -> u32 {
    words(page, line).iter().filter(|it| own.contains(&it.key())).count() as u32
}

/// A standfirst near the title.
fn is_subtitle(page: &Page, context: &Context, title: usize, index: usize) -> bool {
    let lines = &page.lines;
    let facts = &lines[index].facts;
    let barred = flag::ACTION
        | flag::ANYWHERE
        | flag::CREDIT
        | flag::BYLINE
        | flag::DATE
        | flag::BAR
        | flag::CLOCK
        | flag::ADDRESS
        | flag::CAPTION_LABEL
        | flag::BIOGRAPHY;
    facts.words >= 9
        && facts.stops * 5 >= facts.words
        && !facts.has(barred)
        && context.copies[index] == 0
        && (40..=100).contains(&context.overlap[index])
        && lines
            .get(index + 1)
            .is_none_or(|it| !(it.facts.has(flag::CREDIT) && it.facts.words <= 12))
        && key(page, &lines[title]) != key(page, &lines[index])
}

/// Names the captions outside the body.
fn name_captions(lines: &[Line], context: &Context, parts: &[Part], kinds: &mut [BlockKind]) {
    for index in 0..lines.len() {
        let facts = &lines[index].facts;
        // A credit at the edge makes a caption of a line that reads like the report.
        let edge = facts.has(flag::CREDIT_EDGE) && facts.words >= 7;
        let open = match kinds[index] {
            BlockKind::Boilerplate => matches!(parts[index], Part::Before | Part::Inside),
            BlockKind::Body => edge || facts.has(flag::CAPTION_LABEL),
            _ => false,
        };
        if !open
            || facts.words < 5
            || facts.lower_content < 2
            || facts.has(flag::BYLINE)
            || (facts.has(flag::ACTION) && !facts.has(flag::CAPTION_LABEL))
        {
            continue;
        }
        let next_credit = lines
            .get(index + 1)
            .is_some_and(|it| it.facts.has(flag::CREDIT) && it.facts.words <= 8);
        let pictured = facts.has(flag::PICTURE) && (31..=100).contains(&context.overlap[index]);
        if facts.has(flag::CAPTION_LABEL)
            || (facts.has(flag::CREDIT) && facts.words >= 7)
            || next_credit
            || pictured
        {
            kinds[index] = BlockKind::Caption;
        }
    }
}

/// Names the headings within the body, and takes out bylines and credits.
fn name_headings(lines: &[Line], parts: &[Part], first_body: usize, kinds: &mut [BlockKind]) {
    let mut next_long = vec![false; lines.len()];
    let mut distance = 9;
    for index in (0..lines.len()).rev() {
        next_long[index] = distance <= 3;
        distance += 1;
        if parts[index] == Part::Body && lines[index].facts.words >= 15 {
            distance = 1;
        }
    }
    let title = kinds.iter().position(|it| *it == BlockKind::Title);
    for (index, line) in lines.iter().enumerate() {
        let facts = &line.facts;
        if kinds[index] != BlockKind::Body {
            continue;
        }
        let begun = index > first_body || title.is_some_and(|it| it < index);
        let bare_credit = facts.has(flag::CREDIT) && facts.words <= 8 && !facts.is_closed();
        if (facts.has(flag::BYLINE) && facts.words <= 10) || bare_credit || facts.has(flag::STAMP) {
            kinds[index] = BlockKind::Boilerplate;
        } else if begun && next_long[index] && is_heading(facts) {
            kinds[index] = BlockKind::Heading;
        }
    }
}

fn is_heading(facts: &Facts) -> bool {
    let open = facts.end == End::None || (facts.end == End::Question && facts.quotes == 0);
    facts.words <= 14
        && facts.words >= 1
        && open
        && !facts.has(flag::BULLET | flag::LOWER_START | flag::ADDRESS)
        && facts.numbers != facts.words
}

/// Which lines may be noise in a text that is hardly more than the report.
pub(super) fn find_evidence(lines: &[Line], copies: &[u32]) -> Vec<bool> {
    let first_seed = lines.iter().position(|it| it.facts.is_seed()).unwrap_or(0);
    let sure = flag::ACTION | flag::BAR | flag::CREDIT | flag::CLOCK;
    let evidence = |(index, line): (usize, &Line)| {
        let facts = &line.facts;
        if facts.is_seed() && copies[index] == 0 {
            return false;
        }
        // A label above the report ("Middle East"), the name of a picture in it ("oslo-harbour").
        let label = index < first_seed
            && facts.words <= 3
            && facts.end == End::None
            && facts.has(flag::NO_VERB)
            || is_slug(lines, index);
        facts.has(sure)
            || copies[index] > 0
            || (facts.has(flag::ANYWHERE) && facts.words < 20)
            || (facts.has(flag::DATE | flag::BYLINE) && facts.words <= 12 && !facts.is_closed())
            || label
    };
    lines.iter().enumerate().map(evidence).collect()
}

/// The kinds of a text that is nothing but the report.
pub(super) fn name_clean(lines: &[Line]) -> Vec<BlockKind> {
    let mut kinds = vec![BlockKind::Body; lines.len()];
    if lines.len() > 2 {
        let parts = vec![Part::Body; lines.len()];
        if let Some(title) = clean_title(lines) {
            kinds[title] = BlockKind::Title;
        }
        let first_body = find_first_body(lines, &parts).unwrap_or(0);
        name_headings(lines, &parts, first_body, &mut kinds);
    }
    kinds
}

#[cfg(test)]
mod tests;
