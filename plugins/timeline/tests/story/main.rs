//! The timeline of several reports of one story.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "a test with helpers")]

mod oppose;
mod tables;

use std::fmt::Write;
use std::time::{Duration, Instant};

use rashomon_core::CorpusStage;

use crate::tables::{State, merged, states, tables, timeline};

/// Sentences that tell nothing of the events, so that a story has more than them to be weighed by.
const REST: &str = "The islands live on herring. Ferries cross the sound twice a day. Farmers grow oats and turnips \
     there. A lighthouse marks the northern cape. Schools teach in two languages.";

#[test]
fn what_is_to_come_in_one_report_and_past_in_another_is_one_event() {
    let found = tables(&[
        (
            "2022-10-12",
            &format!("Dahl will meet Moen in Bergen on Friday to settle the fishing row. {REST}"),
        ),
        (
            "2022-10-15",
            &format!("Dahl and Moen met in Bergen on Friday. They settled nothing. {REST}"),
        ),
        (
            "2022-10-14",
            &format!("Talks between Dahl and Moen are set to take place in Bergen today. {REST}"),
        ),
    ]);
    assert_eq!(found.events.len(), 1, "{found:#?}");
    assert_eq!(found.events[0].begin, "2022-10-14");
    assert_eq!(found.events[0].granularity, "day");
    assert_eq!(found.events[0].documents, ["r0", "r1", "r2"]);
    assert_eq!(found.mentions.len(), 3);
}

#[test]
fn two_events_of_one_day_stay_apart() {
    let found = tables(&[
        (
            "2022-10-12",
            &format!(
                "Dahl met Moen in Bergen on Monday. A trawler sank off the cape on Monday. {REST}"
            ),
        ),
        ("2022-10-12", &format!("On Monday, a trawler went down and sank near the cape. {REST}")),
        ("2022-10-12", &format!("Moen met with Dahl on Monday in Bergen. {REST}")),
    ]);
    assert_eq!(found.events.len(), 2, "{found:#?}");
    assert_eq!(found.event("met").documents, ["r0", "r2"]);
    assert_eq!(found.event("sank").documents, ["r0", "r1"]);
}

#[test]
fn one_predicate_with_other_people_is_another_event() {
    let found = tables(&[
        ("2022-10-12", &format!("Dahl met Moen on Monday. {REST}")),
        ("2022-10-12", &format!("Krog met Lunde on Monday. {REST}")),
    ]);
    assert_eq!(found.events.len(), 2, "{found:#?}");
}

#[test]
fn a_month_and_a_day_of_it_are_one_and_the_day_is_shown() {
    let found = tables(&[
        ("2022-10-12", &format!("The council closed the harbour of Lervik in May 2021. {REST}")),
        ("2022-10-12", &format!("On 14 May 2021 the council closed the harbour of Lervik. {REST}")),
        ("2022-10-12", &format!("The council closed the harbour of Lervik in June 2021. {REST}")),
    ]);
    assert_eq!(found.events.len(), 2, "{found:#?}");
    assert_eq!(found.events[0].begin, "2021-05-14");
    assert_eq!(found.events[0].documents, ["r0", "r1"]);
    assert_eq!(
        (found.events[1].begin.as_str(), found.events[1].end.as_str()),
        ("2021-06-01", "2021-06-30")
    );
    assert_eq!(found.events[1].granularity, "month");
}

#[test]
fn a_year_alone_is_a_time() {
    let found = tables(&[
        ("2022-10-12", &format!("The old bridge of Lervik collapsed in 1998. {REST}")),
        ("2022-10-12", &format!("The collapse of the old bridge in 1998 killed nobody. {REST}")),
        ("2022-10-12", &format!("The old bridge of Lervik collapsed in 1989. {REST}")),
    ]);
    let begins: Vec<_> = found.events.iter().map(|it| it.begin.as_str()).collect();
    assert_eq!(begins, ["1989-01-01", "1998-01-01"], "{found:#?}");
    assert_eq!(found.events[1].documents, ["r0", "r1"]);
    assert_eq!(found.events[1].granularity, "year");
}

#[test]
fn only_midnight_or_a_time_zone_may_lie_between_two_days() {
    let one = tables(&[
        (
            "2022-10-16",
            &format!("A ferry collided with a tanker off Lervik late on Friday night. {REST}"),
        ),
        (
            "2022-10-16",
            &format!("A ferry and a tanker collided off Lervik early Saturday morning. {REST}"),
        ),
    ]);
    assert_eq!(one.events.len(), 1, "{one:#?}");
    let zone = tables(&[
        (
            "2022-10-16",
            &format!("A ferry collided with a tanker off Lervik on Saturday local time. {REST}"),
        ),
        ("2022-10-16", &format!("A ferry and a tanker collided off Lervik on Friday. {REST}")),
    ]);
    assert_eq!(zone.events.len(), 1, "{zone:#?}");
    let two = tables(&[
        ("2022-10-16", &format!("A ferry collided with a tanker off Lervik on Friday. {REST}")),
        ("2022-10-16", &format!("A ferry and a tanker collided off Lervik on Saturday. {REST}")),
    ]);
    assert_eq!(two.events.len(), 2, "{two:#?}");
}

#[test]
fn parts_of_a_day_that_do_not_meet_are_two_times() {
    let found = tables(&[
        ("2022-10-12", &format!("Dahl met Moen in Bergen on Monday morning. {REST}")),
        ("2022-10-12", &format!("Dahl met Moen in Bergen on Monday evening. {REST}")),
    ]);
    assert_eq!(found.events.len(), 2, "{found:#?}");
    assert_eq!(found.events[0].granularity, "part of day");
    let found = tables(&[
        ("2022-10-12", &format!("Dahl met Moen in Bergen on Monday. {REST}")),
        ("2022-10-12", &format!("Dahl met Moen in Bergen on Monday evening. {REST}")),
    ]);
    assert_eq!(found.events.len(), 1, "{found:#?}");
}

#[test]
fn a_report_without_a_date_joins_a_dated_one_and_else_stands_last() {
    let found = tables(&[
        ("", &format!("The mayor resigned on Tuesday. Dahl met Moen in Bergen on Friday. {REST}")),
        ("2022-10-15", &format!("Moen met Dahl in Bergen on Friday. {REST}")),
    ]);
    assert_eq!(found.events.len(), 2, "{found:#?}");
    assert_eq!(found.events[0].begin, "2022-10-14");
    assert_eq!(found.events[0].documents, ["r0", "r1"]);
    assert_eq!(found.events[1].begin, "");
    assert_eq!(found.events[1].value, "XXXX-WXX-2");
}

#[test]
fn what_hangs_on_another_time_is_shown_only_where_reports_share_it() {
    let alone = tables(&[("", &format!("Hours later the mayor resigned. {REST}"))]);
    assert_eq!(alone.events, []);
    let shared = tables(&[
        ("", &format!("Dahl met Moen in Bergen over Easter weekend, aides said. {REST}")),
        ("", &format!("Moen met Dahl in Bergen over Easter weekend. {REST}")),
    ]);
    assert_eq!(shared.events.len(), 1, "{shared:#?}");
    assert_eq!((shared.events[0].begin.as_str(), shared.events[0].mentions), ("", 2));
}

#[test]
fn there_is_one_press_conference_a_day() {
    let found = tables(&[
        (
            "2022-10-12",
            &format!("The two ministers will hold a press conference later today. {REST}"),
        ),
        (
            "2022-10-13",
            &format!("Dahl sighed at a joint news conference with Moen on Wednesday. {REST}"),
        ),
    ]);
    assert_eq!(found.events.len(), 1, "{found:#?}");
}

#[test]
fn a_report_that_does_not_date_an_event_can_tell_of_it() {
    let found = tables(&[
        ("2022-10-12", &format!("Mayor Dahl of Lervik closed the old harbour on Monday. {REST}")),
        ("2022-10-12", &format!("In Lervik, Dahl is closing the old harbour for good. {REST}")),
        ("2022-10-12", &format!("Mayor Krog of Sund opened a new harbour for yachts. {REST}")),
    ]);
    assert_eq!(found.events.len(), 1, "{found:#?}");
    assert_eq!(found.events[0].documents, ["r0", "r1"]);
    assert_eq!(found.events[0].mentions, 2);
    assert!(found.mentions[0].2.is_some() && found.mentions[1].2.is_none());
}

#[test]
fn lengths_and_what_recurs_are_no_events() {
    let found = tables(&[(
        "2022-10-12",
        "The talks lasted three hours. The council meets every Thursday. Prices rise now. \
         The aim of the islands today is clearly peace.",
    )]);
    assert_eq!(found.events, []);
    assert_eq!(tables(&[]).events, []);
}

#[test]
fn a_year_before_a_name_dates_the_name_and_not_the_sentence() {
    let found = tables(&[
        ("2022-10-12", &format!("Moen hit a tree in Bergen with his 2013 Saab. {REST}")),
        ("2022-10-12", &format!("Police towed his 2013 Saab from there. {REST}")),
    ]);
    let phrases: Vec<_> = found.events.iter().map(|it| it.phrase.as_str()).collect();
    assert!(phrases.iter().all(|it| *it == "his 2013 Saab"), "{found:#?}");
}

#[test]
fn a_clause_with_its_subject_is_the_phrase_of_the_row() {
    let found = tables(&[
        ("2022-10-12", &format!("He met Moen in Bergen on Monday, Dahl said. {REST}")),
        ("2022-10-12", &format!("Minister Dahl met Moen in Bergen on Monday. {REST}")),
    ]);
    assert_eq!(found.events.len(), 1, "{found:#?}");
    assert_eq!(found.events[0].phrase, "Minister Dahl met Moen in Bergen");
}

#[test]
fn states_can_be_saved_and_merged_in_any_grouping() {
    let texts: Vec<String> = (0..9)
        .map(|it| {
            format!("Dahl met Moen in Bergen on Monday. Krog sold {it} boats in May 2021. {REST}")
        })
        .collect();
    let reports = || texts.iter().map(|it| ("2022-10-12", it.as_str()));
    let whole = merged(states(reports()));
    let timeline = timeline();
    let saved: Vec<State> =
        states(reports()).iter().map(|it| timeline.load(&timeline.save(it)).unwrap()).collect();
    let mut groups: Vec<State> = vec![State::default(), State::default(), State::default()];
    for (number, state) in saved.into_iter().enumerate() {
        timeline.merge(&mut groups[number / 3], state);
    }
    assert_eq!(merged(groups), whole);
    assert!(timeline.load(b"\xff\xff\xff").is_err());
    assert_eq!(whole.event("met").mentions, 9);
}

/// Reports of many events, ten of each event.
fn many(count: usize) -> Vec<State> {
    const VERBS: [&str; 5] = ["visited", "sold", "bombed", "praised", "closed"];
    let place = |number: usize| {
        let mut name = String::from("V");
        let mut rest = number * 7919 + 17;
        for _ in 0..6 {
            name.push(char::from(b'a' + (rest % 26) as u8));
            rest /= 26;
        }
        name
    };
    let texts: Vec<String> = (0..count)
        .map(|it| {
            let event = it / 10;
            let mut text = String::new();
            for part in 0..3 {
                let verb = VERBS[(event + part) % VERBS.len()];
                let (who, what) = (place(event * 3 + part), place(event * 3 + part + 100_000));
                let day = event % 28 + 1;
                let _ = write!(text, "Minister {who} {verb} {what} on {day} October 2022. ");
            }
            text + REST
        })
        .collect();
    states(texts.iter().map(|it| ("2022-11-12", it.as_str())))
}

#[test]
fn two_thousand_reports_take_little_more_than_four_times_five_hundred() {
    let time = |states: fn() -> Vec<State>| -> (Duration, usize) {
        let runs = (0..3).map(|_| {
            let states = states();
            let start = Instant::now();
            let events = merged(states).events.len();
            (start.elapsed(), events)
        });
        runs.min().unwrap()
    };
    let (few, events) = time(|| many(500));
    assert_eq!(events, 150);
    let (lots, events) = time(|| many(2000));
    assert_eq!(events, 600);
    // All pairs would take sixteen times as long.
    assert!(lots < few * 10, "{few:?}, {lots:?}");
}
