//! States: saved, read back and merged in any grouping, they give the same table.

use crate::story::{rows, stage, states};

const TEXTS: &[&str] = &[
    "More than 1,200 miners went on strike at the Velgrad colliery on Monday.",
    "The strike at the Velgrad colliery was joined by 1,260 miners.",
    "Nobody was at work.",
    "Some 1,200 miners have left the Velgrad colliery, where they earn $900 a month.",
];

#[test]
fn a_state_survives_saving() {
    let stage = stage();
    let saved: Vec<Vec<u8>> =
        states(TEXTS).iter().map(|it| stage.save(it).expect("it can be saved")).collect();
    let loaded = saved.iter().map(|it| stage.load(it).expect("it was saved")).collect();
    assert_eq!(rows(loaded), rows(states(TEXTS)));
    assert_eq!(rows(states(TEXTS)).len(), 4);
}

#[test]
fn other_bytes_are_no_state() {
    assert!(stage().load(b"\xff\xff\xff\xff\xff").is_err());
}

#[test]
fn merging_is_associative() {
    let stage = stage();
    let mut right = states(TEXTS);
    let last = right.pop().expect("four");
    let mut third = right.pop().expect("three");
    stage.merge(&mut third, last).expect("one instance");
    right.push(third);
    assert_eq!(rows(right), rows(states(TEXTS)));
}

#[test]
fn no_reports_make_no_rows() {
    assert_eq!(rows(Vec::new()), []);
}
