//! Mentions that are alike in their words and tell two things.

use crate::REST;
use crate::tables::{Tables, tables, tables_with};

const DAY: &str = "2022-10-12";

/// The tables of two reports of a sentence each.
fn two(one: &str, other: &str) -> Tables {
    tables(&[(DAY, &format!("{one} {REST}")), (DAY, &format!("{other} {REST}"))])
}

fn check(events: usize, pairs: &[(&str, &str)]) {
    for (one, other) in pairs {
        let found = two(one, other);
        assert_eq!(found.events.len(), events, "{one} / {other}: {found:#?}");
    }
}

#[test]
fn what_one_report_denies_is_not_what_another_tells() {
    check(
        2,
        &[
            (
                "Norden will send warships to the strait on Friday.",
                "Norden will not send warships to the strait on Friday.",
            ),
            (
                "The council closed the harbour of Lervik on Monday.",
                "The council didn't close the harbour of Lervik on Monday.",
            ),
            (
                "On Monday Dahl signed the fishing treaty in Bergen.",
                "On Monday Dahl refused to sign the fishing treaty in Bergen.",
            ),
            (
                "Krog paid the fine of the harbour court on Monday.",
                "Krog failed to pay the fine of the harbour court on Monday.",
            ),
            (
                "The ferry company serves the islands from Friday.",
                "The ferry company no longer serves the islands from Friday.",
            ),
        ],
    );
}

#[test]
fn two_that_deny_it_tell_one_thing() {
    check(
        1,
        &[
            (
                "Norden will not send warships to the strait on Friday.",
                "Norden won't send warships to the strait on Friday.",
            ),
            ("Dahl not only met Moen in Bergen on Monday.", "Dahl met Moen in Bergen on Monday."),
        ],
    );
}

#[test]
fn what_is_called_off_is_not_what_took_place() {
    check(
        2,
        &[
            (
                "Dahl met Moen in Bergen on Friday.",
                "Dahl cancelled his meeting with Moen in Bergen on Friday.",
            ),
            (
                "Dahl met Moen in Bergen on Friday.",
                "The meeting of Dahl with Moen in Bergen on Friday was called off.",
            ),
            (
                "The council opened the bridge of Lervik on Monday.",
                "The council postponed the opening of the bridge of Lervik on Monday.",
            ),
            (
                "Norden launched its rocket from the cape on Monday.",
                "Norden scrapped the launch of its rocket from the cape on Monday.",
            ),
        ],
    );
    check(
        1,
        &[(
            "Dahl cancelled his meeting with Moen in Bergen on Friday.",
            "Dahl called off his meeting with Moen in Bergen on Friday.",
        )],
    );
}

#[test]
fn namesakes_do_two_things() {
    let names = ["Anna Smith", "John Smith", "J. Smith", "Smith"];
    let visits = |people: &[&str]| {
        let texts: Vec<String> = people
            .iter()
            .map(|it| format!("On Monday {it} visited the port of Lervik. {REST}"))
            .collect();
        let reports: Vec<_> = texts.iter().map(|it| (DAY, it.as_str())).collect();
        tables_with(&names, &reports).events.len()
    };
    assert_eq!(visits(&["Anna Smith", "John Smith"]), 2);
    assert_eq!(visits(&["Anna Smith", "Anna Smith"]), 1);
    assert_eq!(visits(&["J. Smith", "John Smith"]), 1);
    assert_eq!(visits(&["Smith", "John Smith"]), 1);
    assert_eq!(visits(&["Anna Smith", "Smith", "John Smith"]), 2);
}

#[test]
fn a_report_without_the_time_is_not_of_what_it_denies() {
    let found = two(
        "Mayor Dahl of Lervik closed the old harbour on Monday.",
        "In Lervik, Mayor Dahl did not close the old harbour.",
    );
    assert_eq!(found.events[0].documents, ["r0"], "{found:#?}");
}
