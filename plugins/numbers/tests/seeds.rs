//! What is found in the five sample reports.
#![forbid(unsafe_code)]

use rashomon_numbers::Numbers;
use rashomon_testkit::Kit;

#[test]
fn seeds_keep_their_numbers() {
    rashomon_testkit::golden!(Kit::<Numbers>::new());
}
