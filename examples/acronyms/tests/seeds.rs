//! What the analyzer says of the sample reports, kept in golden/: `UPDATE_GOLDEN=1 cargo test -p rashomon-acronyms`.
#![forbid(unsafe_code)]

use rashomon_acronyms::Acronyms;
use rashomon_testkit::{Kit, golden};

#[test]
fn golden_files_are_in_step() {
    golden!(Kit::<Acronyms>::new());
}
