//! What holds on any text.
#![forbid(unsafe_code)]

use rashomon_numbers::Numbers;
use rashomon_testkit::Kit;

#[test]
fn invariants() {
    rashomon_testkit::battery::<Numbers>();
}

#[test]
fn examples() {
    rashomon_testkit::examples::<Numbers>();
}

#[test]
fn loaded_library_agrees() {
    rashomon_testkit::loaded!(Kit::<Numbers>::new());
}

#[test]
fn stories() {
    Kit::<Numbers>::new().check_stories();
}
