//! What messy pages do to quotations, one phenomenon a test; names and sayings are invented.
#![forbid(unsafe_code)]

use std::sync::LazyLock;

use rashomon_core::Document;
use rashomon_entities::Entities;
use rashomon_quotes::Quotes;
use rashomon_testkit::Kit;

static KIT: LazyLock<Kit<Quotes>> = LazyLock::new(|| Kit::new().with::<Entities>());

/// Label, content and speaker of all utterances but those in the writer's words.
fn marked(text: &str) -> Vec<(String, String, String)> {
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    let marked = layer.iter().filter(|it| it.label() != "indirect");
    let row = |it: rashomon_core::Annotation<'_>| {
        let speaker = it.text("speaker").unwrap_or("-");
        (it.label().into(), document.slice(it.span()).into(), speaker.into())
    };
    marked.map(row).collect()
}

#[track_caller]
fn holds(text: &str, expected: &[(&str, &str, &str)]) {
    let found = marked(text);
    let found: Vec<_> = found.iter().map(|(a, b, c)| (&**a, &**b, &**c)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_colon_after_a_name_quotes_it() {
    holds(
        "The council met on Monday.\n\nAnna Berg: “Nobody has asked the fishermen, and the fishermen have asked nobody.”\n\nThe vote is in May.",
        &[(
            "direct",
            "Nobody has asked the fishermen, and the fishermen have asked nobody.",
            "Anna Berg",
        )],
    );
}

#[test]
fn a_title_in_marks_with_a_dash_and_a_role_is_the_one_who_says_it_below() {
    holds(
        "‘Our ferries are too old’ – Vik mayor\n\nThe council met on Monday. Mayor of Vik Anna Berg said that the harbour needed ferries that were not “too old”.",
        &[("direct", "Our ferries are too old", "Anna Berg"), ("mixed", "too old", "Anna Berg")],
    );
}

#[test]
fn an_apposition_of_any_length_stands_between_speaker_and_cue() {
    holds(
        "“It is ours,” Ola Holm, who has led the fishermen of the town since 2010 and knows the harbour well, tells the Vik Herald.",
        &[("direct", "It is ours,", "Ola Holm")],
    );
}

#[test]
fn a_link_between_two_paragraphs_does_not_change_who_he_is() {
    holds(
        "Ola Holm, the head of the port, spoke on Monday in the town of Vik.\n\nRead more: Ferry tickets to cost more next year\n\nHe said: “Without a pier there is no town.”",
        &[("direct", "Without a pier there is no town.", "Ola Holm")],
    );
}

#[test]
fn speech_within_speech_belongs_to_the_outer_one() {
    holds(
        "“She told me ‘never’ and hung up,” Anna Berg said.",
        &[("direct", "She told me ‘never’ and hung up,", "Anna Berg")],
    );
    holds(
        "Anna Berg said: “My father told me, ‘Do not sell the harbour,’ and I never did.”",
        &[(
            "direct",
            "My father told me, ‘Do not sell the harbour,’ and I never did.",
            "Anna Berg",
        )],
    );
}

#[test]
fn a_quotation_may_open_with_a_verb_of_speech() {
    holds(
        "“Promising a new pier was a mistake,” Anna Berg added.",
        &[("direct", "Promising a new pier was a mistake,", "Anna Berg")],
    );
}

#[test]
fn irony_and_denial_are_speech() {
    holds(
        "“The fishermen have seen how peaceful the navy is,” Ola Holm said with a smile.",
        &[("direct", "The fishermen have seen how peaceful the navy is,", "Ola Holm")],
    );
    holds(
        "“I never said that,” Anna Berg said, denying the report.",
        &[("direct", "I never said that,", "Anna Berg")],
    );
}

#[test]
fn a_fragment_refers_to_the_same_words_in_full() {
    let document = KIT.annotate(
        "Anna Berg called the plan “a leap in the dark” on Sunday.\n\n“Nobody knows the price, so for the town it is a leap in the dark,” Anna Berg said on Monday.",
    );
    let layer = document.layer("quotes").expect("the analyzer ran");
    let rows: Vec<_> = layer.iter().map(|it| (it.label(), it.reference("repeats"))).collect();
    assert_eq!(rows, [("mixed", Some(1)), ("direct", None)]);
}

#[test]
fn groups_and_the_unnamed_keep_their_description() {
    holds(
        "The two leaders said they would “work together” on Monday.",
        &[("mixed", "work together", "The two leaders")],
    );
    holds(
        "“It is ours,” a person familiar with the matter said on condition of anonymity.",
        &[("direct", "It is ours,", "a person familiar with the matter")],
    );
}

/// A dialogue below a title and a lead.
fn dialogue(lines: &str) -> String {
    format!(
        "The mayor and the head of the port on the future of the harbour\n\nAnna Berg met Ola Holm in Vik on Monday.\n\n{lines}"
    )
}

#[test]
fn turns_of_a_transcript_are_speech_without_marks() {
    holds(
        &dialogue(
            "BERG: We will not sell the harbour.\n\nHOLM: Why not?\n\nBERG: Because it is ours. We said that the harbour is ours.\n\nIt was built by our parents.\n\nHOLM: That is no answer.",
        ),
        &[
            ("direct", "We will not sell the harbour.", "Anna Berg"),
            ("direct", "Why not?", "Ola Holm"),
            ("direct", "Because it is ours. We said that the harbour is ours.", "Anna Berg"),
            ("direct", "It was built by our parents.", "Anna Berg"),
            ("direct", "That is no answer.", "Ola Holm"),
        ],
    );
}

#[test]
fn labels_tell_the_time_and_who_somebody_is() {
    holds(
        &dialogue(
            "ANNA BERG, HOST OF VIK TODAY: We will not sell the harbour.\n\n[00:12] HOLM: Why not?\n\n00:01:15 MR. HOLM: It is old.\n\nBERG (mayor of Vik): Because it is ours.\n\n- HOLM: That is no answer.\n\n>> BERG: It is the only one.",
        ),
        &[
            ("direct", "We will not sell the harbour.", "Anna Berg"),
            ("direct", "Why not?", "Ola Holm"),
            ("direct", "It is old.", "Ola Holm"),
            ("direct", "Because it is ours.", "Anna Berg"),
            ("direct", "That is no answer.", "Ola Holm"),
            ("direct", "It is the only one.", "Anna Berg"),
        ],
    );
}

#[test]
fn letters_with_a_dot_are_questions_and_answers() {
    holds(
        &dialogue(
            "Q. Will you sell the harbour?\n\nA. Never, as long as I live.\n\nQ. Why not?\n\nA. Because it is ours.",
        ),
        &[
            ("direct", "Will you sell the harbour?", "-"),
            ("direct", "Never, as long as I live.", "-"),
            ("direct", "Why not?", "-"),
            ("direct", "Because it is ours.", "-"),
        ],
    );
}

#[test]
fn lists_and_initials_are_no_labels() {
    for lines in [
        "- Vik United: won the match.\n\n- Oslo Town: lost it.\n\n- Vik United: won again.\n\n- Oslo Town: lost again.",
        "10:15 Vik Herald: The mayor will speak at noon.\n\n10:20 Oslo Post: The mayor is late.\n\n10:25 Vik Herald: The mayor is here.\n\n10:30 Oslo Post: The mayor is gone.",
        "Vik (2021): Sales rose.\n\nOslo (2021): Sales fell.\n\nVik (2022): Sales fell.\n\nOslo (2022): Sales rose.",
        "A. Berg won the first race.\n\nOla Holm: second.\n\nA. Lund won the next race.\n\nOla Holm: fourth.",
        "Anna Berg: 1,769.\n\nOla Holm: 1,501.\n\nThe second count follows.\n\nBerg: 547.\n\nHolm: 46.\n\nBerg: 2,316.\n\nHolm: 1,547.",
        "12:30 Berg: arrives at the harbour.\n\n12:40 Holm: leaves the harbour.\n\n12:50 Berg: leaves it too.\n\n13:00 Holm: comes back.",
    ] {
        holds(&dialogue(lines), &[]);
    }
}

#[test]
fn answers_may_be_numbers() {
    holds(
        &dialogue("BERG: How many ships?\n\nHOLM: 12.\n\nBERG: And how many boats?\n\nHOLM: 140."),
        &[
            ("direct", "How many ships?", "Anna Berg"),
            ("direct", "12.", "Ola Holm"),
            ("direct", "And how many boats?", "Anna Berg"),
            ("direct", "140.", "Ola Holm"),
        ],
    );
}

#[test]
fn labels_before_marks_name_the_speakers() {
    let rows = marked(&dialogue(
        "BERG: “We will not sell the harbour.”\n\nHOLM: “Why will you not sell it?”\n\nBERG: “Because it is ours.”\n\nHOLM: “That is no answer.”",
    ));
    let speakers: Vec<_> = rows.iter().map(|it| it.2.as_str()).collect();
    assert_eq!(speakers, ["Anna Berg", "Ola Holm", "Anna Berg", "Ola Holm"]);
}

#[test]
fn questions_and_answers_are_speech_of_nobody_named() {
    holds(
        &dialogue(
            "Q: Will you sell the harbour?\n\nA: Never, as long as I live.\n\nQ: Why not?\n\nA: Because it is ours.",
        ),
        &[
            ("direct", "Will you sell the harbour?", "-"),
            ("direct", "Never, as long as I live.", "-"),
            ("direct", "Why not?", "-"),
            ("direct", "Because it is ours.", "-"),
        ],
    );
}

#[test]
fn a_turn_that_opens_with_a_quotation_leaves_the_others_alone() {
    let rows = marked(&dialogue(
        "BERG: We will not sell the harbour.\n\nHOLM: Why not?\n\nBERG: “Never say never” was the motto of my father.\n\nHOLM: That is no answer.",
    ));
    let turns: Vec<_> = rows.iter().filter(|it| it.0 == "direct").map(|it| it.2.as_str()).collect();
    assert_eq!(turns, ["Anna Berg", "Ola Holm", "Anna Berg", "Ola Holm"], "{rows:?}");
}

#[test]
fn labels_that_name_nobody_make_no_dialogue() {
    for lines in [
        "Place: Oslo\n\nDate: Monday\n\nPlace: Vik\n\nDate: Tuesday\n\nAll are welcome.",
        "CLAIM: The harbour was sold.\n\nTHE FACTS: It was not sold by the town.\n\nCLAIM: The town is broke.\n\nTHE FACTS: It has money in the bank.",
        "Monday: The harbour is closed.\n\nTuesday: The harbour is open.\n\nMonday: The market is closed.\n\nTuesday: The market is open.",
        "Ingredients: Take two fish.\n\nMethod: Cook the fish in the sea.\n\nIngredients: Take two eggs.\n\nMethod: Cook them in the sun.",
    ] {
        holds(&dialogue(lines), &[]);
    }
}
