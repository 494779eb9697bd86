//! What is marked in a text: the findings of each analyzer, and the places that tables name.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::input::Annotation;
use crate::model::{BackLink, Place, Reading, shown};

/// The marks of one text, by start, longer ones first.
pub(crate) struct Marks<'a>(pub(crate) Vec<Mark<'a>>);

/// A stretch of a text that is marked. What one analyzer says of one stretch is one mark.
pub(crate) struct Mark<'a> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The analyzer.
    pub(crate) kind: &'a str,
    /// The mark's id in the page.
    pub(crate) id: String,
    /// How it looks: analyzer and label.
    pub(crate) class: String,
    /// What is known of it, by line.
    pub(crate) note: String,
    /// Findings that it is part of.
    pub(crate) links: &'a [BackLink],
}

impl<'a> Marks<'a> {
    pub(crate) fn new(
        reading: &Reading<'a>,
        index: usize,
        places: &'a BTreeMap<Place, Vec<BackLink>>,
        others: &[&str],
    ) -> Self {
        let mut builder = Builder { reading, others, marks: BTreeMap::new() };
        for annotation in reading.document.annotations.iter().filter(|it| is_marked(it)) {
            let kind = annotation.analyzer.as_str();
            let Some(mark) = builder.mark(annotation.start, annotation.end, kind) else { continue };
            if mark.note.is_empty() {
                mark.class.push_str(label_class(annotation));
            } else {
                mark.note.push('\n');
            }
            describe(annotation, &mut mark.note);
        }
        let first = Place { report: index, start: 0, end: 0, kind: "" };
        let last = Place { report: index + 1, ..first };
        for (place, links) in places.range(first..last) {
            if let Some(mark) = builder.mark(place.start, place.end, place.kind) {
                mark.links = links;
            }
        }
        Self(builder.marks.into_values().collect())
    }
}

/// Where marks stand: by start, longer ones first, then by analyzer.
type Order<'a> = (usize, Reverse<usize>, u8, &'a str);

struct Builder<'b, 'a> {
    reading: &'b Reading<'a>,
    others: &'b [&'b str],
    marks: BTreeMap<Order<'a>, Mark<'a>>,
}

impl<'a> Builder<'_, 'a> {
    /// The mark of an analyzer there; `None` if that is no place in the text.
    fn mark(&mut self, start: usize, end: usize, kind: &'a str) -> Option<&mut Mark<'a>> {
        self.reading.slice(start, end)?;
        let class = class_of(kind, self.others);
        let id = format!("{}-{class}-{start}-{end}", self.reading.name);
        let mark = Mark { start, end, kind, id, class, note: String::new(), links: &[] };
        Some(self.marks.entry((start, Reverse(end), order(kind), kind)).or_insert(mark))
    }
}

/// Quotations hold all else; tone lies closest to the words.
fn order(kind: &str) -> u8 {
    match kind {
        "quotes" => 0,
        "numbers" => 2,
        "timeline" => 3,
        "entities" => 4,
        "sentiment" => 5,
        _ => 1,
    }
}

/// The tone of a sentence or a target is shown where it is not neutral; what it rests on is not.
fn is_marked(annotation: &Annotation) -> bool {
    if annotation.analyzer != "sentiment" {
        return true;
    }
    let unit = annotation.attributes.get("unit").and_then(|it| it.as_str());
    matches!(annotation.label.as_str(), "positive" | "negative")
        && matches!(unit, Some("target" | "sentence"))
}

/// The analyzers that the page knows, and a few shapes for the rest.
pub(crate) fn class_of(kind: &str, others: &[&str]) -> String {
    match kind {
        "entities" | "quotes" | "numbers" | "timeline" | "sentiment" => kind.to_owned(),
        _ => format!("other{}", others.iter().position(|it| *it == kind).unwrap_or(0) % 4 + 1),
    }
}

fn label_class(annotation: &Annotation) -> &'static str {
    let unit = annotation.attributes.get("unit").and_then(|it| it.as_str());
    match (annotation.analyzer.as_str(), annotation.label.as_str()) {
        ("quotes", "direct" | "mixed") => " marked",
        ("quotes", "indirect") => " indirect",
        ("quotes", "scare") => " scare",
        ("sentiment", "positive") if unit == Some("target") => " positive",
        ("sentiment", "negative") if unit == Some("target") => " negative",
        ("sentiment", "positive") => " positive sentence",
        ("sentiment", "negative") => " negative sentence",
        _ => "",
    }
}

/// Attributes that are numbers of other findings, or of use to programs only.
const UNSAID: [&str; 10] = [
    "entity",
    "speaker_entity",
    "continues",
    "claimant",
    "target",
    "of",
    "logit",
    "confidence",
    "speaker_span",
    "cue_span",
];

/// What is known of a finding, a line for each attribute.
fn describe(annotation: &Annotation, note: &mut String) {
    note.push_str(match (annotation.analyzer.as_str(), annotation.label.as_str()) {
        ("entities", "PER") => "person",
        ("entities", "LOC") => "place",
        ("entities", "ORG") => "organization",
        ("entities", "MISC") => "other name",
        ("quotes", "direct") => "direct quotation",
        ("quotes", "mixed") => "quotation in part",
        ("quotes", "indirect") => "indirect speech",
        ("quotes", "scare") => "marks without speech",
        ("sentiment", "positive") => "positive tone",
        ("sentiment", "negative") => "negative tone",
        (_, label) => label,
    });
    for (key, value) in &annotation.attributes {
        let reference = key == "speaker" && value.is_number();
        let value = shown(value);
        if !UNSAID.contains(&key.as_str()) && !reference && !value.is_empty() {
            write!(note, "\n{}: {value}", key.replace('_', " ")).expect("a string takes all");
        }
    }
}
