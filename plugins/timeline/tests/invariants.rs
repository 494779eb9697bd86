//! What holds on any text, and the examples that the analyzer shows of itself.
#![forbid(unsafe_code)]

use rashomon_core::{Analyzer, Annotation, Document};
use rashomon_timeline::Timeline;

#[test]
fn timeline_keeps_the_rules_of_every_analyzer() {
    rashomon_testkit::battery::<Timeline>();
}

#[test]
fn stories_keep_the_rules_of_every_corpus_stage() {
    rashomon_testkit::Kit::<Timeline>::new().check_stories();
}

#[test]
fn examples_are_true() {
    rashomon_testkit::examples::<Timeline>();
}

#[test]
fn timeline_can_be_shared_between_threads() {
    fn shared<T: Analyzer + Send + Sync>() {}
    shared::<Timeline>();
}

/// Every day of some years, in each of its English forms, reads back as itself.
#[test]
fn dates_read_back_to_themselves() {
    const MONTHS: [(&str, &str, u8); 12] = [
        ("January", "Jan.", 31),
        ("February", "Feb.", 28),
        ("March", "Mar.", 31),
        ("April", "Apr.", 30),
        ("May", "May", 31),
        ("June", "Jun.", 30),
        ("July", "Jul.", 31),
        ("August", "Aug.", 31),
        ("September", "Sept.", 30),
        ("October", "Oct.", 31),
        ("November", "Nov.", 30),
        ("December", "Dec.", 31),
    ];
    let kit = rashomon_testkit::Kit::<Timeline>::new();
    for year in [1789, 1999, 2022] {
        for (index, (month, short, days)) in MONTHS.into_iter().enumerate() {
            let number = index + 1;
            for day in [1, 9, 13, days] {
                let iso = format!("{year}-{number:02}-{day:02}");
                for written in [
                    iso.clone(),
                    format!("{month} {day}, {year}"),
                    format!("{month} {day} {year}"),
                    format!("{short} {day}, {year}"),
                    format!("{day} {month} {year}"),
                    format!("{day}th of {month}, {year}"),
                    format!("{day:02}.{number:02}.{year}"),
                ] {
                    kit.check(&format!("It rained on {{DATE|value={iso} {written}}} there."));
                }
            }
        }
    }
}

#[test]
fn numbers_beyond_all_calendars_are_survived() {
    let kit = rashomon_testkit::Kit::<Timeline>::new().published("2020-10-14");
    let long = "9".repeat(10_000);
    for number in ["0", "00", "2147483647", "4294967295", "18446744073709551615", "99999", &long] {
        for text in [
            format!("It rained {number} years ago."),
            format!("It will rain {number} years from now."),
            format!("It rained {number} centuries later, {number} weeks before that."),
            format!("It rained for {number} days and {number} hours until {number}:{number} p.m."),
            format!("It rained in the past {number} decades, in {number}, in May {number}."),
            format!("It rained {number}/{number}/{number}, {number}-{number}-{number}, {number}s."),
        ] {
            let _ = kit.annotate(&text);
        }
    }
}

/// A text without a full stop is one sentence, and each of its times looks for its clause and its tense.
#[test]
fn a_sentence_without_end_is_read_to_its_last_word() {
    let kit = rashomon_testkit::Kit::<Timeline>::new().published("2020-10-14");
    for part in [
        "5 years and 3 months before 12 May 2010, ",
        "Tuesday and ",
        "(12 May 2010) ",
        "in June or July ",
    ] {
        let text = part.repeat(200_000 / part.len());
        let read = kit.annotate(&text);
        let last =
            read.layer("timeline").and_then(|layer| layer.iter().last().map(Annotation::span));
        assert!(last.is_some_and(|it| it.end() as usize + part.len() >= text.len()), "{part}");
    }
}

/// Nothing is told of years that the calendar does not have.
#[test]
fn publication_at_either_end_of_the_calendar_is_survived() {
    let text = "It rained yesterday, last week, last month, last year, in the previous quarter, the fourth quarter, \
                last winter, the past decade, the past century, this decade, the last century, over the weekend, in \
                the '90s, two weeks ago, three centuries ago, on Monday, at Easter, on Yom Kippur, in Ramadan, a year \
                earlier, the year-earlier quarter, at the turn of the century, on Jan. 5, in January, at midnight.\n\
                It will rain tomorrow, next week, next month, next year, next quarter, next decade, next century, in \
                the next three decades, a week from Friday, two weeks from now, this weekend, on Dec. 31 at midnight.";
    for published in ["0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31"] {
        let read = rashomon_testkit::Kit::<Timeline>::new().published(published).annotate(text);
        let layer = read.layer("timeline").unwrap();
        assert!(layer.len() > 30);
        for found in layer.iter() {
            for key in ["begin", "end"] {
                let day = found.text(key).unwrap_or("0001-01-01");
                let year = day.split('-').next().unwrap_or_default();
                assert!(year.len() == 4 && year != "0000", "{published}: {day}");
            }
            let value = found.text("value").unwrap();
            assert!(!value.starts_with('-') && !value.starts_with("10000"), "{published}: {value}");
        }
    }
}

/// Many times within marks and many marks cost no more than their number.
#[test]
fn a_paragraph_full_of_quotations_is_read_in_time() {
    let kit = rashomon_testkit::Kit::<Timeline>::new().published("2020-10-14");
    for part in
        ["“It rained yesterday,” she said. ", "“It rained yesterday and today ", "yesterday ”“ "]
    {
        let read = kit.annotate(&part.repeat(20_000));
        assert!(read.layer("timeline").unwrap().len() >= 20_000, "{part}");
    }
}
