//! One idea a test; names and sayings are invented.
#![forbid(unsafe_code)]

use std::sync::LazyLock;

use rashomon_core::Document;
use rashomon_entities::Entities;
use rashomon_quotes::Quotes;
use rashomon_testkit::Kit;

static KIT: LazyLock<Kit<Quotes>> = LazyLock::new(|| Kit::new().with::<Entities>());

/// What each quotation in marks holds, and who says it.
fn said(text: &str) -> Vec<(String, String)> {
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    layer
        .iter()
        .filter(|it| matches!(it.label(), "direct" | "mixed"))
        .map(|it| {
            let speaker = it.text("speaker").unwrap_or_default();
            (document.slice(it.span()).into(), speaker.into())
        })
        .collect()
}

#[track_caller]
fn says(text: &str, expected: &[(&str, &str)]) {
    let found = said(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn paragraphs_that_each_open_with_a_mark_are_one_quotation() {
    let text = "Mayor Anna Berg addressed the council on Monday.\n\n\
        Berg said: “The harbour will stay open as long as I am mayor of this town.\n\n\
        “We have no plans to sell it, and we never had any.\n\n\
        “That is all I have to say about it.”\n\n\
        The council votes in May.";
    says(
        text,
        &[
            ("The harbour will stay open as long as I am mayor of this town.", "Anna Berg"),
            ("We have no plans to sell it, and we never had any.", "Anna Berg"),
            ("That is all I have to say about it.", "Anna Berg"),
        ],
    );
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    let parts: Vec<_> = layer.iter().filter(|it| it.label() == "direct").collect();
    assert_eq!(parts[0].reference("continues"), None);
    assert_eq!(parts[1].reference("continues"), Some(parts[0].index()));
    assert_eq!(parts[2].reference("continues"), Some(parts[1].index()));
}

#[test]
fn all_styles_of_marks() {
    for (open, close) in
        [("\"", "\""), ("“", "”"), ("'", "'"), ("‘", "’"), ("«", "»"), ("„", "“"), ("”", "”")]
    {
        says(
            &format!("{open}We will not sell the harbour,{close} Anna Berg said on Monday."),
            &[("We will not sell the harbour,", "Anna Berg")],
        );
    }
}

#[test]
fn grave_accents_open_what_two_apostrophes_close() {
    says(
        "``We will not sell the harbour,'' Anna Berg said. ``The fishermen's harbour is ours.''",
        &[
            ("We will not sell the harbour,", "Anna Berg"),
            ("The fishermen's harbour is ours.", "Anna Berg"),
        ],
    );
}

#[test]
fn apostrophes_neither_open_nor_close() {
    says(
        "‘I’m not leaving, and the voters’ choice won’t change that,’ Anna Berg said.",
        &[("I’m not leaving, and the voters’ choice won’t change that,", "Anna Berg")],
    );
    says(
        "The voters' choice was 'a disaster for the town', Anna Berg said.",
        &[("a disaster for the town", "Anna Berg")],
    );
    says("In the '90s the Bergs' boat lay in the harbour of the fishermen's town.", &[]);
}

#[test]
fn brackets_and_dots_stay_inside() {
    says(
        "“They [the ministers] never asked us ... not once,” Anna Berg said.",
        &[("They [the ministers] never asked us ... not once,", "Anna Berg")],
    );
}

#[test]
fn speaker_before_and_after_the_cue() {
    says("“The harbour is safe,” said Anna Berg.", &[("The harbour is safe,", "Anna Berg")]);
    says(
        "Anna Berg told reporters: “The harbour is safe.”",
        &[("The harbour is safe.", "Anna Berg")],
    );
    says(
        "“The harbour is safe,” Ola Holm, a professor of law at the University of Bergen, tells Reuters.",
        &[("The harbour is safe,", "Ola Holm")],
    );
    says(
        "The harbour is “as safe as a house,” according to Anna Berg.",
        &[("as safe as a house,", "Anna Berg")],
    );
}

#[test]
fn a_name_under_the_quotation() {
    says(
        "The best lines of the week.\n“We shall never sell our harbour to anyone.” — Anna Berg\nMore next week, as always.",
        &[("We shall never sell our harbour to anyone.", "Anna Berg")],
    );
}

#[test]
fn an_interrupted_quotation_goes_on() {
    let text = "“The harbour,” Anna Berg said, “will never be sold.”";
    says(text, &[("The harbour,", "Anna Berg"), ("will never be sold.", "Anna Berg")]);
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    let parts: Vec<_> = layer.iter().collect();
    assert_eq!(parts[1].reference("continues"), Some(parts[0].index()));
}

#[test]
fn a_pronoun_means_the_last_speaker_it_fits() {
    says(
        "Anna Berg met Ola Holm at the harbour. “It will stay open,” she said. “We are glad,” he added.",
        &[("It will stay open,", "Anna Berg"), ("We are glad,", "Ola Holm")],
    );
    says(
        "“Tor Vik wants to win,” Ola Holm, an analyst in Oslo, tells Reuters. “If he wins, Vik will sell the harbour,” he adds.",
        &[
            ("Tor Vik wants to win,", "Ola Holm"),
            ("If he wins, Vik will sell the harbour,", "Ola Holm"),
        ],
    );
}

#[test]
fn a_spokesman_is_not_the_one_he_speaks_for() {
    says(
        "Berg's spokesman, Ola Holm, described the visit as “very important”.",
        &[("very important", "Ola Holm")],
    );
}

#[test]
fn a_role_means_the_person_introduced_with_it() {
    says(
        "Norwegian Prime Minister Anna Berg met Swedish Prime Minister Ola Holm on Monday. “We are close,” the Swedish prime minister said.",
        &[("We are close,", "Ola Holm")],
    );
}

#[test]
fn anonymous_sources_keep_their_description() {
    says(
        "“She will resign,” two sources close to the mayor told Reuters.",
        &[("She will resign,", "two sources close to the mayor")],
    );
}

#[test]
fn titles_and_coined_terms_are_no_utterances() {
    let document = KIT.annotate("The town celebrates a “Super April” of elections and festivals.");
    let layer = document.layer("quotes").expect("the analyzer ran");
    let labels: Vec<_> = layer.iter().map(rashomon_core::Annotation::label).collect();
    assert_eq!(labels, ["scare"]);
}

#[test]
fn speech_in_the_writers_words() {
    KIT.check("{speaker_span#1 Anna Berg} {cue_span#1 said} {indirect#1|cue=say|speaker=\"Anna Berg\" that the harbour would stay open}.");
    KIT.check("{speaker_span#1 Officials} {cue_span#1 say} {indirect#1|cue=say the harbour has lost half of its ships}.");
}

#[test]
fn the_one_who_is_told() {
    KIT.check("“{direct#1 The harbour is safe,}” Anna Berg told {addressee#1 reporters}.");
}

#[test]
fn the_object_of_a_verb_with_a_particle_is_not_said() {
    KIT.check("Critics called him out for ignoring the warnings.");
    KIT.check("{speaker_span#1 Critics} {cue_span#1 called} {indirect#1|cue=call him a liar}.");
}

#[test]
fn titles_beside_what_bears_them_are_not_said() {
    says("Director Ola Holm won the prize for his film \"The Quiet Harbour\" on Sunday.", &[]);
    says("\"The Salt Road\" author Mia Lund said she would not attend.", &[]);
    says("Her second novel, \"The Salt Road,\" was published in May, Lund said.", &[]);
    says("The couple were taken to a camp named \"Forest of Lund\" in the north.", &[]);
    says("Berg called the novel \"a disaster\" on Monday.", &[("a disaster", "Berg")]);
}

#[test]
fn what_stands_like_a_title_may_be_said() {
    for (text, said, speaker) in [
        ("\"Thank God,\" director Anna Berg said on Monday.", "Thank God,", "Anna Berg"),
        ("\"Go Norland!\" host Anna Berg shouted.", "Go Norland!", "Anna Berg"),
        ("“I’m with Anna,” actor Ola Holm told the Herald.", "I’m with Anna,", "Ola Holm"),
        ("Asked about the game, \"It's on Monday,\" Holm said.", "It's on Monday,", "Holm"),
    ] {
        says(text, &[(said, speaker)]);
    }
}

#[test]
fn a_clause_ends_where_the_speaker_goes_on_with_another_verb() {
    KIT.check(
        "{speaker_span#1 Anna Berg} {cue_span#1 pointed out} {indirect#1|cue=point that Norland has played an important role in \
         the history of the region}, {cue_span#2 citing} {indirect#2|cue=cite|speaker=\"Anna Berg\" the agreement of 1999 and \
         naming the treaty, both of which address the conflict in the north}.",
    );
}

#[test]
fn indirect_speech_can_be_left_out() {
    let kit = Kit::<Quotes>::new().with::<Entities>().option("indirect", "false");
    kit.check("Anna Berg said that the harbour would stay open.");
}

#[test]
fn a_headline_that_repeats_the_body_is_tied_to_it() {
    let document = KIT.annotate(
        "Mayor says harbour is 'as safe as a house'\n\n\
         The town council of Vik met on Monday to talk about the future of its old harbour.\n\n\
         \"Our harbour is as safe as a house and it will stay open,\" Mayor Anna Berg said on Monday evening.",
    );
    let layer = document.layer("quotes").expect("the analyzer ran");
    let marks: Vec<_> = layer.iter().filter(|it| it.label() != "indirect").collect();
    assert_eq!(marks.len(), 2);
    assert_eq!(marks[0].reference("repeats"), Some(marks[1].index()));
}

#[test]
fn a_headline_in_single_marks_paraphrases() {
    let document = KIT.annotate(
        "Town in fear over 'harbour of doom'\n\n\
         The town council of Vik met on Monday to talk about the future of its old harbour.\n\n\
         \"I worry about our harbour every day,\" Mayor Anna Berg said on Monday evening.",
    );
    let layer = document.layer("quotes").expect("the analyzer ran");
    let labels: Vec<_> =
        layer.iter().map(rashomon_core::Annotation::label).filter(|&it| it != "indirect").collect();
    assert_eq!(labels, ["scare", "direct"]);
}

/// Who says what in the writer's words.
fn reported(text: &str) -> Vec<(String, String)> {
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    let indirect = layer.iter().filter(|it| it.label() == "indirect");
    indirect
        .map(|it| (document.slice(it.span()).into(), it.text("speaker").unwrap_or_default().into()))
        .collect()
}

#[test]
fn a_speaker_is_no_clause() {
    let found = reported(
        "After the talks, Anna Berg praised close ties between the two ports, noting how trade between the towns had grown by a third.",
    );
    let speakers: Vec<_> = found.iter().map(|it| it.1.as_str()).collect();
    assert!(!found.is_empty() && speakers.iter().all(|it| *it == "Anna Berg"), "{found:?}");
}

#[test]
fn who_is_the_name_right_before_it() {
    let found = reported(
        "Carl Ruiz said that the port is willing to seek a deal with Finland, which has repeatedly said that the fees are too high.",
    );
    assert!(found.iter().any(|it| it.0.contains("fees") && it.1 == "Finland"), "{found:?}");
}

#[test]
fn a_headline_cites_a_source_without_a_verb() {
    let body = "\n\nThe border was crowded on Monday. Traders waited for hours at the gates.\n";
    for (headline, content, speaker) in [
        (
            "Norland to close its northern border: state media",
            "Norland to close its northern border",
            "state media",
        ),
        (
            "Two ferries collide off the coast - police",
            "Two ferries collide off the coast",
            "police",
        ),
        (
            "Report: the harbour is sold to a foreign company",
            "the harbour is sold to a foreign company",
            "Report",
        ),
    ] {
        let document = KIT.annotate(&format!("{headline}{body}"));
        let layer = document.layer("quotes").expect("the analyzer ran");
        let found: Vec<_> = layer
            .iter()
            .map(|it| (it.label(), document.slice(it.span()), it.text("speaker").unwrap_or("-")))
            .collect();
        assert_eq!(found, [("indirect", content, speaker)], "{headline}");
    }
}

#[test]
fn a_topic_before_a_colon_says_nothing() {
    for headline in [
        "Norland: the border is closed to all traders",
        "Anna Berg: how she won the vote in May",
        "The border is closed: five things to watch",
    ] {
        let document =
            KIT.annotate(&format!("{headline}\n\nTraders waited for hours at the gates.\n"));
        let layer = document.layer("quotes").expect("the analyzer ran");
        assert_eq!(layer.len(), 0, "{headline}");
    }
}

#[test]
fn a_clause_behind_a_quotation_is_said_too() {
    let text = "Anna Berg said that the plan was \"a gift to Norland\" and that the harbour would be sold.";
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    let found: Vec<_> = layer.iter().map(|it| (it.label(), document.slice(it.span()))).collect();
    assert_eq!(
        found,
        [("mixed", "a gift to Norland"), ("indirect", "that the harbour would be sold")]
    );
}
