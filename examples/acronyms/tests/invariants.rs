//! What must hold on any text; and the library that `rashomon` loads must find what these tests find.
#![forbid(unsafe_code)]

use rashomon_acronyms::Acronyms;
use rashomon_testkit::{Kit, battery, loaded};

#[test]
fn holds_on_any_text() {
    battery::<Acronyms>();
}

#[test]
fn library_finds_the_same() {
    loaded!(Kit::<Acronyms>::new());
}
