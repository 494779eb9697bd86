//! Large stories: time grows with the number of reports, not with its square.

use std::time::Instant;

use crate::story::{rows, states};

const PLACES: [&str; 8] =
    ["harbour", "station", "refinery", "bridge", "airport", "stadium", "market", "dam"];
const DEEDS: [&str; 8] =
    ["flooded", "closed", "guarded", "rebuilt", "sold", "searched", "painted", "watched"];

/// Reports that share most of their words, each with a few numbers.
fn reports(count: usize) -> Vec<String> {
    let report = |index: usize| {
        let (place, deed) = (PLACES[index % 8], DEEDS[index / 8 % 8]);
        format!(
            "The {place} was {deed} by {} workers on Monday. Officials said {} people were killed \
             near the {place} after the storm. Repairs cost about ${} million, said inspector \
             number-{index} of the {deed} {place}.",
            100 + index % 50,
            20 + index % 7,
            3 + index % 11,
        )
    };
    (0..count).map(report).collect()
}

#[test]
fn two_thousand_reports_take_seconds() {
    let texts = reports(2000);
    let states = states(&texts);
    let start = Instant::now();
    let rows = rows(states);
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    assert_eq!(rows.len(), 6000);
    assert!(rows.iter().filter(|it| it.verdict != "alone").count() > 3000);
}

#[test]
fn four_times_the_reports_take_not_much_more_than_four_times_as_long() {
    // The best of three: a busy machine may stop one.
    let time = |count| {
        let texts = reports(count);
        let once = || {
            let states = states(&texts);
            let start = Instant::now();
            rows(states);
            start.elapsed().as_secs_f64()
        };
        (0..3).map(|_| once()).fold(f64::MAX, f64::min)
    };
    let (small, large) = (time(400), time(1600));
    // All pairs would take sixteen times as long.
    assert!(large < 10.0 * small.max(0.05), "{small} s, then {large} s");
}
