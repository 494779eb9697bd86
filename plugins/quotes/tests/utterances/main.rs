//! One utterance in several reports; events, names and sayings are invented.
#![forbid(unsafe_code)]

mod reports;

use crate::reports::{compared, load_error, merged, reloaded, rows, shared, states};

const FIRST: &str = "Harbour of Lindvik stays open, mayor says\n\n\
    Mayor Anna Berg told reporters on Monday that the harbour of Lindvik would not be sold.\n\n\
    \"We have no intention of selling the harbour to anybody,\" Berg said after a meeting of the council.\n\n\
    The dockers had threatened to go on strike. Their leader, Ola Holm, called the plan \"a declaration of war\".\n\n\
    \"If they sell the quays, nobody will load a single ship in this town,\" Holm said.\n\n\
    The council will vote in May. Some 300 people work in the harbour.";

const SECOND: &str = "Berg: No plan to sell Lindvik harbour\n\n\
    Anna Berg, the mayor of Lindvik, ruled out a sale on Monday.\n\n\
    \"We do not intend to sell our harbour to anyone,\" she said after the council had met.\n\n\
    Ola Holm, who leads the dockers, said the sale would be \"a declaration of war\" on his men.\n\n\
    Berg also said that the town would repair the old lighthouse this summer.\n\n\
    A ferry company from Norland had offered 40 million crowns for the quays.";

const THIRD: &str = "The mayor of Lindvik has ended a week of rumours.\n\n\
    Anna Berg said the council had no intention to sell the harbour.\n\n\
    \"Nobody will load a single ship in this town if they sell the quays,\" dockers' leader Ola Holm had warned.\n\n\
    \"The lighthouse is falling apart and we will repair it before the winter,\" Berg said.\n\n\
    The port was built in 1890 and is the largest employer of the region.";

#[test]
fn translations_and_indirect_speech_are_one_utterance() {
    let shared = shared(&[FIRST, SECOND, THIRD]);
    let sale = shared.iter().find(|it| it.contains("intention of selling")).expect("it is shared");
    assert!(sale.contains("b: We do not intend to sell our harbour to anyone,"), "{sale}");
    assert!(sale.contains("c: the council had no intention to sell the harbour"), "{sale}");
}

#[test]
fn the_order_of_clauses_does_not_matter() {
    let shared = shared(&[FIRST, SECOND, THIRD]);
    let ships = shared.iter().find(|it| it.contains("load a single ship")).expect("it is shared");
    assert!(ships.contains("a: If they sell the quays, nobody will load"), "{ships}");
    assert!(ships.contains("c: Nobody will load a single ship"), "{ships}");
}

#[test]
fn a_fragment_is_of_the_sentence_that_another_report_has_in_full() {
    let full = "Ola Holm spoke to the dockers of Lindvik on Monday.\n\n\
        \"What the mayor plans is a declaration of war on every docker,\" Holm said.\n\n\
        The harbour has 300 workers.";
    let shared = shared(&[FIRST, full]);
    assert_eq!(
        shared,
        [
            "a: a declaration of war / b: What the mayor plans is a declaration of war on every docker,"
        ]
    );
}

#[test]
fn other_statements_of_one_speaker_stay_apart() {
    for row in compared(&[FIRST, SECOND, THIRD]).iter().filter(|it| it.text.contains("lighthouse"))
    {
        let same = compared(&[FIRST, SECOND, THIRD]);
        let same = same.iter().filter(|it| it.utterance == row.utterance);
        assert!(same.into_iter().all(|it| !it.text.contains("harbour")), "{row:?}");
    }
}

#[test]
fn the_same_words_of_another_person_are_another_utterance() {
    let first = "Anna Berg met the press in Lindvik.\n\n\"I am optimistic,\" Anna Berg said.\n\n\
        The harbour is closed on Mondays. The ferry sails at noon.";
    let second = "Ola Holm met the dockers in Lindvik.\n\n\"I am optimistic,\" Ola Holm said.\n\n\
        The quays are old. The lighthouse needs paint.";
    assert_eq!(shared(&[first, second]), [""; 0]);
}

#[test]
fn a_denial_is_not_what_it_denies() {
    let first = "Anna Berg met the press in Lindvik on Monday.\n\n\
        Berg said that the town would close the old lighthouse.\n\nThe ferry sails at noon.";
    let second = "Anna Berg met the council of Lindvik in May.\n\n\
        Berg said that the town would never close the lighthouse.\n\nThe quays are empty.";
    assert_eq!(shared(&[first, second]), [""; 0]);
}

#[test]
fn a_short_clause_behind_does_not_deny_the_one_before() {
    let first = "Anna Berg met the press in Lindvik on Monday.\n\n\
        Berg said that the town was repairing the old lighthouse, but that it was not cheap.\n\nThe ferry sails at noon.";
    let second = "Anna Berg met the council of Lindvik in May.\n\n\
        Berg said that the town was repairing the lighthouse.\n\nThe quays are empty.";
    assert_eq!(shared(&[first, second]).len(), 1);
}

#[test]
fn common_words_make_an_utterance_if_it_is_the_same_sentence() {
    let first = "Anna Berg met the press in Lindvik on Monday.\n\n\
        \"I did what every mayor would have done,\" Anna Berg said.\n\nThe ferry sails at noon.";
    let second = "Anna Berg met the council of Lindvik in May.\n\n\
        Anna Berg said that she had done what every mayor would have done.\n\nThe quays are empty.";
    assert_eq!(shared(&[first, second]).len(), 1);
}

#[test]
fn a_denial_of_many_words_is_not_what_it_denies() {
    let first = "Anna Berg met the press in Lindvik on Monday.\n\n\
        \"We will sell the old lighthouse on the cape to the owners of the ferry this week,\" Berg said.\n\nIt rained.";
    let second = "Anna Berg met the council of Lindvik in May.\n\n\
        \"We will not sell the old lighthouse on the cape to the owners of the ferry this week,\" Berg said.\n\nThe quays are empty.";
    assert_eq!(shared(&[first, second]), [""; 0]);
}

#[test]
fn people_of_one_family_name_are_two() {
    let first = "Anna Berg met the press in Lindvik.\n\n\"I am optimistic,\" Anna Berg said.\n\n\
        The harbour is closed on Mondays. The ferry sails at noon.";
    let second = "Jonas Berg met the dockers in Lindvik.\n\n\"I am optimistic,\" Jonas Berg said.\n\n\
        The quays are old. The lighthouse needs paint.";
    assert_eq!(shared(&[first, second]), [""; 0]);
}

#[test]
fn two_sentences_of_one_statement_are_two_utterances() {
    let first = "Anna Berg met the press in Lindvik on Monday.\n\n\
        \"We will repair the lighthouse before the winter. We will not sell the harbour to a company,\" Berg said.\n\n\
        The ferry sails at noon.";
    let second = "Anna Berg met the council of Lindvik on Monday.\n\n\
        \"We will repair the lighthouse before the winter,\" Berg said. \
        \"We will not sell the harbour to a company,\" she added.\n\nThe quays are empty.";
    assert_eq!(
        shared(&[first, second]),
        [
            "a: We will repair the lighthouse before the winter. / b: We will repair the lighthouse before the winter,",
            "a: We will not sell the harbour to a company, / b: We will not sell the harbour to a company,",
        ]
    );
}

#[test]
fn what_reports_quote_in_one_breath_is_one_utterance_of_which_others_quote_a_part() {
    let whole = "Anna Berg wrote to the council of Lindvik on Monday.\n\n\
        \"The owners have promised to rebuild the old quays,\" Berg wrote. \"That is splendid news for every fisherman.\"\n\n\
        The ferry sails at noon.";
    let again = "The mayor of Lindvik is pleased.\n\n\
        \"The owners have promised to rebuild the old quays,\" Anna Berg said. \"That is splendid news for every fisherman.\"\n\n\
        It rained all day.";
    let part = "The owners of the quays met the press.\n\n\
        Anna Berg called it \"splendid news for every fisherman\".\n\nThe lighthouse needs paint.";
    let found = shared(&[whole, again, part]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("promised") && found[0].contains("c: splendid news"), "{found:?}");
}

#[test]
fn sentences_that_nobody_repeats_stay_one_row() {
    let text = "Anna Berg met the press in Lindvik on Monday.\n\n\
        \"We will repair the lighthouse before the winter. We will not sell the harbour to a company,\" Berg said.";
    let rows = compared(&[text]);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0].kind, "direct");
    assert_eq!(rows[0].speaker, "Anna Berg");
}

#[test]
fn words_that_report_speech_often_make_no_utterance() {
    let first = "The mayor's office declined to comment on Monday.\n\nThe quays are old.";
    let second = "The company declined to comment on the sale.\n\nThe ferry sails at noon.";
    assert_eq!(shared(&[first, second]), [""; 0]);
}

#[test]
fn an_office_in_one_report_names_the_speaker_of_another() {
    let first = "Norlandic President Anna Berg met ministers in Lindvik on Monday.\n\n\
        \"We are ready to open the border for every trader,\" Berg said.\n\nThe ferry sails at noon.";
    let second = "The talks in Lindvik went on for hours.\n\n\
        \"We are ready to open the border for every trader,\" the Norlandic president said.\n\nIt rained.";
    let rows = compared(&[first, second]);
    let speakers: Vec<&str> = rows.iter().map(|it| it.speaker.as_str()).collect();
    assert_eq!(speakers, ["Anna Berg", "Anna Berg"], "{rows:?}");
    assert_eq!(rows[0].utterance, rows[1].utterance);
}

#[test]
fn a_leader_is_who_holds_an_office_of_the_country() {
    let first = "German Chancellor Anna Berg met ministers in Lindvik on Monday.\n\nThe ferry sails at noon.";
    let second = "The talks in Lindvik went on for hours.\n\n\"The harbour will be open to everybody,\" the German leader said.\n\nIt rained.";
    let rows = compared(&[first, second]);
    assert_eq!(rows.last().expect("she is quoted").speaker, "Anna Berg", "{rows:?}");
}

#[test]
fn a_fragment_and_the_sentence_that_holds_it_are_one_in_a_report_too() {
    let text = "Berg calls harbour plan \"a gift to Norland\"\n\nMayor Anna Berg spoke to the press in Lindvik.\n\n\
        \"Whoever sells the quays makes a gift to Norland and nobody else,\" Berg said.\n\nThe ferry sails at noon.";
    assert_eq!(
        shared(&[text]),
        [
            "a: a gift to Norland / a: Whoever sells the quays makes a gift to Norland and nobody else,"
        ]
    );
}

#[test]
fn marks_around_no_speech_are_left_out() {
    let text = "The ferry \"Sea Queen\" left Lindvik at noon.\n\nAnna Berg said that the harbour was open.";
    let rows = compared(&[text]);
    assert!(rows.iter().all(|it| it.kind != "scare"), "{rows:?}");
    let text =
        "Anna Berg said that the so-called \"Sea Queen\" was a wreck and would never sail again.";
    assert_eq!(compared(&[text]).len(), 1);
}

#[test]
fn a_state_survives_saving_and_merging_in_any_grouping() {
    let texts = [FIRST, SECOND, THIRD];
    let [a, b, c] = states(&texts).try_into().unwrap();
    assert_eq!(reloaded(&a), a);
    let left = merged([merged([a.clone(), b.clone()]), c.clone()]);
    let right = merged([a, merged([b, c])]);
    assert_eq!(left, right);
    assert_eq!(rows(reloaded(&left), &texts), compared(&texts));
    assert_eq!(rows(merged([]), &[]), []);
}

#[test]
fn bytes_that_are_no_state_are_an_error() {
    let message = load_error(&[0xff; 3]);
    assert!(message.starts_with("the state of quotes cannot be read: "), "{message}");
}
