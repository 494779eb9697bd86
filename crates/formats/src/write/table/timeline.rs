//! What happened when: dates and times in order, each with its words and events; then durations and repeated times.

use rashomon_core::{Annotation, Document, Layer, OwnedDocument};

use crate::page::{Ink, Page, Piece};

/// Times shown.
const MOST: usize = 8;
/// Durations and repeated times shown.
const MOST_LENGTHS: usize = 8;
/// Columns that a value may take.
const VALUE: usize = 19;

/// All expressions with one value.
struct Time<'a> {
    value: &'a str,
    /// Start of the interval: what times are sorted by. Those without one come last, in the order of the text.
    begin: Option<&'a str>,
    words: Vec<&'a str>,
    events: Vec<&'a str>,
}

pub(super) fn write(document: &OwnedDocument, layer: Layer<'_>, page: &mut Page<'_>) {
    let is_length = |it: &Annotation<'_>| matches!(it.label(), "DURATION" | "SET");
    let mut times = merge(document, layer.iter().filter(|it| !is_length(it)));
    times.sort_by_key(|it| (it.begin.is_none(), it.begin));
    let column = times.iter().map(|it| it.value.chars().count()).max().unwrap_or(0).min(VALUE) + 2;
    let rows = times.iter().map(|it| row(it, column, page.room())).collect();
    page.rows("Timeline", rows, MOST);
    let lengths = merge(document, layer.iter().filter(is_length));
    let length = |it: &Time<'_>| {
        let words = it.words.join(", ");
        let value = if words == it.value { String::new() } else { format!(" {}", it.value) };
        vec![Piece::new(Ink::Plain, &words), Piece::new(Ink::Faint, &value)]
    };
    page.items("Durations", lengths.iter().map(length).collect(), MOST_LENGTHS);
}

fn merge<'a>(
    document: &'a OwnedDocument,
    found: impl Iterator<Item = Annotation<'a>>,
) -> Vec<Time<'a>> {
    let mut times: Vec<Time<'_>> = Vec::new();
    for annotation in found {
        let words = document.slice(annotation.span());
        let value = annotation.text("value").unwrap_or(words);
        let known = times.iter().position(|it| it.value == value).unwrap_or_else(|| {
            let begin = annotation.text("begin");
            times.push(Time { value, begin, words: Vec::new(), events: Vec::new() });
            times.len() - 1
        });
        let event = annotation.span_of("event").map(|it| document.slice(it));
        add(&mut times[known].words, words);
        add(&mut times[known].events, event.unwrap_or_default());
    }
    times
}

fn add<'a>(texts: &mut Vec<&'a str>, text: &'a str) {
    if !text.is_empty() && !texts.contains(&text) {
        texts.push(text);
    }
}

fn row(time: &Time<'_>, column: usize, room: usize) -> Vec<Piece> {
    let value = Piece::new(Ink::Name, time.value).cut(column - 2).pad(column);
    let words = match time.words.as_slice() {
        [only] if *only == time.value => String::new(),
        words => words.join(", "),
    };
    let events = time.events.join(", ");
    let gap = if words.is_empty() || events.is_empty() { "" } else { " · " };
    let room = room.saturating_sub(column);
    // Events are what one looks for; words get at most half of the room where there are any.
    let most = if events.is_empty() { room } else { room / 2 };
    let words = Piece::new(Ink::Faint, &words).cut(most);
    let gap = Piece::own(Ink::Faint, gap);
    let events = Piece::new(Ink::Plain, &events);
    let events = events.cut(room.saturating_sub(words.width() + gap.width()));
    vec![value, words, gap, events]
}
