//! Scores counted by hand.

use std::collections::BTreeMap;

use rashomon_core::{AttributeType, Schema, Span};
use rashomon_formats::OffsetUnit;

use super::case::CaseKind;
use super::compare::{Comparison, Matching, Score};
use super::item::{Datum, Item};
use super::profile::{PLAIN_NUMBERS, Profile};
use super::score::{Ratio, Tally};

const TEXT: &str = "Anna Berg of Norport met Ola Dahl of the Fish Council.";

/// The first place of `marked` in `text`.
fn span(text: &str, marked: &str) -> Span {
    let start = text.find(marked).unwrap() as u32;
    Span::new(start, start + marked.len() as u32)
}

fn item(text: &str, marked: &str, label: &str, attributes: &[(&str, Datum)]) -> Item {
    let attributes = attributes.iter().map(|(name, it)| ((*name).to_owned(), it.clone()));
    Item { span: Some(span(text, marked)), label: label.into(), attributes: attributes.collect() }
}

fn text(text: &str) -> Datum {
    Datum::Text(text.into())
}

fn compare(analyzer: &str, matching: Matching, text: &str, gold: &[Item], found: &[Item]) -> Score {
    let schema = Schema::new(analyzer, Vec::new(), vec![("kind".into(), AttributeType::String)]);
    let profile = Profile::of(analyzer);
    let rules = match matching {
        Matching::Value => PLAIN_NUMBERS.to_vec(),
        Matching::Spans | Matching::Given => profile.rules(&schema),
    };
    let share = profile.share;
    let unit = OffsetUnit::Chars;
    let comparison = Comparison { profile, rules, matching, share, unit, most_cases: 100 };
    comparison.compare(text, gold, found.to_vec(), (1, "a"))
}

fn tally(gold: u64, found: u64, strict: u64, lenient: u64) -> Tally {
    Tally { gold, found, strict, lenient }
}

fn kinds(score: &Score) -> Vec<(&'static str, u64)> {
    score.kinds.iter().map(|(kind, count)| (kind.name(), *count)).collect()
}

#[test]
fn spans_and_labels() {
    let gold = [
        item(TEXT, "Anna Berg", "PER", &[]),
        item(TEXT, "Norport", "LOC", &[]),
        item(TEXT, "Ola Dahl", "PER", &[]),
        item(TEXT, "Fish Council", "ORG", &[]),
    ];
    let found = [
        item(TEXT, "Anna Berg", "PER", &[]),
        item(TEXT, "Norport", "ORG", &[]),
        item(TEXT, "met", "LOC", &[]),
        item(TEXT, "Dahl", "PER", &[]),
        item(TEXT, "the Fish Council", "ORG", &[]),
    ];
    let score = compare("entities", Matching::Spans, TEXT, &gold, &found);
    let expected = [
        ("PER".to_owned(), tally(2, 2, 1, 2)),
        ("LOC".to_owned(), tally(1, 1, 0, 0)),
        ("ORG".to_owned(), tally(1, 2, 0, 1)),
    ];
    assert_eq!(score.labels, BTreeMap::from(expected));
    assert_eq!(score.any, tally(4, 5, 2, 4));
    assert_eq!(kinds(&score), [("spurious", 1), ("wrong_label", 1), ("wrong_border", 2)]);
}

#[test]
fn each_annotation_matches_one_at_most() {
    let gold = [item(TEXT, "Anna Berg", "PER", &[])];
    let found = [item(TEXT, "Anna", "PER", &[]), item(TEXT, "Berg", "PER", &[])];
    let score = compare("entities", Matching::Spans, TEXT, &gold, &found);
    assert_eq!(score.labels["PER"], tally(1, 2, 0, 1));
    assert_eq!(kinds(&score), [("spurious", 1), ("wrong_border", 1)]);
}

#[test]
fn a_quotation_matches_with_four_fifths_and_without_its_marks() {
    let text = "Anna Berg said: “We will open the harbour in May.” Nobody else spoke.";
    let gold = [item(text, "“We will open the harbour in May.”", "direct", &[])];
    let all = [item(text, "We will open the harbour in May.", "direct", &[])];
    let score =
        |found: &[Item]| compare("quotes", Matching::Spans, text, &gold, found).labels["direct"];
    assert_eq!(score(&all), tally(1, 1, 1, 1));
    // 31 characters without marks; 25 are more than four fifths of them, 24 are not.
    assert_eq!(
        score(&[item(text, "We will open the harbour i", "direct", &[])]),
        tally(1, 1, 0, 1)
    );
    assert_eq!(score(&[item(text, "We will open the harbour", "direct", &[])]), tally(1, 1, 0, 0));
    let part = [item(text, "We will open", "direct", &[])];
    let part = compare("quotes", Matching::Spans, text, &gold, &part);
    assert_eq!(kinds(&part), [("wrong_border", 1)], "what touches is one error, not two");
}

#[test]
fn attributes_are_compared_where_spans_match() {
    let text_ = "On Monday and Tuesday, for two days in May.";
    let value = |it: &str| [("value", text(it))];
    let gold = [
        item(text_, "Monday", "DATE", &value("2024-05-06")),
        item(text_, "Tuesday", "DATE", &value("2024-05-07")),
        item(text_, "two days", "DURATION", &value("P2D")),
        item(text_, "May", "DATE", &value("2024-05")),
    ];
    let found = [
        item(text_, "Monday", "DATE", &value("2024-05-06")),
        // Another label, another border: the value counts all the same.
        item(text_, "for two days", "DATE", &value("p2d")),
        item(text_, "May", "DATE", &value("2023-05")),
    ];
    let score = compare("timeline", Matching::Spans, text_, &gold, &found);
    let values = &score.attributes[0];
    assert_eq!((values.matched, values.right), (3, 2));
    assert_eq!(values.end_to_end, Ratio { right: 2, gold: 4, found: 3 });
    assert_eq!(kinds(&score), [("missed", 1), ("wrong_label", 1), ("wrong_attribute", 1)]);
    let wrong = score.cases.iter().find(|it| it.kind == CaseKind::WrongAttribute).unwrap();
    let (name, gold, found) = wrong.attribute.clone().unwrap();
    assert_eq!(
        (name.as_str(), gold.as_deref(), found.as_deref()),
        ("value", Some("2024-05"), Some("2023-05"))
    );
}

#[test]
fn an_analyzer_without_a_profile_has_all_its_attributes_compared() {
    let kind = |it: &str| [("kind", text(it))];
    let gold = [item(TEXT, "Norport", "X", &kind("a")), item(TEXT, "met", "X", &[])];
    let found = [item(TEXT, "Norport", "X", &kind("b")), item(TEXT, "met", "X", &[])];
    let score = compare("mine", Matching::Spans, TEXT, &gold, &found);
    assert_eq!((score.attributes[0].matched, score.attributes[0].right), (1, 0));
    // Where neither has it, the annotation is right as it is.
    assert_eq!(score.attributes[0].end_to_end, Ratio { right: 1, gold: 2, found: 2 });
}

#[test]
fn a_classification_counts_what_gold_asks_for() {
    let judgement = |marked: &str, label: &str, score: f64| {
        item(TEXT, marked, label, &[("unit", text("target")), ("score", Datum::Number(score))])
    };
    let gold = [
        judgement("Anna Berg", "positive", 0.9),
        judgement("Ola Dahl", "negative", -0.5),
        judgement("Norport", "neutral", 0.0),
    ];
    let found = [
        judgement("Anna Berg", "positive", 0.7),
        judgement("Ola Dahl", "neutral", 0.1),
        // Not asked for, and of another sort.
        judgement("Fish Council", "negative", -1.0),
        item(TEXT, "Norport", "neutral", &[("unit", text("sentence"))]),
    ];
    let score = compare("sentiment", Matching::Given, TEXT, &gold, &found);
    assert_eq!(score.labels["positive"], tally(1, 1, 1, 1));
    assert_eq!(score.labels["negative"], tally(1, 0, 0, 0));
    assert_eq!(score.labels["neutral"], tally(1, 1, 0, 0));
    assert_eq!(score.any, tally(3, 2, 2, 2));
    assert_eq!(score.attributes[0].numbers, [(0.9, 0.7), (-0.5, 0.1)]);
    assert_eq!(kinds(&score), [("missed", 1), ("wrong_label", 1)]);
}

#[test]
fn without_places_annotations_match_by_value() {
    let unplaced = |value: f64, unit: &str| Item {
        span: None,
        label: String::new(),
        attributes: vec![("value".into(), Datum::Number(value)), ("unit_name".into(), text(unit))],
    };
    let text = "2 boats, 2 cars and 5 boats";
    let gold = [unplaced(2.0, "car"), unplaced(2.0, "boat"), unplaced(7.0, "boat")];
    let found = [unplaced(2.0, "boats"), unplaced(2.0, "cars"), unplaced(5.0, "boats")];
    let score = compare("numbers", Matching::Value, text, &gold, &found);
    assert_eq!(score.any.lenient(), Ratio { right: 2, gold: 3, found: 3 });
    // Of two with the same value, the ones with the same unit are matched.
    assert_eq!((score.attributes[1].matched, score.attributes[1].right), (2, 2));
    assert_eq!(kinds(&score), [("missed", 1), ("spurious", 1)]);
}

#[test]
fn sums_keep_the_first_cases_only() {
    let gold = [item(TEXT, "Anna Berg", "PER", &[])];
    let missed = || compare("entities", Matching::Spans, TEXT, &gold, &[]);
    let mut sum = Score::default();
    sum.add(missed(), 2);
    sum.add(missed(), 2);
    sum.add(missed(), 2);
    assert_eq!((sum.cases.len(), sum.kinds[&CaseKind::Missed], sum.any.gold), (2, 3, 3));
}
