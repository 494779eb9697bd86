//! Who is meant and through what it was said; names and sayings are invented, but for heads of state.
#![forbid(unsafe_code)]

use std::sync::LazyLock;

use rashomon_core::Document;
use rashomon_entities::Entities;
use rashomon_quotes::Quotes;
use rashomon_testkit::Kit;

static KIT: LazyLock<Kit<Quotes>> = LazyLock::new(|| Kit::new().with::<Entities>());

/// The speakers of the quotations in marks.
fn speakers(text: &str) -> Vec<String> {
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    let marks = layer.iter().filter(|it| matches!(it.label(), "direct" | "mixed"));
    marks.map(|it| it.text("speaker").unwrap_or("-").into()).collect()
}

#[track_caller]
fn speak(text: &str, expected: &[&str]) {
    assert_eq!(speakers(text), expected, "{text}");
}

/// The medium of the only quotation in marks.
#[track_caller]
fn medium(text: &str) -> Option<String> {
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    let mut marks = layer.iter().filter(|it| matches!(it.label(), "direct" | "mixed"));
    let first = marks.next().unwrap_or_else(|| panic!("no quotation in {text}"));
    assert!(marks.next().is_none(), "more than one quotation in {text}");
    first.span_of("medium").map(|it| document.slice(it).to_owned())
}

#[test]
fn readers_know_the_heads_of_state_and_government_that_a_report_names() {
    speak(
        "Jacinda Ardern arrived in Oslo on Monday. “We are close friends,” the New Zealand prime minister said.",
        &["Jacinda Ardern"],
    );
    speak(
        "William Ruto met Ola Holm, the mayor, on Monday. “We are close friends,” the Kenyan leader said.",
        &["William Ruto"],
    );
}

#[test]
fn a_namesake_of_a_head_of_state_is_somebody_else() {
    speak(
        "Clara Ardern arrived in Oslo on Monday. “We are close friends,” the New Zealand prime minister said.",
        &["the New Zealand prime minister"],
    );
}

#[test]
fn an_office_that_two_people_of_the_report_have_held_tells_nothing() {
    speak(
        "Chris Hipkins met Jacinda Ardern on Monday. “We are close friends,” the New Zealand prime minister said.",
        &["the New Zealand prime minister"],
    );
}

#[test]
fn former_leaders_and_bare_surnames_hold_no_office() {
    for named in ["Former prime minister Jacinda Ardern", "Ardern, the striker,"] {
        speak(
            &format!(
                "{named} arrived in Oslo on Monday. “We are close friends,” the New Zealand prime minister said."
            ),
            &["the New Zealand prime minister"],
        );
    }
}

#[test]
fn an_office_with_its_place_stands_before_a_name() {
    speak("Mayor of Oslo Anna Berg said the help was “a joke”.", &["Anna Berg"]);
}

#[test]
fn first_names_tell_he_from_she() {
    speak(
        "Annelise Dahl met Henning Vik at the harbour. “It will stay open,” she said. “We are glad,” he added.",
        &["Annelise Dahl", "Henning Vik"],
    );
}

#[test]
fn a_family_name_that_stands_first_tells_nothing() {
    speak(
        "Kim Dong-su visited a factory on Monday with Annelise Dahl. “We must work more,” he said. “Indeed,” she said.",
        &["Kim Dong-su", "Annelise Dahl"],
    );
}

#[test]
fn whoever_owns_the_subject_is_meant_by_a_pronoun() {
    let document = KIT.annotate(
        "“The harbour is safe,” Ola Holm said. \
         Tor Vik's book is sold in every town of the country, and he refuses to say who will print the next one.",
    );
    let layer = document.layer("quotes").expect("the analyzer ran");
    let last = layer.iter().last().expect("an announcement");
    assert_eq!((last.label(), last.text("speaker")), ("indirect", Some("Tor Vik")));
}

#[test]
fn a_possessive_stands_for_whom_its_pronoun_does() {
    let document = KIT.annotate(
        "Ola Holm has gained votes with his promise to build a new harbour. Mia Lund lost some with her vow to close the old one.",
    );
    let layer = document.layer("quotes").expect("the analyzer ran");
    let speakers: Vec<_> = layer.iter().map(|it| it.text("speaker")).collect();
    assert_eq!(speakers, [Some("Ola Holm"), Some("Mia Lund")]);
}

#[test]
fn what_is_said_of_somebodys_thing_is_said_by_the_last_speaker() {
    speak(
        "“It is ours,” Ola Holm said. Asked about Tor Vik's remarks, he said they were “a shame”.",
        &["Ola Holm", "Ola Holm"],
    );
}

#[test]
fn an_outlet_that_is_told_is_the_medium() {
    for outlet in
        ["Reuters", "the newspaper Vik Tidende", "Norway's VG newspaper", "the Vik Herald"]
    {
        let text = format!("“We will not sell the harbour,” Anna Berg told {outlet} on Monday.");
        assert_eq!(medium(&text).as_deref(), Some(outlet), "{text}");
    }
}

#[test]
fn an_audience_is_no_medium() {
    for audience in [
        "reporters",
        "the council",
        "the Federal Fisheries Agency",
        "her staff",
        "Dr Tora Lund",
        "Reuters readers",
        "a UN observer",
        "a weekly meeting of fishermen",
        "the crowd on Times Square",
    ] {
        let text = format!("“We will not sell the harbour,” Anna Berg told {audience} on Monday.");
        assert_eq!(medium(&text), None, "{text}");
    }
}

#[test]
fn interviews_statements_and_platforms_are_media() {
    for (text, expected) in [
        (
            "“We will not sell the harbour,” Anna Berg said in an interview with the daily Vik Tidende on Monday.",
            "an interview with the daily Vik Tidende",
        ),
        (
            "“We will not sell the harbour,” Anna Berg said in an interview with The Washington Post last week.",
            "an interview with The Washington Post",
        ),
        (
            "In a statement on Monday, Anna Berg said: “We will not sell the harbour.”",
            "a statement",
        ),
        ("“We will not sell the harbour,” Anna Berg wrote on Twitter.", "Twitter"),
        (
            "“We will not sell the harbour,” Anna Berg said in a statement issued late on Monday.",
            "a statement",
        ),
        (
            "“We will not sell the harbour,” Anna Berg said in a post on Facebook.",
            "a post on Facebook",
        ),
        (
            "“We will not sell the harbour,” Anna Berg said at a news conference in Oslo.",
            "a news conference",
        ),
        ("“We will not sell the harbour,” Anna Berg said on Fox News on Monday.", "Fox News"),
    ] {
        assert_eq!(medium(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_stage_or_a_day_is_no_medium() {
    for text in [
        "“We will not sell the harbour,” Anna Berg said on Monday in Oslo.",
        "“We will not sell the harbour,” Anna Berg said in the town hall.",
        "“We will not sell the harbour,” Anna Berg said with a smile on her face.",
        "“We will not sell the harbour,” Anna Berg said before issuing letters to Oslo.",
        "“We will not sell the harbour,” Anna Berg said on a daily basis.",
        "“We will not sell the harbour,” Anna Berg said of the article in the Vik Herald.",
        "Asked about a report in the Vik Herald, Anna Berg said: “We will not sell the harbour.”",
        "After he attacked her in a tweet, Anna Berg said: “We will not sell the harbour.”",
    ] {
        assert_eq!(medium(text), None, "{text}");
    }
}

#[test]
fn nobody_is_the_speaker_of_hearsay() {
    speak(
        "A council source spoke to reporters in Vik on Monday. The visit is said to have led Anna Berg and Ola Holm to \
         “exchange notes about the harbour” ahead of the vote, the source said.",
        &["the source"],
    );
}

#[test]
fn a_relative_pronoun_refers_to_the_last_piece_of_the_phrase_before_it() {
    for (before, expected) in [
        ("Anna Berg got without complaint a lecture from the old ferryman", "the old ferryman"),
        (
            "Anna Berg lost a seat to a former adviser to the harbour project",
            "a former adviser to the harbour project",
        ),
        ("Anna Berg heard from some of those fishermen", "some of those fishermen"),
        ("A spokesman for the mayor", "A spokesman for the mayor"),
        ("Anna Berg took a gift from an aide to the mayor", "an aide to the mayor"),
        ("Two advisers of the committee", "Two advisers of the committee"),
        ("The chairman of the committee", "The chairman of the committee"),
        ("Anna Berg got a call from the chairman on Monday", "the chairman"),
    ] {
        speak(
            &format!("{before}, who said that the ferry is “a floating coffin”, left."),
            &[expected],
        );
    }
}
