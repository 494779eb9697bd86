//! Where the mention of a speaker starts and ends. Names and sayings are invented.
#![forbid(unsafe_code)]

use std::sync::LazyLock;

use rashomon_core::Document;
use rashomon_entities::Entities;
use rashomon_quotes::Quotes;
use rashomon_testkit::Kit;

static KIT: LazyLock<Kit<Quotes>> = LazyLock::new(|| Kit::new().with::<Entities>());

/// The mentions of those who speak, of quotations with this label.
fn mentions(label: &str, text: &str) -> Vec<String> {
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    let said = layer.iter().filter(|it| it.label() == label);
    said.map(|it| it.span_of("speaker_span").map_or("-", |it| document.slice(it)).into()).collect()
}

#[test]
fn what_sets_a_speaker_against_another_is_no_part_of_the_name() {
    let text = "Anna Berg said nothing. Carl Holm, for his part, said: \"We will not sell the harbour of our fathers.\"";
    assert_eq!(mentions("direct", text), ["Carl Holm"]);
}

#[test]
fn the_day_is_no_part_of_the_name() {
    let text = "Mayor Anna Berg on Monday said: \"We will not sell the harbour of our fathers.\"";
    assert_eq!(mentions("direct", text), ["Mayor Anna Berg"]);
}

#[test]
fn the_time_before_the_speaker_is_no_part_of_it() {
    for (text, speaker) in [
        ("This year, some groups of dockers said: \"We will strike.\"", "some groups of dockers"),
        (
            "Last month, the mayor of Vik said: \"We will not sell the harbour.\"",
            "the mayor of Vik",
        ),
    ] {
        assert_eq!(mentions("direct", text), [speaker]);
    }
}

#[test]
fn what_stands_behind_the_bracket_is_no_part_of_the_speaker() {
    let text = "The deal was called \"a gift to the rich\" (according to the Vik Herald) and was dropped in May.";
    assert_eq!(mentions("mixed", text), ["the Vik Herald"]);
}

#[test]
fn the_number_of_a_list_is_no_part_of_the_speaker() {
    let text =
        "1) Anna Berg said she would stay in Vik.\n\n2) Tor Lund said he would leave the town.";
    assert_eq!(mentions("indirect", text), ["Anna Berg", "Tor Lund"]);
}

#[test]
fn a_name_of_the_web_speaks() {
    let text = "Vikposten.com said it would close its office in Vik.";
    assert_eq!(mentions("indirect", text), ["Vikposten.com"]);
}

#[test]
fn a_bracket_within_the_mention_stays() {
    let text = "\"We will win the war,\" (former) mayor Anna Berg said.";
    assert_eq!(mentions("direct", text), ["(former) mayor Anna Berg"]);
}

#[test]
fn verbs_with_one_subject_have_one_speaker() {
    let text = "Anna Berg accused the council of breaking its promises and complained about the plans of the port of Vik.";
    let found = mentions("indirect", text);
    assert!(!found.is_empty() && found.iter().all(|it| it == "Anna Berg"), "{found:?}");
}

#[test]
fn the_place_of_a_report_is_no_part_of_the_speaker() {
    let text = "OSLO (AP) — Mayor Anna Berg said: \"We will not sell the harbour of our fathers.\"";
    assert_eq!(mentions("direct", text), ["Mayor Anna Berg"]);
}

#[test]
fn a_dash_behind_letters_in_capitals_is_no_dateline() {
    for speaker in ["FBI Director Carl Holm", "CNN anchor Carl Holm"] {
        let text = format!(
            "{speaker} — a friend of hers — said: \"We will not sell the harbour of our fathers.\""
        );
        let found = mentions("direct", &text);
        assert!(found.len() == 1 && found[0].starts_with(speaker), "{found:?}");
    }
}
