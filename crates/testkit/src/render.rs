//! Annotations as marked text: the notation of cases, written.

use std::fmt::Write;

use rashomon_core::{Annotation, Document, Span, Value};

use crate::values::{Found, span_attributes};

/// The text with the annotations marked that were found. `shows` says which attributes are wanted: of an annotation,
/// the one with this key. Marks that cross each other cannot be written into the text and follow it, a line each.
pub(crate) fn marked(found: Found<'_>, shows: impl Fn(Annotation<'_>, u16) -> bool) -> String {
    let shows = &shows;
    let spans_of = |it| span_attributes(it).filter(move |&(key, _)| shows(it, key));
    let tied = found.layer.iter().filter(|&it| spans_of(it).next().is_some()).count() > 1;
    let mut marks: Vec<(Span, String)> = Vec::new();
    for annotation in found.layer.iter() {
        let mut tie = String::new();
        if tied && spans_of(annotation).next().is_some() {
            tie = format!("#{}", annotation.index() + 1);
        }
        let mut head = format!("{}{tie}", annotation.label());
        for (key, value) in annotation.attributes().filter(|&(key, _)| shows(annotation, key)) {
            if !matches!(value, Value::Span(_)) {
                let text = found.value_text(key, value);
                let _ = write!(head, "|{}={}", found.name(key), quoted(&text));
            }
        }
        marks.push((annotation.span(), head));
        for (key, span) in spans_of(annotation) {
            marks.push((span, format!("{}{tie}", found.name(key))));
        }
    }
    // The sort is stable: of equal spans, a label stays around its attributes.
    marks.sort_by(|a, b| a.0.reading_order(b.0));
    write_marks(found.document.text(), &marks)
}

/// An annotation in a line of its own: label, text, all attributes.
pub(crate) fn in_full(found: Found<'_>, annotation: Annotation<'_>) -> String {
    let mut line = format!("{} {:?}", annotation.label(), found.document.slice(annotation.span()));
    let mut separator = " with ";
    for (key, value) in annotation.attributes() {
        let text = found.value_text(key, value);
        let _ = write!(line, "{separator}{}={}", found.name(key), quoted(&text));
        separator = " ";
    }
    line
}

/// A value as it stands in the head of a mark.
fn quoted(value: &str) -> String {
    let plain = |it: char| !it.is_whitespace() && !"{}|\"\\".contains(it);
    if !value.is_empty() && !value.starts_with('#') && value.chars().all(plain) {
        return value.into();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Writes sorted marks into the text.
fn write_marks(text: &str, marks: &[(Span, String)]) -> String {
    let mut marked = String::new();
    let mut outside = String::new();
    let mut open: Vec<u32> = Vec::new();
    let mut done = 0;
    let mut advance = |marked: &mut String, to: u32| {
        marked.push_str(text.get(done as usize..to as usize).unwrap_or_default());
        done = to;
    };
    for (span, head) in marks {
        while let Some(end) = open.pop_if(|end| *end <= span.start()) {
            advance(&mut marked, end);
            marked.push('}');
        }
        if open.last().is_some_and(|&end| span.end() > end) {
            let covered = text.get(span.range()).unwrap_or_default();
            let _ = write!(outside, "\n{{{head} {covered}}}");
            continue;
        }
        advance(&mut marked, span.start());
        let _ = write!(marked, "{{{head} ");
        open.push(span.end());
    }
    while let Some(end) = open.pop() {
        advance(&mut marked, end);
        marked.push('}');
    }
    advance(&mut marked, text.len() as u32);
    marked + &outside
}

#[cfg(test)]
mod tests {
    use rashomon_core::Span;

    use super::{quoted, write_marks};

    fn mark(start: u32, end: u32, head: &str) -> (Span, String) {
        (Span::new(start, end), head.into())
    }

    #[test]
    fn nested_marks_close_from_the_inside() {
        let marks = [mark(0, 5, "a"), mark(0, 2, "b"), mark(2, 5, "c"), mark(7, 7, "d")];
        assert_eq!(write_marks("12345 7", &marks), "{a {b 12}{c 345}} 7{d }");
    }

    #[test]
    fn crossing_marks_follow_the_text() {
        let marks = [mark(0, 3, "a"), mark(2, 5, "b"), mark(5, 6, "c")];
        assert_eq!(write_marks("123456", &marks), "{a 123}45{c 6}\n{b 345}");
    }

    #[test]
    fn values_are_quoted_where_the_notation_needs_it() {
        let values = ["2", "a b", "#1", "", "say \"so\"", "é|è"];
        let written = ["2", "\"a b\"", "\"#1\"", "\"\"", "\"say \\\"so\\\"\"", "\"é|è\""];
        assert_eq!(values.map(quoted), written);
    }
}
