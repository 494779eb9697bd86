//! What holds on any text.
#![forbid(unsafe_code)]

use rashomon_entities::Entities;
use rashomon_testkit::Kit;

#[test]
fn invariants() {
    rashomon_testkit::battery::<Entities>();
}

#[test]
fn examples() {
    rashomon_testkit::examples::<Entities>();
}

#[test]
fn loaded_library_agrees() {
    rashomon_testkit::loaded!(Kit::<Entities>::new());
}

#[test]
fn stories() {
    Kit::<Entities>::new().check_stories();
}
