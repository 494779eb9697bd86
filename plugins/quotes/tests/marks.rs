//! Marks within marks, and marks of transcripts. Names and sayings are invented.
#![forbid(unsafe_code)]

use std::sync::LazyLock;

use rashomon_core::{Annotation, Document};
use rashomon_entities::Entities;
use rashomon_quotes::Quotes;
use rashomon_testkit::Kit;

static KIT: LazyLock<Kit<Quotes>> = LazyLock::new(|| Kit::new().with::<Entities>());

#[track_caller]
fn says(text: &str, expected: &[(&str, &str)]) {
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    let marks = layer.iter().filter(|it| matches!(it.label(), "direct" | "mixed"));
    let found: Vec<_> = marks
        .map(|it| {
            (document.slice(it.span()).to_owned(), it.text("speaker").unwrap_or("-").to_owned())
        })
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn curly_marks_nest_in_a_paragraph_that_opens_with_a_straight_one() {
    says(
        "Anna Berg told the council:\n\n\
         \"This harbour has nothing to do with “fair play” any more. It is about power.\n\n\
         \"I will not serve on its board.\"\n\n\
         The council votes in May.",
        &[
            (
                "This harbour has nothing to do with “fair play” any more. It is about power.",
                "Anna Berg",
            ),
            ("I will not serve on its board.", "Anna Berg"),
        ],
    );
}

#[test]
fn single_marks_between_two_apostrophes_are_speech_within_speech() {
    says(
        "The harbour of Vik is closed.\n\n\
         ''When people ask, 'Where are the ships?' I do not know what to say,'' Anna Berg said.",
        &[],
    );
}

#[test]
fn each_label_of_a_transcript_starts_the_speech_of_another() {
    says(
        "Anna Berg spoke to Carl Holm on Monday.\n\n\
         Partial transcript as follows:\n\n\
         \"HOLM: Why is the harbour closed?\n\n\
         \"BERG: Because nobody pays for it.\n\n\
         \"(CROSSTALK.)\n\n\
         \"HOLM: Who should pay for it, then?\n\n\
         \"BERG: You and I and all who live in this town.\"",
        &[
            ("HOLM: Why is the harbour closed?", "Carl Holm"),
            ("BERG: Because nobody pays for it.", "Anna Berg"),
            ("HOLM: Who should pay for it, then?", "Carl Holm"),
            ("BERG: You and I and all who live in this town.", "Anna Berg"),
        ],
    );
}

#[test]
fn a_comma_or_stop_may_stand_outside_the_marks() {
    says(
        "\"We did it\", Mayor Anna Berg told reporters outside the town hall on Tuesday.\n\n\
         Carl Holm said the vote was \"a gift to the town\".",
        &[("We did it", "Anna Berg"), ("a gift to the town", "Carl Holm")],
    );
}

#[test]
fn an_apostrophe_does_not_close_what_the_next_paragraph_goes_on_with() {
    says(
        "‘We stay,’ Carl Holm said on Monday.\n\n\
         The mayor, Anna Berg, said: ‘My predecessors’ plan was to sell the harbour, and it was a bad one.\n\n\
         ‘I will say no again if they ask me tomorrow.’",
        &[
            ("We stay,", "Carl Holm"),
            ("My predecessors’ plan was to sell the harbour, and it was a bad one.", "Anna Berg"),
            ("I will say no again if they ask me tomorrow.", "Anna Berg"),
        ],
    );
}

#[test]
fn a_cue_counts_for_more_than_the_last_label_of_a_transcript() {
    says(
        "Anna Berg spoke to Carl Holm on Monday.\n\n\
         HOLM: Why is the harbour closed?\n\n\
         BERG: Because nobody pays for it.\n\n\
         HOLM: Who should pay for it, then?\n\n\
         BERG: You and I and all who live in this town.\n\n\
         “I was there when the harbour was built,” recalled Lena Dahl, who keeps the records of the town.",
        &[
            ("Why is the harbour closed?", "Carl Holm"),
            ("Because nobody pays for it.", "Anna Berg"),
            ("Who should pay for it, then?", "Carl Holm"),
            ("You and I and all who live in this town.", "Anna Berg"),
            ("I was there when the harbour was built,", "Lena Dahl"),
        ],
    );
}

#[test]
fn values_of_attributes_are_no_quotations() {
    let text = "<card date=\"May 3, 2016\" by=\"@annaberg\">\"The harbour stays open,\" Anna Berg wrote. <card/>";
    says(text, &[("The harbour stays open,", "Anna Berg")]);
    let document = KIT.annotate(text);
    let labels: Vec<_> = document.layer("quotes").unwrap().iter().map(Annotation::label).collect();
    assert_eq!(labels, ["direct"]);
}
