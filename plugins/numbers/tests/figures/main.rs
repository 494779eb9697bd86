//! Numbers of several reports that are of one quantity, and whether they agree.
#![forbid(unsafe_code)]

mod anything;
mod scale;
mod seeds;
mod states;
mod story;

use crate::story::{figures, rows, states};

#[test]
fn the_same_number_of_the_same_things_agrees() {
    assert_eq!(
        figures(&[
            "The ferry Aldona carried 340 passengers when it struck the pier in Velgrad.",
            "Officials in Velgrad said 340 people were aboard the ferry Aldona.",
        ]),
        ["agree: 0 340, 1 340"]
    );
}

#[test]
fn a_bound_is_compatible_with_a_number_within_it() {
    assert_eq!(
        figures(&[
            "More than 1,200 miners went on strike at the Velgrad colliery on Monday.",
            "The strike at the Velgrad colliery was joined by 1,260 miners.",
        ]),
        ["compatible: 0 1,200, 1 1,260"]
    );
}

#[test]
fn numbers_that_cannot_both_be_true_are_in_dispute() {
    assert_eq!(
        figures(&[
            "The explosion at the Velgrad refinery killed 12 workers on Monday, the mayor said.",
            "The explosion at the Velgrad refinery killed 31 workers on Monday, a union said.",
        ]),
        ["dispute: 0 12, 1 31"]
    );
}

#[test]
fn six_decades_are_sixty_years() {
    assert_eq!(
        figures(&[
            "The border between Ostania and Velgrad was closed for more than six decades.",
            "For over 60 years nobody crossed the border between Ostania and Velgrad.",
        ]),
        ["agree: 0 six decades, 1 60 years"]
    );
}

#[test]
fn a_whole_has_one_size_however_it_is_counted() {
    let convoy = "A convoy of hundreds of protesters set out from Velgrad on Friday.";
    assert_eq!(
        figures(&[convoy, "Shopkeepers gave bread to the roughly 400 people in the convoy."]),
        ["compatible: 0 hundreds, 1 400"]
    );
    let none: [&str; 0] = [];
    for other in [
        "Shopkeepers gave bread to the roughly 400 children in the convoy.",
        "Shopkeepers gave bread to 400 of the people in the convoy.",
        "Shopkeepers gave bread to the roughly 400 people in the queue.",
        "Shopkeepers gave bread to the roughly 400 people outside the convoy.",
        "Shopkeepers gave bread to the roughly 4,000 people in the convoy.",
        "Shopkeepers gave bread to hundreds of people in the convoy.",
    ] {
        assert_eq!(figures(&[convoy, other]), none, "{other}");
    }
    let totals = [
        "A total of 450 tourists bought houses along the old harbour, half of them from abroad.",
        "Shopkeepers gave bread and tea to a total of about 430 people at the station gates.",
    ];
    assert_eq!(figures(&totals), none);
}

#[test]
fn a_measure_with_a_hyphen_is_one_with_of() {
    let texts = [
        "The mayor received Hallik in Velgrad for two days of talks on fishing rights.",
        "After the two-day summit Hallik flew home and praised her hosts.",
        "A two-day heatwave emptied the streets of Ostania.",
    ];
    assert_eq!(figures(&texts), ["agree: 0 two days, 1 two-day"]);
}

#[test]
fn what_is_planned_is_not_what_is() {
    let none: [&str; 0] = [];
    assert_eq!(
        figures(&[
            "Ostania has sent 4,000 soldiers to the border with Velgrad.",
            "Ostania is expected to send 9,000 soldiers to the border with Velgrad.",
        ]),
        none
    );
    assert_eq!(
        figures(&[
            "Ostania has sent 4,000 soldiers to the border with Velgrad.",
            "Ostania has sent 9,000 soldiers to the border with Velgrad.",
        ]),
        ["dispute: 0 4,000, 1 9,000"]
    );
}

#[test]
fn soldiers_of_two_countries_are_two_figures() {
    assert_eq!(
        figures(&[
            "About 800 Norwegian soldiers took part in the exercise near the lake.",
            "About 800 Bulgarian soldiers took part in the exercise near the lake.",
        ])
        .len(),
        0
    );
}

#[test]
fn the_dead_are_not_the_hurt() {
    assert_eq!(
        figures(&[
            "The explosion at the refinery killed 14 people and injured 60.",
            "The explosion at the refinery injured 14 people and killed 60.",
        ]),
        ["dispute: 0 14, 1 60", "dispute: 0 60, 1 14"]
    );
}

#[test]
fn a_part_does_not_dispute_the_whole() {
    assert_eq!(
        figures(&[
            "Nine sailors of the Aldona were treated in Velgrad after the fire.",
            "Four of the sailors of the Aldona were treated in Velgrad after the fire.",
        ])
        .len(),
        0
    );
}

#[test]
fn a_rise_is_no_level() {
    assert_eq!(
        figures(&[
            "The price of bread in Velgrad rose by 35 percent this spring.",
            "Bread makes up 35 percent of what families in Velgrad spend in spring.",
        ])
        .len(),
        0
    );
}

#[test]
fn two_numbers_of_one_report_stay_apart() {
    assert_eq!(
        figures(&[
            "The council counted 220 protesters near the bridge and 900 protesters near the station.",
            "Near the bridge there were 220 protesters, and near the station 900 protesters.",
        ]),
        ["agree: 0 220, 1 220", "agree: 0 900, 1 900"]
    );
}

#[test]
fn a_number_told_twice_in_one_report_is_one_figure() {
    assert_eq!(
        figures(&[
            "The ferry Aldona carried 340 passengers. All 340 passengers of the Aldona were saved.",
            "The Aldona had 340 passengers on board when she left Velgrad.",
        ]),
        ["agree: 0 340, 0 340, 1 340"]
    );
}

#[test]
fn one_number_of_two_things_in_one_report_is_two_figures() {
    assert_eq!(
        figures(&[
            "Deputy Hallik offered a contract of 8 years. Later Director Brem offered a contract of 8 years.",
            "The contract that Hallik offered was of 8 years.",
            "The contract that Brem offered was of 8 years.",
        ])
        .len(),
        2
    );
}

#[test]
fn numbers_that_only_point_are_no_figures() {
    let texts = ["The two leaders met. One of the ministers left.", "The two leaders met again."];
    assert_eq!(rows(states(&texts)), []);
}

#[test]
fn ages_are_of_people_with_the_same_name() {
    let texts = [
        "Petra Hallik, 41, was charged with theft in Velgrad.",
        "Prosecutors charged 41-year-old Petra Hallik with theft.",
        "Jonas Brem, 41, was charged with theft in Velgrad.",
    ];
    assert_eq!(figures(&texts), ["agree: 0 41, 1 41-year-old"]);
}

#[test]
fn a_lone_figure_has_a_row_with_its_subject_and_claimant() {
    let texts = ["“We lost 23 boats in the storm at Velgrad,” Hallik told the council."];
    let rows = rows(states(&texts));
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].verdict, "alone");
    assert!((rows[0].value - 23.0).abs() < 1e-9);
    assert_eq!(rows[0].subject.as_deref(), Some("boats in the storm"));
    assert_eq!(rows[0].claimant.as_deref(), Some("Hallik"));
}

#[test]
fn a_subject_is_what_is_counted_or_measured() {
    for (text, subject) in [
        (
            "There were 400 soldiers along the northern border in March.",
            "soldiers along the northern border",
        ),
        ("She had a 40-minute call with the mayor.", "call with the mayor"),
        (
            "The party's share of the vote fell to less than 30%.",
            "The party's share of the vote fell",
        ),
        ("The town received $3 million in aid.", "aid"),
    ] {
        assert_eq!(rows(states(&[text]))[0].subject.as_deref(), Some(subject), "{text}");
    }
}
