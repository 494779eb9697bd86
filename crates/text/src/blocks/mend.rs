//! Mends what the tagger gets wrong in known ways, line by line.

use super::context::{Class, Context};
use super::facts::{End, Facts, flag};
use super::kinds::Part;
use super::lines::Line;

/// Sets right the parts of single lines inside the report.
pub(super) fn mend(lines: &[Line], context: &Context, parts: &mut [Part]) {
    if let Some(first) = find_comments(lines, context, parts) {
        parts[first..].fill(Part::After);
    }
    extend_to_last_sentences(lines, context, parts);
    cut_last_links(lines, parts);
    for index in 0..lines.len() {
        let facts = &lines[index].facts;
        let next = lines.get(index + 1).map(|it| &it.facts);
        match parts[index] {
            Part::Body if is_slug(lines, index) || is_link(facts) || facts.words == 0 => {
                parts[index] = Part::Inside;
            }
            Part::Before if is_lead(context, parts, index, facts, next) => {
                parts[index] = Part::Body;
            }
            Part::Inside if is_prose(context, index, facts, next) => parts[index] = Part::Body,
            Part::Inside if is_heading_before_prose(context, parts, index, facts) => {
                parts[index] = Part::Body;
            }
            _ => {}
        }
    }
}

/// Where comments begin: a mark of the end with a time stamp close behind it, and no other part of the report further on.
fn find_comments(lines: &[Line], context: &Context, parts: &[Part]) -> Option<usize> {
    let first_body = parts.iter().position(|it| *it == Part::Body)?;
    let stamped = |from: usize| {
        let next = &lines[from + 1..lines.len().min(from + 5)];
        next.iter().any(|it| it.facts.has(flag::STAMP))
    };
    let marks = |it: &usize| lines[*it].facts.has(flag::END) && stamped(*it);
    let first = (first_body + 3..lines.len()).find(marks)?;
    let prose = |range: std::ops::Range<usize>| -> u32 {
        range.filter(|it| context.classes[*it] == Class::Seed).map(|it| lines[it].facts.words).sum()
    };
    (prose(first_body..first) > prose(first..lines.len())).then_some(first)
}

/// Takes in the last short paragraphs: sentences close behind the report, before any mark of the end.
fn extend_to_last_sentences(lines: &[Line], context: &Context, parts: &mut [Part]) {
    let Some(mut last) = parts.iter().rposition(|it| *it == Part::Body) else { return };
    let mut index = last + 1;
    while index < lines.len() && index <= last + 2 && context.ends[index] == 0 {
        let facts = &lines[index].facts;
        let barred =
            flag::ANYWHERE | flag::CREDIT | flag::BIOGRAPHY | flag::STAMP | flag::CAPTION_LABEL;
        let prose = matches!(context.classes[index], Class::Seed | Class::Weak);
        if prose && facts.is_closed() && !facts.has(barred) && context.overlap[index] >= 1 {
            parts[last + 1..index].fill(Part::Inside);
            parts[index] = Part::Body;
            last = index;
        }
        index += 1;
    }
}

/// Takes out links and notes that close a page after the last paragraph.
fn cut_last_links(lines: &[Line], parts: &mut [Part]) {
    for index in (1..lines.len()).rev() {
        let facts = &lines[index].facts;
        if parts[index] == Part::Body {
            if !facts.has(flag::ACTION) || facts.words > 15 {
                return;
            }
            parts[index] = Part::After;
        }
    }
}

/// The name of a picture that a scraper took for a line: `oslo harbour`, `oslo-harbour-2`. A sentence cut by line ends
/// has such lines too, but goes on before and after them.
pub(super) fn is_slug(lines: &[Line], index: usize) -> bool {
    let facts = &lines[index].facts;
    let closed = |it: &Facts| it.end != End::None || it.capitalised > 0;
    let apart =
        lines[index].newlines >= 2 && lines.get(index + 1).is_none_or(|it| it.newlines >= 2);
    let alone = apart
        || index.checked_sub(1).is_none_or(|it| {
            let before = &lines[it].facts;
            before.end != End::None || before.words <= 8
        });
    (1..=4).contains(&facts.words)
        && facts.has(flag::LOWER_START)
        && facts.has(flag::NO_VERB)
        && facts.capitalised == 0
        && facts.stops == 0
        && facts.end == End::None
        && facts.quotes == 0
        && alone
        && lines
            .get(index + 1)
            .is_none_or(|it| !it.facts.has(flag::LOWER_START) && closed(&it.facts))
}

/// A link or button between the paragraphs.
fn is_link(facts: &Facts) -> bool {
    facts.has(flag::ACTION)
        && facts.words <= 6
        && facts.end == End::None
        && !facts.has(flag::BULLET)
}

/// A paragraph that the tagger took for a caption or a comment although nothing says so.
fn is_prose(context: &Context, index: usize, facts: &Facts, next: Option<&Facts>) -> bool {
    let caption = flag::CREDIT | flag::CAPTION_LABEL | flag::BIOGRAPHY | flag::ACTION;
    let plain = !facts.has(caption) && context.ends[index] == 0 && context.copies[index] == 0;
    // Captions do not open with speech.
    let speech = facts.has(flag::QUOTED) && facts.words >= 15 && facts.stops * 4 >= facts.words;
    let label_follows =
        next.is_some_and(|it| it.words <= 8 && (it.has(flag::CREDIT) || it.end == End::None));
    let paragraph = context.classes[index] == Class::Seed
        && context.since_seed[index] <= 3
        && (facts.words >= 30 || facts.inner_ends > 0 || facts.quotes >= 2)
        && !facts.has(flag::PICTURE)
        && !label_follows;
    plain && (speech || paragraph)
}

/// A first paragraph that a label or a caption parts from the second.
fn is_lead(
    context: &Context,
    parts: &[Part],
    index: usize,
    facts: &Facts,
    next: Option<&Facts>,
) -> bool {
    let caption = flag::CREDIT | flag::CAPTION_LABEL | flag::PICTURE | flag::BIOGRAPHY;
    let near = &parts[index + 1..parts.len().min(index + 4)];
    context.classes[index] == Class::Seed
        && facts.words >= 20
        && !facts.has(caption)
        && near.contains(&Part::Body)
        && next.is_none_or(|it| !it.has(flag::CREDIT | flag::BYLINE | flag::DATE | flag::TIME))
}

/// A heading right under a link's label: `More on floods` / `‘No way back’` / paragraph.
fn is_heading_before_prose(context: &Context, parts: &[Part], index: usize, facts: &Facts) -> bool {
    (2..=7).contains(&facts.words)
        && facts.end == End::None
        && facts.flags
            & (flag::ACTION
                | flag::CREDIT
                | flag::DATE
                | flag::TIME
                | flag::BYLINE
                | flag::BAR
                | flag::LOWER_START
                | flag::BULLET
                | flag::CLOCK
                | flag::FOREIGN
                | flag::ADDRESS
                | flag::ANYWHERE
                | flag::CAPTION_LABEL)
            == 0
        && (facts.quotes >= 2 || facts.has(flag::QUOTED))
        && context.copies[index] == 0
        && parts.get(index + 1) == Some(&Part::Body)
        && context.classes.get(index + 1) == Some(&Class::Seed)
}
