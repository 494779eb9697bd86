//! The texts of reports, with what was found in them.

mod context;
mod marks;
mod nest;

pub(crate) use context::context;
pub(crate) use marks::{Marks, class_of};

use crate::html::{Page, put};
use crate::input::Block;
use crate::model::Reading;

/// Writes a text by its paragraphs.
pub(crate) fn write(page: &mut Page, reading: &Reading<'_>, marks: &Marks<'_>, heading: u8) {
    let mut nest = nest::Nest::new(reading.text, marks);
    for paragraph in paragraphs(reading) {
        let kind = paragraph[0].kind;
        let tag = if kind == "heading" { format!("h{heading}") } else { "p".to_owned() };
        put!(page, "<{tag} class=\"b {}\" dir=\"auto\">", class(kind));
        let mut end = paragraph[0].start;
        for segment in &paragraph {
            nest.plain(page, end, segment.start);
            let inner = segment.kind != kind;
            if inner {
                put!(page, "<span class=\"b {}\" dir=\"auto\">", class(segment.kind));
            }
            nest.write(page, segment.start, segment.end);
            if inner {
                page.raw("</span>");
            }
            end = segment.end;
        }
        put!(page, "</{tag}>\n");
    }
}

/// A stretch of a text of one kind of block.
struct Segment<'a> {
    kind: &'a str,
    start: usize,
    end: usize,
}

/// The blocks of a text, those of one line together.
fn paragraphs<'a>(reading: &Reading<'a>) -> Vec<Vec<Segment<'a>>> {
    let text = reading.text;
    let mut paragraphs: Vec<Vec<Segment<'a>>> = Vec::new();
    let mut end = 0;
    let mut add = |kind: &'a str, from: usize, to: usize| {
        // Blocks that are not in order, or not in the text, come from elsewhere; the text is shown nevertheless.
        if from < end || text.get(from..to).is_none_or(|it| it.trim().is_empty()) {
            return;
        }
        let segment = Segment { kind, start: from, end: to };
        match paragraphs.last_mut() {
            Some(last) if text.get(end..from).is_some_and(|it| !it.contains('\n')) => {
                last.push(segment);
            }
            _ => paragraphs.push(vec![segment]),
        }
        end = to;
    };
    let mut at = 0;
    for Block { kind, start, end } in &reading.document.blocks {
        if *start < at || text.get(*start..*end).is_none() {
            continue;
        }
        lines(text, at, *start, &mut add);
        add(kind, *start, *end);
        at = *end;
    }
    lines(text, at, text.len(), &mut add);
    paragraphs
}

/// What is in no block is body text, by the line.
fn lines<'a>(text: &str, from: usize, to: usize, add: &mut impl FnMut(&'a str, usize, usize)) {
    let mut start = from;
    for line in text.get(from..to).unwrap_or_default().split_inclusive('\n') {
        add("body", start, start + line.trim_end_matches('\n').len());
        start += line.len();
    }
}

/// The kinds of blocks that look different.
fn class(kind: &str) -> &'static str {
    match kind {
        "title" => "title",
        "subtitle" => "subtitle",
        "heading" => "heading",
        "caption" => "caption",
        "dateline" => "dateline",
        "boilerplate" => "boilerplate",
        "foreign" => "foreign",
        _ => "body",
    }
}
